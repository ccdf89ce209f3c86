"""Which name is meant by what was typed, and which come near it."""

from __future__ import annotations

import pytest

from dashboard.address.known import meant, nearest
from dashboard.address.lookup import arguments_of
from dashboard.address.selection import BEYOND, MOST_PARTS

NAMES = ("imb-asia", "imb-world", "recaap-asia", "Straße", "AB", "ab")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("imb-asia", "imb-asia"),
        (" IMB-Asia\t", "imb-asia"),
        ("STRASSE", "Straße"),
        ("ab", "ab"),
        ("aB", None),
        ("imb asia", None),
        ("imb-asi", None),
        ("", None),
    ],
)
def test_case_and_white_space_around_a_name_are_forgiven_where_one_name_is_like_it(
    typed: str, name: str | None
) -> None:
    assert meant(typed, NAMES) == name


def test_the_nearest_stand_first_and_nothing_is_near_to_nonsense() -> None:
    assert nearest(" IMB-ASIAN ", NAMES)[0] == "imb-asia"
    assert nearest("zzzz", NAMES) == []
    assert nearest("x" * 10_000, NAMES) == []


def test_names_of_options_are_read_in_any_case_and_what_is_not_read_is_counted() -> None:
    assert arguments_of("Series=A&%20SERIES=b&asOf=c") == {"series": ["A", "b"], "recorded": ["c"]}
    assert BEYOND not in arguments_of("&".join(["a=1"] * MOST_PARTS))
    assert arguments_of("&".join(["a=1"] * (MOST_PARTS + 3)))[BEYOND] == ["3"]
