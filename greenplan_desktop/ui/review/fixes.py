"""What can be done about a doubtful file or row: each fix is a few words and an act on the review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from greenplan_desktop.jobs import reviewing
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import Status
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.lookover.doubts import Remark
from greenplan_desktop.ui.pick_dialog import pick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from greenplan_desktop.returns.review import ColumnMapping, Review
    from greenplan_desktop.returns.verdicts import FileReview, RowKey
    from greenplan_desktop.ui.desk import Desk


class Fixes:
    """Holds the review of one import run and what was decided beside it; `shown` redraws the page."""

    def __init__(self, desk: Desk, parent: QWidget, shown: Callable[[], None]) -> None:
        self.desk = desk
        self.review: Review | None = None
        self.add_units: set[tuple[int, int]] = set()
        self.learnt: list[ColumnMapping] = []
        self.paths: dict[str, Path] = {}  # files that were named themselves, by name
        self._parent = parent
        self._shown = shown

    def start(self, review: Review | None) -> None:
        """Begin with another review, or none."""
        self.review, self.add_units, self.learnt = review, set(), []

    def decide(self, make: Callable[[Review], Review]) -> None:
        """Take a decision; an expected error is told."""
        if self.review is None:
            return
        try:
            self.review = make(self.review)
        except GreenplanError as error:
            self.desk.dialogs.fail(error.message)
            return
        self._shown()

    def remarks(self, file: FileReview, key: RowKey | None) -> list[Remark]:
        """What speaks against a file and one of its rows, with the fixes at hand."""
        review = self.review
        if review is None:
            return []
        found = [self._file_remark(r, file) for r in reviewing.remarks_of_file(file, review)]
        contested = reviewing.contested(file)
        if len(contested) > 1:
            whole = lambda: self.decide(lambda r: reviewing.take_file(r, file.index))  # noqa: E731
            words = f"有 {len(contested)} 项与本单位的另一个文件填写不同"
            found.append(Remark(words, None, (("全部采用这个文件", whole),)))
        row = next((r for r in file.rows if r.key == key), None)
        if row is not None:
            task = review.context.tasks.by_id.get(row.task_id) if row.task_id is not None else None
            name = f"第{task.code}项" if task else f"原表第{row.row}行"
            for remark in reviewing.remarks_of_row(row, review):
                fixes = self._row_fixes(remark.code, remark.fix, row.key)
                found.append(Remark(f"{name}：{remark.sentence}", None, tuple(fixes)))
        for heading in reviewing.unread_columns(file):
            fix = partial(self._explain, file.index, heading)
            found.append(Remark(f"没有认出“{heading}”这一列", None, (("这一列是…", fix),)))
        return found

    def _file_remark(self, remark: object, file: FileReview) -> Remark:
        code: str = remark.code  # type: ignore[attr-defined]
        sentence: str = remark.sentence  # type: ignore[attr-defined]
        fixes: list[tuple[str, Callable[[], None]]] = []
        if remark.fix == "choose_unit":  # type: ignore[attr-defined]
            fixes += self._unit_fixes(file)
        elif remark.fix == "confirm":  # type: ignore[attr-defined]
            confirm = partial(reviewing.confirm_file, index=file.index, flag=code)
            words = "按本期入库" if code == "period_mismatch" else "按本计划入库"
            fixes.append((words, lambda: self.decide(confirm)))
        elif code == "no_table" and file.name in self.paths:
            plan = Place("lookover", extra=self.paths[file.name])
            fixes.append(("当作计划导入", lambda: self.desk.go(plan)))
        return Remark(sentence, None, tuple(fixes))

    def _unit_fixes(self, file: FileReview) -> list[tuple[str, Callable[[], None]]]:
        """The units that the file itself names, one click each, and any other."""
        review = self.review
        if review is None:
            return []
        named = reviewing.unit_offers(file, review)[: min(len(file.unit_offers), 3)]
        found = [(f"是{words}报的", partial(self._take_unit, file.index, unit)) for unit, words in named]
        return [*found, ("另选单位…" if found else "选定单位…", partial(self._choose_unit, file.index))]

    def _take_unit(self, index: int, unit: int) -> None:
        self.decide(lambda r: reviewing.choose_unit(r, index, unit))

    def _row_fixes(self, code: str, fix: str, key: RowKey) -> list[tuple[str, Callable[[], None]]]:
        review = self.review
        if review is None:
            return []
        row = review.row(key)
        fixes: list[tuple[str, Callable[[], None]]] = []
        if fix == "choose_task":
            for task_id, words in reviewing.offers(row, review)[: min(len(row.offers), 2)]:
                fixes.append((f"就是{words}", partial(self._take_task, key, task_id)))
            fixes.append(("另选任务…", partial(self._choose_task, key)))
        elif fix == "type_percent":
            fixes.append(("改为…", partial(self._type_percent, key)))
        elif fix == "choose_status":
            fixes += [(STATUS[s], partial(self._take_status, key, s)) for s in Status]
        elif fix == "take_this":
            fixes.append(("采用这一项", lambda: self.decide(lambda r: reviewing.take(r, key))))
        elif fix == "edit_text":
            fixes.append(("填写内容…", partial(self._edit_text, key)))
        elif fix == "assign":
            fixes.append(("加为责任单位并入库", partial(self._add_unit, key, code)))
        if code == "status_percent_conflict":
            fixes.append(("改比例…", partial(self._type_percent, key)))
            fixes.append(("改状态…", partial(self._choose_status, key)))
        if fix in ("confirm", "assign") or code in (
            "number_title_mismatch",
            "status_percent_conflict",
        ):
            fixes.append(("照表入库", lambda: self.decide(lambda r: reviewing.confirm(r, key, code))))
        return fixes

    def _choose(self, title: str, options: Sequence[tuple[object, str]]) -> object | None:
        chosen = pick(title, [words for _, words in options], self._parent)
        return options[chosen][0] if chosen is not None else None

    def _take_task(self, key: RowKey, task_id: int) -> None:
        self.decide(lambda r: reviewing.choose_task(r, key, task_id))

    def _choose_task(self, key: RowKey) -> None:
        if self.review is not None:
            task = self._choose("这一行是哪项任务？", reviewing.offers(self.review.row(key), self.review))
            if isinstance(task, int):
                self.decide(lambda r: reviewing.choose_task(r, key, task))

    def _choose_unit(self, index: int) -> None:
        if self.review is not None:
            offers = reviewing.unit_offers(self.review.file(index), self.review)
            unit = self._choose("这份表是哪个单位报送的？", offers)
            if isinstance(unit, int):
                self._take_unit(index, unit)

    def _choose_status(self, key: RowKey) -> None:
        status = self._choose("这一项的状态是：", [(s.value, STATUS[s]) for s in Status])
        if isinstance(status, str):
            self._take_status(key, status)

    def _take_status(self, key: RowKey, status: str) -> None:
        self.decide(lambda r: reviewing.tick(reviewing.set_status(r, key, status), [key]))

    def _type_percent(self, key: RowKey) -> None:
        written = reviewing.percent_written(self.review, key) if self.review is not None else ""
        words = self.desk.dialogs.enter("完成比例（0 到 100）：", written)
        if words:
            self.decide(lambda r: reviewing.tick(reviewing.set_percent(r, key, words), [key]))

    def _edit_text(self, key: RowKey) -> None:
        if self.review is not None:
            text = self.desk.dialogs.enter("进展情况：", self.review.row(key).values.achievement, lines=True)
            if text is not None:
                self.decide(lambda r: reviewing.tick(reviewing.set_text(r, key, text), [key]))

    def _add_unit(self, key: RowKey, code: str) -> None:
        row = self.review.row(key) if self.review else None
        if row is not None and row.task_id is not None and row.unit_id is not None:
            self.add_units.add((row.task_id, row.unit_id))
            self.decide(lambda r: reviewing.confirm(r, key, code))

    def _explain(self, index: int, heading: str) -> None:
        family = self._choose(f"“{heading}”这一列填的是：", list(reviewing.FAMILIES))
        if self.review is None or not isinstance(family, str):
            return
        try:
            self.review, mapping = reviewing.explain_column(self.review, index, heading, family)
        except GreenplanError as error:
            self.desk.dialogs.fail(error.message)
            return
        self.learnt.append(mapping)
        self._shown()
