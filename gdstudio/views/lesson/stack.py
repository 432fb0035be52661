"""Puts parts below each other, each as high as it must be at the width there is.

By hand rather than by Qt's layouts: word-wrapped parts in a resizable scroll area have crashed Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from gdstudio.views.kit.theme import Theme


class Part(Protocol):
    """A widget that knows how high it is at a width."""

    def height_at(self, width: int) -> int:
        """How high it must be."""
        ...

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        ...


class Stack(QWidget):
    """Parts below each other; hidden ones take no room.

    Args:
        gap: pixels at scale 1 between parts.
        margins: left, top, right and bottom, the same.
    """

    def __init__(
        self,
        theme: Theme,
        gap: int,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scale = theme.scale
        self._gap, self._margins = gap, margins
        self._parts: tuple[Part, ...] = ()

    def set_parts(self, parts: Iterable[Part]) -> None:
        """Stack these parts."""
        self._parts = tuple(parts)
        for part in self._parts:
            cast("QWidget", part).setParent(self)

    def set_air(self, gap: int, margins: tuple[int, int, int, int]) -> None:
        """Have other distances; see the class."""
        self._gap, self._margins = gap, margins

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._scale = theme.scale
        for part in self._parts:
            part.set_theme(theme)
        self.update()

    def height_at(self, width: int) -> int:
        """How high all of it is."""
        return self._stacked(width)[1]

    def lay_out(self) -> None:
        """Give each part its place."""
        for part, place in self._stacked(self.width())[0]:
            widget = cast("QWidget", part)
            if widget.geometry() != place:
                widget.setGeometry(place)
            elif isinstance(part, Stack):
                part.lay_out()  # what is in it may have changed and still take the same room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self.lay_out()

    def _stacked(self, width: int) -> tuple[list[tuple[Part, QRect]], int]:
        left, top, right, bottom = (round(margin * self._scale) for margin in self._margins)
        gap, inner = round(self._gap * self._scale), width - left - right
        places: list[tuple[Part, QRect]] = []
        y = top
        for part in self._parts:
            if cast("QWidget", part).isHidden():
                continue
            reach = int(getattr(part, "reach", 0))  # what it has around it, for its focus ring
            height = part.height_at(inner + 2 * reach)
            places.append((part, QRect(left - reach, y - reach, inner + 2 * reach, height)))
            y += height - 2 * reach + gap
        return places, y - (gap if places else 0) + bottom


class Row(QWidget):
    """A few small widgets in a row, or in several where they don't fit."""

    def __init__(self, widgets: Sequence[QWidget], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_widgets(widgets)
        self.set_theme(theme)

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Have these in the row."""
        self._widgets = tuple(widgets)
        for widget in widgets:
            widget.setParent(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._gap = round(8 * theme.scale)

    def height_at(self, width: int) -> int:
        """As high as its lines."""
        return max((place.bottom() + 1 for _, place in self._lines(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Lay out when a widget comes or goes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._lay_out()
        return super().event(event)

    def _lay_out(self) -> None:
        for widget, place in self._lines(self.width()):
            widget.setGeometry(place)

    def _lines(self, width: int) -> list[tuple[QWidget, QRect]]:
        places: list[tuple[QWidget, QRect]] = []
        x = y = line = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            widget.ensurePolished()  # only then it knows its size
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if x and x + size.width() > width:
                x, y, line = 0, y + line + self._gap, 0
            places.append((widget, QRect(x, y, min(size.width(), width), size.height())))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return places


class Column(QScrollArea):
    """A stack that is scrolled where it is too high.

    It always leaves room for the scroll bar: what is in it is as wide with and without one.
    """

    def __init__(self, sheet: Stack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(sheet)
        self.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent }")

    def refit(self) -> None:
        """Lay everything out anew."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        size = QSize(width, self._sheet.height_at(width))
        if self._sheet.size() != size:
            self._sheet.resize(size)
        self._sheet.lay_out()

    def show_part(self, part: QWidget) -> None:
        """Scroll as far as it takes to see a part, its end if not all of it."""
        self.refit()
        self.ensureWidgetVisible(part, 0, 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self.refit()
