"""Problems of a folder in the form of data/."""

from __future__ import annotations

from ingest.sentences import Sentence
from ingest.words import message

SENTENCES: dict[str, Sentence] = {
    "missing-folder": (
        "error",
        message("There is no folder {found}."),
        message("Name a folder that holds the files of data/, as 'piracy dump DIR' writes them."),
    ),
    "missing-file": (
        "error",
        message("The file is missing."),
        message("Put it back, or take a whole copy of data/ and change that."),
    ),
    "not-utf8": (
        "error",
        message("The file is not UTF-8 text (byte {found})."),
        message("Save it again as UTF-8; in Excel: CSV UTF-8."),
    ),
    "broken-csv": (
        "error",
        message("The file cannot be read as CSV: {found}."),
        message("Look for a quotation mark that is opened and never closed."),
    ),
    "wrong-header": (
        "error",
        message("The header row has {found}; wanted {wanted}."),
        message("Give the columns these names, in this order."),
    ),
    "wrong-width": (
        "error",
        message("The row has {found} cells; wanted {wanted}."),
        message("Look for a comma too many or too few, or a text with a comma that is not in quotes."),
    ),
    "empty-cell": (
        "error",
        message("The cell is empty; wanted {wanted}."),
        message("Fill it in. What is not known cannot be loaded here."),
    ),
    "not-a-number": (
        "error",
        message("Found “{found}”; wanted a whole number, 0 or more."),
        message("Write digits only, without commas, signs or units."),
    ),
    "not-a-date": (
        "error",
        message("Found “{found}”; wanted a date such as 2024-12-31."),
        message("Write year-month-day with four, two and two digits."),
    ),
    "unknown-choice": (
        "error",
        message("Found “{found}”; wanted one of: {wanted}."),
        message("Use one of these words."),
    ),
    "unknown-id": (
        "error",
        message("“{found}” is not in {wanted}."),
        message("Correct the id, or add its row to that file first."),
    ),
    "duplicate-key": (
        "error",
        message("The same {wanted} stands in row {found} already."),
        message("Keep one of the two rows."),
    ),
    "value-and-availability": (
        "error",
        message("Availability is “{wanted}” but the value is “{found}”."),
        message(
            "A reported figure has a value; one that is missing or not published has none. 0 is a value."
        ),
    ),
    "one-language-only": (
        "error",
        message("The words stand in one language only."),
        message("Write them in the English and the Japanese column, or leave both empty."),
    ),
    "period-reversed": (
        "error",
        message("The period ends on {found}, before it starts on {wanted}."),
        message("Put the first day in period_start and the last in period_end."),
    ),
    "not-an-initiative": (
        "error",
        message(
            "“{found}” is not an initiative of the evaluation sheet; wanted the id of one, such as {wanted}."
        ),
        message("See the ids in sheet_items.csv: only rows under the heading initiatives have states."),
    ),
    "state-without-source": (
        "error",
        message("The state has no source; wanted a publication, or a source."),
        message("Name the publication by its id, or say in source what document or page shows it."),
    ),
    "state-in-the-future": (
        "error",
        message("The state is dated {found}, after today ({wanted})."),
        message("Give the day as of which it is known to be so."),
    ),
    "odd-columns": (
        "error",
        message("The header row has {found}; wanted of these, each once: {wanted}."),
        message("Correct the names. by, source and note say the same in both languages."),
    ),
    "not-a-web-address": (
        "error",
        message("Found “{found}”; wanted an address of the web."),
        message("Write it with https://, or leave it empty."),
    ),
    "days-reversed": (
        "error",
        message("Found {found}, which is before {first} ({wanted})."),
        message("Put the earlier day first; where one is not known, leave it empty."),
    ),
    "kind-against-days": (
        "error",
        message("Found {found} for {start} to {end}; a period of these days is of the kind {wanted}."),
        message("Write {wanted}, or correct the days."),
    ),
    "area-within-itself": (
        "error",
        message("The area is a part of itself: {found}."),
        message("Name the wider area alone, or leave it empty."),
    ),
    "day-and-bounds": (
        "error",
        message("The publication has a day and bounds as well."),
        message("Keep published_on where the day is known, else published_from and published_to."),
    ),
    "day-in-the-future": (
        "error",
        message("Found {found}, which is after today ({wanted})."),
        message("Give the day on which it happened; what is still to come has no date yet."),
    ),
    "event-without-source": (
        "error",
        message("The event has no source; wanted a publication, or a place where it was read."),
        message("Name one by its id."),
    ),
    "spans-overlap": (
        "error",
        message("This span overlaps “{found}” of the same series."),
        message("A period lies in one span at most: correct first_day or last_day."),
    ),
    "refused-by-database": (
        "error",
        message("The database refused the files: {found}."),
        message("Nothing was changed. Correct what it names and load again."),
    ),
    "conflict-with-analyst": (
        "warning",
        message("data/ says {found}, but an analyst loaded {wanted} (batch {batch}). Not applied."),
        message("Decide which is right; an analyst's figure is changed by an analyst."),
    ),
    "undone-before": (
        "notice",
        message("The figure {found} was loaded before and undone (batch {batch}). Not brought back."),
        message("Nothing to do, unless the undo was a mistake: then piracy undo {batch} --reason TEXT."),
    ),
    "not-in-data": (
        "notice",
        message("The database has {found}, which data/ no longer holds. Kept."),
        message("Nothing to do; 'piracy dump DIR' writes what the database holds."),
    ),
}
