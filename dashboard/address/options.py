"""The options that an address may give a file: each with the values that it understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.address.selection import Dropped

SCALES = (1, 2, 3, 4)
PAPERS = ("16:9", "a4")


@dataclass(frozen=True)
class Options:
    """How a file is to look: ``scale`` of a picture (1 to 4), ``transparent`` ground, ``paper`` of a slide
    ("16:9" or "a4"), ``template`` the bytes of an office's own slides, ``public_url`` what links begin with.
    """

    scale: int = 1
    transparent: bool = False
    paper: str = "16:9"
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
    "scale": Choice("scale", {str(scale): scale for scale in SCALES}),
}
"""By the option's name in an address, in the order in which addresses have them."""

NOT_A_CHOICE = "not-a-choice"
DOWNLOAD = "download"
"""``download=1``: save the file under its name instead of showing it."""


def read_options(
    arguments: Mapping[str, Sequence[str]], *, public_url: str = ""
) -> tuple[Options, tuple[Dropped, ...], dict[str, list[str]]]:
    """The options that a query string states, what of them had to be dropped, and the rest of the query."""
    options, dropped = Options(public_url=public_url), []
    for name, choice in CHOICES.items():
        first, *others = arguments.get(name, ()) or ("",)
        dropped += [Dropped(name, extra, "unknown-option") for extra in others]
        value = first.lower()
        if value in choice.values:
            options = replace(options, **{choice.field: choice.values[value]})
        elif value:
            dropped.append(Dropped(name, first, NOT_A_CHOICE))
    rest = {name: list(values) for name, values in arguments.items() if name not in CHOICES}
    return options, tuple(dropped), rest
