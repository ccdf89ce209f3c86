"""Whether a level is met, and whether a change could be chance: two verdicts for each indicator and year.

A *fact verdict* holds a count against a level. An *evidence verdict* says whether what the counts did
is more than chance would do, names its test, its years and its assumptions, and so has a date. Pure but
for ``lookup``, which asks the database.
"""
