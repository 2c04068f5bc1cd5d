"""Parts of the overview: counters, rows of bars, cards, charts, and its dialogs."""
