"""Which answers about one file may serve for the publisher's next: what names mean, never what was asked of
figures."""

from __future__ import annotations

import re

from ingest.report import Report
from ingest.vocabulary import FIELDS, Vocabulary, key_of

LONGEST_KEPT_LABEL = 200
"""As wide as the column of ``kept_mappings``; PostgreSQL refuses more."""
COLUMN_LETTERS = re.compile(r"[A-Za-z]{1,3}")


def may_be_kept(label: str, meaning: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is a name, and its meaning a field, series, area or category: a column's letter is
    another column in the next file, and a unit or a status is asked about anew."""
    is_name = len(label) <= LONGEST_KEPT_LABEL and not COLUMN_LETTERS.fullmatch(label)
    known = (FIELDS, vocabulary.series, vocabulary.area_rows, vocabulary.category_rows)
    return is_name and any(meaning in table for table in known)


def is_of_a_text(label: str, meaning: str, report: Report) -> bool:
    """Whether an answer was given of a text beside the figures, which in the next file says something else:
    what "note" means of anything but a column."""
    columns = report.tidied.columns if report.tidied else ()
    return meaning == "note" and key_of(label) not in {key_of(column.name) for column in columns}
