"""Greenplan: breaks government plans down into tasks, collects progress returns, prints task lists."""

__version__ = "0.1.0"
