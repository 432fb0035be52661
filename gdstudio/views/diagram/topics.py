"""What is at a point of the diagram, for those who ask: a number, a line, a weight_delta."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from gdstudio.lessons.explanations import Kind, Topic

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.diagram.handles import Handles
    from gdstudio.views.diagram.lane import LaneChips
    from gdstudio.views.diagram.layout import NetLayout
    from gdstudio.views.diagram.nodes import NodeChips

_REACH = 6.0
"""So many pixels beside a line still mean the line."""


def topic_of_chip(chips: LaneChips, index: int, child: QWidget | None) -> Topic | None:
    """What a number or a button of the network stands for.

    Args:
        chips: the network's.
        index: which run it is.
        child: the widget that is asked about.
    """
    for ref, chip in chips.weights.items():
        if child is chip:
            return Topic(Kind.WEIGHT, index, ref.output, ref.input)
        if child is chips.freezers[ref]:
            return Topic(Kind.FREEZE, index, ref.output, ref.input)
    return topic_of_node(chips, index, child)


def topic_of_handle(handles: Handles, index: int, child: QWidget | None) -> Topic | None:
    """What the chip and the button on the line of a weight stand for, where it alone has them."""
    for handle in (handles.chosen, handles.spare):
        if handle.place is not None and child in (handle.chip, handle.button):
            kind = Kind.WEIGHT if child is handle.chip else Kind.FREEZE
            return Topic(kind, index, *handle.place)
    return None


def topic_of_node(chips: NodeChips, index: int, child: QWidget | None) -> Topic | None:
    """The same but for the weights."""
    for column, chip in enumerate(chips.inputs):
        if child is chip:
            return Topic(Kind.INPUT, index, input=column)
    for kind, row in (
        (Kind.PRED, chips.preds),
        (Kind.TARGET, chips.targets),
        (Kind.DELTA, chips.deltas),
        (Kind.ERROR, chips.errors),
    ):
        for output, chip in enumerate(row):
            if child is chip:
                return Topic(kind, index, output)
    return None


def topic_on_ground(layout: NetLayout, index: int, place: QPointF) -> Topic | None:
    """What is drawn between the numbers: a weight_delta beside its weight, a weight's line, a name."""
    for output, row in enumerate(layout.weights):
        for column, pill in enumerate(row):
            if layout.tags[output][column].contains(place):
                return Topic(Kind.WEIGHT_DELTA, index, output, column)
            way = layout.inputs[column].center(), pill.center(), layout.preds[output].center()
            if min(_distance(place, way[0], way[1]), _distance(place, way[1], way[2])) <= _REACH:
                return Topic(Kind.WEIGHT, index, output, column)
    for column, name in enumerate(layout.input_names):
        if name.contains(place):
            return Topic(Kind.INPUT, index, input=column)
    for output, name in enumerate(layout.pred_names):
        if name.contains(place):
            return Topic(Kind.PRED, index, output)
    kinds = (Kind.TARGET, Kind.DELTA, Kind.ERROR)
    for kind, heading in zip(kinds, layout.headings, strict=False):
        if heading.contains(place):
            return Topic(kind, index)
    return None


def _distance(place: QPointF, start: QPointF, end: QPointF) -> float:
    """How far a place is from a straight line between two others."""
    way = end - start
    length = way.x() * way.x() + way.y() * way.y()
    along = place - start
    share = 0.0 if length == 0 else min(max((along.x() * way.x() + along.y() * way.y()) / length, 0.0), 1.0)
    return hypot(along.x() - share * way.x(), along.y() - share * way.y())
