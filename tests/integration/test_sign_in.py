"""The analyst's desk as a browser meets it: who gets in, what readers are spared, who is kept out.

Of a database a sign-in asks for accounts, the log and the secret key: these are held alike on both by
``test_accounts.py``. Here the ways in and out are walked on both, and all else on SQLite.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from dashboard.desk import Desk
from dashboard.desk.analyst import analyst_only, current_analyst
from dashboard.desk.link import SignInLink
from dashboard.web.application import create_app
from ingest import accounts, audit

pytestmark = pytest.mark.usefixtures("quick_passwords")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PASSWORD = "correct horse battery"
READER_PAGES = ("/", "/trends", "/sources", "/c/trend.csv")
CALLBACK = "/_dash-update-component"


@dataclass
class Office:
    """A server with a desk, what its terminal shows, and a way to open browsers."""

    engine: Engine
    host: str = "127.0.0.1"
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link = SignInLink(address="", show=self.shown.append)
        self.link.show()
        self.server: Flask = create_app(self.engine, desk=Desk(self.host, self.link)).server
        self._add_a_route_that_writes()

    def browser(self) -> FlaskClient:
        return self.server.test_client()

    def _add_a_route_that_writes(self) -> None:
        @self.server.route("/data/trial", methods=["GET", "POST"])
        @analyst_only(self.engine)
        def trial() -> str:
            return f"written by {current_analyst()}"


Opens = Callable[..., Office]


@pytest.fixture(autouse=True)
def plain_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIRACY_PLAIN_HTTP", "PIRACY_TRUSTED_HOSTS", "PIRACY_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def office(engine: Engine) -> Office:
    accounts.add(engine, "Sato", password=PASSWORD, who="operator")
    return Office(engine)


def token(browser: FlaskClient, path: str = "/sign-in", **options: str) -> str:
    found = re.search(
        r'name="csrf_token" value="([^"]+)"',
        browser.get(path, **options).get_data(as_text=True),  # type: ignore[arg-type]
    )
    assert found, f"no token in the form of {path}"
    return found[1]


def sign_in(
    browser: FlaskClient, name: str = "Sato", password: str = PASSWORD, address: str = "/sign-in", **more: str
) -> TestResponse:
    form = {"csrf_token": token(browser), "name": name, "password": password, **more}
    return browser.post(address, data=form)


def cookies(answer: TestResponse) -> Sequence[str]:
    return answer.headers.getlist("Set-Cookie")


def deeds(engine: Engine) -> list[tuple[str, str]]:
    return [(one.who, one.action) for one in audit.records(engine)]


# Readers


@ON_SQLITE
def test_readers_get_no_cookie_and_pages_that_do_not_vary_by_one(loaded: Engine) -> None:
    browser = Office(loaded).browser()
    for path in READER_PAGES:
        answer = browser.get(path)
        assert answer.status_code == 200
        assert not cookies(answer)
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Cache-Control"] in ("no-cache", "public, no-cache")
        assert "ETag" in answer.headers


def test_an_analyst_reads_the_very_pages_that_readers_get(office: Office) -> None:
    browser = office.browser()
    assert sign_in(browser).status_code == 303
    for path in READER_PAGES:
        mine, anybodys = browser.get(path), office.browser().get(path)
        assert mine.get_data() == anybodys.get_data()
        assert not cookies(mine)
        assert "Cookie" not in mine.headers.get("Vary", "")


@ON_SQLITE
def test_without_a_desk_there_is_no_word_of_it(engine: Engine) -> None:
    browser = create_app(engine).server.test_client()
    assert 'href="/data' not in browser.get("/sources").get_data(as_text=True)
    for path in ("/data", "/sign-in"):
        assert browser.get(path).status_code == 404


@ON_SQLITE
@pytest.mark.parametrize(("language", "name"), [("en", "Data"), ("ja", "データ")])
def test_every_page_leads_to_the_desk(office: Office, language: str, name: str) -> None:
    """By way of the page of all data, beside which it stands."""
    for path in ("/", "/trends", "/sources", "/data", "/sign-in"):
        page = office.browser().get(f"{path}?lang={language}").get_data(as_text=True)
        assert re.search(rf'<a [^>]*href="/download\?lang={language}"[^>]*>{name}</a>', page), path
    beside = office.browser().get(f"/download?lang={language}").get_data(as_text=True)
    own = {"en": "Add figures", "ja": "数値の登録"}[language]
    assert re.search(rf'<a [^>]*href="/data\?lang={language}"[^>]*>{own}</a>', beside)


# Signing in and out


def test_name_and_password_open_the_desk_and_signing_out_closes_it(office: Office) -> None:
    browser = office.browser()
    assert "Sign in" in browser.get("/data?lang=en").get_data(as_text=True)
    answer = sign_in(browser, name=" SATO ")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/data")
    page = browser.get("/data?lang=en").get_data(as_text=True)
    assert "Signed in: Sato" in page
    left = browser.post("/sign-out", data={"csrf_token": token(browser, "/data")})
    assert (left.status_code, left.headers["Location"]) == (303, "/data")
    assert "Signed in" not in browser.get("/data?lang=en").get_data(as_text=True)
    assert deeds(office.engine) == [
        ("Sato", "signed-out"),
        ("Sato", "signed-in"),
        ("operator", "account-added"),
    ]


def test_a_wrong_password_is_told_and_logged_without_the_password(office: Office) -> None:
    browser = office.browser()
    for name in ("Sato", "nobody"):
        answer = sign_in(browser, name=name, password="wrong but long enough", address="/sign-in?lang=en")
        assert answer.status_code == 401
        page = answer.get_data(as_text=True)
        assert "The name or the password is not right" in page
        assert f'value="{name}"' in page
        assert "wrong but long enough" not in page
    assert deeds(office.engine)[:2] == [("nobody", "sign-in-failed"), ("Sato", "sign-in-failed")]
    assert "wrong but" not in str(audit.records(office.engine))


def test_whatever_a_stranger_types_is_no_error(office: Office) -> None:
    browser = office.browser()
    for name in ("\x00", "x" * 5000, "<script>alert(1)</script>", "\x1b[2J", ""):
        answer = sign_in(browser, name=name, password="\x00")
        assert answer.status_code == 401
        assert b"<script>alert" not in answer.get_data()


def test_guessing_one_name_is_stopped_whatever_its_case(office: Office) -> None:
    browser = office.browser()
    names = ["Sato", "sato", "SATO", " Sato", "Ｓａｔｏ"]
    assert [sign_in(browser, name, "wrong guess").status_code for name in names] == [401] * 5
    stopped = sign_in(browser, "sATO", PASSWORD, address="/sign-in?lang=ja")
    assert stopped.status_code == 429
    assert "5分待ってから" in stopped.get_data(as_text=True)
    assert stopped.headers["Retry-After"] == "300"


@ON_SQLITE
def test_guessing_many_names_from_one_address_is_stopped(office: Office) -> None:
    browser = office.browser()
    answers = [sign_in(browser, f"name {number}", "wrong").status_code for number in range(21)]
    assert answers == [401] * 20 + [429]
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    form = {"csrf_token": token(browser), "name": "Sato", "password": PASSWORD}
    assert browser.post("/sign-in", data=form, environ_overrides=elsewhere).status_code == 303


@ON_SQLITE
def test_reading_is_never_limited(office: Office) -> None:
    browser = office.browser()
    assert {browser.get("/sources").status_code for _ in range(60)} == {200}
    assert {browser.get("/sign-in").status_code for _ in range(60)} == {200}


def test_disabling_an_account_ends_its_session(office: Office) -> None:
    browser = office.browser()
    sign_in(browser)
    assert browser.get("/data/trial").get_data() == b"written by Sato"
    accounts.disable(office.engine, "Sato", who="operator")
    assert browser.get("/data/trial").status_code == 303
    assert sign_in(browser).status_code == 401


def test_a_new_password_ends_the_session(office: Office) -> None:
    browser = office.browser()
    sign_in(browser)
    accounts.set_password(office.engine, "Sato", password="another good password", who="operator")
    assert browser.get("/data/trial").status_code == 303
    assert sign_in(browser, password="another good password").status_code == 303


def test_a_session_outlives_the_server_since_its_key_is_kept(office: Office) -> None:
    browser = office.browser()
    (cookie,) = [one.partition(";")[0].partition("=") for one in cookies(sign_in(browser))]
    later = Office(office.engine).browser()
    later.set_cookie(cookie[0], cookie[2])
    assert later.get("/data/trial").get_data() == b"written by Sato"


@ON_SQLITE
@pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 303)])
def test_a_session_ends_after_twelve_hours(
    office: Office, monkeypatch: pytest.MonkeyPatch, hours: int, status: int
) -> None:
    browser = office.browser()
    sign_in(browser)
    later = time.time() + hours * 3600
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert browser.get("/data/trial").status_code == status


@ON_SQLITE
def test_a_forged_cookie_is_nobody(office: Office) -> None:
    browser = office.browser()
    for forged in ("nonsense", "eyJfdXNlcl9pZCI6ImxpbmsiOiJ4In0.aaaa.bbbb", "x" * 4000):
        browser.set_cookie("piracy_session", forged)
        assert browser.get("/data/trial").status_code == 303


@ON_SQLITE
@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil"])
def test_nobody_is_led_to_another_host(office: Office, target: str) -> None:
    browser = office.browser()
    assert sign_in(browser, next=target).headers["Location"] == "/data"
    signed_in_already = browser.get("/sign-in", query_string={"next": target})
    assert signed_in_already.headers["Location"] == "/data"


@ON_SQLITE
def test_one_comes_back_to_where_one_wanted_to_go_in_ones_language(office: Office) -> None:
    browser = office.browser()
    sent = browser.get("/data/trial?a=1&lang=ja")
    assert sent.status_code == 303
    form = browser.get(sent.headers["Location"]).get_data(as_text=True)
    assert 'action="/sign-in?lang=ja"' in form
    (target,) = re.findall(r'name="next" value="([^"]*)"', form)
    target = target.replace("&amp;", "&")
    assert target == "/data/trial?a=1&lang=ja"
    assert sign_in(browser, address="/sign-in?lang=ja", next=target).headers["Location"] == target


# Other sites


@ON_SQLITE
def test_a_post_without_its_token_is_refused(office: Office) -> None:
    browser = office.browser()
    answer = browser.post("/sign-in?lang=en", data={"name": "Sato", "password": PASSWORD})
    assert answer.status_code == 400
    assert "The form was not accepted" in answer.get_data(as_text=True)
    sign_in(browser)
    for path in ("/sign-out", "/data/trial"):
        assert browser.post(path).status_code == 400
        assert browser.post(path, data={"csrf_token": "nonsense"}).status_code == 400
    assert browser.get("/data/trial").status_code == 200


@ON_SQLITE
def test_a_token_of_another_session_is_refused(office: Office) -> None:
    mine, theirs = office.browser(), office.browser()
    sign_in(mine)
    assert mine.post("/data/trial", data={"csrf_token": token(theirs)}).status_code == 400
    written = mine.post("/data/trial", data={"csrf_token": token(mine, "/data")})
    assert written.get_data() == b"written by Sato"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "You are not signed in"), ("ja", "ログインしていない")]
)
def test_who_is_not_signed_in_writes_nothing_and_is_told_so(office: Office, language: str, said: str) -> None:
    browser = office.browser()
    for form in ({}, {"csrf_token": token(browser)}):
        answer = browser.post(f"/data/trial?lang={language}", data=form)
        assert answer.status_code == 403
        assert said in answer.get_data(as_text=True)


FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost:9999"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://[bad"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
]


@ON_SQLITE
@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
def test_no_post_from_another_site_is_answered(office: Office, headers: dict[str, str]) -> None:
    browser = office.browser()
    sign_in(browser)
    given = token(browser, "/data")
    for path in (CALLBACK, "/sign-in", "/sign-out", "/data/trial", "/data", "/", "/nowhere"):
        answer = browser.post(path, data={"csrf_token": given}, headers=headers)
        assert answer.status_code == 403, path
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert browser.get("/data/trial").status_code == 200


@ON_SQLITE
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://localhost"},
    ],
    ids=str,
)
def test_posts_of_this_sites_own_pages_are_answered(
    office: Office, loaded: Engine, headers: dict[str, str]
) -> None:
    browser = office.browser()
    form = {"csrf_token": token(browser), "name": "Sato", "password": PASSWORD}
    assert browser.post("/sign-in", data=form, headers=headers).status_code == 303
    asked = {
        "output": "..explore-chart.figure...explore-chart.style...explore-chart.config..",
        "outputs": [
            {"id": "explore-chart", "property": "figure"},
            {"id": "explore-chart", "property": "style"},
            {"id": "explore-chart", "property": "config"},
        ],
        "inputs": [{"id": "explore-address", "property": "search", "value": "?lang=en"}],
        "state": [],
        "changedPropIds": ["explore-address.search"],
    }
    answer = office.browser().post(CALLBACK, json=asked, headers=headers)
    assert answer.status_code == 200
    assert not cookies(answer)


@ON_SQLITE
def test_a_proxy_may_change_the_host_if_the_operator_names_the_one_that_browsers_see(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = {"Origin": "https://stats.example"}
    assert Office(engine).browser().post("/nowhere", headers=origin).status_code == 403
    monkeypatch.setenv("PIRACY_TRUSTED_HOSTS", "stats.example")
    assert Office(engine).browser().post("/nowhere", headers=origin).status_code == 405


# Hosts and cookies


@ON_SQLITE
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8050", "localhost.evil.example", "a b", "[::1", ""]
)
@pytest.mark.parametrize("path", ["/", "/data", "/sign-in", "/sign-in/x", "/nowhere", "/assets/style.css"])
def test_a_wrong_host_is_a_bad_request(office: Office, host: str, path: str) -> None:
    for method in ("GET", "POST"):
        for headers in ({}, {"Origin": "http://evil.example"}):
            answer = office.browser().open(path, method=method, headers={"Host": host, **headers})
            assert answer.status_code == 400, (method, headers)


@ON_SQLITE
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8050", "localhost:1"])
def test_this_machines_own_names_are_no_wrong_hosts(office: Office, host: str) -> None:
    assert office.browser().get("/data", headers={"Host": host}).status_code == 200


@ON_SQLITE
def test_an_office_names_its_hosts(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    anything = Office(engine, "0.0.0.0").browser()
    assert anything.get("/data", headers={"Host": "evil.example"}).status_code == 200
    monkeypatch.setenv("PIRACY_TRUSTED_HOSTS", "stats.example, .intra.example")
    browser = Office(engine, "0.0.0.0").browser()
    for host, status in (("stats.example", 200), ("a.intra.example:8050", 200), ("evil.example", 400)):
        assert browser.get("/data", headers={"Host": host}).status_code == status


@ON_SQLITE
def test_cookies_are_for_this_server_alone_and_end_with_the_browser(office: Office) -> None:
    (cookie,) = cookies(sign_in(office.browser()))
    parts = {part.strip().partition("=")[0] for part in cookie.split(";")}
    assert parts == {"piracy_session", "HttpOnly", "Path", "SameSite"}
    assert "SameSite=Lax" in cookie


@ON_SQLITE
@pytest.mark.parametrize(
    ("host", "plain", "secure"),
    [("127.0.0.1", "", False), ("0.0.0.0", "", True), ("0.0.0.0", "1", False), ("10.0.0.3", "0", True)],
)
def test_cookies_are_for_tls_alone_unless_the_machine_or_the_operator_says_otherwise(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, host: str, plain: str, secure: bool
) -> None:
    monkeypatch.setenv("PIRACY_PLAIN_HTTP", plain)
    page = Office(engine, host).browser().get("/sign-in?lang=en")
    (cookie,) = cookies(page)
    assert ("Secure" in cookie) is secure
    assert ("came over plain http" in page.get_data(as_text=True)) is secure
    behind_proxy = Office(engine, host).browser().get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    assert "PIRACY_PLAIN_HTTP" not in behind_proxy.get_data(as_text=True)


@ON_SQLITE
def test_where_the_cookie_was_lost_the_refusal_says_so(engine: Engine) -> None:
    browser = Office(engine, "0.0.0.0").browser()
    answer = browser.post("/sign-in?lang=ja", data={"name": "Sato", "password": PASSWORD})
    assert answer.status_code == 400
    assert "PIRACY_PLAIN_HTTP=1" in answer.get_data(as_text=True)


@ON_SQLITE
@pytest.mark.parametrize("path", ["/data", "/sign-in", "/sign-in/used", "/data/trial", "/data/nowhere"])
def test_no_cache_keeps_what_analysts_see(office: Office, path: str) -> None:
    browser = office.browser()
    for is_signed_in in (False, True):
        if is_signed_in:
            sign_in(browser)
        answer = browser.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


@ON_SQLITE
def test_the_desk_needs_no_script(office: Office) -> None:
    for path in ("/data", "/sign-in"):
        assert "<script" not in office.browser().get(path).get_data(as_text=True)


@ON_SQLITE
@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", ["Sign in", "Password", "one-time link"]), ("ja", ["ログイン", "パスワード", "一度だけ使える"])],
)
def test_the_form_is_in_the_readers_language(office: Office, language: str, wanted: list[str]) -> None:
    for options in ({"query_string": {"lang": language}}, {"headers": {"Accept-Language": language}}):
        page = office.browser().get("/sign-in", **options).get_data(as_text=True)  # type: ignore[arg-type]
        assert f'<html lang="{language}">' in page
        assert all(text in page for text in wanted)
        other = {"en": "ja", "ja": "en"}[language]
        assert f'href="/sign-in?lang={other}"' in page


# The one-time link


def test_the_link_opens_the_desk_once_and_a_fresh_one_is_shown(office: Office) -> None:
    browser = office.browser()
    answer = browser.get(office.shown[0])
    assert (answer.status_code, answer.headers["Location"]) == (303, "/data")
    assert "Signed in" in browser.get("/data?lang=en").get_data(as_text=True)
    again = office.browser().get(office.shown[0] + "?lang=en")
    assert again.status_code == 410
    assert "no longer valid" in again.get_data(as_text=True)
    assert len(office.shown) == 2
    assert office.browser().get(office.shown[1]).status_code == 303


def test_the_analyst_of_the_link_is_the_systems_user(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "hanako")
    browser = office.browser()
    browser.get(office.shown[0])
    assert browser.get("/data/trial").get_data() == b"written by hanako"
    assert deeds(office.engine)[0] == ("hanako", "signed-in")


@ON_SQLITE
def test_looking_at_the_link_does_not_use_it_up(office: Office) -> None:
    assert office.browser().head(office.shown[0]).status_code == 410
    assert office.browser().get(office.shown[0]).status_code == 303


@ON_SQLITE
def test_the_link_is_refused_from_another_address(office: Office) -> None:
    for address in ("10.0.0.9", "192.168.1.4", "2001:db8::1", ""):
        answer = office.browser().get(office.shown[0], environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == 410
        assert not cookies(answer)
    assert office.browser().get(office.shown[0]).status_code == 303


@ON_SQLITE
def test_the_link_is_refused_where_the_server_is_open_to_others(engine: Engine) -> None:
    office = Office(engine, "0.0.0.0")
    answer = office.browser().get(office.shown[0] + "?lang=ja")
    assert answer.status_code == 410
    assert "名前とパスワードによってのみ" in answer.get_data(as_text=True)


@ON_SQLITE
def test_a_session_by_link_ends_where_the_server_is_opened_to_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIRACY_PLAIN_HTTP", "1")
    (cookie,) = [
        one.partition(";")[0].partition("=") for one in cookies(office.browser().get(office.shown[0]))
    ]
    for host, status in (("127.0.0.1", 200), ("0.0.0.0", 303)):
        browser = Office(office.engine, host).browser()
        browser.set_cookie(cookie[0], cookie[2])
        assert browser.get("/data/trial").status_code == status


@ON_SQLITE
def test_the_link_stands_in_no_log_and_on_no_page(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    secret = office.shown[0].rpartition("/")[2]
    caplog.set_level(logging.DEBUG)
    pages = [office.browser().get(office.shown[0]), office.browser().get(office.shown[0])]
    pages.append(office.browser().get("/sign-in"))
    assert not [page for page in pages if secret in page.get_data(as_text=True)]
    assert secret not in caplog.text
    assert secret not in str(audit.records(office.engine))


def test_a_request_that_fails_behind_the_link_logs_a_link_that_is_spent(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "note", fail)
    assert office.browser().get(office.shown[0]).status_code == 500
    monkeypatch.undo()
    assert office.browser().get(office.shown[0]).status_code == 410
