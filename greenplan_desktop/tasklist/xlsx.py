"""The list as .xlsx: frozen and repeated head, A4 and margins, widths, wrapped texts; numbers stay numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress, Work
from greenplan_desktop.model.titles import break_title
from greenplan_desktop.whole_file import beside, require_target

from .content import ChapterRow, Row, as_lists
from .estimate import line_count
from .families import LATIN_FONT
from .geometry import (
    CELL_PITCH,
    CELL_TOP_MM,
    CHAPTER_PT,
    HEAD_PT,
    LABEL_PT,
    LINE_PITCH_PT,
    NOTE_PT,
    NUMBER_GAP_MM,
    NUMBER_PT,
    PT_PER_MM,
    TITLE_PT,
    sheet,
    title_room,
)
from .printable import printable
from .settings import Settings
from .widths import column_widths

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

    from .content import Column, ListContent
    from .families import Role

_STEP = 50  # rows between two reports of progress
_MM_PER_INCH = 25.4
_PIXELS_PER_MM = 96 / _MM_PER_INCH
_OWN_FONT_PT = 12  # the book's own font is Times New Roman, whose digits are as wide on every system
_DIGIT_PIXELS = 8  # such a digit: the unit of column widths
_NOT_QUITE = 0.999
_TALLEST_PT = 409.0  # what a sheet's row can be at most
_LONGEST = 32767  # characters a cell can hold
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")
_PERCENT = re.compile(r"-?(0|[1-9]\d{0,5})(\.\d{1,4})?%")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_FIRST_SIGNS = ("=", "+", "-", "@")


def write_xlsx(
    content: ListContent | Sequence[ListContent],
    settings: Settings | None,
    path: Path,
    families: Mapping[Role, str] | None = None,
) -> Work[Path]:
    """Writes one list, or several, each on a sheet of its own; `families` are the fonts named in the file.

    Raises InputError with one Chinese sentence: target open or unwritable, columns that do not fit, a text
    longer than a cell can hold.
    """
    from openpyxl import Workbook

    require_target(path)
    settings = settings or Settings()
    contents = as_lists(content, settings)
    total = sum(len(c.rows) for c in contents)
    yield Progress(0, total, "正在生成表格")
    if families is None:
        from .fonts import office_names

        families = office_names()
    yield Progress(0, total, "正在生成表格")
    book: Any = Workbook()
    _set_book(book, contents[0], families, settings)
    yield Progress(0, total, "正在生成表格")
    done = 0
    names: set[str] = set()
    for number, one in enumerate(contents):
        page = book.active if number == 0 else book.create_sheet()
        page.title = _sheet_name(one.bookmark or one.plain_title, names)
        yield from _Sheet(page, one, settings).fill(done, total)
        done += len(one.rows)
    yield Progress(total, total, "正在写入文件")
    with beside(path) as part:
        _save(book, part, path)
    return path


def _save(book: Any, part: Path, path: Path) -> None:
    """Saves a book; its sheets go through the system's folder for temporary files, which may be full."""
    from lxml.etree import LxmlError

    packed = BytesIO()  # a full disk would leave an archive open that nobody closes
    try:
        book.save(packed)
    except LxmlError as error:
        raise InputError(f"没有写成“{path}”：存放临时文件的磁盘空间不足，请清理系统盘后再试。") from error
    part.write_bytes(packed.getvalue())


def _sheet_name(text: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters at most, none of []:*?/\\, no other sheet's."""
    stem = _FORBIDDEN.sub("_", printable(text).replace("\n", "")).strip("' ")[:31] or "清单"
    name, count = stem, 2
    while name.casefold() in taken:
        name, count = f"{stem[:27]}（{count}）", count + 1
    taken.add(name.casefold())
    return name


def _set_book(book: Any, content: ListContent, families: Mapping[Role, str], settings: Settings) -> None:
    """Named styles, the book's own font, title and document number."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    thin = Side(style="thin")
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    kinds: tuple[tuple[str, Role, float, str, Any], ...] = (
        ("清单附件", "label", LABEL_PT, "left", None),
        ("清单标题", "title", TITLE_PT, "center", None),
        ("清单表头", "label", HEAD_PT, "center", grid),
        ("清单章节", "chapter", CHAPTER_PT, "left", grid),
        ("清单类别", "chapter", settings.cell_pt, "left", grid),
        ("清单文字", "cell", settings.cell_pt, "left", grid),
        ("清单居中", "cell", settings.cell_pt, "center", grid),
        ("清单附注", "cell", NOTE_PT, "left", None),
    )
    for name, role, size, align, border in kinds:
        style = NamedStyle(name=name, font=Font(name=families[role], size=size))
        style.alignment = Alignment(horizontal=align, vertical="center", wrap_text=name != "清单附件")
        if border is not None:
            style.border = border
        book.add_named_style(style)
    own = book._named_styles["Normal"]  # noqa: SLF001
    own.font = Font(name=LATIN_FONT, size=_OWN_FONT_PT)
    book.properties.title = content.plain_title
    book.properties.subject = " ".join(t for t in (content.document_number, content.subject) if t)
    book.properties.keywords = content.document_number
    book.properties.creator = ""
    book.properties.language = "zh-CN"


@dataclass(slots=True)
class _Sheet:
    """One list on its sheet."""

    page: Any
    content: ListContent
    settings: Settings

    def fill(self, done: int, total: int) -> Generator[Progress, None, None]:
        """Everything of the list, from the label down to the notes."""
        columns = self.content.paper_columns
        widths = column_widths(self.content, self.settings)
        self._set_widths(widths)
        head = self._opening(len(columns))
        for number, column in enumerate(columns, 1):
            self._put(head, number, column.heading, "清单表头")
        lines = [line_count(c.heading, w, HEAD_PT) for c, w in zip(columns, widths, strict=True)]
        self._set_height(head, max(lines) * HEAD_PT * CELL_PITCH)
        self._set_page(head)
        row = head + 1
        group: tuple[str, int] | None = None
        for count, line in enumerate(self.content.rows):
            if count % _STEP == 0:
                yield Progress(done + count, total, "正在生成表格")
            if group is None or group[0] != line.group:
                self._end_group(group, row)
                group = (line.group, row) if self.content.group and line.group else None
                if group is not None:
                    self._put(row, 1, line.group, "清单类别")
            row = self._line(row, line, widths, beside=group is not None)
        self._end_group(group, row)
        for note in self.content.notes:
            self._across(row, note, "清单附注", len(columns))
            self._set_height(row, line_count(note, sum(widths), NOTE_PT) * NOTE_PT * CELL_PITCH)
            row += 1

    # rows ----------------------------------------------------------------------------------------

    def _opening(self, columns: int) -> int:
        """Label, an empty line and title; returns the head's row."""
        content, settings = self.content, self.settings
        row = 1
        if content.label:
            self._put(1, 1, content.label, "清单附件")
            self.page.row_dimensions[1].height = LINE_PITCH_PT
            self.page.row_dimensions[2].height = LINE_PITCH_PT
            row = 3
        lines = break_title(content.title, title_room(settings.orientation))
        if lines:
            self._across(row, "\n".join(lines), "清单标题", columns)
            self.page.row_dimensions[row].height = min(_TALLEST_PT, (len(lines) + 0.5) * LINE_PITCH_PT)
            row += 1
        return row

    def _line(self, row: int, line: Row | ChapterRow, widths: Sequence[float], *, beside: bool) -> int:
        """A row or a chapter row; returns the sheet's next row."""
        if isinstance(line, ChapterRow):
            return self._chapter(row, line, widths, beside=beside)
        return self._row(row, line, widths)

    def _chapter(self, row: int, line: ChapterRow, widths: Sequence[float], *, beside: bool) -> int:
        """A heading across all columns, or `beside` the merged first one."""
        first = 1 if beside else 0
        if beside:
            self.page.cell(row, 1).style = "清单类别"
        self._across(row, line.title, "清单章节", len(widths), first + 1)
        lines = line_count(line.title, sum(widths[first:]), CHAPTER_PT)
        self._set_height(row, lines * CHAPTER_PT * CELL_PITCH)
        return row + 1

    def _row(self, row: int, line: Row, widths: Sequence[float]) -> int:
        """One row of the list; a tall one takes several rows of the sheet, its cells merged over them."""
        first = len(widths) - len(line.cells)
        pitch = self.settings.cell_pt * CELL_PITCH
        counts = [
            line_count(text, width, self.settings.cell_pt)
            for text, width in zip(line.cells, widths[first:], strict=True)
        ]
        lines = max(counts, default=1)
        fitting = int((_TALLEST_PT - 2 * CELL_TOP_MM * PT_PER_MM) / pitch)
        parts = ceil(lines / fitting)
        for number, (column, text) in enumerate(
            zip(self.content.columns, line.cells, strict=True), first + 1
        ):
            style = "清单居中" if column.align == "center" else "清单文字"
            self._put(row, number, text, style, column)
            for part in range(1, parts):
                self.page.cell(row + part, number).style = style
            if parts > 1:
                self.page.merge_cells(
                    start_row=row, end_row=row + parts - 1, start_column=number, end_column=number
                )
        for part in range(parts):
            self._set_height(row + part, min(fitting, lines - part * fitting) * pitch)
            if first:
                self.page.cell(row + part, 1).style = "清单类别"
        return row + parts

    def _end_group(self, group: tuple[str, int] | None, row: int) -> None:
        """The merged first column closes above this row."""
        if group is not None and row - group[1] > 1:
            self.page.merge_cells(start_row=group[1], end_row=row - 1, start_column=1, end_column=1)

    def _across(self, row: int, text: str, style: str, columns: int, first: int = 1) -> None:
        """A text over all columns from the `first` on."""
        self._put(row, first, text, style)
        for number in range(first + 1, columns + 1):
            self.page.cell(row, number).style = style
        if columns > first:
            self.page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=columns)

    def _put(self, row: int, number: int, text: str, style: str, column: Column | None = None) -> None:
        """A cell: a number where the column holds numbers and the text is written as one, else a text."""
        text = printable(text)
        if len(text) > _LONGEST:
            raise InputError(
                f"第 {row} 行的文字有 {len(text)} 字，超过了 Excel 单元格的上限（{_LONGEST} 字），请改存为 PDF 或 Word。"
            )
        cell = self.page.cell(row, number)
        cell.style = style
        if not text:
            return
        value = as_number(text, column) if column is not None and column.numeric else None
        if value is not None:
            cell.value = value
            if text.endswith("%"):
                places = len(text.partition(".")[2].rstrip("%"))
                cell.number_format = f"0.{'0' * places}%" if places else "0%"
            return
        cell.value = text
        cell.data_type = "s"
        if text.startswith(_FIRST_SIGNS) or _NUMBER.fullmatch(text):
            cell.number_format = "@"
            cell.quotePrefix = text.startswith(_FIRST_SIGNS)

    # the sheet -----------------------------------------------------------------------------------

    def _set_height(self, row: int, text_pt: float) -> None:
        height = text_pt + 2 * CELL_TOP_MM * PT_PER_MM
        self.page.row_dimensions[row].height = round(min(_TALLEST_PT, height), 1)

    def _set_widths(self, widths: Sequence[float]) -> None:
        """Column widths, together a little less than the type area.

        A sheet that is wider by a hair is scaled to fit, and LibreOffice 7.4 then leaves its last rows unprinted.
        """
        from openpyxl.utils import get_column_letter

        for number, width in enumerate(widths, 1):
            units = width * _NOT_QUITE * _PIXELS_PER_MM / _DIGIT_PIXELS
            self.page.column_dimensions[get_column_letter(number)].width = int(units * 100) / 100

    def _set_page(self, head: int) -> None:
        """A4, margins, repeated head, one sheet wide, page number at the foot."""
        page, settings = self.page, self.settings
        paper = sheet(settings.orientation, True)
        page.freeze_panes = f"A{head + 1}"
        page.print_title_rows = f"{head}:{head}"
        page.sheet_view.showGridLines = False
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.orientation = settings.orientation
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.firstPageNumber = settings.first_page
        page.page_setup.useFirstPageNumber = True
        margins = page.page_margins
        margins.left, margins.right = paper.left / _MM_PER_INCH, paper.right / _MM_PER_INCH
        margins.top, margins.bottom = paper.top / _MM_PER_INCH, paper.bottom / _MM_PER_INCH
        margins.header = 15 / _MM_PER_INCH
        margins.footer = (paper.bottom - NUMBER_GAP_MM - NUMBER_PT / PT_PER_MM) / _MM_PER_INCH
        page.print_options.horizontalCentered = True
        self._number_pages()

    def _number_pages(self) -> None:
        """`— 3 —`: right on odd pages, left on even ones where both sides are printed, or centred."""
        settings, page = self.settings, self.page
        if settings.numbering == "none":
            return
        if settings.numbering == "plain":
            _number(page.oddFooter.center, "— &P —")
            return
        _number(page.oddFooter.right, "— &P —　")
        if settings.duplex:
            page.HeaderFooter.differentOddEven = True
            _number(page.evenFooter.left, "　— &P —")


def _number(place: Any, text: str) -> None:
    place.text = text
    place.font = "宋体,Regular"
    place.size = round(NUMBER_PT)


def as_number(text: str, column: Column) -> int | float | None:
    """The number a text says, None where writing it as one would change how it reads (1.10, 007, 12,000).

    In a column of ordinal numbers only whole ones are numbers: 1.1 beside 1.10 is no quantity.
    """
    if column.key == "number":
        return int(text) if re.fullmatch(r"[1-9]\d{0,8}", text) else None
    if _PERCENT.fullmatch(text):
        return float(text[:-1]) / 100
    if not _NUMBER.fullmatch(text):
        return None
    if "." not in text:
        return int(text)
    value = float(text)
    return value if repr(value) == text else None
