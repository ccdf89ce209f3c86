"""The verdicts as a policy officer meets them: read, printed, and seen to follow a load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

PROJECT = Path(__file__).resolve().parents[2]
SOMALIA_2024 = "somalia-gulf-of-aden/mofa-somalia-gulf-of-aden/2024"
ASIA_EVALUATED = "asia-minor/imb-south-east-asia/2023"
ASIA_NEWEST = "asia-minor/recaap-asia/2025"
WORDS = {
    "en": {
        "above": "above the reported level",
        "own": "above its own evaluated years",
        "own within": "within its own evaluated years",
        "evaluated": "one of the evaluated years",
        "not": "change not detectable",
        "more": "increase detectable",
        "matches": "IMB South East Asia",
    },
    "ja": {
        "above": "報告水準を上回る",
        "own": "評価対象年を上回る",
        "own within": "評価対象年の範囲内",
        "evaluated": "評価対象年の一つ",
        "not": "変化は検出されず",
        "more": "増加を検出",
        "matches": "IMB 東南アジア",
    },
}


def row(page: Page, verdict: str) -> Locator:
    return page.locator(f"[data-verdict='{verdict}']:visible")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("javascript", [True, False])
def test_the_overview_says_what_is_met_and_what_could_be_chance(
    page_factory, language: str, javascript: bool
) -> None:
    words = WORDS[language]
    visit = page_factory(1440, 900, language, javascript)
    visit.page.goto("/")
    if javascript:
        visit.answers()
    somalia = row(visit.page, SOMALIA_2024)
    expect(somalia).to_contain_text("8")
    expect(somalia).to_contain_text(words["above"])
    expect(somalia).to_contain_text("p = 0.025")
    evaluated = row(visit.page, ASIA_EVALUATED)
    expect(evaluated).to_contain_text(words["evaluated"])
    expect(evaluated).to_contain_text(words["not"])
    expect(evaluated).to_contain_text("p = 0.34")
    newest = row(visit.page, ASIA_NEWEST)
    expect(newest).to_contain_text(words["own"])
    expect(newest).to_contain_text(words["more"])
    expect(newest).to_contain_text("p = 0.0001")
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_sentences_and_verdicts_are_on_the_first_screen(page_factory, language: str) -> None:
    """Without scrolling at 1440 x 900: each sentence, each verdict, and the probabilities beside them."""
    visit = page_factory(1440, 900, language)
    visit.page.goto("/")
    visit.answers()
    for seen in (*visit.page.locator(".sentence:visible").all(), *visit.page.locator(".badge:visible").all()):
        box = seen.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900


def test_every_verdict_leads_to_the_rule_that_it_follows(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/objectives?lang=ja")
    visit.answers()
    addresses = {
        one.get_attribute("href") or "" for one in visit.page.locator("a.badge, .verdict-details dt a").all()
    }
    rules = {address.partition("#")[2] for address in addresses}
    assert {"trend", "level", "none", "prediction"} <= rules
    assert all(address.startswith("/methods?lang=ja#") for address in addresses)
    visit.page.goto("/methods?lang=ja")
    for rule in rules:
        expect(visit.page.locator(f"section[id='{rule}'] h2")).to_be_visible()
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_plans_figures_are_traced_to_their_series(page_factory, language: str) -> None:
    visit = page_factory(1440, 900, language)
    visit.page.goto("/objectives")
    visit.answers()
    traced = visit.page.locator("#traced")
    expect(traced).to_contain_text(WORDS[language]["matches"])
    expect(traced).to_contain_text(re.compile(r"82\D+84\D+10[01]"))


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["/objectives", "/methods"])
def test_objectives_and_methods_fit_the_window(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    visit.page.goto(path)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    expect(visit.page.locator("h1")).to_have_count(1)
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_overview_prints_on_one_sheet_of_a4(page_factory, language: str, tmp_path: Path) -> None:
    visit = page_factory(1440, 900, language)
    visit.page.goto("/")
    visit.answers()
    printed = visit.page.pdf(format="A4", landscape=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.fixture
def restated(server: str, server_output: Path, tmp_path: Path) -> Iterator[None]:
    """ReCAAP's 2025 restated to 90 by a load into the running product's database; undone afterwards."""
    file = tmp_path / "restated.csv"
    file.write_text("series,year,value\nrecaap-asia,2025,90\n", encoding="utf-8")
    database = server_output.parent / "piracy.sqlite3"
    load = (
        "load",
        str(file),
        "--yes",
        "--reason",
        "a test",
        "--cite",
        "ReCAAP report, corrected",
        "--publisher",
        "recaap",
    )
    _piracy(database, *load, "--published", "2026-06-01", "--json")
    yield
    listed = _piracy(database, "history")
    newest = max(int(number) for number in re.findall(r"^\s*(\d+)\b", listed, re.MULTILINE))
    _piracy(database, "undo", str(newest), "--reason", "end of the test", "--yes")


def _piracy(database: Path, *words: str) -> str:
    environment = os.environ | {"PIRACY_DATABASE_URL": f"sqlite:///{database}", "PIRACY_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "app.py", *words],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("language", ["en", "ja"])
def test_sentence_verdict_chart_and_alt_text_follow_a_load(
    page_factory, restated: None, language: str
) -> None:
    words = WORDS[language]
    visit = page_factory(1440, 900, language)
    visit.page.goto("/")
    visit.answers()
    newest = row(visit.page, ASIA_NEWEST)
    expect(newest).to_contain_text("90")
    expect(newest).to_contain_text(words["own within"])
    expect(newest).to_contain_text(words["not"])
    card = visit.page.locator("article.indicator:visible", has=newest)
    sentence = card.locator(".sentence").inner_text()
    assert "90" in sentence
    assert "132" not in sentence
    assert not re.search("increase|増加", sentence)
    alt = card.locator(".chart-box").get_attribute("aria-label") or ""
    assert sentence in alt
    assert "132" not in alt
    drawn = card.locator("svg.picture:visible a.mark").evaluate_all(
        "marks => marks.map(one => [one.closest('.series').dataset.name, one.dataset.at.split(' ')[0],"
        " one.dataset.said])"
    )
    name = "ReCAAP Asia" if language == "en" else "ReCAAP アジア"
    assert any(mark[:2] == [name, "2025"] and re.match(r"90(?!\d)", mark[2]) for mark in drawn), drawn
    visit.assert_clean()
