"""What is written beside a mark as a number format, so that it follows when the number is edited."""

from __future__ import annotations

import pytest

from dashboard.exporters.native.chart_labels import is_from_cells, value_format
from dashboard.exporters.native.parts import NativeMark


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("8", 8, "#,##0"),
        ("1,234", 1234, "#,##0"),
        ("0*", 0, '#,##0"*"'),
        ("≥5", 5, '"≥"#,##0'),
        ("<4.3", 4.286, '"<"#,##0.0'),
        ("0.25", 0.25, "#,##0.00"),
        ("12（速報）", 12, '#,##0"（速報）"'),
    ],
)
def test_a_value_with_signs_around_it_is_a_format(text: str, value: float, form: str) -> None:
    assert value_format(text, value) == form


@pytest.mark.parametrize(("text", "value"), [("187", 4), ("2 (2024)", 2), ("8", None), ("unknown", 3)])
def test_what_is_not_the_value_alone_is_none(text: str, value: float | None) -> None:
    assert value_format(text, value) is None
    assert is_from_cells([None, NativeMark(1, 3, "3"), NativeMark(2, value, text)])
    assert not is_from_cells([None, NativeMark(1, 3, "3"), NativeMark(2, value)])
