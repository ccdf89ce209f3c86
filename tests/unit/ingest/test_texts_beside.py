"""What stands beside figures is read wherever it stands, asked about, or told: nothing is loaded past it in
silence."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import Engine

from ingest import pipeline
from ingest.answers import Answers, NewSeries
from ingest.report import LOADABLE, Report, Source

TODAY = date(2026, 11, 23)
PUBLICATION = "recaap-annual-2024"
WATERS = NewSeries(
    "test-waters", "recaap", "recaap-asia", definition="A series without history", name_en="Test waters"
)
YEARS = "年,件数\n2021,50\n2022,51\n"
READ = {"2021": 50, "2022": 51}
Read = Callable[..., Report]


@pytest.fixture
def read(shared: Engine) -> Read:
    """Check a file for a new series in Asia, or for the series that is named."""

    def run(content: str | bytes, name: str = "table.csv", **answers: Any) -> Report:
        given: dict[str, Any] = {"publication": PUBLICATION, "series": WATERS.id, "new_series": (WATERS,)}
        if "series" in answers:
            given["new_series"] = ()
        data = content.encode() if isinstance(content, str) else content
        return pipeline.check(shared, Source(name, data), Answers(**{**given, **answers}), today=TODAY)

    return run


def codes_of(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def values_of(report: Report) -> dict[str, object]:
    assert report.outcome == LOADABLE, codes_of(report)
    return {figure.period.label: figure.value for figure in report.to_store if figure.period}


def words_told(report: Report) -> tuple[str, ...]:
    """The words that the file's one warning names."""
    return next(
        (tuple(map(str, each.facts["found"])) for each in report.problems if each.code == "words-not-read"),
        (),
    )


def workbook(*rows: tuple[Any, ...], code: str = "General", sheet: str = "Sheet1") -> bytes:
    """A book of these rows; dates in it have this number format."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page, look = book.add_worksheet(sheet), book.add_format({"num_format": code})
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(line, column, value, look if isinstance(value, datetime) else None)
    return content.getvalue()


CORNERS = [
    ("死者数", "other-measure"),
    ("Crew injured", "other-measure"),
    ("人質数", "other-measure"),
    ("Transits", "other-unit"),
    ("割合", "other-unit"),
    ("Rate", "other-measure"),
    ("平均", "other-measure"),
    ("目標", "other-measure"),
    ("月平均", "other-measure"),
    ("未遂件数", "other-measure"),
    ("順位", "other-measure"),
    ("千件", "multiplied"),
    ("百件", "multiplied"),
    ("in thousands", "multiplied"),
    ("海域（千件）", "multiplied"),
    ("海域＼年（人）", "other-unit"),
    ("人", "other-unit"),
    ("速報値", "said-provisional"),
    ("FY", "fiscal-in-title"),
    ("会計年度", "fiscal-in-title"),
    ("IMB調べ", "other-publisher"),
]


@pytest.mark.parametrize(("corner", "code"), CORNERS)
@pytest.mark.parametrize(
    "table",
    ["{},2021,2022\nインドネシア,9,10\nインド,5,7\n", "{},year,value\nインドネシア,2021,9\nインド,2022,7\n"],
    ids=["wide", "long"],
)
def test_the_header_over_the_names_says_what_a_title_says(
    read: Read, table: str, corner: str, code: str
) -> None:
    report = read(table.format(corner), series=None)
    assert report.outcome != LOADABLE
    assert code in codes_of(report) or {"which-series", "unknown-area"} & codes_of(report)


@pytest.mark.parametrize(
    ("code", "periods"),
    [
        ('"FY"yyyy', {"FY2021", "FY2022"}),
        ('yyyy"年度"', {"FY2021", "FY2022"}),
        ('yyyy"Q1"', {"2021-01/03", "2022-01/03"}),
        ('yyyy"H1"', {"2021-01/06", "2022-01/06"}),
        ('yyyy"年上期"', {"2021-01/06", "2022-01/06"}),
        ('ggge"年上半期"', {"2021-01/06", "2022-01/06"}),
        ('yyyy"年1～9月"', {"2021-01/09", "2022-01/09"}),
        ('ggge"年"', {"2021", "2022"}),
        ("yyyy", {"2021", "2022"}),
    ],
)
@pytest.mark.parametrize("across", [False, True])
def test_the_words_of_a_dates_format_are_read_as_on_a_plain_year(
    read: Read, code: str, periods: set[str], across: bool
) -> None:
    days = [datetime(2021, 1, 1), datetime(2022, 1, 1)]
    rows: list[tuple[Any, ...]] = [("year", "value"), (days[0], 5), (days[1], 6)]
    if across:
        rows = [("item", *days), ("件数", 5, 6)]
    assert values_of(read(workbook(*rows, code=code), "table.xlsx")).keys() == periods


@pytest.mark.parametrize("code", ['yyyy"*"', 'yyyy"以前"', '"平均"yyyy', 'yyyy"/24"'])
def test_a_date_whose_format_makes_it_no_year_is_not_read_as_one(read: Read, code: str) -> None:
    rows = (("year", "value"), (datetime(2021, 1, 1), 5))
    assert read(workbook(*rows, code=code), "table.xlsx").outcome != LOADABLE


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("年,,value\n2021,,82\n2022,△,84\n", "negative"),
        ("年,,value\n2021,,82\n2022,約,84\n", "approximate"),
        ("year,value,\n2021,82,\n2022,84,*\n", "mark-meaning"),
        ("year,value,\n2021,82,人\n2022,84,人\n", "other-unit"),
    ],
)
def test_a_sign_in_a_column_of_its_own_belongs_to_its_number(read: Read, table: str, code: str) -> None:
    assert code in codes_of(read(table))


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("年,,件数\n2021,年度,82\n", "FY2021"),
        ("元号,年,,件数\n令和,3,年度,50\n", "FY2021"),
        ("元号,年,,件数\n令和,3,年,50\n", "2021"),
    ],
)
def test_the_word_for_a_year_in_a_column_of_its_own_is_read(read: Read, table: str, wanted: str) -> None:
    assert set(values_of(read(table))) == {wanted}


@pytest.mark.parametrize("sign", ["p", "(p)", "速報"])
def test_a_provisional_mark_in_a_column_of_its_own_is_read(read: Read, sign: str) -> None:
    report = read(f"year,value,\n2021,50,\n2022,51,{sign}\n")
    assert [figure.finality for figure in report.to_store] == ["final", "provisional"]


@pytest.mark.parametrize(
    "table", ["year,,value\n2021,,50\n2022,≧,51\n", "年,件数,備考\n2021,50,\n2022,51,以上\n"]
)
def test_a_bound_beside_a_number_is_read(read: Read, table: str) -> None:
    assert [figure.cell.value.bound for figure in read(table).to_store] == ["exact", "at-least"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("年,件数,単位：千件\n2021,50,\n", "multiplied"),
        (",,（千件）\n年,件数,\n2021,50,\n", "multiplied"),
        ("表1,,令和5年3月1日\n海賊件数,,（千件）\n年,件数,\n2021,50,\n", "multiplied"),
        ("年,件数\n,人\n2021,50\n2022,51\n", "other-unit"),
        ("年（千件）,件数\n2021,5\n", "multiplied"),
    ],
)
def test_a_unit_is_found_wherever_it_is_stated(read: Read, table: str, code: str) -> None:
    assert code in codes_of(read(table))


MULTIPLIERS = """(thousand incidents)|Thousand incidents|（千 件）|incidents in 1000s|(in 000s)|(1,000s)
(K)|(mn)
×10|×10³|単位：10件|10件単位|unit: 10 incidents|in tens|unit=100|scale: 1000|倍率：1000|‰|千分率"""


@pytest.mark.parametrize("words", re.split(r"[|\n]", MULTIPLIERS))
def test_every_multiplier_in_a_title_is_known(read: Read, words: str) -> None:
    assert "multiplied" in codes_of(read(f'"海賊 {words}"\n{YEARS}'))


@pytest.mark.parametrize(
    "words", ["100 incidents", "A thousand miles off", "単位：1件", "Table 10", "in 2000"]
)
def test_a_number_in_a_title_is_no_multiplier(read: Read, words: str) -> None:
    assert "multiplied" not in codes_of(read(f'"海賊 {words}"\n{YEARS}'))


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("Piracy in Indonesia", "recaap-asia"),
        ("南シナ海", "recaap-asia"),
        ("Straits of Malacca and Singapore", "recaap-asia"),
        ("South East Asia", "imb-world"),
        ("シンガポール海峡", "recaap-soms"),
        ("アジアの海賊件数", "recaap-indonesia"),
        ("outside Asia", "recaap-asia"),
        ("アジア以外の件数", "recaap-asia"),
        ("インドネシアを除く", "recaap-asia"),
        ("インドの海賊件数", "recaap-indonesia"),
        ("India", "recaap-indonesia"),
        ("世界の海賊", "recaap-asia"),
        ("全世界", "recaap-asia"),
        ("Piracy worldwide", "recaap-asia"),
        ("Global piracy", "recaap-asia"),
    ],
)
def test_an_area_in_a_title_that_is_not_the_series_own_is_asked_about(
    read: Read, title: str, series: str
) -> None:
    assert "other-area" in codes_of(read(f"{title},\n{YEARS}", series=series))


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("アジアにおける海賊等事案", "recaap-asia"),
        ("インドネシアの海賊件数", "recaap-indonesia"),
        ("Global piracy", "imb-world"),
        ("マラッカ・シンガポール海峡", "recaap-soms"),
        ("アフリカ（ギニア湾を除く）", "imb-africa-other"),
        ("Typhoons and タイプ", "recaap-asia"),
    ],
)
def test_the_series_own_area_is_not(read: Read, title: str, series: str) -> None:
    publication = "imb-annual-2024" if series.startswith("imb") else PUBLICATION
    report = read(f"{title},\n{YEARS}", series=series, publication=publication)
    assert "other-area" not in codes_of(report)


def test_a_title_of_the_whole_says_nothing_against_rows_that_name_its_parts(read: Read) -> None:
    table = "アジアの海賊件数,,\n海域,2021,2022\nインドネシア,9,10\nマレーシア,5,7\n"
    assert "other-area" not in codes_of(read(table, series=None))


MEASURES = """Ship transits|通航隻数|通航量|Crew|船員|人数|Victims|casualties|Ships|艦艇数|SAR cases|stowaways
違法操業
不審事案|Suspicious approaches|順位|Rank|per day|季節調整値|3か年計|2015=100|tankers|夜間|銃器|停泊中|窃盗
Very significant incidents"""


@pytest.mark.parametrize("title", re.split(r"[|\n]", MEASURES))
def test_another_measure_or_kind_is_asked_about(read: Read, title: str) -> None:
    assert codes_of(read(f'"{title}"\n{YEARS}')) & {"other-measure", "other-unit"}


@pytest.mark.parametrize("sheet", ["人数", "通航量", "Transits", "インド", "千件", "by FY"])
def test_the_name_of_a_sheet_is_read_as_a_title(read: Read, sheet: str) -> None:
    book = workbook(("year", "value"), (2021, 5), sheet=sheet)
    assert read(book, "table.xlsx", series="recaap-indonesia").outcome != LOADABLE


def test_a_category_is_known_however_its_words_are_parted(read: Read) -> None:
    assert "other-measure" in codes_of(read(f"CAT 1 incidents,\n{YEARS}", series="recaap-asia-cat2"))


@pytest.mark.parametrize(
    "word", ["lanterns", "提灯", "チャーター船", "マラッカ海峡", "ナイジェリア沖", "南アジア"]
)
def test_a_word_that_nothing_reads_is_told(read: Read, word: str) -> None:
    report = read(f"海賊事案の件数 {word},\n{YEARS}")
    assert words_told(report) == (word,) and report.outcome == LOADABLE


@pytest.mark.parametrize("row", ["Ship type,Lantern", "種類,提灯"])
def test_a_filter_above_a_table_is_told(read: Read, row: str) -> None:
    assert words_told(read(f"{row}\n{YEARS}"))


PLAIN = """アジアにおける海賊等事案の発生件数の推移|表1 海賊等事案の発生状況（2021年～2022年）
別添1 年次別件数一覧|（単位：件）|海賊及び船舶に対する武装強盗の報告件数|国別・海域別の内訳
Table 1: Number of Incidents in Asia, 2021-2022|Piracy and armed robbery against ships: annual statistics
ReCAAP ISC Annual Report 2022|Number of reported incidents by year"""


@pytest.mark.parametrize("title", re.split(r"[|\n]", PLAIN))
def test_an_ordinary_title_is_told_of_in_no_way(read: Read, title: str) -> None:
    report = read(f'"{title}"\n{YEARS}')
    assert (codes_of(report), values_of(report)) == (set(), READ)


@pytest.mark.parametrize(
    ("sign", "legend", "code"),
    [
        ("0", "「0」は5未満", "rounded-zero"),
        ("0", "0 = fewer than 5", "rounded-zero"),
        ("0", "0：別掲", "explained-zero"),
        ("", "空欄は0件", "blank-explained"),
        ("", "Blank = zero", "blank-explained"),
        ("…", "「…」：0", "sign-is-zero"),
        ("…", "「…」は0件", "sign-is-zero"),
        ("×", "「×」は0", "sign-is-zero"),
        ("n.a.", "n.a. = nil", "sign-is-zero"),
        ("・", "・：0件", "sign-is-zero"),
        ("0", "0: suppressed", "sign-is-no-figure"),
        ("0", "0：データなし", "sign-is-no-figure"),
    ],
)
def test_the_legend_of_a_sign_is_read_or_asked_about(read: Read, sign: str, legend: str, code: str) -> None:
    report = read(f"年,件数\n2021,{sign}\n2022,51\n{legend},\n")
    assert code in codes_of(report)
    if code == "sign-is-zero":
        assert values_of(report) == {"2021": 0, "2022": 51}
    if code == "sign-is-no-figure":
        assert [figure.value for figure in report.to_store] == [None, 51]


@pytest.mark.parametrize(
    "title",
    [
        "As of 1 December 2022",
        "2022年12月1日現在",
        "2022.12.1時点",
        "Up to 15 December 2022",
        "Rolling 12 months",
        "trailing twelve months",
        "直近12か月",
    ],
)
@pytest.mark.parametrize("table", ["{}\n" + YEARS, YEARS + "注：{}\n"], ids=["title", "note"])
def test_a_year_that_was_not_over_or_is_no_calendar_year_is_asked_about(
    read: Read, table: str, title: str
) -> None:
    assert "part-in-title-open" in codes_of(read(table.format(title)))


@pytest.mark.parametrize("title", ["As of 31 December 2022", "2022年12月末現在", "令和6年1月1日現在"])
def test_a_day_on_which_the_years_were_over_is_not(read: Read, title: str) -> None:
    assert values_of(read(f"{title},\n{YEARS}")) == READ


def test_a_part_in_brackets_at_the_right_of_a_title_is_said_of_all_columns(read: Read) -> None:
    report = read("海賊事案,,,（1～9月）\n海域,2021,2022,2023\nインドネシア,5,6,7\n", series=None)
    problem = next(each for each in report.problems if each.code == "part-in-title")
    assert problem.facts["count"] == 3


@pytest.mark.parametrize("year", ["2021年まで", "2022-", "平成30年から"])
def test_a_year_that_only_ends_or_begins_a_span_is_none(read: Read, year: str) -> None:
    assert "not-a-period" in codes_of(read(f"年,件数\n{year},50\n"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ReCAAP_2022.csv", "area,value\nIndonesia,15\n"),
        ("table.csv", "海域,件数\nインドネシア,15\n注：2022年の数値\n"),
    ],
)
def test_a_year_that_is_said_is_held_against_the_files_name_and_notes(
    read: Read, name: str, content: str
) -> None:
    assert "year-against-title" in codes_of(read(content, name, series=None, year="2023"))


def test_a_year_that_is_said_is_held_against_the_sheets_name(read: Read) -> None:
    book = workbook(("area", "value"), ("Indonesia", 15), sheet="2022")
    assert "year-against-title" in codes_of(read(book, "table.xlsx", series=None, year="2023"))


@pytest.mark.parametrize("table", ["暦年,件数\n2022,10\n", "暦年別件数,\n年,件数\n2022,10\n"])
def test_fiscal_years_that_are_said_are_held_against_calendar_ones(read: Read, table: str) -> None:
    assert "calendar-in-title" in codes_of(read(table, years="fiscal"))


NO_COUNTS = ("前年比", "change", "rank", "share", "順位", "month")


@pytest.mark.parametrize("name", [*NO_COUNTS, "source"])
def test_a_row_that_is_no_count_is_none(read: Read, name: str) -> None:
    assert read(f"item,2021,2022\n{name},10,12\n").outcome != LOADABLE


@pytest.mark.parametrize("name", NO_COUNTS)
def test_an_upper_header_that_is_no_count_is_none(read: Read, name: str) -> None:
    table = f"海域,{name},\n,2021,2022\nインドネシア,5,6\n"
    assert read(table, series=None).outcome != LOADABLE


@pytest.mark.parametrize("mapping", [{}, {"国名": "ignore"}])
@pytest.mark.parametrize("corner", ["国名", "合計", ""])
def test_a_second_header_with_other_years_is_seen(read: Read, corner: str, mapping: dict[str, str]) -> None:
    table = f"海域,2021,2022\nインドネシア,5,6\n,,\n{corner},2019,2020\nマレーシア,7,8\n"
    report = read(table, series=None, mapping=mapping)
    assert "second-header" in codes_of(report) and report.outcome != LOADABLE


def test_counts_that_look_like_years_are_no_second_header(read: Read) -> None:
    table = "海域,2021,2022\nインドネシア,2019,2020\nマレーシア,7,8\n"
    assert "second-header" not in codes_of(read(table, series=None))


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("年,件数\n2021,#N/A\n", "spreadsheet-error"),
        ("as of,value\n2022,6\n2023,7\n", "no-year"),
        ("year,value\n2022,007\n", "odd-digits"),
        ("year,value\n2022,٥\n", "odd-digits"),
        ("区分,R3,R4,R4/R3\n件数,5,6,1\n", "two-years"),
        ("year,item,value\n2021,share,50\n2022,share,51\n", "column-says"),
        ("年,船種,件数\n2021,タンカー,50\n2022,タンカー,51\n", "column-says"),
        ("year,weapon,value\n2021,guns,50\n2022,guns,51\n", "column-says"),
        ("年,件数\n2021,5\n2022,6*\n*年度の値,\n", "mark-meaning"),
        ("年,件数\n2021,5\n2022,6*\n*未遂を除く,\n", "mark-meaning"),
        ("年,件数\n2021,5\n2022,6*\n*少なくとも,\n", "mark-meaning"),
        ("item,2021,2021年\n件数,5,6\n", "two-columns-for-one-period"),
    ],
)
def test_what_was_misread_is_called_by_its_name(read: Read, table: str, code: str) -> None:
    assert code in codes_of(read(table))


@pytest.mark.parametrize("text", ["DO NOT USE", "Withdrawn", "未定稿", "旧基準", "ダミー値"])
@pytest.mark.parametrize("table", ["{},\n" + YEARS, YEARS + "注：{},\n"], ids=["title", "note"])
def test_a_table_that_is_not_to_be_used_is_asked_about(read: Read, table: str, text: str) -> None:
    assert codes_of(read(table.format(text))) & {"not-to-be-used", "said-provisional"}


@pytest.mark.parametrize(
    "last",
    [
        "令和6年1月1日現在",
        "（令和6年1月1日現在）",
        "2024/4/1更新",
        "P.12",
        "- 12 -",
        "Copyright ReCAAP ISC",
        "(C) ReCAAP ISC 2024",
    ],
)
def test_the_day_page_and_owner_below_a_table_are_no_rows_of_it(read: Read, last: str) -> None:
    assert values_of(read(f"{YEARS}{last},\n")) == READ


def test_a_row_called_a_kind_may_be_an_area(read: Read) -> None:
    report = read("区分,令和3年,令和4年\nアジア,810,820\n", series=None)
    assert not {"unknown-category", "unknown-area"} & codes_of(report)
    assert {figure.series for figure in report.figures} == {"recaap-asia"}


@pytest.mark.parametrize(("name", "nearest"), [("Malacca Strait", "Malacca"), ("Malacca Straits", "Malacca")])
def test_the_nearest_name_shares_a_word(read: Read, name: str, nearest: str) -> None:
    report = read(f"area,2021\n{name},5\n", series=None)
    assert nearest in str(
        next(each for each in report.problems if each.code == "unknown-area").facts["wanted"]
    )


@pytest.mark.parametrize(
    ("table", "answers", "code"),
    [
        ("年度,件数\n2021,50\n", {"years": "calendar"}, "fiscal-all-the-same"),
        ("年,件数\n2021,50p\n", {"finality": {"all": "final"}}, "provisional-all-the-same"),
    ],
)
def test_an_answer_that_changes_nothing_says_so(
    read: Read, table: str, answers: dict[str, Any], code: str
) -> None:
    assert code in codes_of(read(table, **answers))


def drawn(draw: Callable[[Any, Any], None]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        for line, row in enumerate((("year", "value"), (2021, 5), (2022, 6))):
            page.write_row(line, 0, row)
        draw(book, page)
    return content.getvalue()


def test_the_titles_of_a_chart_are_read(read: Read) -> None:
    def draw(book: Any, page: Any) -> None:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$B$2:$B$3"})
        chart.set_y_axis({"name": "千件"})
        page.insert_chart("D2", chart)

    assert "multiplied" in codes_of(read(drawn(draw), "table.xlsx"))


@pytest.mark.parametrize("first", ["white", "black"])
def test_a_white_digit_beside_a_black_one_is_none_of_a_count(read: Read, first: str) -> None:
    def draw(book: Any, page: Any) -> None:
        looks = [book.add_format({"font_color": colour}) for colour in ("white", "black")]
        page.write_rich_string("B2", *(looks if first == "white" else looks[::-1])[:1], "1", looks[1], "6")

    report = read(drawn(draw), "table.xlsx")
    assert (report.outcome == LOADABLE) == (first == "black")


def test_a_cover_before_the_table_is_passed_over_and_the_sheet_that_is_read_is_named(read: Read) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("表紙").write("A1", "海賊統計")
        page = book.add_worksheet("データ")
        page.write_row(0, 0, ("year", "value"))
        page.write_row(1, 0, (2021, 50))
    report = read(content.getvalue(), "table.xlsx")
    assert values_of(report) == {"2021": 50}
    assert next(each for each in report.problems if each.code == "other-sheets").facts["wanted"] == "データ"


@pytest.mark.parametrize("name", ["平均", "Average"])
def test_a_row_of_averages_is_left_out_as_a_total_is(read: Read, name: str) -> None:
    assert values_of(read(f"{YEARS}{name},50.5\n")) == READ


def test_a_series_that_is_none_is_no_answer(read: Read) -> None:
    assert "no-series-of-that-id" in codes_of(read(YEARS, continues=("no-such-series",)))


@pytest.mark.parametrize(
    "title", ["単位：日", "隻単位", "隻を単位とする", "（Unit: US$ m）", "単位：か国", "Unit: minutes"]
)
def test_a_unit_that_is_named_and_not_that_of_the_series_is_asked_known_or_not(
    read: Read, title: str
) -> None:
    report = read(f"{title},\n年,件数\n2022,10\n")
    assert "other-unit" in codes_of(report)
    assert report.outcome != LOADABLE


@pytest.mark.parametrize(
    "title", ["単位：件", "（単位　件）", "Unit: incidents", "単位は件数", "United Nations count"]
)
def test_the_unit_of_the_series_is_not_asked(read: Read, title: str) -> None:
    assert "other-unit" not in codes_of(read(f"{title},\n年,件数\n2022,10\n"))


@pytest.mark.parametrize(
    "note",
    [
        "注：既遂のみを計上。",
        "注：未遂を除く。",
        "注：件数はシンガポール海峡におけるものである。",
        "注：数値は死者数である。",
        "Note: Values are crew killed.",
        "Note: Excluding attempted incidents.",
        "Note: Tankers only.",
    ],
)
def test_a_note_that_makes_other_figures_of_them_is_told_whole(read: Read, note: str) -> None:
    report = read(f"年,件数\n2022,50\n2021,51\n{note},\n")
    asked = {problem.code for problem in report.problems if problem.severity == "question"}
    assert asked or any(note.rstrip("。.") in told for told in words_told(report)), codes_of(report)


@pytest.mark.parametrize(
    "note", ["注：端数処理は行っていない。", "出典：ReCAAP ISC", "Source: ReCAAP ISC annual report"]
)
def test_a_note_that_says_nothing_of_the_figures_is_not_told(read: Read, note: str) -> None:
    assert "words-not-read" not in codes_of(read(f"年,件数\n2022,10\n2021,9\n{note},\n"))


def test_a_file_of_which_everything_is_set_aside_is_refused(read: Read) -> None:
    report = read(",2022,2023\n合計,5,6\n")
    assert "all-set-aside" in codes_of(report)
    assert report.outcome != LOADABLE


@pytest.mark.parametrize("sheet", ["5月", "2022年5月", "May", "May 2022"])
def test_a_sheet_named_after_a_month_is_asked_about(read: Read, sheet: str) -> None:
    assert "part-in-title-open" in codes_of(read(workbook(("年", "件数"), (2022, 5), sheet=sheet)))
