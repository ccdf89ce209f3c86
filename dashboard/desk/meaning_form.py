"""The part of the answers that says what columns and names mean: asked, answered, and read without asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.desk.parts import Choice, checkbox, group, labelled_choice, no_choice, options, titles
from dashboard.desk.understanding import FIELD_NAMES
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message
from ingest.naming import names_of, whole_name
from ingest.problems import UNKNOWN, Problem
from ingest.report import Report
from ingest.rules.said_corrected import CORRECTS
from ingest.tidy.columns import meaning_of
from ingest.vocabulary import FIELDS, key_of

Parts = list[Component | Markup]

COLUMN, STATUS, NAME, UNIT, SAID, TOTAL = "column", "status", "name", "unit", "said", "total"
KINDS = {
    "column-meaning": COLUMN,
    "column-varies": COLUMN,
    "column-says": COLUMN,
    "columns-alike": COLUMN,
    "other-part-in-header": COLUMN,
    "unclear-status": STATUS,
    "unknown-area": NAME,
    "unknown-category": NAME,
    "unknown-series": NAME,
    "several-series": NAME,
    "no-such-series": NAME,
    "which-area": NAME,
    "series-contradicted": NAME,
    "name-of-series": NAME,
    "other-unit": UNIT,
    "other-measure": SAID,
    "other-area": SAID,
    "heading-in-table": SAID,
    "year-against-title": SAID,
    "months-against-title": SAID,
    "running-totals-said": SAID,
    "other-part-said": SAID,
    "said-corrected": SAID,
    "fiscal-of-others": SAID,
    "calendar-in-title": SAID,
    "not-to-be-used": SAID,
    "blank-explained": SAID,
    "other-publisher": SAID,
    "totals-left-out": TOTAL,
    "only-totals": TOTAL,
}
"""What each problem asks of a name."""
_SAME_COUNTED = (
    message("“{word}” stands beside the figures. Do they count what the series counts?"),
    message("yes, the same thing"),
)
_SOMETHING_ELSE = (message("Does “{word}” speak of something else?"), message("yes, of something else"))
_AS_THEY_STAND = (
    message("“{word}” may speak of other months. Are the periods right as they are read?"),
    message("yes, they are right"),
)
_ANSWERED = (
    message("What does “{word}” beside the figures change about them?"),
    message("nothing, they are right as they stand"),
)
SAID_BESIDE = {
    **dict.fromkeys(("other-measure", "other-area", "heading-in-table"), _SAME_COUNTED),
    **dict.fromkeys(("year-against-title", "months-against-title", "fiscal-of-others"), _SOMETHING_ELSE),
    **dict.fromkeys(("running-totals-said", "other-part-said"), _AS_THEY_STAND),
    "calendar-in-title": (
        message("“{word}” speaks of calendar years. Are these fiscal years all the same?"),
        message("yes, fiscal years"),
    ),
    "not-to-be-used": (
        message("“{word}” says that figures are not to be used. Are these right all the same?"),
        message("yes, they are right"),
    ),
    "blank-explained": (
        message("“{word}” says what a blank means. May blanks stay as figures that are not known?"),
        message("yes, they stay blank"),
    ),
    "other-publisher": (
        message("Does “{word}” only say what the figures are drawn from?"),
        message("yes, the publication states them"),
    ),
    "said-corrected": (
        message("“{word}” speaks of a correction. Are the figures right as they stand here?"),
        message("yes, they are right"),
    ),
}
"""By code of what stands beside figures: the question, and the answer by which the figures stay."""
SERIES_DOUBTED = {"other-unit", "other-measure", "other-area", "series-ended", "replaces-most"}
"""Problems that another series may solve."""
MOST_NAMES = 20
"""Names asked about at once, and answered ones: each brings a list of all that it could be."""


@dataclass(frozen=True)
class _Question:
    """What is asked of a name, or was: ``code`` is that of the problem which asks, ``chosen`` the answer,
    ``offered`` are ids to be read first, ``unit`` that of the series where a header names another one,
    ``said`` the whole text that a word stands in."""

    kind: str
    name: str
    code: str = ""
    hint: str = ""
    offered: tuple[str, ...] = ()
    unit: str = ""
    said: str = ""
    chosen: str | None = None


def meaning_questions(report: Report, catalogue: Catalogue, words: Words) -> Parts:
    """What columns and names mean, asked and answered, each with its list; and whether to keep it all."""
    choices = _Choices(report, catalogue, words)
    questions = _questions(report, choices)
    names = [question for question in questions if question.kind == NAME and question.chosen is None]
    left_out = set(names[MOST_NAMES:])
    parts: Parts = []
    answered = 0
    for number, question in enumerate((each for each in questions if each not in left_out), start=1):
        answered += question.chosen is not None
        is_short = question.chosen is not None and answered > MOST_NAMES
        parts += labelled_choice(
            choices.label(question),
            f"map:{question.name}",
            choices.of(question, is_short=is_short),
            id=f"meaning-{number}",
        )
    if left_out:
        more = words("{count} more names are asked about after these.", count=len(left_out))
        parts.append(html.P(more, className="hint"))
    if parts:
        keep = words("Keep these meanings for this publisher's next file")
        parts.append(checkbox(keep, "keep_mapping", is_checked=report.answers.keep_mapping))
    return parts


def _questions(report: Report, choices: _Choices) -> list[_Question]:
    """What is asked and what was answered, by kind; a name stands once, as it was first spelled."""
    answers = report.answers.mapping
    found = report.tidied.columns if report.tidied else ()
    columns = {key_of(name) for column in found for name in (column.header, column.letter)}
    by_key = {
        key_of(name) or name: choices.answered(_kind(name, meaning, columns, choices), name, meaning)
        for name, meaning in answers.items()
    }
    for problem in report.problems:
        if problem.code in KINDS:
            asked = choices.asked(problem)
            key = key_of(asked.name) or asked.name
            before = by_key.get(key, asked)
            if asked.kind == UNIT and key in columns:
                asked = replace(asked, kind=COLUMN, hint=before.hint, unit=asked.offered[0], offered=())
            unit = asked.unit or before.unit
            by_key[key] = replace(asked, name=before.name, chosen=before.chosen, unit=unit)
    order = list(dict.fromkeys(KINDS.values()))
    return sorted(by_key.values(), key=lambda question: order.index(question.kind))


def _kind(name: str, meaning: str, columns: set[str], choices: _Choices) -> str:
    """What was asked, told from the answer."""
    if meaning in choices.finalities:
        return STATUS
    if key_of(name) in columns and (
        meaning in FIELDS or meaning in choices.series or meaning in choices.units
    ):
        return COLUMN
    if meaning == "note":
        return SAID
    return UNIT if meaning in choices.units else NAME


def understood_names(report: Report, catalogue: Catalogue, words: Words) -> Component | None:
    """Names that led to their series without an answer; another can be chosen for each."""
    answers, choices = report.answers, _Choices(report, catalogue, words)
    read = {names_of(figure): figure.series for figure in report.figures if figure.series}
    named = {whole_name(names): series for names, series in read.items() if series != answers.series}
    rows = [
        (name, str(series))
        for name, series in named.items()
        if name and not meaning_of(name, answers.mapping)
    ]
    if not rows:
        return None
    parts: Parts = [
        html.Summary(words("Names as they were understood ({count})", count=len(rows))),
        html.P(words("Where another series is meant, choose it."), className="hint"),
    ]
    for number, (name, series) in enumerate(rows[:MOST_NAMES], start=1):
        understood = html.Option(choices.title(series), value="")
        label = words("“{name}”", name=name)
        parts += labelled_choice(
            label, f"map:{name}", [understood, choices.group_of_series()], id=f"understood-{number}"
        )
    is_open = any(problem.code in SERIES_DOUBTED for problem in report.problems)
    return html.Details(parts, className="define", open=is_open)


def series_titles(report: Report, catalogue: Catalogue, language: str) -> list[Choice]:
    """Ids and names of the series that figures can be of, the ones that this load would add among them."""
    known = titles(catalogue.series, "name", language)
    loadable = [(id, title) for id, title in known if id not in catalogue.derived_series]
    return [*loadable, *new_titles(report, "series", language)]


def new_titles(report: Report, table: str, language: str) -> list[Choice]:
    """Ids and names of what this load would add to a table."""
    return [(row["id"], row[f"name_{language}"]) for name, row in report.new_references if name == table]


class _Choices:
    """The lists that names are chosen from, and the questions above them."""

    def __init__(self, report: Report, catalogue: Catalogue, words: Words) -> None:
        self.report, self.catalogue, self.words = report, catalogue, words
        self.finalities = {"final": words("final"), "provisional": words("provisional")}
        self.units = set(catalogue.units)
        self.series = dict(series_titles(report, catalogue, words.language))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What every meaning is called."""
        language, catalogue = self.words.language, self.catalogue
        named = {name: self.words(title) for name, title in FIELD_NAMES.items()}
        named |= dict(titles(catalogue.publications, "title", language))
        for rows in (catalogue.categories, catalogue.areas):
            named |= dict(titles(rows, "name", language))
        new_areas = dict(new_titles(self.report, "areas", language))
        return named | new_areas | self.series | self.finalities

    def title(self, meaning: str) -> str:
        return self.titles.get(meaning, meaning)

    def asked(self, problem: Problem) -> _Question:
        """The question that a problem asks."""
        facts, words, kind = problem.facts, self.words, KINDS[problem.code]
        name = {"columns-alike": "second", "other-unit": "unit"}.get(problem.code, "found")
        text = str(facts.get("word", facts[name]))
        wanted = tuple(str(facts.get("wanted", UNKNOWN)).split(", "))
        said = str(facts["found"]) if problem.code == "said-corrected" else ""
        if problem.code == "columns-alike":
            hint = words("({name})", name=facts["found"])
        elif said:
            hint = words("(if not, correct the cell below)")
        elif kind == COLUMN:
            hint = words("(for example {example})", example=facts["example"])
        elif kind == TOTAL:
            hint = words("(else it is left out)") if problem.code == "totals-left-out" else ""
        elif kind == NAME and wanted[0] not in ("", UNKNOWN):
            hint = words("(nearest: {name})", name=words(", ").join(map(self.title, wanted)))
        else:
            hint = ""
        return _Question(kind, text, problem.code, hint, wanted, said=said)

    def answered(self, kind: str, name: str, meaning: str) -> _Question:
        """The question that was answered so; of a correction it is told by its words."""
        unit = meaning if kind == COLUMN and meaning in self.units else ""
        if kind != SAID or not CORRECTS.fullmatch(name):
            return _Question(kind, name, unit=unit, chosen=meaning)
        texts = [aside.text for aside in self.report.asides]
        said = next(
            (text for text in texts if (word := CORRECTS.search(text)) and word[0].lower() == name), ""
        )
        return _Question(kind, name, "said-corrected", said=said, chosen=meaning)

    def label(self, question: _Question) -> list[Component | str]:
        return [f"{self._sentence(question)} ", html.Span(question.hint, className="hint")]

    def _sentence(self, question: _Question) -> str:
        words, name = self.words, question.name
        match question.kind:
            case "column":
                return words("{question} “{subject}”", question=words("What is this column?"), subject=name)
            case "status":
                return words("Is a figure marked “{status}” final or provisional?", status=name)
            case "unit":
                return words("“{unit}” is not the unit of the series. Is the same thing counted?", unit=name)
            case "said":
                asked, _ = SAID_BESIDE.get(question.code, _ANSWERED)
                return words(asked, word=question.said or name)
            case "total":
                return words("Is “{name}” the publisher's own figure? Of which series?", name=name)
        return words("{question} “{subject}”", question=words("What is this name?"), subject=name)

    def of(self, question: _Question, *, is_short: bool) -> list[Component]:
        """The choices of a question, its answer marked; a short list has the answer alone, and asking
        again."""
        words, chosen = self.words, question.chosen
        if is_short:
            return [html.Option(words("ask again"), value=""), *self._named([str(chosen)], chosen)]
        return [no_choice(words), *self._answers(question)]

    def _answers(self, question: _Question) -> list[Component]:
        words, chosen = self.words, question.chosen
        offered = self._named([id for id in question.offered if id in self.series], chosen)
        match question.kind:
            case "column":
                same = [(question.unit, words("the same thing, only called so"))] if question.unit else []
                return [
                    *options(same, chosen),
                    *self._named(FIELDS, chosen),
                    self.group_of_series(chosen),
                ]
            case "status":
                return options(self.finalities.items(), chosen)
            case "unit":
                return options([(chosen or question.offered[0], words("yes, it is only called so"))], chosen)
            case "said":
                return options([("note", words(SAID_BESIDE.get(question.code, _ANSWERED)[1]))], chosen)
            case "total":
                return [*offered, self.group_of_series(chosen)]
        language, catalogue = words.language, self.catalogue
        areas = [
            *titles(catalogue.areas, "name", language, with_id=True),
            *new_titles(self.report, "areas", language),
        ]
        is_listed = chosen in ("ignore", None, *dict(areas), *catalogue.categories, *self.series)
        return [
            *([] if is_listed else self._named([str(chosen)], chosen)),
            *offered,
            *options([("ignore", words("leave it out"))], chosen),
            group(words("Area"), areas, chosen),
            group(words("Category"), titles(catalogue.categories, "name", language), chosen),
            self.group_of_series(chosen),
        ]

    def group_of_series(self, chosen: str | None = None) -> Component:
        return group(self.words("Series"), self.series.items(), chosen)

    def _named(self, meanings: Iterable[str], chosen: str | None) -> list[Component]:
        return options([(meaning, self.title(meaning)) for meaning in meanings], chosen)
