"""Ask the person at the terminal; where nobody is there to answer, nothing is agreed to."""

from __future__ import annotations

import sys


def ask(question: str) -> str:
    """What a person types; nothing where nobody is there to ask."""
    if not sys.stdin.isatty():
        return ""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def agreed(question: str) -> bool:
    """Whether a person says yes."""
    return ask(f"{question} [y/N] ").lower() in ("y", "yes", "はい")
