"""Charts at their limits: very long Japanese names, one year alone, nothing but zeros, large counts, and six
series over thirty years. Whatever is written can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scenes import SIZES, cut, edges, panel, scene, touching, written_in

from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import START
from dashboard.scene.scene import COLUMNS, LINE, Break, Mark, Panel, Scene, Series, Window, role_of_counts

NAMES = (
    "アジア海賊対策地域協力協定情報共有センター　マラッカ・シンガポール海峡及び周辺海域（既遂及び未遂）",
    "外務省　ソマリア沖・アデン湾における海賊等事案（乗組員の拘束を伴うもの）",
    "国際海事局　東南アジア及び東アジア（全件、年央における速報値）",
    "海上保安庁　東南アジア",
    "国際海事機関　南シナ海",
    "国土交通省　日本関係船舶",
)
WINDOWS = (Window(2021, 2023, "評価対象年"),)
BREAKS = (Break(2020.5, "系列の断絶（東南アジア及び東アジアの定義変更）"),)


def members(count: int, years: range, value: Callable[[int, int], int]) -> tuple[Series, ...]:
    all_marks = tuple(
        tuple(
            Mark(year, value(number, year), f"{value(number, year):,}", "", f"{number}/{year}", "/s")
            for year in years
        )
        for number in range(count)
    )
    role = role_of_counts(all_marks)
    return tuple(
        Series(f"{number}", NAMES[number], role, number, marks) for number, marks in enumerate(all_marks)
    )


def counted(count: int, years: range, value: Callable[[int, int], int]) -> Scene:
    drawn = panel(*members(count, years, value), first=years[0], last=years[-1], title="年間件数")
    return scene(drawn, language="ja", windows=WINDOWS, breaks=BREAKS if len(years) > 1 else ())


def side_by_side() -> Scene:
    panels = [
        panel(one, first=2019, last=2025, title=one.label, group="アジア")
        for one in members(6, range(2019, 2026), lambda number, year: (year * 7 + number) % 50)
    ]
    return scene(*panels, language="ja", is_grid=True)


def _scattered(number: int, year: int) -> int:
    return 40 + (year * 7919 + number * 104_729) % 200


EXTREMES: dict[str, Scene] = {
    "long names": counted(6, range(2015, 2026), lambda number, year: 20 * number + year % 7 * 4 + 10),
    "long names, small counts": counted(3, range(2015, 2026), lambda number, year: (year * 7 + number) % 10),
    "one year": counted(3, range(2023, 2024), lambda number, _: 30 * number + 12),
    "one year, small counts": counted(3, range(2023, 2024), lambda number, _: 3 * number),
    "zeros": counted(2, range(2015, 2026), lambda *_: 0),
    "zeros beside counts": counted(4, range(2015, 2026), lambda number, _: 50 if number == 3 else 0),
    "large counts": counted(2, range(1996, 2026), lambda number, year: 500 * _scattered(number, year)),
    "30 years of 6 series": counted(6, range(1996, 2026), _scattered),
    "30 years of 6 series of small counts": counted(
        6, range(1996, 2026), lambda number, year: _scattered(number, year) % 10
    ),
    "panels side by side": side_by_side(),
}
DRAWN = [
    pytest.param(drawn, size, id=f"{name}-{size.window}{'-card' if size.is_card else ''}")
    for name, drawn in EXTREMES.items()
    for size in SIZES
    if not (size.is_card and drawn.is_grid)
]


@pytest.mark.parametrize(("drawn", "size"), DRAWN)
def test_no_two_texts_lie_over_each_other_and_no_edge_cuts_one(drawn: Scene, size: theme.Size) -> None:
    layout = lay_out(drawn, size)
    assert len(list(written_in(layout))) > 4
    assert not touching(layout)
    assert not cut(layout)


@pytest.mark.parametrize(("drawn", "size"), DRAWN)
def test_a_column_is_wide_enough_and_a_mark_clear_of_the_years(drawn: Scene, size: theme.Size) -> None:
    for plot in lay_out(drawn, size).plots:
        year = (plot.right - plot.left) / (plot.last - plot.first)
        years_begin = plot.bottom + 6 + plot.tick_size * 0.62 - plot.tick_size * 0.36
        for series in plot.series:
            assert series.series.role != COLUMNS or series.width * year >= 3
            if series.series.role == LINE:
                assert all(
                    mark.y + series.size * mark.wider / 2 <= years_begin + 0.5 for mark in series.marks
                )


def test_a_name_too_long_for_its_place_says_so_and_keeps_its_count() -> None:
    (plot,) = lay_out(EXTREMES["long names"], theme.WIDE).plots
    names = [name.text for name in plot.names]
    assert sum("…" in name for name in names) >= 2
    assert all(name.rpartition("  ")[2].isdigit() for name in names)
    assert all(text_width(name.text, name.size) <= theme.WIDE.width - plot.right for name in plot.names)


def test_names_of_panels_stay_above_their_own() -> None:
    layout = lay_out(side_by_side(), theme.WIDE)
    width = layout.plots[0].right - layout.plots[0].left
    names = [text for text in layout.words if text.weight == 700]
    assert len(names) == len(NAMES)
    assert all(name.anchor == START and edges(name)[2] - edges(name)[0] <= width + 0.5 for name in names)


def test_small_counts_are_columns_until_these_are_too_many() -> None:
    def role(count: int) -> str:
        first: Panel = counted(count, range(1996, 2026), lambda *_: 3).panels[0]
        return first.series[0].role

    assert [role(count) for count in (1, 3, 4, 6)] == [COLUMNS, COLUMNS, LINE, LINE]
