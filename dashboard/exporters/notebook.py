"""What notebooks show: a sheet as picture, words and sourced figures; a table; a sentence in both languages.

Each is HTML that a notebook displays of itself, and plain text where no HTML is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.drawing.swatch import swatch
from dashboard.exporters.pictures import picture
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.scene.theme import INK, QUIET
from dashboard.words import interface_words

NUMERIC = "text-align:right;white-space:nowrap"
WRITTEN = "text-align:left"


@dataclass(frozen=True)
class Shown:
    """HTML for a notebook's page, and the same in plain text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        """What Jupyter displays."""
        return self.html

    def __repr__(self) -> str:
        return self.text


def both(english: str, japanese: str) -> Shown:
    """One sentence in both languages, English first."""
    lines = (("en", english), ("ja", japanese))
    html = "".join(f'<p lang="{language}">{escape(text)}</p>' for language, text in lines)
    return Shown(html, f"{english}\n{japanese}")


def table(rows: Sequence[Mapping[str, object]]) -> Shown:
    """Rows as a table with the keys of the first as its head; numbers stand at the right, None is a dash."""
    head = list(rows[0]) if rows else []
    cells = [[row.get(name) for name in head] for row in rows]
    styles = [
        NUMERIC if any(isinstance(row.get(name), int | float) for row in rows) else WRITTEN for name in head
    ]
    body = "".join(f"<tr>{''.join(map(_cell, row, styles))}</tr>" for row in cells)
    titles = "".join(map(_title, head, styles))
    lines = [" | ".join(head), *(" | ".join(map(_written, row)) for row in cells)]
    return Shown(f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>", "\n".join(lines))


def show(sheet: Sheet, catalogue: Catalogue) -> Shown:
    """A sheet as pages show it: headline, picture with its key, findings and notes, every figure's source."""
    words = interface_words(sheet.selection.language)
    found = [one.text for one in sheet.findings]
    parts = [
        f'<h4 style="margin:0">{escape(sheet.headline)}</h4>',
        f'<p style="margin:0;color:{QUIET}">{escape(sheet.subtitle)}</p>',
        f"<p>{'　'.join(_key(sheet))}</p>",
        _picture(sheet) if sheet.rows else "",
        *(f"<p>{escape(text)}</p>" for text in found),
        _list([escape(note) for note in sheet.notes]),
        _figures(sheet, catalogue, [words(one) for one in ("Series", "Period", "Count", "Status", "Source")]),
    ]
    style = f"background:#fff;color:{INK};padding:12px;max-width:900px"
    html = f'<div lang="{words.language}" style="{style}">{"".join(parts)}</div>'
    return Shown(html, "\n".join([sheet.headline, sheet.alt]))


def _picture(sheet: Sheet) -> str:
    """The wide picture. Its marks say their source but lead nowhere: a page's addresses are not here."""
    content = sheet.headline + sheet.alt + repr(sheet.scene)
    return picture(sheet, "wide", prefix=f"n{hashlib.sha256(content.encode()).hexdigest()[:12]}")


def _key(sheet: Sheet) -> Iterator[str]:
    for entry in sheet.key:
        yield f"{swatch(entry)} {escape(entry.label)}"


def _figures(sheet: Sheet, catalogue: Catalogue, head: Sequence[str]) -> str:
    titles = "".join(map(_title, head, (WRITTEN, WRITTEN, NUMERIC, WRITTEN, WRITTEN)))
    body = "".join(_figure(row, catalogue) for row in sheet.rows)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _figure(row: SheetRow, catalogue: Catalogue) -> str:
    """One figure with its publication and, linked where it has an address, the place where it was read."""
    place = catalogue.places[row.observation.place]
    read = escape(row.place)
    if place.url:
        read = f'<a href="{escape(place.url)}" target="_blank" rel="noopener">{read}</a>'
    cells = [_cell(row.series_label), _cell(row.period), _cell(row.value, NUMERIC), _cell(row.status)]
    return f'<tr>{"".join(cells)}<td style="{WRITTEN}">{escape(row.source)}<br>{read}</td></tr>'


def _title(name: str, style: str) -> str:
    return f'<th scope="col" style="{style}">{escape(name)}</th>'


def _cell(value: object, style: str = WRITTEN) -> str:
    return f'<td style="{style}">{escape(_written(value))}</td>'


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "–" if value is None else str(value)


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
