"""A page and a chart's file as bytes: made by the same calls as the dashboard makes them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape
from posixpath import dirname, relpath

import plotly.io

from dashboard.asking import arguments_of, asked
from dashboard.exported import charts, formats
from dashboard.exporters.carried import Options
from dashboard.pages import View, Visit
from dashboard.pages.first_picture import first_picture
from dashboard.pages.frame import framed
from dashboard.pictures import GRAPH_CONFIG
from dashboard.publish.links import FileAsked, Linker, as_json
from dashboard.publish.plan import Published, pages
from dashboard.queries import Catalogue, Database
from dashboard.shell import FirstView, document

SCRIPTS = ("assets/plotly.js", "assets/published.js")
STYLE = "assets/style.css"


@dataclass(frozen=True)
class Site:
    """What all pages of a site have in common.

    ``base`` is what its own addresses begin with and ``live`` what the dashboard's do; "" where not known.
    """

    places: Collection[str]
    languages: Sequence[str]
    base: str = ""
    live: str = ""


@dataclass(frozen=True)
class Document:
    """A page as it is written, with the files that it links to."""

    content: bytes
    files: tuple[FileAsked, ...]


def page_document(engine: Database, catalogue: Catalogue, page: Published, site: Site) -> Document:
    """A page as a file that needs no server; the catalogue says of which moment it is."""
    known = pages()
    own = known[page.path]
    visit = Visit(engine, catalogue, page.selection, site=site.live, is_published=True)
    view = own.build(visit)
    tree = framed(visit, own, list(known.values()), view, "wide")
    linker = Linker(page.place, page.selection.language, site.places, site.live)
    first = FirstView(
        language=visit.language,
        title=view.title,
        description=next((one.headline for one in view.pictures.values()), view.title),
        tree=tree,
        graphs={graph: first_picture(graph, picture) for graph, picture in view.pictures.items()},
        narrow_figures={},
    )
    scripts = _scripts(view, linker) if view.pictures else ""
    text = linker.html(document(first, scripts, _head(page, site, linker)))
    return Document(text.encode(), tuple(sorted(linker.files, key=lambda one: one.place)))


def file_content(engine: Database, catalogue: Catalogue, asked_for: FileAsked, live: str) -> bytes:
    """A chart's file of the moment that the catalogue is of."""
    chart, exporter = charts()[asked_for.chart], formats()[asked_for.format]
    _, selection, _ = asked(engine, arguments_of(asked_for.query), preferred_language=asked_for.language)
    selection = chart.default(engine, catalogue, selection.with_language(asked_for.language))
    sheet = chart.build(engine, catalogue, selection)
    return exporter.export(sheet, catalogue, Options(public_url=live))


def _head(page: Published, site: Site, linker: Linker) -> str:
    """The style, and where the page stands in every language, if it is known what addresses begin with."""
    lines = [f'<link rel="stylesheet" href="{_from(linker.here, STYLE)}">']
    if site.base:
        lines.append(f'<link rel="canonical" href="{escape(site.base)}/{escape(page.place)}">')
        lines += [
            f'<link rel="alternate" hreflang="{language}" '
            f'href="{escape(site.base)}/{escape(page.in_language(language).place)}">'
            for language in site.languages
        ]
    return "\n".join(lines)


def _scripts(view: View, linker: Linker) -> str:
    """The figures as data, and what draws them over their pictures."""
    figures = {
        graph: {
            name: linker.figure(json.loads(plotly.io.json.to_json_plotly(drawing.figure)))
            for name, drawing in picture.drawings.items()
        }
        for graph, picture in view.pictures.items()
    }
    tags = "".join(f'<script src="{_from(linker.here, one)}" defer></script>' for one in SCRIPTS)
    data = as_json({"config": GRAPH_CONFIG, "graphs": figures})
    return f'<script type="application/json" id="drawn-from">{data}</script>{tags}'


def _from(here: str, place: str) -> str:
    return relpath(place, dirname(here) or ".")
