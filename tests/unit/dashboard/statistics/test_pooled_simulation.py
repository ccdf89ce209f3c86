"""What the published table says is what the code does, and what the method is held to."""

from __future__ import annotations

import math
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from dashboard.statistics import pooled_simulation
from dashboard.statistics.dispersion import within
from dashboard.statistics.pooled import against_level, compare
from dashboard.statistics.pooled_simulation import (
    EVALUATED,
    GROWTH,
    HISTORIES,
    LOOKS,
    MEANS,
    POWER_AFTER,
    RATIOS,
    RUNS,
    SEED,
    SHARES,
    Effect,
    effect,
    most_false_alarms,
    pooled_effects,
    write_effects,
)
from dashboard.statistics.steps import dispersion_up_to, story

MOST_ALARMS, LEAST_COVERAGE = 0.10, 0.93
YARDSTICK_POWER = 0.42
"""Of a plain quasi-Poisson t interval, at 60 incidents a year, variance / mean 2."""
every_effect = pytest.mark.parametrize(
    "found", pooled_effects(), ids=lambda found: f"{found.mean:g}-{found.ratio}-{found.history}"
)


def error(share: float, runs: int) -> float:
    """The standard error of a simulated share."""
    return math.sqrt(share * (1 - share) / runs)


def published(mean: float, ratio: int, history: int) -> Effect:
    wanted = (mean, ratio, history)
    [found] = [one for one in pooled_effects() if (one.mean, one.ratio, one.history) == wanted]
    return found


def test_the_table_has_every_place_once() -> None:
    places = [(found.history, found.ratio, found.mean) for found in pooled_effects()]
    assert places == list(product(HISTORIES, RATIOS, MEANS))
    assert {found.runs for found in pooled_effects()} == {RUNS}


@every_effect
def test_a_rate_that_never_changes_is_called_changed_or_above_its_level_in_one_series_in_ten_at_most(
    found: Effect,
) -> None:
    most = MOST_ALARMS + 3 * error(MOST_ALARMS, found.runs)
    assert max(found.false_alarms, found.level_alarms) <= most
    assert found.false_steps <= 0.05


@every_effect
def test_intervals_hold_the_true_ratio(found: Effect) -> None:
    assert LEAST_COVERAGE <= found.coverage <= 1


def test_with_a_history_an_increase_by_half_is_found_more_often_than_by_the_yardstick() -> None:
    with_history, without = published(60, 2, 8), published(60, 2, 0)
    assert with_history.power > YARDSTICK_POWER + 3 * error(YARDSTICK_POWER, RUNS)
    assert with_history.power > without.power > 0


def test_the_most_false_alarms_are_the_largest_of_both_kinds() -> None:
    shares = [share for found in pooled_effects() for share in (found.false_alarms, found.level_alarms)]
    assert most_false_alarms() == max(shares)


@pytest.mark.parametrize(("mean", "ratio", "history"), [(60, 2, 8), (0.3, 5, 0), (3, 3, 8), (200, 5, 8)])
def test_the_table_is_what_the_code_finds(mean: float, ratio: int, history: int) -> None:
    """Fewer series than published: within four standard errors of a difference; to renew the table:
    python -m dashboard.statistics.pooled_simulation."""
    runs = 600
    seen, known = effect(mean, ratio, history, runs=runs), published(mean, ratio, history)
    for name in SHARES:
        share = getattr(known, name)
        within_chance = 4 * error(max(share, 1 / runs), runs) * math.sqrt(1 + runs / known.runs)
        assert getattr(seen, name) == pytest.approx(share, abs=within_chance)


@pytest.mark.parametrize(("mean", "ratio", "history"), [(20, 2, 8), (1, 5, 0), (0.3, 1, 8)])
def test_the_simulation_counts_what_each_series_by_itself_is_told(
    mean: float, ratio: int, history: int
) -> None:
    """The same series one by one, through the functions that verdicts use."""
    runs = 30
    generator = np.random.default_rng([SEED, round(10 * mean), ratio, history])

    def drawn(rate: float, years: int) -> list[list[int]]:
        if ratio == 1:
            return generator.poisson(rate, (runs, years)).tolist()
        return generator.negative_binomial(rate / (ratio - 1), 1 / ratio, (runs, years)).tolist()

    before, same = drawn(mean, history + EVALUATED), drawn(mean, LOOKS)
    more = drawn(mean * GROWTH, LOOKS)

    def changes(past: list[int], later: list[int]) -> tuple[int, bool, bool]:
        """The direction found, whether the level is exceeded, whether 1 is held."""
        dispersion = dispersion_up_to(dict(enumerate(past)), history)
        found = compare(past[history:], later, dispersion)
        above = against_level(later, mean, dispersion).interval.low > 1
        return (found.direction, above, 1 in found.interval) if found else (0, above, True)

    looks = [
        [changes(past, after[:years]) for years in range(1, LOOKS + 1)]
        for past, after in zip(before, same, strict=True)
    ]
    grown = [changes(past, after[:POWER_AFTER])[0] for past, after in zip(before, more, strict=True)]
    every = [past + after for past, after in zip(before, same, strict=True)]
    expected = {
        "false_alarms": np.mean([any(direction for direction, _, _ in look) for look in looks]),
        "level_alarms": np.mean([any(above for _, above, _ in look) for look in looks]),
        "coverage": np.mean([look[POWER_AFTER - 1][2] for look in looks]),
        "power": np.mean([direction > 0 for direction in grown]),
        "false_steps": np.mean([len(story(dict(enumerate(row))).steps) > 1 for row in every]),
    }
    seen = effect(mean, ratio, history, runs=runs)
    assert {name: getattr(seen, name) for name in SHARES} == pytest.approx(expected)


def test_a_step_before_the_evaluation_is_no_dispersion_and_its_cut_costs_a_year() -> None:
    counts = (4, 6, 5, 40, 41, 39, 38, 42, 45)
    expected = within([(4, 6, 5), (40, 41, 39), (38, 42, 45)], placed=1)
    assert dispersion_up_to(dict(enumerate(counts)), 6) == expected


def test_what_is_written_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two places and few series, in this process."""

    class Here:
        def __enter__(self) -> Here:
            return self

        def __exit__(self, *_: object) -> None: ...

        map = staticmethod(
            lambda wanted, *columns: [wanted(*place, runs=20) for place in zip(*columns, strict=True)]
        )

    file = tmp_path / "effects.csv"
    for name, value in {"MEANS": (3,), "RATIOS": (2,), "FILE": file, "ProcessPoolExecutor": Here}.items():
        monkeypatch.setattr(pooled_simulation, name, value)
    write_effects(file)
    assert pooled_effects() == tuple(effect(3, 2, history, runs=20) for history in HISTORIES)
