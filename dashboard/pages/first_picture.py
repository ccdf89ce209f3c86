"""A chart's drawings as SVG in the first response: readable before, and without, any script."""

from __future__ import annotations

from dashboard.pages import Picture
from dashboard.pictures import draw_svg


def first_picture(graph: str, picture: Picture) -> str:
    """A graph's drawings as SVG, one for each width; the stylesheet shows the one that fits."""
    drawn = []
    for name, drawing in picture.drawings.items():
        svg = draw_svg(
            drawing.figure,
            width=drawing.size.width,
            height=drawing.size.height,
            labels=drawing.labels,
            title=picture.headline,
            description=picture.alt,
            prefix=f"{graph}-{name}",
        )
        drawn.append(f'<div class="picture-{name}">{svg}</div>')
    return "".join(drawn)
