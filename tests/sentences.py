"""Every sentence that stands in the code to be said to a person."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir, extract_from_file

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"words": None, "message": None}


def sentences_in_code(package: str) -> set[str]:
    found = {
        str(item[2])
        for item in extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS)
    }
    if package == "ingest":
        found |= {str(item[1]) for item in extract_from_file("python", ROOT / "app.py", keywords=KEYWORDS)}
    return found
