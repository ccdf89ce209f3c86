"""Sentences say what the tests allow, in both languages, whatever the counts are."""

from __future__ import annotations

import re
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
from dashboard.verdicts.details import details
from dashboard.verdicts.judging import ListedSeries, judge
from dashboard.verdicts.model import DETECTABLE, IndicatorVerdicts
from dashboard.verdicts.sentences import indicator_sentence, period_sentence
from dashboard.verdicts.wording import Wording, digits, evidence_text, fact_text
from dashboard.words import interface_words

SERIES = ("s", "t")
CHANGE = re.compile("increase|decrease|増加|減少|傾向", re.IGNORECASE)
BROKEN = re.compile(r"\{|\}|nan|None|。。|\.\.|;\.|、。|  |（）|\(\)")
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
    series = SimpleNamespace(unit="incidents", short_en="S", short_ja="系列", name_en="S", name_ja="系列")
    listing = SimpleNamespace(said_en="The publisher", said_ja="公表機関")
    named = SimpleNamespace(
        units=UNITS,
        spans={},
        indicators={"i": row},
        series=dict.fromkeys(SERIES, series),
        listings={("i", one): listing for one in SERIES},
    )
    return Wording(interface_words(language), cast(Catalogue, named))


def everything_said(judged: IndicatorVerdicts, language: str) -> list[str]:
    said = wording(language)
    texts = [indicator_sentence(judged, said)]
    for series in judged.series:
        for one in series.periods:
            texts += [period_sentence(one, said), fact_text(one, said.words), evidence_text(one, said.words)]
            texts += [f"{each.name} {each.text}" for each in details(one, series.periods, said)]
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
        listed.append(ListedSeries(name, tuple(seen), is_ended=draw(st.booleans())))
    bounds = {"band": (draw(st.integers(0, 2)), draw(st.integers(2, 9))), "none": (0, 0)}
    low, high = bounds.get(kind, (None, None))
    history = draw(st.sampled_from([None, 2010]))
    return judge(indicator(kind, basis=basis, low=low, high=high, history_from=history), listed)


@settings(max_examples=150, deadline=None)
@given(judged=judged_counts())
def test_a_change_is_named_only_where_a_test_has_found_one(judged: IndicatorVerdicts) -> None:
    for language in ("en", "ja"):
        said = wording(language)
        for series in judged.series:
            for one in series.periods:
                if one.evidence.code == DETECTABLE:
                    continue
                texts = [period_sentence(one, said), evidence_text(one, said.words)]
                found = details(one, series.periods, said)
                # The longer view is another question, with a test of its own.
                texts += [each.text for each in found if each.name != said.words("Longer view")]
                assert not [text for text in texts if CHANGE.search(text.replace("傾向検定", ""))]
        leading = (judged.evaluated, judged.newest)
        if not any(one is not None and one.evidence.code == DETECTABLE for one in leading):
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


def test_the_plans_counts_are_said_to_be_consistent_with_no_change() -> None:
    assert said_of("no-increase", 56, 58, 67) == (
        "Incidents: 56, 58 and 67 in 2021–2023 (The publisher) are consistent with no change (p = 0.34)."
    )
    assert said_of("no-increase", 56, 58, 67, language="ja") == (
        "事案は、2021～2023年の56件、58件及び67件（公表機関）が"
        "発生率が一定でも起こり得る範囲（p = 0.34）である。"
    )


def test_five_years_may_be_called_a_trend_and_four_may_not() -> None:
    assert "増加傾向" in said_of("no-increase", 82, 84, 101, 107, 132, language="ja")
    four = said_of("no-increase", 60, 80, 100, 120, language="ja")
    assert "増加" in four
    assert "増加傾向" not in four
    assert "over these years" in said_of("no-increase", 60, 80, 100, 120)


def test_clustering_that_would_overturn_a_trend_is_said_with_it() -> None:
    history = counts(167, 157, 132, 183, 203, 85, first=2012)
    judged = judge(
        indicator(history_from=2010), [ListedSeries("s", (*history, *counts(82, 84, 101, 107, 132)))]
    )
    assert "(p = 0.0001 if incidents are independent)" in indicator_sentence(judged, wording("en"))
    calm = (*counts(100, 95, 104, 99, 101, 97, first=2012), *counts(82, 84, 101, 107, 132))
    borne_out = judge(indicator(history_from=2010), [ListedSeries("s", calm)])
    assert "(p = 0.0001)" in indicator_sentence(borne_out, wording("en"))
    assert "if incidents are independent" in said_of("no-increase", 82, 84, 101, 107, 132), "not known"


def test_the_longer_history_is_another_question_with_an_answer_of_its_own() -> None:
    history = counts(167, 157, 132, None, 183, 203, 85, 101, 76, 83, 97, first=2010)
    judged = judge(
        indicator(history_from=2010), [ListedSeries("s", (*history, *counts(82, 84, 101, 107, 132)))]
    )
    newest = judged.newest
    assert newest is not None
    found = {one.name: one.text for one in details(newest, judged.periods, wording("en"))}
    assert "the 15 full years of 2010–2025 show a decrease" in found["Longer view"]
    assert "increase" in indicator_sentence(judged, wording("en"))
    alone = judge(indicator(history_from=2010), [ListedSeries("s", counts(82, 84, 101))])
    assert "Longer view" not in {one.name for one in details(alone.periods[-1], alone.periods, wording("en"))}


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


def test_ups_and_downs_are_not_called_no_change() -> None:
    text = said_of("no-increase", 50, 100, 50)
    assert "no steady rise or fall" in text
    assert "more than chance" in text
    assert "no change" not in text


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


def test_a_target_that_held_until_it_did_not_is_told_with_the_past_year() -> None:
    text = said_of("none", 0, 0, 0, 2, 0)
    assert "0 in 2025" in text
    assert "2 in 2024 was above it, which chance could bring after none in 2021–2023 (p = 0.063)" in text


def test_what_goes_with_a_verdict_is_all_there() -> None:
    series = [ListedSeries("s", counts(56, 58, 67), is_ended=True)]
    judged = judge(indicator(), series)
    found = {
        one.name: one.text for one in details(judged.periods[-1], judged.series[0].periods, wording("en"))
    }
    assert found["Test"] == "exact trend test, two-sided, 2021–2023: p = 0.34."
    assert found["What would change it"] == (
        "80 or more, or 43 or fewer in 2024 would differ detectably from the mean of 2021–2023."
    )
    assert found["Next year"].startswith("2024: 24 to 107 (95 %; cannot be scored: series ended). The range")
    assert "So wide a range says little." in found["Next year"]
    record = whole_record()
    assert f"held {record.held} of {record.made} times (counted on" in found["Next year"]
    assert "about 30 % a year" in found["What could be seen"]
    assert "independent incidents" in found["Assumptions"]
    assert "51.9 to 85.1" in found["Interval of the count"]


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
    assert "9" not in indicator_sentence(judged, wording("en"))
