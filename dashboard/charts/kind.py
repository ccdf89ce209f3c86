"""The kind chart: the IMB's types of attack in the world, and ReCAAP's actual and attempted incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.breakdowns import wholes
from dashboard.charts.base.stacks import DividedWhole, all_series, build_stacks, part_name
from dashboard.record import captions
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message, pick

DIVIDED_BY = "kind"
SIZES = (theme.WIDE.taller(160), theme.NARROW.taller(170))


def default_selection(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The chart's own series: it has no choice of them, of years alone."""
    series = all_series(wholes(catalogue, DIVIDED_BY), [], catalogue)
    return replace(selection.as_usual(), series=series)


@kept(32)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a span of years."""
    words = interface_words(selection.language)
    return build_stacks(
        engine,
        catalogue,
        selection,
        chart="kind",
        wholes=wholes(catalogue, DIVIDED_BY),
        sizes=SIZES,
        headline=_headline,
        subtitle=words(
            "Incidents a year by what was done; shares only where the parts add up to the published whole"
        ),
        notes=[
            words(
                "The two publishers divide their counts by rules of their own: an IMB boarding and a ReCAAP "
                "actual incident are not the same thing, and the panels are not to be added up."
            ),
            words("Hollow column: the whole as published, where its parts are not known."),
        ],
    )


def _headline(divided: Sequence[DividedWhole], catalogue: Catalogue, words: Words) -> str:
    """Of each publisher, the newest year that is fully divided and its largest part."""
    clauses = []
    for breakdown in divided:
        newest = breakdown.newest_complete
        if newest is None or newest.whole is None:
            continue
        largest = max((part for part in newest.parts if part), key=lambda part: part.value or 0)
        clauses.append(
            words(
                "{series} {year}: {count} of {whole} ({share}) {category}",
                series=pick(catalogue.series[breakdown.whole.series], "short", words.language),
                year=newest.year,
                count=captions.value_text(largest, words),
                whole=captions.value_text(newest.whole, words),
                share=captions.share_text(newest.share(largest) or 0, words),
                category=part_name(largest.series, catalogue, words).lower(),
            )
        )
    return words("; ").join(clauses) or words("No year of these is fully divided")


CHART = Chart(
    id="kind",
    build=build,
    default=default_selection,
    page="/breakdown",
    place="kind",
    name=message("Kinds of attack"),
)
