"""Every verdict leads to a rule that is explained, in both languages, with nothing left over."""

from __future__ import annotations

import inspect
import re

import dashboard.verdicts.details
from dashboard.pages import methods
from dashboard.pages.parts.methods_text import RULES
from dashboard.verdicts.details import LEVEL_RULE, SINCE
from dashboard.words import interface_words


def test_every_rule_that_is_linked_to_is_explained() -> None:
    source = inspect.getsource(dashboard.verdicts.details)
    linked = {SINCE, LEVEL_RULE, *re.findall(r'text, "([a-z-]+)"\)', source)}
    assert {"since", "level", "story", "prediction", "clustering", "rare"} <= linked
    assert linked <= {rule.id for rule in RULES}
    assert methods.EXAMPLES.keys() <= {rule.id for rule in RULES}


def test_rules_are_told_in_japanese_too() -> None:
    words = interface_words("ja")
    for rule in RULES:
        for text in (rule.title, *rule.paragraphs, *([rule.assumes] if rule.assumes else [])):
            assert words(text) != text
