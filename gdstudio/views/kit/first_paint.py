"""Waits until a widget is on the screen: what can be done after that keeps nobody waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Emits `happened` once, as soon as a widget and all that is painted with it stand on the screen."""

    happened = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        # A zero timer fires after the whole window is painted, and before the next key or click is handled.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self.happened)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint event, and look at none after it."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._painted.start()
        return False
