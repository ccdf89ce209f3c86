"""What a benchmark found beside its goal, gathered into one table at the end of the run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path

import pytest


class Goals:
    """Rows of the table: what is measured, against what, as a ratio or a number, and the goal."""

    def __init__(self) -> None:
        self.rows: list[str] = []

    def ratio(self, what: str, ours: float, against: str, theirs: float, goal: str, unit: str = "ms") -> None:
        """Ours over theirs; ``goal`` is written as it stands in the table."""
        measured = f"{ours:,.0f} / {theirs:,.0f} {unit}"
        self.rows.append(f"| {what} | {against} | {measured} | {ours / theirs:.2f}x | {goal} |")

    def number(self, what: str, ours: float, unit: str, goal: str) -> None:
        self.rows.append(f"| {what} | - | {ours:,.0f} {unit} | - | {goal} |")


def machine() -> str:
    """The machine in a line: system, processor, cores, memory, Python."""
    names = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [line for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    processor = names[0].partition(":")[2].strip() if names else platform.processor()
    gigabytes = f", {int(memory[0].split()[1]) / 1e6:.0f} GB" if memory else ""
    python = platform.python_version()
    return f"{platform.platform()}, {processor}, {os.cpu_count()} cores{gigabytes}, Python {python}"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture(scope="session")
def goals() -> Iterator[Goals]:
    found = Goals()
    yield found
    print(f"\n\n{machine()}; medians of one run\n")
    print("| what | against | ours / theirs | ratio | goal |\n|---|---|---|---|---|")
    print("\n".join(found.rows))
