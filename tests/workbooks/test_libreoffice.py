"""The same sheet saved by LibreOffice as .xls, .ods and .xlsx shows the same cells."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from greenplan_desktop.workbooks.cells import Cell, Sheet

from .made import read

VALUES: tuple[tuple[str, object, str], ...] = (
    ("0%", 0.8, "80%"),
    ("0.0%", 0.805, "80.5%"),
    ("0.00", 1.1, "1.10"),
    ("General", 60, "60"),
    ("General", 0.1 + 0.2, "0.3"),
    ("#,##0.00", 12345.678, "12,345.68"),
    ("@", "1.10", "1.10"),
    ('yyyy"年"m"月"d"日"', dt.date(2023, 6, 30), "2023年6月30日"),
    ("yyyy-mm-dd", dt.date(2023, 6, 30), "2023-06-30"),
    ("yyyy-mm-dd hh:mm", dt.datetime(2023, 6, 30, 15, 4), "2023-06-30 15:04"),
    ("[$-804]aaaa", dt.date(2023, 6, 30), "星期五"),
    ('0"个"', 5, "5个"),
    ("General", "一\n二", "一\n二"),
    ("General", "  前后  ", "  前后  "),
    ("General", "１２ａ & <b>", "１２ａ & <b>"),
    ("0%", "=4/5", "80%"),
    ("General", "=1/0", "#DIV/0!"),
)


def sample(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row, (code, value, _) in enumerate(VALUES, start=1):
        cell = sheet.cell(row, 2)
        cell.value, cell.number_format = value, code
    sheet.merge_cells("D1:E3")
    sheet["D1"] = "并"
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("greenplan").sheet_state = "hidden"
    book.save(path)


@pytest.fixture(scope="module")
def saved_as(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    sample(folder / "甲.xlsx")
    found = {}
    for ending in ("xls", "ods", "xlsx"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [
                office,
                profile,
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                folder / "out",
                folder / "甲.xlsx",
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
        found[ending] = (folder / "out" / f"甲.{ending}").read_bytes()
    return found


@pytest.mark.real
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_cells_are_the_same(saved_as: dict[str, bytes], ending: str) -> None:
    workbook = read(saved_as[ending], f"甲.{ending}")
    assert (workbook.format, [s.hidden for s in workbook.sheets]) == (ending, [False, True])
    sheet: Sheet = workbook.sheets[0]
    shown = {row: sheet.cells.get((row, 2), Cell("text", "")) for row in range(1, len(VALUES) + 1)}
    assert {row: cell.text for row, cell in shown.items()} == {
        row: text for row, (_, _, text) in enumerate(VALUES, start=1)
    }
    assert [row for row, cell in shown.items() if cell.percent_format] == [1, 2, 16]
    assert shown[16].number == pytest.approx(0.8)
    assert shown[17].kind == "error"
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({5}, {4})
    assert [(m.top, m.left, m.bottom, m.right) for m in sheet.merges] == [(1, 4, 3, 5)]
