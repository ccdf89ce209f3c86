"""What came of tracing numbers, in sentences; and what was wrong with numbers that could not be read."""

from __future__ import annotations

from dashboard.address.selection import Selection
from dashboard.pages import Visit
from dashboard.record.periods import year_label
from dashboard.verdicts.tracing import LARGEST, MOST_NUMBERS, NotUnderstood, Trace
from dashboard.words import Words, message, pick

PROBLEMS = {
    "not-a-number": message(
        "“{found}” is not a whole number. Wanted: whole numbers from 0 on, one a year, such as 56, 58, 67."
    ),
    "too-many": message("{found} numbers were typed. Wanted: at most {most}, one a year."),
    "too-large": message("“{found}” is larger than any count can be. Wanted: at most {largest}."),
}
TELLING = 0.05
"""Where fewer series than this would match by chance, a match is called telling."""
MOST_NAMES = 3

HOW = message(
    "Suppose that each compared series went up and down by chance alone around the mean of its own counts of "
    "these years (a Poisson distribution). For each series that gives the chance to meet the number typed, "
    "year by year, and the chances of the years are multiplied. Added up over all series they say how many "
    "series would match by chance. Near means within 2 of the number, or within 5 % of it where that is "
    "more; exact means the very number. Series that count the same incidents are not independent, so this "
    "is a guide and no test."
)


def problem_of(numbers: tuple[int, ...] | NotUnderstood, selection: Selection, words: Words) -> str:
    """What keeps the numbers from being traced, with what was found and wanted; "" if nothing does."""
    if isinstance(numbers, NotUnderstood):
        return words(PROBLEMS[numbers.code], found=numbers.found, most=MOST_NUMBERS, largest=f"{LARGEST:,}")
    if not numbers and (selection.numbers or selection.first):
        return words("No number was found. Wanted: whole numbers from 0 on, one a year, such as 56, 58, 67.")
    if numbers and selection.first and selection.last:
        years = selection.last - selection.first + 1
        if years != len(numbers):
            return words(
                "{count} numbers were typed for the {years} years {first} to {last}. Wanted: one a year.",
                count=len(numbers),
                years=years,
                first=selection.first,
                last=selection.last,
            )
    return ""


def headline(visit: Visit, result: Trace) -> str:
    """Which series state the numbers, or that none does."""
    words = visit.words
    facts = {
        "numbers": words(", ").join(f"{number:,}" for number in result.numbers),
        "first": year_label(result.first, visit.language),
    }
    if result.exact:
        names = _names(visit, [match.series for match in result.exact])
        return words("{numbers} from {first}: stated exactly by {series}", series=names, **facts)
    if result.near:
        names = _names(visit, [match.series for match in result.near])
        return words(
            "{numbers} from {first}: no series states them exactly; near is {series}", series=names, **facts
        )
    if result.compared:
        return words("{numbers} from {first}: no series states them, exactly or nearly", **facts)
    return words("{numbers} from {first}: no series has a count in every one of these years", **facts)


def _names(visit: Visit, series_ids: list[str]) -> str:
    names = [pick(visit.catalogue.series[series_id], "short", visit.language) for series_id in series_ids]
    if len(names) > MOST_NAMES:
        return visit.words("{count} series", count=len(names))
    return visit.words(" and ").join(names)


def chance_in_words(result: Trace, words: Words) -> list[str]:
    """How many series were compared, how many would match by chance, and what that makes of a match."""
    compared = words(
        "Compared: {compared} series with a full-year count in every one of these years. Not compared: "
        "{left_out}, which lack at least one.",
        compared=result.compared,
        left_out=result.left_out,
    )
    if not result.compared:
        return [compared]
    chance = words(
        "By chance alone {exact} of these series would match exactly, and {near} nearly or exactly.",
        exact=expected(result.exact_by_chance, words),
        near=expected(result.near_by_chance, words),
    )
    if not result.exact and not result.near:
        return [compared, chance]
    by_chance = result.exact_by_chance if result.exact else result.near_by_chance
    telling = (
        words("So few that the match is hardly a coincidence.")
        if by_chance < TELLING
        else words("So many that the match may be a coincidence: more years would tell more.")
    )
    return [compared, f"{chance} {telling}" if words.language == "en" else f"{chance}{telling}"]


def expected(count: float, words: Words) -> str:
    """An expected number of series: 0.018, 3.6; very small ones as "fewer than 0.001"."""
    if count < 0.001:
        return words("fewer than {number}", number="0.001")
    return words("about {number}", number=f"{count:.2g}" if count < 10 else f"{count:.0f}")
