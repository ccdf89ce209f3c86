"""Words in titles, headers and names of sheets that are not read: they are told, not passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.beside import of_the_table
from ingest.checked import Finding
from ingest.problems import Quoted
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of
from ingest.unread import unread_words

MOST_NAMED = 6
OF_WRITERS = re.compile(
    r"担当|電話|内線|連絡先|問合せ|\btel\b|@|https?://|copyright|©|\(c\)|^以上$", re.IGNORECASE
)
"""Who wrote a table and how to reach them."""
NARROWS = re.compile(
    r"のみ|だけ|除[くいき]|除外|含まない|含まれない|に限る|に限定|における(?:もの|件数)|[のは].{0,12}数である|値である"
    r"|\bonly\b|\bexclud|\bnot includ|\bexcept\b|\b(?:values|figures|numbers|counts) are\b",
    re.IGNORECASE,
)
"""What a note says that makes other figures of them: less than all, or something else."""
LONGEST_NOTE = 40


def check(material: Material) -> Iterator[Finding]:
    """One warning for the file."""
    named = [figure for figure in material.figures if figure.counts and figure.series is not None]
    if not named:
        return
    rows = [material.vocabulary.series[series] for series in {figure.series or "" for figure in named}]
    publications = {figure.publication for figure in named if figure.publication}
    known = [name for row in rows for name in (row.name_en, row.name_ja, row.short_en, row.short_ja) if name]
    known += [
        str(material.publications[publication][name])
        for publication in publications
        for name in ("title_en", "title_ja")
        if material.publications.get(publication, {}).get(name)
    ]
    words: dict[str, None] = dict.fromkeys(
        aside.text if len(aside.text) <= LONGEST_NOTE else f"{aside.text[:LONGEST_NOTE]}…"
        for aside in material.tidied.asides
        if aside.kind == "note" and NARROWS.search(aside.text)
    )
    texts = [aside.text for aside in of_the_table(material) if aside.kind != "file"]
    texts += [column.header for column in material.tidied.columns if column.role == "value"]
    for text in texts:
        if not meaning_of(text, material.answers.mapping) and not OF_WRITERS.search(text):
            unread = unread_words(text, material.vocabulary, known)
            words |= dict.fromkeys(_as_written(word, text) for word in unread)
    found = [word for word in words if not meaning_of(word, material.answers.mapping)]
    if found:
        series = tuple(sorted({figure.series or "" for figure in named})[:3])
        facts = {"found": Quoted(found[:MOST_NAMED]), "series": series, "count": len(found)}
        yield Finding(material.problem("words-not-read", named[0], **facts))


def _as_written(word: str, text: str) -> str:
    """A word in the letters of its text."""
    match = re.search(re.escape(word), text, re.IGNORECASE)
    return match[0] if match else word


RULE = Rule(stage="periods", codes=("words-not-read",), check=check)
