"""How a file was understood: its kind and encoding, what each column is, which rows were set aside."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.words import Words, message
from ingest.cli_report import ASIDE_NAMES
from ingest.report import Report
from ingest.words import Words as ReportWords

FIELD_NAMES = {
    "period": message("year or period"),
    "part": message("part of the year"),
    "series": message("series"),
    "area": message("area"),
    "category": message("category"),
    "publisher": message("publisher"),
    "publication": message("publication"),
    "value": message("count"),
    "status": message("final or provisional"),
    "unit": message("unit"),
    "note": message("note"),
    "page": message("page"),
    "ignore": message("leave it out"),
}


def understanding(report: Report, words: Words) -> Component | None:
    """The section that tells it; None where the file could not be read."""
    terms = list(_terms(report, words))
    if not terms:
        return None
    pairs = [part for term, value in terms for part in (html.Dt(term), html.Dd(value))]
    return html.Section(
        [
            html.H2(words("How the file was understood")),
            html.Dl(pairs, className="understood"),
            _rows_set_aside(report, words),
        ],
        className="panel",
    )


def _rows_set_aside(report: Report, words: Words) -> Component | None:
    kinds = ReportWords(words.language)
    items = [
        html.Li(
            words("Row {row} ({kind}): {text}", row=aside.line, kind=kind, text=aside.text)
            if aside.line
            else words("{kind}: {text}", kind=kind, text=aside.text)
        )
        for aside in report.asides
        if (kind := kinds(ASIDE_NAMES.get(aside.kind, aside.kind))) and aside.kind != "blank"
    ]
    if not items:
        return None
    summary = html.Summary(words("Rows set aside ({count})", count=len(items)))
    return html.Details([summary, html.Ul(items, className="plain-list")])


def _terms(report: Report, words: Words) -> Iterator[tuple[str, str]]:
    """Term and value: encoding, delimiter, sheet, header row, what each column is."""
    if report.raw is None:
        return
    raw, facts = report.raw, report.understood()
    delimiters = {",": words("comma"), "\t": words("tab"), ";": words("semicolon")}
    yield words("Kind"), raw.kind.upper()
    if raw.encoding:
        yield words("Encoding"), raw.encoding
    if raw.delimiter:
        yield words("Cells divided by"), delimiters.get(raw.delimiter, raw.delimiter)
    if raw.sheet:
        yield words("Sheet"), raw.sheet
    yield words("Header row"), words(", ").join(map(str, facts["header_rows"])) or words("none found")
    columns = [
        f"{column['column']}: {column['header'] or '—'} → {_role(column['is'], words)}"
        for column in facts["columns"]
    ]
    if columns:
        yield words("Columns"), "\n".join(columns)


def _role(role: str, words: Words) -> str:
    names = {
        "figures": words("counts"),
        "label": words("names"),
        "total": words("total (not loaded)"),
        "asked": words("asked under “{field}”", field=words("Questions")),
        "ignored": words("left out"),
        "unused": words("not used"),
        "beside": words("not used"),
    }
    return names.get(role) or words(FIELD_NAMES.get(role, role))
