"""A rate needs both figures of the same whole year, and says what its denominator is worth."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from observed import observed

from dashboard.charts.base.rated import Rate, rates_of
from dashboard.record.captions import Observation


def figure(series: str, year: int, value: int, **changes: object) -> Observation:
    return observed(year, value, series=series, **changes)


def rates(
    counts: list[Observation], transits: list[Observation], caution_from: int | None = None
) -> list[Rate]:
    row = SimpleNamespace(counts="c", transits="t", caution_from=caution_from)
    return rates_of(row, {"c": counts, "t": transits})


def test_a_rate_is_incidents_for_ten_thousand_transits_with_the_exact_interval() -> None:
    (rate,) = rates([figure("c", 2024, 62)], [figure("t", 2024, 94_301)])
    assert rate.value == pytest.approx(6.5747, abs=1e-4)
    # Garwood's limits of 62 are 47.54 and 79.48.
    assert (rate.interval.low, rate.interval.high) == pytest.approx((5.041, 8.428), abs=1e-3)
    assert rate.is_plain


def test_a_year_without_one_of_the_two_has_no_rate() -> None:
    counts = [figure("c", 2021, 49), figure("c", 2022, 55), figure("c", 2023, 63)]
    transits = [figure("t", 2020, 80_000), figure("t", 2022, 82_819)]
    assert [rate.year for rate in rates(counts, transits)] == [2022]


@pytest.mark.parametrize("changes", [{"coverage": "partial"}, {"period_kind": "YTD"}, {"value": None}])
def test_a_part_year_is_never_in_a_rate(changes: dict[str, object]) -> None:
    whole, part = figure("c", 2019, 5), replace(figure("c", 2019, 5), **changes)  # type: ignore[arg-type]
    assert rates([whole], [figure("t", 2019, 18_000)])
    assert not rates([part], [figure("t", 2019, 18_000)])
    assert not rates([whole], [replace(part, series="t")])


@pytest.mark.parametrize(
    ("count_bound", "transit_bound", "reading"),
    [
        ("exact", "exact", "exact"),
        ("exact", "over", "below"),
        ("at-least", "exact", "above"),
        ("at-least", "over", "unclear"),
        ("exact", "forecast", "exact"),
    ],
)
def test_a_bound_on_either_side_is_said_and_is_no_plain_rate(
    count_bound: str, transit_bound: str, reading: str
) -> None:
    (rate,) = rates(
        [figure("c", 2023, 63, bound=count_bound)], [figure("t", 2023, 89_000, bound=transit_bound)]
    )
    assert rate.reading == reading
    assert rate.is_plain is (count_bound == transit_bound == "exact")
    assert rate.is_forecast is (transit_bound == "forecast")


def test_a_poor_base_is_doubted_from_its_year_on() -> None:
    counts = [figure("c", year, 1) for year in (2022, 2023, 2024, 2025)]
    transits = [figure("t", year, 13_000) for year in (2022, 2023, 2024, 2025)]
    doubted = [rate.year for rate in rates(counts, transits, caution_from=2024) if rate.is_doubtful]
    assert doubted == [2024, 2025]
