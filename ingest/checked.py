"""A figure on its way through the check, and the findings that decide what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.periods import Period
from ingest.problems import Problem
from ingest.tidy import Figure

if TYPE_CHECKING:
    from sqlalchemy import Row

FATES = ("stored", "missing", "unchanged", "refused", "held", "set_aside")


class CheckedFigure(NamedTuple):
    """A cell of a file that could hold a figure, with what the check has made of it so far.

    ``change`` is new, changed, confirmed (another edition gives the shown value), older (it differs, and
    a newer edition stays shown) or "" where nothing would
    be stored; ``shown`` is the row that the dashboard shows for the period now; ``replaces`` the row of the
    same publication. ``decision`` is the fate that findings gave it, "" while none did.
    """

    cell: Figure
    series: str | None = None
    publication: str | None = None
    period: Period | None = None
    finality: str = "final"
    decision: str = ""
    change: str = ""
    vintage: str = "first"
    shown: Row[Any] | None = None
    replaces: Row[Any] | None = None

    def __eq__(self, other: object) -> bool:
        """Two cells that say the same are two figures."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def named(self, series: str | None) -> CheckedFigure:
        """The figure as one of a series, before its source is known."""
        return CheckedFigure(self.cell, series, None, self.period, self.finality, self.decision)

    def sourced(self, publication: str | None) -> CheckedFigure:
        """The figure as a publication states it, before it is compared."""
        return CheckedFigure(self.cell, self.series, publication, self.period, self.finality, self.decision)

    def compared(
        self, *, change: str, vintage: str, shown: Row[Any] | None, replaces: Row[Any] | None
    ) -> CheckedFigure:
        """The figure beside what is stored for its period."""
        return CheckedFigure(
            self.cell,
            self.series,
            self.publication,
            self.period,
            self.finality,
            self.decision,
            change,
            vintage,
            shown,
            replaces,
        )

    @property
    def value(self) -> int | None:
        return self.cell.value.value

    @property
    def fate(self) -> str:
        """What findings decided; without any, a figure is stored as what it states."""
        return self.decision or ("stored" if self.cell.value.availability == "reported" else "missing")

    @property
    def is_open(self) -> bool:
        """Whether it may still be stored: nothing decided yet, or held for an answer (more may be asked)."""
        return self.decision in ("", "held")

    @property
    def counts(self) -> bool:
        """Whether it is a number for a known series and period that may be stored."""
        return self.is_open and self.cell.value.availability == "reported" and self.period is not None


@dataclass(frozen=True)
class Finding:
    """What was noticed of some figures. ``fate`` is what it decides for them, None where it only tells;
    ``problem`` is what it tells, None where there is nothing to say."""

    problem: Problem | None
    figures: tuple[CheckedFigure, ...] = ()
    fate: str | None = None


def decide(figures: Iterable[CheckedFigure], findings: Iterable[Finding]) -> tuple[CheckedFigure, ...]:
    """The figures with the fates that findings give them; the last to decide on a figure stands."""
    fates = {figure: finding.fate for finding in findings if finding.fate for figure in finding.figures}
    if not fates:
        return tuple(figures)
    return tuple(figure._replace(decision=fates[figure]) if figure in fates else figure for figure in figures)


def problems_of(findings: Iterable[Finding]) -> list[Problem]:
    """What findings tell, in their order."""
    return [finding.problem for finding in findings if finding.problem is not None]
