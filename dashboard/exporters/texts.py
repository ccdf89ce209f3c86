"""What every file says besides its numbers: title, findings, caveat, source line, link, name.

The only place that words them, so that a slide, a picture and a table never say it differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from urllib.parse import quote

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import as_chosen, charts
from dashboard.record.captions import Observation, publication_text
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message, pick

FEW_TITLES = 3
"""More publications of one publisher than this are counted in the source line, and listed in ``sources``."""

LONGEST_STEM = 120

PAGE_OF_CARDS = "/trends"
"""Where a drawing that is no chart of its own, such as a card's, is shown with everything said of it."""


@dataclass(frozen=True)
class FileTexts:
    """The words of a file: all in the sheet's language; "" and () where there is nothing to say.

    ``sources`` is one line a publication with the places where it was read. ``link`` is the permanent
    address of the very chart, "" unless a public address is known.
    """

    title: str
    subtitle: str
    findings: tuple[str, ...]
    caveat: str
    source_line: str
    as_of: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    description: str
    link: str


def texts_of(sheet: Sheet, catalogue: Catalogue, options: Options) -> FileTexts:
    """Everything that goes with a sheet into any file."""
    words = interface_words(sheet.selection.language)
    observations = [row.observation for row in sheet.rows]
    return FileTexts(
        title=sheet.headline,
        subtitle=sheet.subtitle,
        findings=tuple(finding.text for finding in sheet.findings),
        caveat=_caveat(sheet, words),
        source_line=source_line(observations, catalogue, words),
        as_of=_as_of(sheet, words),
        sources=_sources(sheet, catalogue, words),
        notes=(*sheet.notes, *filter(None, [sheet.which_events])),
        description=sheet.alt,
        link=f"{options.public_url.rstrip('/')}{permanent_address(sheet)}" if options.public_url else "",
    )


def permanent(sheet: Sheet) -> Selection:
    """The selection with series, years, language and moment of the record pinned: it never shows another."""
    selection, moment = sheet.selection, sheet.version.recorded_at
    years = [row.observation.period_start.year for row in sheet.rows]
    return replace(
        selection,
        first=selection.first or min(years, default=None),
        last=selection.last or max(years, default=None),
        says_language=True,
        recorded=selection.recorded or moment,
    )


def permanent_address(sheet: Sheet) -> str:
    """Path and query of the page that shows this very chart, for ever."""
    return page_address(sheet.chart, permanent(sheet))


def page_address(chart: str, selection: Selection) -> str:
    """Path and query of the page that shows a chart."""
    path, place = page_of(chart, selection.indicator)
    return as_chosen(chart, selection).address(path) + place


def page_of(chart: str, indicator: str = "") -> tuple[str, str]:
    """The path of the page that shows a chart, and the place on it as an address ends: "#kind"."""
    entry = charts().get(chart)
    if entry is None:
        return PAGE_OF_CARDS, ""
    if not entry.place or ("{" in entry.place and not indicator):
        return entry.page, ""
    return entry.page, "#" + entry.place.format(indicator=indicator)


def file_stem(sheet: Sheet) -> str:
    """What a file holds, as its name without an ending: series, years, language, day of the record."""
    selection = permanent(sheet)
    series = "_".join(as_chosen(sheet.chart, selection).series)
    parts = [series or selection.indicator or selection.region or sheet.chart]
    entry = charts().get(sheet.chart)
    if entry and entry.is_told_in_file_names and (series or selection.region):
        parts.append(sheet.chart)
    if selection.first and selection.last:
        parts.append(f"{selection.first}-{selection.last}")
    day = selection.recorded.date().isoformat() if selection.recorded else "undated"
    head = "_".join(parts)[:LONGEST_STEM].rstrip("_-")
    return f"{head}_{selection.language}_{day}"


def content_disposition(stem: str, ending: str, *, inline: bool = True) -> str:
    """The header that names a file, in plain letters and in UTF-8 (RFC 6266)."""
    kind = "inline" if inline else "attachment"
    plain = stem.encode("ascii", "replace").decode("ascii").replace("?", "_")
    return f"{kind}; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(stem)}.{ending}"


CAVEAT = message(
    "Differences between years may be chance: only where chance is an unlikely cause of a difference since "
    "the evaluation is it called an increase or a decrease."
)


def _caveat(sheet: Sheet, words: Words) -> str:
    """What must stand with the chart wherever it goes."""
    if not sheet.findings:
        return words(
            "Facts as published; whether differences between years could be chance is not judged here."
        )
    return words(CAVEAT)


def _as_of(sheet: Sheet, words: Words) -> str:
    moment = sheet.selection.recorded or sheet.version.recorded_at
    return as_of_text(moment, words) if moment else ""


def as_of_text(moment: datetime, words: Words) -> str:
    """As of when a file's figures are."""
    return words("As recorded by {day} (UTC)", day=day_label(moment.date(), words.language))


def source_line(observations: Sequence[Observation], catalogue: Catalogue, words: Words) -> str:
    """Each publisher with the titles of its publications; of many, how many and of which years."""
    parts = []
    ids = dict.fromkeys(observation.publication for observation in observations)
    rows = sorted((catalogue.publications[id] for id in ids), key=lambda row: row.publisher)
    for publisher, group in groupby(rows, key=lambda row: row.publisher):
        editions = list(group)
        name = pick(catalogue.publishers[publisher], "short", words.language)
        if len(editions) <= FEW_TITLES:
            titles = [pick(row, "title", words.language) for row in editions]
            parts += [words("{publisher}, {title}", publisher=name, title=title) for title in titles]
            continue
        parts.append(publications_counted(name, [row.edition_year for row in editions], words))
    return words("Sources: ") + words("; ").join(parts) if parts else ""


def publications_counted(publisher: str, years: Sequence[int | None], words: Words) -> str:
    """How many publications of a publisher are used, by the years that they cover."""
    count, known = len(years), [year for year in years if year]
    if not known:
        one = message("{publisher}, 1 publication")
        return words(
            one if count == 1 else message("{publisher}, {count} publications"),
            publisher=publisher,
            count=count,
        )
    one = message("{publisher}, 1 publication on {first}")
    several = message("{publisher}, {count} publications on {first} to {last}")
    return words(
        one if count == 1 else several, publisher=publisher, count=count, first=min(known), last=max(known)
    )


def publishers_line(sheet: Sheet, catalogue: Catalogue) -> str:
    """Whose figures a chart shows and as of when, as short as it goes: its source line where there is no
    room for titles."""
    words = interface_words(sheet.selection.language)
    ids = dict.fromkeys(catalogue.publications[row.observation.publication].publisher for row in sheet.rows)
    names = words(", ").join(pick(catalogue.publishers[id], "short", words.language) for id in ids)
    return "  ·  ".join(filter(None, [words("Sources: ") + names, _as_of(sheet, words)])) if names else ""


def _sources(sheet: Sheet, catalogue: Catalogue, words: Words) -> tuple[str, ...]:
    """One line a publication with its publisher and where it was read, in the order of the rows."""
    places: dict[str, list[str]] = {}
    first: dict[str, Observation] = {}
    for row in sheet.rows:
        observation = row.observation
        first.setdefault(observation.publication, observation)
        read_at = places.setdefault(observation.publication, [])
        if row.place not in read_at:
            read_at.append(row.place)
    lines = []
    for publication, observation in first.items():
        publisher = catalogue.publishers[catalogue.publications[publication].publisher]
        lines.append(
            words(
                "{publisher}, {title} ({places})",
                publisher=pick(publisher, "short", words.language),
                title=publication_text(observation, catalogue, words),
                places=words("; ").join(places[publication]),
            )
        )
    return tuple(lines)
