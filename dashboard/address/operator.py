"""Who runs this site, and what they say of it: the only place that reads these settings.

Each may be given in one language alone (``PIRACY_OPERATOR_JA``, ``PIRACY_OPERATOR_EN``) or for both
(``PIRACY_OPERATOR``). What is not given is not made up: the pages say that it is not stated.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

NAME = "PIRACY_OPERATOR"
CONTACT = "PIRACY_OPERATOR_CONTACT"
TERMS = "PIRACY_OPERATOR_TERMS"
ACCESSIBILITY = "PIRACY_OPERATOR_ACCESSIBILITY"
MAIL = re.compile(r"[^@\s:/?&]+@[^@\s:/?&]+\.[^@\s:/?&]+")


@dataclass(frozen=True)
class Operator:
    """What the operator says, "" where nothing: the office's name, where it is reached (an address of mail or
    web, or words), its terms of use and its statement on accessibility (a web address, or words)."""

    name: str
    contact: str
    terms: str
    accessibility: str


def operator(language: str) -> Operator:
    """The operator in a language, "ja" or "en"."""
    return Operator(*(_said(setting, language) for setting in (NAME, CONTACT, TERMS, ACCESSIBILITY)))


def _said(setting: str, language: str) -> str:
    own = os.environ.get(f"{setting}_{language.upper()}", "").strip()
    return own or os.environ.get(setting, "").strip()


def address_in(text: str) -> str:
    """Where what the operator says leads: a web address, a mail address as ``mailto:``; "" for words."""
    if MAIL.fullmatch(text):
        return f"mailto:{text}"
    if re.search(r"[\s\"'<>\\]", text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""
