"""The command that writes charts as files: ``piracy export``, with the same bytes as the address gives."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import dashboard.exporters
from dashboard.address import settings
from dashboard.address.lookup import arguments_of, asked
from dashboard.address.old_links import CHARTS
from dashboard.address.options import CHOICES, DOWNLOAD, NOT_A_CHOICE, Options, read_options
from dashboard.address.selection import LONGEST_NUMBERS, MOST_ITEMS, MOST_SERIES, REASONS, Dropped
from dashboard.collect import collect
from dashboard.exporters import MakesPack
from dashboard.exporters.texts import file_stem
from dashboard.files.chart_file import Asked, NothingToDraw, charts, formats, made, sheet_of
from dashboard.files.pack import FaultyPack, Pack, PackSheet, read_pack
from dashboard.record.queries import Database, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words

STANDARD_OUTPUT = "-"
PACK_FORMAT = "pptx"
REFUSED, FAILED = 2, 1


class Refused(Exception):
    """What was typed cannot be done; the messages are sentences that say what is wanted."""


def add_export_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], language: str
) -> argparse.ArgumentParser:
    """Add ``export`` to the ``piracy`` command and return it; app.py gives it a database to read."""
    words = interface_words(language)
    parser = commands.add_parser(
        "export", help=words("write a chart, or a pack of charts, as a file in any format")
    )
    parser.add_argument(
        "chart", nargs="?", metavar="CHART", help=words("one of {names}", names=", ".join(charts()))
    )
    parser.add_argument("--format", help=words("one of {names}", names=", ".join(formats())))
    parser.add_argument(
        "--query",
        default="",
        help=words("what the address of a page says after its question mark: series=recaap-asia&from=2021"),
    )
    parser.add_argument(
        "--out",
        metavar="PATH",
        help=words("a file, a folder, or - for standard output; default: this folder"),
    )
    for name, choice in CHOICES.items():
        wanted = words("one of {names}", names=", ".join(choice.values))
        parser.add_argument(f"--{name}", metavar=name.upper(), help=wanted)
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help=words("your office's own slides (.pptx)")
    )
    parser.add_argument(
        "--pack", type=Path, metavar="FILE", help=words("a TOML file that lists charts, for one presentation")
    )
    return parser


def export_files(database: Database, arguments: argparse.Namespace, language: str) -> int:
    """Write what is asked; 0, or 1 where a file cannot be made or written, 2 where it was refused."""
    words = interface_words(language)
    try:
        if arguments.pack:
            return _export_pack(database, arguments, words)
        chart = _one_of("CHART", CHARTS.get(arguments.chart, arguments.chart), list(charts()), words)
        ending = _one_of("--format", arguments.format, list(formats()), words)
        wanted = _asked(database, PackSheet(chart, arguments.query), ending, _options(arguments), words)
        sheet = sheet_of(database, wanted)
        _write(_made(sheet, wanted, words), arguments.out, f"{file_stem(sheet)}.{ending}", words)
    except Refused as refusal:
        for sentence in refusal.args:
            print(sentence, file=sys.stderr)
        return REFUSED
    except NothingToDraw:
        print(words("No figures to draw in this selection: nothing was written."), file=sys.stderr)
        return FAILED
    except OSError as fault:
        name = fault.filename or arguments.out
        print(words("{file} cannot be written: {cause}.", file=name, cause=fault.strerror), file=sys.stderr)
        return FAILED
    return 0


def _export_pack(database: Database, arguments: argparse.Namespace, words: Words) -> int:
    """One file in a format that holds many charts, else a file for each chart."""
    for name, value in (("CHART", arguments.chart), ("--query", arguments.query)):
        if value:
            raise Refused(
                words("{name} and --pack exclude each other: the pack names its charts.", name=name)
            )
    try:
        pack = read_pack(arguments.pack, charts=charts(), words=words)
    except FaultyPack as faulty:
        raise Refused(*faulty.faults) from faulty
    given = {"paper": pack.paper} if pack.paper else {}
    ending = _one_of("--format", arguments.format or PACK_FORMAT, list(formats()), words)
    options = given | _options(arguments)
    languages = pack.languages or (words.language,)
    wanted = [
        _asked(
            database,
            one,
            ending,
            options,
            words,
            language=language,
            where=f"{arguments.pack.name}, sheet[{number}]",
        )
        for language in languages
        for number, one in enumerate(pack.sheets, start=1)
    ]
    sheets = [sheet_of(database, one) for one in wanted]
    makes_pack = formats()[ending].pack
    if makes_pack is not None:
        content = _one_file(makes_pack, database, pack, sheets, wanted[0].options, languages, words)
        _write(content, arguments.out, f"{arguments.pack.stem}.{ending}", words)
        return 0
    if arguments.out == STANDARD_OUTPUT:
        raise Refused(words("--out is “-”, but this pack becomes several files; wanted a folder."))
    folder = Path(arguments.out or arguments.pack.stem)
    folder.mkdir(parents=True, exist_ok=True)
    width = len(str(len(sheets)))
    for number, (one, sheet) in enumerate(zip(wanted, sheets, strict=True), start=1):
        name = f"{number:0{width}}_{file_stem(sheet)}.{ending}"
        _write(_made(sheet, one, words), str(folder / name), name, words)
    return 0


def _one_file(
    makes_pack: MakesPack,
    database: Database,
    pack: Pack,
    sheets: Sequence[Sheet],
    options: Options,
    languages: Sequence[str],
    words: Words,
) -> bytes:
    try:
        return makes_pack(
            sheets,
            catalogue(database),
            options,
            title=pack.title,
            languages=languages,
            told=lambda _sheet: None,
        )
    except _template_faults() as fault:
        raise _template_refused(fault, words) from fault


def _asked(
    database: Database,
    one: PackSheet,
    ending: str,
    given: dict[str, str | Path],
    words: Words,
    *,
    language: str = "",
    where: str = "--query",
) -> Asked:
    """A chart with its selection and options. What an address would leave out is refused here."""
    arguments = arguments_of(one.query.removeprefix("?"))
    arguments.pop(DOWNLOAD, None)
    arguments |= {name: [str(value)] for name, value in given.items() if name in CHOICES}
    options, wrong, rest = read_options(arguments, public_url=settings.public_url())
    names, selection, dropped = asked(database, rest, preferred_language=language or words.language)
    if wrong or dropped:
        raise Refused(*[_sentence(one, where, words) for one in (*wrong, *dropped)])
    if "template" in given:
        options = replace(options, template=_template(Path(given["template"]), words))
    if language and not selection.says_language:
        selection = selection.with_language(language)
    return Asked(charts()[one.chart], formats()[ending], names, selection, options)


def _options(arguments: argparse.Namespace) -> dict[str, str | Path]:
    """The options that were typed, by name; what is in a query stands behind them."""
    names = (*CHOICES, "template")
    return {name: value for name in names if (value := getattr(arguments, name)) is not None}


def _made(sheet: Sheet, wanted: Asked, words: Words) -> bytes:
    try:
        return made(sheet, wanted)
    except _template_faults() as fault:
        raise _template_refused(fault, words) from fault


def _template_faults() -> tuple[type[Exception], ...]:
    """What a format raises of an office's slides that it cannot read."""
    return tuple(collect(dashboard.exporters, "TemplateNotRead").values())


def _template_refused(fault: Exception, words: Words) -> Refused:
    return Refused(words("--template cannot be used: {cause}.", cause=words(str(fault))))


def _template(path: Path, words: Words) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Refused(words("{file} cannot be read: {cause}.", file=path, cause=fault.strerror)) from fault


def _one_of(name: str, found: str | None, known: Sequence[str], words: Words) -> str:
    if found in known:
        return str(found)
    raise Refused(
        words(
            "{name} is “{found}”; wanted one of {names}.",
            name=name,
            found=found or words("nothing"),
            names=", ".join(known),
        )
    )


def _sentence(dropped: Dropped, where: str, words: Words) -> str:
    """Where something was typed that an address would leave out, and why or what is wanted."""
    if dropped.reason == NOT_A_CHOICE:
        wanted = ", ".join(CHOICES[dropped.name].values)
        reason = words("wanted one of {names}", names=wanted)
    else:
        reason = words(
            REASONS[dropped.reason], most=MOST_SERIES, longest=LONGEST_NUMBERS, most_items=MOST_ITEMS
        )
    return words(
        "{where}: “{name}={value}” cannot be used: {reason}.",
        where=where,
        name=dropped.name,
        value=dropped.value[:60],
        reason=reason,
    )


def _write(content: bytes, out: str | None, name: str, words: Words) -> None:
    """Write to a file, into a folder under the file's own name, or to standard output."""
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(out or ".")
    if path.is_dir() or (out or "").endswith(("/", "\\")):
        path.mkdir(parents=True, exist_ok=True)
        path = path / name
    path.write_bytes(content)
    print(words("{file}: {count} bytes", file=path, count=len(content)))
