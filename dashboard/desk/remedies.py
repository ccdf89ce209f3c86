"""What to do about a problem, as the page says it: by its own fields and cells, never by a command's options.

A problem's own remedy speaks to somebody at a command line; where that names an option, this is said instead.
"""

from __future__ import annotations

from dashboard.words import interface_words, message
from ingest.problems import Problem
from ingest.words import Words

QUESTIONS = message("Questions")
NAME = message("What is this name?")
CHOOSE = message("Choose it under “{field}”.")
CHOOSE_OR_CORRECT = message("Correct the cell, or choose what is meant under “{field}”.")
CHOOSE_OR_DEFINE = message(
    "Correct the cell, choose what is meant under “{field}”, or fill in “{other}” there."
)
FILL_IN = message("Fill it in under “{field}”.")
CITE = message("Choose it under “{field}”, or fill in “{other}”.")
CITATION = (message("A publication that is known"), message("Or cite a new one"))
DEFINE = message("Define a new series")
SHEET = message("Sheet")
HIDDEN = message("What is hidden in the sheet:")
ANSWER = message("Answer it under “{field}”.")
MONTHS_OR_AS_THEY_STAND = message(
    "Write the months of each figure, such as Jan–Jun 2025 or 2025年1～6月. If they are right as they stand, "
    "say so under “{field}”."
)

ON_THE_PAGE: dict[str, tuple[str, ...]] = {
    "no-publication": (CITE, *CITATION),
    "no-publication-but-note": (
        message("Take that over as the title under “{other}”, or choose one under “{field}”."),
        *CITATION,
    ),
    "unknown-publication": (CITE, *CITATION),
    "unknown-publications": (
        message("Are they new? Say so under “{field}”. Known ones: correct their cells."),
        message("Who published what the rows name as their source?"),
    ),
    "no-publisher": (CHOOSE, message("Publisher")),
    "two-values-for-one-period": (
        message("Correct the cell that is wrong, or choose under “{field}”."),
        message("A year stands twice. Which row holds?"),
    ),
    "other-unit": (
        message("Choose a series of that unit, or say under “{field}” that the same thing is counted."),
        QUESTIONS,
    ),
    "totals-left-out": (
        message("If it is the publisher's own figure for the whole, choose its series under “{field}”."),
        QUESTIONS,
    ),
    "only-totals": (CHOOSE, QUESTIONS),
    "which-part": (ANSWER, QUESTIONS),
    "series-ended": (
        message(
            "Choose the newer series under “{field}”, or say there that the figures are still of this one."
        ),
        QUESTIONS,
    ),
    "publisher-of-rows": (
        message(
            "Load the figures of each publisher with its own publication. If the column means something "
            "else, give it another header in its cell."
        ),
    ),
    "fiscal-in-title": (ANSWER, QUESTIONS),
    "fiscal-parts": (
        message(
            "If of fiscal years, write the months of each figure, such as Apr–Jun 2024 or 2024年4～6月; "
            "where no cell names the year, fill it in as 2024年度 or FY2024. If of calendar years, say so "
            "under “{field}”."
        ),
        message("Which years are these?"),
    ),
    "other-publisher": (
        message(
            "Choose the publication that states them. If the text only says what they are drawn from, say so "
            "under “{field}”."
        ),
        QUESTIONS,
    ),
    "fiscal-beside-calendar": (
        message("If so, say it under “{field}”. If not, write the years in their cells without 年度 or FY."),
        QUESTIONS,
    ),
    "fiscal-beside-parts": (
        message("If so, say it under “{field}”. If not, write the years in their cells without 年度 or FY."),
        QUESTIONS,
    ),
    "fiscal-of-others": (
        message(
            "Write the first and last month of each figure. If the text speaks of something else, say so "
            "under “{field}”."
        ),
        QUESTIONS,
    ),
    "calendar-in-title": (
        message(
            "If they are calendar years, say so under “{field}”. If they are fiscal all the same, say so "
            "under “{other}”."
        ),
        message("Which years are these?"),
        QUESTIONS,
    ),
    "not-to-be-used": (
        message("Choose the file that holds. If the figures are right all the same, say it under “{field}”."),
        QUESTIONS,
    ),
    "blank-explained": (
        message("Write 0 in the cells that mean none. If they may stay blank, say it under “{field}”."),
        QUESTIONS,
    ),
    "two-columns-for-one-period": (message("Take out the columns that are not the count, and load again."),),
    "column-says": (CHOOSE, message("What is this column?")),
    "said-provisional": (ANSWER, QUESTIONS),
    "published-before-end": (
        message(
            "If the figures cover a part of the year, say so under “{field}”. If not, choose the edition "
            "that states them, or correct its date."
        ),
        QUESTIONS,
    ),
    "other-measure": (
        message("If so, say it under “{field}”. If not, choose the series that the file is of."),
        QUESTIONS,
    ),
    "other-area": (
        message("If so, say it under “{field}”. If not, choose the series that the file is of."),
        QUESTIONS,
    ),
    "heading-in-table": (
        message("If so, say it under “{field}”. If not, load the two tables in two files."),
        QUESTIONS,
    ),
    "column-varies": (CHOOSE, message("What is this column?")),
    "year-against-title": (
        message(
            "Fill in the year under “{field}”, or say under “{other}” that the text speaks of another one."
        ),
        message("Of which year are the figures?"),
        QUESTIONS,
    ),
    "months-against-title": (ANSWER, QUESTIONS),
    "running-totals-said": (MONTHS_OR_AS_THEY_STAND, QUESTIONS),
    "other-part-said": (MONTHS_OR_AS_THEY_STAND, QUESTIONS),
    "other-part-in-header": (
        message(
            "If so, write the months of each figure, such as Jan–Jun 2025 or 2025年1～6月. If they are right "
            "as they stand, choose what the column is under “{field}”."
        ),
        message("What is this column?"),
    ),
    "said-corrected": (
        message("Correct the cell that is meant; when the figures are right, say it under “{field}”."),
        QUESTIONS,
    ),
    "far-year": (
        message("Correct it, or say why under “{field}”. The words are kept with the load."),
        QUESTIONS,
    ),
    "part-in-title": (ANSWER, QUESTIONS),
    "part-in-title-open": (
        message(
            "Write the period beside each figure, such as 2024 H2 or 2024 Q3; if the figures are of full "
            "years, say so under “{field}”."
        ),
        QUESTIONS,
    ),
    "outside-range": (
        message("Check the figure, or say why under “{field}”. The words are kept with the load."),
        QUESTIONS,
    ),
    "replaces-most": (
        message(
            "If the publisher restated the series, tick it under “{field}”. If not, choose the series that "
            "the file is of."
        ),
        QUESTIONS,
    ),
    "era-unclear": (
        message("Is {wanted} meant? Choose under “{field}”, or write the year in full in its cell."),
        message("Of which era are the years that name none?"),
    ),
    "mark-meaning": (ANSWER, QUESTIONS),
    "hidden-rows": (CHOOSE, HIDDEN),
    "hidden-columns": (CHOOSE, HIDDEN),
    "unseen-cells": (CHOOSE, HIDDEN),
    "columns-alike": (CHOOSE, message("What is this column?")),
    "dash-meaning": (CHOOSE, message("What does a dash mean in this table?")),
    "no-figures": (
        message("On the page “{field}” there is a table to fill in, of a form that is understood."),
        message("Data"),
    ),
    "two-values": (message("Correct the header cells so that one column alone is the count."),),
    "column-meaning": (CHOOSE, message("What is this column?")),
    "column-unused": (
        message(
            "Nothing to do, unless it holds something that matters: then write in its header cell what it "
            "is, such as “note”."
        ),
    ),
    "unclear-status": (ANSWER, QUESTIONS),
    "unknown-sheet": (CHOOSE, SHEET),
    "empty-sheet": (CHOOSE, SHEET),
    "other-sheets": (message("If another one is wanted, choose it under “{field}”."), SHEET),
    "no-year": (FILL_IN, message("Of which year are the figures?")),
    "which-series": (CITE, message("Of which series are the figures?"), DEFINE),
    "name-of-series": (
        message("If so, choose the series under “{other}”. If not, choose another series under “{field}”."),
        message("Of which series are the figures?"),
        NAME,
    ),
    "series-contradicted": (
        message("Choose another series under “{field}”, or say under “{other}” that this one is meant."),
        message("Of which series are the figures?"),
        NAME,
    ),
    "which-area": (CHOOSE, NAME),
    "several-series": (
        message("Name the publication or its publisher, or choose what is meant under “{field}”."),
        NAME,
    ),
    "no-such-series": (CHOOSE_OR_DEFINE, NAME, DEFINE),
    "no-such-series-yet": (
        message("Tick “{field}”, or correct the names in their cells."),
        message("Make a new series of each area and category that has none yet"),
    ),
    "unknown-series": (CHOOSE_OR_DEFINE, NAME, DEFINE),
    "unknown-area": (CHOOSE_OR_DEFINE, NAME, DEFINE),
    "unknown-category": (CHOOSE_OR_CORRECT, NAME),
    "unknown-publisher": (message("Correct the cell, or fill in “{field}”."), DEFINE),
}
"""By code: what to do, and the labels of the fields that it names, as the form has them."""


def remedy_on_the_page(problem: Problem, words: Words) -> str:
    """What to do, for somebody who has the Data pages before them."""
    if problem.code not in ON_THE_PAGE:
        return problem.remedy(words)
    ours = interface_words(words.language)
    sentence, *labels = ON_THE_PAGE[problem.code]
    fields = {
        name: ours(label).rstrip(":：。") for name, label in zip(("field", "other"), labels, strict=False)
    }
    return ours(sentence, **{**problem.facts, **fields})
