"""A deck that was made before, filled again: the form on Briefing, and the page that says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.files.tray import PATH
from dashboard.pages import View, Visit
from dashboard.pages.parts.frame import page_title
from dashboard.words import message

if TYPE_CHECKING:
    from dashboard.files.refill_report import SlideReport

REFILL = f"{PATH}/refill"
TITLE = message("A file brought up to date")
REPORT_NAMES = {"ja": "報告（日本語）", "en": "Report (English)"}
"""Each in its own language."""


def refill_form(visit: Visit) -> Component:
    """Slides go in here; the answer is the page below."""
    words = visit.words
    return html.Section(
        [
            html.H2(words("Last quarter's file"), className="section-title"),
            html.P(
                words(
                    "Charts in slides or documents made here before get today's figures. Their place, size "
                    "and looks stay, and so does whatever you have changed; you are told of each."
                )
            ),
            Markup(
                '<form id="refill" method="post" enctype="multipart/form-data" action="{path}">'
                '<input type="hidden" name="lang" value="{language}">'
                '<label class="field"><span>{label}</span>'
                '<input type="file" name="deck" accept=".pptx,.docx" required><small>{note}</small></label>'
                '<button class="button">{fill}</button></form>'
            ).format(
                path=REFILL,
                language=visit.language,
                label=words("PowerPoint or Word file (.pptx, .docx)"),
                note=words("It is not stored; the result waits in memory to be saved."),
                fill=words("Fill with today's figures"),
            ),
        ],
        className="panel briefing-refill",
    )


def refilled_view(visit: Visit, file: str, summary: str, reports: Sequence[SlideReport]) -> View:
    """What was done, slide by slide, with the file of that name and the report in both languages to save."""
    words, stem = visit.words, file.partition(".")[0]
    links = [
        html.A(words("Save the file"), href=f"{REFILL}/{file}", className="button primary"),
        *(
            html.A(
                text,
                href=f"{REFILL}/{stem}_{language}.txt",
                className="button",
                lang=language,
            )
            for language, text in REPORT_NAMES.items()
        ),
    ]
    slides = [
        html.Section(
            [
                html.H2(report.heading, className="section-title"),
                html.Ul([html.Li(sentence) for sentence in report.sentences]),
            ]
        )
        for report in reports
    ]
    content = [
        html.H1(words(TITLE), className="page-title"),
        html.P(summary, className="lead"),
        html.P(links, className="refill-links"),
        *slides,
        _back(visit),
    ]
    return View(page_title(TITLE, visit.language), html.Div(content, className="refilled"))


def refused_view(visit: Visit, sentence: str) -> View:
    """Why a file was not filled."""
    content = [
        html.H1(visit.words(TITLE), className="page-title"),
        html.P(sentence, className="notice", role="alert"),
        _back(visit),
    ]
    return View(page_title(TITLE, visit.language), html.Div(content, className="refilled"))


def _back(visit: Visit) -> Component:
    return html.P(html.A(visit.words("Back to Briefing"), href=visit.plain(PATH)))
