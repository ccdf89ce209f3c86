"""The briefing tray in a real browser: filled from other pages, ordered by mouse and keyboard, and made."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pptx import Presentation
from pypdf import PdfReader

ITEMS = "item=objective&item=compare&item=severity"
TRAY = ".tray-item"


def expect_order(page: Page, *charts: str) -> None:
    """The tray of the page that is loading or shown holds these charts in this order.

    It asks anew until that is so: a click that sends a form returns before the answer is drawn.
    """
    items = page.locator(TRAY)
    expect(items).to_have_count(len(charts))
    for item, chart in zip(items.all(), charts, strict=True):
        expect(item).to_have_attribute("data-item", re.compile(rf"^{chart}(\?|$)"))


def settled(page: Page, *charts: str) -> None:
    """The tray once it shows these charts, on the page, in the address and in what the browser keeps."""
    page.wait_for_function(
        "wanted => [...document.querySelectorAll('.tray-item')]"
        ".map(one => one.dataset.item.split('?')[0]).join() === wanted",
        arg=",".join(charts),
    )
    named = "[...new URLSearchParams({}).getAll('item')].map(one => one.split('?')[0])"
    page.wait_for_function(
        f"wanted => {named.format('location.search')}.join() === wanted", arg=",".join(charts)
    )
    kept = page.evaluate(named.format("localStorage.getItem('piracy-tray')"))
    assert kept == list(charts)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_charts_and_objectives_are_added_from_their_pages_and_wait_in_the_tray(
    page_factory, language: str
) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(f"/trends?series=recaap-asia&from=2015&lang={language}")
    visit.answers()
    page.locator("details.take summary").click()
    page.locator(".take-menu a.add").click()
    page.goto(f"/?lang={language}")
    visit.answers()
    page.locator(".indicator summary").nth(2).click()
    page.locator(".indicator a.add").nth(2).click()
    page.locator(".indicator a.add").nth(2).click()
    badge = page.locator("a.nav-link[href^='/briefing']")
    shown = badge.evaluate("link => getComputedStyle(link, '::after').content")
    assert shown == '"2"', "what is in the tray already is not put in again"
    badge.click()
    settled(page, "trend", "objective")
    assert "series=recaap-asia%26from=2015" in page.url
    assert "indicator=asia-minor" in page.url
    visit.assert_clean()


def test_the_tray_is_ordered_by_keyboard_with_the_focus_on_what_moves(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"/briefing?{ITEMS}&lang=en")
    page.locator("#down-0").focus()
    page.keyboard.press("Enter")
    settled(page, "compare", "objective", "severity")
    expect(page.locator("#down-1")).to_be_focused()
    page.keyboard.press("Enter")
    settled(page, "compare", "severity", "objective")
    expect(page.locator("#up-2")).to_be_focused()
    page.locator("#out-1").focus()
    page.keyboard.press("Enter")
    settled(page, "compare", "objective")
    expect(page.locator("#out-1")).to_be_focused()
    expect(page.locator("#tray-done")).to_contain_text("Take 2")
    page.go_back()
    settled(page, "compare", "severity", "objective")
    visit.assert_clean()


def test_the_tray_is_ordered_by_drag(page_factory) -> None:
    visit = page_factory(1440, 900, "ja")
    page = visit.page
    page.goto(f"/briefing?{ITEMS}&lang=ja")
    first, last = page.locator(TRAY).first, page.locator(TRAY).last
    box = last.bounding_box()
    assert box
    first.drag_to(last, source_position={"x": 12, "y": 30}, target_position={"x": 12, "y": box["height"] - 6})
    settled(page, "compare", "severity", "objective")
    visit.assert_clean()


def test_a_pack_is_made_with_title_languages_and_an_offices_slides(page_factory, tmp_path: Path) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"/briefing?{ITEMS}&lang=en")
    page.locator("#make input[name=title]").fill("Quarterly")
    page.locator("#make input[name=title]").blur()
    page.locator("input[name=languages][value=ja]").check()
    page.wait_for_url("**languages=en,ja**")
    assert "title=Quarterly" in page.url
    assert "title=Quarterly" in (page.locator("#language").get_attribute("href") or "")
    with page.expect_download() as download:
        page.locator("button[value=pptx]").click()
    assert download.value.suggested_filename.startswith("Quarterly_en-ja_")
    slides = Presentation(str(download.value.path())).slides
    assert [one.shapes.title.text for one in slides].count("Quarterly") == 2
    expect(page.locator("#making-told")).to_contain_text("Done")
    with page.expect_download() as download:
        page.locator("button[value=pdf]").click()
    assert "Quarterly" in PdfReader(str(download.value.path())).pages[0].extract_text()
    office = tmp_path / "office.pptx"
    made = io.BytesIO()
    Presentation().save(made)
    office.write_bytes(made.getvalue())
    page.locator("#make input[type=file]").set_input_files(office)
    with page.expect_download() as download:
        page.locator("button[value=pptx]").click()
    assert Presentation(str(download.value.path())).slide_width == Presentation(str(office)).slide_width
    office.write_bytes(b"none")
    page.locator("#make input[type=file]").set_input_files(office)
    page.locator("button[value=pptx]").click()
    expect(page.locator("#making.is-fault")).to_contain_text("cannot be used")
    expect(page.locator("button[value=pptx]")).to_be_enabled()
    visit.assert_clean()


def test_a_job_that_the_server_does_not_know_is_made_plainly(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"/briefing?{ITEMS}&lang=en")
    asked: list[str] = []

    def forgotten(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404, body="No such job.")

    page.route("**/briefing/jobs/*", forgotten)
    with page.expect_download() as download:
        page.locator("button[value=pdf]").click()
    assert asked
    assert download.value.suggested_filename.startswith("briefing_en_")
    expect(page.locator("button[value=pdf]")).to_be_enabled()


def test_anothers_tray_does_not_take_the_place_of_ones_own(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"/briefing?{ITEMS}&lang=en")
    settled(page, "objective", "compare", "severity")
    page.goto("/briefing?item=kind&lang=en")
    expect(page.locator("#tray-another")).to_be_visible()
    page.locator("#tray-mine").click()
    settled(page, "objective", "compare", "severity")
    expect(page.locator("#tray-another")).to_be_hidden()
    page.goto("/briefing?item=kind&lang=en")
    page.locator("#tray-adopt").click()
    expect(page.locator("#tray-another")).to_be_hidden()
    settled(page, "kind")
    visit.assert_clean()


def test_without_scripts_the_tray_is_ordered_and_made(page_factory) -> None:
    visit = page_factory(1440, 900, "en", javascript=False)
    page = visit.page
    page.goto(f"/briefing?{ITEMS}&lang=en")
    page.locator("#up-2").click()
    expect_order(page, "objective", "severity", "compare")
    page.locator(".tray-address input[name=add]").fill("/trends?series=recaap-asia")
    page.locator(".tray-address button").click()
    expect_order(page, "objective", "severity", "compare", "trend")
    page.locator("#make input[name=title]").fill("Plain")
    page.locator("noscript button, button[formmethod=get]").click()
    assert page.locator("#make input[name=title]").input_value() == "Plain"
    with page.expect_download() as download:
        page.locator("button[value=pptx]").click()
    assert download.value.suggested_filename.startswith("Plain_en_")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_fits_its_window_with_and_without_charts(
    page_factory, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    for address in (f"/briefing?{ITEMS}&lang={language}", f"/briefing?lang={language}"):
        visit.page.goto(address)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        inside = "(box, width) => box.every(b => b.left >= 0 && b.right <= width)"
        boxes = visit.page.locator(".briefing .panel").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().toJSON())"
        )
        assert visit.page.evaluate(f"([boxes, width]) => ({inside})(boxes, width)", [boxes, width])
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_the_number_in_the_tray_leaves_every_entry_in_sight(
    page_factory, width: int, language: str
) -> None:
    page = page_factory(width, 844, language).page
    page.goto(f"/trends?lang={language}")
    page.evaluate("localStorage.setItem('piracy-tray', 'item=trend&item=trend&item=trend')")
    page.reload()
    expect(page.locator("html[data-tray='3']")).to_be_attached()
    for entry in page.locator(".bar > .nav .nav-link").all():
        box = entry.bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, entry.inner_text()
