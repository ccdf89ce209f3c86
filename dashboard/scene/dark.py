"""The colours of pictures on a dark ground, beside the light ones that they stand for: their one place.

A picture is drawn in the light colours, and stays so as a file. On a page in a dark window the browser puts
these in their place (``dashboard.drawing.dark``). Each keeps 4.5:1 against the dark paper: the darkest shade
of a family is its palest here, so that a series is told from its neighbours on either ground.
"""

from __future__ import annotations

from dashboard.scene import theme

FAMILIES = {
    "blue": ("#5F97EC", "#96BFFF", "#C2D6FE", "#4593C2"),
    "orange": ("#ED895F", "#F1AB8C", "#F9CCA8", "#BE7653"),
    "teal": ("#63B7C1", "#8FDDF0", "#B6DFE4", "#68939C"),
    "purple": ("#AB86E1", "#D5A7FB", "#DCCCFE", "#8B76E2"),
    "olive": ("#B7B26F", "#DDD766", "#DAD8B7", "#908C6A"),
    "magenta": ("#E57FAB", "#FFADCC", "#F3CBDD", "#BD6C96"),
    "brown": ("#B48673", "#E0B29D", "#EBCFC3", "#9F8478"),
    "grey": ("#98A9C1", "#B1BFD3", "#CCD7E7", "#828B99"),
    "red": ("#DA6F6B", "#FEA09B", "#FEC6C4", "#BC7376"),
    "green": ("#75BB82", "#88D1A4", "#BDE0C6", "#749478"),
}
"""The shades of each publisher's colour, in the order of ``theme.FAMILIES``."""

EVENTS = {
    "policy": "#9EACC0",
    "enforcement": "#76BCA1",
    "incident": "#6CB7D3",
    "shock": "#EC8F73",
    "definition": "#AB86E1",
}

DARK = {
    theme.INK: "#E8EAED",
    theme.QUIET: "#A9B0BB",
    theme.GRID: "#2F3743",
    theme.BAND: "#22334F",
    theme.BAND_EDGE: "#7D9FD3",
    theme.WINDOW: "#2A2A26",
    theme.WINDOW_EDGE: "#7A7663",
    theme.BREAK: "#E6B65C",
    theme.STRIP: "#1C232D",
    theme.HOLLOW: "#8D95A1",
    theme.CAUTION: "#322914",
    theme.PAPER: "#171D26",
    **{style.colour: EVENTS[kind] for kind, style in theme.EVENTS.items()},
    **{
        light: dark
        for family, shades in theme.FAMILIES.items()
        for light, dark in zip(shades, FAMILIES[family], strict=True)
    },
}
"""The dark colour by the light one, for all that a picture is drawn in."""
