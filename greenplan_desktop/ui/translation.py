"""Qt's own dialogs speak Chinese: Qt's translation, and above it ours for the words it leaves in English."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from greenplan_desktop import places

_log = logging.getLogger(__name__)


def install_translations(app: QCoreApplication) -> None:
    """Install both translations into `app`, and make Chinese the locale of dates and numbers.

    A missing file costs words, not the start: it is logged and passed over. The translators live as long as `app`.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase_zh_CN", qt_folder), ("greenplan_qt_zh_CN", str(places.resources() / "qt"))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:
            _log.warning("translation %s not found in %s", name, folder)
