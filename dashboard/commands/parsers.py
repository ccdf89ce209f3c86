"""What may be typed after ``piracy export``, ``publish`` and ``verdicts``; modules of these names do it.

Nothing heavy is imported here: ``piracy --help`` and every other command pass through this module.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dashboard.address import settings
from dashboard.address.options import CHOICES
from dashboard.words import LANGUAGES, Words, interface_words


class HelpWithNames(argparse.Action):
    """``--help`` of a command whose arguments are charts and formats: only for it are these looked for."""

    def __init__(self, option_strings: list[str], dest: str, *, words: Words) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help="show this help message and exit")
        self._words = words

    def __call__(self, parser: argparse.ArgumentParser, *_arguments: Any) -> None:
        from dashboard.charts import charts
        from dashboard.files.chart_file import formats

        words = self._words
        texts = {
            "chart": words("one of {names}", names=", ".join(charts())),
            "format": words("one of {names}", names=", ".join(formats())),
            "formats": words("of {names}", names=",".join(formats())),
        }
        for action in parser._actions:
            action.help = texts.get(action.dest, action.help)
        parser.print_help()
        parser.exit()


def add_export_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], language: str
) -> argparse.ArgumentParser:
    """Add ``export`` to the ``piracy`` command and return it; app.py gives it a database to read."""
    words = interface_words(language)
    parser = commands.add_parser(
        "export", help=words("write a chart, or a pack of charts, as a file in any format"), add_help=False
    )
    parser.add_argument("-h", "--help", action=HelpWithNames, words=words)
    parser.add_argument("chart", nargs="?", metavar="CHART")
    parser.add_argument("--format")
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
        names = words("one of {names}", names=", ".join(choice.values))
        parser.add_argument(f"--{name}", metavar=name.upper(), help=names)
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help=words("your office's own slides (.pptx)")
    )
    parser.add_argument(
        "--pack", type=Path, metavar="FILE", help=words("a TOML file that lists charts, for one presentation")
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FILE",
        help=words("slides or a document made before (.pptx, .docx), to be filled with today's figures"),
    )
    return parser


def add_publish_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], language: str
) -> argparse.ArgumentParser:
    """Add ``publish`` to the ``piracy`` command and return it; app.py gives it a database to read."""
    words = interface_words(language)
    parser = commands.add_parser(
        "publish",
        help=words("write every page, chart and file as a site that needs no server"),
        add_help=False,
    )
    parser.add_argument("-h", "--help", action=HelpWithNames, words=words)
    parser.add_argument("folder", type=Path, metavar="DIR", help=words("a new folder, or one written before"))
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help=words("where the copy will stand; default: {setting}", setting=settings.PUBLIC_URL),
    )
    parser.add_argument(
        "--languages", metavar="LANGUAGES", help=words("of {names}", names=",".join(LANGUAGES))
    )
    parser.add_argument("--formats", metavar="FORMATS")
    parser.add_argument(
        "--jobs", metavar="COUNT", help=words("how many processes draw at once; default: one a processor")
    )
    return parser


def add_verdicts_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], language: str
) -> argparse.ArgumentParser:
    """Add ``verdicts`` to the ``piracy`` command and return it; app.py gives it a database to read."""
    words = interface_words(language)
    parser = commands.add_parser(
        "verdicts", help=words("say whether each level is met, and if it could be chance")
    )
    parser.add_argument("--json", action="store_true", help=words("as JSON, a row for each period"))
    parser.add_argument(
        "--recorded", metavar="DATE", help=words("as our record stood at the end of a day, or at a moment")
    )
    return parser
