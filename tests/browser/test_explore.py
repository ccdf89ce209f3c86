"""Explore, the one page that Dash and Plotly run: one click from a chart, free to the hand, and back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

ASIA = "/trends?series=imb-south-east-asia&series=recaap-asia&from=2008&to=2023"
PAGES = ["/", "/objectives", ASIA, "/compare", "/breakdown", "/revisions"]
AGAINST = {"en": "{}–{} against {}–{}", "ja": "{}～{}年と{}～{}年の比較"}
ANOTHER = {"en": "now mark another span", "ja": "続けて別の期間を選択する"}
SELECTS = {"en": "Mark a span of years", "ja": "期間の選択"}
SELECT_TOOL = ".modebar-btn[data-attr=dragmode][data-val=select]"
PLOT = "document.querySelector('.js-plotly-plot')"
DRAWN = ".js-plotly-plot .main-svg"


def path_of(address: str) -> str:
    return urlsplit(address).path


def drag_over(page: Page, first: float, last: float) -> None:
    """Over a part of the plot, given in parts of its width."""
    box = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * first, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (first + last) / 2, y + 10, steps=5)
    page.mouse.move(box["x"] + box["width"] * last, y + 20, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", PAGES)
def test_one_click_on_a_chart_explores_it_and_its_back_link_leads_to_its_page(
    page_factory, path: str, language: str
) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(path)
    visit.answers()
    if path == "/":
        page.locator(".indicator summary").first.click()
    page.locator(".explore-link").first.click()
    page.wait_for_url("**/explore?chart=*")
    expect(page.locator(DRAWN).first).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == language
    headline = page.locator(".headline").inner_text()
    # Plotly's box stands a moment before it holds what it draws.
    page.wait_for_function("document.querySelector('.js-plotly-plot').data?.length > 0")
    page.locator(".explore a[href]", has_text=re.compile("Back|戻")).click()
    # A card of the overview is the chart of its indicator, which stands on the page of objectives.
    expected = "/objectives" if path == "/" else path_of(path)
    page.wait_for_url(lambda address: path_of(address) == expected)
    visit.answers()
    labels = [
        picture.get_attribute("aria-label") or ""
        for picture in page.locator(".chart-box svg.picture:visible").all()
    ]
    assert [label for label in labels if label == headline or label.startswith(f"{headline} – ")]
    if expected == "/objectives":
        assert urlsplit(page.url).fragment.startswith("indicator-")
    else:
        assert headline in page.locator(".headline, h2, h3, .sentence").all_inner_texts()
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_click_in_the_legend_hides_a_series(page_factory, language: str) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(f"/explore?chart=trend&{urlsplit(ASIA).query}")
    expect(page.locator(".legend .traces")).to_have_count(2)
    traces = page.locator(".cartesianlayer .trace")
    names = page.evaluate(f"{PLOT}.data.map(trace => trace.name)")
    expect(traces).to_have_count(len(names))
    page.locator(".legendtoggle").first.click()
    expect(traces).to_have_count(len([name for name in names if name != names[0]]))
    shown = page.evaluate(f"{PLOT}.data.map(trace => trace.visible !== 'legendonly')")
    assert shown == [name != names[0] for name in names]
    assert any(shown)
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_two_spans_that_are_marked_are_held_against_each_other(page_factory, language: str) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(f"/explore?chart=trend&{urlsplit(ASIA).query}")
    tool = page.locator(SELECT_TOOL)
    expect(tool).to_have_attribute("data-title", SELECTS[language])
    tool.click()
    told = page.locator("#explore-told")
    expect(told).to_be_empty()
    drag_over(page, 0.05, 0.4)
    expect(told).to_contain_text(ANOTHER[language])
    first = re.findall(r"\d{4}", told.inner_text())
    assert len(first) == 2
    drag_over(page, 0.6, 0.95)
    expect(told.locator("li")).to_have_count(2)
    title = told.locator("h3").inner_text()
    years = re.findall(r"\d{4}", title)
    assert years[:2] == first
    assert years == sorted(years)
    assert len(set(years)) == 4
    assert title == AGAINST[language].format(*years)
    expect(told.locator("li", has_text="ReCAAP")).to_contain_text(re.compile("95 ?[%％]"))
    expect(told.locator(".caution")).to_be_visible()
    expect(told).to_have_attribute("role", "status")
    drag_over(page, 0.2, 0.5)
    expect(told).to_contain_text(ANOTHER[language])
    expect(told.locator("li, .caution")).to_have_count(0)
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", ["rates", "kind", "severity", "revisions"])
def test_no_span_can_be_marked_on_rates_parts_or_editions(page_factory, chart: str, language: str) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(f"/explore?chart={chart}")
    expect(page.locator(DRAWN).first).to_be_visible()
    expect(page.locator(".modebar-btn[data-attr=dragmode][data-val=zoom]")).to_have_count(1)
    expect(page.locator(SELECT_TOOL)).to_have_count(0)
    expect(page.locator("#explore-told")).to_be_empty()
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_explore_fits_a_narrow_window(page_factory, language: str) -> None:
    visit = page_factory(390, 844, language)
    visit.page.goto(f"/explore?chart=trend&{urlsplit(ASIA).query}")
    expect(visit.page.locator(DRAWN).first).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [600, 1300])
def test_the_years_below_two_panels_stand_above_the_legend(page_factory, width: int, language: str) -> None:
    visit = page_factory(width, 900, language)
    page = visit.page
    page.goto("/explore?chart=trend&series=mofa-somalia-gulf-of-aden&series=imb-somalia&detail=2013")
    expect(page.locator(".legend .traces")).to_have_count(4)
    legend, year = (
        page.locator(".legend .bg").bounding_box(),
        page.locator(".xtick, .x2tick").filter(has_text=re.compile(r"^20\d\d$")).first.bounding_box(),
    )
    assert legend
    assert year
    assert year["y"] + year["height"] <= legend["y"]
    visit.assert_clean()
