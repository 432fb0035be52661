"""The card that explains: near what was asked about, in the window; Esc or a click elsewhere closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gdstudio.views.kit.announcer import Announcer
from gdstudio.views.kit.theme import MONO_FAMILY

if TYPE_CHECKING:
    from gdstudio.lessons.explanations import Explanation
    from gdstudio.views.kit.theme import Theme

_WIDTH = 360
"""Pixels at scale 1."""
_BESIDE = 14
"""Pixels between the place that is asked about and the card."""
_EDGE = 6
"""Pixels that the card keeps from the window's edge."""


class ExplainCard(QFrame):
    """Says what one thing is; its link asks for the lesson."""

    link_requested = Signal(object)
    """A `Link`."""
    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._told: Explanation | None = None
        self._back_to: QWidget | None = None
        self.announcer = Announcer(self)
        self._title, self._text = QLabel(), QLabel()
        self._formula, self._now = QLabel(), QLabel()
        self.link = QPushButton()
        self.link.clicked.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(7)
        for label in (self._title, self._text, self._formula, self._now):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setObjectName("explain card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        self.set_theme(theme)

    @property
    def told(self) -> Explanation | None:
        """What it says at the moment."""
        return self._told if self.isVisible() else None

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setStyleSheet(
            f"ExplainCard {{ background: {theme.card}; border: 2px solid {theme.accent};"
            " border-radius: 8px; }"
        )
        # By style sheet: the application's own has a say in fonts, and set ones would lose.
        small, unit = f'font-family: "{MONO_FAMILY}"; font-size: {round(12.5 * theme.scale)}px', theme.scale
        self._title.setStyleSheet(f"font-size: {round(15 * unit)}px; font-weight: 600")
        self._text.setStyleSheet(f"font-size: {round(13 * unit)}px")
        self._formula.setStyleSheet(f"{small}; color: {theme.muted}")
        self._now.setStyleSheet(f"{small}; font-weight: 700")
        if self.isVisible() and self._told is not None:
            self._fit()

    def tell(self, told: Explanation, link: str, near: QRect) -> None:
        """Say this beside a part of the window.

        Args:
            told: what is said.
            link: the words of the link to the lesson; "" for none.
            near: what was asked about, in the window's pixels.
        """
        if not self.isVisible():
            self._back_to = QApplication.focusWidget()
        self._told = told
        for label, text in (
            (self._title, told.title),
            (self._text, told.text),
            (self._formula, told.formula),
            (self._now, told.now),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.link.setText(link)
        self.link.setAccessibleName(link)
        if told.link is not None:
            self.link.setToolTip(f"Open the lesson at “{told.link.step}” (Enter)")
        self.link.setVisible(bool(link))
        self.setAccessibleName(f"Explanation: {told.title}")
        self.setAccessibleDescription(told.spoken)
        self._fit()
        self.move(_placed(self.size(), near, self._window.rect()))
        application = QApplication.instance()
        if application is not None and not self.isVisible():
            application.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.announcer.announce(told.spoken)

    def leave(self) -> None:
        """Go; the focus is again where it was."""
        if self.isHidden():
            return
        had_focus = self.hasFocus() or self.link.hasFocus()
        self._stop_watching()
        self.announcer.hush()
        self.hide()
        if had_focus and self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back_to = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere closes the card, and does what it is meant for."""
        if (
            event.type() is QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
        ):
            self.leave()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a click on the card from what is behind it, where it would be one elsewhere."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Enter follows the link."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.link.isVisible():
            self._follow()
        elif event.key() != Qt.Key.Key_Space:  # which would play, behind the card
            super().keyPressEvent(event)

    def _follow(self) -> None:
        link = None if self._told is None else self._told.link
        self.leave()
        if link is not None:
            self.link_requested.emit(link)

    def _stop_watching(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _fit(self) -> None:
        """As high as the text needs at the card's width."""
        width = min(round(_WIDTH * self._theme.scale), self._window.width() - 2 * _EDGE)
        layout = self.layout()
        assert layout is not None, "made with the card"  # noqa: S101
        layout.activate()
        self.setFixedWidth(width)
        self.setFixedHeight(layout.totalHeightForWidth(width))


def _placed(size: QSize, near: QRect, room: QRect) -> QPoint:
    """Below what was asked about, or above, or beside it; always inside, and off it where that can be."""
    x = min(max(near.left(), room.left() + _EDGE), room.right() - size.width() - _EDGE)
    below, above = near.bottom() + _BESIDE, near.top() - _BESIDE - size.height()
    if below + size.height() <= room.bottom() - _EDGE:
        return QPoint(x, below)
    if above >= room.top() + _EDGE:
        return QPoint(x, above)
    y = min(max(near.top(), room.top() + _EDGE), room.bottom() - size.height() - _EDGE)
    right = near.right() + _BESIDE
    if right + size.width() <= room.right() - _EDGE:
        return QPoint(right, y)
    return QPoint(max(near.left() - _BESIDE - size.width(), room.left() + _EDGE), y)
