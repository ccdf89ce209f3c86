"""What a page says is done on that page: no sentence on it names an option or a command."""

from __future__ import annotations

import inspect
import re
import string

import pytest

from dashboard.desk import answer_form, data, meaning_form, page, series_form
from dashboard.desk.remedies import ON_THE_PAGE, remedy_on_the_page
from dashboard.words import interface_words
from ingest.problems import Problem
from ingest.sentences import data_folder, sentences
from ingest.words import Words

OF_THE_COMMAND_LINE = re.compile(r"--[a-z]|piracy [a-z]|=(ignore|series|area|note|ID)\b|\\$[A-Z]")
ON_DATA = sorted(sentences().keys() - data_folder.SENTENCES.keys())
"""Codes of problems that a check can find; a folder like data/ is loaded by a command alone."""


def facts_of(code: str) -> dict[str, object]:
    return {
        name: "2026-11-23" if name == "today" else "3"
        for text in sentences()[code][1:]
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_that_data_can_show_of_a_file_names_an_option_or_a_command(language: str) -> None:
    words = Words(language)
    for code in ON_DATA:
        found = Problem(code, "counts.csv", 3, "B", facts_of(code))
        said = f"{found.message(words)} {remedy_on_the_page(found, words)}"
        assert not OF_THE_COMMAND_LINE.search(said), f"{code}: {said}"
        assert "{" not in said, f"{code}: {said}"


def test_only_what_names_an_option_is_said_otherwise_on_the_page() -> None:
    naming = {code for code in ON_DATA if OF_THE_COMMAND_LINE.search(sentences()[code][2])}
    assert set(ON_THE_PAGE) == naming


def test_the_fields_that_a_remedy_names_are_those_of_the_form() -> None:
    modules = (answer_form, meaning_form, series_form, data, page)
    forms = "".join(map(inspect.getsource, modules))
    for code, (_, *labels) in ON_THE_PAGE.items():
        for label in labels:
            assert f'("{label}"' in forms, f"{code}: {label}"
            assert interface_words("ja")(label) != label
