"""Counts of several publishers in the same waters stand side by side with their sources."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from appended import figure, loads
from databases import ON_SQLITE
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts.base.regions import compared, series_of_region
from dashboard.charts.compare import default_selection
from dashboard.record.queries import catalogue, extents
from dashboard.web.application import create_app
from ingest.database import PROJECT
from ingest.load import load_folder


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def page(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def table(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/c/compare.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def cells(html: str) -> dict[str, str]:
    """The cells of the table by observation, without their markup."""
    found = re.findall(r'<td class="count" data-observation="([^"]+)">(.*?)</td>', html, re.S)
    return {key: re.sub(r"<[^>]+>", "", cell) for key, cell in found}


def test_asia_in_2023_comes_out_as_each_publisher_states_it(client: FlaskClient) -> None:
    rows = {row["series"]: row for row in table(client, "region=asia&from=2023&to=2023&lang=en")}
    wanted = {
        "imb-south-east-asia": "67",
        "jcg-south-east-asia": "67",
        "recaap-asia": "101",
        "imo-soms": "85",
        "imb-world": "120",
        "imo-world": "150",
    }
    assert {one: rows[one]["value"] for one in wanted} == wanted
    assert rows["recaap-asia"]["other_editions"].startswith("100 (")
    assert all(row["publication"] and row["read_at"] for row in rows.values())


def test_a_restated_count_shows_both_editions_each_with_its_publication(client: FlaskClient) -> None:
    html = page(client, "region=asia&from=2023&to=2023&lang=en")
    assert cells(html)["recaap-asia/2023-01-01/2023-12-31"] == "101 (100)restated"
    cell = re.search(
        r'<td class="count" data-observation="recaap-asia/2023-01-01/2023-12-31">(.*?)</td>', html, re.S
    )
    assert cell
    assert len(set(re.findall(r'href="/sources[^"]*#publication-([^"]+)"', cell[1]))) == 2


def test_the_table_has_a_linked_cell_for_every_figure_of_the_file(client: FlaskClient) -> None:
    query = "region=asia&from=2019&to=2025&lang=en"
    wanted = {f"{row['series']}/{row['period_start']}/{row['period_end']}" for row in table(client, query)}
    html = page(client, query)
    assert set(cells(html)) == wanted
    drawn = re.search(r'<div class="picture-wide">(<svg.*?</svg>)</div>', html, re.S)
    assert drawn
    assert set(re.findall(r'data-observation="([^"]+)"', drawn[1])) == wanted


@ON_SQLITE
def test_the_sentence_at_the_top_is_made_from_the_figures(loaded: Engine, tmp_path: Path) -> None:
    client = create_app(loaded).server.test_client()
    before = page(client, "region=asia&from=2023&to=2023&lang=en")
    assert "2023: 9 series count from 3 (IMB East Asia) to 117 (IFC area of interest)" in before
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / "counts/ifc.csv"
    text = path.read_text(encoding="utf-8")
    row = "ifc-area-of-interest,2023-01-01,2023-12-31,CY,reported,117,"
    assert text.count(row) == 1
    path.write_text(text.replace(row, row.replace(",117,", ",99,")), encoding="utf-8")
    load_folder(loaded, folder, reason="a corrected copy")
    after = page(client, "region=asia&from=2023&to=2023&lang=en")
    assert "to 101 (ReCAAP Asia)" in after
    assert "117" not in after


def test_the_words_of_every_publisher_stand_beside_each_other(client: FlaskClient) -> None:
    html = page(client, "region=asia&from=2023&to=2023&lang=en")
    for said in (
        "Reports come mainly from masters and owners of ships.",
        "reports come from government focal points",
        "From the Arabian Sea to North East Asia.",
        "It takes in theft as well.",
        "The South East Asian waters of the Japan Coast Guard Report.",
    ):
        assert said in html


def test_without_a_region_the_newest_years_of_the_first_are_shown(shared: Engine) -> None:
    words = catalogue(shared)
    chosen = default_selection(shared, words, Selection())
    assert (chosen.region, chosen.first, chosen.last) == ("asia", 2019, 2025)


def test_only_whole_counts_of_incidents_are_compared(shared: Engine) -> None:
    words = catalogue(shared)
    for region in words.regions:
        rows = [words.series[one] for one in series_of_region(words, region)]
        assert rows
        assert {row.measure for row in rows} == {"incidents"}
        assert {row.category for row in rows} <= {"all", "total"}


def test_every_part_of_the_world_is_compared_by_more_than_one_publisher(shared: Engine) -> None:
    words = catalogue(shared)
    for region in words.regions:
        publishers = {words.series[one].publisher for one in series_of_region(words, region)}
        assert len(publishers) > 1, region


def test_a_part_year_is_shown_but_no_full_count(shared: Engine) -> None:
    words = catalogue(shared)
    chosen = Selection(region="somalia-gulf-of-aden", first=2019, last=2019)
    found = compared(shared, words, chosen)
    assert "mofa-somalia-gulf-of-aden" in found.here
    assert found.fullest_year is None
    assert "mofa-somalia-gulf-of-aden" not in found.of_year(2019)


def test_a_series_without_figures_in_these_years_is_named_not_drawn(client: FlaskClient) -> None:
    html = page(client, "region=asia&from=2023&to=2023&lang=en")
    assert re.search(
        r"Not drawn, since no figure of these years is known to us: [^<]*IMB E &amp; SE Asia", html
    )


def test_the_json_says_which_region_it_is_of(client: FlaskClient) -> None:
    found = json.loads(client.get("/c/compare.json?region=straits&from=2023&to=2023").get_data())
    assert found["selection"]["region"] == "straits"
    assert {one["series"] for one in found["observations"]} >= {"recaap-soms", "imo-soms", "jcg-soms"}


def test_what_was_known_at_the_time_has_the_first_edition_alone(client: FlaskClient) -> None:
    rows = table(client, "region=asia&from=2023&to=2023&published=2024-06-30&lang=en")
    values = {row["series"]: row["value"] for row in rows}
    assert values.get("recaap-asia") in (None, "100")
    assert "101 (100)" not in page(client, "region=asia&from=2023&to=2023&published=2024-06-30&lang=en")


def panels(client: FlaskClient, region: str) -> bytes:
    """The panels as a picture, as the address gives them that names no years."""
    answer = client.get(f"/c/compare.svg?region={region}&lang=en")
    assert answer.status_code == 200
    return answer.get_data()


@ON_SQLITE
def test_a_new_year_of_one_series_moves_the_window_of_its_own_region_alone(loaded: Engine) -> None:
    client = create_app(loaded).server.test_client()
    words = catalogue(loaded)
    before = {region: panels(client, region) for region in words.regions}
    windows = {region: default_selection(loaded, words, Selection(region=region)) for region in words.regions}
    assert windows["asia"].last == 2025
    loads(
        loaded,
        figure(
            loaded,
            "recaap-asia",
            2025,
            period_start=date(2026, 1, 1),
            period_end=date(2026, 12, 31),
            value=140,
        ),
    )
    after = {region: panels(client, region) for region in words.regions}
    assert {region for region in before if before[region] != after[region]} == {"asia"}
    newest = catalogue(loaded)
    for region in words.regions:
        now = default_selection(loaded, newest, Selection(region=region))
        moved = 1 if region == "asia" else 0
        assert (now.first, now.last) == (windows[region].first + moved, windows[region].last + moved)


def test_each_region_ends_with_the_newest_year_of_its_own_series(shared: Engine) -> None:
    words, known = catalogue(shared), extents(shared)
    for region in words.regions:
        chosen = default_selection(shared, words, Selection(region=region))
        assert chosen.last == max(known[id].last for id in series_of_region(words, region) if id in known)
        assert chosen.last - chosen.first < 7


def test_publishers_are_chosen_in_the_address_and_no_other_is_drawn_listed_or_told(
    client: FlaskClient, shared: Engine
) -> None:
    words = catalogue(shared)
    every = table(client, "region=asia&lang=en")
    chosen = table(client, "region=asia&publisher=imb&publisher=recaap&lang=en")
    wanted = [row for row in every if words.series[row["series"]].publisher in ("imb", "recaap")]
    assert 0 < len(wanted) < len(every)
    assert [row["value"] for row in chosen] == [row["value"] for row in wanted]
    html = page(client, "region=asia&publisher=recaap&lang=en")
    assert {key.partition("/")[0] for key in cells(html)} == {"recaap-asia"}
    assert "only one series has a full count, ReCAAP Asia" in html
    assert "It takes in theft as well." not in html
    said = json.loads(client.get("/c/compare.json?region=asia&publisher=recaap").get_data())
    assert said["selection"]["publishers"] == ["recaap"]


def test_each_publisher_is_taken_out_or_added_by_a_link_but_the_last_stays(client: FlaskClient) -> None:
    def switches(query: str) -> dict[str, list[str]]:
        """The publishers that each link leaves; none where all are shown."""
        html = page(client, query)
        links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*data-focus="publisher-([^"]+)"', html)
        return {id: parse_qs(urlsplit(unescape(link)).query).get("publisher", []) for link, id in links}

    of_all = switches("region=straits&from=2020&lang=en")
    assert len(of_all) > 3
    for id, left in of_all.items():
        assert set(left) == set(of_all) - {id}
    alone = switches("region=straits&publisher=imb&lang=en")
    assert set(alone) == set(of_all) - {"imb"}
    assert all(set(left) == {"imb", id} for id, left in alone.items())
    some = [id for id in of_all if id != "jcg"]
    rest = "".join(f"&publisher={id}" for id in some)
    assert switches(f"region=straits{rest}&lang=en")["jcg"] == []


def test_other_years_and_waters_keep_the_publishers(client: FlaskClient) -> None:
    html = page(client, "region=asia&publisher=imb&lang=en")
    region = re.search(r'<a [^>]*href="([^"]+)"[^>]*data-focus="region-straits"', html)
    assert "publisher=imb" in region[1]
    years = re.search(r'(?s)<form [^>]*id="years".*?</form>', html)[0]
    assert '<input type="hidden" name="publisher" value="imb">' in years


def test_publishers_do_not_move_the_years_and_an_unknown_one_is_named(
    client: FlaskClient, shared: Engine
) -> None:
    words = catalogue(shared)
    chosen = [
        default_selection(shared, words, Selection(region="asia", publishers=publishers))
        for publishers in ((), ("ifc",), ("mica-center",))
    ]
    assert len({(one.first, one.last) for one in chosen}) == 1
    html = page(client, "region=asia&publisher=nobody&lang=en")
    assert "“publisher=nobody” was left out: there is no publisher with this id." in html
    assert len(cells(html)) == len(cells(page(client, "region=asia&lang=en")))


def test_panels_of_one_quantity_stand_before_others(shared: Engine) -> None:
    words = catalogue(shared)
    row = words.series["imb-south-east-asia"]
    for region in words.regions:
        categories = [words.series[id].category for id in series_of_region(words, region)]
        assert categories == sorted(categories, key=("all", "total").index), region
    told = replace(
        words, series=words.series | {row.id: SimpleNamespace(**(dict(row._mapping) | {"category": "total"}))}
    )
    order = series_of_region(told, "asia")
    assert order.index("imb-south-east-asia") > order.index("jcg-south-east-asia")
    assert order.index("imb-south-east-asia") < order.index("ifc-area-of-interest")


@pytest.mark.parametrize(
    "query",
    [
        "region=atlantis",
        "region=%00",
        "region=world&from=1991&to=1991",
        "region=africa&from=1900&to=1901",
        "region=americas&lang=ja",
        "region=indonesia&to=2000",
        "series=imb-world&region=straits",
        "recorded=1999-01-01",
        "published=1999-01-01&lang=ja",
    ],
)
def test_no_address_of_the_page_is_an_error(client: FlaskClient, query: str) -> None:
    assert client.get(f"/compare?{query}").status_code == 200


@ON_SQLITE
def test_a_database_without_figures_has_a_page_to_show(engine: Engine) -> None:
    assert create_app(engine).server.test_client().get("/compare").status_code == 200
