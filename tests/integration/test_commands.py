"""The commands as a person types them: their words, their exit codes, and no stack of code."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from ingest.database import PROJECT


def piracy(*arguments: str, database: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIRACY_")}
    environment |= {"PIRACY_DATABASE_URL": database, "PIRACY_LANG": "en", "PYTHONUTF8": "1", **settings}
    return subprocess.run(
        [sys.executable, "app.py", *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_load_dump_and_doctor_tell_what_they_did(database_url: str, tmp_path: Path) -> None:
    before = piracy("doctor", database=database_url)
    assert before.returncode == 1
    assert "piracy load" in before.stdout
    loaded = piracy("load", database=database_url)
    assert loaded.returncode == 0, loaded.stderr
    assert "514 new" in loaded.stdout
    assert "514 unchanged" in piracy("load", database=database_url).stdout
    dumped = piracy("dump", str(tmp_path / "dump"), database=database_url)
    assert dumped.returncode == 0
    assert (tmp_path / "dump/counts/imb.csv").read_bytes() == (PROJECT / "data/counts/imb.csv").read_bytes()
    after = piracy("doctor", database=database_url)
    assert after.returncode == 0, after.stdout
    assert "514 in 69 series" in after.stdout


@pytest.mark.parametrize(("language", "wanted"), [("en", "row 3, column value"), ("ja", "3行目、value列")])
def test_a_bad_cell_is_told_in_the_language_of_the_shell(tmp_path: Path, language: str, wanted: str) -> None:
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / "counts/jcg.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2] = lines[2].replace(",reported,", ",reported,about ")
    path.write_text("\n".join(lines), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'piracy.sqlite3'}"
    done = piracy("load", str(folder), database=database, PIRACY_LANG=language)
    assert done.returncode == 1
    assert f"counts/jcg.csv, {wanted}" in done.stderr or f"counts/jcg.csv、{wanted}" in done.stderr
    assert "about " in done.stderr


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://someone:secret@127.0.0.1:1/none",
        "nonsense",
        "oracle://x",
        "sqlite:////dev/null/x.sqlite3",
    ],
)
@pytest.mark.parametrize("command", ["load", "serve"])
def test_a_database_that_is_not_there_is_one_readable_line(command: str, address: str) -> None:
    done = piracy(command, database=address, PORT=str(free_port()))
    assert done.returncode == 1
    assert "The database cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr + done.stdout


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_named(tmp_path: Path, port: str) -> None:
    done = piracy("serve", database=f"sqlite:///{tmp_path / 'x.sqlite3'}", PORT=port)
    assert done.returncode == 2
    assert port in done.stderr


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = piracy("serve", database=f"sqlite:///{tmp_path / 'x.sqlite3'}", PORT=port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "PORT=" in done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_two_that_start_at_once_load_the_figures_once(database_url: str) -> None:
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: piracy("load", database=database_url), range(2)))
    assert [one.returncode for one in done] == [0, 0], done
    assert sorted("514 new" in one.stdout for one in done) == [False, True]
    assert "514 in 69 series" in piracy("doctor", database=database_url).stdout


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[tuple[str, IO[str]]]:
    """The running product: its address, and what it prints."""
    port = str(free_port())
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIRACY_")}
    environment |= {"PIRACY_DATABASE_URL": f"sqlite:///{folder / 'piracy.sqlite3'}", "PIRACY_LANG": "en"}
    process = subprocess.Popen(
        [sys.executable, "app.py", "serve"],
        cwd=PROJECT,
        env=environment | {"PORT": port, "PYTHONUTF8": "1", **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    if process.stdout is None:
        pytest.fail("no output to read")
    # Who waits for a line that never comes would wait for ever: an ended process ends its output.
    too_late = threading.Timer(120, process.kill)
    too_late.start()
    try:
        yield f"http://127.0.0.1:{port}", process.stdout
    finally:
        too_late.cancel()
        process.terminate()
        process.wait(30)
        process.stdout.close()


def line_with(output: IO[str], text: str) -> str:
    """The next line that holds ``text``."""
    read = []
    for line in output:
        if text in line:
            return line.strip()
        read.append(line)
    pytest.fail(f"no line with {text!r} in:\n{''.join(read)}")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", "To change data, sign in with this link (works once): "), ("ja", "（使えるのは一度だけ）：")],
)
def test_on_ones_own_machine_the_terminal_shows_a_link_that_signs_in(
    tmp_path: Path, language: str, wanted: str
) -> None:
    with serving(tmp_path, HOST="127.0.0.1", PIRACY_LANG=language) as (address, output):
        line_with(output, address)
        link = line_with(output, wanted).partition(wanted)[2]
        assert link.startswith(f"{address}/sign-in/")
        page = opened(link)
        assert "/sign-out" in page
        assert line_with(output, wanted).partition(wanted)[2] not in ("", link)


def opened(address: str) -> str:
    """What a browser that keeps cookies gets at an address; tried until the server answers."""
    cookies = urllib.request.HTTPCookieProcessor()
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
    for _ in range(300):
        try:
            with browser.open(address, timeout=30) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError as fault:
            if not isinstance(fault.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    pytest.fail(f"no answer at {address}")


def test_open_to_an_office_the_terminal_says_how_to_make_an_account(tmp_path: Path) -> None:
    with serving(tmp_path, HOST="0.0.0.0") as (_, output):
        assert "piracy user add NAME" in line_with(output, "No account can change data yet")


def test_what_may_be_typed_is_known_without_the_libraries_of_the_commands() -> None:
    program = "import sys, dashboard.commands.parsers; print(*{one.partition('.')[0] for one in sys.modules})"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"dash", "flask", "numpy", "pandas", "plotly", "pptx", "scipy", "sqlalchemy", "typst", "waitress"}
    assert not heavy & set(answer.stdout.split())
