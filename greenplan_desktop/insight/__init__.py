"""Counts, load, delays, comparison with the higher-level plan, charts and the summary."""
