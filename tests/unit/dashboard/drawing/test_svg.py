"""A picture's own marks, each saying what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from scenes import (
    EVERYTHING,
    SIZES,
    SVG,
    columns_with_everything,
    event,
    lines_with_everything,
    mark,
    marks_in,
    numbers_in,
    observations_in,
    panel,
    picture,
    rated,
    revised,
    scene,
    series,
    stacked,
    words_in,
)

from dashboard.drawing.svg import svg
from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.scene import COLUMNS, EARLIER, LINE, NEWEST, PRINT, Scene, Series


def counted(role: str, *values: int | None) -> Scene:
    marks = (
        mark(2020 + n, value, spoken=f"{2020 + n}: {value} <&>", key=f"s/{2020 + n}")
        for n, value in enumerate(values)
    )
    return scene(panel(Series("s", "S", role, 0, tuple(marks))))


def shape_of(element: ElementTree.Element) -> ElementTree.Element:
    return element.findall(f"{SVG}path")[-1]


def symbols(root: ElementTree.Element) -> dict[str, tuple[str, str]]:
    """The outline and the filling of each mark."""
    return {
        key: (shape_of(one).get("d", ""), shape_of(one).get("fill", ""))
        for key, one in marks_in(root).items()
    }


@pytest.mark.parametrize("role", [COLUMNS, LINE])
def test_every_observation_is_a_labelled_link_and_a_gap_is_nothing(role: str) -> None:
    links = list(picture(counted(role, 5, None, 0, 7)).iter(f"{SVG}a"))
    assert [link.get("data-observation") for link in links] == ["s/2020", "s/2022", "s/2023"]
    assert [link.findtext(f"{SVG}title") for link in links] == ["2020: 5 <&>", "2022: 0 <&>", "2023: 7 <&>"]
    assert [link.findtext(f"{SVG}title") for link in links] == ["2020: 5 <&>", "2022: 0 <&>", "2023: 7 <&>"]
    assert all(link.get("href") == "/sources#a" for link in links)
    assert all(link.find(f"{SVG}path") is not None for link in links)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_every_mark_and_event_is_drawn_once(name: str, size: theme.Size) -> None:
    drawn = EVERYTHING[name]()
    shown = [one.key for one in drawn.marks] + [one.key for one in drawn.events]
    assert sorted(observations_in(picture(drawn, size))) == sorted(shown)


def test_a_label_goes_to_its_own_mark_in_every_panel() -> None:
    rising, steady = series({2021: 10, 2022: 20}), series({2021: 80_000, 2022: 80_000}, name="t", look=1)
    marks = marks_in(picture(scene(panel(rising), panel(steady))))
    heights = {key: numbers_in(shape_of(one).get("transform", ""))[1] for key, one in marks.items()}
    assert heights["t/2021"] == heights["t/2022"] > heights["s/2021"] > heights["s/2022"]


def test_a_mark_without_an_address_is_labelled_and_no_link() -> None:
    root = picture(counted(LINE, 5), address=lambda _: "")
    assert not list(root.iter(f"{SVG}a"))
    (one,) = marks_in(root).values()
    assert (one.tag, one.findtext(f"{SVG}title"), one.get("role")) == (f"{SVG}g", "2020: 5 <&>", "img")


def test_the_address_of_a_mark_and_an_event_is_what_is_asked_to_be_written() -> None:
    root = picture(lines_with_everything(), address=lambda address: f"https://a.example/?x=1&y=2{address}")
    hrefs = {link.get("href") for link in root.iter(f"{SVG}a")}
    assert hrefs == {"https://a.example/?x=1&y=2/sources#a", "https://a.example/?x=1&y=2#e"}


@pytest.mark.parametrize("name", EVERYTHING)
def test_equal_scenes_give_equal_bytes_whatever_was_drawn_before(name: str) -> None:
    def written() -> str:
        lay_out.cache_clear()
        return svg(EVERYTHING[name](), theme.WIDE, title="t", description="", prefix="p")

    first = written()
    svg(EVERYTHING[name](), theme.NARROW, title="other", description="", prefix="q")
    assert written() == first


@pytest.mark.parametrize("build", [columns_with_everything, stacked])
def test_two_pictures_on_one_page_share_no_id(build: Callable[[], Scene]) -> None:
    one, other = (
        {element.get("id") for element in picture(build(), prefix=prefix).iter() if element.get("id")}
        for prefix in ("p", "q")
    )
    assert one
    assert not one & other


@pytest.mark.parametrize("build", [columns_with_everything, stacked])
def test_references_inside_a_picture_meet_their_target_and_none_is_defined_twice(
    build: Callable[[], Scene],
) -> None:
    root = picture(build())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    references = {
        value.removeprefix("url(#").removesuffix(")")
        for element in root.iter()
        for value in element.attrib.values()
        if "url(" in value
    }
    assert references == set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_transparent_picture_has_no_ground_and_is_else_the_same(name: str) -> None:
    plain, clear = (
        svg(EVERYTHING[name](), theme.WIDE, title="", description="", prefix="p", is_transparent=transparent)
        for transparent in (False, True)
    )
    height = lay_out(EVERYTHING[name](), theme.WIDE).size.height
    assert plain.replace(f'<path d="M0,0H780V{height}H0Z" fill="#FFFFFF"/>', "", 1) == clear != plain


def test_a_picture_says_its_title_and_description_and_its_size() -> None:
    root = picture(counted(LINE, 5), title="A <title> & more", description="What it shows")
    assert root.get("aria-label") == root.findtext(f"{SVG}title") == "A <title> & more"
    assert root.findtext(f"{SVG}desc") == "What it shows"
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == ("0 0 780 420", "780", "420")


def test_text_stays_text_in_both_languages() -> None:
    assert "海賊等事案 Incidents" in words_in(
        picture(scene(panel(series({2021: 5}), title="海賊等事案 Incidents")))
    )


def test_a_japanese_text_is_measured_as_wide_as_it_is() -> None:
    assert text_width("海賊等事案", 20) == 100


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    title = "a\x00\x01\x1f\ud800\ufffe\uffffb"
    assert "ab" in words_in(picture(scene(panel(series({2021: 5}), title=title)), title=title))


def test_many_threads_may_draw_at_once() -> None:
    def count(number: int) -> int:
        lay_out.cache_clear()
        return len(observations_in(picture(counted(COLUMNS, number, number + 1), prefix=f"t{number}")))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(count, range(1, 25))) == [2] * 24


def test_a_line_stops_at_a_gap_and_passes_a_part_year_by() -> None:
    counts = series({2014: 70, 2015: 71, 2017: 90, 2018: 30, 2019: 40, 2020: 50}, partial=(2019,))
    root = picture(scene(panel(counts)))
    (line,) = [one for one in root.iter(f"{SVG}path") if one.get("class") == "line"]
    assert line.get("d", "").count("M") == 2
    assert line.get("d", "").count("L") == 2
    assert len(observations_in(root)) == 6


@pytest.mark.parametrize("lines", [2, 3])
def test_of_equal_counts_of_several_lines_each_mark_is_seen_around_the_next(lines: int) -> None:
    """The one drawn last has its usual size; where counts differ, all have it."""
    drawn = [
        Series(
            name, name, LINE, look, (mark(2021, 8, key=f"{name}/2021"), mark(2022, look, key=f"{name}/2022"))
        )
        for look, name in enumerate("stu"[:lines])
    ]
    wide = {
        key: max(numbers_in(outline)) - min(numbers_in(outline))
        for key, (outline, _) in symbols(picture(scene(panel(*drawn)))).items()
    }
    sizes = [wide[f"{one.id}/2021"] / wide[f"{one.id}/2022"] for one in drawn]
    assert all(outer >= inner + 0.45 for outer, inner in pairwise(sizes))
    assert sizes[-1] == pytest.approx(1, rel=0.02)


def test_a_part_year_is_hollow_and_a_whole_one_solid() -> None:
    drawn = symbols(picture(scene(panel(series({2018: 30, 2019: 40}, partial=(2019,))))))
    assert (drawn["s/2018"][1], drawn["s/2019"][1]) == (theme.STYLES[0].colour, theme.PAPER)


def test_columns_of_part_years_are_hatched_provisional_ones_dotted_and_a_zero_has_an_edge() -> None:
    root = picture(columns_with_everything())
    fills = {key: fill for key, (_, fill) in symbols(root).items()}
    assert fills["s/2021"] == theme.STYLES[0].colour
    assert "dotted" in fills["s/2022"]
    assert "diagonal" in fills["s/2023"]
    zero = shape_of(marks_in(root)["s/2022"])
    assert float(zero.get("stroke-width", "0")) > 0
    assert "0" in words_in(root)


def test_wholes_are_hollow_and_parts_lie_over_them() -> None:
    root = picture(stacked())
    fills = {key: fill for key, (_, fill) in symbols(root).items()}
    assert fills["w/2022"] == fills["w/2023"] == theme.PAPER
    order = observations_in(root)
    assert order.index("w/2023") < order.index("a/2023") < order.index("b/2023")


def test_rates_have_an_interval_with_an_end_at_each_limit_and_no_line_joins_them() -> None:
    root = picture(rated())
    (plot,) = lay_out(rated(), theme.WIDE).plots
    classes = [one.get("class") for one in root.iter(f"{SVG}path")]
    assert (classes.count("interval"), classes.count("line")) == (3, 0)
    (bar,) = [one for one in marks_in(root)["s/2022"] if one.get("class") == "interval"]
    _, low, high, *_ = numbers_in(bar.get("d", ""))
    assert (low, high) == pytest.approx((plot.y(3.3), plot.y(13.2)), abs=0.01)
    assert symbols(root)["s/2025"][1] == theme.PAPER, "not exact, so hollow"


def test_earlier_editions_are_hollow_the_newest_solid_and_prints_crosses() -> None:
    drawn = symbols(picture(revised([(EARLIER, 0), (NEWEST, 3), (PRINT, 5)])))
    assert list(drawn) == ["1/earlier/0", "1/newest/3", "1/print/5"]
    (earlier, hollow), (newest, solid), (crossed, _) = drawn.values()
    assert (hollow, solid) == (theme.PAPER, theme.STYLES[0].colour)
    assert earlier == newest != crossed


def test_each_event_is_one_labelled_numbered_mark_in_the_shape_of_its_kind() -> None:
    events = (event(1, 2021, kind="shock"), event(2, 2021.5, 2023), event(3, 2022.5))
    root = picture(scene(panel(series(dict.fromkeys((2021, 2022, 2023), 50))), events=events))
    marks = {key: one for key, one in marks_in(root).items() if key.startswith("event/")}
    assert list(marks) == ["event/1", "event/2", "event/3"]
    assert [one.findtext(f"{SVG}title") for one in marks.values()] == ["Event 1", "Event 2", "Event 3"]
    assert [one.findtext(f"{SVG}text") for one in marks.values()] == ["1", "2", "3"]
    outlines = [shape_of(one).get("d") for one in marks.values()]
    assert outlines[0] != outlines[1] == outlines[2]


def test_a_mark_of_several_events_is_broader_counts_and_tells_them_and_leads_to_the_list() -> None:
    counts = panel(series(dict.fromkeys(range(1990, 2024), 50)))
    for kind in theme.EVENTS:
        near = tuple(event(number, 2020 + number / 10, kind=kind) for number in (1, 2, 3))
        marks = marks_in(picture(scene(counts, events=near)))
        (mark,) = (one for key, one in marks.items() if key.startswith("event/"))
        (alone,) = (
            one for key, one in marks_in(picture(scene(counts, events=near[:1]))).items() if key == "event/1"
        )
        assert mark.findtext(f"{SVG}text") == "1–3"
        head, *lines = mark.findtext(f"{SVG}title", "").split("\n")
        assert head == f"{kind}, 3 events:"
        assert lines == [f"{one.number}: {one.title} ({one.dates})" for one in near]
        assert mark.get("href") == "#event-1"
        assert shape_of(mark).get("d") != shape_of(alone).get("d")
    together, single = (lay_out(scene(counts, events=shown), theme.WIDE) for shown in (near, near[:1]))
    assert together.events[0].width > single.events[0].width


def groups_in(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter(f"{SVG}g") if one.get("class") == name]


def numbers_of(element: ElementTree.Element, name: str) -> list[float]:
    return [float(number) for number in element.get(f"data-{name}", "").split(" ")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_each_plot_has_its_box_and_its_years_as_data(name: str, size: theme.Size) -> None:
    plots = lay_out(EVERYTHING[name](), size).plots
    groups = groups_in(picture(EVERYTHING[name](), size), "plot")
    assert [numbers_of(group, "box") for group in groups] == [
        pytest.approx([plot.left, plot.top, plot.right, plot.bottom], abs=0.01) for plot in plots
    ]
    assert [numbers_of(group, "years") for group in groups] == [
        pytest.approx([plot.first, plot.last], abs=0.01) for plot in plots
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_each_mark_has_its_year_and_its_place_as_data_in_the_group_of_its_series(
    name: str, size: theme.Size
) -> None:
    layout, root = lay_out(EVERYTHING[name](), size), picture(EVERYTHING[name](), size)
    for plot, group in zip(layout.plots, groups_in(root, "plot"), strict=True):
        for placed, own in zip(plot.series, groups_in(group, "series"), strict=True):
            told = {key: numbers_of(mark, "at") for key, mark in marks_in(own).items()}
            assert told == {
                mark.mark.key: pytest.approx([mark.mark.x, mark.x, mark.y], abs=0.01) for mark in placed.marks
            }
            series = placed.series
            assert (own.get("data-series"), own.get("data-name")) == (series.id, series.label)
            assert (own.get("data-role"), own.get("data-look")) == (series.role, str(series.look))
    events = {key: numbers_of(mark, "at") for key, mark in marks_in(root).items() if key.startswith("event/")}
    assert events == {
        place.event.key: pytest.approx([place.event.start, place.x, place.y], abs=0.01)
        for place in layout.events
    }


def test_a_series_has_the_sign_and_the_ink_that_it_is_drawn_with() -> None:
    lines = groups_in(picture(lines_with_everything()), "series")
    assert [(one.get("data-sign"), one.get("data-ink")) for one in lines] == [
        (theme.SIGNS[theme.STYLES[look].symbol], theme.STYLES[look].colour) for look in (0, 1)
    ]
    whole, *parts, alone = groups_in(picture(stacked()), "series")
    assert (whole.get("data-sign"), whole.get("data-ink")) == ("■", theme.HOLLOW)
    assert [part.get("data-sign") for part in parts] == ["■", "■"]
    assert alone.get("data-sign") == theme.SIGNS[theme.STYLES[0].symbol]


def test_the_line_of_a_series_is_in_its_group_so_that_it_is_hidden_with_its_marks() -> None:
    root = picture(lines_with_everything())
    inside = [path for group in groups_in(root, "series") for path in group.iter(f"{SVG}path")]
    lines = [path for path in root.iter(f"{SVG}path") if path.get("class") == "line"]
    assert lines
    assert all(any(path is one for one in inside) for path in lines)


def test_a_mark_says_its_period_value_and_source_as_data_whatever_they_hold() -> None:
    known = mark(2021, 5, period="2021", said='5 "<&>', source="A & B, table 1")
    (one,) = marks_in(picture(scene(panel(Series("s", "S <&>", LINE, 0, (known,)))))).values()
    told = {name: one.get(f"data-{name}") for name in ("period", "said", "source")}
    assert told == {"period": "2021", "said": '5 "<&>', "source": "A & B, table 1"}


def test_a_mark_whose_parts_are_not_known_has_no_empty_data() -> None:
    (one,) = marks_in(picture(counted(LINE, 5))).values()
    assert not {f"data-{name}" for name in ("period", "said", "source")} & one.attrib.keys()


def test_a_value_and_a_name_have_the_look_of_their_series_and_other_words_have_none() -> None:
    root = picture(lines_with_everything())
    looks = {
        "".join(text.itertext()): text.get("data-look")
        for text in root
        if text.tag == f"{SVG}text" and "Series" not in "".join(text.itertext())
    }
    named = [
        text.get("data-look") for text in root.iter(f"{SVG}text") if (text.text or "").startswith("Series ")
    ]
    assert sorted(filter(None, named)) == ["0", "1"]
    assert (looks["30"], looks["5"]) == ("0", "1")
    assert looks["Incidents"] is None


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_picture_says_whether_its_panels_share_their_years(name: str) -> None:
    is_shared = name not in ("revisions", "grid")
    assert (picture(EVERYTHING[name]()).get("data-shared") == "yes") is is_shared
