"""Answers that are numbers: typed, or for a dot also slid along its bowl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSlider

from gdstudio.numerals import compact, parse
from gdstudio.views.kit.theme import MONO_FAMILY
from gdstudio.views.lesson.stack import Row, Stack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.showing import Asked, DotRange
    from gdstudio.views.kit.theme import Theme

_TICKS = 1000
"""So many places has the slider."""
_FIELD = 120
_LONGEST = 40
_LEAST = 26


class NumberAnswer(Stack):
    """A field for a number."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 4)
        self.keys: tuple[str, ...] = ()
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName("Your number")
        self.field.setAccessibleDescription("Enter checks it.")
        self.field.setToolTip("Type a number such as 0.25 or −1.5; Enter checks it")
        self.field.setLocale(QLocale.c())
        self.field.setPlaceholderText("a number")
        self.field.textEdited.connect(self._edited)
        self.row = Row([self.field], theme)
        self.set_parts([self.row])
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        self.field.setFixedWidth(round(_FIELD * theme.scale))
        self.field.setStyleSheet(f'QLineEdit {{ font-family: "{MONO_FAMILY}" }}')

    @property
    def answer(self) -> float | None:
        """The number, if it is one."""
        try:
            return parse(self.field.text())
        except ValueError:
            return None

    def choose(self, _key: str) -> bool:
        """No key stands for a number."""
        return False

    def show_asked(self, asked: Asked) -> None:
        """Show what was answered."""
        if asked.given is not None and asked.answered:
            self.field.setText(compact(float(asked.given)))

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.field

    def _edited(self) -> None:
        bad = bool(self.field.text().strip()) and self.answer is None
        if bool(self.field.property("invalid")) != bad:
            self.field.setProperty("invalid", bad)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        self.changed.emit()


class DotAnswer(NumberAnswer):
    """A field and a slider for where a dot will be; the same dot can be dragged in its bowl."""

    def __init__(self, dot: DotRange, theme: Theme) -> None:
        super().__init__(theme)
        self._dot = dot
        self.slider = _Slide(theme)
        self.slider.setValue(self._tick(dot.start))
        self.slider.setAccessibleName(f"Where the dot of {dot.name} will be")
        self.slider.setAccessibleDescription("← → move it.")
        self.slider.setToolTip(f"Where the dot of {dot.name} will be (← →); or drag the dot in its bowl")
        self.slider.valueChanged.connect(self._slid)
        self.field.setPlaceholderText(f"{dot.name} then")
        now = QLabel(f"now {compact(dot.start)}")
        now.setProperty("role", "label")
        self.row = Row([self.field, now], theme)
        self.set_parts([self.slider, self.row])

    def take(self, weight: float) -> None:
        """Take a place that was chosen in the bowl."""
        self.field.setText(compact(weight))
        self._follow()
        self.changed.emit()

    def show_asked(self, asked: Asked) -> None:
        """Show what was answered."""
        super().show_asked(asked)
        self._follow()

    def _edited(self) -> None:
        self._follow()
        super()._edited()

    def _follow(self) -> None:
        """Put the slider where the number is."""
        if (answer := self.answer) is not None:
            self.slider.blockSignals(True)
            self.slider.setValue(self._tick(answer))
            self.slider.blockSignals(False)

    def _slid(self, tick: int) -> None:
        self.field.setText(compact(self._dot.low + (self._dot.high - self._dot.low) * tick / _TICKS))
        super()._edited()

    def _tick(self, weight: float) -> int:
        share = (weight - self._dot.low) / (self._dot.high - self._dot.low)
        return round(min(max(share, 0.0), 1.0) * _TICKS)


class _Slide(QSlider):
    """A slider that knows how high it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _TICKS)
        self.setPageStep(_TICKS // 20)
        self.setSingleStep(_TICKS // 200)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._height = round(_LEAST * theme.scale)

    def height_at(self, _width: int) -> int:
        """Easy to hit."""
        return self._height
