"""A chart as a file, and packs of charts: one recipe, one address, one maker."""
