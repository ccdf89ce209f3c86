"""Which layout of a template holds a slide of ours, by what it has: a title, and room. In inches.

Never by its number or name: an office's template may have two layouts or forty, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

from dashboard.exporters import TemplateNotRead
from dashboard.exporters.slides.boxes import Box
from dashboard.words import message

EMU = 914_400
TITLES, SUBTITLES = (1, 3), (2, 4)
FOOT = {13: "sldNum", 15: "ftr", 16: "dt"}
"""Placeholders of the foot by their number in python-pptx: number of the slide, footer, date."""
PROMPTS = ("", "footer", "<footer>", "フッター")
"""What an empty footer says in a layout."""
EDGE, GAP = 0.3, 0.05
"""Kept free along the edges of a slide, and below a title, in inches."""
LEAST_WIDTH, LEAST_HEIGHT = 5.0, 3.2
"""The room without which no chart can be read at 10 points."""
LEAST_TITLE = 3.0
"""The width of a title, in inches: a narrower one stands upright, or is a label."""
OWN_TITLE = 0.9
"""The height of a title that the layout has no place for."""
WORTH_MOVING = 0.6
"""A title stays where its layout has it unless that leaves less than this share of the room it could."""
COVERING = 0.45
"""A shape that takes this share of a slide is its ground; a smaller one is stood clear of."""
MADE_FOR_IT, PLAIN = 1.5, 1.1
"""How much more the room counts of a layout that is made for a title alone, or that has nothing else."""
CENTIMETRES = 2.54
NO_ROOM = message(
    "no layout of it has room for a chart: the largest room beside its title is {width} by {height} cm, and "
    "{least_width} by {least_height} cm are needed"
)
NO_LAYOUT = message("it has no layout, so that no slide can be made of it")


@dataclass(frozen=True)
class LayoutPlace:
    """A layout for a slide of ours, by its number and its master's: where its title stands (None: it has no
    placeholder for one), whether that is where the layout has it, and the room for everything else.
    ``weight``: how much more the room counts of one that is made for a title alone."""

    title: Box | None
    is_own_title: bool
    room: Box
    weight: float
    master: int
    number: int

    def layout(self, presentation: Any) -> Any:
        return presentation.slide_masters[self.master].slide_layouts[self.number]

    @property
    def has_room(self) -> bool:
        return self.room.width >= LEAST_WIDTH and self.room.height >= LEAST_HEIGHT

    @property
    def area(self) -> float:
        return self.room.width * self.room.height

    @property
    def rank(self) -> tuple[bool, bool, int, float]:
        """What is best: a title in its own place, above the room, on the first master, and much room; some
        less will do where the layout is made for a title alone."""
        is_above = self.title is not None and self.title.bottom <= self.room.top + GAP
        has_title = self.title is not None and not self.is_own_title
        return has_title, is_above, -self.master, self.area * self.weight


KNOWN: WeakKeyDictionary[Any, LayoutPlace] = WeakKeyDictionary()
"""The place found for a presentation's charts: it is asked for with every slide."""


def place_for_charts(presentation: Any) -> LayoutPlace:
    """The layout with a title and the largest room. Raises ``TemplateNotRead`` where none has enough."""
    if presentation.part not in KNOWN:
        KNOWN[presentation.part] = _best_place(presentation)
    return KNOWN[presentation.part]


def _best_place(presentation: Any) -> LayoutPlace:
    places = [
        _place(presentation, master_number, number)
        for master_number, master in enumerate(presentation.slide_masters)
        for number in range(len(master.slide_layouts))
    ]
    if not places:
        raise TemplateNotRead(NO_LAYOUT)
    roomy = [place for place in places if place.has_room]
    if not roomy:
        room = max(places, key=lambda place: place.area).room
        raise TemplateNotRead(
            NO_ROOM,
            width=_centimetres(room.width),
            height=_centimetres(room.height),
            least_width=_centimetres(LEAST_WIDTH),
            least_height=_centimetres(LEAST_HEIGHT),
        )
    return max(roomy, key=lambda place: place.rank)


def layout_for_title(presentation: Any) -> Any:
    """The layout of a first slide, with a title and a place for some lines; None where there is none."""
    for wanted in (_is_first_by_type, _has_first_title):
        for layout in layouts_of(presentation):
            title, lines = title_of(layout), lines_of_title(layout)
            if wanted(layout) and all(_is_on(presentation, one) for one in (title, lines)):
                return layout
    return None


def _is_first_by_type(layout: Any) -> bool:
    return bool(layout._element.get("type") == "title")


def _has_first_title(layout: Any) -> bool:
    kinds = [holder.placeholder_format.type for holder in layout.placeholders]
    return 3 in kinds and 4 in kinds


def _is_on(presentation: Any, holder: Any) -> bool:
    """Whether a placeholder lies on the slide, large enough for a line."""
    box = box_of(holder) if holder is not None else None
    return box is not None and box.width >= LEAST_TITLE and _inside(box, paper_of(presentation))


def layouts_of(presentation: Any) -> list[Any]:
    return [layout for master in presentation.slide_masters for layout in master.slide_layouts]


def title_of(page: Any) -> Any:
    """The first placeholder for a title; None without one."""
    return next((holder for holder in page.placeholders if holder.placeholder_format.type in TITLES), None)


def lines_of_title(page: Any) -> Any:
    """The placeholder for the lines below the title of a first slide; None without one."""
    return next((holder for holder in page.placeholders if holder.placeholder_format.type in SUBTITLES), None)


def box_of(shape: Any) -> Box | None:
    """The box of a shape, or of what it inherits; None where it has none or takes no room."""
    sides = shape.left, shape.top, shape.width, shape.height
    if any(side is None for side in sides) or not (sides[2] > 0 and sides[3] > 0):
        return None
    return Box(*(side / EMU for side in sides))


def foot_of(layout: Any, slide: Box) -> list[Any]:
    """The layout's number of the slide, footer and date, as "Header & Footer" of an office program puts them
    on a slide: not those that are empty, switched off or beside the slide."""
    hidden = layout._element.xpath("./p:hf") or layout.slide_master._element.xpath("./p:hf")
    kept: dict[str, Any] = {}
    for holder in layout.placeholders:
        name = FOOT.get(holder.placeholder_format.type)
        box = box_of(holder) if name else None
        if name is None or box is None or name in kept or not _inside(box, slide):
            continue
        is_off = any(one.get(name) in ("0", "false") for one in hidden)
        is_empty = name != "sldNum" and holder.text_frame.text.strip().lower() in PROMPTS
        if not is_off and not is_empty:
            kept[name] = holder
    return list(kept.values())


def decorations_of(layout: Any) -> Iterator[tuple[Any, Box]]:
    """What is drawn on every slide of a layout, from the back: shapes of the master, then its own."""
    is_alone = layout._element.get("showMasterSp") in ("0", "false")
    for page in (layout,) if is_alone else (layout.slide_master, layout):
        for shape in page.shapes:
            box = None if shape.is_placeholder else box_of(shape)
            if box is not None:
                yield shape, box


def covers(box: Box, slide: Box) -> bool:
    """Whether something is a ground for what stands on it, rather than something to stand clear of."""
    wide = min(box.right, slide.right) - max(box.left, slide.left)
    high = min(box.bottom, slide.bottom) - max(box.top, slide.top)
    return max(0.0, wide) * max(0.0, high) >= COVERING * slide.width * slide.height


def _place(presentation: Any, master: int, number: int) -> LayoutPlace:
    layout = presentation.slide_masters[master].slide_layouts[number]
    slide = paper_of(presentation)
    edge = min(EDGE, slide.width / 25)
    paper = Box(edge, edge, slide.width - 2 * edge, slide.height - 2 * edge)
    taken = [box for _, box in decorations_of(layout) if not covers(box, slide)]
    taken += [box for holder in foot_of(layout, slide) if (box := box_of(holder)) is not None]
    holder = title_of(layout)
    title = box_of(holder) if holder is not None else None
    others = [
        one
        for one in layout.placeholders
        if one.placeholder_format.type not in FOOT and one._element is not (holder and holder._element)
    ]
    free = largest_free(paper, taken)
    is_made_for_it = layout._element.get("type") == "titleOnly"
    weight = MADE_FOR_IT if is_made_for_it else 1.0 if others else PLAIN
    if holder is None:
        return LayoutPlace(None, True, free, weight, master, number)
    own = Box(free.left, free.top, free.width, min(OWN_TITLE, free.height))
    below = free.below(min(own.height + GAP, free.height))
    moved = LayoutPlace(own, True, below, weight, master, number)
    if title is None or not _can_hold_a_headline(holder, title, slide):
        return moved
    room = _aligned(largest_free(paper, [*taken, title]), title)
    kept = LayoutPlace(title, False, room, weight, master, number)
    return kept if kept.has_room and kept.area >= WORTH_MOVING * moved.area else moved


def _can_hold_a_headline(holder: Any, box: Box, slide: Box) -> bool:
    is_upright = holder._element.xpath("./p:nvSpPr/p:nvPr/p:ph[@orient='vert']") or holder._element.xpath(
        "./p:txBody/a:bodyPr[@vert and @vert!='horz']"
    )
    return box.width >= LEAST_TITLE and box.height >= 0.3 and not is_upright and _inside(box, slide)


def _aligned(free: Box, title: Box) -> Box:
    """A room with the title's edges, where these cost little; clear of a title above or below it."""
    left, right = max(free.left, title.left), min(free.right, title.right)
    if right - left < 0.75 * free.width:
        left, right = free.left, free.right
    top = max(free.top, title.bottom + GAP) if title.bottom <= free.top + 0.001 else free.top
    bottom = min(free.bottom, title.top - GAP) if title.top >= free.bottom - 0.001 else free.bottom
    return Box(left, top, right - left, max(0.0, bottom - top))


def largest_free(paper: Box, taken: Sequence[Box]) -> Box:
    """The largest rectangle of a paper that touches none of the boxes; one without height where all is taken.

    Between each two edges from above it goes as far across as the boxes between them allow.
    """
    taken = [box for box in taken if _touch(box, paper)]
    edges = {paper.top, paper.bottom, *(edge for box in taken for edge in (box.top, box.bottom))}
    levels = sorted(edge for edge in edges if paper.top <= edge <= paper.bottom)
    best = Box(paper.left, paper.top, paper.width, 0.0)
    for number, top in enumerate(levels):
        for bottom in levels[number + 1 :]:
            between = [box for box in taken if box.top < bottom and top < box.bottom]
            spans = sorted((box.left, box.right) for box in between)
            reach = paper.left
            starts = [(reach, reach)]
            for left, right in spans:
                starts.append((max(reach, left), max(reach, right)))
                reach = max(reach, right)
            starts.append((paper.right, paper.right))
            for (_, begin), (end, _) in pairwise(starts):
                wide = min(end, paper.right) - begin
                if wide > 0 and wide * (bottom - top) > best.width * best.height:
                    best = Box(begin, top, wide, bottom - top)
    return best


def _touch(one: Box, other: Box) -> bool:
    is_across = one.left < other.right and other.left < one.right
    return is_across and one.top < other.bottom and other.top < one.bottom


def _inside(box: Box, slide: Box) -> bool:
    edge = 0.02
    return (
        box.left >= -edge
        and box.top >= -edge
        and box.right <= slide.right + edge
        and box.bottom <= slide.bottom + edge
    )


def paper_of(presentation: Any) -> Box:
    return Box(0.0, 0.0, presentation.slide_width / EMU, presentation.slide_height / EMU)


def _centimetres(inches: float) -> str:
    return f"{inches * CENTIMETRES:.1f}"
