"""Addresses of charts, on both databases: files by format, the page of a chart, and its page for a frame."""

from __future__ import annotations

import io
import json
import re
import shutil
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import PIL.Image
import pytest
import resvg_py
import waitress.server
from databases import ON_SQLITE
from flask.testing import FlaskClient
from sqlalchemy import Engine

import dashboard.web.chart_routes
from dashboard.address.old_links import ANCHORS
from dashboard.charts import charts
from dashboard.exporters import Exporter
from dashboard.files.chart_file import formats
from dashboard.web.application import create_app
from ingest.database import PROJECT
from ingest.load import load_folder

MINOR = "series=imb-south-east-asia&from=2021&to=2023"


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def load_corrected(engine: Engine, tmp_path: Path, correct: Callable[[str], str]) -> None:
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / "counts/imb.csv"
    before = path.read_text(encoding="utf-8")
    after = correct(before)
    assert before != after
    path.write_text(after, encoding="utf-8")
    load_folder(engine, folder, reason="a corrected copy")


def another_value(text: str) -> str:
    return text.replace(
        "imb-south-east-asia,2022-01-01,2022-12-31,CY,reported,58,",
        "imb-south-east-asia,2022-01-01,2022-12-31,CY,reported,61,",
    )


@pytest.mark.parametrize("chart", charts())
@pytest.mark.parametrize("ending", formats())
def test_every_chart_comes_in_every_format_and_again_as_304(
    client: FlaskClient, chart: str, ending: str
) -> None:
    address = f"/c/{chart}.{ending}?lang=ja"
    first = client.get(address)
    assert first.status_code == 200
    assert first.content_type == formats()[ending].content_type
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert re.search(
        rf"filename\*=UTF-8''\S+_ja_\d{{4}}-\d\d-\d\d\.{ending}$", first.headers["Content-Disposition"]
    )
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(address).get_data() == first.get_data()


def test_a_compressed_copy_is_known_by_its_own_name(client: FlaskClient) -> None:
    address = f"/c/trend.csv?{MINOR}"
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_head_says_what_get_would_without_the_file(client: FlaskClient) -> None:
    address = f"/c/trend.csv?{MINOR}"
    whole, head = client.get(address), client.head(address)
    assert head.get_data() == b""
    for name in ("ETag", "Content-Type", "Content-Length", "Content-Disposition", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]
    page = client.head("/trends")
    assert page.status_code == 200
    assert page.headers["ETag"] == client.get("/trends").headers["ETag"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("csv?lang=en", "csv?lang=ja"),
        ("csv?lang=en", "json?lang=en"),
        ("csv?lang=en", f"csv?lang=en&{MINOR}"),
        ("csv?lang=en", "csv?lang=en&scale=2"),
        ("csv?lang=en", "csv?lang=en&paper=a4"),
        ("csv?lang=en", "csv?lang=en&background=transparent"),
    ],
)
def test_what_may_be_another_file_has_another_name(client: FlaskClient, one: str, other: str) -> None:
    assert client.get(f"/c/trend.{one}").headers["ETag"] != client.get(f"/c/trend.{other}").headers["ETag"]


def test_the_readers_own_language_is_part_of_the_name(client: FlaskClient) -> None:
    english, japanese = (client.get("/c/trend.csv", headers={"Accept-Language": one}) for one in ("en", "ja"))
    assert english.headers["ETag"] != japanese.headers["ETag"]
    assert english.get_data() != japanese.get_data()
    assert "Accept-Language" in japanese.headers["Vary"]


@ON_SQLITE
def test_new_data_the_public_address_and_a_new_program_change_the_name(
    loaded: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(loaded).server.test_client()

    def name() -> str:
        return client.get(f"/c/trend.csv?{MINOR}").headers["ETag"]

    names = [name()]
    load_corrected(loaded, tmp_path, another_value)
    names.append(name())
    monkeypatch.setenv("PIRACY_PUBLIC_URL", "https://piracy.example.go.jp")
    names.append(name())
    monkeypatch.setattr("dashboard.files.chart_file.program_version", lambda: "another")
    names.append(name())
    assert len(set(names)) == 4
    stale = client.get(f"/c/trend.csv?{MINOR}", headers={"If-None-Match": names[0]})
    assert stale.status_code == 200
    assert ",61," in stale.get_data(as_text=True)


def test_options_reach_the_format_and_an_equal_file_is_made_once(
    shared: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def export(_sheet: object, _catalogue: object, options: object) -> bytes:
        made.append(repr(options))
        return f"{options}".encode()

    fake = Exporter(format="look", content_type="image/x-look", export=export, name="Look", is_picture=True)
    monkeypatch.setattr(dashboard.web.chart_routes, "formats", lambda: {"look": fake})
    monkeypatch.setenv("PIRACY_PUBLIC_URL", "http://127.0.0.1:8050")
    client = create_app(shared).server.test_client()
    address = "/c/trend.look?scale=3&background=transparent&paper=a4"
    text = client.get(address).get_data(as_text=True)
    looks = "scale=3, shape='sheet', transparent=True, paper='a4', panels=4, sources='full', template=None"
    assert looks in text
    assert client.get(f"{address}&download=1").get_data(as_text=True) == text
    assert len(made) == 1
    nothing = client.get("/c/trend.look?series=imb-world&from=1900&to=1901")
    assert nothing.status_code == 404
    assert len(made) == 1


def test_a_file_is_shown_or_saved_as_the_address_says(client: FlaskClient) -> None:
    assert client.get("/c/trend.csv").headers["Content-Disposition"].startswith("inline; ")
    assert client.get("/c/trend.csv?download=0").headers["Content-Disposition"].startswith("inline; ")
    saved = client.get("/c/trend.csv?download=1")
    assert saved.headers["Content-Disposition"].startswith("attachment; ")
    assert "X-Dropped" not in saved.headers


def test_what_was_not_understood_is_in_the_headers(client: FlaskClient) -> None:
    answer = client.get(f"/c/trend.csv?{MINOR}&utm_source=x&%0d%0aX=1")
    assert answer.status_code == 200
    said = [json.loads(one) for one in answer.headers.getlist("X-Dropped")]
    assert said == ["utm_source=x: unknown-option", "x=1: unknown-option"]
    assert answer.data == client.get(f"/c/trend.csv?{MINOR}").data


@pytest.mark.parametrize(
    "path", ["/c/pie", "/c/pie.csv", "/c/trend.gif", "/c/trend.", "/c/.csv", "/embed/pie"]
)
def test_an_unknown_chart_or_format_is_a_404_that_names_the_known(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "/trend" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        (f"/c/trend?{MINOR}&lang=ja", f"/trends?{MINOR}&lang=ja"),
        ("/c/trend", "/trends"),
        ("/c/trend?scale=2&download=1&from=2020&lang=en", "/trends?from=2020&lang=en"),
        ("/c/compare?region=asia&lang=en", "/compare?region=asia&lang=en"),
        ("/c/severity?from=2018&series=imb-world", "/breakdown?from=2018#severity"),
        ("/c/trend?series=nonsense", "/trends?series=nonsense"),
        ("/c/trends?from=2020", "/c/trend?from=2020"),
        ("/c/trends.csv?from=2020", "/c/trend.csv?from=2020"),
        ("/overview?lang=ja", "/?lang=ja"),
        ("/trend?language=ja&asof=2026-12-01", "/trends?lang=ja&recorded=2026-12-01"),
    ],
)
def test_an_address_without_an_ending_and_an_old_one_lead_on(
    client: FlaskClient, asked: str, page: str
) -> None:
    answer = client.get(asked)
    assert answer.status_code == 302
    assert answer.headers["Location"] == page


@pytest.mark.parametrize("chart", charts())
def test_the_page_of_a_chart_shows_it(client: FlaskClient, chart: str) -> None:
    answer = client.get(f"/c/{chart}?lang=en", follow_redirects=True)
    assert answer.status_code == 200
    assert f"/c/{chart}.csv?" in answer.get_data(as_text=True)


def test_old_names_of_options_work_on_pages_and_files(client: FlaskClient) -> None:
    old = client.get("/c/trend.json?series=imb-world&language=ja&asof=2099-01-01")
    assert json.loads(old.get_data())["as_recorded"] and "X-Dropped" not in old.headers
    new = client.get("/c/trend.json?series=imb-world&lang=ja&recorded=2099-01-01")
    assert old.get_data() == new.get_data()
    assert '<html lang="ja">' in client.get("/trends?language=ja").get_data(as_text=True)


@pytest.mark.parametrize(("page", "anchor"), [(page, one) for page in ANCHORS for one in ANCHORS[page]])
def test_places_on_pages_keep_their_names(client: FlaskClient, page: str, anchor: str) -> None:
    assert f' id="{anchor}"' in client.get(page).get_data(as_text=True)


@pytest.fixture
def real_server(shared: Engine) -> Iterator[str]:
    """The application behind the very server that the product uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = waitress.server.create_server(create_app(shared).server, host="127.0.0.1", port=port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.close()


def test_pandas_and_a_plain_program_read_the_address(real_server: str, tmp_path: Path) -> None:
    frame = pd.read_csv(f"{real_server}/c/trend.csv?{MINOR}")
    assert list(frame["value"]) == [56, 58, 67]
    request = urllib.request.Request(f"{real_server}/c/trend.csv?{MINOR}", method="HEAD")
    with urllib.request.urlopen(request) as head:
        length = int(head.headers["Content-Length"])
        assert head.read() == b""
    saved, _ = urllib.request.urlretrieve(f"{real_server}/c/trend.csv?{MINOR}", tmp_path / "saved.csv")
    assert Path(saved).stat().st_size == length
    again = urllib.request.Request(f"{real_server}/c/trend.csv?{MINOR}")
    with urllib.request.urlopen(again) as answer:
        again.add_header("If-None-Match", answer.headers["ETag"])
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(again)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", charts())
def test_every_chart_is_a_page_for_a_frame_with_one_script_that_it_does_not_need(
    client: FlaskClient, chart: str, language: str
) -> None:
    answer = client.get(f"/embed/{chart}?lang={language}")
    assert answer.status_code == 200
    html = answer.get_data(as_text=True)
    (script,) = re.findall(r'<script src="([^"]+)" defer></script>', html)
    assert html.count("<script") == 1
    assert script.startswith("/assets/embed.js?m=")
    assert client.get(script).status_code == 200
    assert '<base target="_top">' in html
    assert 'class="picture-wide"><svg' in html
    assert 'class="picture-narrow"><svg' in html
    sheet = client.get(f"/c/{chart}.csv?lang={language}").get_data().decode("utf-8-sig")
    rows = pd.read_csv(io.StringIO(sheet))
    assert html.count("<tr data-observation=") == len(rows)
    page = re.search(r'<p class="embed-link"><a href="([^"]+)"', html)
    assert page
    shown = client.get(page[1].replace("&amp;", "&"))
    assert shown.status_code == 200
    assert f'<html lang="{language}">' in shown.get_data(as_text=True)


@pytest.mark.parametrize(
    ("origins", "ancestors", "older"),
    [
        (None, "'self'", "SAMEORIGIN"),
        ("https://a.example", "'self' https://a.example", None),
        ("https://a.example,https://b.example", "'self' https://a.example https://b.example", None),
        ("*", "*", None),
        ("https://a.example;script-src", "'self'", "SAMEORIGIN"),
    ],
)
def test_only_pages_for_frames_may_be_framed_and_only_by_who_is_named(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    origins: str | None,
    ancestors: str,
    older: str | None,
) -> None:
    if origins is not None:
        monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origins)
    embed = client.get("/embed/trend").headers
    assert embed["Content-Security-Policy"].endswith(f"frame-ancestors {ancestors}")
    assert "; script-src 'self'; " in embed["Content-Security-Policy"]
    assert embed["Content-Security-Policy"].startswith("default-src 'none';")
    assert embed.get("X-Frame-Options") == older
    for address in ("/", "/trends", "/c/trend.csv", "/embed", "/no-such-page"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
        assert headers["X-Frame-Options"] == "SAMEORIGIN"


def embedded(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/embed/trend?{query}&lang=en")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", charts())
def test_a_frame_leaves_out_what_its_page_says_itself_and_never_its_source(
    client: FlaskClient, chart: str, language: str
) -> None:
    whole, less = (
        client.get(f"/embed/{chart}?lang={language}{without}").get_data(as_text=True)
        for without in ("", "&without=title,lists&without=findings")
    )
    for part in ('<h1 class="headline"', '<p class="subtitle"', '<details class="embed-figures"'):
        assert part in whole
        assert part not in less
    assert 'class="embed-findings"' not in less
    kept = re.compile(r'<p class="embed-(?:source|as-of|caveat|link)".*?</p>|<ul class="key".*?</ul>', re.S)
    assert kept.findall(less) == kept.findall(whole)
    assert len(kept.findall(less)) >= 4
    assert 'class="picture-wide"><svg' in less


def test_a_picture_has_no_numbers_of_events_where_their_list_is_left_out(client: FlaskClient) -> None:
    whole, less = (embedded(client, f"series=imb-somalia{without}") for without in ("", "&without=lists"))
    assert 'class="strip"' in whole
    assert 'class="strip"' not in less


def test_a_frame_says_what_of_its_leaving_out_it_did_not_understand(client: FlaskClient) -> None:
    html = embedded(client, "without=source,title")
    assert "“without=source” was left out" in html
    assert 'class="embed-source"' in html
    assert 'class="headline"' not in html


def test_the_menu_gives_a_frame_with_the_script_that_fits_its_height(client: FlaskClient) -> None:
    page = client.get("/trends?series=recaap-asia&lang=en").get_data(as_text=True)
    code = unescape(re.findall(r"<code>(.*?)</code>", page, re.S)[0])
    frame, script = code.split("\n")
    assert script == '<script src="http://localhost/assets/embed-host.js" async></script>'
    heights = re.search(r"height:clamp\((\d+)px, .*?, (\d+)px\)", frame)
    assert heights
    assert 500 < int(heights[1]) <= int(heights[2]) < 2000
    assert client.get("/assets/embed-host.js").status_code == 200
    assert "without=title,findings,lists" in page


def newer_year(text: str) -> str:
    """The same table with one more year of a series that ends in 2025."""
    lines = text.split("\n")
    row = next(line for line in lines if line.startswith("imb-world,2025-01-01,2025-12-31,"))
    return text.replace(row, f"{row}\n{row.replace('2025-', '2026-', 2)}")


def moment_of(client: FlaskClient) -> str:
    """The moment of the record that a file of today names."""
    return str(json.loads(client.get("/c/trend.json").get_data())["recorded_at"]).replace("+00:00", "Z")


@ON_SQLITE
def test_a_frozen_page_keeps_its_figures_and_says_that_newer_ones_exist(
    loaded: Engine, tmp_path: Path
) -> None:
    client = create_app(loaded).server.test_client()
    frozen = f"{MINOR}&recorded={moment_of(client)}"
    before = embedded(client, frozen)
    assert "Newer figures exist." not in before
    load_corrected(loaded, tmp_path, another_value)
    after = embedded(client, frozen)
    assert '<td class="count">58</td>' in after
    assert '<td class="count">61</td>' not in after
    assert "Newer figures exist." in after
    link = re.search(r'Newer figures exist\.</strong> <a href="([^"]+)"', after)
    assert link
    assert link[1].replace("&amp;", "&") == "/trends?series=imb-south-east-asia&from=2021&lang=en"
    assert '<td class="count">61</td>' in embedded(client, MINOR)
    assert "Newer figures exist." not in embedded(client, MINOR)
    other = f"series=recaap-asia&recorded={moment_of(client)}"
    assert "Newer figures exist." not in embedded(client, other)


@ON_SQLITE
def test_years_that_were_chosen_on_purpose_are_not_behind_for_what_came_after_them(
    loaded: Engine, tmp_path: Path
) -> None:
    client = create_app(loaded).server.test_client()
    at = moment_of(client)
    load_corrected(loaded, tmp_path, newer_year)
    up_to_the_end = f"series=imb-world&from=2015&to=2025&recorded={at}"
    of_old = f"series=imb-world&from=2015&to=2020&recorded={at}"
    assert "Newer figures exist." in embedded(client, up_to_the_end)
    assert "Newer figures exist." not in embedded(client, of_old)


def test_an_embed_says_what_of_its_address_it_did_not_understand(client: FlaskClient) -> None:
    assert "“utm=x” was left out" in embedded(client, "utm=x")
    assert "<script>alert" not in embedded(client, "utm=%3Cscript%3Ealert(1)%3C/script%3E")


def test_a_picture_is_as_large_as_its_address_says(client: FlaskClient) -> None:
    plain, large = (
        PIL.Image.open(io.BytesIO(client.get(f"/c/trend.png?{MINOR}&scale={scale}").get_data())).size
        for scale in (1, 4)
    )
    assert large == (4 * plain[0], 4 * plain[1])


def _drawn_at_one(draw: Callable[..., bytes], *, zoom: int, **picture: Any) -> bytes:
    return draw(zoom=min(zoom, 1), **picture)


@pytest.mark.parametrize("page", ["/trends", "/compare", "/revisions", "/breakdown"])
def test_the_menu_leads_to_every_format_and_prints_the_public_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    # Four times the size is sixteen times the drawing, and no pixel is looked at here.
    drawn = partial(_drawn_at_one, resvg_py.svg_to_bytes)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", drawn)
    html = client.get(f"{page}?lang=en&from=2015").get_data(as_text=True)
    shown = re.findall(r'id="take-(\w+)"', html)
    assert shown
    for chart in shown:
        for ending in formats():
            links = re.findall(rf'href="(/c/{chart}\.{ending}\?[^"]*)"', html)
            assert links, f"{chart}.{ending}"
            for link in links:
                answer = client.head(link.replace("&amp;", "&"))
                assert answer.status_code == 200
                assert "X-Dropped" not in answer.headers
        assert f"http://localhost/embed/{chart}?" in html
    monkeypatch.setenv("PIRACY_PUBLIC_URL", "https://piracy.example.go.jp")
    public = client.get(f"{page}?lang=en&from=2016").get_data(as_text=True)
    assert f"https://piracy.example.go.jp/embed/{shown[0]}?" in public
    assert "http://localhost/" not in public


@ON_SQLITE
@pytest.mark.parametrize("page", ["/trends", "/compare", "/revisions", "/breakdown"])
def test_the_permanent_link_shows_the_same_after_the_data_changed(
    loaded: Engine, tmp_path: Path, page: str
) -> None:
    client = create_app(loaded).server.test_client()
    html = client.get(f"{page}?lang=en").get_data(as_text=True)
    links = re.findall(r'href="([^"]+)" class="take-permanent"|class="take-permanent" href="([^"]+)"', html)
    address = max(links[0]).replace("&amp;", "&").partition("#")[0]
    assert "recorded=" in address
    assert "lang=en" in address

    def counts() -> list[str]:
        text = client.get(address).get_data(as_text=True)
        return re.findall(r'<td class="count[^>]*>.*?</td>', text)

    before = counts()
    assert before
    load_corrected(loaded, tmp_path, lambda text: newer_year(another_value(text)))
    assert counts() == before
