"""A task list in a spreadsheet is a plan: its shown sheets, merged cells and the lines above the head."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from greenplan_desktop.documents.formats import load_content
from greenplan_desktop.documents.read import read_loaded, read_plan
from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    ("序号", "重点任务", "工作措施", "牵头单位", "责任单位", "完成时限"),
    ("一、夯实产业", None, None, None, None, None),
    (1, "培育龙头企业", "新增规上企业20家。", "区经信局", "区发改委\n区商务局", "2025年底前"),
    (None, None, "建设公共平台。", "区科技局", "区财政局", "全年"),
    (2, "优化服务", "落实惠企政策。", "区政务局", "各镇街", "持续推进"),
)


def workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append(["附件1"])
    sheet.append(["北岭区2025年重点任务清单"])
    for row in ROWS:
        sheet.append(row)
    sheet.append(["注：按季度报送进展。"])
    sheet.merge_cells("A2:F2")
    sheet.merge_cells("A4:F4")
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    sheet.row_dimensions[7].hidden = True
    hidden = book.create_sheet("底稿")
    hidden.append(["序号", "任务", "责任单位"])
    hidden.append([9, "不该读到", "某局"])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_lists_below_one_another_on_a_sheet_keep_their_own_heads() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (
        ("主要指标表",),
        ("序号", "目标任务", "责任单位"),
        (1, "工业投资增长8%", "县工信局"),
        ("附件2",),
        ("重点工作任务表",),
        ("序号", "重点工作", "牵头单位"),
        ("一、工业",),
        (1, "建设园区", "县工信局"),
    ):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_loaded(load_content(buffer.getvalue(), "清单.xlsx")).tasks
    assert [(task.title, task.lead_units, task.responsible_units) for task in found] == [
        ("工业投资增长8%", (), ("县工信局",)),
        ("建设园区", ("县工信局",), ()),
    ]
    assert found[1].path == ("重点工作任务表", "一、工业")


def test_a_csv_is_a_sheet() -> None:
    content = '序号,重点工作,牵头单位\n1,建设园区,"县工信局、县科技局"\n'.encode("gb18030")
    found = read_loaded(load_content(content, "清单.csv")).tasks
    assert [(t.title, t.lead_units) for t in found] == [("建设园区", ("县工信局", "县科技局"))]


def test_a_workbook_is_read_as_a_plan() -> None:
    plan = read_loaded(load_content(workbook(), "清单.xlsx"))
    assert (plan.title, plan.period) == ("北岭区2025年重点任务清单", (2025, 2025))
    assert [(t.code, t.title, t.lead_units, t.responsible_units) for t in plan.tasks] == [
        ("1.1", "新增规上企业20家", ("区经信局",), ("区发改委", "区商务局")),
        ("1.2", "建设公共平台", ("区科技局",), ("区财政局",)),
        ("2", "优化服务", ("区政务局",), ("各镇街",)),
    ]
    assert [t.due and t.due.date for t in plan.tasks] == ["2025-12-31", "2025-12-31", None]
    assert plan.tasks[0].path == ("一、夯实产业", "1.培育龙头企业")
    assert any("底稿" in note for note in plan.notes)
    assert any("隐藏行" in note for note in plan.notes)


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_other_spreadsheet_formats(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"清单{suffix}"
    if suffix == ".xls":
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("清单")
        for r, row in enumerate(ROWS):
            for c, value in enumerate(row):
                if value is not None:
                    sheet.write(r, c, value)
        book.save(str(path))
    else:
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        document = OpenDocumentSpreadsheet()
        table = Table(name="清单")
        for row in ROWS:
            line = TableRow()
            for value in row:
                cell = TableCell()
                for part in str(value or "").split("\n"):
                    cell.addElement(P(text=part))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
        document.save(str(path))
    plan = read_plan(path)
    assert (plan.title, plan.period) == ("清单", None)
    assert [t.code for t in plan.tasks] == ["1.1", "1.2", "2"]
    assert plan.tasks[0].responsible_units == ("区发改委", "区商务局")


def test_a_workbook_without_a_task_list_holds_no_tasks() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("姓名", "电话", "地址"), ("吴某", 123, "北岭"), ("郑某", 456, "南坪")):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    plan = read_loaded(load_content(buffer.getvalue(), "通讯录.xlsx"))
    assert plan.tasks == ()
    assert [doubt.code for doubt in plan.doubts] == ["no_tasks"]


def test_a_broken_workbook_is_refused_in_a_sentence() -> None:
    content = workbook()
    with pytest.raises(InputError, match=r"^“清单\.xlsx”[^。]+。$"):
        load_content(content[:2000] + b"\0" * 500 + content[2600:], "清单.xlsx")
