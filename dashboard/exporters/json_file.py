"""The figures behind a chart as JSON, with its headline, findings, notes and the selection that made it.

``as_recorded`` and ``as_published`` are the points of the two clocks as the address writes them, null for
the newest; ``data_version`` and ``recorded_at`` are those of the database that was asked.
"""

from __future__ import annotations

import json

from dashboard.address.options import Options
from dashboard.address.selection import FULL, ORIGINAL
from dashboard.exporters import Exporter, records
from dashboard.record.nearness import CODES
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet


def export(sheet: Sheet, catalogue: Catalogue, _options: Options) -> bytes:
    selection, version = sheet.selection, sheet.version
    content = {
        "chart": sheet.chart,
        "headline": sheet.headline,
        "subtitle": sheet.subtitle,
        "selection": {
            "series": list(selection.series),
            "from": selection.first,
            "to": selection.last,
            "lang": selection.language,
            **({"region": selection.region} if selection.region else {}),
            **({"publishers": list(selection.publishers)} if selection.publishers else {}),
            **({"years": FULL} if selection.is_full_years else {}),
            **({"read": ORIGINAL} if selection.is_original_only else {}),
            **({"detail": selection.detail} if selection.detail else {}),
            **({"part": list(selection.part)} if selection.part else {}),
        },
        "as_recorded": selection.recorded_text or None,
        "as_published": selection.published_text or None,
        "data_version": version.batch,
        "recorded_at": version.recorded_at.isoformat() if version.recorded_at else None,
        "findings": [{"series": finding.series, "text": finding.text} for finding in sheet.findings],
        "notes": list(sheet.notes),
        "events": [
            {
                "number": event.number,
                "id": event.id,
                "kind": event.kind,
                "start": event.start.isoformat(),
                "end": event.end.isoformat() if event.end else None,
                "date_precision": event.date_precision,
                "title": event.title,
                "note": event.note,
                "areas": list(event.areas),
                "source": event.source,
                "read_at": [name for name, _ in event.read_at],
                "nearness": CODES[event.nearness] if event.nearness else None,
                "confidence": event.confidence or None,
            }
            for event in sheet.events
        ],
        "observations": records(sheet, catalogue),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


EXPORTER = Exporter(format="json", content_type="application/json", export=export, name="JSON")
