"""The one-time link: one use, never twice, and what counts as this machine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.desk.link import SignInLink, is_loopback
from dashboard.desk.sign_in import local_path


def shown_links() -> tuple[SignInLink, list[str]]:
    shown: list[str] = []
    link = SignInLink(address="http://127.0.0.1:8050", show=shown.append)
    link.show()
    return link, shown


def token(address: str) -> str:
    return address.rpartition("/")[2]


def test_a_link_works_once_and_a_fresh_one_is_shown() -> None:
    link, shown = shown_links()
    assert shown[0].startswith("http://127.0.0.1:8050/sign-in/")
    assert link.use(token(shown[0]))
    assert not link.use(token(shown[0]))
    assert len(shown) == 2
    assert link.use(token(shown[1]))


def test_a_wrong_link_uses_nothing_up() -> None:
    link, shown = shown_links()
    for wrong in ("", "x" * 43, "あ", "\ud800", token(shown[0])[:-1], token(shown[0]) + "x"):
        assert not link.use(wrong)
    assert len(shown) == 1
    assert link.use(token(shown[0]))


def test_of_many_that_open_one_link_at_once_one_gets_in() -> None:
    link, shown = shown_links()
    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(link.use, [token(shown[0])] * 32)) == 1


def test_no_two_links_are_alike_and_none_is_short() -> None:
    tokens = {token(shown_links()[1][0]) for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(one) == 43 for one in tokens)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "::ffff:127.0.0.1"])
def test_this_machine_is_known_by_its_names(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "10.0.0.3", "::ffff:10.0.0.3", "localhost.example", "", None, "127.0.0.1.example"],
)
def test_no_other_name_is_taken_for_this_machine(host: str | None) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("path", ["/data", "/data/draft?id=3&lang=ja", "/", "/trends?series=imb-world"])
def test_a_path_of_this_server_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "given",
    [
        "",
        "data",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "/\n/evil.example",
        "https://evil.example/data",
        "javascript:alert(1)",
        " /data",
        "/data\r\nSet-Cookie: a=b",
    ],
)
def test_what_may_lead_to_another_host_is_no_path_of_this_server(given: str) -> None:
    assert local_path(given) is None
