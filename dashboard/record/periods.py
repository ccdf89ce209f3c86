"""Show periods as readers write them: 2024, or 2024年（令和6年）, or 2024年, or 令和6年."""

from __future__ import annotations

from datetime import date

from dashboard.words.eras import BOTH, ONLY, era_year, eras_in, eras_of_year, with_eras
from ingest import period_labels


def year_label(year: int, language: str) -> str:
    """A calendar year: 2024, or 2024年（令和6年）."""
    if language == "en":
        return str(year)
    return with_eras(f"{year}年", eras_of_year(year), language)


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
        era = era_year(date(start.year, 12, 31))
        return with_eras(f"{start.year}年度", f"{era}度" if era else "", language)
    label = period_labels.told(start, end, language)
    if language == "en":
        return label
    eras, year = _eras_of(start, end), f"{start.year}年"
    if start.year == end.year:
        return label.replace(year, with_eras(year, eras, language), 1)
    if eras_in(language) == ONLY:
        for day in (start, end):
            label = label.replace(f"{day.year}年", era_year(day) or f"{day.year}年")
        return label
    return f"{label}（{eras}）" if eras and eras_in(language) == BOTH else label


def _eras_of(start: date, end: date) -> str:
    """The era years of a period: 平成26年, 平成31年・令和元年, 令和6～7年; "" before the eras."""
    first, last = era_year(start), era_year(end)
    if first == last or not first:
        return last if first else ""
    if start.year == end.year:
        return f"{first}・{last}"
    if first[:2] != last[:2]:
        return f"{first}～{last}"
    return f"{first.removesuffix('年')}～{last[2:]}"


def part_label(start: date, end: date, language: str) -> str:
    """A part of one year without it: Jan–Sep, 1 Jan – 19 Sep; 1～9月, 1月1日～9月19日."""
    label = period_labels.told(start, end, language)
    return label.removesuffix(f" {end.year}") if language == "en" else label.removeprefix(f"{start.year}年")


def months_label(first: int, last: int, language: str) -> str:
    """Months of a year, from 1: Jan–Sep, or 1～9月; one month alone by its name."""
    return period_labels.months_told(first, last, language)


def month_label(day: date, language: str) -> str:
    """A month: Mar 2022, or 2022年（令和4年）3月."""
    if language == "en":
        return f"{months_label(day.month, day.month, language)} {day.year}"
    return f"{with_eras(f'{day.year}年', era_year(day), language)}{day.month}月"


def dates_label(start: date, end: date | None, precision: str, language: str) -> str:
    """One date, or first and last, no more exact than ``precision`` (day, month, year): FY2021–FY2023, 2024.

    From 1 April to 31 March of any later year are fiscal years.
    """
    if end and are_fiscal_years(start, end):
        return _fiscal_years(start.year, end.year - 1, language)
    label_of = {"day": day_label, "month": month_label}.get(precision, _year_of_day)
    if end is None or label_of(start, language) == label_of(end, language):
        return label_of(start, language)
    return f"{label_of(start, language)}{'–' if language == 'en' else '～'}{label_of(end, language)}"


def are_fiscal_years(start: date, end: date) -> bool:
    """Whether these are the first and last day of one or more fiscal years."""
    return (start.month, start.day, end.month, end.day) == (4, 1, 3, 31)


def _fiscal_years(first: int, last: int, language: str) -> str:
    if language == "en":
        return f"FY{first}" if first == last else f"FY{first}–FY{last}"
    if first == last:
        return period_label(date(first, 4, 1), date(last + 1, 3, 31), "FY", language)
    begin, end = (era_year(date(year, 12, 31)).removesuffix("年") for year in (first, last))
    # An era is named once: 令和3～5年度.
    return with_eras(f"{first}～{last}年度", f"{begin}～{end.removeprefix(begin[:2])}年度", language)


def _year_of_day(day: date, language: str) -> str:
    return year_label(day.year, language)


def day_label(day: date, language: str) -> str:
    """A day: 2026-11-23, or 2026年11月23日, by the era where that alone is wanted."""
    if language == "en":
        return day.isoformat()
    year = (eras_in(language) == ONLY and era_year(day)) or f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
