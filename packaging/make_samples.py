"""Writes data/sample-plan.docx, data/sample-returns and what they come to in data/sample-progress.json.

The same bytes each time it is run.

Run with `.venv/bin/python packaging/make_samples.py [DIR]`; DIR is the data folder of the checkout by default.
The sample plan's text is data/sample-plan.txt, the words of the returns are in sample_contents.py,
what else the first start knows in sample_story.py.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import sample_contents as words
import sample_story as story

Row = list[Any]
Build = Callable[[Any], None]

PERIOD = "2023Q2"
DATA = Path(__file__).resolve().parents[1] / "data"
DISTRICT = "云岭区"
PLAN = "云岭区绿色低碳高质量发展三年行动方案"
HEAD = ["序号", "重点任务", "完成情况", "完成比例", "工作进展情况", "存在问题", "下一步打算", "备注"]
WIDTHS = (7, 24, 12, 10, 46, 28, 30, 12)
_STAMP = "2023-07-03T09:00:00Z"
_ZIP_TIME = (2023, 7, 3, 9, 0, 0)


def main(folder: Path = DATA) -> list[Path]:
    """Write every sample file below `folder`; returns what was written."""
    returns = folder / "sample-returns" / PERIOD
    returns.mkdir(parents=True, exist_ok=True)
    written = [write_plan(DATA / "sample-plan.txt", folder / "sample-plan.docx")]
    for name, build in RETURNS.items():
        written.append(write_workbook(returns / name, build))
    written.append(write_csv(returns / "区城市管理局2023年二季度进展.csv", words.CITY))
    written.append(write_progress(folder))
    return written


def write_progress(folder: Path) -> Path:
    """Two quarters of the sample plan: what its returns come to, and the story beside them, for the first window."""
    import json
    import tempfile

    from greenplan_desktop import places
    from greenplan_desktop.jobs import intake, returns, samples
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import finish
    from greenplan_desktop.store.database import open_store
    from greenplan_desktop.store.snapshot import plan_snapshot

    period = Period.parse(PERIOD)
    with tempfile.TemporaryDirectory() as place, open_store(Path(place) / "a.gpdb") as store:
        samples.load_register(store, places.sample_unit_registers())
        plan_id = intake.import_plan(
            store, intake.read_plan(store, places.sample_plan_file()), sample=True
        ).made[0]
        review = finish(returns.review(store, plan_id, period, [folder / "sample-returns" / PERIOD]))
        returns.apply(store, plan_id, period, review)
        whole = plan_snapshot(store, plan_id)
    path = folder / "sample-progress.json"
    content = {"quarters": [_quarter(one, whole) for one in story.QUARTERS]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _quarter(quarter: story.Quarter, whole: Any) -> dict[str, Any]:
    """A quarter's reports, the story's own before those of its sample returns, and its target values."""
    told = [_told(said) for said in quarter.reports]
    known = {(report["task"], report["unit"]) for report in told}
    applied = _applied(whole) if quarter.period == PERIOD else []
    reports = told + [report for report in applied if (report["task"], report["unit"]) not in known]
    reports.sort(key=lambda r: (r["task"], r["unit"]))
    values = [value._asdict() for value in quarter.values]
    return {
        "period": quarter.period,
        "deadline": quarter.deadline,
        "received": quarter.received,
        "late": dict(quarter.late),
        "reports": reports,
        "values": values,
    }


def _told(said: story.Said) -> dict[str, Any]:
    found = said._asdict()
    found["percent_tenths"] = found.pop("percent") * 10
    return {key: value for key, value in found.items() if value != ""}


def _applied(whole: Any) -> list[dict[str, Any]]:
    """What the sample returns came to once they were applied."""
    codes, names = {t.id: t.code for t in whole.tasks}, {u.id: u.short_name for u in whole.units}
    fields = ("status", "percent_tenths", "achievement", "problems", "next_steps", "remarks")
    return [
        {
            "task": codes[r.task_id],
            "unit": names[r.unit_id],
            **{f: getattr(r, f) for f in fields if getattr(r, f) not in ("", None)},
        }
        for r in whole.reports
    ]


def write_plan(source: Path, target: Path) -> Path:
    """The plan's text as a document: title and headings in the fonts an office would use, one paragraph a line."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document: Any = docx.Document()
    _a4(document.sections[0])
    for index, text in enumerate(source.read_text(encoding="utf-8").splitlines()):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        font, size, place = _look(index, text)
        _east_asian(run, font, size)
        if place == "indent":
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH[place]
    document.core_properties.author = "重庆市云岭区人民政府"
    document.core_properties.title = PLAN
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(frozen(buffer.getvalue()))
    return target


def _a4(section: Any) -> None:
    """Page and margins of an official document (mm)."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _look(index: int, text: str) -> tuple[str, int, str]:
    """Font, size in points and place (`CENTER`, `RIGHT`, `LEFT` or `indent`), by what the line is."""
    if re.match(r"[一二三四]、", text):
        return "黑体", 16, "indent"
    if re.match(r"（[一二三四五六]）.{2,20}$", text):
        return "楷体", 16, "indent"
    if index < 3 or text == PLAN:
        return "方正小标宋简体", 22, "CENTER"
    if text.startswith(("重庆市云岭区人民政府", "2023年2月")):
        return "仿宋", 16, "RIGHT"
    if text.startswith(("云岭府发", "（2023")):
        return "仿宋", 16, "CENTER"
    return "仿宋", 16, "LEFT" if text.startswith("各镇人民政府、") else "indent"


def _east_asian(run: Any, font: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name = font
    run.font.size = Pt(size)
    run.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def write_workbook(target: Path, build: Build) -> Path:
    """One sample return, built on the first sheet of a new workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "进展情况"
    build(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    target.write_bytes(frozen(buffer.getvalue()))
    return target


def write_csv(target: Path, lines: Sequence[words.Line]) -> Path:
    """A return saved as .csv by an office program on a Chinese Windows: GB18030, CR LF."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\r\n")
    rows.writerow(HEAD)
    rows.writerows(_cells(line) for line in lines)
    target.write_bytes(buffer.getvalue().encode("gb18030"))
    return target


def frozen(content: bytes) -> bytes:
    """The same package with one fixed time in its entries and its properties, so that its bytes repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "docProps/core.xml":
                body = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + _STAMP.encode(), body
                )
            info = zipfile.ZipInfo(entry.filename, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, body)
    return out.getvalue()


def _cells(line: words.Line) -> Row:
    return [
        line.number,
        line.title,
        line.status,
        line.percent,
        line.achievement,
        line.problems,
        line.next_steps,
        line.remarks,
    ]


def _dress(sheet: Any, first: int, widths: Sequence[int] = WIDTHS) -> None:
    """Borders and wrapping from row `first` on, widths in characters."""
    from openpyxl.styles import Alignment, Border, Side

    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=first):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(65 + index)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _titled(sheet: Any, title: str, columns: int = len(HEAD)) -> None:
    """A title across the table in the first row."""
    from openpyxl.styles import Alignment, Font

    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["A1"].alignment = Alignment(horizontal="center")


def _signed(sheet: Any) -> None:
    """The sign-off lines of a careful office."""
    sheet.append(
        [
            "填报人：陈小满",
            None,
            "审核人：周立",
            None,
            "联系电话：023-00000000",
            None,
            "填报日期：2023年7月3日",
        ]
    )


def clean(unit: str, lines: Sequence[words.Line]) -> Build:
    """A return as it should be: title, 填报单位, one head row, text numbers, sign-off."""

    def build(sheet: Any) -> None:
        _titled(sheet, f"{PLAN}2023年第二季度进展情况")
        sheet.append([f"填报单位：{unit}（盖章）"])
        sheet.append(HEAD)
        for line in lines:
            sheet.append(_cells(line))
        _dress(sheet, 3)
        _signed(sheet)

    return build


def head_first(lines: Sequence[words.Line]) -> Build:
    """Nothing but the table: the head stands in row 1, the unit in the file's name alone."""

    def build(sheet: Any) -> None:
        sheet.append(HEAD)
        for line in lines:
            sheet.append(_cells(line))
        _dress(sheet, 1)

    return build


def two_row_head(sheet: Any) -> None:
    """The head takes two rows, the report's columns under a common heading."""
    _titled(sheet, "2023年二季度重点任务推进情况填报表")
    sheet.append(["填报单位", "高新区管委会"])
    sheet.append(["序号", "任务名称", "推进情况", None, "工作进展及问题", None, None, "备注"])
    sheet.append([None, None, "状态", "完成进度", "最新进展", "困难问题", "下步措施", None])
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:G3", "H3:H4"):
        sheet.merge_cells(area)
    for line in words.PARK:
        sheet.append(_cells(line))
    _dress(sheet, 3)
    _signed(sheet)


def renamed_columns(sheet: Any) -> None:
    """Another office's words for the same columns, and two columns nobody asked for."""
    sheet.append(["报送单位：云岭区生态环境局"])
    sheet.append(
        [
            "任务编号",
            "任务事项",
            "牵头部门",
            "进展状态",
            "完成百分比",
            "完成进展（截至6月底）",
            "问题及困难",
            "下步计划",
            "说明",
            "联系人",
        ]
    )
    for line in words.ENVIRONMENT:
        cells = _cells(line)
        sheet.append([*cells[:2], "见方案", *cells[2:], "何芸"])
    _dress(sheet, 2, (9, 24, 12, 12, 10, 46, 28, 30, 12, 10))


def merged_rows(sheet: Any) -> None:
    """One task's number and title span two rows, its progress is told in both."""
    clean("区水利局", words.WATER)(sheet)
    last = words.WATER[-1]
    row = 3 + len(words.WATER)
    sheet.insert_rows(row + 1)
    sheet.cell(row + 1, 5, "清理河道漂浮物32吨，完成岸线复绿1.4公里。")
    sheet.cell(row + 1, 7, "组织河长制半年考核。")
    for column in "ABCD":
        sheet.merge_cells(f"{column}{row}:{column}{row + 1}")
    if sheet.cell(row, 1).value != last.number:
        raise ValueError("the merged row is not the last task's")


def percent_notations(sheet: Any) -> None:
    """Percents as people type them: a formatted fraction, a text, about, in words, a formatted one."""
    clean("区农业农村委", words.FARMING)(sheet)
    for row in range(4, 4 + len(words.FARMING)):
        if isinstance(sheet.cell(row, 4).value, int | float):
            sheet.cell(row, 4).number_format = "0%"


def hidden_and_total(sheet: Any) -> None:
    """A row hidden by hand is a report like the others; a totals row is none."""
    clean("云岭区林业局", words.FOREST)(sheet)
    total = 4 + len(words.FOREST)
    sheet.insert_rows(total)
    sheet.cell(total, 1, "合计")
    sheet.cell(total, 2, f"{len(words.FOREST)}项")
    sheet.row_dimensions[4].hidden = True


def wrong_period(sheet: Any) -> None:
    """The title names the quarter before: the file has to wait for a look."""
    clean("区交通局", words.TRANSPORT)(sheet)
    sheet["A1"] = f"{PLAN}2023年第一季度进展情况"


def duplicate_row(sheet: Any) -> None:
    """The same task twice, with two different figures."""
    first = words.COMMERCE[0]
    again = words.Line(first.number, first.title, first.status, 50, "新增绿色餐饮示范店3家，累计15家。")
    clean("区商务委", (*words.COMMERCE, again))(sheet)


RETURNS: dict[str, Build] = {
    "区发展改革委2023年二季度进展.xlsx": clean("区发展改革委", words.DEVELOPMENT),
    "二季度进展情况报送（定稿）.xlsx": clean("区经信委", words.ECONOMY),
    "高新区管委会2023年二季度.xlsx": two_row_head,
    "区生态环境局报送表.xlsx": renamed_columns,
    "区水利局二季度进展.xlsx": merged_rows,
    "区农业农村委2023年第二季度.xlsx": percent_notations,
    "林业局进展.xlsx": hidden_and_total,
    "区交通局重点任务进展.xlsx": wrong_period,
    "区商务委2023年二季度进展.xlsx": duplicate_row,
    "国网云岭供电公司进展情况.xlsx": clean("国网云岭供电公司", words.GRID),
    f"{DISTRICT}科技局2023年二季度进展.xlsx": head_first(words.SCIENCE),
}


if __name__ == "__main__":
    for path in main(*(Path(argument) for argument in sys.argv[1:2])):
        print(path)
