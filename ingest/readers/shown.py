"""What a spreadsheet shows of a number: its format may add a word, a sign, an era or a percent.

The digits are always the stored ones, never rounded. What a format only decorates (colours, thousands,
decimals, room for a sign) is left out; what it says is kept, so that a count shown as 約107, <107, 107(p)
or 107人 is read as that and not as 107.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.eras import era_of
from ingest.readers.cells import date_text, moment_of, number_text

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|[_*](?P<room>.)"
    r"|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<general>General|標準)"
    r"|(?P<number>[0#?][0#?.,/ ]*(?:E[+-]0+)?)"
    r"|(?P<date>AM/PM|A/P|ggg|gg|g|r{1,2}|y+|e+|m+|d+|h+|s+|a{3,4})"
    r"|(?P<percent>%)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
_CURRENCY = re.compile(r"\$([^-]*)")
_DASHES = "-–—−－ー"


@dataclass(frozen=True)
class _Section:
    """A part of a format: what it says before and after the number, and how it changes it.

    ``condition`` is when it holds, if it says so itself. ``dates`` are the parts of a date that it shows;
    ``is_text`` says that it shows everything as it is written.
    """

    before: str = ""
    after: str = ""
    has_number: bool = False
    is_text: bool = False
    is_white: bool = False
    is_percent: bool = False
    thousands: int = 0
    dates: frozenset[str] = frozenset()
    condition: tuple[str, float] | None = None

    @property
    def is_blank(self) -> bool:
        shows = self.has_number or self.is_text or self.dates or self.before + self.after
        return self.is_white or not shows


class NumberFormat:
    """A number format by its code, such as ``#,##0``, ``"約"0`` or ``[$-ja-JP]ggge"年"``."""

    def __init__(self, code: str) -> None:
        self._sections = tuple(map(_section, _split(code)))
        self.may_hide = any(section.is_blank for section in self._sections[:3])

    def text(self, number: float, digits: str, *, epoch: datetime.datetime) -> str:
        """What the format says of a number; ``digits`` is the number as it is stored."""
        section = self._section_of(number)
        if section.dates:
            return _date(number, section, epoch)
        says = section.before + section.after
        if not section.has_number:
            return (
                digits if number == 0 and says.strip(_DASHES + " ") == "" and says.strip() else says or digits
            )
        if number < 0 and section is not self._sections[0] and says.strip():
            digits = digits.removeprefix("-")  # its own sign stands in the format; none would hide it
        if section.is_percent:
            digits = number_text(round(number * 100, 9))
        if section.thousands:
            digits = f"{number_text(number / 1000**section.thousands)}×{1000**section.thousands}"
        return f"{section.before}{digits}{section.after}"

    def hides(self, number: float) -> bool:
        """Whether the format shows nothing of a number, as ``0;-0;;@`` does of a zero."""
        return self.may_hide and self._section_of(number).is_blank

    def _section_of(self, number: float) -> _Section:
        sections = self._sections[:3]
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or _COMPARE[section.condition[0]](number, section.condition[1]):
                    return section
            return sections[-1]
        if number < 0 and len(sections) > 1:
            return sections[1]
        return sections[2] if number == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    return NumberFormat(code)


def _split(code: str) -> Iterator[str]:
    """The sections of a format, parted by semicolons that are no text."""
    section = ""
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            yield section
            section = ""
        else:
            section += token[0]
    yield section


def _section(code: str) -> _Section:
    before, after, dates = "", "", set()
    has_number = has_year = is_percent = False
    thousands, condition = 0, None
    for token in _TOKEN.finditer(code):
        text = token["quoted"] if token["quoted"] is not None else token["escaped"] or ""
        if bracket := token["bracket"]:
            if match := _CONDITION.fullmatch(bracket):
                condition = match[1], float(match[2])
            elif re.fullmatch(r"[hms]+", bracket, re.IGNORECASE):
                dates.add("h")
            elif match := _CURRENCY.match(bracket):
                text = match[1]
        elif token["number"] or token["general"]:
            has_number = True
            thousands = max(
                thousands, len((token["number"] or "").rstrip()) - len((token["number"] or "").rstrip(" ,"))
            )
        elif token["date"]:
            dates.add(token["date"][0].lower())
            has_year = has_year or token["date"][0].lower() in "yer"
        elif token["percent"]:
            is_percent, text = True, "%"
        elif token["other"] and token["other"] not in "@+ ":
            text = token["other"]
        if has_number or has_year:
            after += text
        else:
            before += text
    if has_number:
        dates.clear()
    is_text = any(token["other"] == "@" for token in _TOKEN.finditer(code))
    is_white = "[white]" in code.lower() or "[白]" in code
    shows = (has_number, is_text, is_white, is_percent)
    return _Section(before, after, *shows, thousands, frozenset(dates), condition)


def _date(number: float, section: _Section, epoch: datetime.datetime) -> str:
    """A date as far as it is shown: a year of an era, a year, a month, else the whole day and time."""
    is_duration = section.dates <= {"h", "m", "s"}
    moment = moment_of(number, epoch)
    years, rest = section.dates & {"y", "e", "g", "r"}, section.dates & {"d", "h", "s", "a"}
    if not isinstance(moment, datetime.datetime) or not years or rest:
        return date_text(number, epoch=epoch, duration=is_duration)
    unit = section.after.strip() or ("" if section.before.strip() else "年")
    year = f"{section.before}{moment.year}"
    if years - {"y"}:
        era, of_era = era_of(moment.date())
        year = f"{section.before}{era}{of_era}"
    return f"{moment.year}年{moment.month}月" if "m" in section.dates else f"{year}{unit}"
