"""The font of every picture and sheet, and how it is made: see README.md beside."""
