"""Bent workbooks written in a line or two, and their review as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook as Book

from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.returns.as_json import review_json
from greenplan_desktop.returns.review import Review, review_files

from .loading import as_read_file, from_openpyxl
from .plans import PLACES, small

Q2 = Period.parse("2023Q2")
HEAD = ["序号", "重点任务", "完成情况", "完成比例", "进展情况", "存在问题", "下一步打算", "备注"]


class Percent(float):
    """A number in a cell formatted as a percentage."""


class Shown(float):
    """A number in a cell formatted with two decimals (1.10)."""


def fill(ws, rows, top: int = 1) -> None:
    """Write rows of cells from a row on; None leaves a cell unused."""
    for r, row in enumerate(rows, start=top):
        for c, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = ws.cell(r, c)
            if isinstance(value, str) and value.startswith("#"):
                cell.value, cell.data_type = value, "e"
                continue
            cell.value = float(value) if isinstance(value, (Percent, Shown)) else value
            if isinstance(value, Percent):
                cell.number_format = "0%"
            elif isinstance(value, Shown):
                cell.number_format = "0.00"
            elif isinstance(value, date):
                cell.number_format = "yyyy年m月d日"


def book(*sheets, **named) -> Book:
    """A workbook of sheets given as rows, or as name=(rows, merges)."""
    wb = Book()
    wb.remove(wb.active)
    for i, rows in enumerate(sheets, start=1):
        fill(wb.create_sheet(f"Sheet{i}"), rows)
    for name, (rows, merges) in named.items():
        ws = wb.create_sheet(name)
        fill(ws, rows)
        for area in merges:
            ws.merge_cells(area)
    return wb


def read(wb: Book, name: str = "区科技局.xlsx"):
    return as_read_file(name, from_openpyxl(wb))


def review(*files, snapshot=None, period: Period = Q2, **more) -> Review:
    return finish(review_files(files, snapshot or small(), period, PLACES, **more))


def one(wb: Book, name: str = "区科技局.xlsx", **more) -> dict[str, Any]:
    """The review of one workbook as JSON."""
    return review_json(review(read(wb, name), **more))["files"][0]


def table(*rows, head=None, name: str = "区科技局.xlsx", merges=(), **more) -> dict[str, Any]:
    """The review of one sheet: a header and rows."""
    return one(book(表=([head or HEAD, *rows], merges)), name, **more)


def brief(result: dict[str, Any]) -> list[tuple]:
    """Row, task and flags of each report."""
    return [(r["row"], r["task"], r["flags"]) for r in result["rows"]]


def skipped(result: dict[str, Any]) -> dict[int, str]:
    return {s["row"]: s["reason"] for s in result["skipped_rows"]}
