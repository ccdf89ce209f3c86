"""Write a copy of the site into a folder: what is new or changed, and nothing else."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.files.chart_file import program_version
from dashboard.publish.folder import Folder
from dashboard.publish.item_maker import Maker
from dashboard.publish.items import NO_VERSION, Item, ItemFiles, ItemRecord, Site
from dashboard.publish.manifest import ManifestEntry, fingerprint, read_manifest
from dashboard.publish.plan import chart_file, embed_file, page_file, plan_of
from dashboard.publish.site_files import asset_files, root_files, sitemap
from dashboard.record.queries import Database, DataVersion, WholeDatabase, catalogue, data_version
from dashboard.words import LANGUAGES

DATA = "data"
OF_THE_SITE = "site"
"""The manifest's entry for what belongs to no page."""
FEW = 12
"""So few items are made sooner than another process has started."""
A_WHILE = 400
"""Files after which the manifest is written again, for a run that is interrupted."""


@dataclass(frozen=True)
class Outcome:
    """How many files the copy has and how many bytes, what was written and removed; ``has_moved``: the
    database changed meanwhile, so that another run is needed."""

    files: int
    bytes: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    has_moved: bool


@dataclass(frozen=True)
class Means:
    """What a copy is made with: ``write_data`` writes the Data Package into a folder, ``open_database``
    gives another process its own way to the data, ``jobs`` is how many work at once, and ``tell`` hears how
    many items of how many are done, and which share of the files these are."""

    write_data: Callable[[Path], object]
    open_database: Callable[[], Database]
    jobs: int = 1
    tell: Callable[[int, int, float], None] = lambda _done, _all, _share: None


def publish(
    database: Database,
    path: Path,
    means: Means,
    *,
    base_url: str = "",
    languages: Sequence[str] = LANGUAGES,
    endings: Sequence[str] | None = None,
    only: Collection[str] | None = None,
) -> Outcome:
    """Bring a folder up to date with the database. Raises ``NotOurs`` for a folder with other files.

    ``endings`` and ``only`` restrict the formats of charts and the series and regions that have a page.
    """
    manifest = read_manifest(path)
    version = data_version(database)
    plan = plan_of(database, catalogue(database), languages=languages, endings=endings, only=only)
    data = _data(means)
    site = Site(plan, base_url, tuple(sorted(data)))
    folder = Folder(path, manifest)
    state = _state(site, version)
    items = _items_to_make(site, folder, is_same=manifest.state == state)
    folder.claim({item.key: _files_of(item, site) for item in site.items})
    of_site = dict(data) | asset_files()
    for file, content in of_site.items():
        folder.write(file, content)
    remembered = len(folder.written)
    shares = _shares([item for item, _ in items], site)
    with _makers(database, site, means, len(items)) as make:
        for done, (files, share) in enumerate(zip(make(items), shares, strict=True), start=1):
            folder.take(files)
            means.tell(done, len(items), share)
            if len(folder.written) >= remembered + A_WHILE:
                folder.remember()
                remembered = len(folder.written)
    keys = [item.key for item in site.items]
    since = {key: manifest.entries[key].version for key in keys}
    for file, content in (root_files(site) | sitemap(site, since)).items():
        folder.write(file, content)
        of_site[file] = content
    prints = {file: fingerprint(content) for file, content in of_site.items()}
    manifest.entries = {key: manifest.entries[key] for key in keys}
    manifest.entries[OF_THE_SITE] = ManifestEntry("", NO_VERSION, prints)
    removed = folder.remove_others()
    has_moved = data_version(database) != version
    manifest.state = "" if has_moved else state
    if has_moved:
        # What was made may show either data: let the next run make it anew.
        folder.forget([item.key for item, _ in items])
    folder.remember()
    return Outcome(*folder.size(), tuple(folder.written), removed, has_moved)


def _data(means: Means) -> dict[str, bytes]:
    """The Data Package by file name."""
    with TemporaryDirectory() as name:
        means.write_data(Path(name))
        files = sorted(path for path in Path(name).rglob("*") if path.is_file())
        return {f"{DATA}/{file.relative_to(name).as_posix()}": file.read_bytes() for file in files}


def _state(site: Site, version: DataVersion) -> str:
    """All that a copy depends on, so that an equal one need not be looked at further."""
    parts = (
        repr(site),
        site.live,
        repr(version),
        program_version(),
        *map(fingerprint, asset_files().values()),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _items_to_make(site: Site, folder: Folder, *, is_same: bool) -> list[tuple[Item, ItemRecord | None]]:
    """Each item with what is known of it; where all is the same, those alone that are not whole."""
    items = []
    for item in site.items:
        earlier = folder.earlier(item.key)
        if not (is_same and earlier and earlier.is_whole):
            items.append((item, earlier))
    return items


def _files_of(item: Item, site: Site) -> list[str]:
    """Every file that an item may have."""
    if item.is_register:
        return [chart_file(item.language, item.choice, ending) for ending in site.plan.register_formats]
    if not item.is_chart:
        return [page_file(item.language, item.choice)]
    files = [chart_file(item.language, item.choice, ending) for ending in site.plan.formats]
    return [*files, embed_file(item.language, item.choice)]


def _shares(items: Sequence[Item], site: Site) -> list[float]:
    """Which share of all files is done with each item."""
    counts = list(accumulate(len(_files_of(item, site)) for item in items))
    return [count / counts[-1] for count in counts]


Making = Callable[[Sequence[tuple[Item, ItemRecord | None]]], Iterator[ItemFiles]]


@contextmanager
def _makers(database: Database, site: Site, means: Means, count: int) -> Iterator[Making]:
    """A way to make items in their order: here, or in processes of their own where there are many."""
    if means.jobs < 2 or count <= FEW:
        here = Maker(database, site) if count else None
        yield lambda items: (here.make(item, earlier) for item, earlier in items if here)
        return
    if "pptx" in site.plan.formats:
        # A format loads its libraries when it is asked for; these are large, and loaded here they are shared.
        import_module("dashboard.exporters.slides.page")
    if isinstance(database, WholeDatabase):
        database.dispose()  # a process of its own must not share an open connection
    gc.collect()
    gc.freeze()  # what is loaded so far is never looked through again, and so stays shared
    pool = ProcessPoolExecutor(
        means.jobs,
        mp_context=multiprocessing.get_context("fork" if _can_fork() else "spawn"),
        initializer=_start,
        initargs=(means.open_database, site),
    )
    try:
        yield lambda items: pool.map(_make, items, chunksize=2)
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _can_fork() -> bool:
    """Whether another process may share what this one has loaded, which spares half of the memory: not where
    a thread runs, which would not live on in it. The typesetter starts some when it is first used."""
    return sys.platform == "linux" and threading.active_count() == 1 and "typst" not in sys.modules


_maker: dict[str, Maker] = {}


def _start(open_database: Callable[[], Database], site: Site) -> None:
    """Runs once in each process."""
    _maker["here"] = Maker(open_database(), site)


def _make(item_and_record: tuple[Item, ItemRecord | None]) -> ItemFiles:
    return _maker["here"].make(*item_and_record)
