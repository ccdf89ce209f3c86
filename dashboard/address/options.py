"""The options that an address may give a file: each with the values that it understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.address.known import meant
from dashboard.address.selection import Dropped, only

SCALES: dict[str, float] = {"1": 1, "2": 2, "3": 3, "4": 4, "300dpi": 300 / 96}
"""A picture of scale 1 has 96 dots an inch."""
SHAPES = ("sheet", "chart", "16:9", "square")
PAPERS = ("16:9", "a4")
PANELS = (1, 2, 4, 6)
SOURCES = ("full", "short", "none")


@dataclass(frozen=True)
class Options:
    """How a file is to look: ``scale`` of a picture (1 to 4), its ``shape`` (one of ``SHAPES``: with
    everything said of it, the chart alone, or a proportion that it fills), ``transparent`` ground, ``paper``
    of a slide or a PDF ("16:9" or "a4"; "": the format's own), ``panels`` the most on one slide, ``sources``
    how much a deck says of them after its charts ("full", "short": on one slide, or "none"), ``template``
    the bytes of an office's own slides, ``public_url`` what links begin with.
    """

    scale: float = 1
    shape: str = "sheet"
    transparent: bool = False
    paper: str = ""
    panels: int = 4
    sources: str = "full"
    template: bytes | None = None
    public_url: str = ""


@dataclass(frozen=True)
class Choice:
    """Which field of ``Options`` an option sets, and to what for each of its values."""

    field: str
    values: Mapping[str, Any]


CHOICES = {
    "background": Choice("transparent", {"white": False, "transparent": True}),
    "paper": Choice("paper", {paper: paper for paper in PAPERS}),
    "panels": Choice("panels", {str(panels): panels for panels in PANELS}),
    "scale": Choice("scale", SCALES),
    "shape": Choice("shape", {shape: shape for shape in SHAPES}),
    "sources": Choice("sources", {amount: amount for amount in SOURCES}),
}
"""By the option's name in an address, in the order in which addresses have them."""

NOT_A_CHOICE = "not-a-choice"
DOWNLOAD = "download"
"""``download=1``: save the file under its name instead of showing it."""


def read_options(
    arguments: Mapping[str, Sequence[str]], *, public_url: str = ""
) -> tuple[Options, tuple[Dropped, ...], dict[str, list[str]]]:
    """The options that a query string states, what of them had to be dropped, and the rest of the query."""
    options = Options(public_url=public_url)
    dropped: list[Dropped] = []
    for name, choice in CHOICES.items():
        text = only(name, arguments, dropped)
        value = meant(text or "", choice.values)
        if value:
            options = replace(options, **{choice.field: choice.values[value]})
        elif text:
            dropped.append(Dropped(name, text, NOT_A_CHOICE))
    rest = {name: list(values) for name, values in arguments.items() if name not in CHOICES}
    return options, tuple(dropped), rest
