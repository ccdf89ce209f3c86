"""The tray's address: what it states is read again, what it cannot mean is named, and it never fails."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.address.selection import MOST_ITEMS, Selection
from dashboard.charts import charts
from dashboard.exporters.texts import page_address
from dashboard.files.pack import Pack, PackSheet
from dashboard.files.tray import item_of, moved, read_tray, text_of, tray_query, without

KNOWN = ("trend", "objective", "compare", "kind")
A, B, C = PackSheet("trend", "series=a&from=2021"), PackSheet("objective", "indicator=x"), PackSheet("kind")


def read(query: str) -> Pack:
    tray = read_tray(parse_qs(query, keep_blank_values=True), charts=KNOWN)
    assert tray.dropped == ()
    return tray.pack


@pytest.mark.parametrize(
    "pack",
    [
        Pack(()),
        Pack((A, B, C)),
        Pack((A,), "海賊 & 武装強盗 = 100%?", ("en", "ja"), "a4"),
        Pack((A, A), "", ("ja",)),
    ],
)
def test_an_address_states_the_whole_pack(pack: Pack) -> None:
    assert read(tray_query(pack, "lang=ja")) == pack


def test_what_is_moved_or_taken_out_leaves_the_others_in_their_order() -> None:
    pack = Pack((A, B, C), "t")
    assert moved(pack, 0, 1).sheets == (B, A, C)
    assert moved(pack, 2, -1).sheets == (A, C, B)
    assert moved(pack, 0, -1) == moved(pack, 2, 1) == pack
    assert without(pack, 1) == Pack((A, C), "t")


def test_an_item_leaves_its_language_to_the_pack_and_keeps_its_point_in_time() -> None:
    selection = Selection(series=("a", "b"), first=2021, language="ja", says_language=True)
    assert item_of("trend", selection) == "trend?series=a&series=b&from=2021"
    assert item_of("kind", selection) == "kind?from=2021"


@pytest.mark.parametrize("chart", charts())
def test_the_address_of_a_charts_page_or_file_is_understood_as_that_chart(chart: str) -> None:
    selection = Selection(first=2020, indicator="x" if chart == "objective" else "", says_language=True)
    query = "indicator=x&from=2020" if chart == "objective" else "from=2020"
    page = f"https://piracy.example.jp{page_address(chart, selection)}"
    for address in (page, f"/c/{chart}.png?{query}&scale=2&lang=ja", f"/embed/{chart}?{query}&lang=en"):
        tray = read_tray({"add": [address]}, charts=charts())
        assert tray.dropped == ()
        assert tray.pack.sheets == (PackSheet(chart, query),)


def test_an_objectives_place_on_its_page_names_it() -> None:
    tray = read_tray({"add": ["/objectives?lang=ja#indicator-asia-minor"]}, charts=KNOWN)
    assert tray.pack.sheets == (PackSheet("objective", "indicator=asia-minor"),)


def test_case_and_white_space_are_of_no_matter() -> None:
    asked = {
        "item": [" TREND ?series=a", "Trends"],
        "add": ["/c/KIND.PNG", "/embed/Kind"],
        "languages": [" EN,Ja"],
        "paper": ["A4 "],
    }
    tray = read_tray(asked, charts=KNOWN)
    sheets = (PackSheet("trend", "series=a"), PackSheet("trend"), PackSheet("kind"), PackSheet("kind"))
    assert tray.pack == Pack(sheets, "", ("en", "ja"), "a4")
    assert tray.dropped == ()


def test_what_is_no_chart_is_named_or_stands_where_it_was_put() -> None:
    asked = {"item": ["trend", "trnd?series=a"], "add": ["/sources"], "languages": ["ja,fr"], "paper": ["a3"]}
    tray = read_tray(asked, charts=KNOWN)
    assert tray.pack == Pack((PackSheet("trend"), PackSheet("trnd", "series=a")), "", ("ja",), "")
    assert [(one.name, one.reason) for one in tray.dropped] == [
        ("add", "unknown-chart"),
        ("languages", "unknown-language"),
        ("paper", "not-a-choice"),
    ]


def test_more_charts_than_a_pack_holds_are_named() -> None:
    tray = read_tray({"item": ["kind"] * (MOST_ITEMS + 2)}, charts=KNOWN)
    assert len(tray.pack.sheets) == MOST_ITEMS
    assert [one.reason for one in tray.dropped] == ["too-many-items"] * 2


@example({"title": ["0\r\x1b"]})
@given(st.dictionaries(st.sampled_from(["item", "add", "title", "languages", "paper"]), st.lists(st.text())))
def test_no_address_is_an_error_and_what_is_read_is_stated_again(arguments: dict[str, list[str]]) -> None:
    pack = read_tray(arguments, charts=KNOWN).pack
    again = read_tray(parse_qs(tray_query(pack), keep_blank_values=True), charts=KNOWN).pack
    assert [text_of(one) for one in again.sheets] == [text_of(one) for one in pack.sheets]
    assert (again.title, again.languages, again.paper) == (pack.title, pack.languages, pack.paper)
