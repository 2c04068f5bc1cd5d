"""One proposed task: how like it is, what speaks for it, targets beside each other, and the clerk's two buttons."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from greenplan_desktop.ui import icons, theme
from greenplan_desktop.ui.overview.cards import link

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from greenplan_desktop.jobs.aligning import Offer


class Score(QWidget):
    """Likeness as a small bar with its number of a hundred."""

    def __init__(self, score: float, *, carries: bool) -> None:
        super().__init__()
        self._score, self._carries = score, carries
        self.setFixedSize(112, 18)
        self.setToolTip("标题、正文、数字、单位综合比对的相近程度，最高为 100")
        self.setAccessibleName(f"相近程度 {round(score * 100)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, self.height() / 2 - 3, 76, 6)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(6.0, bar.width() * min(1.0, self._score)))
        painter.setBrush(theme.color("accent" if self._carries else "grey"))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(theme.color("muted"))
        box = QRectF(82, 0, 30, self.height())
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{self._score * 100:.0f}"
        )
        painter.end()


class OfferCard(QFrame):
    """`verdict` gives (task id, confirmed, refused or "" to take it back); `picked` that it was clicked."""

    verdict = Signal(int, str)
    task_asked = Signal(int)
    picked = Signal(int)

    def __init__(self, offer: Offer, *, writable: bool, chosen: bool) -> None:
        super().__init__()
        self.offer = offer
        self.setObjectName("Card")
        self.setAccessibleName(f"{offer.code} {offer.title}")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(self._head(writable))
        if offer.text:
            column.addWidget(
                _words(
                    f'<span style="color:{theme.colours().muted}">{html.escape(_short(offer.text))}</span>'
                )
            )
        for name, found in (
            ("共同词句", offer.phrases),
            ("相同数字", offer.figures),
            ("相同单位", offer.units),
        ):
            if found:
                column.addWidget(_words(_evidence(name, found)))
        for pair in offer.targets:
            column.addWidget(_words(_target(pair.indicator, pair.higher, pair.own, differs=pair.differs)))
        self.mark(chosen=chosen)

    def _head(self, writable: bool) -> QHBoxLayout:
        offer = self.offer
        row = QHBoxLayout()
        row.setSpacing(8)
        title = link(f"{offer.code}　{offer.title}")
        title.setToolTip("看这项任务")
        title.clicked.connect(lambda: self.task_asked.emit(offer.task_id))
        row.addWidget(title, 1)
        row.addWidget(Score(offer.score, carries=offer.carries))
        if offer.confirmed:
            sure = QLabel("已确认")
            sure.setProperty("strong", True)
            row.addWidget(sure)
            row.addWidget(self._button("取消确认", "", writable=writable))
        else:
            row.addWidget(self._button("不对应", "refused", writable=writable))
            row.addWidget(self._button("确认对应", "confirmed", writable=writable))
        return row

    def _button(self, text: str, verdict: str, *, writable: bool) -> QPushButton:
        button = QPushButton(text)
        button.setEnabled(writable)
        if verdict == "confirmed":
            button.setIcon(icons.icon("check"))
        button.clicked.connect(lambda: self.verdict.emit(self.offer.task_id, verdict))
        return button

    def mark(self, *, chosen: bool) -> None:
        """Show that the keyboard's verdicts go to this one."""
        colour = theme.colours().accent if chosen else theme.colours().line
        self.setStyleSheet(f"#Card {{ border: 1px solid {colour}; }}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.offer.task_id)


def _words(markup: str) -> QLabel:
    label = QLabel(markup)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"


def _evidence(name: str, found: tuple[str, ...]) -> str:
    soft = theme.colours().accent_soft
    marked = "　".join(
        f'<span style="background:{soft}">&nbsp;{html.escape(one)}&nbsp;</span>' for one in found
    )
    return f'<span style="color:{theme.colours().muted}">{name}</span>　{marked}'


def _target(indicator: str, higher: str, own: str, *, differs: bool) -> str:
    colours = theme.colours()
    colour, word = (colours.orange, "不同") if differs else (colours.green, "一致")
    return (
        f'<span style="color:{colours.muted}">目标对照</span>　{html.escape(indicator)}：上级 <b>{html.escape(higher)}</b>，'
        f'本级 <b style="color:{colour}">{html.escape(own)}</b>　<span style="color:{colour}">{word}</span>'
    )
