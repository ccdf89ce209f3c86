"""The write side: files of counts become checked rows in the database. Draws nothing."""
