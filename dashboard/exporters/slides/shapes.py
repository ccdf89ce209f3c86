"""The shapes of a slide as they are found again: by their names, in groups too, with their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEHIND = "behind "
"""How the names begin of what lies behind a chart."""
RECORDED = re.compile(r"recorded=[\w:.%-]+")
TITLE, NOTES = "title", "notes"
"""What the placeholders of a slide are called whatever a program names them."""
FRAME = re.compile(
    r"chart:(?P<chart>[^?#@]+)(?:\?(?P<query>[^#@]*))?(?:#(?P<panel>[1-9]\d{0,2}))?(?:@(?P<at>\S+))?"
)


@dataclass(frozen=True)
class FrameName:
    """What the name of a chart's frame says: chart, query, panel from 1, and the moment of the record."""

    chart: str
    query: str
    panel: int
    at: datetime | None


def frame_name(name: str) -> FrameName | None:
    """The name of a frame read; None for one that is not ours."""
    found = FRAME.fullmatch(name.strip())
    if found is None:
        return None
    at = None
    if found["at"]:
        try:
            at = datetime.strptime(found["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            at = None
    return FrameName(found["chart"], found["query"] or "", int(found["panel"] or 1), at)


def every_shape(shapes: Any) -> Iterator[Any]:
    """The shapes of a slide, those in groups in their place."""
    for shape in shapes:
        if shape._element.tag.endswith("}grpSp"):  # a shape of no known type has none to ask for
            yield from every_shape(shape.shapes)
        else:
            yield shape


def named_shapes(slide: Any) -> dict[str, list[Any]]:
    """The shapes with words, by name and in their order; the title under its own name."""
    found: dict[str, list[Any]] = {}
    title = slide.shapes.title
    for shape in every_shape(slide.shapes):
        if shape.has_text_frame and shape.text_frame.text:
            is_title = title is not None and shape._element is title._element
            found.setdefault(TITLE if is_title else shape.name, []).append(shape)
    return found


def texts_on(slide: Any) -> dict[str, list[str]]:
    """The words of a slide by the names of its shapes, and its notes; what lies behind a chart has none."""
    texts = {
        name: [plain(shape.text_frame.text) for shape in shapes]
        for name, shapes in named_shapes(slide).items()
    }
    for shape in every_shape(slide.shapes):
        if shape.name.startswith(BEHIND):
            texts.setdefault(shape.name, []).append("")
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        texts[NOTES] = [plain(slide.notes_slide.notes_text_frame.text)]
    return texts


def plain(text: str) -> str:
    """A text as it reads, a line a paragraph, whatever spaces and soft breaks a program has put into it; the
    moment of the record in an address is no part of it."""
    text = RECORDED.sub("recorded=", text.replace("\v", " "))
    lines = (" ".join(line.split()) for line in re.split(r"[\n\r]", text))
    return "\n".join(line for line in lines if line)
