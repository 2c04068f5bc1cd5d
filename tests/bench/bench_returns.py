"""60 forms of 200 rows: reading with review against python-calamine alone and pandas, as ratios.

Run with `.venv/bin/python tests/bench/bench_returns.py [FILES [ROWS]]`.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.model.records import Assignment, Unit
from greenplan_desktop.returns.form import form_bytes, plan_form
from greenplan_desktop.returns.formbook import FIRST_ROW
from greenplan_desktop.returns.headers import FORM_HEADINGS
from greenplan_desktop.returns.review import review_files
from greenplan_desktop.workbooks.reader import WorkbookReader
from tests.returns.plans import small, task

CHARS = "推动加快建设发展绿色产业园区项目企业技术改造平台示范应用体系能力服务管理治理工程"
PERIOD = Period.parse("2023Q2")
COLUMN = {key: i for i, key in enumerate(FORM_HEADINGS, start=1)}


def words(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(CHARS) for _ in range(length))


def made(files: int, rows: int):
    """A plan and its filled forms, each of another unit."""
    import openpyxl

    chance = random.Random(1)
    tasks = tuple(task(i, str(i), words(chance, 12) + str(i)) for i in range(1, rows + 1))
    units = tuple(Unit(i, f"u{i}", "", f"第{i}镇", "town", i) for i in range(1, files + 1))
    pairs = [(t.id, u.id) for u in units for t in tasks]
    assignments = tuple(Assignment(i, t, u, "responsible", i) for i, (t, u) in enumerate(pairs, start=1))
    snapshot = small(tasks=tasks, units=units, assignments=assignments)
    contents = []
    for unit in units:
        book = openpyxl.load_workbook(io.BytesIO(form_bytes(plan_form(snapshot, PERIOD, unit))))
        sheet = book.worksheets[0]
        for row in range(FIRST_ROW, FIRST_ROW + rows):
            sheet.cell(row, COLUMN["status"]).value = "正常推进"
            sheet.cell(row, COLUMN["percent"]).value = chance.randrange(1, 99)
            sheet.cell(row, COLUMN["achievement"]).value = words(chance, 80)
            sheet.cell(row, COLUMN["problems"]).value = words(chance, 30)
            sheet.cell(row, COLUMN["next_steps"]).value = words(chance, 30)
        out = io.BytesIO()
        book.save(out)
        contents.append((f"{unit.short_name}.xlsx", out.getvalue()))
    return snapshot, contents


def ours(snapshot, contents, workers: int) -> float:
    from greenplan_desktop.workbooks.gather import Candidate

    files = [Candidate(name, lambda c=content: c) for name, content in contents]
    start = time.perf_counter()
    with WorkbookReader(workers) as reader:
        review = finish(review_files(reader.read_many(files), snapshot, PERIOD))
    assert all(file.outcome == "ready" for file in review.files)
    return time.perf_counter() - start


def calamine(contents) -> float:
    from python_calamine import CalamineWorkbook

    start = time.perf_counter()
    for _, content in contents:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    return time.perf_counter() - start


def pandas(contents) -> float:
    import pandas as pd

    start = time.perf_counter()
    for _, content in contents:
        pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl")
    return time.perf_counter() - start


def main() -> None:
    files, rows = (
        (int(a) for a in [*sys.argv[1:], "60", "200"][:2]) if len(sys.argv) < 3 else map(int, sys.argv[1:3])
    )
    snapshot, contents = made(files, rows)
    cores = os.cpu_count() or 1
    base = min(calamine(contents) for _ in range(3))
    one = min(ours(snapshot, contents, 1) for _ in range(3))
    many = min(ours(snapshot, contents, cores) for _ in range(3))
    slow = pandas(contents)
    print(
        f"{files} forms of {rows} rows: calamine {base:.2f} s, one process {one:.2f} s, {cores} processes {many:.2f} s, pandas {slow:.2f} s"
    )
    print(
        f"against calamine: one process {one / base:.2f} (bar 4), {cores} processes {many / base:.2f} (bar 2)"
    )
    print(f"against pandas: {slow / one:.2f} times faster (bar 2)")


if __name__ == "__main__":
    main()
