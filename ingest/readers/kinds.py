"""What a file is, by its first bytes: the only place that knows the marks of files that hold no table.

The name of a file is never asked: a picture named ``.csv`` is a picture.
"""

from __future__ import annotations

import re

from ingest.readers.refusal import Refusal

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Mark, code of the sentence, the name by which people know the kind.
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", "is-picture", "PNG"),
    (b"\xff\xd8\xff", "is-picture", "JPEG"),
    (b"GIF87a", "is-picture", "GIF"),
    (b"GIF89a", "is-picture", "GIF"),
    (b"II*\x00", "is-picture", "TIFF"),
    (b"MM\x00*", "is-picture", "TIFF"),
    (b"\x00\x00\x01\x00", "is-picture", "ICO"),
    (b"%PDF-", "is-pdf", "PDF"),
    (b"PK\x05\x06", "is-archive", "ZIP"),
    (b"PK\x07\x08", "is-archive", "ZIP"),
    (b"\x1f\x8b", "is-archive", "gzip"),
    (b"\xfd7zXZ\x00", "is-archive", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "is-archive", "7z"),
    (b"Rar!\x1a\x07", "is-archive", "RAR"),
    (b"\x28\xb5\x2f\xfd", "is-archive", "Zstandard"),
    (b"\x7fELF", "is-program", "Linux"),
    (b"\xcf\xfa\xed\xfe", "is-program", "macOS"),
    (b"\xce\xfa\xed\xfe", "is-program", "macOS"),
    (b"\xca\xfe\xba\xbe", "is-program", "macOS, Java"),
    (b"{\\rtf", "is-document", "RTF"),
    (b"%!PS", "is-document", "PostScript"),
    (b"SQLite format 3\x00", "is-document", "SQLite"),
    (b"PAR1", "is-document", "Parquet"),
)

_OPENINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"<!doctype html", "is-web-page", "HTML"),
    (b"<html", "is-web-page", "HTML"),
    (b"<head", "is-web-page", "HTML"),
    (b"<body", "is-web-page", "HTML"),
    (b"<table", "is-web-page", "HTML"),
    (b"<svg", "is-picture", "SVG"),
    (b"<?xml", "is-document", "XML"),
)


def refuse_what_holds_no_table(content: bytes) -> None:
    """Raise Refusal when the bytes are a picture, a document, a program, an archive or a web page."""
    for mark, code, name in _MARKS:
        if content.startswith(mark):
            raise Refusal(code, found=name)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        raise Refusal("is-picture", found="WebP")
    # Two letters may open a table too ("BMI", "MZ"); what follows them settles it.
    if content.startswith(b"BM") and content[2:6] == len(content).to_bytes(4, "little"):
        raise Refusal("is-picture", found="BMP")
    if content.startswith(b"MZ") and b"\x00" in content[:64]:
        raise Refusal("is-program", found="Windows")
    if re.match(rb"BZh[1-9]1AY&SY", content):
        raise Refusal("is-archive", found="bzip2")
    # Without NUL bytes the opening of a UTF-16 page reads like that of a UTF-8 one.
    opening = re.sub(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)", b"", content[:1024])
    opening = opening.replace(b"\x00", b"").lstrip().lower()
    if re.match(rb"mime-version:|from: <saved by ", opening) and b"multipart/related" in opening:
        raise Refusal("is-web-page", found="MHTML")
    if re.match(rb"\[?\s*\{\s*(\"|\})|\[\s*\[", opening):
        raise Refusal("is-data", found="JSON")
    for words, code, name in _OPENINGS:
        if opening.startswith(words):
            if b"<html" in opening:  # XHTML opens as XML
                raise Refusal("is-web-page", found="HTML")
            raise Refusal(code, found=name)
