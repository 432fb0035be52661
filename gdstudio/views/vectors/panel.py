"""The scene of short vectors: their table, the likeness of every pair, and one pair column by column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.core.examples import Examples
from gdstudio.core.network import weight_name
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.vectors.likeness import LikenessTable
from gdstudio.views.vectors.overlay import Overlay, colour_scale
from gdstudio.views.vectors.pair import Pair, about_length, meaning, scores
from gdstudio.views.vectors.table import VectorTable

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

_USUAL, _USUAL_IN_A_ROW = QSize(1000, 620), QSize(1360, 400)
_LEAST, _LEAST_IN_A_ROW = QSize(660, 440), QSize(1000, 300)
_SMALLEST, _LARGEST = 0.9, 1.4
_HEADINGS = (
    ("Vectors", "Click two letters to lay one over the other"),
    ("Likeness", "Every pair’s dot product"),
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class VectorsPanel(QWidget):
    """Each row of the examples' inputs is a vector; two of them are laid over each other."""

    input_requested = Signal(int, int, int, float, int)
    """Lane, row of the table, column, value, gesture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel; the first snapshot brings the vectors."""
        super().__init__(parent)
        self._theme = self._scaled = theme
        self._snapshot: Snapshot | None = None
        self._examples: Examples | None = None
        self._structure: tuple[object, ...] = ()
        self._names: list[str] = []
        self._pair = (0, 0)
        self._wish: tuple[int, int] | None = None
        self._words = ("", "")
        self._hidden = self._in_a_row = False
        self._places: dict[str, QRect] = {}
        self.table, self.likeness = VectorTable(theme, self), LikenessTable(theme, self)
        self.overlay = Overlay(theme, self)
        self.table.value_requested.connect(self._ask)
        self.table.vector_chosen.connect(lambda row: self.choose(self._pair[1], row))
        self.likeness.pair_chosen.connect(self.choose)
        self.setAccessibleName("Vectors and their dot products")

    def topic_at(self, place: QPoint) -> Topic | None:
        """The dot product of the pair at a place, for those who ask; the table speaks for itself."""
        if self.table.geometry().contains(place):
            return None
        pair = self.likeness.pair_at(QPointF(self.likeness.mapFrom(self, place))) or self._pair
        return Topic(Kind.LIKENESS, -1, *pair)

    @property
    def pair(self) -> tuple[int, int]:
        """The two vectors that are laid over each other, each a row from 0."""
        return self._pair

    def stand_in_a_row(self) -> None:
        """Have the pair between table and likeness, not below them, from now on: for wide, low places."""
        self._in_a_row = True
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._lay_out()
        self._show()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the vectors as they are now. A hidden panel waits until it is shown."""
        other_scene = self._snapshot is None or snapshot.scene is not self._snapshot.scene
        self._snapshot = snapshot
        if other_scene:
            self._structure, self._wish = (), None
        if self.isVisible():
            self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Nothing: there are no weights here."""

    def choose(self, first: int, second: int) -> None:
        """Lay these two vectors over each other, rows counted from 0; while hidden, once it is shown."""
        if not self._structure:
            self._wish = (first, second)
        elif (first, second) != self._pair:
            self._pair = (first, second)
            self._show()

    def sizeHint(self) -> QSize:
        """The size at which the type is as everywhere."""
        return _USUAL * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        """Room for five vectors of four numbers."""
        return (_LEAST_IN_A_ROW if self._in_a_row else _LEAST) * self._theme.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the headings and the sentences."""
        if not self._places:
            return
        theme, painter = self._scaled, QPainter(self)
        for key, (heading, hint) in zip(("table", "likeness"), _HEADINGS, strict=True):
            place, font = QRectF(self._places[f"{key} heading"]), theme.font(14, bold=True)
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            painter.drawText(place, _LEFT, heading)
            place.setLeft(place.left() + QFontMetricsF(font).horizontalAdvance(heading) + 12 * theme.scale)
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("muted"))
            if QFontMetricsF(painter.font()).horizontalAdvance(hint) <= place.width():
                painter.drawText(place, _LEFT, hint)
        line = self._places["line"]
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(line.topLeft(), line.topRight())
        rest = QRectF(self._places["words"])
        for text, font, color in zip(
            self._words, (theme.font(14, medium=True), theme.font(12.5)), ("text", "muted"), strict=True
        ):
            painter.setFont(font)
            painter.setPen(theme.color(color))
            used = painter.drawText(rest, _WRAPPED, text)
            rest.setTop(used.bottom() + 3 * theme.scale)
        painter.end()

    # --- showing ------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Show the present vectors, unless they are shown already."""
        if self._snapshot is None:
            return
        examples = self._snapshot.lanes[-1].examples
        hidden = bool(self._snapshot.hidden & {"likeness", "pair"})
        if examples is self._examples and self._structure and hidden == self._hidden:
            return
        self._hidden = hidden
        if not isinstance(examples, Examples):  # images are no short vectors
            return
        self._examples = examples
        structure = (len(examples), examples.input_names)
        if structure != self._structure:
            self._structure = structure
            self._names = [weight_name(row) for row in range(len(examples))]
            last = len(examples) - 1
            first, second = self._wish or (1, 2)
            self._pair = (min(first, last), min(second, last))
            self.table.build(self._names, examples.input_names)
            self._lay_out()
        self._show()

    def _show(self) -> None:
        if self._examples is None:
            return
        vectors = self._examples.inputs
        pair = Pair.of(self._names, self._examples.input_names, vectors, self._pair)
        self.table.show_values(vectors)
        self.table.show_pair(self._pair, vectors)
        self.likeness.show_scores(self._names, scores(vectors), self._pair)
        self.overlay.show_pair(pair, colour_scale(vectors))
        words = meaning(pair), about_length(self._names, vectors, self._pair)
        if self._hidden:
            words = ("Answer the question first: the words here would tell.", "")
        self.setAccessibleDescription(" ".join(words))
        if words != self._words:
            self._words = words
            self.update()

    def _ask(self, row: int, column: int, value: float, gesture: int) -> None:
        lane = len(self._snapshot.lanes) - 1 if self._snapshot is not None else 0
        self.input_requested.emit(lane, row, column, value, gesture)

    def _lay_out(self) -> None:
        """Table and likeness side by side, the pair below or between, the sentences at the foot."""
        size, scale = self.size(), self._theme.scale
        usual = _USUAL_IN_A_ROW if self._in_a_row else _USUAL
        ratio = min(size.width() / usual.width(), size.height() / usual.height()) / scale
        self._scaled = replace(self._theme, scale=scale * min(max(ratio, _SMALLEST), _LARGEST))
        unit = self._scaled.scale
        for view in (self.table, self.likeness, self.overlay):
            view.set_theme(self._scaled)
        pad, heading, gap, words = round(14 * unit), round(26 * unit), round(10 * unit), round(66 * unit)
        width = size.width() - 2 * pad
        left = width * (30 if self._in_a_row else 54) // 100
        overlay = min(max(size.height() * 27 // 100, round(120 * unit)), round(160 * unit))
        if self._in_a_row:
            overlay = 0
        upper = size.height() - 2 * pad - heading - overlay - words - 4 * gap
        between = width * 39 // 100 if self._in_a_row else 0
        top, x = pad + heading, pad + left + between + 2 * gap
        right = width - left - between - 2 * gap
        line = top + upper + gap
        self._places = {
            "table heading": QRect(pad, pad, left, heading),
            "likeness heading": QRect(x, pad, right, heading),
            "line": QRect(pad, line, width, 1),
            "words": QRect(pad, line + overlay + 3 * gap, width, words),
        }
        self.table.setGeometry(pad, top, left, upper)
        self.likeness.setGeometry(x, top, right, upper)
        if self._in_a_row:
            self.overlay.setGeometry(pad + left + 2 * gap, top, between - 2 * gap, upper)
        else:
            self.overlay.setGeometry(pad, line + gap, width, overlay)
        self.update()
