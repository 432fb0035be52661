"""The transport's buttons: which there are, what they are called, and where they stand in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect

from gdstudio.views.kit.glyphs import Glyph, GlyphButton

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme

_BUTTONS = (  # key, sign, the name under it, its spoken name, what it does
    ("first", Glyph.FIRST, "first", "First step", "Go to the first step"),
    ("step_back", Glyph.STEP_BACK, "back", "Step back", "Go one step back"),
    ("play_back", Glyph.BACKWARDS, "rewind", "Play backwards", "Rewind: go back at the speed set"),
    ("play", Glyph.PLAY, "play", "Play", "Play: take steps at the speed set"),
    ("step", Glyph.STEP, "step", "Step", "Take one step"),
    ("last", Glyph.LAST, "last", "Last recorded step", "Go to the last recorded step"),
    ("phase", Glyph.PHASE, "phase", "Next phase", "Go one phase on: a quarter of a step"),
)
_ELSEWHERE = ("last", "first", "phase")
"""What the timeline and the strip of phases do too, in the order in which it goes where room is short."""
_PAUSE = "Pause: stop at this step"
_GAP, _BEFORE_PHASE = 2, 6  # pixels at scale 1, between buttons


class ButtonRow:
    """Makes the buttons, on `parent`, and keeps them named and placed; what they do is connected there.

    Attributes:
        by_key: the buttons by the names of the actions that do the same.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme = theme
        self._playing = self._backwards = False
        self._shortcuts: Mapping[str, str] = {}
        self.by_key = {
            key: GlyphButton(glyph, theme, parent, primary=key == "play") for key, glyph, *_ in _BUTTONS
        }
        for key in ("step_back", "step", "phase"):
            self.by_key[key].setAutoRepeat(True)
            self.by_key[key].setAutoRepeatDelay(450)
            self.by_key[key].setAutoRepeatInterval(120)
        self._name()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        for button in self.by_key.values():
            button.set_theme(theme)

    def set_shortcut_texts(self, shortcuts: Mapping[str, str]) -> None:
        """Say the window's shortcuts in the tooltips, by the names of actions."""
        self._shortcuts = dict(shortcuts)
        self._name()

    def show_playing(self, playing: bool, backwards: bool) -> bool:
        """Show whether and which way time goes; returns whether that is new."""
        if (playing, backwards) == (self._playing, self._backwards):
            return False
        self._playing, self._backwards = playing, backwards
        self.by_key["play"].set_glyph(Glyph.PAUSE if playing else Glyph.PLAY)
        self.by_key["play_back"].set_glyph(Glyph.GOING_BACK if backwards else Glyph.BACKWARDS)
        self._name()
        return True

    def _name(self) -> None:
        for key, _, _, spoken, does in _BUTTONS:
            pausing = self._pauses(key)
            told = _PAUSE if pausing else does
            shortcut = self._shortcuts.get(key, "")
            button = self.by_key[key]
            button.setAccessibleName("Pause" if pausing else spoken)
            button.setAccessibleDescription(told)
            button.setToolTip(f"{told} ({shortcut})" if shortcut else told)

    def _pauses(self, key: str) -> bool:
        """Whether a button would now stop: Play does as soon as anything goes, either way."""
        return (key == "play" and self._playing) or (key == "play_back" and self._backwards)

    # --- where they stand ---------------------------------------------------------------------------------

    def _px(self, points: float) -> int:
        return round(points * self._theme.scale)

    @property
    def usual_least_width(self) -> int:
        """The row's width when only the first of those that may go is gone."""
        return self._width(_ELSEWHERE[:1])

    @property
    def width(self) -> int:
        """The row's width as it is."""
        return self._width([key for key, button in self.by_key.items() if button.isHidden()])

    def _width(self, without: Collection[str]) -> int:
        there = [button for key, button in self.by_key.items() if key not in without]
        sides = sum(button.sizeHint().width() + self._px(_GAP) for button in there)
        return sides + (0 if "phase" in without else self._px(_BEFORE_PHASE))

    def place(self, left: int, middle: int, room: int) -> int:
        """Put them in a row, around a horizontal line; returns where the row ends.

        Args:
            left: the pixel where it begins.
            middle: the pixel of the line.
            room: its width at most; where they don't fit, those go that have other places.
        """
        out = next(
            (_ELSEWHERE[:n] for n in range(len(_ELSEWHERE)) if self._width(_ELSEWHERE[:n]) <= room),
            _ELSEWHERE,
        )
        for key, button in self.by_key.items():
            button.setVisible(key not in out)
            if key in out:
                continue
            size = button.sizeHint()
            left += self._px(_BEFORE_PHASE) if key == "phase" else 0
            button.setGeometry(QRect(QPoint(left, middle - size.height() // 2), size))
            left += size.width() + self._px(_GAP)
        return left

    def names(self, top: float) -> list[tuple[str, QPointF]]:
        """The names under the buttons, with the middles of their tops."""
        return [
            (
                "pause" if key == "play" and self._playing else name,
                QPointF(self.by_key[key].geometry().center().x() + 0.5, top),
            )
            for key, _, name, *_ in _BUTTONS
            if not self.by_key[key].isHidden()
        ]
