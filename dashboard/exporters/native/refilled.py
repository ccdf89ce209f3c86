"""A native chart that was written before, filled with today's figures: its looks stay, and so do the numbers
that a hand has changed.

A chart is told from what it remembers of its cells, which every office program keeps; what was written is
compared with that, and what differs is a hand's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from dashboard.exporters.native.chart_axes import BEHIND_ACROSS, BEHIND_UP, FEW
from dashboard.exporters.native.parts import NativeMark, NativePanel, NativeSeries
from dashboard.exporters.native.written import (
    NAMES,
    Key,
    Plotted,
    Written,
    at,
    base_name,
    keyed,
    place_of,
    plotted,
)
from dashboard.words import Words

C = f"{{{NAMES['c']}}}"
GROUP_TAGS = tuple(f"{C}{name}" for name in ("barChart", "lineChart", "scatterChart", "areaChart"))
AXES = tuple(f"{C}{name}" for name in ("catAx", "valAx", "dateAx"))
OWN_LOOKS = ("spPr", "marker", "invertIfNegative", "trendline", "smooth")
"""What of a series is left as it stands."""
NEAR = 1e-6


@dataclass(frozen=True)
class Edit:
    """A number that a hand has changed: of which series and place, what was written (None: nothing), what
    stands there now (None: taken away)."""

    series: str
    place: str
    then: float | None
    now: float | None


@dataclass(frozen=True)
class Edits:
    """What a hand has done to a chart: numbers, series of its own, series taken out, series renamed (by the
    key that was written, that which stands there)."""

    numbers: dict[tuple[Key, str], Edit] = field(default_factory=dict)
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    renamed: dict[Key, Key] = field(default_factory=dict)


def edits_of(space: Any, written: Written, words: Words) -> Edits:
    """What differs between a chart and what was written into it."""
    now, then = keyed(plotted(space), words), keyed(written.series, words)
    added, removed = [key for key in now if key not in then], [key for key in then if key not in now]
    renamed = {}
    for key in removed:
        same = next((other for other in added if now[other].values == then[key].values), None)
        if same is not None and then[key].values:
            renamed[key] = same
            added.remove(same)
    copies = {base_name(name, words) for name in written.copies}
    numbers: dict[tuple[Key, str], Edit] = {}
    repeated: dict[tuple[Key, str], Edit] = {}
    for key, series in then.items():
        stands = now.get(renamed.get(key, key))
        if stands is None:
            continue
        for place in dict.fromkeys([*series.values, *stands.values]):
            edit = Edit(series.name, place, series.values.get(place), stands.values.get(place))
            if not _is_alike(edit.then, edit.now):
                (repeated if key[0] in copies else numbers)[key, place] = edit
    # A column that repeats another follows an edit of that; where it does not, it was edited itself.
    followed = {(place, edit.now) for (_, place), edit in numbers.items()}
    numbers |= {key: edit for key, edit in repeated.items() if (key[1], edit.now) not in followed}
    gone = tuple(key for key in removed if key not in renamed)
    return Edits(numbers, tuple(added), gone, renamed)


def has_own_axis(space: Any, written: Written, words: Words) -> bool:
    """Whether a hand has added, renamed or taken out places of the axis."""
    now = keyed(plotted(space), words)
    return any(
        each.places and key in now and now[key].places != each.places
        for key, each in keyed(written.series, words).items()
    )


def has_new_form(fresh: Any, written: Written, words: Words) -> bool:
    """Whether today's figures are drawn by another kind of chart than those that were written."""
    today = keyed(plotted(fresh), words)
    return any(
        each.kind and key in today and today[key].kind != each.kind
        for key, each in keyed(written.series, words).items()
    )


def is_as_today(space: Any, fresh: Any, edits: Edits, words: Words) -> bool:
    """Whether a chart shows what it would today, so that nothing of it need be touched."""
    now = keyed(plotted(space), words)
    today = {key: each for key, each in keyed(plotted(fresh), words).items() if key not in edits.removed}
    if {*now} - {*edits.added} != {edits.renamed.get(key, key) for key in today}:
        return False
    pairs = ((key, now[edits.renamed.get(key, key)], each) for key, each in today.items())
    return all(
        stands.values == each.values and (key in edits.renamed or stands.name == each.name)
        for key, stands, each in pairs
    )


def _is_alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=NEAR, abs_tol=NEAR)


def with_edits(panel: NativePanel, edits: Edits, words: Words) -> NativePanel:
    """A panel of today with the numbers that a hand has changed."""
    names = {place_of(name): x for name, x in zip(panel.categories, panel.positions, strict=True)}
    seen: dict[str, int] = {}
    series = []
    for each in panel.series:
        name = base_name(each.name, words)
        key = (name, seen.setdefault(name, 0))
        seen[name] += 1
        own = {place: edit for (of, place), edit in edits.numbers.items() if of == key}
        series.append(_edited(each, own, names) if own else each)
    return replace(panel, series=tuple(series))


def _edited(series: NativeSeries, edits: Mapping[str, Edit], names: Mapping[str, float]) -> NativeSeries:
    by_place = {mark.x: mark for mark in series.marks}
    # On an axis of numbers a mark stands beside its year, further off the more stand there.
    years = {round(x): x for x in by_place}
    for place, edit in edits.items():
        x = names.get(place) if names else years.get(round(float(place)))
        if x is None:
            continue
        mark = by_place.get(x, NativeMark(x, None))
        value = edit.now
        if value is not None and (math.isnan(value) or value == int(value)):
            value = None if math.isnan(value) else int(value)
        text = f"{value:,}" if mark.text and value is not None else ""
        by_place[x] = replace(mark, value=value, text=text)
        if series.end and series.end.x == x and value is not None:
            series = replace(series, end=replace(series.end, text=f"{value:,}"))
    return replace(series, marks=tuple(by_place[x] for x in sorted(by_place)))


def refill(space: Any, fresh: bytes, written: Written, edits: Edits, words: Words) -> None:
    """Put the series of a fresh chart into one that stands, which keeps its types and its looks; its axes
    hold what is drawn."""
    new = etree.fromstring(fresh)
    then = keyed(written.series, words)
    old = _elements(space, words)
    of_today = _elements(new, words)
    for key, series in of_today.items():
        stands = edits.renamed.get(key, key)
        if key in edits.removed:
            continue
        if stands in old:
            is_same_type = old[stands].getparent().tag == series.getparent().tag
            was = then.get(key)
            old[stands] = _update(
                old[stands], series, was, keep_type=is_same_type, keep_name=key in edits.renamed
            )
        else:
            _insert(space, old, of_today, key)
    known = {edits.renamed.get(key, key) for key in of_today}
    for key, element in old.items():
        if key not in known and key not in edits.added:
            element.getparent().remove(element)
    for group in [*space.iter(*GROUP_TAGS)]:
        if group.find(f"{C}ser") is None:
            group.getparent().remove(group)
    for number, element in enumerate(space.iter(f"{C}ser")):
        for name in ("idx", "order"):
            element.find(f"{C}{name}").set("val", str(number))
    _fit_axes(space, new)


def redraw(space: Any, fresh: bytes) -> None:
    """Put a fresh chart in the place of one whose form no longer suits its figures."""
    new = etree.fromstring(fresh)
    link = space.find(f"{C}externalData")
    for child in list(space):
        space.remove(child)
    for child in list(new):
        if child.tag != f"{C}externalData":
            space.append(child)
    if link is not None:
        space.append(link)


def _fit_axes(space: Any, new: Any) -> None:
    """Let the axes of values hold what is drawn: their ends as today's chart has them, no end that would cut
    off a mark, no step that was meant for smaller counts."""
    highest = max(
        (value for each in plotted(space) for value in each.values.values() if not math.isnan(value)),
        default=0.0,
    )
    theirs = {axis.find(f"{C}axPos").get("val"): axis for axis in at(new, "//c:valAx[c:delete/@val='0']")}
    for axis in at(space, "//c:valAx[c:axPos/@val='b' or c:axPos/@val='l']"):
        like = theirs.get(axis.find(f"{C}axPos").get("val"))
        scaling = axis.find(f"{C}scaling")
        if like is None or scaling is None:
            continue
        fresh = like.find(f"{C}scaling")
        for name in ("max", "min"):
            mine, today = scaling.find(f"{C}{name}"), fresh.find(f"{C}{name}")
            if mine is None:
                continue
            if today is not None:
                mine.set("val", today.get("val"))
            elif name == "max" and float(mine.get("val")) < highest:
                scaling.remove(mine)
        step = axis.find(f"{C}majorUnit")
        if step is not None and like.find(f"{C}majorUnit") is None and highest > FEW:
            axis.remove(step)


def _elements(space: Any, words: Words) -> dict[Key, Any]:
    """The series of a chart's XML by their keys."""
    found: dict[Key, Any] = {}
    for element in space.iter(f"{C}ser"):
        names = at(element, "./c:tx//c:v/text()")
        name = base_name(names[0] if names else "", words)
        found[name, sum(key[0] == name for key in found)] = element
    return found


def _update(old: Any, fresh: Any, then: Plotted | None, *, keep_type: bool, keep_name: bool) -> Any:
    """The series with the cells, values, labels and marks of today; in a chart of another type the values."""
    if not keep_type:
        for name in ("cat", "val") if keep_name else ("tx", "cat", "val"):
            mine, theirs = old.find(f"{C}{name}"), fresh.find(f"{C}{name}")
            if mine is not None and theirs is not None:
                old.replace(mine, deepcopy(theirs))
        return old
    new = deepcopy(fresh)
    _take_colour(old, new)
    for name in (*OWN_LOOKS, *(["tx"] if keep_name else [])):
        mine, theirs = old.find(f"{C}{name}"), new.find(f"{C}{name}")
        if mine is not None and theirs is not None:
            new.replace(theirs, deepcopy(mine))
        elif mine is not None and name == "trendline":
            _before_numbers(new).addprevious(deepcopy(mine))
    _keep_points(old, new)
    _keep_labels(old, new, then)
    old.getparent().replace(old, new)
    return new


def _before_numbers(series: Any) -> Any:
    """The first part of a series that comes after its marks and labels."""
    return next(child for child in series if child.tag in (f"{C}cat", f"{C}xVal", f"{C}errBars"))


def _keep_points(old: Any, new: Any) -> None:
    """Columns that a hand has coloured one by one keep their colour, each at its place of the axis."""
    was, places = _places(old), {place: number for number, place in enumerate(_places(new))}
    taken = set(at(new, "./c:dPt/c:idx/@val"))
    for point in at(old, "./c:dPt[c:spPr/a:solidFill]"):
        index = point.find(f"{C}idx")
        place = was[int(index.get("val"))] if int(index.get("val")) < len(was) else ""
        number = str(places.get(place, ""))
        if number and number not in taken:
            kept = deepcopy(point)
            kept.find(f"{C}idx").set("val", number)
            anchor = new.find(f"{C}dLbls")
            (anchor if anchor is not None else _before_numbers(new)).addprevious(kept)


def _take_colour(old: Any, new: Any) -> None:
    """Write the labels and the marks of a series in the colour that it has where it stands."""
    colours = [at(element, "(./c:spPr//a:solidFill/*)[1]") for element in (old, new)]
    if not all(colours):
        return
    (mine,), (fresh,) = colours
    same = etree.tostring(fresh)
    for element in [*new.iter(fresh.tag)]:
        if etree.tostring(element) == same:
            element.getparent().replace(element, deepcopy(mine))


def _keep_labels(old: Any, new: Any, then: Plotted | None) -> None:
    """A label that a hand has taken away stays away, one that it has added stays, each at its place."""
    wrapped = etree.Element("chart")
    wrapped.append(deepcopy(old))
    (now,) = plotted(wrapped)
    if then is None or now.labels == then.labels:
        return
    was, places = _places(old), _places(new)
    gone = {*then.labels} - {*now.labels}
    fresh = new.find(f"{C}dLbls")
    for label in [] if fresh is None else fresh.findall(f"{C}dLbl"):
        if places[int(label.find(f"{C}idx").get("val"))] in gone:
            fresh.remove(label)
    for label in at(old, "./c:dLbls/c:dLbl"):
        index = int(label.find(f"{C}idx").get("val"))
        place = was[index] if index < len(was) else ""
        if place not in {*now.labels} - {*then.labels} or place not in places:
            continue
        if fresh is None:
            fresh = deepcopy(old.find(f"{C}dLbls"))
            for each in fresh.findall(f"{C}dLbl"):
                fresh.remove(each)
            _before_numbers(new).addprevious(fresh)
        number = places.index(place)
        if str(number) in at(fresh, "./c:dLbl/c:idx/@val"):
            continue
        own = deepcopy(label)
        own.find(f"{C}idx").set("val", str(number))
        later = [each for each in fresh.findall(f"{C}dLbl") if int(each.find(f"{C}idx").get("val")) > number]
        fresh.insert(fresh.index(later[0]) if later else len(fresh.findall(f"{C}dLbl")), own)


def _places(series: Any) -> list[str]:
    """The places of the axis that a series has cells for, in their order."""
    points = at(series, "./c:cat//c:pt | ./c:xVal//c:pt")
    counts = at(series, "./c:cat//c:ptCount/@val | ./c:xVal//c:ptCount/@val")
    places = [""] * (int(counts[0]) if counts else 0)
    for point in points:
        if int(point.get("idx")) < len(places):
            places[int(point.get("idx"))] = place_of(point.findtext(f"{C}v") or "")
    return places


def _insert(space: Any, old: dict[Key, Any], fresh: dict[Key, Any], key: Key) -> None:
    """Put a series that is new today beside those that it is drawn with; a group of its own where none is."""
    group = fresh[key].getparent()
    beside = [
        old[other]
        for other, element in fresh.items()
        if element.getparent() is group and other in old and old[other].getparent().tag == group.tag
    ]
    if beside:
        parent = beside[0].getparent()
        parent.findall(f"{C}ser")[-1].addnext(deepcopy(fresh[key]))
        return
    area = space.find(f"{C}chart/{C}plotArea")
    alone = deepcopy(group)
    for series in alone.findall(f"{C}ser"):
        alone.remove(series)
    alone.find(f"{C}varyColors").addnext(deepcopy(fresh[key]))
    known = {axis.find(f"{C}axId").get("val") for axis in area if axis.tag in AXES}
    first = next(child for child in area if child.tag in GROUP_TAGS)
    is_behind = alone.findall(f"{C}axId")[0].get("val") == str(BEHIND_ACROSS)
    if not is_behind:
        for mine, theirs in zip(alone.findall(f"{C}axId"), first.findall(f"{C}axId"), strict=True):
            mine.set("val", theirs.get("val"))
    [child for child in area if child.tag in GROUP_TAGS][-1].addnext(alone)
    for axis in group.getparent() if is_behind else ():
        number = axis.find(f"{C}axId").get("val") if axis.tag in AXES else ""
        if number in {str(BEHIND_ACROSS), str(BEHIND_UP)} - known:
            [child for child in area if child.tag in AXES][-1].addnext(deepcopy(axis))
