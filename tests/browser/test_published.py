"""A published copy, opened from the disk with the network off: it reads, it draws, it leads on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.markup.assets import asset
from dashboard.words import LANGUAGES

LOCALES = {"en": "en-GB", "ja": "ja-JP"}
PAGES = ("index.html", "trends/imb-world.html", "breakdown.html", "compare/africa.html", "revisions.html")
ANSWERS = "() => document.documentElement.classList.contains('answers')"
SHIFT = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { window.__shift += entry.value; } }
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Visit:
    """A tab that has no network, and what went wrong in it."""

    page: Page
    folder: Path
    errors: list[str] = field(default_factory=list)

    def open(self, file: str) -> None:
        self.page.goto((self.folder / file).as_uri())


@pytest.fixture(scope="module")
def folder(published_copy: Path) -> Path:
    """A copy with a few series and formats."""
    return published_copy / "site"


Opening = Callable[..., Visit]


@pytest.fixture
def opened(chromium: Browser, folder: Path) -> Iterator[Opening]:
    """Open tabs from the disk, without network; ``javascript`` and ``width`` as wanted."""
    with ExitStack() as stack:

        def open_tab(language: str, *, width: int = 1440, javascript: bool = True) -> Visit:
            context = chromium.new_context(
                viewport={"width": width, "height": 900},
                locale=LOCALES[language],
                java_script_enabled=javascript,
                offline=True,
            )
            stack.callback(context.close)
            context.set_default_timeout(15_000)
            visit = Visit(context.new_page(), folder)
            context.on(
                "console",
                lambda one: visit.errors.append(one.text) if one.type in ("error", "warning") else None,
            )
            context.on("weberror", lambda one: visit.errors.append(str(one.error)))
            context.on("requestfailed", lambda one: visit.errors.append(f"failed: {one.url}"))
            context.on(
                "request",
                lambda one: visit.errors.append(one.url) if one.url.startswith("http") else None,
            )
            return visit

        yield open_tab


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_disk_without_network_each_chart_answers_pointer_and_keys(
    opened: Opening, language: str, width: int
) -> None:
    visit = opened(language, width=width)
    page = visit.page
    page.add_init_script(SHIFT)
    for file in PAGES:
        visit.open(f"{language}/{file}")
        page.wait_for_function(ANSWERS)
        places = page.locator(".chart-box").all()
        assert places, file
        for place in places:
            chart, box = place.locator("svg.picture:visible"), place.locator(".hand-box")
            mark = chart.locator("g.plot .mark").last
            shape = mark.locator("path").last
            shape.scroll_into_view_if_needed()
            shape.hover(force=True)
            expect(box).to_be_visible()
            expect(box).to_contain_text(mark.get_attribute("data-said") or "nothing is said")
            page.mouse.move(0, 0)
            expect(box).to_be_hidden()
            chart.focus()
            page.keyboard.press("End")
            page.keyboard.press("Home")
            expect(box).to_be_visible()
            told = page.locator("#hand-told").inner_text()
            spoken = chart.locator(".mark").evaluate_all(
                "marks => marks.map(mark => mark.getAttribute('aria-label'))"
            )
            assert told in spoken, file
            page.keyboard.press("Escape")
            expect(box).to_be_hidden()
        assert page.evaluate("window.__shift") == 0, file
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file
    assert visit.errors == []


def test_a_copy_carries_the_very_script_by_which_the_site_answers(folder: Path) -> None:
    assert (folder / "assets" / "chart.js").read_bytes() == asset("chart.js")
    assert not [file for file in folder.rglob("*.js") if "plotly" in file.name or "dash" in file.name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_on_a_mark_and_the_enter_key_lead_to_its_source(
    opened: Opening, folder: Path, language: str
) -> None:
    visit = opened(language)
    page = visit.page
    sources = f"{(folder / language / 'sources.html').as_uri()}#publication-imb-*"
    visit.open(f"{language}/trends/imb-world.html")
    page.wait_for_function(ANSWERS)
    chart = page.locator(".chart-box svg.picture:visible")
    chart.locator("a.mark[data-observation^='imb-world/']").nth(3).click()
    page.wait_for_url(sources)
    assert page.locator(":target").count() == 1
    visit.open(f"{language}/trends/imb-world.html")
    page.wait_for_function(ANSWERS)
    chart.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url(sources)
    assert page.locator(":target").count() == 1
    assert visit.errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_it_reads_and_its_marks_are_links(opened: Opening, language: str) -> None:
    visit = opened(language, javascript=False)
    visit.open(f"{language}/trends/imb-world.html")
    assert visit.page.locator("svg.picture:visible").count() == 1
    visit.page.locator("svg.picture:visible a.mark[data-observation^='imb-world/']").first.click()
    assert "sources.html#publication-imb-" in visit.page.url
    visit.page.locator("#language").click()
    other = next(one for one in LANGUAGES if one != language)
    assert visit.page.url.endswith(f"/{other}/sources.html")


def test_the_narrow_picture_takes_the_place_of_the_wide_one_and_answers_when_the_window_shrinks(
    opened: Opening,
) -> None:
    visit = opened("en")
    page = visit.page
    visit.open("en/trends/imb-world.html")
    page.wait_for_function(ANSWERS)
    years = page.locator("svg.picture:visible g.years text")
    ticks = years.count()
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_function("document.documentElement.scrollWidth <= 390")
    assert 0 < years.count() < ticks
    chart = page.locator("svg.picture:visible")
    chart.focus()
    page.keyboard.press("End")
    expect(page.locator(".hand-box:visible")).to_have_count(1)
    assert visit.errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_root_leads_to_the_browsers_language(opened: Opening, language: str) -> None:
    visit = opened(language)
    visit.open("index.html")
    visit.page.wait_for_url(f"**/{language}/index.html")
    assert visit.page.evaluate("document.documentElement.lang") == language
    without = opened(language, javascript=False)
    without.open("index.html")
    assert without.page.locator("a[hreflang]").all_inner_texts() == ["English", "日本語"]


def test_every_series_is_reached_by_links_and_its_files_are_there(opened: Opening, folder: Path) -> None:
    visit = opened("en")
    visit.open("en/index.html")
    visit.page.get_by_role("link", name="Charts", exact=True).click()
    visit.page.locator("#all-series > summary").click()
    visit.page.locator("#all-series a[href$='imb-world.html']").click()
    visit.page.wait_for_function(ANSWERS)
    assert "IMB" in visit.page.title()
    for address in visit.page.eval_on_selector_all(".take-files a", "all => all.map(one => one.href)"):
        assert Path(address.removeprefix("file://")).is_file()
    visit.page.locator("details.take > summary").click()
    assert visit.page.locator(".take-files a").count() == 2
    assert visit.page.locator(".copy-picture:visible").count() == 0
    assert visit.errors == []
    with visit.page.expect_download() as saved:
        visit.page.locator(".take-files a", has_text="CSV").click()
    assert saved.value.suggested_filename == "imb-world.csv"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder under /piracy/ as any web server does, with its 404.html for what is not there."""

    def log_message(self, *_parts: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/piracy"))

    def send_error(self, code: int, *_parts: object, **_named: object) -> None:
        own = f"http://127.0.0.1:{self.server.server_address[1]}/piracy"
        content = (Path(self.directory) / "404.html").read_text(encoding="utf-8")
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content.replace("https://stats.example.go.jp/piracy", own).encode())


def test_an_address_of_the_site_that_answers_leads_to_the_same_page_of_the_copy(
    chromium: Browser, folder: Path
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = chromium.new_page(base_url=f"http://127.0.0.1:{server.server_port}", locale="en-GB")
        page.goto("/piracy/trends?series=imb-world&recorded=2026-11-22&lang=ja")
        page.wait_for_url("**/piracy/ja/trends/imb-world.html")
        page.locator("details.take > summary").click()
        with page.expect_download() as saved:
            page.locator(".take-files a", has_text="CSV").click()
        assert re.fullmatch(r"imb-world_\d{4}-\d{4}_ja_[\d-]{10}\.csv", saved.value.suggested_filename)
        page.goto("/piracy/breakdown?lang=en#kind")
        page.wait_for_url("**/piracy/en/breakdown.html#kind")
        page.goto("/piracy/nothing/here")
        page.locator("a[hreflang=ja]").click()
        page.wait_for_url("**/piracy/ja/index.html")
        page.close()
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_publications_narrows_without_a_server(
    opened: Opening, folder: Path, language: str
) -> None:
    visit = opened(language)
    visit.open(f"{language}/sources.html")
    page = visit.page
    assert page.locator("form").count() == 0
    every = page.locator(".publication-line:visible").count()
    page.locator("#find").fill("imb annual 2023")
    shown = page.locator(".publication-line:visible")
    expect(shown).to_have_count(1)
    expect(shown.locator("article")).to_have_id("publication-imb-annual-2023")
    page.evaluate("location.hash = 'publication-recaap-annual-2015'")
    expect(page.locator("#publication-recaap-annual-2015")).to_be_in_viewport()
    expect(page.locator(".publication-line:visible")).to_have_count(every)
    assert visit.errors == []


def test_without_scripts_a_copy_shows_every_publication_and_no_fields(opened: Opening) -> None:
    visit = opened("en", javascript=False)
    visit.open("en/sources.html")
    visit.page.goto(f"{visit.page.url}#publication-imb-annual-2023")
    expect(visit.page.locator("#publication-imb-annual-2023")).to_be_in_viewport()
    expect(visit.page.locator("#find")).to_be_hidden()
    assert visit.page.locator(".publication-line:visible").count() > 100
