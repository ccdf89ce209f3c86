"""No two places say different things of one series: every claim of a page or a file is a verdict's."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import openpyxl
import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from sqlalchemy import Engine

from dashboard.exporters.texts import CAVEAT
from dashboard.pages.parts.methods_text import RULES
from dashboard.record.queries import catalogue
from dashboard.verdicts.details import needed_text
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.rows import verdict_rows
from dashboard.verdicts.sentences import change_finding, change_sentence
from dashboard.verdicts.summary import all_in_all
from dashboard.verdicts.wording import DIRECTION_WORDS, EVIDENCE_WORDS, Wording
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, interface_words

PAGES = ("/", "/objectives", "/trends", "/compare", "/breakdown", "/explore", "/briefing", "/revisions")
CHANGES = {
    "en": re.compile("increas|decreas|detectab", re.IGNORECASE),
    "ja": re.compile("増加|減少|傾向|検出"),
}
"""Words that claim a change."""
SPACE = re.compile(r"\s+")
ADDRESS = re.compile(r"https?://[^\s\"]+")


def text_of(html: str) -> str:
    """What a page says, without what it is marked up with, as one line."""
    body = re.sub(r"(?s)<(script|style|select)\b.*?</\1>", " ", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "\n", body)))


def slides(data: bytes) -> str:
    texts = []
    for slide in Presentation(io.BytesIO(data)).slides:
        texts += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        texts.append(slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "")
    return "\n".join(texts)


def workbook(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None
    )


READERS = {"json": bytes.decode, "svg": lambda data: text_of(data.decode()), "pptx": slides, "xlsx": workbook}


def said_everywhere(client: FlaskClient, engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    """Every page and file that speaks of an indicator's series, with its text on one line."""
    known = catalogue(engine)
    for path in PAGES:
        yield path, text_of(client.get(f"{path}?lang={language}").get_data(as_text=True))
    queries = [f"objective.{{}}?indicator={id}" for id in known.indicators]
    for listed in known.indicator_series.values():
        for series in listed:
            yield (
                series,
                text_of(client.get(f"/trends?lang={language}&series={series}").get_data(as_text=True)),
            )
            queries.append(f"trend.{{}}?series={series}")
    for query in queries:
        for name, read in READERS.items():
            answer = client.get(f"/c/{query.format(name)}&lang={language}")
            assert answer.status_code == 200
            yield f"{query} {name}", read(answer.get_data())
    rows = [row for row in verdict_rows(verdicts(engine, known), known, {})]
    own = [{key: value for key, value in row.items() if key.endswith(f"_{language}")} for row in rows]
    own += [
        {key: value for key, value in (row["answers"] or {}).items() if key.endswith(f"_{language}")}
        for row in rows
    ]
    yield "piracy verdicts", json.dumps(own, ensure_ascii=False)


@cache
def everywhere(engine: Engine, language: str) -> tuple[tuple[str, str], ...]:
    client = create_app(engine).server.test_client()
    return tuple((place, packed(text)) for place, text in said_everywhere(client, engine, language))


def packed(text: str) -> str:
    """A text without addresses and spaces: pictures break their lines where they must."""
    return SPACE.sub("", ADDRESS.sub("", text))


def claims(engine: Engine, language: str) -> tuple[set[str], set[str]]:
    """Every sentence on the years since an evaluation that a verdict gives; and how such sentences end."""
    known = catalogue(engine)
    wording = Wording(interface_words(language), known)
    sentences, endings = set(), set()
    for judged in verdicts(engine, known).values():
        for period in judged.periods:
            if period.change.since:
                sentences.add(packed(change_sentence(period, wording)))
                endings.add(packed(change_finding(period.change, wording.words)))
    return sentences, endings - {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_it_could_be_chance_is_said_by_the_verdict_on_the_same_counts(
    shared: Engine, language: str
) -> None:
    sentences, endings = claims(shared, language)
    known = catalogue(shared)
    wording = Wording(interface_words(language), known)
    judged = verdicts(shared, known).values()
    headline = packed(all_in_all(list(judged), wording))
    conditions = {packed(needed_text(period, wording)) for each in judged for period in each.periods}
    seen = 0
    for place, text in everywhere(shared, language):
        told = text.replace(headline, "")
        for would in filter(None, conditions):
            told = told.replace(would, "")
        for ending in endings:
            for found in re.finditer(re.escape(ending), told):
                seen += 1
                before = told[: found.end()]
                assert any(before.endswith(sentence) for sentence in sentences), (place, before[-200:])
    assert seen > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_says_more_than_the_newest_verdict_of_a_series(shared: Engine, language: str) -> None:
    """On every page and in every file the indicator's series have the finding of their newest verdict."""
    known = catalogue(shared)
    wording = Wording(interface_words(language), known)
    texts = dict(everywhere(shared, language))
    for judged in verdicts(shared, known).values():
        for series in judged.series:
            newest = series.newest
            if newest is None or newest.change.pooled is None:
                continue
            sentence = packed(change_sentence(newest, wording))
            places = [f"trend.{{}}?series={series.series} {name}" for name in READERS]
            for place in ("/objectives", series.series, "piracy verdicts", *places):
                if place != "/objectives" or series is judged.lead:
                    assert sentence in texts[place], place


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_change_stands_beside_the_three_answers(shared: Engine, language: str) -> None:
    """What is left of pages and files without verdicts, events, register and methods claims no change."""
    known = catalogue(shared)
    words = interface_words(language)
    wording = Wording(words, known)
    sentences, _ = claims(shared, language)
    allowed = set(sentences)
    for judged in verdicts(shared, known).values():
        allowed |= {needed_text(period, wording) for period in judged.periods}
    allowed |= {words(text) for text in (*DIRECTION_WORDS.values(), *EVIDENCE_WORDS.values())}
    allowed |= {words(text) for rule in RULES for text in rule.paragraphs} | {words(CAVEAT)}
    tables = (known.events, known.series, known.definitions, known.objectives, known.publications)
    for table in (*tables, known.indicators, known.sheet_items, known.cited_figures):
        for row in table.values():
            allowed |= {
                str(value) for name, value in row._mapping.items() if str(name).endswith(f"_{language}")
            }
    for place, text in everywhere(shared, language):
        left = text
        for one in sorted(filter(None, allowed), key=len, reverse=True):
            left = left.replace(packed(one), "")
        found = CHANGES[language].search(left)
        assert found is None, (place, left[max(0, found.start() - 100) : found.end() + 60])
