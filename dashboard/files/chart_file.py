"""A chart as a file: the one way, for the address /c/<chart>.<format> and the command ``piracy export``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock

from cachetools import LRUCache

import dashboard.exporters
from dashboard.address.options import Options
from dashboard.address.selection import FIRST_YEAR, LAST_YEAR, Selection
from dashboard.charts import Chart
from dashboard.charts.base.regions import series_of_region
from dashboard.collect import collect
from dashboard.exporters import Exporter
from dashboard.record.periods import year_label
from dashboard.record.queries import Catalogue, Database, DataVersion, extents
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words

MOST_BYTES_KEPT = 48_000_000
"""Of files made before; the oldest go first. One larger than a quarter of this is not kept at all."""
PARTS_OF_THE_PROGRAM = (".py", ".po", ".csv", ".html", ".typ", ".ttf", ".otf", ".woff2")


class NothingToDraw(Exception):
    """A file is asked for of a selection that has no figures; the messages are sentences that say so."""


@dataclass(frozen=True)
class FileRequest:
    """A chart in a format, with what its file depends on besides the database's contents."""

    chart: Chart
    exporter: Exporter
    catalogue: Catalogue
    selection: Selection
    options: Options

    def name_of_content(self) -> str:
        """A name that no other content has, known before the file is made: data, choice, form, program."""
        name = f"{self.chart.id}.{self.exporter.format}"
        return content_name(self.catalogue.version, self.options, name, f"{self.selection!r}")

    def sheet(self, engine: Database) -> Sheet:
        """What the file shows, with the chart's own series where the selection names none."""
        selection = self.chart.default(engine, self.catalogue, self.selection)
        return replace(self.chart.build(engine, self.catalogue, selection), asked=self.selection)

    def file(self, sheet: Sheet) -> bytes:
        return self.exporter.export(sheet, self.catalogue, self.options)


def require_figures(engine: Database, catalogue: Catalogue, sheet: Sheet, asked: Selection) -> None:
    """Raise ``NothingToDraw`` where a sheet has no figure of the years that were asked for: a chart that
    shows others than these would be another. The sentence names the years of which figures are known."""
    first, last = asked.first or FIRST_YEAR, asked.last or LAST_YEAR
    periods = [(row.observation.period_start.year, row.observation.period_end.year) for row in sheet.rows]
    if any(start <= last and first <= end for start, end in periods):
        return
    words, chosen = interface_words(asked.language), sheet.selection
    reason = words("No figure of these years is in this chart") if sheet.rows else sheet.headline
    sentences = [words("{reason}: no file was made.", reason=reason)]
    known = extents(engine, published=chosen.published, recorded=chosen.recorded)
    series = chosen.series or series_of_region(catalogue, chosen.region)
    found = [known[id] for id in series if id in known]
    if found and (asked.first or asked.last):
        years = (min(one.first for one in found), max(one.last for one in found))
        begin, end = (year_label(year, words.language) for year in years)
        sentences.append(words("Its series have figures of {first} to {last}.", first=begin, last=end))
    raise NothingToDraw(*sentences)


def content_name(version: DataVersion, options: Options, *choice: str) -> str:
    """A name that nothing has of other data, another choice, other looks or another program."""
    template = hashlib.sha256(options.template).hexdigest() if options.template else ""
    parts = (
        f"{version.batch} {version.recorded_at}",
        *choice,
        f"{replace(options, template=None)!r} {template}",
        program_version(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def formats() -> dict[str, Exporter]:
    """Every format by the ending of its address."""
    return collect(dashboard.exporters, "EXPORTER", Exporter)


class FileCache:
    """Files made before, by the name of their content: a picture that many ask for is drawn once."""

    def __init__(self, most_bytes: int = MOST_BYTES_KEPT) -> None:
        self._files: LRUCache[str, tuple[bytes, str]] = LRUCache(
            most_bytes, getsizeof=lambda file: len(file[0])
        )
        self._lock = Lock()

    def get(self, name: str) -> tuple[bytes, str] | None:
        """Content and stem of a file, or None."""
        with self._lock:
            return self._files.get(name)

    def put(self, name: str, content: bytes, stem: str) -> None:
        """Keep a file; the ones not asked for the longest make room."""
        if 4 * len(content) <= self._files.maxsize:
            with self._lock:
                self._files[name] = content, stem


@cache
def program_version() -> str:
    """Changes with the program: its number, and what its files say, so that a correction reaches readers."""
    folder = Path(__file__).parents[1]
    content = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in PARTS_OF_THE_PROGRAM and path.is_file():
            content.update(f"{path.relative_to(folder)}\n".encode())
            content.update(path.read_bytes())
    try:
        number = version("piracy-dashboard")
    except PackageNotFoundError:
        number = "0"
    return f"{number}-{content.hexdigest()[:16]}"
