"""The brush that freezes pixels: its settings, and the stroke that is being painted."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from gdstudio.views.kit.gestures import next_gesture

SIZES = (1, 3, 5)
"""How many pixels wide the brush can be."""


@dataclass(frozen=True)
class Stroke:
    """All that one stroke has touched so far.

    Attributes:
        pixels: counted row after row, in the order they were touched.
        frozen: whether they are to be frozen.
        output: the one meant, or None for all.
        gesture: the same for the whole stroke.
    """

    pixels: tuple[int, ...]
    frozen: bool
    output: int | None
    gesture: int = field(default_factory=next_gesture)


class Brush(QObject):
    """What the next stroke will be, and the one in progress.

    Attributes:
        on: whether a press paints.
        size: how many pixels wide and high it is.
        only: whether it paints for the chosen output only.
        eraser: whether it unfreezes.
        shape: (rows, columns) of the images.
    """

    changed = Signal()
    """A setting is another."""
    stroked = Signal(object)
    """`Stroke`: pixels were touched that were not before."""

    def __init__(self, parent: QObject | None = None) -> None:
        """A brush of one pixel for all outputs, put away."""
        super().__init__(parent)
        self.on, self.only, self.eraser = False, False, False
        self.size = SIZES[0]
        self.shape = (1, 1)
        self._stroke: Stroke | None = None
        self._last: int | None = None

    def set(self, **settings: bool | int) -> None:
        """Change some of `on`, `size`, `only`, `eraser`."""
        for name, value in settings.items():
            setattr(self, name, value)
        self.changed.emit()

    @property
    def held(self) -> bool:
        """Whether a stroke is in progress."""
        return self._stroke is not None

    def begin(self, pixel: int, output: int, *, unfreeze: bool) -> None:
        """Start a stroke at a pixel.

        Args:
            pixel: counted row after row.
            output: the one to paint for if it is not for all.
            unfreeze: whether to unfreeze whatever the eraser's setting.
        """
        self._stroke = Stroke((), not (unfreeze or self.eraser), output if self.only else None)
        self._last = None
        self.go_to(pixel)

    def go_to(self, pixel: int | None) -> None:
        """Go on in a straight line to a pixel; None: out of the picture, and the line is broken."""
        if self._stroke is None:
            return
        if pixel is not None:
            self._touch(pixel)
        self._last = pixel

    def end(self) -> None:
        """Lift the brush."""
        self._stroke = None

    def dab(self, pixel: int, output: int, *, unfreeze: bool) -> None:
        """A stroke of a single touch."""
        self.begin(pixel, output, unfreeze=unfreeze)
        self.end()

    def _touch(self, pixel: int) -> None:
        old = self._stroke
        assert old is not None  # noqa: S101  # the caller has looked
        touched = dict.fromkeys(old.pixels)
        for each in self._line(self._last if self._last is not None else pixel, pixel):
            touched.update(dict.fromkeys(self._under(each)))
        if len(touched) > len(old.pixels):
            self._stroke = Stroke(tuple(touched), old.frozen, old.output, old.gesture)
            self.stroked.emit(self._stroke)

    def _line(self, start: int, end: int) -> list[tuple[int, int]]:
        """Every (row, column) from one pixel to another: a quick mouse leaves no gaps."""
        (row, column), (last_row, last_column) = divmod(start, self.shape[1]), divmod(end, self.shape[1])
        count = max(abs(last_row - row), abs(last_column - column))
        return [
            (row + round((last_row - row) * i / count), column + round((last_column - column) * i / count))
            for i in range(1, count + 1)
        ] or [(row, column)]

    def _under(self, place: tuple[int, int]) -> list[int]:
        rows, columns = self.shape
        more = self.size // 2
        return [
            row * columns + column
            for row in range(max(place[0] - more, 0), min(place[0] + more, rows - 1) + 1)
            for column in range(max(place[1] - more, 0), min(place[1] + more, columns - 1) + 1)
        ]
