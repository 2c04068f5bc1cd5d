"""The table of targets and their values."""
