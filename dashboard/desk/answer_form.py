"""The form of a draft's answers: where the figures come from, and what the check asks."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.desk.meaning_form import Parts, meaning_questions, series_titles, understood_names
from dashboard.desk.parts import (
    button,
    checkbox,
    htmx_form,
    labelled,
    labelled_choice,
    no_choice,
    options,
    titles,
)
from dashboard.desk.series_form import BLANK, series_form
from dashboard.record.periods import months_label
from dashboard.record.queries import Catalogue
from dashboard.words import Words
from ingest.answers import Citation
from ingest.eras import ERAS
from ingest.report import Report

YEARS_ASKED = ("fiscal-in-title", "fiscal-parts", "fiscal-beside-calendar", "fiscal-beside-parts")
PARTS_ASKED = ("which-part", "part-in-title", "part-in-title-open", "published-before-end")
DEFINE_QUESTIONS = ("which-series", "unknown-series", "unknown-area", "unknown-publisher", "no-such-series")


def answer_form(report: Report, catalogue: Catalogue, words: Words, *, action: str) -> Markup | None:
    """The whole form; what is not asked is not there. A file that could not be read and a list of incidents
    are asked for no source, and at most for their sheet."""
    questions = _questions(report, catalogue, words)
    is_list = any(problem.code == "lists-incidents" for problem in report.problems)
    has_counts = report.raw is not None and not is_list
    if not has_counts and not questions:
        return None
    return htmx_form(
        action,
        [
            *(_source(report, catalogue, words) if has_counts else []),
            html.H2(words("Questions")) if questions else None,
            *questions,
            understood_names(report, catalogue, words),
            button(words("Check again"), is_plain=True),
            html.P(words("Checking ..."), className="busy", role="status", hidden=True),
        ],
    )


def _source(report: Report, catalogue: Catalogue, words: Words) -> Iterator[Component | Markup]:
    """A publication that is known, or the citation of a new one."""
    citation = report.answers.citation or Citation("")
    source = report.tidied.source if report.tidied else None
    publications = titles(catalogue.publications, "title", words.language, with_id=True)
    publishers = titles(catalogue.publishers, "name", words.language)
    yield html.H2(words("Where the figures come from"))
    if source:
        yield html.P([words("The file says:"), words("“{name}”", name=source)], className="hint")
    yield from labelled_choice(
        words("A publication that is known"),
        "publication",
        [no_choice(words), *options(publications, report.answers.publication)],
    )
    published = {"type": "date", "value": citation.published or ""}
    yield html.Fieldset(
        [
            html.Legend(words("Or cite a new one")),
            *labelled(words("Title"), "cite", value=citation.title, placeholder=source or None),
            *labelled(words("Date of publication"), "published", **published),
            *labelled(words("Address"), "url", type="url", value=citation.url or ""),
            *labelled_choice(
                words("Publisher"),
                "publisher",
                [
                    no_choice(words),
                    *options(publishers, citation.publisher),
                ],
            ),
        ]
    )


def _questions(report: Report, catalogue: Catalogue, words: Words) -> Parts:
    """What the check asks, and what was answered, so that it can be changed."""
    answers, codes = report.answers, {problem.code for problem in report.problems}
    parts: Parts = []
    sheets = [name for name in (report.raw.sheet, *report.raw.other_sheets) if name] if report.raw else []
    if len(sheets) > 1:
        choices = options([(name, name) for name in sheets], answers.sheet)
        parts += labelled_choice(words("Sheet"), "sheet", choices)
    elif codes & {"empty-sheet", "unknown-sheet"}:
        parts += labelled(words("Sheet"), "sheet", value=answers.sheet or "")
    if answers.year or codes & {"no-year", "year-asked"}:
        label = words("Of which year are the figures?")
        parts += labelled(label, "year", value=answers.year or "", placeholder="2025")
    if answers.series or "which-series" in codes:
        parts += _series(report, catalogue, words)
    parts += meaning_questions(report, catalogue, words)
    if answers.stands or "two-values-for-one-period" in codes:
        rows = (("last", words("the last: it restates the other")), ("first", words("the first")))
        choices = [no_choice(words), *options(rows, answers.stands)]
        parts += labelled_choice(words("A year stands twice. Which row holds?"), "stands", choices)
    if answers.dash or "dash-meaning" in codes:
        meanings = (("zero", words("zero: none was counted")), ("missing", words("not known: no figure")))
        choices = [no_choice(words), *options(meanings, answers.dash)]
        parts += labelled_choice(words("What does a dash mean in this table?"), "dash", choices)
    for number, mark in enumerate(_marks(report), start=1):
        ways = (("provisional", words("provisional")), ("note", words("a footnote that says something else")))
        choices = [no_choice(words), *options(ways, answers.marks.get(mark))]
        label = words("What does “{mark}” beside a figure say?", mark=mark)
        parts += labelled_choice(label, f"mark:{mark}", choices, id=f"mark-{number}")
    if answers.hidden or codes & {"hidden-rows", "hidden-columns", "unseen-cells"}:
        ways = (("read", words("read them")), ("leave", words("leave them out")))
        choices = [no_choice(words), *options(ways, answers.hidden)]
        parts += labelled_choice(words("What is hidden in the sheet:"), "hidden", choices)
    if answers.era or "era-unclear" in codes:
        choices = [no_choice(words), *options(((era, era) for era in ERAS), answers.era)]
        parts += labelled_choice(words("Of which era are the years that name none?"), "era", choices)
    parts += _years(report, words)
    parts += _months(report, words)
    parts += _finality(report, words)
    if answers.rows_publisher or "unknown-publications" in codes:
        publishers = titles(catalogue.publishers, "name", words.language)
        choices = [no_choice(words), *options(publishers, answers.rows_publisher)]
        label = words("Who published what the rows name as their source?")
        parts += labelled_choice(label, "rows_publisher", choices)
    parts += _series_questions(report, catalogue, words)
    if answers.define_missing or "no-such-series-yet" in codes:
        label = words("Make a new series of each area and category that has none yet")
        parts.append(checkbox(label, "define_missing", is_checked=answers.define_missing))
    if answers.new_series or codes & set(DEFINE_QUESTIONS):
        new = next(iter(answers.new_series), BLANK)
        parts.append(series_form(new, catalogue, words, in_file=_unknown_areas(report)))
    return parts


def _unknown_areas(report: Report) -> list[str]:
    """What the file calls areas that are not known, of which a new series may be."""
    return [str(each.facts["found"]) for each in report.problems if each.code == "unknown-area"]


def _finality(report: Report, words: Words) -> Parts:
    """Whether figures that a title calls provisional are, by year or for all."""
    asked = {str(each.facts["year"]): 0 for each in report.problems if each.code == "said-provisional"}
    parts: Parts = []
    for number, year in enumerate({**asked, **dict.fromkeys(report.answers.finality, 0)}, start=1):
        ways = (("provisional", words("provisional")), ("final", words("final")))
        choices = [no_choice(words), *options(ways, report.answers.finality.get(year))]
        label = (
            words("Are the figures final or provisional?")
            if year == "all"
            else words("Are the figures of {year} final or provisional?", year=year)
        )
        parts += labelled_choice(label, f"finality:{year}", choices, id=f"finality-{number}")
    return parts


def _marks(report: Report) -> list[str]:
    """Marks of footnotes that are asked about, or were."""
    asked = [str(problem.facts["found"]) for problem in report.problems if problem.code == "mark-meaning"]
    return list(dict.fromkeys([*asked, *report.answers.marks]))


def _years(report: Report, words: Words) -> Parts:
    """Whether bare years are fiscal or calendar ones."""
    years = report.answers.years
    if not years and all(problem.code not in YEARS_ASKED for problem in report.problems):
        return []
    kinds = (("fiscal", words("fiscal years (April to March)")), ("calendar", words("calendar years")))
    choices = [no_choice(words), *options(kinds, years)]
    return labelled_choice(words("Which years are these?"), "years", choices)


def _months(report: Report, words: Words) -> Parts:
    """Which part of a year the figures cover, asked and answered, by year or for all."""
    asked = {
        str(problem.facts["year"]): problem for problem in report.problems if problem.code in PARTS_ASKED
    }
    parts: Parts = []
    for number, year in enumerate(sorted({*asked, *report.answers.months}), start=1):
        code = asked[year].code if year in asked else ""
        lasts = range(1, 12) if code != "part-in-title-open" else ()
        choices = [(f"1-{last}", months_label(1, last, words.language)) for last in lasts]
        if code not in ("which-part", "published-before-end"):
            choices.append(("full", words("the full year")))
        label = (
            words("Which part of the year do the figures cover?")
            if year == "all"
            else words("Which part of {year} do the figures cover?", year=year)
        )
        chosen = [no_choice(words), *options(choices, report.answers.months.get(year))]
        parts += labelled_choice(label, f"months:{year}", chosen, id=f"months-{number}")
    return parts


def _series_questions(report: Report, catalogue: Catalogue, words: Words) -> Parts:
    """What protects the stored figures of a series: a question and an answer of its own for each."""
    answers = report.answers
    parts: Parts = []
    names = dict(titles(catalogue.series, "name", words.language))
    outside = _series_of(report, "outside-range", "outside-range-explained")
    for number, series in enumerate(outside, start=1):
        label = words(
            "Why are marked values of “{series}” so far from what was expected?", series=names[series]
        )
        parts += labelled(label, f"why:{series}", id=f"why-{number}", value=answers.why.get(series, ""))
    far = [
        str(each.facts["year"]) for each in report.problems if each.code in ("far-year", "far-year-explained")
    ]
    for number, year in enumerate(dict.fromkeys(far), start=1):
        label = words("Why does {year} stand so far from the other years?", year=year)
        parts += labelled(label, f"why:{year}", id=f"far-{number}", value=answers.why.get(year, ""))
    for series in dict.fromkeys([*_series_of(report, "series-ended"), *answers.continues]):
        label = words("“{series}” goes on: the later figures are still of it", series=names[series])
        parts.append(checkbox(label, f"continues:{series}", is_checked=series in answers.continues))
    for series in _series_of(report, "replaces-most", "most-replaced"):
        label = words("The publisher restated “{series}”: replace its stored figures", series=names[series])
        parts.append(checkbox(label, f"replaces:{series}", is_checked=series in answers.replaces))
    return parts


def _series_of(report: Report, *codes: str) -> list[str]:
    return list(dict.fromkeys(str(each.facts["series"]) for each in report.problems if each.code in codes))


def _series(report: Report, catalogue: Catalogue, words: Words) -> Parts:
    """Which series the figures belong to: a known one, or the one that the form defines."""
    series = series_titles(report, catalogue, words.language)
    choices = [no_choice(words), *options(series, report.answers.series)]
    return labelled_choice(words("Of which series are the figures?"), "series", choices)
