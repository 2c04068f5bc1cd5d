"""No dialog of Qt's shows an English word."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QColorDialog,
    QComboBox,
    QDateEdit,
    QDialogButtonBox,
    QDoubleSpinBox,
    QErrorMessage,
    QFileDialog,
    QFontComboBox,
    QFontDialog,
    QGroupBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QTextEdit,
    QTimeEdit,
    QWidget,
    QWizard,
    QWizardPage,
)

from greenplan_desktop import places
from greenplan_desktop.ui.translation import install_translations

# Names and key caps are no words: the keyboard says Ctrl, and a PDF is a PDF in every office.
ALLOWED = re.compile(r"\b(?:PDF|Ctrl|Shift|Alt|Win|Esc|Del|Ins|Tab|Home|End|PgUp|PgDn|F\d+|[ABC]\d+)\b")
WORD = re.compile("[A-Za-z]{2,}")
ALL_BUTTONS = 0x7FFFC00


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[QApplication]:
    """The application with our translations, and as it was before afterwards."""
    before = set(qapp.findChildren(QTranslator))
    install_translations(qapp)
    yield qapp
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def file_dialog(mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode, folder: Path) -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(folder))
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    return dialog


def printer(folder: Path) -> QPrinter:
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(folder / "1.pdf"))
    return made


def color_dialog() -> QColorDialog:
    dialog = QColorDialog()
    dialog.setOptions(
        QColorDialog.ColorDialogOption.DontUseNativeDialog | QColorDialog.ColorDialogOption.ShowAlphaChannel
    )
    return dialog


def font_dialog() -> QFontDialog:
    dialog = QFontDialog()
    dialog.setOption(QFontDialog.FontDialogOption.DontUseNativeDialog)
    return dialog


def message_box() -> QMessageBox:
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton(ALL_BUTTONS))
    box.setDetailedText("细节")
    return box


def button_box() -> QDialogButtonBox:
    box = QDialogButtonBox()
    box.setStandardButtons(QDialogButtonBox.StandardButton(ALL_BUTTONS))
    return box


def wizard() -> QWizard:
    made = QWizard()
    made.addPage(QWizardPage())
    made.addPage(QWizardPage())
    made.setOption(QWizard.WizardOption.HaveHelpButton)
    return made


DIALOGS = {
    "open": lambda f: file_dialog(QFileDialog.FileMode.ExistingFiles, QFileDialog.AcceptMode.AcceptOpen, f),
    "save": lambda f: file_dialog(QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave, f),
    "folder": lambda f: file_dialog(QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen, f),
    "print": lambda f: QPrintDialog(printer(f)),
    "preview": lambda f: QPrintPreviewDialog(printer(f)),
    "color": lambda f: color_dialog(),
    "font": lambda f: font_dialog(),
    "message": lambda f: message_box(),
    "buttons": lambda f: button_box(),
    "input": lambda f: QInputDialog(),
    "progress": lambda f: QProgressDialog(),
    "error": lambda f: QErrorMessage(),
    "wizard": lambda f: wizard(),
}
EDITORS = {
    "line": QLineEdit,
    "text": QTextEdit,
    "plain": QPlainTextEdit,
    "browser": QTextBrowser,
}


def shown_texts(top: QWidget) -> Iterator[tuple[str, str]]:
    """Every text a widget below `top` shows or speaks, with the widget's class and name."""
    for widget in [top, *top.findChildren(QWidget)]:
        if widget.objectName() in ("type", "location"):
            continue  # what the driver of the machine's printer calls itself
        where = f"{type(widget).__name__} {widget.objectName()}"
        for text in (
            widget.windowTitle(),
            widget.toolTip(),
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.whatsThis(),
            widget.statusTip(),
        ):
            yield where, text
        if isinstance(widget, QLabel | QAbstractButton):
            yield where, widget.text()
        if isinstance(widget, QGroupBox):
            yield where, widget.title()
        if isinstance(widget, QLineEdit):
            yield where, widget.placeholderText()
        if isinstance(widget, QSpinBox | QDoubleSpinBox):
            yield where, widget.suffix() + widget.prefix()
        yield from ((where, text) for text in inner_texts(widget))


def inner_texts(widget: QWidget) -> Iterator[str]:
    """Texts of a widget's items, tabs, heads and actions."""
    if isinstance(widget, QComboBox) and not isinstance(widget, QFontComboBox):
        yield from (widget.itemText(i) for i in range(widget.count()))
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(i) for i in range(widget.count()))
    if isinstance(widget, QMenu):
        yield widget.title()
    for action in widget.actions():
        yield action.text()
        yield action.toolTip()


def english_words(text: str) -> list[str]:
    """The Latin words of a text that are no names, mnemonics, paths or markup."""
    plain = re.sub(r"<[^>]*>|&[A-Za-z]|\(&?[A-Za-z]\)|/\S*|#[0-9a-f]{3,8}|%p?%?", " ", text)
    return WORD.findall(ALLOWED.sub("", plain))


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_of_qt_shows_no_english_word(name: str, chinese: QApplication, tmp_path: Path) -> None:
    dialog = DIALOGS[name](tmp_path)
    data = {str(tmp_path), tmp_path.name}
    found = {
        (where, text): english_words(text)
        for where, text in shown_texts(dialog)
        if text not in data and english_words(text)
    }
    dialog.deleteLater()
    assert not found


@pytest.mark.parametrize("name", EDITORS)
def test_a_context_menu_shows_no_english_word(name: str, chinese: QApplication) -> None:
    editor = EDITORS[name]()
    menu = editor.createStandardContextMenu()
    texts = [action.text() for action in menu.actions()]
    menu.deleteLater()
    editor.deleteLater()
    assert any("复制" in text for text in texts)
    assert not [text for text in texts if english_words(text)]


@pytest.mark.no_qt_log  # Qt warns that a PDF file has no native page set-up; its words are what matters here
def test_the_page_setup_dialog_shows_no_english_word(chinese: QApplication, tmp_path: Path) -> None:
    dialog = QPageSetupDialog(printer(tmp_path))
    texts = [text for _, text in shown_texts(dialog)]
    dialog.deleteLater()
    assert "页面顺序(&O)：" in texts
    assert not [text for text in texts if english_words(text)]


def entries() -> list[tuple[str, str, str, str]]:
    """Context, source, comment and translation of everything in the .ts file."""
    tree = ET.parse(places.resources() / "qt" / "greenplan_qt_zh_CN.ts")
    return [
        (
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("comment", ""),
            message.findtext("translation", ""),
        )
        for context in tree.iter("context")
        for message in context.iter("message")
    ]


def test_the_compiled_translation_says_what_its_source_says(chinese: QApplication) -> None:
    different = [
        (context, source)
        for context, source, comment, translation in entries()
        if QCoreApplication.translate(context, source, comment or None) != translation
    ]
    assert not different


def test_am_and_pm_are_chinese(chinese: QApplication) -> None:
    time, date = QTimeEdit(), QDateEdit()
    assert not english_words(time.text() + date.text())
    time.deleteLater()
    date.deleteLater()


def test_a_label_of_ours_would_be_caught(qapp: QApplication) -> None:
    label = QLabel("Files of &type:")
    assert [text for _, text in shown_texts(label) if english_words(text)] == ["Files of &type:"]
    label.deleteLater()
