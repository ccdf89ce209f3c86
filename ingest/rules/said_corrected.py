"""A note that corrects a figure ("Erratum: 2023 should read 54"): whether it was heeded is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import Finding
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of

CORRECTS = re.compile(
    r"\berrat(?:um|a)\b|\bcorrigend(?:um|a)\b|\bshould (?:read|be)\b"
    r"|\b(?:is|was|are|were) (?:wrong|incorrect)\b|\bmisprint(?:ed)?\b|\bcorrections?\s*:"
    r"|\bcontains? an? errors?\b|正誤|訂正|誤り|誤植|の誤記|正しくは|正しい(?:値|数値|件数)|に修正",
    re.IGNORECASE,
)
NONE_TO_MAKE = re.compile(
    r"(?:訂正|誤り|誤植)[はがも]?(?:な[いくし]|無|ありません)|\bno (?:errata|corrections?)\b", re.IGNORECASE
)
"""What says that there is nothing to correct."""


def check(material: Material) -> Iterator[Finding]:
    """One question for each such text."""
    open_figures = [figure for figure in material.figures if figure.counts]
    for text, figures in texts_beside(material, open_figures).items():
        folded = unicodedata.normalize("NFKC", text)
        if not CORRECTS.search(folded) or NONE_TO_MAKE.search(folded):
            continue
        if meaning_of(text, material.answers.mapping):
            continue
        facts = {"found": text, "count": len(figures)}
        yield Finding(material.problem("said-corrected", figures[0], **facts), tuple(figures), "held")


RULE = Rule(stage="periods", codes=("said-corrected",), check=check)
