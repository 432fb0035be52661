"""F1 where the window's own key does not reach: in an open menu, and in dialogs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWhatsThis, QWidget

from gdstudio.views.explain.asked import in_own_words, middle_of, of_action, widget_under
from gdstudio.views.kit.theme import UI_FAMILY

if TYPE_CHECKING:
    from collections.abc import Callable

_KNOWN = "explains itself"


class Elsewhere(QObject):
    """Waits for F1 in the window's menus and in every dialog that gets the focus.

    Args:
        window: whose menus they are.
        pointer: gives the pointer's place on the screen.
    """

    told = Signal(object, QRect)
    """An `Explanation` of a menu's item, and where that was, in the window's pixels."""

    def __init__(self, window: QMainWindow, pointer: Callable[[], QPoint]) -> None:
        super().__init__(window)
        self._window, self._pointer = window, pointer
        for menu in window.menuBar().findChildren(QMenu):
            menu.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._see)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F1 in a menu explains its lit item, in the window, and the menu goes."""
        if not isinstance(watched, QMenu) or not isinstance(event, QKeyEvent):
            return False
        if event.type() is not QEvent.Type.KeyPress or event.key() != Qt.Key.Key_F1:
            return False
        action = watched.activeAction()
        if action is not None:
            item = watched.actionGeometry(action)
            near = QRect(self._window.mapFromGlobal(watched.mapToGlobal(item.topLeft())), item.size())
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
            self.told.emit(of_action(action), near)
        return True

    def _see(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Give a dialog that gets the focus for the first time its own F1."""
        dialog = None if new is None else new.window()
        if isinstance(dialog, QDialog) and not dialog.property(_KNOWN):
            dialog.setProperty(_KNOWN, True)
            key = QShortcut(QKeySequence(Qt.Key.Key_F1), dialog)
            key.activated.connect(lambda: self._explain_in(dialog))

    def _explain_in(self, dialog: QDialog) -> None:
        """What is under the pointer, or else has the focus; in a bubble, for a card may not have the room."""
        place = self._pointer()
        widget = widget_under(dialog, place)
        if widget is None:
            widget = dialog.focusWidget() or dialog
            place = middle_of(widget)
        told = in_own_words(widget, place)
        text = escape(told.text).replace("\n", "<br>")
        words = f"<b>{escape(told.title)}</b><br>{text}"
        QWhatsThis.showText(place, f'<span style="font-family: {UI_FAMILY}">{words}</span>', widget)
