"""How near the original a figure was read: a sign in tables, a word in files, a count on Sources; and figures
read in originals alone."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from databases import ON_SQLITE
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from dashboard.publish.plan import pages
from dashboard.record.captions import CONFIDENCE_WORDS
from dashboard.record.nearness import CODES, WORDS
from dashboard.record.queries import stated
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, interface_words
from ingest import schema
from ingest.database import PROJECT
from ingest.load import load_folder


@pytest.fixture(scope="module")
def reader(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def mixed_series(engine: Engine) -> str:
    """A series of which some figures of years were read in the original and some elsewhere."""
    observations, places = schema.observations, schema.places
    originals = func.sum((places.c.kind == "original").cast(schema.observations.c.value.type))
    query = (
        select(observations.c.series)
        .join(places, places.c.id == observations.c.place)
        .where(observations.c.period_kind == "CY")
        .group_by(observations.c.series)
        .having(originals > 0, originals < func.count())
        .order_by(func.count().desc())
    )
    with engine.connect() as connection:
        return str(connection.scalars(query).first())


def rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    text = client.get(f"/c/trend.csv?{query}").get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_originals_alone_are_what_was_read_in_the_original(reader: FlaskClient, shared: Engine) -> None:
    series = mixed_series(shared)
    everything = rows(reader, f"series={series}")
    originals = rows(reader, f"series={series}&read=original")
    assert {row["read_in"] for row in everything} > {"original"}
    assert {row["read_in"] for row in originals} == {"original"}
    assert {row["period"] for row in everything if row["read_in"] == "original"} <= {
        row["period"] for row in originals
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_files_say_that_only_originals_are_shown(
    reader: FlaskClient, shared: Engine, language: str
) -> None:
    query = f"series={mixed_series(shared)}&lang={language}"
    words = interface_words(language)
    said = words("{subtitle}. Only figures that we read in the original", subtitle="")
    plain = reader.get(f"/trends?{query}").get_data(as_text=True)
    asked = reader.get(f"/trends?{query}&read=original").get_data(as_text=True)
    assert said not in plain and said in asked
    assert words("Read in the original only") in plain and words("Figures read elsewhere too") in asked
    found = json.loads(reader.get(f"/c/trend.json?{query}&read=original").get_data())
    assert found["selection"]["read"] == "original" and said in found["subtitle"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/trends", "/revisions", "/compare", "/breakdown", "/sources"])
def test_each_figure_of_a_table_has_its_sign_with_its_word(
    reader: FlaskClient, path: str, language: str
) -> None:
    words = interface_words(language)
    html = reader.get(f"{path}?lang={language}").get_data(as_text=True)
    signs = re.findall(r'<span[^>]*class="nearness is-[^>]*>', html)
    found = {(re.search(r"is-(\w+)", sign)[1], re.search(r'aria-label="([^"]+)"', sign)[1]) for sign in signs}
    assert found
    plain = {(kind, words(text)) for kind, text in WORDS.items()}
    alone = {
        (kind, words("; ").join((said, words(confidence))))
        for kind, said in plain
        for confidence in CONFIDENCE_WORDS.values()
    }
    assert found <= plain | alone
    assert bool(found & alone) == ("is-alone" in html)


def test_sources_counts_every_figure_once_by_how_near_it_was_read(
    reader: FlaskClient, shared: Engine
) -> None:
    counts = stated(shared).by_nearness
    assert sum(counts.values()) == stated(shared).figures
    html = reader.get("/sources?lang=en").get_data(as_text=True)
    told = re.search(r'(?s)<ul class="nearness-counts">.*?</ul>', html)[0]
    assert [int(count) for count in re.findall(r": (\d+)</li>", told)] == [
        counts[kind] for kind in WORDS if kind in counts
    ]


def test_another_word_than_original_is_dropped_and_named(reader: FlaskClient) -> None:
    html = reader.get("/trends?read=press&lang=en").get_data(as_text=True)
    assert "“read=press” was left out" in html


def test_codes_of_files_are_one_for_each_kind_of_place() -> None:
    assert set(CODES) == set(WORDS) == set(schema.PLACE_KINDS)
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "this page shows every figure"), ("ja", "このページは全ての数値を示している")],
)
def test_a_page_that_cannot_leave_figures_out_says_so(reader: FlaskClient, language: str, said: str) -> None:
    for page in pages():
        html = reader.get(f"{page.path}?lang={language}&read=original").get_data(as_text=True)
        assert (said in html) == (page.path not in ("/trends", "/compare")), page.path
        assert said not in reader.get(f"{page.path}?lang={language}").get_data(as_text=True)


@ON_SQLITE
@pytest.mark.parametrize(
    ("language", "unknown", "known"),
    [
        ("en", "Terms of reuse: not known to us", ">Free with the source named</a>"),
        ("ja", "再利用の条件：把握していない", ">出典を示せば自由</a>"),
    ],
)
def test_sources_says_what_each_publisher_says_of_reuse_or_that_it_is_not_known(
    loaded: Engine, tmp_path: Path, language: str, unknown: str, known: str
) -> None:
    before = create_app(loaded).server.test_client().get(f"/sources?lang={language}").get_data(as_text=True)
    assert re.sub("<[^>]*>", "", before).count(unknown) > 1
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    file = folder / "publishers.csv"
    text = file.read_text(encoding="utf-8")
    terms = "Free with the source named,出典を示せば自由,https://example.org/terms\n"
    file.write_text(re.sub(r"(?m)^(imb,.*),,,\n", rf"\1,{terms}", text), encoding="utf-8")
    load_folder(loaded, folder, reason="terms", even_if_seen=True)
    after = create_app(loaded).server.test_client().get(f"/sources?lang={language}&at=publisher-imb")
    html = after.get_data(as_text=True)
    assert known in html
    assert 'href="https://example.org/terms"' in html
