"""What the forms of the desk say, as the answers that the road understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ingest.answers import Answers, Citation, NewSeries

MAP_PREFIX = "map:"
MARK_PREFIX, FINALITY_PREFIX, CONTINUES_PREFIX = "mark:", "finality:", "continues:"
MONTHS_PREFIX, WHY_PREFIX, REPLACES_PREFIX = "months:", "why:", "replaces:"
CITATION_FIELDS = ("cite", "published", "url", "publisher")
SERIES_FIELDS = (
    "id",
    "publisher",
    "area",
    "measure",
    "category",
    "definition",
    "name_en",
    "name_ja",
    "citation",
)


class BadDate(Exception):
    """The date of publication is not a date; the message is what was typed."""


def answers_from(form: Mapping[str, str], before: Answers) -> Answers:
    """The answers of a form, with the corrected cells of before, and the source where the form asks for none.
    Raises ``BadDate``."""

    def answer(name: str) -> str | None:
        return form.get(name, "").strip() or None

    mapping = dict(before.mapping)
    for name, meaning in form.items():
        if name.startswith(MAP_PREFIX):
            label = name.removeprefix(MAP_PREFIX)
            mapping.pop(label, None)
            if meaning.strip():
                mapping[label] = meaning.strip()
    publication, citation = before.publication, before.citation
    if {"publication", *CITATION_FIELDS} & form.keys():
        publication, citation = answer("publication"), None
        title, published, *rest = map(answer, CITATION_FIELDS)
        if publication is None and any((title, published, *rest)):
            citation = Citation(title or "", _date(published), *rest)
    return replace(
        before,
        sheet=answer("sheet"),
        year=answer("year"),
        series=answer("series"),
        publication=publication,
        citation=citation,
        mapping=mapping,
        keep_mapping=form.get("keep_mapping") == "on",
        stands=answer("stands"),
        dash=answer("dash"),
        marks=_named(form, MARK_PREFIX),
        hidden=answer("hidden"),
        era=answer("era"),
        months=_named(form, MONTHS_PREFIX),
        finality=_named(form, FINALITY_PREFIX),
        years=answer("years"),
        rows_publisher=answer("rows_publisher"),
        why=_named(form, WHY_PREFIX),
        replaces=tuple(_named(form, REPLACES_PREFIX)),
        continues=tuple(_named(form, CONTINUES_PREFIX)),
        define_missing=form.get("define_missing") == "on",
        new_series=_new_series(form),
    )


def _named(form: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What the fields of a kind say, by what each is about; blank ones say nothing."""
    return {
        name.removeprefix(prefix): text.strip()
        for name, text in form.items()
        if name.startswith(prefix) and text.strip()
    }


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadDate(text) from fault


def _new_series(form: Mapping[str, str]) -> tuple[NewSeries, ...]:
    """The one series that the form defines; none where nothing was typed."""
    values = {name: form.get(f"new_{name}", "").strip() for name in SERIES_FIELDS}
    if not any(text for name, text in values.items() if name not in ("measure", "category")):
        return ()
    values["measure"] = values["measure"] or "incidents"
    values["category"] = values["category"] or "all"
    return (NewSeries(**values),)
