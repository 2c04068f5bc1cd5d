"""Spreadsheets of unknown origin, read in a limited child process; helpers that write .xlsx."""
