"""The drawings of two captures side by side, for a person to look at. For ``compare_output.py``."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import resvg_py
from PIL import Image, ImageChops, ImageDraw


def pictures(before: Path, after: Path, out: Path, project: Path, kinds: list[str]) -> None:
    """Every drawing of both captures in one picture a pair, and one sheet of all, most different first."""
    out.mkdir(parents=True, exist_ok=True)
    fonts = [str(file) for file in sorted((project / "dashboard").rglob("*.otf"))]
    old, new = (dict(_drawings(folder, kinds)) for folder in (before, after))
    pairs: list[tuple[float, str, Any]] = []
    for name in sorted(old.keys() | new.keys()):
        left, right = (_drawn(each[name], fonts) if name in each else None for each in (old, new))
        left, right = left or Image.new("RGB", right.size), right or Image.new("RGB", left.size)
        changed = 1.0
        if left.size == right.size:
            shades = ImageChops.difference(left, right).convert("L").histogram()
            changed = sum(shades[24:]) / (left.width * left.height)
        pair = Image.new("RGB", (left.width + right.width + 12, max(left.height, right.height) + 24), "white")
        ImageDraw.Draw(pair).text((6, 6), f"{name}: {changed:.1%} of the picture changed", fill="black")
        pair.paste(left, (0, 24))
        pair.paste(right, (left.width + 12, 24))
        pair.save(out / f"{name.replace('/', '_')}.png")
        pair.thumbnail((800, 640))
        pairs.append((changed, name, pair))
    pairs.sort(key=lambda each: (-each[0], each[1]))
    for number in range(0, len(pairs), 24):
        shown = [pair for _, _, pair in pairs[number : number + 24]]
        high = max(pair.height for pair in shown) + 10
        sheet = Image.new("RGB", (3 * 810, -(-len(shown) // 3) * high), "#888")
        for place, pair in enumerate(shown):
            sheet.paste(pair, (place % 3 * 810 + 5, place // 3 * high + 5))
        sheet.save(out / f"sheet-{number // 24 + 1:02}.png")
    print(*(f"{changed:6.1%}  {name}" for changed, name, _ in pairs), sep="\n")


def _drawings(folder: Path, kinds: list[str]) -> Iterator[tuple[str, str]]:
    """The name and text of each drawing, those within pages too."""
    for kind in kinds:
        for file in sorted((folder / kind).rglob("*")):
            if file.suffix in (".svg", ".html"):
                text = file.read_text(encoding="utf-8")
                # A picture's file may hold one drawing within another; a page holds them side by side.
                parts = [text] if file.suffix == ".svg" else re.findall(r"<svg\b.*?</svg>", text, re.DOTALL)
                for place, drawing in enumerate(parts):
                    yield f"{file.relative_to(folder).as_posix()}-{place}", drawing


def _drawn(drawing: str, fonts: list[str]) -> Any:
    """As the program makes a PNG: with the package's own font alone."""
    family = "Noto Sans CJK JP"
    content = resvg_py.svg_to_bytes(
        svg_string=drawing,
        skip_system_fonts=True,
        font_files=fonts,
        font_family=family,
        sans_serif_family=family,
        background="white",
    )
    return Image.open(io.BytesIO(bytes(content))).convert("RGB")
