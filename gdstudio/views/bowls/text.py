"""The words and numbers on a bowl's card: name and value above the plot, the weight_delta's product below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from gdstudio.numerals import compact, number, product

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gdstudio.views.bowls.items import Picture
    from gdstudio.views.kit.theme import Theme

_FORMULA = "weight_delta = δ × input"
_SHORT_FORMULA = "δ × input"
_FLAT = "input 0: nothing to learn"

_USUAL_VALUE = "−0.08888"
"""What is left free for the value beside the name; a longer one shortens the name."""


@dataclass(frozen=True)
class Label:
    """What a bowl is called: ``a · toes → win``, and shorter where there is less room.

    The weights of a picture have no letters: they are called ``pixel (6, 12) → 2``.

    Attributes:
        weight: the weight's name; empty where there are too many for names.
        input: the input it multiplies.
        output: where it leads; empty where that goes without saying.
    """

    weight: str
    input: str
    output: str = ""

    @property
    def name(self) -> str:
        """What the weight is called in a sentence."""
        return self.weight or self.forms[0]

    @property
    def forms(self) -> tuple[str, ...]:
        """From long to short."""
        if not self.weight:
            place = self.input.removeprefix("pixel ")
            return f"{self.input} → {self.output}", f"{place} → {self.output}", self.input, place
        short = (f"{self.weight} · {self.input}", self.weight)
        return (f"{short[0]} → {self.output}", *short) if self.output else short


@dataclass(frozen=True)
class Product:
    """How a weight_delta comes about: ``delta * input``, set to 0 if the weight is frozen."""

    delta: float
    input: float
    frozen: bool

    def lines(self, wide: QFontMetricsF, room: float, *, two: bool) -> list[str]:
        """Write it out, as much of it as there is room for, in one line or in two."""
        result = compact(self.delta * self.input)
        if self.frozen:
            if two:
                return [f"would be {result}", "→ 0"]
            text = f"would be {result} → 0"
            return [text if wide.horizontalAdvance(text) <= room else f"{result} → 0"]
        for digits in (4, 3, 2):
            text = product(self.delta, self.input, digits)
            left, _, right = text.partition(" = ")
            lines = [left, f"= {right}"] if two else [text]
            if all(wide.horizontalAdvance(line) <= room for line in lines):
                return lines
        return [f"= {result}"]


class BowlText:
    """Lays out and paints a card's texts; says which rectangles have to be painted anew.

    Attributes:
        header: where name and value are.
        footer: where the product is; empty if there is no room for it.
        name: the form of the label that is used.
    """

    def __init__(self, theme: Theme, label: Label) -> None:
        """Write in the look of `theme` about the weight called `label`."""
        self.header = self.footer = QRect()
        self.label = label
        self.name = label.forms[-1]
        self._lines = 2
        self._value = ""
        self._formula: list[str] = []
        self._flat = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look; it has to be laid out afterwards."""
        self._name_font, self._value_font = theme.font(12.5, bold=True), theme.font(12.5, mono=True)
        self._label_font, self._formula_font = theme.font(11.5), theme.font(11.5, mono=True)
        self._name_metrics, self._value_metrics = (
            QFontMetricsF(self._name_font),
            QFontMetricsF(self._value_font),
        )
        self._formula_metrics = QFontMetricsF(self._formula_font)
        wide = QFontMetricsF(self._label_font).horizontalAdvance
        self._label_width = max(wide(_FORMULA), wide(_FLAT)) + 12
        self._text, self._muted = theme.color("text"), theme.color("muted")

    def lay_out(self, header: QRect, footer: QRect, lines: int) -> None:
        """Use these places. The footer has 1 to 3 lines: with 1 label and product share it."""
        self.header, self.footer, self._lines = header, footer, lines
        self._value, self._formula = "", []
        self._choose_name()

    def show(self, weight: float, formula: Product) -> list[QRect]:
        """Take new numbers; return the rectangles in which something else stands now."""
        changed = []
        value = number(weight)
        if value != self._value:
            longer = len(value) > len(_USUAL_VALUE) or len(self._value) > len(_USUAL_VALUE)
            self._value = value
            if longer:
                self._choose_name()
            changed.append(self.header)
        if not self.footer.isEmpty():
            label = self._label_width if self._lines == 1 else 0.0
            room = self.footer.width() - label
            lines = formula.lines(self._formula_metrics, room, two=self._lines == 3)
            flat = formula.input == 0
            if (lines, flat) != (self._formula, self._flat):
                self._formula, self._flat = lines, flat
                changed.append(self.footer)
        return changed

    def paint(self, painter: QPainter) -> None:
        """Draw everything."""
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._text)
        painter.setFont(self._name_font)
        painter.drawText(self.header, middle | Qt.AlignmentFlag.AlignLeft, self.name)
        painter.setFont(self._value_font)
        painter.drawText(self.header, middle | Qt.AlignmentFlag.AlignRight, self._value)
        if self.footer.isEmpty():
            return
        box = QRectF(self.footer)
        painter.setFont(self._formula_font)
        side = Qt.AlignmentFlag.AlignRight if self._lines == 1 else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | side, "\n".join(self._formula))
        painter.setFont(self._label_font)
        painter.setPen(self._muted)
        fits = self._label_width - 12 <= box.width()
        label = _FLAT if self._flat else _FORMULA
        painter.drawText(box, Qt.AlignmentFlag.AlignTop, label if fits else _SHORT_FORMULA)

    def _choose_name(self) -> None:
        """Take the longest form of the name that leaves room for the value."""
        value = max(self._value, _USUAL_VALUE, key=len)
        room = self.header.width() - self._value_metrics.horizontalAdvance(value) - 8
        forms = self.label.forms
        wide = self._name_metrics.horizontalAdvance
        self.name = next((form for form in forms if wide(form) <= room), forms[-1])


def described(picture: Picture, formula: Product) -> str:
    """Say a bowl's numbers in a sentence or two."""
    bowl, example = picture.bowl, picture.example
    kind = "error" if example is None else "mean error"
    text = f"Weight {number(bowl.weight)}, {kind} {number(bowl.height)}, slope {number(bowl.slope)}. "
    if bowl.bottom is None:
        zero = "The input is 0" if example is None else "The input is 0 in every example"
        text += f"{zero}: a flat line, nothing to learn. "
    else:
        text += f"The bottom is at {number(bowl.bottom)}"
        text += ". " if example is None else f", where the mean error is {number(bowl.floor)}. "
    if example is not None:
        text += f"This example’s error is {number(example.height)}. "
    return text + ("Frozen: weight_delta " if formula.frozen else "weight_delta ") + _spoken(formula)


def _spoken(formula: Product) -> str:
    if formula.frozen:
        return f"would be {compact(formula.delta * formula.input)} and is set to 0."
    return f"is {product(formula.delta, formula.input)}."
