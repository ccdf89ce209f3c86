"""What is asked of a rule before the first file is checked."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ingest import rules as ingest_rules
from ingest.rules import STAGES, BadRule, collect_rules, rules

RULE = """
from ingest.problems import Problem
from ingest.rules import Finding, Rule

def check(material):
    yield Finding(Problem({raised!r}, "table.csv"))

RULE = Rule(stage={stage!r}, codes={codes!r}, check=check)
"""

Package = Callable[..., ModuleType]


def rule(*codes: str, stage: str = "file", raised: str = "no-year") -> str:
    """The text of a module with a rule."""
    return RULE.format(stage=stage, codes=codes, raised=raised)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Make a package of modules from their texts."""

    def make(**modules: str) -> ModuleType:
        folder = tmp_path / "some_rules"
        folder.mkdir()
        (folder / "__init__.py").touch()
        for name, text in modules.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        return importlib.import_module("some_rules")

    yield make
    for name in [name for name in sys.modules if name.partition(".")[0] == "some_rules"]:
        del sys.modules[name]


def test_every_module_of_the_rules_is_a_rule_and_every_stage_has_one() -> None:
    names = {path.stem for path in Path(ingest_rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert {rule.check.__module__ for rule in rules()} == {f"ingest.rules.{name}" for name in names}
    assert {rule.stage for rule in rules()} == set(STAGES)


def test_rules_run_by_stage_and_inside_a_stage_by_module_name(package: Package) -> None:
    made = package(
        a=rule("no-year", stage="record"),
        b=rule("no-period", stage="file"),
        c=rule("no-figures", stage="names"),
        d=rule("not-a-year", stage="file"),
    )
    assert [rule.codes[0] for rule in collect_rules(made)] == [
        "no-figures",
        "no-period",
        "not-a-year",
        "no-year",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (rule("no-year", stage="late"), "some_rules.faulty names the stage 'late'; wanted one of names, sou"),
        (rule("no-such-code"), "some_rules.faulty declares no-such-code, for which ingest.sentences has no"),
        ("RULE = check = lambda material: ()\n", "some_rules.faulty binds no Rule to RULE but <function"),
        ("", "some_rules.faulty binds no Rule to RULE but None"),
    ],
)
def test_a_rule_that_cannot_be_run_is_refused_by_name(package: Package, text: str, said: str) -> None:
    with pytest.raises(BadRule, match=said):
        collect_rules(package(faulty=text, sound=rule("no-period")))


def test_a_code_that_two_rules_declare_is_refused_with_both_names(package: Package) -> None:
    made = package(first=rule("no-year"), second=rule("no-period", "no-year"))
    with pytest.raises(BadRule, match=r"some_rules.second declares no-year, as some_rules.first does"):
        collect_rules(made)


def test_a_problem_whose_code_its_rule_does_not_declare_is_a_fault_of_the_program(package: Package) -> None:
    made = package(sound=rule("no-year"), faulty=rule("no-period", raised="no-figures"))
    faulty, sound = collect_rules(made)
    (finding,) = sound.findings(None)  # type: ignore[arg-type]
    assert finding.problem is not None and finding.problem.code == "no-year"
    with pytest.raises(BadRule, match=r"some_rules.faulty gives no-figures, which RULE does not declare"):
        faulty.findings(None)  # type: ignore[arg-type]
