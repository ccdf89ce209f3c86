"""The form of a draft's answers: where the figures come from, and what the check asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.desk.parts import (
    button,
    checkbox,
    htmx_form,
    labelled,
    labelled_choice,
    options,
    titles,
)
from dashboard.desk.series_form import BLANK, series_form
from dashboard.desk.understanding import FIELD_NAMES
from dashboard.record.periods import months_label
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message
from ingest.answers import Citation
from ingest.eras import ERAS
from ingest.problems import UNKNOWN
from ingest.report import Report
from ingest.vocabulary import FIELDS

Parts = list[Component | Markup]

NAME_QUESTIONS = (
    "unknown-area",
    "unknown-category",
    "unknown-series",
    "several-series",
    "no-such-series",
    "which-area",
    "series-contradicted",
    "name-of-series",
)
_SAME_COUNTED = (
    message("“{word}” stands beside the figures. Do they count what the series counts?"),
    message("yes, the same thing"),
)
_SOMETHING_ELSE = (message("Does “{word}” speak of something else?"), message("yes, of something else"))
SAID_BESIDE = {
    **dict.fromkeys(("other-measure", "other-area", "heading-in-table"), _SAME_COUNTED),
    **dict.fromkeys(("year-against-title", "months-against-title"), _SOMETHING_ELSE),
    "said-corrected": (
        message("“{word}” speaks of a correction. Are the figures right as they stand here?"),
        message("yes, they are right"),
    ),
}
"""By code of what stands beside figures: the question, and the answer by which the figures stay."""
PARTS_ASKED = ("which-part", "part-in-title", "part-in-title-open", "published-before-end")
MOST_NAMES = 20
"""Names asked about at once: each brings a list of all that it could be."""
DEFINE_QUESTIONS = ("which-series", "unknown-series", "unknown-area", "unknown-publisher", "no-such-series")


def answer_form(report: Report, catalogue: Catalogue, words: Words, *, action: str) -> Markup:
    """The whole form; what is not asked is not there."""
    questions = _questions(report, catalogue, words)
    return htmx_form(
        action,
        [
            *_source(report, catalogue, words),
            html.H2(words("Questions")) if questions else None,
            *questions,
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
        [_no_choice(words), *options(publications, report.answers.publication)],
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
                    _no_choice(words),
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
    parts += _meanings(report, catalogue, words)
    if answers.stands or "two-values-for-one-period" in codes:
        rows = (("last", words("the last: it restates the other")), ("first", words("the first")))
        choices = [_no_choice(words), *options(rows, answers.stands)]
        parts += labelled_choice(words("A year stands twice. Which row holds?"), "stands", choices)
    if answers.dash or "dash-meaning" in codes:
        meanings = (("zero", words("zero: none was counted")), ("missing", words("not known: no figure")))
        choices = [_no_choice(words), *options(meanings, answers.dash)]
        parts += labelled_choice(words("What does a dash mean in this table?"), "dash", choices)
    for number, mark in enumerate(_marks(report), start=1):
        ways = (("provisional", words("provisional")), ("note", words("a footnote that says something else")))
        choices = [_no_choice(words), *options(ways, answers.marks.get(mark))]
        label = words("What does “{mark}” beside a figure say?", mark=mark)
        parts += labelled_choice(label, f"mark:{mark}", choices, id=f"mark-{number}")
    if answers.hidden or codes & {"hidden-rows", "hidden-columns", "unseen-cells"}:
        ways = (("read", words("read them")), ("leave", words("leave them out")))
        choices = [_no_choice(words), *options(ways, answers.hidden)]
        parts += labelled_choice(words("What is hidden in the sheet:"), "hidden", choices)
    if answers.era or "era-unclear" in codes:
        choices = [_no_choice(words), *options(((era, era) for era in ERAS), answers.era)]
        parts += labelled_choice(words("Of which era are the years that name none?"), "era", choices)
    parts += _years(report, words)
    parts += _months(report, words)
    parts += _finality(report, words)
    if answers.rows_publisher or "unknown-publications" in codes:
        publishers = titles(catalogue.publishers, "name", words.language)
        choices = [_no_choice(words), *options(publishers, answers.rows_publisher)]
        label = words("Who published what the rows name as their source?")
        parts += labelled_choice(label, "rows_publisher", choices)
    parts += _series_questions(report, catalogue, words)
    if answers.define_missing or "no-such-series-yet" in codes:
        label = words("Make a new series of each area and category that has none yet")
        parts.append(checkbox(label, "define_missing", is_checked=answers.define_missing))
    if answers.new_series or codes & set(DEFINE_QUESTIONS):
        parts.append(series_form(next(iter(answers.new_series), BLANK), catalogue, words))
    return parts


def _finality(report: Report, words: Words) -> Parts:
    """Whether figures that a title calls provisional are, by year or for all."""
    asked = {str(each.facts["year"]): 0 for each in report.problems if each.code == "said-provisional"}
    parts: Parts = []
    for number, year in enumerate({**asked, **dict.fromkeys(report.answers.finality, 0)}, start=1):
        ways = (("provisional", words("provisional")), ("final", words("final")))
        choices = [_no_choice(words), *options(ways, report.answers.finality.get(year))]
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
    if not years and all(problem.code != "fiscal-in-title" for problem in report.problems):
        return []
    kinds = (("fiscal", words("fiscal years (April to March)")), ("calendar", words("calendar years")))
    choices = [_no_choice(words), *options(kinds, years)]
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
        chosen = [_no_choice(words), *options(choices, report.answers.months.get(year))]
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
    series = titles(catalogue.series, "name", words.language)
    series += [(series.id, series.name_en or series.name_ja) for series in report.answers.new_series[:1]]
    choices = [_no_choice(words), *options(series, report.answers.series)]
    return labelled_choice(words("Of which series are the figures?"), "series", choices)


def _meanings(report: Report, catalogue: Catalogue, words: Words) -> Parts:
    """What columns and names mean, asked and answered."""
    language = words.language
    series = _group(words("Series"), titles(catalogue.series, "name", language))
    fields = options((name, words(FIELD_NAMES[name])) for name in FIELDS)
    of_columns = [_no_choice(words), *fields, series]
    of_names = [
        _no_choice(words),
        html.Option(words("leave it out"), value="ignore"),
        _group(words("Area"), titles(catalogue.areas, "name", language, with_id=True)),
        _group(words("Category"), titles(catalogue.categories, "name", language)),
        series,
    ]
    columns = [
        (each.facts["found"], words("(for example {example})", example=each.facts["example"]))
        for each in report.problems
        if each.code in ("column-meaning", "column-varies")
    ]
    columns += [
        (each.facts["second"], words("({name})", name=each.facts["found"]))
        for each in report.problems
        if each.code == "columns-alike"
    ]
    notes = {
        str(each.facts.get("word", each.facts["found"])): each
        for each in report.problems
        if each.code in SAID_BESIDE
    }
    statuses = [problem for problem in report.problems if problem.code == "unclear-status"]
    names = [problem for problem in report.problems if problem.code in NAME_QUESTIONS]
    totals = [problem for problem in report.problems if problem.code in ("totals-left-out", "only-totals")]
    parts: Parts = []
    for number, (header, hint) in enumerate(columns, start=1):
        label = _question(words("What is this column?"), header, hint, words)
        parts += labelled_choice(label, f"map:{header}", of_columns, id=f"column-{number}")
    for number, problem in enumerate(statuses, start=1):
        status = problem.facts["found"]
        finalities = (("final", words("final")), ("provisional", words("provisional")))
        question = words("Is a figure marked “{status}” final or provisional?", status=status)
        choices = [_no_choice(words), *options(finalities)]
        parts += labelled_choice(question, f"map:{status}", choices, id=f"status-{number}")
    for number, problem in enumerate(names[:MOST_NAMES], start=1):
        name = problem.facts["found"]
        near = problem.facts.get("wanted", UNKNOWN)
        hint = words("(nearest: {name})", name=near) if near not in ("", UNKNOWN) else ""
        label = _question(words("What is this name?"), name, hint, words)
        parts += labelled_choice(label, f"map:{name}", of_names, id=f"name-{number}")
    units = {
        str(each.facts["unit"]): str(each.facts["wanted"])
        for each in report.problems
        if each.code == "other-unit"
    }
    for number, (unit, own) in enumerate(units.items(), start=1):
        question = words("“{unit}” is not the unit of the series. Is the same thing counted?", unit=unit)
        choices = [_no_choice(words), html.Option(words("yes, it is only called so"), value=own)]
        parts += labelled_choice(question, f"map:{unit}", choices, id=f"unit-{number}")
    for number, (word, problem) in enumerate(notes.items(), start=1):
        question, yes = SAID_BESIDE[problem.code]
        choices = [_no_choice(words), html.Option(words(yes), value="note")]
        parts += labelled_choice(words(question, word=word), f"map:{word}", choices, id=f"said-{number}")
    for number, problem in enumerate(totals, start=1):
        name, offered = problem.facts["found"], str(problem.facts["wanted"]).split(", ")
        wholes = [
            (each, title) for each, title in titles(catalogue.series, "name", language) if each in offered
        ]
        question = words("Is “{name}” the publisher's own figure? Of which series?", name=name)
        hint = words("(else it is left out)") if problem.code == "totals-left-out" else ""
        choices = [_no_choice(words), *options(wholes), series]
        label = [f"{question} ", html.Span(hint, className="hint")]
        parts += labelled_choice(label, f"map:{name}", choices, id=f"total-{number}")
    if len(names) > MOST_NAMES:
        more = words("{count} more names are asked about after these.", count=len(names) - MOST_NAMES)
        parts.append(html.P(more, className="hint"))
    parts += _kept(report, catalogue, words)
    if parts:
        keep = words("Keep these meanings for this publisher's next file")
        parts.append(checkbox(keep, "keep_mapping", is_checked=report.answers.keep_mapping))
    return parts


def _kept(report: Report, catalogue: Catalogue, words: Words) -> Parts:
    """What was said of columns and names, to be changed; each with the title of what it means."""
    parts: Parts = []
    meant = {name: words(title) for name, title in FIELD_NAMES.items()}
    for table, title in (
        ("publications", "title"),
        ("categories", "name"),
        ("areas", "name"),
        ("series", "name"),
    ):
        meant |= dict(titles(getattr(catalogue, table), title, words.language))
    for number, (name, meaning) in enumerate(report.answers.mapping.items(), start=1):
        title = words("({name})", name=meant[meaning]) if meaning in meant else ""
        label = [words("“{name}”", name=name), " ", html.Span(title, className="hint")]
        parts += labelled(label, f"map:{name}", id=f"kept-{number}", value=meaning)
    return parts


def _question(question: str, subject: Any, hint: str, words: Words) -> list[Component | str]:
    asked = words("{question} “{subject}”", question=question, subject=subject)
    return [f"{asked} ", html.Span(hint, className="hint")]


def _group(label: str, choices: list[tuple[str, str]]) -> Component:
    return html.Optgroup(options(choices), label=label)


def _no_choice(words: Words) -> Component:
    return html.Option(words("Choose ..."), value="")
