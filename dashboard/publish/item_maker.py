"""Make one item of a copy: a page, or a chart in every format; or find that it says what it said before.

An item carries the point of our record at which its content last changed. So a figure that is new elsewhere
changes nothing here, and an item that was lost is made again with the very same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from dashboard.address import settings
from dashboard.address.options import Options
from dashboard.charts import charts
from dashboard.exporters.register import groups_of, register_file
from dashboard.files.chart_file import FileRequest, formats, program_version
from dashboard.markup.document import Document
from dashboard.pages import Page, Published, View, Visit
from dashboard.pages.parts.copy_of_site import COPY, about_view
from dashboard.pages.parts.embedded import embedded
from dashboard.pages.parts.frame import framed, page_title
from dashboard.publish import documents
from dashboard.publish.content import chart_content, name_of
from dashboard.publish.items import NO_VERSION, Item, ItemFiles, ItemRecord, Site
from dashboard.publish.links import Links
from dashboard.publish.plan import Choice, chart_file, embed_file, page_file, pages
from dashboard.record.queries import Catalogue, Database, DataVersion, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words, pick


@dataclass
class Maker:
    """Makes the items of a site from a database as it is at the start."""

    database: Database
    site: Site
    current: Catalogue = field(init=False)

    def __post_init__(self) -> None:
        self.current = catalogue(self.database)
        self._at = lru_cache(maxsize=16)(lambda version: replace(self.current, version=version))

    def make(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        """The item, unless it says what is known and its files are whole."""
        if item.is_register:
            return self._register(item, earlier)
        return self._chart(item, earlier) if item.is_chart else self._page(item, earlier)

    def _page(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        neutral = self._document(item, self._at(NO_VERSION))
        digest = name_of(
            self.site.base_url,
            self.site.live,
            program_version(),
            documents.page(neutral, self._frame(item)),
            # This page says at which point the whole copy stands.
            self.current.version if item.choice.of == COPY.path else None,
        )
        version, is_same = self._version(digest, earlier)
        if is_same:
            return ItemFiles(item, digest, version, None)
        page = documents.page(self._document(item, self._at(version)), self._frame(item))
        return ItemFiles(item, digest, version, {page_file(item.language, item.choice): page})

    def _chart(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        chart = charts()[item.choice.of]
        selection = item.choice.selection(item.language)
        options = Options(public_url=settings.public_url())
        requests = [
            FileRequest(chart, formats()[ending], self.current, selection, options)
            for ending in self.site.plan.formats
        ]
        sheet = chart.build(
            self.database, self.current, chart.default(self.database, self.current, selection)
        )
        digest = name_of(
            self.site.base_url,
            options,
            program_version(),
            self.site.plan.formats,
            *chart_content(sheet, self.current, options),
        )
        version, is_same = self._version(digest, earlier)
        if is_same:
            return ItemFiles(item, digest, version, None)
        at, sheet = self._at(version), replace(sheet, version=version)
        files = {
            chart_file(item.language, item.choice, request.exporter.format): replace(
                request, catalogue=at
            ).file(sheet)
            for request in requests
            if sheet.rows or not request.exporter.is_picture
        }
        name = embed_file(item.language, item.choice)
        return ItemFiles(item, digest, version, files | {name: self._embed(item, name, sheet, at)})

    def _register(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        options = Options(public_url=settings.public_url())
        objective, endings = item.choice.shows[0], self.site.plan.register_formats
        said = groups_of(self._at(NO_VERSION), objective, interface_words(item.language))
        title = pick(self.current.objectives[objective], "name", item.language)
        digest = name_of(self.site.base_url, options, program_version(), endings, title, said)
        version, is_same = self._version(digest, earlier)
        if is_same:
            return ItemFiles(item, digest, version, None)
        files = {
            chart_file(item.language, item.choice, ending): register_file(
                self._at(version), objective, item.language, ending, options
            )
            for ending in endings
        }
        return ItemFiles(item, digest, version, files)

    def _version(self, digest: str, earlier: ItemRecord | None) -> tuple[DataVersion, bool]:
        """Since when an item says what it says, and whether nothing need be made."""
        if earlier is None or earlier.digest != digest:
            return self.current.version, False
        return earlier.version, earlier.is_whole

    def _visit(self, item: Item, catalogue: Catalogue, here: str) -> Visit:
        links = Links(self.site.plan, here, item.language)
        base = self.site.base_url

        def outside(address: str) -> str:
            return f"{base}/{links.file_of(address)}" if base else ""

        published = Published(
            self.site.plan.languages, self.site.plan.formats, self.site.live, outside, links
        )
        selection = item.choice.selection(item.language)
        return Visit(self.database, catalogue, selection, site=self.site.live, published=published)

    def _frame(self, item: Item) -> documents.Frame:
        here = page_file(item.language, item.choice)
        others = {language: page_file(language, item.choice) for language in self.site.plan.languages}
        return documents.Frame(
            here, Links(self.site.plan, here, item.language), base_url=self.site.base_url, others=others
        )

    def _document(self, item: Item, catalogue: Catalogue) -> Document:
        visit = self._visit(item, catalogue, page_file(item.language, item.choice))
        page, view = self._built(item, visit)
        return Document(
            language=visit.language,
            title=_title(visit, page, item.choice) or view.title,
            description=next((sheet.headline for sheet in view.pictures.values()), view.title),
            tree=framed(visit, page, pages(), view),
            scripts=(documents.CHART,) if view.pictures else (),
        )

    def _built(self, item: Item, visit: Visit) -> tuple[Page, View]:
        if item.choice.of == COPY.path:
            return COPY, about_view(visit, [f"../{file}" for file in self.site.data_files])
        page = next(page for page in pages() if page.path == item.choice.of)
        return page, page.build(visit)

    def _embed(self, item: Item, here: str, sheet: Sheet, at: Catalogue) -> bytes:
        links = Links(self.site.plan, here, item.language)
        visit = self._visit(item, at, here)
        view = Document(
            language=visit.language,
            title=sheet.headline,
            description=sheet.alt,
            tree=embedded(visit, sheet, None),
        )
        return documents.embed(view, documents.Frame(here, links))


def _title(visit: Visit, page: Page, choice: Choice) -> str:
    """A title that tells a page from its siblings; "" where it has none."""
    words, catalogue = visit.words, visit.catalogue
    if choice.region:
        part = pick(catalogue.regions[choice.region], "name", visit.language)
    elif len(choice.series) == 1:
        part = pick(catalogue.series[choice.series[0]], "name", visit.language)
    elif choice.series:
        part = " / ".join(pick(catalogue.series[series], "short", visit.language) for series in choice.series)
    else:
        return ""
    return page_title(f"{part}{words(': ')}{words(page.name)}", visit.language)
