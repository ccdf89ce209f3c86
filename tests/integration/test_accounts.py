"""Accounts, the audit log and the secret key, on both databases; and the commands as a person types them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from shell import Said, in_a_process, in_this_process, typed_for
from sqlalchemy import Engine, func, select

from ingest import accounts, audit, schema, settings
from ingest.accounts import BadName, NameTaken, NoSuchAccount, PasswordTooShort
from ingest.database import migrate, open_database
from ingest.words import Words

PASSWORD = "correct horse battery"


@pytest.fixture
def sato(engine: Engine, quick_passwords: None) -> accounts.Account:
    return accounts.add(engine, "  Sato Hanako ", password=PASSWORD, who="operator")


def lines(engine: Engine) -> list[tuple[str, str, str]]:
    return [(one.who, one.action, one.detail) for one in audit.records(engine)]


def test_an_account_is_told_by_its_name_and_password(engine: Engine, sato: accounts.Account) -> None:
    assert sato.name == "Sato Hanako"
    assert accounts.check_password(engine, "Sato Hanako", password=PASSWORD) == sato
    assert accounts.check_password(engine, "Sato Hanako", password=PASSWORD + "!") is None
    assert accounts.check_password(engine, "nobody", password=PASSWORD) is None
    assert [one.name for one in accounts.listed(engine)] == ["Sato Hanako"]


def test_no_password_stands_in_the_database(engine: Engine) -> None:
    accounts.add(engine, "Sato Hanako", password=PASSWORD, who="operator")
    with engine.connect() as connection:
        (kept,) = connection.scalars(select(schema.accounts.c.password_hash))
    assert kept.startswith("scrypt:32768:8:1$")
    assert PASSWORD not in kept


@pytest.mark.parametrize("written", ["sato hanako", "SATO HANAKO", " Ｓａｔｏ　Ｈａｎａｋｏ "])
def test_a_name_is_one_whatever_its_case_width_and_space(
    engine: Engine, sato: accounts.Account, written: str
) -> None:
    with pytest.raises(NameTaken):
        accounts.add(engine, written, password=PASSWORD, who="operator")
    assert accounts.check_password(engine, written, password=PASSWORD) == sato


def test_a_password_is_one_in_full_and_half_width(engine: Engine, sato: accounts.Account) -> None:
    accounts.set_password(engine, sato.name, password="ｐａｓｓword 2027 ガ", who="operator")
    found = accounts.check_password(engine, sato.name, password="password 2027 ｶﾞ")
    assert found is not None


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "nul\x00inside", "escape\x1b[2J", "\u3000"])
def test_a_name_that_no_list_can_show_is_refused(engine: Engine, name: str) -> None:
    with pytest.raises(BadName):
        accounts.add(engine, name, password=PASSWORD, who="operator")
    assert not accounts.listed(engine)


def test_a_name_of_80_characters_is_not_too_long(engine: Engine) -> None:
    assert len(accounts.add(engine, "名" * 80, password=PASSWORD, who="operator").name) == 80


def test_a_short_password_is_refused_and_changes_nothing(engine: Engine, sato: accounts.Account) -> None:
    for change in (accounts.add, accounts.set_password):
        with pytest.raises(PasswordTooShort) as refusal:
            change(engine, "Sato Hanako", password="eleven char", who="operator")
        assert "11" in refusal.value.sentence(Words("en"))
        assert "11文字" in refusal.value.sentence(Words("ja"))
    assert accounts.check_password(engine, sato.name, password=PASSWORD) == sato


def test_a_new_password_ends_sessions(engine: Engine, sato: accounts.Account) -> None:
    assert accounts.account_of_session(engine, sato.id, session_key=sato.session_key) == sato
    accounts.set_password(engine, "sato hanako", password="another good password", who="operator")
    assert accounts.account_of_session(engine, sato.id, session_key=sato.session_key) is None
    assert accounts.check_password(engine, sato.name, password=PASSWORD) is None
    assert accounts.check_password(engine, sato.name, password="another good password") is not None


def test_a_disabled_account_neither_signs_in_nor_keeps_its_sessions(
    engine: Engine, sato: accounts.Account
) -> None:
    accounts.disable(engine, sato.name, who="operator")
    (disabled,) = accounts.listed(engine)
    assert disabled.is_disabled
    assert accounts.check_password(engine, sato.name, password=PASSWORD) is None
    for key in (sato.session_key, disabled.session_key):
        assert accounts.account_of_session(engine, sato.id, session_key=key) is None


def test_an_enabled_account_signs_in_again_but_old_sessions_stay_ended(
    engine: Engine, sato: accounts.Account
) -> None:
    accounts.disable(engine, sato.name, who="operator")
    accounts.enable(engine, sato.name, who="operator")
    assert accounts.check_password(engine, sato.name, password=PASSWORD) is not None
    assert accounts.account_of_session(engine, sato.id, session_key=sato.session_key) is None


def test_what_is_not_there_cannot_be_changed(engine: Engine) -> None:
    with pytest.raises(NoSuchAccount):
        accounts.set_password(engine, "nobody", password=PASSWORD, who="operator")
    with pytest.raises(NoSuchAccount):
        accounts.disable(engine, "nobody", who="operator")
    assert lines(engine) == []


def test_every_change_of_an_account_is_in_the_log_with_who(engine: Engine, sato: accounts.Account) -> None:
    accounts.set_password(engine, "SATO HANAKO", password="another good password", who="root")
    accounts.disable(engine, sato.name, who="root")
    accounts.enable(engine, sato.name, who="root")
    assert lines(engine) == [
        ("root", "account-enabled", "Sato Hanako"),
        ("root", "account-disabled", "Sato Hanako"),
        ("root", "password-changed", "Sato Hanako"),
        ("operator", "account-added", "Sato Hanako"),
    ]
    assert "another good password" not in str(audit.records(engine))


def test_the_log_holds_whatever_a_stranger_types(engine: Engine) -> None:
    audit.note(engine, who="x" * 300 + "\x00", action=audit.SIGN_IN_FAILED, detail="\x1b[2J\x00\ud800")
    (record,) = audit.records(engine)
    assert record.who == "x" * 80
    assert record.detail == "�[2J��"
    assert record.at.tzinfo is not None


def test_the_newest_lines_come_first_and_no_more_than_asked_for(engine: Engine) -> None:
    for number in range(5):
        audit.note(engine, who="operator", action="test", detail=str(number))
    assert [one.detail for one in audit.records(engine, 2)] == ["4", "3"]


def test_one_name_added_twice_at_once_is_one_account(engine: Engine) -> None:
    def add(name: str) -> bool:
        try:
            accounts.add(engine, name, password=PASSWORD, who="operator")
        except NameTaken:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(add, ["Sato", "SATO"])) == [False, True]
    assert len(accounts.listed(engine)) == 1


def test_the_secret_key_is_made_once_by_two_that_start_at_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIRACY_SECRET_KEY", raising=False)
    engines = [open_database(database_url) for _ in range(2)]
    migrate(engines[0])
    with ThreadPoolExecutor(2) as both:
        keys = set(both.map(settings.secret_key, engines))
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    with engines[0].connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.settings)) == 1
    for engine in engines:
        engine.dispose()


def test_the_environment_may_give_the_secret_key(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIRACY_SECRET_KEY", "given by the operator")
    assert settings.secret_key(engine) == "given by the operator"
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.settings)) == 0


def test_the_commands_make_list_change_and_disable_an_account(database_url: str) -> None:
    user = partial(in_this_process, "user", database=database_url)
    empty = user("list")
    assert (empty.code, empty.out) == (0, "There is no account. Make one: piracy user add NAME\n")
    added = typed_for(database_url)("user", "add", "佐藤", database=database_url, typed=PASSWORD + "\n")
    assert added.code == 0, added.err
    assert "佐藤" in added.out
    changed = user("passwd", "佐藤", typed="another good password\n")
    assert changed.code == 0, changed.err
    engine = open_database(database_url)
    assert accounts.check_password(engine, "佐藤", password="another good password") is not None
    assert user("disable", "佐藤").code == 0
    assert "disabled" in user("list").out
    engine.dispose()


@pytest.mark.parametrize(
    ("run", "language", "wanted"),
    [(in_a_process, "en", "at least 12"), (in_this_process, "ja", "12文字以上")],
)
def test_a_refused_command_says_why_in_the_language_of_the_shell(
    tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Said], language: str, wanted: str
) -> None:
    database = f"sqlite:///{tmp_path_factory.mktemp('accounts') / 'piracy.sqlite3'}"
    short = run("user", "add", "Sato", database=database, typed="short\n", PIRACY_LANG=language)
    assert short.code == 1
    assert wanted in short.err
    assert "Traceback" not in short.err
    unknown = run("user", "disable", "nobody", database=database, PIRACY_LANG=language)
    assert unknown.code == 1
    assert "nobody" in unknown.err
