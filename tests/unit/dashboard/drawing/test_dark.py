"""A picture on a page has a dark colour for each light one; the picture itself, and so its file, has none."""

from __future__ import annotations

import re

import pytest
from scenes import EVERYTHING

from dashboard.drawing.dark import WHERE, dark_style
from dashboard.drawing.svg import svg
from dashboard.scene import theme
from dashboard.scene.dark import DARK


@pytest.mark.parametrize("name", EVERYTHING)
def test_each_colour_that_a_picture_is_drawn_in_has_its_rule(name: str) -> None:
    picture = svg(EVERYTHING[name](), theme.WIDE, title="t", description="d", prefix="p")
    rules = dark_style(picture)
    written = set(re.findall(r'(fill|stroke|data-ink)="(#\w+)"', picture))
    assert ("fill", theme.PAPER) in written
    assert set(re.findall(r'\[([\w-]+)="(#\w+)"\]', rules)) == written
    assert rules.startswith(f"<style>@media {WHERE}{{[")
    assert not {dark for dark in DARK.values() if dark in picture}


def test_a_rule_gives_the_dark_colour_of_the_very_property() -> None:
    light = theme.FAMILIES["blue"][0]
    style = dark_style(f'<path fill="none" stroke="{light}"/><g data-ink="{light}"/>')
    assert f'[stroke="{light}"]{{stroke:{DARK[light]}}}' in style
    assert f'[data-ink="{light}"]{{color:{DARK[light]}!important}}' in style
    assert "fill" not in style
