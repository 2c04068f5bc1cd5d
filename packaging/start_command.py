"""Where a packed program starts when it works on the command line; the same program also reads workbooks as its own child."""

from __future__ import annotations

import multiprocessing
import sys

from greenplan_desktop.workbooks.process import CHILD_ARGUMENT


def start() -> object:
    """Serve as the reading process where the program was started as that, else do what it is for."""
    if sys.argv[1:2] == [CHILD_ARGUMENT]:
        from greenplan_desktop.workbooks import child

        return child.main()
    from greenplan_desktop.cli import entry

    return entry()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(start())
