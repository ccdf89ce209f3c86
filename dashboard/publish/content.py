"""What an item says, apart from the point of our record: two that say the same have the same name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from dashboard.address.options import Options
from dashboard.exporters import records
from dashboard.exporters.texts import texts_of
from dashboard.publish.items import NO_VERSION
from dashboard.record.captions import further_places
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet


def chart_content(sheet: Sheet, catalogue: Catalogue, options: Options) -> list[Any]:
    """All that is said in a chart's files, but for the point of our record.

    The words of its series and publications are among it: a workbook defines them.
    """
    timeless = replace(sheet, version=NO_VERSION)
    return [
        repr(timeless),
        records(sheet, catalogue),
        repr(texts_of(timeless, catalogue, options)),
        [_words_of(getattr(catalogue, table)[id]) for table, id in named_by(sheet, catalogue)],
    ]


def named_by(sheet: Sheet, catalogue: Catalogue) -> list[tuple[str, str]]:
    """The rows of the catalogue, by table and id, that any file of a sheet may be written from."""
    names: dict[tuple[str, str], None] = {}
    for figure in (row.observation for row in sheet.rows):
        names |= {("places", place): None for place in (figure.place, *further_places(figure))}
        names["publications", figure.publication] = None
        names["publishers", catalogue.publications[figure.publication].publisher] = None
        names["series", figure.series] = None
    for series in dict.fromkeys(row.observation.series for row in sheet.rows):
        row = catalogue.series[series]
        names["definitions", row.definition] = None
        names["areas", row.area] = None
        names["publishers", row.publisher] = None
        names["categories", row.category] = None
        names["units", row.unit] = None
    return list(names)


def _words_of(row: Any) -> str:
    """A row of words without the batch that brought it, which no file shows."""
    return repr({name: value for name, value in row._mapping.items() if name != "batch_id"})


def name_of(*parts: Any) -> str:
    """A name that no other content has, of anything that JSON or ``repr`` can write."""
    text = json.dumps([_plain(part) for part in parts], sort_keys=True, ensure_ascii=False, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _plain(part: Any) -> Any:
    return hashlib.sha256(part).hexdigest() if isinstance(part, bytes) else part
