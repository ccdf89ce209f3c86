"""Bare years below a title or note that speaks of fiscal years: which of the two they are, is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import Finding
from ingest.rules import Material, Rule

FISCAL = re.compile(
    r"年度別|会計年度|各年度|年度ごと|年度推移|4月\s*[-~〜]\s*(?:翌年?)?の?3月"
    r"|\bfiscal years?\b|\bfinancial years?\b|\byears? end(?:ing|ed) (?:\d{1,2} )?march\b"
    r"|\bapril\s*(?:-|to)\s*march\b",
    re.IGNORECASE,
)


def check(material: Material) -> Iterator[Finding]:
    """One question for each such text."""
    if material.answers.years:
        return
    years = [
        figure
        for figure in material.figures
        if figure.counts and figure.period is not None and figure.period.kind == "CY"
    ]
    for text, figures in texts_beside(material, years).items():
        if FISCAL.search(unicodedata.normalize("NFKC", text).replace("–", "-")):
            facts = {"found": text, "count": len(figures)}
            yield Finding(material.problem("fiscal-in-title", figures[0], **facts), tuple(figures), "held")


RULE = Rule(stage="periods", codes=("fiscal-in-title",), check=check)
