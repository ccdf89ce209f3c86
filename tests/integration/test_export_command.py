"""``piracy export``: the same bytes as the address gives, and refusals that say what is wanted."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from appended import figure, loads
from databases import ON_SQLITE
from flask.testing import FlaskClient
from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader
from sqlalchemy import Engine, select

from dashboard.charts import charts
from dashboard.commands.export import export_files
from dashboard.commands.parsers import add_export_command
from dashboard.files.chart_file import formats
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES
from ingest import schema, store

MINOR = "series=imb-south-east-asia&from=2021&to=2023"
PACK = """
title = "Briefing"
language = "ja"
[[sheet]]
chart = "trend"
query = "series=recaap-asia&from=2021"
[[sheet]]
chart = "severity"
"""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def export(engine: Engine, *typed: str, language: str = "en") -> int:
    parser = argparse.ArgumentParser()
    add_export_command(parser.add_subparsers(), language)
    return export_files(engine, parser.parse_args(["export", *typed]), language)


@pytest.mark.parametrize("chart", charts())
@pytest.mark.parametrize("ending", formats())
def test_a_file_is_the_very_file_of_the_address_under_its_own_name(
    shared: Engine, client: FlaskClient, tmp_path: Path, chart: str, ending: str
) -> None:
    assert export(shared, chart, "--format", ending, "--query", "from=2015&lang=ja") == 0
    (written,) = tmp_path.iterdir()
    answer = client.get(f"/c/{chart}.{ending}?from=2015&lang=ja")
    assert written.read_bytes() == answer.get_data()
    assert f"''{written.name}" in answer.headers["Content-Disposition"]


def test_without_a_language_the_shells_is_taken(shared: Engine, client: FlaskClient) -> None:
    assert export(shared, "trend", "--format", "csv", "--query", MINOR, "--out", "x.csv", language="ja") == 0
    answer = client.get(f"/c/trend.csv?{MINOR}", headers={"Accept-Language": "ja"})
    assert Path("x.csv").read_bytes() == answer.get_data()


def test_a_file_goes_to_standard_output_or_into_a_folder(
    shared: Engine, client: FlaskClient, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(shared, "trend", "--format", "csv", "--query", f"?{MINOR}&lang=en", "--out", "-") == 0
    assert capfdbinary.readouterr().out == client.get(f"/c/trend.csv?{MINOR}&lang=en").get_data()
    assert export(shared, "trend", "--format", "csv", "--query", f"{MINOR}&lang=en", "--out", "new/") == 0
    (written,) = Path("new").iterdir()
    assert written.name.startswith("imb-south-east-asia_2021-2023_en_")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["trnd", "--format", "csv"], "CHART is “trnd”; wanted one of compare, kind"),
        (["--format", "csv"], "CHART is “nothing”; wanted one of"),
        (["trend", "--format", "gif"], f"--format is “gif”; wanted one of {', '.join(formats())}"),
        (["trend"], "--format is “nothing”; wanted one of"),
        (
            ["trend", "--format", "csv", "--scale", "9"],
            "“scale=9” cannot be used: wanted one of 1, 2, 3, 4, 300dpi.",
        ),
        (["trend", "--format", "csv", "--query", "background=red"], "wanted one of white, transparent."),
        (
            ["trend", "--format", "csv", "--query", "series=no"],
            "“series=no” cannot be used: there is no series",
        ),
        (["trend", "--format", "csv", "--query", "form=2020"], "“form=2020” cannot be used"),
        (["trend", "--format", "csv", "--template", "none.pptx"], "none.pptx cannot be read"),
        (["--pack", "none.toml"], "none.toml cannot be read"),
        (["trend", "--pack", "pack.toml"], "CHART and --pack exclude each other"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_was_wanted(
    shared: Engine, capsys: pytest.CaptureFixture[str], typed: list[str], wanted: str
) -> None:
    assert export(shared, *typed) == 2
    assert wanted in capsys.readouterr().err
    assert not list(Path().iterdir())


def test_what_cannot_be_written_is_one_sentence(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_text("x", encoding="utf-8")
    assert export(shared, "trend", "--format", "csv", "--out", "file/x.csv") == 1
    assert "file/x.csv cannot be written" in capsys.readouterr().err


def test_a_pack_becomes_a_file_for_each_chart_in_its_order_and_language(
    shared: Engine, client: FlaskClient
) -> None:
    Path("pack.toml").write_text(PACK, encoding="utf-8")
    assert export(shared, "--pack", "pack.toml", "--format", "csv", "--out", "made") == 0
    first, second = sorted(Path("made").iterdir())
    assert first.name.startswith("1_recaap-asia_2021-")
    assert second.name.startswith("2_severity_")
    assert first.read_bytes() == client.get("/c/trend.csv?series=recaap-asia&from=2021&lang=ja").get_data()


@pytest.mark.parametrize("language", ['"ja"', '["ja", "en"]'])
def test_a_pack_becomes_one_presentation_in_its_languages_one_after_the_other(
    shared: Engine, language: str
) -> None:
    Path("pack.toml").write_text(PACK.replace('"ja"', language, 1), encoding="utf-8")
    assert export(shared, "--pack", "pack.toml", "--paper", "a4") == 0
    made = Presentation(str(Path("pack.pptx")))
    assert made.slide_width > made.slide_height
    elements = [one for slide in made.slides for one in slide.element.iter(qn("p:cNvPr"))]
    told = [re.search(r"^chart:(\w+).*lang=(\w+)", one.get("name")) for one in elements]
    charts = list(dict.fromkeys(one.groups() for one in told if one))
    in_japanese = [("trend", "ja"), ("severity", "ja")]
    in_english = [("trend", "en"), ("severity", "en")] if "en" in language else []
    assert charts == [*in_japanese, *in_english]
    titles = [slide.shapes.title.text for slide in made.slides]
    assert titles.count("Briefing") == len(language.split(","))
    assert titles.count("出典及び定義") == 1
    assert titles.count("Sources and definitions") == len(in_english) // 2


def test_a_pack_becomes_one_pdf_with_a_page_a_chart(shared: Engine) -> None:
    Path("pack.toml").write_text(PACK, encoding="utf-8")
    assert export(shared, "--pack", "pack.toml", "--format", "pdf") == 0
    made = PdfReader("pack.pdf")
    assert made.metadata is not None
    assert made.metadata.title == "Briefing"
    texts = [page.extract_text() for page in made.pages]
    assert "Briefing" in texts[0]
    assert "出典及び定義" in texts[3]
    assert len(texts) == 5, "title, two charts, sources, methods"


def test_a_fault_in_a_packs_query_names_the_sheet(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pack.toml").write_text(PACK.replace("recaap-asia", "recap-asia"), encoding="utf-8")
    assert export(shared, "--pack", "pack.toml", "--format", "csv") == 2
    assert "pack.toml, sheet[1]: “series=recap-asia” cannot be used" in capsys.readouterr().err
    assert [one.name for one in Path().iterdir()] == ["pack.toml"]


FAULTY = """
titel = "x"
language = "fr"
recorded = "yesterday"
[[sheet]]
chart = "trend"
query = "series=recap-asia&from=20x1&form=2020"
[[sheet]]
chart = "trnd"
query = "indicator=minor&scale=9"
[[sheet]]
chart = "trend"
query = "from=2020&to=2010"
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_a_pack_and_of_the_command_is_told_at_once(
    shared: Engine, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    Path("pack.toml").write_text(FAULTY, encoding="utf-8")
    typed = ("--pack", "pack.toml", "--format", "gif", "--scale", "9", "--template", "none.pptx")
    assert export(shared, *typed, language=language) == 2
    told = capsys.readouterr().err.splitlines()
    wanted = [
        ("titel",),
        ("language", "fr"),
        ("recorded", "yesterday"),
        ("sheet[2].chart", "trnd", "trend"),
        ("sheet[1]", "series=recap-asia", "recaap-asia"),
        ("sheet[1]", "from=20x1"),
        ("sheet[1]", "form=2020"),
        ("sheet[2]", "indicator=minor", "asia-minor"),
        ("sheet[2]", "scale=9", "1, 2, 3, 4"),
        ("sheet[3]", "to=2010"),
        ("--format", "gif", "png"),
        ("--scale", "9"),
        ("none.pptx",),
    ]
    for parts in wanted:
        assert any(all(part in line for part in parts) for line in told), parts
    assert len(told) == len(wanted)
    assert all(re.search("[ぁ-ん]", line) for line in told) == (language == "ja")
    assert [one.name for one in Path().iterdir()] == ["pack.toml"]


def test_every_fault_of_a_chart_is_told_at_once(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    query = "series=no&paper=a5&from=2020&to=2010"
    assert export(shared, "trnd", "--format", "gif", "--query", query, "--background", "red") == 2
    assert len(capsys.readouterr().err.splitlines()) == 6


def test_case_and_white_space_are_of_no_matter_in_command_and_pack(
    shared: Engine, client: FlaskClient
) -> None:
    plain = client.get("/c/trend.csv?series=imb-world&lang=ja").data
    typed = (" TREND", "--format", "CSV ", "--query", "series=IMB-World%20&lang=JA", "--out", "x.csv")
    assert export(shared, *typed) == 0
    assert Path("x.csv").read_bytes() == plain
    pack = "language = 'JA'\n[[sheet]]\nchart = 'Trends '\nquery = 'series= imb-WORLD'\n"
    Path("pack.toml").write_text(pack, encoding="utf-8")
    assert export(shared, "--pack", "pack.toml", "--format", "csv", "--out", "made") == 0
    assert next(Path("made").iterdir()).read_bytes() == plain


@pytest.mark.parametrize("ending", ["csv", "png"])
def test_what_has_no_figure_is_told_before_any_file_is_written(
    shared: Engine, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    query = "series=imb-world&from=1900&to=1901"
    assert export(shared, "trend", "--format", ending, "--query", query) == 1
    assert "Its series have figures of 1991 to" in capsys.readouterr().err
    nothing = f"[[sheet]]\nchart = 'trend'\nquery = '{query}'\n"
    Path("pack.toml").write_text(f"{PACK}{nothing}", encoding="utf-8")
    assert export(shared, "--pack", "pack.toml", "--format", ending) == 1
    assert "pack.toml, sheet[3]: " in capsys.readouterr().err
    assert [one.name for one in Path().iterdir()] == ["pack.toml"]


@ON_SQLITE
@pytest.mark.parametrize("ending", ["pptx", "docx", "pdf", "csv"])
def test_a_pack_holds_charts_of_the_past_with_what_was_taken_back_since(loaded: Engine, ending: str) -> None:
    like = schema.series.c.id == "imb-south-east-asia"
    with loaded.connect() as connection:
        row = connection.execute(select(schema.series).where(like)).mappings().one()
    own = {name: value for name, value in row.items() if name != "batch_id"} | {"id": "of-our-own"}
    ours = figure(loaded, "imb-south-east-asia", 2023, series="of-our-own", value=41)
    batch = loads(loaded, ours, words={"series": [own]})
    moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    store.undo(loaded, batch, who="analyst", reason="a slip")
    past = f"[[sheet]]\nchart = 'trend'\nquery = 'series=of-our-own&recorded={moment}'\n"
    Path("pack.toml").write_text(f"{PACK}{past}", encoding="utf-8")
    assert export(loaded, "--pack", "pack.toml", "--format", ending) == 0
    if ending == "csv":
        assert "of-our-own" in sorted(Path("pack").iterdir())[2].read_text(encoding="utf-8")
        return
    recipe = {
        "languages": "ja",
        "title": "Briefing",
        "item": ["trend?series=recaap-asia&from=2021", "severity"],
    }
    recipe["item"] = [*recipe["item"], f"trend?series=of-our-own&recorded={moment}"]
    answer = create_app(loaded).server.test_client().get(f"/briefing.{ending}", query_string=recipe)
    assert Path(f"pack.{ending}").read_bytes() == answer.data
