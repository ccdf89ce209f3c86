"""Find the series that a figure belongs to, from what its row, its column and the analyst say.

A name leads to one known series or to a question; nothing is chosen between two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest.answers import Answers
from ingest.checked import CheckedFigure
from ingest.tidy.columns import meaning_of
from ingest.vocabulary import Vocabulary, key_of


@dataclass(frozen=True)
class Naming:
    """A series, or the code of the question to ask and its facts.

    ``definable`` is the area and category of which a new series could be made at once.
    """

    series: str | None
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    definable: tuple[str, str] | None = None


WORKED_OUT = "series-worked-out"
"""The problem of figures for a series that takes them from its parts."""
MOST_SUGGESTIONS = 100
"""Looking for the nearest spelling takes a while; nobody reads more of them."""

NAMES_A_FIELD = ("period", "area", "category", "series", "value", "unit")
"""Headers that beside a label say what it is of, not what is counted."""

Names = tuple[str | None, str | None, str | None, tuple[str, ...], str | None]


def names_of(figure: CheckedFigure) -> Names:
    """All that a figure's row and column say of its series."""
    cell = figure.cell
    return (cell.series, cell.area, cell.category, cell.labels, cell.publisher)


def whole_name(names: Names) -> str:
    """All names of a figure as one text, which an answer can give its series to."""
    series, area, category, labels, _publisher = names
    return " / ".join(text for text in (series, area, category, *labels) if text)


def name_series(
    figures: Iterable[CheckedFigure], vocabulary: Vocabulary, answers: Answers, *, publisher: str | None
) -> dict[Names, Naming]:
    """What each set of names leads to that an open figure bears.

    ``publisher`` is that of the publication cited for the whole file, where one is.
    """
    names_in_file = {names_of(figure) for figure in figures if figure.is_open}
    resolver = _Resolver(vocabulary, answers, publisher, only_one=len(names_in_file) == 1)
    return {names: resolver.resolve(names) for names in names_in_file}


def with_series(
    figures: Iterable[CheckedFigure], namings: Mapping[Names, Naming]
) -> tuple[CheckedFigure, ...]:
    """The figures, each open one with the series that its names lead to."""
    return tuple(
        figure.named(namings[names_of(figure)].series) if figure.is_open else figure for figure in figures
    )


class _Resolver:
    def __init__(
        self, vocabulary: Vocabulary, answers: Answers, publisher: str | None, *, only_one: bool
    ) -> None:
        self.vocabulary, self.answers = vocabulary, answers
        self.publisher, self.only_one = publisher, only_one
        self.unknown = 0

    def resolve(self, names: Names) -> Naming:
        series_text, area_text, category_text, labels, publisher_text = names
        whole = whole_name(names)
        for text in (whole, series_text, area_text, category_text, *labels, self.answers.series):
            if text is not None and (parts := self._parts_of(text)):
                return Naming(None, WORKED_OUT, {"found": text, "wanted": ", ".join(parts)})
        target = self._target(meaning_of(whole, self.answers.mapping) or "")
        if target is not None and target[0] == "series":
            return Naming(target[1])
        publisher = self.publisher
        if publisher_text is not None:
            publisher = self.vocabulary.publishers.get(key_of(publisher_text))
            if publisher is None:
                return Naming(None, "unknown-publisher", {"found": publisher_text})
        choices: dict[str, set[str]] = {}
        texts = [("series", series_text), ("area", area_text), ("category", category_text)]
        for kind, text in [*texts, *((None, label) for label in labels)]:
            if text is None:
                continue
            unknown = self._add(choices, kind, text)
            if unknown is not None and not (self.only_one and self.answers.series):
                return unknown
            if unknown is not None:
                return self._doubted("name-of-series", text)
        if self.answers.series and (not choices or self.only_one):
            return (
                self._series_of_answers()
                if self._fits(choices)
                else self._doubted("series-contradicted", whole)
            )
        return self._choose(choices, publisher, whole)

    def _parts_of(self, text: str) -> tuple[str, ...]:
        """The parts of the series that a text means, where that is one which is worked out from them."""
        meaning = meaning_of(text, self.answers.mapping)
        return self.vocabulary.derived.get(key_of(text if meaning is None else meaning), ())

    def _fits(self, choices: Mapping[str, set[str]]) -> bool:
        """Whether the series that the analyst names is one that the names in the file may mean."""
        row = self.vocabulary.series.get(self.answers.series or "")
        said = {"series": row.id, "area": row.area, "category": row.category} if row is not None else {}
        return all(said.get(kind) in (None, *ids) for kind, ids in choices.items())

    def _doubted(self, code: str, text: str) -> Naming:
        """The question whether a text in the file is the series that the analyst names."""
        series = self.answers.series
        return Naming(None, code, {"found": text, "series": series, "wanted": series})

    def _series_of_answers(self) -> Naming:
        series = self.answers.series or ""
        if series in self.vocabulary.series:
            return Naming(series)
        return self._unknown("series", series)

    def _add(self, choices: dict[str, set[str]], kind: str | None, text: str) -> Naming | None:
        """Narrow down by one name; returns the question where it is not known."""
        meaning = meaning_of(text, self.answers.mapping)
        if meaning is not None:
            target = self._target(meaning)
            return None if target is None else self._narrow(choices, target[0], {target[1]})
        key = key_of(text)
        tables = {
            "series": self.vocabulary.series_names,
            "area": self.vocabulary.areas,
            "category": self.vocabulary.categories,
        }
        is_any = kind == "category" and key not in self.vocabulary.categories  # 区分 may be of anything
        for name, table in tables.items():
            if (kind in (None, name) or is_any) and key in table:
                return self._narrow(choices, name, set(table[key]))
        header = self.vocabulary.headers.get(key, "ignore")
        if kind is None and (header in NAMES_A_FIELD or key in self.vocabulary.totals):
            return None
        if self.vocabulary.headers.get(key) == "value":
            return None  # "incidents" beside a row of counts
        return self._unknown(kind or "area", text)

    def _target(self, meaning: str) -> tuple[str, str] | None:
        if meaning in self.vocabulary.series:
            return ("series", meaning)
        if meaning in self.vocabulary.area_rows:
            return ("area", meaning)
        if meaning in self.vocabulary.category_rows:
            return ("category", meaning)
        return None

    @staticmethod
    def _narrow(choices: dict[str, set[str]], kind: str, ids: set[str]) -> None:
        choices[kind] = choices[kind] & ids if kind in choices else ids

    def _unknown(self, kind: str, text: str) -> Naming:
        self.unknown += 1
        near = self.vocabulary.nearest(text, kind) if self.unknown <= MOST_SUGGESTIONS else None
        return Naming(None, f"unknown-{kind}", {"found": text, "wanted": near or "—"})

    def _choose(self, choices: dict[str, set[str]], publisher: str | None, text: str) -> Naming:
        if not choices:
            return Naming(None, "which-series")
        if "series" in choices:
            rows = [self.vocabulary.series[series] for series in sorted(choices["series"])]
            fitting = [
                row
                for row in rows
                if row.area in choices.get("area", {row.area})
                and row.category in choices.get("category", {row.category})
            ]
            of_publisher = [row for row in fitting if publisher in (None, row.publisher)]
            candidates = [row.id for row in of_publisher or fitting]
            candidates = [series for series in candidates if series == text.strip()] or candidates
        elif "area" not in choices:
            kinds = choices["category"]
            ids = [row.id for row in self.vocabulary.series.values() if row.category in kinds]
            return Naming(None, "which-area", {"found": text, "wanted": ", ".join(ids[:8])})
        else:
            candidates = self.vocabulary.series_of(
                areas=choices["area"], categories=choices.get("category", {"all"}), publisher=publisher
            )
        if len(candidates) == 1:
            return Naming(candidates[0])
        facts = {"found": text, "wanted": ", ".join(candidates[:8])}
        if candidates:
            return Naming(None, "several-series", facts)
        return Naming(None, "no-such-series", facts, self._definable(choices, publisher))

    def _definable(self, choices: dict[str, set[str]], publisher: str | None) -> tuple[str, str] | None:
        """The one area and one category of which a new series could be made; None where these are not
        plain."""
        areas = [
            area
            for area in sorted(choices.get("area", ()))
            if publisher in (None, self.vocabulary.area_rows[area].defined_by)
        ]
        categories = sorted(choices.get("category", {"all"}))
        return (areas[0], categories[0]) if len(areas) == len(categories) == 1 else None
