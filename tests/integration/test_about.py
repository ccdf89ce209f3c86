"""Whose site it is stands on About and at the foot of every page, and the data can be taken as a whole."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

import dashboard.pages
from dashboard.address.operator import address_in
from dashboard.collect import collect
from dashboard.pages import GROUPS, Page
from dashboard.web.application import create_app

PATHS = [page.path for page in collect(dashboard.pages, "PAGE", Page).values()]
SETTINGS = {
    "PIRACY_OPERATOR_JA": "外務省 例示室",
    "PIRACY_OPERATOR_EN": "Example Office",
    "PIRACY_OPERATOR_CONTACT": "piracy@example.go.jp",
    "PIRACY_OPERATOR_TERMS": "https://www.example.go.jp/terms",
    "PIRACY_OPERATOR_ACCESSIBILITY": "https://www.example.go.jp/a11y",
}


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


@pytest.fixture
def operated(shared: Engine, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    return create_app(shared).server.test_client()


def foot_of(html: str) -> str:
    found = re.search(r"<footer id=\"footer\".*?</footer>", html, re.S)
    assert found
    return found[0]


@pytest.mark.parametrize("path", PATHS)
def test_every_foot_names_the_operator_and_how_new_the_figures_are(operated: FlaskClient, path: str) -> None:
    for language, name, updated in (
        ("ja", "外務省 例示室", "数値の最終更新：20"),
        ("en", "Example Office", "Figures last changed: 20"),
    ):
        foot = foot_of(operated.get(f"{path}?lang={language}").get_data(as_text=True))
        assert name in foot
        assert 'href="mailto:piracy@example.go.jp"' in foot
        assert updated in foot
        assert f'href="/about?lang={language}#terms"' in foot


def test_what_no_operator_said_is_called_not_stated(client: FlaskClient) -> None:
    html = client.get("/about?lang=en").get_data(as_text=True)
    assert "Operator" not in foot_of(html)
    assert "Contact" not in foot_of(html)
    assert html.count("<dd>not stated</dd>") == 2


def test_about_leads_to_the_operators_own_terms_and_statement(operated: FlaskClient) -> None:
    html = operated.get("/about?lang=en").get_data(as_text=True)
    for name in ("PIRACY_OPERATOR_TERMS", "PIRACY_OPERATOR_ACCESSIBILITY"):
        assert f'href="{SETTINGS[name]}"' in html


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("piracy@example.go.jp", "mailto:piracy@example.go.jp"),
        ("https://www.example.go.jp/contact", "https://www.example.go.jp/contact"),
        ("03-0000-0000", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ('https://a.example/"><script>', ""),
        ("a@b.example?bcc=c@d.example", ""),
        ("http://[", ""),
    ],
)
def test_only_an_address_becomes_a_link(text: str, address: str) -> None:
    assert address_in(text) == address


def test_the_archive_holds_every_figure_that_stands(client: FlaskClient, shared: Engine) -> None:
    answer = client.get("/download/piracy-counts.zip")
    assert answer.content_type == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        described = json.loads(archive.read("piracy-counts/datapackage.json"))
        rows = [
            row
            for name in names
            if "/counts/" in name
            for row in csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))
        ]
    listed = {f"piracy-counts/{path}" for one in described["resources"] for path in _paths(one)}
    assert listed | {"piracy-counts/datapackage.json"} == set(names)
    assert any(row["series"] == "imb-south-east-asia" and row["value"] == "67" for row in rows)
    assert client.get("/download/piracy-counts.zip").data == answer.data, "equal figures give equal bytes"


def _paths(resource: dict[str, object]) -> list[str]:
    path = resource["path"]
    return path if isinstance(path, list) else [str(path)]


def test_a_file_of_the_data_is_given_by_its_name_and_no_other_is(client: FlaskClient) -> None:
    assert client.get("/download/series.csv").get_data(as_text=True).startswith(("id,", "\ufeffid,"))
    for name in ("../app.py", "accounts.csv", "series"):
        assert client.get(f"/download/{name}").status_code == 404


def test_the_navigation_has_few_entries_and_leads_to_every_page(client: FlaskClient) -> None:
    pages = collect(dashboard.pages, "PAGE", Page).values()
    assert len(GROUPS) <= 7
    seen: set[str] = set()
    for group in GROUPS:
        first = min((one for one in pages if one.group == group), key=lambda one: one.position, default=None)
        if first is not None:
            html = client.get(f"{first.path}?lang=en").get_data(as_text=True)
            seen |= set(re.findall(r'<a [^>]*href="([^"?#]*)[^>]*class="nav-link', html))
            seen |= set(re.findall(r'class="nav-link[^>]*href="([^"?#]*)', html))
    assert {page.path for page in pages if page.group} <= seen
