"""The list of series under the hand: facets answer at once, arrows walk what was found, nothing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

OPENED = "/trends?series=imb-world&series=recaap-asia&page=1"
FOCUSED = "document.activeElement.getAttribute('data-focus') || document.activeElement.name"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_facet_answers_at_once_keeps_the_focus_and_says_how_many_are_left(
    page_factory, language: str
) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(OPENED)
    visit.answers()
    page.evaluate("window.__still_here = true")
    field = page.locator(".all-series select[name=publisher]")
    field.focus()
    field.select_option("recaap")
    expect(page.locator(".series-group")).to_have_count(1)
    said = re.search(r"\d+", field.locator("option:checked").inner_text())[0]
    expect(page.locator(".found")).to_contain_text(said)
    expect(page.locator(".series-list .series-link")).to_have_count(int(said))
    expect(page.locator("#change-told")).to_contain_text(said)
    assert page.evaluate(FOCUSED) == "publisher"
    page.locator("#find").press_sequentially("straits", delay=20)
    expect(page.locator(".series-list .series-link")).to_have_count(1)
    expect(field).to_have_value("recaap")
    expect(page.locator("a.chip")).to_have_count(2)
    page.locator("[data-focus=clear]").click()
    expect(field).to_have_value("")
    expect(page.locator("#find")).to_have_value("")
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_arrows_lead_from_the_field_to_what_was_found_and_back(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(OPENED)
    visit.answers()
    page.locator("#find").press_sequentially("imo: ", delay=20)
    expect(page.locator(".series-group")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "series-imo-world"
    page.keyboard.press("ArrowDown")
    second = page.evaluate(FOCUSED)
    assert second not in ("series-imo-world", "find")
    page.keyboard.press("Enter")
    expect(page.locator("a.chip")).to_have_count(3)
    page.wait_for_function(f"({FOCUSED}) === '{second}'")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "find"
    visit.assert_clean()


def test_the_list_is_no_taller_than_the_window_and_stays_where_it_was_scrolled_to(page_factory) -> None:
    visit = page_factory(390, 844, "ja")
    page = visit.page
    page.goto(OPENED)
    visit.answers()
    box = page.locator("#series-list")
    assert box.bounding_box()["height"] < 844 * 0.7
    link = box.locator("a.series-link").last
    link.scroll_into_view_if_needed()
    before = box.evaluate("one => one.scrollTop")
    assert before > 1000
    link.click()
    expect(page.locator("a.chip")).to_have_count(3)
    assert box.evaluate("one => one.scrollTop") == pytest.approx(before, abs=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.assert_clean()


def test_without_scripts_the_facets_are_a_form(page_factory) -> None:
    visit = page_factory(390, 844, "en", javascript=False)
    page = visit.page
    page.goto(OPENED)
    page.locator(".all-series select[name=waters]").select_option("straits")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**waters=straits**")
    assert page.locator("a.chip").count() == 2
    assert 0 < page.locator(".series-list .series-link").count() < 30
    visit.assert_clean()
