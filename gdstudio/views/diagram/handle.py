"""One weight's number and freeze button on its line: there is one for the weight selected, one for a look."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from gdstudio.core.examples import checked_value
from gdstudio.lessons.formulas import fitted, weight_title
from gdstudio.views.kit.number_chip import Look, NumberChip
from gdstudio.views.kit.snowflake import FreezeButton

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Lane
    from gdstudio.views.diagram.compact_layout import CompactLayout
    from gdstudio.views.kit.theme import Theme

_HOW = "drag sideways or type it (Enter); F freezes"


class Handle(QObject):
    """A chip that can stand for any weight; with the keyboard the lines go from weight to weight instead.

    Attributes:
        place: which weight it stands for, as (output, input); None: it is not seen.
        room: where it is, with what is written below it.
    """

    value_requested = Signal(object, float, int)
    """Place, value, gesture."""
    freeze_requested = Signal(object, bool)
    """Place, frozen."""
    picked = Signal(object)
    """Place: it was clicked."""
    looked_at = Signal(object, bool)
    """Place, and whether the pointer is here."""

    def __init__(self, ground: QWidget, theme: Theme) -> None:
        super().__init__(ground)
        self._look: tuple[Theme, CompactLayout] | None = None
        self.place: tuple[int, int] | None = None
        self.room: QRectF | None = None
        self.chip = NumberChip(theme, "", ground, shape="slim")
        self.chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button = FreezeButton(theme, "", self.chip)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.chip.hide()
        self.chip.value_requested.connect(lambda *asked: self.value_requested.emit(self.place, *asked))
        self.chip.pick_requested.connect(lambda: self.picked.emit(self.place))
        self.button.freeze_requested.connect(lambda frozen: self.freeze_requested.emit(self.place, frozen))
        self.chip.installEventFilter(self)

    def set_theme(self, theme: Theme, layout: CompactLayout) -> None:
        """Take on another look: the theme's, with the layout's sizes."""
        self.button.set_theme(theme)
        side = round(layout.pill[1])
        self._look = theme, layout
        self.button.setFixedSize(side, side)
        write = partial(fitted, characters=layout.characters[1])
        self.chip.set_theme(theme, side + 2, write)
        self.chip.resize(round(layout.pill[0]), side)
        self.button.move(self.chip.width() - side - 1, 0)

    @property
    def held(self) -> bool:
        """Whether the user is dragging or typing here: it must stay with its weight."""
        return self.chip.held

    def take_focus_for(self, lines: QWidget | None) -> None:
        """Show the lines' focus as its own, and give them what would be its own."""
        if self.chip.focusProxy() is not lines:
            self.chip.setFocusProxy(lines)  # type: ignore[arg-type]  # Qt takes None, which the stub forgot

    def stand_for(self, lane: Lane, place: tuple[int, int], room: QRectF) -> None:
        """Be this weight's from now on, and be there."""
        self.room = room
        self.chip.move(room.topLeft().toPoint())
        if place != self.place:
            self.place = place
            title, examples = weight_title(lane, *place), lane.examples
            way = f"{examples.input_names[place[1]]} to {examples.target_names[place[0]]}"
            self.chip.name = title
            self.chip.check = partial(checked_value, name=title)
            self.chip.setAccessibleName(f"Weight {title}, {way}")
            self.chip.setToolTip(f"Weight {title}, {way}: {_HOW}")
            self.button.rename(title)
            if self._look is not None:
                self.set_theme(*self._look)  # the chip's face has the name in it
        self.chip.show()
        self.chip.raise_()

    def leave(self) -> None:
        """Stand for no weight."""
        if self.place is not None:
            self.place = self.room = None
            self.chip.hide()

    def show_lane(self, lane: Lane, *, dim: bool, selected: bool) -> None:
        """Show the weight's number."""
        if self.place is not None:
            frozen = bool(lane.frozen[self.place])
            self.chip.show_value(float(lane.now.weights[self.place]))
            self.chip.show_look(Look(dim, frozen, selected))
            self.button.show_frozen(frozen)

    def remove(self) -> None:
        """Go away, with a line in which something is typed."""
        self.blockSignals(True)
        self.chip.removeEventFilter(self)
        self.chip.hide()
        self.chip.deleteLater()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell when the pointer comes and goes; the button lies on the chip, and is part of it."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave) and self.place is not None:
            self.looked_at.emit(self.place, event.type() is QEvent.Type.Enter)
        return False
