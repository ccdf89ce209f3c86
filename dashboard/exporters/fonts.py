"""Which fonts a printed sheet is set in: the package's own, else a Noto that the server has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

PACKAGED = Path(__file__).parents[1] / "fonts"
ENDINGS = (".otf", ".ttf")
FAMILIES = ("Noto Sans JP", "Noto Sans CJK JP", "Noto Sans", "Liberation Sans", "DejaVu Sans")
"""The families that a sheet may be set in, the best first; the first two hold Latin and Japanese alike."""
ALWAYS_THERE = "Libertinus Serif"
"""The family that the typesetter brings itself: Latin alone."""


@dataclass(frozen=True, eq=False)
class Fonts:
    """The typesetter's fonts and the families to name, in order; at least one."""

    loaded: typst.Fonts
    families: tuple[str, ...]


@cache
def fonts() -> Fonts:
    """The fonts in ``dashboard/fonts``; those of the server only where the package has none."""
    import typst

    has_own = PACKAGED.is_dir() and any(path.suffix in ENDINGS for path in PACKAGED.iterdir())
    loaded = typst.Fonts(include_system_fonts=not has_own, font_paths=[PACKAGED] if has_own else [])
    available = set(loaded.families())
    families = tuple(family for family in FAMILIES if family in available)
    return Fonts(loaded, families or (ALWAYS_THERE,))
