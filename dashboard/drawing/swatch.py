"""The sample beside an entry of a chart's key, as it is drawn in the chart: one for every format. Pure."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from dashboard.drawing.dark import dark_style
from dashboard.drawing.patterns import Patterns
from dashboard.drawing.svg import DASHES
from dashboard.drawing.symbols import outline
from dashboard.scene import theme
from dashboard.scene.key import (
    BAND,
    BREAK,
    COLUMN,
    DOTTED,
    HATCHED,
    INTERVAL,
    JOINED,
    LIMIT,
    OPEN,
    RANGE,
    REST,
    SAME,
    SEGMENT,
    STEM,
    UNDIVIDED,
    USUAL,
    WINDOW,
    KeyEntry,
)
from dashboard.scene.scene import EARLIER, PRINT

WIDTH, HEIGHT = 22, 14
"""In pixels."""
MARK = 10
BOX = "M2,1.5H20V12.5H2Z"
PLAIN = {
    UNDIVIDED: f'fill="{theme.PAPER}" stroke="{theme.HOLLOW}" stroke-width="1.2"',
    WINDOW: f'fill="{theme.WINDOW}" stroke="{theme.WINDOW_EDGE}" stroke-width="0.75"',
    BAND: f'fill="{theme.BAND}" stroke="{theme.BAND_EDGE}" stroke-width="1.2" stroke-dasharray="2,2"',
}
"""The boxes that are of no series."""
LINES = {
    LIMIT: ("level-of-none", "M1,7H21"),
    BREAK: ("break", "M11,0V14"),
    STEM: ("stem", "M11,0V14"),
    USUAL: ("limit", "M0,3H22M0,11H22"),
}
"""The lines by what they are in the chart, and their ways."""


@cache
def swatch(entry: KeyEntry) -> str:
    """The sample as an <svg> element of its own size; it says nothing, for the label does."""
    patterns = Patterns(f"swatch-{entry.kind}")
    sample = _sample(entry, patterns)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{patterns.definitions}{sample}</svg>'
    )


@cache
def swatch_address(entry: KeyEntry) -> str:
    """The same as an address that an image shows without asking anybody, dark in a dark window."""
    sample = swatch(entry)
    themed = sample.replace("</svg>", f"{dark_style(sample)}</svg>")
    return f"data:image/svg+xml,{quote(themed, safe=' =:/,')}"


def _sample(entry: KeyEntry, patterns: Patterns) -> str:
    style = entry.style
    edge = f'stroke="{style.colour}" stroke-width="1.5"'
    if entry.kind in (HATCHED, DOTTED):
        fill = patterns.on_paper("diagonal" if entry.kind == HATCHED else "dotted", style.colour)
        return f'<path d="{BOX}" fill="{fill}" {edge}/>'
    if entry.kind == COLUMN:
        return f'<path d="{BOX}" fill="{style.colour}"/>'
    if entry.kind in PLAIN:
        return f'<path d="{BOX}" {PLAIN[entry.kind]}/>'
    if entry.kind == REST:
        below = f'<path d="M2,8H20V12.5H2Z" fill="{theme.HOLLOW}"/>'
        return f'<path d="{BOX}" {PLAIN[UNDIVIDED]}/>{below}'
    if entry.kind == SEGMENT:
        pattern = theme.PART_PATTERNS.get(style.symbol, "")
        fill = patterns.over(pattern, style.colour) if pattern else style.colour
        if entry.is_also_mark:
            mark = _mark(style.symbol, 17, style.colour, "")
            return f'<path d="M0,1.5H11V12.5H0Z" fill="{fill}" stroke="{style.colour}"/>{mark}'
        return f'<path d="{BOX}" fill="{fill}" stroke="{style.colour}"/>'
    if entry.kind == RANGE:
        return (
            f'<path d="M7,2H15V12H7Z" fill="{style.colour}" opacity="0.18"/>'
            f'<path d="M4,2H18M4,12H18" stroke="{style.colour}" stroke-width="2"/>'
        )
    if entry.kind in LINES or entry.kind == INTERVAL:
        return _thin(entry)
    if entry.kind == SAME:
        inner = f'stroke="{theme.PAPER}" stroke-width="1"'
        around = outline("square", MARK * 1.3)
        return f'<path transform="translate(11,7)" d="{around}" fill="{style.colour}"/>' + (
            f'<path transform="translate(11,7)" d="{outline(style.symbol, MARK * 0.8)}" '
            f'fill="{theme.HOLLOW}" {inner}/>'
        )
    if entry.kind in (OPEN, EARLIER):
        return _mark(style.symbol, 11, theme.PAPER, edge)
    if entry.kind == PRINT:
        return _mark(theme.PRINT_SYMBOL, 11, style.colour, "")
    line = ""
    if entry.kind == JOINED:
        dash = f' stroke-dasharray="{DASHES[style.dash]}"' if DASHES[style.dash] else ""
        line = f'<path d="M0,7H22" fill="none" stroke="{style.colour}" stroke-width="2"{dash}/>'
    return line + _mark(style.symbol, 11, style.colour, "")


def _mark(symbol: str, x: float, fill: str, edge: str) -> str:
    return f'<path transform="translate({x},7)" d="{outline(symbol, MARK)}" fill="{fill}" {edge}/>'


def _thin(entry: KeyEntry) -> str:
    """Lines that are no series: of a level, a break, editions, limits; and the bar of an interval."""
    style = entry.style
    if entry.kind == INTERVAL:
        bar = '<path d="M11,1V13M7,1H15M7,13H15" fill="none" stroke-width="1.5" '
        return f'{bar}stroke="{style.colour}"/>{_mark(style.symbol, 11, style.colour, "")}'
    role, way = LINES[entry.kind]
    look = theme.GROUNDS[role]
    dash = f' stroke-dasharray="{DASHES[look.dash]}"' if DASHES[look.dash] else ""
    ink = style.colour if look.stroke == theme.SERIES else look.stroke
    return f'<path d="{way}" fill="none" stroke="{ink}" stroke-width="{look.width}"{dash}/>'
