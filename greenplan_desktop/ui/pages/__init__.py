"""One module per page; registry.py names them all."""
