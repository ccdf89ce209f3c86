"""Both clocks: what our record held at a moment, and what publishers had said by a day."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest
from appended import copied, figure, loads
from databases import ON_SQLITE
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts.base.judged import build_card
from dashboard.charts.revisions import default_selection, revised_years
from dashboard.charts.trend import build
from dashboard.publish.plan import pages
from dashboard.record.captions import observations_in, place_text
from dashboard.record.queries import catalogue, count_undecided, observation_rows, observations, stated
from dashboard.web.application import create_app
from dashboard.words import interface_words
from ingest import schema, store
from ingest.database import PROJECT
from ingest.dating import NOT_KNOWN, Dating

MINOR = "imb-south-east-asia"


def now() -> datetime:
    return datetime.now(UTC)


def address(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def values(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"/c/trend.csv?{query}")
    if answer.status_code == 404:
        assert answer.text.startswith("No figures of this choice are shown at this point in time")
        return []
    assert answer.status_code == 200
    return [row["value"] for row in csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))]


def hrefs(html: str) -> set[str]:
    """The addresses that the page leads to."""
    found = re.findall(r'<a [^>]*?href="([^"]+)"', html)
    return {one.replace("&amp;", "&") for one in found}


@pytest.fixture
def client(loaded: Engine) -> FlaskClient:
    return create_app(loaded).server.test_client()


@pytest.fixture(scope="module")
def reader(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


@ON_SQLITE
def test_page_and_file_are_as_they_were_before_between_and_after_a_batch_and_its_undo(
    loaded: Engine, client: FlaskClient
) -> None:
    before = now()
    batch = loads(loaded, figure(loaded, MINOR, 2022, value=61))
    between = now()
    store.undo(loaded, batch, who="analyst", reason="a slip")
    after = now()
    for moment, wanted in ((before, "58"), (between, "61"), (after, "58")):
        query = f"series={MINOR}&from=2022&to=2022&lang=en&recorded={address(moment)}"
        assert values(client, query) == [wanted]
        assert f'<td class="count">{wanted}</td>' in client.get(f"/trends?{query}").get_data(as_text=True)
        # Two loads at 61 and 58 leave the one asked for on Sources too.
        sources = client.get(f"/sources?lang=en&recorded={address(moment)}").get_data(as_text=True)
        assert (">2022: 61<" in sources) is (wanted == "61")
    assert values(client, f"series={MINOR}&from=2022&to=2022") == ["58"]
    assert values(client, f"series={MINOR}&from=2022&to=2022&recorded=2099-01-01") == ["58"]
    assert values(client, f"series={MINOR}&from=2022&to=2022&recorded=2001-01-01") == []


@ON_SQLITE
def test_verdicts_are_as_they_were_and_are_kept_apart_from_todays(
    loaded: Engine, client: FlaskClient
) -> None:
    before = now()
    loads(loaded, figure(loaded, "recaap-asia", 2025, value=140))
    today = client.get("/objectives?lang=en").get_data(as_text=True)
    then = client.get(f"/objectives?lang=en&recorded={address(before)}").get_data(as_text=True)
    assert "140 in 2025 (ReCAAP" not in then
    assert "1.4 times as many a year (97.5 % limits" in today
    assert "1.4 times as many a year (97.5 % limits" not in then
    overview = client.get(f"/?lang=en&recorded={address(before)}").get_data(as_text=True)
    assert "140" not in overview.partition("</article>")[0]
    assert client.get("/objectives?lang=en").get_data(as_text=True) == today


IN_2030 = {"period_start": date(2030, 1, 1), "period_end": date(2030, 12, 31)}
BOUNDS = Dating(date(2024, 1, 9), date(2024, 1, 20))


@ON_SQLITE
@pytest.mark.parametrize(
    ("day", "shown", "undecided"),
    [("2024-01-08", [], 0), ("2024-01-09", [], 1), ("2024-01-19", [], 1), ("2024-01-20", ["68"], 0)],
)
def test_a_figure_shows_once_it_had_certainly_been_said_and_counts_while_it_may_have(
    loaded: Engine, client: FlaskClient, day: str, shown: list[str], undecided: int
) -> None:
    within = figure(loaded, MINOR, 2023, BOUNDS, value=68, **IN_2030)
    loads(loaded, within)
    span = f"series={MINOR}&from=2030&to=2030&lang=en"
    assert values(client, f"{span}&published={day}") == shown
    asked = {"series": [MINOR], "first": 2030, "last": 2030}
    assert count_undecided(loaded, date.fromisoformat(day), **asked) == undecided
    page = client.get(f"/trends?{span}&published={day}").get_data(as_text=True)
    said = "1 figure of this page is left out: whether it had been published by then is not known."
    assert (said in page) == bool(undecided)
    assert f"What publishers had certainly said by the end of {day}." in page


@ON_SQLITE
@pytest.mark.parametrize(
    ("dating", "undecided"),
    [(NOT_KNOWN, 1), (Dating(date(2024, 1, 1), None), 0), (Dating(None, date(2024, 1, 1)), 1)],
)
def test_a_bound_that_is_not_known_rules_nothing_out(loaded: Engine, dating: Dating, undecided: int) -> None:
    loads(loaded, figure(loaded, MINOR, 2023, dating, **IN_2030))
    asked = {"series": [MINOR], "first": 2030, "last": 2030}
    assert count_undecided(loaded, date(2023, 12, 31), **asked) == undecided


@ON_SQLITE
def test_what_our_record_held_had_been_said_whatever_its_date(loaded: Engine, client: FlaskClient) -> None:
    loads(loaded, figure(loaded, MINOR, 2023, value=68, **IN_2030))
    today, yesterday = now().date(), now().date() - timedelta(days=1)
    span = f"series={MINOR}&from=2030&to=2030"
    assert values(client, f"{span}&published={today}") == ["68"]
    assert values(client, f"{span}&published={yesterday}") == []
    asked = {"series": [MINOR], "first": 2030, "last": 2030}
    assert [count_undecided(loaded, day, **asked) for day in (yesterday, today)] == [1, 0]


@ON_SQLITE
def test_what_is_undecided_is_counted_as_our_record_was(loaded: Engine) -> None:
    before = now()
    batch = loads(loaded, figure(loaded, MINOR, 2023, **IN_2030))
    between = now()
    store.undo(loaded, batch, who="analyst", reason="a slip")
    asked = {"series": [MINOR], "first": 2030, "last": 2030}
    counts = [
        count_undecided(loaded, date(2020, 1, 1), **asked, recorded=moment)
        for moment in (before, between, None)
    ]
    assert counts == [0, 1, 0]


NEWEST_YEARS = {
    "2015-01-01": {"imb-world": 2013, MINOR: 2009, "imb-gulf-of-aden": 2011, "imo-world": 2009},
    "2022-03-01": {
        **{"imb-world": 2021, MINOR: 2021, "imb-somalia": 2020, "imb-gulf-of-guinea": 2021},
        **{"imb-gulf-of-aden": 2011, "recaap-asia": 2021, "recaap-asia-cat1": 2021, "recaap-soms": 2018},
        **{"imo-world": 2016, "jcg-south-east-asia": 2014},
    },
    "2024-03-01": {
        **{"imb-world": 2023, MINOR: 2023, "imb-somalia": 2022, "imb-gulf-of-guinea": 2023},
        **{"imb-gulf-of-aden": 2011, "recaap-asia": 2023, "recaap-asia-cat1": 2023, "recaap-soms": 2023},
        **{"imo-world": 2022, "jcg-south-east-asia": 2014, "straitrep-transits": 2022},
        **{"suez-transits": 2022},
    },
    "2026-06-01": {
        **{"imb-world": 2025, MINOR: 2023, "imb-somalia": 2025, "imb-gulf-of-guinea": 2025},
        **{"imb-gulf-of-aden": 2011, "recaap-asia": 2025, "recaap-asia-cat1": 2025, "recaap-soms": 2025},
        **{"imo-world": 2022, "imo-gisis-world": 2023, "jcg-south-east-asia": 2024},
        **{"straitrep-transits": 2025, "suez-transits": 2025, "mofa-somalia-gulf-of-aden": 2024},
    },
}
"""By day: the newest year of each main series that had certainly been published by then, if any."""
MAIN = sorted({series for newest in NEWEST_YEARS.values() for series in newest})


@pytest.mark.parametrize("day", NEWEST_YEARS)
def test_as_published_by_a_day_is_what_the_dates_support(shared: Engine, day: str) -> None:
    newest: dict[str, int] = {}
    for row in observation_rows(shared, series=MAIN, published=date.fromisoformat(day)):
        if row["value"] is not None and row["period_kind"] == "CY":
            newest[row["series"]] = max(newest.get(row["series"], 0), row["period_start"].year)
    assert newest == NEWEST_YEARS[day]


@pytest.mark.parametrize("path", [page.path for page in pages() if page.has_past])
def test_the_example_of_the_readme_shows_figures_on_every_page(reader: FlaskClient, path: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    point = re.search(r"`\?(published=[\d-]+)`", readme)[1]
    html = reader.get(f"{path}?lang=en&{point}").get_data(as_text=True)
    shown = re.search(r"(?s)<main.*</main>", html)[0]
    assert re.search(r'data-observation="|<td[^>]*>\d|>\d{4}: \d', shown)


@ON_SQLITE
def test_a_date_put_right_does_not_bring_back_the_figure_under_its_wrong_date(loaded: Engine) -> None:
    loads(loaded, figure(loaded, MINOR, 2022, date(2023, 1, 1)))
    loads(loaded, figure(loaded, MINOR, 2022, date(2023, 6, 1)))
    asked = {"series": [MINOR], "first": 2022, "last": 2022}
    early, late = (observations(loaded, **asked, published=date(2023, month, 1)) for month in (3, 6))
    assert early[early["period_kind"] == "CY"].empty
    assert late[late["period_kind"] == "CY"]["value"].tolist() == [58]


@ON_SQLITE
@pytest.mark.parametrize("availability", ["missing", "not-published"])
def test_a_value_outranks_a_newer_edition_without_one(loaded: Engine, availability: str) -> None:
    loads(
        loaded,
        figure(loaded, MINOR, 2022, publication="imb-annual-2025", value=None, availability=availability),
    )
    frame = observations(loaded, series=[MINOR], first=2022, last=2022)
    frame = frame[frame["period_kind"] == "CY"]
    assert [bool(one) for one in frame["is_current"]] == [True, False]
    assert frame["availability"].tolist() == ["reported", availability]


def brought_by_an_analyst(engine: Engine) -> int:
    """A publisher, a publication, a definition and a series that only an analyst's batch knows."""
    words = {
        "publishers": [copied(engine, schema.publishers, "imb", id="newcomer", name_en="Newcomer Bureau")],
        "publications": [
            copied(engine, schema.publications, "imb-annual-2023", id="newcomer-2023", publisher="newcomer")
        ],
        "series": [
            copied(engine, schema.series, MINOR, id="newcomer-asia", publisher="newcomer", successor=None)
            | {"name_en": "Newcomer: Asia", "position": 9000}
        ],
    }
    new = figure(engine, MINOR, 2023, series="newcomer-asia", publication="newcomer-2023", value=5)
    return loads(engine, new, words=words)


@ON_SQLITE
def test_a_series_that_only_an_undone_batch_brought_is_listed_nowhere(
    loaded: Engine, client: FlaskClient
) -> None:
    before = now()
    batch = brought_by_an_analyst(loaded)
    between = now()
    asked_for = {"/sources": "find=bureau"}  # its list is of several pages
    listed = {
        path: client.get(f"{path}?{asked_for.get(path, 'page=1')}&lang=en").text
        for path in ("/trends", "/sources")
    }
    assert "Newcomer: Asia" in listed["/trends"]
    assert "Newcomer Bureau" in listed["/sources"]
    store.undo(loaded, batch, who="analyst", reason="not ours to publish")
    for path in ("/", "/trends", "/sources", "/revisions"):
        for as_of in ("", f"&recorded={address(before)}"):
            query = f"{asked_for.get(path, 'page=1')}&lang=en{as_of}"
            assert "Newcomer" not in client.get(f"{path}?{query}").get_data(as_text=True)
        asked = client.get(f"{path}?series=newcomer-asia&lang=en").get_data(as_text=True)
        assert "there is no series with this id" in asked
    then = client.get(f"/trends?page=1&lang=en&recorded={address(between)}").get_data(as_text=True)
    assert "Newcomer: Asia" in then
    assert "newcomer-2023" not in catalogue(loaded).publications
    assert {"newcomer-2023", MINOR} <= {
        *catalogue(loaded, recorded=between).publications,
        *catalogue(loaded, recorded=between).series,
    }


@ON_SQLITE
def test_a_series_of_data_is_listed_even_without_a_standing_figure(loaded: Engine) -> None:
    everything = set(catalogue(loaded).series)
    store.undo(loaded, 1, who="analyst", reason="all of it")
    brought = brought_by_an_analyst(loaded)
    store.undo(loaded, brought, who="analyst", reason="this too")
    assert set(catalogue(loaded).series) == everything
    assert stated(loaded).years == (0, 0)


@ON_SQLITE
def test_a_years_list_ends_where_the_record_ended(loaded: Engine) -> None:
    before = now()
    far = figure(loaded, MINOR, 2023, period_start=date(2040, 1, 1), period_end=date(2040, 12, 31))
    batch = loads(loaded, far)
    assert stated(loaded).years[1] == 2040
    assert stated(loaded, recorded=before).years[1] < 2040
    store.undo(loaded, batch, who="analyst", reason="a slip")
    assert stated(loaded).years[1] < 2040


def test_an_uncommitted_change_is_seen_by_its_own_connection_and_by_nobody_after(loaded: Engine) -> None:
    new = figure(loaded, MINOR, 2023, value=70)
    selection = Selection((MINOR,), 2023, 2023)
    with loaded.connect() as connection:
        store.append_batch(
            connection,
            kind="analyst",
            who="analyst",
            reason="a preview",
            source_name="mine.csv",
            sha256=None,
            observations=[new],
        )
        inside = catalogue(connection)
        assert inside is not catalogue(connection), "a catalogue of a connection was kept"
        assert [row.value for row in build(connection, inside, selection).rows] == ["70"]
        card = build_card(connection, inside, next(iter(inside.indicators)), selection)
        assert card.rows
        assert not connection.closed
        connection.rollback()
    assert [row.value for row in build(loaded, catalogue(loaded), selection).rows] == ["67"]


@pytest.mark.parametrize("path", ["/", "/trends", "/breakdown", "/revisions", "/sources"])
@pytest.mark.parametrize(
    "point", ["recorded=2099-01-01T10:30:00Z", "recorded=2099-01-01&published=2023-01-01"]
)
def test_every_way_from_a_page_of_the_past_leads_to_the_past(
    reader: FlaskClient, path: str, point: str
) -> None:
    html = reader.get(f"{path}?{point}&lang=en").get_data(as_text=True)
    own = {one for one in hrefs(html) if one.startswith("/")}
    without = {one for one in own if point not in unquote(one)}
    assert len(own) > 4
    assert without == {f"{path}?lang=en"}, "only the way back to the newest leaves the past"
    assert html.count("You are looking at the past.") == 1
    forms = re.findall(r"<form.*?</form>", html, re.S)
    for name, _, value in (pair.partition("=") for pair in point.split("&")):
        unseen = rf'<input type="hidden" name="{name}" value="{value}">'
        chosen = rf'<select[^>]*name="{name}"[^>]*>(<option[^>]*>[^<]*</option>)*?<option[^>]*value="{value}"'
        carried = f"{unseen}|{chosen}"
        assert all(re.search(carried, form) for form in forms), name
    assert forms


@pytest.mark.parametrize("language", ["en", "ja"])
def test_notice_and_footer_are_true_at_every_point(reader: FlaskClient, language: str) -> None:
    plain = reader.get(f"/trends?lang={language}").get_data(as_text=True)
    words = interface_words(language)
    newest = words("Shown: the newest edition of each figure.")
    assert newest in plain
    assert words("Show the newest") not in plain
    past = reader.get(f"/trends?lang={language}&recorded=2099-01-01").get_data(as_text=True)
    assert newest not in past
    assert words("Show the newest") in past
    assert words("Names, definitions and objectives are those of today.") in past


def test_files_say_which_point_they_are_of(reader: FlaskClient) -> None:
    query = f"series={MINOR}&from=2023&to=2023&lang=en"
    plain = reader.get(f"/c/trend.csv?{query}").get_data(as_text=True).splitlines()[0]
    assert "as_recorded" not in plain
    point = "recorded=2099-01-01T10:30:00Z&published=2099-01-01"
    table = reader.get(f"/c/trend.csv?{query}&{point}").get_data(as_text=True).splitlines()
    assert table[0] == f"{plain},as_recorded,as_published"
    found = json.loads(reader.get(f"/c/trend.json?{query}&{point}").get_data())
    assert (found["as_recorded"], found["as_published"]) == ("2099-01-01T10:30:00Z", "2099-01-01")
    newest = json.loads(reader.get(f"/c/trend.json?{query}").get_data())
    assert (newest["as_recorded"], newest["as_published"]) == (None, None)


@pytest.mark.parametrize("path", ["/", "/trends", "/sources", "/revisions"])
@pytest.mark.parametrize(
    "query",
    [
        "recorded=x",
        "recorded=2026-02-30&published=2024-99-01",
        "recorded=%00&published=%F0%9F%8F%B4",
        "recorded=0001-01-01T00:00:00%2B12:00",
        "recorded=1900-01-01&published=1900-01-01",
        "published=2100-12-31&recorded=2100-12-31T23:59:59-12:00",
    ],
)
def test_no_point_of_time_is_an_error_on_a_page(reader: FlaskClient, path: str, query: str) -> None:
    assert reader.get(f"{path}?{query}").status_code == 200


def editions(client: FlaskClient, query: str) -> list[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(client.get(f"/c/revisions.csv?{query}").get_data(as_text=True)))
    return [(row["period"], row["value"], row["edition"]) for row in rows]


def test_the_revisions_of_the_asian_totals_are_all_there(reader: FlaskClient, shared: Engine) -> None:
    assert editions(reader, "series=recaap-asia&lang=en") == [
        ("2012", "133", "newest"),
        ("2012", "132", "earlier"),
        ("2014", "187", "newest"),
        ("2014", "183", "earlier"),
        ("2015", "203", "newest"),
        ("2015", "200", "earlier"),
        ("2019", "83", "newest"),
        ("2019", "82", "earlier"),
        ("2023", "101", "newest"),
        ("2023", "100", "earlier"),
    ]
    html = reader.get("/revisions?lang=en").get_data(as_text=True)
    assert "ReCAAP Asia: 5 years restated; 2014 moved most, from 183 to 187" in html
    assert default_selection(shared, catalogue(shared), Selection()).series == ("recaap-asia",)
    assert next(iter(revised_years(shared, catalogue(shared), Selection()).items())) == ("recaap-asia", 5)


def test_a_contradicting_print_is_named_so_and_is_no_restatement(reader: FlaskClient) -> None:
    assert editions(reader, "series=imb-gulf-of-guinea&from=2020&to=2020") == [
        ("2020", "81", "newest"),
        ("2020", "84", "print"),
    ]
    html = reader.get("/revisions?series=imb-gulf-of-guinea&from=2020&to=2020&lang=en").get_data(as_text=True)
    assert "No year of this choice was restated; some prints contradict each other" in html
    assert "Contradicting print. IMB Gulf of Guinea, 2020: 84" in html


def test_years_that_moved_as_far_are_named_together(reader: FlaskClient) -> None:
    html = reader.get("/revisions?series=imb-world&lang=en").get_data(as_text=True)
    assert "IMB world: 2 years restated; 2004 and 2009 moved most, by 4 each" in html


@pytest.mark.parametrize("window", ["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_edition_is_one_labelled_mark_and_one_row(
    reader: FlaskClient, window: str, language: str
) -> None:
    query = "series=recaap-asia&series=imb-gulf-of-guinea&series=imb-somalia"
    html = reader.get(f"/revisions?{query}&lang={language}").get_data(as_text=True)
    found = re.search(rf'<div class="picture-{window}">(<svg.*?</svg>)</div>', html, re.S)
    assert found, "no first picture in the response"
    drawn = re.findall(r'<a [^>]*data-observation="([^"]+)"', found[1])
    rows = re.findall(r'<tr data-observation="([^"]+)"', html)
    assert len(drawn) == len(set(drawn)) == 16
    assert set(drawn) == set(rows)


def test_a_series_that_was_never_restated_says_so(reader: FlaskClient) -> None:
    html = reader.get("/revisions?series=jcg-south-east-asia&lang=en").get_data(as_text=True)
    assert "No year of this choice has editions that differ" in html
    assert "<svg" not in html


def test_trends_leads_to_the_revisions_where_a_shown_year_has_some(reader: FlaskClient) -> None:
    shown = reader.get("/trends?series=recaap-asia&from=2015&to=2015&lang=en").get_data(as_text=True)
    assert "/revisions?series=recaap-asia&amp;from=2015&amp;to=2015&amp;lang=en" in shown
    assert "How these figures were revised" in shown
    none = reader.get("/trends?series=recaap-asia&from=2016&to=2018&lang=en").get_data(as_text=True)
    assert "How these figures were revised" not in none


@ON_SQLITE
def test_revisions_are_those_known_at_the_point_of_time(loaded: Engine, client: FlaskClient) -> None:
    before = now()
    loads(
        loaded,
        figure(loaded, MINOR, 2022, publication="imb-annual-2025", vintage="restated", value=59),
    )
    contradicted = [
        ("2008", "55", "newest"),
        ("2008", "54", "print"),
        ("2009", "45", "newest"),
        ("2009", "46", "print"),
    ]
    assert editions(client, f"series={MINOR}") == [
        *contradicted,
        ("2022", "59", "newest"),
        ("2022", "58", "earlier"),
    ]
    assert editions(client, f"series={MINOR}&recorded={address(before)}") == contradicted


@ON_SQLITE
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "read in a file that an analyst loaded"), ("ja", "分析担当者が取り込んだファイル")],
)
def test_a_figure_read_in_an_analysts_file_says_so(loaded: Engine, language: str, said: str) -> None:
    place = {column.name: None for column in schema.places.columns if column.name != "batch_id"} | {
        "id": "file-1",
        "name_en": "mine.csv",
        "name_ja": "mine.csv",
        "kind": "file",
    }
    loads(loaded, figure(loaded, MINOR, 2022, place="file-1"), words={"places": [place]})
    (one,) = observations_in(observation_rows(loaded, series=[MINOR], first=2022, last=2022))
    assert place_text(one, catalogue(loaded), interface_words(language)) == said


def test_the_last_count_that_was_known_by_a_day_is_no_break(reader: FlaskClient) -> None:
    query = "/c/trend.svg?series=imb-south-east-asia&series=recaap-asia&from=2020&lang=en"
    assert "IMB South East Asia: series break" in reader.get(query).get_data(as_text=True)
    assert "series break" not in reader.get(f"{query}&published=2023-12-31").get_data(as_text=True)
