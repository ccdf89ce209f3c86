"""The commands of ``piracy`` that read: verdicts, export, publish."""
