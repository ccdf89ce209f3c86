"""A chart kept as one HTML file, opened from the disk: it asks nobody for anything and fits the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.words import LANGUAGES


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", ["trend", "compare", "rates", "revisions"])
def test_a_kept_page_is_clean_offline(
    page_factory, tmp_path: Path, chart: str, language: str, width: int
) -> None:
    visit = page_factory(width, 900, language)
    answer = visit.page.request.get(f"/c/{chart}.html?lang={language}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    file = tmp_path / "kept.html"
    file.write_bytes(answer.body())
    visit.page.context.set_offline(True)
    visit.requests.clear()
    visit.page.goto(file.as_uri())
    assert visit.page.evaluate("document.documentElement.lang") == language
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    seen = visit.page.eval_on_selector_all(
        "svg.picture", "all => all.filter(one => one.getClientRects().length).length"
    )
    assert seen == 1
    assert visit.requests == []
    assert visit.errors == []
