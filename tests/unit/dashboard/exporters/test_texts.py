"""Names of files say what they hold, in headers that every browser reads."""

from __future__ import annotations

from dashboard.exporters.texts import content_disposition


def test_a_file_is_named_in_plain_letters_and_in_utf_8() -> None:
    header = content_disposition("ソマリア沖_2008-2025_ja", "csv")
    assert header.startswith('inline; filename="_____')
    assert "filename*=UTF-8''%E3%82%BD" in header
    assert header.endswith("_2008-2025_ja.csv")
    assert header.encode("ascii")
    assert content_disposition("a", "pptx", inline=False).startswith("attachment; ")
