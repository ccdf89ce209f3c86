"""Parts of years that are in full already change no chart, file, page or verdict by a byte."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.scene import Scene
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.running import so_far
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES
from ingest import schema
from ingest.database import open_database

ENDINGS = ("csv", "json", "svg", "html", "xlsx", "pptx", "docx", "pdf")
PAGES = ("/", "/objectives", "/trends", "/compare", "/breakdown", "/revisions", "/explore", "/methods")


def parts_of(year: int, value: int, chance: random.Random) -> Iterator[tuple[date, date, str, int]]:
    """The halves, quarters and nine months of a count that falls on the days of a year by chance."""
    quarters = [0, 0, 0, 0]
    for _ in range(value):
        quarters[chance.randrange(4)] += 1
    starts = [*(date(year, month, 1) for month in (1, 4, 7, 10)), date(year + 1, 1, 1)]
    for first, behind, kind in (
        *((number, number + 1, "Q") for number in range(4)),
        *((0, 2, "H"), (2, 4, "H"), (0, 3, "YTD")),
    ):
        yield starts[first], starts[behind] - timedelta(days=1), kind, sum(quarters[first:behind])


@pytest.fixture(scope="module")
def with_parts(loaded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The figures of data/ and, of every year in full, its parts as the same edition would state them."""
    file = shutil.copy(loaded_file, tmp_path_factory.mktemp("parts"))
    engine = open_database(f"sqlite:///{file}")
    table, chance = schema.observations, random.Random(15)
    with engine.begin() as connection:
        rows = [dict(row) for row in connection.execute(select(table)).mappings()]
        told = {(row["series"], row["period_start"], row["period_end"]) for row in rows}
        years = [
            row
            for row in rows
            if row["period_kind"] == "CY" and row["value"] is not None and row["bound"] != "forecast"
        ]
        added = [
            {
                **{name: row[name] for name in row if name != "id"},
                **dict(zip(("period_start", "period_end", "period_kind", "value"), part, strict=True)),
                "fingerprint": f"part-{row['id']}-{part[0]}-{part[1]}",
            }
            for row in years
            for part in parts_of(row["period_start"].year, row["value"], chance)
            if (row["series"], part[0], part[1]) not in told
        ]
        assert len(added) > 5 * len(years)
        connection.execute(insert(table), added)
    yield engine
    engine.dispose()


def has_running_year(known: Catalogue, engine: Engine, series: Sequence[str]) -> bool:
    return bool(so_far(engine, known, series))


def without_ranges(sheet: Sheet) -> Scene:
    return replace(sheet.scene, panels=tuple(replace(panel, ranges=()) for panel in sheet.scene.panels))


@pytest.mark.parametrize("chart", sorted(charts().keys() - {"running"}))
def test_every_chart_is_the_same_with_the_parts_of_its_years(
    shared: Engine, with_parts: Engine, chart: str
) -> None:
    drawn = charts()[chart]
    before, after = catalogue(shared), catalogue(with_parts)
    variants = list(drawn.variants(shared, before))
    assert variants == list(drawn.variants(with_parts, after))
    for variant in variants:
        for language in LANGUAGES:
            asked = Selection(
                language=language, series=variant.series, region=variant.region, indicator=variant.indicator
            )
            sheets = [
                drawn.build(engine, known, drawn.default(engine, known, asked))
                for engine, known in ((shared, before), (with_parts, after))
            ]
            if has_running_year(before, shared, sheets[0].selection.series):
                # What is said of a running year rests on the same months of earlier years.
                sheets = [
                    replace(sheet, findings=(), alt="", scene=without_ranges(sheet)) for sheet in sheets
                ]
            assert sheets[0] == sheets[1]


def test_every_verdict_is_the_same_with_the_parts_of_its_years(shared: Engine, with_parts: Engine) -> None:
    assert verdicts(shared, catalogue(shared)) == verdicts(with_parts, catalogue(with_parts))


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_file_is_the_same_with_the_parts_of_its_years(
    shared: Engine, with_parts: Engine, ending: str
) -> None:
    clients = [create_app(engine).server.test_client() for engine in (shared, with_parts)]
    for chart in ("trend", "compare"):
        files = [client.get(f"/c/{chart}.{ending}?lang=en") for client in clients]
        assert files[0].status_code == 200
        assert files[0].data == files[1].data


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_years_is_the_same_with_their_parts(
    shared: Engine, with_parts: Engine, path: str
) -> None:
    clients = [create_app(engine).server.test_client() for engine in (shared, with_parts)]
    for language in LANGUAGES:
        pages = [client.get(f"{path}?lang={language}").get_data(as_text=True) for client in clients]
        # What has been published since counts the parts as well, and is to.
        pages = [re.sub(r'<p class="changes-line".*?</p>', "", page) for page in pages]
        assert len(pages[0]) > 1000
        assert pages[0] == pages[1]
