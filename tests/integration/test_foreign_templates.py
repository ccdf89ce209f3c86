"""Every chart in the slides of an office: dark, coloured, small, upright, and of other programs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import combinations
from pathlib import Path
from typing import Any

import foreign_templates
import pytest
from foreign_templates import FOOTER, TEMPLATES
from once import once_for_all_workers
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.pptx_file import deck, export
from dashboard.exporters.slides.ground import theme_of
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES, interface_words

CHARTS: dict[str, Chart] = collect(dashboard.charts, "CHART", Chart)
INCH = 914_400
LEAST_POINTS = 10
NEAR = 0.011
"""Inches by which boxes may lie over each other: they are written in whole units of a drawing."""
SELECTIONS = (
    *((chart, Selection()) for chart in CHARTS),
    ("trend", Selection(series=("imb-somalia", "mofa-somalia-hijacked-ships", "suez-transits"))),
    ("trend", Selection(series=("imb-somalia",), first=1950, last=1951)),
)
BETWEEN_THE_STOPS = "183050"
"""What hollow marks are filled with on the coloured template."""
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
GROUNDS = {
    "dark": ("000000",),
    "coloured": ("244061", "0B1F3F"),
    "sand": ("EAD9B8",),
}
"""What each template's slides stand on; the others on white, one of them on a plate of it."""


@dataclass(frozen=True)
class Made:
    """A deck of every chart, in the slides of an office, and how many panels its charts have together.

    Tests only read ``presentation``, which is opened once for all of them.
    """

    template: str
    office: bytes
    panels: int
    content: bytes

    @cached_property
    def presentation(self) -> Any:
        return Presentation(io.BytesIO(self.content))


def sheets_of(
    engine: Engine, language: str, selections: Sequence[tuple[str, Selection]] = SELECTIONS
) -> tuple[tuple[Sheet, ...], Catalogue]:
    known = catalogue(engine)
    sheets = []
    for chart, selection in selections:
        asked = replace(selection, language=language, says_language=True)
        sheets.append(CHARTS[chart].build(engine, known, CHARTS[chart].default(engine, known, asked)))
    return tuple(sheets), known


@pytest.fixture(scope="module")
def made_once(shared: Engine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    """A deck in one language each, turn by turn; each made by one worker, for all its tests."""

    drawn = cache(partial(sheets_of, shared))

    @cache
    def once(template: str) -> Made:
        language = LANGUAGES[list(TEMPLATES).index(template) % len(LANGUAGES)]

        def make(folder: Path) -> None:
            sheets, known = drawn(language)
            office = TEMPLATES[template]()
            options = Options(template=office, public_url="https://piracy.example.jp")
            panels = sum(len(sheet.scene.panels) for sheet in sheets if sheet.rows)
            (folder / "office.pptx").write_bytes(office)
            (folder / "deck.pptx").write_bytes(deck(sheets, known, options, languages=[language]))
            (folder / "panels.txt").write_text(str(panels))

        folder = once_for_all_workers(tmp_path_factory, f"foreign-{template}", make)
        office, content = ((folder / f"{name}.pptx").read_bytes() for name in ("office", "deck"))
        return Made(template, office, int((folder / "panels.txt").read_text()), content)

    return once


@pytest.fixture(scope="module", params=TEMPLATES)
def made(request: pytest.FixtureRequest, made_once: Callable[[str], Made]) -> Made:
    return made_once(request.param)


def flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:
            yield from flat(shape.shapes)
        else:
            yield shape


def test_every_panel_of_every_chart_has_its_own_frame(made: Made) -> None:
    names = [
        shape.name for slide in made.presentation.slides for shape in flat(slide.shapes) if shape.has_chart
    ]
    assert len(set(names)) == len(names) == made.panels > len(CHARTS)


def test_every_slide_says_its_headline_in_a_title(made: Made) -> None:
    for slide in made.presentation.slides:
        titles = [
            shape
            for shape in slide.shapes
            if shape.name == "title" or (shape.is_placeholder and shape.placeholder_format.type in (1, 3))
        ]
        assert len(titles) == 1
        assert titles[0].text_frame.text
        assert titles[0].width > titles[0].height


def test_no_placeholder_is_left_empty(made: Made) -> None:
    for slide in made.presentation.slides:
        for holder in slide.placeholders:
            assert holder.placeholder_format.type in (1, 2, 3, 4, 13, 15, 16)
            assert holder.text_frame.text.strip()


def test_number_footer_and_date_of_the_layout_stand_on_every_slide(made: Made) -> None:
    for slide in made.presentation.slides:
        kinds = {holder.placeholder_format.type: holder for holder in slide.placeholders}
        wanted = {holder.placeholder_format.type for holder in slide.slide_layout.placeholders}
        assert (13 in kinds) == (13 in wanted)
        if 13 in kinds:
            assert kinds[13]._element.xpath(".//a:fld[@type='slidenum']")
        if made.template in ("dark", "old_screen"):
            assert kinds[15].text_frame.text == FOOTER


def box(shape: Any) -> tuple[float, float, float, float]:
    return (
        shape.left / INCH,
        shape.top / INCH,
        (shape.left + shape.width) / INCH,
        (shape.top + shape.height) / INCH,
    )


def test_everything_lies_on_the_slide(made: Made) -> None:
    presentation = made.presentation
    width, height = presentation.slide_width / INCH, presentation.slide_height / INCH
    for slide in presentation.slides:
        for shape in flat(slide.shapes):
            left, top, right, bottom = box(shape)
            assert left >= -NEAR, shape.name
            assert top >= -NEAR, shape.name
            assert right <= width + NEAR, (shape.name, slide.shapes[0].text_frame.text)
            assert bottom <= height + NEAR, (shape.name, slide.shapes[0].text_frame.text)


def test_nothing_lies_on_anything_else(made: Made) -> None:
    for slide in made.presentation.slides:
        boxes = [
            (shape.name, box(shape))
            for shape in slide.shapes
            if not shape.name.startswith(("key mark", "event", "ground")) and shape.height
        ]
        for (one, a), (other, b) in combinations(boxes, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across <= NEAR or down <= NEAR, (slide.shapes[0].text_frame.text, one, other)


def test_no_letter_is_smaller_than_ten_points(made: Made) -> None:
    for slide in made.presentation.slides:
        sizes = [int(size) / 100 for size in slide._element.xpath(".//a:rPr/@sz | .//a:defRPr/@sz")]
        for shape in flat(slide.shapes):
            if shape.has_chart:
                sizes += [int(size) / 100 for size in shape.chart._chartSpace.xpath("//@sz")]
        assert min(sizes) >= LEAST_POINTS


def test_the_deck_keeps_to_the_schema(made: Made, tmp_path: Path) -> None:
    """No fault that the office's file did not have before."""
    faults = []
    for name, content in (("template", made.office), ("deck", made.content)):
        path = tmp_path / f"{name}.pptx"
        path.write_bytes(content)
        faults.append({str(error) for error in OpenXmlValidator().validate(str(path)).errors})
    assert faults[1] <= faults[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_without_room_is_refused_with_what_it_lacks(shared: Engine, language: str) -> None:
    sheets, known = sheets_of(shared, language, SELECTIONS[:1])
    with pytest.raises(TemplateNotRead) as refused:
        export(sheets[0], known, Options(template=foreign_templates.crowded()))
    sentence = refused.value.sentence(interface_words(language))
    assert "12.7" in sentence
    assert "8.1" in sentence
    assert "cm" in sentence


def relative_luminance(colour: str) -> float:
    parts = (part / 255 for part in bytes.fromhex(colour))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast_on(colour: str, grounds: tuple[str, ...]) -> float:
    ratios = []
    for ground in grounds:
        low, high = sorted(map(relative_luminance, (colour, ground)))
        ratios.append((high + 0.05) / (low + 0.05))
    return min(ratios)


def opaque(elements: list[Any]) -> list[Any]:
    return [element for element in elements if element.find(f"{MAIN}alpha") is None]


def test_every_letter_and_mark_can_be_told_from_the_ground(made: Made) -> None:
    """Letters 4.5:1, marks and lines 3:1, by the colours that the theme gives them in the end."""
    grounds = GROUNDS.get(made.template, ("FFFFFF",))
    letters = marks = 0
    for slide in made.presentation.slides:
        theme = theme_of(slide.slide_layout)
        paper = {theme.colour(one) for one in fills_of_plates(slide)} | {*grounds, BETWEEN_THE_STOPS}
        for shape in flat(slide.shapes):
            if shape.has_chart:
                space = shape.chart._chartSpace
                for element in opaque(space.xpath("//a:defRPr/a:solidFill/* | //a:rPr/a:solidFill/*")):
                    assert contrast_on(theme.colour(element), grounds) >= 4.5, shape.name
                    letters += 1
                lines = opaque(
                    space.xpath("//c:ser//c:spPr/a:ln/a:solidFill/* | //c:ser//c:spPr/a:solidFill/*")
                )
                for element in lines:
                    colour = theme.colour(element)
                    assert colour in paper or contrast_on(colour, grounds) >= 3, shape.name
                    marks += 1
            elif shape.has_text_frame and not shape.name.startswith("event "):
                for element in opaque(shape._element.xpath(".//a:rPr/a:solidFill/*")):
                    assert contrast_on(theme.colour(element), grounds) >= 4.5, shape.name
                    letters += 1
    assert letters > 800
    assert marks > 100


def fills_of_plates(slide: Any) -> list[Any]:
    return [
        element
        for shape in slide.shapes
        if shape.name == "ground"
        for element in shape._element.xpath("./p:spPr/a:solidFill/*")
    ]


def test_numbers_of_events_can_be_read_on_their_marks(made: Made) -> None:
    for slide in made.presentation.slides:
        theme = theme_of(slide.slide_layout)
        shapes = {shape.name: shape for shape in slide.shapes}
        for name, shape in shapes.items():
            mark = shapes.get(f"{name}: mark")
            if mark is not None:
                (ink,) = shape._element.xpath(".//a:rPr/a:solidFill/*")
                (ground,) = mark._element.xpath("./p:spPr/a:solidFill/*")
                assert contrast_on(theme.colour(ink), (theme.colour(ground),)) >= 4.5


def test_series_take_the_accents_of_the_theme(made: Made) -> None:
    """One colour of ours is one accent through all the deck; only what is beyond the accents stays ours."""
    names = {
        element.get("val")
        for slide in made.presentation.slides
        for shape in flat(slide.shapes)
        if shape.has_chart
        for element in shape.chart._chartSpace.xpath("//c:ser//c:spPr//a:schemeClr")
    }
    assert len({name for name in names if name.startswith("accent")}) >= 4


def test_a_ground_that_cannot_be_known_gets_a_plate(made: Made) -> None:
    for slide in made.presentation.slides:
        has_charts = any(shape.has_chart for shape in flat(slide.shapes))
        plates = [shape for shape in slide.shapes if shape.name == "ground"]
        if has_charts:
            assert len(plates) == (made.template == "on_a_picture")
