"""Help for views that say what is at a point: buttons and fields speak for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit

from gdstudio.lessons.explanations import Topic

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.explanations import Kind


def as_a_whole(view: QWidget, place: QPoint, kind: Kind, lane: int = -1, output: int = 0) -> Topic | None:
    """A view's one topic, wherever one points at it, but for its buttons and fields."""
    child = view.childAt(place)
    controls = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
    return None if isinstance(child, controls) else Topic(kind, lane, output)
