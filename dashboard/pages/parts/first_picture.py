"""A chart's pictures as SVG in the first response: readable before, and without, any script."""

from __future__ import annotations

from dashboard.drawing.svg import svg
from dashboard.scene.sheet import Sheet


def first_picture(graph: str, sheet: Sheet) -> str:
    """A graph's pictures, one for each width; the stylesheet shows the one that fits."""
    pictures = []
    for size in sheet.sizes:
        picture = svg(
            sheet.scene,
            size,
            title=sheet.headline,
            description=sheet.alt,
            prefix=f"{graph}-{size.window}",
        )
        pictures.append(f'<div class="picture-{size.window}">{picture}</div>')
    return "".join(pictures)
