"""Every symbol has an outline, and every entry of a key a sample that stands by itself."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from scenes import EVERYTHING, SVG, numbers_in

from dashboard.drawing.dark import dark_style
from dashboard.drawing.patterns import SHAPES
from dashboard.drawing.svg import DASHES
from dashboard.drawing.swatch import HEIGHT, WIDTH, swatch, swatch_address
from dashboard.drawing.symbols import outline, short
from dashboard.scene import theme
from dashboard.scene.key import GUIDES, JOINED, MEANINGS, SEGMENT, KeyEntry, key_of
from dashboard.scene.key import KINDS as KINDS_OF_SERIES
from dashboard.scene.scene import EARLIER
from dashboard.words import interface_words

SYMBOLS = sorted({style.symbol for style in (*theme.STYLES, *theme.EVENTS.values())} | {theme.PRINT_SYMBOL})
LOOKS = (*range(len(theme.STYLES)), None)
KINDS = sorted({*KINDS_OF_SERIES.values(), *GUIDES, *MEANINGS})
ENTRIES = {kind: [KeyEntry(kind, "Label", look) for look in LOOKS] for kind in KINDS}
ENTRIES |= {
    "segment with a mark": [KeyEntry(SEGMENT, "Label", look, is_also_mark=True) for look in LOOKS],
    "scenes": [entry for build in EVERYTHING.values() for entry in key_of(build(), interface_words("ja"))],
}


@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("size", [6, 9, 21])
def test_every_symbol_of_the_theme_has_a_closed_outline_of_its_size_around_its_place(
    symbol: str, size: int
) -> None:
    path = outline(symbol, size)
    assert path.startswith("M")
    assert path.endswith("Z")
    assert max(map(abs, numbers_in(path))) <= 0.7 * size
    assert max(map(abs, numbers_in(path))) >= 0.4 * size


def test_no_two_symbols_have_the_same_outline_and_an_unknown_one_is_refused() -> None:
    assert len({outline(symbol, 9) for symbol in SYMBOLS}) == len(SYMBOLS)
    with pytest.raises(KeyError):
        outline("star", 9)


def test_every_dash_and_pattern_of_the_theme_can_be_drawn() -> None:
    dashes = {style.dash for style in theme.STYLES} | {look.dash for look in theme.GROUNDS.values()}
    assert dashes <= DASHES.keys()
    assert set(theme.PART_PATTERNS.values()) <= SHAPES.keys()
    assert theme.PART_PATTERNS.keys() <= set(SYMBOLS)


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
def test_a_sample_is_a_picture_of_its_own_with_something_in_it(entries: list[KeyEntry]) -> None:
    for entry in entries:
        sample = swatch(entry)
        root = ElementTree.fromstring(sample)
        assert (root.tag, root.get("width"), root.get("height")) == (f"{SVG}svg", str(WIDTH), str(HEIGHT))
        assert root.get("aria-hidden") == "true"
        assert root.findall(f"{SVG}path"), entry
        ids = {part.get("id") for part in root.iter() if part.get("id")}
        assert all(f"url(#{part})" in sample for part in ids), entry
        assert sample.count("url(") == len(ids), entry
        shown = unquote(swatch_address(entry).removeprefix("data:image/svg+xml,"))
        assert shown.replace(dark_style(sample), "") == sample, entry
        assert not set('"<>#\n') & set(swatch_address(entry)), entry


def test_samples_of_series_differ_by_more_than_colour() -> None:
    for kind in (JOINED, SEGMENT):
        shapes = {
            swatch(KeyEntry(kind, "", look)).replace(theme.STYLES[look].colour, "") for look in range(4)
        }
        assert len(shapes) == 4
    # A hollow mark means an earlier edition on a chart of editions, where none means anything else.
    meanings = [kind for kind in MEANINGS if kind != EARLIER]
    assert len({swatch(KeyEntry(kind, "")) for kind in meanings}) == len(meanings)


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (12.5, "12.5"), (0.254, "0.25"), (-0.001, "0"), (100, "100")]
)
def test_a_coordinate_has_no_more_digits_than_it_needs(value: float, text: str) -> None:
    assert short(value) == text
