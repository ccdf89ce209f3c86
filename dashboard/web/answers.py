"""Answers that are a sentence: that something is not there, or cannot be had as it was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from flask import Response, request

from dashboard.address.known import meant, nearest
from dashboard.address.refusals import Known, refused, sentences, status
from dashboard.address.selection import Dropped, shown_of
from dashboard.words import LANGUAGES, Words, interface_words


def query_string() -> str:
    """The query of the current request as it came."""
    return request.query_string.decode("ascii", "replace")


def preferred_language() -> str:
    """The language of an address that does not name one: what the reader's browser asks for."""
    return request.accept_languages.best_match(LANGUAGES) or "en"


def reader_words(arguments: Mapping[str, Sequence[str]]) -> Words:
    """The words of the language that an address names, or else the reader's browser."""
    stated = next(iter(arguments.get("lang", ())), "")
    return interface_words(meant(stated, LANGUAGES) or preferred_language())


def plain_answer(sentences: Sequence[str], code: int) -> Response:
    """Sentences as plain text, a line each."""
    text = "".join(f"{sentence}\n" for sentence in sentences)
    response = Response(text, status=code, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    return response


def where_asked() -> str:
    """The path of the current request, as a sentence names it."""
    return shown_of(request.path)


def not_there(known: Collection[str], words: Words) -> list[str]:
    """That nothing is at the path of the current request, and which addresses there are."""
    told = [words("No file has the address {path}.", path=where_asked())]
    if near := nearest(request.path, known):
        told.append(words("Nearest: {addresses}", addresses=", ".join(near)))
    told.append(words("All that there is: {addresses}", addresses=", ".join(known)))
    return told


def refusal(dropped: Sequence[Dropped], known: Known, words: Words) -> Response | None:
    """The answer to an address that a file cannot follow; None where it can."""
    faults = refused(dropped)
    if not faults:
        return None
    return plain_answer(sentences(faults, where_asked(), known, words), status(faults))
