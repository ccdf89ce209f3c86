"""Explore is the one page that Dash runs; every other answers the hand by our own scripts, or by none."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

import dashboard.pages
from dashboard.charts import charts
from dashboard.collect import collect
from dashboard.pages import Page
from dashboard.web.application import CHART_SCRIPTS, create_app
from dashboard.words import LANGUAGES

PAGES = collect(dashboard.pages, "PAGE", Page)
OTHERS = sorted(PAGES.keys() - {"/explore"})
SOMALIA = "?chart=trend&series=imb-somalia&lang=en"
SCRIPT = re.compile(r"<script[^>]*>", re.S)
ODD = [None, "", "?", "?series=nonsense", "?chart=pie", 7, 2.5, True, ["?"], {"a": 1}, "?" + "x" * 9000]
"""What no browser of ours sends as the query of an address, and any program may."""


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def html(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def scripts(page: str) -> list[str]:
    """The files that a page runs, by their names."""
    return re.findall(r'<script[^>]* src="(?:[^"]*/)?([^"?]+)', page)


def asked(client: FlaskClient, changed: str, inputs: list[Any], state: list[Any]) -> tuple[int, Any]:
    """What Dash's renderer posts when an input changed, and the answer: each output's new value."""
    callbacks = json.loads(client.get("/_dash-dependencies").get_data())
    (callback,) = [one for one in callbacks if changed in [_name(each) for each in one["inputs"]]]
    outputs = [one.rsplit(".", 1) for one in callback["output"].strip(".").split("...")]
    posted = {
        "output": callback["output"],
        "outputs": [{"id": one, "property": name} for one, name in outputs],
        "inputs": [one | {"value": value} for one, value in zip(callback["inputs"], inputs, strict=True)],
        "state": [one | {"value": value} for one, value in zip(callback["state"], state, strict=True)],
        "changedPropIds": [changed],
    }
    answer = client.post("/_dash-update-component", json=posted, headers={"Accept-Encoding": "gzip"})
    body = answer.get_data()
    if "Content-Encoding" in answer.headers:
        body = gzip.decompress(body)
    return answer.status_code, json.loads(body)["response"] if answer.status_code == 200 else None


def _name(place: dict[str, str]) -> str:
    return f"{place['id']}.{place['property']}"


def drawn(client: FlaskClient, search: Any) -> tuple[int, Any]:
    """The figure of an address."""
    status, response = asked(client, "explore-address.search", [search], [])
    return status, response and response["explore-chart"]["figure"]


def marked(
    client: FlaskClient, selected: Any, spans: Any = (), search: Any = SOMALIA
) -> tuple[int, Any, Any]:
    """What is told once years are marked, and the spans to keep."""
    kept = list(spans) if isinstance(spans, tuple) else spans
    status, response = asked(client, "explore-chart.selectedData", [selected], [kept, search])
    if response is None:
        return status, None, None
    return status, response["explore-told"]["children"], response["explore-spans"]["data"]


def years(first: float, last: float, axis: str = "x") -> dict[str, Any]:
    return {"points": [], "range": {axis: [first, last], "y": [0, 9]}}


@pytest.mark.parametrize("path", OTHERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_page_runs_dash_or_plotly_but_our_scripts_where_it_has_charts_or_none(
    client: FlaskClient, path: str, language: str
) -> None:
    page = html(client, f"{path}?lang={language}")
    found = scripts(page)
    if path == "/briefing":
        assert found == ["copy.js", "tray.js"]
    else:
        assert found == (list(CHART_SCRIPTS) if 'class="chart-box' in page else [])
    assert all(" src=" in tag for tag in SCRIPT.findall(page)), "nothing is run from within a page"
    assert not re.search(r"react-entry-point|_dash-|plotly", page, re.I)


def test_the_scripts_of_charts_are_ours_alone() -> None:
    assert CHART_SCRIPTS == ("chart.js", "change.js", "copy.js", "tray.js")


def test_most_pages_have_charts_and_so_their_scripts(client: FlaskClient) -> None:
    with_charts = [path for path in OTHERS if scripts(html(client, f"{path}?lang=en")) == list(CHART_SCRIPTS)]
    assert {"/", "/trends", "/compare", "/breakdown", "/revisions", "/objectives"} <= set(with_charts)


def test_a_page_whose_chart_is_empty_has_no_script_of_a_chart(client: FlaskClient) -> None:
    assert scripts(html(client, "/trends?series=imb-world&from=1900&to=1901")) == []


def test_an_unknown_page_and_an_embed_run_nothing(client: FlaskClient) -> None:
    assert scripts(client.get("/no-such-page").get_data(as_text=True)) == []
    assert scripts(html(client, "/embed/trend?lang=en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_explore_is_readable_before_dash_draws_and_leads_back_to_its_sources(
    client: FlaskClient, language: str
) -> None:
    page = html(client, f"/explore?chart=trend&series=imb-somalia&lang={language}")
    assert 'id="react-entry-point"' in page
    names = scripts(page)
    assert [name for name in names if name.startswith("a_plotly-basic")]
    assert [name for name in names if name.startswith("dash_renderer")]
    assert f'href="/trends?series=imb-somalia&amp;lang={language}"' in page
    assert 'class="headline"' in page


def test_explore_of_nothing_runs_nothing(client: FlaskClient) -> None:
    assert scripts(html(client, "/explore?chart=trend&series=imb-world&from=1900&to=1901")) == []


@pytest.mark.parametrize("chart", sorted(charts()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_can_be_explored(client: FlaskClient, chart: str, language: str) -> None:
    html(client, f"/explore?chart={chart}&lang={language}")
    status, figure = drawn(client, f"?chart={chart}&lang={language}")
    assert status == 200
    keys = [key for trace in figure["data"] for key in trace["ids"] if key]
    assert keys
    assert not [key for key in keys if key.startswith("event/")]


def test_two_addresses_are_not_mistaken_for_each_other(client: FlaskClient) -> None:
    """Every callback posts to the same address: its answers are never kept."""

    def names(series: str) -> set[str]:
        return {trace["name"] for trace in drawn(client, f"?series={series}&lang=en")[1]["data"]}

    assert names("imb-world") == {"IMB world"}
    assert names("recaap-asia") == {"ReCAAP Asia"}
    assert names("imb-world") == {"IMB world"}


@pytest.mark.parametrize("search", ODD, ids=lambda search: repr(search)[:20])
def test_no_address_that_a_browser_may_send_is_an_error(client: FlaskClient, search: Any) -> None:
    assert drawn(client, search)[0] == 200
    assert marked(client, years(2010, 2012), search=search)[0] == 200


@pytest.mark.parametrize(
    "search",
    ["?series=imb-world&from=1900&to=1901", *[f"?chart={name}&from=1900&to=1901" for name in charts()]],
)
def test_a_selection_without_figures_is_an_empty_figure(client: FlaskClient, search: str) -> None:
    assert drawn(client, search)[0] == 200
    assert marked(client, years(1900, 1901), [[1890, 1895]], search)[0] == 200


@pytest.mark.parametrize(
    "selected",
    [
        None,
        "",
        0,
        3.5,
        True,
        [],
        ["x"],
        {},
        {"range": None},
        {"range": 5},
        {"range": "x"},
        {"range": ["x"]},
        {"range": {}},
        {"range": {"y": [1, 2]}},
        {"range": {"x": None}},
        {"range": {"x": 5}},
        {"range": {"x": []}},
        {"range": {"x": [2010]}},
        {"range": {"x": [2010, 2011, 2012]}},
        {"range": {"x": ["a", "b"]}},
        {"range": {"x": [None, None]}},
        {"range": {"x": [[1], {}]}},
        {"range": {"x": [float("nan"), float("nan")]}},
        {"range": {"x": [float("-inf"), float("inf")]}},
        {"range": {"x": [0, 10**400]}},
        {"range": {"x": [2010.2, 2010.8]}},
        {"points": "x" * 9000, "lassoPoints": {"x": [1, 2]}},
    ],
    ids=lambda selected: repr(selected)[:40],
)
def test_a_mark_that_holds_no_year_is_no_error_and_forgets_the_spans(
    client: FlaskClient, selected: Any
) -> None:
    assert marked(client, selected, [[2008, 2010]]) == (200, [], [])


@pytest.mark.parametrize(
    "spans",
    [None, "", 7, {}, {"a": 1}, "x" * 9000, [7], [None], [[]], [[2008]], [["a", "b"]], [[2008.5, 2010]]],
    ids=lambda spans: repr(spans)[:20],
)
def test_spans_that_we_never_stored_are_none(client: FlaskClient, spans: Any) -> None:
    assert marked(client, years(2012, 2014), spans) == (
        200,
        "2012 to 2014: now mark another span.",
        [[2012, 2014]],
    )


@pytest.mark.parametrize(
    "spans", [[[2010, 2008]], [[-(10**30), 10**30]], [[2008, 2010]] * 50, [[True, False]]]
)
def test_spans_that_no_one_marks_are_no_error(client: FlaskClient, spans: Any) -> None:
    assert marked(client, years(2012, 2014), spans)[0] == 200


@pytest.mark.parametrize("span", [(-1e300, 1e300), (2014, 2012), (0, 0)])
def test_years_that_no_one_marks_are_no_error(client: FlaskClient, span: tuple[float, float]) -> None:
    assert marked(client, years(*span), [[2008, 2010]])[0] == 200


def test_the_years_that_lie_whole_in_what_was_marked_are_its_span(client: FlaskClient) -> None:
    told, kept = marked(client, years(2007.6, 2011.4))[1:]
    assert (told, kept) == ("2008 to 2011: now mark another span.", [[2008, 2011]])
    assert marked(client, years(2011.4, 2007.6, axis="x2"))[2] == [[2008, 2011]]


def test_a_second_span_is_held_against_the_first_and_a_third_against_the_second(client: FlaskClient) -> None:
    told, kept = marked(client, years(2014, 2016), [[2008, 2011]])[1:]
    assert "2008 to 2011 against 2014 to 2016" in json.dumps(told)
    assert kept == [[2014, 2016]]
    again, _ = marked(client, years(2018, 2019), kept)[1:]
    assert "2014 to 2016 against 2018 to 2019" in json.dumps(again)


def test_what_is_marked_on_an_axis_of_slots_is_no_span_of_years(client: FlaskClient) -> None:
    search = "?chart=revisions&series=recaap-asia&lang=en"
    assert drawn(client, search)[1]["layout"]["xaxis1"]["ticktext"]
    assert marked(client, years(1, 3), [], search) == (200, [], [])


def test_shares_and_traffic_are_never_tested(client: FlaskClient) -> None:
    told = json.dumps(marked(client, years(2022, 2023), [[2016, 2018]], "?chart=rates&lang=en")[1])
    assert "not judged; traffic, not incidents" in told
