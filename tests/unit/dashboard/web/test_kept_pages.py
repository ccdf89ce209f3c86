"""Pages are made once, and a change of the data lets readers wait no longer than it must."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace

import pytest

from dashboard.web import kept_pages
from dashboard.web.kept_pages import KeptPage, KeptPages


class Press:
    """Makes numbered pages; while ``is_open`` is not set, who makes one waits."""

    def __init__(self) -> None:
        self.made = 0
        self.at_work, self.is_open = Event(), Event()
        self.is_open.set()
        self.pages = KeptPages(self.make)
        self.hands = ThreadPoolExecutor(8)

    def make(self) -> KeptPage:
        self.at_work.set()
        assert self.is_open.wait(30)
        self.made += 1
        return KeptPage(str(self.made).encode(), 200, "")

    def read(self, version: int, key: str = "/", *, newest_only: bool = False) -> int:
        return int(self.pages.get(version, key, newest_only=newest_only).content)

    def reader(self, version: int, *, newest_only: bool = False) -> Future[int]:
        return self.hands.submit(self.read, version, newest_only=newest_only)

    @contextmanager
    def making(self, version: int) -> Iterator[None]:
        """While a page of this version is being made; it is done at the end."""
        self.at_work.clear()
        self.is_open.clear()
        first = self.reader(version)
        assert self.at_work.wait(30)
        try:
            yield
        finally:
            self.is_open.set()
            first.result(30)


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.is_open.set()
    press.hands.shutdown()


def test_a_page_is_made_once_for_all_who_ask_at_once(press: Press) -> None:
    with press.making(1):
        waiting = [press.reader(1) for _ in range(5)]
    assert [one.result(30) for one in waiting] == [1] * 5


def test_readers_get_the_former_page_while_the_new_one_is_made(press: Press) -> None:
    press.read(1)
    with press.making(2):
        assert [press.reader(2).result(30) for _ in range(3)] == [1, 1, 1]
    assert press.read(2) == 2


def test_who_may_have_changed_the_data_waits_for_the_new_page(press: Press) -> None:
    press.read(1)
    with press.making(2):
        waiting = press.reader(2, newest_only=True)
    assert waiting.result(30) == 2


def test_after_a_moment_nobody_gets_a_former_page(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "FORMER_SECONDS", 0.0)
    press.read(1)
    with press.making(2):
        waiting = press.reader(2)
    assert waiting.result(30) == 2


def test_changes_that_follow_each_other_give_no_page_a_longer_life(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(now=0.0, monotonic=lambda: clock.now)
    monkeypatch.setattr(kept_pages, "time", clock)
    press.read(1)
    for version, clock.now in ((2, 4.0), (3, 8.0)):
        press.read(version, "/other")
    clock.now = 10.0
    with press.making(3):
        waiting = press.reader(3)
    assert waiting.result(30) == 4


def test_where_nobody_makes_a_page_each_reader_gets_the_newest(press: Press) -> None:
    assert [press.read(1), press.read(2), press.read(2), press.read(2, "/other")] == [1, 2, 2, 3]


def test_a_page_that_failed_is_tried_anew() -> None:
    tries = iter(range(2))

    def make() -> KeptPage:
        return KeptPage(str(1 // next(tries)).encode(), 200, "")

    pages = KeptPages(make)
    with pytest.raises(ZeroDivisionError):
        pages.get(1, "/")
    assert pages.get(1, "/").content == b"1"
