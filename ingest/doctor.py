"""Say what this installation has and what it lacks, and what to type to mend it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from ingest import schema, taken_back
from ingest.database import newest_version, schema_version
from ingest.words import Words

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
)
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
FONT_PATTERNS = (
    "*CJK*",
    "*Hiragino*",
    "*ヒラギノ*",
    "*Gothic*",
    "meiryo*",
    "msgothic*",
    "NotoSansJP*",
    "ipa*.ttf",
)


@dataclass(frozen=True)
class HealthCheck:
    """One thing looked at. ``needed`` is False for what only some features want."""

    name: str
    is_there: bool
    state: str
    remedy: str = ""
    needed: bool = True


def examine(engine: Engine, words: Words) -> Iterator[HealthCheck]:
    """Look at the database, its tables and figures, the browser and the fonts."""
    yield from _database(engine, words)
    yield _chromium(words)
    yield _japanese_font(words)


def _database(engine: Engine, words: Words) -> Iterator[HealthCheck]:
    name = words("Database")
    address = engine.url.render_as_string(hide_password=True)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        remedy = words("Type: piracy load")
        yield HealthCheck(name, False, words("no file yet ({address})", address=address), remedy)
        return
    try:
        version = schema_version(engine)
    except SQLAlchemyError as fault:
        remedy = words("Check PIRACY_DATABASE_URL, and that the database server runs.")
        state = words(
            "cannot be opened ({address}): {fault}", address=address, fault=str(fault).splitlines()[0]
        )
        yield HealthCheck(name, False, state, remedy)
        return
    yield HealthCheck(name, True, address)
    newest = newest_version()
    yield HealthCheck(
        words("Schema version"),
        version == newest,
        words("{version} (this program: {newest})", version=version or "—", newest=newest),
        words("Type: piracy load"),
    )
    if version == newest:
        yield _figures(engine, words)


def _figures(engine: Engine, words: Words) -> HealthCheck:
    with engine.connect() as connection:
        live = schema.observations.c.id.not_in(taken_back.ids())
        figures = connection.scalar(select(func.count()).select_from(schema.observations).where(live)) or 0
        lines = connection.scalar(select(func.count()).select_from(schema.series)) or 0
        undo = connection.scalar(select(func.max(taken_back.in_force().subquery().c.batch_id)))
    state = words("{figures} in {series} series", figures=figures, series=lines)
    remedy = words("Type: piracy load")
    if undo is not None:
        remedy = words(
            "All were taken back. To bring the last back: piracy undo {undo} --reason TEXT", undo=undo
        )
    return HealthCheck(words("Figures loaded"), figures > 0, state, remedy)


def _chromium(words: Words) -> HealthCheck:
    path = next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)
    return HealthCheck(
        "Chromium",
        path is not None,
        path or words("not found; only the browser tests need it"),
        words("On Debian or Ubuntu type: sudo apt-get install chromium"),
        needed=False,
    )


def _japanese_font(words: Words) -> HealthCheck:
    font = _font()
    return HealthCheck(
        words("Japanese font"),
        font is not None,
        font
        or words("not found; pages use the reader's fonts, so only pictures made here would lack glyphs"),
        words("On Debian or Ubuntu type: sudo apt-get install fonts-noto-cjk"),
        needed=False,
    )


def _font() -> str | None:
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False, timeout=30
        ).stdout.splitlines()
        return sorted(listed)[0] if listed else None
    folders = (Path(folder) for folder in FONT_FOLDERS if Path(folder).is_dir())
    fonts = (font for folder in folders for pattern in FONT_PATTERNS for font in folder.rglob(pattern))
    return next((font.name for font in fonts), None)
