"""Find what a package offers: every module in it that binds a given name. Add a file, edit none."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Protocol, TypeVar


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Kind = TypeVar("Kind", bound=HasId)


@cache
def collect(package: ModuleType, name: str, kind: type[Kind]) -> dict[str, Kind]:
    """What the modules of a package bind to ``name``, by its id, in the order of the modules' names.

    Raises ``TypeError`` for a value that is not of this kind, ``ValueError`` for two with one id.
    """
    values: dict[str, Kind] = {}
    module_of: dict[str, str] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = f"{package.__name__}.{info.name}"
        value = getattr(importlib.import_module(module), name, None)
        if value is None:
            continue
        if not isinstance(value, kind):
            raise TypeError(f"{module} binds {name} to a {type(value).__name__}; wanted a {kind.__name__}.")
        if value.id in values:
            raise ValueError(f"{module_of[value.id]} and {module} both bind {name} with the id “{value.id}”.")
        values[value.id], module_of[value.id] = value, module
    return values
