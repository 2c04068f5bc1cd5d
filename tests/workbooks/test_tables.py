"""A plain table written and read back: texts stay texts."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from greenplan_desktop.workbooks.tables import table_bytes


def test_texts_stay_texts_and_the_head_is_frozen() -> None:
    lines = [["序号", "内容"], ["1.10", "=1+1"], ["2", "第一行\n第二行"]]
    sheet = load_workbook(BytesIO(table_bytes("清单", lines))).active
    assert sheet is not None
    assert [[c.value for c in row] for row in sheet.iter_rows()] == lines
    assert sheet.cell(2, 2).data_type == "s"
    assert sheet.freeze_panes == "A2"
