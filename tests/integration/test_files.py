"""Files of charts by address: every format, its name, its looks, and what was not understood."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine

from dashboard.charts import charts
from dashboard.files.chart_file import formats
from dashboard.web.application import create_app

QUERY = "series=imb-south-east-asia&from=2021&to=2023&lang=ja"
STARTS = {
    "csv": b"\xef\xbb\xbf",
    "docx": b"PK",
    "json": b"{",
    "pdf": b"%PDF",
    "png": b"\x89PNG",
    "pptx": b"PK",
    "svg": b"<?xml",
    "xlsx": b"PK",
    "html": b"<!doctype html>",
    "txt": b"",
}


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


@pytest.mark.parametrize("ending", sorted(STARTS))
def test_every_format_of_a_chart_has_an_address_a_type_and_a_telling_name(
    client: FlaskClient, ending: str
) -> None:
    answer = client.get(f"/c/trend.{ending}?{QUERY}")
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS[ending])
    assert answer.content_type == formats()[ending].content_type
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('inline; filename="imb-south-east-asia_2021-2023_ja_20')
    assert disposition.endswith(f".{ending}")
    again = client.get(f"/c/trend.{ending}?{QUERY}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(f"/c/trend.{ending}?{QUERY}")
    assert (head.status_code, head.data) == (200, b"")


def test_known_formats_are_all_asked_for_here() -> None:
    assert formats().keys() == STARTS.keys()


def test_a_program_reads_the_numbers_from_the_address(client: FlaskClient) -> None:
    frame = pd.read_csv(io.BytesIO(client.get(f"/c/trend.csv?{QUERY}").data))
    assert list(frame["value"]) == [56, 58, 67]


def test_a_look_is_asked_for_by_address_and_kept_apart(client: FlaskClient) -> None:
    plain = Image.open(io.BytesIO(client.get(f"/c/trend.png?{QUERY}").data))
    asked = f"/c/trend.png?{QUERY}&scale=2&background=transparent&download=1"
    answer = client.get(asked)
    clear = Image.open(io.BytesIO(answer.data)).convert("RGBA")
    assert clear.size == (2 * plain.width, 2 * plain.height)
    assert clear.getpixel((1, 1))[3] == 0
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "X-Dropped" not in answer.headers


@pytest.mark.parametrize("bad", ["scale=9", "background=pink", "paper=a3", "download=yes"])
def test_a_look_that_is_not_understood_is_refused_with_what_is_wanted(client: FlaskClient, bad: str) -> None:
    answer = client.get(f"/c/trend.csv?{QUERY}&{bad}")
    assert answer.status_code == 400
    assert f"「{bad}」は使用できない。指定できるのは " in answer.get_data(as_text=True)


@pytest.mark.parametrize("chart", sorted(charts()))
def test_a_chart_without_an_ending_is_its_page(client: FlaskClient, chart: str) -> None:
    answer = client.get(f"/c/{chart}?{QUERY}")
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "lang=ja" in answer.headers["Location"]


@pytest.mark.parametrize("path", ["/c/nothing.csv", "/c/trend.doc", "/c/nothing", "/c/trend.", "/c/.csv"])
def test_what_is_not_there_says_what_is(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404


def test_files_carry_the_permanent_link_where_a_public_address_is_known(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "http" not in client.get(f"/c/trend.txt?{QUERY}").get_data(as_text=True)
    monkeypatch.setenv("PIRACY_PUBLIC_URL", "https://piracy.example")
    told = client.get(f"/c/trend.txt?{QUERY}").get_data(as_text=True)
    assert "https://piracy.example/trends?series=imb-south-east-asia&from=2021&to=2023&recorded=20" in told


def test_every_page_with_a_chart_offers_every_format(client: FlaskClient) -> None:
    for path, names in {
        "/trends": ["trend"],
        "/compare": ["compare"],
        "/revisions": ["revisions"],
        "/breakdown": ["severity", "kind", "rates", "measures"],
    }.items():
        page = client.get(f"{path}?lang=en").get_data(as_text=True)
        for name in names:
            for ending in STARTS:
                assert f'href="/c/{name}.{ending}?' in page
