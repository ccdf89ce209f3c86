"""The rules that show pictures on a page in the colours of a dark window: one for each colour in them. Pure.

They stand beside a picture on a page and never in a file. Paper is always light.
"""

from __future__ import annotations

import re
from functools import cache

from dashboard.scene.dark import DARK

WHERE = "screen and (prefers-color-scheme: dark)"
_WRITTEN = re.compile(r'\b(fill|stroke|data-ink)="(#[0-9A-F]{6})"')
PROPERTIES = {
    "fill": "{fill:%s}",
    "stroke": "{stroke:%s}",
    # The sign of a series in a box of assets/chart.js has its light colour as a style.
    "data-ink": "{color:%s!important}",
}


def dark_style(pictures: str) -> str:
    """The rules as a <style> element, for all the colours that these pictures are written in."""
    return _style(frozenset(_WRITTEN.findall(pictures)))


@cache
def _style(written: frozenset[tuple[str, str]]) -> str:
    rules = "".join(
        f'[{attribute}="{colour}"]{PROPERTIES[attribute] % DARK[colour]}'
        for attribute, colour in sorted(written)
        if colour in DARK
    )
    return f"<style>@media {WHERE}{{{rules}}}</style>"
