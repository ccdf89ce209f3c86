"""The fate of a figure: what findings decide, one after another."""

from __future__ import annotations

import pytest
from known_marks import MARKS

from ingest.checked import CheckedFigure, Finding, decide
from ingest.tidy import Figure
from ingest.values import read_value


def figure(text: str) -> CheckedFigure:
    return CheckedFigure(Figure(2, 1, text, read_value(text, MARKS), "2024", None))


def test_a_figure_that_no_finding_decides_is_stored_as_what_it_states() -> None:
    assert [decided.fate for decided in decide([figure("7"), figure("…")], [])] == ["stored", "missing"]


def test_the_last_finding_to_decide_on_a_figure_stands_and_one_that_only_tells_changes_nothing() -> None:
    first, second, third = figure("7"), figure("8"), figure("9")
    findings = [
        Finding(None, (first, second), "held"),
        Finding(None, (second,), "refused"),
        Finding(None, (first, third)),
    ]
    assert [decided.fate for decided in decide([first, second, third], findings)] == [
        "held",
        "refused",
        "stored",
    ]


def test_a_held_figure_may_still_be_stored_and_a_refused_one_not() -> None:
    held, refused = figure("7"), figure("7")
    findings = [Finding(None, (held,), "held"), Finding(None, (refused,), "refused")]
    assert [decided.is_open for decided in decide([held, refused], findings)] == [True, False]


def test_deciding_leaves_the_figures_given_as_they_were() -> None:
    before = figure("7")
    (after,) = decide([before], [Finding(None, (before,), "set_aside")])
    assert (before.fate, after.fate) == ("stored", "set_aside")
    with pytest.raises(AttributeError):
        before.decision = "refused"  # type: ignore[misc]
