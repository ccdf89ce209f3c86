"""Who is signed in, and routes that are for analysts only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from flask import Flask, abort, redirect, request, session
from flask_login import LoginManager, current_user, login_user
from werkzeug.wrappers import Response

from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.page import message_page
from dashboard.record.queries import WholeDatabase
from ingest.accounts import Account, account_of_session

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Analyst:
    """Somebody signed in. ``key`` is what the session holds and is read again at every request."""

    name: str
    key: str
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the session."""
        return self.key


def by_account(account: Account) -> Analyst:
    """The analyst of an account; the session ends when the account's key is renewed."""
    return Analyst(account.name, f"account:{account.id}:{account.session_key}")


def by_link(name: str) -> Analyst:
    """The person at this machine who opened the one-time link."""
    return Analyst(name, f"link:{name}")


def attach_analysts(server: Flask, engine: WholeDatabase, *, links_count: bool) -> None:
    """Let sessions say who is signed in; sessions by a link end where ``links_count`` is False."""

    def analyst_of(key: str) -> Analyst | None:
        kind, _, rest = key.partition(":")
        if kind == "link":
            return by_link(rest) if links_count else None
        number, _, session_key = rest.partition(":")
        account = account_of_session(engine, int(number), session_key=session_key)
        return by_account(account) if account else None

    manager = LoginManager()
    manager.user_loader(analyst_of)
    # Not init_app: it would look into the session after every request, for a remember cookie that we never
    # set, and so make every reader's page vary by cookie.
    vars(server)["login_manager"] = manager


def start_session(analyst: Analyst) -> None:
    """Sign in with nothing left of an earlier session."""
    session.clear()
    login_user(analyst)


def is_signed_in() -> bool:
    """Whether this request comes from a signed-in analyst. Asking makes the answer vary by cookie."""
    return bool(current_user.is_authenticated)


def current_analyst() -> str:
    """The signed-in analyst's name, for batches and the audit log; 403 where nobody is signed in."""
    if not is_signed_in():
        abort(403)
    return str(current_user.name)


def analyst_only(
    engine: WholeDatabase,
) -> Callable[[Callable[Arguments, Response | str]], Callable[Arguments, Response | str]]:
    """Decorate a route, below its ``@server.get``: others are led to the sign-in, their POSTs get a 403."""

    def decorate(view: Callable[Arguments, Response | str]) -> Callable[Arguments, Response | str]:
        @wraps(view)
        def guarded(*arguments: Arguments.args, **keywords: Arguments.kwargs) -> Response | str:
            if is_signed_in():
                return view(*arguments, **keywords)
            if request.method in ("GET", "HEAD"):
                return redirect(desk_address("/sign-in", next=_current_address()), 303)
            return not_signed_in_page(engine)

        return guarded

    return decorate


def not_signed_in_page(engine: WholeDatabase) -> Response:
    """What a POST gets when nobody is signed in, or no more."""
    words = desk_words()
    return message_page(
        engine,
        title=words("You are not signed in"),
        sentences=[
            words(
                "Nothing was changed. The session ended, or its account was disabled or got a new password."
            ),
            words("Sign in, then send the form again."),
        ],
        link=desk_address("/sign-in"),
        link_text=words("Sign in"),
        status=403,
    )


def _current_address() -> str:
    query = request.query_string.decode("ascii", "replace")
    return f"{request.path}?{query}" if query else request.path
