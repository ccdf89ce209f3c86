"""What finished files draw, read from their bytes: points with their places and values, grounds, words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
from lxml import etree
from pptx import Presentation

from dashboard.scene.placed import Layout, Plot

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
OVER_ALL = ("window", "break")
OF_THE_STRIP = ("strip", "event")
OF_AXES = ("grid", "axis", "line", "leader")
PICTURE = re.compile(r'<svg [^>]*class="picture".*?</svg>', re.DOTALL)
BOX = re.compile(r"M(\S+),(\S+)V(\S+)H(\S+)V\S+Z")
SPOT = re.compile(r"translate\((\S+),(\S+)\)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class DrawnMark:
    """A mark of a picture by its observation: its middle on the axis, its value, and how it is filled."""

    at: float
    value: float
    is_column: bool
    fill: str
    limits: tuple[float, float] | None


@dataclass(frozen=True)
class Ground:
    """Something behind the marks, in the units of the axes; ``role`` is "" where a file has none."""

    role: str
    panel: int
    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True)
class ChartSeries:
    """A series of an office chart: its points by their categories, and the lengths of its error bars."""

    name: str
    points: tuple[tuple[str, float], ...]
    bars: tuple[tuple[float, float], ...]
    patterns: tuple[str, ...]


def pictures(text: str) -> list[ElementTree.Element]:
    """The pictures of a file, without what stands around them."""
    return [ElementTree.fromstring(picture) for picture in PICTURE.findall(text)]


def marks_of_picture(picture: ElementTree.Element, layout: Layout) -> dict[tuple[int, str], DrawnMark]:
    """The marks of a picture by the number of their plot and their observation."""
    marks: dict[tuple[int, str], DrawnMark] = {}
    groups = [group for group in picture.iter() if group.get("class") == "plot"]
    for (number, plot), group in zip(enumerate(layout.plots), groups, strict=True):
        for key, mark in _marks_of_plot(group, plot):
            if (number, key) in marks:
                raise ValueError(f"{key} is drawn twice")
            marks[number, key] = mark
    return marks


def _marks_of_plot(group: ElementTree.Element, plot: Plot) -> Iterator[tuple[str, DrawnMark]]:
    for element in group.iter():
        if element.get("class") != "mark":
            continue
        key = element.get("data-observation", "")
        limits = None
        for path in element.iter(f"{SVG}path"):
            if path.get("class") == "interval":
                _, start, end = map(float, NUMBER.findall(path.get("d", ""))[:3])
                limits = value_at(plot, start), value_at(plot, end)
                continue
            fill = path.get("fill", "")
            if spot := SPOT.fullmatch(path.get("transform", "")):
                x, y = map(float, spot.groups())
                yield key, DrawnMark(year_at(plot, x), value_at(plot, y), False, fill, limits)
            elif box := BOX.fullmatch(path.get("d", "")):
                left, base, top, right = map(float, box.groups())
                value = value_at(plot, top) - value_at(plot, base)
                yield key, DrawnMark(year_at(plot, (left + right) / 2), value, True, fill, None)


def events_of_picture(picture: ElementTree.Element) -> dict[str, str]:
    """The numbers that each mark of events shows in a picture."""
    return {
        element.get("data-observation", ""): element.findtext(f"{SVG}text", "")
        for element in picture.iter()
        if element.get("class") == "mark" and element.find(f"{SVG}text") is not None
    }


def grounds_of_picture(picture: ElementTree.Element, layout: Layout) -> list[Ground]:
    """What lies behind the marks of a picture."""
    grounds = []
    for path in picture.findall(f"{SVG}path"):
        role = path.get("class", "")
        if role in ("", *OF_AXES, *OF_THE_STRIP):
            continue
        numbers = [float(number) for number in NUMBER.findall(path.get("d", ""))]
        if "L" in path.get("d", ""):
            left, top, right, bottom = numbers
        else:
            left, top, right, bottom = numbers[:4]
        middle = (top + bottom) / 2
        panel = (
            0
            if role in OVER_ALL
            else next(
                number for number, plot in enumerate(layout.plots) if plot.top <= middle <= plot.bottom + 0.01
            )
        )
        plot = layout.plots[panel]
        grounds.append(
            Ground(
                role,
                panel,
                year_at(plot, left),
                year_at(plot, right),
                value_at(plot, bottom),
                value_at(plot, top),
            )
        )
    return grounds


def year_at(plot: Plot, x: float) -> float:
    return plot.first + (x - plot.left) / (plot.right - plot.left) * (plot.last - plot.first)


def value_at(plot: Plot, y: float) -> float:
    return plot.low + (plot.bottom - y) / (plot.bottom - plot.top) * (plot.high - plot.low)


def shapes_of(content: bytes) -> list[Any]:
    """Every shape of every slide, those in groups included."""
    return [shape for slide in Presentation(io.BytesIO(content)).slides for shape in _flat(slide.shapes)]


def _flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:
            yield from _flat(shape.shapes)
        else:
            yield shape


def series_of_slide(frame: Any) -> list[ChartSeries]:
    """The series of a native chart, from the numbers in its XML."""
    return [_slide_series(series) for series in frame.chart._chartSpace.iter(f"{{{NAMES['c']}}}ser")]


def _slide_series(series: Any) -> ChartSeries:
    def cached(path: str) -> dict[int, str]:
        return {int(point.get("idx")): point[0].text for point in series.xpath(f"./c:{path}//c:pt[c:v]")}

    places, values = cached("cat") or cached("xVal"), cached("val") or cached("yVal")
    plus, minus = cached("errBars/c:plus"), cached("errBars/c:minus")
    bars = tuple(
        (float(values[place]) - float(minus[place]), float(values[place]) + float(plus.get(place, 0)))
        for place in minus
    )
    points = tuple((f"{_place(places[number])}", float(value)) for number, value in values.items())
    patterns = tuple(series.xpath("./c:dPt//a:pattFill/@prst"))
    return ChartSeries(series.xpath("./c:tx//c:v")[0].text, points, bars, patterns)


def _place(text: str) -> str:
    return f"{float(text):g}" if NUMBER.fullmatch(text) else text


def grounds_of_slide(group: Any, panel: int, *, has_slots: bool) -> list[tuple[str, Ground]]:
    """What stands upright behind a native chart, with its name, in the units of the chart's lower axis: each
    as high as the plot."""
    frame = next(shape for shape in group.shapes if shape.has_chart)
    space = frame.chart._chartSpace
    x, y, wide, high = (
        float(space.xpath(f"//c:plotArea/c:layout/c:manualLayout/c:{name}/@val")[0]) for name in "xywh"
    )
    left, top = frame.left + x * frame.width, frame.top + y * frame.height
    width, height = wide * frame.width, high * frame.height
    names = [point.text for point in space.xpath("(//c:cat)[1]//c:pt/c:v")]
    if names:
        start, years = (1.0 if has_slots else float(names[0])) - 0.5, float(len(names))
    else:
        low, end = (
            float(space.xpath(f"(//c:valAx)[1]/c:scaling/c:{name}/@val")[0]) for name in ("min", "max")
        )
        start, years = low, end - low
    grounds = []
    for shape in group.shapes:
        if not shape.name.startswith("behind "):
            continue
        if abs(shape.top - top) > 2000 or abs(shape.height - height) > 2000:
            raise ValueError(f"{shape.name} is not as high as the plot")
        begin = start + (shape.left - left) / width * years
        grounds.append((shape.name, Ground("", panel, begin, begin + shape.width / width * years, 0, 0)))
    return grounds


def panel_groups(content: bytes) -> list[Any]:
    """The groups of the slides' panels from the first to the last."""
    shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
    return [shape for shape in shapes if shape.shape_type == 6 and shape.name.startswith("panel: ")]


def series_of_workbook(content: bytes) -> list[list[ChartSeries]]:
    """The series of each chart of a workbook: its own cells where its references lead."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)

    def cells(reference: str) -> list[Any]:
        sheet, _, place = reference.rpartition("!")
        read = book[sheet.strip("'")][place.replace("$", "")]
        return [row[0].value for row in read] if isinstance(read, tuple) else [read.value]

    charts = []
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        for name in sorted(names, key=lambda name: int(NUMBER.findall(name)[-1].lstrip("-"))):
            root = etree.fromstring(archive.read(name))
            charts.append([_book_series(each, cells) for each in root.iterfind(".//c:ser", NAMES)])
    return charts


def _book_series(series: Any, cells: Any) -> ChartSeries:
    def column(path: str) -> list[Any]:
        references = series.xpath(f"./c:{path}//c:f/text()", namespaces=NAMES)
        return cells(references[0]) if references else []

    values, (name, *_) = column("val") or column("yVal"), column("tx")
    places = column("cat") or column("xVal")
    points = tuple(
        (_place(str(place)), float(value))
        for place, value in zip(places, values, strict=True)
        if value is not None
    )
    plus, minus = column("errBars/c:plus"), column("errBars/c:minus")
    bars = tuple(
        (value - down, value + (up or 0))
        for value, up, down in zip(values, plus or [0] * len(minus), minus, strict=False)
        if down is not None
    )
    patterns = tuple(series.xpath("./c:dPt//a:pattFill/@prst", namespaces=NAMES))
    return ChartSeries(str(name), points, bars, patterns)
