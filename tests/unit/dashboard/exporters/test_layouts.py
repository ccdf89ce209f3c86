"""The largest room on a slide, clear of everything that a layout puts there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.layouts import largest_free

PAPER = Box(0.0, 0.0, 10.0, 6.0)
SIDES = st.integers(min_value=-2, max_value=12)
BOXES = st.builds(Box, SIDES, SIDES, st.integers(1, 8), st.integers(1, 8))


@pytest.mark.parametrize(
    ("taken", "wanted"),
    [
        ([], PAPER),
        ([Box(0, 0, 10, 1)], Box(0, 1, 10, 5)),
        ([Box(0, 2.5, 10, 1)], Box(0, 0, 10, 2.5)),  # a title in the middle: above or below it
        ([Box(0, 0, 3, 6), Box(3, 0, 7, 1)], Box(3, 1, 7, 5)),
        ([Box(8, 5, 2, 1)], Box(0, 0, 10, 5)),  # a number at the lower right
        ([Box(20, 0, 5, 5)], PAPER),  # beside the slide
    ],
)
def test_the_room_is_what_titles_bars_and_numbers_leave(taken: list[Box], wanted: Box) -> None:
    assert largest_free(PAPER, taken) == wanted


@given(st.lists(BOXES, max_size=6))
def test_it_lies_on_the_paper_and_touches_nothing(taken: list[Box]) -> None:
    room = largest_free(PAPER, taken)
    assert room.width > 0
    assert room.height >= 0
    assert room.left >= 0 and room.top >= 0 and room.right <= PAPER.right and room.bottom <= PAPER.bottom
    for box in taken:
        across = min(room.right, box.right) - max(room.left, box.left)
        down = min(room.bottom, box.bottom) - max(room.top, box.top)
        assert across <= 0 or down <= 0


@given(st.lists(BOXES, max_size=4))
def test_no_free_square_of_the_paper_is_larger(taken: list[Box]) -> None:
    room = largest_free(PAPER, taken)
    squares = [
        Box(left, top, side, side)
        for side in range(1, 7)
        for left in range(11 - side)
        for top in range(7 - side)
    ]
    for square in squares:
        is_free = all(
            min(square.right, box.right) <= max(square.left, box.left)
            or min(square.bottom, box.bottom) <= max(square.top, box.top)
            for box in taken
        )
        assert not is_free or square.width * square.height <= room.width * room.height
