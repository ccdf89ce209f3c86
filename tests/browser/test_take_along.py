"""Taking a chart along in a real browser: the menu, the clipboard, and a frame on another site."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import waitress.server
from playwright.sync_api import Frame, Page, expect
from sqlalchemy import Engine

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters.texts import texts_of
from dashboard.pages.parts.embed_size import heights
from dashboard.pages.parts.share_menu import iframe_code
from dashboard.record.queries import catalogue
from dashboard.web.application import create_app

MINOR = "/trends?series=imb-south-east-asia&series=recaap-asia&from=2021&to=2023"
PAGES = ["/trends", "/compare", "/revisions", "/breakdown"]
WIDTHS = [(1440, 900), (390, 844)]
SHOWN = "svg.picture:visible"


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", PAGES)
def test_the_menu_opens_inside_the_window_and_closes_again(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    page = visit.page
    page.goto(path)
    visit.answers()
    for number in range(page.locator("details.take").count()):
        menu = page.locator("details.take").nth(number)
        menu.locator("summary").click()
        box = menu.locator(".take-menu").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        expect(menu.locator(".take-menu")).to_be_hidden()
        expect(menu.locator("summary")).to_be_focused()
        menu.locator("summary").press("Enter")
        expect(menu.locator(".take-menu")).to_be_visible()
        page.locator("h1").click()
        expect(menu.locator(".take-menu")).to_be_hidden()
    visit.assert_clean()


def test_without_scripts_the_menu_has_files_links_citation_and_code_and_no_button(page_factory) -> None:
    visit = page_factory(1440, 900, "en", javascript=False)
    page = visit.page
    page.goto(MINOR)
    page.locator("details.take summary").click()
    menu = page.locator(".take-menu")
    expect(menu.locator("button:visible")).to_have_count(0)
    expect(menu.locator(".take-text").first).to_contain_text("Maritime Piracy Statistics, “")
    assert "<iframe src=" in menu.locator(".take-code").first.inner_text()
    with page.expect_download() as download:
        menu.locator(".take-files a", has_text="CSV").click()
    assert download.value.suggested_filename.startswith("imb-south-east-asia_recaap-asia_2021-2023_en_")
    menu.locator(".take-permanent").click()
    page.wait_for_url("**recorded=**")
    expect(page.locator(".as-of")).to_be_visible()


def test_buttons_copy_link_citation_and_code(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(MINOR)
    visit.answers()
    page.locator("details.take summary").click()

    def copied(name: str) -> str:
        page.get_by_role("button", name=name).click()
        expect(page.locator("#copied")).to_have_text("Copied")
        return str(page.evaluate("navigator.clipboard.readText()"))

    live = copied("Copy link (newest)")
    assert live.startswith(f"{visit.server}/trends?series=imb-south-east-asia&series=recaap-asia")
    assert "recorded=" not in live
    link = copied("Copy link (frozen)")
    assert link.startswith(
        f"{visit.server}/trends?series=imb-south-east-asia&series=recaap-asia&from=2021&to=2023"
    )
    assert "recorded=" in link
    assert copied("Copy citation") == page.locator(".take-text").first.inner_text()
    newest, frozen = copied("Copy code (newest)"), copied("Copy code (frozen)")
    assert newest.startswith(f'<iframe src="{visit.server}/embed/trend?')
    assert "recorded=" not in newest
    assert "recorded=" in frozen
    visit.assert_clean()


def test_the_menu_follows_the_selection(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(MINOR)
    visit.answers()
    page.locator("a.chip", has_text="ReCAAP Asia").click()
    expect(page.locator(".headline")).to_have_text("IMB South East Asia: 67 in 2023")
    page.locator("details.take summary").click()
    for link in page.locator(".take-files a, .take-permanent").all():
        assert "recaap-asia" not in str(link.get_attribute("href"))
    assert "recaap-asia" not in page.locator(".take-menu").inner_text()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


Site = Callable[[str], str]


@pytest.fixture
def other_site() -> Iterator[Site]:
    """Another site with one page, whose content is given; returns its origin."""
    with ExitStack() as opened:

        def serve(content: str) -> str:
            class Answer(BaseHTTPRequestHandler):
                def do_GET(self) -> None:
                    body = f"<!DOCTYPE html><meta charset=utf-8><title>Other</title>{content}".encode()
                    self.send_response(200)
                    self.send_header("Content-Type", "text/html")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

                def log_message(self, *_arguments: object) -> None:
                    pass

            site = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
            threading.Thread(target=site.serve_forever, daemon=True).start()
            opened.callback(site.server_close)
            opened.callback(site.shutdown)
            return f"http://localhost:{site.server_address[1]}"

        yield serve


@pytest.fixture(scope="module")
def embeddable(shared: Engine) -> Iterator[str]:
    """The application in this process, so that a test can say who may embed."""
    port = free_port()
    server = waitress.server.create_server(create_app(shared).server, host="127.0.0.1", port=port)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{port}"
    server.close()


def framed(page: Page, origin: str) -> Frame:
    page.goto(origin, wait_until="load")
    (frame,) = page.frames[1:]
    frame.wait_for_load_state("load")
    return frame


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("chart", ["trend", "compare", "revisions", "severity"])
def test_a_named_site_shows_the_chart_in_a_frame_of_any_width(
    page_factory,
    embeddable: str,
    other_site: Site,
    monkeypatch: pytest.MonkeyPatch,
    chart: str,
    width: int,
    language: str,
    javascript: bool,
) -> None:
    address = f"{embeddable}/embed/{chart}?lang={language}"
    origin = other_site(f'<iframe src="{address}" width="{width}" height="900" style="border:0"></iframe>')
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origin)
    visit = page_factory(1000, 1000, language, javascript=javascript)
    frame = framed(visit.page, origin)
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator(SHOWN)).to_have_count(1)
    box = frame.locator(SHOWN).bounding_box()
    own = visit.page.locator("iframe").bounding_box()
    assert box and own
    assert box["x"] >= own["x"]
    assert box["x"] + box["width"] <= own["x"] + width
    assert box["width"] > 0.8 * min(width, 780)
    assert frame.evaluate("document.documentElement.scrollWidth") <= width
    frame.locator(".embed-figures:has(table) summary").click()
    expect(frame.locator("tr[data-observation]").first).to_be_visible()
    assert frame.evaluate("document.documentElement.scrollWidth") <= width
    assert not visit.errors


def test_a_link_of_the_frame_opens_the_full_page_in_the_whole_window(
    page_factory, embeddable: str, other_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{embeddable}/embed/trend?series=recaap-asia&lang=en"
    origin = other_site(f'<iframe src="{address}" width="800" height="900"></iframe>')
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origin)
    visit = page_factory(1000, 1000, "en")
    framed(visit.page, origin).locator(".embed-link a").click()
    visit.page.wait_for_url(f"{embeddable}/trends?series=recaap-asia&lang=en")


def test_a_site_that_is_not_named_is_refused(
    page_factory, embeddable: str, other_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = other_site(f'<iframe src="{embeddable}/embed/trend" width="800" height="900"></iframe>')
    for named in ("", "https://www.example.go.jp", f"{origin}1"):
        monkeypatch.setenv("PIRACY_EMBED_ORIGINS", named)
        visit = page_factory(1000, 1000, "en")
        frame = framed(visit.page, origin)
        expect(frame.locator("h1.headline")).to_have_count(0)
        assert any("frame-ancestors" in one or "X-Frame-Options" in one for one in visit.errors)


def test_no_page_of_the_site_itself_can_be_framed_even_by_a_named_site(
    page_factory, embeddable: str, other_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = other_site(f'<iframe src="{embeddable}/trends" width="800" height="900"></iframe>')
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origin)
    visit = page_factory(1000, 1000, "en")
    expect(framed(visit.page, origin).locator("h1.page-title")).to_have_count(0)
    assert visit.errors


HOST = '<script src="{site}/assets/embed-host.js" async></script>'


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [320, 900])
@pytest.mark.parametrize("chart", ["trend", "compare", "severity"])
def test_a_frame_is_as_high_as_its_chart_and_follows_it(
    page_factory,
    embeddable: str,
    other_site: Site,
    monkeypatch: pytest.MonkeyPatch,
    chart: str,
    width: int,
    language: str,
) -> None:
    frame_code = (
        f'<iframe src="{embeddable}/embed/{chart}?lang={language}" style="border:0;width:100%"></iframe>'
    )
    origin = other_site(f'<div style="width:{width}px">{frame_code}</div>{HOST.format(site=embeddable)}')
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origin)
    visit = page_factory(1000, 1000, language)
    page = visit.page
    frame = framed(page, origin)
    outer = page.locator("iframe")

    def fits() -> bool:
        high = outer.bounding_box()["height"]
        room, needed = frame.evaluate("[innerHeight, document.documentElement.scrollHeight]")
        has_bar = frame.evaluate("innerWidth > document.documentElement.clientWidth")
        return abs(high - needed) <= 1 and needed <= room and not has_bar

    wait_until(page, fits)
    before = outer.bounding_box()["height"]
    frame.locator(".embed-figures:has(table) summary").click()
    wait_until(page, lambda: outer.bounding_box()["height"] > before + 50 and fits())
    page.evaluate(f"document.querySelector('div').style.width = '{1220 - width}px'")
    wait_until(page, fits)
    assert not visit.errors


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(40):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it does not come to hold")


def test_no_other_page_moves_a_frame(
    page_factory, embeddable: str, other_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    tells = "<script>setInterval(() => parent.postMessage({piracyChartHeight: 4321}, '*'), 20)</script>"
    stranger = other_site(tells)
    sources = {"theirs": stranger, "ours": f"{embeddable}/embed/severity"}
    frames = "".join(f'<iframe id="{name}" src="{source}"></iframe>' for name, source in sources.items())
    origin = other_site(f"{frames}{HOST.format(site=embeddable)}")
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origin)
    page = page_factory(1000, 1000, "en").page
    page.goto(origin, wait_until="load")
    wait_until(page, lambda: page.locator("#ours").bounding_box()["height"] > 400)
    page.wait_for_timeout(200)
    assert page.locator("#theirs").bounding_box()["height"] < 200
    assert page.locator("#ours").bounding_box()["height"] != 4321


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", ["trend", "compare", "kind", "rates", "objective", "running"])
def test_without_its_script_a_frame_has_the_height_of_its_width(
    page_factory,
    embeddable: str,
    other_site: Site,
    shared: Engine,
    monkeypatch: pytest.MonkeyPatch,
    chart: str,
    language: str,
) -> None:
    known = catalogue(shared)
    asked = charts()[chart].default(shared, known, Selection(language=language, says_language=True))
    sheet = charts()[chart].build(shared, known, asked)
    narrow, wide = heights(sheet, texts_of(sheet, known, Options()))
    address = f"{embeddable}/embed/{chart}?lang={language}"
    meta = '<meta name="viewport" content="width=device-width">'
    code = iframe_code(address, title="x", narrow=narrow, wide=wide)
    origin = other_site(f'{meta}<body style="margin:0">{code}')
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", origin)
    for width in (320, 390, 900):
        visit = page_factory(width, 1000, language)
        frame = framed(visit.page, origin)
        high = visit.page.locator("iframe").bounding_box()["height"]
        needed = frame.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
        assert needed <= high <= 1.25 * needed, (width, needed, high)
