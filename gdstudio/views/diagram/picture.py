"""What the network diagram draws below its chips: lines, names, headings and the tags beside the weights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan, sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QRegion

from gdstudio.lessons.formulas import fitted
from gdstudio.messages import Phase
from gdstudio.views.kit.chip_face import DIM_OPACITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QFont

    from gdstudio.messages import Lane
    from gdstudio.views.diagram.layout import NetLayout
    from gdstudio.views.diagram.remarked import Notes
    from gdstudio.views.kit.theme import Theme

_THICKEST = 6.0
_NEARLY_ZERO = 0.002
LEAST_SCALE = 0.5
"""The weight that has the thickest line, unless a weight is larger."""
_CLEAR_OF_CURVES = 0.35
"""How far a note may reach beyond its circle, as a share of the way to the weights."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class LineLook:
    """How one weight's line looks.

    Attributes:
        sign: 1, −1, or 0 near zero.
        width: in quarters of a pixel at scale 1, so that tiny changes are no changes.
        frozen: dashed, in ice.
        picked: looked at or selected.
    """

    sign: int
    width: int
    frozen: bool
    picked: bool


@dataclass(frozen=True)
class Tag:
    """What is written beside a weight, and the theme's colour for it."""

    text: str
    color: str


def line_looks(lane: Lane, largest: float, picked: set[tuple[int, int]]) -> tuple[LineLook, ...]:
    """How the lines look, weight by weight.

    Args:
        lane: the run.
        largest: the size of weight that gets the thickest line.
        picked: the weights, as (output, input), that stand out.
    """
    n_inputs = lane.now.weights.shape[1]
    looks = []
    for index, (weight, frozen) in enumerate(
        zip(lane.now.weights.ravel().tolist(), lane.frozen.ravel().tolist(), strict=True)
    ):
        sign = 0 if abs(weight) < _NEARLY_ZERO * largest else 1 if weight > 0 else -1
        width = 1 + (_THICKEST - 1) * sqrt(min(abs(weight) / largest, 1.0))
        looks.append(LineLook(sign, round(width * 4), frozen, divmod(index, n_inputs) in picked))
    return tuple(looks)


def tags(lane: Lane, phase: Phase | None, characters: int) -> tuple[Tag, ...]:
    """What is written beside the weights: their weight_delta, then what Learn adds; nothing in other phases.

    Args:
        lane: the run.
        phase: the phase that is brought out, if any.
        characters: how many there is room for.
    """
    if phase not in (Phase.WEIGHT_DELTAS, Phase.LEARN):
        return ()
    weight_deltas, frozen = lane.now.weight_deltas.ravel().tolist(), lane.frozen.ravel().tolist()
    return tuple(
        tag(weight_delta, lane.alpha, phase, characters, frozen=still)
        for weight_delta, still in zip(weight_deltas, frozen, strict=True)
    )


def tag(weight_delta: float, alpha: float, phase: Phase, characters: int, *, frozen: bool) -> Tag:
    """What is written beside one weight: its weight_delta, at Learn what that adds to the weight."""
    value = 0.0 - alpha * weight_delta if phase is Phase.LEARN else weight_delta
    plus = "+" if phase is Phase.LEARN and value > 0 else ""
    color = "ice" if frozen else sign_color(value)
    return Tag(plus + fitted(value, characters - len(plus)), color)


def sign_color(value: float) -> str:
    """The theme's colour for text with this sign."""
    return "muted" if value == 0 or isnan(value) else "positive_text" if value > 0 else "negative_text"


class Picture:
    """One network's lines and words, prepared for a layout and painted with what changes.

    Args:
        theme: the colours.
        layout: where everything is.
        lane: what the inputs, targets and the run are called.
    """

    def __init__(self, theme: Theme, layout: NetLayout, lane: Lane) -> None:
        self._unit = layout.sizes.unit
        self._theme, self._layout = replace(theme, scale=self._unit), layout
        self._paths = [path for k, row in enumerate(layout.weights) for path in self._paths_into(k, len(row))]
        self._lane_label = lane.start.label
        self._input_names, self._target_names = lane.examples.input_names, lane.examples.target_names
        self._label_font = self._theme.font(13, bold=True)
        self._tag_font = self._theme.font(11.7, mono=True)

        self.changing = self._changing()
        n_outputs, n_inputs = len(self._target_names), len(self._input_names)
        self._notes: tuple[Notes, Notes] = ((),) * n_inputs, ((),) * n_outputs

    def take_notes(self, notes: tuple[Notes, Notes]) -> bool:
        """Write these beside the names of inputs and outputs from now on; say whether they are others."""
        changed, self._notes = notes != self._notes, notes
        return changed

    def paint(
        self, painter: QPainter, looks: tuple[LineLook, ...], lines_dim: bool, tags: tuple[Tag, ...]
    ) -> None:
        """Draw everything."""
        self._paint_hairlines(painter)
        if lines_dim:
            painter.setOpacity(DIM_OPACITY * 0.8)
        for look, path in zip(looks, self._paths, strict=True):
            if look.picked:
                self._paint_halo(painter, path)
        for look, path in sorted(zip(looks, self._paths, strict=True), key=lambda pair: -pair[0].width):
            painter.strokePath(path, self._pen(look))
        painter.setOpacity(1.0)
        rects = [rect for row in self._layout.tags for rect in row]
        for tag, rect in zip(tags, rects, strict=False):
            self._paint_tag(painter, tag, rect)
        self._paint_words(painter)

    def _changing(self) -> QRegion:
        """Where lines and tags are seen, without the freeze buttons: they are costly to paint again."""
        layout = self._layout
        tags = [rect.adjusted(-1, -1, 1, 1) for row in layout.tags for rect in row]
        left, right = layout.inputs[0].center().x(), layout.preds[0].center().x()
        area = QRectF(left, layout.area.top(), right - left, layout.area.height())
        region = QRegion(area.toAlignedRect())
        for rect in tags:
            region += rect.toAlignedRect()
        for row in layout.buttons:
            for button in row:
                region -= button.toRect().adjusted(-1, -1, 1, 1)
        return region

    def _paths_into(self, output: int, n_inputs: int) -> list[QPainterPath]:
        return [self._path(output, j) for j in range(n_inputs)]

    def _path(self, output: int, column: int) -> QPainterPath:
        """From the input's edge through the weight to the prediction's edge."""
        layout = self._layout
        source, goal = layout.inputs[column], layout.preds[output]
        pill = layout.weights[output][column]
        if layout.is_straight(output, column):
            path = QPainterPath(source.center())
            path.lineTo(goal.center())
            return path
        path = QPainterPath(QPointF(source.right() - 1, source.center().y()))
        _curve_to(path, QPointF(pill.left() + 2, pill.center().y()))
        path.moveTo(pill.right() - 2, pill.center().y())
        _curve_to(path, QPointF(goal.left() + 1, goal.center().y()))
        return path

    def _pen(self, look: LineLook) -> QPen:
        theme = self._theme
        name = "ice" if look.frozen else ("outline", "positive", "negative")[look.sign]
        pen = QPen(theme.color(name), look.width / 4 * self._unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if look.frozen:
            length = max(look.width / 4, 2.0)
            pen.setDashPattern([6 / length, 5 / length])
        return pen

    def _paint_halo(self, painter: QPainter, path: QPainterPath) -> None:
        halo = QColor(self._theme.color("accent"))
        halo.setAlphaF(0.25)
        painter.strokePath(path, QPen(halo, (_THICKEST + 6) * self._unit, c=Qt.PenCapStyle.FlatCap))

    def _paint_hairlines(self, painter: QPainter) -> None:
        """From each prediction to what it is compared with."""
        layout = self._layout
        painter.setPen(QPen(self._theme.color("border"), 1.5 * self._unit))
        for pred, target, error in zip(layout.preds, layout.targets, layout.errors, strict=True):
            middle = pred.center().y()
            if target.top() <= middle <= error.bottom():
                painter.drawLine(QPointF(pred.right(), middle), QPointF(target.left(), middle))

    def _paint_tag(self, painter: QPainter, tag: Tag, rect: QRectF) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(rect, 4 * self._unit, 4 * self._unit)
        painter.setPen(theme.color(tag.color))
        painter.setFont(self._tag_font)
        painter.drawText(rect, _CENTRE, tag.text)

    def names_of(self, circles: Sequence[QRectF]) -> list[QRectF]:
        """Where the names above the inputs, or above the predictions, are written."""
        return [self._name_place(*named)[2] for named in self._named() if named[0] in circles]

    def _paint_words(self, painter: QPainter) -> None:
        layout, theme = self._layout, self._theme
        painter.setPen(theme.color("muted"))
        for named in self._named():
            text, font, rect = self._name_place(*named)
            painter.setFont(font)
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self._theme.font(12))
        for rect, text in zip(layout.headings, ("target", "delta δ", "error δ²"), strict=False):
            inner = rect.adjusted(0, 0, -10 * self._unit, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if layout.label.height():
            painter.setPen(theme.color("text"))
            painter.setFont(self._label_font)
            painter.drawText(
                layout.label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._lane_label
            )

    def _named(self) -> Iterator[tuple[QRectF, QRectF, str, tuple[str, ...]]]:
        """The circles that have a name, each with the room for it, the name, and what is noted beside it."""
        layout = self._layout
        inputs, outputs = self._notes
        preds = [f"pred {name}" for name in self._target_names]
        yield from zip(layout.inputs, layout.input_names, self._input_names, inputs, strict=True)
        yield from zip(layout.preds, layout.pred_names, preds, outputs, strict=True)

    def _name_place(
        self, circle: QRectF, room: QRectF, name: str, note: tuple[str, ...]
    ) -> tuple[str, QFont, QRectF]:
        """Around the circle's middle, or as near as its length allows; with a note if there is room."""
        # Curved lines leave an input at once for weights above and below: a long note would lie on them.
        several = len(self._layout.preds) > 1 < len(self._layout.inputs)
        curved = several and circle.center().x() < self._layout.weights[0][0].left()
        beside = (
            circle.right() + _CLEAR_OF_CURVES * (room.right() - circle.right()) if curved else room.right()
        )
        noted = [(f"{name} · {words}", size, beside) for words in note for size in (12.0, 11.0)]
        plain = [(name, size, room.right()) for size in (12.0, 11.0, 10.0, 9.0)]
        for text, size, right in (*noted, *plain):
            font = self._theme.font(size)
            width = QFontMetricsF(font).horizontalAdvance(text)
            if width <= right - room.left() and (text == name or self._end(circle, room, width) <= right):
                break
        left = self._end(circle, room, width) - width
        return text, font, QRectF(left, room.top(), width + 1, room.height())

    @staticmethod
    def _end(circle: QRectF, room: QRectF, width: float) -> float:
        """Where a text of this width ends that is around the circle's middle, or as near as it fits."""
        return max(min(circle.center().x() - width / 2, room.right() - width), room.left()) + width


def _curve_to(path: QPainterPath, goal: QPointF) -> None:
    """A curve that leaves and arrives level."""
    start = path.currentPosition()
    middle = (start.x() + goal.x()) / 2
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, goal.y()), goal)
