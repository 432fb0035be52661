"""How a scene of one's own is trained: order, recipe, and alpha with the limit that the data set it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.draft.building import guaranteed
from gdstudio.lessons.draft.parts import LARGEST_SEED, DraftError, Field
from gdstudio.messages import LARGEST_ALPHA
from gdstudio.numerals import number
from gdstudio.views.sheet.field import CellField, CountField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdstudio.lessons.draft.draft import Draft
    from gdstudio.lessons.draft.parts import Problem
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.drafting import Drafting

_ORDERS = {
    Taking.ONE: "one example",
    Taking.IN_TURN: "all in turn",
    Taking.SHUFFLED_ONCE: "shuffled once",
    Taking.SHUFFLED: "shuffled anew each pass",
    Taking.FULL_BATCH: "full batch",
}
_SHUFFLED = {Taking.SHUFFLED_ONCE, Taking.SHUFFLED}
_S = {Taking.ONE: "2 ÷ S", Taking.FULL_BATCH: "2 ÷ steepness"}


def limit_words(draft: Draft) -> tuple[str, bool]:
    """What is known of alpha's limit, in a sentence, and whether the draft's alpha is above it."""
    if draft.rule is not Rule.CORRECT:
        return "with a misprinted recipe no alpha is safe for certain", False
    try:
        limit = guaranteed(draft)
    except DraftError:
        return "its limit is known once the table is complete", False
    if limit is None:
        return "no limit: nothing that learns has an input", False
    taking = draft.order.taking
    verb = "converges" if taking in _S else "guaranteed"
    words = f"{verb} below {number(limit)} ({_S.get(taking, '2 ÷ max S')})"
    above = not isinstance(draft.alpha, str) and draft.alpha > limit
    if not above:
        return words, False
    return f"{words}; {number(float(draft.alpha))} {'diverges' if taking in _S else 'may diverge'}", True


class TrainingPanel(QWidget):
    """Shows and edits order, recipe and alpha."""

    def __init__(self, desk: Drafting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.order = _combo("Training order", "Which example each step learns from (↑ ↓)", _ORDERS.values())
        self.example = CountField(
            "Example", "Which example is trained on, or looked at in a full batch (↑ ↓)"
        )
        self.seed = CountField("Seed of the order", "The same seed shuffles the same way (↑ ↓)")
        tip = "How weight deltas are worked out: correctly, or misprinted (↑ ↓)"
        self.recipe = _combo("Recipe", tip, (rule.words for rule in Rule))
        self.alpha = CellField("Alpha", f"How much of each weight_delta is applied: 0 to {LARGEST_ALPHA:g}")
        self.limit = QLabel()
        self.limit.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(6)
        self._number = QLabel("example")
        for row, (text, control) in enumerate(
            (("Training", self.order), ("", self.example), ("Recipe", self.recipe), ("Alpha α", self.alpha))
        ):
            label = QLabel(text) if text else self._number
            label.setProperty("role", "heading" if text else "")
            label.setBuddy(control)
            layout.addWidget(label, row, 0)
            layout.addWidget(control, row, 1)
        layout.addWidget(self.seed, 1, 1)
        kept = self.example.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # so that nothing moves when another order has no number
        self.example.setSizePolicy(kept)
        layout.addWidget(self.limit, 4, 0, 1, 2)
        layout.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._desk.changed.connect(self._show)
        self.order.activated.connect(lambda index: self._set_order(taking=list(_ORDERS)[index]))
        self.example.count_entered.connect(lambda count: self._set_order(example=count - 1))
        self.seed.count_entered.connect(lambda count: self._set_order(seed=count))
        self.recipe.activated.connect(self._set_rule)
        self.alpha.cell_entered.connect(
            lambda cell: self._desk.change("alpha", lambda draft: replace(draft, alpha=cell))
        )

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.limit.setFont(theme.font(12))
        metrics = self.limit.fontMetrics()
        self.limit.setMinimumHeight(2 * metrics.lineSpacing() + 2)
        self._show()

    def go_to(self, problem: Problem) -> None:
        """Give the focus to what a problem is about."""
        of_order = self.example if self.example.isVisible() else self.seed
        places = {Field.ORDER: of_order, Field.ALPHA: self.alpha, Field.RECIPE: self.recipe}
        places.get(problem.field, self.order).setFocus()

    # ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        draft = self._desk.draft
        order = draft.order
        self.order.setCurrentIndex(list(_ORDERS).index(order.taking))
        self.recipe.setCurrentIndex(list(Rule).index(draft.rule))
        shuffled = order.taking in _SHUFFLED
        one = order.taking in {Taking.ONE, Taking.FULL_BATCH}
        self._number.setText("seed" if shuffled else "example" if one else "")
        self.seed.setVisible(shuffled)
        self.example.setVisible(one)
        self.example.show_count(order.example + 1, 1, max(len(draft.rows), 1))
        self.seed.show_count(order.seed, 0, LARGEST_SEED)
        wrong = isinstance(draft.alpha, str) or not 0 <= draft.alpha <= LARGEST_ALPHA
        self.alpha.show_cell(draft.alpha, wrong=wrong)
        words, above = limit_words(draft)
        self.limit.setText(words)
        self.limit.setStyleSheet(f"color: {self._theme.diverges_text if above else self._theme.muted}")

    def _set_order(self, **changes: object) -> None:
        order: Order = replace(self._desk.draft.order, **changes)  # type: ignore[arg-type]  # its own fields
        if order != self._desk.draft.order:
            self._desk.change(order.words, lambda draft: replace(draft, order=order))

    def _set_rule(self, index: int) -> None:
        rule = list(Rule)[index]
        if rule is not self._desk.draft.rule:
            self._desk.change(rule.words, lambda draft: replace(draft, rule=rule))


def _combo(name: str, tip: str, items: Iterable[str]) -> QComboBox:
    combo = QComboBox()
    combo.addItems(list(items))
    combo.setAccessibleName(name)
    combo.setToolTip(tip)
    return combo
