"""What is published, and under which names: the finite list of pages, charts and files of a copy.

The only place that names the files, so that an address of today is that of next year too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import dashboard.pages
from dashboard.address.selection import Selection
from dashboard.charts import Variant, charts
from dashboard.collect import collect
from dashboard.exporters.register import FORMATS as REGISTER_FORMATS
from dashboard.files.chart_file import formats
from dashboard.pages import Page
from dashboard.record.queries import Catalogue, Database

PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}", re.ASCII)
REGISTER = "register"
"""What a choice is of that ``shows`` an objective: the files of its register."""
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
"""Names that Windows gives to devices."""


@dataclass(frozen=True)
class PublishedChoice:
    """What of a page (``of`` is its path) or chart (``of`` is its id) is shown: everything at its default
    where ``name`` is "". ``shows`` are the series in sight, where it is they that were chosen."""

    of: str
    name: str = ""
    series: tuple[str, ...] = ()
    region: str = ""
    indicator: str = ""
    shows: tuple[str, ...] = ()

    def selection(self, language: str) -> Selection:
        """The selection that the program is asked for."""
        return Selection(
            self.series,
            language=language,
            says_language=True,
            region=self.region,
            indicator=self.indicator,
        )


@dataclass(frozen=True)
class CopyPlan:
    """Every page, chart and register of a copy, in each of its languages, and the formats of the charts."""

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    pages: tuple[PublishedChoice, ...]
    charts: tuple[PublishedChoice, ...]
    registers: tuple[PublishedChoice, ...] = ()

    @property
    def register_formats(self) -> tuple[str, ...]:
        """Those of the formats that a register has."""
        return tuple(ending for ending in self.formats if ending in REGISTER_FORMATS)

    @cached_property
    def files_found(self) -> dict[tuple[str, str], str]:
        """The files that links lead to, by language and address, as far as they were looked for."""
        return {}

    @cached_property
    def _choices_of(self) -> Mapping[str, Sequence[PublishedChoice]]:
        """The pages and charts by what they are of: every link of every page asks for one."""
        choices: dict[str, list[PublishedChoice]] = {}
        for choice in (*self.pages, *self.charts):
            choices.setdefault(choice.of, []).append(choice)
        return choices

    def nearest(
        self, of: str, *, series: Collection[str] = (), region: str = "", indicator: str = ""
    ) -> PublishedChoice | None:
        """What is published of a page or chart that comes nearest to a selection; None where nothing is."""
        choices = self._choices_of.get(of, ())
        by_region = [choice for choice in choices if region and choice.region == region]
        by_indicator = [choice for choice in choices if indicator and choice.indicator == indicator]
        exact = [choice for choice in choices if series and set(choice.shows) == set(series)]
        single = [choice for name in series for choice in choices if choice.series == (name,)]
        # A page of its own comes before a default, which new figures may change.
        exact.sort(key=lambda choice: not choice.series)
        return next(iter((*by_region, *by_indicator, *exact, *single, *choices)), None)


def page_file(language: str, choice: PublishedChoice) -> str:
    """Where a page stands in the folder."""
    return f"{language}/{_stem(choice.of.strip('/') or 'index', choice)}.html"


def chart_file(language: str, choice: PublishedChoice, ending: str) -> str:
    """Where a file of a chart, or of a register, stands in the folder."""
    return f"{language}/files/{_stem(choice.of, choice)}.{ending}"


def embed_file(language: str, choice: PublishedChoice) -> str:
    """Where a chart's small page for a frame stands in the folder."""
    return f"{language}/embed/{_stem(choice.of, choice)}.html"


def _stem(of: str, choice: PublishedChoice) -> str:
    return f"{of}/{choice.name}" if choice.name else of


def safe_name(text: str) -> str:
    """An id as a file's name on any system: as it is, or its harmless letters and a fingerprint of it."""
    if PLAIN_NAME.fullmatch(text) and not RESERVED.fullmatch(text):
        return text
    harmless = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80]
    return f"{harmless}-{hashlib.sha256(text.encode()).hexdigest()[:8]}".lstrip("-")


def pages() -> list[Page]:
    """The pages that can be files, in their order."""
    ordered = sorted(collect(dashboard.pages, "PAGE", Page).values(), key=lambda page: page.position)
    return [page for page in ordered if not page.needs_server]


def plan_of(
    database: Database,
    catalogue: Catalogue,
    *,
    languages: Sequence[str],
    endings: Sequence[str] | None = None,
    only: Collection[str] | None = None,
) -> CopyPlan:
    """Every chart in its variants, and every page: of a chart that has its page to itself in the variants of
    that chart. ``endings`` restricts the formats, ``only`` the series and regions."""
    variants = {
        chart.id: [variant for variant in chart.variants(database, catalogue) if _is_wanted(variant, only)]
        for chart in charts().values()
    }
    of_page = {chart.page: variants[chart.id] for chart in charts().values() if not chart.place}
    return CopyPlan(
        languages=tuple(languages),
        formats=tuple(ending for ending in formats() if endings is None or ending in endings),
        pages=tuple(choice for page in pages() for choice in _choices(page.path, of_page.get(page.path))),
        charts=tuple(choice for chart, offered in variants.items() for choice in _choices(chart, offered)),
        registers=tuple(PublishedChoice(REGISTER, safe_name(id), shows=(id,)) for id in catalogue.objectives),
    )


def _is_wanted(variant: Variant, only: Collection[str] | None) -> bool:
    """Whether the one series or the region of a variant is among those that are published."""
    names = variant.series if len(variant.series) == 1 else tuple(filter(None, [variant.region]))
    return only is None or all(name in only for name in names)


def _choices(of: str, variants: Sequence[Variant] | None) -> list[PublishedChoice]:
    """What is published of a page or chart; its default at least."""
    return [
        PublishedChoice(
            of,
            "_".join(map(safe_name, variant.name)),
            variant.series,
            variant.region,
            variant.indicator,
            variant.shows,
        )
        for variant in variants or [Variant()]
    ]
