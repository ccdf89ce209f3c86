"""The pictures of a sheet as they stand in a file: no mark leads to an address that is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.figures.parts import Drawing
from dashboard.pictures import MarkLabel, draw_svg
from dashboard.scene.sheet import Sheet, SheetEvent
from dashboard.words import Words

KEY_SIGNS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "cross": "✚",
    "triangle-down": "▼",
}


@dataclass(frozen=True)
class KeyLine:
    """An entry of a chart's key: the mark of a series ("circle", "square" ...) or a guide ("band" ...)."""

    mark: str
    colour: str
    label: str

    @property
    def sign(self) -> str:
        """The mark as a character; "" for a guide."""
        return KEY_SIGNS.get(self.mark, "")


def key_lines(sheet: Sheet) -> tuple[KeyLine, ...]:
    """The key of a sheet; none where nothing is drawn. Columns have a block for their mark."""
    if not sheet.rows:
        return ()
    series = [
        KeyLine("square" if entry.columns else entry.style.symbol, entry.style.colour, entry.label)
        for entry in sheet.key
    ]
    return (*series, *(KeyLine(guide.kind, "", guide.label) for guide in sheet.guides))


def picture(sheet: Sheet, window: str, *, public_url: str = "", prefix: str = "") -> str:
    """One of a sheet's drawings ("wide" or "narrow") as an <svg> element; "" where nothing is drawn.

    Its marks lead to their sources under the public address; where that is not known they lead nowhere.
    ``prefix`` begins the names in it: one of its own where several pictures stand on a page.
    """
    if not sheet.rows:
        return ""
    drawing = sheet.drawings[window]
    return draw_svg(
        drawing.figure,
        width=drawing.size.width,
        height=drawing.size.height,
        labels=_labels(drawing, public_url.rstrip("/")),
        title=sheet.headline,
        description=sheet.alt,
        prefix=prefix or f"{sheet.chart}-{window}",
    )


def event_text(event: SheetEvent, words: Words) -> str:
    """An event with the number that its mark has in the picture."""
    return words(
        "{number}. {dates}: {title} ({source})",
        number=event.number,
        dates=event.dates,
        title=event.title,
        source=event.source,
    )


def event_short(event: SheetEvent, words: Words) -> str:
    """The same without its source, where a page has no room for it."""
    return words("{number}. {dates}: {title}", number=event.number, dates=event.dates, title=event.title)


def _labels(drawing: Drawing, public_url: str) -> tuple[tuple[MarkLabel | None, ...], ...]:
    return tuple(
        tuple(label and replace(label, href=_absolute(label.href, public_url)) for label in trace)
        for trace in drawing.labels
    )


def _absolute(address: str, public_url: str) -> str:
    """An address of ours under the public one, another's as it is; "" where it would lead nowhere."""
    if address.startswith(("https://", "http://")):
        return address
    return f"{public_url}{address}" if public_url and address.startswith("/") else ""
