"""How fast files of charts are made, beside kaleido, which drives a Chrome (``make benchmark``).

Twenty charts of all kinds in both languages. "Same figure" is the drawing alone, of the same size on both
sides; our files also hold headline, key, findings and sources. Kaleido is cold with a new browser for each
picture, as in a command or a scheduled job, and warm with one that is kept. Ours is a warm process, with
nothing remembered of the picture; what its first picture costs stands last.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import kaleido
import prepare
import pytest
import resvg_py
from pptx import Presentation
from pptx.util import Inches
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.drawing.plotly_figure import plotly_figure
from dashboard.exporters import pdf_file, png_file, pptx_file, svg_file
from dashboard.exporters.pictures import picture
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.layout import lay_out
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES
from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder

ROUNDS = 3
SLIDES = 30
OPTIONS = Options(public_url="https://piracy.example.org")
SOMALIA = ("imb-somalia", "mofa-somalia-gulf-of-aden")
TRENDS = (("recaap-asia",), ("imb-south-east-asia",), (*SOMALIA, "recaap-asia", "imb-south-east-asia"))
"""Beside every chart's own selection, in both languages: twenty or more in all."""


@dataclass(frozen=True)
class Charts:
    """The sheets that are drawn, and the names in them."""

    sheets: tuple[Sheet, ...]
    names: Catalogue


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_database(f"sqlite:///{tmp_path_factory.mktemp('speed') / 'piracy.sqlite3'}")
    migrate(made)
    load_folder(made, PROJECT / "data", reason="benchmark")
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def charts(engine: Engine) -> Charts:
    names, known = catalogue(engine), collect(dashboard.charts, "CHART", Chart)
    asked = [(chart, Selection()) for chart in sorted(known)]
    asked += [("trend", Selection(series=series)) for series in TRENDS]
    sheets = []
    for chart, selection in asked:
        for language in LANGUAGES:
            spoken = selection.with_language(language)
            sheets.append(known[chart].build(engine, names, known[chart].default(engine, names, spoken)))
    return Charts(tuple(sheets), names)


@pytest.fixture(scope="module")
def chrome() -> dict[str, Any]:
    """How kaleido starts its browser; no other host is asked."""
    return {"path": prepare.find_chromium(), "mathjax": False, "enable_sandbox": False}


def by_kaleido(sheet: Sheet, form: str, chrome: dict[str, Any] | None = None, scale: int = 1) -> bytes:
    """The drawing of a sheet; with ``chrome`` in a browser of its own."""
    size = sheet.layout("wide").size
    wanted = {"format": form, "width": size.width, "height": size.height, "scale": scale}
    figure = plotly_figure(sheet.scene, sheet.size("wide"))
    return bytes(kaleido.calc_fig_sync(figure, opts=wanted, **({"kopts": chrome} if chrome else {})))


def ours_alone(sheet: Sheet, form: str) -> bytes:
    """The same drawing without its surroundings."""
    lay_out.cache_clear()
    drawn = picture(sheet, "wide")
    if form == "svg":
        return drawn.encode()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawn,
            skip_system_fonts=True,
            font_files=png_file.FONTS,
            font_family=png_file.FAMILY,
            sans_serif_family=png_file.FAMILY,
        )
    )


def as_slides(drawn: Sequence[bytes]) -> bytes:
    """Pictures on slides, as scripts make them."""
    presentation = Presentation()
    for one in drawn:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        slide.shapes.add_picture(io.BytesIO(one), Inches(0.5), Inches(0.5), Inches(9))
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def seconds_each(work: Callable[[Sheet], object], sheets: Sequence[Sheet], rounds: int = ROUNDS) -> float:
    """The median over the charts of each one's median over the rounds."""
    times: list[list[float]] = [[] for _ in sheets]
    for _ in range(rounds):
        for sheet, kept in zip(sheets, times, strict=True):
            start = time.perf_counter()
            if not work(sheet):
                raise ValueError("an empty file")
            kept.append(time.perf_counter() - start)
    return statistics.median(map(statistics.median, times))


def line(name: str, ours: float, warm: float, cold: float) -> None:
    print(
        f"{name:<26}{1000 * ours:>9.0f}{1000 * warm:>9.0f}{1000 * cold:>9.0f}"
        f"{warm / ours:>9.1f}{cold / ours:>9.1f}"
    )


def test_twenty_charts_and_a_pack_against_kaleido(charts: Charts, chrome: dict[str, Any]) -> None:
    sheets, names = charts.sheets, charts.names
    assert len(sheets) >= 20

    def whole(export: Callable[[Sheet, Catalogue, Options], bytes]) -> Callable[[Sheet], bytes]:
        def work(sheet: Sheet) -> bytes:
            lay_out.cache_clear()
            return export(sheet, names, OPTIONS)

        return work

    cold = {
        form: seconds_each(lambda sheet, form=form: by_kaleido(sheet, form, chrome), sheets, 1)
        for form in ("svg", "png", "pdf")
    }
    kaleido.start_sync_server(**chrome)
    try:
        by_kaleido(sheets[0], "png")
        warm = {
            form: seconds_each(lambda sheet, form=form: by_kaleido(sheet, form), sheets)
            for form in ("svg", "png", "pdf")
        }
        warm["pptx"] = seconds_each(lambda sheet: as_slides([by_kaleido(sheet, "png", scale=2)]), sheets)
        cold["pptx"] = cold["png"] + warm["pptx"] - warm["png"]
        pack = [sheets[number % len(sheets)] for number in range(SLIDES)]
        start = time.perf_counter()
        as_slides([by_kaleido(sheet, "png", scale=2) for sheet in pack])
        pack_warm = time.perf_counter() - start
    finally:
        kaleido.stop_sync_server()
    for sheet in sheets[:2]:
        for export in (png_file.export, pdf_file.export, pptx_file.export):
            export(sheet, names, OPTIONS)
    print("\n\nmedian of a chart, ms           ours     warm     cold    warm/    cold/")
    print("                                       kaleido  kaleido     ours     ours")
    for form in ("svg", "png"):
        line(
            f"same figure, {form}",
            seconds_each(lambda sheet, form=form: ours_alone(sheet, form), sheets),
            warm[form],
            cold[form],
        )
    for name, form, export in (
        ("whole file, SVG", "svg", svg_file.export),
        ("whole file, PNG", "png", png_file.export),
        ("chart alone, PDF", "pdf", pdf_file.chart_only),
        ("A4 briefing sheet, PDF", "pdf", pdf_file.export),
        ("native slide, PPTX", "pptx", pptx_file.export),
    ):
        line(name, seconds_each(whole(export), sheets), warm[form], cold[form])
    start = time.perf_counter()
    pptx_file.deck(pack, names, OPTIONS)
    deck = time.perf_counter() - start
    print(
        f"\n{SLIDES} slides: native {deck:.1f} s, pictures of warm kaleido {pack_warm:.1f} s, "
        f"ratio {pack_warm / deck:.1f}"
    )
    start = time.perf_counter()
    ours_alone(sheets[0], "png")
    print(f"the first picture of a process: {1000 * (time.perf_counter() - start):.0f} ms")
