"""The list of series to choose from: narrowed by words and facets in the address, each with its count."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.pages.parts.series_facets import FACETS
from dashboard.record.queries import catalogue, observations
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, pick

PATHS = ("/trends", "/revisions", "/running")


@pytest.fixture(scope="module")
def reader(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def html_of(reader: FlaskClient, path: str, query: str) -> str:
    return reader.get(f"{path}?series=imo-world&{query}").get_data(as_text=True)


def listed(html: str) -> dict[str, str]:
    """The text of each series that can be added or taken out, by id."""
    links = re.findall(r'(?s)<a [^>]*data-focus="series-([^"]+)"[^>]*>(.*?)</a>', html)
    return {id: unescape(re.sub("<[^>]*>", "", text)) for id, text in links}


def facet(html: str, name: str) -> dict[str, int]:
    """How many series each value of a facet would leave."""
    field = re.search(rf'(?s)</span><select name="{name}">(.*?)</select>', html)[1]
    options = re.findall(r'<option [^>]*value="([^"]+)"[^>]*>[^<]*[(（](\d+)[)）]</option>', field)
    return {id: int(count) for id, count in options}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", FACETS)
def test_each_value_of_a_facet_leaves_as_many_series_as_it_says(
    reader: FlaskClient, path: str, name: str
) -> None:
    counts = facet(html_of(reader, path, "page=1&lang=en"), name)
    assert len(counts) > 3
    for value, count in counts.items():
        html = html_of(reader, path, f"{name}={value}&lang=en")
        own = 1 if "✓ " in html else 0  # the only series shown cannot be taken out
        assert len(listed(html)) + own == count, value


def test_facets_and_words_narrow_together_and_count_what_the_others_leave(
    reader: FlaskClient, shared: Engine
) -> None:
    names = catalogue(shared)
    html = html_of(reader, "/trends", "publisher=imb&quantity=persons&find=crew&lang=en")
    found = listed(html)
    assert found
    assert all(names.series[id].publisher == "imb" and names.series[id].unit == "persons" for id in found)
    publishers = facet(html, "publisher")
    assert publishers["imb"] == len(found)
    assert set(publishers) == {"imb", "mofa"}, "who counts persons in words with crew"
    assert set(facet(html, "quantity")) == {
        row.unit
        for row in names.series.values()
        if row.publisher == "imb" and "crew" in row.name_en.casefold()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_says_its_years_and_whether_it_has_ended_or_has_parts_of_years(
    reader: FlaskClient, shared: Engine, language: str
) -> None:
    names, words = (
        catalogue(shared),
        {"en": ("ended", "also parts of years"), "ja": ("終了", "年の一部の数値を含む")},
    )
    ended, parts = words[language]
    found = listed(html_of(reader, "/trends", f"page=1&lang={language}"))
    assert len(found) == len(names.series) - 1
    frame = observations(shared, every_part=True)
    frame = frame[frame["value"].notna()]
    for id, text in found.items():
        of_series = frame[frame["series"] == id]
        starts = [day.year for day in of_series["period_start"]]
        assert str(min(starts)) in text
        assert str(max(starts)) in text
        assert (ended in text.removeprefix(pick(names.series[id], "name", language))) == bool(
            names.series[id].successor
        )
        assert (parts in text) == (not set(of_series["period_kind"]) <= {"CY", "FY"}), id


@pytest.mark.parametrize("path", PATHS)
def test_adding_a_series_keeps_what_the_list_is_narrowed_by(reader: FlaskClient, path: str) -> None:
    html = html_of(reader, path, "publisher=imb&waters=asia&lang=ja")
    link = re.search(r'<a [^>]*href="([^"]+)"[^>]*data-focus="series-imb', html)
    query = parse_qs(urlsplit(unescape(link[1])).query)
    assert query["publisher"] == ["imb"]
    assert query["waters"] == ["asia"]
    assert query["series"][0] == "imo-world"
    clear = re.search(r'<a [^>]*href="([^"]+)"[^>]*data-focus="clear"', html)
    assert parse_qs(urlsplit(unescape(clear[1])).query).keys() == {"page", "series", "lang"}


def test_the_list_and_its_query_stay_away_until_asked_for(reader: FlaskClient) -> None:
    assert "series-list" not in html_of(reader, "/trends", "lang=en")
