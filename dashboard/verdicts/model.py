"""What a verdict consists of. Frozen values: words are made of them in ``sentences``, pictures in charts."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.record.captions import Observation
from dashboard.statistics.change import LEVEL
from dashboard.statistics.intervals import Interval

MET, NOT_MET, NOT_ASSESSABLE = "met", "not_met", "not_assessable"
DETECTABLE, NOT_DETECTABLE, TOO_FEW_DATA = "detectable", "not_detectable", "too_few_data"

TREND, QUASI_POISSON = "exact-trend", "quasi-poisson-trend"
AGAINST_EARLIER, EXCEEDANCE = "against-earlier-years", "exceedance-of-level"

FEW_YEARS = 10
"""Under so many comparable years the exact test stays, and clustering is said beside it."""
TREND_YEARS = 5
"""So many years or more may be called a trend; fewer show a difference over these years."""


@dataclass(frozen=True)
class Level:
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
    """Counts of the following year that would give another verdict: at most this, or at least that.

    ``opposite`` is where a rise over the years would turn into a detectable fall (at most), or a fall into a
    detectable rise (at least); None where no count would do so, or nothing has been detected.
    """

    at_most: int | None = None
    at_least: int | None = None
    opposite: int | None = None


@dataclass(frozen=True)
class Spread:
    """The variance-to-mean ratio of earlier years, which years these are, and how often chance gives it."""

    ratio: float
    years: tuple[int, ...]
    counts: tuple[int, ...]
    p_value: float


@dataclass(frozen=True)
class Evidence:
    """Whether the counts of ``years`` differ by more than chance: ``code``, test and what it rests on.

    ``direction`` is 1 for more, -1 for fewer, 0 for neither. ``p_value`` takes incidents as independent;
    ``p_clustered`` allows for the spread of earlier years, where that is asked. ``overturned_at`` is the
    variance-to-mean ratio at which a detectable change would no longer be one (None: none would, or
    there is nothing to overturn). ``growth`` is the yearly growth that the test finds with 80 % power
    (0.3 is 30 %). ``reason`` says what is too few: "one-year", "no-count" or "no-outcome". ``spread`` is
    that of earlier years, ``within`` that of the years of a trend test themselves.
    """

    code: str
    test: str = ""
    two_sided: bool = True
    years: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    direction: int = 0
    p_value: float | None = None
    p_clustered: float | None = None
    spread: Spread | None = None
    overturned_at: float | None = None
    growth: float | None = None
    reason: str = ""
    within: Spread | None = None

    @property
    def varies(self) -> bool:
        """Whether the years differ by more than chance although they neither rise nor fall steadily."""
        if self.code != NOT_DETECTABLE or self.within is None or self.test not in (TREND, QUASI_POISSON):
            return False
        return self.within.p_value <= LEVEL

    @property
    def is_borne_out(self) -> bool:
        """Whether the spread of earlier years is known, and too small to overturn the change."""
        if self.spread is None or self.overturned_at is None:
            return False
        return self.spread.ratio < self.overturned_at

    @property
    def is_trend(self) -> bool:
        """Whether the years are enough to speak of a trend."""
        return len(self.years) >= TREND_YEARS


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
class Precedent:
    """Where a count above a level stands in its own history: the highest earlier year, and by chance.

    ``p_value`` asks whether the year is above the mean of the earlier ones, allowing for their spread.
    """

    highest: int
    highest_year: int
    p_value: float
    spread: Spread


@dataclass(frozen=True)
class PeriodVerdict:
    """Both verdicts on one period of one series for one indicator.

    ``observation`` is None for a gap; ``year`` is the calendar year that the period starts in.
    ``interval`` holds the levels that the count is consistent with. ``prediction`` is the one made
    with this year, ``earlier_prediction`` the one that this year answers.
    """

    indicator: str
    series: str
    year: int
    observation: Observation | None
    level: Level
    fact: Fact
    evidence: Evidence
    interval: Interval | None = None
    prediction: Prediction | None = None
    earlier_prediction: Prediction | None = None
    needed: Needed = Needed()
    precedent: Precedent | None = None
    longer_view: Evidence | None = None
    """For "no increase": the same question over the longer history up to this year."""
    is_baseline: bool = False
    """Whether the year is one of those that the level of "no increase" is taken from."""
    years_without: int = 0
    """Comparable years up to this one without any incident, itself among them."""
    left_out: tuple[Observation, ...] = ()
    """Earlier counts that would have been used, were they of the same span."""
    ends_span: bool = False
    """Whether no figure of the year after will be comparable with this one: none is predicted then."""

    @property
    def value(self) -> int | None:
        return self.observation.value if self.observation else None


@dataclass(frozen=True)
class SeriesVerdicts:
    """Every period in force of one series, in order; ``is_ended`` where another series follows it."""

    series: str
    is_ended: bool
    periods: tuple[PeriodVerdict, ...]

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
    """All series of one indicator in its order, each judged alone; and which of them lead the sentence.

    ``evaluated`` is the verdict as of the evaluated years, of the first series that has one there.
    ``newest`` is the newest verdict of a series that goes on: of the longest window where years are equal.
    """

    indicator: str
    kind: str
    basis: str
    window: tuple[int, int]
    series: tuple[SeriesVerdicts, ...]
    evaluated: PeriodVerdict | None
    newest: PeriodVerdict | None

    @property
    def periods(self) -> tuple[PeriodVerdict, ...]:
        return tuple(period for series in self.series for period in series.periods)

    @property
    def running(self) -> tuple[PeriodVerdict, ...]:
        """The newest verdict of each series that goes on, in the indicator's order."""
        newest = (series.newest for series in self.series if not series.is_ended)
        return tuple(verdict for verdict in newest if verdict is not None)
