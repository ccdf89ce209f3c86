"""The text of the methods page: each rule in plain words, what it assumes, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.words import message


@dataclass(frozen=True)
class MethodsSection:
    """A section: its id in addresses, heading, paragraphs, assumptions and published sources."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    assumes: str = ""
    sources: tuple[str, ...] = ()


RULES = (
    MethodsSection(
        "three",
        message("Three questions"),
        (
            message(
                "Each indicator answers three questions, always in this order and on every page alike. Where "
                "do we stand? Has it changed since the evaluation? What is the longer story?"
            ),
            message(
                "The first holds the newest full year against the level: a plain fact about two numbers. The "
                "second takes all full years since the evaluation together. “Increase” and “decrease” are "
                "written only where chance would be an unlikely cause; else a difference is called one that "
                "chance can bring, which does not mean that nothing changed. The third tells at what levels "
                "the counts have stood, and for how long."
            ),
            message(
                "Of several series the one with the newest year that can be held against its level answers, "
                "of several such the first in the list. Another is told beside it where it shows a change "
                "that the first does not. An answer holds for the figures recorded up to its date: looking "
                "back (at the head of each page) gives the one of that day."
            ),
        ),
    ),
    MethodsSection(
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
    MethodsSection(
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
                "bounds, forecasts and gaps stay out. A gap is not a zero."
            ),
            message(
                "Only to measure how far counts spread, years that one publisher lacks are taken from a "
                "series "
                "that repeats the same count (the IMB's for MOFA's off Somalia)."
            ),
        ),
    ),
    MethodsSection(
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
    MethodsSection(
        "since",
        message("Since the evaluation"),
        (
            message(
                "All full years since the evaluation are taken together and held against the evaluated "
                "years: 8 in one year and 5 in the next are 13 in two years, and not two verdicts. How many "
                "times as many incidents a year there are is told with the limits that this ratio can lie "
                "between. Where even the nearer limit is a rise or a fall, chance is an unlikely cause; "
                "where 1 lies between the limits, chance can bring the difference. Limits and finding cannot "
                "contradict each other."
            ),
            message(
                "Counts are divided by how many times more they vary than independent incidents would, and "
                "then have the exact limits of independent ones. Where several series of an indicator are "
                "looked at, each is held to more than 95 %, so that all together keep to it."
            ),
        ),
        message(
            "Reporting that did not change and one definition; incidents of a year may come in clusters, the "
            "years do not depend on one another. Two-sided."
        ),
        (
            "C. J. Clopper & E. S. Pearson, Biometrika 26 (1934), 404–413",
            "J. N. K. Rao & A. J. Scott, Biometrics 48 (1992), 577–585",
        ),
    ),
    MethodsSection(
        "story",
        message("The longer story"),
        (
            message(
                "Yearly counts seldom climb steadily: they stand at one level for some years and at "
                "another after. So no straight line is drawn through them. Every way of dividing the years "
                "into levels of two years or more is tried, and a step is told only where so large a gain "
                "would come by chance, in the best of all places, in at most 5 of 100 series."
            ),
            message(
                "Nothing is said across a change of definition or area, nor across more missing years than "
                "are known on one of the two sides. Events recorded near a step are named beside it; that is "
                "no proof of a cause. A change since the evaluation can be found before a step is: the one "
                "asks of one place, the other of all. Years that a reader chooses on Trends are described "
                "and not judged."
            ),
        ),
        message("Levels that hold for some years; years that do not depend on one another."),
        (
            "J. Bai & P. Perron, Journal of Applied Econometrics 18 (2003), 1–22",
            "P. McCullagh & J. A. Nelder, Generalized Linear Models, 2nd ed. (1989)",
        ),
    ),
    MethodsSection(
        "level",
        message("Above a level such as 0 to 1 a year"),
        (
            message(
                "How often would the years since the evaluation together bring as many incidents or more, if "
                "the true rate were the upper end of the level? The counts are reckoned to come in clusters "
                "(negative binomial), by as much as the years up to the evaluation show. The limits are the "
                "rates at which so many would just be as rare as 1 in 40 on either side."
            ),
        ),
        message("The level is taken as the true rate."),
        ("F. Garwood, Biometrika 28 (1936), 437–442",),
    ),
    MethodsSection(
        "none",
        message("A level of none"),
        (
            message(
                "Against a true rate of zero any single incident would be impossible, so that nothing is "
                "held against it. The years since are held against the evaluated ones, as counts are that "
                "have no level."
            ),
        ),
    ),
    MethodsSection(
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
    MethodsSection(
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
                "What would change an answer is another question: which counts of the next year, together "
                "with the years since the evaluation, would show an increase, which a decrease, and which "
                "neither."
            ),
        ),
        message(
            "That the next year differs from the last three as years have differed before. A war or a new "
            "navy is in no record. Two-sided, 95 %."
        ),
        ("W. Nelson, IEEE Transactions on Reliability 19 (1970), 42–49",),
    ),
    MethodsSection(
        "running",
        message("The running year"),
        (
            message(
                "A half, a quarter or a month is a figure of its own: it is set beside the same months of "
                "earlier years and never joined to full years. Later editions mostly raise what was first "
                "told, so each edition is kept: pages show the newest, the share of the year and the range "
                "rest on the earliest edition known to us."
            ),
            message(
                "What the months so far decide needs no model: a count that is above a level stays above it, "
                "whatever the other months bring. Where the year may end is given as a range, not by "
                "prolonging the first months. It rests on the months counted, on the share of the year that "
                "they were in earlier years, and on the last full years, each with how far it has varied. "
                "Such a range was made, from the years before alone as they stand today, for every year for "
                "which that could be done, and held against the count of the year. These are not independent "
                "of each other: several are of waters and kinds within the IMB's world total."
            ),
        ),
        message(
            "That the year goes on as years have gone on before: that an outbreak begins or ends within it "
            "is not foreseen. Incidents may come in clusters. Two-sided, 95 %."
        ),
        ("J. G. Skellam, Journal of the Royal Statistical Society B 10 (1948), 257–261",),
    ),
    MethodsSection(
        "clustering",
        message("Clustering"),
        (
            message(
                "One gang can cause many incidents, and one arrest end them: counts then vary more than "
                "independent incidents would. One rule serves for every series and for any number of years: "
                "how far its counts vary around the levels of the years up to the evaluation, drawn towards "
                "what is usual from one year to the next in the series shown here (twice as much at ten "
                "incidents a year or fewer, 4.5 times at thirty or more), which weighs as much as two years. "
                "The fewer years it rests on, the wider the limits (Student's t)."
            ),
        ),
        message("The variance grows in proportion to the mean."),
        (
            "P. McCullagh & J. A. Nelder, Generalized Linear Models, 2nd ed. (1989), 6.2",
            "G. K. Smyth, Statistical Applications in Genetics and Molecular Biology 3 (2004), article 3",
        ),
    ),
    MethodsSection(
        "chart",
        message("What a chart shows"),
        (
            message(
                "Control limits are drawn only where ten years or more at one level, without clustering, "
                "stand behind them, and then as exact limits, never below zero. Otherwise the chart shows "
                "the range for the next year, and none where that range says little."
            ),
        ),
    ),
    MethodsSection(
        "many",
        message("Looking again every year"),
        (
            message(
                "Who looks every year finds a change by chance sooner or later. Simulated series in which "
                "nothing changes show how often that happens in five years: the table below has the share "
                "for each size of the counts, and the largest one stands under the answers."
            ),
        ),
    ),
)
