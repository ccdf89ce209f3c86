"""Each series has one look for good, and no two that stand together can be taken for each other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.judged import build_card
from dashboard.collect import collect
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene import theme
from dashboard.scene.dark import DARK
from dashboard.scene.looks import look_alone, looks_of
from dashboard.scene.scene import COLUMNS, EDITIONS, LINE, MARKS, PART, WHOLE, Panel, Series
from dashboard.scene.sheet import Sheet
from dashboard.scene.theme import (
    BAND,
    BAND_EDGE,
    BREAK,
    CAUTION,
    DASHES,
    EVENTS,
    FAMILIES,
    HOLLOW,
    INK,
    PAPER,
    PART_PATTERNS,
    QUIET,
    SIGNS,
    STRIP,
    STYLES,
    WINDOW,
    Style,
    look_of,
    style_of,
)
from ingest.database import PROJECT

CHARTS = collect(dashboard.charts, "CHART", Chart)
OF_SERIES = (COLUMNS, LINE, MARKS, EDITIONS)
TEXT_CONTRAST, GRAPHIC_CONTRAST = 4.5, 3.0
COLOUR = re.compile("#[0-9A-F]{6}")
LIGHTER = 1.5
"""Contrast of two columns side by side that are told apart without colour."""
TELLING = 12.0
"""CIE 1976 colour difference that adjoining columns keep for every eye; some 2.3 can just be seen."""
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of
color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291-1298."""


@pytest.fixture(scope="module")
def words(shared: Engine) -> Catalogue:
    return catalogue(shared)


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def lab(colour: str, eye: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(eye @ linear(colour), 0, 1) / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: str, other: str) -> float:
    """The smallest difference of two colours that any of the eyes sees."""
    return min(float(np.linalg.norm(lab(one, eye) - lab(other, eye))) for eye in EYES.values())


def sheets(engine: Engine, words: Catalogue) -> Iterator[tuple[str, Sheet]]:
    """What pages show before anything is chosen, and what each card, region and objective shows."""
    for indicator in words.indicators:
        yield f"card {indicator}", build_card(engine, words, indicator, Selection())
        chart = CHARTS["objective"]
        selection = chart.default(engine, words, Selection(indicator=indicator))
        yield f"objective {indicator}", chart.build(engine, words, selection)
    for region in words.regions:
        chart = CHARTS["compare"]
        selection = chart.default(engine, words, Selection(region=region))
        yield f"region {region}", chart.build(engine, words, selection)
    for name in ("trend", "rates", "revisions"):
        selection = CHARTS[name].default(engine, words, Selection())
        yield name, CHARTS[name].build(engine, words, selection)


def together(panel: Panel) -> Iterator[tuple[Series, Series]]:
    members = [series for series in panel.series if series.role in OF_SERIES]
    return (pair for pair in combinations(members, 2) if pair[0].id != pair[1].id)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_of_a_series_may_be_written_in_on_light_and_on_dark_paper() -> None:
    for shades in FAMILIES.values():
        for colour in shades:
            assert contrast(colour, PAPER) >= TEXT_CONTRAST, colour
            assert contrast(DARK[colour], DARK[PAPER]) >= TEXT_CONTRAST, DARK[colour]


def test_words_and_marks_are_seen_on_every_ground_of_a_dark_picture() -> None:
    grounds = [DARK[ground] for ground in (PAPER, BAND, WINDOW, STRIP, CAUTION)]
    texts = [DARK[colour] for colour in (INK, QUIET, BREAK)]
    for ground in grounds:
        assert all(contrast(text, ground) >= TEXT_CONTRAST for text in texts), ground
        marks = [*(DARK[colour] for shades in FAMILIES.values() for colour in shades), DARK[HOLLOW]]
        assert all(contrast(mark, ground) >= GRAPHIC_CONTRAST for mark in marks), ground
    assert contrast(DARK[BAND_EDGE], DARK[PAPER]) >= GRAPHIC_CONTRAST
    for style in EVENTS.values():  # the number in the mark has the colour of paper
        assert contrast(DARK[style.colour], DARK[PAPER]) >= TEXT_CONTRAST
        assert contrast(DARK[style.colour], DARK[STRIP]) >= TEXT_CONTRAST


def test_every_colour_of_the_theme_has_its_dark_one() -> None:
    named = {value for value in vars(theme).values() if isinstance(value, str) and COLOUR.fullmatch(value)}
    styled = {style.colour for style in (*STYLES, *EVENTS.values())}
    assert len(named) > 8
    assert named | styled == set(DARK)


def test_the_table_names_every_series_of_the_data_once_with_its_publisher(words: Catalogue) -> None:
    with (PROJECT / "dashboard/scene/looks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {row["series"]: row["publisher"] for row in rows}
    assert len(named) == len(rows)
    assert named == {row.id: row.publisher for row in words.series.values()}
    assert all(row["family"] in FAMILIES and row["symbol"] in SIGNS for row in rows)
    families = {
        row["publisher"]: {other["family"] for other in rows if other["publisher"] == row["publisher"]}
        for row in rows
    }
    assert all(len(family) == 1 for family in families.values())


def test_a_series_has_one_colour_on_every_page_and_its_mark_too_where_none_is_like_it(
    shared: Engine, words: Catalogue
) -> None:
    seen: dict[str, set[str]] = {}
    for _, sheet in sheets(shared, words):
        for panel in sheet.scene.panels:
            for series in panel.series:
                if series.role in OF_SERIES:
                    seen.setdefault(series.id, set()).add(style_of(series.look).colour)
    assert len(seen) > 20
    for name, colours in seen.items():
        assert colours == {style_of(look_alone(name, words.series[name].publisher)).colour}


def test_no_two_series_of_one_panel_are_drawn_alike(shared: Engine, words: Catalogue) -> None:
    pairs = 0
    for name, sheet in sheets(shared, words):
        for panel in sheet.scene.panels:
            for one, other in together(panel):
                pairs += 1
                first, second = style_of(one.look), style_of(other.look)
                in_dark = apart(DARK[first.colour], DARK[second.colour])
                are_told = min(apart(first.colour, second.colour), in_dark) >= TELLING
                if COLUMNS in (one.role, other.role):
                    assert are_told, (name, one.id, other.id)
                else:
                    is_other_mark = (first.symbol, first.dash) != (second.symbol, second.dash)
                    assert is_other_mark or are_told, (name, one.id, other.id)
    assert pairs > 10


def test_without_colour_no_two_series_of_one_panel_are_drawn_alike(shared: Engine, words: Catalogue) -> None:
    """Columns and segments by how light they are or by their pattern, all else by symbol or dash."""
    shown = dict(sheets(shared, words))
    for name in ("severity", "kind"):
        selection = CHARTS[name].default(shared, words, Selection())
        shown[name] = CHARTS[name].build(shared, words, selection)
    roles = set()
    for name, sheet in shown.items():
        for panel in sheet.scene.panels:
            for one, other in combinations([each for each in panel.series if each.role != WHOLE], 2):
                if one.id == other.id:
                    continue
                first, second = style_of(one.look), style_of(other.look)
                roles.add(one.role)
                pair = (name, one.id, other.id)
                lightness = min(
                    contrast(first.colour, second.colour), contrast(DARK[first.colour], DARK[second.colour])
                )
                patterns = [PART_PATTERNS.get(style.symbol) for style in (first, second)]
                if {one.role, other.role} == {COLUMNS}:
                    assert lightness >= LIGHTER, pair
                elif {one.role, other.role} == {PART}:
                    assert patterns[0] != patterns[1] or lightness >= LIGHTER, pair
                else:
                    assert (first.symbol, first.dash) != (second.symbol, second.dash), (
                        name,
                        one.id,
                        other.id,
                    )
    assert {COLUMNS, LINE, PART, MARKS} <= roles


def test_of_two_series_with_one_colour_the_later_has_another_dash() -> None:
    looks = looks_of((f"of-an-analyst-{number}", "imb") for number in range(20))
    styles = [style_of(look) for look in looks.values()]
    assert len(set(styles)) == len(styles)
    alike = [pair for pair in combinations(styles, 2) if pair[0].colour == pair[1].colour]
    assert alike
    assert all(one.dash != other.dash or one.symbol != other.symbol for one, other in alike)


@pytest.mark.parametrize("publisher", ["imb", "a-new-publisher"])
def test_a_series_that_the_table_does_not_name_keeps_the_look_that_its_id_gives(publisher: str) -> None:
    look = look_alone("navy-incidents", publisher)
    assert look == look_alone("navy-incidents", publisher)
    family = "blue" if publisher == "imb" else "grey"
    assert STYLES[look].colour in FAMILIES[family]
    assert looks_of([("navy-incidents", publisher)]) == {"navy-incidents": look}


def test_every_style_of_a_family_has_a_look_of_its_own() -> None:
    styles = [
        Style(colour, symbol, dash)
        for shades in FAMILIES.values()
        for colour in shades
        for symbol in SIGNS
        for dash in DASHES
    ]
    assert [style_of(look_of(style)) for style in styles] == styles
