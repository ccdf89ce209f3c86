"""Words beside figures that nothing known explains: what they say of the figures is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.phrases import running
from ingest.vocabulary import Vocabulary

_WORD = re.compile(r"[a-z][a-z\'’]{2,}|[一-龯々〆ァ-ヺー]+")
_INNOCENT = set("別等数的用各全約同内上中下他間毎計第号年月日回件表図版沖国海船の分次値ー・々")
"""Characters that beside a known word say nothing more."""


def unread_words(text: str, vocabulary: Vocabulary, known: Iterable[str] = ()) -> list[str]:
    """The words of a text that are no name, period or unit and not among those that say nothing; ``known``
    are texts whose words are no news either."""
    folded = running(text)
    names = (vocabulary.named_areas, vocabulary.named_categories, vocabulary.neutral)
    covered = {
        place for phrases in names for said in phrases.said_in(text) for place in range(said.start, said.end)
    }
    told = [running(each) for each in known]
    words = []
    for match in _WORD.finditer(folded):
        rest = "".join(folded[place] for place in range(*match.span()) if place not in covered)
        if match[0].isascii():
            is_known = len(rest) < len(match[0]) or _is_plural(match[0], vocabulary)
        else:
            is_known = not set(rest) - _INNOCENT
        if not is_known and not any(match[0] in each for each in told):
            words.append(match[0])
    return list(dict.fromkeys(words))


def _is_plural(word: str, vocabulary: Vocabulary) -> bool:
    return word.endswith("s") and word[:-1] in vocabulary.neutral.meanings
