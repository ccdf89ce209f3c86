"""Make the package's font anew out of an installed Noto Sans CJK: ``make fonts``. The same twice.

For those who work on the program: it needs fonttools, which the tests bring, and ``fonts-noto-cjk``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dashboard.fonts.ruler import FILES as FONTS

PROJECT = Path(__file__).parents[2]
READ = (("data", (".csv",)), ("dashboard", (".py", ".po", ".typ", ".html")), ("ingest", (".po",)))
"""Where the characters that we show stand: folders, and the endings of the files in them."""
SHOWN_ON_SCREENS_ALONE = ("desk", "pages")
"""Folders whose signs a browser draws, in the reader's own fonts."""
INSTALLED = {400: "NotoSansCJK-Regular.ttc", 700: "NotoSansCJK-Bold.ttc"}
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "~/.fonts", "~/.local/share/fonts")
FACE = "Noto Sans CJK JP"
FEATURES = ("kern", "palt", "locl", "ccmp", "liga")
BLOCKS = ((0x20, 0x17F), (0x2010, 0x2044), (0x3000, 0x30FF), (0xFF00, 0xFFEF))
"""Latin with its accents, punctuation, kana, and both in full and half width."""
SIGNS_AND_FIRST_LEVEL = (*range(1, 9), *range(16, 48))
"""Rows of JIS X 0208: signs, Greek, Cyrillic and rules; the 2965 kanji of level 1."""
CELLS = range(1, 95)


def characters_shown() -> set[str]:
    """Every printable character of the data, of the words of both languages, and of the code that draws."""
    letters: set[str] = set()
    for folder, endings in READ:
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in endings and path.parent.name not in SHOWN_ON_SCREENS_ALONE:
                letters |= set(path.read_text(encoding="utf-8"))
    return {letter for letter in letters if letter.isprintable()}


def characters() -> set[str]:
    """What the font is to hold: what is shown, and what a name that somebody adds is likely to need."""
    blocks = {chr(number) for first, last in BLOCKS for number in range(first, last + 1)}
    return characters_shown() | blocks | set(_japanese_standard())


def _japanese_standard() -> Iterator[str]:
    for row in SIGNS_AND_FIRST_LEVEL:
        for cell in CELLS:
            yield from bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp", "ignore")


def installed(name: str) -> Path:
    """The font collection of this name. Raises ``FileNotFoundError``, which says what to type."""
    for folder in FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob(name)):
            return path
    raise FileNotFoundError(f"{name} was not found. Type: sudo apt-get install -y fonts-noto-cjk")


def make(weight: int, out: Path) -> None:
    """Write the subset of one weight (400 or 700)."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - not there where the program runs
    from fontTools.ttLib import TTCollection  # noqa: PLC0415

    faces = TTCollection(installed(INSTALLED[weight]), lazy=True).fonts
    font = next(face for face in faces if face["name"].getDebugName(1) == FACE)
    subsetter = Subsetter(Options(layout_features=list(FEATURES), hinting=False, recalc_timestamp=False))
    subsetter.populate(text="".join(sorted(characters())))
    subsetter.subset(font)
    font.recalcTimestamp = False
    font.save(out, reorderTables=True)


if __name__ == "__main__":
    try:
        for weight, file in FONTS.items():
            make(weight, file)
            print(f"{file.relative_to(PROJECT)}: {file.stat().st_size:,} bytes")
    except FileNotFoundError as missing:
        sys.exit(str(missing))
