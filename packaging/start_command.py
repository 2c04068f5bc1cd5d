"""Where a packed program starts when it works on the command line; the same program also reads files as its own child."""

from __future__ import annotations

import sys

from greenplan_desktop.packed import serve_if_asked

if __name__ == "__main__" and not serve_if_asked():
    from greenplan_desktop.cli import entry

    sys.exit(entry())
