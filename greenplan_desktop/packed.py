"""What a packed program does first: it may have been started only to read files, as its own child."""

from __future__ import annotations

import sys

from greenplan_desktop.documents.apart import PDF
from greenplan_desktop.workbooks.process import WORKBOOKS


def serve_if_asked() -> bool:
    """Read files until there are no more, where the program was started for that; False where it was not."""
    for service in (WORKBOOKS, PDF):
        if sys.argv[1:2] == [service.argument]:
            service.main()
            return True
    return False
