"""The files of data/: whole, cited, in both languages, and with the traps come out right."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from frictionless import Package, system

from ingest import data_package, schema
from ingest.load import read_folder

DATA = Path(__file__).resolve().parents[2] / "data"
OBSERVATION_FILES = data_package.observation_files(DATA)
PUBLIC_SERIES = [
    "imb-world",
    "imb-south-east-asia",
    "imb-east-south-east-asia",
    "imb-gulf-of-guinea",
    "imb-singapore-straits",
    "mofa-somalia-gulf-of-aden",
    "imb-somalia",
    "recaap-asia",
    "recaap-asia-cat1",
    "recaap-soms",
    "imo-world",
    "imo-gisis-world",
    "jcg-south-east-asia",
    "straitrep-transits",
    "suez-transits",
]
MIRROR_HOSTS = (
    *("boctac.net", "3hz.jp", "yomi.tokyo", "github.com"),
    *("scribd.com", "sambuz.com", "supermegamonkey.net"),
)


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def counts() -> list[dict[str, str]]:
    return [row for file in OBSERVATION_FILES for row in rows(file)]


def values(counts: list[dict[str, str]], series: str) -> dict[str, list[int]]:
    """Year to the values of the whole of it, in the order of the file."""
    found: dict[str, list[int]] = {}
    for row in counts:
        if (row["series"], row["period_kind"]) == (series, "CY"):
            found.setdefault(row["period_start"][:4], []).append(int(row["value"]))
    return found


def test_frictionless_finds_the_package_valid() -> None:
    with system.use_context(trusted=True):
        report = Package(DATA / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:20]
    assert report.stats["tasks"] == len(OBSERVATION_FILES) + len(data_package.REFERENCE_TABLES)


def test_the_package_describes_every_file_as_the_program_reads_it() -> None:
    assert (DATA / "datapackage.json").read_bytes() == data_package.describe_folder(DATA)
    described = {
        resource["path"] for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]
    }
    assert described == {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}


def test_the_program_reads_every_file_without_a_problem() -> None:
    files = read_folder(DATA)
    assert len(files.observations) == 1186


def test_every_public_series_is_there() -> None:
    assert set(PUBLIC_SERIES) <= {row["id"] for row in rows("series.csv")}


def test_every_series_has_figures_and_every_figure_a_named_source(counts: list[dict[str, str]]) -> None:
    worked_out = {row["series"] for row in rows("derived_series.csv")}
    assert {row["series"] for row in counts} == {row["id"] for row in rows("series.csv")} - worked_out
    for row in counts:
        assert row["publication"] and row["place"], row


def test_south_east_asia_ends_in_2023_where_the_wider_row_begins(counts: list[dict[str, str]]) -> None:
    assert values(counts, "imb-east-south-east-asia") == {"2024": [72], "2025": [95]}
    south_east = values(counts, "imb-south-east-asia")
    assert max(south_east) == "2023"
    assert [south_east[year] for year in ("2021", "2022", "2023")] == [[56], [58], [67]]
    series = {row["id"]: row for row in rows("series.csv")}
    assert series["imb-south-east-asia"]["successor"] == "imb-east-south-east-asia"
    assert series["imb-south-east-asia"]["break_en"]


def test_a_series_is_worked_out_from_like_ones_that_publishers_print() -> None:
    series, links = {row["id"]: row for row in rows("series.csv")}, rows("derived_series.csv")
    assert links
    for link in links:
        one, part = series[link["series"]], series[link["part"]]
        assert part["id"] not in {other["series"] for other in links}
        for name in ("publisher", "measure", "category", "definition", "unit"):
            assert one[name] == part[name], link


def test_off_somalia_two_series_stand_apart(counts: list[dict[str, str]]) -> None:
    mofa = values(counts, "mofa-somalia-gulf-of-aden")
    assert mofa["2011"] == [237]
    assert not {"2020", "2021", "2022", "2025"} & set(mofa)
    assert values(counts, "imb-somalia") == {
        "2014": [11],
        "2015": [0],
        "2016": [2],
        "2017": [9],
        "2018": [3],
        "2020": [0],
        "2022": [0],
        "2023": [1],
        "2024": [8],
        "2025": [5, 5],
    }
    readings = [
        row["bound"]
        for row in counts
        if (row["series"], row["period_start"], row["period_kind"]) == ("imb-somalia", "2025-01-01", "CY")
    ]
    assert readings == ["exact", "at-least"]


def test_2019_off_somalia_is_a_part_year(counts: list[dict[str, str]]) -> None:
    (row,) = [
        row
        for row in counts
        if row["series"] == "mofa-somalia-gulf-of-aden" and row["period_start"] == "2019-01-01"
    ]
    assert (row["period_end"], row["period_kind"], row["coverage"]) == ("2019-09-30", "YTD", "partial")


@pytest.mark.parametrize(
    ("series", "year", "editions"),
    [
        ("recaap-asia", "2015", [200, 203]),
        ("recaap-asia", "2019", [82, 83]),
        ("recaap-asia", "2023", [100, 101]),
        ("recaap-asia-actual", "2023", [99, 100]),
        ("imb-world", "2009", [406, 410]),
        ("imb-world", "2004", [325, 329]),
        ("imb-gulf-of-guinea", "2021", [34, 35]),
        ("imb-gulf-of-guinea", "2020", [81, 84]),
    ],
)
def test_restated_years_keep_both_editions(
    counts: list[dict[str, str]], series: str, year: str, editions: list[int]
) -> None:
    assert values(counts, series)[year] == editions


@pytest.mark.parametrize(
    ("series", "period", "editions"),
    [
        ("imb-gulf-of-guinea", ("2022-01-01", "2022-03-31"), [7, 8]),
        ("imb-gulf-of-guinea", ("2022-01-01", "2022-09-30"), [13, 14]),
        ("imb-singapore-straits", ("2022-01-01", "2022-03-31"), [11, 15]),
        ("imb-singapore-straits", ("2024-01-01", "2024-06-30"), [13, 15]),
        ("imb-singapore-straits", ("2024-01-01", "2024-09-30"), [23, 28]),
        ("imb-world", ("2016-01-01", "2016-06-30"), [98, 97]),
        ("recaap-asia", ("2014-01-01", "2014-06-30"), [73, 90]),
        ("recaap-asia", ("2023-01-01", "2023-03-31"), [25, 27]),
        ("recaap-asia", ("2024-01-01", "2024-03-31"), [26, 29]),
        ("recaap-asia", ("2024-01-01", "2024-06-30"), [51, 52]),
    ],
)
def test_restated_parts_of_years_keep_both_editions(
    counts: list[dict[str, str]], series: str, period: tuple[str, str], editions: list[int]
) -> None:
    found = [
        row for row in counts if (row["series"], row["period_start"], row["period_end"]) == (series, *period)
    ]
    assert [int(row["value"]) for row in found] == editions
    assert [row["vintage"] for row in found] == ["first", "restated"]
    assert len({row["publication"] for row in found}) == 2


def kind_of(first: date, last: date) -> str:
    """What a span of days within one calendar year is."""
    months = last.month - first.month + 1
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return "D"
    kinds = {
        1: "M",
        3: "Q" if first.month % 3 == 1 else "",
        6: "H" if first.month in (1, 7) else "",
        12: "CY",
    }
    return kinds.get(months) or ("YTD" if first.month == 1 else "D")


def test_what_part_of_a_year_a_figure_is_of_follows_from_its_days(counts: list[dict[str, str]]) -> None:
    for row in counts:
        first, last = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
        assert first.year == last.year, row
        assert row["period_kind"] == kind_of(first, last), row
        assert row["period_kind"] == "CY" or (row["coverage"] == "full") == (row["period_kind"] in "HQM"), row
    assert {row["period_kind"] for row in counts} == {"CY", "H", "Q", "M", "YTD", "D"}


def test_no_publication_came_out_before_the_end_of_what_it_states(counts: list[dict[str, str]]) -> None:
    publications = {row["id"]: row for row in rows("publications.csv")}
    for row in counts:
        said = publications[row["publication"]]
        if row["bound"] != "forecast":
            assert (said["published_on"] or said["published_to"] or "9999") >= row["period_end"], row
            assert not said["published_from"] or said["published_from"] >= row["period_end"], row


def test_transits_are_traffic_and_stand_apart_from_incidents() -> None:
    transits = {row["id"] for row in rows("series.csv") if row["unit"] == "transits"}
    assert transits == {"straitrep-transits", "suez-transits"}
    assert {row["series"] for row in rows("traffic.csv")} == transits
    bounds = Counter(row["bound"] for row in rows("traffic.csv"))
    assert (bounds["over"], bounds["forecast"]) == (2, 1)


def test_a_mirror_is_named_and_never_linked() -> None:
    text = "".join((DATA / name).read_text(encoding="utf-8") for name in ("places.csv", "publications.csv"))
    hosts = re.findall(r"https?://([^/\s,\"]+)", text)
    assert hosts
    assert not [host for host in hosts if host.endswith(MIRROR_HOSTS)]
    assert [row for row in rows("places.csv") if row["kind"] == "mirror"]


def test_six_objectives_and_three_indicators_that_say_where_their_level_stands() -> None:
    objectives = [row["id"] for row in rows("objectives.csv")]
    assert objectives == ["dialogue", "maritime", "arctic", "cyber", "economic", "osa"]
    indicators = rows("indicators.csv")
    assert {row["id"] for row in indicators} == {"somalia-gulf-of-aden", "asia-serious", "asia-minor"}
    assert all(row["basis"] == "reported-level" and row["publication"] for row in indicators)


@pytest.mark.parametrize("table", data_package.REFERENCE_TABLES, ids=lambda table: table.name)
def test_japanese_words_are_japanese(table: object) -> None:
    """A cell that is the same in both languages is a name (IMB, ReCAAP ISC), not an untranslated sentence."""
    for row in rows(data_package.file_of(table)):
        for name, cell in row.items():
            if name.endswith("_ja") and len(cell) > 30:
                assert re.search(r"[぀-ヿ一-鿿]", cell), f"{row}: {name}"


def test_choices_in_the_files_are_those_of_the_schema(counts: list[dict[str, str]]) -> None:
    assert {row["vintage"] for row in counts} <= set(schema.VINTAGES)
    assert {row["finality"] for row in counts} == set(schema.FINALITIES)


def test_an_event_read_on_another_page_says_on_how_many_and_one_read_in_its_publication_does_not() -> None:
    for row in rows("events.csv"):
        assert bool(row["place"]) == bool(row["confidence"]), row
        assert row["place"] or not row["also_at"], row


def test_events_bear_on_every_main_area_and_every_kind_is_there() -> None:
    events = rows("events.csv")
    assert {row["kind"] for row in events} == set(schema.EVENT_KINDS)
    areas = {area for row in events for area in row["areas"].split(";")}
    assert areas >= {"mofa-somalia-gulf-of-aden", "imb-south-east-asia", "recaap-asia", "imb-gulf-of-guinea"}
    assert "" in areas, "of no area in particular"


def test_the_parts_of_a_breakdown_are_of_the_publisher_area_and_unit_of_their_whole() -> None:
    series = {row["id"]: row for row in rows("series.csv")}
    wholes = {row["id"]: series[row["whole"]] for row in rows("breakdowns.csv")}
    divided: dict[str, list[str]] = {}
    for row in rows("breakdown_parts.csv"):
        whole, part = wholes[row["breakdown"]], series[row["series"]]
        for name in ("publisher", "area", "measure", "unit"):
            assert part[name] == whole[name], row
        share = series.get(row["published_share"])
        assert share is None or (share["category"], share["unit"]) == (part["category"], "percent")
        divided.setdefault(row["breakdown"], []).append(part["category"])
    assert set(divided) == set(wholes)
    assert all(len(set(categories)) == len(categories) >= 2 for categories in divided.values())


def test_the_package_says_whose_it_is_and_each_column_what_it_holds() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == package["created"][:10]
    assert package["licenses"] and package["contributors"]
    assert [source["title"] for source in package["sources"]] == [
        row["name_en"] for row in rows("publishers.csv")
    ]
    nothing = [
        (resource["name"], field["name"])
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if not field.get("description")
    ]
    assert not nothing


APART = re.compile(
    r"older grouping|groups countries slightly differently|not quite the same area|from year to year"
    r"|incomplete|was wider|were wider|a wider area|prints one row|new row|row of its own|ends in \d{4}\."
    r"|older reports|not (?:to be )?compar\w+ (?:with|to) (?:earlier|later|other years|before)"
    r"|旧区分|区分が若干異なる|範囲が若干異なる|範囲が広|広い範囲|年により異なる|年によっても異なる|不完全"
    r"|一つの区分|独立した区分|かつての報告|(?:以前|以降|前|後)の(?:年|件数|数値)とは?比較",
    re.IGNORECASE,
)
"""What notes say of years that are not comparable with others of their series, in both languages."""
OF_NO_KNOWN_YEAR = {
    # Older reports used a broader definition; no source says which is the first that did not.
    ("definitions.csv", "imb-incidents"),
}


def warnings_of_series() -> list[tuple[str, str, str]]:
    """Every note that says so: the file, the row that it stands in, and a series that it is about."""
    found = []
    series = rows("series.csv")
    for file, column in (("series.csv", "id"), ("definitions.csv", "definition"), ("areas.csv", "area")):
        for row in rows(file):
            text = " ".join(cell for name, cell in row.items() if name.endswith(("_en", "_ja")))
            if APART.search(text):
                found += [(file, row["id"], each["id"]) for each in series if each[column] == row["id"]]
    for file in OBSERVATION_FILES:
        found += [
            (file, row["period_start"], row["series"])
            for row in rows(file)
            if APART.search(f"{row['note_en']} {row['note_ja']}")
        ]
    return [each for each in found if each[:2] not in OF_NO_KNOWN_YEAR]


def test_a_note_that_years_are_not_comparable_has_a_span_for_its_series() -> None:
    with_spans = {row["series"] for row in rows("spans.csv")}
    # What is worked out goes on across the end of a span on purpose, and says what that assumes.
    worked_out = {row["series"] for row in rows("derived_series.csv")}
    warnings = warnings_of_series()
    assert warnings
    assert not [each for each in warnings if each[2] not in with_spans | worked_out]


@pytest.mark.parametrize(
    "note",
    [
        "Older grouping of countries; not quite the same area as from 1995.",
        "1991～1994年は旧区分による。",
        "A wider area than the IMB's South East Asia, which has 70 for the year.",
        "IMBの東南アジア（同年70件）より範囲が広い。",
        "the parts are cut differently from year to year.",
        "内訳の区切り方は年により異なる。",
        "The database is incomplete for this year.",
        "In the table for 2025 Somalia has a row of its own and is no longer in the rest of Africa.",
        "2025年の表ではソマリアが独立した区分となり、その他アフリカから除かれた。",
        "From 2024 the IMB prints one row, East and South East Asia, in place of two.",
    ],
)
def test_the_words_of_such_notes_are_known_in_both_languages(note: str) -> None:
    assert APART.search(note)


@pytest.mark.parametrize(
    "note",
    [
        "Takes in theft as well, so it is not comparable with counts of piracy and armed robbery alone.",
        "窃盗も含むため、海賊行為及び武装強盗のみの件数とは比較できない。",
        "Later editions revise past years: 2015, 2019 and 2023 each rose by one to three.",
        "シンガポール海峡のみ。ReCAAP及びIMOのより大きい数値はマラッカ海峡を含む。",
    ],
)
def test_notes_of_what_sets_two_series_apart_need_no_span(note: str) -> None:
    assert not APART.search(note)


def test_every_span_holds_a_figure_of_its_series(counts: list[dict[str, str]]) -> None:
    for row in rows("spans.csv"):
        first, last = row["first_day"], row["last_day"] or "9999"
        assert any(
            figure["series"] == row["series"] and first <= figure["period_start"] <= last for figure in counts
        ), row["id"]
