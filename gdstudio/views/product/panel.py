"""The dot product's panel: the image looked at against the weights of one output, or of two side by side."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import WeightRef
from gdstudio.views.kit.asking import as_a_whole
from gdstudio.views.kit.weight_scale import WeightScale
from gdstudio.views.product.arithmetic import bars_scale, product_of, rounded_up, written_sums
from gdstudio.views.product.chooser import OutputChooser
from gdstudio.views.product.column import ProductColumn
from gdstudio.views.product.face import Shown
from gdstudio.views.product.layout import Measures, arrange

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from gdstudio.messages import Gallery, Snapshot
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.product.arithmetic import Product

_FIRST_TIP = "Whose weights the image is multiplied by (Enter opens the list)"
_SECOND_TIP = "Which weights to compare with (Enter opens the list)"
_TAGS = {
    (True, False, False): ("label", "label"),
    (True, True, False): ("label and answer", "label, answer"),
    (False, True, False): ("the network’s answer", "answer"),
    (False, False, True): ("strongest rival", "rival"),
}
_NO_TAG = ("", "")
"""Of an output that is neither the label nor the answer, nor the rival looked for."""
_HINT = "Point at a pixel: what does it add?"
_COMPARE = "Compare with"


class Compare(Enum):
    """What to compare with that is no one output."""

    RIVAL = "Strongest rival"
    """The largest prediction but the first output's: the mistake, or what came nearest to being one."""
    NOTHING = "Nothing"


class ProductPanel(QWidget):
    """Image ⊙ weights = product for one or two outputs, and what the products add up to."""

    weight_selected = Signal(object)
    weight_hovered = Signal(object)
    first_output_requested = Signal(int)
    second_output_requested = Signal(object)
    """An output, from 0, or None for none in particular: whether the rival or none at all is shown is the
    panel's own affair."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel. Untold, it shows the label's weights and those of its strongest rival."""
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._drawn: tuple[object, ...] = ()
        self._first: int | None = None
        self._second: int | Compare = Compare.RIVAL
        self._outputs: list[int] = []
        self._scales, self._bars = (0.0, 0.0), (0.0, 0.0)
        self._weight_scale = WeightScale()
        self._pointed: int | None = None
        self._selected: WeightRef | None = None
        self._structure: tuple[object, ...] = ()
        self.columns = [ProductColumn(theme, hint, self) for hint in (_HINT, "")]
        self.choosers = [
            OutputChooser(theme, name, self) for name in ("First weights", "Weights to compare with")
        ]
        self._connect()
        self.setAccessibleName("Dot product")
        self.setAccessibleDescription("The image times the weights of an output, pixel by pixel.")

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._lay_out()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the image looked at with the present weights. A hidden panel waits until it is shown."""
        if self._snapshot is not None and snapshot.scene is not self._snapshot.scene:
            self._pointed = self._selected = None
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_outputs(self, first: int, second: int | None) -> None:
        """Show the weights of these outputs, from 0.

        Args:
            first: whose dot product is looked at.
            second: the one to compare with; None leaves it to the panel, which shows the strongest rival
                unless the user wanted to compare with nothing.
        """
        nothing = second is None and self._second is Compare.NOTHING
        self._show_outputs(first, Compare.NOTHING if nothing else Compare.RIVAL if second is None else second)

    def select(self, ref: WeightRef | None) -> None:
        """Mark the pixel of the weight that is selected; no signal."""
        self._selected = ref
        self._mark()

    def topic_at(self, place: QPoint) -> Topic | None:
        """What the dot product is, for those who ask: of the two beside each other the one at that place."""
        beside = len(self._outputs) > 1 and place.x() > self.width() // 2
        output = self._outputs[int(beside)] if self._outputs else 0
        return as_a_whole(self, place, Kind.PRODUCT, -1, output)

    def sizeHint(self) -> QSize:
        """The size at which the type is as everywhere."""
        return QSize(692, 230) * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        """Room for two columns with small pictures."""
        return QSize(520, 190) * self._theme.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    # --- showing ------------------------------------------------------------------------------------------

    def _show_outputs(self, first: int | None, second: int | Compare) -> None:
        if (first, second) != (self._first, self._second):
            self._first, self._second = first, second
            if self.isVisible():
                self._refresh()

    def _refresh(self) -> None:
        """Show the present numbers, unless they are shown already."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.gallery is None:
            return
        gallery = snapshot.gallery
        drawn = (gallery.seen, self._first, self._second, snapshot.playing)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._outputs = self._chosen(gallery)
        structure = (gallery.learnt.class_names, gallery.image.shape, len(self._outputs))
        if structure != self._structure:
            self._structure = structure
            self._offer(gallery)
            self._lay_out()
        products = [product_of(gallery.seen, output) for output in self._outputs]
        self._choose_scales(snapshot, gallery, products)
        written = written_sums(products)
        for column, product, sums in zip(self.columns, products, written, strict=False):
            names, tag = gallery.learnt.class_names, self._tag(gallery, product.output)
            shown = Shown(product, gallery.image, names[product.output], tag, sums, self._scales, self._bars)
            column.show_product(shown, spoken=not snapshot.playing)
        self._show_chosen(gallery)

    def _chosen(self, gallery: Gallery) -> list[int]:
        """The outputs meant, from 0: one or two."""
        scores = gallery.seen.pred
        last = len(scores) - 1  # another scene may have fewer outputs than was asked for
        own = int(scores.argmax()) if gallery.label is None else gallery.label
        first = own if self._first is None else min(self._first, last)
        if self._second is Compare.NOTHING or last == 0:
            return [first]
        if isinstance(self._second, int):
            return [first, min(self._second, last)]
        others = np.where(np.arange(len(scores)) == first, -np.inf, scores)
        return [first, int(others.argmax())]

    def _tag(self, gallery: Gallery, output: int) -> tuple[str, str]:
        is_answer = output == int(gallery.seen.pred.argmax())
        is_label = output == gallery.label
        rival = self._second is Compare.RIVAL and output != self._outputs[0]
        return _TAGS.get((is_label, is_answer, rival and not (is_label or is_answer)), _NO_TAG)

    def _choose_scales(self, snapshot: Snapshot, gallery: Gallery, products: list[Product]) -> None:
        """Choose what colours and bars stand for, the same in both columns.

        The weights' scale is steady from step to step, as in their large pictures; the others only grow
        while steps go by, and otherwise are this image's own.
        """
        weights = self._weight_scale.follow(snapshot, gallery.seen.weights)
        most = max(float(np.abs(each.products).max()) for each in products)
        self._scales = (weights, rounded_up(most, self._scales[1] if snapshot.playing else 0.0) or weights)
        self._bars = bars_scale(products, self._bars if snapshot.playing else (0.0, 0.0))

    def _mark(self) -> None:
        """Mark pixels in both columns: what one pixel does for either output is worth comparing."""
        selected = None if self._selected is None else self._selected.input
        for column in self.columns:
            column.mark(self._pointed, selected)

    # --- the choosers and the arrangement -----------------------------------------------------------------

    def _connect(self) -> None:
        for index, column in enumerate(self.columns):
            column.pixel_pointed.connect(partial(self._point, index))
            column.pixel_chosen.connect(partial(self._choose_pixel, index))
        first, second = self.choosers
        first.setToolTip(_FIRST_TIP)
        second.setToolTip(_SECOND_TIP)
        first.chosen.connect(self._choose_first)
        second.chosen.connect(self._choose_second)
        for before, after in (
            (first, self.columns[0]),
            (self.columns[0], second),
            (second, self.columns[1]),
        ):
            QWidget.setTabOrder(before, after)

    def _offer(self, gallery: Gallery) -> None:
        outputs = [(name, index) for index, name in enumerate(gallery.learnt.class_names)]
        self.choosers[0].offer(outputs)
        self.choosers[1].offer([*((each.value, each) for each in Compare), *outputs])

    def _show_chosen(self, gallery: Gallery) -> None:
        names = [gallery.learnt.class_names[output] for output in self._outputs]
        self.choosers[0].show_chosen(names[0], self._outputs[0])
        self.choosers[1].show_chosen(names[1] if len(names) > 1 else _COMPARE, self._second)
        self._mark()

    def _lay_out(self) -> None:
        gallery = self._snapshot.gallery if self._snapshot is not None else None
        if gallery is None or not self._outputs:
            return
        measures = Measures.at(self.size(), self._theme.scale)
        arrangement = arrange(self.size(), len(self._outputs), measures)
        names, size = gallery.learnt.class_names, (gallery.image.shape[0], gallery.image.shape[1])
        for chooser in self.choosers:
            chooser.set_look(self._theme, measures.unit)
        for column, area, chooser in zip(self.columns, arrangement.columns, self.choosers, strict=False):
            column.set_look(self._theme, measures)
            column.lay_out(area, size, beside=arrangement.beside)
            width = chooser.width_for(names)
            place = column.fit_heading(width, list(_TAGS.values())).translated(area.topLeft())
            chooser.setGeometry(place.toRect())
            chooser.raise_()
        single = len(self._outputs) == 1
        self.columns[1].setVisible(not single)
        if single:
            chooser = self.choosers[1]
            width = chooser.width_for([_COMPARE])
            height = round(max(measures.heading, 24))
            right = self.width() - round(measures.pad)
            chooser.setGeometry(right - width, self.choosers[0].y(), width, height)

    # --- what the user does -------------------------------------------------------------------------------

    def _point(self, index: int, pixel: int | None) -> None:
        if pixel == self._pointed or index >= len(self._outputs):
            return
        self._pointed = pixel
        self._mark()
        self.weight_hovered.emit(None if pixel is None else WeightRef(0, self._outputs[index], pixel))

    def _choose_pixel(self, index: int, pixel: int) -> None:
        self.weight_selected.emit(WeightRef(0, self._outputs[index], pixel))

    def _choose_first(self, output: int) -> None:
        self._show_outputs(output, Compare.RIVAL if self._second == output else self._second)
        self.first_output_requested.emit(output)

    def _choose_second(self, wanted: int | Compare) -> None:
        self._show_outputs(self._first, wanted)
        self.second_output_requested.emit(None if isinstance(wanted, Compare) else wanted)
