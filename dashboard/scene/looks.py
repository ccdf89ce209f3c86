"""The one look of each series, for good: its publisher's colour in a shade, and a symbol, as looks.csv says.

A series that is not in the table, one that an analyst named say, gets both from its id, so that it keeps them
on every server. Within one chart no two series are drawn alike: the later one gets another dash.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from dashboard.scene.theme import DASHES, FAMILIES, SIGNS, STYLES, Style, look_of

OTHERS = "grey"
"""The family of a publisher that has none of its own."""


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """The rows of looks.csv."""
    text = (resources.files("dashboard.scene") / "looks.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _table() -> dict[str, tuple[str, int, str]]:
    """Family, shade and symbol by series."""
    return {row["series"]: (row["family"], int(row["shade"]), row["symbol"]) for row in _rows()}


@cache
def _families() -> dict[str, str]:
    """The family of each publisher that the table knows."""
    return {row["publisher"]: row["family"] for row in _rows()}


def look_alone(series: str, publisher: str) -> int:
    """The look of a series, whatever is beside it."""
    table = _table()
    number = zlib.crc32(series.encode())
    family = _families().get(publisher, OTHERS)
    by_id = family, number % len(FAMILIES[family]), tuple(SIGNS)[number // 7 % len(SIGNS)]
    family, shade, symbol = table.get(series, by_id)
    return look_of(Style(FAMILIES[family][shade], symbol, DASHES[0]))


def looks_of(members: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The looks of a chart's series, given in order as ids of series and publisher.

    Of two with one colour the later has another dash; of two that would still be alike, another symbol.
    """
    looks: dict[str, int] = {}
    for series, publisher in members:
        style = STYLES[look_alone(series, publisher)]
        others = [STYLES[look] for look in looks.values()]
        first = min(sum(other.colour == style.colour for other in others), len(DASHES) - 1)
        dashes = [*DASHES[first:], *DASHES[:first]]
        symbols = [style.symbol, *(symbol for symbol in SIGNS if symbol != style.symbol)]
        choices = (Style(style.colour, symbol, dash) for symbol in symbols for dash in dashes)
        looks[series] = look_of(next((choice for choice in choices if choice not in others), style))
    return looks
