"""The files of a copy that belong to no page: assets, the page at its root, the one for lost readers, the
sitemap."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from dashboard.address.old_links import PATHS
from dashboard.markup.document import Document
from dashboard.pages.parts.copy_of_site import choice_of_language
from dashboard.publish import documents
from dashboard.publish.documents import ASSETS, LANGUAGE, LOST, DocumentPlace, assets
from dashboard.publish.items import Site
from dashboard.publish.links import Links
from dashboard.publish.plan import CopyPlan, page_file
from dashboard.record.queries import DataVersion
from dashboard.words import interface_words, message

INDEX, NOT_FOUND, SITEMAP = "index.html", "404.html", "sitemap.xml"
NAME, LOST_HEADING = message("Maritime Piracy Statistics"), message("There is no page at this address")


def asset_files() -> dict[str, bytes]:
    """What pages ask for; it comes first, since they need it."""
    return {f"{ASSETS}/{name}": content for name, content in assets().items()}


def root_files(site: Site) -> dict[str, bytes]:
    """The pages that are in no language: they come last, when all that they lead to is there."""
    return {
        INDEX: _choice(site, INDEX, NAME, script=LANGUAGE),
        NOT_FOUND: _choice(site, NOT_FOUND, LOST_HEADING, script=LOST),
    }


def _choice(site: Site, here: str, heading: str, *, script: str) -> bytes:
    languages = site.plan.languages
    headings = {language: interface_words(language)(heading) for language in languages}
    is_lost = here == NOT_FOUND
    view = Document(
        language=languages[0],
        title=" / ".join(headings.values()),
        description=" / ".join(headings.values()),
        tree=choice_of_language(
            {language: f"{language}/{INDEX}" for language in languages}, headings=headings, lead=not is_lost
        ),
    )
    frame = DocumentPlace(here, Links(site.plan, here, languages[0]))
    if not is_lost:
        return documents.plain(view, frame, script=script)
    # It answers at any depth, where no way is the same: whole addresses alone lead on.
    data = {
        "base": urlsplit(site.base_url).path,
        "languages": list(languages),
        "pages": _addresses_of_today(site.plan),
    }
    return documents.plain(view, frame, script=script, data=data, base=site.base_url)


def _addresses_of_today(plan: CopyPlan) -> dict[str, dict[str, str]]:
    """For each path of the site that answers, its pages here by the series or region that was asked for."""
    files: dict[str, dict[str, str]] = {}
    for choice in plan.pages:
        subject = choice.region or (choice.series[0] if len(choice.series) == 1 else "")
        if subject or not choice.name:
            files.setdefault(choice.of, {})[subject] = page_file("", choice).removeprefix("/")
    return files | {old: files[new] for old, new in PATHS.items() if new in files}


def sitemap(site: Site, since: Mapping[str, DataVersion]) -> dict[str, bytes]:
    """Every page with its other languages and the day of its last change; nothing without an address.

    ``since`` gives the point of our record at which each file last changed.
    """
    if not site.base_url:
        return {}
    plan = site.plan
    entries = []
    for choice in plan.pages:
        files = {language: page_file(language, choice) for language in plan.languages}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(_whole(site, file))}/>'
            for language, file in files.items()
        )
        for file in files.values():
            moment = since[file].recorded_at
            day = f"<lastmod>{moment.date().isoformat()}</lastmod>" if moment else ""
            entries.append(f"<url><loc>{escape(_whole(site, file))}</loc>{day}{others}</url>")
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )
    return {SITEMAP: text.encode("utf-8")}


def _whole(site: Site, file: str) -> str:
    return f"{site.base_url}/{quote(file)}"
