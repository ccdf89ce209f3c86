"""Statistics of small yearly counts: intervals, tests, predictions. Pure functions of whole numbers.

The assumptions are stated with each function; ``dashboard.verdicts`` decides which of them is asked.
Sources are named where a rule comes from a publication. Checked against published examples and an
independent implementation in ``tests/unit/dashboard/statistics``.
"""
