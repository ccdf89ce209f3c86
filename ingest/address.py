"""Fetch a file from an address that the operator typed: the only place that speaks to another host.

Timeouts, retries with back-off, a cap on size, and an ETag so that an unchanged file costs nothing. A
permanent move is told, not followed; HTML where a table should be is left to the reader, which says so.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import unquote, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from sqlalchemy import Engine, delete, insert, select
from urllib3.util.retry import Retry

from ingest import schema
from ingest.database import writing
from ingest.problems import Problem
from ingest.readers import LIMITS
from ingest.report import Source, is_address

CONNECT_SECONDS, READ_SECONDS = 10, 30
MOST_REDIRECTS = 5
RETRIES = Retry(
    total=3,
    backoff_factor=0.5,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET",),
    respect_retry_after_header=False,  # a host may ask for hours
    raise_on_status=False,
    redirect=0,
)


@dataclass(frozen=True)
class Fetched:
    """A file from an address, or the problem. ``unchanged`` if the host said that it is as it was."""

    source: Source | None
    problem: Problem | None = None
    unchanged: bool = False


def user_agent() -> str:
    """Who asks: the product, its version, and ``PIRACY_CONTACT`` where the operator gives one."""
    contact = os.environ.get("PIRACY_CONTACT")
    about = "; ".join(filter(None, ("maritime piracy statistics", contact)))
    return f"piracy-dashboard/{version('piracy-dashboard')} ({about})"


def fetch(engine: Engine, address: str, *, most_bytes: int = LIMITS.file_bytes) -> Fetched:
    """The file at an address; kept with its ETag for the next time. Never raises for what a host may do."""
    table = schema.fetches
    with engine.connect() as connection:
        copy = connection.execute(select(table).where(table.c.url == address)).first()
    headers = {"User-Agent": user_agent(), "Accept": "text/csv, text/*, application/*, */*"}
    if copy is not None and copy.etag:
        headers["If-None-Match"] = copy.etag
    if copy is not None and copy.last_modified:
        headers["If-Modified-Since"] = copy.last_modified
    with requests.Session() as session:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=RETRIES))
        try:
            response = _follow(session, address, headers)
            if isinstance(response, Problem):
                return Fetched(None, response)
            with response:
                if response.status_code == requests.codes.not_modified and copy is not None:
                    return Fetched(Source(_name(address), bytes(copy.content)), unchanged=True)
                if response.status_code != requests.codes.ok:
                    return Fetched(None, _problem("address-status", address, found=response.status_code))
                content = _content(response, most_bytes)
        except requests.exceptions.SSLError as fault:
            return Fetched(None, _problem("address-certificate", address, found=_cause(fault)))
        except requests.exceptions.RequestException as fault:
            return Fetched(None, _problem("address-fails", address, found=_cause(fault)))
    if content is None:
        return Fetched(None, _problem("address-too-large", address, found=most_bytes))
    row = {
        "url": address,
        "etag": response.headers.get("ETag"),
        "last_modified": response.headers.get("Last-Modified"),
        "content": content,
        "content_type": response.headers.get("Content-Type"),
        "fetched_at": datetime.now(UTC),
    }
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.url == address))
        connection.execute(insert(table), [row])
    return Fetched(Source(_name(address), content))


def _follow(session: requests.Session, address: str, headers: dict[str, str]) -> requests.Response | Problem:
    """The answer at an address, following temporary redirects only."""
    url = address
    for _ in range(MOST_REDIRECTS):
        response = session.get(
            url,
            headers=headers,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            stream=True,
            allow_redirects=False,
        )
        target = response.headers.get("Location")
        if response.status_code in (301, 308) and target:
            response.close()
            return _problem("address-moved", address, found=urljoin(url, target))
        if not response.is_redirect or not target:
            return response
        response.close()
        url = urljoin(url, target)
        if not is_address(url):
            return _problem("address-fails", address, found=target)
    return _problem("address-fails", address, found="too many redirects")


def _content(response: requests.Response, most_bytes: int) -> bytes | None:
    """The body; None where it is larger than allowed."""
    parts, size = [], 0
    for part in response.iter_content(64 * 1024):
        size += len(part)
        if size > most_bytes:
            return None
        parts.append(part)
    return b"".join(parts)


def _name(address: str) -> str:
    """The file name that an address ends in; its host where it ends in none."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or address


def _cause(fault: Exception) -> str:
    return str(fault.args[0] if fault.args else fault)[:200]


def _problem(code: str, address: str, **facts: object) -> Problem:
    return Problem(code, address, facts=facts)
