"""The command that writes the reading side as a site of files: ``piracy publish DIR``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from dashboard import settings
from dashboard.publish.folder import NotASite
from dashboard.publish.making import publish
from dashboard.queries import WholeDatabase
from dashboard.words import LANGUAGES, interface_words

REFUSED, FAILED = 2, 1


def add_publish_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], language: str
) -> argparse.ArgumentParser:
    """Add ``publish`` to the ``piracy`` command and return it; app.py gives it a database to read."""
    words = interface_words(language)
    parser = commands.add_parser(
        "publish", help=words("write all pages, charts and downloads as files, for any web server or none")
    )
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=words("an empty folder, or a site made before")
    )
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help=words("what the addresses of the site begin with; for its sitemap"),
    )
    parser.add_argument(
        "--languages",
        default=",".join(LANGUAGES),
        help=words("of {names}, the first of them first", names=", ".join(LANGUAGES)),
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help=words("how many processes may work at a time")
    )
    return parser


def publish_site(
    engine: WholeDatabase,
    arguments: argparse.Namespace,
    language: str,
    *,
    data: Callable[[Path], object],
    open_engine: Callable[[], WholeDatabase],
) -> int:
    """Write or bring up to date; 0, or 1 where a file cannot be written, 2 where it was refused."""
    words = interface_words(language)
    languages = tuple(dict.fromkeys(one for one in arguments.languages.split(",") if one))
    if not languages or set(languages) - set(LANGUAGES):
        sentence = words(
            "{name} is “{found}”; wanted one of {names}.",
            name="--languages",
            found=arguments.languages,
            names=", ".join((*LANGUAGES, ",".join(LANGUAGES))),
        )
        print(sentence, file=sys.stderr)
        return REFUSED
    base = arguments.base_url.rstrip("/")
    if base and (urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname):
        sentence = words(
            "{name} is “{found}”; wanted an address such as https://www.example.go.jp/piracy.",
            name="--base-url",
            found=arguments.base_url,
        )
        print(sentence, file=sys.stderr)
        return REFUSED
    try:
        report = publish(
            engine,
            arguments.folder,
            languages=languages,
            base=base,
            live=settings.public_url(),
            data=data,
            processes=max(1, arguments.jobs),
            open_engine=open_engine,
            told=_progress() if sys.stderr.isatty() else lambda _done, _all, _what: None,
        )
    except NotASite as fault:
        sentence = words(
            "{folder} holds {found}, which was not published from here, so nothing was written. Name an "
            "empty folder, or one that “piracy publish” made.",
            folder=fault.folder,
            found=fault.found,
        )
        print(sentence, file=sys.stderr)
        return REFUSED
    except OSError as fault:
        name = fault.filename or arguments.folder
        print(words("{file} cannot be written: {cause}.", file=name, cause=fault.strerror), file=sys.stderr)
        return FAILED
    print(
        words(
            "{folder}: {written} files written, {unchanged} as they were, {removed} removed.",
            folder=arguments.folder,
            written=len(report.written),
            unchanged=report.unchanged,
            removed=len(report.removed),
        )
    )
    if not base:
        print(words("No sitemap: --base-url says what the addresses of the site begin with."))
    return 0


def _progress() -> Callable[[int, int, str], None]:
    def told(done: int, all: int, what: str) -> None:
        print(f"\r{done}/{all}  {what[:60]:60}", end="\n" if done == all else "", file=sys.stderr, flush=True)

    return told
