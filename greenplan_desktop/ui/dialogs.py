"""The one façade for everything that stops the clerk: a question, a message, the choice of a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton, QWidget

    from .settings import Settings

TITLE = "绿色计划任务管理"
LEAST_WIDTH = 380  # px, of a message box without its margins
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}$")  # 2023.06填报 has none


class Dialogs(Protocol):
    """What pages may ask of a clerk; tests put a scripted double in its place."""

    def ask(
        self, text: str, *, detail: str = "", yes: str = "确定", no: str = "取消", danger: bool = False
    ) -> bool:
        """A question; True for `yes`."""
        ...

    def choose(
        self, text: str, options: Sequence[str], *, detail: str = "", cancel: str = "取消"
    ) -> int | None:
        """One of several buttons: its number, or None for cancel."""
        ...

    def tell(self, text: str, detail: str = "") -> None:
        """A message that must be seen; for quiet ones use Hub.said."""
        ...

    def fail(self, text: str, detail: str = "") -> None:
        """Something did not work: what, and what to do."""
        ...

    def enter(self, text: str, value: str = "", *, lines: bool = False) -> str | None:
        """A line (or lines) of text typed by the clerk, None for cancel."""
        ...

    def pick_file(self, title: str, filters: str) -> Path | None:
        """An existing file."""
        ...

    def pick_files(self, title: str, filters: str) -> list[Path]:
        """Existing files, none for cancel."""
        ...

    def pick_folder(self, title: str) -> Path | None:
        """A folder."""
        ...

    def pick_save(self, title: str, name: str, filters: str) -> Path | None:
        """Where to write a file; an existing one was agreed to be replaced."""
        ...


class WindowDialogs:
    """The façade over real dialogs, in the middle of the active window."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def ask(
        self, text: str, *, detail: str = "", yes: str = "确定", no: str = "取消", danger: bool = False
    ) -> bool:
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Question, text, detail)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        _mark(accept, "danger" if danger else "primary")
        box.setDefaultButton(refuse if danger else accept)
        box.setEscapeButton(refuse)
        return _run(box) is accept

    def choose(
        self, text: str, options: Sequence[str], *, detail: str = "", cancel: str = "取消"
    ) -> int | None:
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Question, text, detail)
        buttons = [box.addButton(o, QMessageBox.ButtonRole.AcceptRole) for o in options]
        if buttons:
            _mark(buttons[0], "primary")
            box.setDefaultButton(buttons[0])
        box.setEscapeButton(box.addButton(cancel, QMessageBox.ButtonRole.RejectRole))
        pressed = _run(box)
        return next((i for i, b in enumerate(buttons) if b is pressed), None)

    def tell(self, text: str, detail: str = "") -> None:
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Information, text, detail)
        _mark(box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole), "primary")
        _run(box)

    def fail(self, text: str, detail: str = "") -> None:
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Warning, text, detail)
        _mark(box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole), "primary")
        _run(box)

    def enter(self, text: str, value: str = "", *, lines: bool = False) -> str | None:
        from PySide6.QtWidgets import QInputDialog

        box = QInputDialog(_parent())
        box.setWindowTitle(TITLE)
        box.setLabelText(text)
        box.setTextValue(value)
        box.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput, lines)
        box.setOkButtonText("确定")
        box.setCancelButtonText("取消")
        box.resize(640, 480) if lines else box.resize(420, 120)
        box.setModal(True)
        box.show()  # only now its parts are there
        _dress_input(box)
        accepted = box.exec()
        box.deleteLater()
        return box.textValue() if accepted else None

    def pick_file(self, title: str, filters: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(_parent(), title, self._folder(), filters_for_qt(filters))
        return self._remember(name)

    def pick_files(self, title: str, filters: str) -> list[Path]:
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(_parent(), title, self._folder(), filters_for_qt(filters))
        if names:
            self._remember(names[0])
        return [Path(n) for n in names]

    def pick_folder(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(_parent(), title, self._folder())
        if name:
            self._settings.put("folder", name)
        return Path(name) if name else None

    def pick_save(self, title: str, name: str, filters: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        start = str(Path(self._folder()) / name)
        chosen, used = QFileDialog.getSaveFileName(_parent(), title, start, filters_for_qt(filters))
        path = self._remember(chosen)
        if path is None or _ENDING.search(path.name):
            return path
        path = path.with_name(path.name + ending(used, name))
        replaced = f"“{path.name}”已经存在，要替换它吗？"
        return path if not path.exists() or self.ask(replaced, yes="替换", danger=True) else None

    def _folder(self) -> str:
        from PySide6.QtCore import QStandardPaths

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = self._settings.get("folder", "") or documents
        return last if Path(last).is_dir() else str(Path.home())

    def _remember(self, name: str) -> Path | None:
        if not name:
            return None
        self._settings.put("folder", str(Path(name).parent))
        return Path(name)


def filters_for_qt(filters: str) -> str:
    """File filters with the brackets Qt knows: written with Chinese ones they would match no file at all."""
    return filters.replace("（", " (").replace("）", ")")


def ending(used: str, name: str) -> str:
    """The ending for a name typed without one: that of the filter chosen, else that of the proposed name."""
    found = re.search(r"\(\*(\.\w+)\)", used)
    return found.group(1) if found else Path(name).suffix


def _parent() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()


def _box(icon: QMessageBox.Icon, text: str, detail: str) -> QMessageBox:
    from PySide6.QtWidgets import QGridLayout, QMessageBox, QSpacerItem

    box = QMessageBox(icon, TITLE, text, QMessageBox.StandardButton.NoButton, _parent())
    box.setInformativeText(detail)
    grid = box.layout()
    if isinstance(grid, QGridLayout):  # short sentences do not make it a narrow strip
        grid.addItem(QSpacerItem(LEAST_WIDTH, 0), grid.rowCount(), 0, 1, grid.columnCount())
    return box


def _mark(button: QPushButton, kind: str) -> None:
    """Paint a button of a message box as the main or the dangerous one (the box has dressed it already)."""
    button.setProperty(kind, True)
    button.style().unpolish(button)
    button.style().polish(button)


def _dress_input(box: QInputDialog) -> None:
    """A long text wraps, and the button that takes it is the main one."""
    from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit

    editor, ends = box.findChild(QPlainTextEdit), box.findChild(QDialogButtonBox)
    if editor is not None:
        editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    take = ends.button(QDialogButtonBox.StandardButton.Ok) if ends is not None else None
    if take is not None:
        _mark(take, "primary")


def _run(box: QMessageBox) -> object:
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return pressed
