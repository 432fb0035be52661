"""The plot in a bowl: axes with a few numbers, the exact curve, the dot with its tangent, what lies ahead.

Qt's own graphics view, not pyqtgraph's plot widget: nine of those take three times as long to build, and what
they add (menus, mouse, ranges that choose themselves) must be off here. So the window can be painted before
pyqtgraph, a fifth of a second, is loaded for the error chart. Range and ticks are set from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from gdstudio.views.bowls.axis import TICK, Axis
from gdstudio.views.bowls.frame import Frame
from gdstudio.views.bowls.items import BELOW, Curves
from gdstudio.views.bowls.scale import Span
from gdstudio.views.bowls.ticks import WIDEST_ERROR, error_ticks, weight_ticks

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.bowls.items import Picture
    from gdstudio.views.bowls.ticks import Tick
    from gdstudio.views.kit.theme import Theme


class BowlPlot(QGraphicsView):
    """Draws one `Picture` on one `Span`. It takes no mouse and no focus: the bowl around it does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # three items need none
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The items' own rectangles leave room for antialiasing; Qt's extra would reach into the axes.
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(0, 0)
        self.span = Span(0.0, 1.0, 1.0)
        self._roomy = False
        self._left_axis, self._lower_axis = Axis(theme, upright=True), Axis(theme, upright=False)
        self._curves = Curves(theme)
        for item in (self._left_axis, self._lower_axis, self._curves):
            scene.addItem(item)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._metrics = QFontMetricsF(theme.font(11))
        for item in (self._left_axis, self._lower_axis, self._curves):
            item.set_theme(theme)
        self._lay_out()

    def set_ground(self, color: QColor) -> None:
        """Paint on this colour from now on."""
        self.setBackgroundBrush(color)

    def set_roomy(self, roomy: bool) -> None:
        """Say whether there is room for the axes' names."""
        if roomy != self._roomy:
            self._roomy = roomy
            self._lay_out()

    def show_picture(self, picture: Picture, span: Span) -> None:
        """Draw this; axes are only touched when the span is another."""
        self._curves.picture = picture
        if span != self.span:
            self.span = span
            self._lay_out()
        self._curves.update()

    @property
    def frame(self) -> Frame:
        """How weights and errors become pixels of this widget."""
        return self._curves.frame

    @property
    def picture(self) -> Picture | None:
        """What is drawn."""
        return self._curves.picture

    @property
    def dot(self) -> QPointF | None:
        """The dot's place, or None if it is outside."""
        picture = self._curves.picture
        return self.frame.point(picture.bowl.weight, picture.bowl.height) if picture else None

    @property
    def ticks(self) -> tuple[list[Tick], list[Tick]]:
        """The numbers at the error axis and at the weight axis."""
        return self._left_axis.ticks, self._lower_axis.ticks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the axes and the curves their places."""
        super().resizeEvent(event)
        self.setSceneRect(QRectF(self.rect()))  # the scene's unit is this widget's pixel
        self._lay_out()

    def _lay_out(self) -> None:
        metrics, size = self._metrics, self._theme.scale * (1.0 if self._roomy else 0.8)
        line, under = metrics.height(), BELOW * size
        left = metrics.horizontalAdvance(WIDEST_ERROR) + TICK + 5
        top = line + max(5.0, metrics.capHeight() / 2 + 1) if self._roomy else 3.0
        area = QRectF(left, top, self.width() - left - 10, self.height() - top - line - under)
        area.setSize(area.size().expandedTo(QSizeF(20, 10)))  # never empty, or nothing could be divided by it
        frame = Frame(self.span, area)
        upper = error_ticks(self.span)
        before = 3.0 if self._roomy else 8.0  # the axis's name stands there
        lower = weight_ticks(self.span, area.width(), (before, 8.0), metrics.horizontalAdvance)
        self._curves.place(frame, upper, lower, size)
        names = ("error", "weight") if self._roomy else ("", "")
        # The axes stay clear of the moving part by the pixel that Qt adds to each item's rectangle.
        beside = QRectF(0, 0, left - TICK - 4, area.bottom() + under)
        self._left_axis.place(beside, frame, upper, names[0])
        below = QRectF(0, area.bottom() + under + 2, self.width(), line - 2)
        self._lower_axis.place(below, frame, lower, names[1])
