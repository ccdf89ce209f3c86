"""What titles, notes and headers say of fiscal years: the words for them, and whether a text has them."""

from __future__ import annotations

import re
import unicodedata

FISCAL = re.compile(
    r"年度別|会計年度|各年度|年度ごと|年度推移|(?<![\d元])年度(?:第?[1-4一二三四]?四?半期|[上下]期|月別|期間)"
    r"|4月\s*[-~〜]\s*(?:翌年?)?の?3月"
    r"|\bfiscal (?:years?|quarters?|half(?:-years?)?|halves)\b|\bfinancial (?:years?|quarters?)\b"
    r"|\bapril\s*(?:-|to)\s*march\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?:\d{4}|(?:令和|平成)\s*(?:\d{1,2}|元))年度|\bFY\s?'?\d{2,4}\b|年は年度", re.IGNORECASE
)
"""Fiscal years by their number; in the title of a publication they are the years that it is of."""
NAMED = re.compile(r"^[\s(]*(?:FY|年度)[\s)]*$|\b(?:by|per) FY\b", re.IGNORECASE)
"""Fiscal years as a header or a sheet's name calls them."""


def folded(text: str) -> str:
    """A text in one width, as these words are looked for in it."""
    return unicodedata.normalize("NFKC", text).replace("–", "-")


def speaks_of_fiscal_years(text: str) -> bool:
    """Whether a text has any of these words."""
    return any(words.search(folded(text)) for words in (FISCAL, NUMBERED, NAMED))
