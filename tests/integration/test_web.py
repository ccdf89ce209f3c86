"""What the server answers, on both databases: pages with their pictures, files with their sources."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import brotli
import pandas as pd
import pytest
from databases import ON_SQLITE
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.markup.assets import asset, asset_address, own_assets
from dashboard.web.application import create_app
from ingest.database import PROJECT
from ingest.load import load_folder

MINOR = "series=imb-south-east-asia&from=2021&to=2023"


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def table(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/c/trend.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def picture(client: FlaskClient, query: str, window: str = "wide") -> ElementTree.Element:
    html = client.get(f"/trends?{query}").get_data(as_text=True)
    found = re.search(rf'<div class="picture-{window}">(<svg.*?</svg>)</div>', html, re.S)
    assert found, "no picture in the response"
    return ElementTree.fromstring(found[1])


def marks(picture: ElementTree.Element) -> dict[str, str]:
    """Every observation that is drawn, by its key; events stand in the strip below them."""
    labels = {
        link.get("data-observation", ""): link.findtext("{http://www.w3.org/2000/svg}title", "")
        for link in picture.iter("{http://www.w3.org/2000/svg}a")
    }
    return {key: label for key, label in labels.items() if not key.startswith("event/")}


def test_the_minor_incidents_come_with_their_sources(client: FlaskClient) -> None:
    rows = table(client, MINOR)
    assert [(row["period"], row["value"]) for row in rows] == [("2021", "56"), ("2022", "58"), ("2023", "67")]
    for row in rows:
        assert row["publication"].startswith("imb-annual-")
        assert row["publisher"]
        assert row["read_at"]
        assert row["read_at_url"].startswith("http")


def test_off_somalia_the_peak_the_part_year_and_the_gap_come_out(client: FlaskClient) -> None:
    rows = {row["period"]: row for row in table(client, "series=mofa-somalia-gulf-of-aden")}
    assert rows["2011"]["value"] == "237"
    assert rows["2019-01/2019-09"]["status"] == "partial"
    assert not [period for period in rows if "2021" in period]
    assert rows["2023"]["status"] == "derived"


def test_a_restated_year_shows_the_newer_value_and_names_the_older(client: FlaskClient) -> None:
    (row,) = table(client, "series=recaap-asia&from=2015&to=2015&lang=en")
    assert (row["value"], row["status"]) == ("203", "restated")
    assert row["other_editions"].startswith("200 (")


def test_two_readings_of_one_figure_are_one_observation(client: FlaskClient) -> None:
    (row,) = table(client, "series=imb-somalia&from=2025&to=2025&lang=en")
    assert (row["value"], row["bound"]) == ("5", "exact")
    assert row["other_editions"].startswith("≥5 (")


def test_pandas_reads_the_address_as_it_is(client: FlaskClient) -> None:
    frame = pd.read_csv(io.BytesIO(client.get(f"/c/trend.csv?{MINOR}").get_data()))
    assert frame["value"].sum() == 56 + 58 + 67


def test_japanese_csv_carries_the_mark_that_excel_needs(client: FlaskClient) -> None:
    assert client.get(f"/c/trend.csv?{MINOR}&lang=ja").get_data().startswith(b"\xef\xbb\xbf")
    assert not client.get(f"/c/trend.csv?{MINOR}&lang=en").get_data().startswith(b"\xef\xbb\xbf")


def test_json_and_csv_say_the_same(client: FlaskClient) -> None:
    found = json.loads(client.get(f"/c/trend.json?{MINOR}").get_data())
    rows = table(client, MINOR)
    assert [{k: "" if v is None else str(v) for k, v in one.items()} for one in found["observations"]] == rows
    assert found["selection"] == {"series": ["imb-south-east-asia"], "from": 2021, "to": 2023, "lang": "en"}


@pytest.mark.parametrize("window", ["wide", "narrow"])
@pytest.mark.parametrize(
    "query",
    [
        MINOR,
        "series=mofa-somalia-gulf-of-aden&series=imb-somalia",
        "series=imb-world&series=imo-world&series=imo-gisis-world",
        "series=recaap-soms&series=straitrep-transits",
        "series=recaap-asia-cat1&from=2018&lang=ja",
    ],
)
def test_the_first_response_has_a_labelled_mark_and_a_row_for_each_observation(
    client: FlaskClient, query: str, window: str
) -> None:
    rows = table(client, query)
    wanted = {f"{row['series']}/{row['period_start']}/{row['period_end']}" for row in rows}
    drawn = marks(picture(client, query, window))
    assert set(drawn) == wanted
    assert all(label.strip() for label in drawn.values())
    html = client.get(f"/trends?{query}").get_data(as_text=True)
    assert {key for key in re.findall(r'<tr data-observation="([^"]+)"', html)} == wanted


def test_another_selection_gives_another_picture(client: FlaskClient) -> None:
    one, other = (
        marks(picture(client, MINOR)),
        marks(picture(client, "series=imb-singapore-straits")),
    )
    assert not set(one) & set(other)


@ON_SQLITE
def test_a_changed_value_is_followed_by_page_file_and_picture(loaded: Engine, tmp_path: Path) -> None:
    client = create_app(loaded).server.test_client()
    assert [row["value"] for row in table(client, MINOR)] == ["56", "58", "67"]
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / "counts/imb.csv"
    text = path.read_text(encoding="utf-8")
    before = "imb-south-east-asia,2022-01-01,2022-12-31,CY,reported,58,"
    assert text.count(before) == 1
    path.write_text(text.replace(before, before.replace(",58,", ",61,")), encoding="utf-8")
    load_folder(loaded, folder, reason="a corrected copy")
    assert [row["value"] for row in table(client, MINOR)] == ["56", "61", "67"]
    label = marks(picture(client, f"{MINOR}&lang=en"))["imb-south-east-asia/2022-01-01/2022-12-31"]
    assert ": 61" in label
    html = client.get(f"/trends?{MINOR}&lang=en").get_data(as_text=True)
    assert '<td class="count">61</td>' in html
    assert '<td class="count">58</td>' not in html


@pytest.mark.parametrize(
    "query",
    [
        "series=nonsense",
        "from=abc&to=%F0%9F%8F%B4",
        "lang=xx",
        "series=" + "x" * 3000,
        "series=%00",
        "from=2023&to=2021",
        "series=imb-world&from=1700",
        "a=1&" * 150,
        "series=%3Cscript%3Ealert(1)%3C/script%3E",
        "%FF%FE=%80",
        "series=imb-world&from=1900&to=1901",
    ],
)
@pytest.mark.parametrize("path", ["/", "/trends", "/sources"])
def test_no_address_of_a_page_is_an_error(client: FlaskClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.get_data()


def test_more_parameters_than_anyone_types_are_no_error_either(client: FlaskClient) -> None:
    assert client.get("/trends?" + "&".join(f"a{n}=1" for n in range(5000))).status_code == 200


def test_the_page_says_what_it_dropped_in_the_readers_language(client: FlaskClient) -> None:
    english = client.get("/trends?series=nonsense&lang=en").get_data(as_text=True)
    japanese = client.get("/trends?series=nonsense&lang=ja").get_data(as_text=True)
    assert "“series=nonsense” was left out: there is no series with this id." in english
    assert "「series=nonsense」（除外。" in japanese


def test_an_unknown_address_is_a_readable_404(client: FlaskClient) -> None:
    answer = client.get("/no-such-page?lang=ja")
    assert answer.status_code == 404
    assert "このアドレスのページはない" in answer.get_data(as_text=True)
    assert client.get("/c/pie.csv").status_code == 404


def test_every_answer_keeps_third_parties_out_and_sets_no_cookie(client: FlaskClient) -> None:
    for address in ("/", "/trends", "/sources", "/c/trend.csv"):
        headers = client.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers


def test_an_unchanged_page_costs_a_304(client: FlaskClient) -> None:
    first = client.get(f"/trends?{MINOR}")
    again = client.get(f"/trends?{MINOR}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.get_data() == b""


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_answers_are_compressed(client: FlaskClient, encoding: str) -> None:
    answer = client.get("/trends", headers={"Accept-Encoding": encoding})
    assert answer.headers["Content-Encoding"] == encoding


@pytest.mark.parametrize("name", own_assets())
def test_an_asset_is_the_same_however_it_travels(client: FlaskClient, name: str) -> None:
    answers = {
        encoding: client.get(f"/assets/{name}", headers={"Accept-Encoding": encoding})
        for encoding in ("br", "gzip", "identity")
    }
    assert {answer.mimetype for answer in answers.values()} <= {"text/css", "text/javascript"}
    assert all("Accept-Encoding" in answer.vary for answer in answers.values())
    read = {"br": brotli.decompress, "gzip": gzip.decompress}
    for encoding, answer in answers.items():
        decode = read.get(answer.headers.get("Content-Encoding", ""), bytes)
        assert decode(answer.get_data()) == asset(name), encoding
        assert answer.status_code == 200, encoding
        again = client.get(
            f"/assets/{name}",
            headers={"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]},
        )
        assert again.status_code == 304, encoding
    kept = client.get(asset_address(name), headers={"Accept-Encoding": "br"})
    assert "immutable" in kept.headers["Cache-Control"]
    assert brotli.decompress(kept.get_data()) == asset(name)


def test_a_compressed_file_is_not_mistaken_for_another(client: FlaskClient) -> None:
    """Files without a fingerprint must not share one place in the cache of compressed files."""

    def body(address: str) -> bytes:
        return gzip.decompress(client.get(address, headers={"Accept-Encoding": "gzip"}).get_data())

    for _ in range(2):
        for address in ("/", "/trends", "/sources"):
            assert body(address) == client.get(address).get_data()


@ON_SQLITE
@pytest.mark.parametrize(
    ("availability", "said"), [("missing", "missing"), ("not-published", "not published")]
)
@pytest.mark.parametrize("series", ["imb-east-asia", "recaap-asia-cat1"])
def test_a_year_without_a_value_is_said_and_neither_drawn_nor_zero(
    loaded: Engine, tmp_path: Path, series: str, availability: str, said: str
) -> None:
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / ("counts/imb.csv" if series.startswith("imb") else "counts/recaap.csv")
    before = re.compile(rf"^{series},2022-01-01,2022-12-31,CY,reported,\d+,", re.M)
    text, changed = before.subn(
        f"{series},2022-01-01,2022-12-31,CY,{availability},,", path.read_text("utf-8")
    )
    assert changed == 1
    path.write_text(text, encoding="utf-8")
    load_folder(loaded, folder, reason="the publisher withdrew it")
    client = create_app(loaded).server.test_client()
    query = f"series={series}&from=2021&to=2023&lang=en"
    drawn = marks(picture(client, query))
    assert sorted(drawn) == [f"{series}/{year}-01-01/{year}-12-31" for year in (2021, 2023)]
    (row,) = [row for row in table(client, query) if row["period"] == "2022"]
    assert (row["value"], row["status"]) == ("", availability)
    assert f'<td class="count">{said}</td>' in client.get(f"/trends?{query}").get_data(as_text=True)


PART_YEARS = {
    "mofa-somalia-gulf-of-aden/2019-01-01/2019-09-30",
    "mofa-somalia-gulf-of-aden/2022-01-01/2022-03-31",
}


@pytest.mark.parametrize(
    ("language", "ask", "back", "said"),
    [
        (
            "en",
            "Full years only",
            "Show parts of years too",
            "Full years only: parts of years and forecasts are left out",
        ),
        (
            "ja",
            "通年の数値だけを示す",
            "年の途中までの数値も示す",
            "通年の実績値のみ（年の途中までの数値と見込値を除く）",
        ),
    ],
)
def test_full_years_alone_are_shown_everywhere_and_no_part_is_called_unknown(
    client: FlaskClient, language: str, ask: str, back: str, said: str
) -> None:
    query = f"series=mofa-somalia-gulf-of-aden&lang={language}"
    full = f"series=mofa-somalia-gulf-of-aden&years=full&lang={language}"
    before, after = (client.get(f"/trends?{each}").get_data(as_text=True) for each in (query, full))
    assert f'href="/trends?{full.replace("&", "&amp;")}"' in before
    assert f">{ask}</a>" in before
    assert f">{back}</a>" not in before
    assert f">{back}</a>" in after
    assert f">{ask}</a>" not in after
    assert f'href="/trends?{query.replace("&", "&amp;")}"' in after
    assert marks(picture(client, query)).keys() > PART_YEARS
    assert marks(picture(client, full)).keys() == marks(picture(client, query)).keys() - PART_YEARS
    assert [row["period"] for row in table(client, full)] == [
        row["period"] for row in table(client, query) if row["status"] != "partial"
    ]
    assert said in after
    assert said not in before
    told = client.get(f"/c/trend.json?{full}&detail=2013").get_json()
    assert said in told["subtitle"]
    assert (told["selection"]["years"], told["selection"]["detail"]) == ("full", 2013)
    notes = [note.replace("～", "–") for note in told["notes"]]
    assert any("2020–2021" in note for note in notes)
    assert not any("2019–2022" in note or "2019–2021" in note for note in notes)


def test_a_switch_that_would_change_nothing_is_not_offered(client: FlaskClient) -> None:
    page = client.get("/trends?series=imb-east-asia&lang=en").get_data(as_text=True)
    assert "chart-switch" not in page


def test_low_years_after_a_peak_get_a_panel_of_their_own_axis_with_the_level(client: FlaskClient) -> None:
    plain = client.get("/trends?series=mofa-somalia-gulf-of-aden&lang=en").get_data(as_text=True)
    address = "/trends?series=mofa-somalia-gulf-of-aden&amp;detail=2013&amp;lang=en"
    assert f'href="{address}"' in plain
    both = picture(client, "series=mofa-somalia-gulf-of-aden&detail=2013&lang=en")
    high, low = (plot for plot in both.iter() if plot.get("class") == "plot")
    tops = [
        max(float(mark.get("data-at", "0 0 0").split()[0]) for mark in marks_in(each)) for each in (high, low)
    ]
    assert tops[0] == tops[1] == 2024
    assert min(float(mark.get("data-at", "").split()[0]) for mark in marks_in(low)) == 2013
    assert len([ground for ground in both if ground.get("class") == "level"]) == 2
    assert "2013 and after, on an axis of their own" in low.get("data-title", "")


def marks_in(plot: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in plot.iter() if element.get("class") == "mark"]


@pytest.mark.parametrize("chart", ["severity", "kind", "rates", "measures", "objective", "revisions"])
def test_charts_that_offer_no_switch_are_as_ever(client: FlaskClient, chart: str) -> None:
    usual = client.get(f"/c/{chart}.csv?lang=en").get_data()
    assert client.get(f"/c/{chart}.csv?lang=en&years=full&detail=2013").get_data() == usual
