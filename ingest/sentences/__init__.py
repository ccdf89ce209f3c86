"""The sentences of problems: one module a step of the road, each binding ``SENTENCES``.

A code has its sentence in one place only: how grave it is, what was found and wanted, what to do.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Literal

Severity = Literal["error", "question", "warning", "notice"]
"""An error refuses the file, a question holds it for an answer, a warning is to be confirmed, a notice is
told."""

Sentence = tuple[Severity, str, str]


class SaidTwice(Exception):
    """Two modules give the same code a sentence."""


@cache
def sentences() -> dict[str, Sentence]:
    """Every code with its sentence, from all modules of this package."""
    by_code: dict[str, Sentence] = {}
    for module in pkgutil.iter_modules(__path__):
        own: dict[str, Sentence] = importlib.import_module(f"{__name__}.{module.name}").SENTENCES
        if by_code.keys() & own.keys():
            raise SaidTwice(sorted(by_code.keys() & own.keys()))
        by_code |= own
    return by_code
