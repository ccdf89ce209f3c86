"""The first picture: the figure's own marks, each saying what it stands for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard import pictures
from dashboard.pictures import MarkLabel, MarksDoNotMatch, draw_svg

SVG = "{http://www.w3.org/2000/svg}"


def figure(kind: str, values: list[int | None], title: str = "") -> dict[str, Any]:
    trace: dict[str, Any] = {"type": kind, "x": list(range(2020, 2020 + len(values))), "y": values}
    if kind == "bar":
        trace["marker"] = {"line": {"width": 1}}
    note = {"text": title, "x": 1, "y": 1, "xref": "paper", "yref": "paper", "showarrow": False}
    return {"data": [trace], "layout": {"annotations": [note] if title else [], "showlegend": False}}


def labels_for(values: list[int | None]) -> list[MarkLabel | None]:
    return [
        None if value is None else MarkLabel(f"{2020 + i}: {value} <&>", f"s/{2020 + i}", "/sources#a")
        for i, value in enumerate(values)
    ]


def draw(kind: str, values: list[int | None], *, prefix: str = "p", title: str = "") -> ElementTree.Element:
    drawn = draw_svg(
        figure(kind, values, title),
        width=400,
        height=300,
        labels=[labels_for(values)],
        title="A title",
        description="A description",
        prefix=prefix,
    )
    return ElementTree.fromstring(drawn)


@pytest.mark.parametrize("kind", ["bar", "scatter"])
def test_every_observation_is_a_labelled_link_and_a_gap_is_nothing(kind: str) -> None:
    links = list(draw(kind, [5, None, 0, 7]).iter(f"{SVG}a"))
    assert [link.get("data-observation") for link in links] == ["s/2020", "s/2022", "s/2023"]
    assert [link.get("aria-label") for link in links] == ["2020: 5 <&>", "2022: 0 <&>", "2023: 7 <&>"]
    assert all(link.get("href") == "/sources#a" for link in links)
    assert all(link.find(f"{SVG}title") is not None and link.find(f"{SVG}path") is not None for link in links)


def test_a_picture_with_other_marks_than_observations_is_refused() -> None:
    with pytest.raises(MarksDoNotMatch):
        draw_svg(
            figure("scatter", [1, 2, 3]),
            width=400,
            height=300,
            labels=[labels_for([1, 2])],
            title="",
            description="",
            prefix="p",
        )


def trace_of(kind: str, values: list[int | None], **more: Any) -> dict[str, Any]:
    return {"type": kind, "mode": "lines+markers", "x": [*range(len(values))], "y": values, **more}


def marks_of(data: list[dict[str, Any]], names: list[str], layout: dict[str, Any]) -> dict[str, float]:
    """How high on the picture each labelled mark stands; traces without a name are not labelled."""
    drawn = draw_svg(
        {"data": data, "layout": layout},
        width=400,
        height=300,
        labels=[
            [MarkLabel(name, f"{name}{i}", "/s") for i in range(len(trace["y"]))] if name else []
            for name, trace in zip(names, data, strict=True)
        ],
        title="",
        description="",
        prefix="p",
    )
    return {
        link.get("data-observation", ""): float(path.get("transform", "").split(",")[1].rstrip(")"))
        for link in ElementTree.fromstring(drawn).iter(f"{SVG}a")
        if (path := link.find(f"{SVG}path")) is not None and "translate" in path.get("transform", "")
    }


def test_a_label_goes_to_its_own_trace_where_the_engine_draws_columns_first() -> None:
    data = [trace_of("scatter", [5, 6, 7]), trace_of("bar", [1, 2, 3])]
    assert set(marks_of(data, ["line", "column"], {})) == {"line0", "line1", "line2"}


@pytest.mark.parametrize(
    "layout",
    [
        {"yaxis": {"domain": [0, 0.4]}, "yaxis2": {"domain": [0.6, 1], "range": [0, 9]}},
        {"yaxis": {"range": [0, 9]}, "yaxis2": {"overlaying": "y", "range": [0, 9]}},
    ],
)
def test_a_label_goes_to_its_own_trace_where_the_engine_draws_axes_in_another_order(
    layout: dict[str, Any],
) -> None:
    data = [trace_of("scatter", [8, 8], yaxis="y2"), trace_of("scatter", [1, 2])]
    heights = marks_of(data, ["upper", "lower"], {"yaxis": {}, **layout})
    assert heights["upper0"] == heights["upper1"]
    assert heights["lower0"] > heights["lower1"]


@pytest.mark.parametrize("kind", ["bar", "scatter"])
def test_a_trace_that_is_no_observation_gets_no_label(kind: str) -> None:
    data = [trace_of(kind, [1, 1, 1]), trace_of("scatter", [5, 6, 7])]
    assert set(marks_of(data, ["", "seen"], {})) == {"seen0", "seen1", "seen2"}


def test_a_label_for_a_gap_is_refused_even_where_the_numbers_agree() -> None:
    labels = [*labels_for([1, 2]), None]
    with pytest.raises(MarksDoNotMatch, match=r"\(0, 2\).*\(0, 1\)"):
        draw_svg(
            figure("scatter", [5, None, 7]),
            width=400,
            height=300,
            labels=[labels],
            title="",
            description="",
            prefix="p",
        )


def test_a_mark_without_an_address_is_labelled_and_no_link() -> None:
    drawn = draw_svg(
        figure("scatter", [5]),
        width=400,
        height=300,
        labels=[[MarkLabel("2020: 5", "s/2020", "")]],
        title="",
        description="",
        prefix="p",
    )
    root = ElementTree.fromstring(drawn)
    assert not list(root.iter(f"{SVG}a"))
    marks = [one for one in root.iter(f"{SVG}g") if one.get("data-observation") == "s/2020"]
    assert [(one.get("aria-label"), one.get("role")) for one in marks] == [("2020: 5", "img")]


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    texts = ["".join(text.itertext()) for text in draw("bar", [1], title="a\x01b").iter(f"{SVG}text")]
    assert "ab" in texts


def test_equal_input_gives_equal_bytes_even_from_a_new_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def bytes_now() -> bytes:
        pictures._drawn.cache_clear()
        return ElementTree.tostring(draw("bar", [1, 2, 3]))

    first = bytes_now()
    assert bytes_now() == first
    monkeypatch.setattr(pictures, "RENDERS_PER_ENGINE", 0)
    assert bytes_now() == first


def test_a_picture_does_not_depend_on_what_was_drawn_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(size: int) -> bytes:
        pictures._drawn.cache_clear()
        figure = {
            "data": [{"type": "bar", "x": [1], "y": [62], "text": ["62"], "textposition": "outside"}],
            "layout": {"font": {"size": size}, "xaxis": {"visible": False}, "yaxis": {"visible": False}},
        }
        label = MarkLabel(text="62", key="s/1", href="")
        return draw_svg(
            figure, width=300, height=200, labels=[[label]], title="t", description="", prefix="p"
        ).encode()

    monkeypatch.setattr(pictures, "RENDERS_PER_ENGINE", 0)
    alone = drawn(20)
    drawn(11)
    monkeypatch.undo()
    assert drawn(20) == alone


def test_two_pictures_on_one_page_share_no_id() -> None:
    one, other = (
        {element.get("id") for element in draw("bar", [1, 2], prefix=prefix).iter() if element.get("id")}
        for prefix in ("p", "q")
    )
    assert one
    assert not one & other


def test_references_inside_a_picture_still_meet_their_target() -> None:
    root = draw("scatter", [1, 2])
    ids = {element.get("id") for element in root.iter()}
    references = [
        value.split("#")[1].split("'")[0].split(")")[0].strip('"')
        for element in root.iter()
        for value in element.attrib.values()
        if "url(" in value
    ]
    assert references
    assert set(references) <= ids


def test_text_stays_text_in_both_languages() -> None:
    texts = {
        "".join(text.itertext()) for text in draw("bar", [1], title="海賊等事案 Incidents").iter(f"{SVG}text")
    }
    assert "海賊等事案 Incidents" in texts


def test_a_japanese_text_is_measured_as_wide_as_it_is() -> None:
    width = float(pictures._measure("海賊等事案", "any", "20").split(",")[0])
    assert width == 100


def test_many_threads_may_draw_at_once() -> None:
    def count(number: int) -> int:
        return len(list(draw("bar", [number, number + 1], prefix=f"t{number}").iter(f"{SVG}a")))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(count, range(1, 25))) == [2] * 24
