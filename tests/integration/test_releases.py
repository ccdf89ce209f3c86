"""What is expected next is said on Overview and Data, in both languages, and of no past point."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.record.periods import day_label
from dashboard.record.queries import catalogue
from dashboard.record.releases import next_releases
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_names_the_next_editions_but_of_no_past_point(shared: Engine, language: str) -> None:
    client = create_app(shared).server.test_client()
    releases = next_releases(catalogue(shared).publications.values())
    assert {release.publisher for release in releases} >= {"imb", "recaap"}
    page = client.get(f"/?lang={language}").get_data(as_text=True)
    past = client.get(f"/?lang={language}&published=2024-03-01").get_data(as_text=True)
    for release in releases:
        assert day_label(release.by, language) in page
    assert "next-figures" in page and "next-figures" not in past
