"""Where a test runs that would else run on both databases."""

from __future__ import annotations

import pytest

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For a test of what is made of the database's answers: a page, a file. That both databases answer alike is
one contract (``tests/contracts/test_databases.py``); what writes, runs on both."""
