"""What the 任务 page does for an action: copy, paste, fill, rows and chapters, the turns in a task's life."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject

from greenplan_desktop.jobs import chapters as chapter_jobs
from greenplan_desktop.jobs import tasks as task_jobs
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.ui import clipboard

from . import blocks
from .columns import COLUMNS, text_of
from .filters import Filters
from .rows import ChapterRow, TaskRow, heading_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.jobs.changed import Changed
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.pages.tasks import TasksPage

    from .delegates import Refusal


class TaskAnswers(QObject):
    """The page's handlers, apart from how it shows."""

    def __init__(self, page: TasksPage, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk, self._table = page, desk, page.table
        self.made: set[int] = set()  # tasks made here since the filters were set: shown whatever these say

    def move_up(self) -> None:
        """The selected tasks, or the chapter, one place up."""
        self.move(up=True)

    def move_down(self) -> None:
        """The selected tasks, or the chapter, one place down."""
        self.move(up=False)

    def fold_all(self) -> None:
        """Fold all chapters."""
        self._page.fold_all(folded=True)

    def unfold_all(self) -> None:
        """Open all chapters."""
        self._page.fold_all(folded=False)

    def clear_filters(self) -> None:
        """Show all tasks in the plan's order."""
        self._page.set_filters(Filters())

    # what is selected

    def chosen(self) -> tuple[list[TaskRow], list[str]]:
        """The tasks and the columns (left to right) that have a selected cell."""
        indexes = self._table.selectionModel().selectedIndexes()
        rows = [row for n in sorted({i.row() for i in indexes}) if (row := self._table.task_at(n))]
        columns = {i.column() for i in indexes if self._table.task_at(i.row())}
        return rows, [COLUMNS[n].key for n in self._table.visible_columns() if n in columns]

    def _corner(self) -> tuple[int, int]:
        """Row and visual place of the upper left selected cell."""
        columns = self._table.visible_columns()
        indexes = [i for i in self._table.selectionModel().selectedIndexes() if self._table.task_at(i.row())]
        rows = [i.row() for i in indexes] or [0]
        places = [columns.index(i.column()) for i in indexes if i.column() in columns] or [0]
        return min(rows), min(places)

    def _index(self) -> QModelIndex:
        row, place = self._corner()
        return self._table.rows_model.index(row, self._table.visible_columns()[place])

    def _refused(self, refusal: Refusal) -> None:
        self._table.say_at(self._index(), refusal)

    def _try(self, job: Callable[..., Changed], *args: object, **named: object) -> Changed | None:
        try:
            return self._desk.session.do(job, *args, **named)
        except GreenplanError as error:
            from .delegates import Refusal

            self._refused(Refusal(error.message))
            return None

    # cells

    def copy(self) -> None:
        """The selected cells as text, for any spreadsheet."""
        rows, keys = self.chosen()
        if rows:
            clipboard.copy([[text_of(r, k) for k in keys] for r in rows])
            self._desk.say(f"已复制 {len(rows)} 行 {len(keys)} 列")

    def cut(self) -> None:
        """Copy, then empty the cells."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Cells from a spreadsheet into the table; rows beyond the last one become tasks after asking."""
        text = clipboard.paste()
        if not text:
            self._desk.say("剪贴板里没有文字")
            return
        start, place = self._corner()
        total = len(self._table.rows_model.rows)
        rows = [row for n in range(start, total) if (row := self._table.task_at(n))]
        keys = [COLUMNS[n].key for n in self._table.visible_columns()[place:]]
        chosen_rows, chosen_keys = self.chosen()
        block = blocks.paste_block(text, rows, keys, (max(1, len(chosen_rows)), max(1, len(chosen_keys))))
        agreed = self._agree(block, len(rows))
        if agreed is None:
            return
        count = len(agreed.cells) + sum(len(one) for one in agreed.new)
        label = f"粘贴{count}个单元格" if not agreed.new else f"粘贴并新增{len(agreed.new)}项任务"
        if self._write(agreed, label):
            self._table.select_block(start, place, *agreed.size)

    def _agree(self, block: blocks.Block, room: int) -> blocks.Block | None:
        """Ask before tasks are added; None where the clerk gives up."""
        if block.nameless:
            self._desk.say(f"多出的 {block.nameless} 行没有“重点任务”名称，未粘贴")
        if not block.new:
            return block
        pick = self._desk.dialogs.choose(
            f"粘贴的内容比表格多 {len(block.new)} 行。",
            [f"新增 {len(block.new)} 项任务", "只粘贴到最后一行"],
            detail="新任务排在计划最后，可用撤销收回。",
        )
        if pick is None:
            return None
        return block if pick == 0 else replace(block, new=())

    def clear(self) -> None:
        """Empty the selected cells."""
        rows, keys = self.chosen()
        block = blocks.clear_block(rows, keys)
        if not block.cells and block.skipped:
            self._desk.say(f"“{'、'.join(block.skipped)}”不能清空；要去掉整项任务请用“删除任务”")
        self._write(block, f"清除{len(block.cells)}个单元格")

    def fill_down(self) -> None:
        """The first selected row into those below it."""
        rows, keys = self.chosen()
        if len(rows) < 2:
            self._desk.say("先选中要填充的几行，第一行的内容会填到下面各行")
            return
        self._write(blocks.fill_block(rows, keys), f"向下填充{len(rows) - 1}行")

    def _write(self, block: blocks.Block, label: str) -> bool:
        return self._page.edits.write_block(
            block, label if len(block.cells) != 1 or block.new else "", self._refused
        )

    def replace(self) -> None:
        """Open the search-and-replace window."""
        from .replace_dialog import ReplaceDialog

        ReplaceDialog(self._page, self._desk).show()

    # rows

    def insert(self) -> None:
        """A task under the present one, its name ready to be typed."""
        plan_id = self._desk.session.plan_id
        if plan_id is None:
            return
        rows, _ = self.chosen()
        done = self._try(task_jobs.add_task, plan_id, after=rows[-1].task.id if rows else None)
        if done and done.made:
            self.made.add(done.made[0])
            self._page.refresh(self._desk.view)
            if self._table.go_to_task(done.made[0]):
                row = self._table.currentIndex().row()
                index = self._table.rows_model.index(row, self._table.rows_model.column_of("title"))
                self._table.setCurrentIndex(index)
                self._table.edit_replacing(index)

    def delete(self) -> None:
        """Delete the selected tasks; undo brings them back with all that belonged to them."""
        rows, _ = self.chosen()
        reported = sum(bool(r.achievement) or r.progress.percent_tenths is not None for r in rows)
        if reported and not self._desk.dialogs.ask(
            f"删除 {len(rows)} 项任务？", detail="它们的进展一并删除，可用撤销找回。", yes="删除", danger=True
        ):
            return
        self._try(task_jobs.delete_tasks, [r.task.id for r in rows])

    def move(self, *, up: bool) -> None:
        """Move the selected tasks one place up or down; a selected chapter moves with all its tasks."""
        rows, _ = self.chosen()
        current = self._table.rows_model.row(self._table.currentIndex())
        if not rows and isinstance(current, ChapterRow):
            self._move_chapter(current, up=up)
            return
        if self._page.filters.sort_by or self._page.filters.narrow:
            self._desk.say("筛选或排序时不能移动任务，请先清除筛选和排序")
            return
        ids = [r.task.id for r in rows]
        everything = [t.id for t in self._view_tasks()]
        places = [everything.index(i) for i in ids]
        if not places or (up and min(places) == 0) or (not up and max(places) == len(everything) - 1):
            return
        after = max(places) + 2
        before = (
            everything[min(places) - 1] if up else (everything[after] if after < len(everything) else None)
        )
        neighbour = everything[min(places) - 1] if up else everything[max(places) + 1]
        chapter = next(t.chapter_id for t in self._view_tasks() if t.id == neighbour)
        self._try(task_jobs.move_tasks, ids, before=before, chapter_id=chapter)

    def _view_tasks(self) -> tuple[StoredTask, ...]:
        view = self._desk.view
        return view.snapshot.tasks if view else ()

    def _move_chapter(self, chapter: ChapterRow, *, up: bool) -> None:
        view = self._desk.view
        if view is None:
            return
        runs: list[tuple[int | None, list[int]]] = []
        for task in view.snapshot.tasks:
            head = heading_over(view, task.chapter_id)
            if not runs or runs[-1][0] != head:
                runs.append((head, []))
            runs[-1][1].append(task.id)
        place = next((n for n, run in enumerate(runs) if run[0] == chapter.chapter_id), None)
        if place is None or (up and place == 0) or (not up and place == len(runs) - 1):
            return
        after = runs[place + 2][1][0] if not up and place + 2 < len(runs) else None
        before = runs[place - 1][1][0] if up else after
        label = f"移动章节“{chapter.title}”"
        self._try(chapter_jobs.move_block, runs[place][1], before=before, label=label)

    def renumber(self) -> None:
        """Number all tasks anew in their order."""
        plan_id = self._desk.session.plan_id
        if plan_id is not None and self._desk.dialogs.ask(
            "按现在的顺序给全部任务重新编号？",
            detail="已发出的填报表仍能认出任务；可用撤销恢复。",
            yes="重新编号",
        ):
            self._try(task_jobs.renumber, plan_id)

    def life(self) -> None:
        """延期, 调整, 暂停, 取消, 销号, 恢复."""
        from greenplan_desktop.ui.life_dialog import LifeDialog

        rows, _ = self.chosen()
        if rows:
            LifeDialog(self._desk, [r.task for r in rows], self._page).exec()

    def report(self, task_id: int) -> None:
        """What the leading unit (without one, the first) said of a task, typed in by hand."""
        from greenplan_desktop.ui.detail.report_dialog import ReportDialog

        view = self._desk.view
        if view is None or view.read_only:
            return
        duties = view.index.duties(task_id)
        if not duties:
            self._desk.say("这一项还没有单位；填上牵头单位后，双击可录入它的进展")
            return
        found = view.index.find_report(view.index.reports_of(view.period), task_id, duties[0][0])
        ReportDialog(self._desk, view, view.index.tasks[task_id], duties[0][0], found, self._page).exec()

    # chapters

    def _chapter(self) -> ChapterRow | None:
        """The chapter row under the cursor, else the one over it."""
        number = self._table.currentIndex().row()
        while number >= 0:
            row = self._table.rows_model.rows[number] if number < len(self._table.rows_model.rows) else None
            if isinstance(row, ChapterRow):
                return row
            number -= 1
        return None

    def insert_chapter(self) -> None:
        """A heading over the present task."""
        plan_id = self._desk.session.plan_id
        rows, _ = self.chosen()
        title = self._desk.dialogs.enter("新章节的名称（放在所选任务之前）：")
        if plan_id is not None and title:
            self._try(
                chapter_jobs.insert_chapter, plan_id, title, before_task=rows[0].task.id if rows else None
            )

    def rename_chapter(self) -> None:
        """Another name for the chapter at the cursor."""
        chapter, view = self._chapter(), self._desk.view
        if chapter is None or view is None:
            self._desk.say("先把光标放到章节里")
            return
        title = self._desk.dialogs.enter("章节名称：", view.index.chapters[chapter.chapter_id].title)
        if title is not None:
            self._try(chapter_jobs.rename_chapter, chapter.chapter_id, title)

    def delete_chapter(self) -> None:
        """Take the heading at the cursor away; its tasks stay."""
        chapter = self._chapter()
        if chapter is None:
            self._desk.say("先把光标放到章节里")
            return
        if self._desk.dialogs.ask(
            f"删除章节“{chapter.title}”？",
            detail="其中的任务不删除，归到上一章节。",
            yes="删除章节",
            danger=True,
        ):
            self._try(chapter_jobs.delete_chapter, chapter.chapter_id)

    def to_chapter(self) -> None:
        """Put the selected tasks into another chapter."""
        view = self._desk.view
        rows, _ = self.chosen()
        if view is None or not rows:
            return
        from .chapter_dialog import ChapterDialog

        dialog = ChapterDialog(view, rows[0].task.chapter_id, self._page)
        if dialog.exec():
            self._try(chapter_jobs.put_into, [r.task.id for r in rows], dialog.chosen())
