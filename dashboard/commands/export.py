"""The command that writes charts as files: ``piracy export``, with the same bytes as the address gives."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from dashboard.address import settings
from dashboard.address.known import meant
from dashboard.address.lookup import arguments_of
from dashboard.address.old_links import current_chart
from dashboard.address.options import CHOICES, DOWNLOAD, Options, read_options
from dashboard.address.refusals import known_in, sentences
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.texts import file_stem
from dashboard.files.chart_file import FileRequest, NothingToDraw, formats, require_figures
from dashboard.files.pack import FaultyPack, Pack, PackSheet, around_of, read_pack
from dashboard.files.pack_file import (
    PackItem,
    PackRequest,
    asked_by,
    make_pack,
    pack_item,
    pack_items,
    packing_formats,
)
from dashboard.record.queries import Database, catalogue
from dashboard.words import Words, interface_words
from ingest.unavailable import lacks_space

STANDARD_OUTPUT = "-"
PACK_FORMAT = "pptx"
REFUSED, FAILED = 2, 1


class ExportRefused(Exception):
    """What was typed cannot be done; the messages are sentences that say what is wanted."""


def export_files(database: Database, arguments: argparse.Namespace, language: str) -> int:
    """Write what is asked; 0, or 1 where a file cannot be made or written, 2 where it was refused."""
    words = interface_words(language)
    try:
        if arguments.into:
            return _refill(database, arguments, words)
        if arguments.pack:
            return _export_pack(database, arguments, words)
        faults: list[str] = []
        chart = current_chart(arguments.chart or "", charts())
        if chart is None:
            faults.append(_not_among("CHART", arguments.chart, charts(), words))
        ending = _format(arguments.format, faults, words)
        looks = _looks(arguments, faults, words)
        typed, around = PackSheet(chart or "", arguments.query), Selection(language=words.language)
        faults += _faults(database, typed, around, "--query", words)
        template = _template(arguments, faults, words)
        _refuse(faults)
        item = pack_item(database, _with_looks(typed, looks), around, public_url=settings.public_url())
        _write_chart(database, item, ending, template, arguments.out, words)
    except ExportRefused as refusal:
        for sentence in refusal.args:
            print(sentence, file=sys.stderr)
        return REFUSED
    except NothingToDraw as nothing:
        for sentence in nothing.args:
            print(sentence, file=sys.stderr)
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
            raise ExportRefused(
                words("{name} and --pack exclude each other: the pack names its charts.", name=name)
            )

    def in_queries(pack: Pack) -> Iterator[str]:
        around = around_of(pack, words.language)
        for number, sheet in enumerate(pack.sheets, start=1):
            yield from _faults(database, sheet, around, f"{arguments.pack.name}, sheet[{number}]", words)

    faults: list[str] = []
    try:
        pack = read_pack(arguments.pack, charts=charts(), words=words, in_queries=in_queries)
    except FaultyPack as faulty:
        pack = Pack(())
        faults += faulty.faults
    ending = _format(arguments.format or PACK_FORMAT, faults, words)
    looks = ({"paper": pack.paper} if pack.paper else {}) | _looks(arguments, faults, words)
    template = _template(arguments, faults, words)
    _refuse(faults)
    pack = replace(pack, sheets=tuple(_with_looks(sheet, looks) for sheet in pack.sheets))
    around, public_url = around_of(pack, words.language), settings.public_url()
    items = pack_items(database, pack, around, public_url=public_url)
    if ending in packing_formats():
        options = replace(items[0].options, template=template)
        with _refused_template(words):
            content = make_pack(database, PackRequest(pack, around, ending, options))
        _write(content, arguments.out, f"{arguments.pack.stem}.{ending}", words)
        return 0
    if arguments.out == STANDARD_OUTPUT:
        raise ExportRefused(words("--out is “-”, but this pack becomes several files; wanted a folder."))
    _require_figures_of_each(database, items[: len(pack.sheets)], arguments.pack.name)
    folder = Path(arguments.out or arguments.pack.stem)
    folder.mkdir(parents=True, exist_ok=True)
    width = len(str(len(items)))
    for number, item in enumerate(items, start=1):
        _write_chart(database, item, ending, template, f"{folder}/", words, prefix=f"{number:0{width}}_")
    return 0


def _refill(database: Database, arguments: argparse.Namespace, words: Words) -> int:
    """Slides or a document that were made before, filled with today's figures, and what was done."""
    from dashboard.files.refill_file import refill_file
    from dashboard.files.refill_report import lines

    asked = {"CHART": arguments.chart, "--query": arguments.query, "--pack": arguments.pack}
    asked |= {"--format": arguments.format, "--template": arguments.template}
    asked |= {f"--{name}": getattr(arguments, name) for name in CHOICES}
    if others := [name for name, value in asked.items() if value]:
        raise ExportRefused(
            words("--into takes no {names}: the file says what is in it.", names=words(", ").join(others))
        )
    path: Path = arguments.into
    if arguments.out not in (None, STANDARD_OUTPUT) and Path(arguments.out).resolve() == path.resolve():
        raise ExportRefused(words("--out is the file that --into reads: choose another name."))
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise ExportRefused(
            words("{file} cannot be read: {cause}.", file=path, cause=fault.strerror)
        ) from fault
    try:
        refilled, ending = refill_file(
            database,
            content,
            Selection(language=words.language),
            Options(public_url=settings.public_url()),
        )
    except TemplateNotRead as fault:
        sentence = words("{file} cannot be filled: {cause}.", file=path, cause=fault.sentence(words))
        raise ExportRefused(sentence) from fault
    told = sys.stderr if arguments.out == STANDARD_OUTPUT or not refilled.slides else sys.stdout
    for line in lines(refilled, words, ending):
        print(line, file=told)
    if not refilled.slides:
        return FAILED
    moment = catalogue(database).version.recorded_at
    day = moment.date().isoformat() if moment else "undated"
    _write(refilled.content, arguments.out, f"{path.stem}_{day}.{ending}", words)
    return 0


def _require_figures_of_each(database: Database, items: Sequence[PackItem], pack: str) -> None:
    """Say of all charts without figures at once that they have none, before any file is written."""
    told: list[str] = []
    for number, item in enumerate(items, start=1):
        try:
            require_figures(database, item.catalogue, item.sheet(database), item.asked)
        except NothingToDraw as nothing:
            told += [f"{pack}, sheet[{number}]: {sentence}" for sentence in nothing.args]
    if told:
        raise NothingToDraw(*told)


def _with_looks(sheet: PackSheet, options: Mapping[str, str]) -> PackSheet:
    """The chart with the looks that were typed, before those of its own query."""
    arguments = arguments_of(sheet.query.removeprefix("?"))
    arguments.pop(DOWNLOAD, None)
    arguments |= {name: [value] for name, value in options.items()}
    return replace(sheet, query=urlencode(arguments, doseq=True))


def _refuse(faults: Sequence[str]) -> None:
    """Everything that is wrong, at once."""
    if faults:
        raise ExportRefused(*faults)


def _faults(database: Database, sheet: PackSheet, around: Selection, where: str, words: Words) -> list[str]:
    """What is wrong in a query; also a name that nobody knows, for a person who types it means something.
    That a chart is unknown is said where its name was typed."""
    query = sheet.query.removeprefix("?")
    asked = asked_by(database, replace(sheet, query=query), around)
    wrong = [one for one in asked.dropped if one.reason != "unknown-chart" and one.name != DOWNLOAD]
    return sentences(wrong, where, known_in(asked.catalogue), words)


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
    require_figures(database, item.catalogue, sheet, item.asked)
    options = replace(item.options, template=template)
    with _refused_template(words):
        content = FileRequest(item.chart, formats()[ending], item.catalogue, item.selection, options).file(
            sheet
        )
    _write(content, out, f"{prefix}{file_stem(sheet)}.{ending}", words)


def _looks(arguments: argparse.Namespace, faults: list[str], words: Words) -> dict[str, str]:
    """The looks that were typed, by name; what is in a query stands behind them."""
    typed = {name: value for name in CHOICES if (value := getattr(arguments, name)) is not None}
    _, wrong, _ = read_options({name: [value] for name, value in typed.items()})
    for fault in wrong:
        faults += sentences([fault], f"--{fault.name}", {}, words)
    return typed


@contextmanager
def _refused_template(words: Words) -> Iterator[None]:
    """Say in a sentence what a format finds wrong with an office's slides."""
    try:
        yield
    except TemplateNotRead as fault:
        raise ExportRefused(
            words("--template cannot be used: {cause}.", cause=fault.sentence(words))
        ) from fault


def _template(arguments: argparse.Namespace, faults: list[str], words: Words) -> bytes | None:
    """The bytes of the office's own slides; None where none were named, or can be read."""
    path: Path | None = arguments.template
    try:
        return path.read_bytes() if path is not None else None
    except OSError as fault:
        faults.append(words("{file} cannot be read: {cause}.", file=path, cause=fault.strerror))
        return None


def _format(typed: str | None, faults: list[str], words: Words) -> str:
    ending = meant(typed or "", formats())
    if ending is None:
        faults.append(_not_among("--format", typed, formats(), words))
    return ending or ""


def _not_among(name: str, typed: str | None, names: Collection[str], words: Words) -> str:
    return words(
        "{name} is “{found}”; wanted one of {names}.",
        name=name,
        found=typed or words("nothing"),
        names=", ".join(names),
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
