"""The commands of the analyst's road: check a file, and load it."""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import asking
from ingest.answers import Answers, Citation, NewSeries, is_months
from ingest.cli_report import print_changes, print_problems, print_report
from ingest.cli_states import check_states, holds_states, load_states
from ingest.collecting import collector_at_rest
from ingest.console import print_json
from ingest.eras import ERAS
from ingest.footnotes import mark_of
from ingest.judging import Judge, VerdictChange, changed
from ingest.problems import Problem
from ingest.report import LOADABLE, NEEDS_ANSWERS, UNREADABLE, Report, Source, is_address
from ingest.words import Words, words_of_the_shell

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ingest.telling import Titles


def add_file_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """What an analyst may say about a file: the same for check and load."""
    parser.add_argument("--series", metavar="ID", help=words("the series of figures that name none"))
    parser.add_argument("--year", help=words("the year, where the file does not say it"))
    parser.add_argument("--sheet", metavar="NAME", help=words("the sheet of a workbook"))
    parser.add_argument(
        "--map",
        metavar="HEADER=FIELD",
        action="append",
        default=[],
        help=words("what a column or a name means: a field, or the id of a series, area or category"),
    )
    parser.add_argument(
        "--keep-map", action="store_true", help=words("keep --map for this publisher's next file")
    )
    parser.add_argument("--publication", metavar="ID", help=words("the publication that states the figures"))
    parser.add_argument(
        "--cite", metavar="TEXT", help=words("the title of a publication that is not known yet")
    )
    parser.add_argument("--published", metavar="DATE", help=words("its date, as 2026-01-31"))
    parser.add_argument("--url", help=words("its address"))
    parser.add_argument("--publisher", metavar="ID", help=words("its publisher"))
    parser.add_argument(
        "--cite-rows",
        metavar="PUBLISHER",
        help=words("who published the sources that rows name; they are cited anew as they stand"),
    )
    parser.add_argument(
        "--stands", choices=("first", "last"), help=words("which of two rows for one period holds")
    )
    parser.add_argument(
        "--dash", choices=("zero", "missing"), help=words("what a dash in place of a count means")
    )
    parser.add_argument(
        "--mark",
        metavar="MARK=MEANING",
        action="append",
        default=[],
        help=words("what the mark of a footnote says: *=provisional, or *=note"),
    )
    parser.add_argument(
        "--hidden",
        choices=("read", "leave"),
        help=words("whether hidden rows, columns and cells of a sheet are read"),
    )
    parser.add_argument("--era", choices=tuple(ERAS), help=words("the era of years that would run backwards"))
    parser.add_argument(
        "--months",
        metavar="YEAR=MONTHS",
        action="append",
        default=[],
        help=words("the months of a year that its figure covers: 2026=1-9, all=1-9, 2026=full"),
    )
    parser.add_argument(
        "--years",
        choices=("fiscal", "calendar"),
        help=words("whether bare years are fiscal or calendar years"),
    )
    parser.add_argument(
        "--finality",
        metavar="YEAR=FINALITY",
        action="append",
        default=[],
        help=words("whether figures are final: 2026=provisional, all=final"),
    )
    parser.add_argument(
        "--why",
        metavar="SERIES=TEXT",
        action="append",
        default=[],
        help=words("why values lie outside their expected range"),
    )
    parser.add_argument(
        "--continues",
        metavar="SERIES",
        action="append",
        default=[],
        help=words("an ended series that the file carries on"),
    )
    parser.add_argument(
        "--replaces",
        metavar="SERIES",
        action="append",
        default=[],
        help=words("a series most of whose stored figures the file replaces"),
    )
    parser.add_argument(
        "--define",
        metavar="KEY=VALUE;...",
        action="append",
        default=[],
        help=words(
            "a new series: id, publisher, area, measure, category, definition, name, name_ja, citation"
        ),
    )
    parser.add_argument(
        "--define-missing",
        action="store_true",
        help=words("make a series of each known area and category that has none yet"),
    )
    parser.add_argument("--json", action="store_true", help=words("print the report for a program"))


class BadArgument(Exception):
    """An argument that cannot be understood; the message says which and what was wanted."""


def answers_from(arguments: argparse.Namespace, words: Words) -> Answers:
    """The answers that the command's arguments give. Raises ``BadArgument``."""
    mapping = {}
    for pair in map(_unquoted, arguments.map):
        label, equals, meaning = pair.rpartition("=")
        if not equals or not label.strip() or not meaning.strip():
            raise BadArgument(words("--map is “{found}”; wanted HEADER=FIELD.", found=pair))
        mapping[label.strip()] = meaning.strip()
    citation = None
    if arguments.cite is not None:
        published = _date(arguments.published, words)
        citation = Citation(arguments.cite, published, arguments.url, arguments.publisher)
    elif arguments.published or arguments.url:
        raise BadArgument(words("--published and --url belong to --cite TEXT, which is missing."))
    return Answers(
        sheet=arguments.sheet,
        year=arguments.year,
        series=arguments.series,
        publication=arguments.publication,
        citation=citation,
        mapping=mapping,
        keep_mapping=arguments.keep_map,
        stands=arguments.stands,
        dash=arguments.dash,
        marks=_marks([*map(_unquoted, arguments.mark)], words),
        hidden=arguments.hidden,
        era=arguments.era,
        months=_months(arguments.months, words),
        years=arguments.years,
        finality=_finality(arguments.finality, words),
        rows_publisher=arguments.cite_rows,
        why=dict(map(_why, map(_unquoted, arguments.why))),
        continues=tuple(map(_unquoted, arguments.continues)),
        replaces=tuple(map(_unquoted, arguments.replaces)),
        new_series=tuple(_new_series(text, words) for text in arguments.define),
        define_missing=arguments.define_missing,
    )


def _unquoted(text: str) -> str:
    """A value without quotation marks around it that the shell does not take for its own."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] + text[-1] in ("“”", "「」", '""') else text


def _why(text: str) -> tuple[str, str]:
    """A reason with its series or its year; "" is the only series that needs one."""
    named = re.fullmatch(r"\s*([a-z0-9]+(?:-[a-z0-9]+)+|\d{4})\s*=\s*(.+)", text, re.DOTALL)
    return (named[1], named[2].strip()) if named else ("", text.strip())


def _marks(pairs: Sequence[str], words: Words) -> dict[str, str]:
    marks = {}
    for pair in pairs:
        mark, _, meaning = (text.strip() for text in pair.rpartition("="))
        if not mark or meaning not in ("provisional", "note"):
            raise BadArgument(words("--mark is “{found}”; wanted *=provisional or *=note.", found=pair))
        marks[mark_of(mark)] = meaning
    return marks


def _months(pairs: Sequence[str], words: Words) -> dict[str, str]:
    odd, months = _by_year(pairs, is_months)
    if odd is not None:
        raise BadArgument(words("--months is “{found}”; wanted 2026=1-9, all=1-9 or 2026=full.", found=odd))
    return months


def _finality(pairs: Sequence[str], words: Words) -> dict[str, str]:
    odd, finality = _by_year(pairs, ("final", "provisional").__contains__)
    if odd is not None:
        raise BadArgument(
            words(
                "--finality is “{found}”; wanted 2026=provisional, all=provisional or all=final.", found=odd
            )
        )
    return finality


def _by_year(pairs: Sequence[str], is_answer: Callable[[str], bool]) -> tuple[str | None, dict[str, str]]:
    """Answers by year or for "all"; and the first pair that is none, if any."""
    answers: dict[str, str] = {}
    for pair in pairs:
        year, _, answer = (text.strip() for text in pair.partition("="))
        if not re.fullmatch(r"all|\d{4}", year) or not is_answer(answer):
            return pair, answers
        answers[year] = answer
    return None, answers


def _date(text: str | None, words: Words) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadArgument(
            words("--published is “{found}”; wanted a date such as 2026-01-31.", found=text)
        ) from fault


def _new_series(text: str, words: Words) -> NewSeries:
    parts = dict(part.strip().partition("=")[::2] for part in text.split(";") if part.strip())
    values = {key.strip(): value.strip() for key, value in parts.items()}
    if "name" in values:
        values["name_en"] = values.pop("name")
    fields = set(NewSeries.__dataclass_fields__)
    if not {"id", "publisher", "area"} <= values.keys() or not values.keys() <= fields:
        keys = "id, publisher, area, measure, category, definition, name, name_ja, citation"
        raise BadArgument(
            words("--define is “{found}”; wanted KEY=VALUE;... of: {wanted}.", found=text, wanted=keys)
        )
    return NewSeries(**values)


def cause_told(fault: OSError, words: Words) -> str:
    """Why a file cannot be opened or written, in the reader's language where it is of the common ones."""
    if isinstance(fault, FileNotFoundError):
        return words("there is no such file or folder")
    if isinstance(fault, PermissionError):
        return words("no permission")
    if isinstance(fault, IsADirectoryError):
        return words("it is a folder")
    return fault.strerror or str(fault)


def read_source(engine: Engine, file: str, words: Words) -> tuple[Source | None, Problem | None]:
    """A file's name and bytes, from the disk or from an address."""
    if is_address(file):
        from ingest.address import fetch

        fetched = fetch(engine, file)
        return fetched.source, fetched.problem
    path = Path(file)
    try:
        return Source(path.name, path.read_bytes()), None
    except OSError as fault:
        return None, Problem("file-not-there", file, facts={"found": cause_told(fault, words)})


class _Bar:
    """A progress bar on a terminal; nothing where the output is read by a program."""

    def __init__(self, words: Words, *, quiet: bool) -> None:
        self.words, self.quiet = words, quiet or not sys.stderr.isatty()
        self.names = {"read": words("reading"), "tidy": words("tidying"), "check": words("checking")}
        self.names["store"] = words("storing")

    def __call__(self, step: str, done: int, everything: int) -> None:
        if self.quiet:
            return
        share = done / max(everything, 1)
        filled = int(24 * share)
        line = f"\r{'█' * filled}{'░' * (24 - filled)} {share:4.0%} {self.names.get(step, step):<12}"
        print(line, end="", file=sys.stderr, flush=True)
        if done >= everything and step in ("check", "store"):
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)


@collector_at_rest()
def run_check(arguments: argparse.Namespace) -> int:
    """0 could be loaded, 1 has errors, 2 could not be read, 3 needs an answer."""
    from ingest import pipeline
    from ingest.database import open_up_to_date

    words = words_of_the_shell()
    engine = open_up_to_date()
    try:
        answers = answers_from(arguments, words)
    except BadArgument as fault:
        print(fault, file=sys.stderr)
        return UNREADABLE
    if _is_empty(engine, arguments.json, words):
        return UNREADABLE
    source, problem = read_source(engine, arguments.file, words)
    if source is None:
        return _unreadable(problem, arguments.json, words)
    if holds_states(source):
        return check_states(engine, source, arguments, words)
    report = pipeline.check(engine, source, answers, progress=_Bar(words, quiet=arguments.json))
    if arguments.json:
        print_json(report.as_record(words), indent=1)
    else:
        _print_check(engine, report, arguments, words)
    return report.outcome


def _is_empty(engine: Engine, as_json: bool, words: Words) -> bool:
    """Whether the database was made just now, which is told: no file can be held against it."""
    from sqlalchemy import select

    from ingest import schema
    from ingest.database import shown_address

    with engine.connect() as connection:
        if connection.scalar(select(schema.series.c.id).limit(1)) is not None:
            return False
    message = words("The database is empty ({address}): it knows no series.", address=shown_address())
    remedy = words("make run fills it from data/; to fill it without serving, type: piracy load")
    if as_json:
        told = {"code": "empty-database", "severity": "error", "message": message, "remedy": remedy}
        print_json({"outcome": UNREADABLE, "problems": [told], "batch": None})
    else:
        print(words("{message} {remedy}", message=message, remedy=remedy), file=sys.stderr)
    return True


def _unreadable(problem: Problem | None, as_json: bool, words: Words) -> int:
    problems = [problem] if problem else []
    if as_json:
        records = [problem.as_record(words) for problem in problems]
        print_json({"outcome": UNREADABLE, "problems": records, "batch": None})
    else:
        print_problems(problems, words)
        print(words("Nothing was loaded, nothing was changed."), file=sys.stderr)
    return UNREADABLE


def _verdicts(engine: Engine, report: Report, judge: Judge | None) -> list[VerdictChange]:
    """Which conclusions of the dashboard a load would change; found by trying it and taking it back."""
    from ingest.pipeline import judged_series, rehearse

    if judge is None or report.outcome != LOADABLE or not report.to_store:
        return []
    with engine.connect() as connection:
        concerned = judged_series(connection)
    if not any(figure.series in concerned for figure in report.to_store):
        return []
    return changed(*rehearse(engine, report, judge, only=concerned))


def _print_check(engine: Engine, report: Report, arguments: argparse.Namespace, words: Words) -> None:
    """What a file holds, and what loading it would change."""
    titles = _titles(engine, report, words)
    print_report(report, words, titles)
    print_changes(report, _verdicts(engine, report, arguments.judge), titles, words)


def _titles(engine: Engine, report: Report, words: Words) -> Titles:
    """What series and publications are called, those of the report itself too."""
    from ingest.telling import read_titles

    return read_titles(engine, words.language, new=report.new_references)


@collector_at_rest()
def load_file(arguments: argparse.Namespace) -> int:
    """Check a file, show what would change, and store it once that is confirmed."""
    from ingest import pipeline
    from ingest.database import open_up_to_date

    words = words_of_the_shell()
    engine = open_up_to_date()
    try:
        answers = answers_from(arguments, words)
    except BadArgument as fault:
        print(fault, file=sys.stderr)
        return UNREADABLE
    if _is_empty(engine, arguments.json, words):
        return UNREADABLE
    source, problem = read_source(engine, arguments.source, words)
    if source is None:
        return _unreadable(problem, arguments.json, words)
    if holds_states(source):
        return load_states(engine, source, arguments, words)
    bar = _Bar(words, quiet=arguments.json)
    report = pipeline.check(engine, source, answers, progress=bar)
    if report.outcome != LOADABLE:
        return _print_refusal(engine, report, arguments, words)
    if not arguments.json:
        _print_check(engine, report, arguments, words)
    if not report.to_store:
        return _print_load(engine, report, None, arguments, words)
    reason = asking.reason_to_load(arguments, words)
    if not reason:
        return NEEDS_ANSWERS
    return _store(engine, report, reason=reason, arguments=arguments, words=words)


def _store(
    engine: Engine, report: Report, *, reason: str, arguments: argparse.Namespace, words: Words
) -> int:
    """Store what was agreed to. Where somebody else changed the same figures meanwhile, show what a load
    would do now and ask again: nobody has agreed to that, nor has --yes."""
    from ingest.pipeline import ChangedMeanwhile, commit

    while True:
        try:
            committed = commit(engine, report, who=getpass.getuser(), reason=reason)
        except ChangedMeanwhile as change:
            report = change.report
        else:
            return _print_load(engine, committed.report, committed.batch, arguments, words)
        message = words(
            "Somebody else changed these figures after the check. Nothing is loaded yet. Now it stands so:"
        )
        print(message, file=sys.stderr)
        if report.outcome != LOADABLE:
            return _print_refusal(engine, report, arguments, words)
        if not report.to_store:
            return _print_load(engine, report, None, arguments, words)
        if arguments.json:
            print_json(report.as_record(words), indent=1)
        else:
            _print_check(engine, report, arguments, words)
        if arguments.yes or not asking.agreed(words("Load this?")):
            message = words("Nothing was loaded. To load it as it stands now, type the same command again.")
            print(message, file=sys.stderr)
            return NEEDS_ANSWERS


def _print_refusal(engine: Engine, report: Report, arguments: argparse.Namespace, words: Words) -> int:
    if arguments.json:
        print_json(report.as_record(words), indent=1)
    else:
        print_report(report, words, _titles(engine, report, words))
        print(words("Nothing was loaded, nothing was changed."), file=sys.stderr)
    return report.outcome


def _print_load(
    engine: Engine, report: Report, batch: int | None, arguments: argparse.Namespace, words: Words
) -> int:
    if arguments.json:
        print_json(report.as_record(words) | {"batch": batch}, indent=1)
    elif batch is None:
        print(words("Nothing new in the file; nothing was changed."))
    else:
        from ingest.telling import figures_told, loaded

        print(words("Loaded:"))
        for line in figures_told(loaded(report.to_store), _titles(engine, report, words), words):
            print(f"  {line}")
        print(
            words("Loaded as batch {batch}. To take it back: piracy undo {batch} --reason TEXT", batch=batch)
        )
    return LOADABLE


def add_check_command(commands: Any, words: Words, *, judge: Judge | None) -> None:
    """Add check to the ``piracy`` command; load is one command for files and folders."""
    check = commands.add_parser("check", help=words("say what a file holds and what is wrong with it"))
    check.add_argument("file", help=words("a CSV, TSV or Excel file, or its address"))
    add_file_arguments(check, words)
    check.set_defaults(run=run_check, judge=judge)
