"""Where an axis of a native chart begins and ends, and its step: counts in whole numbers from zero. Pure."""

from __future__ import annotations

from math import ceil, floor


def nice_range(low: float, high: float, *, ticks: int, whole: bool) -> tuple[float, float, float]:
    """Lowest, highest and step of an axis: the highest is a step, so that the plot ends on a line."""
    span = max(high - min(low, 0), 1e-9)
    step = next(step for step in _steps(whole) if span / step <= ticks)
    bottom = floor(low / step) * step if low < 0 else 0
    top = ceil(round(high / step, 6)) * step
    return _tidy(bottom), _tidy(top), _tidy(step)


def _steps(whole: bool) -> list[float]:
    powers = range(0 if whole else -3, 9)
    return [factor * 10.0**power for power in powers for factor in (1, 2, 5)]


def _tidy(value: float) -> float:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
