"""One thing, one name."""

from __future__ import annotations

import ast
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_no_two_public_classes_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for package in ("dashboard", "ingest"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places.setdefault(node.name, []).append(str(path.relative_to(PROJECT)))
    assert len(places) > 150
    assert {name: files for name, files in places.items() if len(files) > 1} == {}
