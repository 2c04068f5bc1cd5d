"""One function per thing a clerk does; the only door through which data changes."""
