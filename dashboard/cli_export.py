"""The command that writes a chart as a file: ``piracy export``, the same bytes as the address gives."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

from dashboard.exporters.carried import PAPERS, SCALES, Options, public_address
from dashboard.exporters.pptx_file import TemplateNotRead
from dashboard.files import chart_file, charts, formats
from dashboard.queries import Database, catalogue
from dashboard.selection import read_selection, recorded_in
from dashboard.words import Words, interface_words

STANDARD_OUTPUT = "-"


def add_export_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], language: str
) -> argparse.ArgumentParser:
    """Add ``export`` to the ``piracy`` command and return it; app.py gives it a database to read."""
    words = interface_words(language)
    parser = commands.add_parser("export", help=words("write a chart as a file: a slide, a picture, a table"))
    parser.add_argument("chart", help=words("which chart: {known}", known=", ".join(charts())))
    parser.add_argument("--format", default="csv", help=", ".join(formats()))
    parser.add_argument("--query", default="", help=words("what it shows, as in an address"))
    parser.add_argument("--out", default="", help=words("the file to write; - for standard output"))
    parser.add_argument("--scale", type=int, default=1, choices=SCALES)
    parser.add_argument("--background", default="white", choices=("white", "transparent"))
    parser.add_argument("--paper", default=PAPERS[0], choices=PAPERS)
    parser.add_argument("--template", type=Path, help=words("an office's own slides (.pptx)"))
    return parser


def export_chart(database: Database, arguments: argparse.Namespace, language: str) -> int:
    """Write the file; 0, or 2 where something asked for is not there."""
    words = interface_words(language)
    refusal = _refusal(arguments, words)
    if refusal:
        print(refusal, file=sys.stderr)
        return 2
    asked = parse_qs(arguments.query.removeprefix("?"), keep_blank_values=True)
    named = catalogue(database, recorded=recorded_in(asked))
    selection, dropped = read_selection(asked, known=named.series.keys(), preferred_language=language)
    if dropped:
        for one in dropped:
            print(one.sentence(words), file=sys.stderr)
        return 2
    template = arguments.template.read_bytes() if arguments.template else None
    options = Options(
        scale=arguments.scale,
        transparent=arguments.background == "transparent",
        paper=arguments.paper,
        template=template,
        public_url=public_address(os.environ.get("PIRACY_PUBLIC_URL", "")),
    )
    selection = replace(selection, says_language=True)
    try:
        content, stem = chart_file(database, named, arguments.chart, selection, arguments.format, options)
    except TemplateNotRead as fault:
        refusal = words(
            "{file} cannot be used: {why}. Wanted a PowerPoint file (.pptx).",
            file=arguments.template,
            why=str(fault).rstrip("."),
        )
        print(refusal, file=sys.stderr)
        return 2
    if arguments.out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return 0
    path = Path(arguments.out or f"{stem}.{arguments.format}")
    try:
        path.write_bytes(content)
    except OSError as fault:
        print(words("{file} could not be written: {why}.", file=path, why=fault.strerror), file=sys.stderr)
        return 1
    print(path)
    return 0


def _refusal(arguments: argparse.Namespace, words: Words) -> str:
    """What was asked for and is not there, with what there is; "" where all is."""
    for found, known in ((arguments.chart, charts()), (arguments.format, formats())):
        if found not in known:
            return words(
                "“{found}” is not there; wanted one of {known}.", found=found, known=", ".join(known)
            )
    if arguments.template and not arguments.template.is_file():
        return words("{file} is not there; wanted slides to take over.", file=arguments.template)
    return ""
