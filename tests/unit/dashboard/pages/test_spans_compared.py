"""Two spans of years held against each other: exact counts of full years alone, in both languages."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from observed import UNITS, counts, observed, part_of
from scenes import EVERYTHING, panel, scene, series

from dashboard.address.selection import Selection
from dashboard.pages import Visit
from dashboard.pages.parts.spans_compared import (
    MOST_LISTED,
    MOST_TIMES,
    Span,
    can_compare_spans,
    span_marked,
    spans_compared,
)
from dashboard.record.captions import Observation, value_text
from dashboard.scene.scene import COLUMNS, COUNTS, EDITIONS, LINE, MARKS, PART, RATES, WHOLE, Slot
from dashboard.scene.sheet import Sheet
from dashboard.statistics.dispersion import within
from dashboard.statistics.pooled import compare
from dashboard.words import LANGUAGES, interface_words

ENGLISH = re.compile(r"[A-Za-z]{2,}")
BROKEN = re.compile(r"\{|\}|nan|None(?! in (?:either|the earlier span)\b)|inf\b|e[+-]\d|  ")


def visit(language: str, unit: str = "incidents") -> Visit:
    """A reader of two series, whose Japanese names hold no letters, so that English left over is seen."""
    rows = {
        name: SimpleNamespace(unit=unit, short_en=f"Series {name}", short_ja=f"系列{number}")
        for number, name in enumerate("st", 1)
    }
    editions = {
        name: SimpleNamespace(
            publisher="o", title_en=f"Report {name}", title_ja=f"報告書{number}", edition_year=1
        )
        for number, name in enumerate("pq", 1)
    }
    publishers = {"o": SimpleNamespace(short_en="Office", short_ja="当局")}
    spans = {
        "s": [
            SimpleNamespace(id="old", reason_en="Counted by ship.", reason_ja="隻数による。"),
        ]
    }
    named = SimpleNamespace(
        units=UNITS, series=rows, spans=spans, publications=editions, publishers=publishers
    )
    return Visit(cast(Any, None), cast(Any, named), Selection(language=language, says_language=True))


def sheet(*figures: Observation, edition: str = "newest") -> Sheet:
    words = interface_words("en")
    rows = [
        SimpleNamespace(observation=one, value=value_text(one, words), edition=edition) for one in figures
    ]
    return cast(Sheet, SimpleNamespace(rows=rows))


def told(figures: Sheet, *spans: Span, language: str = "en", unit: str = "incidents") -> list[str]:
    """The texts, from the title to the caution, where there is one."""
    parts = spans_compared(visit(language, unit), figures, (spans[0], spans[1]))
    return [text for part in parts if not is_sources(part) for text in texts(part)]


def is_sources(component: Any) -> bool:
    return getattr(component, "className", "") == "source-line"


def texts(component: Any) -> list[str]:
    if isinstance(component, str):
        return [component]
    children = component.children if isinstance(component.children, list) else [component.children]
    return [text for child in children for text in texts(child)]


RISEN = sheet(*counts(1, 0, 1, 6, 7, first=2019))
"""2 in 2019 to 2021, then 13 in 2022 and 2023."""
SOMALIA = sheet(*counts(11, 0, first=2014), *counts(0, None, 0, first=2020), *counts(8, 5, first=2024))
"""The years that the IMB's Somalia has."""
STEP = sheet(*counts(*[4] * 8, *[40] * 8, first=2001))
"""Two rates far apart, and no spread around either."""
UNEVEN = sheet(*counts(2, 10, 0, 30, 50, 22, first=2001))
"""Squares of 56 around 4 and of 416 around 34: (14 + 12.2) / 4 = 6.6 times as much as chance has it."""
CAUTION = {"en": "chosen because they look different", "ja": "違って見える期間を選べば"}


def test_the_totals_with_each_years_count_and_the_ratio_with_its_interval_are_one_line() -> None:
    title, line, caution = told(RISEN, (2019, 2021), (2022, 2023))
    assert title == "2019–2021 against 2022–2023"
    assert line == (
        "Series s: 2 (2019: 1; 2020: 0; 2021: 1), then 13 (2022: 6; 2023: 7). Per year with a figure, the "
        "later rate is 9.8 times the earlier one (95 % interval 1.4 to 294.9)."
    )
    assert caution == (
        "This describes the spans that were marked and is no verdict: spans chosen because they look "
        "different often have an interval that leaves out 1. The intervals allow for how much counts vary "
        "within the spans, and where these are short for how much yearly counts of incidents usually do."
    )


def test_the_same_is_said_in_japanese() -> None:
    title, line, caution = told(RISEN, (2019, 2021), (2022, 2023), language="ja")
    assert title == "2019～2021年と2022～2023年の比較"
    listed = ("2件（2019年1件；2020年0件；2021年1件）", "13件（2022年6件；2023年7件）")
    for number in (*listed, "9.8倍", "（95％信頼区間1.4～294.9）"):
        assert number in line
    assert " 系" not in line
    assert "。 " not in line
    assert CAUTION["ja"] in caution
    assert not any(ENGLISH.search(text) for text in (title, line, caution))


def test_the_earlier_span_comes_first_whichever_was_marked_first() -> None:
    assert told(RISEN, (2022, 2023), (2019, 2021)) == told(RISEN, (2019, 2021), (2022, 2023))


def test_a_span_of_one_year_is_named_by_it() -> None:
    assert told(RISEN, (2019, 2019), (2023, 2023))[0] == "2019 against 2023"


@pytest.mark.parametrize(
    ("language", "span", "said"),
    [
        ("en", (2019, 2021), "2019–2021: now mark another span."),
        ("en", (2021, 2021), "2021: now mark another span."),
        ("ja", (2019, 2021), "2019～2021年。続けて別の期間を選択する。"),
        ("ja", (2021, 2021), "2021年（令和3年）。続けて別の期間を選択する。"),
    ],
)
def test_the_first_span_is_named_and_another_asked_for(language: str, span: Span, said: str) -> None:
    assert span_marked(visit(language), span) == said


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
            "ja": "二つの期間に重なる年がある。重ならない期間を選択する。",
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_span_without_a_full_year_is_named_and_its_series_is_not_compared(language: str) -> None:
    later_only = [observed(year, 4, series="t") for year in (2022, 2023)]
    both = sheet(*(row.observation for row in RISEN.rows), *later_only)
    _, first, second, caution = told(both, (2019, 2021), (2022, 2023), language=language)
    assert "9.8" in first
    assert (
        second
        == {
            "en": "Series t: no full year of 2019–2021 is in this chart.",
            "ja": "系列2：2019～2021年については、この図に通年の数値がない。",
        }[language]
    )
    assert CAUTION[language] in caution


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("spans", "english", "japanese"),
    [
        (((2010, 2018), (2019, 2021)), "no full year of 2010–2018 is", "2010～2018年については、"),
        (((2019, 2021), (2024, 2024)), "no full year of 2024 is", "2024年（令和6年）については、"),
        (((2010, 2018), (2024, 2025)), "no full year of either span is", "いずれの期間にも、"),
    ],
)
def test_the_span_that_has_no_full_year_is_the_one_named_and_nothing_is_cautioned_of(
    spans: tuple[Span, Span], english: str, japanese: str, language: str
) -> None:
    _, line = told(RISEN, *spans, language=language)
    assert (
        line
        == {
            "en": f"Series s: {english} in this chart.",
            "ja": f"系列1：{japanese}この図に通年の数値がない。",
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", range(1, MOST_LISTED + 1))
def test_every_known_year_of_a_span_of_up_to_six_is_named_with_its_count(length: int, language: str) -> None:
    values = [3 + number for number in range(2 * length)]
    spans = ((2001, 2000 + length), (2001 + length, 2000 + 2 * length))
    _, line, _ = told(sheet(*counts(*values, first=2001)), *spans, language=language)
    said = {"en": r"(\d{4}): (\d+)", "ja": r"(\d{4})年(\d+)件"}[language]
    found = [(int(year), int(count)) for year, count in re.findall(said, line)]
    assert found == list(enumerate(values, 2001))
    assert not re.search(r"years known|年のうち|全て", line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("gap", [False, True])
def test_of_more_than_six_known_years_it_is_said_how_many_of_the_span_are_known(
    gap: bool, language: str
) -> None:
    values = [4, 5, None, 4, 5, 4, 5, 4] if gap else [4, 5, 4, 5, 4, 5, 4]
    last = 2000 + len(values)
    figures = sheet(*counts(*values, 9, first=2001))
    _, line, _ = told(figures, (2001, last), (last + 1, last + 1), language=language)
    years = len(values)
    some = {"en": f"(7 of {years} years known)", "ja": f"（{years}年のうち数値があるのは7年）"}
    every = {"en": "(all 7 years known)", "ja": "（7年分全てに数値あり）"}
    assert (some if gap else every)[language] in line
    assert {"en": f"({last + 1}: 9)", "ja": f"（{last + 1}年9件）"}[language] in line
    assert "2001: " not in line


def test_a_year_without_a_figure_is_given_no_count_and_does_not_lengthen_its_span() -> None:
    _, line, _ = told(SOMALIA, (2015, 2022), (2024, 2025))
    assert "0 (2015: 0; 2020: 0; 2022: 0; 3 of 8 years known), then 13 (2024: 8; 2025: 5)." in line
    # 8 in a year against 10 in three: two years more without a figure change nothing.
    gaps = sheet(*counts(8, None, 3, None, 3, 4, first=2015))
    _, line, _ = told(gaps, (2015, 2016), (2017, 2020))
    known = ("8 (2015: 8; 1 of 2 years known)", "10 (2017: 3; 2019: 3; 2020: 4; 3 of 4 years known)")
    assert f"{known[0]}, then {known[1]}. Per year with a figure, the later rate is 0.42 times" in line


def test_a_count_of_thousands_is_listed_as_the_figures_are_written() -> None:
    _, line, _ = told(sheet(*counts(1_200, 1_300)), (2021, 2021), (2022, 2022))
    assert "1,200 (2021: 1,200), then 1,300 (2022: 1,300)." in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("figures", "spans"),
    [
        (RISEN, ((2019, 2021), (2022, 2023))),
        (UNEVEN, ((2001, 2003), (2004, 2006))),
        (STEP, ((2001, 2008), (2009, 2016))),
        (RISEN, ((2019, 2019), (2023, 2023))),
    ],
    ids=["few years", "uneven", "step", "a year each"],
)
def test_the_interval_is_that_of_the_pooled_comparison_and_no_verdict_is_said(
    figures: Sheet, spans: tuple[Span, Span], language: str
) -> None:
    values = {row.observation.period_start.year: row.observation.value for row in figures.rows}
    sides = [[values[year] for year in range(first, last + 1)] for first, last in spans]
    found = compare(*sides, within(sides))
    assert found is not None
    assert found.ratio is not None
    _, line, _ = told(figures, *spans, language=language)
    pattern = {
        "en": r"rate is (\S+) times the earlier one \(95 % interval (?:from )?([\d.]+)(?: to ([\d.]+))?",
        "ja": r"前の期間の(\S+)倍（95％信頼区間は?([\d.]+)(?:～([\d.]+))?",
    }[language]
    said = re.search(pattern, line)
    assert said is not None
    expected = (found.ratio, found.interval.low, found.interval.high)
    for text, value in zip(said.groups(), expected, strict=True):
        if text is None:
            assert value > MOST_TIMES
        else:
            decimals = len(text.partition(".")[2])
            assert text == f"{value:.{decimals}f}"
    assert not re.search("chance|偶然|p [=<]|有意|increase|増加", line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "values", [(0, 0, 0, 0, 0, 9), (1, 0, 0, 0, 0, 9)], ids=["none before", "one before"]
)
def test_an_upper_limit_that_says_nothing_is_said_to_be_none(values: tuple[int, ...], language: str) -> None:
    _, line, _ = told(sheet(*counts(*values)), (2021, 2023), (2024, 2026), language=language)
    assert {"en": "with no upper limit to speak of)", "ja": "上限は実質的にない）"}[language] in line
    assert not BROKEN.search(line)


def test_an_upper_limit_is_written_out_up_to_a_thousand_times() -> None:
    lines = {}
    for later in range(5, 200, 5):
        _, line, _ = told(sheet(*counts(2, 2, later, later)), (2021, 2022), (2023, 2024))
        sides = [(2, 2), (later, later)]
        found = compare(*sides, within(sides))
        assert found is not None
        lines[later] = (found.interval.high <= MOST_TIMES, "no upper limit" not in line)
    assert {is_written for _, is_written in lines.values()} == {True, False}
    assert all(is_low == is_written for is_low, is_written in lines.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_shows_its_status_and_its_unit(language: str) -> None:
    figures = sheet(
        observed(2022, 3), observed(2023, 1, method="derived"), observed(2024, 215, finality="provisional")
    )
    _, line, _ = told(figures, (2022, 2023), (2024, 2024), language=language)
    listed = {
        "en": ("(2022: 3; 2023: 1 (worked out))", "(2024: 215 (provisional))"),
        "ja": ("（2022年3件；2023年1件（算出値））", "（2024年215件（速報））"),
    }[language]
    for text in listed:
        assert text in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_of_the_spans_end_the_comparison_once_each(language: str) -> None:
    figures = sheet(*counts(1, 2, 3), observed(2024, 9, publication="q"), observed(2030, 9, publication="r"))
    *_, last = spans_compared(visit(language), figures, ((2021, 2022), (2023, 2024)))
    assert is_sources(last)
    assert texts(last) == [
        {
            "en": "Sources: Office, Report p; Office, Report q",
            "ja": "出典：当局「報告書1」；当局「報告書2」",
        }[language]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("hidden", "is_said"), [(("s",), True), (("t",), False), ((), False)])
def test_that_a_hidden_series_is_compared_too_is_said(
    hidden: tuple[str, ...], is_said: bool, language: str
) -> None:
    parts = spans_compared(visit(language), RISEN, ((2019, 2021), (2022, 2023)), hidden=hidden)
    said = {"en": "Hidden series are compared too.", "ja": "図で隠した系列も比較している。"}[language]
    assert ([said] in [texts(part) for part in parts]) is is_said


def test_years_outside_both_spans_are_no_spread_within_them() -> None:
    long = sheet(*counts(*[50] * 20, first=1999), *(row.observation for row in RISEN.rows))
    assert told(long, (2019, 2021), (2022, 2023)) == told(RISEN, (2019, 2021), (2022, 2023))


def test_a_limit_near_1_is_written_as_not_1() -> None:
    """40,000 each year, then what just leaves 1 out of the interval."""
    for later in range(40_000, 44_000, 20):
        sides = [(40_000, 40_200), (later, later + 200)]
        found = compare(*sides, within(sides))
        if found is not None and 1 < found.interval.low < 1.001:
            _, line, _ = told(sheet(*counts(*sides[0], *sides[1])), (2021, 2022), (2023, 2024))
            assert re.search(r"95 % interval 1\.0*[1-9]", line)
            return
    raise AssertionError("no interval begins just above 1")


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
    _, line, caution = told(RISEN, (2019, 2021), (2022, 2023))
    assert told(with_extra, (2019, 2021), (2022, 2024)) == [
        "2019–2021 against 2022–2024",
        line.replace("2023: 7)", "2023: 7; 2 of 3 years known)"),
        caution,
    ]


@pytest.mark.parametrize("name", EVERYTHING)
def test_only_a_chart_of_whole_series_of_counts_is_compared(name: str) -> None:
    assert can_compare_spans(EVERYTHING[name]()) is (name in ("lines", "columns", "grid"))


@pytest.mark.parametrize("role", [LINE, COLUMNS, WHOLE, PART, MARKS, EDITIONS])
def test_one_series_that_is_no_whole_one_is_enough_not_to_compare(role: str) -> None:
    """In the second panel, or beside another in the first."""
    whole, other = series({2021: 5, 2022: 6}), series({2021: 5, 2022: 6}, name="t", role=role)
    for drawn in (scene(panel(whole), panel(other)), scene(panel(whole, other))):
        assert can_compare_spans(drawn) is (role in (LINE, COLUMNS))


def test_neither_rates_nor_slots_are_compared_even_as_lines() -> None:
    line = series({2021: 5, 2022: 6})
    assert can_compare_spans(scene(panel(line, scale=COUNTS)))
    assert not can_compare_spans(scene(panel(line, scale=RATES)))
    assert not can_compare_spans(scene(panel(line), panel(line, scale=RATES)))
    assert not can_compare_spans(scene(panel(line), slots=(Slot("2021", "s", "Series s", 0),)))


def test_the_edition_that_is_drawn_is_counted_whichever_it_is() -> None:
    drawn = sheet(*counts(1, 0, 1, 6, 7, first=2019), edition="earlier")
    assert told(drawn, (2019, 2021), (2022, 2023)) == told(RISEN, (2019, 2021), (2022, 2023))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_count_of_incidents_is_not_tested_and_it_is_said_why(unit: str, language: str) -> None:
    _, line, *caution = told(RISEN, (2019, 2021), (2022, 2023), language=language, unit=unit)
    reason = getattr(UNITS[unit], f"not_judged_{language}")
    assert ("9.8" in line) is bool(caution) is (not reason)
    if reason:
        assert (
            line
            == {"en": f"Series s: not judged; {reason}.", "ja": f"系列1：判定しない（{reason}）。"}[language]
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_in_both_spans_is_said_without_a_ratio_a_chance_or_a_caution(language: str) -> None:
    _, line = told(sheet(*counts(0, 0, 0, 0)), (2021, 2022), (2023, 2024), language=language)
    assert (
        line
        == {
            "en": "Series s: 0 (2021: 0; 2022: 0), then 0 (2023: 0; 2024: 0). "
            "None in either, so there is no ratio.",
            "ja": "系列1：前の期間は0件（2021年0件；2022年0件）、後の期間は0件（2023年0件；2024年0件）。"
            "いずれの期間にも発生がなく、比は求められない。",
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_from_none_has_no_ratio_and_yet_a_lower_limit_and_a_caution(language: str) -> None:
    _, line, caution = told(sheet(*counts(0, 0, 4, 5)), (2021, 2022), (2023, 2024), language=language)
    found = compare((0, 0), (4, 5), within([(0, 0), (4, 5)]))
    assert found is not None
    low = f"{found.interval.low:.2f}"
    assert line.endswith(
        {
            "en": "None in the earlier span, so there is no ratio "
            f"(95 % interval from {low}, with no upper limit to speak of).",
            "ja": f"前の期間に発生がなく、比は求められない（95％信頼区間は{low}以上、上限は実質的にない）。",
        }[language]
    )
    assert not re.search("times the earlier one|年平均", line)
    assert CAUTION[language] in caution


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("values", [(1, 900), (900, 1), (900, 0), (0, 900), (1, 80_000), (80_000, 80_001)])
def test_numbers_of_every_size_are_written_out(values: tuple[int, int], language: str) -> None:
    written = told(sheet(*counts(*values)), (2021, 2021), (2022, 2022), language=language)
    assert not any(BROKEN.search(text) for text in written)


def test_a_ratio_of_hundreds_is_no_power_of_ten() -> None:
    _, line, _ = told(sheet(*counts(1, 900)), (2021, 2021), (2022, 2022))
    assert "the later rate is 900 times the earlier one (95 % interval from 10," in line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Series s: not compared, since 2019–2020 cannot be held against 2023. Counted by ship."),
        ("ja", "系列1：2019～2020年は2023年と比較できる数値ではないため、比較していない。隻数による。"),
    ],
)
def test_years_of_two_ways_of_counting_are_not_compared_and_the_reason_is_told(
    language: str, line: str
) -> None:
    old = [observed(year, 4, span="old") for year in (2019, 2020)]
    figures = sheet(*old, *counts(6, 7, 8))
    assert told(figures, (2019, 2021), (2022, 2023), language=language)[1:] == [line]
    _, inside, *_ = told(figures, (2021, 2021), (2022, 2023), language=language)
    assert "隻数" not in inside and "Counted by ship" not in inside
