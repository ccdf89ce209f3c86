"""Show periods as readers write them: 2024, or 2024年（令和6年）."""

from __future__ import annotations

from datetime import date

from ingest import period_labels

ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)
"""First day of each era. Source: the cabinet orders that name them (昭和, 平成, 令和)."""


def era_year(day: date) -> str:
    """The era and its year for a day: 2024-01-01 is 令和6年; an era's first year is 元年."""
    for first_day, era in ERAS:
        if day >= first_day:
            count = day.year - first_day.year + 1
            return f"{era}{'元' if count == 1 else count}年"
    return ""


def eras_of_year(year: int) -> str:
    """The era years that a calendar year touches: 2019 is 平成31年・令和元年."""
    both = (era_year(date(year, 1, 1)), era_year(date(year, 12, 31)))
    return "・".join(dict.fromkeys(era for era in both if era))


def year_label(year: int, language: str) -> str:
    """A calendar year: 2024, or 2024年（令和6年）."""
    if language == "en":
        return str(year)
    eras = eras_of_year(year)
    return f"{year}年（{eras}）" if eras else f"{year}年"


def period_label(start: date, end: date, kind: str, language: str) -> str:
    """A period with its kind: 2024, FY2023, Jan–Sep 2019; in Japanese with its eras,
    2019年（平成31年・令和元年）1～9月.

    Months and days are worded by ``ingest.period_labels``.
    """
    if kind == "CY":
        return year_label(start.year, language)
    if kind == "FY":
        if language == "en":
            return f"FY{start.year}"
        era = era_year(date(start.year, 12, 31)).removesuffix("年")
        return f"{start.year}年度（{era}年度）" if era else f"{start.year}年度"
    label = period_labels.told(start, end, language)
    if language == "en":
        return label
    eras, year = _in_brackets(start, end), f"{start.year}年"
    return label.replace(year, f"{year}{eras}", 1) if start.year == end.year else f"{label}{eras}"


def _in_brackets(start: date, end: date) -> str:
    """The era years of a period: （平成26年）, （平成31年・令和元年）, （令和6～7年）; "" before the eras."""
    first, last = era_year(start), era_year(end)
    if first == last or not first:
        return f"（{last}）" if first else ""
    if start.year == end.year:
        return f"（{first}・{last}）"
    if first[:2] != last[:2]:
        return f"（{first}～{last}）"
    return f"（{first.removesuffix('年')}～{last[2:]}）"


def part_label(start: date, end: date, language: str) -> str:
    """A part of one year without it: Jan–Sep, 1 Jan – 19 Sep; 1～9月, 1月1日～9月19日."""
    label = period_labels.told(start, end, language)
    return label.removesuffix(f" {end.year}") if language == "en" else label.removeprefix(f"{start.year}年")


def months_label(first: int, last: int, language: str) -> str:
    """Months of a year, from 1: Jan–Sep, or 1～9月; one month alone by its name."""
    return period_labels.months_told(first, last, language)


def month_label(day: date, language: str) -> str:
    """A month: Mar 2022, or 2022年3月（令和4年）."""
    if language == "en":
        return f"{months_label(day.month, day.month, language)} {day.year}"
    return f"{day.year}年{day.month}月（{era_year(day)}）"


def dates_label(start: date, end: date | None, precision: str, language: str) -> str:
    """One date, or first and last, no more exact than ``precision`` (day, month, year): FY2021–FY2023, 2024.

    From 1 April to 31 March of any later year are fiscal years.
    """
    if end and (start.month, start.day, end.month, end.day) == (4, 1, 3, 31):
        return _fiscal_years(start.year, end.year - 1, language)
    label_of = {"day": day_label, "month": month_label}.get(precision, _year_of_day)
    if end is None or label_of(start, language) == label_of(end, language):
        return label_of(start, language)
    return f"{label_of(start, language)}{'–' if language == 'en' else '～'}{label_of(end, language)}"


def _fiscal_years(first: int, last: int, language: str) -> str:
    if language == "en":
        return f"FY{first}" if first == last else f"FY{first}–FY{last}"
    if first == last:
        return period_label(date(first, 4, 1), date(last + 1, 3, 31), "FY", language)
    begin, end = (era_year(date(year, 12, 31)).removesuffix("年") for year in (first, last))
    # An era is named once: 令和3～5年度.
    return f"{first}～{last}年度（{begin}～{end.removeprefix(begin[:2])}年度）"


def _year_of_day(day: date, language: str) -> str:
    return year_label(day.year, language)


def day_label(day: date, language: str) -> str:
    """A day: 2026-11-23, or 2026年11月23日."""
    return day.isoformat() if language == "en" else f"{day.year}年{day.month}月{day.day}日"
