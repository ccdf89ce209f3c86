"""Find what the tests need beside Python, and install it or say the one line to type.

A browser, a Japanese font and PostgreSQL's server programs. Nothing is skipped where one is missing.
This is the only place that knows where these are; it uses the standard library alone, as it may run first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HEADLESS_SHELL = "chromium-headless-shell"
"""Chromium without its windows, a Debian package of this name: a page costs it a third of the processor."""
CHROMIUM_NAMES = (HEADLESS_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_PROGRAMS = ("initdb", "pg_ctl")
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)
FONT_PATTERNS = ("*CJK*", "*Hiragino*", "*ヒラギノ*", "NotoSansJP*", "NotoSerifJP*", "ipa*.ttf", "takao*")


def find_chromium() -> str | None:
    """The browser that ``CHROMIUM`` names, else the first on PATH that starts (some are mere notices)."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    for name in names:
        program = shutil.which(name)
        if program and _says([program, "--version"]):
            return program
    return None


def find_japanese_font() -> str | None:
    """A font with Japanese letters: fontconfig's word, else a file whose name says so."""
    if shutil.which("fc-list"):
        listed = _says(["fc-list", ":lang=ja", "file"]).splitlines()
        return listed[0].rstrip(": ") if listed else None
    for folder in FONT_FOLDERS:
        for pattern in FONT_PATTERNS:
            for file in Path(folder).expanduser().rglob(pattern):
                return str(file)
    return None


def find_postgres() -> Path | None:
    """The folder that holds both initdb and pg_ctl; the newest where Debian keeps several."""
    folders = [
        Path(program).resolve().parent for name in POSTGRES_PROGRAMS if (program := shutil.which(name))
    ]
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: _number(folder.parent.name), reverse=True)
    if shutil.which("pg_config"):
        folders.append(Path(_says(["pg_config", "--bindir"]).strip() or "/nowhere"))
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in POSTGRES_PROGRAMS):
            return folder
    return None


@dataclass(frozen=True)
class Need:
    """Something the tests need: what a person calls it, how to find it, the Debian package that brings it."""

    name: str
    find: Callable[[], object]
    package: str


CHROMIUM = Need("Chromium", find_chromium, "chromium")
JAPANESE_FONT = Need("a Japanese font", find_japanese_font, "fonts-noto-cjk")
POSTGRES = Need("PostgreSQL's server programs (initdb, pg_ctl)", find_postgres, "postgresql")
NEEDS = (CHROMIUM, JAPANESE_FONT, POSTGRES)


def remedy(*needs: Need) -> str:
    """What is missing and the one line that brings it."""
    names = ", ".join(need.name for need in needs)
    if not shutil.which("apt-get"):
        return f"Not found: {names}. Install it with this system's package manager, then: make test"
    return f"Not found: {names}. Type: sudo apt-get install -y {' '.join(need.package for need in needs)}"


def main() -> int:
    """Find every need, installing the missing ones as root; 1 if one is still missing."""
    named = os.environ.get("CHROMIUM")
    if named and not find_chromium():
        print(
            f"CHROMIUM is “{named}”, which does not start. Name one that does, or unset it.", file=sys.stderr
        )
        return 1
    missing = [need for need in NEEDS if not need.find()]
    if _may_install():
        if missing:
            _apt_get("update")
        packages = {need.package for need in missing}
        if not named and not shutil.which(HEADLESS_SHELL) and _says(["apt-cache", "show", HEADLESS_SHELL]):
            packages = packages - {CHROMIUM.package} | {HEADLESS_SHELL}
        if packages:
            print(f"Installing {' '.join(sorted(packages))} (a few minutes, once) ...", flush=True)
            _apt_get("install", "-y", *sorted(packages))
            missing = [need for need in missing if not need.find()]
    for need in NEEDS:
        if need not in missing:
            print(f"{need.name}: {need.find()}")
    if missing:
        print(remedy(*missing), file=sys.stderr)
    return 1 if missing else 0


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_get(*arguments: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(f"{' '.join(command)} failed:\n{done.stdout}", file=sys.stderr)
    return done.returncode == 0


def _says(command: list[str]) -> str:
    """What a program prints; "" where it fails, or hangs for a minute."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _number(version: str) -> float:
    try:
        return float(version)
    except ValueError:
        return 0.0


if __name__ == "__main__":
    raise SystemExit(main())
