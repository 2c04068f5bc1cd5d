"""Where a packed program starts when it opens the window."""

from __future__ import annotations

import multiprocessing
import sys

from greenplan_desktop.app import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
