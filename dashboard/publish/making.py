"""Make a site, or bring it up to date: only what a reader would see changed is written again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from dashboard.exported import program_version
from dashboard.publish import folder as kept
from dashboard.publish.documents import Document, Site, file_content, page_document
from dashboard.publish.folder import Entry
from dashboard.publish.links import FileAsked
from dashboard.publish.plan import Published, plan
from dashboard.publish.surroundings import surroundings
from dashboard.queries import Catalogue, DataVersion, WholeDatabase, catalogue

Told = Callable[[int, int, str], None]
"""Hears how many steps are done, of how many, and what was done last."""
TOGETHER = 4
"""Pages or charts that a process is given at a time."""


@dataclass
class Report:
    """What came of it: places of files that are new or changed, how many are as they were, what is gone."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Task:
    """A page, or the files of one chart, with what was published of them before."""

    page: Published | None
    files: tuple[FileAsked, ...]
    before: dict[str, Entry] = field(default_factory=dict)

    @property
    def places(self) -> list[str]:
        return [self.page.place] if self.page else [one.place for one in self.files]


@dataclass(frozen=True)
class Made:
    """A file that was made: its new entry, and its content where that is not what was published before."""

    place: str
    entry: Entry
    content: bytes | None


Run = Callable[[Sequence[Task], Site, str], Iterator[tuple[Task, list[Made]]]]


def publish(
    engine: WholeDatabase,
    target: Path,
    *,
    languages: Sequence[str],
    base: str = "",
    live: str = "",
    data: Callable[[Path], object],
    processes: int = 1,
    open_engine: Callable[[], WholeDatabase] | None = None,
    told: Told = lambda _done, _all, _what: None,
) -> Report:
    """Write the site into a folder. ``base`` is what its addresses begin with, ``live`` what the
    dashboard's do; "" where not known. ``data`` writes the Data Package into a folder.

    With more than one process, ``open_engine`` opens the database in each. Raises ``NotASite``.
    """
    before = kept.read_list(target)
    names = catalogue(engine)
    pages = plan(engine, names, languages)
    site = Site(tuple(one.place for one in pages), tuple(languages), base.rstrip("/"), live.rstrip("/"))
    made_of = _made_of(site, names.version)
    target.mkdir(parents=True, exist_ok=True)
    update = _Update(target, before, made_of, told)
    with _workers(engine, processes, open_engine) as run:
        update.bring([Task(one, ()) for one in pages], run, site)
        links = {FileAsked(*link) for one in pages for link in update.entries[one.place].links}
        charts: dict[tuple[str, str, str], list[FileAsked]] = {}
        for one in sorted(links, key=lambda each: each.place):
            charts.setdefault((one.chart, one.query, one.language), []).append(one)
        update.bring([Task(None, tuple(some)) for some in charts.values()], run, site)
    update.take(_plain(update, surroundings(site, pages, update.entries, data), names.version))
    update.report.removed = sorted(set(before) - set(update.entries))
    kept.remove(target, update.report.removed)
    kept.write_list(target, update.entries)
    return update.report


@dataclass
class _Update:
    """A folder on its way from what was published before to what is now."""

    target: Path
    before: dict[str, Entry]
    made_of: str
    told: Told
    entries: dict[str, Entry] = field(default_factory=dict)
    report: Report = field(default_factory=Report)

    def bring(self, tasks: Sequence[Task], run: Run, site: Site) -> None:
        """Make what may have changed; the rest is known to be as it was without making it."""
        todo = []
        for task in tasks:
            standing = self.standing(task.places)
            known = {place: one for place, one in standing.items() if one.made_of == self.made_of}
            self.entries |= known
            self.report.unchanged += len(known)
            rest = replace(task, files=tuple(one for one in task.files if one.place not in known))
            if set(rest.places) - set(known):
                todo.append(replace(rest, before=standing))
        for number, (task, made) in enumerate(run(todo, site, self.made_of), start=1):
            self.take(made)
            self.told(number, len(todo), task.places[0])

    def standing(self, places: Iterable[str]) -> dict[str, Entry]:
        """What stands in its place as it was published; what somebody changed since is made anew."""
        before = self.before
        return {
            place: before[place]
            for place in places
            if place in before and kept.holds(self.target, place, before[place].sha256)
        }

    def take(self, made: Iterable[Made]) -> None:
        for one in made:
            self.entries[one.place] = one.entry
            if one.content is not None and kept.write(self.target, one.place, one.content):
                self.report.written.append(one.place)
            else:
                self.report.unchanged += 1


def _made_of(site: Site, version: DataVersion) -> str:
    """Another text whenever anything that a file is made of may be another."""
    parts = (program_version(), f"{version!r}", f"{site!r}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _plain(update: _Update, contents: dict[str, bytes], version: DataVersion) -> Iterator[Made]:
    """Files that say nothing of a moment."""
    standing = update.standing(contents)
    for place, content in contents.items():
        old = standing.get(place)
        if old is not None and old.sha256 == kept.digest(content):
            yield Made(place, replace(old, made_of=update.made_of), None)
        else:
            yield Made(place, kept.entry(content, version, update.made_of), content)


def made(engine: WholeDatabase, task: Task, site: Site, made_of: str) -> list[Made]:
    """Make the files of a task. What says the same as before, but for its moment, stays as it was."""
    names = catalogue(engine)
    if task.page is not None:
        page = task.page
        return [
            _compared(
                names,
                page.place,
                task.before.get(page.place),
                made_of,
                lambda moment: page_document(engine, moment, page, site),
            )
        ]
    return [
        _compared(
            names,
            one.place,
            task.before.get(one.place),
            made_of,
            lambda moment, one=one: Document(file_content(engine, moment, one, site.live), ()),  # type: ignore[misc]
        )
        for one in task.files
    ]


def _compared(
    names: Catalogue,
    place: str,
    old: Entry | None,
    made_of: str,
    make: Callable[[Catalogue], Document],
) -> Made:
    if old is not None and old.version != names.version:
        again = make(_at(names, old.version))
        if kept.digest(again.content) == old.sha256:
            return Made(place, replace(old, made_of=made_of, links=_links(again)), None)
    new = make(names)
    entry = kept.entry(new.content, names.version, made_of, _links(new))
    return Made(place, entry, None if old and old.sha256 == entry.sha256 else new.content)


_moments: dict[tuple[int, DataVersion], Catalogue] = {}


def _at(names: Catalogue, version: DataVersion) -> Catalogue:
    """Today's names and figures, dated as of an earlier moment; one object for each, as caches want it."""
    key = (id(names), version)
    if key not in _moments:
        _moments[key] = replace(names, version=version)
    return _moments[key]


def _links(page: Document) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((one.chart, one.format, one.query, one.language) for one in page.files)


class _workers:
    """Runs tasks here, or in processes that each have the database open."""

    def __init__(
        self, engine: WholeDatabase, processes: int, open_engine: Callable[[], WholeDatabase] | None
    ) -> None:
        self._engine = engine
        self._pool: Executor | None = None
        if processes > 1 and open_engine is not None:
            self._pool = ProcessPoolExecutor(
                processes, mp_context=get_context("spawn"), initializer=_open, initargs=(open_engine,)
            )

    def __enter__(self) -> Run:
        return self._run

    def __exit__(self, *_fault: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _run(self, tasks: Sequence[Task], site: Site, made_of: str) -> Iterator[tuple[Task, list[Made]]]:
        if self._pool is None or len(tasks) < TOGETHER:
            for task in tasks:
                yield task, made(self._engine, task, site, made_of)
            return
        arguments = [(task, site, made_of) for task in tasks]
        results = self._pool.map(_made_there, arguments, chunksize=TOGETHER)
        yield from zip(tasks, results, strict=True)


_there: list[WholeDatabase] = []


def _open(open_engine: Callable[[], WholeDatabase]) -> None:
    _there.append(open_engine())


def _made_there(arguments: tuple[Task, Site, str]) -> list[Made]:
    return made(_there[0], *arguments)
