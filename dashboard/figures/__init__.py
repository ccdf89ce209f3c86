"""Lines of counts become Plotly figures: plain dictionaries, drawn the same on page and paper."""
