"""Breakdown and the timeline on the figures of data/: what adds up, what does not, what is only a bound."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.rates import CHART as RATES
from dashboard.charts.severity import CHART as SEVERITY
from dashboard.charts.trend import CHART as TREND
from dashboard.record.queries import catalogue
from dashboard.scene.sheet import Sheet
from dashboard.web.application import create_app
from ingest.database import PROJECT
from ingest.load import load_folder

MEANS = {
    "drtc-capacity-building",
    "cgima",
    "arf-rule-of-law-at-sea",
    "counter-piracy-deployment",
}
"""The means of the plan that bear on the counts off Somalia, which are shown first."""
IMO_2024 = "imo-soms/2024-01-01/2024-12-31"
"""The count of a year whose rate, rounded twice, would be another."""


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def sheet_of(engine: Engine, chart: Chart, selection: Selection | None = None) -> Sheet:
    words = catalogue(engine)
    return chart.build(engine, words, chart.default(engine, words, selection or Selection()))


def table(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_only_2023_is_divided_into_all_four_categories(shared: Engine) -> None:
    sheet = sheet_of(shared, SEVERITY)
    with_share = {row.observation.period_start.year for row in sheet.rows if row.added}
    assert with_share == {2023}
    assert sheet.headline == "2023: of 99 actual incidents, 60 (61 %) were category 4 and 0 category 1"


def test_the_edition_that_the_categories_add_up_to_is_shown_and_the_later_one_told(shared: Engine) -> None:
    sheet = sheet_of(shared, SEVERITY)
    (row,) = [
        row
        for row in sheet.rows
        if row.observation.series == "recaap-asia-actual" and row.observation.period_start.year == 2023
    ]
    assert (row.value, row.edition) == ("99", "earlier")
    (note,) = [note for note in sheet.notes if note.startswith("†")]
    assert "add up to 99" in note
    assert "restates that as 100" in note


def test_published_percentages_stay_percentages(shared: Engine, client: FlaskClient) -> None:
    shares = [row for row in table(client, "/c/severity.csv") if row["unit"] == "percent"]
    assert [(row["period"], row["value"]) for row in shares] == [
        ("2019", "69"),
        ("2020", "74"),
        ("2022", "52"),
        ("2024", "44"),
        ("2025", "53"),
    ]
    drawn = {mark.key for mark in sheet_of(shared, SEVERITY).scene.marks}
    assert drawn
    assert not [key for key in drawn if "share" in key]


def test_the_four_types_add_up_to_the_world_in_every_year_that_has_shares(client: FlaskClient) -> None:
    rows = table(client, "/c/kind.csv")
    years = {row["period"] for row in rows if row["series"] == "imb-world-hijacked" and row["share_percent"]}
    assert {"2010", "2011", "2012", "2025"} <= years
    for year in years:
        of_year = {row["series"]: int(row["value"]) for row in rows if row["period"] == year}
        parts = [value for series, value in of_year.items() if series.startswith("imb-world-")]
        assert (len(parts), sum(parts)) == (4, of_year["imb-world"])
        shares = [
            float(row["share_percent"])
            for row in rows
            if row["period"] == year and row["series"].startswith("imb-world-")
        ]
        assert sum(shares) == pytest.approx(100, abs=0.3)
    listed = {row["period"] for row in rows if row["series"] == "imb-world-hijacked"}
    assert {"2003", "2014"} <= listed - years, "years with parts that are not all there"
    whole = next(row for row in rows if row["series"] == "imb-world" and row["period"] == "2009")
    assert (whole["value"], whole["vintage"]) == ("406", "first"), "the edition that its four parts make up"


def test_a_changed_part_loses_its_year_the_shares(loaded: Engine, tmp_path: Path) -> None:
    client = create_app(loaded).server.test_client()
    before = [row for row in table(client, "/c/kind.csv") if row["share_percent"]]
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / "counts/imb.csv"
    text, changed = re.subn(
        r"^(imb-world-hijacked,2025-01-01,2025-12-31,CY,reported,)4,",
        r"\g<1>5,",
        path.read_text("utf-8"),
        flags=re.M,
    )
    assert changed == 1
    path.write_text(text, encoding="utf-8")
    load_folder(loaded, folder, reason="a corrected copy")
    after = [row for row in table(client, "/c/kind.csv") if row["share_percent"]]
    gone = {(row["series"], row["period"]) for row in before} - {
        (row["series"], row["period"]) for row in after
    }
    assert gone == {
        (f"imb-world-{kind}", "2025") for kind in ("boarded", "attempted", "fired-upon", "hijacked")
    }


def test_rates_stand_only_where_both_figures_do_and_say_what_they_are(client: FlaskClient) -> None:
    rows = {(row["series"], row["period"]): row for row in table(client, "/c/rates.csv") if row["reading"]}
    assert {year for series, year in rows if series == "recaap-soms"} == {
        "2016",
        "2022",
        "2023",
        "2024",
        "2025",
    }
    assert not [key for key in rows if key[1] in ("2019", "2021")]
    assert not [key for key in rows if "2019-01/2019-09" in key]
    assert rows["recaap-soms", "2024"]["per_10000_transits"] == "6.575"
    assert {year for (series, year), row in rows.items() if row["reading"] == "below"} == {"2023", "2025"}
    assert rows["imb-somalia", "2022"]["transits_bound"] == "forecast"


def test_the_caution_on_suez_is_drawn_and_said_in_both_languages(shared: Engine) -> None:
    for language, said in (("en", "Cape of Good Hope"), ("ja", "喜望峰")):
        sheet = sheet_of(shared, RATES, Selection(language=language))
        assert [note for note in sheet.notes if said in note]
        for size in sheet.sizes:
            layout = sheet.layout(size.window)
            (caution,) = layout.grounds
            assert (caution.role, caution.panel) == ("caution", 1)
            assert caution.left == layout.plots[1].x(2023.5)
    assert "(transits no longer a fair measure)" in sheet_of(shared, RATES).headline


def test_a_rate_is_rounded_once_and_is_the_same_in_chart_and_table(
    shared: Engine, client: FlaskClient
) -> None:
    """91 incidents and 94,301 transits are 9.64995: 9.650 in a file, and 9.6 wherever one digit is shown."""
    (mark,) = [mark for mark in sheet_of(shared, RATES).scene.marks if mark.key == IMO_2024]
    body = client.get("/breakdown?lang=en").get_data(as_text=True)
    rows = re.findall(r"<tr>(?:(?!</tr>).)*</tr>", body[body.index('id="rates-figures-table"') :], re.S)
    (row,) = [row for row in rows if f'data-observation="{IMO_2024}"' in row]
    cells = re.findall(r'<td class="count[^"]*">([^<]*)</td>', row)
    assert (mark.text, cells) == ("9.6", ["9.6", "7.8–11.8"])


def test_what_is_not_divided_is_told_of_counts_of_whole_years_alone(client: FlaskClient) -> None:
    body = client.get("/breakdown?lang=en").get_data(as_text=True)
    table = body[body.index('id="parts-recaap-asia-actual"') :]
    rows = re.findall(r"<tr>(?:(?!</tr>).)*</tr>", table[: table.index("</table>")], re.S)
    rest = {
        "*" in re.sub("<[^>]+>", "", row): row.rpartition('<td class="count quiet">')[2].partition("</td>")[0]
        for row in rows
    }
    assert rest.keys() == {True, False}
    assert rest[True] == ""
    assert rest[False] != ""
    assert "* Part of the year, or incomplete. – Not known to us." in body


@pytest.mark.parametrize("path", ["/breakdown?lang=en", "/breakdown?lang=ja", "/breakdown?from=2022&to=2023"])
def test_every_figure_of_the_tables_leads_to_a_publication_on_the_sources_page(
    client: FlaskClient, path: str
) -> None:
    html = client.get(path).get_data(as_text=True)
    body = html[html.index("<main") : html.index("</main>")]
    links = re.findall(r'<td class="count[^"]*"><a href="([^"]+)"', body)
    assert len(links) > 20
    names_at: dict[str, set[str]] = {}
    for link in links:
        address, _, name = unescape(link).partition("#")
        names_at.setdefault(address, set()).add(name)
    for address, names in names_at.items():
        source_page = client.get(address).get_data(as_text=True)
        assert [name for name in names if f'id="{name}"' not in source_page] == []


@pytest.mark.parametrize(
    "query", ["from=1900&to=1901", "published=1950-01-01", "series=nonsense", "recorded=2000-01-01"]
)
def test_a_breakdown_of_nothing_is_a_page_all_the_same(client: FlaskClient, query: str) -> None:
    assert client.get(f"/breakdown?{query}").status_code == 200
    for address in ("/c/severity.csv", "/c/kind.json", "/c/rates.csv", "/c/measures.json"):
        assert client.get(f"{address}?{query}").status_code == 404


def test_the_means_of_the_plan_are_on_the_timeline_and_other_objectives_are_not(shared: Engine) -> None:
    events = {event.id: event for event in sheet_of(shared, TREND).events}
    assert events.keys() >= MEANS
    assert events["drtc-capacity-building"].dates == "FY2021–FY2023"
    assert "arctic-research-vessel" not in events
    assert [event.number for event in events.values()] == list(range(1, len(events) + 1))


def test_events_outside_the_shown_years_are_left_out(shared: Engine) -> None:
    early = Selection(("recaap-asia",), 2008, 2012)
    assert sheet_of(shared, TREND, early).events == ()
    later = {event.id for event in sheet_of(shared, TREND, Selection(("recaap-asia",), 2024, 2025)).events}
    assert later >= {"bangladesh-2024", "sulu-threat-low", "cgima"}
    assert "sulu-celebes-abduction-2020" not in later


def test_events_off_takes_strip_list_and_words_away_and_stays_in_the_address(client: FlaskClient) -> None:
    shown = client.get("/trends?lang=en").get_data(as_text=True)
    hidden = client.get("/trends?events=off&lang=en").get_data(as_text=True)
    assert 'id="event-cgima"' in shown
    assert 'data-observation="event/arf-rule-of-law-at-sea"' in shown
    assert "Events marked below the counts: 1:" in shown
    assert "events=off" in shown
    assert "event/" not in hidden
    assert "Events marked" not in hidden
    assert "Show events" in hidden
    assert 'name="events"' in hidden, "the form of years carries the choice along"


def test_each_event_of_the_list_has_a_source(client: FlaskClient) -> None:
    html = client.get("/trends?lang=en").get_data(as_text=True)
    items = re.findall(r'<li id="event-[^"]+".*?</li>', html, re.S)
    assert len(items) > len(MEANS)
    sources = client.get("/sources?lang=en").get_data(as_text=True)
    for item in items:
        said = item[item.index("Source: ") :]
        place = re.search(r'href="[^"]*#([^"]+)"', said)
        assert f'id="{place[1]}"' in sources if place else 'href="http' in said


def test_json_tells_the_events_and_cards_show_none(client: FlaskClient) -> None:
    found = json.loads(client.get("/c/trend.json?lang=en").get_data())
    assert {event["id"] for event in found["events"]} >= MEANS
    assert "event/" not in client.get("/?lang=en").get_data(as_text=True)
