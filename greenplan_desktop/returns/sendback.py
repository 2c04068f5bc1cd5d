"""The 退回单: an .xlsx to send back to a unit, listing its rows and what is wrong in each, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.text import clean, percent_text
from greenplan_desktop.workbooks.writing import row_height, workbook_bytes

from .flags import file_remarks, note_sentence, row_remarks

if TYPE_CHECKING:
    from .review import Review
    from .verdicts import FileReview, RowReview

_HEADS = (
    "工作表",
    "行",
    "序号",
    "重点任务",
    "完成状态",
    "完成比例",
    "进展情况",
    "存在问题",
    "下一步打算",
    "备注",
    "需要改正的地方",
)
_WIDTHS = (12, 6, 8, 26, 11, 10, 36, 22, 22, 14, 44)
_LONGEST = 32_000


def sendback_bytes(review: Review, index: int, *, only_flagged: bool = False, deadline: str = "") -> bytes:
    """A file's 退回单 as an .xlsx; with `only_flagged` the rows in order are left out."""
    from openpyxl import Workbook

    file = review.file(index)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "退回单"
    top = _head(sheet, file, review, deadline)
    last = _table(sheet, top, file, review, only_flagged)
    _missing(sheet, last + 2, file, review)
    _layout(sheet, top)
    return workbook_bytes(book)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column)
    if text:
        cell.value = clean(text)[:_LONGEST]
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _head(sheet: Any, file: FileReview, review: Review, deadline: str) -> int:
    """Title, file and what is wrong with it as a whole; returns the row of the heads."""
    from openpyxl.styles import Alignment, Font

    unit = review.context.index.units.get(file.unit_id) if file.unit_id is not None else None
    name = (unit.short_name or unit.full_name) if unit else "（单位待核）"
    plan = review.context.snapshot.plan.name
    lines = [
        f"{plan}{review.period.label}进展情况填报表退回单",
        f"单位：{name}　　文件：{file.name}",
        *(remark.sentence for remark in file_remarks(file, review)),
        *(f"说明：{note_sentence(note)}。" for note in file.notes),
        "请按最后一栏改正后重新报送" + (f"，并于{deadline}前报回。" if deadline else "。"),
    ]
    for row, text in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_HEADS))
        cell = _put(sheet, row, 1, text)
        cell.font = Font(name="黑体" if row == 1 else "宋体", size=15 if row == 1 else 11)
        cell.alignment = Alignment(
            horizontal="center" if row == 1 else "left", vertical="center", wrap_text=True
        )
        sheet.row_dimensions[row].height = 30 if row == 1 else 20
    return len(lines) + 1


def _table(sheet: Any, top: int, file: FileReview, review: Review, only_flagged: bool) -> int:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="8C8C8C")
    rows = [r for r in file.rows if not only_flagged or r.flags or r.contested]
    lines = [_HEADS, *(_cells(row, review) for row in rows)]
    for number, texts in enumerate(lines, start=top):
        for column, text in enumerate(texts, start=1):
            cell = _put(sheet, number, column, text)
            head = number == top
            wrong = column == len(_HEADS) and bool(text) and not head
            cell.font = Font(
                name="黑体" if head else "宋体", size=10.5, color="B03A2E" if wrong else "000000"
            )
            cell.alignment = Alignment(vertical="center" if head else "top", wrap_text=True)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            if head:
                cell.fill = PatternFill("solid", fgColor="DDEBE0")
            elif wrong:
                cell.fill = PatternFill("solid", fgColor="FBEEE6")
        sheet.row_dimensions[number].height = row_height(texts, _WIDTHS)
    return top + len(lines) - 1


def _cells(row: RowReview, review: Review) -> tuple[str, ...]:
    """A row as the unit wrote it: words that could not be read stand where they stood."""
    raw = dict(row.raw)
    values = row.values
    problems = "\n".join(remark.sentence for remark in row_remarks(row, review))
    return (
        row.sheet,
        str(row.row),
        row.number,
        row.title,
        raw.get("status") or STATUS.get(values.status or "", ""),
        raw.get("percent") or percent_text(values.percent_tenths),
        raw.get("achievement") or values.achievement,
        raw.get("problems") or values.problems,
        raw.get("next_steps") or values.next_steps,
        raw.get("remarks") or values.remarks,
        problems,
    )


def _missing(sheet: Any, row: int, file: FileReview, review: Review) -> None:
    if not file.missing:
        return
    tasks = [review.context.tasks.by_id[task] for task in file.missing]
    text = "还没有填报的任务：" + "；".join(f"{task.code} {task.title}" for task in tasks) + "。"
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_HEADS))
    cell = _put(sheet, row, 1, text)
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name="宋体", size=11)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = min(20 + 15 * (len(text) // 90), 300)


def _layout(sheet: Any, top: int) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
