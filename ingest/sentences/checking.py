"""Problems of figures against each other, against what is stored, and against their source."""

from __future__ import annotations

from ingest.sentences import Sentence
from ingest.words import message

GO_ON = message("Go on if the publication says so; the older value is kept as an earlier edition.")
WRITE_MONTHS = message(
    "Write the months of each figure, such as Jan–Jun 2025 or 2025年1～6月. If they are right as they stand: "
    '--map "{found}=note".'
)
PART_NAMED = message("“{found}” speaks of a part of a year: do the figures cover only that (cells: {count})?")
LOOK = message(
    "Compare both with the publication; correct the one that is wrong, or go on if both are right."
)

SENTENCES: dict[str, Sentence] = {
    "no-publication": (
        "question",
        message("The file does not say where its figures come from. No figure enters without its source."),
        message("Name it: --publication ID, or --cite TEXT --publisher ID --published DATE --url URL."),
    ),
    "no-publication-but-note": (
        "question",
        message("Which publication are these figures from? The file itself says: “{wanted}”"),
        message(
            "Take that over with --cite TEXT --publisher ID (and --published DATE), or name one: "
            "--publication ID."
        ),
    ),
    "unknown-publication": (
        "error",
        message("There is no publication “{found}”.[ Nearest: {wanted}.]"),
        message(
            "Correct the id, or cite it as a new one: --cite TEXT --publisher ID --published DATE --url URL."
        ),
    ),
    "unknown-publications": (
        "question",
        message(
            "The rows name publications that are not known ({count}): “{found}”.[ Nearest to the first: "
            "{wanted}.]"
        ),
        message(
            'Are they new? Say who published them: --cite-rows PUBLISHER. Known ones: --map "TITLE=ID". To '
            'cite the whole file instead: --map "{header}=ignore".'
        ),
    ),
    "source-of-another": (
        "warning",
        message(
            "The publication “{found}” is of the publisher “{publisher}”, the series {series} of another."
        ),
        message("Name the originator's publication, unless this one really states the figure."),
    ),
    "series-ended": (
        "question",
        message(
            "The series {series} ended with {year}; {wanted} goes on from it. Do figures of later years "
            "belong to it (cells: {count})?"
        ),
        message(
            "If they are of the newer series, choose that one. If they are still of this one: --continues "
            "{series}."
        ),
    ),
    "becomes-provisional": (
        "warning",
        message("{series} {period}: {stored} is stored as final; this publication gives it as provisional."),
        message("Go on if the publication says so; else write it without the mark."),
    ),
    "publisher-of-rows": (
        "question",
        message(
            "Rows name “{found}” as the publisher, and the publication is of {publisher} (cells: {count})."
        ),
        message(
            "Load the figures of each publisher with its own publication. If the column means something "
            'else: --map "{header}=ignore".'
        ),
    ),
    "citation-empty": (
        "error",
        message("The citation is empty."),
        message("Write the title as it is printed."),
    ),
    "no-publisher": (
        "question",
        message("Who published “{found}”? The file does not say; the figures are of series of: {wanted}."),
        message("Name the publisher: --publisher ID."),
    ),
    "unknown-publisher-cited": (
        "error",
        message("No publisher “{found}” is known.[ Nearest: {wanted}.]"),
        message("Choose one that is known, or define a new series with its publisher first."),
    ),
    "published-later": (
        "error",
        message("The date of publication is {found}, after today ({wanted})."),
        message("Write the date as year-month-day, or leave it out where it is not known."),
    ),
    "not-an-address": (
        "error",
        message("“{found}” is no web address."),
        message("Write it with https://, or leave it out."),
    ),
    "same-figure-twice": (
        "notice",
        message("Row {row} already gives this period; this cell adds nothing and is set aside."),
        message("Nothing to do."),
    ),
    "two-values-for-one-period": (
        "question",
        message(
            "{series} {period} stands in rows {rows} with different values: {values}. They are not added up."
        ),
        message(
            "Take the wrong rows out, or say which holds: --stands last (it restates the other) or first."
        ),
    ),
    "multiplied": (
        "error",
        message("“{found}” gives the numbers in “{wanted}”; each is to be the count itself."),
        message("Write the counts in full, take that statement out, and load again."),
    ),
    "other-unit": (
        "question",
        message("“{found}” counts in “{unit}”; {series} counts {wanted}."),
        message(
            "Choose a series of that unit. If the table calls the same thing so, say it: --map "
            '"{unit}={wanted}".'
        ),
    ),
    "one-of-two-stands": (
        "warning",
        message(
            "{series} {period} stands in rows {rows} with different values: {values}. {stands} holds, as "
            "you said."
        ),
        message("Nothing to do, unless the other one is right."),
    ),
    "totals-left-out": (
        "notice",
        message("“{found}” is called a total and is left out (cells: {count})."),
        message(
            "If it is the publisher's own figure for the whole, say of which series: --map "
            '"{found}=ID"[; nearest: {wanted}].'
        ),
    ),
    "only-totals": (
        "question",
        message("The file holds nothing but “{found}” (cells: {count}). Of which series is that the figure?"),
        message('Say it: --map "{found}=ID"[; nearest: {wanted}].'),
    ),
    "total-differs": (
        "warning",
        message("The file's total is {printed}; the other figures add up to {sum}."),
        message("Look at the publication. Totals are not loaded; the other figures are."),
    ),
    "part-above-whole": (
        "warning",
        message("{series} {period} = {found} is more than its whole, {whole} = {total}."),
        LOOK,
    ),
    "whole-below-part": (
        "warning",
        message("{whole} {period} = {found} is less than a part of it, {series} = {value}."),
        LOOK,
    ),
    "not-begun": (
        "error",
        message("The period {period} has not begun, yet it has a figure: {found}."),
        message("Correct the year."),
    ),
    "not-over": (
        "error",
        message("The period {period} is not over (today is {today}), yet “{found}” is given for all of it."),
        message("Load it when the period is over; months from January on can be given as 2026年1～9月."),
    ),
    "fiscal-year-not-over": (
        "error",
        message("The fiscal year {period} is not over (today is {today}), yet “{found}” is given for it."),
        message("Load it when the year is over."),
    ),
    "which-part": (
        "question",
        message(
            "The year {year} is not over (today is {today}). Which of its months do the figures cover "
            "(cells: {count})?"
        ),
        message("Say the last month, for example --months {year}=1-{wanted} for January to month {wanted}."),
    ),
    "published-before-end": (
        "question",
        message(
            "“{publication}” ({day}) came before the year {year} was over, yet it is said to state it "
            "(cells: {count})."
        ),
        message(
            "If the figures cover a part of the year: --months {year}=1-{wanted}. If not, name the edition "
            "that states them, or correct its date."
        ),
    ),
    "published-before-part": (
        "question",
        message(
            "“{publication}” ({day}) came before {period} was over, yet it is said to state it "
            "(cells: {count})."
        ),
        message("Name the edition that states the figures, or correct its date or their period."),
    ),
    "fiscal-in-title": (
        "question",
        message("“{found}” speaks of fiscal years, and the years are bare (cells: {count}). Which are they?"),
        message("Say it: --years fiscal (April to March) or --years calendar."),
    ),
    "fiscal-beside-calendar": (
        "question",
        message(
            "“{found}” is a fiscal year, and of the series {series} calendar years alone are stored (cells: "
            "{count}). Are they fiscal years?"
        ),
        message("If so, say it: --years fiscal. If not, write the years without 年度 or FY."),
    ),
    "fiscal-beside-parts": (
        "question",
        message(
            "“{found}” is a fiscal year, and {part} of the same series, a part of the calendar year, stands "
            "beside it (cells: {count}). Are they fiscal years?"
        ),
        message("If so, say it: --years fiscal. If not, write the years without 年度 or FY."),
    ),
    "fiscal-of-others": (
        "question",
        message(
            "“{found}” speaks of years that run otherwise than Japan's fiscal years, April to March (cells: "
            "{count}). They are not read as such."
        ),
        message(
            "Write the first and last month of each figure. If the text speaks of something else: "
            '--map "{found}=note".'
        ),
    ),
    "calendar-in-title": (
        "question",
        message(
            "“{found}” speaks of calendar years, and these were said to be fiscal ones (cells: {count}). "
            "Which are they?"
        ),
        message('If calendar years: --years calendar. If fiscal all the same: --map "{found}=note".'),
    ),
    "fiscal-all-the-same": (
        "warning",
        message(
            "The table itself calls these fiscal years (“{found}”, cells: {count}); that they were said to "
            "be calendar years does not change it."
        ),
        message("If they are calendar years, write them without 年度 or FY."),
    ),
    "provisional-all-the-same": (
        "warning",
        message(
            "The table itself marks these as provisional (cells: {count}); that they were said to be final "
            "does not change it."
        ),
        message("If they are final, take the mark out of the cells."),
    ),
    "not-to-be-used": (
        "question",
        message("“{found}” says that these figures are not to be used (cells: {count}). Are they?"),
        message('Choose the file that holds. If these are right all the same: --map "{found}=note".'),
    ),
    "two-columns-for-one-period": (
        "question",
        message("{series} {period} has values in two columns, {columns}: {values}. They are not added up."),
        message('Say which column is not the count: --map "NAME=ignore".'),
    ),
    "fiscal-parts": (
        "question",
        message(
            "“{found}” speaks of fiscal years, and the parts of years beside it are read as those of "
            "calendar years (cells: {count}). Which are they?"
        ),
        message(
            "If of fiscal years, write the months of each figure, such as Apr–Jun 2024 or 2024年4～6月; "
            "where no cell names the year, say it: --year {wanted}. If of calendar years: --years calendar."
        ),
    ),
    "said-provisional": (
        "question",
        message(
            "“{found}” speaks of provisional figures, and these bear no mark (cells: {count}). Are they?"
        ),
        message("Say it: --finality {year}=provisional or --finality {year}=final."),
    ),
    "other-measure": (
        "question",
        message(
            "“{found}” speaks of “{word}”. Do the figures count what the series {series} counts (cells: "
            "{count})?"
        ),
        message('If so, say it: --map "{word}=note". If not, choose the series that the file is of.'),
    ),
    "words-not-read": (
        "warning",
        message(
            "Beside the figures stands what the program does not understand: {found}. See that the figures "
            "are what the series {series} counts."
        ),
        message("Go on if they are. If not, choose the series that the file is of."),
    ),
    "other-publisher": (
        "question",
        message(
            "“{found}” names {named}, and the publication is one of {publisher} (cells: {count}). Whose "
            "figures are they?"
        ),
        message(
            "Name the publication that states them. If the text only says what they are drawn from: "
            '--map "{found}=note".'
        ),
    ),
    "other-area": (
        "question",
        message(
            "“{found}” speaks of “{word}”, which the series {series} is not about (cells: {count}). Is it "
            "the right series?"
        ),
        message('If so, say it: --map "{word}=note". If not, choose the series that the file is of.'),
    ),
    "part-in-title": (
        "question",
        PART_NAMED,
        message(
            "Say it: --months {year}=1-{wanted}, for January to that month, or --months {year}=full for "
            "full years."
        ),
    ),
    "part-in-title-open": (
        "question",
        PART_NAMED,
        message(
            "Write the period beside each figure, such as 2024 H2 or 2024 Q3; if the figures are of full "
            "years: --months {year}=full."
        ),
    ),
    "running-totals-said": (
        "question",
        message(
            "“{found}” speaks of running totals, and {period} is read as a part of the year by itself "
            "(cells: {count}). Which is right?"
        ),
        WRITE_MONTHS,
    ),
    "other-part-said": (
        "question",
        message(
            "“{found}” speaks of other periods than {period}, of which figures are read (cells: {count}). "
            "Which is right?"
        ),
        WRITE_MONTHS,
    ),
    "other-part-in-header": (
        "question",
        message(
            "Beside the header “{found}” figures are read as of {period} alone (cells: {count}). Do they "
            "cover other months, as the header may say?"
        ),
        message(
            "If so, write the months of each figure, such as Jan–Jun 2025 or 2025年1～6月.[ If they are "
            'right as they stand: --map "{found}={wanted}".]'
        ),
    ),
    "other-part-above": (
        "question",
        message(
            "Below the header “{found}” figures are read as of {period} alone (cells: {count}). Do they "
            "cover other months, as the header says?"
        ),
        message(
            "If so, write the months of each figure, such as Jan–Jun 2025 or 2025年1～6月. If not, correct "
            "the header."
        ),
    ),
    "year-against-title": (
        "question",
        message("“{found}” speaks of {wanted}, and {said} was said of the figures. Which is right?"),
        message('Say the year: --year {wanted}. If the text speaks of something else: --map "{found}=note".'),
    ),
    "months-against-title": (
        "question",
        message(
            "“{found}” speaks of months up to month {wanted}, and the months {said} were said of the "
            "figures. Which is right?"
        ),
        message(
            "Say the months: --months {year}=1-{wanted}. If the text speaks of something else: "
            '--map "{found}=note".'
        ),
    ),
    "months-of-fiscal-year": (
        "error",
        message(
            "“{found}” is a fiscal year, and the months {said}, which are counted from January, were said of "
            "it (cells: {count})."
        ),
        message("Write the months of each figure, such as Apr–Jun 2024 or 2024年4～6月, or say no months."),
    ),
    "said-corrected": (
        "question",
        message("“{found}” speaks of a correction. Are the figures the corrected ones (cells: {count})?"),
        message('Correct the cell that is meant; when they are right, say it: --map "{found}=note".'),
    ),
    "far-year": (
        "question",
        message(
            "“{found}” is {apart} years from the nearest other year of the series {series}, {nearest}. Is "
            "the year right?"
        ),
        message('Correct it, or say why in words: --why "{year}=TEXT". The words are kept with the load.'),
    ),
    "far-year-explained": (
        "warning",
        message("“{found}” is {apart} years from the nearest other year of the series {series}, {nearest}."),
        message("Explained; nothing to do."),
    ),
    "part-above-longer": (
        "warning",
        message("{series}: {period} = {found} is more than {longer} = {value}, which it is a part of."),
        LOOK,
    ),
    "longer-below-part": (
        "warning",
        message("{series}: {period} = {found} is less than a part of it, {shorter} = {value}."),
        LOOK,
    ),
    "parts-differ-from-whole": (
        "warning",
        message("{series}: {parts} add up to {sum} ({values}), and {period} is {full}."),
        LOOK,
    ),
    "running-totals": (
        "error",
        message(
            "The quarters of {year} ({values}) rise and end at the year's total, {total}, which running "
            "totals would do."
        ),
        message(
            "Take each from the next to get the quarters, or load the year alone; correct the year if the "
            "quarters are right."
        ),
    ),
    "rising-quarters": (
        "warning",
        message("The quarters of {year} only rise ({values}): are they running totals?"),
        message("Look at the publication; go on if each quarter counts only its own months."),
    ),
    "outside-range": (
        "question",
        message(
            "{series} {period} = {found} is outside what the {years} nearest full years lead one to expect "
            "({low} to {high}, 99.9 %, clustering allowed for). Why?"
        ),
        message(
            'Check the figure, or say why in words: --why "{series}=TEXT". The words are kept with the load.'
        ),
    ),
    "outside-range-explained": (
        "warning",
        message(
            "{series} {period} = {found} is outside the expected {low} to {high} ({years} years, 99.9 %)."
        ),
        message("Explained; nothing to do."),
    ),
    "corrects-stored": (
        "warning",
        message(
            "{series} {period}: {stored} is stored from the same publication ({publication}), {now} stands "
            "here."
        ),
        message("Go on if the stored value was wrong; the older one is kept and can be brought back."),
    ),
    "restates-stored": (
        "warning",
        message(
            "{series} {period}: {stored} stored ({publication}), {now} here, which would take its place; "
            "they are not added up."
        ),
        GO_ON,
    ),
    "replaces-most": (
        "question",
        message(
            "The file replaces {count} of the {compared} figures of {series} that it shares with what is "
            "stored (the first: {period}, {stored} → {now}). Does it count the same thing?"
        ),
        message(
            "If the publisher restated the series, say so: --replaces {series}. If not, choose the series "
            "that the file is of."
        ),
    ),
    "most-replaced": (
        "warning",
        message(
            "{count} of {compared} stored figures of {series} are replaced, as you said (the first: "
            "{period}, {stored} → {now})."
        ),
        message("The older values are kept as earlier editions."),
    ),
    "newer-edition-stays": (
        "warning",
        message(
            "{series} {period}: {now} is recorded, but the newer edition's {stored} stays on the dashboard."
        ),
        message("Nothing to do, unless this publication is the newer one: then check its date."),
    ),
    "blank-over-value": (
        "notice",
        message("{series} {period} has no figure here, and {stored} is stored. The stored value stays."),
        message("Nothing to do. To take a value back, withdraw it in the history."),
    ),
}
