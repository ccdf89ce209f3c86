"""The table of how often the pooled comparison and the steps err on known rates, for the methods page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.pages.parts.table import scrolling, table_head
from dashboard.statistics.intervals import CONFIDENCE
from dashboard.statistics.pooled_simulation import HISTORIES, Effect, pooled_effects
from dashboard.words import message

MOST_ALARMS = 0.10
YARDSTICK_ALARMS, YARDSTICK_POWER = 0.096, 0.42
"""Of a quasi-Poisson t interval: the most false alarms over five looks, and the power where ours is named."""
YARDSTICK_MEAN, YARDSTICK_RATIO = 60, 2
INTRODUCTION = (
    message(
        "Series of counts were drawn whose true rate is known, {runs} for each row (fixed seed): three "
        "evaluated years, five years after them, and before them either none or eight. Where variance / mean"
        " is 1 incidents are independent; where it is more they come in clusters. Each series was judged as "
        "this site judges its own, once a year after each of the five years."
    ),
    message(
        "A false alarm: the rate never changed, yet at one of the five looks or more it was called changed, "
        "or above its level. This is held to {most} % over all five looks together. Coverage: how often the "
        "interval after two years holds the true ratio. Power: how often an increase by half is found after "
        "two years. A false step: one found in the longer story although the rate never changed. A share in "
        "bold misses what it is held to."
    ),
    message(
        "The yardstick is a plain quasi-Poisson t interval: at most {alarms} % false alarms, and a power of "
        "{power} % at {mean} incidents a year with variance / mean {ratio}. There the method used here has a "
        "power of {short} % without earlier years, which is less, and of {long} % with eight of them, which "
        "is more; where two series of an indicator are looked at, each is held to 97.5 % and less is found. "
        "At a few incidents a year an increase of this size is hardly ever found. The limits are cautious: "
        "they hold more often than 95 % says."
    ),
)


def pooled_table(visit: Visit) -> Component:
    """False alarms, coverage, power and false steps for each mean, ratio and length of the history."""
    words = visit.words
    effects = pooled_effects()
    title = words("How often this method errs when the truth is known")
    head = [
        words("Mean a year"),
        words("Variance / mean"),
        words("Years of history"),
        words("False alarms over five looks: against the evaluated years"),
        words("False alarms over five looks: against a known level"),
        words("Coverage of the interval"),
        words("Power: 50 % more, after two years"),
        words("False steps"),
    ]
    short, long = (_power(effects, history) for history in HISTORIES)
    told = {
        "runs": f"{max(effect.runs for effect in effects):,}",
        "most": f"{100 * MOST_ALARMS:.0f}",
        "alarms": f"{100 * YARDSTICK_ALARMS:.1f}",
        "power": f"{100 * YARDSTICK_POWER:.0f}",
        "mean": YARDSTICK_MEAN,
        "ratio": YARDSTICK_RATIO,
        "short": f"{100 * short:.0f}",
        "long": f"{100 * long:.0f}",
    }
    table = html.Table(
        [table_head(head), html.Tbody([_row(effect) for effect in effects])],
        className="figures-table effects",
    )
    return html.Section(
        [
            html.H2(title),
            *[html.P(words(text, **told)) for text in INTRODUCTION],
            scrolling(table, aria_label=title),
        ],
        className="panel rule effects-panel",
        id="pooled-table",
    )


def _power(effects: tuple[Effect, ...], history: int) -> float:
    wanted = (YARDSTICK_MEAN, YARDSTICK_RATIO, history)
    return next(effect.power for effect in effects if (effect.mean, effect.ratio, effect.history) == wanted)


def _row(effect: Effect) -> Component:
    return html.Tr(
        [
            html.Th(f"{effect.mean:g}", scope="row"),
            html.Td(effect.ratio),
            html.Td(effect.history),
            *[_share(share, share > MOST_ALARMS) for share in (effect.false_alarms, effect.level_alarms)],
            _share(effect.coverage, effect.coverage < CONFIDENCE),
            _share(effect.power),
            _share(effect.false_steps, effect.false_steps > MOST_ALARMS),
        ]
    )


def _share(share: float, is_broken: bool = False) -> Component:
    return html.Td(f"{100 * share:.1f} %", className="broken" if is_broken else "")
