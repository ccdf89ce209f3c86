"""The command that writes charts as files: ``piracy export``, with the same bytes as the address gives."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from dashboard.address import settings
from dashboard.address.lookup import arguments_of
from dashboard.address.old_links import CHARTS
from dashboard.address.options import CHOICES, DOWNLOAD, NOT_A_CHOICE
from dashboard.address.selection import LONGEST_NUMBERS, MOST_ITEMS, MOST_SERIES, REASONS, Dropped, Selection
from dashboard.charts import charts
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.texts import file_stem
from dashboard.files.chart_file import FileRequest, NothingToDraw, formats
from dashboard.files.pack import FaultyPack, PackSheet, read_pack
from dashboard.files.pack_file import (
    PackItem,
    PackRequest,
    make_pack,
    pack_item,
    pack_items,
    packing_formats,
)
from dashboard.record.queries import Database
from dashboard.words import Words, interface_words
from ingest.unavailable import lacks_space

STANDARD_OUTPUT = "-"
PACK_FORMAT = "pptx"
REFUSED, FAILED = 2, 1


class Refused(Exception):
    """What was typed cannot be done; the messages are sentences that say what is wanted."""


def export_files(database: Database, arguments: argparse.Namespace, language: str) -> int:
    """Write what is asked; 0, or 1 where a file cannot be made or written, 2 where it was refused."""
    words = interface_words(language)
    try:
        if arguments.pack:
            return _export_pack(database, arguments, words)
        chart = _choice("CHART", CHARTS.get(arguments.chart, arguments.chart), list(charts()), words)
        ending = _choice("--format", arguments.format, list(formats()), words)
        sheet = _with_options(PackSheet(chart, arguments.query), _options(arguments))
        item = pack_item(
            database, sheet, Selection(language=words.language), public_url=settings.public_url()
        )
        _refuse_dropped(item, "--query", words)
        _write_chart(database, item, ending, _template(arguments, words), arguments.out, words)
    except Refused as refusal:
        for sentence in refusal.args:
            print(sentence, file=sys.stderr)
        return REFUSED
    except NothingToDraw:
        print(words("No figures to draw in this selection: nothing was written."), file=sys.stderr)
        return FAILED
    except OSError as fault:
        if lacks_space(fault):
            raise
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
    looks = ({"paper": pack.paper} if pack.paper else {}) | _options(arguments)
    pack = replace(pack, sheets=tuple(_with_options(sheet, looks) for sheet in pack.sheets))
    ending = _choice("--format", arguments.format or PACK_FORMAT, list(formats()), words)
    around, public_url = Selection(language=words.language), settings.public_url()
    items = pack_items(database, pack, around, public_url=public_url)
    for index, item in enumerate(items):
        _refuse_dropped(item, f"{arguments.pack.name}, sheet[{index % len(pack.sheets) + 1}]", words)
    template = _template(arguments, words)
    if ending in packing_formats():
        options = replace(items[0].options, template=template)
        with _refused_template(words):
            content = make_pack(database, PackRequest(pack, around, ending, options))
        _write(content, arguments.out, f"{arguments.pack.stem}.{ending}", words)
        return 0
    if arguments.out == STANDARD_OUTPUT:
        raise Refused(words("--out is “-”, but this pack becomes several files; wanted a folder."))
    folder = Path(arguments.out or arguments.pack.stem)
    folder.mkdir(parents=True, exist_ok=True)
    width = len(str(len(items)))
    for number, item in enumerate(items, start=1):
        _write_chart(database, item, ending, template, f"{folder}/", words, prefix=f"{number:0{width}}_")
    return 0


def _with_options(sheet: PackSheet, options: Mapping[str, str]) -> PackSheet:
    """The chart with the looks that were typed, before those of its own query."""
    arguments = arguments_of(sheet.query.removeprefix("?"))
    arguments.pop(DOWNLOAD, None)
    arguments |= {name: [value] for name, value in options.items()}
    return replace(sheet, query=urlencode(arguments, doseq=True))


def _refuse_dropped(item: PackItem, where: str, words: Words) -> None:
    """What an address would leave out is refused here."""
    if item.dropped:
        raise Refused(*[_sentence(dropped, where, words) for dropped in item.dropped])


def _write_chart(
    database: Database,
    item: PackItem,
    ending: str,
    template: bytes | None,
    out: str | None,
    words: Words,
    *,
    prefix: str = "",
) -> None:
    sheet = item.sheet(database)
    options = replace(item.options, template=template)
    with _refused_template(words):
        content = FileRequest(item.chart, formats()[ending], item.catalogue, item.selection, options).file(
            sheet
        )
    _write(content, out, f"{prefix}{file_stem(sheet)}.{ending}", words)


def _options(arguments: argparse.Namespace) -> dict[str, str]:
    """The looks that were typed, by name; what is in a query stands behind them."""
    return {name: value for name in CHOICES if (value := getattr(arguments, name)) is not None}


@contextmanager
def _refused_template(words: Words) -> Iterator[None]:
    """Say in a sentence what a format finds wrong with an office's slides."""
    try:
        yield
    except TemplateNotRead as fault:
        raise Refused(words("--template cannot be used: {cause}.", cause=words(str(fault)))) from fault


def _template(arguments: argparse.Namespace, words: Words) -> bytes | None:
    """The bytes of the office's own slides; None where none were named."""
    path: Path | None = arguments.template
    try:
        return path.read_bytes() if path is not None else None
    except OSError as fault:
        raise Refused(words("{file} cannot be read: {cause}.", file=path, cause=fault.strerror)) from fault


def _choice(name: str, typed: str | None, names: Sequence[str], words: Words) -> str:
    if typed in names:
        return str(typed)
    raise Refused(
        words(
            "{name} is “{found}”; wanted one of {names}.",
            name=name,
            found=typed or words("nothing"),
            names=", ".join(names),
        )
    )


def _sentence(dropped: Dropped, where: str, words: Words) -> str:
    """Where something was typed that an address would leave out, and why or what is wanted."""
    if dropped.reason == NOT_A_CHOICE:
        names = ", ".join(CHOICES[dropped.name].values)
        reason = words("wanted one of {names}", names=names)
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
