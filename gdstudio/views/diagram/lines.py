"""The weights of the compact diagram as lines: drawn, pointed at, and gone through with the keys."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.chip_face import DIM_OPACITY
from gdstudio.views.kit.number_edit import ENDING_KEYS, FIRST_CHARACTERS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.views.diagram.compact_layout import CompactLayout
    from gdstudio.views.diagram.picture import LineLook, Tag
    from gdstudio.views.kit.theme import Theme

    Place = tuple[int, int]
    """A weight, as (output, input)."""

KEYS = "Arrow keys go from weight to weight; type, or Enter, sets one; F freezes."
REACH = 6.0
"""How near to a line the pointer must be, in pixels at scale 1."""
_FAITH = 1.5
"""How much nearer another line must be than the one that is pointed at."""
_HALO, _TAG_TYPE = 7.0, 11.0
_SHARES, _FEW, _THINNING = (0.35, 0.8), 12, 0.35
"""Of the widths in the diagram of few weights: with very many and with few lines, and how it falls."""
_FADED = 0.3
"""How strong the other lines are while one is looked at."""
_COLORS = ("outline", "positive", "negative")


class Lines(QWidget):
    """Draws the lines of one network; says which is pointed at, chosen, to be frozen and to be typed.

    Attributes:
        lines: the weights' lines, row by row.
    """

    pointed_at = Signal(object, QPointF)
    """Place or None, and the pointer."""
    chosen = Signal(object)
    """Place."""
    freeze_wanted = Signal()
    """Of the chosen weight."""
    edit_wanted = Signal(str)
    """Of the chosen weight, beginning with this text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._unit = theme, 1.0
        self._shape = (0, 0)
        self._groups: list[tuple[bool, QPen, list[QLineF]]] = []
        self._faded = False
        self._looks: tuple[LineLook, ...] = ()
        self._dim = False
        self._tag: tuple[Tag, QRectF] | None = None
        self._place: Place | None = None
        self._hovered: Place | None = None
        self.lines: list[QLineF] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Weights as lines")
        self.setAccessibleDescription(KEYS)

    def lay_out(self, theme: Theme, layout: CompactLayout) -> None:
        """Take on another look, and other places of the lines."""
        self._theme, self._unit = theme, layout.unit
        self._shape = len(layout.preds), len(layout.inputs)
        self.lines = [layout.line(k, j) for k in range(self._shape[0]) for j in range(self._shape[1])]
        self._looks = ()
        self.update()

    def draw(
        self, looks: tuple[LineLook, ...], place: Place | None, tag: tuple[Tag, QRectF] | None, *, dim: bool
    ) -> None:
        """Draw the lines so, with `place` chosen and a tag below it; `dim` where the phase needs them not."""
        self._place = place
        faded = self._hovered is not None
        if (looks, tag, dim, faded) != (self._looks, self._tag, self._dim, self._faded):
            if looks != self._looks:
                self._looks = looks
                self._groups = self._grouped(looks)
            self._tag, self._dim, self._faded = tag, dim, faded
            self.update()

    def describe(self, text: str) -> None:
        """Say the chosen weight to a screen reader."""
        text = f"{text}. {KEYS}" if text else KEYS
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def at(self, point: QPointF) -> Place | None:
        """The weight whose line is nearest, within reach; the one pointed at stays so a little longer."""
        if not self.lines:
            return None
        far = [_distance(line, point) for line in self.lines]
        nearest = min(range(len(far)), key=far.__getitem__)
        if self._hovered is not None:
            now = self._hovered[0] * self._shape[1] + self._hovered[1]
            if now < len(far) and far[now] < far[nearest] + _FAITH * self._unit:
                nearest = now
        return divmod(nearest, self._shape[1]) if far[nearest] <= REACH * self._unit else None

    def _grouped(self, looks: tuple[LineLook, ...]) -> list[tuple[bool, QPen, list[QLineF]]]:
        """Lines that look alike are drawn at once; thick ones first, those picked last, on a halo."""
        few, most = _SHARES
        share = max(few, most * min((_FEW / len(looks)) ** _THINNING, 1.0))
        groups: dict[tuple[bool, int, int, bool], list[QLineF]] = {}
        for look, line in zip(looks, self.lines, strict=True):
            key = (look.picked, -round(look.width * share), look.sign, look.frozen)
            groups.setdefault(key, []).append(line)
        made: list[tuple[bool, QPen, list[QLineF]]] = []
        for (picked, quarters, sign, frozen), lines in sorted(groups.items(), key=lambda group: group[0]):
            if picked:
                halo = QColor(self._theme.color("accent"))
                halo.setAlphaF(0.3)
                pen = QPen(halo, _HALO * self._unit - quarters / 4 * self._unit, c=Qt.PenCapStyle.FlatCap)
                made.append((picked, pen, lines))
            made.append((picked, self._pen(max(-quarters / 4, 0.75), sign, frozen=frozen), lines))
        return made

    def _pen(self, width: float, sign: int, *, frozen: bool) -> QPen:
        color = self._theme.color("ice" if frozen else _COLORS[sign])
        pen = QPen(color, width * self._unit, c=Qt.PenCapStyle.FlatCap)
        if frozen:
            length = max(width, 1.5)
            pen.setDashPattern([6 / length, 4 / length])
        return pen

    # --- the pointer --------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the line that is there."""
        self._point_at(self.at(event.position()), event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._point_at(None, QPointF())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the line that is there."""
        place = self.at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type."""
        if event.button() is Qt.MouseButton.LeftButton and self.at(event.position()) is not None:
            self.edit_wanted.emit("")

    def point_at(self, place: Place | None) -> None:
        """Know what is looked at, on a weight's chip or in another view; no signal."""
        self._hovered = place

    def _point_at(self, place: Place | None, point: QPointF) -> None:
        if place != self._hovered:
            self._hovered = place
            self.pointed_at.emit(place, point)

    # --- the keyboard -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from weight to weight, type one, freeze one."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        goal = None if modifiers else self._moved(Qt.Key(key))
        if modifiers and modifiers != Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif goal is not None:
            self.chosen.emit(goal)
        elif self._place is None:
            super().keyPressEvent(event)
        elif key in (*ENDING_KEYS, Qt.Key.Key_F2):
            self.edit_wanted.emit("")
        elif key == Qt.Key.Key_F:
            self.freeze_wanted.emit()
        elif event.text() and event.text() in FIRST_CHARACTERS:
            self.edit_wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _moved(self, key: Qt.Key) -> Place | None:
        """Where a key leads, as in the matrix: sideways to another input, up and down to another output."""
        keys, (n_outputs, n_inputs) = Qt.Key, self._shape
        ways = {
            keys.Key_Left: (0, -1),
            keys.Key_Right: (0, 1),
            keys.Key_Up: (-1, 0),
            keys.Key_Down: (1, 0),
            keys.Key_Home: (0, -n_inputs),
            keys.Key_End: (0, n_inputs),
            keys.Key_PageUp: (-n_outputs, 0),
            keys.Key_PageDown: (n_outputs, 0),
        }
        if key not in ways or not self.lines:
            return None
        if self._place is None:
            return 0, 0
        output, column = (here + way for here, way in zip(self._place, ways[key], strict=True))
        return min(max(output, 0), n_outputs - 1), min(max(column, 0), n_inputs - 1)

    # --- Qt's own occasions -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, the tag, and a ring when focused."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strength = DIM_OPACITY * 0.8 if self._dim else 1.0
        one = self._faded or (self._place is not None and self.hasFocus())
        for picked, pen, lines in self._groups:
            painter.setOpacity(strength if picked or not one else strength * _FADED)
            painter.setPen(pen)
            painter.drawLines(lines)
        painter.setOpacity(1.0)
        if self._tag is not None:
            tag, rect = self._tag
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4 * self._unit, 4 * self._unit)
            painter.setPen(theme.color(tag.color))
            painter.setFont(theme.font(_TAG_TYPE, mono=True))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tag.text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


def _distance(line: QLineF, point: QPointF) -> float:
    """From a point to a line that has ends."""
    across, down, length = line.dx(), line.dy(), line.length()
    x, y = point.x() - line.x1(), point.y() - line.y1()
    part = min(max((x * across + y * down) / length**2, 0.0), 1.0)
    return hypot(x - part * across, y - part * down)
