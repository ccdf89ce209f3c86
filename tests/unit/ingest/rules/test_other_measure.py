"""A title of a part of the incidents above a series of all of them is asked about."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("title", ["アジアの未遂件数", "Attempted attacks in Asia", "Hijackings in Asia"])
def test_a_category_in_a_title_is_asked_about_though_the_series_names_its_parts(
    check: Any, title: str
) -> None:
    text = f"{title},\nyear,value\n2024,40\n"
    assert "other-measure" in check(text, series="recaap-asia", publication="recaap-annual-2025").codes


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("既遂・未遂の件数", "recaap-asia"),
        ("未遂件数", "recaap-asia-attempted"),
        ("海賊等事案", "recaap-asia"),
    ],
)
def test_the_series_own_category_is_not(check: Any, title: str, series: str) -> None:
    text = f"{title},\n年,件数\n2024,9\n"
    assert "other-measure" not in check(text, series=series, publication="recaap-annual-2025").codes
