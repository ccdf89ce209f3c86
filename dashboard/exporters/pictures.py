"""The pictures of a sheet as they stand in a file: no mark leads to an address that is not there."""

from __future__ import annotations

from dataclasses import replace

from dashboard.drawing.svg import svg
from dashboard.scene.sheet import Sheet, SheetEvent
from dashboard.scene.theme import Size
from dashboard.words import Words


def picture(
    sheet: Sheet,
    window: str,
    *,
    public_url: str = "",
    prefix: str = "",
    family: str = "",
    is_transparent: bool = False,
    size: Size | None = None,
) -> str:
    """One of a sheet's pictures ("wide" or "narrow") as an <svg> element, in its own size unless another is
    given; "" where nothing is drawn.

    Its marks lead to their sources under the public address; where that is not known they lead nowhere.
    ``prefix`` begins the names in it: one of its own where several pictures stand on a page. ``family`` are
    the fonts to set it in, where these are not the language's.
    """
    if not sheet.rows:
        return ""
    begin = public_url.rstrip("/")

    def absolute(address: str) -> str:
        """An address of ours under the public one, another's as it is; "" where it would lead nowhere."""
        if address.startswith(("https://", "http://")):
            return address
        return f"{begin}{address}" if begin and address.startswith("/") else ""

    return svg(
        sheet.scene,
        size or sheet.size(window),
        title=sheet.headline,
        description=sheet.alt,
        prefix=prefix or f"{sheet.chart}-{window}",
        address=absolute,
        family=family,
        is_transparent=is_transparent,
    )


def without_events(sheet: Sheet) -> Sheet:
    """A sheet whose drawing has no numbers that are told below it."""
    return replace(sheet, events=(), scene=replace(sheet.scene, events=()))


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
