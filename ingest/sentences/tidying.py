"""Problems of cells, columns and names: what an analyst's table says, and what it leaves open."""

from __future__ import annotations

from ingest.sentences import Sentence
from ingest.words import message

WHOLE = message("Write a whole number such as 116, or leave the cell blank where no figure is known.")
YEAR = message("Write the year in full: 2024, 令和6年, FY2024 for a fiscal year, 2024 Q3, or 2024年1～9月.")

SENTENCES: dict[str, Sentence] = {
    "negative": ("error", message("Found “{found}”; wanted a count, which is not negative."), WHOLE),
    "fractional": ("error", message("Found “{found}”; wanted a whole number."), WHOLE),
    "a-percentage": ("error", message("Found “{found}”, a percentage; wanted a count."), WHOLE),
    "money": (
        "error",
        message("Found “{found}”, an amount of money; wanted a count."),
        WHOLE,
    ),
    "not-finite": ("error", message("Found “{found}”, which a program writes for no number at all."), WHOLE),
    "true-or-false": ("error", message("Found “{found}”, true or false; wanted a count."), WHOLE),
    "not-decimal": ("error", message("Found “{found}”; wanted plain digits."), WHOLE),
    "odd-commas": (
        "error",
        message("Found “{found}”; its commas do not stand at every third digit."),
        message("Write 1234 or 1,234. A comma may also have split or joined two cells."),
    ),
    "odd-digits": (
        "error",
        message("Found “{found}”: no count begins with 0, and its digits are 0 to 9."),
        message("Write a plain number. A comma may also have split a number into two cells."),
    ),
    "shown-in-thousands": (
        "error",
        message("Found “{found}”: the cell's number format leaves out thousands, so that it shows less."),
        message("Give the cell an ordinary number format and see that it shows the count itself."),
    ),
    "explained-zero": (
        "error",
        message("Found “{found}”, which the table itself explains as something else than none."),
        message(
            "Write a blank where the figure is not known; write 0 and take the note out where it is none."
        ),
    ),
    "blank-explained": (
        "question",
        message("“{found}” says what a blank means, and blanks are read as not known (cells: {count})."),
        message('Write 0 in the cells that mean none. If they may stay blank: --map "{found}=note".'),
    ),
    "second-header": (
        "error",
        message(
            "A second header with other years stands here: {found}. The rows below it are of those years."
        ),
        message("Load the two tables in two files."),
    ),
    "column-says": (
        "question",
        message("The column “{found}” is not used, and says “{example}”. Does that limit what is counted?"),
        message(
            'If not, say it: --map "{found}=note". If it does: --map "{found}=category" or =area, or the '
            "series that counts it."
        ),
    ),
    "comma-unclear": (
        "error",
        message("Found “{found}”; its comma may part thousands or decimals."),
        message("Write plain digits (1234), or every number of the column in one way (1234,0)."),
    ),
    "approximate": (
        "error",
        message("Found “{found}”, an approximate number; wanted the count itself."),
        message("Write the exact count; for a lower bound write “at least 5” or 5以上."),
    ),
    "a-range": ("error", message("Found “{found}”, two numbers; wanted one."), WHOLE),
    "none-in-words": (
        "error",
        message("Found “{found}”; wanted digits: 0 where none was counted, a blank where nothing is known."),
        message("Write 0 or leave the cell blank, as the publication says."),
    ),
    "rounded-zero": (
        "error",
        message(
            "Found “{found}”, which the table's legend uses for a figure too small for the table's unit."
        ),
        message("Look the count up; write 0 only where none was counted."),
    ),
    "raised-digit": (
        "error",
        message("Found “{found}” with a small or circled digit: a footnote or a part of the number?"),
        message("Take the footnote sign out of the cell, or write the number in plain digits."),
    ),
    "spreadsheet-error": (
        "error",
        message("Found “{found}”, an error of the spreadsheet."),
        message("Mend the formula in Excel, save, and load again."),
    ),
    "too-large": ("error", message("Found “{found}”; no count is that large."), WHOLE),
    "not-a-count": ("error", message("Found “{found}”; wanted a whole number, 0 or more."), WHOLE),
    "two-digit-year": (
        "error",
        message("Found “{found}” where a year should be; it could be of several centuries or eras."),
        YEAR,
    ),
    "not-a-year": ("error", message("Found “{found}”; wanted a year from 1900 to 2100."), YEAR),
    "two-years": (
        "error",
        message("Found “{found}”, which may be two years or a fiscal year."),
        message("Write FY2023 or 2023年度 for a fiscal year, or give each year its own figure."),
    ),
    "era-over": ("error", message("Found “{found}”; the era had no such year."), YEAR),
    "era-unclear": (
        "question",
        message(
            "Found “{found}”, a year without its era; which era is meant is not certain from the years "
            "before it."
        ),
        message("Is {wanted} meant? Say the era: --era {era}. Or write the year in full."),
    ),
    "calendars-disagree": (
        "error",
        message("Found “{found}”: the years given in two calendars differ."),
        message("Correct the one that is wrong."),
    ),
    "half-or-heisei": (
        "error",
        message("Found “{found}”, which may be a half-year or 平成."),
        message("Write 2024 H1 for a half-year, or 平成元年."),
    ),
    "odd-months": (
        "error",
        message("Found “{found}”: the months run backwards, or are none of a year."),
        message(
            "Write both years where months cross the new year: Oct 2024–Mar 2025, 2024年10月～2025年3月."
        ),
    ),
    "a-day-is-no-period": (
        "error",
        message("Found “{found}”, a single day; wanted the period that the figure covers."),
        message("Write the year alone. In Excel: give the column the format Text, and type the year again."),
    ),
    "not-a-period": ("error", message("Found “{found}”; wanted a year or another period."), YEAR),
    "no-period": ("error", message("The row has a figure but no year."), YEAR),
    "carried-down": (
        "warning",
        message("The cell is blank; “{above}” of the row above is taken to go on (rows: {count})."),
        message("Go on if cells were merged in the spreadsheet; otherwise fill the cell in."),
    ),
    "merged-value": (
        "error",
        message(
            "Found “{found}” in cells merged over several years or names: whose figure it is, is not said."
        ),
        message("Take the cells apart in Excel and give each its own figure; leave blank what is not known."),
    ),
    "hidden-rows": (
        "question",
        message("Figures stand in hidden rows: {found} (rows: {count}). Are they to be read?"),
        message("Say it: --hidden read, or --hidden leave to leave them out."),
    ),
    "hidden-columns": (
        "question",
        message("Columns with figures are hidden in the sheet: {found}. Are they to be read?"),
        message("Say it: --hidden read, or --hidden leave to leave them out."),
    ),
    "unseen-cells": (
        "question",
        message(
            "Cells hold something and show nothing, for their font or their format: {found}. Are they to be "
            "read?"
        ),
        message("Say it: --hidden read, or --hidden leave to leave them blank."),
    ),
    "read-all-the-same": (
        "warning",
        message(
            "The column “{found}” says which part of a year, in which unit or how sure the figures are; it "
            "is read all the same."
        ),
        message("To leave it out, take it out of the file."),
    ),
    "hidden-read": (
        "warning",
        message("What is hidden is read, as you said: {found}."),
        message("Look at them in the list of changes."),
    ),
    "hidden-left": (
        "warning",
        message("What is hidden is left out, as you said: {found}."),
        message("Nothing to do."),
    ),
    "ragged-row": (
        "error",
        message("The row has {found} cells, the header {wanted}: a cell may be missing or split in two."),
        message("Mend the row. A number such as 1,234 needs quotation marks in a CSV file, or no comma."),
    ),
    "columns-alike": (
        "question",
        message(
            "Two columns, “{found}” and “{second}”, are taken for the same field; only the first would be "
            "used."
        ),
        message('Say what the second is to be: --map "{second}=ignore", =note, or leave out the first.'),
    ),
    "lists-incidents": (
        "error",
        message(
            "The file looks like a list of single incidents (rows: {count}; columns such as {found}), not "
            "counts by year. None of its numbers is read as a count."
        ),
        message(
            "Count the rows by year and area (in Excel: Insert > PivotTable, with the number of rows as "
            "its value), save that table, and cite the list as its source. If the rows are counts already, "
            "add them up by year."
        ),
    ),
    "sign-is-zero": (
        "warning",
        message("The table's legend is read as “none” for “{found}” (cells: {count})."),
        message("Go on if that is right; else write a number or a blank in each cell."),
    ),
    "sign-is-no-figure": (
        "notice",
        message("The table's own legend says that “{found}” is no figure (cells: {count})."),
        message("Nothing to do."),
    ),
    "dash-meaning": (
        "question",
        message(
            "Is “{found}” a zero, or a figure that is not known (cells: {count})? The table's notes do not "
            "settle it."
        ),
        message("Say it: --dash zero or --dash missing."),
    ),
    "mark-meaning": (
        "question",
        message(
            "Does “{found}” say that a figure is provisional, or is it a footnote (cells: {count})? {note}"
        ),
        message('Say it: --mark "{found}=provisional" or --mark "{found}=note".'),
    ),
    "mark-is-provisional": (
        "notice",
        message("“{found}” is read as provisional (cells: {count}). {note}"),
        message("Nothing to do."),
    ),
    "mark-is-note": (
        "warning",
        message("“{found}” is taken for the mark of a footnote (cells: {count}). {note}"),
        message("Read the note: it may say that the figures count something else."),
    ),
    "mark-without-note": (
        "warning",
        message("No note to “{found}” was found in the table (cells: {count})."),
        message("Look the note up in the publication."),
    ),
    "ditto": (
        "warning",
        message("Found “{found}”; “{above}” of the row above is taken to be meant (rows: {count})."),
        message("Go on if that is right; else write it out in full."),
    ),
    "no-figures": (
        "error",
        message("No table of figures was found: no row has a count beside a year or a name."),
        message("See the template (piracy template, or the Data page) for a form that is understood."),
    ),
    "all-set-aside": (
        "error",
        message("Every number of the file is set aside (cells: {count}): nothing is left to load."),
        message("See what is set aside. Rename the row or column that holds the figures."),
    ),
    "too-many-figures": (
        "error",
        message("The table has {found} cells that could hold a figure; at most {wanted} are read at once."),
        message("Divide it into several files."),
    ),
    "and-more": (
        "notice",
        message("{found} more problems of the same kind are not listed one by one."),
        message("Mend those that are listed, and check again."),
    ),
    "other-subject": (
        "error",
        message("The table speaks of “{found}”; tables of another subject are not loaded."),
        message(
            "Load tables of yearly counts of piracy, armed robbery against ships, or ship transits. If it "
            "is about incidents at sea, take that word out."
        ),
    ),
    "not-about-counts": (
        "error",
        message("The table is not about yearly counts: it has no year and names no area that is known."),
        message("Load tables of yearly counts of piracy, armed robbery against ships, or ship transits."),
    ),
    "header-twice": (
        "error",
        message("Two columns have the same name, “{found}” (columns {wanted})."),
        message("Give each column its own name, or take one of them out."),
    ),
    "side-by-side": (
        "error",
        message(
            "Tables stand side by side (they begin in the columns {found}), and whether their figures are of "
            "one series is not certain."
        ),
        message(
            "Load each in a file of its own, or put one below the other with a column that says what each "
            "row counts."
        ),
    ),
    "two-values": (
        "question",
        message("More than one column could be the count: {found}."),
        message('Say which are to be left out: --map "NAME=ignore".'),
    ),
    "column-meaning": (
        "question",
        message("What is in the column “{found}”? (For example: {example}.)"),
        message('Say it: --map "{found}=value", or =series ID, =area ID, or =ignore.'),
    ),
    "column-varies": (
        "question",
        message(
            "The column “{found}” is not used, and its cells differ ({example}). Does it say what is counted?"
        ),
        message(
            'Say what it is: --map "{found}=category", =area, =note, or =ignore where it does not matter.'
        ),
    ),
    "heading-in-table": (
        "question",
        message("“{found}” stands between rows of figures. Do the figures below it count the same thing?"),
        message('If so, say it: --map "{found}=note". If not, load the two tables in two files.'),
    ),
    "column-unused": (
        "notice",
        message("The column “{found}” is not used (it holds: {example})."),
        message(
            'Nothing to do, unless it holds something that matters: then --map "{found}=note" or another '
            "field."
        ),
    ),
    "unknown-meaning": (
        "error",
        message(
            "“{label}” is said to mean “{found}”, which is no field, series, area, category, publication, "
            "unit or finality."
        ),
        message(
            "[Nearest: {wanted}. ]Fields: period, part, series, area, category, publisher, publication, "
            "value, status, unit, note, page, ignore."
        ),
    ),
    "unclear-status": (
        "question",
        message("Is a figure whose status is “{found}” final, or provisional?"),
        message('Say it: --map "{found}=final" or --map "{found}=provisional".'),
    ),
    "no-year": (
        "question",
        message("The file does not say of which year its figures are (cells: {count})."),
        message("Say it: --year {wanted}."),
    ),
    "year-asked": ("error", message("“{found}” is not a year."), YEAR),
    "which-series": (
        "question",
        message("The file does not say which series its figures belong to (cells: {count})."),
        message("Name it: --series ID. A new series: --define, or the form on the Data page."),
    ),
    "name-of-series": (
        "question",
        message(
            "Does “{found}” (cells: {count}) name what the series {series} counts? That name is not known."
        ),
        message('If so, say it: --map "{found}={wanted}". If not, choose the series that the file is of.'),
    ),
    "series-contradicted": (
        "question",
        message("The file speaks of “{found}” (cells: {count}); the series {series} is another one."),
        message('Choose the series that the file is of. If it is this one: --map "{found}={wanted}".'),
    ),
    "which-area": (
        "question",
        message("“{found}” says which kind of incident, but not where (cells: {count})."),
        message('Say which series it is: --map "{found}=ID"[; of this kind are known: {wanted}].'),
    ),
    "several-series": (
        "question",
        message("“{found}” could be several series: {wanted} (cells: {count})."),
        message(
            "Name the publication, or its publisher (--cite TEXT --publisher ID), or say which: --map "
            '"{found}=ID".'
        ),
    ),
    "no-such-series": (
        "question",
        message("No series is known for “{found}” (cells: {count})."),
        message(
            'Say which it is: --map "{found}=ID", define it as a new series, or leave it out: --map '
            '"{found}=ignore".'
        ),
    ),
    "no-such-series-yet": (
        "question",
        message(
            "For {kinds} pairs of area and category there is no series yet (cells: {count}): {found} ..."
        ),
        message('Make them all as new series: --define-missing; or name each: --map "NAME=ID".'),
    ),
    "unknown-series": (
        "question",
        message("There is no series “{found}” (cells: {count}).[ Nearest: {wanted}.]"),
        message('Correct the name, say which it is: --map "{found}=ID", or define it as a new series.'),
    ),
    "series-worked-out": (
        "error",
        message(
            "The series “{found}” is worked out from others and takes no figures from files[ (cells: "
            "{count})]."
        ),
        message("Load the figures of its parts instead; it follows them. Its parts: {wanted}."),
    ),
    "unknown-area": (
        "question",
        message("The area “{found}” is not known (cells: {count}).[ Nearest: {wanted}.]"),
        message('Correct the name, say what it is: --map "{found}=ID", or define it as a new series.'),
    ),
    "no-series-of-that-id": (
        "error",
        message("There is no series “{found}”, of which something was said.[ Nearest: {wanted}.]"),
        message("Correct the id."),
    ),
    "unknown-category": (
        "question",
        message("The category “{found}” is not known (cells: {count}).[ Nearest: {wanted}.]"),
        message('Correct the name, or say what it is: --map "{found}=ID".'),
    ),
    "unknown-publisher": (
        "question",
        message("The publisher “{found}” is not known (cells: {count})."),
        message("Correct the name, or define a series with its publisher: --define."),
    ),
    "series-id": (
        "error",
        message("“{found}” cannot be the id of a series."),
        message("Use small letters, digits and single hyphens, such as imb-malacca-strait."),
    ),
    "series-incomplete": (
        "error",
        message("The new series “{found}” lacks: {wanted}."),
        message("Fill it in: a series needs publisher, area, measure, definition and name."),
    ),
    "series-choice": (
        "error",
        message("“{found}” is not known; wanted one of: {wanted}."),
        message("Use one of these words."),
    ),
}
