"""What a batch did, who brought it, from where and why, in words: the same on a page and at a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.words import Words, message

if TYPE_CHECKING:
    from ingest.history import Batch

KIND_NAMES = {
    "data": message("figures of the data folder"),
    "analyst": message("file loaded"),
    "withdrawal": message("one value withdrawn"),
}
START_UP = "start-up"
"""The reason that is kept where the data folder was read when the server started."""


def what(batch: Batch, words: Words) -> str:
    """What a batch did, by name."""
    if batch.undoes is None:
        return words(KIND_NAMES[batch.kind])
    if batch.brought_back:
        return words("brought back what batch {batch} had taken back", batch=batch.undoes)
    return words("took back the figures of batch {batch}", batch=batch.undoes)


def who(batch: Batch, words: Words) -> str:
    return words("the program") if batch.kind == "data" else batch.who


def source(batch: Batch, words: Words) -> str:
    """The file that the figures came from, or the batch that a withdrawn one did; "" for an undo, whose name
    says it."""
    if batch.kind == "data":
        return words("data folder")
    earlier = batch.source_name.removeprefix("batch ")
    if batch.kind == "withdrawal" and earlier.isdecimal():
        return words("Batch {batch}", batch=earlier)
    return batch.source_name if batch.kind == "analyst" else ""


def reason(batch: Batch, words: Words) -> str:
    is_start = batch.kind == "data" and batch.reason == START_UP
    return words("read when the program started") if is_start else batch.reason


def state(batch: Batch, words: Words) -> str:
    """What became of a batch; "" for one that stands as it came."""
    if batch.undone_by is None:
        return words("values taken back: {count}", count=batch.taken_back) if batch.taken_back else ""
    if batch.took_back:
        return words("its figures were brought back by batch {batch}", batch=batch.undone_by)
    return words("its figures were taken back by batch {batch}", batch=batch.undone_by)
