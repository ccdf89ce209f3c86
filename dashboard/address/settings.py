"""What the operator says of this site to the outside: its public address, and who may embed its charts.

The only place that reads these two settings. A value that cannot be used is ignored, and ``ignored`` says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from dashboard.words import Words

PUBLIC_URL, EMBED_ORIGINS = "PIRACY_PUBLIC_URL", "PIRACY_EMBED_ORIGINS"
EVERY_ORIGIN = "*"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?", re.ASCII)
"""Scheme, host and port alone: what stands in a policy must not be able to end it and begin another."""


def public_url() -> str:
    """What the links in files begin with, without a slash at the end; "" unless others are led here by it."""
    address = os.environ.get(PUBLIC_URL, "").strip().rstrip("/")
    return address if address and leads_here(address) else ""


def embed_origins() -> tuple[str, ...]:
    """The sites that may show a chart in a frame, ("*",) for every site; () for none."""
    origins = tuple(origin.rstrip("/") for origin in _origins_given())
    if EVERY_ORIGIN in origins:
        return (EVERY_ORIGIN,)
    return tuple(origin for origin in origins if ORIGIN.fullmatch(origin))


def ignored(words: Words) -> Iterator[str]:
    """A sentence for each value that is not used: the setting, what was found, what is wanted."""
    address = os.environ.get(PUBLIC_URL, "").strip()
    if address and not public_url():
        yield words(
            "{setting} is “{found}”, ignored: wanted is the address that readers outside this machine use, "
            "such as https://piracy.example.go.jp.",
            setting=PUBLIC_URL,
            found=address,
        )
    for origin in _origins_given():
        if origin != EVERY_ORIGIN and not ORIGIN.fullmatch(origin.rstrip("/")):
            yield words(
                "{setting} has “{found}”, ignored: wanted are sites such as https://www.example.go.jp, or * "
                "for all.",
                setting=EMBED_ORIGINS,
                found=origin,
            )


def _origins_given() -> list[str]:
    return [origin.lower() for origin in re.split(r"[\s,]+", os.environ.get(EMBED_ORIGINS, "")) if origin]


def leads_here(address: str) -> bool:
    """Whether others find a site at an address: http or https, and a host that is not their own machine."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or parts.username or re.search(r"[\s\"'<>\\]", address))
    return parts.scheme in ("http", "https") and bool(host) and is_plain and not _is_own_machine(host)


def _is_own_machine(host: str) -> bool:
    """Whether a name leads every machine to itself, and so no reader to us."""
    name = host.rstrip(".")
    if name in ("localhost", "localhost.localdomain") or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        # 127.1, 0 and 2130706433 lead to this machine as well; a name of digits alone is no name.
        return not re.search(r"[a-z]", name) or name.startswith("0x")
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)
