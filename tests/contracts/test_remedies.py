"""Every command that a sentence tells a person to type does what the sentence says, where it is said."""

from __future__ import annotations

import argparse
import re
import shlex
import string
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from sentences import sentences_in_code
from shell import Said, in_this_process
from sqlalchemy import Engine

from ingest import accounts
from ingest.answers import Answers
from ingest.cli_files import add_file_arguments, answers_from
from ingest.console import as_called
from ingest.database import open_database
from ingest.problems import Problem
from ingest.sentences import sentences
from ingest.words import Words, words_of_the_shell

COMMAND = re.compile(r"piracy (?!and |statistics)[a-z]")
GOOD = "series,year,value\nimb-gulf-of-guinea,2016,55\n"


@dataclass(frozen=True)
class Place:
    """A database of its own, a folder, and the command on them."""

    engine: Engine
    folder: Path
    type: Callable[..., Said]

    def file(self, text: str, name: str = "mine.csv") -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def load(self, text: str = GOOD) -> Said:
        return self.type(
            "load", self.file(text), "--publication", "imb-annual-2025", "--yes", "--reason", "a test"
        )

    def figures(self) -> str:
        """What the doctor says of the figures loaded."""
        return next(line for line in self.type("doctor").out.splitlines() if "Figures loaded" in line)


@pytest.fixture
def place(loaded_file: Path, tmp_path: Path) -> Place:
    (tmp_path / "piracy.sqlite3").write_bytes(loaded_file.read_bytes())
    return _place(tmp_path)


@pytest.fixture
def nothing(tmp_path: Path) -> Place:
    return _place(tmp_path)


def _place(folder: Path) -> Place:
    address = f"sqlite:///{folder / 'piracy.sqlite3'}"
    return Place(open_database(address), folder, partial(in_this_process, database=address))


def typed(said: str, *, reason: bool = False) -> list[str]:
    """The last command that was printed, as a person would type it."""
    command = said.rpartition("piracy ")[2]
    command = command.partition("\n")[0].rstrip(".")
    return [*command.split(), *(["--yes"] if reason else [])]


TRIED: dict[str, str] = {}


def tries(*sentences: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark which sentences a test tries the commands of."""

    def mark(test: Callable[..., None]) -> Callable[..., None]:
        TRIED.update(dict.fromkeys(sentences, test.__name__))
        return test

    return mark


@tries(
    "Loaded as batch {batch}. To take it back: piracy undo {batch} --reason TEXT",
    "Batch {batch}: figures taken back: {count}. To bring them back: piracy undo {batch} --reason TEXT",
    "Batch {batch}: figures brought back: {count}. To take them back again: piracy undo {batch} "
    "--reason TEXT",
    "Batch {batch} is undone already, by batch {undo}. To undo that: piracy undo {undo} --reason TEXT",
)
def test_a_load_its_undo_and_the_undo_of_that_lead_to_each_other(place: Place) -> None:
    before = place.figures()
    loaded = place.load()
    with_it = place.figures()
    assert with_it != before
    undone = place.type(*typed(loaded.out, reason=True))
    assert (undone.code, place.figures()) == (0, before)
    redone = place.type(*typed(undone.out, reason=True))
    assert (redone.code, place.figures()) == (0, with_it)
    again = place.type(*typed(redone.out, reason=True))
    assert (again.code, place.figures()) == (0, before)
    refused = place.type(*typed(loaded.out, reason=True))
    assert refused.code == 1
    assert place.type(*typed(refused.err, reason=True)).code == 0
    assert place.figures() == with_it


@tries(
    "Batch {batch}: states taken back: {count}. To bring them back: piracy undo {batch} --reason TEXT",
    "Batch {batch}: states brought back: {count}. To take them back again: piracy undo {batch} --reason TEXT",
)
def test_the_undo_of_states_and_the_undo_of_that_lead_to_each_other(place: Place) -> None:
    states = place.file("item,state,dated,by,source\nosa-budget,seen,2024-01-01,MOF,Budget\n")
    assert place.type("load", states, "--yes", "--reason", "a test").code == 0
    batch = place.type("history").out.split()[0]
    undone = place.type("undo", batch, "--reason", "a test", "--yes")
    redone = place.type(*typed(undone.out, reason=True))
    again = place.type(*typed(redone.out, reason=True))
    assert [each.code for each in (undone, redone, again)] == [0, 0, 0]
    assert [
        each.out.rpartition("Batch ")[2].partition(": ")[2].partition(".")[0]
        for each in (undone, redone, again)
    ] == ["states taken back: 1", "states brought back: 1", "states taken back: 1"]


@tries(
    "All were taken back. To bring the last back: piracy undo {undo} --reason TEXT",
    "Nothing to do, unless the undo was a mistake: then piracy undo {batch} --reason TEXT.",
)
@pytest.mark.parametrize("command", ["doctor", "load"])
def test_after_the_undo_of_all_figures_there_is_a_way_back(place: Place, command: str) -> None:
    before = place.figures()
    assert place.type("undo", "1", "--reason", "all", "--yes").code == 0
    assert "0 in" in place.figures()
    said = place.type(command)
    lines = [line for line in said.out.splitlines() if "piracy undo" in line]
    assert place.type(*typed(lines[0], reason=True)).code == 0
    assert place.figures() == before
    assert place.type("doctor").code == 0


@tries(
    "Type: piracy load",
    "The database holds no objectives yet. Type: piracy load",
    "make run fills it from data/; to fill it without serving, type: piracy load",
)
@pytest.mark.parametrize("command", ["doctor", "verdicts", "check"])
def test_what_finds_nothing_names_the_load_that_brings_it(nothing: Place, command: str) -> None:
    line = [command]
    if command == "check":
        line += [nothing.file(GOOD), "--publication", "imb-annual-2025"]
    said = nothing.type(*line)
    told = next(line for line in (said.out + said.err).splitlines() if "piracy load" in line)
    assert nothing.type(*typed(told)).code == 0
    assert nothing.type(*line).code == 0


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_file_is_not_held_against_an_empty_database(nothing: Place, command: str) -> None:
    said = nothing.type(command, nothing.file("年,件数\n2024,5\n"))
    assert said.code == 2 and "The database is empty" in said.err
    assert "year" not in said.err.replace("piracy load", "")


@pytest.mark.parametrize(
    ("called", "typed_as"),
    [
        (".venv/bin/piracy", ".venv/bin/piracy"),
        ("my office/bin/piracy", '"my office/bin/piracy"'),
        ("app.py", f"{sys.orig_argv[0]} app.py"),
        ("pytest", "piracy"),
    ],
)
def test_a_command_is_printed_as_the_program_was_called(
    monkeypatch: pytest.MonkeyPatch, called: str, typed_as: str
) -> None:
    monkeypatch.setattr(sys, "argv", [called, "history"])
    assert words_of_the_shell()("Type: piracy load") == f"Type: {typed_as} load"
    told = words_of_the_shell()("There is no batch {batch}: see piracy history.", batch="{piracy undo 1}")
    assert told == f"There is no batch {{piracy undo 1}}: see {typed_as} history."
    assert "of piracy, armed" in words_of_the_shell()("counts of piracy, armed robbery")


def test_a_command_on_the_path_is_printed_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "piracy"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "history"])
    assert as_called() == str(program)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert as_called() == "piracy"


@tries(
    "There is no batch {batch}: see piracy history.",
    "There is no figure {figure} to withdraw: see piracy history BATCH.",
    "its number, as piracy history BATCH shows it",
)
def test_the_history_shows_the_numbers_that_undo_and_withdraw_want(place: Place) -> None:
    for command in ("undo", "withdraw"):
        refused = place.type(command, "99999", "--reason", "a test", "--yes")
        assert refused.code == 1 and "piracy history" in refused.err
    batch = place.type("history").out.split()[0]
    figure = place.type("history", batch).out.split()[0]
    assert place.type("withdraw", figure, "--reason", "a test", "--yes").code == 0
    assert place.type("undo", batch, "--reason", "a test", "--yes").code == 0


@tries(
    "Name a folder that holds the files of data/, as 'piracy dump DIR' writes them.",
    "Nothing to do; 'piracy dump DIR' writes what the database holds.",
)
def test_a_dump_is_a_folder_that_can_be_loaded(place: Place) -> None:
    folder = place.folder / "dump"
    refused = place.type("load", str(folder))
    assert refused.code == 1 and "piracy dump DIR" in refused.err
    assert place.type("dump", str(folder)).code == 0
    assert place.type("load", str(folder)).code == 0
    counts = folder / "counts/jcg.csv"
    counts.write_text("\n".join(counts.read_text(encoding="utf-8").split("\n")[:-2]) + "\n", encoding="utf-8")
    assert "piracy dump DIR" in place.type("load", str(folder)).out


@tries("See the template (piracy template, or the Data page) for a form that is understood.")
def test_the_template_is_a_form_that_is_understood(place: Place) -> None:
    refused = place.type("check", place.file("a word\n"))
    assert refused.code == 1 and "piracy template" in refused.err
    template = str(place.folder / "template.csv")
    assert place.type("template", template).code == 0
    assert place.type("check", template).code == 0


@tries("Ids of series and publications stand in a table: piracy template ids.csv")
def test_the_ids_that_an_answer_needs_are_in_the_table_that_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place.file("year,area,incidents\n2016,Gulf of Guinee,55\n")
    asked = place.type("check", file, "--publication", "imb-annual-2025")
    assert asked.code == 3
    monkeypatch.chdir(place.folder)
    assert place.type(*typed(asked.err)).code == 0
    ids = {line.split(",")[0] for line in (place.folder / "ids.csv").read_text("utf-8-sig").splitlines()}
    assert "imb-gulf-of-guinea" in ids
    mapped = "Gulf of Guinee=imb-gulf-of-guinea"
    assert place.type("check", file, "--publication", "imb-annual-2025", "--map", mapped).code == 0


QUOTED = re.compile(r'--(?:map|why|mark|sheet)(?: "[^"]+")?')
"""An option whose value may hold a blank, as a remedy prints it."""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_a_remedy_says_to_type_is_taken_as_it_is_printed(language: str) -> None:
    for code, (_, _, remedy) in sentences().items():
        names = [name for _, name, _, _ in string.Formatter().parse(remedy) if name]
        said = Problem(code, "counts.csv", facts=dict.fromkeys(names, "*")).remedy(Words(language))
        for option in QUOTED.findall(said):
            answers = answers_of(*shlex.split(option))
            given = [*answers.mapping.items(), *answers.marks.items(), *answers.why.items(), (answers.sheet,)]
            values = [value for pair in given for value in pair if value]
            assert values and not any(set(value) & set('“”「」"') for value in values), (code, option)


@pytest.mark.parametrize("pair", ["“Gulf of Guinee=ID”", "「Gulf of Guinee=ID」", '"Gulf of Guinee=ID"'])
def test_quotation_marks_that_the_shell_does_not_know_are_no_part_of_an_answer(pair: str) -> None:
    assert answers_of("--map", pair).mapping == {"Gulf of Guinee": "ID"}
    assert answers_of("--map", "「その他」=note").mapping == {"「その他」": "note"}
    assert answers_of("--why", pair.replace("Gulf of Guinee", "imb-world")).why == {"imb-world": "ID"}


def answers_of(*typed: str) -> Answers:
    """The answers that a check takes from its arguments."""
    parser = argparse.ArgumentParser()
    add_file_arguments(parser, Words("en"))
    return answers_from(parser.parse_args(typed), Words("en"))


@tries(
    "There is no account. Make one: piracy user add NAME",
    "No account can change data yet. Make one: piracy user add NAME",
    "There is no account “{name}”. 'piracy user list' shows all.",
)
def test_an_account_is_made_and_listed_as_the_sentences_say(place: Place) -> None:
    said = place.type("user", "list")
    assert "piracy user add NAME" in said.out + said.err
    made = place.type("user", "add", "Sato", typed="correct horse battery\ncorrect horse battery\n")
    assert made.code == 0, made.err
    assert [one.name for one in accounts.listed(place.engine)] == ["Sato"]
    refused = place.type("user", "disable", "Suzuki")
    assert refused.code == 1 and "piracy user list" in refused.err
    assert "Sato" in place.type("user", "list").out


def test_every_command_in_a_sentence_is_tried() -> None:
    said = sentences_in_code("ingest") | sentences_in_code("dashboard")
    telling = {sentence for sentence in said if COMMAND.search(sentence)}
    assert telling == set(TRIED)
