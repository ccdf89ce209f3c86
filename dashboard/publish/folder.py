"""The folder of a published site: which files are ours, of which moment each is, and how they are written.

``published.json`` lists every file that was published, so that nothing else is ever overwritten or removed.
A file is written beside its place and then moved there: whoever reads meanwhile reads the old or the new.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.queries import DataVersion

LIST = "published.json"


@dataclass(frozen=True)
class NotASite(Exception):
    """The folder holds something that was not published; ``found`` is one of its names."""

    folder: Path
    found: str


@dataclass(frozen=True)
class Entry:
    """A published file: its content, the moment of the record that it states, and what it was made of.

    ``made_of`` changes with the data, the program and the site's options; equal means that nothing needs
    to be made. ``links`` are the queries of the files that a page leads to.
    """

    sha256: str
    batch: int
    recorded_at: str
    made_of: str
    links: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def version(self) -> DataVersion:
        moment = datetime.fromisoformat(self.recorded_at) if self.recorded_at else None
        return DataVersion(self.batch, moment)


def entry(content: bytes, version: DataVersion, made_of: str, links: Any = ()) -> Entry:
    moment = version.recorded_at.isoformat() if version.recorded_at else ""
    return Entry(digest(content), version.batch, moment, made_of, tuple(links))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_list(folder: Path) -> dict[str, Entry]:
    """What was published here before, by place. Raises ``NotASite`` for a folder that holds other things."""
    path = folder / LIST
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {
            place: Entry(**{**one, "links": tuple(tuple(link) for link in one.get("links", ()))})
            for place, one in stated.items()
            if _is_inside(place)
        }
    except FileNotFoundError:
        present = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
        if present or (folder.exists() and not folder.is_dir()):
            raise NotASite(folder, present[0] if present else folder.name) from None
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotASite(folder, LIST) from fault


def write_list(folder: Path, entries: Mapping[str, Entry]) -> None:
    """State what is published, in one order; left as it is where it says the same already."""
    stated = {place: _stated(entries[place]) for place in sorted(entries)}
    text = json.dumps({"files": stated}, indent=1, ensure_ascii=False) + "\n"
    write(folder, LIST, text.encode())


def write(folder: Path, place: str, content: bytes) -> bool:
    """Put a file in its place; False where it is there already."""
    path = folder / place
    if holds(folder, place, digest(content)):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
    return True


def holds(folder: Path, place: str, sha256: str) -> bool:
    """Whether a file with this content is in its place."""
    try:
        return digest((folder / place).read_bytes()) == sha256
    except OSError:
        return False


def remove(folder: Path, places: Collection[str]) -> None:
    """Take files of ours away, and the folders that they leave empty."""
    for place in places:
        path = folder / place
        path.unlink(missing_ok=True)
        for above in path.relative_to(folder).parents:
            if above != Path() and (folder / above).is_dir() and not any((folder / above).iterdir()):
                (folder / above).rmdir()


def _stated(one: Entry) -> dict[str, Any]:
    stated = asdict(one)
    if not one.links:
        del stated["links"]
    return stated


def _is_inside(place: str) -> bool:
    """Whether a path of the list stays inside the folder, whoever wrote the list."""
    path = Path(place)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in place
