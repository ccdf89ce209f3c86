"""The part of the answers in which an analyst defines a series that the database does not have yet."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.desk.parts import labelled, labelled_choice, options, titles
from dashboard.record.queries import Catalogue
from dashboard.words import Words
from ingest.answers import NewSeries

BLANK = NewSeries("", "", "")


def series_form(series: NewSeries, catalogue: Catalogue, words: Words) -> Component:
    """The fields of a series, open where its definition was begun."""
    language = words.language
    suggestions = {
        "publishers": titles(catalogue.publishers, "name", language),
        "areas": titles(catalogue.areas, "name", language),
        "definitions": titles(catalogue.definitions, "name", language),
    }
    fields = (
        ("id", words("Id (small letters, digits, hyphens)"), None),
        ("publisher", words("Publisher"), "publishers"),
        ("area", words("Area"), "areas"),
        ("definition", words("Definition: what is counted"), "definitions"),
        ("name_en", words("Name in English"), None),
        ("name_ja", words("Name in Japanese"), None),
        ("citation", words("Where the definition stands"), None),
    )
    choices = (
        ("measure", words("What is measured, and its unit"), catalogue.measures),
        ("category", words("Category"), catalogue.categories),
    )
    hint = words(
        "Known publishers, areas and definitions can be chosen; new ones are typed as they are called."
    )
    parts: list[Component | Markup]
    parts = [html.Summary(words("Define a new series")), html.P(hint, className="hint")]
    for name, label, suggested in fields:
        value = getattr(series, name)
        parts += labelled(label, f"new_{name}", id=f"new-{name}", value=value, list=suggested)
    for name, label, rows in choices:
        choices_of_field = options(titles(rows, "name", language), getattr(series, name))
        parts += labelled_choice(label, f"new_{name}", choices_of_field, id=f"new-{name}")
    parts += [html.Datalist(options(values), id=name) for name, values in suggestions.items()]
    return html.Details(parts, className="define", open=bool(series.id))
