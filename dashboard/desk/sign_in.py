"""Signing in and out: the form, the one-time link, and the limits on guessing."""

from __future__ import annotations

from dash import html
from flask import Flask, redirect, request, session
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from flask_login import logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from dashboard.desk.analyst import (
    attach_analysts,
    by_account,
    by_link,
    current_analyst,
    is_signed_in,
    not_signed_in_page,
    start_session,
)
from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.link import SignInLink, is_loopback, user_of_this_machine
from dashboard.desk.page import DATA_PATH, desk_page, message_page
from dashboard.desk.parts import button, hidden_field, labelled, notice, post_form
from dashboard.desk.safety import cookie_is_lost
from dashboard.markup.html import dashed
from dashboard.record.queries import WholeDatabase
from dashboard.words import Words
from ingest import audit
from ingest.accounts import check_password, same_name

SIGN_IN_PATH = "/sign-in"
LIMIT_MINUTES = 5
PER_NAME, PER_ADDRESS = f"5 per {LIMIT_MINUTES} minutes", f"20 per {LIMIT_MINUTES} minutes"
"""An address may stand for a whole office, behind one proxy; a name stands for one person."""


def attach_sign_in(
    server: Flask, engine: WholeDatabase, *, host: str, sign_in_link: SignInLink | None
) -> None:
    """Add the routes for signing in and out. A link is honoured only where ``host`` is loopback."""
    link = sign_in_link if is_loopback(host) else None
    attach_analysts(server, engine, links_count=link is not None)
    limiter = Limiter(_address, app=server, storage_uri="memory://")

    @server.get(SIGN_IN_PATH)
    def sign_in_form() -> Response:
        if is_signed_in():
            return redirect(_next_path(request.args.get("next", "")), 303)
        return _form(engine, link, next_path=request.args.get("next", ""))

    @server.post(SIGN_IN_PATH)
    @limiter.limit(PER_ADDRESS)
    @limiter.limit(PER_NAME, key_func=_name)
    def sign_in() -> Response:
        name, next_path = request.form.get("name", ""), request.form.get("next", "")
        account = check_password(engine, name, password=request.form.get("password", ""))
        if account is None:
            audit.note(engine, who=name, action=audit.SIGN_IN_FAILED, detail=_address())
            return _form(engine, link, next_path=next_path, name=name, status=401)
        audit.note(engine, who=account.name, action=audit.SIGNED_IN, detail=_address())
        start_session(by_account(account))
        return redirect(_next_path(next_path), 303)

    @server.get(f"{SIGN_IN_PATH}/<token>")
    def sign_in_by_link(token: str) -> Response:
        # What only looks at a link (HEAD) must not use it up.
        is_valid = link is not None and request.method == "GET" and is_loopback(request.remote_addr)
        if not is_valid or link is None or not link.use(token):
            return _broken_link(engine, link)
        name = user_of_this_machine()
        audit.note(engine, who=name, action=audit.SIGNED_IN, detail="one-time link")
        start_session(by_link(name))
        return redirect(desk_address(DATA_PATH), 303)

    @server.post("/sign-out")
    def sign_out() -> Response:
        if is_signed_in():
            audit.note(engine, who=current_analyst(), action=audit.SIGNED_OUT, detail=_address())
        logout_user()
        session.clear()
        return redirect(desk_address(DATA_PATH), 303)

    def refuse_guessing(_fault: RateLimitExceeded) -> Response:
        return _too_many(engine)

    def refuse_without_token(_fault: CSRFError) -> Response:
        if request.path != SIGN_IN_PATH and not is_signed_in():
            return not_signed_in_page(engine)
        return _without_token(engine)

    server.register_error_handler(RateLimitExceeded, refuse_guessing)
    server.register_error_handler(CSRFError, refuse_without_token)


def local_path(path: str) -> str | None:
    """A path on this server, with or without a query; None for what might lead to another host.

    Browsers take ``//host``, ``/\\host`` and a slash, a tab and a slash for other hosts.
    """
    is_local = path.startswith("/") and not path.startswith("//")
    return path if is_local and "\\" not in path and path.isprintable() else None


def _next_path(path: str) -> str:
    return local_path(path) or desk_address(DATA_PATH)


def _address() -> str:
    return request.remote_addr or "?"


def _name() -> str:
    return same_name(request.form.get("name", "")[: audit.LONGEST_NAME])


def _form(
    engine: WholeDatabase, link: SignInLink | None, *, next_path: str, name: str = "", status: int = 200
) -> Response:
    words = desk_words()
    is_wrong = status != 200
    title = words("Sign in")
    wrong = words("The name or the password is not right, or the account is disabled.") if is_wrong else ""
    reason = dashed(aria_describedby="wrong") if is_wrong else {}
    fields = [
        hidden_field("next", local_path(next_path) or ""),
        *labelled(
            words("Name"),
            "name",
            value=name[: audit.LONGEST_NAME],
            autocomplete="username",
            autocapitalize="none",
            spellcheck="false",
            maxlength=80,
            required=True,
            **reason,
        ),
        *labelled(
            words("Password"),
            "password",
            type="password",
            autocomplete="current-password",
            required=True,
            autofocus=is_wrong,
            **reason,
        ),
        button(words("Sign in")),
    ]
    lead = words("Reading is open to everyone. Signing in is for analysts who change data.")
    parts = [
        html.H1(title, className="page-title"),
        html.P(lead, className="lead"),
        notice(_cookie_notice(words), role="status") if cookie_is_lost() else None,
        notice(wrong, id="wrong"),
        post_form(desk_address(SIGN_IN_PATH), fields, className="desk-form"),
        html.P(_where_else(words, link), className="hint"),
    ]
    body = html.Section(parts, className="panel desk-card")
    return desk_page(engine, title=title, body=body, active=False, status=status)


def _where_else(words: Words, link: SignInLink | None) -> str:
    if link is not None:
        return words(
            "On this machine no account is needed: open the one-time link that the terminal shows where the "
            "server was started."
        )
    return words("No account, or the password is forgotten? Ask the operator of this server.")


def _cookie_notice(words: Words) -> str:
    return words(
        "This page came over plain http, so the browser will not keep the sign-in cookie and signing in will "
        "fail. Open the page over https; in an office without TLS the operator starts the server with "
        "PIRACY_PLAIN_HTTP=1."
    )


def _broken_link(engine: WholeDatabase, link: SignInLink | None) -> Response:
    words = desk_words()
    remedy = (
        words("The terminal where the server was started shows the newest link.")
        if link is not None
        else words("This server signs in by name and password only.")
    )
    return message_page(
        engine,
        title=words("This sign-in link is no longer valid"),
        sentences=[words("A link works once, and only on the machine where the server runs."), remedy],
        link=desk_address(SIGN_IN_PATH),
        link_text=words("Sign in by name and password"),
        status=410,
    )


def _too_many(engine: WholeDatabase) -> Response:
    words = desk_words()
    response = message_page(
        engine,
        title=words("Too many attempts to sign in"),
        sentences=[words("Wait {minutes} minutes, then try again.", minutes=LIMIT_MINUTES)],
        link=desk_address(SIGN_IN_PATH),
        link_text=words("Back to the form"),
        status=429,
    )
    response.headers["Retry-After"] = str(LIMIT_MINUTES * 60)
    return response


def _without_token(engine: WholeDatabase) -> Response:
    words = desk_words()
    sentences = [
        words("Nothing was changed: the form does not belong to the session of this browser."),
        words("Open the page again and send the form from there."),
    ]
    if cookie_is_lost():
        sentences.append(_cookie_notice(words))
    return message_page(
        engine,
        title=words("The form was not accepted"),
        sentences=sentences,
        link=desk_address(SIGN_IN_PATH if request.path == SIGN_IN_PATH else DATA_PATH),
        link_text=words("Open the page again"),
        status=400,
    )
