"""Sheets as pages of a word processor: styles by name, native charts with their workbooks, real tables."""
