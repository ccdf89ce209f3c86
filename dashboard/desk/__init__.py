"""The analyst's desk: the only part of the dashboard that changes data.

Reading is open and needs no cookie. Everything here is a plain Flask route with server-drawn HTML; what
changes data is a POST with a token, by a signed-in analyst. Dash has no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.desk.link import SignInLink
from ingest.judging import Judge


@dataclass(frozen=True)
class Desk:
    """How the desk is set up.

    ``host`` is what the server is bound to; ``sign_in_link`` the one-time link, where there is one;
    ``judge`` says which verdicts a draft would change, where something can say so.
    """

    host: str
    sign_in_link: SignInLink | None = None
    judge: Judge | None = None
