"""All data: every figure and name at once, and the ways to a part of them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.frame import page_title
from dashboard.words import message

DOWNLOAD = "/download"
ARCHIVE = "piracy-counts.zip"


def build(visit: Visit) -> View:
    """The whole data, then what to take where a part is wanted."""
    words = visit.words
    content = html.Div(
        [
            html.H1(words("All data"), className="page-title"),
            html.P(
                words(
                    "Every figure with its publication, page and marks, and every name and definition in "
                    "Japanese and English."
                ),
                className="lead",
            ),
            html.Div(_whole(visit), className="panel about-page"),
        ]
    )
    return View(page_title(PAGE.name, visit.language), content)


def _whole(visit: Visit) -> list[Component]:
    words, published = visit.words, visit.published
    described = html.P(
        words(
            "Tables as CSV (UTF-8), described as a Frictionless Data Package: {file} says what each column "
            "means. A blank is a figure that is not known, never a zero.",
            file="datapackage.json",
        )
    )
    part = html.P(words("The figures of one chart alone: “Share and export” beside its table."))
    if published is None:
        archive = html.A(
            words("Download all (zip)"), href=f"{DOWNLOAD}/{ARCHIVE}", className="button primary", download=""
        )
        return [html.P(archive), described, part]
    # What says what the others mean comes first.
    ordered = sorted(
        published.data_files, key=lambda file: (not file.endswith(".json"), "counts/" not in file, file)
    )
    files = [html.Li(html.A(file.rpartition("data/")[2], href=f"../{file}")) for file in ordered]
    return [described, html.Ul(files, className="data-files"), part]


PAGE = Page(path=DOWNLOAD, position=51, name=message("All data"), group="data", build=build, has_past=False)
