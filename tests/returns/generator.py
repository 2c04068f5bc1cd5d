"""Random bent returns with what they mean: layouts, names, notations and furniture mixed by a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter

from greenplan_desktop.returns.headers import NAMES

from .bending import fill
from .plans import TITLES

UNIT_NAMES = ("区科技局", "云岭区科技局", "云岭区科学技术局", "重庆市云岭区科技局")
STATUS_WORDS = {
    "not_started": ("未启动", "尚未启动", "未开展"),
    "on_track": ("正常推进", "推进中", "达到序时进度", "按计划推进 "),
    "delayed": ("滞后", "推进缓慢", "逾期。"),
    "completed": ("已完成", "办结", "√", "销号"),
}
TEXTS = (
    "完成场地平整，投资2.3亿元。",
    "1.开工两处；\n2.完工一处。",
    "无",
    "引进企业3家，产能达到12万吨",
    "　　召开调度会2次　",
    "２家企业投产",
)
HEADINGS = ("（一）培育新产业", "二、改造老产业", "第三章 保障")
FURNITURE = (
    ["合计", None, "共9项"],
    [None, "小计", None, None, "3项"],
    ["注：1.按年度目标计算。"],
    ["填报人：王五", None, None, "审核人：赵六", "联系电话：023-1"],
)
UNREAD = ("联系人", "完成时限", "主要内容", "目标任务", "上季度进展情况", "一季度完成情况")


@dataclass
class Made:
    """A workbook, its file name, and what its review has to say."""

    book: Book
    name: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


class Maker:
    """One workbook from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.book = Book()
        self.sheet = self.book.active
        self.made = Made(self.book, "")
        self.style = self.pick(("above", "below", "whole", "fraction", "percent", "mixed"))

    def pick(self, items):
        return self.random.choice(list(items))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def make(self) -> Made:
        self._choose_columns()
        top = self._top_rows()
        row = self._header(top)
        codes = self.random.sample([c for c in TITLES if c != "12"], self.random.randint(2, 9))
        self.own = not self.has_number or self.chance(0.2)
        plain = [str(i) for i in range(1, len(codes) + 1)]
        self.own = (
            self.own
            and self.has_number
            and sum(a != b for a, b in zip(codes, plain, strict=True) if a != b) >= 2
        )
        if self.own and sum(a != b for a, b in zip(codes, plain, strict=True) if b in TITLES) < 2:
            self.own = False
        if self.own:
            self.made.notes.add("own_numbering")
        for i, code in enumerate(codes, start=1):
            row = self._maybe_furniture(row)
            row = self._task(row, code, str(i) if self.own else code)
        self._foot(row)
        self._hide()
        self.made.name = (
            f"{self.pick(UNIT_NAMES)}2023年二季度.xlsx"
            if not self.named_in_cell or self.chance(0.5)
            else "进展情况.xlsx"
        )
        return self.made

    def _choose_columns(self) -> None:
        self.has_number = self.chance(0.85)
        families = ["number"] if self.has_number else []
        families += ["title"]
        families += [f for f in ("lead", "responsible") if self.chance(0.4)]
        reports = ["status", "percent", "achievement", "problems", "next_steps", "remarks"]
        families += [f for f in reports if self.chance(0.8)] or ["achievement"]
        if "achievement" not in families:
            families.append("achievement")
        if self.chance(0.25):
            self.random.shuffle(families)
        self.heads = [(f, self._head(f)) for f in families]
        for name in self.random.sample(UNREAD, self.random.randint(0, 2)):
            self.heads.insert(self.random.randint(2, len(self.heads)), (None, name))
            self.made.notes.add(f"unread_column:{name}")
        self.column = {f: i for i, (f, _) in enumerate(self.heads, start=1) if f}

    def _head(self, family: str) -> str:
        names = [n for n in NAMES[family] if n not in ("事项", "评价", "说明")]
        name = self.pick(names)
        if family in ("number", "title", "lead", "responsible"):
            return self.pick((name, " ".join(name)))
        return self.pick(
            (name, f"2023年第二季度{name}", f"{name}\n（截至6月底）", f"二季度{name}", " ".join(name))
        )

    def _top_rows(self) -> int:
        row = 1
        self.named_in_cell = False
        if self.chance(0.7):
            title = self.pick(
                (
                    "2023年第二季度重点任务进展情况表",
                    "重点任务进展情况填报表",
                    "云岭区2023年二季度工作推进情况",
                )
            )
            self._write(row, [title])
            if self.chance(0.7):
                self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(self.heads))
            row += 1
        if self.chance(0.6):
            self.named_in_cell = True
            name = self.pick(UNIT_NAMES)
            self._write(
                row,
                self.pick(
                    (
                        [f"填报单位：{name}（盖章）", None, "填报时间：2023年7月3日"],
                        ["填报单位", name],
                        [f"报送单位（公章）：{name}"],
                    )
                ),
            )
            row += 1
        if self.chance(0.3):
            row += 1
        return row

    def _header(self, row: int) -> int:
        if self.chance(0.3):
            return self._two_row_header(row)
        self._write(row, [head for _, head in self.heads])
        return row + 1

    def _two_row_header(self, row: int) -> int:
        reports = [
            i
            for i, (f, _) in enumerate(self.heads, start=1)
            if f in ("achievement", "problems", "next_steps")
        ]
        run = [c for c in reports if all(x in reports for x in range(min(reports), c + 1))]
        for c, (_, head) in enumerate(self.heads, start=1):
            if c in run and len(run) > 1:
                self.sheet.cell(row + 1, c).value = head
            else:
                self.sheet.cell(row, c).value = head
                self.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=c, end_column=c)
        if len(run) > 1:
            self.sheet.cell(row, run[0]).value = self.pick(("2023年第二季度工作", "工作情况", "二季度"))
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=run[0], end_column=run[-1])
        return row + 2

    def _write(self, row: int, cells: list) -> None:
        fill(self.sheet, [cells], row)

    def _maybe_furniture(self, row: int) -> int:
        if self.chance(0.12):
            self._write(row, [self.pick(HEADINGS)])
            if self.chance(0.5):
                self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(self.heads))
            self.made.skipped[row] = "not_a_task_row"
            row += 1
        if self.chance(0.06):
            names = [name for _, name in self.heads]
            if self.sheet.merged_cells.ranges or len(names) < 3:
                return row
            self._write(row, names)
            self.made.skipped[row] = "not_a_task_row"
            row += 1
        return row + 1 if self.chance(0.05) else row

    def _task(self, row: int, code: str, number: str) -> int:
        self.made.named.add(code)
        cells: dict[int, Any] = {}
        if self.has_number:
            cells[self.column["number"]] = self._number(number)
        title = TITLES[code]
        cells[self.column["title"]] = self.pick((title, title, f"{title}。", f" {title}", f"{code}.{title}"))
        for family in ("lead", "responsible"):
            if family in self.column:
                cells[self.column[family]] = "区教委"
        for i, (family, _) in enumerate(self.heads, start=1):
            if family is None and self.chance(0.7):
                cells[i] = "别的内容"
        if self.chance(0.12):
            self._put(row, cells)
            self.made.skipped[row] = "no_report"
            return row + 1
        return self._report(row, code, cells)

    def _number(self, number: str) -> Any:
        if number.isdigit():
            return self.pick((int(number), number, f"{number}."))
        return self.pick((number, float(number)))

    def _report(self, row: int, code: str, cells: dict[int, Any]) -> int:
        want: dict[str, Any] = {
            "row": row,
            "task": code,
            "status": None,
            "percent": None,
            "achievement": "",
            "problems": "",
            "next_steps": "",
            "remarks": "",
            "flags": [],
        }
        for name in ("achievement", "problems", "next_steps", "remarks"):
            if name in self.column and self.chance(0.8 if name != "remarks" else 0.2):
                cells[self.column[name]] = text = self.pick(TEXTS)
                want[name] = text.rstrip()
        if "percent" in self.column and self.chance(0.85):
            cells[self.column["percent"]], want["percent"] = self._percent()
        if "status" in self.column and self.chance(0.85):
            status = self.pick(STATUS_WORDS)
            cells[self.column["status"]] = self.pick(STATUS_WORDS[status])
            want["status"] = status
        elif want["percent"] is not None:
            want["status"] = (
                "not_started"
                if want["percent"] == 0
                else "completed"
                if want["percent"] == 100
                else "on_track"
            )
        if (
            want["status"]
            and want["percent"] is not None
            and (want["status"] == "completed") != (want["percent"] == 100)
        ):
            want["flags"] = ["status_percent_conflict"]
        self._put(row, cells)
        if not any(
            self.column[f] in cells
            for f in ("status", "percent", "achievement", "problems", "next_steps", "remarks")
            if f in self.column
        ):
            self.made.skipped[row] = "no_report"
            return row + 1
        self.made.rows.append(want)
        return self._merged(row, want) if self.chance(0.15) and want["achievement"] else row + 1

    def _merged(self, row: int, want: dict[str, Any]) -> int:
        """Two more rows of the same task, number and title merged."""
        for extra in (1, 2):
            self.sheet.cell(row + extra, self.column["achievement"]).value = f"续{extra}"
            want["achievement"] += f"\n续{extra}"
        for family in ("number", "title"):
            if family in self.column:
                c = get_column_letter(self.column[family])
                self.sheet.merge_cells(f"{c}{row}:{c}{row + 2}")
        return row + 3

    def _percent(self) -> tuple[Any, float]:
        from .bending import Percent

        tens = self.random.choice([0, 5, 20, 33, 45, 60, 75, 80, 90, 100])
        style = self.style if self.style != "mixed" else self.pick(("above", "percent", "whole"))
        if style == "fraction":
            return tens / 100, float(tens)
        if style == "percent":
            return Percent(tens / 100), float(tens)
        if style == "below":
            return self.pick((f"{tens}%", f"{tens}％", f"约{tens}%")), float(tens)
        return (tens, float(tens)) if tens != 0 else (0, 0.0)

    def _put(self, row: int, cells: dict[int, Any]) -> None:
        self._write(row, [cells.get(c) for c in range(1, len(self.heads) + 1)])

    def _foot(self, row: int) -> None:
        for line in self.random.sample(FURNITURE, self.random.randint(0, 3)):
            if line[0] is None and not self.has_number:
                continue
            self._write(row, line)
            self.made.skipped[row] = "not_a_task_row"
            row += 1

    def _hide(self) -> None:
        if self.chance(0.2):
            rows = sorted({r["row"] for r in self.made.rows} | set(self.made.skipped))
            hidden = self.random.sample(rows, min(2, len(rows)))
            for row in hidden:
                self.sheet.row_dimensions[row].hidden = True
            self.made.notes.add(f"hidden_rows:{len(hidden)}")
