"""A table as an analyst would type it, held against the figures of data/; nothing is ever written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from ingest import pipeline
from ingest.answers import Answers
from ingest.problems import Problem
from ingest.report import Report, Source
from ingest.words import Words

TODAY = date(2026, 11, 23)
PUBLICATION = "imb-annual-2025"

Check = Callable[..., "Checked"]


class Checked:
    """A report with short ways to ask it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.codes = [problem.code for problem in report.problems]
        self.fates = [report.fate_of(figure) for figure in report.figures]

    def only(self, code: str) -> Problem:
        """The one problem with this code."""
        found = [problem for problem in self.report.problems if problem.code == code]
        assert len(found) == 1, self.codes
        return found[0]

    def message(self, code: str) -> str:
        return self.only(code).message(Words("en"))


@pytest.fixture
def check(shared: Engine) -> Check:
    """Check a table of text; figures come from ``PUBLICATION`` unless an answer or ``publication=None`` says
    otherwise."""

    def run(text: str, **answers: Any) -> Checked:
        given = Answers(**{"publication": PUBLICATION, **answers})
        source = Source("table.csv", text.encode())
        checked = Checked(pipeline.check(shared, source, given, today=TODAY))
        cells = checked.report.cells
        assert cells["read"] == sum(cells.values()) - cells["read"]
        return checked

    return run
