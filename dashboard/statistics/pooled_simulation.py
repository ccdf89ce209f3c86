"""How often ``pooled`` and ``steps`` err on counts of known rates: seeded simulation, published on Methods.

Counts are negative binomial (Poisson at a ratio of 1), the years independent of one another. A series has some
years of history, three evaluated years and five years after, as ours do. Counted, for one mean and ratio:

- false_alarms: the rate never changes, yet at one of five yearly looks (one later year, then two, up to five)
  ``pooled.compare`` finds a change at 95 %;
- coverage: the interval of the ratio after two later years holds the true one (95 %);
- power: the rate is half as much again after the evaluation, and the look after two later years finds it;
- false_steps: the rate never changes, yet ``steps.story`` of all the years finds a step.

The dispersion is estimated as verdicts do it, within the steps found in the history, the evaluated years and
the years after. ``python -m dashboard.statistics.pooled_simulation`` writes ``pooled_effects.csv`` anew (some
minutes).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard.statistics.dispersion import Dispersion, within
from dashboard.statistics.intervals import CONFIDENCE
from dashboard.statistics.pooled import share_limits
from dashboard.statistics.steps import story

MEANS = (0.3, 3, 20, 60, 200)
RATIOS = (1, 2, 3, 5)
HISTORIES = (0, 8)
EVALUATED, LOOKS, POWER_AFTER, GROWTH = 3, 5, 2, 1.5
RUNS = 2_000
SEED = 20_261_130
FILE = Path(__file__).with_name("pooled_effects.csv")


@dataclass(frozen=True)
class Effect:
    """What happens at one mean (incidents a year), variance-to-mean ratio and length of the history (years).

    Shares of ``runs`` series; the standard error of a share s is sqrt(s (1 - s) / runs).
    """

    mean: float
    ratio: int
    history: int
    false_alarms: float
    coverage: float
    power: float
    false_steps: float
    runs: int


def effect(mean: float, ratio: int, history: int, *, runs: int = RUNS) -> Effect:
    """The shares at one place; the same place and number of runs give the same shares."""
    generator = np.random.default_rng([SEED, round(10 * mean), ratio, history])
    before = _counts(generator, mean, ratio, (runs, history + EVALUATED))
    same = _counts(generator, mean, ratio, (runs, LOOKS))
    more = _counts(generator, mean * GROWTH, ratio, (runs, LOOKS))
    groups = [_groups(row[:history]) for row in before.tolist()]
    looks = [_look(before, same, groups, history, years) for years in range(1, LOOKS + 1)]
    low, high = looks[POWER_AFTER - 1]
    grown_low, _ = _look(before, more, groups, history, POWER_AFTER)
    every = np.hstack([before, same]).tolist()
    return Effect(
        mean=mean,
        ratio=ratio,
        history=history,
        false_alarms=float(np.any([(low > 1) | (high < 1) for low, high in looks], axis=0).mean()),
        coverage=float(((low <= 1) & (high >= 1)).mean()),
        power=float((grown_low > 1).mean()),
        false_steps=sum(len(story(dict(enumerate(row))).steps) > 1 for row in every) / runs,
        runs=runs,
    )


def _look(
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    groups: list[list[list[int]]],
    history: int,
    years: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The limits of the ratio in each series after so many later years."""
    evaluated, later = before[:, history:], after[:, :years]
    tail = (1 - CONFIDENCE) / 2
    ratios = np.array(
        [
            _dispersion(earlier, first, second).at(tail)
            for earlier, first, second in zip(groups, evaluated.tolist(), later.tolist(), strict=True)
        ]
    )
    shares = share_limits(evaluated.sum(axis=1), later.sum(axis=1), ratios, tail)
    with np.errstate(divide="ignore"):
        low, high = (share / (1 - share) * EVALUATED / years for share in shares)
    return low, high


def _dispersion(earlier: list[list[int]], evaluated: list[int], later: list[int]) -> Dispersion:
    return within([*earlier, evaluated, later])


def _groups(history: list[int]) -> list[list[int]]:
    if not history:
        return []
    return [list(step.counts) for step in story(dict(enumerate(history))).steps]


def _counts(
    generator: np.random.Generator, mean: float, ratio: int, shape: tuple[int, int]
) -> NDArray[np.int64]:
    if ratio == 1:
        return generator.poisson(mean, shape)
    return generator.negative_binomial(mean / (ratio - 1), 1 / ratio, shape)


def effects() -> Iterator[Effect]:
    """Every mean, ratio and history."""
    return (effect(mean, ratio, history) for history, ratio, mean in product(HISTORIES, RATIOS, MEANS))


def write_effects(path: Path = FILE) -> None:
    """Compute every effect and write the file that ``pooled_effects`` reads: shares to 4 decimals."""
    rows = [asdict(one) for one in effects()]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: f"{value:.4f}" if name in SHARES else value for name, value in row.items()} for row in rows
        )


SHARES = ("false_alarms", "coverage", "power", "false_steps")


def pooled_effects() -> tuple[Effect, ...]:
    """The effects as they stand in the file, for the page of methods; the tests compute some anew."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Effect(
                mean=float(row["mean"]),
                ratio=int(row["ratio"]),
                history=int(row["history"]),
                runs=int(row["runs"]),
                **{name: float(row[name]) for name in SHARES},
            )
            for row in csv.DictReader(lines)
        )


def most_false_alarms() -> float:
    """The largest share of false alarms in the file."""
    return max(one.false_alarms for one in pooled_effects())


if __name__ == "__main__":
    write_effects()
