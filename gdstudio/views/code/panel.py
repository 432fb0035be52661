"""The code panel: the recipe of a step as Python, with its values, and the session as a script to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gdstudio.listings.orders import ScriptError
from gdstudio.listings.recipe import listing
from gdstudio.listings.script import script
from gdstudio.views.code.sheet import CodeSheet
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.kit.looked_at import lanes_looked_at

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

_COPIED = "copied: a script that repeats this session"


class CodePanel(QWidget):
    """Shows one lane's recipe. Hidden, it does nothing."""

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
        self.setFocusProxy(self._scroll)
        self.said = QLabel()
        self.copy = QPushButton("Copy as script")
        self.copy.setToolTip(
            "Copy a Python script that repeats this session up to here, with every change (Ctrl+Shift+P)"
        )
        self.copy.setAccessibleDescription("Copies a Python script that repeats this session up to here.")
        self.copy.clicked.connect(self.copy_script)
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 8, 0)
        head.addWidget(self.said, 1)
        head.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
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
        self.said.setFont(theme.font(12, medium=True))
        self.copy.setStyleSheet(f"font-size: {round(12 * theme.scale)}px; padding: 3px 10px")
        self._scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent }")

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = self._selected = None
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this lane (from 0); without a call it is the last lane."""
        self._lane = lane
        if self.isVisible():
            self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Show the numbers of the selected weight, and its lane."""
        self._selected = ref
        if ref is not None:
            self._lane = ref.lane
        if self.isVisible():
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
        images, batch = snapshot.gallery is not None, lane.now.batch is not None
        self.sheet.show_listing(listing(lane.rule, images=images, batch=batch))
        ref = self._selected if self._selected is not None and self._selected.lane == index else None
        phase = None if is_fast(snapshot) else snapshot.phase
        before = self.sheet.lit_rows()
        self.sheet.show_step(lane, phase, ref)
        top, bottom = self.sheet.lit_rows()
        if (top, bottom) != before and bottom:
            self._scroll.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top) // 2 + 4)
        self.said.setText(self._title(snapshot, index))
        if not snapshot.playing:
            self._scroll.setAccessibleDescription(self.sheet.in_words())

    def _title(self, snapshot: Snapshot, index: int) -> str:
        if len(snapshot.lanes) > 1:
            return snapshot.lanes[index].start.label
        return "numpy" if snapshot.gallery is not None else "plain Python"
