"""Chooses the recipe that a run follows: the correct one, or one with an erratum of the printed chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.listings.errata import CORRECT, ERRATA, Erratum, in_force, why_not
from gdstudio.views.kit.combo import Combo
from gdstudio.views.kit.theme import FIELD_EDGES

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gdstudio.messages import Lane, Snapshot
    from gdstudio.views.kit.theme import Theme

_TIP = "The recipe each step follows: the correct one, or as the book misprints it (↑ ↓ or Alt+↓)"
_CHOICES = (CORRECT, *ERRATA)


class RecipeChooser(QWidget):
    """Shows which recipe the run that is looked at follows, and asks for another.

    An erratum that stops Python can only be looked at: it is shown as chosen until something else is.
    """

    erratum_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Lane, int] | None = None
        self._asked_after = -1
        self._in_force = CORRECT
        self.looked_at: Erratum | None = None
        label = QLabel("&Recipe")
        self.combo = Combo()
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setAccessibleName("Recipe")
        self.combo.setMaxVisibleItems(len(_CHOICES))
        for choice in _CHOICES:
            self.combo.addItem(choice.name)
        self.combo.activated.connect(self._ask)
        self.combo.closed.connect(self._sync)
        label.setBuddy(self.combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 8, 0)
        layout.addWidget(label)
        layout.addWidget(self.combo, 1)
        self.set_theme(theme)

    def topic_at(self, _place: QPoint) -> Topic:
        """What the recipe is, for those who ask."""
        return Topic(Kind.RULE, -1 if self._shown is None else self._shown[1])

    def set_theme(self, theme: Theme) -> None:
        """Take on another look: the application's style sheet brings the colours."""
        self.combo.setStyleSheet(f"QComboBox {{ min-height: {round(26 * theme.scale) - FIELD_EDGES}px }}")

    def show_lane(self, snapshot: Snapshot, index: int) -> None:
        """Show what this run follows, unless the list is open."""
        self._shown = snapshot.lanes[index], snapshot.handled
        self._sync()

    def look_at_run(self) -> None:
        """Look at the recipe that the run follows, no longer at one that stops."""
        self.looked_at = None
        self._sync()

    def _sync(self) -> None:
        if self._shown is None or self.combo.view().isVisible():
            return
        lane, handled = self._shown
        # A snapshot made before the wish was handled must not take the choice back.
        if handled <= self._asked_after:
            return
        following = in_force(lane.rule, lane.examples, lane.start.examples)
        if following is not self._in_force:
            self._in_force, self.looked_at = following, None
        self._offer(lane)
        self._set(self.looked_at or following)

    def _offer(self, lane: Lane) -> None:
        """Say of each choice what it is, or why it cannot be tried here."""
        for row, choice in enumerate(_CHOICES):
            reason = why_not(choice, lane.start.examples)
            tip = f"{choice.tip}\nNot here: {reason}." if reason else choice.tip
            item = self.combo.model().item(row)  # type: ignore[attr-defined]  # a combo box's own model
            if item.toolTip() != tip:
                item.setToolTip(tip)
                item.setEnabled(not reason)

    def _set(self, choice: Erratum) -> None:
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(_CHOICES.index(choice))
        self.combo.setToolTip(f"{choice.tip}\n\n{_TIP}")
        self.combo.setAccessibleDescription(choice.tip)

    def _ask(self, row: int) -> None:
        choice = _CHOICES[row]
        if self._shown is None or choice is (self.looked_at or self._in_force):
            return
        self.looked_at = choice if choice.stops else None
        self._set(choice)
        if not choice.stops and choice is not self._in_force:
            self._asked_after = self._shown[1]
        self.erratum_requested.emit(choice)
