"""An address says what is shown; what it says wrongly is dropped and named, never an error."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs

import pytest

from dashboard.address.selection import LONGEST_NUMBERS, MOST_SERIES, Selection, read_selection
from dashboard.words import interface_words

KNOWN = {f"s{number}" for number in range(20)}


def read(query: str) -> tuple[Selection, tuple[str, ...]]:
    arguments = parse_qs(query, keep_blank_values=True)
    selection, dropped = read_selection(
        arguments,
        series_ids=KNOWN,
        regions=["asia", "straits"],
        publishers=["imb", "imo"],
        preferred_language="en",
    )
    return selection, tuple(f"{one.name}={one.value}" for one in dropped)


def test_a_selection_survives_its_own_address() -> None:
    query = "series=s3&series=s1&from=2021&to=2023&lang=ja"
    selection, dropped = read(query)
    assert selection == Selection(("s3", "s1"), 2021, 2023, "ja", True)
    assert selection.query() == query
    assert not dropped


@pytest.mark.parametrize(
    "bad",
    [
        "series=nonsense",
        "from=20x1",
        "from=99999",
        "to=-1",
        "to=２０２１",
        "lang=fr",
        "events=on",
        "years=2020",
        "detail=low",
        "colour=red",
        "from=0000",
    ],
)
def test_a_value_that_is_not_understood_is_dropped_and_named(bad: str) -> None:
    selection, dropped = read(f"series=s1&{bad}")
    assert dropped == (bad,)
    assert selection.series == ("s1",)
    assert (selection.first, selection.last) == (None, None)


def test_events_are_shown_unless_the_address_says_off() -> None:
    assert read("series=s1")[0].events
    hidden, dropped = read("series=s1&events=off&lang=en")
    assert (hidden.events, dropped) == (False, ())
    assert hidden.query() == "series=s1&events=off&lang=en"
    assert hidden.plain().events, "another page's charts are not concerned"


def test_full_years_and_the_second_axis_survive_their_own_address_and_are_left_by_other_charts() -> None:
    query = "series=s1&from=2008&years=full&detail=2013&events=off&lang=en"
    selection, dropped = read(query)
    assert (selection.is_full_years, selection.detail, dropped) == (True, 2013, ())
    assert selection.query() == query
    assert selection.plain().query() == "lang=en"
    assert selection.as_usual().query() == "series=s1&from=2008&lang=en"


def test_region_and_numbers_survive_their_own_address() -> None:
    query = "region=asia&numbers=56,58,67&from=2021&lang=ja"
    selection, dropped = read(query)
    assert (selection.region, selection.numbers, selection.first) == ("asia", "56,58,67", 2021)
    assert selection.query() == query
    assert not dropped
    assert (selection.plain().region, selection.plain().numbers) == ("", "")


def test_publishers_survive_their_own_address_and_others_than_there_are_are_dropped() -> None:
    selection, dropped = read("region=asia&publisher=imo&publisher=imb&publisher=imo&publisher=imf&lang=ja")
    assert selection.publishers == ("imo", "imb")
    assert dropped == ("publisher=imf",)
    assert selection.query() == "region=asia&publisher=imo&publisher=imb&lang=ja"
    assert selection.plain().publishers == ()


@pytest.mark.parametrize("bad", ["region=atlantis", "region=as ia", f"numbers={'9' * (LONGEST_NUMBERS + 1)}"])
def test_an_unknown_region_and_an_endless_text_are_dropped_and_named(bad: str) -> None:
    selection, dropped = read(f"from=2021&{bad}")
    assert dropped == (bad,)
    assert (selection.region, selection.numbers, selection.first) == ("", "", 2021)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("series=%20S3%20&series=s3", "series=s3"),
        ("region=ASIA&publisher=IMB%09&publisher=imb", "region=asia&publisher=imb"),
        ("from=+2021+&to=2023%20", "from=2021&to=2023"),
        (
            "events=OFF&years=Full&read=%20original&lang=JA&eras=Only",
            "years=full&read=original&events=off&lang=ja&eras=only",
        ),
        ("series=&region=%20&from=&lang=", ""),
        ("recorded=%202026-12-01%20", "recorded=2026-12-01"),
    ],
)
def test_case_and_white_space_around_a_value_are_of_no_matter(typed: str, plain: str) -> None:
    selection, dropped = read(typed)
    assert (selection.query(), dropped) == (plain, ())


def test_a_value_that_several_ids_could_mean_is_dropped() -> None:
    selection, dropped = read_selection(
        {"series": ["A", "a", "Ab"]}, series_ids=["a", "AB", "aB"], preferred_language="en"
    )
    assert selection.series == ("a",)
    assert [one.value for one in dropped] == ["Ab"]


def test_numbers_are_kept_as_typed_but_for_white_space() -> None:
    assert read("numbers=%20５６、58%0A%09 67%00")[0].numbers == "５６、58 67"


def test_years_in_the_wrong_order_are_the_years_between_them() -> None:
    selection, dropped = read("from=2020&to=2010")
    assert (selection.first, selection.last) == (2010, 2020)
    assert not dropped


def test_more_series_than_can_be_told_apart_are_dropped() -> None:
    selection, dropped = read("&".join(f"series=s{number}" for number in range(MOST_SERIES + 2)))
    assert len(selection.series) == MOST_SERIES
    assert dropped == (f"series=s{MOST_SERIES}", f"series=s{MOST_SERIES + 1}")


def test_a_series_named_twice_is_shown_once() -> None:
    assert read("series=s1&series=s1")[0].series == ("s1",)


def test_what_was_dropped_is_said_in_both_languages() -> None:
    _, dropped = read_selection({"series": ["x" * 500]}, series_ids=KNOWN, preferred_language="en")
    english = dropped[0].sentence(interface_words("en"))
    japanese = dropped[0].sentence(interface_words("ja"))
    assert "no series with this id" in english
    assert english != japanese
    assert len(english) < 200


def test_toggling_twice_gives_the_same_selection() -> None:
    selection = Selection(("s1", "s2"))
    assert selection.toggled("s3").series == ("s1", "s2", "s3")
    assert selection.toggled("s1").series == ("s2",)
    assert selection.toggled("s3").toggled("s3") == selection


@pytest.mark.parametrize(
    "query",
    [
        "recorded=2026-12-01",
        "recorded=2026-12-01T10:30:00Z",
        "recorded=2026-12-01T10:30:00.250000Z",
        "published=2024-03-01",
        "series=s1&from=2021&recorded=2026-12-01&published=2024-02-29&lang=ja",
    ],
)
def test_a_point_of_the_clocks_survives_its_own_address(query: str) -> None:
    selection, dropped = read(query)
    assert selection.query() == query
    assert not dropped


def test_a_day_of_the_record_stands_for_its_end_in_utc() -> None:
    selection, _ = read("recorded=2026-12-01&published=2024-03-01")
    assert selection.recorded == datetime(2026, 12, 1, 23, 59, 59, 999999, tzinfo=UTC)
    assert selection.published == date(2024, 3, 1)


def test_a_moment_of_another_zone_is_the_same_moment_in_utc() -> None:
    selection, _ = read("recorded=2026-12-01T10:30:00%2B09:00")
    assert selection.recorded_text == "2026-12-01T01:30:00Z"


@pytest.mark.parametrize(
    "bad",
    [
        "recorded=yesterday",
        "recorded=2026-02-30",
        "recorded=2026-12-01T10:30:00",
        "recorded=2026-12-01T25:00:00Z",
        "recorded=0001-01-01T00:00:00+12:00",
        "recorded=2101-01-01",
        "recorded=1899-12-31",
        "recorded=２０２６-12-01",
        "recorded=20261201",
        "published=2024-13-01",
        "published=2024",
        "published=2024-03-01T00:00:00Z",
        "published=9999-01-01",
        "published=1899-12-31",
    ],
)
def test_a_point_of_the_clocks_that_is_not_understood_is_dropped_and_named(bad: str) -> None:
    selection, dropped = read(f"series=s1&{bad}".replace("+", "%2B"))
    assert dropped == (bad,)
    assert not selection.is_as_of
    assert selection.series == ("s1",)


def test_a_second_point_of_one_clock_is_dropped() -> None:
    selection, dropped = read("recorded=2026-12-01&recorded=2026-12-02")
    assert selection.recorded_text == "2026-12-01"
    assert dropped == ("recorded=2026-12-02",)


def test_the_way_to_another_page_keeps_language_and_point_of_time_alone() -> None:
    selection, _ = read("series=s1&from=2021&recorded=2026-12-01&published=2024-03-01&lang=ja")
    assert selection.plain().query() == "recorded=2026-12-01&published=2024-03-01&lang=ja"
    assert selection.newest().query() == "series=s1&from=2021&lang=ja"
    assert selection.toggled("s2").recorded == selection.recorded
