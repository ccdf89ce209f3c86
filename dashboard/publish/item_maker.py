"""Make one item of a copy: a page, or a chart in every format; or find that it says what it said before.

An item carries the point of our record at which its content last changed. So a figure that is new elsewhere
changes nothing here, and an item that was lost is made again with the very same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dashboard.address import settings
from dashboard.address.options import Options
from dashboard.charts import charts
from dashboard.exporters.register import groups_of, register_file
from dashboard.files.chart_file import FileRequest, formats, program_version
from dashboard.markup.document import Document
from dashboard.pages import Page, Published, View, Visit
from dashboard.pages.parts.embedded import embedded
from dashboard.pages.parts.foot import ABOUT
from dashboard.pages.parts.frame import framed, page_title
from dashboard.publish import documents
from dashboard.publish.content import chart_content, name_of
from dashboard.publish.items import NO_VERSION, Item, ItemFiles, ItemRecord, Site
from dashboard.publish.links import Links
from dashboard.publish.plan import PublishedChoice, chart_file, embed_file, page_file, pages
from dashboard.record.queries import Catalogue, Database, DataVersion, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words, pick


@dataclass(frozen=True)
class ItemState:
    """What an item says as of a point of our record, by a name that no other content has, and its files, made
    when they are asked for."""

    digest: str
    files: Callable[[], Mapping[str, bytes]]


@dataclass
class Maker:
    """Makes the items of a site from a database as it is at the start."""

    database: Database
    site: Site
    current: Catalogue = field(init=False)

    def __post_init__(self) -> None:
        self.current = catalogue(self.database)
        self._at = lru_cache(maxsize=16)(self._catalogue_at)

    def _catalogue_at(self, version: DataVersion) -> Catalogue:
        """The names of today with another point of our record; the very same where that is today's."""
        is_current = version == self.current.version
        return self.current if is_current else replace(self.current, version=version)

    def make(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        """The item, unless it says what is known and its files are whole."""
        if item.is_register:
            return self._register(item, earlier)
        return self._chart(item, earlier) if item.is_chart else self._page(item, earlier)

    def _page(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        file, frame = page_file(item.language, item.choice), self._frame(item)

        def draft_at(version: DataVersion) -> ItemState:
            page = documents.page(self._document(item, self._at(version)), frame)
            return ItemState(name_of(page), lambda: {file: page})

        # That page says at which point the whole copy stands.
        return self._kept_or_made(item, None if item.choice.of == ABOUT else earlier, draft_at)

    def _chart(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        chart = charts()[item.choice.of]
        selection = item.choice.selection(item.language)
        options = Options(public_url=settings.public_url())
        name = embed_file(item.language, item.choice)

        def draft_at(version: DataVersion) -> ItemState:
            at = self._at(version)
            requests = [
                FileRequest(chart, formats()[ending], at, selection, options)
                for ending in self.site.plan.formats
            ]
            sheet = chart.build(self.database, at, chart.default(self.database, at, selection))
            embed = self._embed(item, name, sheet, at)

            def files() -> dict[str, bytes]:
                return {name: embed} | {
                    chart_file(item.language, item.choice, request.exporter.format): request.file(sheet)
                    for request in requests
                    if sheet.rows or not request.exporter.is_picture
                }

            content = chart_content(sheet, at, options)
            return ItemState(
                name_of(options, program_version(), self.site.plan.formats, *content, embed), files
            )

        return self._kept_or_made(item, earlier, draft_at)

    def _register(self, item: Item, earlier: ItemRecord | None) -> ItemFiles:
        options = Options(public_url=settings.public_url())
        objective, endings = item.choice.shows[0], self.site.plan.register_formats
        said = groups_of(self._at(NO_VERSION), objective, interface_words(item.language))
        title = pick(self.current.objectives[objective], "name", item.language)
        digest = name_of(options, program_version(), endings, title, said)

        def draft_at(version: DataVersion) -> ItemState:
            def files() -> dict[str, bytes]:
                return {
                    chart_file(item.language, item.choice, ending): register_file(
                        self._at(version), objective, item.language, ending, options
                    )
                    for ending in endings
                }

            return ItemState(digest, files)

        return self._kept_or_made(item, earlier, draft_at)

    def _kept_or_made(
        self, item: Item, earlier: ItemRecord | None, draft_at: Callable[[DataVersion], ItemState]
    ) -> ItemFiles:
        """The item as of the point at which it was last new, where it says today what it said; else as of
        now."""
        if earlier is not None:
            draft = draft_at(earlier.version)
            if draft.digest == earlier.digest:
                files = None if earlier.is_whole else draft.files()
                return ItemFiles(item, draft.digest, earlier.version, files)
        draft = draft_at(self.current.version)
        return ItemFiles(item, draft.digest, self.current.version, draft.files())

    def _visit(self, item: Item, catalogue: Catalogue, here: str) -> Visit:
        links = Links(self.site.plan, here, item.language)
        base = self.site.base_url

        def outside(address: str) -> str:
            return f"{base}/{links.file_of(address)}" if base else ""

        published = Published(
            self.site.plan.languages,
            self.site.plan.formats,
            self.site.live,
            outside,
            links,
            self.site.data_files,
            base,
        )
        selection = item.choice.selection(item.language)
        return Visit(self.database, catalogue, selection, site=self.site.live, published=published)

    def _frame(self, item: Item) -> documents.DocumentPlace:
        here = page_file(item.language, item.choice)
        others = {language: page_file(language, item.choice) for language in self.site.plan.languages}
        return documents.DocumentPlace(
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
            scripts=(documents.CHART, *view.scripts) if view.pictures else view.scripts,
        )

    def _built(self, item: Item, visit: Visit) -> tuple[Page, View]:
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
        return documents.embed(view, documents.DocumentPlace(here, links))


def _title(visit: Visit, page: Page, choice: PublishedChoice) -> str:
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
