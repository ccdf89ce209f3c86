"""A briefing pack and its TOML file: which charts, in which order, in which languages, on which paper.

``read_pack`` says of a faulty file every fault at once: the file, the key, what was found, what is wanted.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.address.known import meant
from dashboard.address.old_links import current_chart
from dashboard.address.options import PAPERS
from dashboard.address.selection import Dropped, Selection, read_selection, shown_of
from dashboard.words import LANGUAGES, Words

POINTS = ("recorded", "published", "eras")
"""The points of both clocks and how years are written, as addresses have them: what is around all charts."""
KEYS = ("title", "language", "paper", *POINTS, "sheet")
SHEET_KEYS = ("chart", "query")
MOST_SHEETS = 100
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class PackSheet:
    """One chart of a pack: its name, and the query string that chooses what it shows."""

    chart: str
    query: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack as its file or its address states it; "" and () where it does not say.

    With two languages every chart stands in both, the first language's before the second's. ``around`` are
    the values of ``POINTS``: a file of a pack states them, the address of a tray beside it.
    """

    sheets: tuple[PackSheet, ...]
    title: str = ""
    languages: tuple[str, ...] = ()
    paper: str = ""
    around: tuple[tuple[str, str], ...] = ()


@dataclass
class FaultyPack(Exception):
    """A pack that cannot be made; ``faults`` are sentences for the person who wrote it."""

    faults: list[str] = field(default_factory=list)


def read_pack(
    path: Path,
    *,
    charts: Collection[str],
    words: Words,
    in_queries: Callable[[Pack], Iterable[str]] = lambda _pack: (),
) -> Pack:
    """The pack that a file states. Raises ``FaultyPack``.

    ``in_queries`` says what is wrong in the queries of a pack, in which whatever else is wrong is "".
    """
    content = _content(path, words)
    faults = list(_faults(path.name, content, charts, words))
    tables = _tables(content) or []
    pack = Pack(
        sheets=tuple(PackSheet(_chart(table, charts) or "", _text(table.get("query"))) for table in tables),
        title=_text(content.get("title")),
        languages=tuple(filter(None, (_language(one) for one in _languages(content.get("language", []))))),
        paper=meant(_text(content.get("paper")), PAPERS) or "",
        around=tuple(
            (name, values[0]) for name, values in _selection(content).options().items() if name in POINTS
        ),
    )
    faults += in_queries(pack)
    if faults:
        raise FaultyPack(faults)
    return pack


def with_surroundings(pack: Pack, around: Selection) -> Pack:
    """The pack with the language and the points of the clocks ``around`` it, where its file states them."""
    stated = {name: values[0] for name, values in around.options().items() if name in POINTS}
    return replace(pack, languages=pack.languages or (around.language,), around=tuple(stated.items()))


def around_of(pack: Pack, language: str) -> Selection:
    """The language and the points of the clocks that a pack's file states; else ``language``, the newest."""
    first = next(iter(pack.languages), language)
    return _read(dict(pack.around), first)[0]


def pack_text(pack: Pack) -> str:
    """The file of a pack: read again, it is the same pack."""
    lines = []
    if pack.title:
        lines.append(f"title = {_toml_text(pack.title)}")
    if pack.languages:
        lines.append(f"language = [{', '.join(_toml_text(language) for language in pack.languages)}]")
    if pack.paper:
        lines.append(f"paper = {_toml_text(pack.paper)}")
    lines += [f"{name} = {_toml_text(text)}" for name, text in pack.around]
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


def _language(value: Any) -> str | None:
    return meant(_text(value), LANGUAGES)


def _chart(table: Mapping[str, Any], charts: Collection[str]) -> str | None:
    return current_chart(_text(table.get("chart")), charts)


def _tables(content: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The tables of the charts; None where what stands in their place is something else."""
    sheets = content.get("sheet")
    is_list = isinstance(sheets, list) and all(isinstance(sheet, dict) for sheet in sheets)
    return sheets if is_list else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _points(content: Mapping[str, Any]) -> dict[str, str]:
    """The points of the clocks and how years are written, each as an address has it: TOML has dates too."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name in POINTS
        if (value := content.get(name)) is not None
    }


def _read(points: Mapping[str, str], language: str) -> tuple[Selection, tuple[Dropped, ...]]:
    arguments = {name: [text] for name, text in points.items()}
    return read_selection(arguments, series_ids=(), preferred_language=language)


def _selection(content: Mapping[str, Any]) -> Selection:
    return _read(_points(content), LANGUAGES[0])[0]


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
    for key, value in content.items():
        if key not in KEYS:
            yield _fault(file, key, key, _choices(KEYS, words), words)
        elif key == "title" and not isinstance(value, str):
            yield _fault(file, key, value, words("a text"), words)
        elif key == "language":
            languages = _languages(value)
            unknown = [language for language in languages if _language(language) is None]
            if unknown or not 0 < len(languages) == len({_language(one) for one in languages}):
                both = words("{one}, or a list of both", one=_choices(LANGUAGES, words))
                yield _fault(file, key, unknown[0] if unknown else value, both, words)
        elif key == "paper" and meant(_text(value), PAPERS) is None:
            yield _fault(file, key, value, _choices(PAPERS, words), words)
    for dropped in _read(_points(content), LANGUAGES[0])[1]:
        yield words(
            "{file}, key {key}: found “{found}”: {reason}.",
            file=file,
            key=dropped.name,
            found=shown_of(dropped.value),
            reason=dropped.why(words),
        )
    tables = _tables(content)
    if tables is None or not 0 < len(tables) <= MOST_SHEETS:
        value = content.get("sheet", words("nothing"))
        yield _fault(file, "sheet", value, words("1 to {most} tables [[sheet]]", most=MOST_SHEETS), words)
        return
    for number, table in enumerate(tables, start=1):
        yield from _sheet_faults(file, f"sheet[{number}]", table, charts, words)


def _sheet_faults(
    file: str, where: str, table: Mapping[str, Any], charts: Collection[str], words: Words
) -> Iterator[str]:
    for key in table:
        if key not in SHEET_KEYS:
            yield _fault(file, f"{where}.{key}", key, _choices(SHEET_KEYS, words), words)
    if _chart(table, charts) is None:
        found = table.get("chart", words("nothing"))
        yield _fault(file, f"{where}.chart", found, _choices(charts, words), words)
    if not isinstance(table.get("query", ""), str):
        yield _fault(file, f"{where}.query", table["query"], words("a text"), words)


def _fault(file: str, key: str, value: object, wanted: str, words: Words) -> str:
    return words(
        "{file}, key {key}: found “{found}”, wanted {wanted}.",
        file=file,
        key=key,
        found=shown_of(str(value)),
        wanted=wanted,
    )


def _choices(names: Collection[str], words: Words) -> str:
    return words("one of {names}", names=", ".join(names))
