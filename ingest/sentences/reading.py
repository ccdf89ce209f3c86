"""Problems of a file that is to become a table: what it is, its encoding, its marks, its size, its sheets."""

from __future__ import annotations

from ingest.sentences import Sentence
from ingest.words import message

_SAVE_AS_UTF8 = message(
    "Open it in the program that wrote it and save it as UTF-8; in Excel: File > Save As > CSV UTF-8 "
    "(Comma delimited)."
)
_COPY_THE_TABLE = message("Copy the table into a new workbook, save it and choose that.")
_LOOK_AND_CHOOSE_AGAIN = message("Look whether it was saved or copied completely, and choose it again.")
_SPLIT = message("Keep only the table in it, or load it in several files.")
_UNHIDE = message("Right-click a sheet tab in Excel, choose Unhide, look at the sheet and save.")
_SAVE_AGAIN = message("Save the table again, as XLSX or as CSV UTF-8, and choose it again.")

SENTENCES: dict[str, Sentence] = {
    "empty-file": (
        "error",
        message("The file is empty (0 bytes); wanted a table."),
        _LOOK_AND_CHOOSE_AGAIN,
    ),
    "only-byte-order-mark": (
        "error",
        message("The file holds a byte order mark and nothing else; wanted a table."),
        _LOOK_AND_CHOOSE_AGAIN,
    ),
    "only-blank-lines": (
        "error",
        message("The file holds {found} blank rows and nothing else; wanted a table."),
        _LOOK_AND_CHOOSE_AGAIN,
    ),
    "file-too-large": (
        "error",
        message("The file has {found} bytes; at most {wanted} can be read."),
        _SPLIT,
    ),
    "is-picture": (
        "error",
        message("The file is a picture ({found}), whatever its name says; wanted a table."),
        message("Find the table that the picture shows, or type its figures into a sheet and save that."),
    ),
    "is-pdf": (
        "error",
        message("The file is a {found} document, whatever its name says; wanted a table."),
        message(
            "Copy the table into a sheet (in Excel: Data > Get Data > From File > From PDF), check it"
            " and save it."
        ),
    ),
    "is-archive": (
        "error",
        message("The file is a packed archive ({found}), not a table."),
        message("Unpack it first, and choose the file with the table."),
    ),
    "is-program": (
        "error",
        message("The file is a program ({found}), whatever its name says; wanted a table."),
        message("Do not open it. Ask the person who sent it, and choose the file with the table."),
    ),
    "is-data": (
        "error",
        message("The file holds data in the form {found}, whatever its name says; wanted a table."),
        message(
            "Turn it into a table (in Excel: Data > Get Data > From File > From JSON), look at it and save "
            "it as XLSX or CSV UTF-8."
        ),
    ),
    "conflict-marker": (
        "error",
        message("The line “{found}” marks a conflict that a program for versions left in the file."),
        message("Settle the conflict: keep one of the two versions, and delete the marking lines."),
    ),
    "is-document": (
        "error",
        message("The file is a document of another kind ({found}); wanted CSV, XLSX or XLS."),
        message("Copy its table into a sheet and save that as XLSX or CSV UTF-8."),
    ),
    "is-web-page": (
        "error",
        message("The file is a web page ({found}), whatever its name says; wanted a table."),
        message(
            "A page may stand in place of a download, such as one that asks to sign in. Download "
            "again, or open it in Excel and use File > Save As > Excel Workbook (.xlsx)."
        ),
    ),
    "is-other-workbook": (
        "error",
        message("The file is a workbook of a kind that cannot be read ({found}); wanted CSV, XLSX or XLS."),
        message("Open it and use File > Save As > Excel Workbook (.xlsx)."),
    ),
    "other-encoding": (
        "error",
        message("The text is encoded as {found}; wanted UTF-8, CP932 (Shift_JIS), or UTF-16 with its mark."),
        _SAVE_AS_UTF8,
    ),
    "western-encoding": (
        "error",
        message(
            "The text looks like single-byte Western text (such as Windows-1252), not like CP932: as "
            "CP932 it would read “{found}”."
        ),
        _SAVE_AS_UTF8,
    ),
    "garbled-text": (
        "error",
        message(
            "The bytes can be read as CP932 (Shift_JIS), but as “{found}”, which is no Japanese; "
            "wanted UTF-8, CP932, or UTF-16 with its mark."
        ),
        _SAVE_AS_UTF8,
    ),
    "undecodable": (
        "error",
        message(
            "There is a byte ({found}) that {wanted} does not have; the text cannot be read with certainty."
        ),
        message(
            "The file may be damaged, or cut off. Get it again, or save it again as UTF-8; in Excel: "
            "File > Save As > CSV UTF-8 (Comma delimited)."
        ),
    ),
    "mixed-encodings": (
        "error",
        message(
            "The lines before are encoded as {wanted}, this one as {found}; wanted one encoding in the "
            "whole file."
        ),
        message(
            "It was put together from several files. Save each of them as UTF-8, then put them "
            "together again."
        ),
    ),
    "nul-byte": (
        "error",
        message(
            "There is a NUL character (0x00), which no text holds; the file may be damaged, or UTF-16"
            " without its mark."
        ),
        _SAVE_AS_UTF8,
    ),
    "unclosed-quote": (
        "error",
        message("The quotation mark that opens here ({found}) is not closed where its cell ends."),
        message('Close it, or remove it. A quotation mark inside a quoted cell is written twice ("").'),
    ),
    "stray-quote": (
        "error",
        message(
            "A quotation mark stands inside a cell, or text follows it ({found}); wanted quotation "
            "marks around a whole cell only."
        ),
        message('Remove it, or put the whole cell in quotation marks and write those inside it twice ("").'),
    ),
    "swallowed-rows": (
        "error",
        message(
            "The quoted cell that begins “{found}” runs over the line end and holds what looks like "
            "whole rows."
        ),
        message(
            "Look for a quotation mark that is opened and closed in the wrong place. If the text is "
            "meant, take the line breaks out of it."
        ),
    ),
    "cell-too-long": (
        "error",
        message("The cell has {found} characters; at most {wanted} can be read."),
        message("Shorten the text, or keep it out of the table."),
    ),
    "too-many-rows": (
        "error",
        message("The table has {found} rows; at most {wanted} can be read."),
        _SPLIT,
    ),
    "too-many-columns": (
        "error",
        message("The row reaches to column number {found}; at most {wanted} columns can be read."),
        message(
            "Delete what stands far to the right of the table, or keep only the columns that are wanted."
        ),
    ),
    "too-many-entries": (
        "error",
        message("The workbook is packed from {found} parts; at most {wanted} can be read."),
        _COPY_THE_TABLE,
    ),
    "unpacks-too-large": (
        "error",
        message("The workbook would unpack to {found} bytes; at most {wanted} can be read."),
        _COPY_THE_TABLE,
    ),
    "unpacks-too-much": (
        "error",
        message("The workbook would unpack to {found} times its size; at most {wanted} times can be read."),
        _COPY_THE_TABLE,
    ),
    "too-much-markup": (
        "error",
        message("A part of the workbook holds {found} marks or more; at most {wanted} can be read."),
        _COPY_THE_TABLE,
    ),
    "encrypted-archive": (
        "error",
        message("The ZIP that holds the workbook is encrypted and cannot be read."),
        message("Unpack it with its password, and choose the workbook in it."),
    ),
    "password": (
        "error",
        message("The workbook is protected by a password and cannot be read."),
        message(
            "Open it in Excel, remove the password (File > Info > Protect Workbook > Encrypt with "
            "Password, clear the box) and save it again."
        ),
    ),
    "broken-archive": (
        "error",
        message("The file begins like a workbook but is damaged or cut off."),
        message("Copy or download it again. If it opens in Excel: File > Save As > Excel Workbook (.xlsx)."),
    ),
    "broken-workbook": (
        "error",
        message("The workbook is damaged inside ({found})."),
        _SAVE_AGAIN,
    ),
    "entities-in-workbook": (
        "error",
        message(
            "The workbook declares a document type in its XML, which no spreadsheet program writes "
            "and which can be used for an attack. Nothing was read."
        ),
        message("Do not open it. Ask the person who sent it for the table as CSV."),
    ),
    "formula-not-calculated": (
        "error",
        message(
            "The cell has a formula without a calculated value; a program wrote the workbook, and "
            "nobody calculated it yet."
        ),
        message("Open the workbook in Excel, let it calculate (F9), save it and choose it again."),
    ),
    "no-visible-sheet": (
        "error",
        message("All sheets of the workbook are hidden: {found}."),
        _UNHIDE,
    ),
    "named-sheet-hidden": (
        "error",
        message("The sheet “{found}” is hidden; hidden sheets are not read."),
        _UNHIDE,
    ),
    "unknown-sheet": (
        "error",
        message("The workbook has no sheet “{found}”; it has: {wanted}."),
        message('Name one of these sheets: --sheet "NAME".'),
    ),
    "empty-sheet": (
        "error",
        message("The sheet “{found}” is empty; other sheets to see: {wanted}."),
        message('Name the sheet that holds the table: --sheet "NAME"; or move the table to the first one.'),
    ),
    "unreadable": (
        "error",
        message("The file cannot be read ({found})."),
        _SAVE_AGAIN,
    ),
    "hidden-sheets": (
        "notice",
        message("Hidden sheets were not read: {found}."),
        message("If one of them is wanted, unhide it in Excel and save."),
    ),
    "other-sheets": (
        "notice",
        message("The sheet “{wanted}” was read; these were not: {found}."),
        message('If another one is wanted: --sheet "NAME".'),
    ),
    "no-sheets-in-text": (
        "notice",
        message("The sheet “{found}” was asked for, but a text file has no sheets; the whole file was read."),
        message("Nothing to do, if this is the right file."),
    ),
}
