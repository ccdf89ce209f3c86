"""One module a chart: which query, which figure, which words. Each binds ``CHART``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dashboard.address.selection import Selection
from dashboard.collect import collect
from dashboard.record.queries import Catalogue, Database
from dashboard.scene.sheet import Sheet


@dataclass(frozen=True)
class Variant:
    """What a copy of the site shows of a chart under a name of its own; its default where ``name`` is ().

    ``name`` are the words and ids that name its file. ``shows`` are the series in sight, where it is they
    that were chosen.
    """

    name: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    region: str = ""
    indicator: str = ""
    shows: tuple[str, ...] = ()


def default_alone(_database: Database, _catalogue: Catalogue) -> Iterable[Variant]:
    return (Variant(),)


@dataclass(frozen=True)
class Chart:
    """A chart by its public name: ``/c/<id>.csv`` and the rest follow from it.

    ``default`` fills in what to show where a selection names no series. ``page`` is the path of the page
    that shows the chart and ``place`` where on it, which may name an indicator, as "indicator-{indicator}";
    "" for a chart that has its page to itself. ``name`` is its name in a menu, "" where no menu offers it as
    it first stands. ``series_are_chosen``: by the reader; else the chart brings its own.
    ``is_told_in_file_names``: beside the series or region, whose plain names are another chart's.
    ``variants`` are what a copy of the site has of it, the default first.
    """

    id: str
    build: Callable[[Database, Catalogue, Selection], Sheet]
    default: Callable[[Database, Catalogue, Selection], Selection]
    page: str
    place: str = ""
    name: str = ""
    series_are_chosen: bool = False
    is_told_in_file_names: bool = False
    variants: Callable[[Database, Catalogue], Iterable[Variant]] = default_alone


def charts() -> dict[str, Chart]:
    """Every chart by its name in addresses."""
    return collect(sys.modules[__name__], "CHART", Chart)


def as_chosen(chart: str, selection: Selection) -> Selection:
    """The selection as addresses of a chart have it: without series, where the chart brings its own."""
    listed = charts().get(chart)
    return selection if listed and listed.series_are_chosen else replace(selection, series=())
