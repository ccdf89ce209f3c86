"""The rules that figures are checked against: one module a rule, each binding ``RULE``."""
