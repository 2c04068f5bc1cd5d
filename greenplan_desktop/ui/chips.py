"""Rounded buttons in the row above a page: filters that are on or off, and small tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from . import icons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QIcon

K = TypeVar("K", bound=str)


def chip(text: str, icon: str | QIcon = "", *, checkable: bool = True) -> QToolButton:
    """One chip; `icon` is a name of ours or a picture."""
    button = QToolButton()
    button.setProperty("chip", True)
    button.setProperty("pictured", bool(icon))
    button.setText(f" {text}" if icon else text)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon:
        button.setIcon(icons.icon(icon) if isinstance(icon, str) else icon)
        button.setIconSize(QSize(13, 13))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def show_counts(
    chips: Mapping[K, QToolButton], words: Mapping[K, str], counts: Mapping[K, int], on: K
) -> None:
    """Say with each chip's word how many things it lets through; one chip is on."""
    for key, button in chips.items():
        button.setText(f"{words[key]} {counts[key]}")
        button.setChecked(key == on)
