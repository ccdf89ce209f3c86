"""The Data pages as a browser meets them: the same road as the command line, guarded, and never a 500."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from databases import ON_SQLITE
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from dashboard.desk import Desk
from dashboard.record.queries import observations
from dashboard.verdicts.judge import judge
from dashboard.web.application import create_app
from ingest import accounts, audit, drafts, history, schema
from ingest.answers import Answers
from ingest.readers import LIMITS
from ingest.report import Source

pytestmark = pytest.mark.usefixtures("quick_passwords")
PASSWORD = "correct horse battery"
WITH_A_FAULT = "年,件数\n2024年,116\n2025年,-137\n".encode("cp932")
NEW_VALUE = b"series,year,value\nimb-somalia,2024,9\n"
HOSTILE = {
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "zip bomb by name": b"PK\x03\x04" + b"\0" * 200,
    "nul": b"year,value\n2024,\0\n",
    "formulas": b"year,value\n=cmd|' /C calc'!A0,@SUM(1)\n",
    "markup": b"year,value\n<script>alert(1)</script>,<img src=x onerror=alert(1)>\n",
    "one endless line": b"1," * 500_000,
    "too many figures": b"series,year,value\n" + b"imb-somalia,2024,1\n" * (LIMITS.figures + 1),
}


class Browser:
    """A signed-in analyst's browser."""

    def __init__(self, client: FlaskClient, name: str) -> None:
        self.client, self.name = client, name

    def token(self, path: str = "/data") -> str:
        page = self.client.get(path).get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, path
        return found[1]

    def post(self, path: str, **form: Any) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **form})

    def upload(self, content: bytes, name: str = "counts.csv") -> str:
        """Send a file and return the address of its draft."""
        answer = self.post("/data/upload", file=(io.BytesIO(content), name))
        assert answer.status_code == 303, answer.status_code
        return answer.headers["Location"]

    def seen(self, draft: str) -> str:
        page = self.client.get(draft).get_data(as_text=True)
        found = re.search(r'name="seen" value="([^"]+)"', page)
        return found[1] if found else ""


@pytest.fixture
def analyst(loaded: Engine) -> Iterator[Browser]:
    yield _signed_in(loaded, "Sato")


def _signed_in(engine: Engine, name: str) -> Browser:
    accounts.add(engine, name, password=PASSWORD, who="operator")
    client = create_app(engine, desk=Desk("127.0.0.1", judge=judge)).server.test_client()
    browser = Browser(client, name)
    form = {"csrf_token": browser.token("/sign-in"), "name": name, "password": PASSWORD}
    assert client.post("/sign-in", data=form).status_code == 303
    return browser


def shown(engine: Engine, series: str, year: int) -> int | None:
    frame = observations(engine, series=[series], first=year, last=year)
    current = frame[frame.is_current]
    return None if current.empty else int(current.value.iloc[0])


def count_of_batches(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(schema.batches)) or 0


def test_a_file_is_checked_shown_and_loaded_only_at_the_commit(analyst: Browser, loaded: Engine) -> None:
    draft = analyst.upload(NEW_VALUE, "../../etc/年次.csv")
    page = analyst.client.get(draft).get_data(as_text=True)
    assert "年次.csv" in page
    assert "etc" not in page
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    page = analyst.client.get(draft).get_data(as_text=True)
    assert "<svg" in page
    assert shown(loaded, "imb-somalia", 2024) == 8
    answer = analyst.post(f"{draft}/commit", reason="restated", seen=analyst.seen(draft))
    assert answer.status_code == 303
    assert shown(loaded, "imb-somalia", 2024) == 9
    newest = history.batches(loaded)[0]
    assert (newest.who, newest.reason, newest.source_name) == ("Sato", "restated", "年次.csv")
    assert ("Sato", "load") in [(one.who, one.action) for one in audit.records(loaded)]
    assert analyst.client.get(draft).status_code == 404, "a loaded draft is gone"


def test_parts_of_a_year_in_full_are_said_to_change_no_chart_of_years(analyst: Browser) -> None:
    draft = analyst.upload(b"series,2024-10/12\nimb-somalia,2\n")
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    page = analyst.client.get(draft).get_data(as_text=True)
    assert "charts of years stay as they are" in page
    assert "<svg" not in page


def test_undo_and_withdrawal_bring_back_what_was_shown(analyst: Browser, loaded: Engine) -> None:
    draft = analyst.upload(NEW_VALUE)
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    analyst.post(f"{draft}/commit", reason="restated", seen=analyst.seen(draft))
    batch = history.batches(loaded)[0].id
    answer = analyst.post(f"/data/history/{batch}/undo", reason="")
    assert answer.status_code == 400
    assert shown(loaded, "imb-somalia", 2024) == 9
    assert analyst.post(f"/data/history/{batch}/undo", reason="mistake").status_code == 303
    assert shown(loaded, "imb-somalia", 2024) == 8
    assert analyst.post(f"/data/history/{batch}/undo", reason="again").status_code == 409
    row = history.rows_of(loaded, 1, limit=1)[0]
    answer = analyst.post(f"/data/figures/{row.id}/withdraw", reason="misprint", batch="1")
    assert answer.status_code == 303
    assert history.batches(loaded)[0].kind == "withdrawal"
    assert analyst.post(f"/data/figures/{row.id}/withdraw", reason="again", batch="1").status_code == 409


@pytest.mark.parametrize(
    ("language", "series", "publication"),
    [
        ("en", "IMB: Somalia, actual and attempted", "Annual report on piracy"),
        ("ja", "IMB：ソマリア（既遂・未遂）", "年次報告"),
    ],
)
def test_a_batchs_page_says_what_would_go_in_titles_and_an_undos_page_brings_it_back(
    analyst: Browser, loaded: Engine, language: str, series: str, publication: str
) -> None:
    draft = analyst.upload(NEW_VALUE)
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    analyst.post(f"{draft}/commit", reason="restated", seen=analyst.seen(draft))
    batch = history.batches(loaded)[0].id
    just_loaded = analyst.client.get(f"/data/history/{batch}?lang={language}&done=yes")
    status = re.findall(r'role="status".*?</ul>', just_loaded.get_data(as_text=True), re.DOTALL)
    assert len(status) == 1 and series in status[0] and publication in status[0]
    for _ in range(2):
        page = analyst.client.get(f"/data/history/{batch}?lang={language}").get_data(as_text=True)
        told = re.findall(r"<li>([^<]*2024年? = 9[^<]*)</li>", page)
        assert len(told) == 1 and series in told[0] and publication in told[0]
        assert ">imb-somalia<" not in page
        before = shown(loaded, "imb-somalia", 2024)
        answer = analyst.post(f"/data/history/{batch}/undo", reason="the test")
        assert answer.status_code == 303
        assert {before, shown(loaded, "imb-somalia", 2024)} == {8, 9}
        batch = history.batches(loaded)[0].id


@pytest.mark.parametrize(
    ("language", "field"),
    [("en", "What does a dash mean in this table?"), ("ja", "この表の横線（－）は何を意味するか")],
)
def test_a_question_names_its_field_on_the_page_and_in_the_copy_that_the_page_gives(
    analyst: Browser, language: str, field: str
) -> None:
    draft = analyst.upload("series,year,value\nimb-somalia,2024,－\nimb-somalia,2023,3\n".encode())
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    found = page.partition('class="problems"')[2].partition("</ol>")[0]
    assert field in found and page.count(field) >= 2
    copy = analyst.client.get(f"{draft}/annotated.csv?lang={language}").get_data(as_text=True)
    assert field in copy
    for text in (page, copy):
        assert "--dash" not in text


@pytest.mark.parametrize(("language", "title"), [("en", "IMB: Gulf of Guinea"), ("ja", "ギニア湾")])
def test_what_was_found_is_told_in_titles(analyst: Browser, language: str, title: str) -> None:
    draft = analyst.upload(b"series,year,value\nimb-gulf-of-guinea,2020,84\n")
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    found = page.partition('class="problems"')[2].partition("</ol>")[0]
    assert title in found and "imb-" not in found


def test_of_a_workbook_whose_first_sheet_is_empty_the_sheet_can_be_named(analyst: Browser) -> None:
    workbook = openpyxl.Workbook()
    figures = workbook.create_sheet("Figures")
    for row in (("series", "year", "value"), ("imb-gulf-of-guinea", 2016, 55)):
        figures.append(row)
    file = io.BytesIO()
    workbook.save(file)
    draft = analyst.upload(file.getvalue(), "counts.xlsx")
    assert 'name="sheet"' in analyst.client.get(draft).get_data(as_text=True)
    analyst.post(f"{draft}/answers", sheet="Figures", publication="imb-annual-2025")
    assert 'name="seen"' in analyst.client.get(draft).get_data(as_text=True)


def test_what_day_it_is_is_said_by_the_analysts_clock(analyst: Browser) -> None:
    east, west = 14 * 60, -12 * 60
    day_in_the_east = (datetime.now(UTC) + timedelta(minutes=east)).date().isoformat()
    draft = analyst.upload(NEW_VALUE)
    analyst.post(f"{draft}/answers", cite="A report", published=day_in_the_east, publisher="imb")
    later = "after today"
    analyst.client.set_cookie("piracy_clock", str(east), path="/data")
    assert later not in analyst.client.get(draft).get_data(as_text=True)
    analyst.client.set_cookie("piracy_clock", str(west), path="/data")
    assert later in analyst.client.get(draft).get_data(as_text=True)
    analyst.client.set_cookie("piracy_clock", "nonsense", path="/data")
    assert analyst.client.get(draft).status_code == 200


def test_a_commit_that_did_not_see_the_newest_figures_is_refused(analyst: Browser, loaded: Engine) -> None:
    draft = analyst.upload(NEW_VALUE)
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    seen = analyst.seen(draft)
    other = analyst.upload(b"series,year,value\nimb-somalia,2024,10\n")
    analyst.post(f"{other}/answers", publication="imb-annual-2025")
    analyst.post(f"{other}/commit", reason="first", seen=analyst.seen(other))
    refused = analyst.post(f"{draft}/commit", reason="second", seen=seen)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "Nothing is loaded yet; below is what a load would do now." in page
    assert shown(loaded, "imb-somalia", 2024) == 10
    now = re.search(r'name="seen" value="([^"]+)"', page)
    assert now and now[1] != seen
    assert analyst.post(f"{draft}/commit", reason="second", seen=now[1]).status_code == 303
    assert shown(loaded, "imb-somalia", 2024) == 9


def test_a_corrected_cell_is_checked_at_once_and_the_file_stays_as_it_was(
    analyst: Browser, loaded: Engine
) -> None:
    draft = analyst.upload(WITH_A_FAULT)
    page = analyst.client.get(draft).get_data(as_text=True)
    assert "-137" in page and 'aria-invalid="true"' in page
    analyst.post(f"{draft}/cells", line="3", column="1", text="137")
    page = analyst.client.get(draft).get_data(as_text=True)
    assert 'aria-invalid="true"' not in page
    analyst.post(f"{draft}/answers", series="imb-world", cite="A report", published="2026-02-30")
    analyst.post(
        f"{draft}/answers", series="imb-world", cite="A report", published="2026-02-20", publisher="imb"
    )
    analyst.post(f"{draft}/commit", reason="from the printed page", seen=analyst.seen(draft))
    batch = history.batches(loaded)[0]
    kept = analyst.client.get(f"/data/history/{batch.id}/file")
    assert kept.get_data() == WITH_A_FAULT
    assert kept.headers["Content-Disposition"].startswith("attachment")


def test_a_corrected_cell_keeps_answers_that_were_not_sent_yet(analyst: Browser) -> None:
    draft = analyst.upload(WITH_A_FAULT)
    typed = {"with_answers": "1", "cite": "A report", "publisher": "imb", "series": "imb-world"}
    analyst.post(f"{draft}/cells", line="3", column="1", text="137", **typed)
    page = analyst.client.get(draft).get_data(as_text=True)
    assert 'value="A report"' in page and 'value="137"' in page


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_gets_a_readable_page_in_both_languages_and_changes_nothing(
    analyst: Browser, loaded: Engine, kind: str
) -> None:
    before = count_of_batches(loaded)
    answer = analyst.post("/data/upload", file=(io.BytesIO(HOSTILE[kind]), f"{kind}.csv"))
    for language in ("en", "ja"):
        page = analyst.client.get(answer.headers["Location"], query_string={"lang": language})
        assert page.status_code == 200, language
        text = page.get_data(as_text=True)
        assert "<script>alert" not in text and "<img src=x" not in text, language
        assert 'class="tag is-error"' in text or 'class="tag is-question"' in text, language
        assert 'action="' in text and "/commit" not in text, language
    assert count_of_batches(loaded) == before


def test_a_hostile_name_of_a_file_or_an_account_breaks_out_of_nothing(loaded: Engine) -> None:
    hostile = "'><img src=x onerror=alert(1)>"
    analyst = _signed_in(loaded, f'Sato "{hostile}')
    draft = analyst.upload(f"series,year,value\nimb-somalia,2024,x{hostile}\n".encode(), f"{hostile}.csv")
    analyst.post(f"{draft}/answers", cite=f'"{hostile}', **{f"map:{hostile}": f'"{hostile}'})
    loading = analyst.upload(NEW_VALUE, f"{hostile}.csv")
    analyst.post(f"{loading}/answers", publication="imb-annual-2025")
    answer = analyst.post(f"{loading}/commit", reason=f'"{hostile}', seen=analyst.seen(loading))
    for path in ("/data", draft, "/data/history", answer.headers["Location"]):
        text = analyst.client.get(path).get_data(as_text=True)
        assert "&gt;&lt;img src=x onerror=alert(1)&gt;" in text, path
        assert "<img" not in text and '""\'' not in text, path


def test_what_is_too_large_or_not_there_is_said_in_words(analyst: Browser) -> None:
    large = analyst.post("/data/upload", file=(io.BytesIO(b"x" * 22_000_000), "large.csv"))
    assert large.status_code == 413
    assert "20 MB" in large.get_data(as_text=True)
    assert analyst.client.get("/data/drafts/nothing-of-the-kind").status_code == 404
    assert analyst.client.get("/data/history/4711").status_code == 404
    assert analyst.post("/data/upload").status_code == 400


def test_drafts_are_their_owners_alone(analyst: Browser, loaded: Engine) -> None:
    theirs = drafts.keep(loaded, Source("x.csv", NEW_VALUE), Answers(), who="Suzuki")
    assert analyst.client.get(f"/data/drafts/{theirs}").status_code == 404
    assert analyst.post(f"/data/drafts/{theirs}/commit", reason="not mine").status_code == 404


def test_every_writing_address_refuses_strangers_and_forms_without_a_token(
    analyst: Browser, loaded: Engine
) -> None:
    draft = analyst.upload(NEW_VALUE)
    addresses = [
        "/data/upload",
        *(f"{draft}/{one}" for one in ("answers", "cells", "commit", "discard")),
        "/data/history/1/undo",
        "/data/figures/1/withdraw",
    ]
    stranger = create_app(loaded, desk=Desk("127.0.0.1")).server.test_client()
    before = count_of_batches(loaded)
    for address in addresses:
        assert stranger.post(address, data={"reason": "x"}).status_code == 403, address
        assert analyst.client.post(address, data={"reason": "x"}).status_code == 400, address
    assert count_of_batches(loaded) == before


def test_the_annotated_copy_and_the_template_open_in_a_spreadsheet(analyst: Browser) -> None:
    draft = analyst.upload(b"series,year,value\nimb-somalia,2024,-9\n=1+1,2024,3\n")
    book = openpyxl.load_workbook(io.BytesIO(analyst.client.get(f"{draft}/annotated.xlsx").get_data()))
    sheet = book.active
    assert sheet is not None
    assert sheet["C2"].comment is not None
    assert sheet["A3"].value == "=1+1" and sheet["A3"].data_type == "s"
    text = analyst.client.get(f"{draft}/annotated.csv").get_data().decode("utf-8-sig")
    assert "'=1+1" in text and ",-9," in text
    filled = openpyxl.load_workbook(io.BytesIO(analyst.client.get("/data/template.xlsx").get_data()))
    first = filled.worksheets[0]
    assert first["A1"].value == "series"
    assert first.data_validations.dataValidation


HEAD = "series,year,value\n"
ANSWERED_ON_THE_PAGE = {
    "which-part": (
        HEAD + "imb-world,2026,90\n",
        {
            **{"publication": "", "cite": "Nine months", "published": "2026-10-15", "publisher": "imb"},
            "months:2026": "1-9",
        },
    ),
    "part-in-title": ("2024年1～9月の件数,,\n" + HEAD + "imb-world,2024,90\n", {"months:2024": "1-9"}),
    "year-against-title": (
        "2015年の件数,\n区分,件数\n発生件数,191\n",
        {"year": "2016", "series": "imb-world", "map:2015年の件数": "note"},
    ),
    "months-against-title": (
        "2024年1～9月の件数,,\n" + HEAD + "imb-world,2024,90\n",
        {"months:2024": "1-6", "map:2024年1～9月の件数": "note"},
    ),
    "far-year": (
        HEAD + "imb-gulf-of-guinea,1923,5\n",
        {"why:1923": "a register of that time"},
    ),
    "said-corrected": (
        HEAD + "imb-gulf-of-guinea,2016,55\nErratum: 2016 should read 55,,\n",
        {"map:Erratum: 2016 should read 55": "note"},
    ),
    "calendar-in-title": (
        "暦年別件数,\n年,件数\n2016,191\n",
        {"years": "fiscal", "series": "imb-world", "map:暦年別件数": "note"},
    ),
    "not-to-be-used": (
        HEAD + "imb-gulf-of-guinea,2016,55\nDO NOT USE,,\n",
        {"map:DO NOT USE": "note"},
    ),
    "blank-explained": (
        HEAD + "imb-gulf-of-guinea,2016,55\nimb-gulf-of-guinea,1990,\n注：空欄は0件,,\n",
        {"map:注：空欄は0件": "note"},
    ),
    "column-says": (
        "series,year,value,ship type\nimb-gulf-of-guinea,2016,55,tanker\n",
        {"map:ship type": "note"},
    ),
    "era-unclear": ("年,件数\n平成31年,162\n2年,195\n3年,132\n", {"era": "令和", "series": "imb-world"}),
    "dash-meaning": (HEAD + "imb-gulf-of-guinea,1990,-\n", {"dash": "missing"}),
    "outside-range": (HEAD + "imb-world,2005,900\n", {"why:imb-world": "a new definition"}),
    "replaces-most": (
        HEAD + "imb-world,2019,163\nimb-world,2020,194\nimb-world,2021,131\n",
        {"replaces:imb-world": "on"},
    ),
    "unknown-publications": (
        "series,year,value,出典\nimb-gulf-of-guinea,2016,55,年次報告\n",
        {"rows_publisher": "imb"},
    ),
    "unclear-status": (
        "series,year,value,status\nimb-gulf-of-guinea,2016,55,third\n",
        {"map:third": "provisional"},
    ),
    "no-publisher": (
        HEAD + "imb-gulf-of-guinea,2016,55\n",
        {"publication": "", "cite": "Annual report", "publisher": "imb"},
    ),
    "other-unit": ("年,件数\n2016,190隻\n", {"map:隻": "incidents", "series": "imb-world"}),
    "series-contradicted": (
        "年,場所,件数\n2016,Singapore Strait,190\n",
        {"series": "imb-world", "map:Singapore Strait": "imb-world"},
    ),
    "only-totals": ("海域,2016\n合計,190\n", {"map:合計": "imb-world"}),
    "said-provisional": (
        "速報値,,\n" + HEAD + "imb-gulf-of-guinea,2016,55\n",
        {"finality:all": "provisional"},
    ),
    "series-ended": (
        HEAD + "imb-south-east-asia,2025,91\n",
        {"continues:imb-south-east-asia": "on"},
    ),
    "other-publisher": (
        HEAD + "imb-gulf-of-guinea,2016,55\n出典：ReCAAP ISC年次報告,,\n",
        {"map:出典：ReCAAP ISC年次報告": "note"},
    ),
    "fiscal-beside-calendar": (HEAD + "imb-world,FY2024,110\n", {"years": "fiscal"}),
    "fiscal-beside-parts": (
        "年,件数\n2024年第1四半期,5\nFY2024,11\n",
        {"years": "fiscal", "series": "imb-red-sea"},
    ),
    "fiscal-in-title": (
        "年度別の件数,,\n" + HEAD + "imb-gulf-of-guinea,2016,55\n",
        {"years": "calendar"},
    ),
    "fiscal-parts": (
        "年度別の件数,,\n" + HEAD + "imb-gulf-of-guinea,2016年第2四半期,15\n",
        {"years": "calendar"},
    ),
    "running-totals-said": (
        "年初来の件数,,\n" + HEAD + "imb-gulf-of-guinea,2016年第2四半期,15\n",
        {"map:年初来の件数": "note"},
    ),
    "other-part-said": (
        "四半期別の件数,,\n" + HEAD + "imb-gulf-of-guinea,2016年6月,15\n",
        {"map:四半期別の件数": "note"},
    ),
    "other-part-in-header": (
        "series,時点,value\nimb-gulf-of-guinea,2016年6月,15\n",
        {"map:時点": "period"},
    ),
    "other-measure": (
        "Crew killed,,\n" + HEAD + "imb-gulf-of-guinea,2016,55\n",
        {"map:killed": "note"},
    ),
    "other-area": (
        "Incidents in Indonesia,,\n" + HEAD + "imb-gulf-of-guinea,2016,55\n",
        {"map:indonesia": "note"},
    ),
    "heading-in-table": (
        HEAD + "imb-gulf-of-guinea,2016,55\n表2 東部,,\nimb-gulf-of-guinea,2015,31\n",
        {"map:表2 東部": "note"},
    ),
    "column-varies": (
        "series,year,value,weapon\nimb-gulf-of-guinea,2016,55,guns\nimb-gulf-of-guinea,2015,31,knives\n",
        {"map:weapon": "ignore"},
    ),
    "mark-meaning": (HEAD + "imb-gulf-of-guinea,2016,55*\n", {"mark:*": "note"}),
    "name-of-series": (
        "年,場所,件数\n2016,どこか,191\n",
        {"series": "imb-world", "map:どこか": "imb-world"},
    ),
    "published-before-end": (
        HEAD + "imb-world,2016,90\n",
        {
            **{"publication": "", "cite": "Half-year report", "published": "2016-08-01", "publisher": "imb"},
            "months:2016": "1-6",
        },
    ),
    "columns-alike": (
        "series,year,value,edition,source\nimb-gulf-of-guinea,2016,55,imb-annual-2017,x\n",
        {"map:source": "ignore"},
    ),
}


@ON_SQLITE
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("code", ANSWERED_ON_THE_PAGE)
def test_each_question_is_asked_on_the_page_by_a_field_that_answers_it(
    analyst: Browser, code: str, language: str
) -> None:
    table, answers = ANSWERED_ON_THE_PAGE[code]
    draft = analyst.upload(table.encode())
    first = {"publication": "imb-annual-2025", "series": answers.get("series", "")}
    if code == "no-publisher":
        first = {"cite": "Annual report"}
    if "published" in answers:
        first |= {name: answers[name] for name in ("publication", "cite", "published", "publisher")}
    if code == "calendar-in-title":
        first |= {"years": answers["years"]}
    analyst.post(f"{draft}/answers", **first)
    asked = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert 'class="tag is-question"' in asked and 'name="seen"' not in asked
    given = ("publication", "cite", "published", "series", *first)
    (field,) = [name for name in answers if name not in given][:1]
    assert f'name="{field}"' in asked
    analyst.post(f"{draft}/answers", **{**first, **answers})
    answered = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert 'name="seen"' in answered, re.findall(r'<p>[^<]*<span class="remedy">[^<]*', answered)


def test_a_page_of_hundreds_of_unknown_names_stays_small_and_asks_for_the_first(analyst: Browser) -> None:
    rows = "".join(f"Nowhere {number},{number % 9},{number % 7}\n" for number in range(515))
    page = analyst.client.get(analyst.upload(f"area,2015,2016\n{rows}".encode())).get_data()
    assert len(page) < 600_000
    assert page.count(b'name="map:Nowhere') == 20
    assert b"495 more names" in page


STATES = "item,state,dated,by,source\nmaritime-drtc,seen,2022-03-31,JICA,Annual report\n"


def test_a_file_of_states_is_looked_at_loaded_and_undone_like_figures(analyst: Browser) -> None:
    draft = analyst.upload(STATES.encode(), "states.csv")
    looked_at = analyst.client.get(draft).get_data(as_text=True)
    assert "States of initiatives: 1 new, 0 known already." in looked_at
    assert "Evidence seen: JICA" in looked_at
    path = draft.partition("?")[0]
    assert analyst.post(f"{path}/states").status_code == 400, "a reason is wanted"
    loaded = analyst.post(f"{path}/states", reason="a report")
    batch = loaded.headers["Location"].partition("?")[0]
    page = analyst.client.get(batch).get_data(as_text=True)
    assert "Row 2: Evidence seen: JICA." in page and "Taken back." not in page
    shown = analyst.client.get("/objectives?lang=en").get_data(as_text=True)
    assert "Evidence seen: JICA" in shown
    assert "states: 1" in analyst.client.get("/data/history").get_data(as_text=True)
    assert analyst.post(f"{batch}/undo", reason="wrong").status_code == 303
    assert "Taken back." in analyst.client.get(batch).get_data(as_text=True)
    assert "Evidence seen: JICA" not in analyst.client.get("/objectives?lang=en").get_data(as_text=True)


def test_a_file_of_states_with_a_fault_offers_no_load(analyst: Browser) -> None:
    draft = analyst.upload(STATES.replace("seen", "done").encode(), "states.csv")
    page = analyst.client.get(draft).get_data(as_text=True)
    assert "states.csv, row 2, column state" in page and "reported, seen, not-known" in page
    assert "Load it" not in page
    path = draft.partition("?")[0]
    assert analyst.post(f"{path}/states", reason="anyway").status_code == 409


def test_a_draft_of_states_is_loaded_by_its_owner_alone(analyst: Browser, loaded: Engine) -> None:
    draft = analyst.upload(STATES.encode(), "states.csv").partition("?")[0]
    other = _signed_in(loaded, "Suzuki")
    assert other.post(f"{draft}/states", reason="not mine").status_code == 404


LANGUAGES = pytest.mark.parametrize("language", ["en", "ja"])
SOMALIA = {"en": "IMB: Somalia, actual and attempted", "ja": "IMB：ソマリア（既遂・未遂）"}


def chosen(page: str, field: str) -> str:
    """The text of the marked choice of a list; "" where none is marked."""
    found = re.search(rf'<select[^>]* name="{re.escape(field)}".*?</select>', page, re.DOTALL)
    assert found, f"no list for {field}"
    marked = re.findall(r"<option[^>]* selected[^>]*>([^<]*)</option>", found[0])
    return marked[-1] if marked else ""


def found_in(page: str) -> str:
    """What the check complains of, as HTML."""
    return page.partition('id="problems-title"')[2].partition("</section>")[0]


ANSWERED_NAMES = {
    "name": ("海域,2016\nどこか,55\n", "どこか", "imb-somalia", SOMALIA),
    "left out": (
        "海域,2016\nどこか,55\nソマリア,5\n",
        "どこか",
        "ignore",
        {"en": "leave it out", "ja": "除外する"},
    ),
    "column": (
        "series,year,value,weapon\nimb-gulf-of-guinea,2016,55,guns\nimb-gulf-of-guinea,2015,31,knives\n",
        "weapon",
        "note",
        {"en": "note", "ja": "備考"},
    ),
    "status": (
        "series,year,value,status\nimb-gulf-of-guinea,2016,55,third\n",
        "third",
        "provisional",
        {"en": "provisional", "ja": "速報"},
    ),
    "unit": (
        "series,year,value\nimb-world,2016,190隻\n",
        "隻",
        "incidents",
        {"en": "yes, it is only called so", "ja": "同じ（呼び方が違うだけ）"},
    ),
    "said": (
        "Crew killed,,\nseries,year,value\nimb-gulf-of-guinea,2016,55\n",
        "killed",
        "note",
        {"en": "nothing, they are right as they stand", "ja": "変わらない（このままで正しい）"},
    ),
}


@ON_SQLITE
@LANGUAGES
@pytest.mark.parametrize("kind", ANSWERED_NAMES)
def test_what_was_answered_of_a_name_stays_in_the_list_that_asked_and_can_be_taken_back(
    analyst: Browser, kind: str, language: str
) -> None:
    table, name, meaning, text = ANSWERED_NAMES[kind]
    draft, first = analyst.upload(table.encode()), {"publication": "imb-annual-2025"}
    analyst.post(f"{draft}/answers", **first)
    asked = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert chosen(asked, f"map:{name}") == ""
    analyst.post(f"{draft}/answers", **first, **{f"map:{name}": meaning})
    answered = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert chosen(answered, f"map:{name}") == text[language]
    analyst.post(f"{draft}/answers", **first, **{f"map:{name}": ""})
    again = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert chosen(again, f"map:{name}") == ""


PERSONS = "アジアにおける事案 （単位：人）,\n年,人数\n2013,150\n"


@LANGUAGES
@pytest.mark.parametrize("answer", ["incidents", "ignore"])
def test_a_header_asked_as_a_column_and_as_a_unit_has_one_list_with_every_answer(
    analyst: Browser, language: str, answer: str
) -> None:
    draft = analyst.upload(PERSONS.encode())
    first = {"publication": "recaap-annual-2024", "series": "recaap-asia"}
    analyst.post(f"{draft}/answers", **first)
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    (listed,) = re.findall(r'<select[^>]* name="map:人数".*?</select>', page, re.DOTALL)
    values = re.findall(r'<option[^>]* value="([^"]*)"', listed)
    assert {"value", "ignore", "note", "incidents"} <= set(values)
    analyst.post(f"{draft}/answers", **first, **{"map:人数": answer, "map:人": "incidents"})
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert "is-question" not in found_in(page)
    texts = {
        "incidents": {"en": "the same thing, only called so", "ja": "系列と同じもの（呼び方が違うだけ）"},
        "ignore": {"en": "leave it out", "ja": "除外する"},
    }
    assert chosen(page, "map:人数") == texts[answer][language]


@LANGUAGES
def test_a_correction_is_asked_about_in_its_own_words_at_its_row_before_and_after_the_answer(
    analyst: Browser, language: str
) -> None:
    note = "Erratum: 2016 should read 55"
    draft = analyst.upload((HEAD + f"imb-gulf-of-guinea,2016,55\n{note},,\n").encode())
    first = {"publication": "imb-annual-2025"}
    analyst.post(f"{draft}/answers", **first)
    asked = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert {"en": "Row 3", "ja": "3行目"}[language] in found_in(asked)
    analyst.post(f"{draft}/answers", **first, **{"map:erratum": "note"})
    answered = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    question = {"en": f"“{note}” speaks of a correction.", "ja": f"「{note}」は訂正について"}[language]
    form = [page.partition("desk-form")[2] for page in (asked, answered)]
    assert all(question in each for each in form)


@LANGUAGES
def test_periods_are_told_in_words_and_an_undone_one_is_called_none(
    analyst: Browser, loaded: Engine, language: str
) -> None:
    draft = analyst.upload((HEAD + "imb-world,2026 Jan-Sep,90\n").encode())
    analyst.post(f"{draft}/answers", cite="Report", published="2026-10-15", publisher="imb")
    period = {"en": "Jan–Sep 2026", "ja": "2026年1～9月"}[language]
    assert period in analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    analyst.post(f"{draft}/commit", reason="new", seen=analyst.seen(draft))
    load = history.batches(loaded)[0].id
    undo = history.undo(loaded, load, who="Sato", reason="wrong").batch
    page = analyst.client.get(f"/data/history/{undo}?lang={language}").get_data(as_text=True)
    assert period + {"en": ": none", "ja": "：なし"}[language] in page
    again = history.undo(loaded, undo, who="Sato", reason="right").batch
    page = analyst.client.get(f"/data/history/{again}?lang={language}").get_data(as_text=True)
    of_batch = {"en": f": 90 of batch {load}", "ja": f"：取込番号{load}の90"}[language]
    assert period + of_batch in page
    assert "2026-01" not in page.replace("datetime", "")


@LANGUAGES
def test_a_figure_that_is_only_recorded_says_which_value_stays(analyst: Browser, language: str) -> None:
    newer = analyst.upload((HEAD + "imb-world,2024,117\n").encode())
    cited = {"cite": "A later report", "published": "2026-06-01", "publisher": "imb"}
    analyst.post(f"{newer}/answers", **cited)
    analyst.post(f"{newer}/commit", reason="restated", seen=analyst.seen(newer))
    draft = analyst.upload((HEAD + "imb-world,2024,110\n").encode())
    analyst.post(f"{draft}/answers", **cited | {"cite": "An earlier report", "published": "2025-06-01"})
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    rows = page.partition('id="changes-title"')[2].partition("</section>")[0]
    assert {"en": "117 stays; 110 is recorded", "ja": "117のまま（110は記録のみ）"}[language] in rows


def test_nothing_stands_between_a_japanese_sentence_and_the_next(analyst: Browser) -> None:
    draft = analyst.upload((HEAD + "imb-world,2026,90\nimb-world,2024,1\n").encode())
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    found = re.sub("<[^>]*>", "", found_in(analyst.client.get(f"{draft}?lang=ja").get_data(as_text=True)))
    assert "。" in found and not re.search("[。：] ", found.replace("\n", ""))
    assert re.search("今日は\\d{4}年\\d{1,2}月\\d{1,2}日", found)


def test_hundreds_of_answered_names_keep_the_page_small_and_can_each_be_asked_again(
    analyst: Browser,
) -> None:
    names = [f"Nowhere {number}" for number in range(200)]
    draft = analyst.upload("".join(["area,2015\n", *(f"{name},1\n" for name in names)]).encode())
    answers = {f"map:{name}": "imb-somalia" for name in names[:100]}
    analyst.post(f"{draft}/answers", **answers)
    page = analyst.client.get(f"{draft}?lang=en").get_data(as_text=True)
    assert len(page) < 900_000
    assert all(chosen(page, field) == SOMALIA["en"] for field in answers)
    assert "ask again" in page and "80 more names" in page


@LANGUAGES
def test_a_name_that_was_understood_and_its_unit_doubted_can_be_given_another_series(
    analyst: Browser, language: str
) -> None:
    draft = analyst.upload("海域,年,件数\n世界,2003,70人\n".encode())
    first = {"publication": "imb-annual-2025"}
    analyst.post(f"{draft}/answers", **first)
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert {"en": "counts incidents a year", "ja": "（年間件数）"}[language] in found_in(page)
    fold = re.search(r"<details[^>]*>(?:(?!</details>).)*map:世界", page, re.DOTALL)
    assert fold and "open" in fold[0].partition(">")[0]
    analyst.post(f"{draft}/answers", **first, **{"map:世界": "imb-world-crew-kidnapped"})
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert "is-question" not in found_in(page)
    assert {"en": "crew kidnapped", "ja": "誘拐"}[language] in chosen(page, "map:世界")


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Id (small letters", "Publisher", "Name in English or Name in Japanese"]),
        ("ja", ["ID（英小文字", "公表機関", "英語の名称又は日本語の名称"]),
    ],
)
def test_a_new_series_without_its_id_is_not_dropped_but_said_by_the_labels_of_the_page(
    analyst: Browser, language: str, labels: list[str]
) -> None:
    draft = analyst.upload("海域,2016\nどこか,5\n".encode())
    analyst.post(f"{draft}/answers", new_area="どこか", new_measure="incidents", new_category="all")
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    lacks = re.findall(r"<li[^>]*is-error.*?</li>", found_in(page), re.DOTALL)
    assert len(lacks) == 1 and all(label in lacks[0] for label in labels)
    assert "name_" not in lacks[0]
    assert 'value="どこか"' in page
    whole = {
        "new_id": "x-nowhere",
        "new_publisher": "imb",
        "new_area": "どこか",
        "new_definition": "What is counted",
        "new_name_en": "Nowhere",
    }
    analyst.post(f"{draft}/answers", publication="imb-annual-2025", **whole)
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert "is-error" not in found_in(page) and "is-question" not in found_in(page)


def test_a_new_series_whose_area_is_called_otherwise_can_be_chosen_for_the_files_name(
    analyst: Browser,
) -> None:
    draft = analyst.upload("海域,2016\nどこか,5\n".encode())
    form = {
        "publication": "imb-annual-2025",
        "new_id": "x-nowhere",
        "new_publisher": "imb",
        "new_area": "どこかの海",
        "new_definition": "What is counted",
        "new_name_ja": "どこかの件数",
    }
    analyst.post(f"{draft}/answers", **form)
    page = analyst.client.get(f"{draft}?lang=ja").get_data(as_text=True)
    assert '<option value="どこか">ファイルにある名称</option>' in page
    assert '<option value="x-nowhere">どこかの件数</option>' in page
    analyst.post(f"{draft}/answers", **form, **{"map:どこか": "x-nowhere"})
    page = analyst.client.get(f"{draft}?lang=ja").get_data(as_text=True)
    assert chosen(page, "map:どこか") == "どこかの件数" and 'name="seen"' in page


def test_a_publisher_typed_without_its_title_is_kept_and_the_title_asked_for(analyst: Browser) -> None:
    draft = analyst.upload(NEW_VALUE)
    analyst.post(f"{draft}/answers", publisher="imb")
    page = analyst.client.get(f"{draft}?lang=en").get_data(as_text=True)
    assert chosen(page, "publisher") != "" and "The citation is empty." in found_in(page)


@LANGUAGES
def test_warnings_of_one_kind_about_one_series_are_one_entry_with_all_behind_it(
    analyst: Browser, language: str
) -> None:
    years = range(2005, 2020)
    rows = "".join(f"imb-world,{year},{300 + year % 7}\n" for year in years)
    draft = analyst.upload(f"series,year,value\n{rows}imb-somalia,2024,9\n".encode())
    analyst.post(f"{draft}/answers", publication="imb-annual-2025", **{"replaces:imb-world": "on"})
    found = found_in(analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True))
    (summary,) = re.findall(r"<summary>([^<]*)</summary>", found)
    assert all(str(year) in summary for year in years[1:]) and "14" in summary
    shown = re.sub(r"<details.*?</details>", "", found, flags=re.DOTALL)
    restated = {"en": "would take its place", "ja": "が取って代わる"}[language]
    assert shown.count(restated) == 2 and found.count(restated) == len(years) + 1


@LANGUAGES
def test_a_list_of_incidents_is_asked_for_no_source_and_shows_no_columns(
    analyst: Browser, language: str
) -> None:
    rows = "".join(f"{number},2024-0{number}-02,丸,ソマリア\n" for number in range(1, 5))
    draft = analyst.upload(f"番号,日付,船名,海域\n{rows}".encode())
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert {"en": "list of single incidents", "ja": "個々の事案の一覧"}[language] in found_in(page)
    assert 'name="cite"' not in page and 'name="publication"' not in page
    assert not re.search({"en": "<dt>Columns", "ja": "<dt>列"}[language], page)
    unreadable = analyst.client.get(analyst.upload(HOSTILE["picture"])).get_data(as_text=True)
    assert 'name="cite"' not in unreadable


def test_a_source_that_was_given_stays_where_another_sheet_asks_for_none(analyst: Browser) -> None:
    workbook = openpyxl.Workbook()
    counts, incidents = workbook.active, workbook.create_sheet("Incidents")
    assert counts is not None
    counts.title = "Counts"
    for row in (("series", "year", "value"), ("imb-gulf-of-guinea", 2016, 55)):
        counts.append(row)
    for row in (("番号", "日付", "船名"), *((number, "2024-01-02", "丸") for number in range(1, 5))):
        incidents.append(row)
    file = io.BytesIO()
    workbook.save(file)
    draft = analyst.upload(file.getvalue(), "counts.xlsx")
    analyst.post(f"{draft}/answers", sheet="Counts", cite="Annual report", publisher="imb")
    analyst.post(f"{draft}/answers", sheet="Incidents")
    assert 'name="cite"' not in analyst.client.get(draft).get_data(as_text=True)
    analyst.post(f"{draft}/answers", sheet="Counts")
    assert 'value="Annual report"' in analyst.client.get(draft).get_data(as_text=True)


@LANGUAGES
def test_provisional_figures_are_marked_before_and_after_the_load_and_blanks_draw_no_chart(
    analyst: Browser, language: str
) -> None:
    mark = {"en": "55 (provisional)", "ja": "55（速報）"}[language]
    first = {"publication": "imb-annual-2025"}
    draft = analyst.upload(b"series,year,value\nimb-gulf-of-guinea,2016,55p\n")
    analyst.post(f"{draft}/answers", **first)
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    assert mark in page.partition('id="changes-title"')[2]
    answer = analyst.post(f"{draft}/commit?lang={language}", reason="x", seen=analyst.seen(draft))
    page = analyst.client.get(answer.headers["Location"]).get_data(as_text=True)
    assert mark in page.partition('role="status"')[2].partition("</ul>")[0]
    new = {
        "new_id": "x-nowhere",
        "new_publisher": "imb",
        "new_area": "Nowhere",
        "new_definition": "What is counted",
        "new_name_en": "Of nowhere",
    }
    draft = analyst.upload(b"area,year,value\nNowhere,2016,\n")
    analyst.post(f"{draft}/answers", **first, **new)
    page = analyst.client.get(f"{draft}?lang={language}").get_data(as_text=True)
    changes = page.partition('id="changes-title"')[2]
    assert {"en": "Of nowhere: no figures", "ja": "Of nowhere：現在も取込み後も数値はない"}[
        language
    ] in changes
    assert "<svg" not in changes.partition("</section>")[0]


@LANGUAGES
def test_a_batchs_page_says_which_cells_were_corrected_before_the_load(
    analyst: Browser, loaded: Engine, language: str
) -> None:
    draft = analyst.upload(b"series,year,value\nimb-gulf-of-guinea,2016,5x\nimb-gulf-of-guinea,2015,31\n")
    analyst.post(f"{draft}/cells", line="2", column="2", text="55")
    analyst.post(f"{draft}/cells", line="3", column="2", text="31")
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    analyst.post(f"{draft}/commit", reason="x", seen=analyst.seen(draft))
    batch = history.batches(loaded)[0].id
    page = analyst.client.get(f"/data/history/{batch}?lang={language}").get_data(as_text=True)
    cells = page.partition('id="corrections-title"')[2].partition("</section>")[0]
    (said,) = re.findall(r"<li>([^<]*)</li>", cells)
    assert "5x" in said and "55" in said and {"en": "Row 2, column C", "ja": "2行目C列"}[language] in said
    (address,) = re.findall(r'href="([^"]*corrected.csv[^"]*)"', cells)
    copy = analyst.client.get(address).get_data().decode("utf-8-sig")
    assert copy.split() == ["series,year,value", "imb-gulf-of-guinea,2016,55", "imb-gulf-of-guinea,2015,31"]
    assert b"5x" in analyst.client.get(f"/data/history/{batch}/file").get_data()
    page = analyst.client.get(f"/data/history/1?lang={language}").get_data(as_text=True)
    assert "corrections-title" not in page
    assert analyst.client.get("/data/history/1/corrected.csv").status_code == 404


@pytest.mark.parametrize(
    ("language", "kinds", "done"),
    [
        (
            "en",
            [
                "brought back what batch {undo} had taken back",
                "took back the figures of batch {load}",
                "file loaded",
                "figures of the data folder",
            ],
            ["Taken back:", "Brought back:"],
        ),
        (
            "ja",
            [
                "取込番号{undo}が取り下げた数値の復元",
                "取込番号{load}の数値の取下げ",
                "ファイルの取込み",
                "データフォルダーの数値",
            ],
            ["取り下げた数値：", "元に戻した数値："],
        ),
    ],
)
def test_the_history_says_in_words_what_each_batch_did(
    analyst: Browser, loaded: Engine, language: str, kinds: list[str], done: list[str]
) -> None:
    draft = analyst.upload(NEW_VALUE)
    analyst.post(f"{draft}/answers", publication="imb-annual-2025")
    analyst.post(f"{draft}/commit", reason="restated", seen=analyst.seen(draft))
    load = batch = history.batches(loaded)[0].id
    for sentence in done:
        answer = analyst.post(f"/data/history/{batch}/undo?lang={language}", reason="the test")
        page = analyst.client.get(answer.headers["Location"]).get_data(as_text=True)
        status = page.partition('role="status"')[2].partition("</ul>")[0]
        assert sentence in status and SOMALIA[language] in status
        assert {"en": "2024 = 9", "ja": "2024年 = 9"}[language] in status
        batch = history.batches(loaded)[0].id
    page = analyst.client.get(f"/data/history?lang={language}").get_data(as_text=True)
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")
    for row, kind in zip(rows, kinds, strict=False):
        assert kind.format(load=load, undo=load + 1) in row
        assert not re.search(r">(batch \d+|data/?|start-up|undo)<", row)
    counts = [re.findall(r"<td[^>]*>([^<]*)</td>$", row)[0] for row in rows[:3]]
    assert counts == ["1", "1", "1"]
