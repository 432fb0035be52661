"""The window's middle and right side for images: pictures above, dot product below, tabs beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy

from gdstudio.messages import LookAt, Source
from gdstudio.views.accuracy.panel import AccuracyPanel
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.code.panel import CodePanel
from gdstudio.views.kit.card import card
from gdstudio.views.kit.cover import INSIDE, Place
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.mistakes.panel import MistakesPanel
from gdstudio.views.numbers.panel import NumbersPanel
from gdstudio.views.pad.panel import DigitPad
from gdstudio.views.pictures.panel import PicturesPanel
from gdstudio.views.pictures_stage import PicturesStage
from gdstudio.views.product.panel import ProductPanel
from gdstudio.views.row.panel import RowPanel
from gdstudio.views.tabs import Tabs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.core.images import PixelArray
    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

    View = (
        PicturesPanel
        | ProductPanel
        | RowPanel
        | BowlsPanel
        | DigitPad
        | MistakesPanel
        | AccuracyPanel
        | NumbersPanel
        | CodePanel
    )

_LOWER = {"product": "Dot product", "row": "One row of inputs"}
"""What stands below the pictures, called as in lessons, and its tab."""


class PicturesPage(QObject):
    """The views of an image scene, what they agree on, and where they stand.

    They share which outputs are chosen: the first one's dot product is looked at, and beside it that of a
    second. What the user wants comes as this page's signals, whichever view it was said in.

    Attributes:
        side_first: where only one column fits beside the middle, it is the right one.
    """

    side_first = True

    weight_selected = Signal(object)
    weight_hovered = Signal(object)
    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    pixels_requested = Signal(object, bool, object, int)  # pixels, frozen, output or None, gesture
    look_requested = Signal(object)
    reference_requested = Signal(object)
    phase_requested = Signal(object)
    seek_requested = Signal(int)
    turned = Signal()  # another view is in front

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.pictures, self.product, self.row = PicturesPanel(theme), ProductPanel(theme), RowPanel(theme)
        self.bowls, self.pad, self.mistakes = BowlsPanel(theme), DigitPad(theme), MistakesPanel(theme)
        self.accuracy, self.numbers = AccuracyPanel(theme), NumbersPanel(theme)
        self.code = CodePanel(theme)
        self._first: int | None = None
        self._chosen = False  # by the user; else it is the label of the image looked at
        self._wish: int | None = None  # the second output that the user chose, if any
        self.views: dict[View, tuple[int, int]] = {
            self.pictures: (1, 0),
            self.bowls: (2, 0),
            self.product: (4, 1),
            self.row: (4, 1),
            self.pad: (4, 3),
            self.mistakes: (8, 5),
            self.accuracy: (8, 7),
            self.numbers: (4, 3),
            self.code: (8, 3),
        }
        self.first = self.pictures
        self.lower = Tabs(
            {_LOWER["product"]: self.product, _LOWER["row"]: self.row},
            "Below the pictures",
        )
        self.side_tabs = Tabs(
            {
                "Bowls": self.bowls,
                "Draw": self.pad,
                "Mistakes": self.mistakes,
                "Accuracy": self.accuracy,
                "Numbers": self.numbers,
                "Code": self.code,
            },
            "Beside the pictures",
        )
        self.middle = PicturesStage(self.pictures, self.lower, self.pictures.unfilled)
        self.side = card(self.side_tabs, "image side card")
        self.side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._connect()

    @property
    def order(self) -> tuple[QWidget, ...]:
        """The parts in the order in which Tab goes through them."""
        middle = (self.middle.bar, self.pictures, self.lower.bar, self.product, self.row)
        side = (self.bowls, self.pad, self.mistakes, self.accuracy, self.numbers, self.code)
        return (*middle, self.side_tabs.bar, *side)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        for view in self.views:
            view.set_theme(theme)

    def follow(self, snapshot: Snapshot) -> None:
        """Where the user has chosen no output, look at that of the image's label; at speed it stays."""
        gallery = snapshot.gallery
        if gallery is None or self._chosen or (self._first is not None and is_fast(snapshot)):
            return
        output = int(gallery.seen.pred.argmax()) if gallery.label is None else gallery.label
        if output != self._first:
            self._show_first(output)

    def forget(self) -> None:
        """Another scene: nothing is chosen any more."""
        self._first, self._wish, self._chosen = None, None, False

    def turn_to(self, panel: str) -> bool:
        """Bring a view to the front, called as in lessons; nothing, if there is none of that name.

        Returns:
            Whether it stands on the right side.
        """
        if panel in _LOWER:
            self.lower.turn_to(_LOWER[panel])
            self.middle.bar.setCurrentIndex(1)  # where both have no room, the lower one is shown
        elif panel.capitalize() in self.side_tabs.names:
            self.side_tabs.turn_to(panel.capitalize())
            return True
        return False

    @property
    def in_front(self) -> tuple[str, ...]:
        """The views in front, called as in lessons: the one beside the pictures, and the one below."""
        lower = next(panel for panel, name in _LOWER.items() if name == self.lower.current)
        return self.side_tabs.current.lower(), lower

    def bring(self, view: QWidget) -> None:
        """Show the part of the middle that has this view in it, where one is shown at a time."""
        self.middle.bring(view)

    def least_width(self) -> int:
        """The width that the middle needs, at least."""
        return self.middle.minimumSizeHint().width()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected, and choose its output."""
        for view in (self.pictures, self.product, self.row, self.bowls, self.numbers, self.code):
            view.select(ref)
        if ref is not None and ref.output != self._first:
            self._choose(ref.output)

    def places(self, part: str) -> list[Place]:
        """Where a part of the window is, as lessons name it; nothing if it is not on this page."""
        parts = self.pictures.parts
        whole: dict[str, tuple[QWidget, ...]] = {
            "pictures": (parts.tiles,),
            "phases": (parts.strip,),
            "image": (parts.image,),
            "inputs": (parts.image,),
            "weights": (parts.tiles,),
            "scores": (parts.tiles,),
            "accuracy words": (parts.status,),
            "image words": (parts.lines, parts.sentence),
            "prediction": (parts.tiles,),
            "delta": (parts.tiles,),
            "row": (self.row,),
            "product": (self.product,),
            "bowls": (self.bowls,),
            "draw": (self.pad,),
            "mistakes": (self.mistakes,),
            "accuracy": (self.accuracy,),
            "numbers": (self.numbers,),
            "code": (self.code,),
        }
        close = {parts.tiles: INSIDE, parts.image: INSIDE, parts.strip: INSIDE, parts.status: None}
        found = [Place(view, air=close.get(view, Place(view).air)) for view in whole.get(part, ())]
        if part.startswith("picture "):
            found.append(Place(parts.tiles, partial(parts.tiles.rects, part.removeprefix("picture "))))
        return found

    def look_on(self, way: int) -> None:
        """Look at the next image, or with `way` −1 at the one before."""
        self.pictures.parts.buttons.turn(way)

    def look_at_next_mistake(self) -> None:
        """Look at the next unseen image that is taken wrongly."""
        self.pictures.parts.buttons.turn_to_mistake()

    def draw(self) -> None:
        """Let the user draw."""
        self.side_tabs.turn_to("Draw")
        self.pad.board.setFocus()

    def _choose(self, output: int) -> None:
        self._chosen = True
        self._show_first(output)

    def _show_first(self, output: int) -> None:
        self._first = output
        if self._wish == output:
            self._wish = None
        self._show_chosen()

    def _choose_second(self, output: int | None) -> None:
        self._wish = output if output != self._first else None
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._first is None:
            return
        for view in (self.pictures, self.product, self.row):
            view.show_outputs(self._first, self._wish)

    def _look_at_drawing(self, pixels: PixelArray) -> None:
        self.look_requested.emit(LookAt(Source.DRAWN, 0, pixels))

    def _connect(self) -> None:
        pictures, product = self.pictures, self.product
        for tabs in (self.side_tabs, self.lower):
            tabs.turned.connect(self.turned)
        for view in (pictures, product, self.row, self.bowls, self.numbers):
            view.weight_selected.connect(self.weight_selected)
            view.weight_hovered.connect(self.weight_hovered)
        self.bowls.weight_requested.connect(self.weight_requested)
        self.bowls.freeze_requested.connect(self.freeze_requested)
        pictures.phase_requested.connect(self.phase_requested)
        pictures.freeze_requested.connect(self.pixels_requested)
        pictures.reference_requested.connect(self.reference_requested)
        pictures.output_chosen.connect(self._choose)
        pictures.second_output_chosen.connect(self._choose_second)
        pictures.draw_requested.connect(self.draw)
        product.first_output_requested.connect(self._choose)
        product.second_output_requested.connect(self._choose_second)
        pictures.look_requested.connect(self.look_requested)
        self.mistakes.look_requested.connect(self.look_requested)
        self.pad.drawn.connect(self._look_at_drawing)
        self.pad.cleared.connect(lambda: self.look_requested.emit(LookAt(Source.STEP)))
        self.accuracy.seek_requested.connect(self.seek_requested)
