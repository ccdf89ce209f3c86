"""The forms of tables that agencies and analysts make, and what becomes of each: the source of
``ingest/forms.md``.

Run it to write that page anew: ``python -m tests.contracts.table_forms``.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Engine
from xlsxwriter.utility import xl_rowcol_to_cell

from ingest import pipeline
from ingest.answers import Answers, Citation, NewSeries
from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder
from ingest.report import LOADABLE, Report, Source
from ingest.words import Words

PAGE = PROJECT / "ingest" / "forms.md"
TODAY = date(2026, 11, 23)
SERIES = NewSeries(
    "test-waters", "recaap", "recaap-asia", definition="A series without history", name_en="Test waters"
)
ANSWERS = Answers(publication="recaap-annual-2024", series=SERIES.id, new_series=(SERIES,))

LATER = Citation("Report of the first nine months", date(2026, 10, 15), publisher="recaap")

Fill = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Form:
    """A table in one form: its name and why it is treated so, in both languages; its text, or what fills a
    sheet; what is read of it (period: value, "missing", "≥5", "56p"), or the code of what is asked or
    refused."""

    group: str
    english: str
    japanese: str
    table: str | bytes | Fill
    read: Mapping[str, object] = field(default_factory=dict)
    code: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


ERAS, UNITS, SIGNS, SHEETS, LAYOUT, SOURCES, PARTS, KINDS = (
    "eras and years",
    "units",
    "signs for no figure",
    "workbooks",
    "rows and columns",
    "sources and status",
    "parts of a year",
    "other files",
)
GROUPS = {
    ERAS: ("Years and eras", "年・元号"),
    UNITS: ("Units and multipliers", "単位・倍数"),
    SIGNS: ("Signs and marks", "記号・符号"),
    SHEETS: ("What a workbook shows", "ブックの表示"),
    LAYOUT: ("Rows and columns", "行・列"),
    SOURCES: ("Source and status of each row", "行ごとの出典・状態"),
    PARTS: ("Parts of a year", "年の一部"),
    KINDS: ("Other files", "ほかの種類のファイル"),
}


def _sheet(*rows: tuple[Any, ...], **formats: str) -> Fill:
    """A sheet of these rows; a format by the name of its cell, such as B2."""

    def fill(book: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                code = formats.get(xl_rowcol_to_cell(number, column))
                look = book.add_format({"num_format": code}) if code else None
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, look)
                else:
                    sheet.write(number, column, value, look)

    return fill


def _raised(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5))(book, sheet)
    sheet.write("A3", 2024)
    sheet.write_rich_string("B3", "1", book.add_format({"font_script": 1}), "2")


def _raised_with_note(book: Any, sheet: Any) -> None:
    _raised(book, sheet)
    sheet.write_rich_string("A4", book.add_format({"font_script": 1}), "2", " 未遂を含む。")


def _struck(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5))(book, sheet)
    sheet.write("A3", 2024)
    sheet.write_rich_string("B3", book.add_format({"font_strikeout": True}), "6", "7", book.add_format({}))


def _merged(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, ""), (2024, ""))(book, sheet)
    sheet.merge_range("B2:B3", 12)


def _hidden_label(book: Any, sheet: Any) -> None:
    _sheet(("year", "area", "value"), (2023, "Nowhere", 5), (2024, "Nowhere", 6))(book, sheet)
    sheet.set_column(1, 1, None, None, {"hidden": True})


def _year_and_value(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), ("", ""), (2024, 6))(book, sheet)
    sheet.merge_range("A2:B2", 2023)


def _hidden(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5), (2024, 6))(book, sheet)
    sheet.set_row(2, None, None, {"hidden": True})


def _white(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5), (2024, ""))(book, sheet)
    sheet.write("B3", 6, book.add_format({"font_color": "white"}))


def _zeros_hidden(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5), (2024, 0))(book, sheet)
    sheet.hide_zero()


def _commented(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5), (2024, 6))(book, sheet)
    sheet.write_comment("B3", "速報値")


def _boxed(book: Any, sheet: Any) -> None:
    _sheet(("year", "value"), (2023, 5), (2024, 6))(book, sheet)
    sheet.insert_textbox("D2", "単位：千件")


FORMS = (
    Form(
        ERAS,
        "Era years in every row",
        "各行に元号",
        "年,件数\n令和5年,56\n令和6年,67\n",
        {"2023": 56, "2024": 67},
    ),
    Form(
        ERAS,
        "The era only where it changes",
        "元号は変わり目だけ",
        "年,件数\n平成30年,5\n31年,6\n令和2年,7\n3年,8\n",
        {"2018": 5, "2019": 6, "2020": 7, "2021": 8},
    ),
    Form(
        ERAS,
        "Newest first, the era only above",
        "新しい順、元号は先頭だけ",
        "年,件数\n令和2年,7\n元年,6\n30年,5\n29年,4\n",
        {"2020": 7, "2019": 6, "2018": 5, "2017": 4},
    ),
    Form(
        ERAS,
        "A bare year that would run backwards",
        "省略された元号では年が逆戻りする",
        "年,件数\n平成31年,6\n2年,7\n3年,8\n",
        code="era-unclear",
    ),
    Form(
        ERAS,
        "The same, with the era said",
        "同上、元号を答えた場合",
        "年,件数\n平成31年,6\n2年,7\n3年,8\n",
        {"2019": 6, "2020": 7, "2021": 8},
        answers={"era": "令和"},
    ),
    Form(ERAS, "Kanji digits", "漢数字", "年,件数\n令和五年,56\n令和六年,67\n", {"2023": 56, "2024": 67}),
    Form(
        ERAS,
        "Both calendars that agree",
        "西暦と和暦の併記（一致）",
        "年,件数\n2023年（令和5年）,56\n令和6（2024）年,67\n",
        {"2023": 56, "2024": 67},
    ),
    Form(
        ERAS,
        "Both calendars that do not agree",
        "西暦と和暦の併記（不一致）",
        "年,件数\n2023年（令和6年）,56\n",
        code="calendars-disagree",
    ),
    Form(
        ERAS,
        "A column for each calendar",
        "西暦の列と和暦の列",
        "西暦,和暦,件数\n2018,平成30,5\n2019,31,6\n2020,令和2,7\n",
        {"2018": 5, "2019": 6, "2020": 7},
    ),
    Form(
        ERAS,
        "A column for each calendar, which disagree once",
        "西暦の列と和暦の列（一行だけ不一致）",
        "西暦,和暦,件数\n2018,平成30,5\n2019,令和2,6\n",
        code="calendars-disagree",
    ),
    Form(
        ERAS,
        "Eras across, the name only where it changes",
        "横並びの元号（変わり目だけ）",
        "海域,平成30,元,2\nアジア,5,6,7\n",
        {"2018": 5, "2019": 6, "2020": 7},
        answers={"mapping": {"アジア": SERIES.id}},
    ),
    Form(
        ERAS,
        "Eras in a column of their own",
        "元号と年が別の列",
        "元号,年,件数\n平成,30,5\n令和,元,6\n令和,2,7\n",
        {"2018": 5, "2019": 6, "2020": 7},
    ),
    Form(
        ERAS,
        "The same, the era only where it changes",
        "同上、元号は変わり目だけ",
        "元号,年,件数\n平成,30,5\n,31,6\n令和,2,7\n,3,8\n",
        {"2018": 5, "2019": 6, "2020": 7, "2021": 8},
    ),
    Form(
        ERAS,
        "The same, with a year that would run backwards",
        "同上、年が逆戻りする場合",
        "元号,年,件数\n平成,30,5\n,31,6\n,2,7\n",
        code="era-unclear",
    ),
    Form(
        ERAS,
        "Eras over bare years, in two header rows",
        "上段に元号、下段に年の見出し",
        "海域,平成,,令和,,\n,29,30,元,2,3\nアジア,4,5,6,7,8\n",
        {"2017": 4, "2018": 5, "2019": 6, "2020": 7, "2021": 8},
        answers={"mapping": {"アジア": SERIES.id}},
    ),
    Form(
        ERAS,
        "Eras over what may be counts",
        "元号の下が件数とも読める表",
        "海域,昭和,平成\nアジア,5,6\n",
        code="column-meaning",
        answers={"mapping": {"アジア": SERIES.id}},
    ),
    Form(
        ERAS,
        "Eras otherwise: Reiwa 5, 平31, 2022年分, (2024)",
        "Reiwa 5、平31、2022年分、(2024) の書き方",
        "年,件数\nReiwa 5,5\n平31,6\n2022年分,7\n(2024),8\n",
        {"2023": 5, "2019": 6, "2022": 7, "2024": 8},
    ),
    Form(
        ERAS,
        "Fiscal years across",
        "年度が横に並ぶ表",
        "年度,2022,2023\n発生件数,5,6\n",
        {"FY2022": 5, "FY2023": 6},
    ),
    Form(
        ERAS,
        "A title of fiscal years over bare years",
        "年度別とする表題の下の年",
        "年度別の発生件数,\n年,件数\n2023,56\n",
        code="fiscal-in-title",
    ),
    Form(
        ERAS,
        "The same, answered",
        "同上、答えた場合",
        "年度別の発生件数,\n年,件数\n2023,56\n",
        {"FY2023": 56},
        answers={"years": "fiscal"},
    ),
    Form(ERAS, "〃 below a year", "〃（同上）", "年,件数\n2023,56\n〃,56\n", {"2023": 56}),
    Form(ERAS, "A year torn in two", "途中に空白のある年", "year,value\n20 24,56\n", code="not-a-year"),
    Form(
        ERAS,
        "Years as 2,024 and '2024",
        "2,024や'2024と書かれた年",
        "year,value\n\"2,023\",5\n'2024,'6\n",
        {"2023": 5, "2024": 6},
    ),
    Form(ERAS, "Two digits", "2桁の年", "year,value\n24,56\n", code="two-digit-year"),
    Form(
        ERAS,
        "Programs' years: Excel's text, the World Bank, R",
        "ソフトが書く年（Excelの文字列、世界銀行、R）",
        'year,value\n"=""2022""",5\n2023 [YR2023],6\nX2024,7\n',
        {"2022": 5, "2023": 6, "2024": 7},
    ),
    Form(
        ERAS,
        "Eurostat: keys, tabs, flags",
        "Eurostat（キー・タブ・符号）",
        "freq,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \nA,test-waters\t5 \t6 p\t: \n",
        {"2022": 5, "2023": "6p", "2024": "missing"},
        answers={"mapping": {"test-waters": SERIES.id}},
    ),
    Form(
        ERAS,
        "e-Stat: codes and units in columns",
        "e-Stat（コード・単位の列）",
        "tab_code,表章項目,cat01_code,time_code,時間軸(年次),unit,value\n"
        "100,事案数,00,2023000000,2023年,件,56\n100,事案数,00,2024000000,2024年,件,67\n",
        {"2023": 56, "2024": 67},
    ),
    Form(
        ERAS,
        "Invisible characters",
        "見えない文字",
        "year,value\n\u200b2023,56\n\u200e2024,67\u200b\n",
        {"2023": 56, "2024": 67},
    ),
    Form(UNITS, "The series' own unit", "系列と同じ単位", "（単位：件）,\n年,件数\n2023,56\n", {"2023": 56}),
    Form(
        UNITS,
        "Thousands in the title",
        "表題に千件",
        "（単位：千件）,\n年,件数\n2023,56\n",
        code="multiplied",
    ),
    Form(
        UNITS,
        "“in thousands” in the header",
        "見出しに in thousands",
        "year,value (in thousands)\n2023,56\n",
        code="multiplied",
    ),
    Form(UNITS, "Persons in a cell", "セルに人数", "年,件数\n2023,70人\n", code="other-unit"),
    Form(UNITS, "A column of units", "単位の列", "年,値,単位\n2023,56,隻\n", code="other-unit"),
    Form(
        SIGNS,
        "A dash that the legend says is none",
        "凡例が皆無とする「－」",
        "年,件数\n2023,－\n2024,6\n注：「－」は皆無を示す。,\n",
        {"2023": 0, "2024": 6},
    ),
    Form(
        SIGNS,
        "A dash that the legend says is not known",
        "凡例が不詳とする「－」",
        "年,件数\n2023,－\n2024,6\n注：「－」は不詳を示す。,\n",
        {"2023": "missing", "2024": 6},
    ),
    Form(
        SIGNS,
        "A dash without a legend",
        "凡例のない「－」",
        "年,件数\n2023,－\n2024,6\n",
        code="dash-meaning",
    ),
    Form(
        SIGNS,
        "The same, answered",
        "同上、答えた場合",
        "年,件数\n2023,－\n2024,6\n",
        {"2023": 0, "2024": 6},
        answers={"dash": "zero"},
    ),
    Form(
        SIGNS,
        "A letter that means what it means by custom",
        "慣用どおりの英字",
        "year,value\n2023,5r\n2024,6p\nr: revised; p: preliminary,\n",
        {"2023": 5, "2024": "6p"},
    ),
    Form(
        SIGNS,
        "A letter that the table's note explains otherwise",
        "表の注が慣用と異なる意味を与える英字",
        "year,value\n2023,5\n2024,6p\np: rounded to whole incidents,\n",
        code="mark-meaning",
    ),
    Form(
        SIGNS,
        "The same, where it is a note",
        "同上、注と答えた場合",
        "year,value\n2023,5\n2024,6p\np: rounded to whole incidents,\n",
        {"2023": 5, "2024": 6},
        answers={"marks": {"p": "note"}},
    ),
    Form(
        SIGNS,
        "A star that the table's note explains as provisional",
        "注が速報とする「*」",
        "年,件数\n2023,56\n2024,67*\n* 速報値,\n",
        {"2023": 56, "2024": "67p"},
    ),
    Form(
        SIGNS,
        "A footnote that says something else",
        "別の事柄を述べる注",
        "年,件数\n2023,56※1\n2024,67\n※1 未遂を含む。,\n",
        {"2023": 56, "2024": 67},
    ),
    Form(
        SIGNS,
        "Signs in brackets that notes explain: 67[1], 67(2), 67 3), 67¹, 67[a]",
        "注が説明する括弧の符号（67[1]、67(2)、67 3)、67¹、67[a]）",
        "年,件数\n2020,67[1]\n2021,56(2)\n2022,58 3)\n2023,77¹\n2024,84 [a]\n"
        "[1] 未遂を含む。,\n注：2) 速報値。3) 湾内を含む。,\n[a] 港内を含む。,\n",
        {"2020": 67, "2021": "56p", "2022": 58, "2023": 77, "2024": 84},
        answers={"finality": {"all": "final"}},
    ),
    Form(
        SIGNS,
        "A sign in brackets that nothing explains",
        "説明のない括弧の符号",
        "(1) 海賊等事案の件数,\n年,件数\n2023,56\n2024,67(1)\n",
        code="mark-meaning",
    ),
    Form(
        SIGNS,
        "A sign in brackets at a year",
        "年に付いた括弧の符号",
        "年,2023,2024[1]\n件数,56,67\n[1] 未遂を含む。,,\n",
        {"2023": 56, "2024": 67},
    ),
    Form(
        SIGNS,
        "A number in accountants' brackets",
        "会計の括弧（負数）",
        "年,件数\n2023,(56)\n",
        code="negative",
    ),
    Form(
        SIGNS,
        "A star that nothing explains",
        "説明のない「*」",
        "年,件数\n2023,56\n2024,67*\n",
        code="mark-meaning",
    ),
    Form(
        SIGNS,
        "The same, answered",
        "同上、答えた場合",
        "年,件数\n2023,56\n2024,67*\n",
        {"2023": 56, "2024": "67p"},
        answers={"marks": {"*": "provisional"}},
    ),
    Form(
        SIGNS,
        "A zero that the legend uses for less than half a unit",
        "凡例が単位未満とする0",
        "年,件数\n2023,0\n2024,6\n注：「0」は単位に満たないものを示す。,\n",
        code="rounded-zero",
    ),
    Form(SIGNS, "“none” in words", "「なし」", "年,件数\n2023,なし\n", code="none-in-words"),
    Form(
        SIGNS,
        "Provisional, at least, not published",
        "速報値・下限・非公表",
        "年,件数\n2022,非公表\n2023,5以上\n2024,67(p)\n",
        {"2022": "not-published", "2023": "≥5", "2024": "67p"},
    ),
    Form(SIGNS, "About", "約", "年,件数\n2023,約56\n", code="approximate"),
    Form(SIGNS, "A minus sign of accountants", "△", "年,件数\n2023,△56\n", code="negative"),
    Form(
        SHEETS,
        "A format that shows 令和6年",
        "表示形式で令和6年",
        _sheet(("年", "件数"), (datetime(2024, 1, 1), 67), A2='ggge"年"'),
        {"2024": 67},
    ),
    Form(
        SHEETS,
        "A format that shows 約107",
        "表示形式で約107",
        _sheet(("年", "件数"), (2024, 107), B2='"約"0'),
        code="approximate",
    ),
    Form(
        SHEETS,
        "A format that shows 107(p)",
        "表示形式で107(p)",
        _sheet(("年", "件数"), (2024, 107), B2='0"(p)"'),
        {"2024": "107p"},
    ),
    Form(SHEETS, "A raised digit beside a count", "数値に付いた上付き数字", _raised, code="mark-meaning"),
    Form(
        SHEETS,
        "The same, with its note below",
        "同上、下に注がある場合",
        _raised_with_note,
        {"2023": 5, "2024": 1},
    ),
    Form(
        SHEETS,
        "Struck-out text beside its correction",
        "取消線の付いた数字と訂正",
        _struck,
        code="not-a-count",
    ),
    Form(SHEETS, "One value merged over two years", "2年にわたる結合セル", _merged, code="merged-value"),
    Form(
        SHEETS,
        "A year merged with its count",
        "年と数値が結合されたセル",
        _year_and_value,
        code="merged-value",
    ),
    Form(SHEETS, "Hidden rows", "非表示の行", _hidden, code="hidden-rows"),
    Form(
        SHEETS,
        "The same, to be left out",
        "同上、除くと答えた場合",
        _hidden,
        {"2023": 5},
        answers={"hidden": "leave"},
    ),
    Form(
        SHEETS,
        "A hidden column of names, to be left out",
        "名称の列が非表示（除くと答えた場合）",
        _hidden_label,
        {"2023": 5, "2024": 6},
        answers={"hidden": "leave"},
    ),
    Form(SHEETS, "A count in white on white", "白地に白い文字の数値", _white, code="unseen-cells"),
    Form(
        SHEETS,
        "The same, to be left out",
        "同上、除くと答えた場合",
        _white,
        {"2023": 5, "2024": "missing"},
        answers={"hidden": "leave"},
    ),
    Form(SHEETS, "Zeros that are not shown", "表示されないゼロ", _zeros_hidden, code="unseen-cells"),
    Form(
        SHEETS,
        "The same, to be read",
        "同上、読むと答えた場合",
        _zeros_hidden,
        {"2023": 5, "2024": 0},
        answers={"hidden": "read"},
    ),
    Form(
        SHEETS,
        "A comment at a cell that says “provisional”",
        "「速報値」というコメント",
        _commented,
        code="said-provisional",
    ),
    Form(SHEETS, "A unit in a text box", "テキストボックスの単位", _boxed, code="multiplied"),
    Form(
        LAYOUT,
        "Title, unit, notes and source around the table",
        "表題・単位・注・出典のある表",
        "海賊事案の推移,\n（単位：件）,\n年,件数\n2023,56\n2024,67\n注：暫定ではない。,\n出典：年次報告,\n",
        {"2023": 56, "2024": 67},
    ),
    Form(
        LAYOUT,
        "Years across",
        "年が横に並ぶ表",
        "series,2023,2024\ntest-waters,56,67\n",
        {"2023": 56, "2024": 67},
    ),
    Form(LAYOUT, "A row with a cell too many", "セルが多い行", "year,value\n2023,1,234\n", code="ragged-row"),
    Form(
        LAYOUT,
        "A row with a cell too few",
        "セルが足りない行",
        "year,area,value\n2023,56\n",
        code="ragged-row",
    ),
    Form(
        LAYOUT,
        "A thousand torn apart at its comma",
        "コンマで割れた千の位",
        "area,2022,2023,2024\nAsia,1,056,67\n",
        code="odd-digits",
    ),
    Form(
        LAYOUT,
        "A comma that may be a decimal one, beside semicolons",
        "セミコロン区切りで小数点とも読めるコンマ",
        "year;value\n2023;56,000\n",
        code="comma-unclear",
    ),
    Form(
        LAYOUT,
        "Decimal commas in the whole column, beside semicolons",
        "セミコロン区切りで、列の全ての値が小数点コンマ",
        "year;value\n2022;1056,0\n2023;56,0\n2024;\n",
        {"2022": 1056, "2023": 56, "2024": "missing"},
    ),
    Form(
        LAYOUT,
        "A decimal comma in some rows only",
        "一部の行だけの小数点コンマ",
        "year;value\n2023;1,056\n2024;56,0\n",
        code="comma-unclear",
    ),
    Form(
        LAYOUT,
        "A fraction with a decimal comma",
        "小数点コンマの端数",
        "year;value\n2023;56,5\n2024;67,0\n",
        code="fractional",
    ),
    Form(
        LAYOUT,
        "Thousands beside semicolons",
        "セミコロン区切りの千の位のコンマ",
        "year;value\n2023;1,234\n2024;567\n",
        {"2023": 1234, "2024": 567},
    ),
    Form(
        LAYOUT,
        "A table that goes on beside itself",
        "右に続く表（同じ見出しの繰返し）",
        "年,件数,,年,件数\n2021,5,,2023,7\n2022,6,,2024,8\n",
        {"2021": 5, "2023": 7, "2022": 6, "2024": 8},
    ),
    Form(
        LAYOUT,
        "Two tables of the same years side by side",
        "同じ年の二つの表が横に並ぶ",
        "年,件数,,年,件数\n2021,5,,2021,7\n2022,6,,2022,8\n",
        code="side-by-side",
    ),
    Form(
        LAYOUT,
        "Two tables side by side, each with its title",
        "表題の異なる二つの表が横に並ぶ",
        "表1 東部,,,表2 西部,\n年,件数,,年,件数\n2021,5,,2023,7\n",
        code="side-by-side",
    ),
    Form(
        LAYOUT,
        "Two tables side by side with other headers",
        "見出しの異なる二つの表が横に並ぶ",
        "年,件数,,年,負傷者数\n2021,5,,2023,7\n",
        code="side-by-side",
    ),
    Form(
        LAYOUT,
        "A second table below a heading",
        "見出しの下の二つ目の表",
        "年,件数\n2023,10\n\n表2 東部,\n年,件数\n2021,7\n",
        code="heading-in-table",
    ),
    Form(
        LAYOUT,
        "A title that speaks of something else",
        "別のものを表す表題",
        "Crew killed in attacks,\nyear,value\n2023,5\n",
        code="other-measure",
    ),
    Form(
        LAYOUT,
        "The same, where it is the same thing",
        "同上、同じものと答えた場合",
        "Crew killed in attacks,\nyear,value\n2023,5\n",
        {"2023": 5},
        answers={"mapping": {"killed": "note"}},
    ),
    Form(
        LAYOUT,
        "An unknown column whose cells differ",
        "未知の列の内容が行で異なる",
        "year,weapon,value\n2023,guns,56\n2024,knives,5\n",
        code="column-varies",
    ),
    Form(
        LAYOUT,
        "An upper header that nobody knows",
        "未知の上段見出し",
        "区分,死者数,\n,2021,2022\n発生件数,4,5\n",
        code="name-of-series",
    ),
    Form(
        LAYOUT,
        "One period twice with different values",
        "同じ年に異なる値",
        "year,value\n2023,56\n2023,57\n",
        code="two-values-for-one-period",
    ),
    Form(
        LAYOUT,
        "A list of single incidents",
        "個々の事案の一覧",
        "番号,日付,船名,海域\n1,2024-01-03,A丸,マラッカ海峡\n2,2024-02-05,B丸,マラッカ海峡\n",
        code="lists-incidents",
    ),
    Form(
        LAYOUT,
        "A column of places that contradicts the series chosen",
        "選んだ系列と合わない海域の列",
        "年,場所の名,件数\n2023,Singapore Strait,5\n2024,Singapore Strait,6\n",
        code="series-contradicted",
    ),
    Form(
        LAYOUT,
        "Nothing but a total",
        "合計だけの表",
        "海域,2023,2024\n合計,56,67\n",
        code="only-totals",
        answers={"series": None},
    ),
    Form(
        SOURCES,
        "A source in each row, not known yet",
        "行ごとの未登録の出典",
        "年,件数,出典\n2023,56,年次報告2023\n2024,67,年次報告2024\n",
        code="unknown-publications",
    ),
    Form(
        SOURCES,
        "The same, with its publisher said",
        "同上、公表機関を答えた場合",
        "年,件数,出典\n2023,56,年次報告2023\n2024,67,年次報告2024\n",
        {"2023": 56, "2024": 67},
        answers={"rows_publisher": "recaap"},
    ),
    Form(
        SOURCES,
        "A status in each row",
        "行ごとの状態",
        "年,件数,状態\n2023,56,確定\n2024,67,preliminary\n",
        {"2023": 56, "2024": "67p"},
    ),
    Form(
        SOURCES,
        "A status that nobody knows",
        "未知の状態",
        "年,件数,状態\n2024,67,third\n",
        code="unclear-status",
    ),
    Form(
        SOURCES,
        "A title that calls the figures provisional",
        "表題が速報値とする表",
        "速報値,\n年,件数\n2023,56\n",
        code="said-provisional",
    ),
    Form(
        SOURCES,
        "The same, answered",
        "同上、答えた場合",
        "速報値,\n年,件数\n2023,56\n",
        {"2023": "56p"},
        answers={"finality": {"all": "provisional"}},
    ),
    Form(
        SOURCES,
        "Two columns that say the same",
        "同じ事柄の列が二つ",
        "year,value,source,edition\n2024,67,recaap-annual-2024,2nd\n",
        code="columns-alike",
    ),
    Form(
        PARTS,
        "Months, halves and quarters in the year's cell",
        "年のセルに月・半期・四半期",
        "年,件数\n2024年1～9月,56\n2024年上半期,40\n2024年第1四半期,20\n",
        {"2024-01/09": 56, "2024-01/06": 40, "2024-01/03": 20},
    ),
    Form(
        PARTS,
        "Quarters in a column of their own",
        "四半期の列",
        "year,quarter,value\n2024,Q1,20\n2024,2,21\n",
        {"2024-01/03": 20, "2024-04/06": 21},
    ),
    Form(
        PARTS,
        "Quarters as Q1 2024, 2Q2024, 3rd quarter 2024, 2024年第Ⅳ四半期",
        "Q1 2024、2Q2024、3rd quarter 2024、2024年第Ⅳ四半期の書き方",
        "period,value\nQ1 2024,5\n2Q2024,7\n3rd quarter 2024,3\n2024年第Ⅳ四半期,2\n",
        {"2024-01/03": 5, "2024-04/06": 7, "2024-07/09": 3, "2024-10/12": 2},
    ),
    Form(
        PARTS,
        "Roman numbers in a column of quarters",
        "四半期の列にローマ数字",
        "年,四半期,件数\n2024,Ⅰ,5\n2024,Ⅱ,7\n2024,III,3\n2024,IV,2\n",
        {"2024-01/03": 5, "2024-04/06": 7, "2024-07/09": 3, "2024-10/12": 2},
    ),
    Form(
        PARTS,
        "Roman numbers below a header of quarters",
        "四半期の見出しの下にローマ数字",
        "年,四半期,,,\n,Ⅰ,Ⅱ,Ⅲ,Ⅳ\n2023,5,7,3,2\n",
        {"2023-01/03": 5, "2023-04/06": 7, "2023-07/09": 3, "2023-10/12": 2},
    ),
    Form(
        PARTS,
        "Roman numbers that nothing calls quarters",
        "四半期と書かれていないローマ数字",
        "年,Ⅰ,Ⅱ,Ⅲ,Ⅳ\n2023,5,7,3,2\n",
        code="column-meaning",
    ),
    Form(
        PARTS,
        "A number below “halves and quarters”",
        "「半期・四半期」の列の数字",
        "年,半期・四半期,件数\n2023,1,5\n",
        code="not-a-period",
    ),
    Form(
        PARTS,
        "Quarters of fiscal years",
        "年度の四半期",
        "年度,四半期,件数\n2023,第1四半期,5\n",
        {"2023-04/06": 5},
    ),
    Form(
        PARTS,
        "Quarters across, years down",
        "四半期が横、年が縦",
        "年,第1四半期,第2四半期\n2023,5,6\n2024,7,3\n",
        {"2023-01/03": 5, "2023-04/06": 6, "2024-01/03": 7, "2024-04/06": 3},
    ),
    Form(
        PARTS,
        "Months in the cell of the year, as 2024年5月, May 2024, 2024-07",
        "年のセルに月（2024年5月、May 2024、2024-07）",
        "年月,件数\n2024年5月,5\nJune 2024,7\n2024-07,3\n令和6年8月,2\n",
        {"2024-05": 5, "2024-06": 7, "2024-07": 3, "2024-08": 2},
    ),
    Form(
        PARTS,
        "Spans of days, as 1 Jan – 19 Sep 2014",
        "任意の期間（2014年1月1日～9月19日など）",
        "期間,件数\n1 Jan – 19 Sep 2014,5\n2023年1月1日～6月15日,7\n2023-02-01/2023-05-31,3\n",
        {"2014-01-01/2014-09-19": 5, "2023-01-01/2023-06-15": 7, "2023-02/05": 3},
    ),
    Form(
        PARTS,
        "Halves and nine months in any words",
        "半期・9か月間の様々な書き方",
        "期間,件数\n2023年上半期,40\nJan–Jun 2024,41\nfirst nine months of 2023,60\n9M 2024,61\n",
        {"2023-01/06": 40, "2024-01/06": 41, "2023-01/09": 60, "2024-01/09": 61},
    ),
    Form(
        PARTS,
        "The year only at the first month",
        "最初の月だけに年",
        "年月,件数\n2024年1月,5\n2月,7\n3月,3\n",
        {"2024-01": 5, "2024-02": 7, "2024-03": 3},
    ),
    Form(
        PARTS,
        "Months below a year that stands alone",
        "年だけの行の下に月",
        "年月,件数\n2023年,\n11月,5\n12月,7\n2024年,\n1月,3\n",
        {"2023-11": 5, "2023-12": 7, "2024-01": 3},
    ),
    Form(
        PARTS,
        "Months of eras, the era written once",
        "元号を一度だけ書いた月",
        "年月,件数\n令和5年12月,5\n6年1月,7\n2月,3\n",
        {"2023-12": 5, "2024-01": 7, "2024-02": 3},
    ),
    Form(
        PARTS,
        "Running totals, the year only at the first",
        "累計、最初だけに年",
        "期間,件数\n2024年1～3月,5\n1～6月,9\n1～9月,14\n",
        {"2024-01/03": 5, "2024-01/06": 9, "2024-01/09": 14},
    ),
    Form(
        PARTS,
        "Months that cross the new year without a year",
        "年を書かずに年をまたぐ月",
        "年月,件数\n2023年12月,5\n1月,7\n",
        code="part-without-year",
    ),
    Form(
        PARTS,
        "Months that cross the new year below a year written once",
        "最初だけに書いた年の下で年をまたぐ月",
        "年,月,件数\n2023,11,5\n,12,7\n,1,2\n",
        code="part-without-year",
    ),
    Form(
        PARTS,
        "Columns of months from April to March below 年",
        "「年」の列に4月から翌年3月までの月の列",
        "年,4月,12月,1月\n2023,5,7,2\n",
        code="part-without-year",
    ),
    Form(
        PARTS,
        "Halves of a fiscal year, the year only at the first",
        "年度の半期、最初だけに年度",
        "期間,件数\n2022年度上半期,5\n下半期,7\n",
        {"2022-04/09": 5, "2022-10/2023-03": 7},
    ),
    Form(
        PARTS,
        "Up to a month: 2024年9月まで（速報）",
        "「まで」のある期間：2024年9月まで（速報）",
        "期間,件数\n2024年9月まで（速報）,5\n",
        {"2024-01/09": "5p"},
    ),
    Form(
        PARTS,
        "A span without a beginning: 2024年（～9月）",
        "始まりのない期間：2024年（～9月）",
        "期間,件数\n2024年（～9月）,5\n",
        code="not-a-period",
    ),
    Form(
        PARTS,
        "Months below a year that has a figure of its own",
        "数値のある年の行の下に月",
        "年月,件数\n2023年,12\n1月,5\n2月,7\n",
        code="part-without-year",
    ),
    Form(
        PARTS,
        "A column of months",
        "月の列",
        "年,月,件数\n2024,1,5\n2024,2月,7\n2024,Mar,3\n",
        {"2024-01": 5, "2024-02": 7, "2024-03": 3},
    ),
    Form(
        PARTS,
        "A part of the year in a further column",
        "別の列に年の一部",
        "年,対象期間,件数\n2023,2023年1～9月,5\n2024,通年,7\n",
        {"2023-01/09": 5, "2024": 7},
    ),
    Form(
        PARTS,
        "A part of another year in a further column",
        "別の列に違う年の一部",
        "年,年月,件数\n2023,2024年5月,5\n",
        code="calendars-disagree",
    ),
    Form(
        PARTS,
        "Months with two digits of their year",
        "年が2桁の月",
        "month,value\nJan-24,5\nFeb-24,7\n",
        code="two-digit-year",
    ),
    Form(
        PARTS,
        "Months of fiscal years",
        "年度の月",
        "年度,月,件数\n2023,4月,5\n2023,3月,7\n",
        {"2023-04": 5, "2024-03": 7},
    ),
    Form(
        PARTS,
        "Months across, years down",
        "月が横、年が縦",
        "年,1月,2月,3月\n2023,5,7,3\n2024,4,4,4\n",
        {"2023-01": 5, "2023-02": 7, "2023-03": 3, "2024-01": 4, "2024-02": 4, "2024-03": 4},
    ),
    Form(
        PARTS,
        "Months across below their years",
        "年の下に月が横に並ぶ",
        "区分,2023年,,2024年,\n,11月,12月,1月,2月\n件数,5,7,3,3\n",
        {"2023-11": 5, "2023-12": 7, "2024-01": 3, "2024-02": 3},
    ),
    Form(
        PARTS,
        "Months across, the year only at the first",
        "月が横、最初だけに年",
        "category,Jan 2024,Feb,Mar\nincidents,5,7,3\n",
        {"2024-01": 5, "2024-02": 7, "2024-03": 3},
    ),
    Form(
        PARTS,
        "A date below the figures",
        "数値の下に日付",
        "年,件数\n2024,5\n2025年2月,\n",
        {"2024": 5},
    ),
    Form(
        PARTS,
        "A year and month that may be two years",
        "2年分とも読める年月",
        "年月,件数\n2011-12,5\n",
        code="two-years",
    ),
    Form(
        PARTS,
        "A title that names a month",
        "表題に月",
        "2024年5月の件数,\nyear,value\n2024,56\n",
        code="part-in-title-open",
    ),
    Form(PARTS, "A year that is not over", "終わっていない年", "year,value\n2026,56\n", code="which-part"),
    Form(
        PARTS,
        "The same, with its months said",
        "同上、月を答えた場合",
        "year,value\n2026,56\n",
        {"2026-01/09": 56},
        answers={"months": {"2026": "1-9"}, "publication": None, "citation": LATER},
    ),
    Form(
        PARTS,
        "A publication older than the year",
        "その年より古い公表資料",
        "year,value\n2024,56\n",
        code="published-before-end",
        answers={"publication": "recaap-annual-2020"},
    ),
    Form(
        PARTS,
        "A title that names a part of the year",
        "表題に年の一部",
        "2024年1～9月の件数,\nyear,value\n2024,56\n",
        code="part-in-title",
    ),
    Form(
        PARTS,
        "A title of another year than was said",
        "指定した年と違う年の表題",
        "2023年の件数,\n区分,件数\n発生件数,56\n",
        code="year-against-title",
        answers={"year": "2024"},
    ),
    Form(
        PARTS,
        "The same, where it speaks of something else",
        "同上、別のことを述べている場合",
        "2023年の件数,\n区分,件数\n発生件数,56\n",
        {"2024": 56},
        answers={"year": "2024", "mapping": {"2023年の件数": "note"}},
    ),
    Form(
        PARTS,
        "A title of other months than were said",
        "指定した月と違う月の表題",
        "2024年1～9月の件数,\nyear,value\n2024,56\n",
        code="months-against-title",
        answers={"months": {"2024": "1-6"}},
    ),
    Form(
        PARTS,
        "A year far from all others",
        "他の年から離れた年",
        "year,value\n1923,5\n2022,6\n2024,7\n",
        code="far-year",
    ),
    Form(
        PARTS,
        "A note that corrects a figure",
        "数値を訂正する注",
        "year,value\n2023,5\n2024,6\nErratum: 2023 should read 54,\n",
        code="said-corrected",
    ),
    Form(
        PARTS,
        "Years that end in March",
        "3月に終わる年",
        "Years ended 31 March,\nyear,value\n2023,5\n",
        code="fiscal-of-others",
        answers={"years": "fiscal"},
    ),
    Form(
        PARTS,
        "Quarters of fiscal years",
        "年度の四半期",
        "年度別・四半期別件数\n年,四半期,件数\n2023,第1四半期,5\n",
        code="fiscal-parts",
    ),
    Form(
        PARTS,
        "Months in the header of the years",
        "年の列の見出しに月",
        "年（9月末現在）,件数\n2023,5\n",
        code="part-in-title",
        answers={"mapping": {"年（9月末現在）": "period"}},
    ),
    Form(
        PARTS,
        "A column of quarters that was to be left out",
        "除くと答えた四半期の列",
        "年,四半期,件数\n2024,Q1,5\n",
        {"2024-01/03": 5},
        answers={"mapping": {"四半期": "ignore"}},
    ),
    Form(
        SOURCES,
        "A source note that names another publisher",
        "別の公表機関を挙げる出典",
        "年,件数\n2023,5\nSource: IMB Annual Report 2023,\n",
        code="other-publisher",
    ),
    Form(
        SOURCES,
        "A status that was to be left out",
        "除くと答えた状態の列",
        "年,件数,状態\n2024,5,速報\n",
        {"2024": "5p"},
        answers={"mapping": {"状態": "ignore"}},
    ),
    Form(
        SOURCES,
        "A note that figures may be revised",
        "変更され得るという注",
        "year,value\n2023,5\n2024,6\n2024 figures may be revised,\n",
        code="said-provisional",
    ),
    Form(
        LAYOUT,
        "A title of a part of the incidents",
        "一部の事案だけを表す表題",
        "未遂件数\n年,件数\n2024,40\n2023,41\n",
        code="other-measure",
    ),
    Form(
        LAYOUT,
        "Tables side by side, each with its caption below",
        "下にそれぞれ説明のある左右の表",
        "年,件数,,年,件数\n2021,5,,2023,7\n図1 東部,,,図2 西部,\n",
        code="side-by-side",
    ),
    Form(KINDS, "JSON", "JSON", '[{"year": 2024, "value": 67}]', code="is-data"),
    Form(
        KINDS,
        "A web page saved with all its parts",
        "MHTML",
        "MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n",
        code="is-web-page",
    ),
    Form(KINDS, "PDF", "PDF", b"%PDF-1.7\n", code="is-pdf"),
    Form(
        KINDS,
        "Marks of a version conflict",
        "版管理の競合の印",
        "year,value\n<<<<<<< HEAD\n2023,56\n=======\n2023,57\n>>>>>>> other\n",
        code="conflict-marker",
    ),
)


def check(engine: Engine, form: Form) -> Report:
    """What the check says of a form; nothing is stored."""
    return pipeline.check(engine, _source(form), Answers(**{**ANSWERS.__dict__, **form.answers}), today=TODAY)


def _source(form: Form) -> Source:
    if isinstance(form.table, str):
        return Source("table.csv", form.table.encode())
    if isinstance(form.table, bytes):
        return Source("table.csv", form.table)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        form.table(book, book.add_worksheet())
    return Source("table.xlsx", stream.getvalue())


def read_of(report: Report) -> dict[str, object]:
    """The figures that a load would store, by period, as ``Form.read`` writes them."""
    return {
        figure.period.label: _shown(figure)
        for figure in report.to_store
        if figure.period and report.outcome == LOADABLE
    }


def _shown(figure: Any) -> object:
    if figure.value is None:
        return figure.cell.value.availability
    text = f"≥{figure.value}" if figure.cell.value.bound == "at-least" else str(figure.value)
    return f"{text}p" if figure.finality == "provisional" else text if "≥" in text else figure.value


def page(engine: Engine) -> str:
    """``ingest/forms.md``: each form, what happens, and why, in both languages."""
    parts = [
        "# What becomes of a table: forms and outcomes",
        "This page is made by the tests (`python -m tests.contracts.table_forms`); each line is one of them.",
    ]
    for language, (form_head, what_head) in {
        "en": ("form", "what happens"),
        "ja": ("形", "結果"),
    }.items():
        words = Words(language)
        for group, names in GROUPS.items():
            parts.append(f"## {names[language == 'ja']}")
            lines = [f"| {form_head} | {what_head} |", "|---|---|"]
            for form in FORMS:
                if form.group == group:
                    name = form.japanese if language == "ja" else form.english
                    lines.append(f"| {name} | {_outcome(check(engine, form), form, words)} |")
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _outcome(report: Report, form: Form, words: Words) -> str:
    japanese = words.language == "ja"
    if not form.code:
        read = ", ".join(f"{period}: {value}" for period, value in read_of(report).items())
        return f"読み取る：{read}" if japanese else f"read: {read}"
    problem = next(problem for problem in report.problems if problem.code == form.code)
    names = {"error": ("refused", "受け付けない"), "question": ("asked", "尋ねる")}
    told = f"{problem.message(words)} {problem.remedy(words)}".replace("|", "\\|").replace("\n", " ")
    colon = "：" if japanese else ": "
    return f"{names[problem.severity][japanese]}{colon}{told}"


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'forms.sqlite3'}")
        migrate(engine)
        load_folder(engine, PROJECT / "data", reason="forms")
        PAGE.write_text(page(engine), encoding="utf-8")
        engine.dispose()


if __name__ == "__main__":
    _write()
