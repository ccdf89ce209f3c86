"""Ten times the series of today: no page grows with them, and each is still found without scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from many_series import fill_many
from once import once_for_all_workers
from sqlalchemy import Engine, event

from dashboard.address.selection import Selection
from dashboard.pages import Visit
from dashboard.pages.parts.finding import FIND, matching, plain_text, series_texts
from dashboard.record.queries import catalogue
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, pick
from ingest.database import open_database

TIMES = 10
PAGES = {
    "/trends?series=imb-world&lang=en": 1.05,
    "/trends?series=imb-world&page=1&lang=en": 1.3,
    "/compare?region=somalia-gulf-of-aden&lang=en": 1.1,
    "/objectives?lang=en": 1.05,
    "/revisions?series=recaap-asia&lang=en": 1.2,
    "/trace?numbers=56,58,67&from=2021&lang=en": 1.3,
    "/trace?lang=en": 1.05,
    "/sources?lang=en": 1.4,
    "/sources?published=2020-03-01&lang=en": 1.4,
}
"""Addresses, and how many times today's bytes their pages may have."""


@pytest.fixture(scope="module")
def many_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        engine = open_database(f"sqlite:///{folder / 'many.sqlite3'}")
        fill_many(engine, TIMES)
        engine.dispose()

    return once_for_all_workers(tmp_path_factory, "many", make) / "many.sqlite3"


@pytest.fixture(scope="module")
def many(many_file: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{many_file}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def client(many: Engine) -> FlaskClient:
    return create_app(many).server.test_client()


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """What the database is asked meanwhile, but for its version, which is asked by the clock."""
    asked: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT") and not statement.startswith("SELECT batches.id"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", count)


def html_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_grows_neither_in_bytes_nor_in_queries(
    loaded_file: Path, many_file: Path, tmp_path: Path, address: str
) -> None:
    """Nor where nothing of it was ever asked for."""
    sizes, queries = [], []
    for file in (loaded_file, many_file):
        engine = open_database(f"sqlite:///{shutil.copy(file, tmp_path)}")
        with counted(engine) as asked:
            sizes.append(len(html_of(create_app(engine).server.test_client(), address)))
        queries.append(len(asked))
        engine.dispose()
    assert sizes[1] <= sizes[0] * PAGES[address]
    assert queries[1] <= queries[0]


def links(html: str, path: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'href="({path}[^"]*)"', html)]


def next_page(html: str) -> str | None:
    found = re.search(r'<a [^>]*rel="next"[^>]*>', html)
    address = re.search(r'href="([^"]+)"', found[0]) if found else None
    return unescape(address[1]) if address else None


def walked(client: FlaskClient, address: str | None) -> Iterator[str]:
    """A list's page and those that its links lead to."""
    while address:
        html = html_of(client, address)
        yield html
        address = next_page(html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/trends", "/revisions"])
def test_every_series_is_reached_by_links(
    many: Engine, client: FlaskClient, path: str, language: str
) -> None:
    start = html_of(client, f"{path}?series=imb-world&lang={language}")
    way = re.search(r'<a [^>]*class="all-series-way"[^>]*>', start)
    assert way
    (opened,) = links(way[0], path)
    reached = {
        series
        for html in walked(client, opened)
        for link in links(html, path)
        for series in parse_qs(urlsplit(link).query).get("series", ())
    }
    assert reached == catalogue(many).series.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_series_is_found_by_its_name_its_publisher_and_its_waters(many: Engine, language: str) -> None:
    words = catalogue(many)
    texts = series_texts(words)
    for row in words.series.values():
        names = (
            pick(row, "name", language),
            f"{pick(words.publishers[row.publisher], 'short', language)} {row.id}",
            f"{pick(words.areas[row.area], 'name', language)} {row.id}",
        )
        for name in names:
            visit = Visit(many, words, Selection(language=language), own={FIND: [name]})
            assert row.id in matching(visit, words.series, texts.__getitem__), name


@pytest.mark.parametrize("typed", ["waters 7 imb world", "ＷＯＲＬＤ　imb-world-7", "IMB 世界 海域7"])
def test_what_is_typed_finds_the_series_whatever_its_letters(client: FlaskClient, typed: str) -> None:
    html = client.get("/trends", query_string={"series": "imo-world", "find": typed, "lang": "en"}).text
    assert any("series=imb-world-7" in link for link in links(html, "/trends"))
    assert not any("series=imb-world-8" in link for link in links(html, "/trends"))


def test_the_search_is_a_form_that_keeps_the_selection(client: FlaskClient) -> None:
    html = html_of(client, "/trends?series=imb-world&series=imo-world&from=2020&page=2&lang=ja")
    form = re.search(r'<form [^>]*role="search".*?</form>', html, re.S)
    assert form
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0]):
        fields.setdefault(name, []).append(value)
    assert fields == {"series": ["imb-world", "imo-world"], "from": ["2020"], "lang": ["ja"], "page": ["1"]}


def test_every_region_is_reached_by_links(many: Engine, client: FlaskClient) -> None:
    reached = {
        region
        for html in walked(client, "/compare?lang=en")
        for link in links(html, "/compare")
        for region in parse_qs(urlsplit(link).query).get("region", ())
    }
    assert reached == catalogue(many).regions.keys()


def test_every_publication_and_publisher_stands_on_a_page_of_sources(
    many: Engine, client: FlaskClient
) -> None:
    pages = list(walked(client, "/sources?lang=en"))
    places = [
        place for html in pages for place in re.findall(r'id="((?:publication|definition)-[^"]+)"', html)
    ]
    words = catalogue(many)
    wanted = [f"publication-{id}" for id in words.publications]
    for row in words.definitions.values():
        wanted += [f"definition-{row.id}"] * (1 if row.publisher else len(pages))
    assert sorted(places) == sorted(wanted)
    publishers = {place for html in pages for place in re.findall(r'id="publisher-([^"]+)"', html)}
    assert publishers == words.publishers.keys()


@pytest.mark.parametrize("path", ["/trends?series=imb-world-7", "/objectives", "/compare?region=asia-3"])
def test_a_source_is_shown_where_its_link_leads(client: FlaskClient, path: str) -> None:
    html = html_of(client, f"{path}{'&' if '?' in path else '?'}lang=en")
    sources = dict.fromkeys(links(html, "/sources[?]"))
    for address in list(sources)[:12]:
        place = urlsplit(address).fragment
        assert not place or f'id="{place}"' in html_of(client, address.partition("#")[0]), address
    assert any("#publication-" in address for address in sources)


def test_sources_are_found_by_title_and_publisher(client: FlaskClient) -> None:
    html = client.get("/sources", query_string={"find": "recaap annual 2015 海域4", "lang": "ja"}).text
    assert re.findall(r'id="publication-([^"]+)"', html) == ["recaap-annual-2015-4"]
    assert "件の公表資料のうち1件<" in html
    nothing = client.get("/sources", query_string={"find": "no such words", "lang": "en"}).text
    assert "Nothing was found. Try fewer or other words, or clear the fields." in nothing


@pytest.mark.parametrize("page", ["0", "99999", "-1", "x", "٣"])
def test_a_page_that_there_is_not_is_no_error(client: FlaskClient, page: str) -> None:
    for path in ("/sources", "/trends", "/compare", "/revisions"):
        html = client.get(path, query_string={"page": page, "restated": page, "at": page, "lang": "en"}).text
        assert "Page " in html


def test_a_search_reads_letters_as_people_type_them() -> None:
    assert plain_text(["ＩＭＢ", "Ｓtraits"]) == "imb\nstraits"
