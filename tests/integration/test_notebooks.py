"""The notebooks run: every cell, in a kernel, in both languages, from two folders, without network."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from once import once_for_all_workers

from dashboard.verdicts.year_end_record import whole_record
from ingest.database import PROJECT

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
SHEET, STATISTICS, OWN, YEAR_END = (path.stem for path in NOTEBOOKS)
FOLDERS = {"en": PROJECT / "notebooks", "ja": PROJECT}
"""Where a run of each language starts: JupyterLab's own folder, and the project's as other editors do."""
FORBIDDEN = "own.sqlite3"
TAG = re.compile(r"<[^>]+>")

NO_NETWORK = """
import socket

def refuse(*_arguments, **_named):
    raise OSError("a notebook asked for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


@dataclass(frozen=True)
class Ran:
    """A notebook after its run, the files that the run left behind, and the database it must not make."""

    cells: dict[str, Any]
    left_behind: tuple[str, ...]
    forbidden: Path

    def said(self, cell: str) -> str:
        """What a cell shows a reader, as plain text with single spaces."""
        return " ".join(html.unescape(TAG.sub(" ", self.source_of(cell))).split())

    def source_of(self, cell: str) -> str:
        """The same with its markup."""
        shown = []
        for output in self.cells[cell].outputs:
            data = output.get("data", {})
            shown.append(output.get("text") or data.get("text/html") or data.get("text/plain", ""))
        return "\n".join(shown)


def execute(notebook: Any, folder: Path, language: str, scratch: Path) -> Ran:
    """Run every cell; the kernel's temporary files go to ``scratch``. Raises where a cell fails."""
    temporary, forbidden = scratch / "tmp", scratch / FORBIDDEN
    temporary.mkdir(parents=True)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK, id="no-network"))
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    environment = os.environ | {
        "PIRACY_LANG": language,
        "PIRACY_DATABASE_URL": f"sqlite:///{forbidden}",
        "PYTHONPATH": str(PROJECT),  # the code under test, whatever else is installed
        "IPYTHONDIR": str(scratch / "ipython"),
        "TMPDIR": str(temporary),
    }
    client.execute(env=environment)
    left = tuple(one.name for one in temporary.iterdir())
    return Ran({cell.id: cell for cell in notebook.cells}, left, forbidden)


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a notebook in a language, once for all tests and workers; what came of it is kept as files."""

    @cache
    def once(stem: str, language: str = "en") -> Ran:
        def keep(folder: Path) -> None:
            notebook = nbformat.read(PROJECT / "notebooks" / f"{stem}.ipynb", as_version=4)
            ran = execute(notebook, FOLDERS[language], language, folder / "scratch")
            nbformat.write(notebook, folder / "ran.ipynb")
            (folder / "left.json").write_text(json.dumps(ran.left_behind), encoding="utf-8")

        folder = once_for_all_workers(tmp_path_factory, f"notebook-{stem}-{language}", keep)
        notebook = nbformat.read(folder / "ran.ipynb", as_version=4)
        left = tuple(json.loads((folder / "left.json").read_text(encoding="utf-8")))
        return Ran({cell.id: cell for cell in notebook.cells}, left, folder / "scratch" / FORBIDDEN)

    return once


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_and_leaves_nothing_behind(run: Run, path: Path, language: str) -> None:
    own = PROJECT / "piracy.sqlite3"
    before = own.stat().st_mtime_ns if own.exists() else None
    ran = run(path.stem, language)
    code = [cell for cell in ran.cells.values() if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.execution_count is None] == []
    assert ran.left_behind == ()
    assert not ran.forbidden.exists()
    assert (own.stat().st_mtime_ns if own.exists() else None) == before


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import urllib.request; urllib.request.urlopen('http://192.0.2.1/')", "asked for the network"),
    ],
)
def test_a_cell_that_fails_or_asks_for_the_network_fails_the_run(
    tmp_path: Path, code: str, fault: str
) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    with pytest.raises(CellExecutionError, match=fault):
        execute(notebook, PROJECT, "en", tmp_path)


def test_the_sheets_asian_counts_are_the_imbs_south_east_asia_and_not_recaaps(run: Run) -> None:
    ran = run(SHEET)
    assert "56 / 58 / 67 (2021-2023): stated exactly by IMB: South East Asia" in ran.said("trace")
    others = ran.said("others")
    for row in (
        "IMB South East Asia / IMB 東南アジア 2023 67 67 ✓ newest",
        "ReCAAP Asia / ReCAAP アジア 2021 56 82 newest",
        "ReCAAP Asia / ReCAAP アジア 2022 58 84 newest",
        "ReCAAP Asia / ReCAAP アジア 2023 67 101 newest",
        "ReCAAP Asia / ReCAAP アジア 2023 67 100 earlier",
        "JCG South East Asia / 海上保安庁 東南アジア 2021 56 – gap",
    ):
        assert row in others


def test_none_serious_agrees_with_category_1_and_the_first_year_off_somalia_stays_a_gap(run: Run) -> None:
    serious, somalia = run(SHEET).said("serious"), run(SHEET).said("somalia")
    for year, count, fact in (
        (2021, 0, "within"),
        (2022, 0, "within"),
        (2023, 0, "within"),
        (2024, 2, "above"),
    ):
        assert f"CAT1 {year} {count} {fact} the reported level" in serious
    assert somalia.count("2021 – cannot be assessed") == 2
    assert "IMB ソマリア 2022 0 within" in somalia
    assert "ソマリア沖・アデン湾 2023 1 within" in somalia
    assert "ソマリア沖・アデン湾 2024 8 above" in somalia


@pytest.mark.parametrize("cell", ["others", "serious", "somalia"])
def test_no_count_stands_without_its_publication(run: Run, cell: str) -> None:
    head, *rows = re.findall(r"<tr>(.*?)</tr>", run(SHEET).source_of(cell))
    names = [html.unescape(name) for name in re.findall(r"<th[^>]*>(.*?)</th>", head)]
    assert rows
    for row in rows:
        values = dict(zip(names, re.findall(r"<td[^>]*>(.*?)</td>", row), strict=True))
        assert bool(values["Source 出典"]) == (values["Count 件数"] != "–"), row


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("interval", "0 0 3.689 1 0.02532 5.572 8 3.454 15.76 56 42.3 72.72 58 44.04 74.98 67 51.92 85.09"),
        ("dispersion", "この年のみ 1.225 2 usual / 通常 4.5 2 together / 合わせて 2.862 4"),
        ("usual", "all / 全て 36 3.919"),
        ("change", "(variance / mean 2.9): 1.34 times (0.86 to 2.09), p = 0.14: could be chance."),
        ("change", "(variance / mean 3.0): 1.34 times (0.94 to 1.92), p = 0.1: could be chance."),
        ("level", "8 / 5 against 1 a year, independent: 6.50 times (3.46 to 11.12), p = 4.1e-07: more"),
        ("level", "variance / mean 3.5: 6.50 times (1.25 to 17.58), p = 0.038: more than chance."),
        ("none", "3 years without any still allow 1.0 a year."),
        ("none", "0 / 0 / 0, then 2 / 0: (from 0.00, no upper limit), p = 0.97: could be chance."),
        ("steps", "ReCAAP アジア 2010 2015 169.4 ReCAAP Asia / ReCAAP アジア 2016 2025 94.8"),
        ("steps", "2012 2015 130 IMB South East Asia / IMB 東南アジア 2021 2023 60.33"),
        ("ahead", "ReCAAP Asia, 2026: 58 to 180; 10 of 11 such ranges held."),
        ("ahead", "These 36 series together: 264 of 288."),
        ("chart", "No: a range for the next year."),
        ("break", "57 / 60 / 70, then 72 / 95: 1.34 times (0.80 to 2.22), p = 0.19: could be chance."),
        ("simulation", "60 2 8 4.3% 2.9% 98.3% 57%"),
    ],
)
def test_each_rule_gives_the_figures_of_the_design(run: Run, cell: str, expected: str) -> None:
    assert expected in run(STATISTICS).said(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("parts", "2024 60 116 52%"),
        ("parts", "Together 53% of the year; a single year 39% to 61%."),
        ("editions", "ReCAAP アジア 2014-01 - 2014-06 73 90"),
        ("year-2025", "直線的な延長 155 209 –"),
        ("year-2025", "両方（採用） 131 201 ✓"),
        ("year-2025", "両方（採用） 122 213 ✓"),
        ("misses", "IMB 世界 2012 6 177 298 516 297"),
    ],
)
def test_the_end_of_a_year_from_its_first_months(run: Run, cell: str, expected: str) -> None:
    assert expected in run(YEAR_END).said(cell)


def test_only_ranges_from_share_and_level_together_hold_as_often_as_they_say(run: Run) -> None:
    whole = whole_record()
    record, calibration = run(YEAR_END).said("record"), run(YEAR_END).said("calibration")
    assert f"all / 全て both (chosen) / 両方（採用） {whole.made} {whole.held} " in record
    assert f"all / 全て straight line / 直線的な延長 {whole.made} {whole.straight_held} " in record
    held = {
        way: [int(share) for share in re.findall(r"(\d+)%", said)]
        for way, said in re.findall(r"(straight|share|level|both)[^/]*/ \S+ ((?:\d+% ?){4})", calibration)
    }
    assert len(held) == 4
    claimed = (50, 80, 90, 95)
    assert all(share >= said for share, said in zip(held.pop("both"), claimed, strict=True))
    for shares in held.values():
        assert shares[-1] < 90


def test_a_table_of_ones_own_is_mended_previewed_loaded_judged_and_taken_back(run: Run) -> None:
    ran = run(OWN)
    assert "row 5, column B: Found “1O”; wanted a whole number" in ran.said("check")
    assert "7 to store" in ran.said("answers")
    assert "To load: 7 new" in ran.said("changes")
    assert "nothing was written" in ran.said("changes")
    assert "7 figures more" in ran.said("load")
    assert "increase, unlikely to be chance" in ran.said("judge")
    assert "The dashboard would change: Incidents off Somalia" in ran.said("what-if")
    before = re.search(r"(\d+) figures are loaded", ran.said("start"))
    assert before is not None
    assert f"Still {before[1]} figures" in ran.said("changes")
    assert f"{before[1]} figures, as before" in ran.said("undo")


@pytest.mark.parametrize(
    ("stem", "cell"),
    [
        (SHEET, "picture"),
        (SHEET, "somalia-picture"),
        (STATISTICS, "change-picture"),
        (STATISTICS, "level-picture"),
        (OWN, "chart"),
    ],
)
def test_a_chart_is_a_picture_with_headline_and_sources_in_the_readers_language(
    run: Run, stem: str, cell: str
) -> None:
    for language, source in (("en", "Source"), ("ja", "出典")):
        shown = run(stem, language).source_of(cell)
        assert f'<div lang="{language}"' in shown
        assert "<svg" in shown and "<h4" in shown
        assert f">{source}</th>" in shown
        assert 'href="/' not in shown  # a page's own addresses lead nowhere from here
