"""The command that shows what the dashboard concludes: ``piracy verdicts``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from dashboard.address.selection import recorded_in
from dashboard.record import queries
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.rows import verdict_rows
from dashboard.verdicts.running import running_years
from dashboard.verdicts.sentences import named_sentence, period_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import interface_words
from ingest.console import as_called, print_json


def print_verdicts(database: queries.Database, arguments: argparse.Namespace, language: str) -> int:
    """Print every verdict; 0, or 2 where the date was not understood."""
    words = replace(interface_words(language), program=as_called())
    recorded = None
    if arguments.recorded:
        recorded = recorded_in({"recorded": [arguments.recorded]})
        if recorded is None:
            refusal = words(
                "--recorded is “{found}”; wanted a day (2026-12-01) or a moment (2026-12-01T10:30:00Z).",
                found=arguments.recorded,
            )
            print(refusal, file=sys.stderr)
            return 2
    catalogue = queries.catalogue(database, recorded=recorded)
    judgements = verdicts(database, catalogue, recorded=recorded)
    if not judgements:
        print(words("The database holds no objectives yet. Type: piracy load"), file=sys.stderr)
    if arguments.json:
        listed = {series.series for judged in judgements.values() for series in judged.series}
        running = running_years(database, catalogue, sorted(listed), recorded=recorded)
        rows = list(verdict_rows(judgements, catalogue, running, recorded=recorded))
        print_json(rows, indent=2, allow_nan=False)
        return 0
    wording = Wording(words, catalogue)
    for indicator in judgements.values():
        print(named_sentence(indicator, wording))
        for period in indicator.periods:
            print(f"  {period_sentence(period, wording)}")
        print()
    return 0
