"""How long a copy takes after one changed value, and with two processes, beside a first one by one process;
and how large the processes grow (``make benchmark``).

A copy in Japanese in every format, by the command itself: with its start, and with a database of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder

STATED = "recaap-bangladesh,2023-01-01,2023-12-31,CY,reported,1,"
INSTEAD = "recaap-bangladesh,2023-01-01,2023-12-31,CY,reported,7,"


MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""
"""Runs a command in a process of its own, which so knows the largest of the command's and no other."""


def cost(address: str, folder: Path, jobs: int) -> tuple[float, float]:
    """How many seconds ``piracy publish`` takes into a folder, and how many MB its largest process has."""
    command = [
        sys.executable,
        "-c",
        MEASURED,
        sys.executable,
        PROJECT / "app.py",
        "publish",
        folder,
        "--languages",
        "ja",
        "--jobs",
        str(jobs),
    ]
    start = time.perf_counter()
    done = subprocess.run(
        command, env=os.environ | {"PIRACY_DATABASE_URL": address}, check=True, capture_output=True
    )
    return time.perf_counter() - start, float(done.stdout)


def test_a_copy_after_one_value_against_a_first_one(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'piracy.sqlite3'}"
    engine = open_database(address)
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="benchmark")
    costs = {
        "first, one process": cost(address, tmp_path / "alone", 1),
        "first, two processes": cost(address, tmp_path / "site", 2),
        "nothing changed": cost(address, tmp_path / "site", 2),
    }
    data = Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))
    counts = data / "counts" / "recaap.csv"
    text = counts.read_text(encoding="utf-8")
    assert STATED in text
    counts.write_text(text.replace(STATED, INSTEAD), encoding="utf-8")
    load_folder(engine, data, reason="benchmark")
    engine.dispose()
    costs["one value changed"] = cost(address, tmp_path / "site", 2)
    alone, _ = costs["first, one process"]
    print(f"\n{'copy in Japanese':<26}{'seconds':>9}{'of one process':>16}{'largest process':>17}")
    for name, (took, largest) in costs.items():
        print(f"{name:<26}{took:>9.1f}{took / alone:>16.2f}{largest:>14.0f} MB")
