"""A chart as one SVG picture that stands alone: sharp at every size, its words kept as words."""

from __future__ import annotations

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.composition import SHAPES_OFFERED, composition
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    svg = composition(sheet, catalogue, options)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()


EXPORTER = Exporter(
    format="svg",
    content_type="image/svg+xml; charset=utf-8",
    export=export,
    name="SVG",
    is_picture=True,
    choices=SHAPES_OFFERED,
)
