"""Each form of table comes out as ``table_forms`` says, and so does the page made from it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from ingest.report import LOADABLE
from tests.contracts.table_forms import FORMS, PAGE, Form, check, page, read_of


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.english)
def test_a_form_is_read_as_it_is_meant_or_asked_about_or_refused(shared: Engine, form: Form) -> None:
    report = check(shared, form)
    codes = {problem.code: problem.severity for problem in report.problems}
    if form.code:
        assert codes.get(form.code) in ("error", "question"), codes
        assert report.outcome != LOADABLE
    else:
        assert report.outcome == LOADABLE, codes
        assert read_of(report) == dict(form.read)


def test_the_page_of_forms_is_what_the_forms_say(shared: Engine) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(shared)
