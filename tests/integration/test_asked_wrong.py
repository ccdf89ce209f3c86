"""A file's address that asks for what is not there, or cannot be read, is told what is known nearest: never
another chart. Pages leave such parts out, and say so."""

from __future__ import annotations

import io
import re
from urllib.parse import quote

import pandas as pd
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.address.old_links import current_names
from dashboard.charts import charts
from dashboard.files.chart_file import formats
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES

TEXT = "text/plain; charset=utf-8"
UNKNOWN = {
    "series=imb-asia": (404, "imb-east-asia"),
    "series=nonsense": (404, "recaap-asia"),
    "indicator=minor": (404, "asia-minor"),
    "indicator=nonsense": (404, "somalia-gulf-of-aden"),
    "region=asai": (404, "asia"),
    "publisher=imf": (404, "imb"),
    "from=abc": (400, "2024"),
    "to=1899": (400, "2024"),
    "from=2020&to=2010": (400, "2010"),
    "from=2090": (404, ""),
    "recorded=yesterday": (400, "2025-04-01"),
    "published=2025": (400, "2024-03-01"),
    "scale=9": (400, "1, 2, 3, 4"),
    "paper=a5": (400, "16:9, a4"),
    "background=red": (400, "white, transparent"),
    "download=maybe": (400, "0, 1"),
    "lang=fr": (400, "ja"),
    "part=0-13": (400, "1-6"),
    "from=2020&from=2021": (400, "2021"),
}
"""What is asked for, and the status and what is known, or wanted, that the answer has."""
LOOKS = ("scale", "paper", "background", "download")
"""What only a file heeds."""


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def is_japanese(text: str) -> bool:
    return bool(re.search("[ぁ-ん]", text))


@pytest.mark.parametrize("query", UNKNOWN)
@pytest.mark.parametrize("chart", charts())
def test_every_chart_in_every_format_refuses_what_is_not_there(
    client: FlaskClient, chart: str, query: str
) -> None:
    status, known = UNKNOWN[query]
    for ending in formats():
        for language in LANGUAGES:
            answer = client.get(f"/c/{chart}.{ending}?{query}", headers={"Accept-Language": language})
            told = answer.get_data(as_text=True)
            assert (answer.status_code, answer.content_type) == (status, TEXT), ending
            assert known in told
            assert is_japanese(told) == (language == "ja")
            assert "ETag" not in answer.headers
            assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("query", [query for query in UNKNOWN if not query.startswith(LOOKS)])
@pytest.mark.parametrize("chart", charts())
def test_a_frame_says_so_on_a_small_page(client: FlaskClient, chart: str, query: str) -> None:
    status, known = UNKNOWN[query]
    answer = client.get(f"/embed/{chart}?{query}", headers={"Accept-Language": "ja"})
    told = answer.get_data(as_text=True)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert known in told
    assert "この図は表示できない" in told
    assert '<base target="_top">' in told and "<svg" not in told and "<script" not in told
    assert f'href="{charts()[chart].page}?lang=ja"' in told
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")


@pytest.mark.parametrize("query", UNKNOWN)
@pytest.mark.parametrize("page", ["/trends", "/compare", "/objectives", "/running"])
def test_a_page_leaves_it_out(client: FlaskClient, page: str, query: str) -> None:
    assert client.get(f"{page}?{query}").status_code == 200


@pytest.mark.parametrize("named", ["lang=ja", "lang=JA", "language=ja"])
def test_the_language_of_the_address_goes_before_that_of_the_browser(client: FlaskClient, named: str) -> None:
    for address in (f"/c/trend.csv?series=x&{named}", f"/c/pie.csv?{named}", f"/download/x.csv?{named}"):
        answer = client.get(address, headers={"Accept-Language": "en"})
        assert answer.status_code == 404
        assert is_japanese(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("/c/trnd.csv", "/c/trend.csv"),
        ("/c/trend.pgn", "/c/trend.png"),
        ("/register/maritim.pdf", "/register/maritime.pdf"),
        ("/register/maritime.png", "/register/maritime.pdf"),
        ("/download/counts/imbs.csv", "/download/counts/imb.csv"),
        ("/briefing.ppt", "/briefing.pptx"),
    ],
)
def test_an_address_of_no_file_names_the_nearest(client: FlaskClient, asked: str, nearest: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.content_type) == (404, TEXT)
    assert f"Nearest: {nearest}" in answer.get_data(as_text=True)


def test_a_frame_of_no_chart_names_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/embed/trnd")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "Nearest: /embed/trend" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/changes.json?series=nonsense", 404),
        ("/changes.atom?series=nonsense", 404),
        ("/changes.json?since=abc", 400),
        ("/changes.atom?from=2020&to=2010", 400),
        ("/register/maritime.pdf?recorded=abc", 400),
        ("/register/maritime.pptx?paper=a5", 400),
    ],
)
def test_other_files_refuse_it_too(client: FlaskClient, address: str, status: int) -> None:
    for language in LANGUAGES:
        answer = client.get(address, headers={"Accept-Language": language})
        assert (answer.status_code, answer.content_type) == (status, TEXT)
        assert is_japanese(answer.get_data(as_text=True)) == (language == "ja")


def test_every_fault_is_told_at_once_and_no_more_than_a_person_reads(client: FlaskClient) -> None:
    three = client.get("/c/trend.csv?series=imb-asia&from=abc&scale=9")
    assert three.status_code == 400
    assert len(three.get_data(as_text=True).splitlines()) == 3
    many = client.get("/c/trend.csv?" + "&".join(f"series=x{number}" for number in range(100)))
    assert many.status_code == 404
    assert many.get_data(as_text=True).splitlines()[8:] == ["and 92 more"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("/c/TREND.CSV?series=IMB-World", "/c/trend.csv?series=imb-world"),
        ("/c/%20trend%20.csv%20?series=%20imb-world%20", "/c/trend.csv?series=imb-world"),
        ("/c/trend.PNG?Series=imb-world&SCALE=+2", "/c/trend.png?series=imb-world&scale=2"),
        ("/c/trend.csv?series=imb-world&series=IMB-WORLD&lang=JA", "/c/trend.csv?series=imb-world&lang=ja"),
        ("/c/objective.svg?indicator=ASIA-Minor", "/c/objective.svg?indicator=asia-minor"),
        ("/c/compare.json?region=Asia&publisher=+IMB", "/c/compare.json?region=asia&publisher=imb"),
        ("/c/trend.csv?from=+2020&to=2022+&events=OFF", "/c/trend.csv?from=2020&to=2022&events=off"),
        ("/c/trend.csv?series=&from=&utm_source=x", "/c/trend.csv"),
        ("/register/MARITIME.Pdf", "/register/maritime.pdf"),
        ("/download/Counts/IMB.csv", "/download/counts/imb.csv"),
        ("/embed/Trend?series=IMB-World", "/embed/trend?series=imb-world"),
        ("/trends?series=IMB-World%20&lang=EN", "/trends?series=imb-world&lang=en"),
    ],
)
def test_case_and_white_space_are_of_no_matter(client: FlaskClient, typed: str, plain: str) -> None:
    asked, wanted = client.get(typed), client.get(plain)
    assert (asked.status_code, wanted.status_code) == (200, 200)
    if plain.startswith("/trends"):
        assert asked.text.count("imb-world") == wanted.text.count("imb-world")
    elif plain.startswith("/embed"):
        assert re.findall("<h1.*?</table>", asked.text) == re.findall("<h1.*?</table>", wanted.text)
    else:
        assert asked.data == wanted.data


@pytest.mark.parametrize("name", ["SEVERITY", " severity", "Trends", "TRENDS"])
def test_a_chart_without_an_ending_is_found_in_any_case(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/c/{quote(name)}?lang=en", follow_redirects=True)
    assert answer.status_code == 200
    assert f"/c/{'trend' if name.strip().lower() == 'trends' else 'severity'}.csv?" in answer.text


def test_an_old_name_of_a_series_leads_on_in_any_case(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.address.lookup.current_names", with_old_names)
    old = client.get("/c/trend.csv?series=OLD-World%20")
    assert (old.status_code, old.data) == (200, client.get("/c/trend.csv?series=imb-world").data)


def with_old_names(arguments: dict[str, list[str]]) -> dict[str, list[str]]:
    return current_names(arguments, series={"old-world": "imb-world"})


NASTY = [
    "series=" + "x" * 10_000,
    "from=" + "9" * 10_000,
    "series=%00",
    "series=imb-world%00",
    "series=%FF%FE",
    "series=imb-world,recaap-asia,unknown",
    "series=imb-world&series=unknown",
    "series=imb-world&series[]=x&series=%F0%9F%8F%B4",
    "series=%3Cscript%3Ealert(1)%3C/script%3E",
    "series=..%2F..%2Fetc%2Fpasswd",
    "from=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%91",
    "from=令和3年".encode().decode("latin-1"),
    "from=1e3",
    "from=-2020",
    "from=2020.5",
    "from=2021&to=2021&from=2022",
    "lang=en&lang=ja",
    "scale=2&scale=3",
    "scale=%EF%BC%92",
    "indicator=asia-minor&indicator=asia-serious",
    "indicator=%0d%0aSet-Cookie:x",
    "recorded=2025-02-30",
    "published=0000-00-00",
    "&".join(f"series=s{number}" for number in range(300)),
    "numbers=" + "5" * 1000,
    "a=1&" * 200 + "series=imb-world",
]


@pytest.mark.parametrize("query", NASTY)
@pytest.mark.parametrize("path", ["/c/objective.csv", "/c/trend.svg", "/embed/trend", "/changes.json"])
def test_odd_addresses_are_refused_and_never_a_chart_or_a_fault_of_ours(
    client: FlaskClient, path: str, query: str
) -> None:
    if query.startswith(LOOKS) and not path.startswith("/c/"):
        return
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in (400, 404)
    assert len(answer.data) < 40_000
    assert "<script>alert" not in answer.text if path.startswith("/embed") else answer.content_type == TEXT
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("query", NASTY)
def test_an_odd_item_of_a_tray_is_refused(client: FlaskClient, query: str) -> None:
    item = quote(f"trend?{query}")
    if query.startswith(("scale", "lang")):
        return  # what a pack says for all its charts, an item has no say in
    assert client.get(f"/briefing.toml?item={item}").status_code == 400
    assert client.get(f"/briefing?item={item}").status_code == 200


def test_years_of_which_nothing_is_known_name_those_of_which_something_is(client: FlaskClient) -> None:
    frame = pd.read_csv(io.BytesIO(client.get("/c/trend.csv?series=imb-world").data))
    first = min(frame["period_start"])[:4]
    answer = client.get("/c/trend.csv?series=imb-world&from=1900&to=1901&lang=en")
    assert answer.status_code == 404
    assert f"Its series have figures of {first} to" in answer.text
    page = client.get("/trends?series=imb-world&from=1900&to=1901&lang=en")
    assert page.status_code == 200
    assert "/c/trend." not in page.text, "no file is offered that would be refused"


def test_a_chart_of_one_year_that_is_known_is_no_refusal(client: FlaskClient) -> None:
    answer = client.get("/c/trend.csv?series=imb-world&from=2003&to=2003")
    assert answer.status_code == 200
    assert len(pd.read_csv(io.BytesIO(answer.data))) == 1
