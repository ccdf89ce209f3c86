"""How often a page asks the database: what makes a page slow as the data grow, and can be counted."""

from __future__ import annotations

import pytest
from asked import statements
from databases import ON_SQLITE
from sqlalchemy import Engine

import app
import dashboard.pages
from dashboard.collect import collect
from dashboard.pages import Page
from dashboard.record import newest
from dashboard.web.application import create_app

PAGES = sorted(collect(dashboard.pages, "PAGE", Page))
OF_NAMES = 29
"""The version of the data, and the names and definitions of everything: once for all pages of a version."""
OF_FIGURES = {"/": 7, "/breakdown": 11, "/changes": 7, "/objectives": 6}
"""Of pages with several charts, or with what publishers had said by a day beside what they say now."""
OF_ONE_CHART = 3


@pytest.fixture(autouse=True)
def asked_for_its_version_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whether a page asks for the version of the data hangs on how long ago another did."""
    monkeypatch.setattr(newest, "KEPT_SECONDS", 3600.0)


@ON_SQLITE
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_a_few_times_and_a_kept_one_not_at_all(loaded: Engine, path: str) -> None:
    client = create_app(loaded).server.test_client()
    with statements(loaded) as cold:
        assert client.get(f"{path}?lang=en").status_code == 200
    assert OF_FIGURES.get(path, OF_ONE_CHART) + OF_NAMES >= len(cold) > 20
    with statements(loaded) as kept:
        assert client.get(f"{path}?lang=en").status_code == 200
    assert not kept


@ON_SQLITE
@pytest.mark.parametrize(
    ("host", "trusted", "site"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8050"),
        ("0.0.0.0", "", "http://localhost:8050"),
        ("0.0.0.0", "piracy.example.go.jp", "http://localhost:8050"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", app.FIRST_PAGES)
def test_a_first_page_is_there_before_anybody_asks_at_the_address_of_a_served_program(
    loaded: Engine,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    trusted: str,
    site: str,
    path: str,
    language: str,
) -> None:
    monkeypatch.setenv("PIRACY_TRUSTED_HOSTS", trusted)
    monkeypatch.setenv("HOST", host)
    monkeypatch.setattr(app, "_is_taken", lambda _host, _port: False)
    monkeypatch.setattr("ingest.database.open_database", lambda: loaded)
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    served = []
    monkeypatch.setattr("waitress.serve", lambda server, **_options: served.append(server))
    assert app.main(["serve"]) == 0
    (server,) = served
    with statements(loaded) as kept:
        answer = server.test_client().get(path, base_url=site, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert not kept


@ON_SQLITE
def test_more_series_ask_no_more_often(loaded: Engine) -> None:
    client = create_app(loaded).server.test_client()
    client.get("/trends?lang=en")
    with statements(loaded) as of_one:
        client.get("/trends?lang=en&series=imb-world&from=2001")
    with statements(loaded) as of_three:
        client.get("/trends?lang=en&series=imb-world&series=recaap-asia&series=imb-south-east-asia&from=2001")
    assert len(of_three) == len(of_one) >= 1
