"""The one road of an analyst's file: read, tidy, check, compare, store. A check stops before store.

The command line and the web page are two doors to it. Nothing is written before ``commit``, which refuses
where what is stored would make the check come out otherwise now. A file is examined while others may write;
the writer's lock is held only to see what was stored since, and to store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from ingest import clock, derived, schema, store
from ingest.answers import Answers
from ingest.batching import CannotCommit, store_report
from ingest.checked import CheckedFigure, Finding, decide, problems_of
from ingest.collecting import collector_at_rest
from ingest.comparing import check_figures
from ingest.database import writing
from ingest.first_look import first_figures, first_findings, names_nothing, other_subject, shorten
from ingest.kept import may_be_kept
from ingest.meanwhile import concerns_any, newest_batch
from ingest.new_series import define_series, missing_series
from ingest.problems import Problem
from ingest.readers import RawTable
from ingest.readers.reading import read_table
from ingest.report import LOADABLE, Report, Source
from ingest.rules import Material
from ingest.tidy.columns import unknown_meanings
from ingest.tidy.figures import Tidied, tidy, with_edits
from ingest.vocabulary import Vocabulary, key_of, read_vocabulary

__all__ = [
    "CannotCommit",
    "ChangedMeanwhile",
    "Committed",
    "check",
    "commit",
    "examine",
    "fingerprint_of_seen",
    "judged_series",
    "rehearse",
]

Progress = Callable[[str, int, int], None]
"""Told the step, how many are done, and of how many."""


def no_progress(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


class ChangedMeanwhile(Exception):
    """What is stored differs from what the check saw; holds the new report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("stored figures changed after the check")


@dataclass(frozen=True)
class Committed:
    """A load that was done. ``batch`` is None where the file held nothing new."""

    batch: int | None
    report: Report


def check(
    engine: Engine,
    source: Source,
    answers: Answers,
    *,
    today: date | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Look at a file and say what would happen; writes nothing."""
    with collector_at_rest(), engine.connect() as connection:
        return examine(connection, source, answers, today=today or clock.today(), progress=progress)


def examine(
    connection: Connection,
    source: Source,
    answers: Answers,
    *,
    today: date,
    progress: Progress = no_progress,
) -> Report:
    """The road up to store, on a connection of the caller's."""
    progress("read", 0, 3)
    as_of = newest_batch(connection)
    raw, problems = read_table(source.name, source.content, sheet=answers.sheet)
    before = _loaded_before(connection, source)
    if raw is None:
        return Report(source, answers, tuple(problems), loaded_before=before, as_of=as_of)
    raw = with_edits(raw, answers.edits)
    vocabulary = read_vocabulary(connection)
    answers = _with_kept_mapping(vocabulary, answers)
    new = define_series(vocabulary, answers, raw.file)
    vocabulary, new_rows = new.vocabulary, new.rows
    progress("tidy", 1, 3)
    tidied = tidy(raw, answers, vocabulary)
    problems += [*unknown_meanings(vocabulary, answers.mapping, raw.file), *new.problems]
    problems += _unknown_series(vocabulary, answers, raw.file)
    report = Report(source, answers, (), raw, tidied, (), loaded_before=before, as_of=as_of)
    unfit = _unfit(raw, tidied, vocabulary, answers)
    if unfit is not None or not tidied.figures:
        figures = tuple(map(CheckedFigure, tidied.figures))
        findings = [Finding(unfit, figures, "refused")]
        problems += problems_of(findings) or tidied.problems
        if not any(problem.severity in ("error", "question") for problem in problems):
            problems.append(Problem("no-figures", raw.file))
        return replace(report, problems=tuple(problems), figures=decide(figures, findings))
    figures = first_figures(tidied, vocabulary, answers)
    findings = list(first_findings(figures, tidied, vocabulary, answers, raw.file))
    figures = decide(figures, findings)
    is_nothing = all(figure.fate == "set_aside" for figure in figures)
    problems += [*tidied.problems, *problems_of(findings)]
    progress("check", 2, 3)
    if answers.define_missing:
        missing = missing_series(figures, vocabulary, answers)
        new = define_series(vocabulary, replace(answers, new_series=missing), raw.file)
        vocabulary, new_rows = new.vocabulary, [*new_rows, *new.rows]
    material, further = check_figures(
        connection, Material(raw.file, figures, vocabulary, answers, today, tidied)
    )
    problems += further
    if is_nothing and not any(problem.severity in ("error", "question") for problem in problems):
        problems.append(Problem("all-set-aside", raw.file, facts={"count": len(figures)}))
    progress("check", 3, 3)
    cited = material.publications.keys() - vocabulary.publications.keys()
    return replace(
        report,
        problems=tuple(
            sorted(shorten(problems, raw.file), key=lambda problem: (problem.row or 0, problem.severity))
        ),
        figures=material.figures,
        publications=material.publications,
        new_references=(
            *new_rows,
            *(("publications", row) for key, row in material.publications.items() if key in cited),
        ),
    )


def _unknown_series(vocabulary: Vocabulary, answers: Answers, file: str) -> list[Problem]:
    """Answers about series that are none."""
    return [
        Problem("no-series-of-that-id", file, facts={"found": id, "wanted": vocabulary.nearest(id, "series")})
        for id in dict.fromkeys((*answers.continues, *answers.replaces))
        if id not in vocabulary.series
    ]


def _unfit(raw: RawTable, tidied: Tidied, vocabulary: Vocabulary, answers: Answers) -> Problem | None:
    """Why a table is none of counts, if so."""
    foreign = other_subject(raw.rows, tidied, vocabulary)
    if foreign:
        return Problem("other-subject", raw.file, facts={"found": foreign})
    if tidied.figures and names_nothing(tidied, vocabulary, answers):
        return Problem("not-about-counts", raw.file)
    return None


def _loaded_before(connection: Connection, source: Source) -> int | None:
    """The newest batch of the very same bytes that was not undone."""
    batches, undos = schema.batches, store.read_undos(connection)
    same = select(batches.c.id).where(batches.c.sha256 == source.sha256).order_by(batches.c.id.desc())
    return next((batch for batch in connection.scalars(same) if undos.undone_by(batch) is None), None)


def _with_kept_mapping(vocabulary: Vocabulary, answers: Answers) -> Answers:
    """The answers with what was kept from earlier files of the same publisher, where nothing else is said."""
    row = vocabulary.publications.get(answers.publication or "")
    publisher = row.publisher if row is not None else None
    if publisher is None and answers.citation and answers.citation.publisher:
        publisher = vocabulary.publishers.get(key_of(answers.citation.publisher))
    kept = {
        label: meaning
        for label, meaning in vocabulary.mappings.get(publisher or "", {}).items()
        if may_be_kept(label, meaning, vocabulary)
    }
    return replace(answers, mapping={**kept, **answers.mapping}) if kept else answers


def commit(
    engine: Engine,
    report: Report,
    *,
    who: str,
    reason: str,
    today: date | None = None,
    progress: Progress = no_progress,
) -> Committed:
    """Store what a check allowed: one transaction, one batch, the file's bytes kept.

    Raises ``CannotCommit`` for a file with errors or open questions, ``ChangedMeanwhile`` where somebody
    else changed the same figures after the check.
    """
    if report.outcome != LOADABLE:
        raise CannotCommit(report.outcome)
    now = report
    while True:
        with collector_at_rest(), writing(engine) as connection:
            if not concerns_any(connection, now):
                progress("store", 0, 1)
                batch = store_report(connection, now, who=who, reason=reason)
                progress("store", 1, 1)
                return Committed(batch, now)
        # The lock is free while the file is examined anew.
        now = check(engine, report.source, report.answers, today=today, progress=progress)
        if _preview(now) != _preview(report):
            raise ChangedMeanwhile(now)


def _preview(report: Report) -> str:
    """What an analyst was shown before agreeing, as a digest."""
    digest = hashlib.sha256()
    for figure in report.figures:
        cell, shown = figure.cell, figure.shown and figure.shown.id
        seen = (cell.line, cell.column, report.fate_of(figure), figure.change, shown)
        digest.update(repr(seen).encode())
    return digest.hexdigest()


def fingerprint_of_seen(report: Report) -> str:
    """What an analyst was shown, as a short text that a form can carry."""
    return _preview(report)[:32]


def judged_series(connection: Connection) -> set[str]:
    """The series that the dashboard's conclusions rest on, themselves or by their parts; a load of others
    changes none."""
    links = schema.indicator_series
    listed = connection.execute(select(links.c.series, links.c.history_with))
    judged = {series for row in listed for series in row if series is not None}
    worked_out = derived.parts(connection)
    return judged | {part for series in judged for part in worked_out.get(series, ())}


View = TypeVar("View")


class _RolledBack(Exception):
    """Ends a rehearsal: all that it wrote is rolled back."""


def rehearse(
    engine: Engine, report: Report, look: Callable[[Connection], View], *, only: set[str] | None = None
) -> tuple[View, View]:
    """What ``look`` sees before a load and what it would see after it; nothing stays written.

    ``only`` keeps the rehearsal to these series, which is all that a large file needs.
    """
    views: list[View] = []
    part = [figure for figure in report.to_store if only is None or figure.series in only]
    try:
        with writing(engine) as connection:
            views.append(look(connection))
            if part:
                rehearsed = replace(
                    report, figures=tuple(part), answers=replace(report.answers, keep_mapping=False)
                )
                store_report(connection, rehearsed, who="—", reason="rehearsal")
            views.append(look(connection))
            raise _RolledBack
    except _RolledBack:
        pass
    return views[0], views[1]
