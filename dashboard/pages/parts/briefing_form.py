"""How a pack is to be made: title, languages, size, an office's slides; and the links that keep it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.address.options import PANELS, Options
from dashboard.files.pack import Pack
from dashboard.files.pack_file import languages_of
from dashboard.files.tray import ITEM, LANGUAGES_OF, LONGEST_TITLE, PAPER, PATH, TITLE, text_of, tray_query
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.words import message

LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
"""Each in its own language, as the switch of every page has them."""
PAPER_NAMES = {
    "": message("Slides 16:9, PDF A4"),
    "16:9": message("16:9 (screen)"),
    "a4": message("A4 (paper)"),
}
SOURCES_NAMES = {
    "full": message("In full"),
    "short": message("On one slide"),
    "none": message("None (each slide keeps its source line)"),
}


def form(visit: Visit, pack: Pack, *, frozen: str, faulty: Sequence[int]) -> Component:
    """The form of a pack; without charts there is nothing to make, and no file while items are ``faulty``
    (places from 0)."""
    if not pack.sheets:
        return html.Div(className="briefing-form-none")
    words, selection = visit.words, visit.selection
    languages = languages_of(pack, selection)
    parts = Markup("").join(
        [
            hidden_fields(visit, pack),
            _title(visit, pack),
            _choices(
                words("Languages, in this order"), "checkbox", "languages", _ordered(languages), languages
            ),
            _choices(
                words("Page"),
                "radio",
                "paper",
                [(name, words(label)) for name, label in PAPER_NAMES.items()],
                (pack.paper,),
            ),
            _choices(
                words("Panels on a slide, at most"),
                "radio",
                "panels",
                [(str(panels), str(panels)) for panels in PANELS],
                (str(Options().panels),),
            ),
            _choices(
                words("Sources and methods after the charts"),
                "radio",
                "sources",
                [(name, words(label)) for name, label in SOURCES_NAMES.items()],
                (Options().sources,),
            ),
            Markup(
                '<label class="field"><span>{label}</span>'
                '<input type="file" name="template" accept=".pptx,.potx"><small>{note}</small></label>'
            ).format(
                label=words("Your office's own slides (optional)"),
                note=words("PowerPoint file; its master, fonts and colours are kept. It is not stored."),
            ),
            _not_to_be_made(visit, faulty) if faulty else _buttons(visit),
            Markup(
                '<noscript><button class="button" formmethod="get" formaction="{path}">'
                "{keep}</button></noscript>"
            ).format(path=PATH, keep=words("Keep in the address")),
        ]
    )
    return html.Aside(
        [
            html.H2(words("Make"), className="section-title"),
            Markup(
                '<form id="make" method="post" enctype="multipart/form-data" action="{path}.pptx">'
                "{parts}</form>"
            ).format(path=PATH, parts=parts),
            _progress(visit),
            _links(visit, pack, frozen),
        ],
        className="panel briefing-form",
    )


def _buttons(visit: Visit) -> Markup:
    words = visit.words
    return Markup(
        '<div class="make"><button class="button primary" formaction="{path}.pptx" name="format" '
        'value="pptx">{slides}</button><button class="button primary" formaction="{path}.docx" '
        'name="format" value="docx">{document}</button><button class="button primary" '
        'formaction="{path}.pdf" name="format" value="pdf">{pdf}</button></div>'
    ).format(
        path=PATH,
        slides=words("Make PowerPoint"),
        document=words("Make Word (A4)"),
        pdf=words("Make PDF"),
    )


def _not_to_be_made(visit: Visit, faulty: Sequence[int]) -> Markup:
    """In place of the buttons: a file without these items, or with others, would not be the tray's."""
    words = visit.words
    sentence = words(
        "No file can be made while an item of the tray cannot be made: correct or remove {numbers}.",
        numbers=words(", ").join(words("item {number}", number=place + 1) for place in faulty),
    )
    return Markup('<p class="notice" role="status">{}</p>').format(sentence)


def hidden_fields(visit: Visit, pack: Pack, *, with_form: bool = False) -> Markup:
    """The tray, and the point of time and language of the page, as a form carries them along; with what
    else the form says where that is not to be typed."""
    selection = visit.selection
    pairs = [(ITEM, text_of(sheet)) for sheet in pack.sheets]
    if with_form:
        pairs += [(TITLE, pack.title), (LANGUAGES_OF, ",".join(pack.languages)), (PAPER, pack.paper)]
    pairs += [("recorded", selection.recorded_text), ("published", selection.published_text)]
    pairs += [("lang", selection.language), ("eras", selection.eras)]
    return Markup("").join(
        Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
        for name, value in pairs
        if value
    )


def _title(visit: Visit, pack: Pack) -> Markup:
    return Markup(
        '<label class="field"><span>{label}</span><input type="text" name="title" value="{value}" '
        'maxlength="{longest}" placeholder="{example}" autocomplete="off"></label>'
    ).format(
        label=visit.words("Title"),
        value=pack.title,
        longest=LONGEST_TITLE,
        example=visit.words("Piracy and armed robbery against ships: briefing"),
    )


def _ordered(languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """The chosen languages first, in their order."""
    return [(language, LANGUAGE_NAMES[language]) for language in dict.fromkeys((*languages, *LANGUAGE_NAMES))]


def _choices(
    legend: str, kind: str, name: str, pairs: list[tuple[str, str]], values: tuple[str, ...]
) -> Markup:
    boxes = Markup("").join(
        Markup('<label><input type="{}" name="{}" value="{}"{}> <span>{}</span></label>').format(
            kind, name, value, Markup(" checked") if value in values else "", label
        )
        for value, label in pairs
    )
    return Markup('<fieldset class="field"><legend>{}</legend>{}</fieldset>').format(legend, boxes)


def _progress(visit: Visit) -> Markup:
    """Shown by the script while a pack is made."""
    return Markup(
        '<div id="making" class="making" hidden>'
        '<progress value="0" max="1" aria-label="{label}"></progress>'
        '<p id="making-told" role="status"></p></div>'
    ).format(
        label=visit.words("How far the file is"),
    )


def _links(visit: Visit, pack: Pack, frozen: str) -> Component:
    """The same tray again: with the newest figures, as it is today, and as a file for the command."""
    words = visit.words
    query = tray_query(pack, visit.selection.plain().query())
    newest = f"{PATH}?{query}"
    kinds = (
        (words("Link to this tray"), words("Made again, it shows the newest figures."), newest),
        (words("Link frozen as it is now"), words("Shows the same figures for ever."), frozen),
    )
    rows: list[Component] = [
        html.Li(
            [
                html.A(name, href=href),
                html.Button(
                    words("Copy"),
                    type="button",
                    className="button copy",
                    **dashed(
                        data_copy=f"{visit.site}{href}",
                        data_done=words("Copied"),
                        aria_label=words("Copy: {what}", what=name),
                    ),
                ),
                html.Small(note),
            ]
        )
        for name, note, href in kinds
    ]
    rows.append(
        html.Li(
            [
                html.A(words("Recipe of this briefing"), href=f"{PATH}.toml?{query}"),
                html.Small(words("A small file from which the same briefing is made again later.")),
            ]
        )
    )
    return html.Div([html.H3(words("Keep it")), html.Ul(rows)], className="briefing-links")
