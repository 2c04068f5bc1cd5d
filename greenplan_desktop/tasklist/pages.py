"""Pagination: content and settings in, pages out; preview, printer and PDF paint these same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.progress import Progress, Work, finish

from .content import ChapterRow, ListContent, Row, as_lists, flat_rows
from .flow import Flow
from .fonts import FontSet, present_fonts, shapeless
from .geometry import sheet
from .page import Page, Pages
from .printable import printable
from .rows import RowMaker, with_chapter_rows
from .settings import Settings
from .typeset import Styles
from .widths import column_widths

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

_STEP = 16  # rows between two reports of progress
_TALLEST_MERGED = 0.45  # share of a page a merged cell's text may take before it becomes a row of its own


def paginate(content: ListContent | Sequence[ListContent], settings: Settings | None = None) -> Pages:
    """All pages of one list, or of several, each from a new page; see `paginate_work`."""
    return finish(paginate_work(content, settings))


def paginate_work(
    content: ListContent | Sequence[ListContent],
    settings: Settings | None = None,
    fonts: FontSet | None = None,
) -> Work[Pages]:
    """Lays out and paginates; page numbers run on from list to list.

    Raises InputError where there is no Chinese font or the columns do not fit.
    """
    settings = settings or Settings()
    contents = as_lists(content, settings)
    fonts = fonts or present_fonts()
    styles = Styles(fonts, settings.cell_pt)
    total = sum(len(c.rows) for c in contents)
    pages: list[Page] = []
    widths: list[tuple[float, ...]] = []
    done = 0
    for index, one in enumerate(contents):
        number = settings.first_page + len(pages)
        mark = (one.bookmark or one.plain_title) if len(contents) > 1 else ""
        flow, found = yield from _flow(one, settings, styles, (index, number, done, total), mark)
        pages.extend(flow)
        widths.append(found)
        done += len(one.rows)
    signs = frozenset("".join(every_text(contents)))
    notes = fonts.notes + shapeless(fonts, signs)
    title = contents[0].plain_title if contents else ""
    return Pages(tuple(pages), settings, tuple(widths), notes, fonts.choices, title, signs)


def every_text(contents: Sequence[ListContent]) -> Iterator[str]:
    """Every text of the lists, as it is printed."""
    for content in contents:
        yield printable("".join((content.label, content.title, *content.notes)))
        yield printable("".join(column.heading for column in content.paper_columns))
        for cells in flat_rows(content):
            yield printable("".join(cells))


def _flow(
    content: ListContent, settings: Settings, styles: Styles, place: tuple[int, int, int, int], mark: str
) -> Generator[Progress, None, tuple[list[Page], tuple[float, ...]]]:
    """One list; `place` is its index, its first page number, rows done before it and rows in all."""
    index, number, done, total = place
    content = _mergeable(content, settings, styles)
    widths = column_widths(content, settings)
    maker = RowMaker(content, widths, styles)
    flow = Flow(settings, maker, index, number, mark)
    flow.open(content.label, content.title)
    for count, row in enumerate(content.rows):
        if count % _STEP == 0:
            yield Progress(done + count, total, "正在排版")
        if isinstance(row, ChapterRow):
            flow.chapter(maker.chapter(row))
        else:
            flow.row(maker.row(row))
    return flow.finish(content.notes), widths


def _mergeable(content: ListContent, settings: Settings, styles: Styles) -> ListContent:
    """The list as it is, or with chapter rows where a merged cell's text would fill half a page."""
    if content.group is None:
        return content
    maker = RowMaker(content, column_widths(content, settings), styles)
    groups = {row.group for row in content.rows if isinstance(row, Row)}
    tallest = max((maker.group_height(group) for group in groups), default=0.0)
    page = sheet(settings.orientation, True).area_height * 720 / 25.4
    return with_chapter_rows(content) if tallest > page * _TALLEST_MERGED else content
