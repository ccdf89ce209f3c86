"""Every sentence that a person can meet stands in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from sentences import sentences_in_code

ROOT = Path(__file__).resolve().parents[2]


def translations(package: str) -> dict[str, str]:
    with (ROOT / package / "words" / "ja.po").open("rb") as file:
        catalog = read_po(file, locale="ja")
    assert not [entry.id for entry in catalog if entry.id and entry.fuzzy]
    return {str(entry.id): str(entry.string) for entry in catalog if entry.id}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("package", ["ingest", "dashboard"])
def test_every_sentence_has_its_japanese_and_no_japanese_is_left_over(package: str) -> None:
    code, japanese = sentences_in_code(package), translations(package)
    assert code, "no sentences found: the extraction is broken"
    missing = {sentence for sentence in code if not japanese.get(sentence)}
    assert not missing, f"without Japanese: {sorted(missing)}"
    assert not set(japanese) - code, f"no longer in the code: {sorted(set(japanese) - code)}"


@pytest.mark.parametrize("package", ["ingest", "dashboard"])
def test_a_translation_fills_in_the_same_values(package: str) -> None:
    for english, japanese in translations(package).items():
        assert fields(english) == fields(japanese), english


@pytest.mark.parametrize("package", ["ingest", "dashboard"])
def test_japanese_keeps_one_manner(package: str) -> None:
    """である, 改訂, 公表機関 and Japanese quotation marks, in every sentence."""
    polite = re.compile(r"です|ます(?=[。、か」）]|$)|ください|ました|ません|改定|発行機関|[“”]")
    odd = {japanese for japanese in translations(package).values() if polite.search(japanese)}
    assert not odd
