"""Sentences say what the tests allow, in both languages, whatever the counts are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observed import UNITS, counts, indicator, observed, part_of

from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.verdicts.ahead_record import whole_record
from dashboard.verdicts.details import details, needed_text
from dashboard.verdicts.judging import ListedSeries, judge
from dashboard.verdicts.model import DETECTABLE, IndicatorVerdicts
from dashboard.verdicts.sentences import (
    change_sentence,
    indicator_sentence,
    named_sentence,
    parts_sentence,
    period_sentence,
    story_sentence,
)
from dashboard.verdicts.story import longer_story
from dashboard.verdicts.summary import all_in_all, answer
from dashboard.verdicts.wording import Wording, digits, evidence_text, fact_text
from dashboard.words import interface_words

SERIES = ("s", "t")
CHANGE = re.compile("increase|decrease|増加|減少|傾向", re.IGNORECASE)
BROKEN = re.compile(r"\{|\}|nan|None(?! in )|。。|\.\.|;\.|、。|  |（）|\(\)")
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def wording(language: str, *, basis: str = "reported-level") -> Wording:
    """Names of two made-up series; Japanese names hold no letters, so that English left over is seen."""
    row = SimpleNamespace(
        id="i",
        name_en="Incidents",
        name_ja="事案",
        level_en="0 to 1 a year",
        level_ja="年0～1件",
        window_from=2021,
        window_to=2023,
        basis=basis,
    )
    series = SimpleNamespace(
        unit="incidents", area="a", short_en="S", short_ja="系列", name_en="S", name_ja="系列"
    )
    listing = SimpleNamespace(said_en="The publisher", said_ja="公表機関")
    named = SimpleNamespace(
        units=UNITS,
        spans={},
        indicators={"i": row},
        areas={"a": SimpleNamespace(name_en="The straits", name_ja="海峡")},
        series=dict.fromkeys((*SERIES, "part"), series),
        listings={("i", one): listing for one in SERIES},
    )
    return Wording(interface_words(language), cast(Catalogue, named))


def everything_said(judged: IndicatorVerdicts, language: str) -> list[str]:
    said = wording(language)
    texts = [indicator_sentence(judged, said), named_sentence(judged, said), all_in_all([judged], said)]
    if judged.newest:
        texts.append(answer(judged.newest, said))
    for series in judged.series:
        for one in series.periods:
            texts += [period_sentence(one, said), fact_text(one, said.words), evidence_text(one, said.words)]
            texts += [f"{each.name} {each.text}" for each in details(one, series, said)]
    return texts


OBSERVED = st.one_of(st.none(), st.integers(0, 12), st.integers(0, 400))


@st.composite
def judged_counts(draw: st.DrawFn) -> IndicatorVerdicts:
    kind = draw(st.sampled_from(["band", "none", "no-increase"]))
    basis = draw(st.sampled_from(["reported-level", "stated-target"]))
    listed = []
    for name in SERIES[: draw(st.integers(1, 2))]:
        values = draw(st.lists(OBSERVED, min_size=1, max_size=12))
        seen: list[Observation] = list(counts(*values, first=draw(st.integers(2015, 2022))))
        if draw(st.booleans()):
            seen.append(part_of(2040, draw(st.integers(0, 9))))
        if draw(st.booleans()):
            seen.append(observed(2041, 3, bound="at-least"))
        part = tuple(counts(*draw(st.lists(OBSERVED, min_size=3, max_size=6))))
        parts = (("part", part),) if draw(st.booleans()) else ()
        listed.append(ListedSeries(name, tuple(seen), is_ended=draw(st.booleans()), parts=parts))
    bounds = {"band": (draw(st.integers(0, 2)), draw(st.integers(2, 9))), "none": (0, 0)}
    low, high = bounds.get(kind, (None, None))
    history = draw(st.sampled_from([None, 2010]))
    return judge(indicator(kind, basis=basis, low=low, high=high, history_from=history), listed)


@settings(max_examples=150, deadline=None)
@given(judged=judged_counts())
def test_a_change_is_named_only_where_one_was_found(judged: IndicatorVerdicts) -> None:
    for language in ("en", "ja"):
        said = wording(language)
        for series in judged.series:
            for one in series.periods:
                if one.change.code == DETECTABLE:
                    continue
                texts = [period_sentence(one, said), evidence_text(one, said.words)]
                would = needed_text(one, said)
                texts += [each.text for each in details(one, series, said) if each.text != would]
                assert not [text for text in texts if CHANGE.search(text)]
        leading = filter(None, (*judged.running, judged.newest))
        if not any(one.change.code == DETECTABLE for one in leading):
            assert not CHANGE.search(indicator_sentence(judged, said))


@settings(max_examples=150, deadline=None)
@given(judged=judged_counts())
def test_every_sentence_is_whole_in_both_languages(judged: IndicatorVerdicts) -> None:
    for language in ("en", "ja"):
        for text in everything_said(judged, language):
            assert text
            assert not BROKEN.search(text), text
            if language == "ja":
                assert not ENGLISH.search(text), text


def said_of(kind: str, *values: int | None, language: str = "en", **changes: Any) -> str:
    judged = judge(indicator(kind, **changes), [ListedSeries("s", counts(*values))])
    return indicator_sentence(judged, wording(language, basis=changes.get("basis", "reported-level")))


def test_years_since_are_told_together_with_their_size_and_what_chance_can_bring() -> None:
    assert said_of("no-increase", 56, 58, 67, 80, 95) == (
        "95 in 2025 (The publisher), above the 56 to 67 of its evaluated years. 2024 and 2025 averaged 88 a "
        "year, 2021–2023 60: 1.5 times (0.88 to 2.4). Within chance."
    )
    assert said_of("no-increase", 56, 58, 67, 80, 95, language="ja") == (
        "2025年は95件（公表機関）で、評価対象年の56～67件を上回る。2024年及び2025年は年平均88件で、"
        "2021～2023年の年平均60件の1.5倍である（0.88～2.4倍）。差は偶然の範囲にとどまる。"
    )
    assert said_of("no-increase", 56, 58, 67, 180, 195).endswith("An increase; chance is an unlikely cause.")
    fall = said_of("no-increase", 156, 158, 167, 20, 15, language="ja")
    assert fall.endswith("減少しており、偶然とは考えにくい。")


def test_small_counts_are_told_in_totals_and_one_year_without_any() -> None:
    assert said_of("none", 0, 0, 0, 2, 0) == (
        "None in 2025 (The publisher). 2024 and 2025 had 2 in all, 2021–2023 none. Within chance."
    )
    assert "2021–2023 had none." in said_of("none", 0, 0, 0, 2)
    assert said_of("none", 0, 0, 0, 0).endswith("None in 2021–2023, and none since.")


def test_a_level_is_told_with_what_it_would_give() -> None:
    assert said_of("band", 0, 0, 1, 8, 5) == (
        "5 in 2025 (The publisher), above the reported 0 to 1 a year. 2024 and 2025 together had 13, "
        "against 2 at the top of the level. More than chance would bring at that level."
    )
    assert said_of("band", 0, 0, 1, 3).endswith(
        "The top of the level is 1. Chance can bring that, as such incidents come in clusters."
    )


def test_a_badge_that_says_it_could_be_chance_is_not_repeated_beside_it() -> None:
    for values, repeated in (((0, 0, 1, 8, 5), False), ((0, 0, 1, 1, 0), False)):
        judged = judge(indicator("band"), [ListedSeries("s", counts(*values))])
        text = indicator_sentence(judged, wording("en"), beside_badge=True)
        assert ("hance" in text) is repeated
    quiet = judge(indicator("none"), [ListedSeries("s", counts(0, 0, 0, 2, 0))])
    assert "Within chance" in indicator_sentence(quiet, wording("en"), beside_badge=True)


def test_another_series_that_shows_a_change_is_told_beside_the_answer() -> None:
    calm, risen = (
        ListedSeries("s", counts(56, 58, 67, 60, 62)),
        ListedSeries("t", counts(56, 58, 67, 180, 240)),
    )
    text = indicator_sentence(judge(indicator(), [calm, risen]), wording("en"))
    assert text.startswith("62 in 2025")
    assert text.endswith("An increase; chance is an unlikely cause.")
    assert "Within chance. The publisher: " in text
    differing = judge(indicator(), [calm, risen])
    told = indicator_sentence(differing, wording("en"), beside_badge=True)
    assert told == text, "the badge says only that series differ"
    assert all_in_all([differing], wording("en")) == (
        "Of incidents one series has changed since the evaluation and another has not."
    )
    same = indicator_sentence(judge(indicator(), [calm, calm]), wording("en"))
    assert same.count("2024 and 2025") == 1


def test_the_longer_story_tells_levels_counts_and_gaps() -> None:
    figures = (*counts(168, 170, 172, 171, 90, 91, 89, 92, first=2006), *counts(None, None, 67, 70))
    (series,) = judge(indicator(), [ListedSeries("s", figures)]).series
    assert story_sentence(series.story, "s", wording("en")) == (
        "about 170 a year in 2006–2009 (168 to 172), about 90 a year in 2010–2013 (89 to 92), no count of a "
        "full year is known to us for 2014–2022, 67 in 2023, 70 in 2024."
    )
    assert story_sentence((), "s", wording("en")) == ""


def test_where_the_difference_is_says_how_much_it_could_be_chance() -> None:
    whole = ListedSeries("s", counts(82, 84, 101, 107, 132), parts=(("part", counts(None, 55, 63, 62, 108)),))
    (series,) = judge(indicator(), [whole]).series
    assert parts_sentence(series, wording("en")) == (
        "2022 and 2023, then 2024 and 2025: The straits 55, 63, then 62, 108 (+26 a year); elsewhere 29, 38, "
        "then 45, 24 (+1 a year). In each of them chance can bring the difference."
    )


def test_all_indicators_are_told_in_one_sentence_the_gravest_first() -> None:
    above = judge(indicator("band"), [ListedSeries("s", counts(0, 0, 1, 8, 5))])
    quiet = judge(indicator("none"), [ListedSeries("s", counts(0, 0, 0, 0))])
    assert all_in_all([quiet, above], wording("en")) == (
        "Incidents are above the level, unlikely to be chance; incidents are within the level."
    )
    assert all_in_all([], wording("en")) == ""


@pytest.mark.parametrize(
    ("language", "evaluated", "within", "above"),
    [
        (
            "en",
            "one of the evaluated years",
            "within its own evaluated years",
            "above its own evaluated years",
        ),
        ("ja", "評価対象年の一つ", "評価対象年の範囲内", "評価対象年を上回る"),
    ],
)
def test_a_series_is_held_against_its_own_evaluated_years_and_no_level_is_said_to_be_reported_of_it(
    language: str, evaluated: str, within: str, above: str
) -> None:
    judged = judge(indicator(), [ListedSeries("s", counts(56, 58, 67, 60, 68))])
    texts = [fact_text(one, interface_words(language)) for one in judged.periods]
    assert texts[2:] == [evaluated, within, above]


@pytest.mark.parametrize(
    ("basis", "values", "english", "japanese"),
    [
        ("reported-level", (0, 1, 8), "above the reported level", "報告水準を上回る"),
        ("reported-level", (0, 1, 1), "within the reported level", "報告水準内"),
        ("stated-target", (0, 1, 8), "target not met", "未達"),
        ("stated-target", (0, 1, 1), "target met", "達成"),
    ],
)
def test_a_reported_level_is_never_worded_as_a_target(
    basis: str, values: tuple[int, ...], english: str, japanese: str
) -> None:
    judged = judge(indicator("band", basis=basis), [ListedSeries("s", counts(*values))])
    newest = judged.newest
    assert newest is not None
    assert fact_text(newest, interface_words("en")) == english
    assert fact_text(newest, interface_words("ja")) == japanese


def test_a_gap_in_the_plans_years_has_the_plans_own_words_beside_it() -> None:
    judged = judge(indicator("band"), [ListedSeries("s", counts(None, 0, 1, None, 2))])
    first, *_, gap, _last = (period_sentence(one, wording("en")) for one in judged.periods)
    assert "a gap, not a zero" in first
    assert first.endswith("The evaluation sheet itself reports 0 to 1 a year.")
    assert "The evaluation sheet itself" not in gap, "2024 is not one of the plan's years"


def test_what_goes_with_a_verdict_is_all_there() -> None:
    judged = judge(indicator(), [ListedSeries("s", counts(56, 58, 67, 80, 95))])
    found = {one.name: one.text for one in details(judged.periods[-1], judged.series[0], wording("en"))}
    assert found["Since the evaluation"] == (
        "1.5 times as many a year (95 % limits 0.88 to 2.4; two-sided, p = 0.11)."
    )
    assert found["Clustering"] == (
        "Around their levels the counts of 2021–2023 vary 0.57 times as much as independent incidents would; "
        "with 4.5 times, which is usual of counts of this size, it is taken as 2.5 times, on 4 degrees of "
        "freedom."
    )
    assert re.fullmatch(
        r"\d+ or more in 2026 would show an increase; (\d+ to \d+|fewer) would show neither.*\.",
        found["What would change it"],
    )
    record = whole_record()
    assert f"({record.held} of {record.made}, counted on" in found["Next year"]
    assert "clusters" in found["Assumptions"]
    assert "Interval of the count" not in found, "it takes incidents as independent"
    assert "The longer story" in found


def test_looking_back_the_record_of_ranges_is_not_told() -> None:
    judged = judge(indicator(), [ListedSeries("s", counts(56, 58, 67, 80, 95))])
    past = replace(wording("en"), is_past=True)
    (told,) = [
        one.text for one in details(judged.periods[-1], judged.series[0], past) if one.name == "Next year"
    ]
    assert told.startswith("2026, from full years alone:")
    assert "meant to hold" not in told


def test_a_mean_over_years_of_which_some_are_not_known_says_how_many_are() -> None:
    story = longer_story({2014: 4, 2015: 5, 2017: 3, 2018: 4, 2020: 5})
    assert story_sentence(story, "s", wording("en")) == (
        "about 4.2 a year over the 5 years known of 2014–2020 (3 to 5)."
    )
    assert "2014～2020年のうち把握している5年は年平均約4.2件" in story_sentence(story, "s", wording("ja"))
    same = longer_story({2014: 2, 2015: 2, 2017: 2, 2018: 2})
    assert story_sentence(same, "s", wording("en")) == "2 a year over the 4 years known of 2014–2018."


def test_each_of_several_series_is_said_to_be_held_to_more() -> None:
    both = [ListedSeries(name, counts(56, 58, 67, 80, 95)) for name in SERIES]
    judged = judge(indicator(), both)
    found = {one.name: one.text for one in details(judged.periods[-1], judged.series[1], wording("en"))}
    assert "97.5 % limits" in found["Since the evaluation"]
    assert found["Since the evaluation"].endswith(
        "2 series of this indicator are looked at, so that each is held to more than 95 %."
    )
    assert change_sentence(judged.periods[-1], wording("en")).count("times (") == 1


@pytest.mark.parametrize(
    ("p_value", "text"),
    [
        (1.0, "1"),
        (0.5, "0.5"),
        (0.3393, "0.34"),
        (0.0625, "0.063"),
        (0.05, "0.05"),
        (0.0883, "0.088"),
        (0.0249, "0.025"),
        (0.0037, "0.0037"),
        (0.000115, "0.0001"),
        (0.00001025, "0.00001"),
        (0.9999, "1"),
    ],
)
def test_a_probability_has_two_digits_that_count_and_is_never_written_as_zero(
    p_value: float, text: str
) -> None:
    assert digits(p_value).rstrip("0").rstrip(".") == text.rstrip("0").rstrip(".")
    assert float(digits(p_value)) > 0


def test_a_year_in_force_to_a_date_is_judged_no_further() -> None:
    judged = judge(indicator("band", in_force_to=date(2022, 12, 31)), [ListedSeries("s", counts(0, 1, 9))])
    assert judged.newest is not None
    assert judged.newest.year == 2022
