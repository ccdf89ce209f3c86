"""A component tree as HTML says what its components say, and nothing that was smuggled into it."""

from __future__ import annotations

import pytest
from dash import dcc, html
from markupsafe import Markup

from dashboard.markup.html import CannotWrite, dashed, element, to_html


@pytest.mark.parametrize(
    ("component", "written"),
    [
        (html.P("a < b & c"), "<p>a &lt; b &amp; c</p>"),
        (html.A("x", href='"><script>', className="c"), '<a href="&quot;&gt;&lt;script&gt;" class="c">x</a>'),
        (html.Div([None, "a", 1, html.Br()]), "<div>a1<br></div>"),
        (html.Label("x", htmlFor="y"), '<label for="y">x</label>'),
        (dcc.Input(name="n", value='"<', type="text"), '<input name="n" value="&quot;&lt;" type="text">'),
        (html.Details("x", open=True), "<details open>x</details>"),
        (html.Select([], hidden=False, multiple=True), "<select multiple></select>"),
        (
            html.Span("x", style={"fontSize": "3px", "color": "red"}),
            '<span style="font-size:3px;color:red">x</span>',
        ),
        (html.Th("x", colSpan=4, **{"aria-label": "y"}), '<th colspan="4" aria-label="y">x</th>'),
        (html.Span("x", **{"aria-hidden": True}), '<span aria-hidden="true">x</span>'),
        (html.Span("x", **{"aria-expanded": False}), '<span aria-expanded="false">x</span>'),
        (html.Table(html.Colgroup(html.Col())), "<table><colgroup><col></colgroup></table>"),
        (html.Div([Markup("<b>a &lt; b</b>"), "<b>"]), "<div><b>a &lt; b</b>&lt;b&gt;</div>"),
    ],
)
def test_a_component_is_written_as_its_tag(component: object, written: str) -> None:
    found = to_html(component)
    assert sorted(found.replace(">", " ").split(" ")) == sorted(written.replace(">", " ").split(" "))


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        (
            element("input", type="hidden", name="n", value='"><script>'),
            '<input type="hidden" name="n" value="&quot;&gt;&lt;script&gt;">',
        ),
        (
            element("input", type="checkbox", checked=True, **{"class": None}),
            '<input type="checkbox" checked>',
        ),
        (
            element("form", ["<b>", html.B("a")], **dashed(hx_post="/x?a=1&b=2")),
            '<form hx-post="/x?a=1&amp;b=2">&lt;b&gt;<b>a</b></form>',
        ),
    ],
)
def test_an_element_that_dash_does_not_have_is_escaped_as_all_others(markup: str, written: str) -> None:
    assert markup == written
    assert to_html(html.Div(markup)) == f"<div>{written}</div>"


@pytest.mark.parametrize(
    ("component", "name"),
    [
        (dcc.Dropdown(), "dash_core_components.Dropdown"),
        (dcc.Graph(id="g"), "dash_core_components.Graph"),
        (dcc.Location(id="l"), "dash_core_components.Location"),
        (dcc.Store(id="s"), "dash_core_components.Store"),
    ],
)
def test_a_component_that_only_scripts_of_dash_can_draw_is_refused_by_its_name(
    component: object, name: str
) -> None:
    with pytest.raises(CannotWrite, match=name):
        to_html(html.Div(component))
