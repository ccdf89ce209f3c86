"""How the parts of a whole are drawn: by category, and never two alike."""

from __future__ import annotations

from dashboard.scene.theme import part_looks


def test_a_category_looks_the_same_with_every_publisher() -> None:
    assert part_looks(["boarded", "attempted"])[1] == part_looks(["actual", "attempted"])[1]


def test_a_category_that_is_new_in_the_data_takes_a_look_that_no_other_part_has() -> None:
    looks = part_looks(["boarded", "detained", "attempted", "kidnapped"])
    assert (looks[0], looks[2]) == (0, 1)
    assert len(set(looks)) == 4


def test_more_parts_than_looks_are_still_drawn() -> None:
    assert len(part_looks([f"new-{number}" for number in range(9)])) == 9
