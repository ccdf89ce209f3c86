"""A workbook's ZIP, opened with suspicion: the only place where packed bytes are unpacked.

The directory is held against the limits before anything is unpacked. zipfile then gives no more bytes
than the directory promised, and refuses an entry whose promise was false.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from ingest.readers import Limits
from ingest.readers.refusal import Refusal, excerpt

_DIRECTORY_MARK = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_CHUNK = 65_536
# openpyxl builds a tree of a small part, some 400 bytes for each mark. Excel's own limits for cell styles
# (64,000) make about 260,000 marks.
MOST_MARKS_OF_A_SMALL_PART = 300_000
# A sheet or a list of texts is streamed; this bounds the time. A filled cell has four marks.
MOST_MARKS_OF_A_LARGE_PART = 20_000_000
_LONGEST_WITHOUT_A_MARK = 2_000_000

# What else a ZIP may be: an entry that tells it, code of the sentence, the name by which people know it.
_OTHER_KINDS = (
    ("xl/workbook.bin", "is-other-workbook", "XLSB"),
    ("word/document.xml", "is-document", "Word (DOCX)"),
    ("ppt/presentation.xml", "is-document", "PowerPoint (PPTX)"),
)


class Archive(zipfile.ZipFile):
    """A ZIP within the limits. ``read`` is what openpyxl calls: it gives XML that is safe to parse."""

    def __init__(self, content: bytes, *, limits: Limits) -> None:
        # Counted before zipfile makes an object of each; every entry of the directory has this mark.
        entries = content.count(_DIRECTORY_MARK)
        if entries > limits.archive_entries:
            raise Refusal("too-many-entries", found=entries, wanted=limits.archive_entries)
        try:
            super().__init__(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refusal("broken-archive") from error
        self._check_directory(len(content), limits)

    def _check_directory(self, packed: int, limits: Limits) -> None:
        entries = self.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.unpacked_bytes:
            raise Refusal("unpacks-too-large", found=unpacked, wanted=limits.unpacked_bytes)
        # Against the bytes that there are, not against packed sizes: those may lie, or overlap.
        if unpacked > packed * limits.unpacked_ratio:
            raise Refusal("unpacks-too-much", found=-(-unpacked // packed), wanted=limits.unpacked_ratio)
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise Refusal("encrypted-archive")
            if entry.compress_type not in _METHODS:
                raise Refusal("broken-archive")

    def refuse_other_kinds(self) -> None:
        """Raise Refusal unless this is a workbook of Excel's."""
        names = set(self.namelist())
        for name, code, kind in _OTHER_KINDS:
            if name in names:
                raise Refusal(code, found=kind)
        if "mimetype" in names and b"opendocument" in self.read_raw("mimetype"):
            spreadsheet = b"spreadsheet" in self.read_raw("mimetype")
            raise Refusal(
                "is-other-workbook" if spreadsheet else "is-document", found="ODS" if spreadsheet else "ODF"
            )
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise Refusal("is-archive", found="ZIP")

    def read_raw(self, name: str) -> bytes:
        """The bytes of a part, whatever they are; KeyError where there is none, as openpyxl expects."""
        # By pieces: in one go, zipfile unpacks all that there is before it looks at the promised size.
        with self._part(name) as part:
            return b"".join(iter(lambda: _next(part), b""))

    def _part(self, name: str) -> IO[bytes]:
        try:
            return self.open(name)
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise Refusal("broken-archive") from error

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """A small XML part without entities, of so many marks that a tree of it can be held."""
        name = name if isinstance(name, str) else name.filename
        part = b"".join(self._counted(name, MOST_MARKS_OF_A_SMALL_PART))
        feed(safe_parser(), iter((part, b"")))
        return part

    def chunks(self, name: str) -> Iterator[bytes]:
        """A large XML part in pieces, ending with an empty one; raises Refusal when it is too large."""
        try:
            # Unpacked twice: refusing before parsing is ten times as fast as refusing on the way.
            for _ in self._counted(name, MOST_MARKS_OF_A_LARGE_PART):
                pass
            yield from self._counted(name, MOST_MARKS_OF_A_LARGE_PART)
        except KeyError as error:
            raise Refusal("broken-workbook", found=name) from error
        yield b""

    def _counted(self, name: str, most: int) -> Iterator[bytes]:
        """The pieces of an XML part, whose marks are counted, as is the longest stretch without any."""
        marks = unmarked = 0
        with self._part(name) as part:
            while chunk := _next(part):
                count = chunk.count(b"<")
                marks += count
                unmarked = 0 if count else unmarked + len(chunk)
                if marks > most:
                    raise Refusal("too-much-markup", found=marks, wanted=most)
                if unmarked > _LONGEST_WITHOUT_A_MARK:
                    raise Refusal("broken-workbook", found=excerpt(name))
                yield chunk


def _next(part: IO[bytes]) -> bytes:
    try:
        return part.read(_CHUNK)
    except Exception as error:  # zlib.error, BadZipFile, EOFError: all mean a damaged file
        raise Refusal("broken-archive") from error


def safe_parser() -> Any:
    """A streaming XML parser that refuses a document type: no entity is declared, fetched or grown."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse_document_type(*_: object) -> None:
        raise Refusal("entities-in-workbook")

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    return parser


def feed(parser: Any, chunks: Iterator[bytes]) -> None:
    """Parse the pieces; raises Refusal when they are no XML."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, not chunk)
    except expat.ExpatError as error:
        raise Refusal("broken-workbook", found=re.sub(r":.*", "", str(error))) from error
