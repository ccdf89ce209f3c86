"""Yearly counts as a Plotly figure: columns where counts are small, lines where they are large.

Pure: everything drawn is an argument. A gap stays a gap, a part-year is never joined to full years,
a line stops where its series ends, and counts start at zero.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.axes import axis_top, base_layout, count_axis, margin_of, panel_domain
from dashboard.figures.guides import (
    band_shapes,
    break_note,
    break_shape,
    end_labels,
    panel_title,
    range_shapes,
    window_shapes,
)
from dashboard.figures.marks import column_traces, line_traces, texts_beside_marks
from dashboard.figures.parts import Drawing, Figure, Guides, Line, uses_columns
from dashboard.figures.timeline import EventMark, strip_of
from dashboard.pictures import MarkLabel
from dashboard.scene import theme


def trend_figure(
    lines: Sequence[Line],
    *,
    first: int,
    last: int,
    guides: Guides,
    size: theme.Size,
    language: str,
    events: Sequence[EventMark] = (),
    events_label: str = "",
) -> Drawing:
    """Draw the lines between two years (inclusive), one panel for each unit, at one of the fixed sizes.

    Events add a strip below the counts, on the same years, and as much height as it needs.
    """
    panels = list(dict.fromkeys(line.panel for line in lines)) or [""]
    margin = margin_of(size, lines)
    strip = strip_of(events, first=first, last=last, size=size, margin=margin)
    size = size.taller(strip.pixels)
    margin["b"] = strip.margin_below or margin["b"]
    floor = strip.floor(size, margin)
    layout = base_layout(size, margin, first, last, language)
    traces: list[Figure] = []
    labels: list[tuple[MarkLabel | None, ...]] = []
    shapes = [*strip.ground(floor), *window_shapes(guides, first, last)]
    notes: list[Figure] = []
    axes: dict[str, str] = {}
    for number, panel in enumerate(panels):
        members = [line for line in lines if line.panel == panel]
        axis = "y" if number == 0 else f"y{number + 1}"
        axes |= {line.id: axis for line in members}
        domain = panel_domain(number, len(panels), floor=floor.counts)
        bands = [band for band in guides.bands if band.panel == panel]
        top = axis_top(members, bands, len(panels), ranges=guides.ranges)
        layout[f"yaxis{axis[1:]}"] = count_axis(top, domain, size)
        columns = uses_columns(members)
        texts = texts_beside_marks(members, size=size, columns=columns, last=last)
        for position, line in enumerate(members):
            drawn = column_traces(line, axis, texts) if columns else line_traces(line, axis, texts)
            for trace, trace_labels in drawn:
                if columns:
                    trace["offsetgroup"] = str(position)
                traces.append(trace)
                labels.append(trace_labels)
        shapes += band_shapes(guides, panel, axis, first, last)
        if not size.is_card:
            notes.append(panel_title(panel, domain, margin))
        if size.is_wide and not columns:
            pixels = (size.height - margin["t"] - margin["b"]) * (domain[1] - domain[0])
            notes += end_labels(members, axis=axis, top=top, pixels=pixels, last=last, texts=texts)
    shapes += range_shapes(guides, axes, last)
    layout["xaxis"]["anchor"] = "y" if len(panels) == 1 else f"y{len(panels)}"
    if events:
        layout[f"yaxis{len(panels) + 1}"] = strip.axis(floor)
        trace, trace_labels = strip.marks(f"y{len(panels) + 1}")
        traces.append(trace)
        labels.append(trace_labels)
        shapes += strip.bars(f"y{len(panels) + 1}")
        notes.append(strip.title(events_label, floor))
    shapes += [break_shape(marker) for marker in guides.markers]
    notes += [break_note(marker, size) for marker in guides.markers]
    layout["shapes"], layout["annotations"] = shapes, notes
    return Drawing({"data": traces, "layout": layout}, tuple(labels), size)
