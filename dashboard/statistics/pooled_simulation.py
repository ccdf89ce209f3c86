"""How often ``pooled`` and ``steps`` err on counts of known rates: seeded simulation, published on Methods.

Counts are negative binomial (Poisson at a ratio of 1), the years independent of one another. A series has
some years of history, three evaluated years and five years after, as ours do. Counted for a mean and a ratio:

- false_alarms: the rate never changes, yet at one of five yearly looks (one later year, then two, up to five)
  ``pooled.compare`` finds a change at 95 %;
- level_alarms: the rate never changes, yet at one of these looks ``pooled.against_level`` finds the later
  years above the level, which is the true mean and is known;
- coverage: the interval of the ratio after two later years holds the true one (95 %);
- power: the rate is half as much again after the evaluation, and the look after two later years finds it;
- false_steps: the rate never changes, yet ``steps.story`` of all the years finds a step.

The dispersion is estimated as verdicts do it, within the steps of the years up to the evaluation, the
evaluated years apart (``steps.dispersion_up_to``). ``python -m
dashboard.statistics.pooled_simulation`` writes ``pooled_effects.csv`` anew (some minutes).
"""

from __future__ import annotations

import csv
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard.statistics.intervals import CONFIDENCE
from dashboard.statistics.pooled import at_least, share_limits
from dashboard.statistics.steps import dispersion_up_to, story

MEANS = (0.3, 1, 3, 20, 60, 200)
RATIOS = (1, 2, 3, 5)
HISTORIES = (0, 8)
EVALUATED, LOOKS, POWER_AFTER, GROWTH = 3, 5, 2, 1.5
RUNS = 5_000
SEED = 20_261_130
FILE = Path(__file__).with_name("pooled_effects.csv")
TAIL = (1 - CONFIDENCE) / 2
SHARES = ("false_alarms", "level_alarms", "coverage", "power", "false_steps")

Shares = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Effect:
    """What happens at one mean (incidents a year), variance-to-mean ratio and length of the history (years).

    Shares of ``runs`` series; the standard error of a share s is sqrt(s (1 - s) / runs).
    """

    mean: float
    ratio: int
    history: int
    false_alarms: float
    level_alarms: float
    coverage: float
    power: float
    false_steps: float
    runs: int


def effect(mean: float, ratio: int, history: int, *, runs: int = RUNS) -> Effect:
    """The shares at one place; the same place and number of runs give the same shares."""
    generator = np.random.default_rng([SEED, round(10 * mean), ratio, history])
    before = _counts(generator, mean, ratio, (runs, history + EVALUATED))
    same = _counts(generator, mean, ratio, (runs, LOOKS))
    grown = _counts(generator, mean * GROWTH, ratio, (runs, LOOKS))
    evaluated = before[:, history:]
    ratios = _ratios(before, history)
    changed, above = np.zeros(runs, dtype=bool), np.zeros(runs, dtype=bool)
    held = 0.0
    for years in range(1, LOOKS + 1):
        later = same[:, :years]
        low, high = _limits(evaluated, later, ratios)
        changed |= (low > 1) | (high < 1)
        above |= at_least(later.sum(axis=1), mean * years, ratios) < TAIL
        if years == POWER_AFTER:
            held = float(((low <= 1) & (high >= 1)).mean())
    low, _ = _limits(evaluated, grown[:, :POWER_AFTER], ratios)
    every = np.hstack([before, same]).tolist()
    return Effect(
        mean=mean,
        ratio=ratio,
        history=history,
        false_alarms=float(changed.mean()),
        level_alarms=float(above.mean()),
        coverage=held,
        power=float((low > 1).mean()),
        false_steps=sum(len(story(dict(enumerate(row))).steps) > 1 for row in every) / runs,
        runs=runs,
    )


def _ratios(before: Counts, history: int) -> Shares:
    """The ratio that each series' limits reckon with."""
    return np.array([dispersion_up_to(dict(enumerate(row)), history).at(TAIL) for row in before.tolist()])


def _limits(evaluated: Counts, later: Counts, ratios: Shares) -> tuple[Shares, Shares]:
    """The limits of the later rate over the evaluated one in each series."""
    shares = share_limits(evaluated.sum(axis=1), later.sum(axis=1), ratios, TAIL)
    times = evaluated.shape[1] / later.shape[1]
    with np.errstate(divide="ignore"):
        low, high = (share / (1 - share) * times for share in shares)
    return low, high


def _counts(generator: np.random.Generator, mean: float, ratio: int, shape: tuple[int, int]) -> Counts:
    if ratio == 1:
        return generator.poisson(mean, shape)
    return generator.negative_binomial(mean / (ratio - 1), 1 / ratio, shape)


def write_effects(path: Path = FILE) -> None:
    """Compute the effect at every place, on all cores, and write the file that ``pooled_effects`` reads."""
    places = [(mean, ratio, history) for history, ratio, mean in product(HISTORIES, RATIOS, MEANS)]
    with ProcessPoolExecutor() as pool:
        rows = [asdict(found) for found in pool.map(effect, *zip(*places, strict=True))]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: f"{value:.4f}" if name in SHARES else value for name, value in row.items()} for row in rows
        )


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
    """The largest share of series whose rate never changed and that were called changed or above a level."""
    return max(max(found.false_alarms, found.level_alarms) for found in pooled_effects())


if __name__ == "__main__":
    write_effects()
