"""The line in which a number is typed, laid over the chip that shows it; it lives as long as the typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gdstudio.numerals import MINUS, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent

ENDING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHARACTERS = 11
"""How many characters are seen at once, at least."""
FIRST_CHARACTERS = f"0123456789-.,{MINUS}"

_WIDEST_COMPLAINT = 300
_AROUND_COMPLAINT = 20
_COMPLAINT_STYLE = (
    "background: palette(base); color: palette(text); border: 1px solid palette(text);"
    "border-radius: 5px; padding: 4px 7px;"
)


class NumberEdit(QLineEdit):
    """Enter and leaving take the number, Esc leaves it as it was.

    Text that is no usable number is marked (property ``invalid``) and explained beside it; Enter then stays,
    leaving gives up.

    Args:
        text: the number as it is.
        check: returns a number that may be used, or raises ValueError with a sentence.
        parent: what it lies on.
    """

    value_entered = Signal(float)
    """A usable number has been typed; at most once."""
    left = Signal()
    """The typing is over, with or without a number."""

    def __init__(self, text: str, check: Callable[[float], float], parent: QWidget) -> None:
        super().__init__(text, parent)
        self._before, self._ground = text, parent
        self._check = check
        self._over = False
        self._complaint: QLabel | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setToolTip("Enter takes the number, Esc leaves it as it was")
        self.textEdited.connect(lambda: self._mark(""))
        self.selectAll()

    def lie_over(self, chip: QRect, font: QFont) -> None:
        """Cover a chip, inside the parent, in the chip's type."""
        # A style sheet, because the application's would win over setFont.
        self.setStyleSheet(
            f'font-family: "{font.family()}"; font-size: {font.pixelSize()}px; padding: 2px 4px;'
        )
        least_width = QFontMetrics(font).horizontalAdvance("0") * _CHARACTERS
        width, height = max(chip.width(), least_width), self.sizeHint().height()
        ground = self._ground.rect()
        left = min(max(chip.center().x() - width // 2, 0), max(ground.width() - width, 0))
        top = min(max(chip.center().y() - height // 2, 0), max(ground.height() - height, 0))
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the number, Esc does not."""
        if event.key() in ENDING_KEYS:
            self._take(stay=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes the number; its own menu is not leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._take(stay=False)

    def _take(self, *, stay: bool) -> None:
        if self._over:
            return
        try:
            value = self._check(parse(self.text()))
        except ValueError as error:
            self._mark(str(error))
            if not stay:
                self._end()
            return
        if self.text() != self._before:
            self.value_entered.emit(value)
        self._end()

    def _mark(self, sentence: str) -> None:
        """Show what is wrong, or with "" that nothing is."""
        if bool(self.property("invalid")) != bool(sentence):
            self.setProperty("invalid", bool(sentence))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(sentence)
        if sentence and self._complaint is None:
            self._complaint = QLabel(self.window())
            self._complaint.setStyleSheet(_COMPLAINT_STYLE)
            self._complaint.setWordWrap(True)
        if self._complaint is not None:
            self._complaint.setVisible(bool(sentence))
            self._complaint.setText(sentence)
            self._put_near(self._complaint)

    def _put_near(self, complaint: QLabel) -> None:
        """Below the line, or above it where there is no room below; inside the window."""
        room = self.window().rect()
        complaint.ensurePolished()
        one_line = complaint.fontMetrics().horizontalAdvance(complaint.text()) + _AROUND_COMPLAINT
        width = min(one_line, _WIDEST_COMPLAINT, room.width())
        size = QSize(width, complaint.heightForWidth(width))
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        if corner.y() + size.height() > room.bottom():
            corner -= QPoint(0, self.height() + size.height() + 4)
        corner.setX(max(min(corner.x(), room.right() - size.width()), 0))
        complaint.setGeometry(QRect(corner, size))
        complaint.raise_()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            if self._complaint is not None:
                self._complaint.deleteLater()
                self._complaint.hide()
            self.left.emit()
            self.hide()
            self.deleteLater()
