"""The briefing tray as files: by address, by form and by job the same pack, and what is refused says why."""

from __future__ import annotations

import argparse
import io
import re
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from appended import figure, loads
from databases import ON_SQLITE
from docx import Document
from flask.testing import FlaskClient
from foreign_templates import crowded
from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from dashboard.address.options import Options
from dashboard.charts import charts
from dashboard.commands.export import export_files
from dashboard.commands.parsers import add_export_command
from dashboard.desk import Desk
from dashboard.exporters.pdf_file import pack as pdf_pack
from dashboard.record.queries import catalogue
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES
from ingest import schema, store

MINOR = "imb-south-east-asia"
ITEMS = ("objective?indicator=asia-minor", f"trend?series={MINOR}&from=2021", "severity")
PPTX, DOCX, PDF = "pptx", "docx", "pdf"


@pytest.fixture
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def query(*items: str, **rest: str) -> str:
    return urlencode([*(("item", one) for one in items), *rest.items()], quote_via=quote)


def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def titles(content: bytes) -> list[str]:
    return [slide.shapes.title.text for slide in slides(content)]


def chart_names(content: bytes) -> list[str]:
    """The names of all charts' frames, in the order of the slides, panels of one chart once."""
    named = [one.get("name") for slide in slides(content) for one in slide.element.iter(qn("p:cNvPr"))]
    found = [one.partition("#")[0] for one in named if one.startswith("chart:")]
    return list(dict.fromkeys(found))


def notes(content: bytes) -> str:
    return "\n".join(
        slide.notes_slide.notes_text_frame.text for slide in slides(content) if slide.has_notes_slide
    )


def test_a_tray_is_one_presentation_in_its_order_with_title_sources_and_methods(client: FlaskClient) -> None:
    answer = client.get(f"/briefing.pptx?{query(*ITEMS, title='四半期', lang='ja')}")
    assert answer.status_code == 200
    told = titles(answer.data)
    assert told[0] == "四半期"
    assert {"出典及び定義", "方法及び注記"} <= set(told[4:])
    assert [one.removeprefix("chart:").partition("?")[0] for one in chart_names(answer.data)] == [
        "objective",
        "trend",
        "severity",
    ]
    assert "filename*=UTF-8''%E5%9B%9B%E5%8D%8A%E6%9C%9F_ja_" in answer.headers["Content-Disposition"]


def test_both_languages_stand_one_after_the_other_in_the_order_asked(client: FlaskClient) -> None:
    content = client.get(f"/briefing.pptx?{query(*ITEMS, languages='en,ja')}").data
    spoken = [re.findall(r"lang=(\w+)", one)[0] for one in chart_names(content)]
    assert spoken == ["en"] * 3 + ["ja"] * 3
    read = PdfReader(io.BytesIO(client.get(f"/briefing.pdf?{query(*ITEMS, languages='en,ja')}").data))
    text = [page.extract_text() for page in read.pages]
    assert text.index(next(one for one in text if "Methods and notes" in one)) < text.index(
        next(one for one in text if "出典及び定義" in one)
    )


@pytest.mark.parametrize("ending", [PPTX, DOCX, PDF])
@pytest.mark.parametrize(
    "around",
    [
        {"languages": "ja,en", "paper": "a4"},
        {"lang": "ja", "published": "2024-06-01", "recorded": "2099-01-01", "eras": "off"},
    ],
)
def test_the_recipe_of_a_tray_makes_the_same_file_by_command(
    shared: Engine, client: FlaskClient, tmp_path: Path, ending: str, around: dict[str, str]
) -> None:
    asked = query(*ITEMS, title="Quarterly", **around)
    recipe = client.get(f"/briefing.toml?{asked}")
    assert recipe.headers["Content-Type"].startswith("application/toml")
    path = tmp_path / "pack.toml"
    path.write_bytes(recipe.data)
    parser = argparse.ArgumentParser()
    add_export_command(parser.add_subparsers(), "en")
    made = tmp_path / f"made.{ending}"
    typed = ["export", "--pack", str(path), "--format", ending, "--out", str(made)]
    assert export_files(shared, parser.parse_args(typed), "en") == 0
    assert made.read_bytes() == client.get(f"/briefing.{ending}?{asked}").data


def test_a_reader_who_has_the_file_gets_304_until_the_tray_is_another(client: FlaskClient) -> None:
    address = f"/briefing.pdf?{query(*ITEMS[:1])}"
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    other = client.get(f"{address}&title=x", headers={"If-None-Match": etag})
    assert other.status_code == 200


def followed(client: FlaskClient, job: TestResponse) -> dict[str, Any]:
    """A job once it is over, with everything that it said on the way."""
    said = [job.get_json()]
    end = time.monotonic() + 120
    while "file" not in said[-1] and not said[-1]["fault"] and time.monotonic() < end:
        time.sleep(0.05)
        said.append(client.get(said[-1]["at"]).get_json())
    return said[-1] | {"all": said}


def test_a_job_says_how_far_it_is_and_then_has_the_file_of_the_address(client: FlaskClient) -> None:
    form = {"item": list(ITEMS), "languages": ["ja", "en"], "format": PPTX, "lang": "en"}
    started = client.post("/briefing/jobs", data=form, content_type="multipart/form-data")
    assert started.status_code == 202
    over = followed(client, started)
    counted = [one["done"] for one in over["all"]]
    assert counted == sorted(counted)
    assert over["done"] == over["total"] == 12, "each chart in each language: built, then put into the file"
    content = client.get(over["file"])
    assert content.headers["Content-Disposition"].startswith("attachment")
    assert content.data == client.get(f"/briefing.pptx?{query(*ITEMS, languages='ja,en', lang='en')}").data


def office_slides() -> bytes:
    presentation = Presentation()
    presentation.slide_master.name = "Office"
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()


def test_an_offices_own_slides_are_kept_and_not_stored(client: FlaskClient) -> None:
    form = {"item": ITEMS[0], "template": (io.BytesIO(office_slides()), "office.pptx")}
    answer = client.post("/briefing.pptx", data=form, content_type="multipart/form-data")
    made = Presentation(io.BytesIO(answer.data))
    assert (made.slide_width, made.slide_height) == (9_144_000, 6_858_000)
    assert made.slide_master.name == "Office"
    plain = Presentation(io.BytesIO(client.get(f"/briefing.pptx?{query(ITEMS[0])}").data))
    assert plain.slide_width != made.slide_width


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_presentation_is_refused_in_the_readers_language(
    client: FlaskClient, language: str
) -> None:
    said = {
        "en": "the file is not a PowerPoint file",
        "ja": "PowerPointファイル（.pptx又は.potx）ではない",
    }

    def form() -> dict[str, Any]:
        file = (io.BytesIO(b"none"), "x.pptx")
        return {"item": ITEMS[0], "lang": language, "format": PPTX, "template": file}

    plain = client.post("/briefing.pptx", data=form(), content_type="multipart/form-data")
    assert plain.status_code == 400
    assert said[language] in plain.get_data(as_text=True)
    started = client.post("/briefing/jobs", data=form(), content_type="multipart/form-data")
    assert said[language] in followed(client, started)["fault"]


def test_slides_that_are_too_large_are_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.web.pack_routes.MOST_TEMPLATE_BYTES", 1_000)
    form = {"item": ITEMS[0], "template": (io.BytesIO(office_slides()), "office.pptx")}
    answer = client.post("/briefing.pptx", data=form, content_type="multipart/form-data")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("address", "status"), [("/briefing.pptx", 400), ("/briefing.pdf?item=none", 400), ("/briefing.gif", 404)]
)
def test_an_empty_tray_and_an_unknown_format_are_said(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.content_type.startswith("text/plain")


def test_no_more_jobs_than_the_server_bears(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.web.pack_routes.MOST_WAITING", 0)
    answer = client.post("/briefing/jobs", data={"item": ITEMS[0], "format": PPTX})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


@ON_SQLITE
def test_a_server_with_a_desk_makes_packs_for_readers_and_for_no_other_site(loaded: Engine) -> None:
    client = create_app(loaded, desk=Desk("127.0.0.1")).server.test_client()
    form = {"item": ITEMS[0], "format": PPTX}
    assert client.post("/briefing.pptx", data=form).status_code == 200
    assert client.post("/briefing/jobs", data=form).status_code == 202
    elsewhere = client.post("/briefing.pptx", data=form, headers={"Origin": "https://elsewhere.example"})
    assert elsewhere.status_code == 403


def test_the_page_shows_each_chart_with_links_that_order_the_tray_without_scripts(
    client: FlaskClient,
) -> None:
    page = client.get(f"/briefing?{query(*ITEMS, title='T', lang='en')}").get_data(as_text=True)
    shown = re.findall(r'data-item="([^"]+)"', page)
    assert [one.replace("&amp;", "&") for one in shown] == list(ITEMS)
    down = re.findall(r'id="down-0" class="tray-link" href="([^"]+)"', page)[0].replace("&amp;", "&")
    again = client.get(down).get_data(as_text=True)
    moved = re.findall(r'data-item="([^"]+)"', again)
    assert [one.replace("&amp;", "&") for one in moved] == [ITEMS[1], ITEMS[0], ITEMS[2]]
    assert 'value="T"' in again
    out = re.findall(r'id="out-2" class="tray-link" href="([^"]+)"', again)[0].replace("&amp;", "&")
    assert len(re.findall(r"data-item=", client.get(out).get_data(as_text=True))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_can_be_added_from_the_page_and_from_its_own_menu(
    client: FlaskClient, language: str
) -> None:
    page = client.get(f"/briefing?lang={language}").get_data(as_text=True)
    addresses = [
        one.replace("&amp;", "&") for one in re.findall(r'class="tray-add" [^>]*href="([^"]+)"', page)
    ]
    addresses += [one.replace("&amp;", "&") for one in re.findall(r'href="([^"]+)" class="tray-add"', page)]
    offered = {one.split("item=")[1].partition("?")[0].partition("&")[0] for one in addresses}
    assert offered == set(charts())
    for path in ("/", "/objectives", "/trends", "/compare", "/breakdown", "/revisions"):
        page = client.get(f"{path}?lang={language}").get_data(as_text=True)
        items = re.findall(r'data-add="([^"]+)"', page)
        assert items, path
        for item in items:
            tray = client.get(f"/briefing?{query(item.replace('&amp;', '&'), lang=language)}")
            assert f'data-item="{item}"' in tray.get_data(as_text=True)


@ON_SQLITE
def test_a_frozen_tray_keeps_its_figures_and_the_plain_one_follows(loaded: Engine) -> None:
    client = create_app(loaded).server.test_client()
    page = client.get(f"/briefing?{query(ITEMS[1], lang='en')}").get_data(as_text=True)
    frozen = re.findall(r'href="(/briefing\?[^"]*recorded[^"]*)"', page.replace("&amp;", "&"))[0]
    assert "67" in notes(client.get(frozen.replace("/briefing?", "/briefing.pptx?")).data)
    loads(loaded, figure(loaded, MINOR, 2023, value=6789))
    assert "6,789" not in notes(client.get(frozen.replace("/briefing?", "/briefing.pptx?")).data)
    assert "6,789" in notes(client.get(f"/briefing.pptx?{query(ITEMS[1], lang='en')}").data)


@ON_SQLITE
@pytest.mark.parametrize("ending", [PPTX, DOCX, PDF])
def test_a_chart_of_the_past_shows_what_was_taken_back_since(loaded: Engine, ending: str) -> None:
    client = create_app(loaded).server.test_client()
    with loaded.connect() as connection:
        row = connection.execute(select(schema.series).where(schema.series.c.id == MINOR)).mappings().one()
    own = {name: value for name, value in row.items() if name != "batch_id"} | {"id": "of-our-own"}
    batch = loads(loaded, figure(loaded, MINOR, 2023, series="of-our-own", value=41), words={"series": [own]})
    pinned = f"trend?series=of-our-own&recorded={datetime.now(UTC).isoformat().replace('+00:00', 'Z')}"
    store.undo(loaded, batch, who="analyst", reason="a slip")
    answer = client.get(f"/briefing.{ending}?{query(pinned, ITEMS[1], lang='en')}")
    assert answer.status_code == 200
    assert "41" in {PPTX: notes, DOCX: cells, PDF: pages_text}[ending](answer.data)


def cells(content: bytes) -> str:
    """The tables of a document."""
    tables = Document(io.BytesIO(content)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def pages_text(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


FAULTY = ("severity", "trend?series=imb-asia", "trnd?from=2020", "objective?from=20x1")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [PPTX, PDF, "toml"])
def test_a_tray_with_bad_items_is_refused_by_number_with_what_is_known_nearest(
    client: FlaskClient, ending: str, language: str
) -> None:
    item = {"en": "Item {}: ", "ja": "{}番目の項目："}[language]
    answers = [client.get(f"/briefing.{ending}?{query(*FAULTY, lang=language)}")]
    if ending != "toml":
        form = {"item": list(FAULTY), "lang": language, "format": ending}
        answers += [client.post(path, data=form) for path in (f"/briefing.{ending}", "/briefing/jobs")]
    for answer in answers:
        assert answer.status_code == 400
        assert answer.content_type == "text/plain; charset=utf-8"
        second, third, fourth = answer.get_data(as_text=True).splitlines()
        assert second.startswith(item.format(2)) and "series=imb-asia" in second
        assert "imb-east-asia" in second
        assert third.startswith(item.format(3)) and "chart=trnd" in third and "trend" in third
        assert fourth.startswith(item.format(4)) and "from=20x1" in fourth


@pytest.mark.parametrize("part", ["paper=a5", "languages=fr", "recorded=abc", "add=/sources", "scale=9"])
def test_a_bad_part_of_a_trays_own_address_is_refused(client: FlaskClient, part: str) -> None:
    answer = client.get(f"/briefing.pptx?item=severity&{part}")
    assert answer.status_code == 400
    assert f"“{part}” cannot be used: " in answer.get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_item_stands_in_the_tray_with_what_is_wrong_and_no_file_is_offered(
    client: FlaskClient, language: str
) -> None:
    page = client.get(f"/briefing?{query(*FAULTY, lang=language)}").get_data(as_text=True)
    assert [one.replace("&amp;", "&") for one in re.findall(r'data-item="([^"]+)"', page)] == list(FAULTY)
    wrong = {"en": "“series=imb-asia” cannot be used", "ja": "「series=imb-asia」は使用できない"}[language]
    assert page.count(wrong) == 1
    assert 'formaction="/briefing.pptx"' not in page and 'formaction="/briefing.pdf"' not in page
    told = {"en": "correct or remove item 2, item 3, item 4", "ja": "4番目の項目を修正するか"}[language]
    assert told in page
    out = re.findall(r'id="out-1" class="tray-link" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert wrong not in client.get(out).get_data(as_text=True)
    good = client.get(f"/briefing?{query('severity', lang=language)}").get_data(as_text=True)
    assert 'formaction="/briefing.pptx"' in good


def test_case_and_white_space_are_of_no_matter_in_a_tray(client: FlaskClient) -> None:
    plain = client.get(f"/briefing.pptx?{query('trend?series=imb-world', languages='ja', paper='a4')}").data
    typed = query("TREND?series= IMB-World ", languages=" JA", paper="A4")
    assert client.get(f"/briefing.PPTX?{typed}").data == plain


def test_a_chart_without_figures_has_its_page_too(client: FlaskClient, shared: Engine) -> None:
    nothing = f"trend?series={MINOR}&from=1900&to=1901"
    assert "there is nothing to draw" in "".join(
        shape.text_frame.text
        for slide in slides(client.get(f"/briefing.pptx?{query(nothing, lang='en')}").data)
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert len(PdfReader(io.BytesIO(client.get(f"/briefing.pdf?{query(nothing)}").data)).pages) >= 3
    assert pdf_pack([], catalogue(shared), Options(), title="", languages=("en",)).startswith(b"%PDF")


def test_a_briefing_writes_years_as_the_reader_does(client: FlaskClient) -> None:
    said = {}
    for eras in ("", "off", "only"):
        query = f"item=trend%3Fseries=imb-world%26from=2024&lang=ja&eras={eras}"
        form = client.get(f"/briefing?{query}").get_data(as_text=True)
        assert (f'name="eras" value="{eras}"' in form) == bool(eras)
        made = client.get(f"/briefing.pptx?{query}").data
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            said[eras] = "".join(
                archive.read(name).decode() for name in archive.namelist() if "/slides/slide" in name
            )
    assert "2025年（令和7年）" in said[""]
    assert "（令和7年）" not in said["off"]
    assert "令和7年" in said["only"]
    assert "2025年（令和7年）" not in said["only"]


@pytest.mark.parametrize("title", ["😀 Q3", 'รายงาน \\ "x"'])
def test_a_title_in_letters_that_the_font_lacks_makes_a_pdf_all_the_same(
    client: FlaskClient, title: str
) -> None:
    answer = client.get(f"/briefing.pdf?item=trend&title={quote(title)}")
    assert answer.status_code == 200
    assert "□" in PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()


def titles_of(content: bytes) -> list[str]:
    return [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]


def test_panels_and_sources_are_chosen_in_the_form_and_in_the_address(client: FlaskClient) -> None:
    page = client.get(f"/briefing?{query(ITEMS[0], lang='en')}").get_data(as_text=True)
    for name, value in (("panels", "1"), ("sources", "short"), ("sources", "none")):
        assert f'type="radio" name="{name}" value="{value}"' in page
    full = titles_of(client.get(f"/briefing.pptx?{query('compare', lang='en')}").data)
    form = {"item": "compare", "lang": "en", "panels": "1", "sources": "none"}
    chosen = client.post("/briefing.pptx", data=form, content_type="multipart/form-data").data
    assert "Sources and definitions" in full
    assert "Sources and definitions" not in titles_of(chosen)
    assert len([title for title in titles_of(chosen) if title.startswith("Asia")]) > len(
        [title for title in full if title.startswith("Asia")]
    )
    address = f"/briefing.pptx?{query('compare', lang='en')}&panels=1&sources=none"
    assert titles_of(client.get(address).data) == titles_of(chosen)


@pytest.mark.parametrize(("language", "said"), [("en", "no layout of it has room"), ("ja", "余白")])
def test_a_template_without_room_is_refused_in_the_readers_language(
    client: FlaskClient, language: str, said: str
) -> None:
    file = (io.BytesIO(crowded()), "stamp.pptx")
    form = {"item": ITEMS[0], "lang": language, "template": file}
    answer = client.post("/briefing.pptx", data=form, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)
    assert "12.7" in answer.get_data(as_text=True)
