"""One row of inputs: an image's rows laid end to end, each input above the weight it meets."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractAnimation, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QStyle, QVBoxLayout, QWidget

from gdstudio.lessons.hiding import SCORES
from gdstudio.messages import WeightRef
from gdstudio.views.kit.heat import steady_scale
from gdstudio.views.kit.weight_scale import WeightScale
from gdstudio.views.row.canvas import RowCanvas
from gdstudio.views.row.meeting import Meeting

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from gdstudio.messages import Gallery, Snapshot
    from gdstudio.views.kit.theme import Theme

DURATION = 1600
"""Milliseconds from the image to the strip."""
STEPS = 560
"""The slider's steps from the image to the strip."""

_LAY, _FOLD = "Lay the rows end to end", "Fold back"
_BUTTON_TIP = "Lay the image’s rows end to end, or fold them back into the image (Space)"
_SLIDER_TIP = "Move the rows by hand: left into the image, right into the row of inputs (arrow keys)"


class RowPanel(QWidget):
    """The image, its inputs in one row, the weights they meet, and what they add up to.

    Attributes:
        animated: whether the rows are seen moving; if not, they jump. Set from the desktop's own wish.
    """

    weight_selected = Signal(object)
    weight_hovered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel; its rows are in the image."""
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._drawn: tuple[object, ...] = ()
        self._output: int | None = None
        self._selected: WeightRef | None = None
        self._pointed: int | None = None
        self._weight_scale = WeightScale()
        self._laid = False  # or on the way there
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        self.animated = self.style().styleHint(hint, None, self) > 0
        self.title = QLabel("One row of inputs")
        self.title.setProperty("role", "heading")
        self.button = QPushButton(_LAY)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.canvas = RowCanvas(theme, self)
        self.motion = QVariantAnimation(self)
        self.setAccessibleName("One row of inputs")
        self.setAccessibleDescription("The image’s rows laid end to end, each input above its weight.")
        self._arrange()
        self._connect()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.slider.setStyleSheet(_slider_style(theme))
        self.slider.setFixedHeight(round(26 * theme.scale))
        self.slider.setMinimumWidth(round(100 * theme.scale))
        self.slider.setMaximumWidth(round(260 * theme.scale))
        # A style sheet's font is only known once the button is shown: until then the theme's own will do.
        kinds = self.button.fontMetrics(), QFontMetrics(theme.font(13))
        widths = [each.horizontalAdvance(text) for each in kinds for text in (_LAY, _FOLD)]
        self.button.setFixedWidth(max(widths) + round(36 * theme.scale))
        self.canvas.set_theme(theme)
        self._drawn = ()
        self._refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the image looked at with the present weights. A hidden panel waits until it is shown."""
        if self._snapshot is not None and snapshot.scene is not self._snapshot.scene:
            self._pointed = self._selected = None
        self._snapshot = snapshot
        self._refresh()

    def show_outputs(self, first: int, second: int | None) -> None:  # noqa: ARG002  # as for the dot product
        """Show the weights of the first of these outputs, from 0: each input meets one weight."""
        if first != self._output:
            self._output = first
            self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Mark the input of the weight that is selected; no signal."""
        self._selected = ref
        self._mark()

    def sizeHint(self) -> QSize:
        """The size at which the type is as everywhere."""
        return QSize(692, 230) * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        """Room for a strip whose lines can still be told apart."""
        return QSize(520, 190) * self._theme.scale

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves unseen: the rows are where they were going."""
        super().hideEvent(event)
        if self.motion.state() is QAbstractAnimation.State.Running:
            self.motion.stop()
            self.slider.setValue(int(self.motion.endValue()))

    # --- showing ------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.gallery is None or not self.isVisible():
            return
        gallery = snapshot.gallery
        hidden = bool(snapshot.hidden & SCORES)
        drawn = (gallery.seen, self._output, snapshot.playing, hidden)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        output = self._chosen(gallery)
        step = gallery.seen
        scale = self._weight_scale.follow(snapshot, step.weights)
        largest = float(np.abs(step.weights[output] * step.input).max())
        meeting = Meeting(
            gallery.image,
            step.input,
            step.weights[output],
            gallery.learnt.class_names[output],
            nan if hidden else float(step.pred[output]),
            (scale, steady_scale(largest, 0.0)),
        )
        self.canvas.show_meeting(meeting, spoken=not snapshot.playing)
        self._mark()

    def _chosen(self, gallery: Gallery) -> int:
        """The output meant: untold, the label, or what the network takes a drawing for."""
        if self._output is not None:
            return min(self._output, len(gallery.seen.pred) - 1)
        return int(gallery.seen.pred.argmax()) if gallery.label is None else gallery.label

    def _mark(self) -> None:
        self.canvas.mark(self._pointed, None if self._selected is None else self._selected.input)

    def _ref(self, index: int) -> WeightRef | None:
        gallery = self._snapshot.gallery if self._snapshot is not None else None
        return None if gallery is None else WeightRef(0, self._chosen(gallery), index)

    # --- what the user does -------------------------------------------------------------------------------

    def _point(self, index: int | None) -> None:
        if index != self._pointed:
            self._pointed = index
            self._mark()
            self.weight_hovered.emit(None if index is None else self._ref(index))

    def _choose(self, index: int) -> None:
        self.weight_selected.emit(self._ref(index))

    def _go(self) -> None:
        """Lay the rows out, or back, as the button says."""
        goal = 0 if self._laid else STEPS
        self.motion.stop()
        self._laid = not self._laid
        way = abs(goal - self.slider.value())
        if not self.animated or way == 0:
            self.slider.setValue(goal)
        else:
            self.motion.setStartValue(self.slider.value())
            self.motion.setEndValue(goal)
            self.motion.setDuration(DURATION * way // STEPS)
            self.motion.start()
        self._write_button()

    def _scrub(self) -> None:
        """The user has taken the slider: it goes nowhere by itself."""
        self.motion.stop()
        self._laid = self.slider.sliderPosition() > STEPS // 2
        self._write_button()

    def _write_button(self) -> None:
        self.button.setText(_FOLD if self._laid else _LAY)

    # --- building -----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.button.setToolTip(_BUTTON_TIP)
        self.button.setAccessibleDescription(_BUTTON_TIP)
        self.slider.setRange(0, STEPS)
        self.slider.setSingleStep(STEPS // 28)
        self.slider.setPageStep(STEPS // 4)
        self.slider.setAccessibleName("How far the rows are laid out")
        self.slider.setToolTip(_SLIDER_TIP)
        self.slider.setAccessibleDescription(_SLIDER_TIP)
        line = QHBoxLayout()
        line.setContentsMargins(10, 4, 10, 0)
        line.setSpacing(12)
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.slider, 2)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.canvas, 1)

    def _connect(self) -> None:
        self.canvas.input_pointed.connect(self._point)
        self.canvas.input_chosen.connect(self._choose)
        self.button.clicked.connect(self._go)
        self.slider.actionTriggered.connect(self._scrub)
        self.slider.valueChanged.connect(lambda value: self.canvas.show_progress(value / STEPS))
        self.motion.valueChanged.connect(self.slider.setValue)


def _slider_style(theme: Theme) -> str:
    """A slider as wide lines and a knob, with a ring when focused."""
    knob, line, edge = round(14 * theme.scale), round(4 * theme.scale), 2
    return f"""
QSlider {{ background: transparent; border: 2px solid transparent; border-radius: 6px; }}
QSlider:focus {{ border-color: {theme.accent}; }}
QSlider::groove:horizontal {{ height: {line}px; background: {theme.outline}; border-radius: {line // 2}px; }}
QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: {line // 2}px; }}
QSlider::handle:horizontal {{ width: {knob - 2 * edge}px; margin: -{(knob - line) // 2}px 0;
    background: {theme.card}; border: {edge}px solid {theme.accent}; border-radius: {knob // 2}px; }}
"""
