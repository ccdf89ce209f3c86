"""``published.json``: what of a folder is ours, what each item said, and since which point of our record.

Without times of publishing, so that the same data gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from dashboard.record.queries import DataVersion

NAME = "published.json"
FORM = 1


class NotOurs(Exception):
    """A folder holds files, and nothing says that they were published; or what says so cannot be read."""


@dataclass(frozen=True)
class ManifestEntry:
    """What an item said, since when, and the fingerprint of each of its files; "" for one in the making."""

    digest: str
    version: DataVersion
    files: Mapping[str, str]


@dataclass
class Manifest:
    """The items of a published folder by their keys; ``state`` names all that the last whole run depended
    on."""

    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    state: str = ""

    @property
    def files(self) -> set[str]:
        """Every file that is ours."""
        return {file for entry in self.entries.values() for file in entry.files}

    def is_whole(self, folder: Path, key: str) -> bool:
        """Whether an item's files stand in the folder as they were written."""
        return all(
            fingerprint_of(folder / file) == print_of_file
            for file, print_of_file in self.entries[key].files.items()
        )

    def as_bytes(self) -> bytes:
        """The manifest as its file holds it."""
        items = {key: _entry_out(entry) for key, entry in self.entries.items()}
        content = {"written_by": "piracy publish", "form": FORM, "state": self.state, "items": items}
        return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def fingerprint(content: bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(content).hexdigest()[:32]


def fingerprint_of(path: Path) -> str:
    """That of a file; "" where there is none."""
    return fingerprint(path.read_bytes()) if path.is_file() else ""


def read_manifest(folder: Path) -> Manifest:
    """That of a folder, an empty one where the folder is missing or empty. Raises ``NotOurs``."""
    path = folder / NAME
    if not path.is_file():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise NotOurs(NAME)
        return Manifest()
    try:
        content = json.loads(path.read_bytes())
        if content["form"] != FORM:
            raise NotOurs(NAME)
        entries = {key: _entry_in(entry) for key, entry in content["items"].items()}
        return Manifest(entries, str(content["state"]))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotOurs(NAME) from fault


def _entry_out(entry: ManifestEntry) -> dict[str, Any]:
    moment = entry.version.recorded_at
    return {
        "said": entry.digest,
        "batch": entry.version.batch,
        "recorded_at": moment.isoformat() if moment else "",
        "files": dict(entry.files),
    }


def _entry_in(entry: Mapping[str, Any]) -> ManifestEntry:
    moment = datetime.fromisoformat(entry["recorded_at"]) if entry["recorded_at"] else None
    files = {str(file): str(print_of_file) for file, print_of_file in entry["files"].items()}
    for file in files:
        path = PurePosixPath(file)
        # What is ours may be deleted: a manifest that somebody wrote must not reach outside the folder.
        if path.is_absolute() or ".." in path.parts or "\\" in file or ":" in file or not path.parts:
            raise NotOurs(NAME)
    return ManifestEntry(str(entry["said"]), DataVersion(int(entry["batch"]), moment), files)
