"""The commands that look back and take back, and the table to fill in."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import batch_words, clock
from ingest.asking import agreed, ask
from ingest.cli_files import cause_told
from ingest.cli_states import print_moved, print_states, print_would_move
from ingest.console import print_json
from ingest.periods import Period
from ingest.report import HAS_ERRORS, NEEDS_ANSWERS
from ingest.words import Words, words_of_the_shell

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ingest.history import Batch, UndoOutcome


def run_history(arguments: argparse.Namespace) -> int:
    """Every batch, newest first; or the rows of one."""
    from ingest.database import open_up_to_date
    from ingest.history import batches

    words = words_of_the_shell()
    engine = open_up_to_date()
    if arguments.batch is not None:
        return _print_batch(engine, arguments, words)
    history = batches(engine)
    if arguments.json:
        print_json([vars(batch) for batch in history], default=str, indent=1)
        return 0
    for batch in history:
        parts = (
            f"{batch.id:>5}",
            clock.written(batch.recorded_at),
            batch_words.what(batch, words),
            batch_words.who(batch, words),
            words("states: {count}", count=batch.states)
            if batch.states
            else words("{rows} figures", rows=batch.moved),
            batch_words.source(batch, words),
            batch_words.reason(batch, words),
        )
        state = batch_words.state(batch, words)
        print("  ".join(filter(None, parts)) + (words(" ({state})", state=state) if state else ""))
    return 0


def _print_batch(engine: Engine, arguments: argparse.Namespace, words: Words) -> int:
    from ingest.history import batch as history_batch
    from ingest.history import rows_of
    from ingest.item_states import states_of
    from ingest.telling import read_titles, value_told

    rows = rows_of(engine, arguments.batch)
    states, stand = states_of(engine, arguments.batch)
    if arguments.json:
        keys = (
            "id",
            "series",
            "period_start",
            "period_end",
            "period_kind",
            "availability",
            "value",
            "publication",
        )
        more = ("source_file", "source_line", "source_column", "batch_id", "taken_back_by")
        records = [{key: getattr(row, key) for key in (*keys, *more)} for row in rows]
        records += [
            {key: getattr(state, key) for key in ("id", "item", "state", "dated", "source_line", "batch_id")}
            for state in states
        ]
        print_json(records, default=str, indent=1)
    elif states and (batch := history_batch(engine, states[0].batch_id)):
        print_states(states, batch.source_name, words, stand=stand)
    titles = read_titles(engine, words.language).series
    for row in [] if arguments.json else rows:
        value = value_told(row, words)
        place = words("{file}, row {row}", file=row.source_file, row=row.source_line)
        state = words(" (taken back by {batch})", batch=row.taken_back_by) if row.taken_back_by else ""
        period = Period(row.period_start, row.period_end, row.period_kind).told(words.language)
        print(f"{row.id:>7}  {titles[row.series]}  {period}  {value}  {place}{state}")
    return 0 if rows or states else 1


def run_undo(arguments: argparse.Namespace) -> int:
    """Undo a whole batch, also one that is an undo; 3 where it waits to be agreed to."""
    from ingest import history, item_states, store
    from ingest.database import open_up_to_date

    words = words_of_the_shell()
    engine = open_up_to_date()
    batch = history.batch(engine, arguments.batch)
    if batch is None:
        text = words("There is no batch {batch}: see piracy history.", batch=arguments.batch)
        print(text, file=sys.stderr)
        return HAS_ERRORS
    figures = history.would_move(engine, batch.id)
    states, stand = item_states.states_of(engine, batch.id)
    try:
        if not batch.can_be_undone:
            raise store.NoSuchBatch(batch.id)
        _print_what_would_move(batch, len(figures), words, states=len(states))
        print_would_move(states, words, stand=stand)
        reason = _reason_if_agreed(engine, figures, arguments, words)
        if not reason:
            return NEEDS_ANSWERS
        outcome = history.undo(engine, batch.id, who=getpass.getuser(), reason=reason)
    except store.NoSuchBatch:
        now = history.batch(engine, batch.id) or batch
        text = words(
            "Batch {batch} is undone already, by batch {undo}. To undo that: piracy undo {undo} "
            "--reason TEXT",
            batch=now.id,
            undo=now.undone_by,
        )
        print(text, file=sys.stderr)
        return HAS_ERRORS
    if states:
        print_moved(states, outcome.batch, words, stand=not stand)
    if figures or not states:
        _print_outcome(engine, outcome, words)
    return 0


def _print_what_would_move(batch: Batch, count: int, words: Words, *, states: int) -> None:
    about = words(
        "Batch {batch}, {moment}, {who}: {reason}",
        batch=batch.id,
        moment=clock.written(batch.recorded_at),
        who=batch.who,
        reason=batch.reason,
    )
    print(about)
    if not batch.moved and states:
        return
    if batch.took_back:
        print(words("Figures to be brought back: {count}.", count=count))
    else:
        print(words("Figures to be taken back: {count}.", count=count))


def run_withdraw(arguments: argparse.Namespace) -> int:
    """Take back one value by itself; 3 where it waits to be agreed to."""
    from ingest.database import open_up_to_date
    from ingest.history import NoSuchFigure, figure, withdraw

    words = words_of_the_shell()
    engine = open_up_to_date()
    try:
        figures = [figure(engine, arguments.figure)]
        print(words("Figures to be taken back: {count}.", count=1))
        reason = _reason_if_agreed(engine, figures, arguments, words)
        if not reason:
            return NEEDS_ANSWERS
        outcome = withdraw(engine, arguments.figure, who=getpass.getuser(), reason=reason)
    except NoSuchFigure:
        text = words(
            "There is no figure {figure} to withdraw: see piracy history BATCH.", figure=arguments.figure
        )
        print(text, file=sys.stderr)
        return HAS_ERRORS
    _print_outcome(engine, outcome, words)
    return 0


def _reason_if_agreed(
    engine: Engine, figures: Sequence[Any], arguments: argparse.Namespace, words: Words
) -> str:
    """Show which figures would go or come, and ask why and whether, unless told; "" is not agreed."""
    from ingest.telling import figures_told, read_titles

    for line in figures_told(figures, read_titles(engine, words.language), words):
        print(f"  {line}")
    reason = str(arguments.reason or ask(words("Reason, kept with the undo: ")))
    if not reason:
        print(words("This needs a reason: --reason TEXT. Nothing was changed."), file=sys.stderr)
        return ""
    if arguments.yes or agreed(words("Do this?")):
        return reason
    print(words("Nothing was changed. To do it without being asked: --yes."), file=sys.stderr)
    return ""


def _print_outcome(engine: Engine, outcome: UndoOutcome, words: Words) -> None:
    from ingest.telling import read_titles, value_told

    if outcome.brought_back:
        text = words(
            "Batch {batch}: figures brought back: {count}. To take them back again: piracy undo {batch} "
            "--reason TEXT",
            batch=outcome.batch,
            count=outcome.brought_back,
        )
    else:
        text = words(
            "Batch {batch}: figures taken back: {count}. To bring them back: piracy undo {batch} "
            "--reason TEXT",
            batch=outcome.batch,
            count=outcome.taken_back,
        )
    print(text)
    titles = read_titles(engine, words.language).series
    for figure in outcome.standing:
        if figure.is_later:
            print(
                words(
                    "{series} {period}: {value} of batch {batch} stands, which came later.",
                    series=titles.get(figure.series, figure.series),
                    period=figure.period.told(words.language),
                    value=value_told(figure, words),
                    batch=figure.batch,
                )
            )


def run_template(arguments: argparse.Namespace) -> int:
    """Write a table to fill in; the ending of its name says the kind."""
    from ingest.database import open_up_to_date
    from ingest.template import loadable_series, template_csv, template_rows, template_xlsx
    from ingest.unavailable import lacks_space

    words = words_of_the_shell()
    engine = open_up_to_date()
    rows = template_rows(engine, series=arguments.series or (), today=clock.today(), language=words.language)
    path: Path = arguments.file
    if path.suffix.lower() == ".xlsx":
        content = template_xlsx(rows, words, series=loadable_series(engine))
    else:
        content = template_csv(rows, words)
    try:
        path.write_bytes(content)
    except OSError as fault:
        if lacks_space(fault):
            raise
        cause = cause_told(fault, words)
        print(words("{folder} cannot be written to: {cause}.", folder=path, cause=cause), file=sys.stderr)
        return HAS_ERRORS
    print(words("Written: {file}", file=path))
    return 0


def add_history_commands(commands: Any, words: Words) -> None:
    """Add history, undo, withdraw and template to the ``piracy`` command."""
    past = commands.add_parser("history", help=words("list what was loaded and taken back"))
    past.add_argument("batch", nargs="?", type=int, help=words("show the rows of this batch"))
    past.add_argument("--json", action="store_true", help=words("print the report for a program"))
    past.set_defaults(run=run_history)
    undo = commands.add_parser("undo", help=words("take back a batch, or undo an undo"))
    undo.add_argument("batch", type=int)
    undo.add_argument("--reason", help=words("kept with the undo"))
    undo.add_argument("--yes", action="store_true", help=words("do it without being asked"))
    undo.set_defaults(run=run_undo)
    withdraw = commands.add_parser("withdraw", help=words("take back one value"))
    withdraw.add_argument("figure", type=int, help=words("its number, as piracy history BATCH shows it"))
    withdraw.add_argument("--reason", help=words("kept with the undo"))
    withdraw.add_argument("--yes", action="store_true", help=words("do it without being asked"))
    withdraw.set_defaults(run=run_withdraw)
    template = commands.add_parser("template", help=words("write a table to fill in, with the newest values"))
    template.add_argument("file", type=Path, help=words("name.csv or name.xlsx"))
    template.add_argument("--series", metavar="ID", action="append", help=words("only this series"))
    template.set_defaults(run=run_template)
