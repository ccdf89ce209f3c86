"""Explore is the one page that Dash runs; every other answers the hand by our own scripts, or by none."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

import dashboard.pages
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.collect import collect
from dashboard.pages import Page, Visit
from dashboard.pages.explore import sheet_of
from dashboard.record.queries import catalogue
from dashboard.web.application import CHART_SCRIPTS, create_app
from dashboard.words import LANGUAGES

PAGES = collect(dashboard.pages, "PAGE", Page)
OTHERS = sorted(PAGES.keys() - {"/explore"})
SOMALIA = "?chart=trend&series=imb-somalia&lang=en"
COMPARED = {"compare", "measures", "objective", "trend"}
"""The charts whose series are whole and counts: two spans of them are compared."""
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


def graph(client: FlaskClient, search: str) -> dict[str, Any]:
    """All that is filled into the graph of an address."""
    filled: dict[str, Any] = asked(client, "explore-address.search", [search], [])[1]["explore-chart"]
    return filled


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
    elif path == "/sources":
        assert found == ["narrow.js"], "its list narrows in place"
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


def test_an_unknown_page_runs_nothing_and_an_embed_what_tells_its_height(client: FlaskClient) -> None:
    assert scripts(client.get("/no-such-page").get_data(as_text=True)) == []
    assert scripts(html(client, "/embed/trend?lang=en")) == ["embed.js"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_explore_is_readable_before_dash_draws_and_leads_back_to_its_sources(
    client: FlaskClient, language: str
) -> None:
    page = html(client, f"/explore?chart=trend&series=imb-somalia&lang={language}")
    assert 'id="react-entry-point"' in page
    names = scripts(page)
    assert [name for name in names if name.startswith("a_plotly-basic")]
    assert [name for name in names if name.startswith("dash_renderer")]
    (back,) = set(re.findall(r'href="(/trends\?series=[^"]*)"', page))
    assert back.startswith("/trends?series=imb-somalia&amp;")
    assert back.endswith(f"&amp;lang={language}")
    assert 'class="headline"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back_leads_to_the_chart_as_it_was_with_its_events(
    client: FlaskClient, language: str
) -> None:
    page = html(client, f"/explore?chart=trend&series=imb-somalia&lang={language}")
    assert f'href="/trends?series=imb-somalia&amp;lang={language}"' in page


def test_the_explored_sheet_has_no_events_though_its_chart_has(shared: Engine) -> None:
    selection = Selection(series=("imb-world",))
    visit = Visit(shared, catalogue(shared), selection, own={"chart": ("trend",)})
    trend = charts()["trend"]
    assert trend.build(shared, visit.catalogue, selection).scene.events
    explored = sheet_of(visit)
    assert explored.scene.events == ()
    assert not explored.selection.events


@pytest.mark.parametrize("chart", sorted(COMPARED))
def test_what_two_spans_are_counted_from_is_one_figure_a_year_and_is_drawn(
    shared: Engine, chart: str
) -> None:
    """No edition that was replaced and no other reading stands beside the figure of a year."""
    words = catalogue(shared)
    choices = [Selection(series=(name,)) for name in words.series] if chart == "trend" else [Selection()]
    is_any_drawn = False
    for selection in choices:
        sheet = sheet_of(Visit(shared, words, selection, own={"chart": (chart,)}))
        figures = [row.observation for row in sheet.rows]
        exact = [one for one in figures if one.is_full_year and one.bound == "exact"]
        drawn = {
            (series.id, mark.x, mark.value)
            for panel in sheet.scene.panels
            for series in panel.series
            for mark in series.marks
        }
        years = [(one.series, one.period_start.year) for one in exact]
        assert len(set(years)) == len(years)
        assert {(one.series, one.period_start.year, one.value) for one in exact} <= drawn
        is_any_drawn |= bool(exact)
    assert is_any_drawn


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


@pytest.mark.parametrize("chart", sorted(charts()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_rates_parts_and_editions_are_not_compared_and_their_graph_has_no_tool_for_it(
    client: FlaskClient, chart: str, language: str
) -> None:
    search, is_compared = f"?chart={chart}&lang={language}", chart in COMPARED
    assert ("select2d" not in graph(client, search)["config"]["modeBarButtonsToRemove"]) is is_compared
    page = html(client, f"/explore{search}")
    assert (re.search("mark one span of years|期間を二つ", page) is not None) is is_compared
    status, told, kept = marked(client, years(2022, 2023), [], search)
    assert (status, bool(told), kept) == (200, is_compared, [[2022, 2023]] if is_compared else [])
    status, told, kept = marked(client, years(2022, 2023), [[2016, 2018]], search)
    assert (status, bool(told), kept) == (200, is_compared, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_graph_has_the_height_of_its_panels_and_its_words_in_the_readers_language(
    client: FlaskClient, language: str
) -> None:
    filled = graph(client, f"?chart=compare&lang={language}")
    assert filled["config"]["locale"] == language
    assert language in filled["config"]["locales"]
    high, low = (
        int(graph(client, f"?chart={chart}&lang={language}")["style"]["height"].removesuffix("px"))
        for chart in ("compare", "trend")
    )
    assert high > low >= 480


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_hidden_on_the_chart_is_left_to_the_legend_and_hidden_again_on_the_way_back(
    client: FlaskClient, language: str
) -> None:
    series = "series=imb-somalia&series=recaap-asia"
    search = f"?chart=trend&hide=recaap-asia&{series}&lang={language}"
    figure = drawn(client, search)[1]
    is_shown = {trace["name"]: trace.get("visible", True) for trace in figure["data"]}
    assert sorted(map(str, is_shown.values())) == ["True", "legendonly"]
    assert "ReCAAP" in next(name for name, shown in is_shown.items() if shown == "legendonly")
    assert all(trace.get("visible", True) is True for trace in drawn(client, f"?{series}")[1]["data"])
    page = html(client, f"/explore{search}")
    links = [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]*hide=[^"]*)"', page)]
    assert {urlsplit(link).path for link in links} == {"/explore", "/trends"}
    assert all("hide=recaap-asia" in link.partition("#")[0] for link in links)


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


QUESTION: dict[str, Any] = {
    "output": "..explore-told.children...explore-spans.data..",
    "outputs": [
        {"id": "explore-told", "property": "children"},
        {"id": "explore-spans", "property": "data"},
    ],
    "inputs": [{"id": "explore-chart", "property": "selectedData", "value": None}],
    "state": [
        {"id": "explore-spans", "property": "data", "value": []},
        {"id": "explore-address", "property": "search", "value": SOMALIA},
    ],
    "changedPropIds": ["explore-chart.selectedData"],
}
"""What the renderer posts, in full."""
NO_QUESTIONS = [
    None,
    7,
    "x",
    [],
    [QUESTION],
    {},
    *[
        {name: value for name, value in QUESTION.items() if name != left_out}
        for left_out in ("output", "inputs")
    ],
    *[QUESTION | {name: value} for name in QUESTION for value in (None, 7, "x", {"a": 1}, [7], [[]])],
    QUESTION | {"state": []},
    QUESTION | {"inputs": QUESTION["inputs"] * 2},
    QUESTION | {"outputs": QUESTION["outputs"][:1]},
    QUESTION | {"output": "no-such.place"},
]
"""What no renderer posts; a list of changes that are no names is among them."""


def test_a_malformed_question_is_refused_in_a_line_and_is_no_fault_of_the_server(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    address = "/_dash-update-component"
    assert client.post(address, json=QUESTION).status_code == 200
    for question in NO_QUESTIONS:
        assert client.post(address, json=question).status_code == 400, question
    assert client.post(address, data=b"{", content_type="application/json").status_code == 400
    assert client.post(address, data=b"\xff\xfe").status_code == 400
    said = [record for record in caplog.records if record.name.startswith("dash")]
    assert len(said) == len(NO_QUESTIONS) + 2
    assert not [record for record in said if record.exc_info or "\n" in record.getMessage()]


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
        {"points": "x" * 9000, "lassoPoints": {"x": [1, 2]}},
    ],
    ids=lambda selected: repr(selected)[:40],
)
def test_a_mark_that_has_no_range_of_years_is_no_error_and_forgets_the_spans(
    client: FlaskClient, selected: Any
) -> None:
    assert marked(client, selected, [[2008, 2010]]) == (200, [], [])


@pytest.mark.parametrize("kept", [[], [[2008, 2010]]])
@pytest.mark.parametrize("between", [(2010.2, 2010.8), (2010.99, 2010.01), (2010.5, 2010.5)])
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "No whole year was marked."), ("ja", "一年全体を含む期間が選ばれていない。")],
)
def test_a_mark_without_a_whole_year_says_so_and_keeps_the_first_span(
    client: FlaskClient, language: str, said: str, between: tuple[float, float], kept: list[list[int]]
) -> None:
    search = f"?chart=trend&series=imb-somalia&lang={language}"
    assert marked(client, years(*between), kept, search) == (200, said, kept)


@pytest.mark.parametrize(
    "spans",
    [None, "", 7, {}, {"a": 1}, "x" * 9000, [7], [None], [[]], [[2008]], [["a", "b"]], [[2008.5, 2010]]],
    ids=lambda spans: repr(spans)[:20],
)
def test_spans_that_we_never_stored_are_none(client: FlaskClient, spans: Any) -> None:
    assert marked(client, years(2012, 2014), spans) == (
        200,
        "2012–2014: now mark another span.",
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
    assert (told, kept) == ("2008–2011: now mark another span.", [[2008, 2011]])
    assert marked(client, years(2011.4, 2007.6, axis="x2"))[2] == [[2008, 2011]]


def test_a_second_span_is_held_against_the_first_and_a_third_begins_anew(client: FlaskClient) -> None:
    told, kept = marked(client, years(2024, 2025), [[2015, 2022]])[1:]
    assert "2015–2022 against 2024–2025" in json.dumps(told, ensure_ascii=False)
    assert kept == []
    again = marked(client, years(2014, 2015), kept)[1:]
    assert again == ("2014–2015: now mark another span.", [[2014, 2015]])


def test_of_the_somalia_of_the_imb_the_years_are_listed_and_how_many_are_known(client: FlaskClient) -> None:
    told = json.dumps(marked(client, years(2024, 2025), [[2020, 2022]])[1])
    known = "2 of 3 years known"
    assert f"0 (2020: 0; 2022: 0; {known}), then 13 (2024: 8; 2025: 5)." in told
    assert "None in the earlier span, so there is no ratio (95 % interval from 0." in told
    assert "chosen because they look different" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_world_of_the_imb_the_interval_allows_for_how_much_its_years_vary(
    client: FlaskClient, language: str
) -> None:
    search = f"?chart=trend&series=imb-world&lang={language}"
    told = json.dumps(marked(client, years(2010, 2025), [[1991, 2000]], search)[1], ensure_ascii=False)
    ratio = {
        "en": r"the later rate is 1\.\d+ times the earlier one \(95 % interval 0\.\d+ to \d\.\d+\)",
        "ja": r"前の期間の1\.\d+倍（95％信頼区間0\.\d+～\d\.\d+）",
    }
    assert re.search(ratio[language], told), "independent incidents would leave out 1"
    assert {"en": "(all 10 years known)", "ja": "（10年分全てに数値あり）"}[language] in told
    assert {"en": "Sources: ", "ja": "出典："}[language] in told
    assert not re.search("Hidden series|隠した系列", told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_that_the_address_hides_is_compared_and_that_is_said(
    client: FlaskClient, language: str
) -> None:
    search = f"?chart=trend&series=imb-somalia&series=recaap-asia&hide=recaap-asia&lang={language}"
    told = json.dumps(marked(client, years(2024, 2025), [[2015, 2022]], search)[1], ensure_ascii=False)
    assert {"en": "Hidden series are compared too.", "ja": "図で隠した系列も比較している。"}[language] in told
    assert "ReCAAP" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_low_years_on_an_axis_of_their_own_have_short_names_in_the_legend(
    client: FlaskClient, language: str
) -> None:
    search = f"?chart=trend&series=mofa-somalia-gulf-of-aden&detail=2013&lang={language}"
    names = list(dict.fromkeys(trace["name"] for trace in drawn(client, search)[1]["data"]))
    whole, low = names
    assert low == whole + {"en": " (2013 and after)", "ja": "（2013年以降）"}[language]


def test_what_is_marked_on_an_axis_of_slots_is_no_span_of_years(client: FlaskClient) -> None:
    search = "?chart=revisions&series=recaap-asia&lang=en"
    assert drawn(client, search)[1]["layout"]["xaxis1"]["ticktext"]
    assert marked(client, years(1, 3), [], search) == (200, [], [])


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        ("?chart=trend&series=suez-transits&lang=en", "traffic, not incidents"),
        ("?chart=measures&lang=en", "one incident can harm or hold many at a time"),
    ],
)
def test_traffic_and_persons_are_never_tested(client: FlaskClient, search: str, reason: str) -> None:
    told = json.dumps(marked(client, years(2022, 2023), [[2016, 2018]], search)[1])
    assert f"not judged; {reason}." in told
    assert not re.search(r"interval|chosen because they look different", told), "nothing was compared"


def test_shares_are_never_tested(client: FlaskClient) -> None:
    for chart in ("rates", "kind", "severity"):
        assert marked(client, years(2022, 2023), [[2016, 2018]], f"?chart={chart}&lang=en") == (200, [], [])
