"""Bookmarks: the lists of a print, and the chapters of each, down to where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .fonts import UNITS_PER_PT
from .geometry import PT_PER_MM

if TYPE_CHECKING:
    from .page import Pages


def add_outline(pdf: Any, pages: Pages) -> None:
    """Adds a bookmark per list (where there are several) and per chapter to an open pikepdf document."""
    import pikepdf

    with pdf.open_outline() as outline:
        above: list[tuple[int, Any]] = []  # the open branch: level and item
        for index, page in enumerate(pages.pages):
            height = page.sheet.height * PT_PER_MM
            for mark in page.marks:
                top = height - mark.y / UNITS_PER_PT
                item = pikepdf.OutlineItem(mark.title, index, "XYZ", left=0, top=round(top, 1))
                while above and above[-1][0] >= mark.level:
                    above.pop()
                (above[-1][1].children if above else outline.root).append(item)
                above.append((mark.level, item))
    if any(page.marks for page in pages.pages):
        pdf.Root["/PageMode"] = pikepdf.Name("/UseOutlines")
