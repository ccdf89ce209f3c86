"""Ten things that people come for, each found from Overview in at most three clicks."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_CLICKS = 3


class Hand:
    """Clicks as a person does, and never more often than is allowed."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.clicks = 0

    def click(self, target: Locator) -> None:
        expect(target).to_be_visible()
        self._count()
        target.click()

    def link(self, name: str, *, of: str = "body") -> None:
        self.click(self.page.locator(of).get_by_role("link", name=name, exact=True).first)

    def choose(self, field: Locator, value: str) -> None:
        self._count()
        field.select_option(value)

    def _count(self) -> None:
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS


@pytest.fixture
def hand(page_factory) -> Callable[[str], Hand]:
    def begin(language: str) -> Hand:
        visit = page_factory(1440, 900, language)
        visit.page.goto("/")
        visit.answers()
        return Hand(visit.page, language)

    return begin


@pytest.fixture(params=["en", "ja"])
def reader(request: pytest.FixtureRequest, hand) -> Hand:
    """A reader of either language on Overview."""
    return hand(request.param)


def japanese(reader: Hand) -> bool:
    return reader.language == "ja"


def test_are_the_objectives_met_and_has_anything_changed(reader: Hand) -> None:
    expect(reader.page.locator(".indicator .answer .badge:visible")).to_have_count(5)
    line = reader.page.locator(".changes-line a")
    expect(line).to_contain_text(re.compile(r"\d"))
    reader.click(line)
    expect(reader.page.locator("main h1")).to_contain_text("変更" if japanese(reader) else "changed")


def test_where_does_67_come_from(reader: Hand) -> None:
    is_japanese = japanese(reader)
    reader.link("照合" if is_japanese else "Trace")
    found = reader.page.locator("main").get_by_text(re.compile("IMB (東南アジア|South East Asia)")).first
    expect(found).to_be_visible()
    expect(reader.page.locator("main")).to_contain_text("67")


def test_somalia_since_2008_full_years_only(reader: Hand) -> None:
    is_japanese = japanese(reader)
    reader.link("図表" if is_japanese else "Charts")
    reader.link("通年の数値だけを示す" if is_japanese else "Full years only", of="main")
    reader.page.wait_for_url("**years=full**")
    rows = reader.page.locator(".figures-grid tbody th")
    expect(rows.last).to_contain_text("2008")
    expect(reader.page.locator(".figures-grid")).not_to_contain_text("*")


def test_imb_against_recaap_in_asia_from_2019_to_2025(reader: Hand) -> None:
    is_japanese = japanese(reader)
    reader.link("図表" if is_japanese else "Charts")
    reader.link("比較" if is_japanese else "Compare")
    grid = reader.page.locator("main table").first
    for text in ("IMB", "ReCAAP", "132", "95", "2019", "2025"):
        expect(grid).to_contain_text(text)


def test_what_was_shown_on_a_date(reader: Hand) -> None:
    reader.click(reader.page.locator(".look-back > summary"))
    field = reader.page.locator(".look-back select[name=published]")
    reader.choose(field, "2023-12-31")
    reader.click(reader.page.locator(".look-back .years button"))
    reader.page.wait_for_url("**published=2023-12-31**")
    expect(reader.page.locator(".as-of")).to_be_visible()
    expect(reader.page.locator(".indicator .newest-count").first).not_to_contain_text("2025")


def test_a_japanese_link_for_a_colleague(hand) -> None:
    reader = hand("en")
    reader.link("日本語")
    reader.page.wait_for_url("**lang=ja**")
    expect(reader.page.locator("html")).to_have_attribute("lang", "ja")


def test_what_changed_since_last_year(reader: Hand) -> None:
    reader.link("変更点" if japanese(reader) else "What changed")
    expect(reader.page.locator("main")).to_contain_text(re.compile(r"20\d\d"))
    expect(reader.page.locator("main table").first).to_be_visible()


def test_what_next_years_count_would_change(reader: Hand) -> None:
    card = reader.page.locator(".indicator").nth(2)
    reader.click(card.locator("details.how > summary"))
    expect(card.locator(".how")).to_contain_text(re.compile(r"2026\D.*\d+(件以上| or more)", re.S))


def test_three_charts_in_a_japanese_deck(hand) -> None:
    reader = hand("en")
    reader.link("日本語")
    reader.page.wait_for_url("**lang=ja**")
    reader.link("スライドにする")
    expect(reader.page.locator(".tray-item")).to_have_count(3)
    assert parse_qs(urlsplit(reader.page.url).query)["lang"] == ["ja"]
    with reader.page.expect_download() as saved:
        reader.click(reader.page.locator("#make button[value=pptx]"))
    assert saved.value.suggested_filename.endswith(".pptx")


def test_where_at_sea(reader: Hand) -> None:
    is_japanese = japanese(reader)
    reader.link("図表" if is_japanese else "Charts")
    reader.link("比較" if is_japanese else "Compare")
    reader.link(
        "マラッカ・シンガポール海峡" if is_japanese else "Straits of Malacca and Singapore", of="main"
    )
    reader.page.wait_for_url("**region=**")
    expect(reader.page.locator("main .headline")).to_contain_text(
        "マラッカ・シンガポール海峡" if is_japanese else "Straits of Malacca and Singapore"
    )


def test_who_comes_back_is_led_to_what_changed_since(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto("/")
    visit.answers()
    expect(page.locator(".changes-line a")).to_have_count(1)
    page.evaluate("localStorage.setItem('piracy-visit', JSON.stringify({last: '2026-01-10T12:34:56.000Z'}))")
    for _ in range(2):  # a second look on the same day still knows the day before
        page.goto("/")
        link = page.locator(".changes-line a", has_text="After your last visit, 2026-01-10")
        expect(link).to_have_attribute("href", re.compile(r"/changes\?.*since=2026-01-10T12%3A34%3A56.000Z"))
    page.evaluate("localStorage.setItem('piracy-visit', JSON.stringify({last: '9999-99-99', before: 'x'}))")
    page.goto("/")
    visit.answers()
    expect(page.locator(".changes-line a")).to_have_count(1)
    page.evaluate("localStorage.setItem('piracy-visit', '{not json')")
    page.goto("/")
    visit.answers()
    expect(page.locator(".changes-line a")).to_have_count(1)
    visit.assert_clean()
