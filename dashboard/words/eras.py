"""Japanese years: the era of a day, and how a reader wants years written. Only this place knows eras."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ingest.words import Words

BOTH, OFF, ONLY = "", "off", "only"
"""2024年（令和6年）, 2024年, 令和6年."""
ERA_CHOICES = (BOTH, OFF, ONLY)
ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)
"""First day of each era. Source: the cabinet orders that name them (昭和, 平成, 令和)."""
YEAR_FIELD = re.compile(r"\{(\w+)\}(年(?![分間])|(?=～\{\w+\}年(?![分間])))")
"""A year in a sentence: {year}年, {first}～{last}年, {year}年度; not the count of years {years}年分."""


class Language(str):
    """A language, "en" or "ja", with how its years are written (``ERA_CHOICES``), wherever it goes."""

    eras: str

    def __new__(cls, code: str, eras: str = BOTH) -> Language:
        language = super().__new__(cls, code)
        language.eras = eras
        return language


def eras_in(language: str) -> str:
    """How a language writes its years."""
    return language.eras if isinstance(language, Language) else BOTH


def era_year(day: date) -> str:
    """The era and its year for a day: 2024-01-01 is 令和6年; an era's first year is 元年; "" before them."""
    for first_day, era in ERAS:
        if day >= first_day:
            count = day.year - first_day.year + 1
            return f"{era}{'元' if count == 1 else count}年"
    return ""


def eras_of_year(year: int) -> str:
    """The era years that a calendar year touches: 2019 is 平成31年・令和元年."""
    both = (era_year(date(year, 1, 1)), era_year(date(year, 12, 31)))
    return "・".join(dict.fromkeys(era for era in both if era))


def with_eras(year: str, era: str, language: str) -> str:
    """A year with its era as the reader wants it; as it is where it has none."""
    choice = eras_in(language)
    if not era or choice == OFF:
        return year
    return era if choice == ONLY else f"{year}（{era}）"


class EraWords(Words):
    """Words whose years, where a sentence has them as numbers, are written by their era alone."""

    def __call__(self, text: str, /, **values: object) -> str:
        fields = dict(YEAR_FIELD.findall(self.template(text)))
        return super().__call__(text, **_in_eras(values, fields))


def _in_eras(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, object]:
    return {
        name: _era_of(value, is_span=not fields[name]) if name in fields else value
        for name, value in values.items()
    }


def _era_of(value: Any, *, is_span: bool) -> object:
    """令和6 of 2024; a span begins with the one era that its first year ends in. What is no year of an era
    stays."""
    text = str(value)
    if not re.fullmatch(r"(19|20)\d\d", text):
        return value
    year = int(text)
    eras = era_year(date(year, 12, 31)) if is_span else eras_of_year(year)
    return eras.removesuffix("年") or value
