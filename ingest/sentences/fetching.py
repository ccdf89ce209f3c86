"""Problems of an address that a file should come from."""

from __future__ import annotations

from ingest.sentences import Sentence
from ingest.words import message

AGAIN = message("Nothing was changed. Open the address in a browser, and try again later.")

SENTENCES: dict[str, Sentence] = {
    "file-not-there": (
        "error",
        message("The file cannot be opened: {found}."),
        message("Check its name and folder; drag it into the terminal to have its path typed."),
    ),
    "address-status": (
        "error",
        message("The host answered {found} instead of a file."),
        message("Nothing was changed. Check the address: the file may be gone or need a sign-in."),
    ),
    "address-moved": (
        "error",
        message("The file has moved for good, to {found}."),
        message("Nothing was changed. If you trust that address, type it instead."),
    ),
    "address-too-large": (
        "error",
        message("The file is larger than {found} bytes."),
        message("Nothing was changed. Take out the part that holds the counts and load that."),
    ),
    "address-certificate": (
        "error",
        message("The host could not prove who it is: {found}"),
        message("Nothing was changed. Ask your network's keeper; do not load from it otherwise."),
    ),
    "address-fails": ("error", message("The file could not be fetched: {found}"), AGAIN),
}
