"""The severity chart: ReCAAP's categories of actual incidents, stacked where all four are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.breakdowns import published_shares, wholes
from dashboard.charts.base.stacks import DividedWhole, all_series, build_stacks, part_name
from dashboard.record import captions
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message

DIVIDED_BY = "severity"


def default_selection(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The chart's own series: it has no choice of them, of years alone."""
    shares = published_shares(catalogue, DIVIDED_BY)
    series = all_series(wholes(catalogue, DIVIDED_BY), shares, catalogue)
    return replace(selection.as_usual(), series=series)


@kept(32)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a span of years."""
    words = interface_words(selection.language)
    return build_stacks(
        engine,
        catalogue,
        selection,
        chart="severity",
        wholes=wholes(catalogue, DIVIDED_BY),
        sizes=(theme.WIDE, theme.NARROW),
        headline=_headline,
        subtitle=words(
            "Actual incidents a year in Asia by ReCAAP category; shares only where all four add up to the "
            "whole"
        ),
        notes=[
            words(
                "Hollow column: actual incidents as published. Only a year whose four categories are known "
                "and add up to it is filled; in other years each known category is a mark, without a share."
            ),
            words("Only actual incidents get a category; attempted ones are not in this chart."),
        ],
    )


def _headline(divided: Sequence[DividedWhole], catalogue: Catalogue, words: Words) -> str:
    """The newest year that is fully divided: its largest part, and how many were of the gravest class."""
    newest = divided[0].newest_complete
    if newest is None or newest.whole is None:
        return words("No year of these is known in all four categories")
    parts = [part for part in newest.parts if part]
    largest = max(parts, key=lambda part: part.value or 0)
    gravest = parts[-1]
    share = newest.share(largest)
    return words(
        "{year}: of {whole} actual incidents, {count} ({share}) were {category} and {gravest} "
        "{gravest_category}",
        year=newest.year,
        whole=captions.value_text(newest.whole, words),
        count=captions.value_text(largest, words),
        share=captions.share_text(share or 0, words),
        category=part_name(largest.series, catalogue, words).lower(),
        gravest=captions.value_text(gravest, words),
        gravest_category=part_name(gravest.series, catalogue, words).lower(),
    )


CHART = Chart(
    id="severity",
    build=build,
    default=default_selection,
    page="/breakdown",
    place="severity",
    name=message("Severity of incidents"),
)
