"""Check a file's figures: stage by stage, with what each stage needs made ready before its rules run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select

from ingest import editions, schema
from ingest.checked import CheckedFigure, Finding, decide, problems_of
from ingest.dating import dating_of
from ingest.editions import Edition
from ingest.naming import name_series, with_series
from ingest.problems import Problem
from ingest.rules import STAGES, Key, Material, Stored, rules
from ingest.sourcing import cited_publisher, source_figures

Prepared = tuple[Material, list[Finding]]


def check_figures(connection: Connection, material: Material) -> tuple[Material, list[Problem]]:
    """The figures with what they were resolved to and what was decided, and all problems on the way."""
    preparations: dict[str, Callable[[Material], Prepared]] = {
        "names": _named,
        "sources": _sourced,
        "wholes": partial(_compared, connection),
    }
    problems: list[Problem] = []
    for stage in STAGES:
        if stage in preparations:
            material, findings = preparations[stage](material)
            material = _decided(material, findings)
            problems += problems_of(findings)
        findings = [finding for rule in rules() if rule.stage == stage for finding in rule.findings(material)]
        material = _decided(material, findings)
        problems += problems_of(findings)
    return material, problems


def _decided(material: Material, findings: list[Finding]) -> Material:
    """The same material where nothing is decided: what its rules have grouped serves the next ones."""
    if not any(finding.fate for finding in findings):
        return material
    return replace(material, figures=decide(material.figures, findings))


def _named(material: Material) -> Prepared:
    publisher = cited_publisher(material.vocabulary, material.answers)
    namings = name_series(material.figures, material.vocabulary, material.answers, publisher=publisher)
    return replace(material, namings=namings, figures=with_series(material.figures, namings)), []


def _sourced(material: Material) -> Prepared:
    sourcing = source_figures(
        material.figures, material.vocabulary, material.answers, file=material.file, today=material.today
    )
    sourced = replace(material, figures=sourcing.figures, publications=sourcing.publications)
    return sourced, [Finding(problem) for problem in sourcing.problems]


def _compared(connection: Connection, material: Material) -> Prepared:
    """Say how each open figure stands to what is stored; what is the same already, or blank over a value,
    is done."""
    series = {figure.series for figure in material.figures if figure.series}
    material = replace(material, stored=Stored(read_stored(connection, series), _read_spans(connection)))
    figures: list[CheckedFigure] = []
    findings: list[Finding] = []
    for figure in material.figures:
        comparison = _comparison(material, figure) if figure.is_open else None
        if comparison is None:
            figures.append(figure)
            continue
        compared = figure.compared(
            change=comparison.change,
            vintage=comparison.vintage,
            shown=comparison.shown,
            replaces=comparison.replaces,
        )
        figures.append(compared)
        fate = "" if figure.decision == "held" else comparison.fate
        if fate or comparison.problem is not None:
            findings.append(Finding(comparison.problem, (compared,), fate))
    return replace(material, figures=tuple(figures)), findings


@dataclass(frozen=True)
class _Comparison:
    """How a figure stands to what is stored for its period; see ``CheckedFigure``."""

    change: str = ""
    vintage: str = "first"
    shown: Row[Any] | None = None
    replaces: Row[Any] | None = None
    fate: str = ""
    problem: Problem | None = None


NEW, RESTATED = _Comparison("new"), _Comparison("new", "restated")
"""Nothing is stored for the period."""


def _comparison(material: Material, figure: CheckedFigure) -> _Comparison:
    period = figure.period
    if figure.series is None or period is None or figure.publication is None:
        return _Comparison(fate="held")
    rows = material.stored.editions.get((figure.series, period.start, period.end, period.kind), [])
    if not rows and figure.cell.value.availability == "reported":
        return RESTATED if figure.cell.value.restated else NEW
    current = rows[0] if rows else None
    prints = (row for row in rows if row.reading == 1 and row.vintage != "variant")
    same = next((row for row in prints if row.publication == figure.publication), None)
    if figure.cell.value.availability != "reported":
        return _blank(material, figure, current, same)
    beside = partial(_Comparison, shown=current, replaces=same)
    restated = figure.cell.value.restated
    if same is not None and _statement_of_row(same) == statement(figure):
        return beside("unchanged", fate="unchanged")
    if current is None or current.availability != "reported":
        first = same.vintage if same is not None else "first"
        return beside("new", "restated" if restated else first)
    if same is not None:
        return beside("changed", same.vintage)
    publication = material.publications[figure.publication]
    edition = Edition(period.kind, publication["edition_year"], dating_of(publication).earliest)
    not_newer = edition.not_newer(rows)
    vintage = "restated" if restated else _vintage(figure, not_newer)
    if _statement_of_row(current)[:3] == statement(figure)[:3]:
        return beside("confirmed", vintage)
    return beside("changed" if current in not_newer else "older", vintage)


def _vintage(figure: CheckedFigure, not_newer: Sequence[Row[Any]]) -> str:
    """What the edition just before it makes of a figure: the first where there is none, a later one where it
    says the same, else restated. ``not_newer`` are the others of its period, the newest first."""
    prints = (row for row in not_newer if row.availability == "reported" and row.vintage != "variant")
    before = next(prints, None)
    if before is None:
        return "first"
    return "later" if _statement_of_row(before)[:3] == statement(figure)[:3] else "restated"


def _blank(
    material: Material, figure: CheckedFigure, current: Row[Any] | None, same: Row[Any] | None
) -> _Comparison:
    """A cell that says that there is no figure: it never takes the place of one."""
    period = figure.period
    beside = partial(_Comparison, shown=current, replaces=same)
    if current is not None and current.availability == "reported":
        facts = {"series": figure.series, "period": period.label if period else "", "stored": current.value}
        return beside(fate="set_aside", problem=material.problem("blank-over-value", figure, **facts))
    if period is not None and period.end > material.today:
        return beside(fate="set_aside")
    if same is not None and same.availability == figure.cell.value.availability:
        return beside("unchanged", fate="unchanged")
    return beside("new" if current is None else "changed", same.vintage if same is not None else "first")


def statement(figure: CheckedFigure) -> tuple[Any, ...]:
    """What a figure says, as the row that it would become says it."""
    value = figure.cell.value
    return (value.availability, value.value, value.bound, figure.finality)


def _statement_of_row(row: Row[Any]) -> tuple[Any, ...]:
    return (row.availability, row.value, row.bound, row.finality)


def _read_spans(connection: Connection) -> dict[str, list[Row[Any]]]:
    table = schema.spans
    spans: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.first_day.nulls_first(), table.c.id)):
        spans[row.series].append(row)
    return spans


def read_stored(connection: Connection, series: set[str]) -> dict[Key, list[Row[Any]]]:
    """Every edition that stands of these series and of those they are parts of, by series and period."""
    stored: dict[Key, list[Row[Any]]] = defaultdict(list)
    if not series:
        return stored
    publishers = select(schema.series.c.publisher).where(schema.series.c.id.in_(series))
    query = editions.standing().where(
        schema.observations.c.series.in_(
            select(schema.series.c.id).where(schema.series.c.publisher.in_(publishers))
        )
    )
    for row in connection.execute(editions.ranked(query)):
        stored[(row.series, row.period_start, row.period_end, row.period_kind)].append(row)
    return stored
