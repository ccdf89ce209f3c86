"""The one road of an analyst's file: read, tidy, check, compare, store. A check stops before store.

The command line and the web page are two doors to it. Nothing is written before ``commit``, which looks
again at what is stored and refuses where that has changed since the check.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite

from ingest import audit, editions, schema, store
from ingest.answers import Answers, NewSeries
from ingest.database import writing
from ingest.load import fingerprint_of
from ingest.naming import name_series
from ingest.problems import Problem
from ingest.readers.reading import read_table
from ingest.report import LOADABLE, Entry, Report, Source
from ingest.rules import Finding, Key, Material, Rule, Stored, rules
from ingest.sourcing import FILE_PLACE, cited_publisher, define_series, source_entries
from ingest.tidy import Column, Figure, letter_of
from ingest.tidy.columns import unknown_meanings
from ingest.tidy.figures import Tidied, tidy, with_edits
from ingest.vocabulary import Vocabulary, key_of, read_vocabulary

Progress = Callable[[str, int, int], None]
"""Told the step, how many are done, and of how many."""

LONGEST_KEPT_LABEL = 200
"""As wide as the column of ``kept_mappings``; PostgreSQL refuses more."""

COMPARED_FROM = 45
"""Rules from this position on may look at how a figure compares with what is stored."""


def no_progress(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


class CannotCommit(Exception):
    """The file cannot be loaded as it is: it has errors or open questions."""


class ChangedMeanwhile(Exception):
    """What is stored differs from what the check saw; holds the new report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("stored figures changed after the check")


@dataclass(frozen=True)
class Committed:
    """A load that was done. ``batch`` is None where the file held nothing new."""

    batch: int | None
    report: Report


def check(
    engine: Engine,
    source: Source,
    answers: Answers,
    *,
    today: date | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Look at a file and say what would happen; writes nothing."""
    with engine.connect() as connection:
        return examine(connection, source, answers, today=today or _today(), progress=progress)


def _today() -> date:
    return datetime.now(UTC).date()


def examine(
    connection: Connection,
    source: Source,
    answers: Answers,
    *,
    today: date,
    progress: Progress = no_progress,
) -> Report:
    """The road up to store, on a connection of the caller's."""
    progress("read", 0, 3)
    raw, problems = read_table(source.name, source.content, sheet=answers.sheet)
    before = _loaded_before(connection, source)
    if raw is None:
        return Report(source, answers, tuple(problems), loaded_before=before)
    raw = with_edits(raw, answers.edits)
    vocabulary = read_vocabulary(connection)
    answers = _with_kept_mapping(vocabulary, answers)
    new_words = define_series(vocabulary, answers, raw.file)
    progress("tidy", 1, 3)
    tidied = tidy(raw, answers, vocabulary)
    problems += [*unknown_meanings(vocabulary, answers.mapping, raw.file), *new_words.problems]
    report = Report(source, answers, (), raw, tidied, (), loaded_before=before)
    foreign = _other_subject(raw.rows, tidied, vocabulary)
    entries = tuple(Entry(figure) for figure in tidied.figures)
    unfit = Problem("other-subject", raw.file, facts={"found": foreign}) if foreign else None
    if unfit is None and entries and _names_nothing(tidied, vocabulary, answers):
        unfit = Problem("not-about-counts", raw.file)
    if unfit is not None or not entries:
        for entry in entries:
            entry.fate = "refused"
        found = [*problems, unfit] if unfit else [*problems, *tidied.problems]
        return replace(report, problems=tuple(found), entries=entries)
    problems += [*tidied.problems, *_first_fates(entries, tidied, raw.file)]
    progress("check", 2, 3)
    if answers.define_missing:
        missing = _missing_series(entries, vocabulary, answers)
        more = define_series(vocabulary, replace(answers, new_series=missing), raw.file)
        new_words.rows.extend(more.rows)
    checker = _Checker(connection, raw.file, entries, vocabulary, answers, today, tidied)
    problems += checker.run()
    progress("check", 3, 3)
    return replace(
        report,
        problems=tuple(sorted(problems, key=lambda one: (one.row or 0, one.severity))),
        entries=entries,
        publications=checker.sourcing.publications,
        new_words=(*new_words.rows, *(("publications", row) for row in checker.sourcing.new.values())),
    )


def _loaded_before(connection: Connection, source: Source) -> int | None:
    """The newest batch of the very same bytes that was not undone."""
    batches = schema.batches
    undone = select(batches.c.undoes).where(batches.c.undoes.is_not(None))
    same = select(batches.c.id).where(batches.c.sha256 == source.sha256, batches.c.id.not_in(undone))
    return connection.scalar(same.order_by(batches.c.id.desc()).limit(1))


def _with_kept_mapping(vocabulary: Vocabulary, answers: Answers) -> Answers:
    """The answers with what was kept from earlier files of the same publisher, where nothing else is said."""
    row = vocabulary.publications.get(answers.publication or "")
    publisher = row.publisher if row is not None else None
    if publisher is None and answers.citation and answers.citation.publisher:
        publisher = vocabulary.publishers.get(key_of(answers.citation.publisher))
    kept = vocabulary.kept.get(publisher or "", {})
    return replace(answers, mapping={**kept, **answers.mapping}) if kept else answers


def _other_subject(rows: Iterable[tuple[str, ...]], tidied: Tidied, vocabulary: Vocabulary) -> str | None:
    """A word in the title or header that says the table is about something else, or None."""
    texts = [aside.text for aside in tidied.asides if aside.kind in ("title", "heading", "text", "note")]
    texts += [column.header for column in tidied.columns]
    for text in texts:
        words = {key_of(word) for word in text.replace("/", " ").split()} | {key_of(text)}
        for word in words & vocabulary.other_subjects:
            return word
        for subject in vocabulary.other_subjects:  # Japanese runs its words together
            if not subject.isascii() and subject in key_of(text):
                return subject
    return None


def _names_nothing(tidied: Tidied, vocabulary: Vocabulary, answers: Answers) -> bool:
    """Whether nothing in a table speaks of periods or of anything known."""
    has_period = any(figure.period is not None and figure.period.period for figure in tidied.figures)
    names = {
        text for figure in tidied.figures for text in (figure.series, figure.area, *figure.labels) if text
    }
    fields = {column.role for column in tidied.columns}
    known = any(vocabulary.kinds_of(name) for name in names)
    said = bool(answers.mapping or answers.year or answers.series)
    return not (has_period or known or said or {"value", "period"} & fields)


def _first_fates(entries: Iterable[Entry], tidied: Tidied, file: str) -> list[Problem]:
    """Totals are set aside; what is no count or no period is refused; a missing year is asked for once."""
    problems: list[Problem] = []
    no_year = 0
    seen_rows: set[int] = set()
    columns = {column.index: column for column in tidied.columns}
    period_column = next((column for column in tidied.columns if column.role == "period"), None)
    for entry in entries:
        figure = entry.figure
        reading = figure.period
        if figure.is_total or figure.ignored:
            entry.fate = "set_aside"
            continue
        entry.period = reading.period if reading else None
        if figure.value.code:
            entry.fate = "refused"
            problems.append(_cell_problem(figure.value.code, file, figure, columns))
        if reading is not None and reading.code:
            entry.fate = "refused"
            if columns[figure.column].period is not reading and figure.line not in seen_rows:
                seen_rows.add(figure.line)
                letter = period_column.letter if period_column else None
                facts = {"found": figure.period_text}
                problems.append(Problem(reading.code, file, figure.line, letter, facts))
        elif figure.asked and entry.is_open:
            entry.fate = "held"
        elif reading is None and entry.is_open:
            entry.fate = "held"
            no_year += 1
        status, unclear = _finality(entry)
        entry.finality = status
        if unclear:
            problems.append(_cell_problem("unclear-status", file, figure, columns, found=figure.status or ""))
    if no_year:
        problems.append(Problem("no-year", file, facts={"count": no_year}))
    return problems


def _missing_series(
    entries: Iterable[Entry], vocabulary: Vocabulary, answers: Answers
) -> tuple[NewSeries, ...]:
    """A new series for each pair of a known area and category that has none yet."""
    publisher = cited_publisher(vocabulary, answers)
    namings = name_series(entries, vocabulary, answers, publisher=publisher)
    pairs = sorted({naming.definable for naming in namings.values() if naming.definable})
    return tuple(_series_of_pair(vocabulary, area, category) for area, category in pairs)


def _series_of_pair(vocabulary: Vocabulary, area: str, category: str) -> NewSeries:
    """A series named after its area and category, defined as its publisher's others of that area are."""
    publisher = vocabulary.area_rows[area].defined_by
    rows = [row for row in vocabulary.series.values() if row.publisher == publisher]
    same = [row for row in rows if row.area == area] or rows
    area_row, kind = vocabulary.area_rows[area], vocabulary.category_rows[category]
    short = vocabulary.publisher_rows[publisher]
    return NewSeries(
        id=f"{area}-{category}"[:80],
        publisher=publisher,
        area=area,
        category=category,
        definition=same[0].definition if same else "",
        name_en=f"{short.short_en}: {area_row.name_en}, {kind.name_en.lower()}",
        name_ja=f"{short.short_ja}：{area_row.name_ja}（{kind.name_ja}）",
    )


def _cell_problem(
    code: str, file: str, figure: Figure, columns: Mapping[int, Column], found: str | None = None
) -> Problem:
    facts = {"found": figure.text.strip() if found is None else found, "header": columns[figure.column].shown}
    return Problem(code, file, figure.line, letter_of(figure.column), facts)


PROVISIONAL_WORDS = {
    "速報",
    "速報値",
    "暫定",
    "暫定値",
    "provisional",
    "preliminary",
    "prelim",
    "p",
    "estimate",
}
FINAL_WORDS = {"", "確報", "確定", "確定値", "final", "f", "definitive", "reported", "confirmed"}


def _finality(entry: Entry) -> tuple[str, bool]:
    """Final or provisional, by marks at the value or period, or a status column; and whether unclear."""
    figure = entry.figure
    marked = figure.value.provisional or (figure.period is not None and figure.period.provisional)
    status = key_of(figure.status or "")
    if status in {key_of(word) for word in PROVISIONAL_WORDS}:
        return "provisional", False
    unclear = bool(status) and status not in {key_of(word) for word in FINAL_WORDS}
    return ("provisional" if marked else "final"), unclear


class _Checker:
    """Runs the rules in their order, with the comparison between them, and gives every entry its fate."""

    def __init__(
        self,
        connection: Connection,
        file: str,
        entries: tuple[Entry, ...],
        vocabulary: Vocabulary,
        answers: Answers,
        today: date,
        tidied: Tidied,
    ) -> None:
        self.connection, self.entries, self.vocabulary = connection, entries, vocabulary
        self.answers, self.file, self.today = answers, file, today
        self.material = Material(
            file=file,
            entries=entries,
            stored=Stored({}),
            vocabulary=vocabulary,
            publications={},
            answers=answers,
            today=today,
            tidied=tidied,
        )
        self.problems: list[Problem] = []

    def run(self) -> list[Problem]:
        names, *others = rules()
        self._apply(names)
        self.sourcing = source_entries(
            self.entries, self.vocabulary, self.answers, file=self.file, today=self.today
        )
        self.problems += self.sourcing.problems
        self.material = replace(self.material, publications=dict(self.sourcing.publications))
        for rule in others:
            if rule.position < COMPARED_FROM:
                self._apply(rule)
        series = {entry.series for entry in self.entries if entry.series}
        stored = Stored(read_stored(self.connection, {one for one in series if one}))
        self.material = replace(self.material, stored=stored)
        for entry in self.entries:
            if entry.is_open:
                self._compare(entry)
        for rule in others:
            if rule.position >= COMPARED_FROM:
                self._apply(rule)
        for entry in self.entries:
            if not entry.fate:
                entry.fate = "stored" if entry.figure.value.availability == "reported" else "missing"
        return self.problems

    def _apply(self, rule: Rule) -> None:
        for finding in list(rule.check(self.material)):
            self._decide(finding)

    def _decide(self, finding: Finding) -> None:
        self.problems.append(finding.problem)
        if finding.fate is not None:
            for entry in finding.entries:
                entry.fate = finding.fate

    def _compare(self, entry: Entry) -> None:
        """Say how a figure stands to what is stored; the same again, or a blank over a value, is done."""
        if entry.series is None or entry.period is None or entry.publication is None:
            entry.fate = "held"
            return
        period = entry.period
        rows = self.material.stored.editions.get((entry.series, period.start, period.end, period.kind), [])
        shown = rows[0] if rows else None
        same = next(
            (
                row
                for row in rows
                if row.publication == entry.publication and row.reading == 1 and row.vintage != "variant"
            ),
            None,
        )
        entry.shown, entry.replaces = shown, same
        was_held = entry.fate == "held"
        self._set_change(entry, shown, same)
        if was_held:
            entry.fate = "held"

    def _set_change(self, entry: Entry, shown: Any, same: Any) -> None:
        if entry.figure.value.availability != "reported":
            self._compare_blank(entry, shown, same)
        elif same is not None and _says(same) == said_by(entry):
            entry.fate, entry.change = "unchanged", "unchanged"
        elif shown is None or shown.availability != "reported":
            entry.change = "new"
            entry.vintage = same.vintage if same is not None else "first"
        elif same is not None:
            entry.change, entry.vintage = "changed", same.vintage
        elif _says(shown)[:3] == said_by(entry)[:3]:
            entry.change, entry.vintage = "confirmed", "later"
        else:
            entry.change, entry.vintage = "changed", "restated"
        if entry.figure.value.restated and entry.change in ("new", "confirmed"):
            entry.vintage = "restated"

    def _compare_blank(self, entry: Entry, shown: Any, same: Any) -> None:
        period = entry.period
        if shown is not None and shown.availability == "reported":
            entry.fate = "set_aside"
            facts = {"series": entry.series, "period": period.label if period else "", "stored": shown.value}
            self.problems.append(self.material.problem("blank-over-value", entry, **facts))
        elif period is not None and period.end > self.today:
            entry.fate = "set_aside"
        elif same is not None and same.availability == entry.figure.value.availability:
            entry.fate, entry.change = "unchanged", "unchanged"
        else:
            entry.change = "new" if shown is None else "changed"
            entry.vintage = same.vintage if same is not None else "first"


def said_by(entry: Entry) -> tuple[Any, ...]:
    """What a figure says, as the row that it would become says it."""
    value = entry.figure.value
    return (value.availability, value.value, value.bound, entry.finality)


def _says(row: Any) -> tuple[Any, ...]:
    return (row.availability, row.value, row.bound, row.finality)


def read_stored(connection: Connection, series: set[str]) -> dict[Key, list[Any]]:
    """Every edition that stands of these series and of those they are parts of, by series and period."""
    found: dict[Key, list[Any]] = defaultdict(list)
    if not series:
        return found
    publishers = select(schema.series.c.publisher).where(schema.series.c.id.in_(series))
    chosen = editions.standing().where(
        schema.observations.c.series.in_(
            select(schema.series.c.id).where(schema.series.c.publisher.in_(publishers))
        )
    )
    for row in connection.execute(editions.ranked(chosen)):
        found[(row.series, row.period_start, row.period_end, row.period_kind)].append(row)
    return found


def commit(
    engine: Engine,
    report: Report,
    *,
    who: str,
    reason: str,
    today: date | None = None,
    progress: Progress = no_progress,
) -> Committed:
    """Store what a check allowed: one transaction, one batch, the file's bytes kept.

    Raises ``CannotCommit`` for a file with errors or open questions, ``ChangedMeanwhile`` where somebody
    else changed the same figures after the check.
    """
    if report.outcome != LOADABLE:
        raise CannotCommit(report.outcome)
    with writing(engine) as connection:
        now = examine(connection, report.source, report.answers, today=today or _today(), progress=progress)
        if _seen(now) != _seen(report):
            raise ChangedMeanwhile(now)
        progress("store", 0, 1)
        batch = _store(connection, now, who=who, reason=reason)
        progress("store", 1, 1)
    return Committed(batch, now)


def _seen(report: Report) -> list[tuple[Any, ...]]:
    """What an analyst was shown before agreeing."""
    return [
        (
            entry.figure.line,
            entry.figure.column,
            report.fate_of(entry),
            entry.change,
            entry.shown and entry.shown.id,
        )
        for entry in report.entries
    ]


def _store(connection: Connection, report: Report, *, who: str, reason: str) -> int | None:
    """Append the batch of a report; None where there is nothing to store."""
    to_store = report.to_store
    if not to_store:
        return None
    used = {entry.publication for entry in to_store}
    series = {entry.series for entry in to_store}
    words = [
        _words(connection, table, row)
        for table, row in report.new_words
        if (table != "publications" or row["id"] in used) and (table != "series" or row["id"] in series)
    ]
    words = [*_file_place(connection), *words]
    batch = store.append_batch(
        connection,
        kind="analyst",
        who=who,
        reason=reason,
        source_name=report.source.name,
        sha256=report.source.sha256,
        original=report.source.content,
        answers=report.answers.as_json(),
        words=words,
        observations=[_new_observation(entry, report) for entry in to_store],
    )
    if report.answers.keep_mapping:
        _keep_mapping(connection, report, who)
    detail = json.dumps(
        {"file": report.source.name, "stored": len(to_store), "reason": reason}, ensure_ascii=False
    )
    audit.record(connection, who=who, action="load", detail=detail, batch=batch)
    return batch


def _words(connection: Connection, table: str, row: Mapping[str, Any]) -> store.Words:
    target = schema.metadata.tables[table]
    known = connection.scalar(select(target.c.id).where(target.c.id == row["id"]))
    return store.Words(target, row, is_new=known is None)


def _file_place(connection: Connection) -> list[store.Words]:
    if connection.scalar(select(schema.places.c.id).where(schema.places.c.id == FILE_PLACE)):
        return []
    row = {
        "id": FILE_PLACE,
        "name_en": "a file that an analyst loaded; its batch keeps it",
        "name_ja": "分析担当者が取り込んだファイル（取込記録に保存）",
        "kind": "file",
        "url": None,
        "dated_on": None,
        "note_en": None,
        "note_ja": None,
    }
    return [store.Words(schema.places, row, is_new=True)]


def _new_observation(entry: Entry, report: Report) -> store.NewObservation:
    period = entry.period
    publication = report.publications[entry.publication or ""]
    if period is None:
        raise CannotCommit(entry.figure.line)
    note = entry.figure.note
    values = {
        "series": entry.series,
        "period_start": period.start,
        "period_end": period.end,
        "period_kind": period.kind,
        "availability": entry.figure.value.availability,
        "value": entry.value,
        "bound": entry.figure.value.bound,
        "coverage": "partial" if period.is_partial else "full",
        "finality": entry.finality,
        "vintage": entry.vintage,
        "reading": 1,
        "publication": entry.publication,
        "page": entry.figure.page,
        "place": FILE_PLACE,
        "also_at": None,
        "method": "stated",
        "confidence": "confirmed1",
        "note_en": note,
        "note_ja": note,
    }
    published_on = publication["published_on"]
    return store.NewObservation(
        values=values,
        published_on=published_on,
        fingerprint=fingerprint_of(values, published_on),
        file=report.source.name,
        line=entry.figure.line,
        column=entry.figure.column + 1,
    )


def _keep_mapping(connection: Connection, report: Report, who: str) -> None:
    """Keep the meanings given, for the next file of the same publisher."""
    publishers = {report.publications[entry.publication or ""]["publisher"] for entry in report.to_store}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for publisher in sorted(publishers):
        for label, meaning in report.answers.mapping.items():
            if len(label) > LONGEST_KEPT_LABEL:
                continue  # a sentence serves no other file
            row = {
                "publisher": publisher,
                "label": label,
                "field": meaning,
                "who": who,
                "kept_at": datetime.now(UTC),
            }
            added = dialect.insert(schema.kept_mappings).values(row)
            keys = [schema.kept_mappings.c.publisher, schema.kept_mappings.c.label]
            connection.execute(added.on_conflict_do_update(index_elements=keys, set_=row))


Seen = TypeVar("Seen")


class _TakenBack(Exception):
    """Ends a rehearsal: all that it wrote is rolled back."""


def rehearse(
    engine: Engine, report: Report, look: Callable[[Connection], Seen], *, only: set[str] | None = None
) -> tuple[Seen, Seen]:
    """What ``look`` sees before a load and what it would see after it; nothing stays written.

    ``only`` keeps the rehearsal to these series, which is all that a large file needs.
    """
    seen: list[Seen] = []
    part = [entry for entry in report.to_store if only is None or entry.series in only]
    try:
        with writing(engine) as connection:
            seen.append(look(connection))
            if part:
                rehearsed = replace(
                    report, entries=tuple(part), answers=replace(report.answers, keep_mapping=False)
                )
                _store(connection, rehearsed, who="—", reason="rehearsal")
            seen.append(look(connection))
            raise _TakenBack
    except _TakenBack:
        pass
    return seen[0], seen[1]
