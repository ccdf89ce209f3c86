"""Arithmetic of colours as office programs do it, and what can be read on what. Pure.

Colours are texts of six hexadecimal digits. Contrast and luminance: WCAG 2.2; ``lumMod`` and ``lumOff`` act
on the lightness of hue, saturation and lightness (ISO/IEC 29500-1, 20.1.2.3.20); differences: CIE 1976.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls

TEXT, MARK = 4.5, 3.0
"""The least contrast of letters, and of lines and marks that mean something."""
STEPS = tuple(step / 20 for step in range(20, 0, -1))
KEPT = (1.0, 0.0)

Shift = tuple[float, float]
"""Of the lightness: what it is multiplied by, and what is added then (``lumMod``, ``lumOff``)."""


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def shifted(colour: str, shift: Shift) -> str:
    """A colour made lighter or darker as ``lumMod`` and ``lumOff`` do."""
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    lightness = min(1.0, max(0.0, lightness * shift[0] + shift[1]))
    return _text(hls_to_rgb(hue, lightness, saturation))


def readable(colour: str, wanted: Mapping[str, float]) -> Shift | None:
    """The smallest shift that gives a colour the contrast ``wanted`` against each ground; None where none
    does."""
    for step in STEPS:
        for shift in ((step, 0.0), (step, round(1 - step, 2))):
            candidate = shifted(colour, shift)
            if all(contrast(candidate, ground) >= least for ground, least in wanted.items()):
                return shift
    return None


def mixed(colour: str, ground: str, opacity: float) -> str:
    """What is seen of a colour that lets a ground shine through."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return _text([part * opacity + below * (1 - opacity) for part, below in pairs])


def difference(one: str, other: str) -> float:
    """How differently two colours are seen; some 2.3 can just be noticed."""
    return float(sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other), strict=True)) ** 0.5)


def _parts(colour: str) -> list[float]:
    return [part / 255 for part in bytes.fromhex(colour.removeprefix("#"))]


def _text(parts: Iterable[float]) -> str:
    return "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _lab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(part) for part in _parts(colour))
    x, y, z = (
        _root(part)
        for part in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
