"""What documents state: their cited figures, put together where they are one row of years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.places import place_on_sources
from dashboard.address.selection import Selection
from dashboard.pages import Visit
from dashboard.record import captions
from dashboard.record.queries import Catalogue
from dashboard.words import pick

OPEN = "open"


@dataclass(frozen=True)
class DocumentFigures:
    """Figures that one document states of one indicator: rows of ``cited_figures``, and by year the band.

    ``bands`` maps each calendar year to the lowest and the highest count that agrees; empty for a statement
    without a number or without a series to hold it against.
    """

    rows: tuple[Any, ...]
    bands: dict[int, tuple[int, int]]

    @property
    def indicator(self) -> str:
        return self.rows[0].indicator or ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """One number a year, where the document states them so; else ()."""
        if any(row.period_kind != "CY" for row in self.rows):
            return ()
        return tuple(low for low, high in self.bands.values() if low == high)

    @property
    def is_traceable(self) -> bool:
        """Whether these are numbers of years, one a year: what the tracer takes."""
        return bool(self.bands) and len(self.numbers) == len(self.bands)

    def address(self, selection: Selection, path: str) -> str:
        """Where the tracer traces these numbers."""
        numbers = ",".join(map(str, self.numbers))
        return replace(selection.plain(), numbers=numbers, first=min(self.bands)).address(path)


def cited_figures(catalogue: Catalogue) -> tuple[DocumentFigures, ...]:
    """Every cited figure, in the order of the objectives; single years that follow on stand together."""
    objectives = list(catalogue.objectives)
    indicators = list(catalogue.indicators)
    ordered = sorted(
        catalogue.cited_figures.values(),
        key=lambda row: (
            objectives.index(row.objective),
            indicators.index(row.indicator) if row.indicator else len(indicators),
            row.publication,
            row.period_start,
        ),
    )
    return tuple(_joined(DocumentFigures((row,), _bands(row, catalogue)) for row in ordered))


def _joined(figures: Iterable[DocumentFigures]) -> Iterator[DocumentFigures]:
    row: DocumentFigures | None = None
    for figure in figures:
        if row and _follows(row, figure):
            row = DocumentFigures((*row.rows, *figure.rows), row.bands | figure.bands)
            continue
        if row:
            yield row
        row = figure
    if row:
        yield row


def _follows(figure: DocumentFigures, following: DocumentFigures) -> bool:
    """Whether another states the next year of the same, by the same document."""
    if not (figure.is_traceable and following.is_traceable and figure.indicator == following.indicator):
        return False
    is_same_document = figure.rows[0].publication == following.rows[0].publication
    return is_same_document and min(following.bands) == max(figure.bands) + 1


def _bands(row: Any, catalogue: Catalogue) -> dict[int, tuple[int, int]]:
    """The years that a row speaks of; an open one up to the last evaluated year of its indicator.

    Fiscal years (April to March) are held against the calendar years that they begin in.
    """
    if not row.indicator or row.value_low is None or row.value_high is None or row.period_start is None:
        return {}
    last = row.period_end.year - (row.period_kind == "FY") if row.period_end else None
    if row.period_kind == OPEN and last is None:
        last = catalogue.indicators[row.indicator].window_to
    years = range(row.period_start.year, (last or row.period_start.year) + 1)
    return dict.fromkeys(years, (row.value_low, row.value_high))


def citation_box(visit: Visit, figure: DocumentFigures) -> Component:
    """What the document called them: its statements, the document and the page, and our note."""
    words, language = visit.words, visit.language
    first = figure.rows[0]
    publication = visit.catalogue.publications[first.publication]
    title = pick(publication, "title", language)
    page = captions.page_text(first.page, words)
    notes = dict.fromkeys(pick(row, "note", language) for row in figure.rows)
    return html.Div(
        [
            html.P(words("What the document called them"), className="label"),
            html.Ul([html.Li(pick(row, "statement", language)) for row in figure.rows], className="called"),
            html.P(
                html.A(
                    f"{title}{words(', ')}{page}" if page else title,
                    href=place_on_sources(f"publication-{publication.id}", visit.selection),
                )
            ),
            *[html.P(note, className="row-note") for note in notes if note],
        ],
        className="called-box",
    )
