"""Ask the person at the terminal; where nobody is there to answer, nothing is agreed to."""

from __future__ import annotations

import argparse
import sys

from ingest.words import Words


def ask(question: str) -> str:
    """What a person types; nothing where nobody is there to ask."""
    if not sys.stdin.isatty():
        return ""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def agreed(question: str) -> bool:
    """Whether a person says yes."""
    return ask(f"{question} [y/N] ").lower() in ("y", "yes", "はい")


def reason_to_load(arguments: argparse.Namespace, words: Words) -> str:
    """Why a checked file is loaded, once that is agreed to; "" where it is not, and what to do is said."""
    reason: str = arguments.reason or ask(words("Reason, kept with the load: "))
    if not reason:
        print(words("A load needs a reason: --reason TEXT. Nothing was loaded."), file=sys.stderr)
        return ""
    if not arguments.yes and not agreed(words("Load this?")):
        print(words("Nothing was loaded. To load without being asked: --yes."), file=sys.stderr)
        return ""
    return reason
