"""What a package offers is found by being there; what cannot be right is refused with its module's name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.collect import collect

ROW = "from {here} import Thing\n\nTHING = Thing({id!r})\n"


@dataclass(frozen=True)
class Thing:
    id: str


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ModuleType]]:
    """Makes a package of modules, each a name and its text."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "things_here", sys.modules[__name__])
    name = "package_of_things"

    def make(**modules: str) -> ModuleType:
        folder = tmp_path / name
        folder.mkdir()
        for module, text in {"__init__": "", **modules}.items():
            (folder / f"{module}.py").write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield make
    for module in [one for one in sys.modules if one.partition(".")[0] == name]:
        del sys.modules[module]


def thing(id: str) -> str:
    return ROW.format(here="things_here", id=id)


def test_every_module_that_binds_the_name_is_found_by_id_in_the_order_of_the_modules(
    package: Callable[..., ModuleType],
) -> None:
    things = collect(package(b=thing("first"), a=thing("second"), c="X = 1\n"), "THING", Thing)
    assert list(things.items()) == [("second", Thing("second")), ("first", Thing("first"))]


def test_a_value_of_another_kind_is_refused_with_its_module(package: Callable[..., ModuleType]) -> None:
    wrong = package(a=thing("a"), b="THING = 'b'\n")
    with pytest.raises(TypeError, match=r"package_of_things\.b binds THING to a str; wanted a Thing\."):
        collect(wrong, "THING", Thing)


def test_two_values_of_one_id_are_refused_with_both_modules(package: Callable[..., ModuleType]) -> None:
    twice = package(a=thing("same"), b=thing("same"))
    with pytest.raises(ValueError, match=r"package_of_things\.a and package_of_things\.b both .* “same”"):
        collect(twice, "THING", Thing)
