"""Where a packed program starts when it opens the window; the same program also reads files as its own child."""

from __future__ import annotations

import sys

from greenplan_desktop.documents.apart import PDF
from greenplan_desktop.workbooks.process import WORKBOOKS


def start() -> object:
    """Serve as the reading process where the program was started as that, else do what it is for."""
    for service in (WORKBOOKS, PDF):
        if sys.argv[1:2] == [service.argument]:
            return service.main()
    from greenplan_desktop.app import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
