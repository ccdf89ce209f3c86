"""What a verdict consists of. Frozen values: words are made of them in ``sentences``, pictures in charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.record.captions import Observation
from dashboard.statistics.dispersion import Dispersion
from dashboard.statistics.intervals import Interval
from dashboard.statistics.pooled import Pooled
from dashboard.statistics.steps import Step

MET, NOT_MET, NOT_ASSESSABLE = "met", "not_met", "not_assessable"
DETECTABLE, NOT_DETECTABLE, TOO_FEW_DATA = "detectable", "not_detectable", "too_few_data"

EVALUATED_YEARS, LEVEL_ITSELF = "evaluated-years", "level"
"""What the years since an evaluation are held against."""


@dataclass(frozen=True)
class StatedLevel:
    """What counts are held against: ``kind`` "band", "none" or "no-increase", its bounds (both belong).

    For "no-increase" the bounds are the lowest and highest count of the same series in the indicator's
    own ``years``, None where it has fewer than two there. ``basis`` is "reported-level" or "stated-target".
    """

    kind: str
    basis: str
    low: int | None
    high: int | None
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A count against its level: ``code`` met, not_met or not_assessable.

    ``position`` is "within", "above" or "below"; where not assessable, ``reason`` says why: "gap",
    "not-published", "part-year", "bound", "forecast" or "no-level".
    """

    code: str
    position: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Needed:
    """Which counts of the following year would show what, all years since the evaluation together.

    From ``rise_from`` on more than before, down from ``fall_to`` fewer; between them neither. None where no
    count would.
    """

    rise_from: int | None = None
    fall_to: int | None = None


@dataclass(frozen=True)
class Change:
    """Whether the years since an evaluation differ from it by more than chance: all of them together.

    ``code`` detectable, not_detectable or too_few_data; ``direction`` 1 for more, -1 for fewer, 0 for
    neither. ``against`` is what they are held against: ``EVALUATED_YEARS`` (``before``, counts by year) or
    ``LEVEL_ITSELF`` (``level``, incidents a year). ``since`` are the counts by year up to the year judged.
    ``pooled`` is None where nothing was reckoned: ``reason`` says why ("evaluated": the year is one of those
    evaluated; "no-level": fewer evaluated years than are needed; "no-incident": none in any year).
    ``confidence`` of its limits is raised where several series of an indicator are looked at.
    """

    code: str
    against: str
    before: Mapping[int, int] = field(default_factory=dict)
    since: Mapping[int, int] = field(default_factory=dict)
    level: int = 0
    pooled: Pooled | None = None
    dispersion: Dispersion | None = None
    spread_years: tuple[int, ...] = ()
    confidence: float = 0.95
    reason: str = ""

    @property
    def direction(self) -> int:
        """1 for more, -1 for fewer, 0 where nothing was found."""
        return self.pooled.direction if self.pooled and self.code == DETECTABLE else 0


HELD, MISSED, PENDING, NO_FIGURE, ENDED = "held", "missed", "pending", "no-figure", "series-ended"


@dataclass(frozen=True)
class Prediction:
    """The range that starts from ``base_years`` for ``year``, and what came of it.

    ``outcome``: held, missed, pending (the series has not come to the year yet), no-figure (it has gone on
    without one) or series-ended (it never will give one). ``is_wide`` where the
    range is too wide to say much.
    """

    year: int
    interval: Interval
    base_years: tuple[int, ...]
    outcome: str
    value: int | None = None
    is_wide: bool = False


@dataclass(frozen=True)
class PeriodVerdict:
    """Where one period of one series stands, and what its year adds to the years since the evaluation.

    ``observation`` is None for a gap; ``year`` is the calendar year that the period starts in.
    ``interval`` holds the levels that the count is consistent with. ``prediction`` is the one made
    with this year, ``earlier_prediction`` the one that this year answers.
    """

    indicator: str
    series: str
    year: int
    observation: Observation | None
    level: StatedLevel
    fact: Fact
    change: Change
    interval: Interval | None = None
    prediction: Prediction | None = None
    earlier_prediction: Prediction | None = None
    needed: Needed = Needed()
    is_baseline: bool = False
    """Whether the year is one of those evaluated."""
    years_without: int = 0
    """Comparable years up to this one without any incident, itself among them."""
    last_with: int | None = None
    """The year in force with the last incident before those."""
    left_out: tuple[Observation, ...] = ()
    """Earlier counts that would have been used, were they of the same span."""
    ends_span: bool = False
    """Whether no figure of the year after will be comparable with this one: none is predicted then."""

    @property
    def value(self) -> int | None:
        return self.observation.value if self.observation else None


@dataclass(frozen=True)
class Stretch:
    """Comparable years of a series, parted by cuts into steps; ``before`` are the unknown years before it."""

    steps: tuple[Step, ...]
    before: tuple[int, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(year for step in self.steps for year in step.years)

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(count for step in self.steps for count in step.counts)


@dataclass(frozen=True)
class PartChange:
    """What became of one part of a series, in the years in which all its named parts are known.

    ``series`` is "" for the rest: the whole less the named parts. ``before`` and ``since`` are its counts by
    year, the evaluated ones and those after.
    """

    series: str
    before: Mapping[int, int]
    since: Mapping[int, int]
    pooled: Pooled | None

    @property
    def moved(self) -> float:
        """By how many incidents a year it has changed."""
        return sum(self.since.values()) / len(self.since) - sum(self.before.values()) / len(self.before)


@dataclass(frozen=True)
class SeriesVerdicts:
    """Every period in force of one series, in order, its longer story, and its parts.

    ``is_ended`` where another series follows it.
    """

    series: str
    is_ended: bool
    periods: tuple[PeriodVerdict, ...]
    story: tuple[Stretch, ...] = ()
    parts: tuple[PartChange, ...] = ()

    @property
    def newest(self) -> PeriodVerdict | None:
        """The newest period that a test can use."""
        return self.at_most(9999)

    def at_most(self, year: int) -> PeriodVerdict | None:
        """The newest period up to a year whose count is comparable."""
        comparable = [period for period in self.periods if period.interval and period.year <= year]
        return comparable[-1] if comparable else None


@dataclass(frozen=True)
class IndicatorVerdicts:
    """All series of one indicator in its order, each judged alone; ``lead`` answers for the indicator.

    The lead is the series that goes on and has the newest year that can be held against its level; of
    several the first in the indicator's order.
    """

    indicator: str
    kind: str
    basis: str
    window: tuple[int, int]
    series: tuple[SeriesVerdicts, ...]
    lead: SeriesVerdicts | None

    @property
    def periods(self) -> tuple[PeriodVerdict, ...]:
        return tuple(period for series in self.series for period in series.periods)

    @property
    def newest(self) -> PeriodVerdict | None:
        """The newest verdict of the series that answers."""
        return self.lead.newest if self.lead else None

    @property
    def running(self) -> tuple[PeriodVerdict, ...]:
        """The newest verdict of each series that goes on, in the indicator's order."""
        newest = (series.newest for series in self.series if not series.is_ended)
        return tuple(verdict for verdict in newest if verdict is not None)
