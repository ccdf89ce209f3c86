"""What the database says, as rows and as words."""
