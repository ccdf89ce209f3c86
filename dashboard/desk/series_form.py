"""The part of the answers in which an analyst defines a series that the database does not have yet."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.desk.parts import labelled, labelled_choice, options, titles
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message
from ingest.answers import NewSeries

BLANK = NewSeries("", "", "")


FIELD_LABELS = {
    "id": message("Id (small letters, digits, hyphens)"),
    "publisher": message("Publisher"),
    "area": message("Area"),
    "definition": message("Definition: what is counted"),
    "name_en": message("Name in English"),
    "name_ja": message("Name in Japanese"),
    "citation": message("Where the definition stands"),
}


def labels_of(fields: str, words: Words) -> str:
    """The labels of fields as a problem lists them: "area, name"; one of the two names will do."""
    labels = {name: words(label) for name, label in FIELD_LABELS.items()}
    labels["name"] = words("{one} or {other}", one=labels["name_en"], other=labels["name_ja"])
    return words(", ").join(labels[name] for name in fields.split(", "))


def series_form(
    series: NewSeries, catalogue: Catalogue, words: Words, *, in_file: Sequence[str]
) -> Component:
    """The fields of a series, open where its definition was begun; ``in_file`` are areas as the file calls
    them."""
    language = words.language
    suggestions = {
        "publisher": titles(catalogue.publishers, "name", language),
        "area": [
            *((name, words("in the file")) for name in in_file),
            *titles(catalogue.areas, "name", language),
        ],
        "definition": titles(catalogue.definitions, "name", language),
    }
    choices = (
        ("measure", words("What is measured, and its unit"), catalogue.measures),
        ("category", words("Category"), catalogue.categories),
    )
    hint = words(
        "Known publishers, areas and definitions can be chosen; new ones are typed as they are called, an "
        "area as the file calls it."
    )
    parts: list[Component | Markup]
    parts = [html.Summary(words("Define a new series")), html.P(hint, className="hint")]
    for name, label in FIELD_LABELS.items():
        known = f"known-{name}" if name in suggestions else None
        value = getattr(series, name)
        parts += labelled(words(label), f"new_{name}", id=f"new-{name}", value=value, list=known)
    for name, label, rows in choices:
        choices_of_field = options(titles(rows, "name", language), getattr(series, name))
        parts += labelled_choice(label, f"new_{name}", choices_of_field, id=f"new-{name}")
    parts += [html.Datalist(options(values), id=f"known-{name}") for name, values in suggestions.items()]
    return html.Details(parts, className="define", open=series != BLANK)
