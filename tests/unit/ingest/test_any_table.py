"""Known counts in tables of random forms are read back exactly, or asked about; never as other numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, zip_longest
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from ingest import pipeline
from ingest.answers import Answers, NewSeries
from ingest.eras import ERAS
from ingest.report import LOADABLE, Report, Source
from ingest.words import Words

TODAY = date(2026, 11, 23)
SERIES = NewSeries(
    "any-waters", "recaap", "recaap-asia", definition="A series of the test", name_en="Any waters"
)
ANSWERS = Answers(
    publication="recaap-annual-2025",
    series=SERIES.id,
    new_series=(SERIES,),
    why={str(year): "the test draws years at random" for year in range(1928, 2026)},
)
KANJI = "〇一二三四五六七八九"
LEGENDS = {"zero": "注：「－」は皆無を示す。", "missing": "注：「－」は不詳を示す。", "": ""}
EACH_ALONE = ("western", "year", "era", "kanji", "both", "fullwidth", "letter")
"""Calendars in which each year can be read alone."""
UNITS = {"件": "（単位：件）", "千件": "（単位：千件）", "人": "単位：人", "": ""}


@dataclass(frozen=True)
class Form:
    """How counts are written. ``calendar`` says how years are ("beside" and "beside each": their eras in
    cells of their own), ``halves`` that a table down the page goes on beside itself, ``nothing`` what stands
    for a year that is not known, ``zero`` for a count of 0."""

    calendar: str
    across: bool
    newest_first: bool
    unit: str
    legend: str
    nothing: str
    zero: str
    value: str
    title: str
    source: bool
    file: str
    header: str
    halves: bool

    @property
    def is_certain(self) -> bool:
        """Whether nobody could doubt what it means."""
        has_dash = bool({self.nothing, self.zero} & {"-", "－"})
        return (
            self.unit in ("件", "")
            and (not has_dash or bool(self.legend))
            and self.value != "about"
            and (self.value != "raised" or self.file != "cp932")
            and self.calendar not in ("first", "change", "beside")
            and (self.calendar != "beside each" or not self.across)
        )


forms = st.builds(
    Form,
    calendar=st.sampled_from(
        [
            *("western", "year", "era", "change", "first", "kanji", "both", "fullwidth", "letter"),
            *("beside", "beside each"),
        ]
    ),
    across=st.booleans(),
    newest_first=st.booleans(),
    unit=st.sampled_from([*UNITS]),
    legend=st.sampled_from([*LEGENDS]),
    nothing=st.sampled_from(["", "-", "－", "…", "不明"]),
    zero=st.sampled_from(["0", "-", "－"]),
    value=st.sampled_from(
        ["plain", "unit", "comma", "wide", "provisional", "about", "text", "noted", "raised"]
    ),
    title=st.sampled_from(["", "海賊等事案の発生件数", "Incidents of piracy", "別表第一"]),
    source=st.booleans(),
    file=st.sampled_from(["csv", "cp932", "tsv", "xlsx"]),
    header=st.sampled_from(["年,件数", "year,value", "年次,発生件数"]),
    halves=st.booleans(),
)
counts = st.dictionaries(
    st.integers(1928, 2025), st.one_of(st.none(), st.integers(0, 1500)), min_size=2, max_size=14
).filter(lambda known: any(value is not None for value in known.values()))
runs = st.builds(
    lambda first, values: {
        first + number: value for number, value in enumerate(values) if first + number < 2026
    },
    st.integers(1928, 2020),
    st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=2, max_size=14),
).filter(lambda known: len(known) > 1 and any(value is not None for value in known.values()))


def era_of(year: int) -> tuple[str, int]:
    name = next(name for name in reversed(ERAS) if ERAS[name] <= year)
    return name, year - ERAS[name] + 1


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{KANJI[tens]}十") + (KANJI[ones] if ones else "")


def written_years(years: Sequence[int], calendar: str) -> list[str]:
    """The years of a table, in its order."""
    texts, before = [], ""
    for year in years:
        era, number = era_of(year)
        bare = f"{'元' if number == 1 else number}年"
        texts.append(
            {
                "western": str(year),
                "year": f"{year}年",
                "fullwidth": str(year).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
                "era": f"{era}{bare}",
                "letter": f"{'MTSHR'[list(ERAS).index(era)]}{number}年",
                "kanji": f"{era}{'元' if number == 1 else kanji(number)}年",
                "both": f"{year}年（{era}{bare}）",
                "change": bare if era == before else f"{era}{bare}",
                "first": bare if before else f"{era}{bare}",
                "beside": bare.removesuffix("年"),
                "beside each": bare,
            }[calendar]
        )
        before = era
    return texts


def written_value(value: int | None, form: Form) -> str:
    if value is None:
        return form.nothing
    if value == 0 and form.zero != "0":
        return form.zero
    return {
        "plain": str(value),
        "text": str(value),
        "unit": f"{value}件",
        "comma": f"{value:,}",
        "wide": str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "provisional": f"{value}(p)",
        "about": f"約{value}",
        "noted": f"{value} [1]",
        "raised": f"{value}¹",
    }[form.value]


def in_halves(table: list[list[str]]) -> list[list[str]]:
    """The second half of a table beside the first, below the same headers, after an empty column."""
    (head, *rows), half = table, len(table) // 2
    blank = [""] * len(head)
    pairs = zip_longest([head, *rows[:half]], [head, *rows[half:]], fillvalue=blank)
    return [[*left, "", *right] for left, right in pairs]


def rows_of(known: Mapping[int, int | None], form: Form) -> list[list[str]]:
    years = sorted(known, reverse=form.newest_first)
    texts = written_years(years, form.calendar)
    values = [written_value(known[year], form) for year in years]
    head, value = form.header.split(",")
    table = [[head, *texts], [value, *values]]
    if form.calendar.startswith("beside"):
        eras = [era_of(year)[0] for year in years]
        is_each = form.calendar == "beside each" and not form.across
        is_first = [era != before for before, era in pairwise(["", *eras])]
        told = [era if first or is_each else "" for era, first in zip(eras, is_first, strict=True)]
        table.insert(0, ["" if form.across else "元号", *told])
    if not form.across:
        table = [list(row) for row in zip(*table, strict=True)]
        table = in_halves(table) if form.halves and form.calendar in EACH_ALONE else table
    above = [[text] for text in (form.title, UNITS[form.unit]) if text]
    note = {"noted": "[1] 未遂を含む。", "raised": "¹ 未遂を含む。"}.get(form.value, "")
    texts = (LEGENDS[form.legend], note, "出典：年次報告" if form.source else "")
    below = [[text] for text in texts if text]
    return [*above, *table, *below]


def file_of(rows: Sequence[Sequence[str]], form: Form) -> Source:
    if form.file == "xlsx":
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    is_number = text.isascii() and text.isdigit() and form.value != "text"
                    sheet.write(number, column, int(text) if is_number else text)
            if form.title:
                sheet.merge_range(0, 0, 0, 1, form.title)
        return Source("table.xlsx", stream.getvalue())
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t" if form.file == "tsv" else ",").writerows(rows)
    return Source(
        "table.csv", stream.getvalue().encode("cp932" if form.file == "cp932" else "utf-8", "replace")
    )


def look(engine: Engine, known: Mapping[int, int | None], form: Form) -> Report:
    return pipeline.check(engine, file_of(rows_of(known, form), form), ANSWERS, today=TODAY)


def as_written(known: Mapping[int, int | None], form: Form) -> dict[int, int | None]:
    """The counts as the table says them: a dash is what its own legend makes of it."""
    meaning = {"zero": 0, "missing": None}
    dashed = (year for year, value in known.items() if written_value(value, form) in ("-", "－"))
    return {**known, **({year: meaning[form.legend] for year in dashed} if form.legend else {})}


def told(report: Report) -> list[str]:
    return [problem.sentence(Words("en")) for problem in report.problems]


@pytest.fixture(scope="module")
def engine(shared: Engine) -> Engine:
    return shared


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=st.one_of(counts, runs), form=forms)
def test_counts_in_any_form_are_read_back_exactly_or_asked_about(
    engine: Engine, known: dict[int, int | None], form: Form
) -> None:
    report = look(engine, known, form)
    if report.outcome != LOADABLE:
        event("asked or refused")
        assert any(problem.severity in ("error", "question") for problem in report.problems)
        assert not form.is_certain, told(report)
        return
    event("read")
    read = {figure.period.start.year: figure.value for figure in report.figures if figure.period}
    assert all(figure.period is not None and figure.period.kind == "CY" for figure in report.figures)
    wanted = as_written(known, form)
    # A blank beside a bare year that may be of another era is no figure of either.
    unread = wanted.keys() - read.keys()
    assert all(wanted[year] is None for year in unread), (rows_of(known, form), told(report))
    assert read == {year: wanted[year] for year in read}, (rows_of(known, form), told(report))
    assert not unread or form.calendar == "change", (rows_of(known, form), told(report))
    if form.value == "provisional":
        assert all(figure.finality == "provisional" for figure in report.figures if (figure.value or 0) > 0)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=runs, form=forms)
def test_eras_named_once_are_read_where_the_years_run_on(
    engine: Engine, known: dict[int, int | None], form: Form
) -> None:
    """No form may hide behind questions: years that follow each other are certain in every calendar."""
    form = replace(form, unit="", legend="", nothing="", zero="0", value="plain")
    report = look(engine, known, form)
    assert report.outcome == LOADABLE, (rows_of(known, form), told(report))
    read: dict[Any, Any] = {
        figure.period.start.year: figure.value for figure in report.figures if figure.period
    }
    assert read == known
