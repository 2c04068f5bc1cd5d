"""The database: which one is open, how large, choose, create, move, back up, restore, take old files out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import database, samples, whereabouts
from greenplan_desktop.store import backup, check
from greenplan_desktop.store.database import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .desk import Desk

FILTER = "数据库（*.gpdb）;;所有文件（*）"


class DatabaseDialog(QDialog):
    """Each button does one thing; the window shows another database at once when one is chosen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("数据库与备份")
        self._desk = desk
        self._path, self._backup = QLabel(), QLabel()
        for label in (self._path, self._backup):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
        self._sizes = QFormLayout()
        self._sizes.setHorizontalSpacing(24)
        head = QFormLayout()
        head.addRow("正在使用", self._path)
        head.addRow("最近备份", self._backup)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(_box("大小", self._sizes))
        layout.addWidget(_box("数据库", self._buttons()))
        layout.addWidget(_box("原文件", self._old_files()))
        layout.addLayout(foot)
        self.resize(620, 460)
        self._show()

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        texts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("打开另一个…", self._open),
            ("新建…", self._create),
            ("移到别处…", self._move),
            ("备份…", self._back_up),
            ("恢复备份…", self._restore),
            ("检查", self._check),
        )
        for number, (text, slot) in enumerate(texts):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            grid.addWidget(button, number // 3, number % 3)
        return grid

    def _old_files(self) -> QHBoxLayout:
        self.before = QDateEdit(QDate.currentDate().addYears(-1))
        self.before.setCalendarPopup(True)
        self.before.setDisplayFormat("yyyy-MM-dd")
        export = QPushButton("导出并移出…")
        export.setAutoDefault(False)
        export.clicked.connect(self._export)
        row = QHBoxLayout()
        row.addWidget(QLabel("收到日期早于"))
        row.addWidget(self.before)
        row.addWidget(QLabel("的填报表原文件"))
        row.addStretch(1)
        row.addWidget(export)
        return row

    def _show(self) -> None:
        store = self._desk.session.store
        self._path.setText(str(store.path) + ("（只读）" if store.read_only else ""))
        last = backup.last(store.path)
        self._backup.setText(
            f"{last:%Y-%m-%d %H:%M}，在 {backup.folder_of(store.path)}" if last else "还没有备份"
        )
        while self._sizes.rowCount():
            self._sizes.removeRow(0)
        for what, size in database.make_up(store):
            self._sizes.addRow(what, QLabel(size))

    def _attempt(self, act: Callable[[], object]) -> bool:
        if not self._desk.attempt(act):
            return False
        self._show()
        return True

    def _use(self, path: Path) -> None:
        store = open_store(path)
        if not store.read_only:
            samples.fill_register(store)
        self._desk.session.change_store(store)
        whereabouts.remember_database(path)
        if store.read_only and store.holder:
            self._desk.dialogs.tell(store.holder)

    def _open(self) -> None:
        path = self._desk.dialogs.pick_file("打开数据库", FILTER)
        if path is not None:
            self._attempt(lambda: self._use(path))

    def _create(self) -> None:
        path = self._desk.dialogs.pick_save("新建数据库", "绿色计划.gpdb", FILTER)
        if path is not None and path.exists():
            self._desk.dialogs.fail(f"“{path.name}”已经存在；要用它请点“打开另一个”。")
        elif path is not None:
            self._attempt(lambda: self._use(path))

    def _move(self) -> None:
        store = self._desk.session.store
        path = self._desk.dialogs.pick_save("把数据库移到", store.path.name, FILTER)
        if path is not None and self._attempt(lambda: self._use(database.move(store, path))):
            self._desk.dialogs.tell(
                f"现在使用“{path}”。", f"原来的数据库仍在“{store.path}”，确认无误后可自行删除。"
            )

    def _back_up(self) -> None:
        store = self._desk.session.store
        path = self._desk.dialogs.pick_save("备份到", f"{store.path.stem}-备份.gpdb", FILTER)
        if path is not None and self._attempt(lambda: backup.write(store.connection, path)):
            self._desk.wrote(f"已备份到 {path}", path)

    def _restore(self) -> None:
        source = self._desk.dialogs.pick_file("选择要恢复的备份", FILTER)
        if source is None or not self._desk.dialogs.ask(
            f"用“{source.name}”恢复？", detail="现在的数据库会另存一份，不会丢失。", yes="恢复", danger=True
        ):
            return
        path = self._desk.session.store.path
        self._attempt(lambda: self._put_back(path, source))

    def _put_back(self, path: Path, source: Path) -> None:
        """The open database is closed first; whatever comes of the restoring, it is opened again."""
        self._desk.session.stop()
        try:
            aside = database.restore_into(path, source)
        finally:
            self._desk.session.change_store(open_store(path))
        self._desk.say("已恢复备份" + (f"，原数据库存为 {aside}" if aside else ""))

    def _check(self) -> None:
        problems = check.problems(self._desk.session.store)
        if problems:
            self._desk.dialogs.fail("数据库有问题，请从备份恢复。", "\n".join(problems[:10]))
        else:
            self._desk.dialogs.tell("数据库完好。")

    def _export(self) -> None:
        before = self.before.date().toString(Qt.DateFormat.ISODate)
        found: list[object] = []
        if not self._attempt(lambda: found.extend(database.old_files(self._desk.session.store, before))):
            return
        if not found:
            self._desk.dialogs.tell(f"没有 {before} 以前收到的原文件。")
            return
        folder = self._desk.dialogs.pick_folder(f"{len(found)} 个原文件导出到")
        if folder is not None:
            self._desk.runner.run(
                lambda store: database.export_old_files(store, before, folder),
                "导出原文件",
                lambda done: self._exported(done.label),
            )

    def _exported(self, label: str) -> None:
        self._desk.say(label)
        self._show()


def _box(title: str, content: QFormLayout | QGridLayout | QHBoxLayout) -> QGroupBox:
    box = QGroupBox(title)
    box.setLayout(content)
    return box
