"""Sources under the hand: the list narrows while a reader types, and a place is shown when asked for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

LINES = ".publication-line:visible"


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "annual 2023"), ("ja", "ＡＮＮＵＡＬ 2023"), ("en", "年次報告")]
)
def test_the_list_narrows_while_a_reader_types_in_either_language(
    page_factory, language: str, typed: str
) -> None:
    visit = page_factory(1440, 900, language)
    visit.page.goto("/sources")
    every = visit.page.locator(LINES).count()
    visit.page.locator("#find").press_sequentially(typed)
    shown = visit.page.locator(LINES).count()
    assert 0 < shown < every
    expect(visit.page.locator(".found")).to_have_text(re.compile(rf"\b{shown}\b|{shown}件"))
    expect(visit.page.locator(".found")).to_have_attribute("role", "status")
    visit.page.reload()
    assert visit.page.locator(LINES).count() == shown, "the address keeps it"
    visit.page.locator("#find").fill("no such words")
    expect(visit.page.locator(LINES)).to_have_count(0)
    expect(visit.page.locator(".found")).to_have_text(re.compile("clear the fields|条件を消す"))
    visit.page.locator("#find").fill("")
    expect(visit.page.locator(LINES)).to_have_count(every)
    visit.assert_clean()


@pytest.mark.parametrize(
    "query",
    ["publisher=imb", "nearness=reprint", "from=2020", "to=2010&publisher=imo", "find=recaap&from=2015"],
)
def test_the_script_shows_what_the_server_would(page_factory, query: str) -> None:
    seen = []
    for javascript in (True, False):
        visit = page_factory(1440, 900, "en", javascript=javascript)
        visit.page.goto(f"/sources?{'' if javascript else query}")
        if javascript:
            for name, value in (part.split("=") for part in query.split("&")):
                field = visit.page.locator(f".narrowing [name={name}]")
                if name in ("publisher", "nearness"):
                    field.select_option(value)
                else:
                    field.fill(value)
        ids = visit.page.locator(LINES).evaluate_all("all => all.map(one => one.querySelector('article').id)")
        seen.append((ids, visit.page.locator(".found").inner_text()))
    assert seen[0] == seen[1]
    assert seen[0][0]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_to_a_publication_opens_it(page_factory, javascript: bool) -> None:
    visit = page_factory(390, 844, "en", javascript=javascript)
    visit.page.goto("/sources?at=publication-imb-annual-2023#publication-imb-annual-2023")
    place = visit.page.locator("#publication-imb-annual-2023")
    expect(place).to_be_in_viewport()
    expect(place).to_contain_text("2023: 67")
    expect(visit.page.locator(".publication-line details[open]")).to_have_count(1)


def test_a_place_that_was_filtered_out_is_shown_when_it_is_asked_for(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/sources?publisher=imo#publication-imb-annual-2023")
    expect(visit.page.locator("#publication-imb-annual-2023")).to_be_in_viewport()
    visit.page.locator("#find").fill("recaap")
    visit.page.evaluate("location.hash = 'definition-imb-incidents'")
    expect(visit.page.locator("#definition-imb-incidents")).to_be_in_viewport()
    expect(visit.page.locator("#find")).to_have_value("")
    visit.assert_clean()


def test_a_line_opens_by_the_keyboard_and_its_original_is_a_link_of_its_own(page_factory) -> None:
    visit = page_factory(390, 844, "ja")
    visit.page.goto("/sources")
    line = visit.page.locator(f"{LINES}:has(.original)").first
    line.locator("summary").focus()
    visit.page.keyboard.press("Enter")
    expect(line.locator("article")).to_be_visible()
    visit.page.keyboard.press("Tab")
    expect(line.locator("summary")).not_to_be_focused()
    expect(line.locator(".original")).to_have_accessible_name(re.compile("原典$"))
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_phone_scrolls_fourteen_screens_and_no_more(page_factory, language: str) -> None:
    visit = page_factory(390, 844, language)
    visit.page.goto("/sources")
    assert visit.page.evaluate("document.documentElement.scrollHeight") < 12_000
