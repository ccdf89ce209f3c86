"""What a table itself says of its signs: 「－」は皆無, "x: withheld"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ingest.values import DASHES, ValueReading

ZEROS = ("zero", "ゼロ")
BLANKS = ("blank", "空欄", "空白", "ブランク")
ZERO = ValueReading("reported", 0)
MISSING = ValueReading("missing")
NOT_PUBLISHED = ValueReading("not-published")
ROUNDED = ValueReading(None, code="rounded-zero")
EXPLAINED = ValueReading(None, code="explained-zero")
BLANK = "blank"
"""How blanks are called among the signs of a legend."""

_STATEMENT = re.compile(
    r"[「『\"“'(]?\s*(?P<sign>(?<![\d.,])0(?:\.0)?(?!\d)|\bzeros?\b|ゼロ|-{1,3}|…+|\.{2,3}|x|×|\*{1,3}|・"
    r"|n/a|n\.\s?a\.?|(?<![a-z])na(?![a-z])|空欄|空白|ブランク|\bblanks?(?:\s+cells?)?)\s*[」』\"”')]?\s*"
    r"(?:印)?\s*(?:は|が|:|=|means?\b|denotes?\b|indicates?\b|stands? for\b)\s*"
    r"(?P<says>[「『\"“]?[^。;；\n「『\"“]{1,60})",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"ではな|でな[くい]|意味しな|意味するものでな|\bdoes not\b"
    r"|又は|または|もしくは|あるいは|\bor\b|\bnot zero\b",
    re.IGNORECASE,
)
"""What leaves open which of two things is meant."""
_SAYS = {
    ROUNDED: (
        *("単位(に満たない|未満)", "四捨五入", "丸め", r"\d\s*(?:件|回)?\s*未満"),
        *(r"(?:fewer|less|under|below) (?:than )?\d",),
        *(r"less than (?:half|0\.5|one)", r"under half", r"below half", r"\bround"),
    ),
    NOT_PUBLISHED: (
        "秘匿",
        "非公表",
        "公表せず",
        "公表していない",
        "withheld",
        "suppressed",
        "confidential",
        "not published",
    ),
    MISSING: (
        *("不詳", "不明", "欠測", "未集計", "未詳", "(資料|データ|統計)[がのは]?(ない|なし|無)", "未確認"),
        *("not available", "no data", "unknown", "missing"),
    ),
    ZERO: (
        *("皆無", "ゼロ", "該当", "事実の?ない", "発生[がの]?(ない|なし)", "^[「『]?(なし|無し)"),
        *("^[「『]?0(?:件|回)?[」』]?(?![\\d.])", r"\bnil\b", r"\bzero\b", r"\bnone\b", "no incidents?"),
    ),
}
"""What a legend may say of a sign; the first of these that it says is meant (該当資料なし is no zero)."""


@lru_cache(maxsize=65536)
def sign_of(text: str) -> str:
    """A cell as signs are told apart: in one width, every dash the same."""
    return "".join(unicodedata.normalize("NFKC", text).lower().translate(DASHES).split())


def legend_of(texts: Iterable[str]) -> dict[str, ValueReading]:
    """What each sign means, as titles and notes say; a sign of which they say two things is left out."""
    said: dict[str, set[ValueReading]] = {}
    for text in texts:
        folded = unicodedata.normalize("NFKC", text).translate(DASHES)
        for statement in _STATEMENT.finditer(folded):
            meaning = next((each for each in _SAYS if _is_said(each, statement["says"])), None)
            if _EITHER.search(statement["says"]):
                meaning = None
            sign = _called(statement["sign"])
            if meaning is None and sign == "0":
                meaning = EXPLAINED
            if meaning is not None:
                said.setdefault(sign, set()).add(meaning)
    return {sign: next(iter(meanings)) for sign, meanings in said.items() if len(meanings) == 1}


def _called(sign: str) -> str:
    """A sign of a legend as ``sign_of`` calls it in a cell."""
    compact = sign_of(sign)
    if compact.startswith(BLANKS):
        return BLANK
    return "0" if compact.startswith(ZEROS) else compact


def _is_said(meaning: ValueReading, text: str) -> bool:
    return any(re.search(words.translate(DASHES), text, re.IGNORECASE) for words in _SAYS[meaning])
