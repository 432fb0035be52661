"""One remark in a line: a sign, the sentence, what would help as a button, and a cross to dismiss it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import isValid

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.hint.signs import CrossButton, Sign, paint_sign
from gdstudio.views.kit.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from gdstudio.lessons.remarks import Remark
    from gdstudio.views.kit.theme import Theme

HEIGHT = 26
"""Pixels at scale 1."""
_EDGE, _SIGN, _GAP = 8, 16, 8


class HintLine(QWidget):
    """Shows one remark, or nothing."""

    apply_requested = Signal()
    dismissed = Signal(bool)
    """Whether for good."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._remark: Remark | None = None
        self._keys: Mapping[str, str] = {}
        self._came_from: QWidget | None = None
        self.sentence = Sentence(theme, "Hint", self, centred=False)
        self.button, self.cross = QPushButton(self), CrossButton(theme, self)
        self.never_again = QAction("Don’t show this hint again", self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._connect()
        self.set_theme(theme)
        self.show_remark(None)

    def _connect(self) -> None:
        self.button.clicked.connect(self.apply_requested)
        self.cross.clicked.connect(lambda: self.dismissed.emit(False))
        self.never_again.triggered.connect(lambda: self.dismissed.emit(True))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_focus)

    def topic_at(self, place: QPoint) -> Topic | None:
        """What a hint is, for those who ask; its buttons speak for themselves."""
        if self._remark is None or self.childAt(place) in {self.button, self.cross}:
            return None
        return Topic(Kind.HINT, words=self._remark.sentence)

    # --- what it shows ------------------------------------------------------------------------------------

    def show_remark(self, remark: Remark | None) -> None:
        """Show a remark; None: nothing."""
        if remark is None and (self.button.hasFocus() or self.cross.hasFocus()):
            self._give_focus_back()
        self._remark = remark
        sentence = "" if remark is None else remark.sentence
        self.sentence.show_text(sentence)
        self.setToolTip(sentence)
        self.removeAction(self.never_again)
        if remark is not None:
            self.addAction(self.never_again)
        self._name_buttons()
        for part in (self.sentence, self.cross):
            part.setVisible(remark is not None)
        self.button.setVisible(remark is not None and remark.remedy is not None)
        self._lay_out()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        scale = theme.scale
        self.sentence.set_theme(theme, 1.0)
        self.cross.set_theme(theme)
        padding, height = round(10 * scale), round(20 * scale)
        self.button.setStyleSheet(f"QPushButton {{ padding: 0 {padding}px; min-height: {height}px }}")
        self._lay_out()
        self.update()

    def set_shortcut_texts(self, keys: Mapping[str, str]) -> None:
        """Say the window's shortcuts in the tooltips; keys: ``apply_hint`` and ``dismiss_hint``."""
        self._keys = keys
        self._name_buttons()

    def _name_buttons(self) -> None:
        remedy = self._remark.remedy if self._remark is not None else None
        if remedy is not None:
            text = f"Apply: {remedy.words}. Undo takes it back"
            self._name(self.button, f"Apply: {remedy.words}", text, "apply_hint")
        effect = "Dismisses this hint: it comes back when what it says newly arises"
        self._name(self.cross, "Dismiss the hint", effect, "dismiss_hint", "Esc")

    def _name(
        self, button: QPushButton | CrossButton, name: str, does: str, action: str, key: str = ""
    ) -> None:
        keys = ", ".join(filter(None, (key, self._keys.get(action, ""))))
        button.setAccessibleName(name)
        button.setAccessibleDescription(f"{does}.")
        button.setToolTip(f"{does} ({keys})" if keys else f"{does}.")

    # --- keys and focus -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses, when one of the buttons has the focus."""
        if event.key() == Qt.Key.Key_Escape and self._remark is not None:
            self.dismissed.emit(False)
        else:
            super().keyPressEvent(event)

    def _note_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember from where one came to a button."""
        ours = (self.button, self.cross)
        if now in ours and old not in ours:
            self._came_from = old

    def _give_focus_back(self) -> None:
        """To where it came from: Qt would give it to the next panel, where the next Space does something."""
        there, self._came_from = self._came_from, None
        usable = there is not None and isValid(there) and there.isVisible() and there.isEnabled()
        goal = there if usable and there is not None else self.window()
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- where things are ---------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """As narrow as may be: the sentence breaks in two, then its type gets smaller."""
        return QSize(300, HEIGHT) * self._theme.scale

    def _lay_out(self) -> None:
        """The buttons at the right end, the sentence before them."""
        remedy = self._remark.remedy if self._remark is not None else None
        if remedy is None:
            self._place(0)
            return
        # Where a long button leaves the sentence too little room, its tooltip says what is applied.
        for text in (f"Apply: {remedy.words}", "Apply"):
            self.button.setText(text)
            self._place(self.button.sizeHint().width())
            if self.sentence.fits:
                break

    def _place(self, button: int) -> None:
        scale, height = self._theme.scale, self.height()
        edge, gap = round(_EDGE * scale), round(_GAP * scale)
        right = self.width() - round(2 * scale) - self.cross.width()
        self.cross.move(right, (height - self.cross.height()) // 2)
        if button:
            tall = self.button.sizeHint().height()
            right -= gap // 2 + button
            self.button.setGeometry(QRect(right, (height - tall) // 2, button, tall))
        left = edge + round(_SIGN * scale) + gap
        self.sentence.setGeometry(QRect(left, 1, max(right - gap - left, 1), height - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the sign; nothing where nothing is said."""
        if self._remark is None:
            return
        theme, scale = self._theme, self._theme.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        side = _SIGN * scale
        sign = Sign.of(self._remark.kind)
        area = QRectF(_EDGE * scale, (self.height() - side) / 2, side, side)
        paint_sign(painter, sign, area, theme.color(sign.value))
        painter.end()
