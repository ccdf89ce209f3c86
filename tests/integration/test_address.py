"""A file from an address: what a host may do, and that no failure changes anything."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sqlalchemy import Engine, select

import app
from ingest import address, pipeline, schema
from ingest.answers import Answers
from ingest.report import LOADABLE, UNREADABLE

TABLE = b"series,year,value\nimb-gulf-of-guinea,2016,55\n"
ANSWERS = Answers(publication="imb-annual-2025")


@dataclass
class Host:
    """A server on this machine. ``answers`` are given in turn, the last one for good."""

    url: str
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def says(self, status: int, body: bytes = b"", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, named, body))


@pytest.fixture
def host() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append(dict(self.headers))
            known.paths.append(self.path)
            status, headers, body = known.answers[0] if len(known.answers) == 1 else known.answers.pop(0)
            if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            known.sent.append(len(body))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Host(f"http://127.0.0.1:{server.server_address[1]}")
    # It looks for the end this often, in seconds: the usual half a second would pass after every test.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


def dump(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in schema.metadata.sorted_tables
        }


def fault_of(engine: Engine, url: str, **options: Any) -> tuple[str, str]:
    """The code of the problem and what was found, of a fetch that must fail and change nothing."""
    before = dump(engine)
    fetched = address.fetch(engine, url, **options)
    assert fetched.source is None and fetched.problem is not None
    assert fetched.problem.severity == "error"
    assert dump(engine) == before
    return fetched.problem.code, str(fetched.problem.value)


def test_a_file_is_fetched_under_the_name_in_its_address_by_one_who_says_who_asks(
    engine: Engine, host: Host
) -> None:
    host.says(200, TABLE, Content_Type="text/csv")
    fetched = address.fetch(engine, f"{host.url}/reports/%E5%A0%B1%E5%91%8A.csv?year=2016")
    assert fetched.source is not None
    assert (fetched.source.name, fetched.source.content) == ("報告.csv", TABLE)
    assert host.asked[0]["User-Agent"].startswith("piracy-dashboard/")


def test_a_contact_given_by_the_operator_is_told_to_the_host(
    engine: Engine, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIRACY_CONTACT", "statistics@example.org")
    host.says(200, TABLE)
    address.fetch(engine, f"{host.url}/a.csv")
    assert "statistics@example.org" in host.asked[0]["User-Agent"]


def test_an_unchanged_file_costs_no_body_and_loads_nothing_twice(loaded: Engine, host: Host) -> None:
    host.says(200, TABLE, ETag='"one"')
    url = f"{host.url}/counts.csv"
    first = address.fetch(loaded, url)
    assert first.source is not None and not first.unchanged
    report = pipeline.check(loaded, first.source, ANSWERS)
    assert pipeline.commit(loaded, report, who="analyst", reason="test").batch is not None
    before = dump(loaded)
    second = address.fetch(loaded, url)
    assert second.unchanged and second.source == first.source
    assert host.asked[1]["If-None-Match"] == '"one"' and host.sent == [len(TABLE), 0]
    again = pipeline.check(loaded, second.source, ANSWERS)
    assert (again.outcome, again.to_store) == (LOADABLE, [])
    assert pipeline.commit(loaded, again, who="analyst", reason="test").batch is None
    assert dump(loaded) == before


def test_a_changed_file_is_fetched_anew(engine: Engine, host: Host) -> None:
    host.says(200, TABLE, ETag='"one"')
    host.says(200, TABLE.replace(b"55", b"56"), ETag='"two"')
    address.fetch(engine, f"{host.url}/a.csv")
    fetched = address.fetch(engine, f"{host.url}/a.csv")
    assert fetched.source is not None and b"56" in fetched.source.content and not fetched.unchanged


def test_a_file_that_is_gone_is_told(engine: Engine, host: Host) -> None:
    host.says(404, b"not here")
    assert fault_of(engine, f"{host.url}/a.csv") == ("address-status", "404")


@pytest.mark.parametrize("status", [301, 308])
def test_a_move_for_good_is_told_and_not_followed(engine: Engine, host: Host, status: int) -> None:
    host.says(status, Location="/elsewhere.csv")
    host.says(200, TABLE)
    assert fault_of(engine, f"{host.url}/a.csv") == ("address-moved", f"{host.url}/elsewhere.csv")
    assert host.paths == ["/a.csv"]


@pytest.mark.parametrize("status", [302, 307])
def test_a_move_for_now_is_followed(engine: Engine, host: Host, status: int) -> None:
    host.says(status, Location="/today/b.csv")
    host.says(200, TABLE)
    fetched = address.fetch(engine, f"{host.url}/a.csv")
    assert fetched.source is not None and fetched.source.content == TABLE
    assert host.paths == ["/a.csv", "/today/b.csv"]


def test_moves_without_end_and_moves_to_a_file_of_this_machine_are_told(engine: Engine, host: Host) -> None:
    host.says(302, Location="/a.csv")
    assert fault_of(engine, f"{host.url}/a.csv") == ("address-fails", "too many redirects")
    assert len(host.paths) <= address.MOST_REDIRECTS
    host.answers[:] = [(302, {"Location": "file:///etc/passwd"}, b"")]
    assert fault_of(engine, f"{host.url}/a.csv") == ("address-fails", "file:///etc/passwd")


def test_a_page_where_a_table_was_is_refused_in_words(loaded: Engine, host: Host) -> None:
    host.says(200, b"<!DOCTYPE html><html><body>Please sign in</body></html>", Content_Type="text/html")
    fetched = address.fetch(loaded, f"{host.url}/a.csv")
    assert fetched.source is not None
    report = pipeline.check(loaded, fetched.source, ANSWERS)
    assert (report.outcome, report.figures) == (UNREADABLE, ())
    assert len(report.problems) == 1


def test_a_file_above_the_cap_is_told_and_not_kept(engine: Engine, host: Host) -> None:
    host.says(200, b"x" * 2001)
    assert fault_of(engine, f"{host.url}/a.csv", most_bytes=2000) == ("address-too-large", "2000")
    assert address.fetch(engine, f"{host.url}/a.csv", most_bytes=2001).source is not None


def test_a_host_that_is_busy_once_is_asked_again(engine: Engine, host: Host) -> None:
    host.says(503, b"busy", Retry_After="3600")
    host.says(200, TABLE)
    fetched = address.fetch(engine, f"{host.url}/a.csv")
    assert fetched.source is not None and fetched.source.content == TABLE
    assert len(host.paths) == 2


def test_a_host_that_stays_busy_is_told(engine: Engine, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "RETRIES", address.RETRIES.new(backoff_factor=0))
    host.says(503, b"busy")
    assert fault_of(engine, f"{host.url}/a.csv") == ("address-status", "503")
    assert len(host.paths) == 4


def test_a_host_that_does_not_answer_is_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "RETRIES", address.RETRIES.new(backoff_factor=0))
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        port = unused.getsockname()[1]
        code, _ = fault_of(engine, f"http://127.0.0.1:{port}/a.csv")
    assert code == "address-fails"


def test_an_address_that_is_none_is_told(engine: Engine) -> None:
    assert fault_of(engine, "http://[nonsense/a.csv")[0] == "address-fails"


def test_a_connection_that_breaks_off_is_told(
    engine: Engine, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "RETRIES", address.RETRIES.new(backoff_factor=0))
    host.says(200, TABLE, Transfer_Encoding="chunked")  # no chunk ever follows
    assert fault_of(engine, f"{host.url}/a.csv")[0] == "address-fails"


def test_the_command_loads_from_an_address_and_tells_a_failure(
    loaded: Engine,
    host: Host,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PIRACY_DATABASE_URL", database_url)
    monkeypatch.setenv("PIRACY_LANG", "en")
    host.says(404)
    host.says(200, TABLE)
    command = ("load", f"{host.url}/a.csv", "--publication", "imb-annual-2025", "--yes", "--reason", "test")
    before = dump(loaded)
    assert app.main(command) == UNREADABLE
    told = capsys.readouterr()
    assert "404" in told.out + told.err and "Nothing was loaded, nothing was changed." in told.err
    assert dump(loaded) == before
    assert app.main(command) == 0
    assert "Loaded as batch" in capsys.readouterr().out
