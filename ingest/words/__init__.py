"""Messages in the reader's language: English stands in the code, Japanese in ``ja.po``.

``words("Found {found}.", found="x")`` looks the sentence up and fills it in. Sentences that are kept
in constants are marked with ``message(...)`` so that they are collected for translation too.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.console import as_called, can_write_japanese

LANGUAGES = ("en", "ja")
COMMAND = re.compile(
    r"\bpiracy (?=(?:check|load|history|undo|withdraw|template|user|dump|doctor|verdicts|export|publish)\b)"
)
"""Where a sentence tells what to type."""


def message(text: str) -> str:
    """Mark a sentence for translation without translating it yet."""
    return text


@cache
def _catalog(package: str, language: str) -> dict[str, str]:
    if language == "en":
        return {}
    from babel.messages.pofile import read_po

    with (resources.files(package) / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in catalog if entry.id and entry.string}


@dataclass(frozen=True)
class Words:
    """The words of one package in one language ("en" or "ja"); commands in them begin with ``program``."""

    language: str
    package: str = "ingest.words"
    program: str = "piracy"

    def template(self, text: str) -> str:
        """The sentence in the language, its fields not filled in."""
        return _catalog(self.package, self.language).get(text, text)

    def __call__(self, text: str, /, **values: object) -> str:
        translated = self.template(text)
        if self.program != "piracy":
            program = self.program.replace("{", "{{").replace("}", "}}") if values else self.program
            translated = COMMAND.sub(lambda _: f"{program} ", translated)
        return translated.format(**values) if values else translated


def language_of_the_shell() -> str:
    """The language to speak on the command line: the one asked for, or English where the console has no
    Japanese letters."""
    return language_asked_for() if can_write_japanese() else "en"


def words_of_the_shell(package: str = "ingest.words") -> Words:
    """The words to speak on the command line, with commands as the person types them."""
    return Words(language_of_the_shell(), package, as_called())


def language_asked_for() -> str:
    """``PIRACY_LANG``, else the locale's; English if neither says. What files are written in."""
    for variable in ("PIRACY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
