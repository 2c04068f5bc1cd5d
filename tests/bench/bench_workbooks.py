"""Reading 60 forms of 200 rows against python-calamine alone and pandas with openpyxl, as ratios.

Run with `.venv/bin/python tests/bench/bench_workbooks.py [FILES [ROWS]]`; reading alone, without review.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from greenplan_desktop.workbooks.gather import Candidate
from greenplan_desktop.workbooks.reader import WorkbookReader

HEAD = [
    "序号",
    "重点任务",
    "主要内容",
    "牵头单位",
    "责任单位",
    "完成情况",
    "完成比例",
    "进展情况",
    "存在问题",
    "下一步打算",
    "备注",
]
CHARS = "推动加快建设发展绿色产业园区项目企业技术改造平台示范应用体系能力服务管理治理工程"
LENGTHS = (0, 18, 70, 6, 20, 0, 0, 90, 30, 40, 0)
ROUNDS = 3


def form(chance: random.Random, rows: int) -> bytes:
    """A filled form with borders, wrapped texts and a hidden sheet of row keys."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["2023年二季度进展情况填报表"])
    sheet.append(["填报单位：区科技局"])
    sheet.append(HEAD)
    for number in range(1, rows + 1):
        texts: list[Any] = ["".join(chance.choices(CHARS, k=length)) or None for length in LENGTHS]
        texts[0], texts[5], texts[6] = str(number), "正常推进", chance.randrange(101)
        sheet.append(texts)
    side = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_col=len(HEAD)):
        for cell in row:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.alignment = Alignment(wrap_text=True)
            cell.font = Font(name="宋体", size=10.5)
    hidden = book.create_sheet("greenplan")
    hidden.sheet_state = "hidden"
    for number in range(rows):
        hidden.append([number, str(number), f"{chance.getrandbits(128):032x}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ours(contents: list[bytes], workers: int) -> None:
    """All files through the reader, from its start to its end."""
    files = [Candidate(f"{n}.xlsx", lambda c=content: c) for n, content in enumerate(contents)]  # type: ignore[misc]
    with WorkbookReader(workers) as reader:
        assert all(file.workbook for file in reader.read_many(files))


def calamine(contents: list[bytes]) -> None:
    from python_calamine import CalamineWorkbook

    for content in contents:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def pandas(contents: list[bytes]) -> None:
    import pandas as pd

    for content in contents:
        pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl")


def best(work: Callable[[], None], rounds: int = ROUNDS) -> float:
    """The shortest of some runs in seconds."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    files, rows = (
        (int(a) for a in [*sys.argv[1:], "60", "200"][:2]) if len(sys.argv) < 3 else map(int, sys.argv[1:3])
    )
    contents = [form(random.Random(seed), rows) for seed in range(files)]
    cores = os.cpu_count() or 1
    base = best(lambda: calamine(contents))
    one = best(lambda: ours(contents, 1))
    many = best(lambda: ours(contents, cores))
    slow = best(lambda: pandas(contents), 1)
    print(f"{files} forms of {rows} rows: calamine alone {base:.2f} s, pandas with openpyxl {slow:.2f} s")
    print(
        f"one process {one:.2f} s: {one / base:.2f} times calamine (bar 4), {slow / one:.1f} times faster than pandas (bar 2)"
    )
    print(f"{cores} processes {many:.2f} s: {many / base:.2f} times calamine (bar 2)")


if __name__ == "__main__":
    main()
