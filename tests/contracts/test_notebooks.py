"""The notebooks as they are kept: no outputs, plain metadata, both languages, named in the README."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
ENGLISH = re.compile(r"\b[A-Za-z]{3,} [A-Za-z]{2,}")
TYPED_COUNT = re.compile(r"(?<![\w.])(?:56|58|67|82|84|100|101)(?![\w.])")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if kind in (None, cell["cell_type"])]


def test_the_four_notebooks_are_there() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["1_", "2_", "3_", "4_"]


@each_notebook
def test_a_notebook_is_valid_and_each_cell_has_its_own_id(path: Path) -> None:
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell["id"] for cell in cells(path)]
    assert len(set(ids)) == len(ids)


@each_notebook
def test_a_notebook_holds_no_output_of_an_earlier_run(path: Path) -> None:
    stale = [cell["id"] for cell in cells(path, "code") if cell["outputs"] or cell["execution_count"]]
    assert not stale, "In JupyterLab: Edit > Clear Outputs of All Cells, then save."


@each_notebook
def test_a_notebook_names_the_python_kernel_and_nothing_of_the_machine_it_was_made_on(path: Path) -> None:
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata.keys() <= {"kernelspec", "language_info"}
    assert metadata["kernelspec"] == {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert not [cell["id"] for cell in cells(path) if cell["metadata"] or cell.get("attachments")]


@each_notebook
def test_every_passage_is_written_in_both_languages(path: Path) -> None:
    for cell in cells(path, "markdown"):
        text = "".join(cell["source"])
        assert JAPANESE.search(text) and ENGLISH.search(text), cell["id"]


def test_the_counts_of_the_evaluation_sheet_are_read_and_never_typed() -> None:
    for cell in cells(NOTEBOOKS[0]):
        assert not TYPED_COUNT.search("".join(cell["source"])), cell["id"]


@each_notebook
def test_the_readme_leads_to_each_notebook(path: Path) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"(notebooks/{path.name})" in readme
    assert "make notebooks" in readme
