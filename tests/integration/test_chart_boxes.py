"""Each chart of a page: its box has what a script says of it, and its marks lead to sources without one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import Engine

from dashboard.scene.scene import ROLES
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, interface_words

WITH_CHARTS = ("/", "/trends", "/compare", "/breakdown", "/revisions", "/objectives", "/embed/trend")
YEARS_ARE_CHOSEN_ON = ("/trends", "/compare")
HINT = "Chart: left and right walk the years, up and down the series, Enter opens the source."
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


@pytest.fixture(
    scope="module", params=[(path, language) for path in WITH_CHARTS for language in LANGUAGES], ids=str
)
def page(client: FlaskClient, request: pytest.FixtureRequest) -> tuple[str, str, Any]:
    """A page's path, its language and what it holds."""
    path, language = request.param
    return path, language, read(client, f"{path}?lang={language}")


def read(client: FlaskClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.get_data())


def boxes(tree: Any) -> list[Any]:
    return list(tree.find_class("chart-box"))


@cache
def words_of_boxes(language: str) -> dict[str, str]:
    words = interface_words(language)
    return {
        "data-hint": words(HINT),
        "data-none": words("no figure in this chart"),
        "data-switch": words("Hide this series, or show it again"),
    }


def test_every_chart_has_its_words_in_the_readers_language(page: tuple[str, str, Any]) -> None:
    _, language, tree = page
    assert boxes(tree)
    for box in boxes(tree):
        told = {name: box.get(name) for name in words_of_boxes(language)}
        assert told == words_of_boxes(language)
        assert box.get("role") == "group"
        for text in (*told.values(), box.get("aria-label")):
            assert text
            assert bool(JAPANESE.search(text)) is (language == "ja"), text


def test_years_are_chosen_on_the_picture_where_the_page_has_a_form_of_years(
    page: tuple[str, str, Any],
) -> None:
    path, language, tree = page
    for box in boxes(tree):
        if path not in YEARS_ARE_CHOSEN_ON:
            assert {"data-years", "data-range"} & set(box.attrib) == set()
            continue
        assert box.get("data-years").startswith(f"{path}?")
        assert f"lang={language}" in box.get("data-years")
        assert not re.search(r"\b(from|to)=", box.get("data-years"))
        assert "{first}" in box.get("data-range")
        assert "{last}" in box.get("data-range")


def test_the_address_of_other_years_keeps_the_rest_of_the_selection(client: FlaskClient) -> None:
    tree = read(client, "/trends?series=imb-world&series=imo-world&from=2015&to=2020&events=off&lang=en")
    (box,) = boxes(tree)
    assert box.get("data-years") == "/trends?series=imb-world&series=imo-world&events=off&lang=en"


def test_no_two_things_of_a_page_share_an_id(page: tuple[str, str, Any]) -> None:
    ids = page[2].xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_chart_has_a_picture_for_each_window_and_its_dark_colours(page: tuple[str, str, Any]) -> None:
    for box in boxes(page[2]):
        *pictures, dark = box
        windows = [child.get("class") for child in pictures]
        assert windows in (["picture-wide", "picture-narrow"], ["picture-every"])
        assert all(len(child.xpath("./svg[@class='picture']")) == 1 for child in pictures)
        assert dark.tag == "style"


def test_without_scripts_each_mark_is_a_link_to_its_source_that_says_what_it_is(
    page: tuple[str, str, Any],
) -> None:
    path, language, tree = page
    for box in boxes(tree):
        marks = box.xpath(".//*[@class='mark']")
        assert marks
        for mark in marks:
            is_event = mark.get("data-observation").startswith("event/")
            assert mark.tag == ("g" if is_event and not mark.get("href") else "a")
            assert mark.findtext("title")
            if not is_event:
                assert mark.get("href").startswith("/sources?"), path
                assert f"lang={language}" in mark.get("href")
                assert "#" in mark.get("href")


def test_each_mark_has_its_place_period_value_and_source_as_data_in_the_group_of_its_series(
    page: tuple[str, str, Any],
) -> None:
    for box in boxes(page[2]):
        for mark in box.xpath(".//g[@class='plot']/g[@class='series']//*[@class='mark']"):
            for name in ("period", "said", "source"):
                assert mark.get(f"data-{name}"), (mark.get("data-observation"), name)
            assert (
                mark.get("data-source") in mark.findtext("title")
                or "; " in mark.get("data-source")
                or ("；" in mark.get("data-source"))
            )
            assert len(mark.get("data-at").split(" ")) == 3
        for group in box.xpath(".//g[@class='series']"):
            assert group.get("data-role") in ROLES
            assert group.get("data-name")
            assert group.get("data-sign")
            assert re.fullmatch("#[0-9A-Fa-f]{6}", group.get("data-ink"))
        inside = box.xpath(".//g[@class='plot']//*[@class='mark']")
        events = [one for one in box.xpath(".//*[@class='mark']") if one not in inside]
        assert all(one.get("data-observation").startswith("event/") for one in events)


@pytest.mark.parametrize(
    "path", ["/", "/trends", "/compare", "/breakdown", "/revisions", "/sources", "/briefing"]
)
def test_which_series_a_reader_hid_is_the_browsers_alone_and_changes_no_page(
    client: FlaskClient, path: str
) -> None:
    plain, hidden = (
        client.get(f"{path}?lang=en{more}").get_data(as_text=True)
        for more in ("", "&hide=imb-world,nonsense")
    )
    assert hidden == plain


def test_each_series_of_the_key_says_which_one_of_the_picture_it_is_of(client: FlaskClient) -> None:
    tree = read(client, "/trends?series=imb-world&series=imo-world&lang=en")
    drawn = set(tree.xpath("//g[@class='series']/@data-series"))
    assert set(tree.xpath("//ul[@class='key']/li/@data-series")) == drawn == {"imb-world", "imo-world"}
