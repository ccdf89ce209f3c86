"""A scene as one <svg> element. Every mark says what it stands for, and leads to its source. Pure.

The picture is the chart: a script that answers the hand (assets/chart.js) finds in it the box and the years
of each plot (``g.plot``), whose marks are whose (``g.series``), and what each says, as data. Text stays
text, ids begin with a prefix of the picture's own, and equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from dashboard.drawing.patterns import Patterns
from dashboard.drawing.symbols import outline, short
from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import (
    END,
    START,
    EventPlace,
    Ground,
    Layout,
    PlacedMark,
    PlacedSeries,
    Plot,
    Text,
)
from dashboard.scene.scene import COLUMNS, EARLIER, EDITIONS, LINE, PART, PRINT, WHOLE, Scene
from dashboard.scene.theme import GroundLook, Size

UNPRINTABLE = {
    number: None
    for number in (*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if chr(number) not in "\t\n\r"
}
"""What XML cannot hold."""
BASELINE = 0.36
"""How far the line of a text lies below its middle, in sizes."""
DASHES = {"solid": "", "dot": "3,3", "dash": "9,9"}
ORDER = {role: number for number, role in enumerate(("strip", "window", "caution"))}
"""What lies behind all other grounds, the lowest first."""
TICK = 4
PRINT_SIZE = 9
Address = Callable[[str], str]


def _as_it_is(address: str) -> str:
    return address


def svg(
    scene: Scene,
    size: Size,
    *,
    title: str,
    description: str,
    prefix: str,
    address: Address = _as_it_is,
    family: str = "",
    is_transparent: bool = False,
) -> str:
    """The picture at a size; ``address`` gives what is written for an address ("" for a mark that leads
    nowhere), ``family`` the fonts in place of the language's own."""
    layout = lay_out(scene, size)
    patterns = Patterns(prefix)
    looks = {
        placed.mark.key: series.series.look
        for plot in layout.plots
        for series in plot.series
        for placed in series.marks
    }
    parts = [
        *_grounds(layout),
        *(part for plot in layout.plots for part in _axes(plot)),
        *(_plot(plot, patterns, address) for plot in layout.plots),
        *(_event(place, address) for place in layout.events),
        *(_text(text, looks.get(text.mark, text.look)) for text in layout.texts),
    ]
    shared = ' data-shared="yes"' if scene.shares_years and not scene.slots else ""
    width, height = layout.size.width, layout.size.height
    ground = "" if is_transparent else f'<path d="M0,0H{width}V{height}H0Z" fill="{theme.PAPER}"/>'
    base = 11 if size.is_card else 13
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="group"{shared} width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" aria-label="{_quoted(title)}" '
        f'font-family="{_quoted(family or theme.FONTS[scene.language])}" font-size="{base}" '
        f'fill="{theme.INK}"><title>{_plain(title)}</title><desc>{_plain(description)}</desc>'
        f"{patterns.definitions}{ground}{''.join(parts)}</svg>"
    )


def _plain(text: str) -> str:
    return escape(text.translate(UNPRINTABLE), quote=False)


def _quoted(text: str) -> str:
    return escape(text.translate(UNPRINTABLE))


def _grounds(layout: Layout) -> Iterator[str]:
    """What lies behind the marks, first what lies over all panels."""
    for ground in sorted(layout.grounds, key=lambda ground: ORDER.get(ground.role, len(ORDER))):
        look = theme.GROUNDS[ground.role]
        yield f'<path class="{ground.role}" d="{_box(ground)}"{_ink(look, colour_of(ground))}/>'


def colour_of(ground: Ground) -> str:
    """The colour of the series or event that a ground is of; "" where it is of none."""
    if ground.kind:
        return theme.EVENTS[ground.kind].colour
    return "" if ground.look is None else theme.style_of(ground.look).colour


def _box(ground: Ground) -> str:
    left, top, right, bottom = (
        short(side) for side in (ground.left, ground.top, ground.right, ground.bottom)
    )
    if left == right or top == bottom:
        return f"M{left},{top}L{right},{bottom}"
    return f"M{left},{top}H{right}V{bottom}H{left}Z"


def _ink(look: GroundLook, own: str) -> str:
    fill = own if look.fill == theme.SERIES else look.fill
    stroke = own if look.stroke == theme.SERIES else look.stroke
    ink = f' fill="{fill or "none"}"'
    if stroke:
        ink += f' stroke="{stroke}" stroke-width="{short(look.width)}"'
    if DASHES[look.dash]:
        ink += f' stroke-dasharray="{DASHES[look.dash]}"'
    return ink + (f' opacity="{look.opacity}"' if look.opacity < 1 else "")


def _axes(plot: Plot) -> Iterator[str]:
    """Lines of the grid, zero, years and values; all years' ticks are one path."""
    left, right, bottom = short(plot.left), short(plot.right), plot.bottom
    levels = [plot.y(tick.at) for tick in plot.y_ticks]
    lines = "".join(f"M{left},{short(y)}H{right}" for y in levels if abs(y - bottom) > 0.5)
    yield f'<path class="grid" d="{lines}" fill="none" stroke="{theme.GRID}"/>' if lines else ""
    ticks = "".join(f"M{short(plot.x(tick.at))},{short(bottom)}v{TICK}" for tick in plot.x_ticks)
    if plot.low >= 0 or plot.has_years:
        way = f"M{left},{short(bottom)}H{right}{ticks if plot.has_years else ''}"
        yield f'<path class="axis" d="{way}" fill="none" stroke="{theme.QUIET}"/>'
    if plot.has_years:
        y = bottom + TICK + 2 + plot.tick_size * (0.62 + BASELINE)
        years = "".join(
            f'<text x="{short(plot.x(tick.at))}" y="{short(y)}">{_plain(tick.text)}</text>'
            for tick in plot.x_ticks
        )
        yield f'<g class="years" text-anchor="middle" font-size="{short(plot.tick_size)}">{years}</g>'
    if plot.has_numbers:
        x = short(plot.left - 6)
        numbers = "".join(
            f'<text x="{x}" y="{short(y + plot.tick_size * BASELINE)}">{tick.text}</text>'
            for tick, y in zip(plot.y_ticks, levels, strict=True)
        )
        size = min(plot.tick_size, 13) if plot.low >= 0 else 13
        yield f'<g class="numbers" text-anchor="end" font-size="{short(size)}">{numbers}</g>'


def _plot(plot: Plot, patterns: Patterns, address: Address) -> str:
    """The marks of a plot, series by series, with the box and the years that they lie in."""
    box = " ".join(map(short, (plot.left, plot.top, plot.right, plot.bottom)))
    series = "".join(_series(placed, plot, patterns, address) for placed in plot.series)
    years = f"{short(plot.first)} {short(plot.last)}"
    title = _quoted(plot.panel.title)
    return f'<g class="plot" data-box="{box}" data-years="{years}" data-title="{title}">{series}</g>'


def _series(placed: PlacedSeries, plot: Plot, patterns: Patterns, address: Address) -> str:
    series, style = placed.series, theme.style_of(placed.series.look)
    sign = "■" if series.role in (COLUMNS, PART, WHOLE) else theme.SIGNS[style.symbol]
    ink = theme.HOLLOW if series.role == WHOLE else style.colour
    lines = "".join(_joined(placed)) if series.role == LINE else ""
    marks = "".join(_mark(mark, placed, plot, patterns, address) for mark in placed.marks)
    return (
        f'<g class="series" data-series="{_quoted(series.id)}" data-role="{series.role}" '
        f'data-look="{series.look}" data-name="{_quoted(series.label)}" data-sign="{sign}" '
        f'data-ink="{ink}">{lines}{marks}</g>'
    )


def _mark(placed: PlacedMark, series: PlacedSeries, plot: Plot, patterns: Patterns, address: Address) -> str:
    mark = placed.mark
    says = {"period": mark.period, "said": mark.said, "source": mark.source}
    data = "".join(f' data-{name}="{_quoted(text)}"' for name, text in says.items() if text)
    data = f' data-at="{short(mark.x)} {short(placed.x)} {short(placed.y)}"{data}'
    shape = _shape(placed, series, plot, patterns)
    return _labelled(mark.spoken, mark.key, address(mark.href), shape, data)


def _joined(placed: PlacedSeries) -> Iterator[str]:
    """The line of a series, which stops at every gap."""
    style = theme.style_of(placed.series.look)
    runs = [run for run in placed.joined if len(run) > 1]
    if runs:
        way = "".join("M" + "L".join(f"{short(mark.x)},{short(mark.y)}" for mark in run) for run in runs)
        dash = f' stroke-dasharray="{DASHES[style.dash]}"' if DASHES[style.dash] else ""
        yield f'<path class="line" d="{way}" fill="none" stroke="{style.colour}" stroke-width="2"{dash}/>'


def _shape(placed: PlacedMark, series: PlacedSeries, plot: Plot, patterns: Patterns) -> str:
    """A column, a segment or a symbol, with its interval."""
    role, mark = series.series.role, placed.mark
    style = theme.style_of(series.series.look)
    if role in (COLUMNS, PART, WHOLE):
        half, base = series.width_of(placed) / 2, plot.y(placed.base)
        left, right = short(plot.x(placed.at - half)), short(plot.x(placed.at + half))
        box = f"M{left},{short(base)}V{short(placed.y)}H{right}V{short(base)}Z"
        if role == WHOLE:
            return f'<path d="{box}" fill="{theme.PAPER}" stroke="{theme.HOLLOW}" stroke-width="1.2"/>'
        edge = f'stroke="{style.colour}" stroke-width="{1.5 if role == COLUMNS else 1}"'
        return f'<path d="{box}" fill="{_filling(role, placed, style, patterns)}" {edge}/>'
    symbol, size, is_hollow = style.symbol, series.size, mark.is_open or mark.is_partial
    edge = f'stroke="{style.colour}" stroke-width="1.5"'
    if plot.panel.has(WHOLE):  # a part that stands alone, clear of the hollow column behind it
        edge = f'stroke="{theme.PAPER}" stroke-width="1"'
    if role == EDITIONS:
        is_hollow = mark.edition == EARLIER
        edge = f'stroke="{style.colour}" stroke-width="2"'
        if mark.edition == PRINT:
            symbol, size, edge = theme.PRINT_SYMBOL, PRINT_SIZE, ""
    size *= placed.wider
    if placed.is_upon and not is_hollow:
        edge = f'stroke="{theme.PAPER}" stroke-width="1"'
    fill = theme.PAPER if is_hollow else style.colour
    place = f"translate({short(placed.x)},{short(placed.y)})"
    symbol_path = f'<path transform="{place}" d="{outline(symbol, size)}" fill="{fill}" {edge}/>'
    return _interval(placed, plot, style.colour) + symbol_path


def _filling(role: str, placed: PlacedMark, style: theme.Style, patterns: Patterns) -> str:
    if role == PART:
        pattern = theme.PART_PATTERNS.get(style.symbol, "")
        return patterns.over(pattern, style.colour) if pattern else style.colour
    if placed.mark.is_partial:
        return patterns.on_paper("diagonal", style.colour)
    return patterns.on_paper("dotted", style.colour) if placed.mark.is_open else style.colour


def _interval(placed: PlacedMark, plot: Plot, colour: str) -> str:
    """The bar from the lower to the upper limit, with an end at each."""
    if placed.mark.low is None or placed.mark.high is None:
        return ""
    x, low, high = placed.x, plot.y(placed.mark.low), plot.y(placed.mark.high)
    ends = "".join(f"M{short(x - 4)},{short(y)}h8" for y in (low, high))
    way = f"M{short(x)},{short(low)}V{short(high)}{ends}"
    return f'<path class="interval" d="{way}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _labelled(spoken: str, key: str, href: str, shape: str, data: str = "") -> str:
    """A mark that says what it stands for: a link to its source, or nowhere where no address is known."""
    tag, target = ("a", f'href="{_quoted(href)}"') if href else ("g", 'role="img"')
    return (
        f'<{tag} {target} class="mark" data-observation="{_quoted(key)}"{data}>'
        f"<title>{_plain(spoken)}</title>{shape}</{tag}>"
    )


def _event(place: EventPlace, address: Address) -> str:
    style, event = theme.EVENTS[place.event.kind], place.event
    added = place.width - place.size if len(place.events) > 1 else 0
    at = f"translate({short(place.x)},{short(place.y)})"
    shape = (
        f'<path transform="{at}" d="{outline(style.symbol, place.size, added)}" fill="{style.colour}" '
        f'stroke="{theme.PAPER}" stroke-width="1"/>'
        f'<text x="{short(place.x)}" y="{short(place.y + 10 * BASELINE)}" font-size="10" '
        f'fill="{theme.PAPER}" text-anchor="middle">{place.label}</text>'
    )
    data = f' data-at="{short(event.start)} {short(place.x)} {short(place.y)}"'
    return _labelled(place.text, event.key, address(place.href), shape, data)


ANCHORS = {START: "", END: ' text-anchor="end"'}


def _text(text: Text, look: int | None) -> str:
    """A text; where it stands on a segment, on a ground of paper. ``look`` is that of its series."""
    own = "" if look is None else f' data-look="{look}"'
    more = own + ANCHORS.get(text.anchor, ' text-anchor="middle"')
    more += f' font-weight="{text.weight}"' if text.weight != 400 else ""
    if "  " in text.text:
        more += ' xml:space="preserve"'
    y, ground = short(text.y + text.size * BASELINE), ""
    if text.is_on_paper:
        wide, high = text_width(text.text, text.size) + 2, text.size * 1.2
        left, top = short(text.x - wide / 2), short(text.y - high / 2)
        ground = (
            f'<path{own} d="M{left},{top}h{short(wide)}v{short(high)}h-{short(wide)}Z" fill="{theme.PAPER}"/>'
        )
    if text.leader:
        start, end = (short(text.leader[0]), short(text.leader[1])), (short(text.x - 2), short(text.y))
        way = f"M{','.join(start)}L{','.join(end)}"
        ground = f'<path class="leader"{own} d="{way}" fill="none" stroke="{text.colour}" opacity="0.6"/>'
    return (
        f'{ground}<text x="{short(text.x)}" y="{y}" font-size="{short(text.size)}" '
        f'fill="{text.colour}"{more}>{_plain(text.text)}</text>'
    )
