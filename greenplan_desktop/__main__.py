"""`python -m greenplan_desktop` is `greenplan`."""

from greenplan_desktop.cli import entry

if __name__ == "__main__":
    entry()
