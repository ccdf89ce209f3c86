"""Whether another state of the code answers the same: every page and download of two checkouts side by side.

``capture`` asks one checkout for everything and keeps each answer twice, as it came and as what it says
(``.norm.json``: words, numbers, links and marks, whatever it looks like); ``compare`` tells what two captures
say differently; ``pictures`` puts their drawings side by side for a person to look at. A newer copy of this
script captures an older checkout:

    PYTHONPATH=CHECKOUT python tests/compare_output.py capture BEFORE --project CHECKOUT
    python tests/compare_output.py compare BEFORE AFTER
    python tests/compare_output.py pictures BEFORE AFTER FOLDER
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import hashlib
import importlib
import io
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from compared_facts import facts_of, flat_lines
from compared_pictures import pictures
from sqlalchemy import inspect, text

LANGUAGES = ("en", "ja")
FORMATS = ("png", "svg", "csv", "json", "txt", "html", "pdf", "pptx", "docx", "xlsx")
CHARTS = ("trend", "compare", "severity", "kind", "measures", "objective", "rates", "revisions")
MOMENT = "2026-11-01 09:00:00.000000"
"""When our record is said to have come to know everything: two captures are then equal byte by byte."""
SIX = "&".join(
    f"series={series}"
    for series in (
        "imb-somalia",
        "mofa-somalia-gulf-of-aden",
        "recaap-asia",
        "imb-south-east-asia",
        "imo-soms",
        "jcg-south-east-asia",
    )
)
UNITS = "series=imb-somalia&series=mofa-somalia-hijacked-ships&series=suez-transits"
LEVELS = "series=imb-south-east-asia&series=recaap-asia&series=jcg-south-east-asia&from=2021&to=2023"
DOWNLOADS = (
    "trend?",  # two series: a part-year, a lower bound, windows, events
    f"trend?{SIX}",  # six series: columns and lines, provisional figures
    f"trend?{UNITS}&events=off",  # three units: panels, a forecast, no events
    f"trend?{LEVELS}",  # reported levels in the evaluated years
    "trend?series=imb-world",  # one series over a long span, with a series break
    "trend?series=recaap-asia&from=2015&to=2015",  # a single year
    "trend?series=suez-transits&series=imo-world&published=2022-12-23",  # what publishers had said by a day
    "trend?series=imb-world&from=1901&to=1902",  # nothing to draw
    "compare?region=somalia-gulf-of-aden&from=2005",
    "severity?",
    "kind?from=2018",
    "measures?",
    "objective?indicator=asia-minor",
    "objective?indicator=somalia-gulf-of-aden",
    "rates?",
    "revisions?series=recaap-asia",
)
"""Sixteen, which between them show every chart and everything that a chart can show."""
PAGES = (
    "/",
    "/?recorded=2026-12-01",
    "/?recorded=2020-01-01",
    "/?published=2022-12-23",
    "/objectives",
    "/objectives?published=2024-03-01",
    *(f"/trends?{name.partition('?')[2]}" for name in DOWNLOADS if name.startswith("trend?")),
    "/trends?from=2020&recorded=2026-12-01",
    "/trends?series=nonsense&from=20&colour=red",
    "/compare",
    "/compare?region=somalia-gulf-of-aden&from=2005",
    "/compare?region=world&from=1990&to=2025",
    "/compare?region=africa&published=2022-12-23",
    "/trace",
    "/trace?numbers=56,58,67&from=2021",
    "/trace?numbers=1,2,999",
    "/breakdown",
    "/breakdown?from=2022&to=2023",
    "/revisions",
    "/revisions?series=recaap-asia&from=2015&to=2015",
    "/revisions?series=imb-world&series=recaap-asia&series=imb-gulf-of-guinea&series=imb-somalia",
    "/methods",
    "/sources",
    "/sources?published=2022-12-23",
    "/briefing",
    "/nothing-here",
)
TRAY = (
    f"item=trend?{LEVELS.replace('&', '%26')}&item=objective?indicator=asia-minor"
    "&item=compare?region=asia&title=Three+charts"
)
EMBEDS = (*(f"{chart}?" for chart in CHARTS), f"trend?{LEVELS}", "trend?from=2020&recorded=2026-12-01")
PACKS = (
    f"briefing.pptx?{TRAY}&languages=ja,en",
    f"briefing.pdf?{TRAY}",
    f"briefing.docx?{TRAY}",
    f"briefing.toml?{TRAY}",
)
COPY_ADDRESS = "https://stats.example.go.jp/piracy"
MANIFEST = "published.json"
"""What a published copy keeps for its next time: a digest of each file, which says nothing to a reader."""
FACTS = ".norm.json"
MOST_LINES, MOST_NAMES = 30, 4


def addresses() -> Iterator[tuple[str, str, str]]:
    """Kind, ending and address of everything that is asked for, the most telling first."""
    for language in LANGUAGES:
        for page in (*PAGES, f"/briefing?{TRAY}"):
            yield "pages", "html", _in_language(page, language)
        for embed in EMBEDS:
            yield "embeds", "html", _in_language(f"/embed/{embed}", language)
    for ending in FORMATS:
        for language in LANGUAGES:
            for download in DOWNLOADS:
                chart, _, query = download.partition("?")
                yield ending, ending, _in_language(f"/c/{chart}.{ending}?{query}", language)
    for language in LANGUAGES:
        for pack in PACKS:
            yield "packs", pack.partition("?")[0].rpartition(".")[2], _in_language(f"/{pack}", language)


def _in_language(address: str, language: str) -> str:
    path, _, query = address.partition("?")
    return f"{path}?{'&'.join(filter(None, [query, f'lang={language}']))}"


# Capture


def capture(out: Path, project: Path, *, only: str, with_site: bool) -> None:
    """Ask a checkout for everything and keep the answers in a folder, with the seconds each kind took."""
    seconds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        app = _app(project, f"sqlite:///{Path(folder) / 'piracy.sqlite3'}")
        client = _application(project)(_ingest("database").open_database()).server.test_client()
        began = _clocks()
        client.get("/trends?lang=en&series=imb-africa")
        seconds["first"].append(_since(began))
        for kind, ending, address in addresses():
            if not re.search(only, f"{kind} {address}"):
                continue
            if kind not in seconds:
                print(f"{kind} ...", flush=True)
            began = _clocks()
            answer = client.get(address)
            seconds[kind].append(_since(began))
            _keep(out, kind, f"{_file_name(address)}.{ending}", answer)
        if re.search(only, "verdicts"):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
                app.main(["verdicts", "--json"])
            _write(out / "verdicts" / "verdicts.json", printed.getvalue().encode(), {})
        if with_site:
            began = _clocks()
            with contextlib.suppress(SystemExit):
                app.main(["publish", str(out / "site"), "--base-url", COPY_ADDRESS])
            seconds["site"].append(_since(began))
            files = [
                file
                for file in sorted((out / "site").rglob("*.*"))
                if file.suffix.removeprefix(".") in FORMATS and not file.name.endswith((FACTS, MANIFEST))
            ]
            with ProcessPoolExecutor() as pool:
                list(pool.map(_write_facts, files, chunksize=8))
    lines = [_time_of(kind, len(each), each) for kind, each in seconds.items()]
    lines += [_time_of("png", 20, seconds["png"])] if seconds.get("png") else []
    with (out / "seconds.txt").open("a", encoding="utf-8") as file:
        print(*lines, sep="\n", file=file)
    print("\n".join(lines))


def _clocks() -> tuple[float, float]:
    """The clock, and the processor's time of all threads: other programs do not lengthen that."""
    processor = os.times()
    return time.perf_counter(), sum(processor[:4])


def _since(began: tuple[float, float]) -> tuple[float, float]:
    clock, processor = _clocks()
    return clock - began[0], processor - began[1]


def _time_of(kind: str, count: int, each: list[tuple[float, float]]) -> str:
    clock, processor = (count * sum(times) / len(each) for times in zip(*each, strict=True))
    return f"{kind:8} {count:4} in {clock:7.1f} s, {processor:7.1f} s of the processor"


def _app(project: Path, database: str) -> Any:
    """The program of a checkout, with its data in a database that says one moment of everything."""
    for name in [name for name in os.environ if name.startswith("PIRACY_")]:
        del os.environ[name]
    os.environ |= {"PIRACY_DATABASE_URL": database, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    app = importlib.import_module("app")  # the checkout's, by PYTHONPATH
    if Path(app.__file__).resolve().parent != project.resolve():
        sys.exit(f"PYTHONPATH leads to {Path(app.__file__).parent}, not to {project}")
    engine = _ingest("database").open_database(database)
    _ingest("database").migrate(engine)
    _ingest("load").load_folder(engine, project / "data", reason="start-up")
    known = inspect(engine)
    with engine.begin() as connection:
        for table in known.get_table_names():
            if any(column["name"] == "recorded_at" for column in known.get_columns(table)):
                connection.execute(text(f'UPDATE "{table}" SET recorded_at = :moment'), {"moment": MOMENT})
    engine.dispose()
    return app


def _ingest(module: str) -> Any:
    return importlib.import_module(f"ingest.{module}")


def _application(project: Path) -> Any:
    """What makes the web application; the first release had it in another room."""
    room = "web." if (project / "dashboard" / "web").is_dir() else ""
    return importlib.import_module(f"dashboard.{room}application").create_app


def _file_name(address: str) -> str:
    """An address as a file's name, short enough for every system."""
    plain = re.sub(r"[^A-Za-z0-9=.,-]+", "_", address.replace("series=", "")).strip("_")
    mark = hashlib.sha256(address.encode()).hexdigest()[:6]
    return plain if len(plain) <= 100 else f"{plain[:90]}_{mark}_{plain[-7:]}"


def _keep(out: Path, kind: str, name: str, answer: Any) -> None:
    """An answer with what its header says of it; a refusal says its words."""
    about = {
        "status": answer.status_code,
        "type": answer.content_type,
        "file": answer.headers.get("Content-Disposition", ""),
        "left out": answer.headers.getlist("X-Dropped"),
        "to": answer.headers.get("Location", ""),
    }
    is_refusal = answer.content_type.startswith("text/plain") and not name.endswith(".csv")
    _write(out / kind / name, answer.data, about, ending="txt" if is_refusal else "")


def _write(file: Path, content: bytes, about: dict[str, Any], *, ending: str = "") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    _write_facts(file, about, ending=ending)


def _write_facts(file: Path, about: dict[str, Any] | None = None, *, ending: str = "") -> None:
    """What a file says, beside it."""
    facts = (about or {}) | facts_of(file.read_bytes(), ending or file.suffix.removeprefix("."))
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    file.with_name(file.name + FACTS).write_text(text + "\n", encoding="utf-8")


# Compare


def compare(before: Path, after: Path, *, ignored: set[str]) -> int:
    """Print what two captures say differently, each difference once; 1 where there is one."""
    old, new = _answers(before), _answers(after)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    changes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(old.keys() | new.keys()):
        kind = name.partition("/")[0]
        if kind in ignored:
            continue
        if name not in old or name not in new:
            counts[kind]["different"] += 1
            changes[("-file" if name in old else "+file"),].append(name)
        elif old[name].read_bytes() == new[name].read_bytes() and _facts(old[name]) == _facts(new[name]):
            counts[kind]["equal to the byte"] += 1
        else:
            lines = _difference(_facts(old[name]), _facts(new[name]), ignored)
            counts[kind]["different" if lines else "equal in what it says"] += 1
            if lines:
                changes[tuple(lines)].append(name)
    parts: Counter[str] = Counter()
    for difference, names in changes.items():
        for part in {re.sub(r"\[.*?\]", "", line[1:].partition(": ")[0]) for line in difference}:
            parts.update(f"{name.partition('/')[0]:9} {part}" for name in names)
        others = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        print(f"\n{', '.join(names[:MOST_NAMES])}{others}")
        print(*(f"  {line[:400]}" for line in difference[:MOST_LINES]), sep="\n")
        if len(difference) > MOST_LINES:
            print(f"  ... and {len(difference) - MOST_LINES} lines more")
    print(*(f"\n{count:4} files differ in {part}" for part, count in sorted(parts.items())), sep="")
    print()
    results = ("equal to the byte", "equal in what it says", "different")
    for kind, counted in counts.items():
        print(f"{kind:9}", ", ".join(f"{counted[result]:4} {result}" for result in results))
    return 1 if changes or not counts else 0


def _answers(folder: Path) -> dict[str, Path]:
    files = (file.with_name(file.name.removesuffix(FACTS)) for file in folder.rglob(f"*{FACTS}"))
    return {file.relative_to(folder).as_posix(): file for file in files}


def _facts(answer: Path) -> str:
    return answer.with_name(answer.name + FACTS).read_text(encoding="utf-8")


def _difference(old: str, new: str, ignored: set[str]) -> list[str]:
    """The lines that went and came, each with the name of what it is a part of."""
    before, after = (list(flat_lines(json.loads(text), ignored)) for text in (old, new))
    if before == after:
        return []
    lines: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, from_, to in matcher.get_opcodes():
        gone, come = before[first:last], after[from_:to]
        if what == "replace" and len(gone) == len(come):
            for pair in zip(gone, come, strict=True):
                lines += _shortened(*pair)
        elif what != "equal":
            lines += [f"-{line}" for line in gone] + [f"+{line}" for line in come]
    return lines


def _alike(left: str, right: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(left), len(right)))


def _shortened(gone: str, come: str) -> tuple[str, str]:
    """A long line and its new form without most of what they begin with alike."""
    part, alike = gone.partition(": ")[0], _alike(gone, come)
    start = alike - 30
    if start < len(part) + 40:
        return f"-{gone}", f"+{come}"
    return f"-{part}: … {gone[start:]}", f"+{part}: … {come[start:]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    here = Path(__file__).resolve().parent.parent
    capturing = commands.add_parser("capture", help="ask a checkout for everything")
    capturing.add_argument("out", type=Path)
    capturing.add_argument(
        "--project", type=Path, default=here, help="the checkout; PYTHONPATH must lead to it"
    )
    capturing.add_argument(
        "--only", default="", help="a pattern of 'KIND ADDRESS': what else there is stays out"
    )
    capturing.add_argument("--site", action="store_true", help="publish the whole site too (minutes)")
    comparing = commands.add_parser("compare", help="tell what two captures say differently")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument(
        "--ignore", action="append", default=[], help="a kind (png) or a part (ids) to leave out"
    )
    drawing = commands.add_parser("pictures", help="put drawings side by side")
    drawing.add_argument("before", type=Path)
    drawing.add_argument("after", type=Path)
    drawing.add_argument("out", type=Path)
    drawing.add_argument("--project", type=Path, default=here, help="whose fonts are used")
    drawing.add_argument("--kinds", nargs="+", default=["svg"], help="of which kinds: svg pages embeds html")
    given = parser.parse_args()
    if given.command == "capture":
        if os.environ.get("PYTHONHASHSEED") != "0":  # else attributes of a page come in any order
            fixed = os.environ | {"PYTHONHASHSEED": "0"}
            os.execve(sys.executable, [sys.executable, *sys.argv], fixed)
        capture(given.out, given.project, only=given.only, with_site=given.site)
    elif given.command == "compare":
        return compare(given.before, given.after, ignored=set(given.ignore))
    else:
        pictures(given.before, given.after, given.out, given.project, given.kinds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
