"""Which editions of a figure differ, and by how much: restatements apart from contradicting prints. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.record.captions import Observation


@dataclass(frozen=True)
class Editions:
    """One period of one series as its editions give it.

    ``newest`` is the one that charts draw, ``earlier`` the editions that it replaces, oldest first.
    ``prints`` contradict an edition without replacing it: a second reading of it, or a variant in print.
    Only editions with a count are here; a forecast is none.
    """

    newest: Observation
    earlier: tuple[Observation, ...]
    prints: tuple[Observation, ...]

    @property
    def first(self) -> Observation:
        """The first edition known to us."""
        return (*self.earlier, self.newest)[0]

    @property
    def is_restated(self) -> bool:
        return any(_says(edition) != _says(self.newest) for edition in self.earlier)

    @property
    def is_contradicted(self) -> bool:
        return any(_says(edition) != _says(self.newest) for edition in self.prints)

    @property
    def move(self) -> tuple[Observation, int]:
        """The earlier edition that is farthest from the newest, and the change from it to the newest."""
        farthest = max((self.first, *self.earlier), key=lambda edition: abs(self._change_from(edition)))
        return farthest, self._change_from(farthest)

    def _change_from(self, other: Observation) -> int:
        return count_of(self.newest) - count_of(other)

    def all(self) -> tuple[tuple[str, Observation], ...]:
        """Each edition with what it is: "earlier", "newest" or "print"."""
        return (
            *(("earlier", edition) for edition in self.earlier),
            ("newest", self.newest),
            *(("print", edition) for edition in self.prints),
        )


def editions_in(group: Sequence[Observation]) -> Editions | None:
    """The editions of one period, given newest first as queries order them; None if none has a count."""
    counted = [edition for edition in group if edition.value is not None and edition.bound != "forecast"]
    if not counted:
        return None
    newest, *rest = counted
    return Editions(
        newest=newest,
        earlier=tuple(edition for edition in reversed(rest) if not _is_print(edition)),
        prints=tuple(edition for edition in rest if _is_print(edition)),
    )


def has_moved(group: Sequence[Observation]) -> bool:
    """Whether the editions of one period, newest first, differ or are contradicted."""
    editions = editions_in(group)
    return editions is not None and (editions.is_restated or editions.is_contradicted)


def count_of(observation: Observation) -> int:
    """The count of an observation that has one."""
    return observation.value or 0


def _is_print(observation: Observation) -> bool:
    return observation.reading > 1 or observation.vintage == "variant"


def _says(observation: Observation) -> tuple[int | None, str]:
    return observation.value, observation.bound
