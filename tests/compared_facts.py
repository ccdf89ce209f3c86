"""What a page or a file says, whatever it looks like: its words, numbers, links and marks, as plain values.

For ``compare_output.py``. Nothing here imports the program, so that it reads the answers of any state of it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdf
from docx import Document
from PIL import Image
from pptx import Presentation

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "em",
    "i",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
UNREAD = {"script", "style"}


def facts_of(content: bytes, ending: str) -> dict[str, Any]:
    """The facts of a file of a format; of one that is not known, its text or its size."""
    readers = {"html": html_facts, "svg": svg_facts, "png": png_facts, "pdf": pdf_facts}
    readers |= {"pptx": pptx_facts, "docx": docx_facts, "xlsx": xlsx_facts}
    readers |= {"json": lambda each: {"content": json.loads(each)}}
    if ending in readers:
        return readers[ending](content)
    try:
        return {"lines": content.decode("utf-8").splitlines()}
    except UnicodeDecodeError:
        return {"bytes": len(content)}


def flat_lines(value: Any, ignored: Collection[str], path: str = "") -> Iterator[str]:
    """Facts as lines that each name what they are a part of; ``ignored`` are names of parts to leave out."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in ignored:
                yield from flat_lines(part, ignored, f"{path}/{name}" if path else str(name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            # By name where it has one: a shape that is gone does not move the names of all behind it.
            label = str(part.get("name") or place)[:40] if isinstance(part, dict) else ""
            yield from flat_lines(
                part, ignored, f"{path}[{label.replace(': ', ' ')}]" if isinstance(part, dict) else path
            )
    else:
        yield f"{path}: {value}"


# Pages and drawings


class _Page(HTMLParser):
    """Collects what a document says; what stands in a drawing is kept apart."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.fields: list[str] = []
        self.observations: list[str] = []
        self.drawings: list[dict[str, Any]] = []
        self.description = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "svg" and "svg" not in self._open:
            size = {name: given.get(name, "") for name in ("width", "height")}
            self.drawings.append(
                {"label": given.get("aria-label", ""), "title": "", "desc": "", "texts": [], **size}
                | {"marks": [], "links": []}
            )
        if "svg" in [*self._open, tag]:
            self._start_in_drawing(tag, given)
        else:
            self._start_in_page(tag, given)
        if tag not in ("br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag not in INLINE and "svg" not in self._open:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in UNREAD:
            return
        if "svg" not in self._open:
            self.lines[-1] += data
        elif inside in ("title", "desc") and self._open[-2] == "svg" and self._open.count("svg") == 1:
            self.drawings[-1][inside] += data
        elif inside == "title":
            self._name_mark(data)
        elif "text" in self._open:
            self.drawings[-1]["texts"][-1] += data

    def _name_mark(self, title: str) -> None:
        """A mark is named by its title, or as earlier pages have it by a label that says the same."""
        key, label, address = self.drawings[-1]["marks"][-1]
        self.drawings[-1]["marks"][-1] = (key, label or title, address)

    def _start_in_page(self, tag: str, given: dict[str, str]) -> None:
        if tag not in INLINE:
            self.lines.append("")
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("href", "action", "src"):
            is_look = tag == "link" and given.get("rel") not in ("canonical", "alternate")
            is_within = given.get(name, "").startswith("data:")
            if name in given and not is_look and not is_within and tag != "script":
                self.links.append(given[name])
        self.labels += [given[name] for name in ("aria-label", "alt") if given.get(name)]
        if "data-observation" in given:
            self.observations.append(given["data-observation"])
        if tag in ("input", "select", "button", "textarea") and given.get("name"):
            self.fields.append(f"{tag} {given['name']}={given.get('value', '')}")
        if tag == "option" and "selected" in given:
            self.fields.append(f"chosen {given.get('value', '')}")
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content", "")

    def _start_in_drawing(self, tag: str, given: dict[str, str]) -> None:
        drawing = self.drawings[-1]
        address = given.get("href") or given.get("xlink:href", "")
        if "data-observation" in given:
            drawing["marks"].append((given["data-observation"], given.get("aria-label", ""), address))
        elif tag == "a":
            drawing["links"].append(address)
        if tag == "text":
            drawing["texts"].append("")
        elif tag == "tspan":
            drawing["texts"][-1] += " "


def _read(content: bytes) -> _Page:
    page = _Page()
    page.feed(content.decode("utf-8"))
    page.close()
    for drawing in page.drawings:
        drawing["marks"] = [" | ".join(mark) for mark in drawing["marks"]]
        drawing["texts"] = sorted(filter(None, (" ".join(text.split()) for text in drawing["texts"])))
    return page


def html_facts(content: bytes) -> dict[str, Any]:
    """Of a page: its words in reading order, links, ids, labels, fields, drawings."""
    page = _read(content)
    return {
        "text": [line for line in (" ".join(line.split()) for line in page.lines) if line],
        "description": page.description,
        "links": page.links,
        "ids": page.ids,
        "labels": page.labels,
        "fields": page.fields,
        "observations": page.observations,
        "drawings": page.drawings,
    }


def svg_facts(content: bytes) -> dict[str, Any]:
    """Of a picture: its texts in no order, marks and links in theirs, title, description and size."""
    return _read(content).drawings[0]


def png_facts(content: bytes) -> dict[str, Any]:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return {
        "size": f"{picture.width} x {picture.height}",
        "texts": {k: str(v) for k, v in picture.text.items()},
    }


# Documents


def pdf_facts(content: bytes) -> dict[str, Any]:
    """Of a PDF: the words of each page in no order (a chart places its own), outline, links, alt texts."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    links = [
        str(note.get_object().get("/A", {}).get("/URI", "within"))
        for page in reader.pages
        for note in page.get("/Annots", ())
    ]
    objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    alts = [str(part["/Alt"]) for part in objects if isinstance(part, dict) and "/Alt" in part]
    about = {name: str(text) for name, text in (reader.metadata or {}).items() if name != "/Producer"}
    return {
        "pages": [{"words": sorted(page.extract_text().split())} for page in reader.pages],
        "outline": list(_titles(reader.outline)),
        "links": links,
        "alts": alts,
        "about": about,
    }


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def pptx_facts(content: bytes) -> dict[str, Any]:
    """Of a deck: each slide's shapes with their words, links and charts, and its notes."""
    deck = Presentation(io.BytesIO(content))
    slides = []
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text.splitlines() if slide.has_notes_slide else []
        slides.append({"shapes": [_shape(shape) for shape in _shapes(slide.shapes)], "notes": notes})
    about = deck.core_properties
    return {
        "slides": slides,
        "about": [about.title, about.subject, about.author, about.keywords, about.comments],
    }


def docx_facts(content: bytes) -> dict[str, Any]:
    """Of a document: its paragraphs with their styles, its tables, the names of its charts."""
    document = Document(io.BytesIO(content))
    names = [element.get("name") for element in document.element.body.iter(f"{_WORD_DRAWING}docPr")]
    return {
        "paragraphs": [f"{each.style.name}: {each.text}" for each in document.paragraphs],
        "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
        "charts": names,
    }


_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from _shapes(shape.shapes)


def _shape(shape: Any) -> dict[str, Any]:
    element = shape._element
    relations = shape.part.rels
    ids = (
        [link.get(f"{{{_OFFICE}}}id") for link in element.iter(f"{DRAWING}hlinkClick")]
        if shape.shape_type != 6
        else []
    )
    facts = {
        "name": shape.name,
        "alt": element.xpath(".//p:cNvPr")[0].get("descr", ""),
        "text": shape.text_frame.text.splitlines() if shape.has_text_frame else [],
        "links": [relations[each].target_ref for each in ids if each in relations],
    }
    if getattr(shape, "has_table", False) and shape.has_table:
        facts["table"] = [" | ".join(cell.text for cell in row.cells) for row in shape.table.rows]
    if getattr(shape, "has_chart", False) and shape.has_chart:
        facts["chart"] = chart_facts(shape.chart.part.blob)
        book = shape.chart.part.chart_workbook.xlsx_part
        facts["chart"]["workbook"] = _cells(book.blob) if book is not None else {}
    return facts


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx_facts(content: bytes) -> dict[str, Any]:
    """Of a workbook: the cells of each sheet, its charts with the numbers that they draw, and alt texts."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = sorted(archive.namelist(), key=lambda name: (len(name), name))
    charts = [
        chart_facts(archive.read(name), book)
        for name in names
        if re.fullmatch(r"xl/charts/chart\d+\.xml", name)
    ]
    drawings = [archive.read(name) for name in names if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    alts = [
        each.get("descr", "")
        for drawing in drawings
        for each in ElementTree.fromstring(drawing).iter()
        if each.tag.endswith("}cNvPr")
    ]
    about = book.properties
    words = [about.title, about.subject, about.description, about.creator, about.keywords, about.language]
    return {"sheets": _cells(content), "charts": charts, "alts": alts, "about": words}


def _cells(content: bytes) -> dict[str, list[str]]:
    """The rows of each sheet that hold something, a line each, with where their cells lead."""
    sheets: dict[str, list[str]] = {}
    for page in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        rows = ([_cell(cell) for cell in row] for row in page.iter_rows())
        sheets[page.title] = [
            f"{number}: {' | '.join(row).rstrip(' |')}" for number, row in enumerate(rows, 1) if any(row)
        ]
    return sheets


def _cell(cell: Any) -> str:
    link = f" -> {cell.hyperlink.target or cell.hyperlink.location}" if cell.hyperlink else ""
    return ("" if cell.value is None else _number(cell.value)) + link


def chart_facts(content: bytes, book: Any = None) -> dict[str, Any]:
    """Of an Office chart: its title, its series with all that they draw, and its axes."""
    plot = ElementTree.fromstring(content).find(f"{CHART}chart")
    if plot is None or (area := plot.find(f"{CHART}plotArea")) is None:
        return {}
    series, axes = [], []
    for part in area:
        kind = part.tag.removeprefix(CHART)
        series += [_series(each, kind, book) for each in part.findall(f"{CHART}ser")]
        if kind.endswith("Ax"):
            bounds = {name: _value(part, f"{CHART}scaling/{CHART}{name}") for name in ("min", "max")}
            axes.append({"kind": kind, "title": _words(part.find(f"{CHART}title")), **bounds})
    return {"title": _words(plot.find(f"{CHART}title")), "series": series, "axes": axes}


def _series(element: ElementTree.Element, kind: str, book: Any) -> dict[str, Any]:
    name = ", ".join(_drawn_from(element.find(f"{CHART}tx"), book)).removeprefix("0=")
    facts: dict[str, Any] = {"kind": kind, "name": name}
    for name, tags in {"categories": ("cat", "xVal"), "values": ("val", "yVal")}.items():
        drawn = [_drawn_from(element.find(f"{CHART}{tag}"), book) for tag in tags]
        facts[name] = " ".join(each for values in drawn for each in values)
    facts["from"] = sorted({each.text or "" for each in element.iter(f"{CHART}f")})
    facts["points of their own look"] = len(element.findall(f"{CHART}dPt"))
    bars = element.findall(f"{CHART}errBars")
    facts["error bars"] = [
        f"{name}: {_drawn_from(bar.find(f'{CHART}{name}'), book)}"
        for bar in bars
        for name in ("plus", "minus")
    ]
    return facts


def _drawn_from(element: ElementTree.Element | None, book: Any) -> list[str]:
    """The values of a part of a series, as the chart keeps them, or else from the cells that it names."""
    if element is None:
        return []
    kept = element.findall(f".//{CHART}pt")
    if kept:
        return [f"{each.get('idx')}={_number(each.findtext(f'{CHART}v') or '')}" for each in kept]
    place = element.findtext(f".//{CHART}f")
    if not place or book is None:
        return [_number(each.text or "") for each in element.iter(f"{CHART}v")]
    sheet, _, cells = place.replace("$", "").rpartition("!")
    area = book[sheet.strip("'").replace("''", "'")][cells]
    rows = area if isinstance(area, tuple) else ((area,),)
    values = [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
    return [f"{place}={_number(value)}" for place, value in enumerate(values) if value not in (None, "")]


def _number(value: Any) -> str:
    """A value in one form, whether it is written 8, 8.0 or as text."""
    try:
        return f"{float(value):.10g}"
    except (TypeError, ValueError):
        return str(value)


def _value(element: ElementTree.Element, path: str) -> str:
    part = element.find(path)
    return "" if part is None else _number(part.get("val", ""))


def _words(element: ElementTree.Element | None) -> str:
    return "" if element is None else "".join(each.text or "" for each in element.iter(f"{DRAWING}t"))
