"""The question mark: the next click in the window explains what it hits, and does nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
}


class Pointing(QObject):
    """Waits for one click in the window, with a question mark for a pointer. Esc leaves."""

    pointed = Signal(QPoint)
    """A place of the screen."""
    changed = Signal(bool)
    """Whether it waits."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._place: QPoint | None = None
        self.waiting = False

    def begin(self) -> None:
        """Wait for a click."""
        application = QApplication.instance()
        if self.waiting or application is None:
            return
        self.waiting, self._place = True, None
        application.installEventFilter(self)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WhatsThisCursor)
        self.changed.emit(True)

    def leave(self) -> None:
        """Wait no more."""
        application = QApplication.instance()
        if not self.waiting or application is None:
            return
        self.waiting = False
        application.removeEventFilter(self)
        QGuiApplication.restoreOverrideCursor()
        self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the click from whatever it hits; tell of it when the button is let go."""
        kind = event.type()
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QMouseEvent) and kind in _MOUSE and watched.window() is self._window:
            if kind is QEvent.Type.MouseButtonPress:
                self._place = event.globalPosition().toPoint()
            elif kind is QEvent.Type.MouseButtonRelease and self._place is not None:
                self.leave()
                self.pointed.emit(self._place)
            return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if kind is QEvent.Type.KeyPress:
                self.leave()
            return kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if kind is QEvent.Type.WindowDeactivate and watched is self._window:
            self.leave()
        return False
