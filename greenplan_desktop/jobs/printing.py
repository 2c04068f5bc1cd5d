"""A list on its way to paper: laid out for the preview, its edges moved by hand, sent to a printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError

from . import lists, sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store
    from greenplan_desktop.tasklist.content import ListContent
    from greenplan_desktop.tasklist.page import Pages
    from greenplan_desktop.tasklist.presets import Layout
    from greenplan_desktop.tasklist.settings import Settings

    from .sheets import Sheet


@dataclass(frozen=True, slots=True)
class Sheetful:
    """A list laid out for the preview: its pages, what they were made from, and the columns' order on paper."""

    pages: Pages
    contents: tuple[ListContent, ...]
    settings: Settings


def lay_out(
    store: Store,
    plan_id: int,
    layout: Layout,
    *,
    unit_id: int | None = None,
    period: Period | None = None,
    special: str = "",
    unit_ids: Sequence[int] | None = None,
    table: Sheet | None = None,
) -> Work[Sheetful]:
    """Build and paginate what a layout prints; `special` is "matrix" or "history" for those tables.

    `table` is printed instead of all of them: targets, an alignment, a comparison.
    """
    from greenplan_desktop.tasklist.pages import paginate_work

    if table is not None:
        made = sheets.lists(table)
    elif special == "history":
        made = lists.history(store, plan_id)
    else:
        snapshot = lists.snapshot_for(store, plan_id, layout, period)
        unit = next((u for u in snapshot.units if u.id == unit_id), None)
        whole = special == "matrix"
        made = lists.matrix(snapshot, unit_ids) if whole else lists.content(snapshot, layout, unit, period)
    if not made:
        raise InputError("没有可打印的内容：这份计划还没有任务或还没有分派单位。")
    pages = yield from paginate_work(made, layout.paper)
    return Sheetful(pages, tuple(made), layout.paper)


def title_lines(sheetful: Sheetful) -> str:
    """The title as it is broken where the clerk sets no breaks; empty where several lists each have their own."""
    from greenplan_desktop.model.titles import break_title
    from greenplan_desktop.tasklist.geometry import title_room

    if len(sheetful.contents) != 1:
        return ""
    return "\n".join(break_title(sheetful.contents[0].title, title_room(sheetful.settings.orientation)))


def print_to(sheetful: Sheetful, printer: Any) -> Work[int]:
    """Send laid out pages to a printer that was set up by its dialog; returns the number of pages."""
    from greenplan_desktop.tasklist.printing import print_pages

    return (yield from print_pages(sheetful.pages, printer))


def printer_for(sheetful: Sheetful) -> Any:
    """A printer set up for these pages; raises InputError where the machine has none."""
    from greenplan_desktop.tasklist.printing import make_printer

    return make_printer(sheetful.pages)


def move_edge(layout: Layout, sheetful: Sheetful, column: int, width_mm: float) -> Layout | None:
    """A copy in which a column on paper (from 0) has another width and its right neighbour the rest.

    None where the columns on paper are not the layout's own: a merged first column, years opened out.
    """
    from greenplan_desktop.tasklist.tables import with_edge

    content, widths = sheetful.contents[0], sheetful.pages.widths_mm[0]
    merged = len(widths) - len(content.columns)
    if column < merged or len(content.columns) != sum(c.shown for c in layout.columns):
        return None
    return with_edge(layout, widths[merged:], column - merged, width_mm)
