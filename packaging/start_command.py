"""Where a packed program starts on the command line."""

from __future__ import annotations

import multiprocessing
import sys

from greenplan_desktop.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
