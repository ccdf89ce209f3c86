"""A scene as native charts take it, for slides and workbooks alike: its panels and their parts."""
