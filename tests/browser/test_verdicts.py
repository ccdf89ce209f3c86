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
SOMALIA, SERIOUS, MINOR = "somalia-gulf-of-aden", "asia-serious", "asia-minor"
ASIA_NEWEST = "asia-minor/recaap-asia/2025"
WORDS = {
    "en": {
        "above": "above the reported level",
        "unlikely": "unlikely to be chance",
        "own": "above its own evaluated years",
        "own within": "within its own evaluated years",
        "chance": "within chance",
        "reported": "within the reported level",
        "matches": "IMB South East Asia",
    },
    "ja": {
        "above": "報告水準を上回る",
        "unlikely": "偶然とは考えにくい",
        "own": "評価対象年を上回る",
        "own within": "評価対象年の範囲内",
        "chance": "偶然の範囲",
        "reported": "報告水準内",
        "matches": "IMB 東南アジア",
    },
}
MOST_WORDS, MOST_LETTERS = 265, 735
"""What the first screen of Overview may ask its reader to read, in English and in Japanese."""
READ = """() => {
  const texts = [], nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const text = nodes.currentNode.textContent.trim(), within = nodes.currentNode.parentElement;
    if (!text || within.closest('svg, script, style, header') || !within.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(nodes.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight) texts.push(text);
  }
  return texts;
}"""


def row(page: Page, verdict: str) -> Locator:
    return page.locator(f"[data-verdict='{verdict}']:visible")


def card(page: Page, indicator: str) -> Locator:
    return page.locator(f"article.indicator[data-indicator='{indicator}']:visible")


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
    for indicator, answers in (
        (SOMALIA, ("above", "unlikely")),
        (SERIOUS, ("reported",)),
        (MINOR, ("own", "chance")),
    ):
        badges = card(visit.page, indicator).locator(".answer .badge")
        expect(badges).to_have_count(len(answers))
        for badge, answer in zip(badges.all(), answers, strict=True):
            expect(badge).to_contain_text(words[answer])
    headline = visit.page.locator("h1").inner_text()
    assert headline.count(words["unlikely"] if language == "ja" else "unlikely to be chance") == 1
    expect(row(visit.page, ASIA_NEWEST)).to_have_count(0)
    card(visit.page, MINOR).locator("summary").click()
    expect(row(visit.page, ASIA_NEWEST)).to_contain_text("132")
    expect(row(visit.page, ASIA_NEWEST)).to_contain_text(words["chance"])
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_answers_and_charts_are_on_the_first_screen_and_little_else(page_factory, language: str) -> None:
    """Without scrolling at 1440 x 900: each answer, each sentence and each chart, in few words."""
    visit = page_factory(1440, 900, language)
    visit.page.goto("/")
    visit.answers()
    for name, count in ((".sentence", 3), (".answer .badge", 5), ("article.indicator svg.picture", 3)):
        seen = visit.page.locator(f"{name}:visible").all()
        assert len(seen) == count
        for one in seen:
            box = one.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 900
    read = visit.page.evaluate(READ)
    if language == "en":
        assert len(" ".join(read).split()) <= MOST_WORDS
    else:
        assert len("".join(read)) <= MOST_LETTERS


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_phone_shows_the_first_answer_and_chart_at_once_and_all_answers_in_two_screens(
    page_factory, language: str
) -> None:
    visit = page_factory(390, 844, language)
    visit.page.goto("/")
    visit.answers()

    def ends(name: str) -> list[float]:
        boxes = [one.bounding_box() for one in visit.page.locator(f"{name}:visible").all()]
        return [box["y"] + box["height"] for box in boxes if box]

    counts, answers = ends(".newest-count strong"), ends(".answer")
    assert (len(counts), len(answers)) == (3, 3)
    assert max(ends(".indicator:first-child .sentence, .indicator:first-child svg.picture")) <= 844
    assert max([*counts, *answers]) <= 2 * 844


def test_every_verdict_leads_to_the_rule_that_it_follows(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/objectives?lang=ja")
    visit.answers()
    addresses = {
        one.get_attribute("href") or "" for one in visit.page.locator("a.badge, .verdict-details dt a").all()
    }
    rules = {address.partition("#")[2] for address in addresses}
    assert {"since", "level", "story", "prediction", "clustering"} <= rules
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
    minor = card(visit.page, MINOR)
    minor.locator("summary").click()
    newest = row(visit.page, ASIA_NEWEST)
    expect(newest).to_contain_text("90")
    expect(newest).to_contain_text(words["own within"])
    details = minor.locator(".how").inner_text()
    assert not re.search("132", details)
    alt = minor.locator(".chart-box").get_attribute("aria-label") or ""
    assert "90" in alt
    assert "132" not in alt
    drawn = minor.locator("svg.picture:visible a.mark").evaluate_all(
        "marks => marks.map(one => [one.closest('.series').dataset.name, one.dataset.at.split(' ')[0],"
        " one.dataset.said])"
    )
    name = "ReCAAP Asia" if language == "en" else "ReCAAP アジア"
    assert any(mark[:2] == [name, "2025"] and re.match(r"90(?!\d)", mark[2]) for mark in drawn), drawn
    visit.assert_clean()
