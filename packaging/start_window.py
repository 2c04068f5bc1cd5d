"""Where a packed program starts when it opens the window; the same program also reads files as its own child."""

from __future__ import annotations

import sys

from greenplan_desktop.packed import serve_if_asked

if __name__ == "__main__" and not serve_if_asked():
    from greenplan_desktop.app import main

    sys.exit(main())
