"""Only an address that leads others here is printed, and only sites that can be named may embed."""

from __future__ import annotations

import pytest

from dashboard.address.settings import embed_origins, ignored, public_url
from dashboard.words import interface_words

ENGLISH = interface_words("en")


@pytest.mark.parametrize(
    "given",
    [
        "http://localhost:8050",
        "http://LOCALHOST",
        "https://localhost./x",
        "http://piracy.localhost",
        "http://127.0.0.1:8050",
        "http://127.9.9.9",
        "http://127.1",
        "http://2130706433",
        "http://0x7f000001",
        "http://0.0.0.0:80",
        "http://[::1]:8050",
        "http://[::]",
        "http://[::ffff:127.0.0.1]",
        "http://[::1",
        "piracy.example.go.jp",
        "ftp://piracy.example.go.jp",
        "https://",
        "https://a.example/?x=1",
        "https://a.example/#x",
        "https://user:secret@a.example",
        'https://a.example/"onload=',
        "https://a.example:99999",
    ],
)
def test_what_leads_nobody_here_is_not_printed_and_said(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PIRACY_PUBLIC_URL", given)
    assert public_url() == ""
    (sentence,) = ignored(ENGLISH)
    assert "PIRACY_PUBLIC_URL" in sentence
    assert given in sentence


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("https://piracy.example.go.jp/", "https://piracy.example.go.jp"),
        (" http://10.0.0.8:8050 ", "http://10.0.0.8:8050"),
        ("https://example.go.jp/piracy/", "https://example.go.jp/piracy"),
        ("", ""),
    ],
)
def test_an_address_that_leads_here_is_printed_without_its_last_slash(
    monkeypatch: pytest.MonkeyPatch, given: str, printed: str
) -> None:
    monkeypatch.setenv("PIRACY_PUBLIC_URL", given)
    assert public_url() == printed
    assert list(ignored(ENGLISH)) == []


@pytest.mark.parametrize(
    ("given", "origins"),
    [
        ("", ()),
        ("https://www.example.go.jp", ("https://www.example.go.jp",)),
        ("https://A.example/, http://b.example:8080", ("https://a.example", "http://b.example:8080")),
        ("https://a.example\n https://*.b.example", ("https://a.example", "https://*.b.example")),
        ("https://a.example *", ("*",)),
        ("https://a.example;script-src x", ()),
        ("'none' data: https:// javascript:alert(1)", ()),
    ],
)
def test_sites_that_may_embed_are_origins_alone(
    monkeypatch: pytest.MonkeyPatch, given: str, origins: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", given)
    assert embed_origins() == origins


def test_a_site_that_cannot_be_named_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIRACY_EMBED_ORIGINS", "www.example.go.jp https://a.example")
    (sentence,) = ignored(ENGLISH)
    assert "“www.example.go.jp”" in sentence
