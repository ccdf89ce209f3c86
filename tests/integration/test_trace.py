"""Numbers of a document lead to the series that state them, with how telling that is, on both databases."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from databases import ON_SQLITE
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts.base.yearly import yearly_counts
from dashboard.markup.html import to_html
from dashboard.pages import Visit
from dashboard.pages.parts.cited_figures import cited_figures
from dashboard.pages.parts.traced_figures import traced_figures
from dashboard.record.captions import observations_in
from dashboard.record.queries import catalogue, observation_rows
from dashboard.verdicts.tracing import trace
from dashboard.web.application import create_app


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def page(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/trace?{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def cited(shared: Engine, language: str) -> str:
    visit = Visit(shared, catalogue(shared), Selection(language=language))
    return plain(to_html(traced_figures(visit)))


def test_the_minor_incidents_are_those_of_the_imb_in_south_east_asia(client: FlaskClient) -> None:
    html = page(client, "numbers=56,58,67&from=2021&lang=en")
    assert "56, 58, 67 from 2021: stated exactly by IMB South East Asia" in html
    text = plain(html)
    assert re.search(r"ReCAAP Asia 82 \+26 84 \+26 101 \+34 earlier edition: +100", text)
    assert "Minor incidents in Asian waters in 2023: 67" in text
    assert "By chance alone fewer than 0.001 of these series would match exactly" in text


@pytest.mark.parametrize("numbers", ["56, 58, 67", "５６、５８、６７", "56 58 67", "56件、58件、67件"])
def test_numbers_may_be_typed_in_either_script(client: FlaskClient, numbers: str) -> None:
    html = page(client, f"numbers={quote(numbers)}&from=2021&lang=ja")
    assert "2021年（令和3年）からの56、58、67：IMB 東南アジアと完全に一致" in html


def test_a_first_edition_is_found_and_the_newest_named(client: FlaskClient) -> None:
    text = plain(page(client, "numbers=82,84,100&from=2021&lang=en"))
    assert "stated exactly by ReCAAP Asia" in text
    assert re.search(r"100 ✓ agrees newest edition: +101", text)


def test_every_series_is_either_compared_or_said_not_to_be(shared: Engine) -> None:
    words = catalogue(shared)
    result = trace((56, 58, 67), first=2021, series=yearly_counts(shared, words, Selection()).series)
    assert result.compared + result.left_out == len(words.series)
    assert [one.series for one in result.exact] == ["imb-south-east-asia"]
    assert result.exact_by_chance < 0.001 < result.near_by_chance < 0.05


def test_part_years_bounds_and_forecasts_are_not_traced(shared: Engine) -> None:
    yearly = yearly_counts(shared, catalogue(shared), Selection())
    years = {one.series: one.years for one in yearly.series}
    assert 2019 not in years["mofa-somalia-gulf-of-aden"]
    assert [one.count for one in years["imb-somalia"][2025]] == [5]
    traced = {edition.key for one in yearly.series for counts in one.years.values() for edition in counts}
    usable = {
        one.edition_key
        for one in observations_in(observation_rows(shared))
        if one.value is not None and (one.bound, one.coverage, one.period_kind) == ("exact", "full", "CY")
    }
    assert traced == usable


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("numbers=56,abc&from=2021", "“abc” is not a whole number. Wanted: whole numbers from 0 on"),
        ("numbers=-5&from=2021", "“-5” is not a whole number"),
        ("numbers=" + ",".join(["1"] * 21) + "&from=2001", "21 numbers were typed. Wanted: at most 20"),
        ("numbers=9999999999&from=2021", "larger than any count can be. Wanted: at most 999,999,999"),
        ("numbers=,&from=2021", "No number was found."),
        ("numbers=56,58&from=2021&to=2023", "2 numbers were typed for the 3 years 2021 to 2023"),
        ("numbers=56&from=20x1", "“from=20x1” was left out"),
        ("numbers=" + "7" * 500, "was left out: at most 200 letters are read"),
        ("numbers=56,58&from=2100", "no series has a count in every one of these years"),
    ],
)
def test_what_cannot_be_traced_is_said_with_what_is_wanted(
    client: FlaskClient, query: str, said: str
) -> None:
    assert said in page(client, f"{query}&lang=en")


def test_what_was_typed_is_still_in_the_form(client: FlaskClient) -> None:
    html = page(client, "numbers=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&from=2021&lang=en")
    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_a_matched_small_number_is_called_a_possible_coincidence(client: FlaskClient) -> None:
    assert "may be a coincidence" in page(client, "numbers=0&from=2022&lang=en")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.integers(1890, 2110))
def test_nothing_typed_is_an_error(client: FlaskClient, numbers: str, year: int) -> None:
    typed = quote(numbers.encode("utf-8", "replace"))
    assert client.get(f"/trace?numbers={typed}&from={year}").status_code == 200


def test_the_plans_figures_are_traced(shared: Engine) -> None:
    text = cited(shared, "en")
    assert (
        "Matches IMB South East Asia, all three years; "
        "IMB E &amp; SE Asia, worked out would be 57 / 60 / 70; "
        "ReCAAP Asia would be 82 / 84 / 100 (restated 101)." in text
    )
    assert "ReCAAP Asia CAT 1: agrees in 2021 (0), 2022 (0), 2023 (0)." in text
    assert "IMB Somalia: agrees in 2022 (0), 2023 (1); no full-year figure for 2021." in text
    assert "MOFA Somalia & G. Aden: agrees in 2023 (1); no full-year figure for 2021, 2022." in text.replace(
        "&amp;", "&"
    )


def test_the_plans_figures_are_traced_in_japanese(shared: Engine) -> None:
    assert (
        "IMB 東南アジアと3年とも一致；IMB 東・東南アジア（算出）では57／60／70；"
        "ReCAAP アジアでは82／84／100（改訂後101）。" in cited(shared, "ja")
    )


def test_no_cited_figure_is_left_out(shared: Engine) -> None:
    words = catalogue(shared)
    rows = [row.id for one in cited_figures(words) for row in one.rows]
    assert sorted(rows) == sorted(words.cited_figures)
    (minor,) = [one for one in cited_figures(words) if one.is_traceable]
    assert minor.numbers == (56, 58, 67)
    assert minor.address(Selection(), "/trace") == "/trace?numbers=56,58,67&from=2021"


@ON_SQLITE
def test_a_database_without_figures_has_a_page_to_show(engine: Engine) -> None:
    client = create_app(engine).server.test_client()
    assert client.get("/trace?numbers=56&from=2021").status_code == 200
    assert client.get("/trace").status_code == 200


@pytest.mark.parametrize("language", ["en", "ja"])
def test_numbers_without_a_year_are_found_in_every_year_that_states_them(
    client: FlaskClient, language: str
) -> None:
    html = client.get(f"/trace?numbers=67&lang={language}").get_data(as_text=True)
    places = re.search(r'(?s)class="panel stated-places">(.*?)</ul>', html)[1]
    lines = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>(.*?)</li>', places)
    of_2023 = next(rest for address, year, rest in lines if "from=2023" in address)
    assert "IMB" in of_2023
    assert ("South East Asia" if language == "en" else "東南アジア") in of_2023
    both = client.get(f"/trace?numbers=56,58,67&lang={language}").get_data(as_text=True)
    found = re.search(r'(?s)class="panel stated-places">(.*?)</ul>', both)[1]
    assert re.findall(r"from=(\d{4})", found) == ["2021"]
    assert "stated-places" not in client.get("/trace?numbers=987654,3").get_data(as_text=True)
