"""The process that reads workbooks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .contents import read_content
from .limits import SECONDS
from .serving import serve
from .wire import packed

if TYPE_CHECKING:
    from collections.abc import Callable

# Heavy or native libraries that openpyxl would import and that no workbook needs.
_UNWANTED = ("numpy", "pandas", "PIL")


def main() -> None:
    """Serve until the input ends."""
    for name in _UNWANTED:
        sys.modules[name] = None  # type: ignore[assignment]
    serve(_answer, SECONDS)


def _answer(name: str, content: bytes, first: int, trying: Callable[[int], None]) -> tuple[Any, ...]:
    """What became of a file: ("book", …)."""
    return packed(read_content(name, content, first, trying))
