"""How one tile is painted: picture, name, prediction as number and bar, target and delta."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gdstudio.views.kit.snowflake import paint_snowflake
from gdstudio.views.pictures.shown import DELTA, PICTURE, PREDICTION, TARGET
from gdstudio.views.pictures.words import signed

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.shown import Shown
    from gdstudio.views.pictures.tile_plan import TilePlan

DIM = 0.42
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FOOT = 0.92
"""Delta's type, of the type above it."""
_LEAST_NAME = 7


class Verdict(Enum):
    """What is marked on the tile with the largest prediction."""

    NONE = "none"
    LARGEST = "largest"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True)
class Numbers:
    """The numbers on a tile as written.

    Attributes:
        pred: the prediction.
        delta: with its letter, or "".
        true: ``true 1``, or "" where the target is 0 or there is none.
    """

    pred: str
    delta: str
    true: str

    @classmethod
    def of(cls, shown: Shown, output: int) -> Numbers:
        """The numbers of one output."""
        pred = signed(float(shown.pred[output]))
        if shown.delta is None or shown.true is None:
            return cls(pred, "", "")
        true = float(shown.true[output])
        return cls(pred, f"δ {signed(float(shown.delta[output]))}", f"true {true:.3g}" if true else "")


@dataclass(frozen=True)
class TileLook:
    """What one tile looks like.

    Attributes:
        numbers: as written.
        verdict: the mark beside the name.
        rank: 1 for the chosen output, 2 for the second, else 0.
        hovered: whether the pointer is on it.
    """

    numbers: Numbers
    verdict: Verdict
    rank: int
    hovered: bool


def _place(value: float, room: QRectF, bars: tuple[float, float]) -> float:
    """Where a prediction is on the bars' scale."""
    low, high = bars
    return room.left() + room.width() * (min(max(value, low), high) - low) / (high - low)


class TileFace:
    """Fonts and measures of all tiles, kept between frames."""

    def __init__(self, theme: Theme, plan: TilePlan, names: tuple[str, ...]) -> None:
        self.plan, self._theme = plan, theme
        size = plan.type
        self._number, self._bold = theme.font(size, mono=True), theme.font(size, mono=True, bold=True)
        self._foot = theme.font(size * _FOOT, mono=True)
        self._true = theme.font(size * _FOOT, medium=True)
        self._bar_room = self._room_for_bar(QFontMetricsF(self._bold).horizontalAdvance("+0.000"))
        self._signs = {False: theme.color("negative"), True: theme.color("positive")}
        self._card, self._outline = theme.color("card"), theme.color("outline")
        self._mark = round(0.72 * size * theme.scale)
        foot = QFontMetricsF(self._foot).horizontalAdvance("δ +0.000")
        true = QFontMetricsF(self._true).horizontalAdvance("true 1")
        self._true_fits = foot + true + 5 * theme.scale <= plan.foot.width()
        self._names = [(name, *self._fitting(name)) for name in names]

    def _fitting(self, name: str) -> tuple[QFont, float]:
        """The largest bold type in which a name stands whole, and its width."""
        room = self.plan.head.width() - self._mark - 3 * self._theme.scale
        size = self.plan.type + 1
        while True:
            font = self._theme.font(size, bold=True)
            width = QFontMetricsF(font).horizontalAdvance(name)
            if width <= room or size <= _LEAST_NAME:
                return font, width
            size -= 0.5

    def paint_still(
        self, painter: QPainter, corner: QPointF, output: int, look: TileLook, lit: frozenset[str]
    ) -> None:
        """Draw a tile's surface, name and numbers, its left upper corner at `corner`."""
        painter.save()
        painter.translate(corner)
        self._paint_ground(painter, look)
        self._paint_name(painter, output, look)
        painter.setOpacity(1.0 if PREDICTION in lit else DIM)
        self._paint_prediction(painter, look)
        painter.setOpacity(1.0 if DELTA in lit else DIM)
        self._paint_foot(painter, look, lit)
        painter.restore()

    def paint_bar(
        self,
        painter: QPainter,
        corner: QPointF,
        pred: float,
        true: float | None,
        lit: frozenset[str],
        bars: tuple[float, float],
    ) -> None:
        """Draw the prediction's bar and the target's mark."""
        room = self._bar_room.translated(corner)
        painter.setOpacity(1.0 if PREDICTION in lit else DIM)
        self._paint_bar(painter, pred, room, bars)
        if true is not None:
            painter.setOpacity(1.0 if TARGET in lit else DIM)
            if TARGET in lit and PICTURE not in lit:  # Compare: how far it is from one to the other
                painter.setPen(QPen(self._theme.color("text"), 1.4 * self._theme.scale))
                ends = (_place(value, room, bars) for value in (pred, true))
                painter.drawLine(*(QPointF(x, room.center().y()) for x in ends))
            self._paint_target(painter, true, room, bars)
        painter.setOpacity(1.0)

    def paint_flake(self, painter: QPainter, corner: QPointF) -> None:
        """Draw the sign that some weights of a tile are frozen."""
        side = max(self._mark, round(11 * self._theme.scale))
        picture = self.picture(corner)
        flake = QRectF(picture.right() - side, picture.top(), side, side)
        painter.fillRect(flake, self._card)
        paint_snowflake(painter, flake, self._theme.color("ice"), 1.3 * self._theme.scale)

    def picture(self, corner: QPointF) -> QRectF:
        """Where the picture of a tile at `corner` is."""
        return QRectF(self.plan.picture).translated(corner)

    def _paint_ground(self, painter: QPainter, look: TileLook) -> None:
        theme, unit = self._theme, self._theme.scale
        edge = {0: "outline" if look.hovered else "border", 1: "accent", 2: "accent"}[look.rank]
        width = {0: 1.0, 1: 2.0, 2: 1.2}[look.rank] * unit
        painter.setPen(QPen(theme.color(edge), width))
        painter.setBrush(theme.color("accent_soft" if look.rank else "card"))
        rect, inset = QRectF(QPointF(), QSizeF(self.plan.size)), width / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 6 * unit, 6 * unit)

    def _paint_name(self, painter: QPainter, output: int, look: TileLook) -> None:
        theme, head = self._theme, QRectF(self.plan.head)
        name, font, width = self._names[output]
        painter.setPen(theme.color("text"))
        painter.setFont(font)
        painter.drawText(head, _LEFT, name)
        side = self._mark
        mark = QRectF(head.left() + width + 4 * theme.scale, head.center().y() - side / 2, side, side)
        _paint_verdict(painter, mark, look.verdict, theme)

    def _paint_prediction(self, painter: QPainter, look: TileLook) -> None:
        painter.setFont(self._number if look.verdict is Verdict.NONE else self._bold)
        painter.setPen(self._theme.color("text"))
        where = self.plan.bar if self.plan.stacked else self.plan.head
        painter.drawText(QRectF(where), _RIGHT, look.numbers.pred)

    def _room_for_bar(self, number_width: float) -> QRectF:
        room, unit = QRectF(self.plan.bar), self._theme.scale
        if self.plan.stacked:
            room.setWidth(room.width() - number_width)
        thick = min(room.height() * 0.72, (8 if self.plan.stacked else 11) * unit)
        room = QRectF(room.left(), room.center().y() - thick / 2, room.width(), thick)
        return room.adjusted(2 * unit, 0, -4 * unit, 0)  # a mark reaches beyond its place by half its size

    def _paint_bar(self, painter: QPainter, pred: float, room: QRectF, bars: tuple[float, float]) -> None:
        zero, end = _place(0, room, bars), _place(pred, room, bars)
        bar = QRectF(min(zero, end), room.top(), abs(end - zero), room.height())
        painter.fillRect(bar, self._signs[pred > 0])
        over = 2 * self._theme.scale
        painter.fillRect(QRectF(zero - 0.5, room.top() - over, 1, room.height() + 2 * over), self._outline)

    def _paint_target(self, painter: QPainter, true: float, room: QRectF, bars: tuple[float, float]) -> None:
        """A hollow diamond where the prediction should be; a smaller one where that is 0."""
        strong, unit = true != 0, self._theme.scale
        x, middle, half = _place(true, room, bars), room.center().y(), room.height() / 2
        color = self._theme.color("text" if strong else "muted")
        painter.setPen(QPen(color, (1.5 if strong else 1.0) * unit))
        painter.setBrush(self._card)
        size = half + 0.5 if strong else half * 0.72
        painter.drawPolygon(
            [
                QPointF(x, middle - size),
                QPointF(x + size, middle),
                QPointF(x, middle + size),
                QPointF(x - size, middle),
            ]
        )

    def _paint_foot(self, painter: QPainter, look: TileLook, lit: frozenset[str]) -> None:
        theme, rect = self._theme, QRectF(self.plan.foot)
        painter.setPen(theme.color("muted" if len(lit) > 3 else "text"))
        painter.setFont(self._foot)
        painter.drawText(rect, _LEFT, look.numbers.delta)
        if look.numbers.true and self._true_fits:
            painter.setFont(self._true)
            painter.setPen(theme.color("text"))
            painter.drawText(rect, _RIGHT, look.numbers.true)


def _paint_verdict(painter: QPainter, rect: QRectF, verdict: Verdict, theme: Theme) -> None:
    """Draw a tick, a cross, or a triangle for the largest prediction where no label is known."""
    if verdict is Verdict.NONE:
        return
    color = {
        Verdict.LARGEST: "accent",
        Verdict.RIGHT: "shrinks_text",
        Verdict.WRONG: "diverges_text",
    }[verdict]
    pen = QPen(theme.color(color), max(rect.width() * 0.2, 1.6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = {
        Verdict.RIGHT: [(0.08, 0.55), (0.38, 0.85), (0.92, 0.15)],
        Verdict.WRONG: [(0.12, 0.12), (0.88, 0.88)],
        Verdict.LARGEST: [(0.1, 0.85), (0.5, 0.12), (0.9, 0.85), (0.1, 0.85)],
    }[verdict]
    placed = [QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in points]
    painter.drawPolyline(QPolygonF(placed))
    if verdict is Verdict.WRONG:
        painter.drawLine(
            rect.topRight() + QPointF(-0.12, 0.12) * rect.width(),
            rect.bottomLeft() + QPointF(0.12, -0.12) * rect.width(),
        )
