"""What keeps other sites and strange hosts out: the only place that sets cookies' and hosts' rules.

A browser sends a reader's or an analyst's request on behalf of any site that asks it to. Hence no
request that may write is answered when the browser says that it comes from elsewhere; the token of
Flask-WTF stands behind that as a second wall.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFProtect

from dashboard.desk.language import desk_words
from dashboard.desk.link import is_loopback

SESSION_HOURS = 12
LOOPBACK_HOSTS = ("localhost", "127.0.0.1")
"""Not ``[::1]``: Werkzeug 3.1 cannot have an IPv6 address as a trusted host; localhost leads there too."""
READING = ("GET", "HEAD", "OPTIONS")
DASH_CALLBACKS = "/_dash-update-component"


def make_safe(server: Flask, *, host: str, secret_key: str, reading_posts: Sequence[str] = ()) -> None:
    """Set the rules for a server that is bound to ``host``: trusted hosts, cookies, origins, tokens.

    ``reading_posts`` are the endpoints that answer a POST without writing anything.
    """
    server.secret_key = secret_key
    server.config.update(
        TRUSTED_HOSTS=_trusted_hosts(host),
        # A name of its own: browsers share the cookies of all programs on one machine, whatever their port.
        SESSION_COOKIE_NAME="piracy_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not (is_loopback(host) or os.environ.get("PIRACY_PLAIN_HTTP") == "1"),
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=SESSION_HOURS),
        # A page may stay open overnight; the token ends with the session that it is bound to.
        WTF_CSRF_TIME_LIMIT=None,
    )
    # Before whatever else looks at a request.
    server.before_request_funcs.setdefault(None, []).insert(0, _refuse_other_sites)
    tokens = CSRFProtect(server)
    # These never write, and readers have no cookie that a token could be bound to.
    for name in (DASH_CALLBACKS, *reading_posts):
        tokens.exempt(server.view_functions[name])


def cookie_is_lost() -> bool:
    """Whether the browser will drop the cookie of this answer: it is for TLS only and the page came without.

    A proxy that ended TLS says so in ``X-Forwarded-Proto``. That header proves nothing; here it decides
    no more than whether a notice is shown.
    """
    over_tls = request.is_secure or request.headers.get("X-Forwarded-Proto") == "https"
    return bool(current_app.config["SESSION_COOKIE_SECURE"]) and not over_tls


def _named_hosts() -> list[str]:
    """The names that the operator says this server has."""
    names = os.environ.get("PIRACY_TRUSTED_HOSTS", "")
    return [name.strip().lower() for name in names.split(",") if name.strip()]


def _trusted_hosts(host: str) -> list[str] | None:
    """Which names a request may address; None for all. On loopback this stops a site whose name was
    made to point to this machine (DNS rebinding)."""
    own_names = _named_hosts()
    return [*LOOPBACK_HOSTS, *own_names] if own_names or is_loopback(host) else None


def _refuse_other_sites() -> Response | None:
    if request.method in READING or not _is_from_elsewhere():
        return None
    words = desk_words()
    text = words("Refused: this request comes from another site. Open the page here and send it from there.")
    return Response(f"{text}\n", status=403, mimetype="text/plain")


def _is_from_elsewhere() -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    # Only hosts are compared: behind a proxy that ends TLS the browser says https where we see http. A
    # proxy may also change the host; the operator then names the one that browsers see.
    hosts = {request.host.lower(), *_named_hosts()} - {""}
    return origin.lower() not in {f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts}
