"""The record of ranges for the next year is that of the figures, and stands beside every range."""

from __future__ import annotations

import csv
import statistics

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.record.captions import observations_in
from dashboard.record.queries import catalogue, observation_rows
from dashboard.statistics.dispersion import USUAL_RATIOS, USUAL_YEARS, consecutive, from_year_to_year
from dashboard.verdicts.ahead_record import FILE, count_record, records, whole_record
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.web.application import create_app

LEAST_PAIRS = 3


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def test_the_file_is_what_the_figures_give(shared: Engine) -> None:
    assert records() == count_record(shared, catalogue(shared))
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    whole = whole_record()
    assert (whole.made, whole.held) == (sum(int(r["made"]) for r in rows), sum(int(r["held"]) for r in rows))


def test_at_least_nine_ranges_in_ten_held() -> None:
    whole = whole_record()
    assert whole.made > 250
    assert whole.held / whole.made >= 0.9


def test_usual_ratios_are_about_the_medians_of_our_series(shared: Engine) -> None:
    known = catalogue(shared)
    judged = [name for name, row in known.series.items() if not known.units[row.unit].not_judged_en]
    seen: dict[bool, list[float]] = {True: [], False: []}
    (few, least), (many, most) = USUAL_RATIOS
    for name in judged:
        rows = [row for row in observation_rows(shared, series=[name]) if row["is_current"]]
        counts = counts_by_year(comparable(observations_in(rows)))
        found = from_year_to_year(consecutive(counts))
        if found.seen is None or found.seen_freedom < LEAST_PAIRS:
            continue
        mean = statistics.mean(counts.values())
        if not few < mean < many:
            seen[mean <= few].append(found.seen)
    assert min(map(len, seen.values())) >= 5
    assert abs(statistics.median(seen[True]) - least) <= 0.5
    assert abs(statistics.median(seen[False]) - most) <= 0.75
    assert USUAL_YEARS == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "in 100 ({held} of {made}, counted on"), ("ja", "{made}回中{held}回")],
)
def test_the_record_stands_beside_the_range_and_on_methods(
    client: FlaskClient, language: str, said: str
) -> None:
    record = whole_record()
    text = said.format(held=record.held, made=record.made)
    for path in ("/methods", "/objectives"):
        assert text in client.get(f"{path}?lang={language}").get_data(as_text=True), path
        past = client.get(f"{path}?lang={language}&published=2024-06-30").get_data(as_text=True)
        assert text not in past, f"{path} as it was"
