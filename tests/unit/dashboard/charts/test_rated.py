"""A rate needs both figures of the same whole year, and says what its denominator is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from unit.dashboard.test_divided import COUNT

from dashboard.charts.base.rated import Rate, rates_of
from dashboard.figures.rates import RateLine, RatePanel, RatePoint, rates_figure
from dashboard.record.captions import Observation
from dashboard.scene import theme


def figure(series: str, year: int, value: int, **changes: object) -> Observation:
    start, end = date(year, 1, 1), date(year, 12, 31)
    return replace(COUNT, series=series, value=value, period_start=start, period_end=end, **changes)  # type: ignore[arg-type]


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


def point(year: int, rate: float, *, is_open: bool = False) -> RatePoint:
    return RatePoint(year, rate, rate / 2, rate * 2, f"{rate}", f"{year}", f"k/{year}/{rate}", "#s", is_open)


@pytest.mark.parametrize("size", [theme.WIDE, theme.NARROW])
def test_rates_are_marks_with_error_bars_that_no_line_joins(size: theme.Size) -> None:
    lines = (
        RateLine("A", theme.STYLES[0], (point(2022, 6.6), point(2025, 10.6, is_open=True))),
        RateLine("B", theme.STYLES[1], (point(2022, 8.7),)),
    )
    drawing = rates_figure([RatePanel("T", lines, 2024, "Caution")], size=size, language="en")
    first, second = drawing.figure["data"]
    assert first["mode"] == second["mode"] == "markers"
    assert first["error_y"]["array"] == pytest.approx([6.6, 10.6])
    assert first["marker"]["symbol"] == ["circle", "circle-open"]
    assert first["x"][1] == 2025, "alone in its year it stands at the year"
    assert first["x"][0] < 2022 < second["x"][0]
    (caution,) = drawing.figure["layout"]["shapes"]
    assert (caution["x0"], caution["x1"]) == (2023.5, 2025.6)
    assert drawing.figure["layout"]["yaxis"]["range"][0] == 0
