"""A scene as a picture: SVG written by ourselves, and the Plotly figure of pages that are live."""
