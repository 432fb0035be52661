"""The network of an image scene in one panel: the image, a picture of weights for each output, phases."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from gdstudio.messages import WeightRef
from gdstudio.views.kit.frames import TEXT_FRAMES, is_fast
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.pictures import words
from gdstudio.views.pictures.brush import Brush, Stroke
from gdstudio.views.pictures.layout import Plan, plan
from gdstudio.views.pictures.parts import Parts
from gdstudio.views.pictures.pending import Pending
from gdstudio.views.pictures.shown import Scales, Shown, shown_of
from gdstudio.views.pictures.tile_plan import Shape
from gdstudio.views.pictures.tile_sheet import Spot, TileSheet

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from gdstudio.messages import Gallery, Lane, Reference, Snapshot
    from gdstudio.views.kit.theme import Theme

_LINE = 1.25
"""The height of a line of the least type, where the theme has one, as a multiple of its size."""
_WIDE_COLUMN, _WIDE = 160, 660
"""With less width, of the left column and of the whole, captions are shorter."""
_MANY = 12
"""More outputs than that need a wider panel."""


class PicturesPanel(QWidget):
    """Shows the lane of a scene with images, and asks for what the user does to it.

    The numbers are those of the image looked at. A snapshot without images is passed over.
    """

    phase_requested = Signal(object)
    """`Phase`."""
    weight_selected = Signal(object)
    """`WeightRef`."""
    weight_hovered = Signal(object)
    """`WeightRef` or None."""
    output_chosen = Signal(int)
    second_output_chosen = Signal(int)
    freeze_requested = Signal(object, bool, object, int)
    """Pixels (all that the stroke has touched so far), frozen, output or None for all, gesture."""
    look_requested = Signal(object)
    """`LookAt`."""
    draw_requested = Signal()
    reference_requested = Signal(object)
    """`Reference`, or None for the weights themselves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a panel that waits for its first snapshot."""
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._drawn: Snapshot | None = None
        self._shape: tuple[object, ...] = ()
        self._short = (False, False)  # what the image is, and how well it does
        self._shown: Shown | None = None
        self._reference: Reference | None = None
        self._outputs: tuple[int, int | None] = (0, None)
        self._selected: WeightRef | None = None
        self._pointed: Spot | int | None = None
        self._scales, self._pending, self._frames = Scales(), Pending(), 0
        self.brush = Brush(self)
        self.parts = Parts(theme, self.brush, self)
        self.setAccessibleName("Pictures of the weights")
        self.setWhatsThis(
            "The image that is looked at, and for each output the weights into it, drawn where their pixels"
            " are, with its score."
        )
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.parts.set_theme(theme)
        self._shape = ()
        self._show()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where the weights are now. A hidden panel waits until it is shown."""
        if snapshot.gallery is None:
            return
        if self._snapshot is not None and snapshot.scene is not self._snapshot.scene:
            self._reference = self._selected = self._pointed = None
            self._pending.clear()
            self.parts.tools.show_reference(None)
        self._snapshot = snapshot
        if self.isVisible() and snapshot is not self._drawn:
            self._show()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected."""
        if ref != self._selected:
            self._selected = ref
            self._show_marks()
            self._tell()

    def show_outputs(self, first: int, second: int | None) -> None:
        """Show which outputs are chosen: one, and another beside it or None."""
        if (first, second) != self._outputs:
            self._outputs = (first, second)
            self._show_marks()
            self._show_frozen()
            self._tell()

    def show_reference(self, reference: Reference | None) -> None:
        """Show these pictures instead of the weights; None: the weights. Nobody is asked to work them out."""
        if reference is not self._reference:
            self._reference = reference
            self.parts.tools.show_reference(reference)
            self._show()

    def show_formula(self, ref: WeightRef | None) -> None:
        """Show the formula of a weight that is looked at in another view; None: of none any more."""
        self._point(None if ref is None else Spot(ref.output, ref.input))

    def sizeHint(self) -> QSize:
        """The size at which it looks best in a small window."""
        return QSize(692, 410) * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        """Room for small pictures, more of them in a row where there are many, and for all controls."""
        if self.parts.bare:
            return QSize(680, 215) * self._theme.scale
        many = self._snapshot is not None and len(self._snapshot.lanes[0].frozen) > _MANY
        return QSize(600 if many else 548, 330 if many else 320) * self._theme.scale

    def unfilled(self, size: QSize) -> int:
        """How much of the height would stay empty at this size, in pixels."""
        if self._now is None:
            return 0
        _, gallery, lane = self._now
        names, (rows, columns) = lane.examples.target_names, gallery.image.shape
        return self._planned(size, names, (rows, columns)).unfilled(len(names))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew."""
        super().resizeEvent(event)
        self._shape = ()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._show()

    # --- what the user does -------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.parts.strip.phase_requested.connect(self.phase_requested)
        self.parts.buttons.look_requested.connect(self.look_requested)
        self.parts.buttons.draw_requested.connect(self.draw_requested)
        self.parts.tools.reference_chosen.connect(self._choose_reference)
        self.parts.tools.unfreeze_all_requested.connect(self._unfreeze_all)
        self.parts.tiles.output_chosen.connect(self.output_chosen)
        self.parts.tiles.second_output_chosen.connect(self.second_output_chosen)
        self.parts.tiles.pixel_chosen.connect(lambda spot: self.weight_selected.emit(WeightRef(0, *spot)))
        self.parts.tiles.hovered.connect(self._hover)
        self.parts.image.pixel_chosen.connect(
            lambda pixel: self.weight_selected.emit(WeightRef(0, self._outputs[0], pixel))
        )
        self.parts.image.pixel_hovered.connect(self._hover)
        self.brush.stroked.connect(self._stroke)

    def _choose_reference(self, reference: Reference | None) -> None:
        if reference is not self._reference:
            self._reference = reference
            self.reference_requested.emit(reference)
            self._show()

    def _stroke(self, stroke: Stroke) -> None:
        if self._snapshot is not None:
            self._pending.add(stroke, self._snapshot.handled)
            self.freeze_requested.emit(stroke.pixels, stroke.frozen, stroke.output, stroke.gesture)
            self._show_frozen()

    def _unfreeze_all(self) -> None:
        if self._snapshot is not None:
            count = self._snapshot.lanes[0].frozen.shape[1]
            self._stroke(Stroke(tuple(range(count)), frozen=False, output=None, gesture=next_gesture()))

    def _hover(self, pointed: Spot | int | None) -> None:
        ref = None
        if isinstance(pointed, int):
            ref = WeightRef(0, self._outputs[0], pointed)
        elif pointed is not None and pointed.pixel is not None:
            ref = WeightRef(0, pointed.output, pointed.pixel)
        self.weight_hovered.emit(ref)
        self._point(pointed)

    def _point(self, pointed: Spot | int | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self._tell()

    # --- what is shown ------------------------------------------------------------------------------------

    @property
    def _now(self) -> tuple[Snapshot, Gallery, Lane] | None:
        """What there is to show, if anything."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.gallery is None:
            return None
        return snapshot, snapshot.gallery, snapshot.lanes[0]

    def _show(self) -> None:
        """Show the snapshot: pictures and bars in every frame, numbers and words at speed less often."""
        if self._now is None or not self.isVisible():
            return
        snapshot, gallery, lane = self._now
        shown = self._shown = shown_of(snapshot, gallery, self._reference)
        scale = self._scales.follow(snapshot, shown)
        names, size = lane.examples.target_names, gallery.image.shape
        if (names, size) != self._shape:
            self._shape = (names, size)
            self.updateGeometry()
            self._place(names, (size[0], size[1]), shown)
        self._drawn = snapshot
        self._frames += 1
        due = not is_fast(snapshot) or self._frames % TEXT_FRAMES == 0
        if self.parts.tiles.sheet is not None:
            self.parts.tiles.sheet.show(shown, scale, self._scales.bars(shown.quantity), numbers=due)
            self.parts.tiles.update()
        self.parts.image.show_image(gallery.image)
        beyond = float(np.abs(shown.pictures).max()) > scale
        self.parts.color_bar.show_scale(shown.quantity, scale, beyond=beyond)
        self.parts.strip.show_snapshot(snapshot)
        self.parts.buttons.show_gallery(gallery)
        self._show_frozen()
        if due:
            self._show_words(gallery, lane, shown)
            if not snapshot.playing:
                self.parts.tiles.describe()

    def _show_words(self, gallery: Gallery, lane: Lane, shown: Shown) -> None:
        lines = [*words.image_lines(gallery, shown, lane.row, short=self._short[0])]
        self.parts.image.describe(", ".join(lines))
        kinds = [words.status(gallery, self._reference, short=short) for short in (False, True)]
        if self.parts.bare:
            *lines, origin = lines
            kinds = [f"{origin} · {status}" for status in kinds] + kinds[1:]
        self.parts.lines.show_lines(*lines)
        for status in kinds[self._short[1] :]:
            self.parts.status.show_lines(status)
            if self.parts.status.fits:
                break
        self._tell()

    def _show_frozen(self) -> None:
        """Show the ice as it is, with the strokes that are not answered yet."""
        if self._now is None or self.parts.tiles.sheet is None:
            return
        snapshot, _, lane = self._now
        frozen = self._pending.shown_on(lane.frozen, snapshot.handled, held=self.brush.held)
        output = self._outputs[0]
        if self.parts.tiles.sheet.show_frozen(frozen):
            self.parts.tiles.update()
            text = words.frozen_text(frozen)
            self.parts.frost.show_lines(text)
            self.parts.frost.setVisible(bool(text))
            self.parts.tools.show_frozen(bool(text))
        if output < len(frozen):  # in another scene none may be chosen yet
            self.parts.image.show_frozen(frozen[output], output)

    def _show_marks(self) -> None:
        """Show what is chosen and selected."""
        ref, sheet = self._selected, self.parts.tiles.sheet
        if self._now is None or sheet is None:
            return
        n_outputs, n_inputs = self._now[2].frozen.shape
        here = ref is not None and ref.output < n_outputs and ref.input < n_inputs
        self.parts.tiles.show_selected(Spot(ref.output, ref.input) if ref is not None and here else None)
        self.parts.image.show_selected(ref.input if ref is not None and here else None)
        sheet.show_outputs(*self._outputs)
        self.parts.tiles.update()
        if self._outputs[0] < n_outputs:
            self.parts.tools.show_output(sheet.names[self._outputs[0]])

    def _tell(self) -> None:
        """Write the formula of what is pointed at, or what the phase works out."""
        if self._now is None or self._shown is None:
            return
        _, gallery, lane = self._now
        ref, output = self._selected, min(self._outputs[0], len(lane.frozen) - 1)
        pixel = ref.input if ref is not None and ref.output == output else None
        text = words.told(lane, gallery, self._shown, self._pointed, Spot(output, pixel))
        self.parts.sentence.show_text(text)

    def _planned(self, room: QSize, names: tuple[str, ...], size: tuple[int, int]) -> Plan:
        """Where everything would stand in a panel of this size."""
        theme = self._theme
        font = theme.font(100, bold=True)
        widest = max(QFontMetricsF(font).horizontalAdvance(name) for name in names) / font.pixelSize()
        shape = Shape(*size, len(names), widest, theme.least, self.parts.bare)
        below = QFontMetricsF(theme.font(12))
        bare = ceil(max(below.horizontalAdvance(words.taken_for(name, right=False)) for name in names))
        least = _LINE * theme.least
        return plan(
            room, shape, theme.scale, self.devicePixelRatioF(), least, bare if self.parts.bare else None
        )

    def _place(self, names: tuple[str, ...], size: tuple[int, int], shown: Shown) -> None:
        """Stand everything where it belongs at this size."""
        theme, placed = self._theme, self._planned(self.size(), names, size)
        self._short = (
            placed.lines.width() < _WIDE_COLUMN * theme.scale,
            self.width() < _WIDE * theme.scale,
        )
        self.brush.shape = size
        self.parts.place(placed, theme)
        self.parts.tiles.set_sheet(theme, TileSheet(theme, placed, names, size, shown))
        self.parts.caption.show_lines(words.caption(*size))
        self._show_marks()
