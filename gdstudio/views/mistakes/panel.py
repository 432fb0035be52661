"""The mistakes on unseen images: how many, which digit for which, and the images to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from gdstudio.core.confusion import confusion
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import LookAt, Source
from gdstudio.numerals import grouped
from gdstudio.views.kit.asking import as_a_whole
from gdstudio.views.kit.looked_at import following
from gdstudio.views.mistakes.choice import Choice
from gdstudio.views.mistakes.table import ConfusionTable
from gdstudio.views.mistakes.thumbs import Thumbnails

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from gdstudio.core.images import Images
    from gdstudio.messages import Gallery, Score, Snapshot
    from gdstudio.views.kit.theme import Theme

_SIDE = 8
_LINE, _SECOND_LINE = 19, 17
_ROW = 32  # of the buttons, and two lines beside them
_NO_SCORE = "No score yet.\nOnce the unseen images have been tried,\nthe mistakes are shown here."
_NO_IMAGES = "This scene has no images."


class MistakesPanel(QWidget):
    """Shows the confusion table and the images of one of its cells; asks to look at one of them."""

    look_requested = Signal(object)
    """A `LookAt` of an unseen image."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._score: Score | None = None
        self._unseen: Images | None = None
        self._wrong = 0
        self._choice = Choice()
        self._current: int | None = None
        self._asked_after = -1
        self._texts = QRect(), QRect()
        self._table = ConfusionTable(theme, self)
        self._all = self._button("All mistakes", "Show the images of all mistakes (Home in the table)")
        self._previous = self._button("‹", "The image before, among those shown (← in the images)")
        self._previous.setAccessibleName("Previous image")
        self._next = self._button("›", "The next image, among those shown (→ in the images)")
        self._next.setAccessibleName("Next image")
        self._thumbs = Thumbnails(theme, self)
        self._parts = (self._table, self._all, self._previous, self._next, self._thumbs)
        self._table.chosen.connect(self._choose)
        self._table.enter_requested.connect(self._thumbs.setFocus)
        self._thumbs.chosen.connect(self._ask)
        self._all.clicked.connect(lambda: self._choose(Choice()))
        self._previous.clicked.connect(lambda: self._follow(-1))
        self._next.clicked.connect(lambda: self._follow(1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Mistakes")
        self.set_theme(theme)

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def sizeHint(self) -> QSize:
        """As in the right column of a usual window."""
        return QSize(round(330 * self._theme.scale), round(560 * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        """Room for ten classes and a row of images."""
        return QSize(round(300 * self._theme.scale), round(380 * self._theme.scale))

    def topic_at(self, place: QPoint) -> Topic | None:
        """What the table of mistakes is, for those who ask."""
        return as_a_whole(self, place, Kind.MISTAKES)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        size = theme.pixels(12.5)
        for button in (self._all, self._previous, self._next):
            button.setStyleSheet(
                f"QToolButton {{ border: 1px solid {theme.outline}; font-size: {size}px }}"
                f"QToolButton:focus {{ border: 2px solid {theme.accent} }}"
                f"QToolButton:disabled {{ border-color: {theme.border} }}"
            )
        self._table.set_theme(theme)
        self._thumbs.set_theme(theme)
        self.updateGeometry()
        self._place()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the newest score's mistakes. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    # --- from the snapshot to the picture ---

    def _refresh(self) -> None:
        gallery = None if self._snapshot is None else self._snapshot.gallery
        if self._snapshot is None or gallery is None:
            self._count(None, None)
            return
        if gallery.score is not self._score or gallery.unseen is not self._unseen:
            self._count(gallery.unseen, gallery.score)
        if self._snapshot.handled > self._asked_after:  # else it does not know of the wish yet
            self._show_current(gallery)

    def _count(self, unseen: Images | None, score: Score | None) -> None:
        """Count anew, for another score or other images."""
        if unseen is not self._unseen:
            self._choice = Choice()
        self._unseen, self._score = unseen, score
        known = unseen is not None and score is not None
        for part in self._parts:
            part.setVisible(known)
        if unseen is not None and score is not None:
            names = unseen.class_names
            counts = confusion(unseen.labels, score.predicted, len(names))
            self._wrong = int(counts.sum() - counts.trace())
            self._table.show_counts(names, counts)
            self._place()
            self._show_members()
        self.setAccessibleDescription(" ".join(self._summary()))
        self.update()

    def _show_members(self) -> None:
        if self._unseen is None or self._score is None:
            return
        members = self._choice.members(self._unseen.labels, self._score.predicted)
        self._table.show_choice(self._choice)
        self._table.setAccessibleDescription(self._table.in_words())
        mixed = None in self._choice
        self._thumbs.show_images(self._unseen, members, self._score.predicted, mixed=mixed)
        self._all.setEnabled(self._choice != Choice())
        self._previous.setEnabled(bool(members))
        self._next.setEnabled(bool(members))

    def _show_current(self, gallery: Gallery) -> None:
        looked_at = gallery.looked_at
        self._current = looked_at.index if looked_at.source is Source.UNSEEN else None
        self._thumbs.show_current(self._current)

    def _summary(self) -> tuple[str, str]:
        """The mistakes in two lines."""
        if self._unseen is None or self._score is None:
            return (_NO_IMAGES if self._unseen is None else _NO_SCORE), ""
        return (
            f"{grouped(self._wrong)} of {grouped(len(self._unseen))} unseen images wrong",
            f"at step {grouped(self._score.step)}",
        )

    # --- what the user does ---

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._show_members()
        self.update()

    def _follow(self, way: int) -> None:
        place = following(self._thumbs.members, self._current, way)
        if place is not None:
            self._thumbs.show_current(place)
            self._ask(place)

    def _ask(self, place: int) -> None:
        self._current = place
        if self._snapshot is not None:
            self._asked_after = self._snapshot.handled
        self.look_requested.emit(LookAt(Source.UNSEEN, place))

    # --- Qt's own occasions ---

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._place()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The table as large as it likes, but leave room for images."""
        scale = self._theme.scale
        side, row = round(_SIDE * scale), round(_ROW * scale)
        wide, top = self.width() - 2 * side, round((_SIDE + _LINE + _SECOND_LINE) * scale)
        rest = self.height() - top - row
        table = min(self._table.wished_height(wide), rest - self._thumbs.height_of(1))
        rows = 1  # whole ones
        while self._thumbs.height_of(rows + 1) <= rest - table:
            rows += 1
        self._table.setGeometry(side, top, wide, table)
        below = top + table
        high, right = round(26 * scale), self.width() - side
        for button, width in ((self._next, 30), (self._previous, 30), (self._all, 92)):
            right -= round(width * scale)
            button.setGeometry(right, below + (row - high) // 2, round(width * scale), high)
            right -= round(4 * scale)
        thumbs = below + row
        self._thumbs.setGeometry(side, thumbs, wide, self._thumbs.height_of(rows))
        self._texts = QRect(side, side, wide, top - side), QRect(side + 2, below, right - side, row)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write how many mistakes there are, and which are shown."""
        painter, theme = QPainter(self), self._theme
        first, second = self._summary()
        text, muted = theme.color("text"), theme.color("muted")
        if self._unseen is None or self._score is None:
            painter.setFont(theme.font(13))
            painter.setPen(muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, first)
            painter.end()
            return
        head, chosen = self._texts
        top = Qt.AlignmentFlag.AlignTop
        lower = head.adjusted(0, round(_LINE * theme.scale), 0, 0)
        painter.setFont(theme.font(13.5, bold=True))
        painter.setPen(text)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | top, first)
        painter.setFont(theme.font(11.5))
        painter.setPen(muted)
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | top, second)
        painter.drawText(lower, Qt.AlignmentFlag.AlignRight | top, "row: label · column: prediction")
        count = len(self._thumbs.members)
        painter.setFont(theme.font(12.5, medium=True))
        painter.setPen(text)
        words = f"{self._choice.in_words(self._unseen.class_names)}: {grouped(count)}"
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(chosen, flags, words)
        painter.end()
