"""The read side: a selection in, a sheet out. Never writes."""
