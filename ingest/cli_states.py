"""``piracy check`` and ``piracy load`` of a file of states, and what history and undo tell of them."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ingest import clock
from ingest.asking import reason_to_load
from ingest.cli_report import print_problems
from ingest.console import print_json
from ingest.report import LOADABLE, NEEDS_ANSWERS, Source
from ingest.words import Words, message

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ingest.item_states import StatesReport


def holds_states(source: Source) -> bool:
    """Whether a file is one of states, by its first line."""
    from ingest import item_states

    return item_states.holds_states(source)


def check_states(engine: Engine, source: Source, arguments: argparse.Namespace, words: Words) -> int:
    """Say what a file of states holds and what is wrong with it."""
    from ingest import item_states

    report = item_states.check(engine, source, today=clock.today())
    _print_report(report, None, arguments, words)
    return report.outcome


def load_states(engine: Engine, source: Source, arguments: argparse.Namespace, words: Words) -> int:
    """Check a file of states, show what is new, and store it once that is confirmed."""
    from ingest import item_states

    report = item_states.check(engine, source, today=clock.today())
    batch = None
    if report.outcome == LOADABLE and report.new:
        if not arguments.json:
            _print_report(report, None, arguments, words)
        reason = reason_to_load(arguments, words)
        if not reason:
            return NEEDS_ANSWERS
        batch, report = item_states.load(
            engine, source, who=getpass.getuser(), reason=reason, today=clock.today()
        )
    if batch is None or arguments.json:
        _print_report(report, batch, arguments, words)
    else:
        text = words(
            "Loaded as batch {batch}. To take it back: piracy undo {batch} --reason TEXT", batch=batch
        )
        print(text)
    return report.outcome


def _print_report(
    report: StatesReport, batch: int | None, arguments: argparse.Namespace, words: Words
) -> None:
    if arguments.json:
        record = {
            "file": report.source.name,
            "outcome": report.outcome,
            "states": [{"row": line, **row} for line, row in report.new],
            "unchanged": len(report.rows) - len(report.new),
            "problems": [problem.as_record(words) for problem in report.problems],
            "batch": batch,
        }
        print_json(record, default=str, indent=1)
        return
    print_problems(report.problems, words)
    if report.problems:
        print(words("Nothing was loaded, nothing was changed."), file=sys.stderr)
        return
    text = words(
        "States of initiatives: {new} new, {known} known already.",
        new=len(report.new),
        known=len(report.rows) - len(report.new),
    )
    print(text)
    for line, row in report.new:
        print(f"  {words('row {row}', row=line)}: {row['item']}  {row['state']}  {row['dated']}")
    if not report.new:
        print(words("Nothing new in the file; nothing was changed."))


def print_states(states: Sequence[Any], file: str, words: Words, *, stand: bool) -> None:
    """The states of a batch, each with its row in the file."""
    for state in states:
        place = words("{file}, row {row}", file=file, row=state.source_line)
        gone = "" if stand else words(" (taken back)")
        print(f"{state.id:>7}  {state.item}  {state.state}  {state.dated}  {place}{gone}")


def print_would_move(states: Sequence[Any], words: Words, *, stand: bool) -> None:
    """How many states an undo would take back, or bring back."""
    if states and stand:
        print(words("To be taken back: {count} states of initiatives.", count=len(states)))
    elif states:
        print(words("To be brought back: {count} states of initiatives.", count=len(states)))


def print_moved(states: Sequence[Any], batch: int, words: Words, *, stand: bool) -> None:
    """How many states an undo took back or brought back, and how to undo that."""
    text = (
        message(
            "Batch {batch}: states brought back: {count}. To take them back again: piracy undo {batch} "
            "--reason TEXT"
        )
        if stand
        else message(
            "Batch {batch}: states taken back: {count}. To bring them back: piracy undo {batch} --reason TEXT"
        )
    )
    print(words(text, batch=batch, count=len(states)))
