"""Find what a package offers: every module in it that binds a given name. Add a file, edit none."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any


@cache
def collect(package: ModuleType, name: str) -> dict[str, Any]:
    """The value of ``name`` in every module of a package that binds it, by module name, in that order."""
    found = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda one: one.name):
        value = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), name, None)
        if value is not None:
            found[module.name] = value
    return found
