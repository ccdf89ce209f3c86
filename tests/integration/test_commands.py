"""The commands as a person types them: their words, their exit codes, and no stack of code."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import pytest
from shell import Said, environment, in_a_process, in_this_process, typed_for
from sqlalchemy import Engine

from ingest.database import PROJECT


def test_load_dump_and_doctor_tell_what_they_did(database_url: str, tmp_path: Path) -> None:
    piracy = partial(typed_for(database_url), database=database_url)
    before = in_this_process("doctor", database=database_url)
    assert before.code == 1
    assert re.search(r"(piracy|app\.py) load", before.out)
    loaded = piracy("load")
    assert loaded.code == 0, loaded.err
    assert "1186 new" in loaded.out
    assert "1186 unchanged" in in_this_process("load", database=database_url).out
    dumped = piracy("dump", str(tmp_path / "dump"))
    assert dumped.code == 0
    assert (tmp_path / "dump/counts/imb.csv").read_bytes() == (PROJECT / "data/counts/imb.csv").read_bytes()
    after = piracy("doctor")
    assert after.code == 0, after.out
    assert "1191 in 103 series" in after.out


@pytest.mark.parametrize(
    ("run", "language", "wanted"),
    [(in_a_process, "en", "row 3, column value"), (in_this_process, "ja", "3行目、value列")],
)
def test_a_bad_cell_is_told_in_the_language_of_the_shell(
    tmp_path: Path, run: Callable[..., Said], language: str, wanted: str
) -> None:
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path / "copy"))
    path = folder / "counts/jcg.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2] = lines[2].replace(",reported,", ",reported,about ")
    path.write_text("\n".join(lines), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'piracy.sqlite3'}"
    done = run("load", str(folder), database=database, PIRACY_LANG=language)
    assert done.code == 1
    assert f"counts/jcg.csv, {wanted}" in done.err or f"counts/jcg.csv、{wanted}" in done.err
    assert "about " in done.err


@pytest.mark.parametrize(
    ("run", "address"),
    [
        (in_a_process, "postgresql://someone:secret@127.0.0.1:1/none"),
        (in_this_process, "nonsense"),
        (in_this_process, "oracle://x"),
        (in_this_process, "sqlite:////dev/null/x.sqlite3"),
    ],
)
@pytest.mark.parametrize("command", ["load", "serve"])
def test_a_database_that_is_not_there_is_one_readable_line(
    command: str, run: Callable[..., Said], address: str
) -> None:
    done = run(command, database=address, PORT=str(free_port()))
    assert done.code == 1
    assert "The database cannot be used" in done.err
    assert "Traceback" not in done.err
    assert "secret" not in done.err + done.out


@pytest.mark.parametrize(
    ("run", "port"),
    [(in_a_process, "abc"), (in_this_process, "0"), (in_this_process, "70000"), (in_this_process, "-1")],
)
def test_a_port_that_is_none_is_named(tmp_path: Path, run: Callable[..., Said], port: str) -> None:
    done = run("serve", database=f"sqlite:///{tmp_path / 'x.sqlite3'}", PORT=port)
    assert done.code == 2
    assert port in done.err


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = in_a_process("serve", database=f"sqlite:///{tmp_path / 'x.sqlite3'}", PORT=port)
    assert done.code == 1
    assert port in done.err
    assert "PORT=" in done.err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_two_that_start_at_once_load_the_figures_once(database_url: str) -> None:
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: in_a_process("load", database=database_url), range(2)))
    assert [one.code for one in done] == [0, 0], done
    assert sorted("1186 new" in one.out for one in done) == [False, True]
    assert "1191 in 103 series" in in_this_process("doctor", database=database_url).out


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[tuple[str, IO[str]]]:
    """The running product: its address, and what it prints."""
    port = str(free_port())
    process = subprocess.Popen(
        [sys.executable, "app.py", "serve"],
        cwd=PROJECT,
        env=environment(f"sqlite:///{folder / 'piracy.sqlite3'}", PORT=port, **settings),
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
        assert "app.py user add NAME" in line_with(output, "No account can change data yet")


def test_what_may_be_typed_is_known_without_the_libraries_of_the_commands() -> None:
    program = "import sys, dashboard.commands.parsers; print(*{one.partition('.')[0] for one in sys.modules})"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {
        "dash",
        "flask",
        "numpy",
        "pandas",
        "docx",
        "plotly",
        "pptx",
        "scipy",
        "sqlalchemy",
        "typst",
        "waitress",
    }
    assert not heavy & set(answer.stdout.split())


def test_a_file_that_bears_on_no_verdict_is_checked_without_the_libraries_of_the_dashboard(
    loaded: Engine, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "counts.csv"
    file.write_text("series,year,value\nimb-gulf-of-guinea,2016,55\n", encoding="utf-8")
    loaded.dispose()
    program = (
        "import sys, app; code = app.main(sys.argv[1:]); "
        "print(code, *{one.partition('.')[0] for one in sys.modules})"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, "check", str(file), "--publication", "imb-annual-2025"],
        cwd=PROJECT,
        env=environment(database_url),
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = answer.stdout.splitlines()[-1].split()
    assert code == "0"
    assert not {"alembic", "dash", "flask", "numpy", "pandas", "plotly", "requests", "scipy"} & set(modules)
