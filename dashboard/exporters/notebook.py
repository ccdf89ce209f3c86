"""What notebooks show: a sheet as picture, words and sourced figures; a table; a sentence in both languages.

Each is HTML that a notebook displays of itself, and plain text where no HTML is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.drawing.swatch import swatch
from dashboard.exporters.pictures import picture
from dashboard.markup.html import to_html
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.scene.theme import INK, QUIET
from dashboard.words import interface_words

Style = Mapping[str, str]
NUMERIC: Style = {"textAlign": "right", "whiteSpace": "nowrap"}
WRITTEN: Style = {"textAlign": "left"}


@dataclass(frozen=True)
class Display:
    """HTML for a notebook's page, and the same in plain text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        """What Jupyter displays."""
        return self.html

    def __repr__(self) -> str:
        return self.text


def both(english: str, japanese: str) -> Display:
    """One sentence in both languages, English first."""
    sentences = [html.P(english, lang="en"), html.P(japanese, lang="ja")]
    return Display(to_html(sentences), f"{english}\n{japanese}")


def table(rows: Sequence[Mapping[str, object]]) -> Display:
    """Rows as a table with the keys of the first as its head; numbers stand at the right, None is a dash."""
    head = list(rows[0]) if rows else []
    cells = [[row.get(name) for name in head] for row in rows]
    styles = [
        NUMERIC if any(isinstance(row.get(name), int | float) for row in rows) else WRITTEN for name in head
    ]
    body = [html.Tr(list(map(_cell, row, styles))) for row in cells]
    lines = [" | ".join(head), *(" | ".join(map(_cell_text, row)) for row in cells)]
    return Display(to_html(_table(head, styles, body)), "\n".join(lines))


def show(sheet: Sheet, catalogue: Catalogue) -> Display:
    """A sheet as pages show it: headline, picture with its key, findings and notes, every figure's source."""
    words = interface_words(sheet.selection.language)
    head = [words(title) for title in ("Series", "Period", "Figure", "Status", "Source")]
    figures = [_figure(row, catalogue) for row in sheet.rows]
    parts = [
        html.H4(sheet.headline, style={"margin": 0}),
        html.P(sheet.subtitle, style={"margin": 0, "color": QUIET}),
        html.P(_key(sheet)),
        Markup(_picture(sheet)) if sheet.rows else None,
        *(html.P(finding.text) for finding in sheet.findings),
        html.Ul([html.Li(note) for note in sheet.notes]) if sheet.notes else None,
        _table(head, (WRITTEN, WRITTEN, NUMERIC, WRITTEN, WRITTEN), figures),
    ]
    style = {"background": "#fff", "color": INK, "padding": "12px", "maxWidth": "900px"}
    page = html.Div(parts, lang=words.language, style=style)
    return Display(to_html(page), "\n".join([sheet.headline, sheet.alt]))


def _picture(sheet: Sheet) -> str:
    """The wide picture. Its marks say their source but lead nowhere: a page's addresses are not here."""
    content = sheet.headline + sheet.alt + repr(sheet.scene)
    return picture(sheet, "wide", prefix=f"n{hashlib.sha256(content.encode()).hexdigest()[:12]}")


def _key(sheet: Sheet) -> Sequence[Markup | str]:
    """The entries of the key, a wide space between two."""
    entries: list[tuple[Markup, str]] = [(Markup(swatch(entry)), f" {entry.label}") for entry in sheet.key]
    return [part for entry in entries for part in ("　", *entry)][1:]


def _table(head: Sequence[str], styles: Sequence[Style], body: Sequence[Component]) -> Component:
    titles = [html.Th(name, scope="col", style=style) for name, style in zip(head, styles, strict=True)]
    return html.Table([html.Thead(html.Tr(titles)), html.Tbody(body)])


def _figure(row: SheetRow, catalogue: Catalogue) -> Component:
    """One figure with its publication and, linked where it has an address, the place where it was read."""
    url = catalogue.places[row.observation.place].url
    place = html.A(row.place, href=url, target="_blank", rel="noopener") if url else row.place
    source = html.Td([row.source, html.Br(), place], style=WRITTEN)
    cells = [_cell(row.series_label), _cell(row.period), _cell(row.value, NUMERIC), _cell(row.status)]
    return html.Tr([*cells, source])


def _cell(value: object, style: Style = WRITTEN) -> Component:
    return html.Td(_cell_text(value), style=style)


def _cell_text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "–" if value is None else str(value)
