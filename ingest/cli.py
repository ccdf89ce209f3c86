"""The commands that write or look at the database: load, dump, doctor."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cli_files import add_check_command, add_file_arguments, load_file
from ingest.cli_history import add_history_commands
from ingest.judging import Judge
from ingest.problems import RefusedFiles
from ingest.words import Words, words_of_the_shell

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

    from ingest.database import NoDatabase
    from ingest.doctor import HealthCheck
    from ingest.load import LoadReport

MOST_LINES = 20
"""More notices than this are counted, not printed one by one."""


def data_folder() -> Path:
    """The folder that the program's own figures stand in: ``PIRACY_DATA_DIR``, else data/ beside app.py."""
    from ingest.database import PROJECT

    return Path(os.environ.get("PIRACY_DATA_DIR") or PROJECT / "data")


def add_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    words: Words,
    *,
    judge: Judge | None = None,
    look_further: Callable[[Words], Iterable[HealthCheck]] = lambda _words: (),
) -> None:
    """Add every command that writes or looks at the database to the ``piracy`` command.

    ``judge`` says what the dashboard concludes, so that a check can say which conclusions would change;
    ``look_further`` is what the doctor looks at besides this package's own.
    """
    load = commands.add_parser("load", help=words("load a file of counts, or a folder like data/"))
    load.add_argument("source", nargs="?", help=words("a file, its address, or a folder; default: data/"))
    load.add_argument("--reason", default="", help=words("kept with the batch"))
    load.add_argument("--yes", action="store_true", help=words("load without being asked"))
    add_file_arguments(load, words)
    load.set_defaults(run=run_load, judge=judge)
    add_check_command(commands, words, judge=judge)
    add_history_commands(commands, words)
    dump = commands.add_parser("dump", help=words("write what the database holds, in the form of data/"))
    dump.add_argument("folder", type=Path)
    dump.set_defaults(run=run_dump)
    check_up = commands.add_parser("doctor", help=words("say what is there, what is missing, and what to do"))
    check_up.set_defaults(run=run_doctor, look_further=look_further)


def run_load(arguments: argparse.Namespace) -> int:
    """Load a file or a folder; 0 when it was loaded or had nothing new, 1 when it was refused.

    A file may also be unreadable (2) or need an answer (3).
    """
    if _names_a_file(arguments.source):
        return load_file(arguments)
    from ingest.database import open_up_to_date
    from ingest.load import load_folder

    words = words_of_the_shell()
    engine = open_up_to_date()
    folder = Path(arguments.source) if arguments.source else data_folder()
    try:
        report = load_folder(
            engine, folder, reason=arguments.reason or f"piracy load {folder}", even_if_seen=True
        )
    except RefusedFiles as refusal:
        print_refusal(refusal, words)
        return 1
    print_report(report, words)
    return 0


def _names_a_file(source: str | None) -> bool:
    """Whether what was typed is a file or an address; a name without an ending may be a folder's."""
    from ingest.report import is_address

    if source is None or Path(source).is_dir():
        return False
    return is_address(source) or Path(source).exists() or bool(Path(source).suffix)


def cannot_use_database(fault: SQLAlchemyError | NoDatabase, words: Words) -> str:
    """One line that says which database cannot be used, why, and what to look at."""
    from ingest.database import NotUtf8, shown_address

    if isinstance(fault, NotUtf8):
        return words(
            "The database ({address}) keeps its text as {encoding}; wanted UTF8, or words in Japanese would "
            "be lost. Make another: CREATE DATABASE piracy ENCODING 'UTF8' TEMPLATE template0",
            address=shown_address(),
            encoding=fault,
        )
    cause = str(getattr(fault, "orig", None) or fault).strip().splitlines()[0]
    return words(
        "The database cannot be used ({address}): {cause}. Check PIRACY_DATABASE_URL, that its server runs, "
        "and that its folder may be written to.",
        address=shown_address(),
        cause=cause,
    )


def print_refusal(refusal: RefusedFiles, words: Words) -> None:
    """Every problem, a line each, and that nothing was changed."""
    for problem in refusal.problems:
        print(problem.sentence(words), file=sys.stderr)
    count = len(refusal.problems)
    print(words("Problems: {count}. Nothing was loaded, nothing was changed.", count=count), file=sys.stderr)


def print_report(report: LoadReport, words: Words) -> None:
    """What was loaded and what was left aside."""
    print_left_aside(report, words)
    print(
        words(
            "Figures: {new} new, {changed} changed, {unchanged} unchanged. Names and words: {words} "
            "new or changed.",
            new=report.new,
            changed=report.changed,
            unchanged=report.unchanged,
            words=report.references,
        )
    )
    if report.batch is not None:
        print(words("Batch {batch}.", batch=report.batch))


def print_left_aside(report: LoadReport, words: Words) -> None:
    """What of a folder was not applied, and why; of many the first."""
    for problem in report.problems[:MOST_LINES]:
        print(problem.sentence(words))
    if len(report.problems) > MOST_LINES:
        print(words("... and {count} more problems.", count=len(report.problems) - MOST_LINES))


def run_dump(arguments: argparse.Namespace) -> int:
    """Write the current contents of the database into a folder."""
    from ingest.database import open_up_to_date
    from ingest.dump import dump_folder
    from ingest.unavailable import lacks_space

    words = words_of_the_shell()
    engine = open_up_to_date()
    try:
        written = dump_folder(engine, arguments.folder)
    except OSError as fault:
        if lacks_space(fault):
            raise
        print(
            words("{folder} cannot be written to: {cause}.", folder=arguments.folder, cause=fault),
            file=sys.stderr,
        )
        return 1
    print(words("{count} files written to {folder}.", count=len(written), folder=arguments.folder))
    return 0


def run_doctor(arguments: argparse.Namespace) -> int:
    """0 when all that is needed is there, else 1."""
    from ingest import doctor
    from ingest.database import open_database

    words = words_of_the_shell()
    findings = [*doctor.examine(open_database(), words), *arguments.look_further(words)]
    for finding in findings:
        mark = "✓" if finding.is_there else ("✗" if finding.needed else "–")
        print(f"{mark} {finding.name}: {finding.state}")
        if not finding.is_there and finding.remedy:
            print(f"    {finding.remedy}")
    return 0 if all(finding.is_there or not finding.needed for finding in findings) else 1
