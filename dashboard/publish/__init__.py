"""The reading side as a site of files: every page, chart and download, for any web server or none."""
