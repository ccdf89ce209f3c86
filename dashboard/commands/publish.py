"""The command that writes the whole reading side as files: ``piracy publish``."""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.address import settings
from dashboard.address.known import meant
from dashboard.files.chart_file import formats
from dashboard.publish.manifest import NAME, NotOurs
from dashboard.publish.run import Means, Outcome, publish
from dashboard.record.queries import Database
from dashboard.words import LANGUAGES, Words, interface_words
from ingest.unavailable import lacks_space

REFUSED, FAILED = 2, 1
MOST_JOBS = 8
STEPS = 10
"""How often progress is told, in whole, where no terminal shows it."""
SECONDS_UNKNOWN, SHARE_UNKNOWN = 3.0, 0.05
"""So long, and until so much is done, nobody knows how long the rest will take."""
SECONDS_TOLD = 90
"""Up to here what is left is told in seconds, by fives; above in minutes."""
REST_OF_LINE = "\x1b[K"
"""Tells a terminal to clear the line from here on."""


class Progress:
    """How many pages and charts are made, and how long the rest will take at the rate so far: on a terminal
    as a line that renews itself, elsewhere after each tenth. On standard error."""

    def __init__(self, words: Words, clock: Callable[[], float] = time.monotonic) -> None:
        self.words, self.clock, self.began_at = words, clock, clock()

    def __call__(self, done: int, count: int, share: float) -> None:
        """Tell it; ``share`` is the part of the work that is done, from 0 to 1."""
        if sys.stderr.isatty():
            line = "" if done == count else self.line(done, count, share)
            print(f"\r{line}{REST_OF_LINE}", end="", file=sys.stderr, flush=True)
        elif done == count or (done * STEPS) // count > ((done - 1) * STEPS) // count:
            print(self.line(done, count, share), file=sys.stderr, flush=True)

    def line(self, done: int, count: int, share: float) -> str:
        """What is told; without a time until one is known, and at the end."""
        words, passed = self.words, self.clock() - self.began_at
        left = passed * (1 - share) / share
        if passed < SECONDS_UNKNOWN or share < SHARE_UNKNOWN or done == count:
            return words("{done} of {count} pages and charts", done=done, count=count)
        if left <= SECONDS_TOLD:
            return words(
                "{done} of {count} pages and charts, about {seconds} seconds left",
                done=done,
                count=count,
                seconds=5 * math.ceil(left / 5),
            )
        return words(
            "{done} of {count} pages and charts, about {minutes} minutes left",
            done=done,
            count=count,
            minutes=math.ceil(left / 60),
        )


class PublishRefused(Exception):
    """What was typed cannot be done; the message says what is wanted."""


def publish_site(
    database: Database,
    arguments: argparse.Namespace,
    language: str,
    *,
    write_data: Callable[[Path], object],
    open_database: Callable[[], Database],
) -> int:
    """Write what is asked; 0, or 1 where it cannot be written or must be run again, 2 where refused."""
    words = interface_words(language)
    try:
        base_url = _base_url(arguments.base_url, words)
        means = Means(write_data, open_database, _jobs(arguments.jobs, words), Progress(words))
        outcome = publish(
            database,
            arguments.folder,
            means,
            base_url=base_url,
            languages=_names("--languages", arguments.languages, LANGUAGES, words),
            endings=_names("--formats", arguments.formats, list(formats()), words),
        )
    except PublishRefused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except NotOurs:
        print(_not_ours(arguments.folder, words), file=sys.stderr)
        return REFUSED
    except OSError as fault:
        if lacks_space(fault):
            raise
        name = fault.filename or arguments.folder
        print(words("{file} cannot be written: {cause}.", file=name, cause=fault.strerror), file=sys.stderr)
        return FAILED
    if not base_url:
        print(
            words(
                "No --base-url and no {setting}: written without sitemap.xml and canonical links.",
                setting=settings.PUBLIC_URL,
            )
        )
    return _report(outcome, arguments.folder, words)


def _report(outcome: Outcome, folder: Path, words: Words) -> int:
    if outcome.written or outcome.removed:
        print(
            words(
                "{folder}: {files} files, {size} MB; {written} written, {removed} removed.",
                folder=folder,
                files=outcome.files,
                size=f"{outcome.bytes / 1e6:.1f}",
                written=len(outcome.written),
                removed=len(outcome.removed),
            )
        )
    else:
        print(words("{folder}: {files} files, nothing changed.", folder=folder, files=outcome.files))
    if outcome.has_moved:
        print(words("The database changed meanwhile. Run this command again."), file=sys.stderr)
        return FAILED
    return 0


def _not_ours(folder: Path, words: Words) -> str:
    if not folder.is_dir():
        return words("{folder} is a file; wanted a folder. Name another.", folder=folder)
    if (folder / NAME).exists():
        return words(
            "{folder} has a {manifest} that cannot be read; wanted the one that this command wrote. Name "
            "another folder, or empty this one.",
            folder=folder,
            manifest=NAME,
        )
    return words(
        "{folder} has files, but no {manifest}; wanted a new or empty folder, or one that this command "
        "wrote. Name another folder, or empty this one.",
        folder=folder,
        manifest=NAME,
    )


def _base_url(text: str | None, words: Words) -> str:
    if text is None:
        return settings.public_url()
    address = text.strip().rstrip("/")
    if address and not settings.leads_here(address):
        raise PublishRefused(
            words(
                "--base-url is “{found}”; wanted the address that readers use, such as "
                "https://piracy.example.go.jp.",
                found=text,
            )
        )
    return address


def _names(option: str, text: str | None, names: Sequence[str], words: Words) -> list[str]:
    """Names with commas between them, in the program's order; all where none is given."""
    if text is None:
        return list(names)
    typed = [name.strip() for name in text.split(",") if name.strip()]
    chosen = [meant(name, names) for name in typed]
    wrong = [name for name, known in zip(typed, chosen, strict=True) if known is None]
    if wrong or not chosen:
        raise PublishRefused(
            words(
                "{name} is “{found}”; wanted one of {names}.",
                name=option,
                found=", ".join(wrong) or words("nothing"),
                names=", ".join(names),
            )
        )
    return [name for name in names if name in chosen]


def _jobs(text: str | None, words: Words) -> int:
    if text is None:
        return min(os.cpu_count() or 1, MOST_JOBS)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 64:
        return int(text)
    raise PublishRefused(words("--jobs is “{found}”; wanted a number from 1 to 64.", found=text))
