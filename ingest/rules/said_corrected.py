"""A note that corrects a figure ("Erratum: 2023 should read 54"), or takes all back ("do not use"): whether
it was heeded is asked."""

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

WITHDRAWN = re.compile(
    r"\bdo(?:es)? not use\b|\bnot (?:to be|for) used?\b|\bwithdrawn\b|\bsuperseded\b|\bobsolete\b|\bdummy\b"
    r"|\bplaceholders?\b|\bold (?:basis|definition|version)\b|\b(?:discontinued|void)\b"
    r"|使用しない|使用禁止|使わない|撤回|取り?消し|廃止|未定稿|旧(?:基準|版|定義|データ|値)|ダミー|仮置き|仮の値|架空",
    re.IGNORECASE,
)
"""What takes figures back altogether."""


def check(material: Material) -> Iterator[Finding]:
    """One question for each such text."""
    open_figures = [figure for figure in material.figures if figure.counts]
    for text, figures in texts_beside(material, open_figures).items():
        folded = unicodedata.normalize("NFKC", text)
        if meaning_of(text, material.answers.mapping):
            continue
        facts = {"found": text, "count": len(figures)}
        if CORRECTS.search(folded) and not NONE_TO_MAKE.search(folded):
            yield Finding(material.problem("said-corrected", figures[0], **facts), tuple(figures), "held")
        if WITHDRAWN.search(folded):
            yield Finding(material.problem("not-to-be-used", figures[0], **facts), tuple(figures), "held")


RULE = Rule(stage="periods", codes=("said-corrected", "not-to-be-used"), check=check)
