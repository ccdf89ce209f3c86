"""What is published, and under which names: the finite list of pages, charts and files of a copy.

The only place that names the files, so that an address of today is that of next year too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import dashboard.pages
from dashboard.address.selection import Selection
from dashboard.charts.base.selections import first_indicator
from dashboard.charts.revisions import revised_years
from dashboard.collect import collect
from dashboard.files.chart_file import charts, formats
from dashboard.pages import Page
from dashboard.pages.frame import ABOUT
from dashboard.record.queries import Catalogue, Database

PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}", re.ASCII)
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
"""Names that Windows gives to devices."""
OF_TRENDS, OF_COMPARE, OF_REVISIONS = (
    ("/trends", "trend"),
    ("/compare", "compare"),
    ("/revisions", "revisions"),
)
"""The pages with a choice, each with its chart."""
JUDGED = "objective"
"""The chart of an indicator; all of them stand on one page."""


@dataclass(frozen=True)
class Choice:
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
class Plan:
    """Every page and every chart of a copy, in each of its languages, and the formats of the charts."""

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    pages: tuple[Choice, ...]
    charts: tuple[Choice, ...]

    def nearest(
        self, of: str, *, series: Collection[str] = (), region: str = "", indicator: str = ""
    ) -> Choice | None:
        """What is published of a page or chart that comes nearest to a selection; None where nothing is."""
        known = [one for one in (*self.pages, *self.charts) if one.of == of]
        by_region = [one for one in known if region and one.region == region]
        judged = [one for one in known if indicator and one.indicator == indicator]
        exact = [one for one in known if series and set(one.shows) == set(series)]
        single = [one for wanted in series for one in known if one.series == (wanted,)]
        # A page of its own comes before a default, which new figures may change.
        exact.sort(key=lambda one: not one.series)
        return next(iter((*by_region, *judged, *exact, *single, *known)), None)


def page_file(language: str, choice: Choice) -> str:
    """Where a page stands in the folder."""
    return f"{language}/{_stem(choice.of.strip('/') or 'index', choice)}.html"


def chart_file(language: str, choice: Choice, ending: str) -> str:
    """Where a chart's file of a format stands in the folder."""
    return f"{language}/files/{_stem(choice.of, choice)}.{ending}"


def embed_file(language: str, choice: Choice) -> str:
    """Where a chart's small page for a frame stands in the folder."""
    return f"{language}/embed/{_stem(choice.of, choice)}.html"


def _stem(of: str, choice: Choice) -> str:
    return f"{of}/{choice.name}" if choice.name else of


def safe_name(text: str) -> str:
    """An id as a file's name on any system: as it is, or its harmless letters and a fingerprint of it."""
    if PLAIN_NAME.fullmatch(text) and not RESERVED.fullmatch(text):
        return text
    harmless = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80]
    return f"{harmless}-{hashlib.sha256(text.encode()).hexdigest()[:8]}".lstrip("-")


def pages() -> list[Page]:
    """The pages that can be files, in their order."""
    found = sorted(collect(dashboard.pages, "PAGE").values(), key=lambda page: page.position)
    return [page for page in found if not page.needs_server]


def plan_of(
    database: Database,
    catalogue: Catalogue,
    *,
    languages: Sequence[str],
    endings: Sequence[str] | None = None,
    only: Collection[str] | None = None,
) -> Plan:
    """Every page at its default, Trends for each series and each indicator's series, Compare for each
    region, Revisions for each restated series. ``endings`` restricts the formats, ``only``
    the series and regions."""
    paths = [page.path for page in pages()]
    chosen = list(_choices(database, catalogue, only))
    offered = {OF_TRENDS, OF_COMPARE, OF_REVISIONS}
    by_path = {path: [one for one in chosen if one.of == path] for path, _ in offered}
    chart_of = dict(offered)
    charted = {chart_of[path]: [_of(chart_of[path], one) for one in by_path[path]] for path in by_path}
    charted[JUDGED] = [Choice(JUDGED, safe_name(one), indicator=one) for one in catalogue.indicators]
    return Plan(
        languages=tuple(languages),
        formats=tuple(one for one in formats() if endings is None or one in endings),
        pages=(*(one for path in paths for one in by_path.get(path) or (Choice(path),)), Choice(ABOUT)),
        charts=tuple(one for chart in charts() for one in (charted.get(chart) or (Choice(chart),))),
    )


def _of(of: str, choice: Choice) -> Choice:
    return replace(choice, of=of)


def _choices(database: Database, catalogue: Catalogue, only: Collection[str] | None) -> Iterator[Choice]:
    """What is offered of the pages with a choice, each page's default first."""
    wanted = [one for one in catalogue.series if only is None or one in only]
    regions = [one for one in catalogue.regions if only is None or one in only]
    path, _ = OF_TRENDS
    default = first_indicator(database, catalogue, Selection()).series
    yield Choice(path, shows=default)
    yield from (Choice(path, safe_name(one), (one,), shows=(one,)) for one in wanted)
    for indicator, listed in catalogue.indicator_series.items():
        if len(listed) > 1:
            yield Choice(path, f"indicator_{safe_name(indicator)}", listed, shows=listed)
    path, _ = OF_COMPARE
    yield Choice(path)
    yield from (Choice(path, safe_name(one), region=one) for one in regions)
    path, _ = OF_REVISIONS
    yield Choice(path)
    restated = revised_years(database, catalogue, Selection())
    yield from (Choice(path, safe_name(one), (one,), shows=(one,)) for one in wanted if one in restated)
