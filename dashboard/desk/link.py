"""The one-time sign-in link: how a person alone at a machine changes data without an account.

The server prints it, as Jupyter does. It opens once, from this machine only; then a fresh one is printed.
"""

from __future__ import annotations

import getpass
import hmac
import secrets
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock

TOKEN_BYTES = 32


class SignInLink:
    """A link that signs in whoever opens it first. ``address`` is the server's own, without a slash at its
    end; ``show`` gets every new link and puts it where only the person at this machine reads it."""

    def __init__(self, *, address: str, show: Callable[[str], None]) -> None:
        self._address, self._show = address, show
        self._lock = Lock()
        self._token = _new_token()

    def show(self) -> None:
        """Show the link that is valid now."""
        self._show(f"{self._address}/sign-in/{self._token}")

    def use(self, token: str) -> bool:
        """Whether this is the valid token, which then is valid no more: a fresh link is made and shown."""
        with self._lock:
            if not hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode()):
                return False
            self._token = _new_token()
        self.show()
        return True


def is_loopback(host: str | None) -> bool:
    """Whether a host's name or address is this machine's own, which no other machine can reach."""
    if host == "localhost":
        return True
    try:
        address = ip_address((host or "").strip("[]"))
    except ValueError:
        return False
    inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (inner or address).is_loopback


def user_of_this_machine() -> str:
    """The name that batches and the audit log give to whoever came by the link."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "analyst"


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
