"""The folder of a copy: the only place that writes into it or removes from it.

A file is replaced whole or not at all, and nothing is removed before all that is new is there: whoever reads
meanwhile, or after a run that was interrupted, finds a site that works.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dashboard.publish.items import NO_VERSION, ItemFiles, ItemRecord
from dashboard.publish.manifest import NAME, Manifest, ManifestEntry, fingerprint, fingerprint_of

UNFINISHED = ".unfinished"
"""The ending of a file in the writing; it is in nobody's way, and the next run writes over it."""


@dataclass
class Folder:
    """A folder with its manifest, which is kept in step; ``written`` are the files that changed."""

    path: Path
    manifest: Manifest
    written: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._before = set(self.manifest.files)

    def earlier(self, key: str) -> ItemRecord | None:
        """What an earlier run made of an item; None where it made nothing or did not end."""
        entry = self.manifest.entries.get(key)
        if entry is None or not entry.digest:
            return None
        return ItemRecord(entry.digest, entry.version, self.manifest.is_whole(self.path, key))

    def claim(self, files: Mapping[str, Sequence[str]]) -> None:
        """Say of every file that is to come that it is ours, before it is there: a later run then knows."""
        self.path.mkdir(parents=True, exist_ok=True)
        for key, names in files.items():
            self._before.update(names)
            if key not in self.manifest.entries:
                self.manifest.entries[key] = ManifestEntry("", NO_VERSION, dict.fromkeys(names, ""))
        self.remember()

    def take(self, item_files: ItemFiles) -> None:
        """Write what was made of an item, and note it."""
        key = item_files.item.key
        if item_files.files is None:
            return
        for file, content in item_files.files.items():
            self.write(file, content)
        prints = {file: fingerprint(content) for file, content in item_files.files.items()}
        self.manifest.entries[key] = ManifestEntry(item_files.digest, item_files.version, prints)

    def write(self, file: str, content: bytes) -> None:
        """Write a file unless it is there already."""
        path = self.path / file
        if fingerprint_of(path) == fingerprint(content):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + UNFINISHED)
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
        if file != NAME:
            self.written.append(file)

    def remember(self) -> None:
        """Write the manifest as it stands."""
        self.write(NAME, self.manifest.as_bytes())

    def forget(self, keys: Iterable[str]) -> None:
        """Take back what items said, so that the next run makes them anew."""
        for key in keys:
            self.manifest.entries[key] = replace(self.manifest.entries[key], digest="")

    def remove_others(self) -> tuple[str, ...]:
        """Remove the files that are ours and no longer belong to the copy, and folders left empty by it."""
        removed = []
        for file in sorted(self._before - self.manifest.files):
            path = self.path / file
            path.with_name(path.name + UNFINISHED).unlink(missing_ok=True)
            if path.is_file():
                path.unlink()
                removed.append(file)
            for parent in path.parents:
                if parent == self.path or not parent.is_dir() or any(parent.iterdir()):
                    break
                parent.rmdir()
        return tuple(removed)

    def size(self) -> tuple[int, int]:
        """How many files the copy has, and their bytes."""
        paths = [self.path / name for name in (*self.manifest.files, NAME)]
        return len(paths), sum(path.stat().st_size for path in paths)
