"""Finds what is at a point of the window, or has the focus: what the view says, else the widget's words.

A view that knows more than that it is there has a method ``topic_at(place)``. The innermost one that answers
counts; where none does, names and tooltips speak for themselves.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTabBar,
    QWidget,
)

from gdstudio.lessons.explanations import Explanation
from gdstudio.views.kit.cover import Veil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction

    from gdstudio.lessons.explanations import Topic

_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"</p>|<br ?/?>")
_USES: tuple[tuple[type[QWidget], str], ...] = (
    (QComboBox, "Choose one of a list here (Up and Down, or a click)."),
    (QLineEdit, "Type here, then press Enter."),
    (QAbstractSpinBox, "Type a number here, or press Up and Down."),
    (QAbstractItemView, "Go through the list with Up and Down."),
    (QAbstractButton, "Press it with Space or a click."),
)


@runtime_checkable
class Knowing(Protocol):
    """A view that can say what is at a point of it."""

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is there, or None if it is nothing in particular."""


def widget_under(window: QWidget, place: QPoint) -> QWidget | None:
    """The innermost widget of the window at a place of the screen; None outside of it."""
    inside = window.mapFromGlobal(place)
    if not window.rect().contains(inside):
        return None
    return window.childAt(inside) or window


@runtime_checkable
class Focused(Protocol):
    """A view that, as what has the focus, stands for something as a whole."""

    def focus_topic(self) -> Topic | None:
        """What it stands for."""


def middle_of(widget: QWidget) -> QPoint:
    """Where on the screen what has the focus is: its middle, or that of the tab in front."""
    inside = widget.tabRect(widget.currentIndex()) if isinstance(widget, QTabBar) else widget.rect()
    return widget.mapToGlobal(inside.center())


def focused_topic(widget: QWidget, place: QPoint) -> Topic | None:
    """What stands behind what has the focus; `place` is its middle, on the screen."""
    return widget.focus_topic() if isinstance(widget, Focused) else topic_under(widget, place)


def topic_under(widget: QWidget, place: QPoint) -> Topic | None:
    """What the views say is at a place of the screen, of which `widget` is the innermost widget there."""
    for each in _outwards(widget):
        if isinstance(each, Veil):
            return None  # it says itself why nothing is said
        if isinstance(each, Knowing):
            topic = each.topic_at(each.mapFromGlobal(place))
            if topic is not None:
                return topic
    return None


def in_own_words(widget: QWidget, place: QPoint) -> Explanation:
    """What the widget at a place of the screen, or one around it, says of itself."""
    tab = _tab_at(widget, place)
    if tab is not None:
        return tab
    title = ""
    for each in _outwards(widget):
        title = title or _title(each)
        text = _sentence(each)
        if text and text != title:
            return Explanation(title or _title(each) or "Here", text)
    return Explanation(title or "GD Studio", "Point at something of the studio, and ask again.")


def focused_in(window: QWidget) -> QWidget | None:
    """What has the focus in a window, or None."""
    widget = QApplication.focusWidget() or window.focusWidget()
    return widget if widget is not None and (widget is window or window.isAncestorOf(widget)) else None


def _outwards(widget: QWidget) -> Iterator[QWidget]:
    """A widget and those around it, as far as its window."""
    each: QWidget | None = widget
    while each is not None:
        yield each
        each = None if each.isWindow() else each.parentWidget()


def _tab_at(widget: QWidget, place: QPoint) -> Explanation | None:
    if isinstance(widget, QTabBar):
        index = widget.tabAt(widget.mapFromGlobal(place))
        if index >= 0:
            name = widget.tabText(index).replace("&", "")
            return Explanation(
                name, plain(widget.tabToolTip(index)) or f"Brings the view “{name}” to the front."
            )
    if isinstance(widget, QMenuBar):
        action = widget.actionAt(widget.mapFromGlobal(place))
        menus = Explanation("Menus", "Everything that the studio can be told to do, with its keys.")
        return menus if action is None else of_action(action)
    return None


def of_action(action: QAction) -> Explanation:
    """What a menu or an item of one does, and its key."""
    menu, name, key = action.menu(), action.text().replace("&", ""), action.shortcut().toString()
    if isinstance(menu, QMenu):
        items = [item.text().replace("&", "").rstrip("…") for item in menu.actions() if item.text()]
        return Explanation(name, f"In this menu: {', '.join(items)}. F1 on one of them says what it does.")
    does = plain(action.toolTip())
    return Explanation(name.rstrip("…"), f"{does} ({key})" if key else does)


def _title(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName().splitlines()[0]
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "")
    if isinstance(widget, QLabel):
        return plain(widget.text())
    return widget.windowTitle() if widget.isWindow() else ""


def _sentence(widget: QWidget) -> str:
    for text in (widget.toolTip(), widget.whatsThis(), widget.accessibleDescription()):
        if plain(text) and plain(text) != _title(widget):
            return plain(text)
    if widget.accessibleName() or isinstance(widget, QAbstractButton):
        return next((use for kind, use in _USES if isinstance(widget, kind)), "")
    return ""


def plain(text: str) -> str:
    """A tooltip without its markup, its paragraphs as lines."""
    lines = _TAG.sub("", _PARAGRAPH.sub("\n", text)).splitlines() if "<" in text else text.splitlines()
    return "\n".join(unescape(line).strip() for line in lines if line.strip())
