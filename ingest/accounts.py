"""Analysts' accounts: the only place that makes, changes and checks them.

A name is unique whatever its case and width (``Sato``, ``SATO`` and ``Ｓａｔｏ`` are one). Every account
has a session key; a session carries it and ends when it is renewed, by a new password or by disabling.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from werkzeug.security import check_password_hash, generate_password_hash

from ingest import audit, schema
from ingest.database import writing
from ingest.words import Words, message

LONGEST_NAME = 80
SHORTEST_PASSWORD = 12
METHOD = "scrypt"


class AccountRefused(Exception):
    """An account cannot be made or changed; ``sentence`` says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self._text, self._values = text, values

    def sentence(self, words: Words) -> str:
        """The reason in the reader's language."""
        return words(self._text, **self._values)


class BadName(AccountRefused):
    """A name that is empty, too long, or holds what cannot be printed."""


class NameTaken(AccountRefused):
    """Another account has this name, perhaps in another case."""


class NoSuchAccount(AccountRefused):
    """No account has this name."""


class PasswordTooShort(AccountRefused):
    """The password has fewer than twelve characters."""


@dataclass(frozen=True)
class Account:
    """An account without its password; times are in UTC, ``disabled_at`` is None while it may sign in."""

    id: int
    name: str
    session_key: str
    created_at: datetime
    disabled_at: datetime | None

    @property
    def is_disabled(self) -> bool:
        return self.disabled_at is not None


def add(engine: Engine, name: str, *, password: str, who: str) -> Account:
    """Make an account. Raises ``BadName``, ``NameTaken`` or ``PasswordTooShort``."""
    tidy = _tidy_name(name)
    values = {
        "name": tidy,
        "password_hash": _hashed(password),
        "session_key": _new_session_key(),
        "created_at": datetime.now(UTC),
    }
    with writing(engine) as connection:
        if _row(connection, tidy) is not None:
            raise NameTaken(message("There is an account “{name}” already. Choose another name."), name=tidy)
        connection.execute(insert(schema.accounts).values(values))
        audit.record(connection, who=who, action=audit.ACCOUNT_ADDED, detail=tidy)
        return _account(_row(connection, tidy))


def set_password(engine: Engine, name: str, *, password: str, who: str) -> None:
    """Give an account a new password and end its sessions. A disabled account stays disabled.

    Raises ``NoSuchAccount`` or ``PasswordTooShort``.
    """
    changed = {"password_hash": _hashed(password), "session_key": _new_session_key()}
    _change(engine, name, changed, who=who, action=audit.PASSWORD_CHANGED)


def disable(engine: Engine, name: str, *, who: str) -> None:
    """Let an account sign in no more and end its sessions; raises ``NoSuchAccount``."""
    changed = {"disabled_at": datetime.now(UTC), "session_key": _new_session_key()}
    _change(engine, name, changed, who=who, action=audit.ACCOUNT_DISABLED)


def enable(engine: Engine, name: str, *, who: str) -> None:
    """Let a disabled account sign in again; raises ``NoSuchAccount``."""
    _change(engine, name, {"disabled_at": None}, who=who, action=audit.ACCOUNT_ENABLED)


def listed(engine: Engine) -> Sequence[Account]:
    """Every account in the order in which they were made."""
    with engine.connect() as connection:
        rows = connection.execute(select(schema.accounts).order_by(schema.accounts.c.id))
        return [_account(row) for row in rows]


def account_of_session(engine: Engine, number: int, *, session_key: str) -> Account | None:
    """The account that a session stands for; None once its key was renewed or it is disabled."""
    with engine.connect() as connection:
        row = connection.execute(select(schema.accounts).where(schema.accounts.c.id == number)).first()
    if row is None or row.disabled_at is not None:
        return None
    is_current = hmac.compare_digest(row.session_key.encode(), session_key.encode())
    return _account(row) if is_current else None


def check_password(engine: Engine, name: str, *, password: str) -> Account | None:
    """The account with this name and password; None if there is none or it is disabled.

    A name that is not there costs the same work as one that is, so that answers tell nobody which are.
    """
    with engine.connect() as connection:
        row = _row(connection, name)
    password_hash = row.password_hash if row is not None else _hash_of_nobody()
    is_right = check_password_hash(password_hash, _normal(password))
    return _account(row) if row is not None and is_right and row.disabled_at is None else None


def same_name(name: str) -> str:
    """What two writings of one name have in common: case, width and superfluous space left aside."""
    return _normal(_tidy(name)).casefold()


def _change(engine: Engine, name: str, values: dict[str, Any], *, who: str, action: str) -> None:
    with writing(engine) as connection:
        row = _row(connection, name)
        if row is None:
            raise NoSuchAccount(
                message("There is no account “{name}”. 'piracy user list' shows all."), name=_tidy(name)
            )
        connection.execute(update(schema.accounts).where(schema.accounts.c.id == row.id).values(values))
        audit.record(connection, who=who, action=action, detail=row.name)


def _row(connection: Connection, name: str) -> Any:
    """The row of a name; an office has few accounts, and neither database folds case as Python does."""
    key = same_name(name)
    rows = connection.execute(select(schema.accounts))
    return next((row for row in rows if same_name(row.name) == key), None)


def _account(row: Any) -> Account:
    return Account(row.id, row.name, row.session_key, row.created_at, row.disabled_at)


def _tidy(name: str) -> str:
    """A name with one plain space wherever it has space, the wide space of Japanese included."""
    return " ".join(name.split())


def _tidy_name(name: str) -> str:
    tidy = _tidy(name)
    if not 0 < len(tidy) <= LONGEST_NAME or not tidy.isprintable():
        raise BadName(
            message("The name has {found} characters; wanted 1 to {most}, all of them printable."),
            found=len(tidy),
            most=LONGEST_NAME,
        )
    return tidy


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(
            message("The password has {found} characters; wanted at least {least}. Nothing was changed."),
            found=len(password),
            least=SHORTEST_PASSWORD,
        )
    return generate_password_hash(_normal(password), method=METHOD)


def _normal(text: str) -> str:
    """One writing of what input methods write in several: full and half width, composed or not."""
    return unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8"))


@cache
def _hash_of_nobody() -> str:
    return generate_password_hash(secrets.token_hex(16), method=METHOD)


def _new_session_key() -> str:
    return secrets.token_hex(32)
