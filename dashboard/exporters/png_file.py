"""A chart as a PNG picture, drawn without a browser and with the package's own font alone.

With the same font on every server pictures look alike, and a server without fonts still draws its words.
"""

from __future__ import annotations

import io
import struct

import resvg_py
from PIL.PngImagePlugin import PngInfo, putchunk

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.composition import SHAPES_OFFERED, composition
from dashboard.exporters.texts import texts_of
from dashboard.fonts.ruler import FILES
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import message

FONTS = [str(file) for file in FILES.values()]
FAMILY = "Noto Sans CJK JP"
UNCLIPPED = "svg { overflow: visible }"
"""Nothing is drawn outside the box of a picture within: cutting it to that would take a third of the time."""
AFTER_HEADER = 8 + 25
"""Signature and header: the first bytes of every PNG."""
INCH, METRE = 96, 0.0254
"""Pixels of scale 1 in an inch, and an inch in metres."""


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """``options.scale`` times as many pixels as the SVG has, at the same size on paper; equal input gives
    equal bytes."""
    png = resvg_py.svg_to_bytes(
        svg_string=composition(sheet, catalogue, options),
        style_sheet=UNCLIPPED,
        zoom=options.scale,
        skip_system_fonts=True,
        font_files=FONTS,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    texts, language, facts = texts_of(sheet, catalogue, options), sheet.selection.language, PngInfo()
    dots = round(INCH * options.scale / METRE)
    facts.add(b"pHYs", struct.pack(">IIB", dots, dots, 1))
    facts.add_itxt("Title", texts.title, lang=language)
    facts.add_itxt("Description", texts.description, lang=language)
    facts.add_itxt("Source", f"{texts.source_line} {texts.as_of}".strip(), lang=language)
    return _with_facts(bytes(png), facts)


def _with_facts(png: bytes, facts: PngInfo) -> bytes:
    """The picture with texts after its header; its pixels stay as they are written."""
    out = io.BytesIO()
    out.write(png[:AFTER_HEADER])
    for name, content, *_ in facts.chunks:
        putchunk(out, name, content)
    out.write(png[AFTER_HEADER:])
    return out.getvalue()


EXPORTER = Exporter(
    format="png",
    content_type="image/png",
    export=export,
    name="PNG",
    is_picture=True,
    choices=(
        ("2×", "scale=2"),
        (message("300 dpi (print)"), "scale=300dpi"),
        (message("transparent"), "scale=2&background=transparent"),
        *((label, f"{options}&scale=2") for label, options in SHAPES_OFFERED),
    ),
)
