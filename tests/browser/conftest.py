"""The product as a person has it: ``app.py serve`` in a process of its own, seen in Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
STOP_SECONDS = 10
ACTION_MILLISECONDS = 15_000
Motion = Literal["no-preference", "reduce"]
LOCALES = {"en": "en-GB", "ja": "ja-JP"}
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
SERVER_OUTPUT = pytest.StashKey[Path]()
SERVER_PROCESS = pytest.StashKey["subprocess.Popen[bytes]"]()

expect.set_options(timeout=ACTION_MILLISECONDS)  # an answer is waited for as an action is, not timed


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of the running product, with a database of its own; no slash at its end."""
    folder = tmp_path_factory.mktemp("server")
    output = folder / "output.txt"
    pytestconfig.stash[SERVER_OUTPUT] = output
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIRACY_")}
    environment |= {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PIRACY_DATABASE_URL": f"sqlite:///{folder / 'piracy.sqlite3'}",
        "PYTHONUNBUFFERED": "1",
    }
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "app.py", "serve"],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    pytestconfig.stash[SERVER_PROCESS] = process
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(process, address, output)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def server_output(server: str, pytestconfig: pytest.Config) -> Path:
    """The file that holds what the running product printed, the sign-in links among it."""
    return pytestconfig.stash[SERVER_OUTPUT]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside a failure, show what the server printed."""
    report = yield
    output = item.config.stash.get(SERVER_OUTPUT, None)
    if report.failed and output is not None and output.exists():
        process = item.config.stash.get(SERVER_PROCESS, None)
        ended = process.poll() if process is not None else None
        state = "it runs" if ended is None else f"it ended with {ended}"
        report.sections.append((f"What the server printed ({state})", _text(output)))
    return report


@dataclass
class Visit:
    """One reader's tab, and what went wrong or left the house while it was open."""

    page: Page
    server: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        """Every host and port that something was asked of; inline data has none."""
        return {urlsplit(address).netloc for address in self.requests} - {""}

    def answers(self) -> None:
        """Wait until the page's charts answer the hand."""
        self.page.wait_for_selector("html.answers", state="attached")

    def assert_clean(self) -> None:
        """No error in the console or on the page, and nothing asked of another host."""
        assert not self.errors, "\n".join(self.errors)
        own = urlsplit(self.server).netloc
        strangers = [address for address in self.requests if urlsplit(address).netloc not in ("", own)]
        assert not strangers, f"asked of another host than {own}: {strangers}"


class PageFactory(Protocol):
    """Opens a tab: window size in pixels, the browser's language ("en" or "ja"), with or without scripts.

    With ``touch`` a finger is the pointer, as on a telephone; ``motion`` "reduce" asks for none.
    """

    def __call__(
        self,
        width: int,
        height: int,
        language: str,
        javascript: bool = True,
        *,
        touch: bool = False,
        motion: Motion = "no-preference",
    ) -> Visit: ...


@pytest.fixture
def page_factory(chromium: Browser, server: str) -> Iterator[PageFactory]:
    """Open tabs in contexts of their own (no cookie, no cache in common), closed after the test.

    ``visit.page.goto("/trends")`` goes to the product: addresses are relative to ``server``.
    """
    with ExitStack() as opened:

        def open_visit(
            width: int,
            height: int,
            language: str,
            javascript: bool = True,
            *,
            touch: bool = False,
            motion: Motion = "no-preference",
        ) -> Visit:
            context = chromium.new_context(
                base_url=server,
                viewport={"width": width, "height": height},
                locale=LOCALES.get(language, language),
                java_script_enabled=javascript,
                has_touch=touch,
                is_mobile=touch,
                reduced_motion=motion,
            )
            opened.callback(context.close)
            context.set_default_timeout(ACTION_MILLISECONDS)
            visit = Visit(context.new_page(), server)
            _record(context, visit)
            return visit

        yield open_visit


def _record(context: BrowserContext, visit: Visit) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location
            visit.errors.append(f"console: {message.text} ({place['url']}:{place['lineNumber']})")

    def on_request(request: Request) -> None:
        # What the page carries in itself, blob:http://host/... included, is asked of nobody.
        if urlsplit(request.url).scheme in ("http", "https"):
            visit.requests.append(request.url)

    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda error: visit.errors.append(f"page: {error.error}"))
    context.on("page", lambda page: page.on("websocket", lambda socket: visit.requests.append(socket.url)))
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))


def _wait_until_it_answers(process: subprocess.Popen[bytes], address: str, output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    last = "no answer yet"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"app.py serve ended with {process.returncode}:\n{_text(output)}", pytrace=False)
        try:
            with NO_PROXY.open(f"{address}/", timeout=10) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            last = f"GET / answered {error.code}"
            error.close()
        except OSError as error:
            last = str(error)
        time.sleep(0.1)
    pytest.fail(f"app.py serve: {last} after {START_SECONDS} s:\n{_text(output)}", pytrace=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")[-20_000:]
