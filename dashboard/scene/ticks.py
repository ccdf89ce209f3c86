"""Where the axes have their ticks, and what stands beside them. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A place of an axis and its label."""

    at: float
    text: str


def year_ticks(first: int, last: int, *, most: int) -> tuple[Tick, ...]:
    """At most about so many years: the newest has one while steps are short, else they are round years."""
    span = last - first + 1
    step = next((step for step in (1, 2, 5, 10) if span / step <= most), 20)
    return years_by(first, last, step)


def years_by(first: int, last: int, step: int) -> tuple[Tick, ...]:
    """Years a step apart; a step of two or less counts back from the last year."""
    start = last - step * ((last - first) // step) if step <= 2 else first + -first % step
    return tuple(Tick(year, str(year)) for year in range(start, last + 1, step))


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10 ... (or a tenth of them) that divides a span into at most so many parts."""
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def count_ticks(top: float, *, most: int) -> tuple[Tick, ...]:
    """Whole numbers from zero; each one on a low axis."""
    step = 1 if top <= 6 else max(1, int(round_step(top, most)))
    return tuple(Tick(count, f"{count:,}") for count in range(0, math.floor(top) + 1, step))


def rate_ticks(top: float, *, most: int) -> tuple[Tick, ...]:
    """Round numbers from zero with as many decimals as their step has."""
    step = round_step(top, most)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return tuple(
        Tick(number * step, f"{number * step:.{decimals}f}") for number in range(int(top / step) + 1)
    )


def change_ticks(changes: Sequence[float], *, most: int) -> tuple[Tick, ...]:
    """Signed whole numbers between the lowest and the highest change, "no change" always among them."""
    low, high = int(min([0, *changes])), int(max([0, *changes]))
    span = max(1, high - low)
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    step = next((step for step in steps if span / step < most), span)
    return tuple(
        Tick(change, f"{change:+,d}".replace("-", "−") if change else "0")
        for change in range(-(-low // step) * step, high + 1, step)
    )
