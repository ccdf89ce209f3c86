"""One module a format: a Sheet becomes bytes. Each binds ``EXPORTER``.

The libraries of a format are imported when a file is asked for: menus name every format on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dashboard.address.options import Options
from dashboard.record.captions import also_text, place_text, publication_text
from dashboard.record.nearness import CODES
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, pick
from ingest.dating import Dating


class TemplateNotRead(ValueError):
    """The file given as an office's template is no presentation, or can hold no slide of ours.

    What it says is a message of our own, to be translated, with its ``facts``.
    """

    def __init__(self, text: str, **facts: object) -> None:
        super().__init__(text)
        self.facts = facts

    def sentence(self, words: Words) -> str:
        """What is wrong, in the reader's language."""
        return words(str(self), **self.facts)


class MakesPack(Protocol):
    """Several sheets as one file, in parts by language, each between its title, its sources and its methods.

    ``title``: "" for the one that the words have. ``languages``: of the parts, in their order; a sheet in
    another language stands in the first. ``progress`` is called with each sheet when it is done.
    """

    def __call__(
        self,
        sheets: Sequence[Sheet],
        catalogue: Catalogue,
        options: Options,
        *,
        title: str,
        languages: Sequence[str],
        progress: Callable[[Sheet], None],
    ) -> bytes: ...


@dataclass(frozen=True)
class Exporter:
    """A format by the ending of its address, with its content type and its name in a menu.

    ``is_picture``: made of a drawing, so that a sheet without figures has none. ``choices`` are the looks
    that a menu offers beside the plain one: a label and the options of the address. ``pack`` makes one file
    of several sheets, where the format can hold them.
    """

    format: str
    content_type: str
    export: Callable[[Sheet, Catalogue, Options], bytes]
    name: str
    is_picture: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    pack: MakesPack | None = None

    @property
    def id(self) -> str:
        return self.format


def _published(dating: Dating) -> dict[str, str | int | None]:
    """The day of publication, or the bounds that are known of it."""
    bounds = ("", "") if dating.is_day else (_iso(dating.earliest), _iso(dating.latest))
    names = ("published_on", "published_from", "published_to")
    return dict(zip(names, (_iso(dating.latest) if dating.is_day else "", *bounds), strict=True))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def records(sheet: Sheet, catalogue: Catalogue) -> list[dict[str, str | int | None]]:
    """The figures of a sheet with their sources: one record an observation, the same in every format."""
    words = interface_words(sheet.selection.language)
    language = sheet.selection.language
    entries: list[dict[str, str | int | None]] = []
    for row in sheet.rows:
        observation = row.observation
        series = catalogue.series[observation.series]
        publication = catalogue.publications[observation.publication]
        publisher = catalogue.publishers[series.publisher]
        entries.append(
            {
                "series": observation.series,
                "series_name": pick(series, "name", language),
                "period": period_code(
                    observation.period_start, observation.period_end, observation.period_kind
                ),
                "period_start": observation.period_start.isoformat(),
                "period_end": observation.period_end.isoformat(),
                "period_kind": observation.period_kind,
                "value": observation.value,
                "unit": series.unit,
                "status": ";".join(observation.statuses()),
                "coverage": observation.coverage,
                "finality": observation.finality,
                "bound": observation.bound,
                "vintage": observation.vintage,
                "publication": observation.publication,
                "publication_title": publication_text(observation, catalogue, words),
                "publisher": pick(publisher, "name", language),
                "url": publication.url or "",
                **_published(observation.dating),
                "read_in": CODES[row.nearness],
                "read_at": place_text(observation, catalogue, words),
                "read_at_url": catalogue.places[observation.place].url or "",
                "also_at": also_text(observation, catalogue, words),
                "method": observation.method,
                "confidence": observation.confidence,
                "other_editions": words("; ").join(row.others),
                "note": row.note,
                "recorded_on": observation.recorded_at.date().isoformat(),
                **({"edition": row.edition} if sheet.shows_editions else {}),
                **{name: row.worked_out(name) for name in sheet.added_columns},
            }
        )
    return entries


def period_code(start: date, end: date, kind: str) -> str:
    """A period as programs like it: 2024, FY2024, 2025-05, its first and last month, 2019-01/2019-09; a span
    of days by these, 2014-01-01/2014-09-19."""
    plain = {"CY": f"{start.year}", "FY": f"FY{start.year}", "M": f"{start:%Y-%m}", "D": f"{start}/{end}"}
    return plain.get(kind, f"{start:%Y-%m}/{end:%Y-%m}")
