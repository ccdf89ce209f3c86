"""Print a report for a person: what was understood, what is wrong where, what would change."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from ingest.judging import VerdictChange
from ingest.problems import Problem
from ingest.report import LOADABLE, Report
from ingest.sentences import sentences
from ingest.telling import Titles, alike, at_its_note, loaded, others_told, problem_told, value_told
from ingest.words import Words, message

MOST_LINES = 40
"""More problems than this are counted, not printed one by one."""
MOST_ALIKE = 3
"""Of more problems alike than this, the first are named."""
MOST_CHANGES = 20
UNTITLED = Titles({}, {}, {})
ASKS_FOR_AN_ID = re.compile(r"\bID\b")

ASIDE_NAMES = {
    "title": message("title"),
    "unit": message("unit"),
    "note": message("note"),
    "source": message("source"),
    "heading": message("heading"),
    "total": message("total"),
    "header-again": message("header again"),
    "text": message("text"),
    "box": message("text box"),
    "comment": message("comment at a cell"),
}
SEVERITY_NAMES = {
    "error": message("ERROR"),
    "question": message("QUESTION"),
    "warning": message("WARNING"),
    "notice": message("NOTE"),
}


def print_report(report: Report, words: Words, titles: Titles = UNTITLED) -> None:
    """How the file was understood, its problems, and how its cells add up."""
    if report.raw is not None:
        _print_understood(report, words)
    if report.loaded_before is not None:
        print(words("The very same file was loaded as batch {batch}.", batch=report.loaded_before))
    print_problems([at_its_note(problem, report.asides) for problem in report.problems], words, titles)
    cells = report.cells
    print(
        words(
            "Cells read: {read} = {stored} to store + {missing} missing + {unchanged} unchanged + {refused} "
            "refused + {held} held + {set_aside} set aside.",
            **cells,
        )
    )


def _print_understood(report: Report, words: Words) -> None:
    understood = report.understood()
    parts = [
        understood["encoding"],
        {",": "CSV", "\t": "TSV", ";": "CSV (;)"}.get(understood["delimiter"] or ""),
    ]
    if understood["sheet"]:
        parts.append(words("sheet “{sheet}”", sheet=understood["sheet"]))
    rows = understood["header_rows"]
    parts.append(
        words("header in row {rows}", rows=words(", ").join(map(str, rows)))
        if rows
        else words("no header row found")
    )
    print(words("Understood as: {parts}.", parts=words(", ").join(part for part in parts if part)))
    for aside in understood["rows_set_aside"][:MOST_LINES]:
        name = words(ASIDE_NAMES.get(aside["kind"], aside["kind"]))
        text = aside["text"] if len(aside["text"]) <= 60 else aside["text"][:60] + "…"
        if aside["kind"] == "comment":
            print(words("Beside row {row}: {name}: {text}", row=aside["row"], name=name, text=text))
        elif aside["row"] is None:
            print(words("Beside the cells: {name}: {text}", name=name, text=text))
        else:
            print(words("Set aside: row {row} ({name}): {text}", row=aside["row"], name=name, text=text))


def print_problems(problems: Sequence[Problem], words: Words, titles: Titles = UNTITLED) -> None:
    """Each problem on a line of its own, of warnings alike the first; errors and questions go to standard
    error."""
    groups = alike(problems)
    for problem, *others in groups[:MOST_LINES]:
        stream = sys.stderr if problem.severity in ("error", "question") else sys.stdout
        print(
            f"{words(SEVERITY_NAMES[problem.severity])}  {problem_told(problem, titles, words)}", file=stream
        )
        if others:
            print(f"  {others_told(others, titles, words, most=MOST_ALIKE)}")
    if more := sum(map(len, groups[MOST_LINES:])):
        print(words("... and {count} more problems.", count=more))
    if any(_asks_for_an_id(problem) for problem in problems):
        hint = words("Ids of series and publications stand in a table: piracy template ids.csv")
        print(hint, file=sys.stderr)


def _asks_for_an_id(problem: Problem) -> bool:
    is_to_be_answered = problem.severity in ("error", "question")
    return is_to_be_answered and ASKS_FOR_AN_ID.search(sentences()[problem.code][2]) is not None


def print_changes(report: Report, verdicts: Iterable[VerdictChange], titles: Titles, words: Words) -> None:
    """What a load would store, and what the dashboard would then say otherwise."""
    if report.outcome != LOADABLE:
        return
    changes = report.changes
    print(
        words(
            "To load: {new} new, {changed} changed, {confirmed} confirmed by another edition.",
            new=changes.get("new", 0),
            changed=changes.get("changed", 0),
            confirmed=changes.get("confirmed", 0),
        )
    )
    if changes.get("older"):
        text = words("Recorded beside a newer edition, which stays shown: {count}.", count=changes["older"])
        print(text)
    changed = [figure for figure in report.to_store if figure.change in ("new", "changed")]
    for figure in changed[:MOST_CHANGES]:
        shown = figure.shown
        before = "—" if shown is None or shown.value is None else value_told(shown, words)
        after = ", ".join(value_told(row, words) for row in loaded([figure]))
        print(
            "  "
            + words(
                "{series} {period}: {before} → {after}",
                series=titles.series[figure.series or ""],
                period=figure.period.told(words.language) if figure.period else "",
                before=before,
                after=after,
            )
        )
    if len(changed) > MOST_CHANGES:
        print(words("... and {count} more changes.", count=len(changed) - MOST_CHANGES))
    for verdict in verdicts:
        judgement = verdict.after or verdict.before
        if judgement is None:
            continue
        before_text = verdict.before.text(words.language) if verdict.before else "—"
        after_text = verdict.after.text(words.language) if verdict.after else "—"
        print(
            words(
                "The dashboard would change: {label}: {before} → {after}",
                label=judgement.label(words.language),
                before=before_text,
                after=after_text,
            )
        )
