"""The desk's first page, ``/data``: bring a file, go on with a draft, take a template, look back."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from dashboard.desk.analyst import analyst_only, current_analyst, is_signed_in
from dashboard.desk.downloads import attachment
from dashboard.desk.language import desk_address, desk_language, desk_words
from dashboard.desk.page import DATA_PATH, desk_page, rendered, script_addresses
from dashboard.record.queries import WholeDatabase, catalogue
from ingest import drafts
from ingest.answers import Answers
from ingest.readers.reading import file_name
from ingest.report import Source
from ingest.template import template_csv, template_rows, template_xlsx
from ingest.words import Words

CSV_TYPE = "text/csv; charset=utf-8"
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
            today=datetime.now(UTC).date(),
            language=words.language,
        )
        if ending == "xlsx":
            content = template_xlsx(rows, words, series=list(catalogue(engine).series))
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
    title = words("Data")
    body = rendered(
        "message.html",
        title=title,
        sentences=[words("Reading is open to everyone. Changing data needs signing in.")],
        link=desk_address("/sign-in"),
        link_text=words("Sign in"),
    )
    return desk_page(engine, title=title, body=body, active=True)


def _home(engine: WholeDatabase, *, wrong: str = "", status: int = 200) -> Response:
    words = desk_words()
    title = words("Data")
    who = current_analyst()
    body = rendered(
        "data.html",
        title=title,
        wrong=wrong,
        who=words("Signed in: {name}", name=who),
        sign_out=words("Sign out"),
        history=words("History: what was loaded and taken back"),
        lead=words("Bring a table as it is: nothing is stored before you have seen what would change."),
        drop=words("Drop a file here, or choose one"),
        kinds=words("CSV, TSV or Excel, up to 20 MB."),
        paste=words("Or paste cells from Excel"),
        paste_hint=words("Copy the cells with their header row, and paste them here."),
        check=words("Check it"),
        checking=words("Checking ..."),
        drafts_title=words("Not loaded yet"),
        drafts=[
            (desk_address(f"{DATA_PATH}/drafts/{one}"), name, moment.strftime("%Y-%m-%d %H:%M"))
            for one, name, moment in drafts.of(engine, who)
        ],
        template_title=words("A table to fill in"),
        template_text=words("It holds the newest values, and an empty cell for each series' next year."),
    )
    return desk_page(engine, title=title, body=body, active=True, status=status, scripts=script_addresses())
