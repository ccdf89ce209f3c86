"""The text of the methods page: each rule in plain words, what it assumes, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.words import message


@dataclass(frozen=True)
class Rule:
    """A section: its id in addresses, heading, paragraphs, assumptions and published sources."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    assumes: str = ""
    sources: tuple[str, ...] = ()


RULES = (
    Rule(
        "two",
        message("Two verdicts"),
        (
            message(
                "Each count gets two verdicts, because “are we within the level?” and “has anything really "
                "changed?” are two questions."
            ),
            message(
                "The first holds the count against the level: it is a plain fact about two numbers. The "
                "second "
                "asks whether what the counts did is more than chance would bring at a rate that never "
                "changed: “change detectable” where chance would bring as much in at most 5 of 100 cases, "
                "“change not detectable” where it would more often, and “too few data” where no count could "
                "have told. Not detectable does not mean that nothing changed."
            ),
            message(
                "“Increase” and “decrease” are written only where a test has found one, and “trend” only "
                "over "
                "five years or more. Percent changes on a base under 20 are never shown. A verdict holds for "
                "the figures recorded up to its date: looking back (at the foot of each page) gives the one "
                "of that day."
            ),
        ),
    ),
    Rule(
        "basis",
        message("Levels: reported, or stated as a target"),
        (
            message(
                "A level has a basis. A reported level is a count that a policy document reports and that is "
                "used here as a benchmark from its first year until a later evaluation replaces it; "
                "counts are "
                "within it or above it. A stated target is one that the document sets; it is met or not met. "
                "The sheet shown here sets no numeric targets."
            ),
            message(
                "A band holds both its ends: 0 and 1 are within “0 to 1 a year”. “None” is the band from "
                "0 to 0. "
                "“No increase” holds each series against its own counts in the reported years: a count above "
                "the highest of them is above the level. A part of a year or a lower bound that is "
                "already above "
                "the level is above it; one that is not says nothing yet."
            ),
        ),
    ),
    Rule(
        "comparable",
        message("What may be compared"),
        (
            message(
                "One series at a time: one publisher, area, kind of incident and definition. Two "
                "publishers are "
                "never joined into one line and never added up, and nothing is compared across a series "
                "break."
            ),
            message(
                "Where the area or the way of counting of a series has changed, its years fall into spans. "
                "Years of two spans are never tested together, joined by a line or called a change: those of "
                "the newest span are used, and the page says which years are left out and why."
            ),
            message(
                "Only exact counts of whole years, of the newest edition, enter a test. Parts of a year, "
                "lower "
                "bounds, forecasts and gaps stay out. A gap is not a zero: tests use the years that are "
                "there, "
                "at their true distance."
            ),
            message(
                "Only to measure how far counts spread, years that one publisher lacks are taken from a "
                "series "
                "that repeats the same count (the IMB's for MOFA's off Somalia)."
            ),
        ),
    ),
    Rule(
        "interval",
        message("The interval of a count"),
        (
            message(
                "Even at a rate that never changes, counts differ from year to year. The interval holds the "
                "yearly rates that would bring a count like this one often enough: 95 of 100 such intervals "
                "hold the true rate. It never goes below zero."
            ),
        ),
        message("Incidents are independent of each other."),
        ("F. Garwood, Biometrika 28 (1936), 437–442",),
    ),
    Rule(
        "trend",
        message("Change over several years"),
        (
            message(
                "Take the total of the years as given. If the rate never changed, each incident fell on "
                "one of "
                "the years by an equal chance. How often would chance alone make the counts lean to the "
                "later or to the earlier years as strongly as they do? That share is p, computed exactly, "
                "with no rate estimated; where the total times the years less one is above 100,000 (some "
                "2,900 incidents over 35 years), by the normal approximation."
            ),
            message(
                "The test looks for a steady rise or fall. Counts that go up and down again may show "
                "neither and "
                "still differ between years by more than chance (dispersion test): then the page says so."
            ),
        ),
        message("Independent incidents, reporting that did not change, one definition. Two-sided."),
        (
            "J. Przyborowski & H. Wilenski, Biometrika 31 (1940), 313–323",
            "P. Armitage, Biometrics 11 (1955), 375–386",
        ),
    ),
    Rule(
        "power",
        message("What the years could have shown"),
        (
            message(
                "A test over few years misses moderate changes. Beside each verdict stands the yearly growth "
                "that this test would have found in 80 of 100 cases at the total that was seen."
            ),
        ),
    ),
    Rule(
        "many-years",
        message("Ten years or more"),
        (
            message(
                "With ten comparable years or more their own spread can be measured, and the verdict "
                "allows for "
                "it: a steady growth is fitted, and its uncertainty is widened by as much as the counts "
                "spread "
                "around it beyond chance (quasi-Poisson). With fewer, that spread is itself little "
                "known: the "
                "exact test stays, and the page says how much clustering would overturn it."
            ),
        ),
        message("A steady rate of growth; spread in proportion to the mean. Two-sided."),
        ("R. W. M. Wedderburn, Biometrika 61 (1974), 439–447",),
    ),
    Rule(
        "level",
        message("Above a level such as 0 to 1 a year"),
        (
            message(
                "How often would a year bring this count or more if the true rate were the upper end of the "
                "level? If incidents were independent the answer is the Poisson tail. Off Somalia they "
                "come in "
                "clusters, so the same is asked with the spread that earlier years showed (negative "
                "binomial). "
                "The verdict is “detectably above” only if both are rare, and the sentence gives the more "
                "cautious of the two."
            ),
            message(
                "Whether the year is unusual in its own history is another question with a line of its own."
            ),
        ),
        message("The level is taken as the true rate. One-sided."),
    ),
    Rule(
        "none",
        message("A level of none"),
        (
            message(
                "Against a true rate of zero any single incident would be impossible, so that test says "
                "nothing. "
                "Instead the year is held against the earlier years in force: if all years had one rate, how "
                "often would so many of the incidents fall on the last one?"
            ),
        ),
        message("Independent incidents, reporting that did not change, one definition. One-sided."),
        ("J. Przyborowski & H. Wilenski, Biometrika 31 (1940), 313–323",),
    ),
    Rule(
        "rare",
        message("Years without any"),
        (
            message(
                "For rare events the time since the last one says more than a chart of counts. And none "
                "seen is "
                "not none possible: the rule of three gives the highest rate that so many years without any "
                "still allow."
            ),
        ),
        message("Independent incidents. One-sided, 95 %."),
        ("J. A. Hanley & A. Lippman-Hand, JAMA 249 (1983), 1743–1745",),
    ),
    Rule(
        "prediction",
        message("Next year, and what would change a verdict"),
        (
            message(
                "The range for the next year starts from the last three full years and is as wide as the "
                "series has changed from one year to the next. It is a forecast, so its record is kept: a "
                "range was made for each year that follows three known ones from the years before it alone. "
                "Once the same series gives the year, the range is scored; where the series has ended it "
                "cannot be."
            ),
            message(
                "What would change a verdict of “not detectable” is another question: the counts that would "
                "differ detectably from the mean of the tested years (that year against their total, "
                "two-sided; the trend over one year more may say otherwise)."
            ),
        ),
        message(
            "That the next year differs from the last three as years have differed before. A war or a new "
            "navy is in no record. Two-sided, 95 %."
        ),
        ("W. Nelson, IEEE Transactions on Reliability 19 (1970), 42–49",),
    ),
    Rule(
        "clustering",
        message("Clustering"),
        (
            message(
                "One gang can cause many incidents, and one arrest end them: counts then spread more than "
                "independent incidents would. The measure is the variance divided by the mean, about 1 if "
                "incidents are independent. Beside a detectable change stands the ratio that would overturn "
                "it, and the ratio seen in the longer history. That history also holds real changes of rate, "
                "so its ratio may be too high; from few years it may as easily be too low."
            ),
        ),
        "",
        ("R. A. Fisher, Biometrics 6 (1950), 17–24",),
    ),
    Rule(
        "chart",
        message("What a chart shows"),
        (
            message(
                "Control limits are drawn only where ten years or more at one rate, without clustering, "
                "stand "
                "behind them, and then as exact limits, never below zero. Otherwise the chart shows the "
                "interval predicted for the next year, and none where the years themselves have changed."
            ),
        ),
    ),
    Rule(
        "many",
        message("Many verdicts on one screen"),
        (
            message(
                "At 5 % one test in twenty calls chance a change. With twenty verdicts in sight one "
                "false alarm "
                "is to be expected even if nothing changed; so each page with many says how many. Exact "
                "tests "
                "raise fewer than that, because counts come in whole numbers."
            ),
        ),
    ),
)
