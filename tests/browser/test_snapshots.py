"""The main pages look as they did when somebody last judged them: both languages, two widths, two themes.

Pictures are kept at half their size in ``tests/pictures/pages``. They are compared by the mean colours of
small squares, so that another machine's letters pass and a moved, lost or miscoloured part does not. After a
wanted change: ``RETAKE=1 python -m pytest tests/browser/test_snapshots.py``, then look at each picture.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

FOLDER = Path(__file__).parents[1] / "pictures" / "pages"
PAGES = {
    "overview": "/",
    "objectives": "/objectives",
    "trends": "/trends",
    "compare": "/compare",
    "breakdown": "/breakdown",
    "sources": "/sources",
}
WINDOWS = {"wide": (1440, 900), "narrow": (390, 844)}
SQUARE = 9
"""Pixels of a kept picture along a side of a square whose colours are averaged."""
DIFFERENCE = 26
"""Of 255: how far a square's colour may be off in any channel."""
MOST_DIFFERENT = 0.03
"""The share of squares that may be further off."""


def taken(chromium: Browser, server: str, path: str, window: str, language: str, theme: str) -> Image.Image:
    """What a window shows of a page without scrolling, at half its size."""
    width, height = WINDOWS[window]
    context = chromium.new_context(
        base_url=server,
        viewport={"width": width, "height": height},
        color_scheme=theme,
        reduced_motion="reduce",
    )
    with context:
        page = context.new_page()
        page.goto(f"{path}?lang={language}")
        page.evaluate("document.fonts.ready")
        whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return whole.resize((width // 2, height // 2), Image.Resampling.BOX)


def share_of_different(first: Image.Image, second: Image.Image) -> float:
    """The share of squares whose mean colours differ."""
    size = (first.width // SQUARE, first.height // SQUARE)
    small = [one.resize(size, Image.Resampling.BOX) for one in (first, second)]
    bands = ImageChops.difference(*small).split()
    worst = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(worst.histogram()[DIFFERENCE + 1 :]) / (size[0] * size[1])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(
    chromium: Browser, server: str, tmp_path: Path, name: str, window: str, language: str, theme: str
) -> None:
    kept = FOLDER / f"{name}-{window}-{language}-{theme}.png"
    picture = taken(chromium, server, PAGES[name], window, language, theme)
    if os.environ.get("RETAKE"):
        kept.parent.mkdir(exist_ok=True)
        picture.quantize(48, dither=Image.Dither.NONE).save(kept, optimize=True)
    before = Image.open(kept).convert("RGB")
    assert before.size == picture.size
    picture.save(tmp_path / kept.name)
    different = share_of_different(before, picture)
    assert different <= MOST_DIFFERENT, f"{different:.1%} differs: {tmp_path / kept.name} beside {kept}"


def test_a_lost_chart_and_a_moved_page_are_seen() -> None:
    before = Image.open(FOLDER / "overview-wide-en-light.png").convert("RGB")
    without = before.copy()
    without.paste("white", (40, 230, 260, 400))
    assert share_of_different(before, without) > MOST_DIFFERENT
    assert share_of_different(before, ImageChops.offset(before, 0, 20)) > MOST_DIFFERENT
    assert share_of_different(before, before) == 0
