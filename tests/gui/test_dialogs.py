"""The façade over real dialogs: filters that Qt understands, endings, a first folder that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QInputDialog, QPlainTextEdit

from greenplan_desktop.ui import dialogs
from greenplan_desktop.ui.dialogs import WindowDialogs, ending, filters_for_qt
from greenplan_desktop.ui.settings import Settings

QTS_OWN = re.compile(
    r"^(.*)\(([a-zA-Z0-9_.,*? +;#\-\[\]@{}/!<>$%&=^~:|]*)\)$"
)  # as in QPlatformFileDialogHelper
UI = Path(dialogs.__file__).parent


@pytest.fixture
def real(qapp: QApplication, tmp_path: Path) -> WindowDialogs:
    return WindowDialogs(Settings(tmp_path / "config"))


def test_every_filter_of_the_window_is_one_for_qt() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in UI.rglob("*.py"))
    found = set(re.findall(r'"([^"\n]*[（(]\*[^"\n]*)"', sources))
    assert len(found) > 10
    for words in found:
        for one in filters_for_qt(words).split(";;"):
            match = QTS_OWN.match(one)
            assert match, f"Qt takes all of “{one}” for a pattern and shows no file"
            assert all(p.startswith("*") for p in match.group(2).split())


def test_the_ending_follows_the_filter() -> None:
    assert ending("文本表格 (*.csv)", "单位库.xlsx") == ".csv"
    assert ending("填报表 (*.xlsx *.xls)", "表.xlsx") == ".xlsx"
    assert ending("", "表.pdf") == ".pdf"


def test_a_name_without_ending_gets_one_and_replaces_nothing_unasked(
    real: WindowDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = str(tmp_path / "2023.06填报")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, "表格 (*.xlsx)"))
    assert real.pick_save("保存", "表.xlsx", "表格（*.xlsx）") == tmp_path / "2023.06填报.xlsx"
    (tmp_path / "2023.06填报.xlsx").touch()
    asked = []
    monkeypatch.setattr(real, "ask", lambda text, **_: asked.append(text))
    assert real.pick_save("保存", "表.xlsx", "表格（*.xlsx）") is None
    assert "已经存在" in asked[0]


def test_the_first_folder_exists(
    real: WindowDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (seen.append(given[2]), ("", ""))[1])
    real._settings.put("folder", str(tmp_path / "拔掉的U盘"))
    assert real.pick_file("打开", "所有文件（*）") is None
    assert Path(seen[0]).is_dir()


def test_a_long_text_is_typed_in_lines_that_wrap(
    real: WindowDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "_parent", lambda: None)  # a window of another test may be on its way out
    seen: list[bool] = []

    def look() -> None:
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QInputDialog) and w.isVisible())
        seen.append(box.isModal())
        editor = box.findChild(QPlainTextEdit)
        take = box.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        seen.append(editor.lineWrapMode() == QPlainTextEdit.LineWrapMode.WidgetWidth)
        seen.append(bool(take.property("primary")))
        editor.setPlainText("全文")
        take.click()

    QTimer.singleShot(0, look)
    assert real.enter("把计划全文粘贴在下面：", lines=True) == "全文"
    assert seen == [True, True, True]
