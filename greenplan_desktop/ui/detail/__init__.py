"""The foldable panel at the right: the selected task in full."""
