"""`python -m greenplan_desktop` is `greenplan`."""

import multiprocessing

from greenplan_desktop.cli import entry

if __name__ == "__main__":
    multiprocessing.freeze_support()
    entry()
