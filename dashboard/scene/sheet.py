"""A Sheet: a chart with everything that is said of it. Pages and files all show Sheets, made in one way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.address.selection import Selection
from dashboard.record.captions import Observation
from dashboard.record.queries import DataVersion
from dashboard.scene.key import GUIDES, KeyEntry, key_of
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import Layout
from dashboard.scene.scene import Scene
from dashboard.scene.theme import Size
from dashboard.verdicts.model import IndicatorVerdicts
from dashboard.words import interface_words


@dataclass(frozen=True)
class SheetRow:
    """One observation in words, with every other edition or reading of the same figure.

    ``is_revised``: another edition gives another value. ``edition`` says which of them this is ("newest",
    "earlier", "print" for a contradicting one) on sheets that show them all. ``added`` is what is worked out
    from the figure, by the names in the sheet's ``added_columns``. ``nearness`` is the kind of place where it
    was read (``dashboard.record.nearness``).
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
    nearness: str = ""
    added: tuple[tuple[str, str], ...] = ()

    def worked_out(self, column: str) -> str:
        """What is worked out from the figure under this name; "" where nothing is."""
        return dict(self.added).get(column, "")


@dataclass(frozen=True)
class SheetEvent:
    """Something dated that bears on the counts, as it is numbered in the picture and told below it.

    ``kind`` is one of ``ingest.schema.EVENT_KINDS``; ``dates`` are no more exact than known. ``href`` is
    where its source stands; "" where that has no address. ``read_at`` holds the pages where it was read, if
    they are not the source, each with its address or "". ``areas`` are ids, none: everywhere. ``nearness``
    (kind of place) and ``confidence`` are "" where it was read in the publication itself.
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
    read_at: tuple[tuple[str, str], ...]
    href: str
    areas: tuple[str, ...] = ()
    nearness: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class SheetFinding:
    """What may be said of the figures shown; ``series`` where it is of one alone."""

    text: str
    series: str = ""


@dataclass(frozen=True)
class SheetNote:
    """What a reader must know of one series of a chart: ``text`` where the series is named beside it,
    ``named`` where it is not."""

    series: str
    text: str
    named: str


@dataclass(frozen=True)
class Sheet:
    """A chart with its words: scene and sizes, headline, table, notes, alt text, and the data version.

    ``sizes`` are those that its page draws it at, the largest first. ``shows_editions``: a
    row is an edition, not a period. ``judged`` holds the verdicts where the chart is that of one indicator.
    ``which_events`` says which are shown where others are left out. ``series_notes`` are those of ``notes``
    that are of one series, ``marks`` those that say what a mark beside a value means. ``asked`` is what was
    asked for, of which ``selection`` may have filled in the years of today.
    """

    chart: str
    selection: Selection
    headline: str
    subtitle: str
    scene: Scene
    sizes: tuple[Size, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...]
    alt: str
    version: DataVersion
    shows_editions: bool = False
    judged: IndicatorVerdicts | None = None
    findings: tuple[SheetFinding, ...] = ()
    events: tuple[SheetEvent, ...] = ()
    which_events: str = ""
    added_columns: tuple[str, ...] = ()
    series_notes: tuple[SheetNote, ...] = ()
    marks: tuple[str, ...] = ()
    asked: Selection | None = None

    @property
    def other_notes(self) -> tuple[str, ...]:
        """What is neither of one series nor of a mark."""
        told = {*self.marks, *(note.named for note in self.series_notes)}
        return tuple(note for note in self.notes if note not in told)

    @cached_property
    def key(self) -> tuple[KeyEntry, ...]:
        """The chart's key; none where nothing is drawn."""
        return key_of(self.scene, interface_words(self.selection.language)) if self.rows else ()

    @property
    def guides(self) -> tuple[KeyEntry, ...]:
        """What of the key is behind the marks: levels, evaluated years, expected ranges."""
        return tuple(entry for entry in self.key if entry.kind in GUIDES)

    def size(self, window: str) -> Size:
        """The size for a window, "wide" or "narrow". Raises ``KeyError``."""
        return {size.window: size for size in self.sizes}[window]

    def layout(self, window: str) -> Layout:
        """The scene laid out for a window."""
        return lay_out(self.scene, self.size(window))
