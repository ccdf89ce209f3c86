"""How the parts of a whole are drawn: by category, and never two alike."""

from __future__ import annotations

from dashboard.scene.theme import STYLES, part_styles


def test_a_category_looks_the_same_with_every_publisher() -> None:
    assert part_styles(["boarded", "attempted"])[1] == part_styles(["actual", "attempted"])[1]


def test_a_category_that_is_new_in_the_data_takes_a_style_that_no_other_part_has() -> None:
    styles = part_styles(["boarded", "detained", "attempted", "kidnapped"])
    assert (styles[0], styles[2]) == (STYLES[0], STYLES[1])
    assert len(set(styles)) == 4


def test_more_parts_than_styles_are_still_drawn() -> None:
    assert len(part_styles([f"new-{number}" for number in range(9)])) == 9
