"""Parts of years beside a text or below a header that speaks of other ones: running totals, figures as of a
month, quarters or halves over months. Which of them the figures are, is asked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from ingest.beside import IN_A_CORNER, TITLES, texts_beside, texts_of_cells
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.fiscal_titles import speaks_of_fiscal_years
from ingest.part_titles import parts_named
from ingest.rules import Material, Rule
from ingest.tidy import Column
from ingest.tidy.columns import meaning_of
from ingest.vocabulary import FIELDS

PARTS = ("H", "Q", "M", "YTD", "D")
RUNNING = re.compile(
    r"累計|累積|年初来|年初から|1月から(?:の|各月|当月)|各月末|年初以降"
    r"|\bcumulative|\bcumulated\b|\baccumulated\b|\brunning totals?\b|\byear[- ]to[- ]date\b|\bytd\b"
    r"|\bsince (?:1 )?january\b|\bjanuary (?:to|until|through) (?:each|the end of each|that|date)\b",
    re.IGNORECASE,
)
"""What says that figures run from the beginning of the year."""
UP_TO = re.compile(
    r"^\W*(?:as (?:of|at)|up to|until|through|to month|(?:month|quarter|period)s? (?:ending|ended|to))\b"
    r"|^\W*(?:時点|現在)\W*$|まで|月末|期末|最終月|集計月|[-~]\s*月",
    re.IGNORECASE,
)
"""What the header of a column of periods says of figures that may run up to each of them."""
QUARTERLY = re.compile(r"四半期(?!報)|\bquarter(?:s|ly)?\b(?! reports?\b)", re.IGNORECASE)
HALF_YEARLY = re.compile(r"(?<!四)半期(?!報)|半年|\bhal(?:f|ves)\b", re.IGNORECASE)
EVERY_HALF = re.compile(r"^half[- ]?year|半年")
"""A part that a text names, and may as well be all of them."""
MONTHLY = re.compile(r"月別|月次|各月|\bmonthly\b(?! reports?\b)|\b(?:by|per) month\b", re.IGNORECASE)
YEARLY = re.compile(
    r"年別|年次|各年|(?<!半)年間|\bannual|(?<!half[- ])\byearly\b|\b(?:by|per) year\b", re.IGNORECASE
)
LENGTHS = {"Q": QUARTERLY, "H": HALF_YEARLY, "M": MONTHLY, "CY": YEARLY}
"""What says how long the periods of a table are, by their kind."""
OTHERWISE = {"Q": ("M", "CY", "FY"), "H": ("M", "Q", "CY", "FY"), "M": ("CY", "FY")}
"""The kinds that figures below such a word cannot be, where none of them is of the kind that it names."""
COUNT_OF_MONTHS = re.compile(r"^\W*(?:(?:number|no\.?) of )?months\W*$|月数", re.IGNORECASE)
"""A header below which one number a year may be how many months it counts."""
AS_OF = re.compile(r"末|現在|時点|\bas (?:of|at)\b", re.IGNORECASE)


def check(material: Material) -> Iterator[Finding]:
    """One question for each such text."""
    counts = [figure for figure in material.figures if figure.counts]
    titles = texts_beside(material, counts, with_notes=False)
    of_cells = texts_of_cells(material, counts)
    columns = _columns_by_header(material.tidied.columns)
    stands_alone, is_fiscal = _stand_alone(counts), _has_fiscal_years(material, counts)
    for text, beside in texts_beside(material, counts).items():
        column, said = columns.get(text), unicodedata.normalize("NFKC", text)
        is_above = column is not None and column.index in {figure.cell.column for figure in beside}
        if meaning_of(text, material.answers.mapping) and not is_above:
            continue
        is_title, figures = text in titles, []
        if RUNNING.search(said) or (_is_of_periods(column) and _may_count_months(said, beside)):
            if column is not None or not any(map(RUNNING.search, columns)):
                figures = list(filter(stands_alone, beside))
            code = "running-totals-said"
        else:
            if not is_above and not is_fiscal:
                figures = _of_other_months(said, beside, is_title=is_title, is_own=text in of_cells)
            if not figures and is_title and not _is_cited(text, beside[0], material):
                figures = _of_other_lengths(column.header if column else said, beside, counts)
            code = "other-part-said"
        if figures and (period := figures[0].period):
            facts = {
                "found": text,
                "period": period.label,
                "example": figures[0].cell.period_text,
                "wanted": column.role if column is not None and column.role in FIELDS else "",
                "count": len(figures),
            }
            if column is not None:
                code = "other-part-above" if is_above else "other-part-in-header"
            yield Finding(material.problem(code, figures[0], **facts), tuple(figures), "held")


def _columns_by_header(columns: Iterable[Column]) -> dict[str, Column]:
    """Columns by their headers, and by the parts of these that stand beside figures as texts."""
    return {
        part.strip(): column
        for column in columns
        for part in (*IN_A_CORNER.split(column.header), column.header)
    }


def _has_fiscal_years(material: Material, counts: Iterable[CheckedFigure]) -> bool:
    """Whether any period of a table is one of a fiscal year, whose quarters are of other months."""
    headings = (aside.text for aside in material.tidied.asides if aside.kind in TITLES)
    headers = (column.header for column in material.tidied.columns)
    cells = {*headings, *headers, material.answers.year or "", *(each.cell.period_text for each in counts)}
    return any(map(speaks_of_fiscal_years, cells))


def _is_of_periods(column: Column | None) -> bool:
    return column is not None and column.role in ("period", "part")


def _stand_alone(counts: Sequence[CheckedFigure]) -> Callable[[CheckedFigure], bool]:
    """What tells of a figure whether it is a part of a year that does not run from its beginning, and whose
    months are no end of another figure that does."""
    ends: dict[tuple[str | None, date], set[date]] = defaultdict(set)
    for figure in counts:
        if figure.period:
            ends[figure.series, figure.period.start].add(figure.period.end)

    def stands_alone(figure: CheckedFigure) -> bool:
        period = figure.period
        if period is None or period.kind not in PARTS or period.start.month == 1:
            return False
        from_january = ends.get((figure.series, date(period.end.year, 1, 1)), set())
        return period.end not in from_january and len(ends[figure.series, period.start]) == 1

    return stands_alone


def _may_count_months(header: str, beside: Sequence[CheckedFigure]) -> bool:
    """Whether figures below the header of a column of periods may run up to each of these."""
    years = [(figure.series, figure.period.start.year) for figure in beside if figure.period]
    return bool(UP_TO.search(header)) or (
        bool(COUNT_OF_MONTHS.search(header))
        and len(set(years)) == len(years)
        and all(figure.cell.period_text.split()[-1].isdigit() for figure in beside)
    )


def _of_other_months(
    text: str, beside: Sequence[CheckedFigure], *, is_title: bool, is_own: bool
) -> list[CheckedFigure]:
    """Figures of parts of years that a text contradicts: the note of a figure names other months; a title
    names months that end before; a note says that a part runs from January."""
    years = years_in(text)
    of_all = next(iter(years)) if len(years) == 1 else None
    named = [
        (part.year or of_all, part.months) for part in parts_named(text, is_title=is_title) if part.months
    ]
    found = []
    for figure in beside:
        period = figure.period
        if period is None or period.kind not in PARTS or period.start.year != period.end.year:
            continue
        here = (period.start.month, period.end.month)
        months = [each for year, each in named if year in (None, period.start.year)]
        if is_own:
            is_other = bool(months) and here not in months and not AS_OF.search(text)
        elif is_title:
            is_other = bool(months) and max(last for _, last in months) < here[1]
        else:
            is_other = here in months and here[0] > 1 and (1, here[1]) in months
        if is_other:
            found.append(figure)
    return found


def _of_other_lengths(
    text: str, beside: Sequence[CheckedFigure], counts: Sequence[CheckedFigure]
) -> list[CheckedFigure]:
    """Figures that are no quarters, halves or months below a title or header that speaks of these; none where
    the table has some, or the text names one of them or years as well."""
    said = [kind for kind, words in LENGTHS.items() if words.search(text)]
    kinds = {figure.period.kind for figure in counts if figure.period}
    named = list(parts_named(text, is_title=True))
    is_one = any(not EVERY_HALF.search(part.text) for part in named)
    if not said or "CY" in said or kinds & {*said} or is_one:
        return []
    others = set.intersection(*(set(OTHERWISE[kind]) for kind in said))
    others -= {"CY"} if named else set()  # which is asked where parts of years are
    return [figure for figure in beside if figure.period and figure.period.kind in others]


def _is_cited(text: str, figure: CheckedFigure, material: Material) -> bool:
    """Whether a text is the title of the figure's publication, which says how often that comes out."""
    row = material.publications.get(figure.publication or "", {})
    return text in (row.get("title_en"), row.get("title_ja"))


RULE = Rule(
    stage="periods",
    codes=("running-totals-said", "other-part-said", "other-part-in-header", "other-part-above"),
    check=check,
)
