"""Colours as office programs reckon them, and what can be read on what."""

from __future__ import annotations

import pytest

from dashboard.exporters.slides.colours import contrast, difference, mixed, readable, shifted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("000000", "FFFFFF", 21.0),
        ("777777", "FFFFFF", 4.48),
        ("FFFFFF", "FFFFFF", 1.0),
        ("FF0000", "FFFFFF", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, wanted: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(wanted, abs=0.005)


@pytest.mark.parametrize(
    ("shift", "wanted"),
    # "Lighter 80 %", "Lighter 40 %" and "Darker 25 %" of the blue of Office 2013 in PowerPoint's menu.
    [((0.2, 0.8), "DEEBF7"), ((0.6, 0.4), "9DC3E6"), ((0.75, 0.0), "2E75B6")],
)
def test_a_shift_is_that_of_powerpoint(shift: tuple[float, float], wanted: str) -> None:
    found = shifted("5B9BD5", shift)
    assert difference(found, wanted) < 2


@pytest.mark.parametrize("ground", ["000000", "1F497D", "EAD9B8", "FFFFFF", "808080"])
@pytest.mark.parametrize("colour", ["0B4A9E", "B8490B", "FFFF99", "202020"])
def test_a_colour_is_shifted_until_it_holds_and_no_further(colour: str, ground: str) -> None:
    shift = readable(colour, {ground: 4.5})
    assert shift is not None
    assert contrast(shifted(colour, shift), ground) >= 4.5
    if contrast(colour, ground) >= 4.5:
        assert shift == (1.0, 0.0)


def test_between_two_grounds_far_apart_nothing_can_be_read() -> None:
    assert readable("0B4A9E", {"000000": 4.6, "FFFFFF": 4.6}) is None


def test_what_shines_through_is_between_both() -> None:
    assert mixed("000000", "FFFFFF", 0.25) == "BFBFBF"
    assert mixed("FF0000", "0000FF", 1.0) == "FF0000"
