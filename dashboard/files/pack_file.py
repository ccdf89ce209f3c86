"""A briefing pack made: its charts looked up, built one after the other, and put into one file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from dashboard.address.lookup import arguments_of, asked
from dashboard.address.options import Options, read_options
from dashboard.address.selection import Dropped, Selection
from dashboard.charts import Chart
from dashboard.files.chart_file import charts, formats, program_version
from dashboard.files.pack import Pack, PackSheet
from dashboard.record.queries import Catalogue, Database, catalogue
from dashboard.scene.sheet import Sheet

LONGEST_NAME = 60
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s._&%#]+')
"""What the name of a file may not hold somewhere, and what would part it in the wrong place."""


@dataclass(frozen=True)
class Entry:
    """An item of a pack with the chart that it names, and what of its query was not understood."""

    item: PackSheet
    chart: Chart
    catalogue: Catalogue
    selection: Selection
    dropped: tuple[Dropped, ...]


def entry_of(engine: Database, item: PackSheet, around: Selection) -> Entry:
    """An item looked up; language and points of the clocks are those ``around`` it unless it has its own."""
    arguments = arguments_of(item.query)
    for name, text in (("recorded", around.recorded_text), ("published", around.published_text)):
        if text:
            arguments.setdefault(name, [text])
    _, wrong, rest = read_options(arguments)
    named, selection, dropped = asked(engine, rest, preferred_language=around.language)
    chart = charts()[item.chart]
    chosen = chart.default(engine, named, selection.with_language(around.language))
    return Entry(item, chart, named, chosen, (*wrong, *dropped))


def sheet_of(engine: Database, entry: Entry) -> Sheet:
    return entry.chart.build(engine, entry.catalogue, entry.selection)


def languages_of(pack: Pack, around: Selection) -> tuple[str, ...]:
    """The languages of a pack: its own, or that of whoever asks."""
    return pack.languages or (around.language,)


def steps(pack: Pack, around: Selection) -> int:
    """How many times ``told`` will be called: twice for each chart in each language."""
    return 2 * len(pack.sheets) * len(languages_of(pack, around))


def make(
    engine: Database,
    pack: Pack,
    around: Selection,
    *,
    ending: str,
    options: Options,
    told: Callable[[Sheet], None] = lambda _sheet: None,
) -> bytes:
    """The file of a pack. ``told`` hears of each sheet when it is built, and again when it is in the file.

    Raises ``TemplateNotRead`` where the office's slides cannot be used, ``KeyError`` for a format that
    cannot hold a pack.
    """
    writes = formats()[ending].pack
    if writes is None:
        raise KeyError(ending)
    languages = languages_of(pack, around)
    sheets, names = [], [catalogue(engine)]
    for language in languages:
        for item in pack.sheets:
            entry = entry_of(engine, item, around.with_language(language))
            sheet = sheet_of(engine, entry)
            sheets.append(sheet)
            names.append(entry.catalogue)
            told(sheet)
    return writes(sheets, _joined(names), options, title=pack.title, languages=languages, told=told)


def _joined(names: Sequence[Catalogue]) -> Catalogue:
    """Every name that any chart of a pack needs: one that shows the past may show what is hidden today."""
    first = names[0]
    tables = [one.name for one in fields(first) if isinstance(getattr(first, one.name), dict)]
    distinct = list({id(one): one for one in reversed(names)}.values())
    joined: dict[str, Any] = {
        table: {key: row for one in distinct for key, row in getattr(one, table).items()} for table in tables
    }
    return replace(first, **joined)


def name_of_content(engine: Database, pack: Pack, around: Selection, ending: str, options: Options) -> str:
    """A name that no other content has, known before the file is made."""
    at = catalogue(engine).version
    template = hashlib.sha256(options.template).hexdigest() if options.template else ""
    parts = (
        f"{at.batch} {at.recorded_at}",
        f"{ending} {pack!r} {languages_of(pack, around)}",
        f"{around.recorded_text} {around.published_text}",
        f"{replace(options, template=None)!r} {template}",
        program_version(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def stem_of(engine: Database, pack: Pack, around: Selection) -> str:
    """The name of a pack's file without its ending: title, languages, day of the record."""
    title = NOT_IN_NAMES.sub("-", pack.title).strip("-")[:LONGEST_NAME].rstrip("-") or "briefing"
    moment = around.recorded or catalogue(engine).version.recorded_at
    day = moment.date().isoformat() if moment else "undated"
    return f"{title}_{'-'.join(languages_of(pack, around))}_{day}"


def packing_formats() -> Sequence[str]:
    """The formats that hold a pack in one file."""
    return [name for name, one in formats().items() if one.pack is not None]
