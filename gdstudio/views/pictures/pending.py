"""Strokes of the brush that no snapshot shows yet: they are drawn at once, the model's word comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdstudio.core.network import BoolArray
    from gdstudio.views.pictures.brush import Stroke


class Pending:
    """Strokes under way, by gesture."""

    def __init__(self) -> None:
        self._strokes: dict[int, tuple[Stroke, int]] = {}
        self._due = 0

    def add(self, stroke: Stroke, handled: int) -> None:
        """Remember a stroke, which is now given to the model as one more command.

        Args:
            stroke: all of it so far.
            handled: how many commands the snapshot on the screen has seen.
        """
        self._due = max(self._due, handled) + 1
        self._strokes[stroke.gesture] = (stroke, self._due)

    def clear(self) -> None:
        """Forget all: another scene."""
        self._strokes.clear()
        self._due = 0

    def shown_on(self, frozen: BoolArray, handled: int, *, held: bool) -> BoolArray:
        """What is frozen, with the strokes that the model has not answered.

        Args:
            frozen: (n_outputs, n_inputs), as the newest snapshot says.
            handled: how many commands it has seen.
            held: whether the last stroke is still being painted; it stays whatever the snapshot says.
        """
        last = max(self._strokes, default=None)
        self._strokes = {
            gesture: (stroke, due)
            for gesture, (stroke, due) in self._strokes.items()
            if due > handled or (held and gesture == last)
        }
        if not self._strokes:
            return frozen
        frozen = frozen.copy()
        for gesture in sorted(self._strokes):
            stroke = self._strokes[gesture][0]
            outputs = slice(None) if stroke.output is None else stroke.output
            frozen[outputs, list(stroke.pixels)] = stroke.frozen
        return frozen
