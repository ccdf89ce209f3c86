"""A briefing pack and its TOML file: which charts, in which order, in which languages, on which paper.

``read_pack`` says of a faulty file every fault at once: the file, the key, what was found, what is wanted.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.address.options import CHOICES
from dashboard.words import LANGUAGES, Words

KEYS = ("title", "language", "paper", "sheet")
SHEET_KEYS = ("chart", "query")
MOST_SHEETS = 100
MOST_BYTES = 1_000_000
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class PackSheet:
    """One chart of a pack: its name, and the query string that chooses what it shows."""

    chart: str
    query: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack as its file or its address states it; "" and () where it does not say.

    With two languages every chart stands in both, the first language's before the second's.
    """

    sheets: tuple[PackSheet, ...]
    title: str = ""
    languages: tuple[str, ...] = ()
    paper: str = ""


@dataclass
class FaultyPack(Exception):
    """A pack that cannot be made; ``faults`` are sentences for the person who wrote it."""

    faults: list[str] = field(default_factory=list)


def read_pack(path: Path, *, charts: Collection[str], words: Words) -> Pack:
    """The pack that a file states. Raises ``FaultyPack``."""
    content = _content(path, words)
    faults = list(_faults(path.name, content, charts, words))
    if faults:
        raise FaultyPack(faults)
    return Pack(
        sheets=tuple(PackSheet(sheet["chart"], sheet.get("query", "")) for sheet in content["sheet"]),
        title=content.get("title", ""),
        languages=tuple(_languages(content.get("language", []))),
        paper=content.get("paper", ""),
    )


def pack_text(pack: Pack) -> str:
    """The file of a pack: read again, it is the same pack."""
    lines = []
    if pack.title:
        lines.append(f"title = {_toml_text(pack.title)}")
    if pack.languages:
        lines.append(f"language = [{', '.join(_toml_text(language) for language in pack.languages)}]")
    if pack.paper:
        lines.append(f"paper = {_toml_text(pack.paper)}")
    for sheet in pack.sheets:
        lines += ["", "[[sheet]]", f"chart = {_toml_text(sheet.chart)}"]
        if sheet.query:
            lines.append(f"query = {_toml_text(sheet.query)}")
    return "\n".join(lines).strip() + "\n"


def _toml_text(text: str) -> str:
    """A text as TOML has it, which for all that can be printed is as JSON has it."""
    return json.dumps("".join(letter for letter in text if letter.isprintable()), ensure_ascii=False)


def _languages(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _content(path: Path, words: Words) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FaultyPack([words("{file} is larger than 1 MB; wanted is a short text.", file=path.name)])
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        sentence = words("{file} cannot be read: {cause}.", file=path, cause=fault.strerror or fault)
        raise FaultyPack([sentence]) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        sentence = words("{file} is no TOML text in UTF-8: {cause}.", file=path.name, cause=fault)
        raise FaultyPack([sentence]) from fault


def _faults(file: str, content: Mapping[str, Any], charts: Collection[str], words: Words) -> Iterator[str]:
    def fault(key: str, value: object, expectation: str) -> str:
        text = str(value)
        text = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
        return words(
            "{file}, key {key}: found “{found}”, wanted {wanted}.",
            file=file,
            key=key,
            found=text,
            wanted=expectation,
        )

    papers = tuple(CHOICES["paper"].values)
    for key, value in content.items():
        if key not in KEYS:
            yield fault(key, key, _choices(KEYS, words))
        elif key == "title" and not isinstance(value, str):
            yield fault(key, value, words("a text"))
        elif key == "language":
            names = _choices(LANGUAGES, words)
            languages = _languages(value)
            unknown = [language for language in languages if language not in LANGUAGES]
            if unknown or not 0 < len(languages) == len(set(languages)):
                both = words("{one}, or a list of both", one=names)
                yield fault(key, unknown[0] if unknown else value, both)
        elif key == "paper" and value not in papers:
            yield fault(key, value, _choices(papers, words))
    sheets = content.get("sheet")
    is_list = isinstance(sheets, list) and all(isinstance(sheet, dict) for sheet in sheets)
    if not isinstance(sheets, list) or not is_list or not 0 < len(sheets) <= MOST_SHEETS:
        value = words("nothing") if sheets is None else sheets
        yield fault("sheet", value, words("1 to {most} tables [[sheet]]", most=MOST_SHEETS))
        return
    for number, sheet in enumerate(sheets, start=1):
        where = f"sheet[{number}]"
        for key in sheet:
            if key not in SHEET_KEYS:
                yield fault(f"{where}.{key}", key, _choices(SHEET_KEYS, words))
        if sheet.get("chart") not in charts:
            yield fault(f"{where}.chart", sheet.get("chart", words("nothing")), _choices(charts, words))
        if not isinstance(sheet.get("query", ""), str):
            yield fault(f"{where}.query", sheet["query"], words("a text"))


def _choices(names: Collection[str], words: Words) -> str:
    return words("one of {names}", names=", ".join(names))
