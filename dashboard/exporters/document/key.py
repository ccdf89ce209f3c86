"""The key of a chart in words: each entry with the sign that stands for its look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.exporters.document.opening import CAPTION, rgb
from dashboard.exporters.slides.panel_shapes import SIGNS
from dashboard.scene import key, theme
from dashboard.scene.key import KeyEntry
from dashboard.scene.scene import EARLIER, PRINT

HOLLOW = {
    "circle": "○",
    "square": "□",
    "diamond": "◇",
    "triangle-up": "△",
    "cross": "＋",
    "triangle-down": "☆",
}
LINES = {"solid": "─", "dot": "‥", "dash": "–"}
PATTERNS = {"diagonal": "diagStripe", "crossed": "diagCross", "dotted": "pct20"}
"""Our patterns as shadings of text."""
PAPER = "#FFFFFF"
BOX = "\u00a0\u00a0\u00a0\u00a0"
"""What is filled is shown as a shaded stretch of text."""
BEHIND = {
    key.BAND: (theme.BAND, theme.BAND_EDGE, "dotted"),
    key.WINDOW: (theme.WINDOW, theme.WINDOW_EDGE, "single"),
    key.RANGE: ("#D8DCE4", theme.QUIET, "single"),
    key.UNDIVIDED: (PAPER, theme.HOLLOW, "single"),
    key.REST: (PAPER, theme.HOLLOW, "single"),
}
"""Filling, edge and kind of edge of what is of no series."""
OF_NO_SERIES = {
    key.LIMIT: ("‥‥", theme.BAND_EDGE),
    key.BREAK: ("│", theme.BREAK),
    key.SAME: ("◎", theme.HOLLOW),
}
BETWEEN = "\u2003"


@dataclass(frozen=True)
class Shade:
    """A filling of text: its ground, the ink of its pattern, its edge."""

    ground: str
    edge: str
    line: str = "single"
    pattern: str = "clear"
    ink: str = ""


def shade_of(entry: KeyEntry) -> Shade | None:
    """How what is filled looks; None for what is a mark or a line."""
    style = entry.style
    if entry.kind in BEHIND:
        return Shade(*BEHIND[entry.kind])
    if entry.kind in (key.COLUMN, key.SEGMENT):
        named = theme.PART_PATTERNS.get(style.symbol, "") if entry.kind == key.SEGMENT else ""
        return Shade(style.colour, style.colour, pattern=PATTERNS.get(named, "clear"), ink=PAPER)
    if entry.kind in (key.HATCHED, key.DOTTED):
        named = "diagonal" if entry.kind == key.HATCHED else "dotted"
        return Shade(PAPER, style.colour, pattern=PATTERNS[named], ink=style.colour)
    return None


def sign_of(entry: KeyEntry) -> tuple[str, str]:
    """The sign of an entry that is a mark or a line, and its colour."""
    style = entry.style
    if entry.kind in OF_NO_SERIES:
        return OF_NO_SERIES[entry.kind]
    mark, line = SIGNS.get(style.symbol, "●"), LINES[style.dash]
    signs = {
        key.JOINED: f"{line}{mark}{line}",
        key.OPEN: HOLLOW.get(style.symbol, "○"),
        EARLIER: HOLLOW.get(style.symbol, "○"),
        key.STEM: "│",
        key.INTERVAL: "┃",
        key.USUAL: "＝",
        PRINT: "×",
    }
    return signs.get(entry.kind, mark), style.colour


def add_key(document: Any, entries: tuple[KeyEntry, ...]) -> Any:
    """All entries as one paragraph, which is returned; each stays on one line with its sign."""
    paragraph = document.add_paragraph(style=CAPTION)
    for number, entry in enumerate(entries):
        if number:
            paragraph.add_run(BETWEEN)
        shade = shade_of(entry)
        if shade:
            _shade(paragraph.add_run(BOX), shade)
        else:
            sign, colour = sign_of(entry)
            paragraph.add_run(sign).font.color.rgb = rgb(colour)
        paragraph.add_run(f"\u00a0{entry.label}").font.color.rgb = rgb(theme.INK)
    return paragraph


def _shade(run: Any, shade: Shade) -> None:
    properties = run._r.get_or_add_rPr()
    border, shading = OxmlElement("w:bdr"), OxmlElement("w:shd")
    ink, ground, edge = (
        colour.removeprefix("#") or "auto" for colour in (shade.ink, shade.ground, shade.edge)
    )
    for name, value in (("val", shade.line), ("sz", "4"), ("space", "0"), ("color", edge)):
        border.set(qn(f"w:{name}"), value)
    for name, value in (("val", shade.pattern), ("color", ink), ("fill", ground)):
        shading.set(qn(f"w:{name}"), value)
    properties.append(border)
    properties.append(shading)
