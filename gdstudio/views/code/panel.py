"""The code panel: the recipe of a step as Python, with its values, and the session as a script to copy.

Which recipe that is, the correct one or one as the book misprints it, is chosen above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gdstudio.listings.errata import input_for, stopping_listing
from gdstudio.listings.orders import ScriptError
from gdstudio.listings.recipe import listing
from gdstudio.listings.script import script
from gdstudio.views.code.recipe_chooser import RecipeChooser
from gdstudio.views.code.sheet import CodeSheet
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.kit.looked_at import lanes_looked_at

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from gdstudio.listings.errata import Erratum
    from gdstudio.listings.recipe import Line
    from gdstudio.messages import Lane, Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

_COPIED = "copied: a script that repeats this session"
_ONLY_SHOWN = "only shown: the run goes on as it did"


class CodePanel(QWidget):
    """Shows one lane's recipe. Hidden, it does nothing."""

    rule_requested = Signal(object, int, int)  # the rule, the lane, the gesture
    input_requested = Signal(int, int, int, float, int)  # the lane, row, column, value, and the gesture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._selected: WeightRef | None = None
        self.sheet = CodeSheet(theme)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName("Code")
        self._scroll.setToolTip("Point at a name: what it stands for. Arrow keys scroll.")
        self.chooser = RecipeChooser(theme)
        self.chooser.erratum_requested.connect(self._ask_for)
        self.said = QLabel()
        self.copy = QPushButton("Copy as script")
        self.copy.setToolTip(
            "Copy a Python script that repeats this session up to here, with every change (Ctrl+Shift+P)"
        )
        self.copy.setAccessibleDescription("Copies a Python script that repeats this session up to here.")
        self.copy.clicked.connect(self.copy_script)
        head = QHBoxLayout()
        head.setContentsMargins(10, 2, 8, 0)
        head.addWidget(self.said, 1)
        head.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.chooser)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.setAccessibleName("The recipe as code")
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """As the other views of the run."""
        return QSize(330, 250)

    def minimumSizeHint(self) -> QSize:
        """A few lines, to be scrolled."""
        return QSize(200, 120)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.sheet.set_theme(theme)
        self.chooser.set_theme(theme)
        self.said.setFont(theme.font(12, medium=True))
        self.copy.setStyleSheet(f"font-size: {theme.pixels(12)}px; padding: 3px 10px")
        self._scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent }")

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = self._selected = None
            self.chooser.look_at_run()
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this lane (from 0); without a call it is the last lane."""
        if lane != self._lane:
            self.chooser.look_at_run()
        self._lane = lane
        if self.isVisible():
            self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Show the numbers of the selected weight, and its lane."""
        self._selected = ref
        if ref is not None:
            self.show_lane(ref.lane)
        elif self.isVisible():
            self._refresh()

    def copy_script(self) -> None:
        """Put a script that repeats this session on the clipboard; where that can't be, say why."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        try:
            text = script(snapshot.scene, snapshot.log, shown_lane(snapshot, self._lane), snapshot.step)
        except ScriptError as error:
            self.said.setText(f"no script: {error}")
            self.said.setToolTip(str(error))
            return
        QGuiApplication.clipboard().setText(text)
        self.said.setText(_COPIED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy: the script."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_script()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        index = shown_lane(snapshot, self._lane)
        lane = lanes_looked_at(snapshot)[index]
        self.chooser.setVisible(snapshot.gallery is None)
        if snapshot.gallery is None:
            self.chooser.show_lane(snapshot, index)
        turned = self.sheet.show_listing(self._listing(snapshot, lane))
        ref = self._selected if self._selected is not None and self._selected.lane == index else None
        phase = None if is_fast(snapshot) else snapshot.phase
        before = self.sheet.lit_rows()
        self.sheet.show_step(lane, phase, ref)
        lit, misprinted = self.sheet.lit_rows(), self.sheet.misprinted_rows()
        if turned and any(misprinted):
            self._scroll_to(*misprinted)
        elif any(lit) and (turned or lit != before):
            self._scroll_to(*lit)
        self.said.setText(self._title(snapshot, index))
        if not snapshot.playing:
            self._scroll.setAccessibleDescription(self.sheet.in_words())

    def _scroll_to(self, top: int, bottom: int) -> None:
        self._scroll.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top) // 2 + 4)

    def _listing(self, snapshot: Snapshot, lane: Lane) -> tuple[Line, ...]:
        if self.chooser.looked_at is not None:
            return stopping_listing(self.chooser.looked_at, lane.examples.shape)
        return listing(lane.rule, images=snapshot.gallery is not None, batch=lane.now.batch is not None)

    def _ask_for(self, erratum: Erratum) -> None:
        """Ask for what an erratum needs, and for what another one had changed to be put right: one undo."""
        if self._snapshot is None:
            return
        index, gesture = shown_lane(self._snapshot, self._lane), next_gesture()
        lane = self._snapshot.lanes[index]
        if not erratum.stops:
            wanted = input_for(erratum, lane.examples, lane.start.examples)
            if wanted is not None:
                self.input_requested.emit(index, 0, *wanted, gesture)
            if erratum.rule is not lane.rule:
                self.rule_requested.emit(erratum.rule, index, gesture)
        self._refresh()

    def _title(self, snapshot: Snapshot, index: int) -> str:
        if self.chooser.looked_at is not None:
            return _ONLY_SHOWN
        if len(snapshot.lanes) > 1:
            return snapshot.lanes[index].start.label
        return "numpy" if snapshot.gallery is not None else "plain Python"
