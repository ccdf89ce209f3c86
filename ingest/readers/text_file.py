"""Text whose cells are separated by commas, tabs, semicolons or bars: what a file is that no other reader
knows."""

from __future__ import annotations

from ingest.readers import Limits, RawTable, Reader
from ingest.readers.delimited import parse
from ingest.readers.encoding import decode
from ingest.readers.kinds import refuse_what_holds_no_table
from ingest.readers.refusal import Refusal


def read(file: str, content: bytes, _sheet: str | None, limits: Limits) -> RawTable:
    """The table in a text. Raises ``Refusal``, for what holds no table too."""
    refuse_what_holds_no_table(content)
    text, encoding = decode(content)
    if not text:
        raise Refusal("only-byte-order-mark")
    table = parse(text, limits=limits)
    return RawTable(
        file=file,
        rows=table.rows,
        lines=table.lines,
        kind="csv",
        encoding=encoding,
        delimiter=table.delimiter,
    )


READER = Reader(knows=lambda _content: True, read=read, is_last=True)
