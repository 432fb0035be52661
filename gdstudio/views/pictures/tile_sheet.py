"""All tiles as one picture: where each stands, what it looks like, and how it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from gdstudio.views.kit.frost import frost_image
from gdstudio.views.kit.heat import heat_image
from gdstudio.views.kit.pixel_picture import even_pixmap
from gdstudio.views.pictures.pixels import PixelGrid
from gdstudio.views.pictures.shown import PICTURE
from gdstudio.views.pictures.tile_face import DIM, Numbers, TileFace, TileLook, Verdict
from gdstudio.views.pictures.words import tile_text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from gdstudio.core.network import BoolArray
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.layout import Plan
    from gdstudio.views.pictures.shown import Shown


class Spot(NamedTuple):
    """What is pointed at: a tile, and a pixel of its picture or, if None, its words and bar."""

    output: int
    pixel: int | None


class TileSheet:
    """The tiles of a plan, and what they show.

    Names and numbers are painted once for several frames: at speed they change less often than pictures.

    Attributes:
        names: of the outputs.
        columns: how many tiles stand in a row.
        shown: what the tiles show.
        ranks: the chosen output, and the second one or None.
    """

    def __init__(
        self, theme: Theme, plan: Plan, names: tuple[str, ...], shape: tuple[int, int], shown: Shown
    ) -> None:
        """Lay the tiles out.

        Args:
            theme: the look.
            plan: where they stand.
            names: of the outputs.
            shape: (rows, columns) of each picture.
            shown: what they show.
        """
        self.names, self.shown, self.columns = names, shown, plan.columns
        self.ranks: tuple[int, int | None] = (0, None)
        self._hovered: int | None = None
        self._theme, self._plan, self._shape = theme, plan, shape
        self._face = TileFace(theme, plan.tile, names)
        self._scale, self._bars = 1e-3, (0.0, 1.0)
        self._pictures: QPixmap | None = None
        self._still: QPixmap | None = None
        self._frozen: BoolArray | None = None
        self._frost: dict[tuple[bytes, float], QImage] = {}
        self._written = shown

    def show(self, shown: Shown, scale: float, bars: tuple[float, float], *, numbers: bool) -> None:
        """Show other pictures, and their numbers if they are due."""
        if numbers or shown.lit != self.shown.lit:
            self._written, self._still = shown, None
        self.shown, self._scale, self._bars, self._pictures = shown, scale, bars, None

    def show_outputs(self, first: int, second: int | None) -> None:
        """Show which outputs are chosen."""
        self.ranks, self._still = (first, second), None

    def show_hovered(self, output: int | None) -> None:
        """Show which tile the pointer is on."""
        if output != self._hovered:
            self._hovered, self._still = output, None

    def show_frozen(self, frozen: BoolArray) -> bool:
        """Show what is frozen, (n_outputs, n_inputs); says whether that is another than before."""
        if self._frozen is not None and np.array_equal(frozen, self._frozen):
            return False
        self._frozen = frozen.copy()
        self._frost.clear()
        return True

    def tile(self, output: int) -> QRectF:
        """Where a tile is."""
        row, column = divmod(output, self.columns)
        size, gap = self._plan.tile.size, self._plan.gap
        corner = QPoint(column * (size.width() + gap), row * (size.height() + gap))
        return QRectF(QPointF(corner), QSizeF(size))

    def grid(self, output: int) -> PixelGrid:
        """Where the pixels of a tile's picture are."""
        return PixelGrid(self._face.picture(self.tile(output).topLeft()), *self._shape)

    def spot_at(self, point: QPointF) -> Spot | None:
        """What is at a point."""
        for output in range(len(self.names)):
            if self.tile(output).contains(point):
                return Spot(output, self.grid(output).at(point))
        return None

    def text(self, output: int) -> str:
        """A tile in words."""
        frozen = 0 if self._frozen is None else int(self._frozen[output].sum())
        return tile_text(self.shown, self.names, output, frozen)

    def look(self, output: int) -> TileLook:
        """What a tile looks like, as far as it does not change in every frame."""
        shown, verdict = self._written, Verdict.NONE
        if output == shown.largest:
            verdict = {None: Verdict.LARGEST, True: Verdict.RIGHT, False: Verdict.WRONG}[shown.right]
        rank = 1 if output == self.ranks[0] else 2 if output == self.ranks[1] else 0
        return TileLook(Numbers.of(shown, output), verdict, rank, output == self._hovered)

    def paint(self, painter: QPainter, ratio: float) -> None:
        """Draw all tiles; `ratio` is device pixels for each pixel of the screen."""
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = self._painted_still(ratio)
        painter.drawPixmap(0, 0, self._still)
        if self._pictures is None:
            self._pictures = self._enlarged(ratio)
        grids = [self.grid(output).rect for output in range(len(self.names))]
        painter.setOpacity(1.0 if PICTURE in self.shown.lit else DIM)
        for output, rect in enumerate(grids):
            height = self._pictures.height() / len(grids)
            source = QRectF(0, output * height, self._pictures.width(), height)
            painter.drawPixmap(rect, self._pictures, source)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frost(painter, ratio)
        shown, true = self.shown, self.shown.true
        for output, pred in enumerate([] if shown.hidden else shown.pred.tolist()):
            target = None if true is None else float(true[output])
            corner = self.tile(output).topLeft()
            self._face.paint_bar(painter, corner, pred, target, shown.lit, self._bars)

    def _enlarged(self, ratio: float) -> QPixmap:
        """All pictures, one below the other: as they are if they are drawn at a whole multiple, else even."""
        rows, columns = self._shape
        image = heat_image(self.shown.pictures.reshape(-1, columns), self._scale, self._theme)
        size = self._plan.tile.picture.size()
        if size.width() * ratio % columns == 0 and size.height() * ratio % rows == 0:
            return QPixmap.fromImage(image)
        pixmap = even_pixmap(image, size.width(), size.height() * len(self.names), ratio)
        pixmap.setDevicePixelRatio(1)  # its parts are taken in device pixels
        return pixmap

    def _painted_still(self, ratio: float) -> QPixmap:
        pixmap = QPixmap((QSizeF(self._plan.tiles.size()) * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._theme.color("card"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for output in range(len(self.names)):
            corner = self.tile(output).topLeft()
            self._face.paint_still(painter, corner, output, self.look(output), self._written.lit)
        painter.end()
        return pixmap

    def _paint_frost(self, painter: QPainter, ratio: float) -> None:
        if self._frozen is None or not self._frozen.any():
            return
        for output, frozen in enumerate(self._frozen):
            if not frozen.any():
                continue
            rect, key = self.grid(output).rect, (frozen.tobytes(), ratio)
            if key not in self._frost:
                size = (rect.size() * ratio).toSize()
                self._frost[key] = frost_image(frozen.reshape(self._shape), size, ratio, self._theme)
            painter.drawImage(rect.topLeft(), self._frost[key])
            self._face.paint_flake(painter, self.tile(output).topLeft())
