"""Sources: a line a publication, everything known of it behind the line, and filters in the address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.pages.parts.publication_filter import entries_of
from dashboard.record import captions
from dashboard.record.captions import observations_in
from dashboard.record.nearness import WORDS
from dashboard.record.queries import (
    catalogue,
    observation_rows,
    stated,
)
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, interface_words
from ingest.dating import dating_of

LINE = re.compile(r'(?s)<li [^>]*class="publication-line".*?</article></details>.*?</li>')


@pytest.fixture(scope="module")
def reader(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def lines(reader: FlaskClient, query: str = "") -> dict[str, str]:
    """The lines that are seen, by publication."""
    html = reader.get(f"/sources?lang=en&{query}").get_data(as_text=True)
    found = {re.search(r'id="publication-([^"]+)"', line)[1]: line for line in LINE.findall(html)}
    return {id: line for id, line in found.items() if " hidden" not in line.partition(">")[0]}


def text_of(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def summary(line: str) -> str:
    return text_of(re.search(r"(?s)<summary>.*?</summary>", line)[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_publication_has_a_line_and_each_figure_all_that_was_said_of_it(
    reader: FlaskClient, shared: Engine, language: str
) -> None:
    words, names = interface_words(language), catalogue(shared)
    html = reader.get(f"/sources?lang={language}").get_data(as_text=True)
    found = {re.search(r'id="publication-([^"]+)"', line)[1]: line for line in LINE.findall(html)}
    assert found.keys() == names.publications.keys()
    figures = list(observations_in(observation_rows(shared, every_part=True)))
    assert len(figures) == html.count('<span class="figure') > 1000
    for figure in figures:
        text = text_of(found[figure.publication])
        value = captions.value_text(figure, words)
        is_whole = figure.period_kind == "CY"
        period = str(figure.period_start.year) if is_whole else captions.period_text(figure, words)
        wanted = [
            words("{year}: {value}", year=period, value=value),
            captions.place_text(figure, names, words),
            captions.status_text(figure, words),
            words(captions.CONFIDENCE_WORDS[figure.confidence]),
            captions.page_text(figure.page, words),
            captions.also_text(figure, names, words),
        ]
        assert [part for part in wanted if part not in text] == [], figure.key


def test_a_line_says_title_date_and_number_of_figures_and_is_closed(reader: FlaskClient) -> None:
    line = lines(reader)["imb-annual-2023"]
    assert summary(line).startswith("Annual report on piracy and armed robbery against ships, 2023")
    assert "2024-01-11" in summary(line)
    count = line.count('<span class="figure')
    assert f">{count} figures" in line
    assert "<details>" in line


def test_the_newest_stand_first(shared: Engine) -> None:
    of_imb = [entry for entry in entries_of(catalogue(shared)) if entry.publisher.id == "imb"]
    years = [entry.year or 0 for entry in of_imb]
    assert years == sorted(years, reverse=True)
    assert len(years) > 50


def test_the_place_that_an_address_names_is_open_without_a_script(reader: FlaskClient) -> None:
    opened = {
        id: line
        for id, line in lines(reader, "at=publication-imb-annual-2023").items()
        if "<details open>" in line
    }
    assert opened.keys() == {"imb-annual-2023"}
    html = reader.get("/sources?at=definition-imb-incidents&lang=en").get_data(as_text=True)
    about = re.search(r"(?s)<details [^>]*publisher-about[^>]*open[^>]*>(?:(?!</details>).)*", html)
    assert about
    assert 'id="definition-imb-incidents"' in about[0]


def publishers_of(shared: Engine, ids: Iterable[str]) -> set[str]:
    names = catalogue(shared)
    return {names.publications[id].publisher for id in ids}


def test_filters_are_options_of_the_address(reader: FlaskClient, shared: Engine) -> None:
    names, kinds = catalogue(shared), stated(shared).nearness_of
    every = lines(reader)
    of_imb = lines(reader, "publisher=imb")
    assert of_imb.keys() == {id for id, row in names.publications.items() if row.publisher == "imb"}
    for kind in WORDS:
        read = lines(reader, f"nearness={kind}").keys()
        assert read == {id for id, of_publication in kinds.items() if kind in of_publication}, kind
    years = {id: int(re.search(r'data-year="(\d*)"', line)[1] or 0) for id, line in every.items()}
    spanned = lines(reader, "from=2021&to=2023").keys()
    assert spanned == {id for id, year in years.items() if 2021 <= year <= 2023}
    assert 0 < len(spanned) < len(every)
    both = lines(reader, "publisher=recaap&from=2021&to=2023&find=annual").keys()
    assert both
    assert both == {id for id in spanned if id.startswith("recaap-annual")}


def test_what_is_shown_is_counted_and_a_publisher_without_any_is_not_seen(
    reader: FlaskClient, shared: Engine
) -> None:
    html = reader.get("/sources?publisher=imb&lang=en").get_data(as_text=True)
    total = len(catalogue(shared).publications)
    assert f">{len(lines(reader, 'publisher=imb'))} of {total} publications</p>" in html
    seen = re.findall(r'<section (?![^>]* hidden)[^>]*id="publisher-([^"]+)"', html)
    assert seen == ["imb"]
    nothing = reader.get("/sources?find=no+such+words&lang=ja").get_data(as_text=True)
    assert "該当なし。" in text_of(nothing)
    figures, publications = stated(shared).figures, len(stated(shared).nearness_of)
    whole = text_of(reader.get("/sources?lang=en").get_data(as_text=True))
    assert f"{figures} figures, all editions counted, from {publications} of {total} publications." in whole
    assert publications < total


def test_a_year_that_is_covered_is_not_called_an_edition_and_a_month_is_a_month_in_both_languages(
    reader: FlaskClient, shared: Engine
) -> None:
    of_month, seen = {"en": r"[A-Z][a-z]{2} \d{4}", "ja": r"\d{4}年(（.*）)?\d+月"}, 0
    for language, covers in (("en", "covers {}; undated"), ("ja", "対象{}年、公表日不明")):
        html = reader.get(f"/sources?lang={language}").get_data(as_text=True)
        found = {re.search(r'id="publication-([^"]+)"', line)[1]: line for line in LINE.findall(html)}
        for id, row in catalogue(shared).publications.items():
            dating = dating_of(row._mapping)
            told = re.search(r'publication-date">([^<]*)<', found[id])[1]
            if dating.latest is None:
                assert told == (covers.format(row.edition_year) if row.edition_year else "")
            elif captions.is_a_month(dating):
                assert re.fullmatch(of_month[language], told)
                seen += 1
    assert seen


@pytest.mark.parametrize("option", ["publisher", "nearness"])
def test_a_value_that_there_is_not_is_named_and_shows_everything(reader: FlaskClient, option: str) -> None:
    html = reader.get(f"/sources?{option}=nobody&lang=en").get_data(as_text=True)
    assert f"“{option}=nobody” was left out" in text_of(html)
    assert len(lines(reader, f"{option}=nobody")) == len(lines(reader))


def test_the_form_keeps_what_the_address_asks_for(reader: FlaskClient) -> None:
    html = reader.get("/sources?publisher=imb&nearness=press&from=2020&find=annual&lang=ja").get_data(
        as_text=True
    )
    form = re.search(r'(?s)<form [^>]*role="search".*?</form>', html)[0]
    assert re.search(r'<option (?=[^>]*value="imb")(?=[^>]*selected)', form)
    assert re.search(r'<option (?=[^>]*value="press")(?=[^>]*selected)', form)
    assert re.search(r'<input (?=[^>]*name="from")(?=[^>]*value="2020")', form)
    assert re.search(r'<input (?=[^>]*name="find")(?=[^>]*value="annual")', form)
    assert re.search(r'<input type="hidden" name="lang"', form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_seen_before_anything_is_opened_is_short(reader: FlaskClient, language: str) -> None:
    html = reader.get(f"/sources?lang={language}").get_data(as_text=True)
    main = re.search(r"(?s)<main.*</main>", html)[0]
    closed = re.sub(
        r"(?s)(<details[^>]*>\s*<summary>.*?</summary>)(?:(?!<details).)*?</details>", r"\1", main
    )
    assert len(text_of(re.sub("<", " <", closed)).split()) < 2500
