"""What the evaluation sheet says, on the page of objectives and in the published site."""

from __future__ import annotations

import html as markup
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pypdf import PdfReader
from sqlalchemy import Engine, select

from dashboard.web.application import create_app
from ingest import schema

HEADINGS = {
    "en": (
        "Mid-term aim",
        "Main initiatives of the past three fiscal years",
        "Evaluation result",
        "Way forward",
        "Mid-term aim for the next evaluation",
    ),
    "ja": (
        "中期目標",
        "過去3年度の主な取組",
        "評価結果",
        "今後の方向性",
        "次回評価時に向けての中期目標",
    ),
}
OBJECTIVES = ("dialogue", "maritime", "arctic", "cyber", "economic", "osa")


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def page(client: FlaskClient, **asked: str) -> str:
    return client.get("/objectives", query_string=asked).get_data(as_text=True)


def objective_of(html: str, objective: str) -> str:
    return html.split(f'id="objective-{objective}"')[1].split('id="objective-', maxsplit=1)[0]


def plain(html: str) -> str:
    return markup.unescape(re.sub("<[^>]+>", "", html))


def hits(html: str) -> list[str]:
    found = re.search(r'class="register-hits">(.*?)</ul>', html)
    return re.findall('href="#item-([^"]+)"', found[1]) if found else []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_objective_is_told_under_the_sheets_own_headings(
    client: FlaskClient, shared: Engine, language: str
) -> None:
    html = page(client, lang=language)
    with shared.connect() as connection:
        items = connection.execute(select(schema.sheet_items)).all()
    for objective in OBJECTIVES:
        section = objective_of(html, objective)
        named = [plain(name) for name in re.findall("<h3>(.*?)</h3>", section)]
        assert tuple(named[:5]) == HEADINGS[language]
        text = plain(section)
        for item in (item for item in items if item.objective == objective):
            assert item._mapping[f"text_{language}"] in text
            assert f'id="item-{item.id}"' in section


def test_aim_now_way_forward_and_aim_next_stand_under_their_own_headings(client: FlaskClient) -> None:
    section = objective_of(page(client, lang="ja"), "arctic")
    now = plain(section.split('id="aim-arctic"')[1].split("</section>")[0])
    following = plain(section.split('id="next-aim-arctic"')[1].split("</section>")[0])
    assert "国際秩序形成への関与を拡大する" in now and "国際秩序形成への関与を拡大する" not in following
    assert "国際秩序形成への貢献を拡大する" in following and "貢献" not in now


def test_a_term_of_the_sheet_is_said_in_its_language_on_the_english_page(client: FlaskClient) -> None:
    assert '<span lang="ja">「深刻な事案は抑制されている」</span>' in page(client, lang="en")


def test_beside_an_initiative_stand_its_evidence_and_its_states(client: FlaskClient) -> None:
    html = page(client, lang="en")
    item = plain(html.split('id="item-maritime-serious-none"')[1].split('id="item-')[0])
    assert "Evidence would be:" in item
    assert "Reported done by the Ministry of Foreign Affairs (as of 2024-03-31)" in item
    assert "Evidence seen: the ReCAAP Information Sharing Centre (as of 2023-12-31)" in item
    other = plain(html.split('id="item-cyber-ajccbc"')[1].split('id="item-')[0])
    assert "No evidence found; searched by the editors of this data (as of 2026-11-29)" in other


def test_a_search_answers_in_both_languages_and_opens_what_it_found(client: FlaskClient) -> None:
    found = page(client, lang="en", find="monitor")
    assert hits(found) == ["osa-result", "osa-way-monitoring", "osa-next"]
    assert re.search('<details id="result-osa"[^>]* open', found)
    assert not re.search('<details id="result-arctic"[^>]* open', found)
    assert hits(page(client, lang="en", find="モニタリング")) == hits(found)
    assert hits(page(client, lang="ja", find="深刻な事案　way")) == ["maritime-way-asia"]
    assert hits(page(client, lang="en", find="no-such-word")) == []


def test_the_published_site_has_the_whole_sheet(published_copy: Path) -> None:
    site = published_copy / "site"
    for language in ("en", "ja"):
        text = (site / language / "objectives.html").read_text(encoding="utf-8")
        for objective in OBJECTIVES:
            named = re.findall("<h3>(.*?)</h3>", objective_of(text, objective))
            assert tuple(plain(name) for name in named[:5]) == HEADINGS[language]
        assert 'name="find"' not in text
    for name in ("sheet_items.csv", "item_states.csv"):
        data = Path(__file__).resolve().parents[2] / "data"
        assert (site / "data" / name).read_bytes() == (data / name).read_bytes()


def texts_in(content: bytes, ending: str) -> str:
    if ending == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    slides = Presentation(io.BytesIO(content)).slides
    return "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("ending", ["pdf", "pptx"])
def test_the_register_of_an_objective_is_a_file(
    client: FlaskClient, shared: Engine, ending: str, language: str
) -> None:
    address = f"/register/dialogue.{ending}?lang={language}"
    assert address in markup.unescape(page(client, lang=language))
    answer = client.get(address)
    text = re.sub(r"\s", "", texts_in(answer.data, ending))
    for heading in HEADINGS[language]:
        assert re.sub(r"\s", "", heading) in text
    with shared.connect() as connection:
        items = connection.execute(
            select(schema.sheet_items).where(schema.sheet_items.c.objective == "dialogue")
        ).all()
    for item in items:
        assert re.sub(r"\s", "", item._mapping[f"text_{language}"]) in text
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_register_that_is_not_there_names_those_that_are(client: FlaskClient) -> None:
    for address in ("/register/fishing.pdf", "/register/osa.csv"):
        answer = client.get(address)
        assert answer.status_code == 404 and "/register/osa.pdf" in answer.get_data(as_text=True)
