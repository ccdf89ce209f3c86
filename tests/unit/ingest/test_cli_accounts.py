"""A password is asked for twice on a terminal, and never half read."""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Iterator

import pytest

from ingest.cli_accounts import PasswordNotGiven, read_password
from ingest.words import Words


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str | BaseException) -> None:
    given: Iterator[str | BaseException] = iter(answers)

    def ask(_prompt: str = "") -> str:
        answer = next(given)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)


def test_a_terminal_is_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "correct horse battery", "correct horse battery")
    assert read_password(Words("en")) == "correct horse battery"


@pytest.mark.parametrize(("language", "said"), [("en", "two passwords differ"), ("ja", "一致しない")])
def test_two_that_differ_are_refused(monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    typed(monkeypatch, "correct horse battery", "correct horse batter")
    with pytest.raises(PasswordNotGiven, match=said):
        read_password(Words(language))


@pytest.mark.parametrize("stop", [EOFError(), KeyboardInterrupt()])
def test_who_stops_typing_changes_nothing(monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    typed(monkeypatch, "correct horse battery", stop)
    with pytest.raises(PasswordNotGiven, match="Nothing was changed"):
        read_password(Words("en"))


def test_without_a_terminal_one_line_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(" with space \r\nnext line\n"))
    assert read_password(Words("en")) == " with space "
