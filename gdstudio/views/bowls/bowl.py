"""One bowl: a weight's name, value and snowflake, its plot, and how its weight_delta comes about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.bowls.hand import BowlHand
from gdstudio.views.bowls.keep import KeepButtons
from gdstudio.views.bowls.plot import BowlPlot
from gdstudio.views.bowls.text import BowlText, Label, Product, described
from gdstudio.views.bowls.topics import kind_at
from gdstudio.views.kit.snowflake import FreezeButton

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gdstudio.messages import WeightRef
    from gdstudio.views.bowls.items import Picture
    from gdstudio.views.bowls.scale import Span
    from gdstudio.views.kit.theme import Theme

ROOMY = 150
"""The height in pixels at scale 1 from which a bowl has its formula and its axes' names."""

NARROW, WIDE = 205, 350
"""The widths in pixels at scale 1 below which formula and label take three lines, and from which one."""

_KEYS = (
    "Drag the dot, or press Left or Right (with Shift: further), to set the weight. F freezes it. "
    "Enter or a double click shows it large. Ctrl+wheel zooms."
)


@dataclass(frozen=True)
class Shown:
    """Everything one bowl shows: the curves and marks, and the product below them."""

    picture: Picture
    formula: Product

    @property
    def without_remarks(self) -> Shown:
        """The same without a word on what is special about it."""
        return replace(self, formula=replace(self.formula, flat=(), note=(), remark=""))


class BowlView(QWidget):
    """One output's error against one weight, as a card."""

    weight_selected = Signal(object)
    weight_hovered = Signal(object)
    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    large_requested = Signal(object)
    zoom_requested = Signal(object, int)
    let_go = Signal()

    def __init__(
        self,
        theme: Theme,
        ref: WeightRef,
        label: Label,
        parent: QWidget | None = None,
        *,
        one_of_many: bool = False,
    ) -> None:
        """Make the bowl of weight `ref`, called `label`. `ref` may be changed to another lane's later.

        With `one_of_many` the bowl is one of a choice: it can be pinned and closed.
        """
        super().__init__(parent)
        self.ref = ref
        self.label = label
        self._shown: Shown | None = None
        self._selected = False
        self._written = True
        self._guess: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._text = BowlText(theme, label)
        self.plot = BowlPlot(theme, self)
        self.button = FreezeButton(theme, label.name, self)
        self.keep = KeepButtons(theme, label.name, self) if one_of_many else None
        self.hand = BowlHand(self, self.plot)
        self._connect()
        self.setAccessibleName(f"Bowl of weight {label.forms[0]}")
        self._explain("")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._text.set_theme(theme)
        self.plot.set_theme(theme)
        self.button.set_theme(theme)
        if self.keep is not None:
            self.keep.set_theme(theme)
        self._lay_out()
        self._show_ground()

    def show_bowl(self, shown: Shown, span: Span, *, spoken: bool, written: bool = True) -> None:
        """Show a new curve; with `written` also its numbers, with `spoken` also to those who listen."""
        self.hand.answered()
        if shown == self._shown and span == self.plot.span and self.hand.held is None:
            if written and not self._written:
                self._write()
            return
        froze = shown.formula.frozen != self.button.isChecked()
        self._shown = shown
        if froze:
            self.button.show_frozen(shown.formula.frozen)
            self._show_ground()
        self._written = written or froze
        self._refresh(span)
        if spoken or self.hasFocus():
            self.setAccessibleDescription(described(shown.picture, shown.formula))
            self._explain(shown.formula.remark)

    def _explain(self, remark: str) -> None:
        """Say in the tooltip what is worth a word about the weight, and how the bowl is used."""
        tip = f"Error against weight {self.label.name}. {_KEYS}"
        tip = f"<p>{escape(remark)}</p><p>{escape(tip)}</p>" if remark else tip
        if tip != self.toolTip():
            self.setToolTip(tip)

    def show_selected(self, selected: bool) -> None:
        """Show whether this is the selected weight."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def show_guess(self, weight: float | None) -> None:
        """Show the dot where a learner thinks that it will be; None: where it is."""
        if weight != self._guess:
            self._guess = weight
            self._written = True
            self._refresh(self.plot.span)

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(230, 300) * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        """As small as it can be read."""
        return QSize(150, 100) * self._theme.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the parts their places."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and its texts."""
        theme, frozen = self._theme, self.button.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("ice_soft" if frozen else "card"))
        edge = "accent" if self._selected else "ice" if frozen else "border"
        width = 2.0 if self._selected else 1.0
        painter.setPen(QPen(theme.color(edge), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 6, 6)
        self._text.paint(painter)
        painter.end()

    def topic_at(self, place: QPoint) -> Topic:
        """What is at a place, for those who ask."""
        if self.button.geometry().contains(place):
            kind = Kind.FREEZE
        elif self._text.footer.contains(place):
            kind = Kind.WEIGHT_DELTA
        elif place.y() < self.plot.y():
            kind = Kind.WEIGHT
        else:
            kind = kind_at(self.plot.picture, self.plot.frame, QPointF(place - self.plot.pos()))
        return Topic(kind, *self.ref)

    def focus_topic(self) -> Topic:
        """What it is as a whole."""
        mean = self.plot.picture is not None and self.plot.picture.example is not None
        return Topic(Kind.MEAN_CURVE if mean else Kind.CURVE, *self.ref)

    def _connect(self) -> None:
        hand = self.hand
        self.button.freeze_requested.connect(lambda frozen: self.freeze_requested.emit(self.ref, frozen))
        hand.frost.connect(lambda: self.freeze_requested.emit(self.ref, not self.button.isChecked()))
        hand.moved.connect(self._move)
        hand.zoomed.connect(lambda notches: self.zoom_requested.emit(self.ref, notches))
        hand.opened.connect(lambda: self.large_requested.emit(self.ref))
        hand.chosen.connect(lambda: self.weight_selected.emit(self.ref))
        hand.released.connect(self.let_go)
        hand.near.connect(lambda near: self.weight_hovered.emit(self.ref if near else None))

    def _move(self, weight: float, gesture: int) -> None:
        self._refresh(self.plot.span)
        self.weight_requested.emit(self.ref, weight, gesture)

    def _lay_out(self) -> None:
        scale, width, height = self._theme.scale, self.width(), self.height()
        roomy = height >= ROOMY * scale
        lines = 1 if width >= WIDE * scale else 3 if self._tall_and_narrow() else 2
        inset, margin = 6, 13
        head = round((34 if roomy else 27) * scale)
        foot = round((16 + 16 * lines) * scale) if roomy else 3
        button = self.button
        right = width - inset
        if self.keep is not None:
            right -= self.keep.width()
            self.keep.move(right, (head - self.keep.height()) // 2 + 1)
        button.move(right - button.width(), (head - button.height()) // 2 + 1)
        header = QRect(margin, button.y(), button.x() - 4 - margin, button.height())
        text = round((1 + 16 * lines) * scale)
        footer = (
            QRect(margin, height - text - round(9 * scale), width - 2 * margin, text) if roomy else QRect()
        )
        self._text.lay_out(header, footer if roomy else QRect(), lines)
        self.plot.set_roomy(roomy)
        self.plot.setGeometry(inset, head, width - 2 * inset, height - head - foot)
        self._refresh(self.plot.span)
        self.update()

    def _tall_and_narrow(self) -> bool:
        scale = self._theme.scale
        return self.width() < NARROW * scale and self.height() >= ROOMY * 1.3 * scale

    def _show_ground(self) -> None:
        self.plot.set_ground(self._theme.color("ice_soft" if self.button.isChecked() else "card"))
        self.update()

    @property
    def _elsewhere(self) -> float | None:
        """Where the dot is shown, if not where it is: held by the mouse, or where it is thought to be."""
        return self._guess if self.hand.held is None else self.hand.held

    def _refresh(self, span: Span) -> None:
        """Bring plot and texts up to date, with the dot where the mouse holds it."""
        if self._shown is None:
            return
        picture, elsewhere = self._shown.picture, self._elsewhere
        if elsewhere is not None:
            picture = picture.held_at(elsewhere)
        self.plot.show_picture(picture, span)
        if self._written or elsewhere is not None:
            self._write()

    def _write(self) -> None:
        """Bring the numbers up to date with the curve."""
        if self._shown is not None:
            self._written = True
            elsewhere = self._elsewhere
            weight = self._shown.picture.bowl.weight if elsewhere is None else elsewhere
            for changed in self._text.show(weight, self._shown.formula):
                self.update(changed)
