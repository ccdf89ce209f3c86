"""Draw a Plotly figure as SVG without a browser: the only place that runs the drawing engine.

The engine is plotly.js itself in an embedded interpreter (the mirage package), so that the figure of
the page is also the figure of the first picture and of every file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from mirage.engine import MirageEngine
from PIL import ImageFont

GRAPH_CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}
"""The options of every graph: nothing is ever sent to another host."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
NOTHING_DRAWN = "M0,0Z"
"""The path that plotly.js gives a column without a value."""

CONTROL_CHARACTERS = {number: None for number in range(32) if chr(number) not in "\t\n\r"}
"""What XML cannot hold."""

NAME_MARKS = """
(function () {
  var plain = Plotly.newPlot;
  Plotly.newPlot = function (box) {
    var done = plain.apply(this, arguments);
    box.querySelectorAll(".trace").forEach(function (layer) {
      layer.querySelectorAll(".point").forEach(function (mark) {
        mark.setAttribute("data-mark", layer.__data__[0].trace.index + "/" + mark.__data__.i);
      });
    });
    return done;
  };
})();
"""
"""Each mark says of which trace and point it is: plotly.js draws columns before lines and panels by axis,
so the order in the picture is not that of the figure, and a mark may not lead to another's source."""

MEASURE_BY_FONT = """
(function () {
  var plain = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    var found = plain.call(this, name), style = this.style;
    if (name !== "data-math" || !style) {
      return found;
    }
    return [found, "font-size", "font-family", "font-weight"].map(function (one, position) {
      return position ? style.getPropertyValue(one) : one;
    }).join("/");
  };
})();
"""
"""plotly.js remembers how large a text is by its words and its style attribute, which is empty in this
interpreter: the same words in another size got the size measured in an earlier picture. data-math is the
other attribute that it remembers by, and reads for nothing else."""

FONT_NAMES = {400: "NotoSansJP-Regular.otf", 700: "NotoSansJP-Bold.otf"}
RENDERS_PER_ENGINE = 300
"""The interpreter's memory grows a little with every picture; after this many it is made anew."""

FONTS = {weight: Path(__file__).parent / "fonts" / name for weight, name in FONT_NAMES.items()}
"""The package's font by weight: what files are drawn with, and what texts are measured with everywhere."""
_UNITS = 1000
"""A letter's height in the units of the font: widths at this size are exact."""
_RULERS = {
    weight: ImageFont.truetype(file, _UNITS, layout_engine=ImageFont.Layout.BASIC)
    for weight, file in FONTS.items()
}


@dataclass(frozen=True)
class MarkLabel:
    """What one mark stands for: its label, the observation's key, and the address of its source."""

    text: str
    key: str
    href: str


class MarksDoNotMatch(Exception):
    """The picture has another number of marks than the figure has observations."""


def draw_svg(
    figure: dict[str, Any],
    *,
    width: int,
    height: int,
    labels: Sequence[Sequence[MarkLabel | None]],
    title: str,
    description: str,
    prefix: str,
) -> str:
    """The figure as one <svg> element for use inside HTML; equal input gives equal bytes.

    ``labels[i][j]`` belongs to point j of trace i; None where nothing is drawn, and no labels at all for a
    trace that is no observation. Each mark becomes a link that carries its label, so that a number leads
    to its source before any script has run.
    ``prefix`` keeps the ids of several pictures on one page apart. Raises ``MarksDoNotMatch``.
    """
    described = json.dumps(figure, sort_keys=True, ensure_ascii=False)
    return _drawn(described, width, height, tuple(map(tuple, labels)), title, description, prefix)


@lru_cache(maxsize=256)
def _drawn(
    figure: str,
    width: int,
    height: int,
    labels: tuple[tuple[MarkLabel | None, ...], ...],
    title: str,
    description: str,
    prefix: str,
) -> str:
    raw = _ENGINE.submit(_render, figure, width, height).result()
    for one, uri in (("", SVG), ("xlink", XLINK)):
        ElementTree.register_namespace(one, uri)
    root = ElementTree.fromstring(raw.translate(CONTROL_CHARACTERS))
    _label_marks(root, labels)
    _prefix_ids(root, prefix)
    _drop_what_only_scripts_use(root)
    _keep_spaces(root)
    root.attrib.pop("style", None)
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", str(width))
    root.set("height", str(height))
    root.set("role", "group")
    root.set("aria-label", title)
    root.set("class", "picture")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}")
        element.text = text
        root.insert(position, element)
    return ElementTree.tostring(root, encoding="unicode").translate(CONTROL_CHARACTERS)


_ENGINE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
_state: dict[str, Any] = {"engine": None, "renders": 0}


def _render(figure: str, width: int, height: int) -> str:
    """Runs in the one thread that owns the interpreter."""
    if _state["engine"] is None or _state["renders"] >= RENDERS_PER_ENGINE:
        _state["engine"], _state["renders"] = _new_engine(), 0
    _state["renders"] += 1
    engine = _state["engine"]
    # Ids in the picture come from Math.random: the same seed gives the same bytes.
    engine.context.eval("document.body.childNodes.length = 0; __seed = 1;")
    parsed = json.loads(figure)
    return str(engine.render_svg(parsed["data"], parsed["layout"], width=width, height=height))


def _new_engine() -> MirageEngine:
    engine = MirageEngine()
    engine.context.add_callable("_measureTextRaw", _measure)
    engine.context.eval(
        "var __seed = 1; Math.random = function () { __seed = (__seed * 16807) % 2147483647; return "
        "__seed / 2147483647; };"
    )
    engine.context.eval(NAME_MARKS)
    engine.context.eval(MEASURE_BY_FONT)
    return engine


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of a text in pixels in the package's font (400 or 700), the same on every server."""
    return sum(_advance(letter, weight) for letter in text) * size / _UNITS


@cache
def _advance(letter: str, weight: int) -> float:
    """How far a letter moves the next one, in the units of the font."""
    return float(_RULERS[weight].getlength(letter))


def _measure(text: str, _family: str, size: str, weight: str = "") -> str:
    """Width, height, ascent and descent of a text in pixels, as a browser reckons them: in whole ones."""
    pixels = float(size or 12)
    bold = 700 if weight in ("bold", "700") else 400
    above, below = (round(part * pixels / _UNITS) for part in _RULERS[bold].getmetrics())
    return f"{text_width(text, pixels, bold):.2f},{above + below},{above},{below}"


def _label_marks(root: ElementTree.Element, labels: Sequence[Sequence[MarkLabel | None]]) -> None:
    """Wrap each mark in a link that says what it stands for."""
    parents = {child: parent for parent in root.iter() for child in parent}
    wanted = {
        (trace, point): label
        for trace, said in enumerate(labels)
        for point, label in enumerate(said)
        if label is not None
    }
    marks = {
        place: mark
        for place, mark in _marks(root).items()
        if place[0] >= len(labels) or labels[place[0]] or place in wanted
    }
    if marks.keys() != wanted.keys():
        raise MarksDoNotMatch(
            f"(trace, point) drawn without a label: {sorted(marks.keys() - wanted.keys())}; "
            f"labelled but not drawn: {sorted(wanted.keys() - marks.keys())}. "
            "Give one label for each drawn point, None for a gap, () for a trace that is no observation."
        )
    for place, label in wanted.items():
        _link(parents[marks[place]], marks[place], label)


def _marks(root: ElementTree.Element) -> dict[tuple[int, int], ElementTree.Element]:
    """What is drawn for each (trace, point) of the figure: columns and points alike."""
    marks = {}
    for element in root.iter():
        name = element.get("data-mark")
        if name is None:
            continue
        mark = element if element.tag == f"{{{SVG}}}path" else element.find(f"{{{SVG}}}path")
        if mark is not None and mark.get("d") != NOTHING_DRAWN:
            trace, point = name.split("/")
            marks[int(trace), int(point)] = mark
    return marks


def _link(parent: ElementTree.Element, mark: ElementTree.Element, label: MarkLabel) -> None:
    """A link to the source; where no address is known, a labelled mark that leads nowhere."""
    target = {"href": label.href} if label.href else {"role": "img"}
    wrapper = ElementTree.Element(f"{{{SVG}}}{'a' if label.href else 'g'}", target)
    wrapper.set("class", "mark")
    wrapper.set("aria-label", label.text)
    wrapper.set("data-observation", label.key)
    title = ElementTree.SubElement(wrapper, f"{{{SVG}}}title")
    title.text = label.text
    parent[list(parent).index(mark)] = wrapper
    wrapper.append(mark)


def _prefix_ids(root: ElementTree.Element, prefix: str) -> None:
    """Give every id, and every reference to one, the picture's own prefix."""
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif "url(" in value:
                element.set(name, _REFERENCE.sub(lambda found: _prefixed(found, ids, prefix), value))


_REFERENCE = re.compile(r"#([^'\")]+)")


def _prefixed(found: re.Match[str], ids: set[str | None], prefix: str) -> str:
    return f"#{prefix}-{found[1]}" if found[1] in ids else found[0]


def _keep_spaces(root: ElementTree.Element) -> None:
    """Two spaces in a row stay two: renderers of files know only the older way to say so."""
    for element in root.iter():
        if "  " in (element.text or ""):
            element.set(f"{{{XML}}}space", "preserve")


def _drop_what_only_scripts_use(root: ElementTree.Element) -> None:
    for element in root.iter():
        for name in [
            name for name in element.attrib if name.startswith("data-") and name != "data-observation"
        ]:
            del element.attrib[name]
