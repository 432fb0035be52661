"""The picture of a large network itself: pointed at, clicked, typed into, and gone through with the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from gdstudio.core.examples import checked_value
from gdstudio.numerals import compact
from gdstudio.views.kit.number_edit import ENDING_KEYS, FIRST_CHARACTERS, NumberEdit
from gdstudio.views.matrix.face import Face, paint_crosshair, paint_mark
from gdstudio.views.matrix.plan import NAMES, Plan, plan_of
from gdstudio.views.matrix.spots import EDITABLE, Part, Spot, moved
from gdstudio.views.matrix.words import KEYS, title

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.matrix.shown import Shown

_FIRST = Spot(Part.WEIGHT, 0, 0)


class MatrixCanvas(QWidget):
    """Draws a `Shown`; says what is pointed at, chosen, to be frozen and to be set.

    Attributes:
        spot: what was chosen last, by a click, the keys or another view; None if nothing is.
        hovered: what the pointer is on.
    """

    pointed_at = Signal(object)
    """`Spot` or None."""
    chosen = Signal(object)
    """`Spot`."""
    freeze_wanted = Signal(object)
    """`Spot` of a weight."""
    value_wanted = Signal(object, int, float)
    """`Spot`, the row of the table that was shown when the typing began, the value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a canvas that waits for something to draw."""
        super().__init__(parent)
        self._theme = theme
        self._shown: Shown | None = None
        self._plan: Plan | None = None
        self._face: Face | None = None
        self._edit: NumberEdit | None = None
        self.spot: Spot | None = None
        self.hovered: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Weights as a matrix")
        self.setAccessibleDescription(KEYS)

    # --- showing ------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._lay_out()

    def draw(self, shown: Shown) -> None:
        """Draw other numbers of the same network."""
        old, self._shown = self._shown, shown
        if old is None or not shown.looks_like(old):
            self._face = None
            self._describe()
            self.update()

    def begin(self, shown: Shown) -> None:
        """Draw another network: nothing is chosen in it, and what was being typed is given up."""
        self.give_up()
        self.spot = self.hovered = None
        self._shown = shown
        self._describe()
        self._lay_out()

    def choose(self, spot: Spot | None) -> None:
        """Show what is chosen; no signal."""
        if spot != self.spot:
            self.spot = spot
            self._describe()
            self.update()

    def give_up(self) -> None:
        """End the typing without taking the number."""
        edit, self._edit = self._edit, None
        if edit is not None:
            edit.blockSignals(True)
            edit.hide()
            edit.deleteLater()

    @property
    def plan(self) -> Plan | None:
        """Where everything is, once there is something to draw."""
        if self._plan is None and self._shown is not None:
            examples = self._shown.lane.examples
            names = examples.input_names, examples.target_names
            self._plan = plan_of(self.width(), self.height(), self._theme, *names)
        return self._plan

    @property
    def face(self) -> Face | None:
        """What is painted, once there is something to draw."""
        if self._face is None and self._shown is not None and self.plan is not None:
            self._face = Face(self._theme, self.plan, self._shown)
        return self._face

    def _lay_out(self) -> None:
        self._plan = self._face = None
        self.update()

    def _describe(self) -> None:
        """Say the chosen number to a screen reader."""
        shown, spot = self._shown, self.spot
        text = KEYS if shown is None or spot is None else shown.in_words(spot)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # --- typing -------------------------------------------------------------------------------------------

    def open_edit(self, spot: Spot, text: str = "") -> None:
        """Let the user type a number, beginning with `text` or with the number as it is."""
        shown, plan = self._shown, self.plan
        if shown is None or plan is None or spot.part not in EDITABLE or self._edit is not None:
            return
        name, row = title(shown.lane, spot), shown.lane.row
        edit = self._edit = NumberEdit(
            compact(shown.value(spot), 12), partial(checked_value, name=name), self
        )
        edit.setAccessibleName(name)
        edit.lie_over(plan.rect(spot).toRect(), self._theme.font(NAMES + 1, mono=True))
        edit.value_entered.connect(lambda value: self.value_wanted.emit(spot, row, value))
        edit.left.connect(self._close_edit)
        edit.show()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            edit.setText(text)

    def _close_edit(self) -> None:
        edit, self._edit = self._edit, None
        if edit is not None and edit.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the pointer --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is there."""
        spot = self.plan.at(event.position()) if self.plan is not None else None
        if event.button() is Qt.MouseButton.LeftButton and spot is not None:
            self._go_to(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Freeze a weight, or let it learn again; type another number."""
        spot = self.plan.at(event.position()) if self.plan is not None else None
        if event.button() is not Qt.MouseButton.LeftButton or spot is None:
            return
        if spot.part is Part.WEIGHT:
            self.freeze_wanted.emit(spot)
        else:
            self.open_edit(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is there."""
        self._point_at(self.plan.at(event.position()) if self.plan is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, spot: Spot | None) -> None:
        if spot != self.hovered:
            self.hovered = spot
            self.pointed_at.emit(spot)
            self.update()

    # --- the keyboard -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from number to number, type one, freeze a weight."""
        shown, plain = self._shown, not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if shown is None or not (plain or event.modifiers() == Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
            return
        spot, key = self.spot, event.key()
        goal = moved(spot, key, shown.shape) if spot is not None else None
        if spot is None and moved(_FIRST, key, shown.shape) is not None:
            goal = _FIRST
        if goal is not None:
            self._go_to(goal)
        elif spot is not None and key in (*ENDING_KEYS, Qt.Key.Key_F2) and spot.part in EDITABLE:
            self.open_edit(spot)
        elif spot is not None and key == Qt.Key.Key_F and spot.part is Part.WEIGHT:
            self.freeze_wanted.emit(spot)
        elif spot is not None and event.text() and event.text() in FIRST_CHARACTERS and spot.part in EDITABLE:
            self.open_edit(spot, event.text())
        else:
            super().keyPressEvent(event)

    def _go_to(self, spot: Spot) -> None:
        self.choose(spot)
        self.chosen.emit(spot)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self.update()

    # --- Qt's own occasions -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tooltip with the number under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self.plan.at(event.pos().toPointF()) if self.plan is not None else None
            shown = self._shown
            text = KEYS if shown is None or spot is None else shown.in_words(spot)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything, then the marks on what is chosen and pointed at, and a ring when focused."""
        plan, face, theme = self.plan, self.face, self._theme
        if plan is None or face is None:
            return
        painter = QPainter(self)
        lit = self.hovered or self.spot
        face.paint(painter, self.devicePixelRatioF(), lit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit is not None:
            paint_crosshair(painter, theme, plan, lit)
        if self.spot is not None:
            paint_mark(painter, theme, plan.rect(self.spot), chosen=True)
        if self.hovered is not None and self.hovered != self.spot:
            paint_mark(painter, theme, plan.rect(self.hovered), chosen=False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(plan.inputs.united(plan.cells).adjusted(-2, -2, 2, 2), 3, 3)
        painter.end()
