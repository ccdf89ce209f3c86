"""Periods in files for programs."""

from __future__ import annotations

from datetime import date

import pytest
from known_marks import MARKS

from dashboard.exporters import period_code
from ingest.periods import period_of, read_period


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 4, 1), date(2025, 3, 31), "FY2024"),
        (date(2025, 5, 1), date(2025, 5, 31), "2025-05"),
        (date(2025, 1, 1), date(2025, 6, 30), "2025-01/2025-06"),
        (date(2024, 10, 1), date(2025, 3, 31), "2024-10/2025-03"),
        (date(2014, 1, 1), date(2014, 9, 19), "2014-01-01/2014-09-19"),
    ],
)
def test_the_code_of_a_period_says_all_of_its_days_and_is_read_again(
    start: date, end: date, code: str
) -> None:
    period = period_of((start, end))
    assert period_code(*period) == code
    reading = read_period(code, MARKS)
    assert reading is not None and reading.period == period
