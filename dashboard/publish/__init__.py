"""The whole reading side as files: the same pages, charts and downloads, by the same calls, for a site that
answers no questions and so works from a disk, from any web server and behind any cache."""
