"""Looks and scripts as they are sent mean what was written."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from playwright.sync_api import Browser

from dashboard.markup.assets import asset, own_assets

FOLDER = resources.files("dashboard") / "assets"
SCRIPTS = [name for name in own_assets() if name.endswith(".js")]
RULES = """source => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(source);
  return [...sheet.cssRules].map(rule => rule.cssText.replace(/\\s+/g, " "));
}"""


def written(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_a_browser_reads_the_same_rules_out_of_both_style_sheets(chromium: Browser) -> None:
    page = chromium.new_page()
    as_written, as_sent = (
        page.evaluate(RULES, text) for text in (written("style.css"), asset("style.css").decode())
    )
    page.close()
    assert len(as_written) > 100
    assert as_sent == as_written


@pytest.mark.parametrize("name", SCRIPTS)
def test_of_a_script_lines_of_comments_and_indentation_alone_are_left_out(name: str) -> None:
    lines, is_comment = [], False
    for line in map(str.strip, written(name).splitlines()):
        is_comment = is_comment or line.startswith("/*")
        if line and not is_comment:
            lines.append(line)
        is_comment = is_comment and not line.endswith("*/")
    assert asset(name).decode().splitlines() == lines


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_text_of_a_script_has_several_lines(name: str) -> None:
    """Its indentation would be part of it."""
    for number, line in enumerate(asset(name).decode().splitlines(), start=1):
        assert line.count("`") % 2 == 0, (name, number)
        assert not line.endswith("\\"), (name, number)


def test_what_others_made_is_sent_as_it_came() -> None:
    (htmx,) = (file.name for file in FOLDER.iterdir() if re.fullmatch(r"desk-htmx-.*\.min\.js", file.name))
    assert asset(htmx) == (FOLDER / htmx).read_bytes()
    assert htmx not in own_assets()
