"""The figures behind a chart as JSON, with its headline, notes and the selection that made it."""

from __future__ import annotations

import json

from dashboard.exporters import Exporter, records
from dashboard.queries import Catalogue
from dashboard.sheet import Sheet


def export(sheet: Sheet, catalogue: Catalogue) -> bytes:
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
        },
        "data_version": version.batch,
        "recorded_at": version.recorded_at.isoformat() if version.recorded_at else None,
        "notes": list(sheet.notes),
        "observations": records(sheet, catalogue),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


EXPORTER = Exporter(format="json", content_type="application/json", export=export)
