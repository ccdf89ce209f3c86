"""A briefing pack made: its charts looked up, built one after the other, and put into one file.

The only maker of packs, for the Briefing page and for ``piracy export --pack``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.options import Options, read_options
from dashboard.address.refusals import known_in, refused, sentences, turned_years
from dashboard.address.selection import Dropped, Selection
from dashboard.charts import Chart, charts
from dashboard.files.chart_file import content_name, formats
from dashboard.files.pack import Pack, PackSheet
from dashboard.record.queries import Catalogue, Database, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words
from dashboard.words.eras import Language

LONGEST_NAME = 60
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s._&%#]+')
"""What the name of a file may not hold somewhere, and what would part it in the wrong place."""


@dataclass(frozen=True)
class PackItem:
    """A chart of a pack looked up: what its query asks for, what it shows, and how it is to look."""

    chart: Chart
    catalogue: Catalogue
    asked: Selection
    selection: Selection
    options: Options

    def sheet(self, engine: Database) -> Sheet:
        return replace(self.chart.build(engine, self.catalogue, self.selection), asked=self.asked)


@dataclass(frozen=True)
class SheetAsked:
    """What the query of a pack's sheet asks for, and what in the sheet was not understood."""

    catalogue: Catalogue
    selection: Selection
    options: Options
    dropped: tuple[Dropped, ...]


def asked_by(engine: Database, sheet: PackSheet, around: Selection, *, public_url: str = "") -> SheetAsked:
    """A sheet read; language and points of the clocks are those ``around`` it unless it has its own."""
    arguments = arguments_of(sheet.query)
    of_around = {"recorded": around.recorded_text, "published": around.published_text, "eras": around.eras}
    for name, text in of_around.items():
        if text:
            arguments.setdefault(name, [text])
    options, wrong, rest = read_options(arguments, public_url=public_url)
    catalogue, selection, dropped = look_up(engine, rest, preferred_language=around.language)
    if not selection.says_language:
        selection = replace(selection, says_language=around.says_language)
    unknown = () if sheet.chart in charts() else (Dropped("chart", sheet.chart, "unknown-chart"),)
    return SheetAsked(catalogue, selection, options, (*unknown, *wrong, *dropped, *turned_years(arguments)))


def pack_item(engine: Database, sheet: PackSheet, around: Selection, *, public_url: str = "") -> PackItem:
    """A chart looked up, of a sheet that names one."""
    asked, chart = asked_by(engine, sheet, around, public_url=public_url), charts()[sheet.chart]
    chosen = chart.default(engine, asked.catalogue, asked.selection)
    return PackItem(chart, asked.catalogue, asked.selection, chosen, asked.options)


def faults_in(engine: Database, pack: Pack, around: Selection) -> dict[int, list[str]]:
    """By its place from 0, every item that cannot be made as it was asked for: sentences that name its
    number, what was found and what is known nearest, in the language ``around``."""
    words = interface_words(around.language)
    found = {}
    for place, sheet in enumerate(pack.sheets):
        asked = asked_by(engine, sheet, around)
        if faults := refused(asked.dropped):
            where = words("Item {number}", number=place + 1)
            found[place] = sentences(faults, where, known_in(asked.catalogue, charts()), words)
    return found


def pack_items(engine: Database, pack: Pack, around: Selection, *, public_url: str = "") -> list[PackItem]:
    """Every chart of a pack in its order, in each language of the pack, one language after the other."""
    return [
        pack_item(engine, sheet, around.with_language(language), public_url=public_url)
        for language in languages_of(pack, around)
        for sheet in pack.sheets
    ]


def languages_of(pack: Pack, around: Selection) -> tuple[str, ...]:
    """The languages of a pack: its own, or that of whoever asks."""
    return tuple(Language(code, around.eras) for code in pack.languages or (around.language,))


@dataclass(frozen=True)
class PackRequest:
    """A pack in a format; ``around`` are the language and the points of the clocks where it says none."""

    pack: Pack
    around: Selection
    ending: str
    options: Options

    @property
    def languages(self) -> tuple[str, ...]:
        return languages_of(self.pack, self.around)

    @property
    def steps(self) -> int:
        """How often ``make_pack`` tells how far it is: twice for each chart in each language."""
        return 2 * len(self.pack.sheets) * len(self.languages)

    def name_of_content(self, engine: Database) -> str:
        """A name that no other content has, known before the file is made."""
        return content_name(
            catalogue(engine).version,
            self.options,
            f"{self.ending} {self.pack!r} {self.languages}",
            f"{self.around.recorded_text} {self.around.published_text} {self.around.eras}",
        )

    def stem(self, engine: Database) -> str:
        """The name of the file without its ending: title, languages, day of the record."""
        title = NOT_IN_NAMES.sub("-", self.pack.title).strip("-")[:LONGEST_NAME].rstrip("-") or "briefing"
        moment = self.around.recorded or catalogue(engine).version.recorded_at
        day = moment.date().isoformat() if moment else "undated"
        return f"{title}_{'-'.join(self.languages)}_{day}"


def make_pack(
    engine: Database, request: PackRequest, progress: Callable[[Sheet], None] = lambda _sheet: None
) -> bytes:
    """The file of a pack. ``progress`` hears of each sheet when it is built, and when it is in the file.

    Raises ``TemplateNotRead`` where the office's slides cannot be used, ``KeyError`` for a format that
    cannot hold a pack.
    """
    writes = formats()[request.ending].pack
    if writes is None:
        raise KeyError(request.ending)
    sheets, catalogues = [], [catalogue(engine)]
    for item in pack_items(engine, request.pack, request.around):
        sheet = item.sheet(engine)
        sheets.append(sheet)
        catalogues.append(item.catalogue)
        progress(sheet)
    return writes(
        sheets,
        _union(catalogues),
        request.options,
        title=request.pack.title,
        languages=request.languages,
        progress=progress,
    )


def _union(catalogues: Sequence[Catalogue]) -> Catalogue:
    """Every name that any chart of a pack needs: one that shows the past may show what is hidden today."""
    first = catalogues[0]
    tables = [field.name for field in fields(first) if isinstance(getattr(first, field.name), dict)]
    distinct = list({id(catalogue): catalogue for catalogue in reversed(catalogues)}.values())
    joined: dict[str, Any] = {
        table: {key: row for catalogue in distinct for key, row in getattr(catalogue, table).items()}
        for table in tables
    }
    return replace(first, **joined)


def packing_formats() -> Sequence[str]:
    """The formats that hold a pack in one file."""
    return [ending for ending, exporter in formats().items() if exporter.pack is not None]
