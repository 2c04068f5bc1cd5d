"""How the blank form looks as a workbook: the same in Excel, WPS and LibreOffice, without macros."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import Status
from greenplan_desktop.model.text import clean, day_words

from .formsheet import FORM_VERSION, ROW_KEYS, form_lines
from .headers import FIELDS, FORM_HEADINGS
from .sheets import FORM_SHEET

if TYPE_CHECKING:
    from .form import Form, FormRow

SHEET = "进展填报"
GUIDE = "填表说明"
OWN_SHEETS = (GUIDE, FORM_SHEET)  # of a form of our own; nobody fills them in
HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
_WIDTHS = {
    "number": 7.0,
    "title": 19.0,
    "asked": 25.0,
    "role": 6.0,
    "last": 23.0,
    "status": 10.0,
    "percent": 9.5,
    "achievement": 38.0,
    "problems": 21.0,
    "next_steps": 21.0,
    "remarks": 11.0,
}
_KEYS = tuple(FORM_HEADINGS)
_CENTRED = ("number", "role", "status", "percent")
_LONGEST = 32_000  # characters a cell may hold, with some to spare
_LINE = 14.5  # points
_LOWEST, _HIGHEST = 44.0, 380.0
_SIGN = (("B", "C", "填报人："), ("E", "F", "审核人："), ("H", "I", "联系电话："), ("J", "K", "填报日期："))


def build(form: Form) -> Any:
    """The form as an openpyxl workbook: the sheet to fill, the guide, the hidden sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    _head(sheet, form)
    for row, one in enumerate(form.rows, start=FIRST_ROW):
        _task(sheet, row, one)
    last = FIRST_ROW + len(form.rows) - 1
    _validate(sheet, last)
    _sign_off(sheet, last + 2)
    _protect(sheet)
    _print_setup(sheet, last + 2)
    _guide(book.create_sheet(GUIDE), form)
    _hidden(book.create_sheet(FORM_SHEET), form)
    book.properties.title = f"{form.plan.name} {form.period.label} 进展情况填报表"
    book.properties.creator = ""
    book.active = 0
    return book


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = clean(text)[:_LONGEST]
    if cell.value is not None:
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _head(sheet: Any, form: Form) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    last = len(_KEYS)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    title = _put(sheet, 1, 1, f"{form.plan.name}{form.period.label}进展情况填报表")
    title.font = Font(name="黑体", size=16)
    title.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 34
    for first, end, text in _second_row(form):
        sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=end)
        cell = _put(sheet, 2, first, text)
        cell.font = Font(name="宋体", size=11)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    sheet.row_dimensions[2].height = 24
    for column, key in enumerate(_KEYS, start=1):
        cell = _put(sheet, HEAD_ROW, column, FORM_HEADINGS[key])
        cell.font = Font(name="黑体", size=11)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill = PatternFill("solid", fgColor="DDEBE0" if key in FIELDS else "EDEDED")
        cell.border = _border()
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS[key]
    sheet.row_dimensions[HEAD_ROW].height = 30
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)


def _second_row(form: Form) -> list[tuple[int, int, str]]:
    name = form.unit.short_name or form.unit.full_name
    until = f"报送截止：{day_words(form.deadline)}" if form.deadline else "报送截止：按通知要求"
    contact = f"联系人及电话：{form.contact}"
    return [(1, 4, f"填报单位：{name}（盖章）"), (5, 7, until), (8, 11, contact)]


def _border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="8C8C8C")
    return Border(left=side, right=side, top=side, bottom=side)


def _task(sheet: Any, row: int, one: FormRow) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    texts = {
        "number": one.task.number,
        "title": one.task.title,
        "asked": one.task.text if one.task.text != one.task.title else "",
        "role": one.role,
        "last": one.last,
    }
    for column, key in enumerate(_KEYS, start=1):
        open_to_fill = key in FIELDS
        cell = sheet.cell(row, column) if open_to_fill else _put(sheet, row, column, texts[key])
        if open_to_fill:
            cell.number_format = "General" if key in ("percent", "status") else "@"
        centred = key in _CENTRED
        cell.alignment = Alignment(
            horizontal="center" if centred else "left",
            vertical="center" if centred or key == "title" else "top",
            wrap_text=True,
        )
        cell.font = Font(name="宋体", size=10, color="808080" if key == "last" else "000000")
        cell.fill = PatternFill("solid", fgColor="FFFFFF" if open_to_fill else "F7F7F7")
        cell.protection = Protection(locked=not open_to_fill)
        cell.border = _border()
    sheet.row_dimensions[row].height = _height(texts)


def _height(texts: dict[str, str]) -> float:
    """A row's height in points that shows its longest text; a Chinese character is two units wide."""
    lines = 1
    for key, text in texts.items():
        room = max(_WIDTHS[key] - 1.5, 2.0)
        count = sum(
            max(1, -(-sum(2 if ord(c) > 255 else 1 for c in line) // int(room))) for line in text.split("\n")
        )
        lines = max(lines, count)
    return min(max(lines * _LINE + 4, _LOWEST), _HIGHEST)


def _validate(sheet: Any, last: int) -> None:
    """Status from a list, percent a number from 0 to 100; error boxes in Chinese."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(
        STATUS[s] for s in (Status.NOT_STARTED, Status.ON_TRACK, Status.DELAYED, Status.COMPLETED)
    )
    status = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    status.errorTitle, status.error = "完成状态", "请从下拉列表中选择：" + words.replace(",", "、") + "。"
    percent = DataValidation(
        type="decimal",
        operator="between",
        formula1="0",
        formula2="100",
        allow_blank=True,
        showErrorMessage=True,
    )
    percent.errorTitle, percent.error = "完成比例", "请填写 0 到 100 之间的数字，例如 60 表示完成 60%。"
    for key, rule in (("status", status), ("percent", percent)):
        letter = get_column_letter(_KEYS.index(key) + 1)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        sheet.add_data_validation(rule)


def _sign_off(sheet: Any, row: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, Protection, Side

    for label, value, text in _SIGN:
        cell = sheet[f"{label}{row}"]
        cell.value = text
        cell.font = Font(name="宋体", size=11)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        blank = sheet[f"{value}{row}"]
        blank.number_format = "@"
        blank.protection = Protection(locked=False)
        blank.font = Font(name="宋体", size=11)
        blank.alignment = Alignment(horizontal="left", vertical="center")
        blank.border = Border(bottom=Side(style="thin", color="8C8C8C"))
    sheet.merge_cells(f"F{row}:G{row}")
    sheet.row_dimensions[row].height = 26


def _protect(sheet: Any) -> None:
    """Only the cells to fill can be changed; rows may still be made higher. No password."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.selectLockedCells = False
    sheet.protection.selectUnlockedCells = False


def _print_setup(sheet: Any, last: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:K{last}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.6
    margins.header = margins.footer = 0.3
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _guide(sheet: Any, form: Form) -> None:
    from openpyxl.styles import Alignment, Font

    day = day_words(form.deadline) if form.deadline else ""
    lines = [
        "填表说明",
        "一、只有“进展填报”表中的白色单元格需要填写，其余单元格已锁定；行高可以自行调整。",
        "二、完成状态从下拉列表中选择：未启动、正常推进、进展滞后、已完成。",
        "三、完成比例填写 0 到 100 之间的数字，例如 60 表示完成 60%。",
        f"四、进展情况写{form.period.label}已经做成的事，写明数量、项目和时间；没有进展的请写明原因。",
        "五、存在问题和下一步打算请写具体；没有的可以留空。",
        "六、没有承担的任务不填，整行留空即可。",
        f"七、填好后保存为 .xlsx，{f'于{day}前' if day else '按时'}报送，文件名请保留单位名称。",
        "八、请不要删除工作表，也不要改动表头和序号；需要补充的内容写在备注中。",
    ]
    for row, text in enumerate(lines, start=1):
        cell = _put(sheet, row, 1, text)
        cell.font = Font(name="黑体" if row == 1 else "宋体", size=14 if row == 1 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 30
    sheet.column_dimensions["A"].width = 90
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE


def _hidden(sheet: Any, form: Form) -> None:
    """Plan, period, unit, the key of every row and what the database held: all as texts."""
    head = {
        "greenplan": FORM_VERSION,
        "plan": form.plan.uid,
        "plan_title": form.plan.title,
        "plan_number": form.plan.document_number or "",
        "period": form.period.code,
        "unit": form.unit.uid,
        "unit_name": form.unit.short_name or form.unit.full_name,
        "written_at": form.written_at,
    }
    row = 0
    for row, (key, value) in enumerate(head.items(), start=1):
        _put(sheet, row, 1, key)
        _put(sheet, row, 2, value)
    for line in ([*ROW_KEYS], *form_lines(form.sent(FIRST_ROW))):
        row += 1
        for column, text in enumerate(line, start=1):
            if text:
                _put(sheet, row, column, text)
    sheet.protection.sheet = True
    sheet.sheet_state = "hidden"
