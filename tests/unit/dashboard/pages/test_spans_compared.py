"""Two spans of years held against each other: exact counts of full years alone, in both languages."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from observed import UNITS, counts, observed, part_of

from dashboard.address.selection import Selection
from dashboard.pages import Visit
from dashboard.pages.parts.spans_compared import Span, spans_compared
from dashboard.record.captions import Observation
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES

ENGLISH = re.compile(r"[A-Za-z]{2,}")
BROKEN = re.compile(r"\{|\}|nan|None|inf\b|e[+-]\d|  ")


def visit(language: str, unit: str = "incidents") -> Visit:
    """A reader of two series, whose Japanese names hold no letters, so that English left over is seen."""
    rows = {
        name: SimpleNamespace(unit=unit, short_en=f"Series {name}", short_ja=f"系列{number}")
        for number, name in enumerate("st", 1)
    }
    named = SimpleNamespace(units=UNITS, series=rows)
    return Visit(cast(Any, None), cast(Any, named), Selection(language=language, says_language=True))


def sheet(*figures: Observation, edition: str = "newest", shows_editions: bool = False) -> Sheet:
    rows = [SimpleNamespace(observation=one, edition=edition) for one in figures]
    return cast(Sheet, SimpleNamespace(rows=rows, shows_editions=shows_editions))


def told(figures: Sheet, *spans: Span, language: str = "en", unit: str = "incidents") -> list[str]:
    """The texts, from the title to the caution."""
    parts = spans_compared(visit(language, unit), figures, (spans[0], spans[1]))
    return [text for part in parts for text in texts(part)]


def texts(component: Any) -> list[str]:
    if isinstance(component, str):
        return [component]
    children = component.children if isinstance(component.children, list) else [component.children]
    return [text for child in children for text in texts(child)]


RISEN = sheet(*counts(1, 0, 1, 6, 7, first=2019))
"""2 in 2019 to 2021, then 13 in 2022 and 2023."""


def test_the_totals_their_years_the_ratio_with_its_interval_and_the_chance_are_one_sentence() -> None:
    title, line, caution = told(RISEN, (2019, 2021), (2022, 2023))
    assert title == "2019 to 2021 against 2022 to 2023"
    assert line == (
        "Series s: 2 in 3 known years, then 13 in 2; 9.8 times the yearly rate "
        "(95 % interval 2.2 to 89). Hardly chance, if incidents are independent (p = 0.0003)."
    )
    assert "chosen because they look different" in caution


def test_the_same_is_said_in_japanese() -> None:
    title, line, caution = told(RISEN, (2019, 2021), (2022, 2023), language="ja")
    assert "2019" in title
    assert "2023" in title
    for number in ("2件", "13件", "3年", "2年", "9.8倍", "2.2～89", "0.0003"):
        assert number in line
    assert not any(ENGLISH.search(text) for text in (title, line, caution))


def test_the_earlier_span_comes_first_whichever_was_marked_first() -> None:
    assert told(RISEN, (2022, 2023), (2019, 2021)) == told(RISEN, (2019, 2021), (2022, 2023))


def test_a_span_of_one_year_is_named_by_it() -> None:
    assert told(RISEN, (2019, 2019), (2023, 2023))[0] == "2019 against 2023"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "spans", [((2019, 2021), (2021, 2023)), ((2019, 2023), (2020, 2021)), ((2020, 2020), (2020, 2020))]
)
def test_spans_that_share_a_year_are_not_compared(spans: tuple[Span, Span], language: str) -> None:
    _, reason = told(RISEN, *spans, language=language)
    assert (
        reason
        == {
            "en": "The two spans share years. Mark two that do not.",
            "ja": "二つの期間に重なる年がある。重ならない期間を選択してください。",
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_without_a_full_year_in_a_span_says_so_and_is_not_compared(language: str) -> None:
    later_only = [observed(year, 4, series="t") for year in (2022, 2023)]
    both = sheet(*(row.observation for row in RISEN.rows), *later_only)
    _, first, second, _ = told(both, (2019, 2021), (2022, 2023), language=language)
    assert "9.8" in first
    assert (
        second
        == {
            "en": "Series t: no full year is known in one of the spans",
            "ja": "系列2：一方の期間に通年の数値がない",
        }[language]
    )


@pytest.mark.parametrize(
    "extra",
    [
        part_of(2024, 50),
        observed(2024, 50, bound="at-least"),
        observed(2024, 50, bound="over"),
        observed(2024, 50, period_kind="FY"),
        observed(2024, None, availability="not-published"),
    ],
    ids=["part-year", "at least", "over", "fiscal year", "not published"],
)
def test_what_is_no_exact_count_of_a_full_year_is_not_counted(extra: Observation) -> None:
    with_extra = sheet(*(row.observation for row in RISEN.rows), extra)
    assert told(with_extra, (2019, 2021), (2022, 2024)) == [
        "2019 to 2021 against 2022 to 2024",
        *told(RISEN, (2019, 2021), (2022, 2023))[1:],
    ]


def test_an_edition_that_was_replaced_is_not_counted_beside_the_newest() -> None:
    earlier = sheet(*counts(50, first=2018), edition="earlier")
    both = SimpleNamespace(rows=[*earlier.rows, *RISEN.rows], shows_editions=True)
    assert (
        told(cast(Sheet, both), (2018, 2021), (2022, 2023))[1:] == told(RISEN, (2019, 2021), (2022, 2023))[1:]
    )


def test_the_one_edition_that_is_drawn_is_counted_though_a_later_one_is_told() -> None:
    """Parts are drawn over the edition of the whole that they add up to."""
    drawn = sheet(*counts(1, 0, 1, 6, 7, first=2019), edition="earlier")
    assert told(drawn, (2019, 2021), (2022, 2023)) == told(RISEN, (2019, 2021), (2022, 2023))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_count_of_incidents_is_not_tested_and_it_is_said_why(unit: str, language: str) -> None:
    _, line, _ = told(RISEN, (2019, 2021), (2022, 2023), language=language, unit=unit)
    reason = getattr(UNITS[unit], f"not_judged_{language}")
    assert ("9.8" in line) is (not reason)
    if reason:
        assert (
            line
            == {"en": f"Series s: not judged; {reason}.", "ja": f"系列1：判定しない（{reason}）。"}[language]
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_in_both_spans_is_said_without_a_ratio_and_without_a_chance(language: str) -> None:
    _, line, _ = told(sheet(*counts(0, 0, 0, 0)), (2021, 2022), (2023, 2024), language=language)
    assert (
        line
        == {
            "en": "Series s: 0 in 2 known years, then 0 in 2",
            "ja": "系列1：数値のある2年で0件、その後の2年で0件",
        }[language]
    )


def test_a_rate_from_none_has_no_ratio_and_yet_a_chance() -> None:
    _, line, _ = told(sheet(*counts(0, 0, 4, 5)), (2021, 2022), (2023, 2024))
    assert "a rate from none. Hardly chance" in line


def test_a_small_difference_may_be_chance() -> None:
    _, line, _ = told(sheet(*counts(3, 4, 4, 5)), (2021, 2022), (2023, 2024))
    assert line.endswith("Chance could bring this difference (p = 0.80).")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("values", [(1, 900), (900, 1), (900, 0), (0, 900), (1, 80_000), (80_000, 80_001)])
def test_numbers_of_every_size_are_written_out(values: tuple[int, int], language: str) -> None:
    written = told(sheet(*counts(*values)), (2021, 2021), (2022, 2022), language=language)
    assert not any(BROKEN.search(text) for text in written)


def test_a_ratio_of_hundreds_is_no_power_of_ten() -> None:
    _, line, _ = told(sheet(*counts(1, 900)), (2021, 2021), (2022, 2022))
    assert "; 900 times the yearly rate (95 % interval 160 to 36,000)" in line
