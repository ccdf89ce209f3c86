"""An analyst's road in a real browser: sign in, drop a file, mend it in the grid, load it, take it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

WIDTHS = [(1440, 900), (390, 844)]
WITH_THREE_FAULTS = [
    "表　世界の海賊等事案（単位：件）,",
    "年,件数",
    "2023年,120",
    "2024年,-116",
    "25年,137",
    "2022年,約115",
]
PASTED = "series\tyear\tvalue\nimb-somalia\t2025\t6\nimb-somalia\t2024\t<b>9</b>\n=1+1\t2024\t3\n"
DROP = """([name, bytes]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  document.getElementById("drop").dispatchEvent(
    new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""


@pytest.fixture
def sign_in_address(server: str, server_output: Path) -> str:
    """The newest one-time link that the server printed."""
    return re.findall(r"http://\S+/sign-in/\S+", server_output.read_text(encoding="utf-8"))[-1]


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(DROP, [name, list(content)])
    page.wait_for_url("**/data/drafts/**")


def correct(page: Page, line: int, column: int, text: str) -> None:
    """Type into a cell and leave it by the keyboard; wait for the file to be checked again."""
    cell = page.locator(f"#cell-{line}-{column}")
    cell.focus()
    cell.fill(text)
    with page.expect_response("**/cells*"):
        page.keyboard.press("Tab")
    expect(page.locator(f"#cell-{line}-{column}")).to_have_value(text)


def newest_value(page: Page, series: str) -> str:
    page.goto(f"/trends?series={series}&from=2025&to=2025&lang=en")
    return page.locator("#sheet-table table").first.inner_text()


def test_an_analyst_mends_a_faulty_file_loads_it_and_takes_it_back(
    page_factory, sign_in_address: str
) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    before = newest_value(page, "imb-world")
    assert "137" in before
    page.goto(sign_in_address)
    expect(page).to_have_url(re.compile("/data$"))
    drop(page, "表.csv", "\r\n".join(WITH_THREE_FAULTS).encode("cp932"))
    expect(page.locator("h1")).to_have_text("表.csv")
    expect(page.locator(".understood")).to_contain_text("cp932")
    expect(page.locator(".problems li.is-error")).to_have_count(3)
    page.fill("#cite", "Annual report")
    correct(page, 4, 1, "116")
    expect(page.locator("#cite")).to_have_value("Annual report")
    correct(page, 5, 0, "2025年")
    expect(page.locator(".problems li.is-error")).to_have_count(1)
    correct(page, 6, 1, "115")
    expect(page.locator(".problems li.is-error")).to_have_count(0)
    correct(page, 5, 1, "141")
    page.select_option("#series", "imb-world")
    page.fill("#cite", "Annual report for 2025, second edition")
    page.fill("#published", "2026-06-30")
    page.select_option("#publisher", "imb")
    with page.expect_response("**/answers*"):
        page.click("form[action*='/answers'] button[type=submit]")
    expect(page.locator(".banner")).to_have_class(re.compile("good"))
    expect(page.locator(".changes tbody tr", has_text="2025")).to_contain_text("141")
    expect(page.locator(".before-after svg")).to_be_visible()
    assert newest_value_in_another_tab(visit, "imb-world") == before, "nothing is stored before the commit"
    page.fill("#reason", "the second edition counts four more")
    page.click("form[action*='/commit'] button[type=submit]")
    page.wait_for_url("**/data/history/*")
    batch = page.url
    expect(page.locator(".understood")).to_contain_text("the second edition counts four more")
    assert "141" in newest_value(page, "imb-world")
    page.goto(batch)
    page.fill("#reason", "the edition was withdrawn")
    page.click("form[action*='/undo'] button[type=submit]")
    page.wait_for_url(lambda address: address != batch)
    assert newest_value(page, "imb-world") == before
    visit.assert_clean()


def test_what_is_answered_while_a_cell_is_checked_is_kept(page_factory, sign_in_address: str) -> None:
    page = page_factory(1440, 900, "en").page
    page.goto(sign_in_address)
    drop(page, "表.csv", "\r\n".join(WITH_THREE_FAULTS).encode("cp932"))
    page.fill("#cite", "Annual report")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/cells*", hold)
    cell = page.locator("#cell-4-1")
    cell.focus()
    cell.fill("116")
    page.keyboard.press("Tab")
    expect(page.locator(".busy").first).to_be_visible()
    page.fill("#cite", "Annual report, second edition")
    page.select_option("#series", "imb-world")
    held[0].continue_()
    expect(page.locator(".problems li.is-error")).to_have_count(2)
    expect(page.locator("#cite")).to_have_value("Annual report, second edition")
    expect(page.locator("#series")).to_have_value("imb-world")


SHAPES = {
    "notes": "表,\n（単位：件）,\n年,件数\n2023,120\n注：速報を含む。,\n2024,116\n合計,236\n出典：年報,\n",
    "long": "年,件数\n" + "".join(f"{year},{year % 90}\n" for year in range(1900, 2020)) + "注,\n",
    "wide": "海域,"
    + ",".join(map(str, range(1990, 2020)))
    + "\nアジア"
    + ",7" * 30
    + "\n注：速報"
    + "," * 30
    + "\n",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_cells_stand_below_their_letters_in_rows_of_every_kind(
    page_factory, sign_in_address: str, shape: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, "ja")
    page = visit.page
    page.goto(sign_in_address)
    drop(page, "表.csv", SHAPES[shape].encode())
    heads = page.locator(".grid thead th").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().x)"
    )
    rows = page.locator(".grid tbody tr:not(.skipped)").evaluate_all(
        "all => all.map(row => [...row.children].map(one => one.getBoundingClientRect().x))"
    )
    assert len(rows) >= 3
    assert all(row == pytest.approx(heads) for row in rows)
    first = page.locator(".grid tbody td").first.bounding_box()
    box = page.locator(".grid-scroll").first.bounding_box()
    assert first and box
    assert first["x"] + 60 < box["x"] + box["width"], "the first cells are seen without scrolling"
    visit.assert_clean()


def newest_value_in_another_tab(visit, series: str) -> str:
    tab = visit.page.context.new_page()
    found = newest_value(tab, series)
    tab.close()
    return found


def test_pasted_cells_are_text_even_where_they_look_like_markup_or_formulas(
    page_factory, sign_in_address: str
) -> None:
    visit = page_factory(1440, 900, "ja")
    page = visit.page
    page.goto(sign_in_address)
    ahead = page.evaluate("String(-new Date().getTimezoneOffset())")
    assert f"piracy_clock={ahead}" in page.evaluate("document.cookie").split("; ")
    page.fill("#pasted", PASTED)
    page.click("#upload button[type=submit]")
    page.wait_for_url("**/data/drafts/**")
    expect(page.locator("#cell-3-2")).to_have_value("<b>9</b>")
    assert page.locator(".problems b, .grid b").count() == 0
    expect(page.locator(".problems")).to_contain_text("「<b>9</b>」")
    visit.assert_clean()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_desk_is_clean_and_fits_the_window(
    page_factory, sign_in_address: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    page = visit.page
    page.goto(sign_in_address)
    for path in ("/data", "/data/history", "/data/history/1"):
        page.goto(path)
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        expect(page.locator("h1")).to_have_count(1)
    page.goto("/data")
    drop(page, "simple.csv", b"series,year,value\nimb-somalia,2024,8\nimb-somalia,25,5\n")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_clean()


def test_a_reader_who_is_not_signed_in_changes_nothing(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/data")
    expect(visit.page.locator("main")).to_contain_text("Reading is open to everyone")
    assert visit.page.locator("#upload").count() == 0
    answer = visit.page.request.post("/data/upload", form={"pasted": "year,value\n2024,1\n"})
    assert answer.status == 403
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_was_typed_and_not_sent_goes_along_to_the_other_language(
    page_factory, sign_in_address: str, language: str
) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(sign_in_address)
    drop(page, "表.csv", "海域,年,件数\nどこか,2016,55\n".encode())
    page.fill("#cite", "Annual report")
    page.select_option("#publisher", "imb")
    page.locator(".define summary", has=page.locator("xpath=../*[@id='new-id']")).click()
    page.fill("#new-id", "x-nowhere")
    page.check("[name=keep_mapping]")
    page.click("#language")
    expect(page.locator("html")).not_to_have_attribute("lang", language)
    expect(page.locator("#cite")).to_have_value("Annual report")
    expect(page.locator("#publisher")).to_have_value("imb")
    expect(page.locator("[name=keep_mapping]")).to_be_checked()
    expect(page.locator("#new-id")).to_have_value("x-nowhere")
    expect(page.locator("#new-id")).to_be_visible()
    page.reload()
    expect(page.locator("#cite")).to_have_value("")
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_cell_left_by_the_language_link_is_corrected(
    page_factory, sign_in_address: str, language: str
) -> None:
    visit = page_factory(1440, 900, language)
    page = visit.page
    page.goto(sign_in_address)
    drop(page, "表.csv", b"series,year,value\nimb-somalia,2024,8x\n")
    page.fill("#cell-2-2", "8")
    page.click("#language")
    expect(page.locator("html")).not_to_have_attribute("lang", language)
    expect(page.locator("#cell-2-2")).to_have_value("8")
    expect(page.locator("td.edited")).to_have_count(1)
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_tables_of_the_history_are_read_without_scrolling_sideways_on_a_telephone(
    page_factory, sign_in_address: str, language: str
) -> None:
    visit = page_factory(390, 844, language)
    page = visit.page
    page.goto(sign_in_address)
    for path in ("/data/history", "/data/history/1"):
        page.goto(path)
        table = page.locator(".grid-scroll")
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth"), path
        row = (
            page.locator(".changes tbody tr")
            .first.locator("td")
            .evaluate_all(
                "all => all.map(one => [one.dataset.label, getComputedStyle(one, '::before').content])"
            )
        )
        assert all(content == f'"{label}"' for label, content in row), path
    visit.assert_clean()
