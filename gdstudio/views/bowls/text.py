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

INPUTS_0 = ("all inputs 0: nothing to learn", "all inputs 0")
WEIGHT_0 = ("weight 0: it never moves", "weight 0")
_LONGEST_FORMULA = "weight_delta = input × weight"

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
    """How a weight_delta comes about: a product of two numbers, set to 0 if the weight is frozen.

    Attributes:
        left, right: the two numbers; in a full batch of the example that is looked at.
        frozen: whether the weight is.
        words: what they are, as the recipe has them ("δ × input").
        mean: in a full batch, the mean of all examples' products; else None.
        count: of how many examples.
        flat: why it is 0 whatever delta is, from long to short; or nothing.
        note: what else is to be said of it, from long to short; or nothing.
        remark: the whole of either in a sentence; or "".
        hidden: an open question asks for what it comes to.
    """

    left: float
    right: float
    frozen: bool
    words: str = "δ × input"
    mean: float | None = None
    count: int = 1
    flat: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    remark: str = ""
    hidden: bool = False

    @property
    def result(self) -> float:
        """What it comes to, were nothing frozen."""
        return self.left * self.right if self.mean is None else self.mean

    @property
    def formulas(self) -> tuple[str, ...]:
        """What it is made of, in words, the longest wording first."""
        if self.mean is None:
            return f"weight_delta = {self.words}", self.words
        whole = f"mean of {self.count}: {self.words}"
        return f"weight_delta = {whole}", whole, f"mean of {self.count}"

    def lines(self, wide: QFontMetricsF, room: float, *, two: bool) -> list[str]:
        """Write it out, as much of it as there is room for, in one line or in two."""
        if self.hidden:
            return ["= ?"]
        result = compact(self.result)
        if self.frozen:
            if two:
                return [f"would be {result}", "→ 0"]
            text = f"would be {result} → 0"
            return [text if wide.horizontalAdvance(text) <= room else f"{result} → 0"]
        if self.mean is not None:
            return [f"= {result}"]
        for digits in (4, 3, 2):
            text = product(self.left, self.right, digits)
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
        self._words: tuple[str, ...] = ()
        self._note: tuple[str, ...] = ()
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
        self._label_metrics = QFontMetricsF(self._label_font)
        wide = self._label_metrics.horizontalAdvance
        self._label_width = max(map(wide, (_LONGEST_FORMULA, INPUTS_0[0], WEIGHT_0[0]))) + 12
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
        note = formula.flat or formula.note if self.footer.isEmpty() else ()
        if note != self._note:
            self._note = note
            changed.append(self.header)
        if not self.footer.isEmpty():
            label = self._label_width if self._lines == 1 else 0.0
            room = self.footer.width() - label
            lines = formula.lines(self._formula_metrics, room, two=self._lines == 3)
            words = formula.flat or formula.note or formula.formulas
            if (lines, words) != (self._formula, self._words):
                self._formula, self._words = lines, words
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
            self._paint_note(painter)
            return
        box = QRectF(self.footer)
        painter.setFont(self._formula_font)
        side = Qt.AlignmentFlag.AlignRight if self._lines == 1 else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | side, "\n".join(self._formula))
        painter.setFont(self._label_font)
        painter.setPen(self._muted)
        room = min(box.width(), self._label_width - 12) if self._lines == 1 else box.width()
        wide = self._label_metrics.horizontalAdvance
        fitting = [words for words in self._words if wide(words) <= room]
        painter.drawText(box, Qt.AlignmentFlag.AlignTop, (fitting or [*self._words[-1:], ""])[0])

    def _paint_note(self, painter: QPainter) -> None:
        """What would stand in the footer, as briefly as it can be said, between name and value."""
        left = self._name_metrics.horizontalAdvance(self.name) + 8
        right = self._value_metrics.horizontalAdvance(self._value) + 8
        room = QRectF(self.header).adjusted(left, 0, -right, 0)
        note = self._note[-1] if self._note else ""
        if self._label_metrics.horizontalAdvance(note) <= room.width():
            painter.setFont(self._label_font)
            painter.setPen(self._muted)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, note)

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
        text += "A flat line. " if example is None else "A flat line: the input is 0 in every example. "
    else:
        text += f"The bottom is at {number(bowl.bottom)}"
        text += ". " if example is None else f", where the mean error is {number(bowl.floor)}. "
    if example is not None:
        text += f"This example’s error is {number(example.height)}. "
    if formula.hidden:
        return f"{text}weight_delta: hidden until the question is answered."
    text += ("Frozen: weight_delta " if formula.frozen else "weight_delta ") + _spoken(formula)
    return f"{text} {formula.remark}" if formula.remark else text


def _spoken(formula: Product) -> str:
    what = "" if formula.mean is None else f"the mean over {formula.count} examples of {formula.words}, "
    if formula.frozen:
        return f"would be {what}{compact(formula.result)} and is set to 0."
    return f"is {what}{product(formula.left, formula.right) if not what else compact(formula.result)}."
