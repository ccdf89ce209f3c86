"""Files of charts by address: every format, its name, its looks, and what was not understood."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine

from dashboard.application import create_app
from dashboard.exporters.carried import public_address
from dashboard.files import charts, formats
from ingest.database import PROJECT

QUERY = "series=imb-south-east-asia&from=2021&to=2023&lang=ja"
STARTS = {
    "csv": b"\xef\xbb\xbf",
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


@pytest.mark.parametrize("bad", ["scale=9", "background=pink", "paper=a3", "download=yes", "scale="])
def test_a_look_that_is_not_understood_is_named_and_the_plain_one_given(
    client: FlaskClient, bad: str
) -> None:
    answer = client.get(f"/c/trend.csv?{QUERY}&{bad}")
    assert answer.status_code == 200
    assert answer.data == client.get(f"/c/trend.csv?{QUERY}").data
    assert json.loads(answer.headers["X-Dropped"]).startswith(bad)


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


@pytest.mark.parametrize(
    ("setting", "printed"),
    [
        ("https://piracy.example.go.jp", "https://piracy.example.go.jp"),
        (" https://piracy.example/x ", "https://piracy.example/x"),
        ("http://127.0.0.1:8050", ""),
        ("http://127.1.2.3", ""),
        ("http://[::1]:8050", ""),
        ("http://localhost:8050", ""),
        ("http://site.localhost", ""),
        ("http://0.0.0.0", ""),
        ("ftp://example", ""),
        ("http://[bad", ""),
        ("example.go.jp", ""),
        ("", ""),
    ],
)
def test_a_link_in_a_file_never_leads_to_the_readers_own_machine(setting: str, printed: str) -> None:
    assert public_address(setting) == printed


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


def piracy(*words: str, database: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    settings = {"PIRACY_DATABASE_URL": database, "PIRACY_LANG": "en", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, str(PROJECT / "app.py"), "export", *words],
        cwd=folder,
        env=os.environ | settings,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_the_command_writes_the_same_bytes_as_the_address(
    loaded: Engine, database_url: str, tmp_path: Path
) -> None:
    asked = create_app(loaded).server.test_client()
    folder = tmp_path / "files"
    folder.mkdir()
    done = piracy("trend", "--format", "pptx", "--query", QUERY, database=database_url, folder=folder)
    assert done.returncode == 0, done.stderr
    (written,) = folder.iterdir()
    assert written.name.startswith("imb-south-east-asia_2021-2023_ja_20")
    assert written.read_bytes() == asked.get(f"/c/trend.pptx?{QUERY}").data
    told = piracy("trend", "--query", QUERY, "--out", "-", database=database_url, folder=tmp_path)
    assert told.stdout == asked.get(f"/c/trend.csv?{QUERY}").data


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "“nothing” is not there; wanted one of "),
        (("trend", "--format", "doc"), "“doc” is not there; wanted one of "),
        (("trend", "--query", "series=nobody"), "“series=nobody” was left out"),
        (("trend", "--template", "missing.pptx"), "missing.pptx is not there"),
        (("trend", "--format", "pptx", "--template", __file__), "test_files.py cannot be used"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_words_and_nothing_is_written(
    database_url: str, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = piracy(*words, database=database_url, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode("utf-8")
    assert [one for one in tmp_path.iterdir() if one.suffix != ".sqlite3"] == []
