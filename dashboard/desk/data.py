"""The desk's first page, ``/data``: bring a file, go on with a draft, take a template, look back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component
from flask import Flask, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from dashboard.desk.analyst import analyst_only, current_analyst, is_signed_in
from dashboard.desk.clock import desk_moment, desk_today
from dashboard.desk.downloads import attachment
from dashboard.desk.language import desk_address, desk_language, desk_words
from dashboard.desk.page import DATA_PATH, desk_page, message_page
from dashboard.desk.parts import button, labelled, notice, post_form, token_field
from dashboard.markup.html import dashed, element
from dashboard.pages.parts.releases import release_text
from dashboard.record.queries import WholeDatabase, catalogue
from dashboard.record.releases import next_releases
from dashboard.words import Words as PageWords
from ingest import drafts
from ingest.answers import Answers
from ingest.readers.reading import file_name
from ingest.report import Source
from ingest.template import loadable_series, template_csv, template_rows, template_xlsx
from ingest.words import Words

CSV_TYPE = "text/csv; charset=utf-8"
MULTIPART = "multipart/form-data"
FILE_ENDINGS = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attach_data(server: Flask, engine: WholeDatabase) -> None:
    """Add the first page, the upload and the templates."""

    @server.get(DATA_PATH)
    def data() -> Response:
        if not is_signed_in():
            return _signed_out(engine)
        return _home(engine)

    @server.post(f"{DATA_PATH}/upload")
    @analyst_only(engine)
    def upload() -> Response:
        source = _uploaded()
        if source is None:
            return _home(engine, wrong=desk_words()("Choose a file, or paste cells first."), status=400)
        draft = drafts.keep(engine, source, Answers(), who=current_analyst())
        address = desk_address(f"{DATA_PATH}/drafts/{draft}")
        if request.headers.get("HX-Request"):
            return Response(status=204, headers={"HX-Redirect": address})
        return redirect(address, 303)

    @server.get(f"{DATA_PATH}/template.<ending>")
    def template(ending: str) -> Response:
        words = Words(desk_language())
        rows = template_rows(
            engine,
            series=request.args.getlist("series"),
            today=desk_today(),
            language=words.language,
        )
        if ending == "xlsx":
            content = template_xlsx(rows, words, series=loadable_series(engine))
            return attachment(content, XLSX_TYPE, "piracy-counts.xlsx")
        if ending == "csv":
            return attachment(template_csv(rows, words), CSV_TYPE, "piracy-counts.csv")
        return redirect(desk_address(DATA_PATH), 303)


def _uploaded() -> Source | None:
    """The file that was sent, else the cells that were pasted; None where there is neither."""
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        return Source(file_name(sent.filename), sent.read())
    pasted = request.form.get("pasted", "")
    return Source("pasted.tsv", pasted.encode("utf-8", "replace")) if pasted.strip() else None


def _signed_out(engine: WholeDatabase) -> Response:
    words = desk_words()
    return message_page(
        engine,
        title=words("Data"),
        sentences=[words("Reading is open to everyone. Changing data needs signing in.")],
        link=desk_address("/sign-in"),
        link_text=words("Sign in"),
        active=True,
    )


def _home(engine: WholeDatabase, *, wrong: str = "", status: int = 200) -> Response:
    words, who = desk_words(), current_analyst()
    title = words("Data")
    sign_out = [
        html.P(words("Signed in: {name}", name=who)),
        button(words("Sign out"), is_plain=True),
    ]
    lead = words("Bring a table as it is: nothing is stored before you have seen what would change.")
    history = words("History: what was loaded and taken back")
    aside = [
        _template_section(words),
        _expected(engine, words),
        _draft_list(drafts.of(engine, who), words),
        html.P(html.A(history, href=desk_address(f"{DATA_PATH}/history"))),
    ]
    head = [
        html.H1(title, className="page-title"),
        post_form(desk_address("/sign-out"), sign_out, className="signed-in"),
    ]
    body = [
        html.Div(head, className="desk-head"),
        html.P(lead, className="lead"),
        notice(wrong),
        html.Div([_upload_form(words), html.Div(aside, className="desk-aside")], className="desk-columns"),
    ]
    return desk_page(engine, title=title, body=body, active=True, status=status, has_scripts=True)


def _upload_form(words: PageWords) -> Markup:
    """A file or pasted cells; a script sends it with a bar that shows how far it is."""
    address = desk_address(f"{DATA_PATH}/upload")
    file = labelled(words("Drop a file here, or choose one"), "file", type="file", accept=FILE_ENDINGS)
    paste = html.Textarea(
        id="pasted", name="pasted", rows=6, spellCheck="false", **dashed(aria_describedby="paste-hint")
    )
    paste_hint = words("Copy the cells with their header row, and paste them here.")
    checking: list[Component | str] = [
        html.Progress(id="progress", max="100"),
        " ",
        html.Span(words("Checking ...")),
    ]
    return element(
        "form",
        [
            token_field(),
            html.Div(
                [*file, html.P(words("CSV, TSV or Excel, up to 20 MB."), className="hint")],
                className="drop",
                id="drop",
            ),
            html.Label(words("Or paste cells from Excel"), htmlFor="pasted"),
            paste,
            html.P(paste_hint, className="hint", id="paste-hint"),
            button(words("Check it")),
            html.Div(checking, className="busy", role="status", hidden=True),
        ],
        className="panel desk-form",
        id="upload",
        method="post",
        action=address,
        enctype=MULTIPART,
        **dashed(hx_post=address, hx_encoding=MULTIPART, hx_swap="none"),
    )


def _expected(engine: WholeDatabase, words: PageWords) -> Component | None:
    """The regular editions that come next, those that should be out first."""
    known, today = catalogue(engine), desk_today()
    items = [
        html.Li(
            [
                html.Span(words("due"), className="tag is-question") if release.by < today else None,
                " " if release.by < today else None,
                release_text(release, known.publishers, words),
            ]
        )
        for release in next_releases(known.publications.values())
    ]
    if not items:
        return None
    return html.Section([html.H2(words("Expected next")), html.Ul(items)], className="panel")


def _template_section(words: PageWords) -> Component:
    """A table to fill in, as a file."""
    files = [
        html.A(name, className="desk-button plain", href=desk_address(f"{DATA_PATH}/template.{ending}"))
        for name, ending in (("Excel", "xlsx"), ("CSV", "csv"))
    ]
    text = words("It holds the newest values, and an empty cell for each series' next year.")
    return html.Section(
        [
            html.H2(words("A table to fill in")),
            html.P(text),
            html.P([files[0], " ", files[1]], className="links"),
        ],
        className="panel",
    )


def _draft_list(drafts: Sequence[tuple[str, str, datetime]], words: PageWords) -> Component | None:
    """The analyst's own drafts, newest first."""
    if not drafts:
        return None
    items = [
        html.Li(
            [
                html.A(name, href=desk_address(f"{DATA_PATH}/drafts/{draft}")),
                " ",
                html.Span(desk_moment(moment), className="hint"),
            ]
        )
        for draft, name, moment in drafts
    ]
    title = html.H2(words("Not loaded yet"))
    return html.Section([title, html.Ul(items, className="plain-list")], className="panel")
