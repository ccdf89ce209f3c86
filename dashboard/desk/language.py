"""The language of the desk's pages, and addresses that keep it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from dashboard.words import LANGUAGES, Words, interface_words


def stated_language() -> str | None:
    """The language that the address states (``lang=ja``); None where it states none that is known."""
    language = request.args.get("lang")
    return language if language in LANGUAGES else None


def desk_language() -> str:
    """The language to answer in: the address's, else the browser's, else English."""
    return stated_language() or request.accept_languages.best_match(LANGUAGES) or "en"


def desk_words() -> Words:
    """The interface's words in the language of this request."""
    return interface_words(desk_language())


def desk_address(path: str, **query: Any) -> str:
    """The address of a path of this server that keeps the language where the current address states one."""
    pairs = {name: value for name, value in query.items() if value is not None}
    language = stated_language()
    if language and "lang" not in pairs:
        pairs["lang"] = language
    return f"{path}?{urlencode(pairs)}" if pairs else path
