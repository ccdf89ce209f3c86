"""What a site has besides pages and charts: the way in, styles and scripts, sitemap, the figures as data."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib import resources
from pathlib import Path

from dashboard.publish.documents import SCRIPTS, STYLE, Site
from dashboard.publish.folder import Entry
from dashboard.publish.plan import Published
from dashboard.words import interface_words

LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
DATA = "data"


def surroundings(
    site: Site, pages: Sequence[Published], entries: Mapping[str, Entry], data: Callable[[Path], object]
) -> dict[str, bytes]:
    """Contents by place."""
    found = {
        "index.html": _way_in(site, is_lost=False),
        STYLE: _asset("style.css"),
        SCRIPTS[0]: _asset(_plotly()),
        SCRIPTS[1]: _asset("published.js"),
        **_data(data),
    }
    if site.base:
        found["404.html"] = _way_in(site, is_lost=True)
        found["sitemap.xml"] = _sitemap(site, pages, entries)
        found["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.base}/sitemap.xml\n".encode()
    return found


def _way_in(site: Site, *, is_lost: bool) -> bytes:
    """Both languages to choose from; a browser whose own language is known goes there by itself.

    The page for an address that is not there may be shown at any depth: its links are whole addresses.
    """
    root = f"{site.base}/" if is_lost else ""
    lines = []
    for language in site.languages:
        words = interface_words(language)
        title = words("Maritime Piracy Statistics")
        said = words("There is no page at this address") if is_lost else words("Pages, charts and downloads")
        lines.append(
            f'<li lang="{language}"><a href="{root}{language}/index.html" hreflang="{language}">'
            f"<strong>{LANGUAGE_NAMES[language]}</strong> <span>{escape(title)}</span></a>"
            f"<p>{escape(said)}</p></li>"
        )
    title = " / ".join(interface_words(one)("Maritime Piracy Statistics") for one in site.languages)
    script = "" if is_lost else f'<script src="{SCRIPTS[1]}" defer></script>'
    text = (
        f'<!DOCTYPE html>\n<html lang="{site.languages[0]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{root}{STYLE}">\n</head>\n'
        f'<body class="way-in" data-languages="{" ".join(site.languages)}">\n<main>\n'
        f"<h1>{escape(title)}</h1>\n<ul>{''.join(lines)}</ul>\n</main>\n{script}\n</body>\n</html>\n"
    )
    return text.encode()


def _sitemap(site: Site, pages: Sequence[Published], entries: Mapping[str, Entry]) -> bytes:
    """Every page with its other languages and the day of its last change (sitemaps.org 0.9)."""
    urls = []
    for page in pages:
        day = entries[page.place].recorded_at[:10]
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{one}" '
            f'href="{escape(f"{site.base}/{page.in_language(one).place}")}"/>'
            for one in site.languages
        )
        location = escape(f"{site.base}/{page.place}")
        last = f"<lastmod>{day}</lastmod>" if day else ""
        urls.append(f"<url><loc>{location}</loc>{last}{others}</url>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(urls) + "\n</urlset>\n"
    ).encode()


def _data(write: Callable[[Path], object]) -> dict[str, bytes]:
    """The Data Package, file by file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        return {
            f"{DATA}/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


def _plotly() -> str:
    """The drawing library that the dashboard itself brings along; its name says its version."""
    assets = resources.files("dashboard") / "assets"
    return next(one.name for one in assets.iterdir() if one.name.startswith("a_plotly-basic"))


def _asset(name: str) -> bytes:
    return (resources.files("dashboard") / "assets" / name).read_bytes()
