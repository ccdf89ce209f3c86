"""The items of a copy, each made in one go, and what an earlier run knows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.address import settings
from dashboard.publish.plan import CopyPlan, PublishedChoice, chart_file, page_file
from dashboard.record.queries import DataVersion

NO_VERSION = DataVersion(0, None)
"""In place of the point of our record, where only what is said besides it is compared."""


@dataclass(frozen=True)
class Item:
    """What is made in one go, in one language: a page, or with ``is_chart`` all files of a chart, or with
    ``is_register`` those of a register."""

    language: str
    choice: PublishedChoice
    is_chart: bool = False
    is_register: bool = False

    @property
    def key(self) -> str:
        """Its name in the manifest."""
        return (
            page_file(self.language, self.choice)
            if not self.is_chart and not self.is_register
            else chart_file(self.language, self.choice, "*")
        )


@dataclass(frozen=True)
class ItemRecord:
    """What an earlier run made of an item: what it said, at which point of our record, and ``is_whole``:
    whether its files are all there as they were written."""

    digest: str
    version: DataVersion
    is_whole: bool


@dataclass(frozen=True)
class ItemFiles:
    """An item's files by name, None where they stay as they are; what it says, since which point."""

    item: Item
    digest: str
    version: DataVersion
    files: Mapping[str, bytes] | None


@dataclass(frozen=True)
class Site:
    """Where a copy is to stand ("" where that is not known), and the data files that come with it."""

    plan: CopyPlan
    base_url: str = ""
    data_files: tuple[str, ...] = ()

    @property
    def live(self) -> str:
        """The site that this is a copy of; "" where the copy stands in its place."""
        public_url = settings.public_url()
        return "" if public_url == self.base_url else public_url

    @property
    def items(self) -> list[Item]:
        """Charts and registers first, so that a page never leads to a file that is not there yet."""
        plan, languages = self.plan, self.plan.languages
        registers = plan.registers if plan.register_formats else ()
        return [
            *(Item(language, choice, is_chart=True) for language in languages for choice in plan.charts),
            *(Item(language, choice, is_register=True) for language in languages for choice in registers),
            *(Item(language, choice) for language in languages for choice in plan.pages),
        ]
