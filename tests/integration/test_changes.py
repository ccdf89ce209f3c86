"""What changed since a day, by both clocks: the page, the feed, the JSON, and the lines that lead there."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from appended import figure, loads
from asked import statements
from flask.testing import FlaskClient
from pptx import Presentation
from sqlalchemy import Engine, update

from dashboard.address.lookup import look_up
from dashboard.address.since import year_before
from dashboard.markup.html import to_html
from dashboard.pages import Visit
from dashboard.pages.parts.since_field import changes_line, since_field
from dashboard.record.queries import catalogue
from dashboard.verdicts.lookup import verdicts
from dashboard.web.application import create_app
from dashboard.words import interface_words
from ingest import schema, store
from ingest.database import writing
from ingest.dating import NOT_KNOWN, Dating, end_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""That PostgreSQL answers alike is tests/contracts/test_databases.py."""

MINOR, WORLD, ASIA = "imb-south-east-asia", "imb-world", "recaap-asia"
IN_2030 = {"period_start": date(2030, 1, 1), "period_end": date(2030, 12, 31)}
LONG_AGO = "2025-01-01"
ENTRY, ID = "{http://www.w3.org/2005/Atom}entry", "{http://www.w3.org/2005/Atom}id"


@pytest.fixture
def client(loaded: Engine) -> FlaskClient:
    return create_app(loaded).server.test_client()


def now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def told(client: FlaskClient, query: str) -> Any:
    answer = client.get(f"/changes.json?{query}")
    assert answer.status_code == 200
    return json.loads(answer.get_data())


def figures(side: Any) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (one["change"], one["series"], *(one[at] and one[at]["value"] for at in ("then", "now")))
        for one in side["figures"]
    ]


def page(client: FlaskClient, query: str, language: str = "en") -> str:
    answer = client.get(f"/changes?{query}&lang={language}")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def rows(html: str, clock: str) -> list[list[str]]:
    """The cells of the tables of one clock, without markup."""
    section = re.search(rf'<section[^>]*data-clock="{clock}".*?</section>', html, re.S)
    found = re.findall(r"<tr data-observation.*?</tr>", section[0] if section else "", re.S)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in found]


def feed(client: FlaskClient, query: str = "lang=en", **options: Any) -> ElementTree.Element:
    answer = client.get(f"/changes.atom?{query}", **options)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return ElementTree.fromstring(answer.get_data())


def text_of(element: ElementTree.Element) -> str:
    return " ".join(element.itertext())


def days_ago(engine: Engine, days: int) -> None:
    """Everything that is recorded so far was recorded so many days earlier."""
    with writing(engine) as connection:
        for table in (schema.batches, schema.observations, schema.retractions, schema.reinstatements):
            for row in connection.execute(table.select()).mappings().all():
                earlier = row["recorded_at"].replace(tzinfo=UTC) - timedelta(days=days)
                connection.execute(update(table).where(table.c.id == row["id"]).values(recorded_at=earlier))


def a_load(engine: Engine) -> int:
    """One figure new, one restated, one that another publication repeats."""
    return loads(
        engine,
        figure(engine, WORLD, 2025, date(2026, 2, 1), value=99, **IN_2030),
        figure(engine, MINOR, 2022, date(2026, 2, 1), value=61),
        figure(engine, MINOR, 2023, date(2026, 2, 1), publication="imb-annual-2025"),
    )


def test_a_load_and_its_undo_are_told_as_new_restated_and_withdrawn(
    loaded: Engine, client: FlaskClient
) -> None:
    start = now()
    batch = a_load(loaded)
    after = now()
    since_start = told(client, f"since={start}")["record"]
    assert figures(since_start) == [("restated", MINOR, 58, 61), ("new", WORLD, None, 99)]
    (restated, new) = since_start["figures"]
    assert new["period"] == {"start": "2030-01-01", "end": "2030-12-31", "kind": "CY"}
    assert new["period_label"] == "2030"
    assert restated["now"]["publication"] == restated["then"]["publication"] == "imb-annual-2022"
    assert restated["now"]["published_by"] == "2026-02-01"
    html = page(client, f"since={start}")
    assert "This site: </strong>1 new figure, 1 figure changed; no verdict changed." in html
    store.undo(loaded, batch, who="analyst", reason="a slip")
    since_load = told(client, f"since={after}")["record"]
    assert figures(since_load) == [("restated", MINOR, 61, 58), ("withdrawn", WORLD, 99, None)]
    assert told(client, f"since={start}")["record"]["figures"] == []
    html = page(client, f"since={after}")
    assert "This site: </strong>1 figure changed, 1 figure withdrawn; no verdict changed." in html
    assert [row[:-1] for row in rows(html, "recorded")] == [
        ["IMB South East Asia", "2022", "61", "58"],
        ["IMB world", "2030", "99"],
    ]


def test_what_is_worked_out_is_told_only_where_it_is_asked_for(loaded: Engine, client: FlaskClient) -> None:
    start, rebuilt = now(), "imb-east-south-east-asia-rebuilt"
    loads(loaded, figure(loaded, MINOR, 2022, value=61))
    assert figures(told(client, f"since={start}")["record"]) == [("restated", MINOR, 58, 61)]
    of_it = told(client, f"since={start}&series={rebuilt}")["record"]
    assert figures(of_it) == [("restated", rebuilt, 60, 63)]


def test_finality_bound_and_coverage_are_part_of_what_a_figure_says(
    loaded: Engine, client: FlaskClient
) -> None:
    start = now()
    loads(
        loaded,
        figure(loaded, MINOR, 2021, finality="provisional"),
        figure(loaded, MINOR, 2022, bound="at-least"),
        figure(loaded, MINOR, 2023, coverage="partial"),
        figure(loaded, WORLD, 2023, note_en="A note.", note_ja="注。"),
    )
    found = told(client, f"since={start}")["record"]["figures"]
    assert [(one["series"], one["period_label"]) for one in found] == [
        (MINOR, "2023"),
        (MINOR, "2022"),
        (MINOR, "2021"),
    ]
    html = page(client, f"since={start}")
    assert [row[-3:-1] for row in rows(html, "recorded")] == [["67", "67*"], ["58", "≥58"], ["56", "56(p)"]]
    assert all(f"<li>{mark} " in html for mark in ("*", "(p)", "≥ or >:"))


@pytest.mark.parametrize(
    ("dating", "is_told", "undecided"),
    [
        (Dating(date(2026, 2, 1), date(2026, 2, 1)), True, 0),
        (Dating(date(2025, 1, 2), None), True, 0),
        (Dating(date(2025, 1, 1), None), False, 1),
        (Dating(None, date(2026, 2, 1)), False, 1),
        (NOT_KNOWN, False, 1),
        (Dating(None, date(2025, 1, 1)), False, 0),
    ],
)
def test_that_a_publisher_said_it_since_is_claimed_only_where_it_is_certain(
    loaded: Engine, client: FlaskClient, dating: Dating, is_told: bool, undecided: int
) -> None:
    before = told(client, f"since={LONG_AGO}")["publishers"]
    loads(loaded, figure(loaded, MINOR, 2023, dating, value=70, **IN_2030))
    after = told(client, f"since={LONG_AGO}")["publishers"]
    of_2030 = [one for one in after["figures"] if one["period_label"] == "2030"]
    assert [one["now"]["value"] for one in of_2030] == ([70] if is_told else [])
    assert after["undecided_figures"] - before["undecided_figures"] == undecided
    said = f"Left out are {after['undecided_figures']} figures of which it is not known"
    assert said in page(client, f"since={LONG_AGO}")


def test_what_an_undated_print_may_have_said_before_is_not_called_new(
    loaded: Engine, client: FlaskClient
) -> None:
    dated = {"publication": "imb-annual-2025", "value": 70, **IN_2030}
    loads(loaded, figure(loaded, MINOR, 2023, NOT_KNOWN, value=70, **IN_2030))
    loads(loaded, figure(loaded, MINOR, 2023, date(2026, 2, 1), **dated))
    found = told(client, f"since={LONG_AGO}&series={MINOR}")["publishers"]
    assert not [one for one in found["figures"] if one["period_label"] == "2030"]


def test_a_verdict_is_not_said_to_have_changed_where_it_may_have_been_the_same(
    loaded: Engine, client: FlaskClient
) -> None:
    since = f"since=2026-06-01&series={ASIA}"
    assert told(client, since)["publishers"]["verdicts"] == []
    loads(loaded, figure(loaded, ASIA, 2025, NOT_KNOWN, value=182, vintage="restated"))
    found = told(client, since)["publishers"]["verdicts"]
    assert [(one["series"], one["flipped"]) for one in found] == [(None, None), (ASIA, None)]
    html = page(client, since)
    undecided = told(client, since)["publishers"]["undecided_figures"]
    assert (
        "Publishers: </strong>this record holds no figure known to have first come out or been restated "
        f"after that day (of {undecided} it is not known); no verdict is known to have changed." in html
    )
    assert html.count("Whether the verdict was this one is not certain") == 2
    assert "Verdicts that may have changed" in html and "Only the sentence changed" not in html
    japanese = page(client, since, "ja")
    assert f"数値はなく（{undecided}点については分からない）、判定の変化は確認できず。" in japanese


def test_a_record_that_began_later_says_so_and_no_more(client: FlaskClient) -> None:
    found = told(client, f"since={LONG_AGO}")
    assert found["record"] is None
    assert found["record_began"].startswith(f"{datetime.now(UTC).date()}")
    assert found["publishers"]["figures"]
    html = page(client, f"since={LONG_AGO}")
    assert "its record begins on" in html
    assert 'data-clock="recorded"' not in html


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_verdict_that_flipped_is_told_with_both_sentences(
    loaded: Engine, client: FlaskClient, language: str
) -> None:
    days_ago(loaded, 5)
    start = now()
    loads(loaded, figure(loaded, ASIA, 2025, date(2026, 2, 1), value=182))
    found = told(client, f"since={start}&lang={language}")["record"]["verdicts"]
    own, of_series = found
    assert (own["indicator"], own["series"], own["flipped"]) == ("asia-minor", None, True)
    assert (of_series["series"], of_series["flipped"]) == (ASIA, True)
    assert own["now"]["chance"] == interface_words(language)("series differ") != own["then"]["chance"]
    assert "132" in of_series["then"]["sentence"] and "182" in of_series["now"]["sentence"]
    html = page(client, f"since={start}", language)
    shown = re.findall(r'<dl class="verdict-change" data-turn="([^"]*)">(.*?)</dl>', html)
    assert [name for name, _ in shown] == ["asia-minor/", f"asia-minor/{ASIA}"]
    assert own["then"]["sentence"] in shown[0][1] and own["now"]["sentence"] in shown[0][1]
    assert own["now"]["chance"] in shown[0][1]
    changed = {
        "en": "1 verdict changed, 1 verdict of a further series changed",
        "ja": "判定の変化1件、その他の系列の判定の変化1件",
    }[language]
    assert changed in html
    heading = {"en": "Verdicts of further series that changed", "ja": "変化したその他の系列の判定"}[language]
    assert html.index("asia-minor/") < html.index(f"<h3>{heading}</h3>") < html.index(ASIA + '">')
    entry = feed(client, f"since={start}&lang={language}").find(ENTRY)
    assert entry is not None and "182" in text_of(entry)


def test_a_sentence_that_changed_alone_is_folded_and_no_verdict_is_said_to_have_changed(
    loaded: Engine, client: FlaskClient
) -> None:
    start = now()
    loads(loaded, figure(loaded, ASIA, 2025, date(2026, 2, 1), value=133))
    found = told(client, f"since={start}")["record"]["verdicts"]
    assert [(one["series"], one["flipped"]) for one in found] == [(ASIA, False)]
    html = page(client, f"since={start}")
    assert "1 figure changed; no verdict changed." in html
    assert "Only the sentence changed (1)" in html
    days_ago(loaded, 5)
    loads(loaded, figure(loaded, ASIA, 2025, date(2026, 2, 1), value=132))
    entry = feed(client).find(ENTRY)
    assert entry is not None
    assert "Only the sentence changed: Minor incidents in Asian waters (ReCAAP Asia)." in text_of(entry)


def test_an_entry_of_the_feed_lists_no_more_than_twenty_figures(loaded: Engine, client: FlaskClient) -> None:
    days_ago(loaded, 5)
    years = [
        {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)} for year in range(2030, 2053)
    ]
    loads(loaded, *[figure(loaded, WORLD, 2025, date(2053, 2, 1), value=99, **year) for year in years])
    entry = feed(client).find(ENTRY)
    assert entry is not None and "23 new figures" in text_of(entry)
    assert text_of(entry).count("IMB world, 20") == 20
    assert "and 3 more" in text_of(entry)


def test_a_long_list_folds_and_ends_with_how_many_it_leaves_out(client: FlaskClient) -> None:
    html = page(client, "since=2001-01-01")
    kinds = Counter(one["change"] for one in told(client, "since=2001-01-01")["publishers"]["figures"])
    count, earlier = kinds["new"], kinds["new-of-earlier-period"]
    assert count > 500 and earlier > 300
    assert f"New ({count})" in html and f"{count - 10} more" in html
    assert f"Not listed here: {count - 300}." in html
    assert len(rows(html, "published")) == 2 * 300 + kinds["restated"]
    shown = html.partition(f"<h3>New ({count})")[2].partition(f"<summary>{count - 10} more")[0]
    assert shown.count("<tr data-observation") == 10


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("2999-01-01", "“2999-01-01” is not a date. Write it as 2025-04-01."),
        ("2099-01-01", "“since=2099-01-01” was left out: this day is still to come."),
        ("2025-02-30", "“2025-02-30” is not a date. Write it as 2025-04-01."),
        ("yesterday", "“yesterday” is not a date. Write it as 2025-04-01."),
    ],
)
def test_a_day_that_cannot_be_is_said_and_the_last_year_shown(
    client: FlaskClient, asked: str, reason: str
) -> None:
    html = page(client, f"since={asked}")
    assert f"<li>{reason}</li></ul><p>Shown instead: the year before the figures last changed.</p>" in html
    usual = year_before(datetime.now(UTC)).date()
    assert f"What changed after {usual}</h1>" in html
    for file in ("/changes.json", "/changes.atom"):
        answer = client.get(f"{file}?since={asked}")
        assert answer.status_code == 400
        assert f"“since={asked}” cannot be used: " in answer.get_data(as_text=True)


def test_an_address_of_some_series_tells_of_them_alone(loaded: Engine, client: FlaskClient) -> None:
    days_ago(loaded, 5)
    start = now()
    a_load(loaded)
    loads(loaded, figure(loaded, ASIA, 2025, date(2026, 2, 1), value=182))
    found = told(client, f"since={start}&series={WORLD}")
    assert figures(found["record"]) == [("new", WORLD, None, 99)]
    assert found["record"]["verdicts"] == []
    of_asia = told(client, f"since={start}&series={ASIA}")["record"]
    assert [(one["indicator"], one["series"]) for one in of_asia["verdicts"]] == [
        ("asia-minor", None),
        ("asia-minor", ASIA),
    ]
    of_minor = told(client, f"since={start}&series={MINOR}")["record"]
    assert [(one["indicator"], one["series"]) for one in of_minor["verdicts"]] == [("asia-minor", None)]
    html = page(client, f"since={start}&series={WORLD}")
    assert "Figures of IMB world alone, which no indicator judges." in html
    of_minor_page = page(client, f"since={start}&series={MINOR}")
    assert "Figures of IMB South East Asia alone; verdicts of it and of the indicator" in of_minor_page
    day, time = start[:10], start[11:19]
    assert f'<h1 class="page-title">What changed after {time} (UTC) on {day}</h1>' in html
    assert f'href="/changes?since={start}&lang=en"' in html
    entry = feed(client, f"since={start}&series={WORLD}").find(ENTRY)
    assert entry is not None and "99" in text_of(entry) and "182" not in text_of(entry)


def test_both_clocks_tell_a_change_once(loaded: Engine, client: FlaskClient) -> None:
    days_ago(loaded, 400)
    undated = figure(loaded, MINOR, 2023, NOT_KNOWN, value=70, **IN_2030)
    loads(loaded, figure(loaded, WORLD, 2025, date(2026, 2, 1), value=99, **IN_2030), undated)
    since = f"since={(datetime.now(UTC) - timedelta(days=390)).date()}"
    html = page(client, since)
    assert "IMB world" in [row[0] for row in rows(html, "published") if row[1:3] == ["2030", "99"]]
    assert [row[:3] for row in rows(html, "recorded")] == [["IMB South East Asia", "2030", "70"]]
    assert "This site: </strong>2 new figures" in html


def test_the_feed_has_an_entry_a_day_whose_id_never_changes(loaded: Engine, client: FlaskClient) -> None:
    days_ago(loaded, 50)
    batch = a_load(loaded)
    days_ago(loaded, 30)
    earlier = feed(client)
    store.undo(loaded, batch, who="analyst", reason="a slip")
    elsewhere = feed(client, base_url="https://stats.example.go.jp")
    assert elsewhere.find(ID).text == earlier.find(ID).text  # type: ignore[union-attr]
    titles = [entry[1].text for entry in elsewhere.findall(ENTRY)]
    today = datetime.now(UTC).date()
    then, began = today - timedelta(days=30), today - timedelta(days=80)
    title = elsewhere.findtext("{http://www.w3.org/2005/Atom}title")
    assert title == "What changed in this site's own record | Maritime Piracy Statistics"
    assert titles[:2] == [
        f"{today}: 1 figure changed, 1 figure withdrawn; no verdict changed",
        f"{then}: 1 new figure, 1 figure changed; no verdict changed",
    ]
    assert re.fullmatch(rf"{began}: the record begins, with 1,?\d\d\d figures", titles[2] or "")
    entries, before = elsewhere.findall(ENTRY), earlier.findall(ENTRY)
    ids = [entry.findtext(ID) for entry in entries]
    assert ids[1:] == [entry.findtext(ID) for entry in before]
    assert len({*ids, elsewhere.findtext(ID)}) == 4
    assert text_of(entries[1]) == text_of(before[0])
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one or "") for one in ids)
    said = "This site's own record: 1 new figure, 1 figure changed; no verdict changed."
    assert said in text_of(entries[1])
    assert "IMB world, 2030: 99" in text_of(entries[1])
    assert "IMB South East Asia, 2022: 58 → 61" in text_of(entries[1])
    link = entries[1].find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    address = link.attrib["href"]
    assert address == f"https://stats.example.go.jp/changes?since={began}&recorded={then}&lang=en"
    on_page = client.get(address.removeprefix("https://stats.example.go.jp")).get_data(as_text=True)
    assert "This site: </strong>1 new figure, 1 figure changed; no verdict changed." in on_page
    beginning = (titles[2] or "").partition("with ")[2]
    start = entries[2].find("{http://www.w3.org/2005/Atom}link")
    assert start is not None
    first_day = client.get(start.attrib["href"].removeprefix("https://stats.example.go.jp"))
    assert f"its record begins on {began}, with {beginning}; what" in first_day.get_data(as_text=True)
    only_last = feed(client, f"lang=en&since={then}").findall(ENTRY)
    assert [entry.findtext(ID) for entry in only_last] == ids[:1]
    assert feed(client, "lang=ja").findall(ENTRY)[0].findtext(ID) not in ids


def test_a_feed_says_when_it_and_its_entries_were_updated(loaded: Engine, client: FlaskClient) -> None:
    found = feed(client)
    updated = "{http://www.w3.org/2005/Atom}updated"
    at = catalogue(loaded).version.recorded_at
    assert at is not None
    assert {one.text for one in found.iter(updated)} == {at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    link = re.search(r'<link rel="alternate"[^>]*>', client.get("/?lang=ja").get_data(as_text=True))
    assert link and 'href="/changes.atom?lang=ja"' in link[0]


@pytest.mark.parametrize("path", ["/changes.atom", "/changes.json"])
def test_an_unchanged_feed_costs_no_second_answer(loaded: Engine, client: FlaskClient, path: str) -> None:
    first = client.get(f"{path}?lang=en")
    again = client.get(f"{path}?lang=en", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    loads(loaded, figure(loaded, MINOR, 2022, value=61))
    assert client.get(f"{path}?lang=en", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_database_without_figures_has_a_page_and_a_feed(engine: Engine) -> None:
    client = create_app(engine).server.test_client()
    assert "No figures yet." in page(client, "since=2025-01-01")[:20000]
    assert not feed(client).findall(ENTRY)
    assert told(client, "lang=en")["publishers"] is None


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_frozen_slide_leads_to_what_has_changed_since(
    loaded: Engine, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("PIRACY_PUBLIC_URL", "https://stats.example.go.jp")
    slides = client.get(f"/c/trend.pptx?series={MINOR}&series={WORLD}&lang={language}").get_data()
    links = {
        link.target_ref
        for slide in Presentation(io.BytesIO(slides)).slides
        for link in slide.part.rels.values()
        if link.is_external and "recorded=" in link.target_ref
    }
    (address,) = {link.removeprefix("https://stats.example.go.jp") for link in links}
    words = interface_words(language)
    unchanged = words(
        "Since then, in these series and the indicators they belong to: {counts}.",
        counts=words(
            "{figures}; {verdicts}", figures=words("no figure changed"), verdicts=words("no verdict changed")
        ),
    )
    assert unchanged in client.get(address).get_data(as_text=True)
    a_load(loaded)
    loads(loaded, figure(loaded, ASIA, 2025, date(2026, 2, 1), value=182))
    html = unescape(client.get(address).get_data(as_text=True))
    counts = {"en": "1 new figure, 1 figure changed; ", "ja": "新規の数値1点、変更された数値1点、"}[language]
    assert counts in html
    way = re.search(r'<a href="(/changes\?[^"]*)"', html)
    assert way and f"series={MINOR}&series={WORLD}" in way[1] and "recorded" not in way[1]
    shown = unescape(client.get(way[1]).get_data(as_text=True))
    assert counts in shown
    assert "182" not in re.sub(r"(?s)<dl.*?</dl>", "", shown)


def test_an_embed_that_is_behind_leads_to_what_has_changed(loaded: Engine, client: FlaskClient) -> None:
    start = now()
    a_load(loaded)
    html = unescape(
        client.get(f"/embed/trend?series={MINOR}&recorded={start}&lang=en").get_data(as_text=True)
    )
    assert f'href="/changes?since={start}&series={MINOR}&lang=en"' in html


def visit(engine: Engine, query: dict[str, list[str]], own: dict[str, list[str]] | None = None) -> Visit:
    names, selection, _ = look_up(engine, query, preferred_language="en")
    return Visit(engine, names, selection, own=own or {})


def test_the_line_asks_the_database_three_times_and_then_no_more(loaded: Engine) -> None:
    here = visit(loaded, {"lang": ["en"]})
    verdicts(loaded, here.catalogue, recorded=None, published=None)
    create_app(loaded).server.test_client().get("/methods")
    since = end_of(date(2025, 11, 30))
    with statements(loaded) as asked:
        html = to_html(changes_line(here, since))
    assert len([one for one in asked if "batches" not in one]) <= 3
    assert 'href="/changes?since=2025-11-30&amp;lang=en"' in html
    assert re.search(r"Published after 2025-11-30: \d+ new figures.*verdicts? changed\.", html)
    with statements(loaded) as again:
        changes_line(here, since)
    assert not [one for one in again if "batches" not in one]


def test_the_line_tells_of_this_site_once_its_record_reaches_back(loaded: Engine) -> None:
    start = datetime.now(UTC)
    a_load(loaded)
    html = to_html(changes_line(visit(loaded, {"lang": ["ja"]}), start))
    assert "より後の本サイトの変更点：新規の数値1点、変更された数値1点、判定の変化なし。" in html
    assert "前回の閲覧（{day}）より後の変更点" in html


def test_the_field_needs_no_script_and_keeps_language_and_point(loaded: Engine) -> None:
    html = to_html(
        since_field(visit(loaded, {"lang": ["ja"], "series": [MINOR], "recorded": ["2099-01-01"]}))
    )
    assert re.match(r'<form [^>]*action="/changes"[^>]*>', html) and 'method="get"' in html
    assert Counter(re.findall(r'name="(\w+)"', html)) == Counter(["recorded", "lang", "since"])
    assert "変更点（基準日）" in html and 'value=""' in html
    asked = to_html(since_field(visit(loaded, {"series": [MINOR]}, {"since": ["2025-11-30"]})))
    assert 'value="2025-11-30"' in asked and MINOR in asked


@pytest.mark.parametrize(("language", "title"), [("en", "after 2025-11-30"), ("ja", "2025年11月30日より後")])
def test_the_day_itself_is_not_said_to_be_included(client: FlaskClient, language: str, title: str) -> None:
    html = page(client, "since=2025-11-30", language)
    assert title in html
    assert "以降の" not in html and "以後" not in html and "当方" not in html


def test_a_publisher_is_not_said_to_have_been_silent(client: FlaskClient) -> None:
    since = f"since={datetime.now(UTC).date()}"
    html = page(client, since)
    assert (
        "Publishers: </strong>this record holds no figure that first came out or was restated after" in html
    )
    assert "本サイトの記録には、同日より後に公表又は改訂された数値はなく、判定の変化なし。" in page(
        client, since, "ja"
    )


def test_an_earlier_period_that_a_later_publication_first_tells_is_headed_apart(
    loaded: Engine, client: FlaskClient
) -> None:
    html = page(client, "since=2025-11-30")
    of = {one["series"] + one["period_label"]: one["change"] for one in _said(client)}
    assert of["imb-singapore-straits2024"] == "new-of-earlier-period"
    assert of["imb-singapore-straits2025"] == "new"
    count = Counter(of.values())["new-of-earlier-period"]
    assert f"{count} figures for earlier periods" in html
    title = f"<h3>Earlier periods, first known from later publications ({count})</h3>"
    assert f'{title}<p class="hint">Came out more than a year after the period had ended.</p>' in html
    line = to_html(changes_line(visit(loaded, {"lang": ["en"]}), end_of(date(2025, 11, 30))))
    assert f"{count} figures for earlier periods" in line


def _said(client: FlaskClient) -> Any:
    return told(client, "since=2025-11-30")["publishers"]["figures"]


def test_no_changed_badge_stands_under_sentences(client: FlaskClient) -> None:
    for since in ("2012-01-01", "2018-06-01", "2024-01-01", "2025-11-30"):
        html = page(client, f"since={since}")
        folded = html.partition("<summary>Only the sentence changed")[2].partition("</details>")[0]
        assert "verdict-badges" not in folded
    assert folded


def test_a_verdict_where_none_was_is_the_first_and_has_not_changed(client: FlaskClient) -> None:
    found = told(client, "since=2012-01-01")["publishers"]["verdicts"]
    first = [one for one in found if one["first"]]
    assert first and all(one["then"] is None and one["flipped"] for one in first)
    html = page(client, "since=2012-01-01")
    assert f"{len(first)} first verdicts" in html
    part = html.partition("<h3>First verdicts</h3>")[2].partition("</section>")[0]
    assert all(f'data-turn="{one["indicator"]}/{one["series"] or ""}"' in part for one in first)


def test_a_look_at_the_past_names_its_columns_by_their_days(client: FlaskClient) -> None:
    html = page(client, "since=2024-06-30&published=2025-12-31")
    heads = re.findall(r'<th scope="col">([^<]*)</th>', html)
    assert {"2024-06-30", "2025-12-31"} <= {*heads} and not {"Then", "Now"} & {*heads}
    assert "Of every figure of this page it is known" not in html
    decided = page(client, f"since=2024-06-30&published=2025-12-31&series={MINOR}")
    assert "You are looking at the past." in decided and "Of every figure of this page" not in decided
    assert "whether they came out after 2024-06-30." in html


def test_a_day_at_or_after_the_one_looked_at_says_so(client: FlaskClient) -> None:
    html = page(client, "since=2025-01-31&published=2024-12-31")
    assert "The point looked at is not after 2025-01-31: there is nothing to tell." in html
    assert "Publishers: " not in html and "of this page are left out" not in html


def test_look_back_offers_no_day_that_is_not_over(client: FlaskClient) -> None:
    html = page(client, "published=2024-05-01&recorded=2026-01-01T10:30:00Z")
    form = re.search(r'(?s)<form[^>]*class="years".*?</form>', html)[0]
    options = dict(re.findall(r'<option[^>]*value="(\d[^"]*)"[^>]*>([^<]*)<', form))
    today = datetime.now(UTC).date()
    assert options[today.isoformat()] == f"{today}, so far"
    assert not [value for value in options if value[:10] > today.isoformat()]
    assert "2023-12-31" in options and f"{today.year}-12-31" not in options
    assert options["2026-01-01T10:30:00Z"] == "at 10:30:00 (UTC) on 2026-01-01"
    assert "2024年5月1日" in page(client, "published=2024-05-01", "ja").partition("過去の時点")[2]


@pytest.mark.parametrize(("language", "unit"), [("en", "53 %"), ("ja", "53％")])
def test_figures_bear_their_units_and_every_row_its_series(
    client: FlaskClient, language: str, unit: str
) -> None:
    found = rows(page(client, "since=2001-01-01", language), "published")
    assert all(row[0] for row in found)
    assert unit in [cell for row in found for cell in row]
    form = {"en": "IMB, Jan–Jun 2024 report", "ja": "IMB 2024年1～6月報告"}[language]
    assert any(row[-1].startswith(form) for row in found)


def test_no_title_is_written_by_eras(client: FlaskClient) -> None:
    found = rows(page(client, "since=2001-01-01&eras=only", "ja"), "published")
    assert any(row[1].startswith("令和") for row in found)
    assert any(row[-1].startswith("IMB 2025年年次報告") for row in found)
