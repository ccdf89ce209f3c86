"""A Sheet: a chart with everything that is said of it. Pages and files all show Sheets, made in one way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.address.selection import Selection
from dashboard.figures.parts import Drawing
from dashboard.record.captions import Observation
from dashboard.record.queries import DataVersion
from dashboard.scene.theme import Style
from dashboard.verdicts.model import IndicatorVerdicts


@dataclass(frozen=True)
class KeyEntry:
    """A series as the chart's key shows it."""

    series: str
    label: str
    style: Style
    columns: bool


@dataclass(frozen=True)
class GuideEntry:
    """A level or the evaluated years in the chart's key: ``kind`` is "band", "line", "window" or
    "range"."""

    kind: str
    label: str


@dataclass(frozen=True)
class SheetRow:
    """One observation in words, with every other edition or reading of the same figure.

    ``is_revised``: another edition gives another value. ``edition`` says which of them this is ("newest",
    "earlier", "print" for a contradicting one) on sheets that show them all. ``added`` is what is worked out
    from the figure, by the names in the sheet's ``added_columns``.
    """

    observation: Observation
    series_label: str
    period: str
    value: str
    status: str
    source: str
    place: str
    also: str
    note: str
    others: tuple[str, ...]
    is_revised: bool = False
    edition: str = "newest"
    added: tuple[tuple[str, str], ...] = ()

    def worked_out(self, column: str) -> str:
        """What is worked out from the figure under this name; "" where nothing is."""
        return dict(self.added).get(column, "")


@dataclass(frozen=True)
class SheetEvent:
    """Something dated that bears on the counts, as it is numbered in the picture and told below it.

    ``kind`` is "policy", "shock" or "definition"; ``dates`` are no more exact than known. ``href`` is where
    its source stands; "" where that has no address.
    """

    id: str
    number: int
    kind: str
    start: date
    end: date | None
    date_precision: str
    dates: str
    title: str
    note: str
    source: str
    place: str
    href: str


@dataclass(frozen=True)
class SheetFinding:
    """What may be said of one series over the years shown; ``is_test``: whether a test stands behind it."""

    series: str
    text: str
    is_test: bool


@dataclass(frozen=True)
class Sheet:
    """A chart's drawings by size name, its headline, table, notes, alt text, and the data version.

    ``shows_editions``: a row is an edition, not a period. ``judged`` holds the verdicts where the chart is
    that of one indicator.
    """

    chart: str
    selection: Selection
    headline: str
    subtitle: str
    drawings: dict[str, Drawing]
    key: tuple[KeyEntry, ...]
    guides: tuple[GuideEntry, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...]
    alt: str
    version: DataVersion
    shows_editions: bool = False
    judged: IndicatorVerdicts | None = None
    findings: tuple[SheetFinding, ...] = ()
    events: tuple[SheetEvent, ...] = ()
    added_columns: tuple[str, ...] = ()
