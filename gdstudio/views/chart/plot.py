"""The chart's plot: two axes around the item that draws the curves, and which step lies at a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt

from gdstudio.views.chart.curves import ErrorCurves, Scale
from gdstudio.views.chart.scale import decade_ticks
from gdstudio.views.kit.step_axis import step_ticks

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRectF

    from gdstudio.views.chart.curves import Picture
    from gdstudio.views.chart.scale import Span
    from gdstudio.views.kit.theme import Theme

_LEAST = 20  # pixels: in less there is nothing to be seen


class ErrorPlot:
    """A plot that takes no mouse, no focus, no menu, and never ranges by itself.

    Attributes:
        widget: pyqtgraph's, to be put into a layout.
        curves: what is drawn.
        scale: how steps and levels become pixels; None until there is room.
    """

    def __init__(self, theme: Theme) -> None:
        self.widget = _bare_plot()
        self.curves = ErrorCurves(theme)
        self.curves.setParentItem(self.box)
        self.scale: Scale | None = None
        self._placed: object = None

    @property
    def box(self) -> pg.ViewBox:
        """The part between the axes."""
        return self.widget.getViewBox()

    @property
    def rect(self) -> QRectF:
        """That part, in its own pixels."""
        rect: QRectF = self.box.rect()
        return rect

    def set_theme(self, theme: Theme) -> None:
        """Take on another look; it has to be placed afterwards."""
        self._theme = theme
        self.curves.set_theme(theme)
        self.widget.setBackground(theme.color("card"))
        for side, grid in (("left", 255), ("bottom", False)):
            axis = self.widget.getAxis(side)
            axis.setPen(theme.color("outline"))
            axis.setTickPen(theme.color("border"))
            axis.setTextPen(theme.color("muted"))
            axis.setTickFont(theme.font(10.5))
            axis.setGrid(grid)
            axis.setZValue(-1000)  # the grid's lines belong behind the curves
        self.widget.getAxis("left").setWidth(round(42 * theme.scale))
        self.widget.getAxis("bottom").setHeight(round(19 * theme.scale))
        self.forget_place()

    def forget_place(self) -> None:
        """Let the axes be placed anew."""
        self._placed = None

    def place(self, span: Span, gutter: float) -> None:
        """Let the axes show `span`, with `gutter` pixels kept at the right for labels."""
        box = self.rect
        key = (span, box, gutter)
        if key == self._placed or box.width() < _LEAST or box.height() < _LEAST:
            return
        self._placed = key
        self.scale = Scale(span, box.width(), box.height(), gutter)
        x_first, x_last, y_first, y_last = self.scale.view(box.width(), box.height())
        self.widget.setRange(xRange=(x_first, x_last), yRange=(y_first, y_last), padding=0)
        unit = self._theme.scale
        self.widget.getAxis("left").setTicks([decade_ticks(span, box.height() / (24 * unit)), []])
        room = (box.width() - gutter) / (40 * unit)
        self.widget.getAxis("bottom").setTicks([step_ticks(span.last, room), []])

    def show(self, picture: Picture) -> None:
        """Draw this, once there is room."""
        if self.scale is not None:
            self.curves.show_picture(picture, self.rect, self.scale)

    def x_at(self, point: QPoint) -> float:
        """Where a point of the widget's parent is, in the curves' pixels."""
        in_plot = self.widget.mapFromParent(point)
        return float(self.box.mapFromScene(self.widget.mapToScene(in_plot)).x())


def _bare_plot() -> pg.PlotWidget:
    plot = pg.PlotWidget(enableMenu=False)
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.hideButtons()
    plot.disableAutoRange()
    plot.setMouseEnabled(x=False, y=False)
    plot.setAccessibleName("")
    for side in ("left", "bottom"):
        plot.getAxis(side).enableAutoSIPrefix(False)
    return plot
