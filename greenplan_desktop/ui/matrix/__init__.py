"""The responsibility matrix: what it holds, its head, its view."""
