"""Moving through time: the buttons, the timeline with its bookmarks and what it says, and the speed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import Phase, Speed
from gdstudio.views.kit.lanes import opened
from gdstudio.views.transport.bookmark_field import BookmarkField
from gdstudio.views.transport.buttons import ButtonRow
from gdstudio.views.transport.timeline_bar import TimelineBar
from gdstudio.views.transport.words import Laid, Words, WordsPainter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.glyphs import GlyphButton
    from gdstudio.views.kit.theme import Theme

SPEEDS: tuple[tuple[str, Speed], ...] = (
    ("1 phase/s", Speed(1.0, by_phase=True)),
    ("2 phases/s", Speed(2.0, by_phase=True)),
    ("1 step/s", Speed(1.0)),
    ("2 steps/s", Speed(2.0)),
    ("5 steps/s", Speed(5.0)),
    ("10 steps/s", Speed(10.0)),
    ("30 steps/s", Speed(30.0)),
    ("100 steps/s", Speed(100.0)),
    ("1 000 steps/s", Speed(1_000.0)),
    ("10 000 steps/s", Speed(10_000.0)),
    ("full speed", Speed(None)),
)
"""The speeds to choose from, slowest first, as the window writes them."""

HEIGHT = 76
"""Pixels at scale 1, without the padding."""

_LEAST_BAR = 125
"""Pixels at scale 1 of the timeline for which buttons make way."""
_PADDING = QMargins(12, 5, 12, 5)


class Transport(QWidget):
    """Buttons, timeline and speed in one strip."""

    play_requested = Signal()
    play_back_requested = Signal()
    pause_requested = Signal()
    step_requested = Signal()
    step_back_requested = Signal()
    phase_step_requested = Signal()
    first_requested = Signal()
    last_requested = Signal()
    seek_requested = Signal(int)
    speed_requested = Signal(object)  # a Speed
    bookmark_requested = Signal(int, str)  # the step, and its name or ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._covered = False
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._words = Words("1", (), False, "")
        self._painter = WordsPainter(theme, QRectF(), QRectF())
        self._row_of_buttons = ButtonRow(theme, self)
        self._field: BookmarkField | None = None
        self.timeline = TimelineBar(theme, self)
        self.speed = QComboBox(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Transport")
        self.setWhatsThis("Plays, steps and rewinds the run; below the timeline, where it is, and its error.")
        self._fill_speeds()
        self._connect()

    # --- putting it together ------------------------------------------------------------------------------

    def _fill_speeds(self) -> None:
        self.speed.setAccessibleName("Speed")
        self.speed.setToolTip("How fast Play goes. Keys: ↑ ↓ while it has the focus.")
        self.speed.setAccessibleDescription(self.speed.toolTip())
        for text, speed in SPEEDS:
            self.speed.addItem(text, speed)
        self.speed.setMaxVisibleItems(len(SPEEDS))
        self._show_speed(Speed())

    def _connect(self) -> None:
        self.buttons["first"].clicked.connect(self.first_requested)
        self.buttons["step_back"].clicked.connect(self.step_back_requested)
        self.buttons["play_back"].clicked.connect(self._play_back_or_pause)
        self.buttons["play"].clicked.connect(self._play_or_pause)
        self.buttons["step"].clicked.connect(self.step_requested)
        self.buttons["last"].clicked.connect(self.last_requested)
        self.buttons["phase"].clicked.connect(self.phase_step_requested)
        self.timeline.seek_requested.connect(self.seek_requested)
        self.speed.activated.connect(lambda index: self.speed_requested.emit(SPEEDS[index][1]))

    def _play_or_pause(self) -> None:
        playing = self._snapshot is not None and self._snapshot.playing
        (self.pause_requested if playing else self.play_requested).emit()

    def _play_back_or_pause(self) -> None:
        backwards = self._snapshot is not None and self._snapshot.backwards
        (self.pause_requested if backwards else self.play_back_requested).emit()

    @property
    def buttons(self) -> dict[str, GlyphButton]:
        """The buttons by the names of the actions that do the same."""
        return self._row_of_buttons.by_key

    def set_shortcut_texts(self, shortcuts: Mapping[str, str]) -> None:
        """Say the window's shortcuts in the tooltips; keys: those of `buttons`."""
        self._row_of_buttons.set_shortcut_texts(shortcuts)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row_of_buttons.set_theme(theme)
        self.timeline.set_theme(theme)
        self.updateGeometry()
        self._arrange()
        self.update()

    # --- what it shows ------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where time stands."""
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = None
        self._snapshot = snapshot
        if self._row_of_buttons.show_playing(snapshot.playing, snapshot.backwards):
            self.update()
        at_start = snapshot.step == 1 and snapshot.phase is Phase.PREDICT
        for key, usable in (
            ("first", not at_start),
            ("step_back", not at_start),
            ("play_back", not at_start),
            ("last", snapshot.step != snapshot.last_step),
        ):
            self._enable(self.buttons[key], usable)
        self.timeline.show_snapshot(snapshot)
        if not self.speed.view().isVisible():
            self._show_speed(snapshot.speed)
        self._say_where()

    def show_lane(self, lane: int) -> None:
        """Tell this run's error (from 0) where there is no room for all; without a call, the last one's."""
        self._lane = lane
        self._say_where()

    def leave_notice_out(self, covered: bool) -> None:
        """Say no notice, for another view says it; or say it again."""
        self._covered = covered
        self._say_where()

    # --- bookmarks ----------------------------------------------------------------------------------------

    def name_bookmark(self) -> None:
        """Let the present step be named; asked for again, the bookmark is set at once, or taken away."""
        if self._field is not None:
            self._field.toggle()
        elif self._snapshot is not None:
            step = self._snapshot.step
            name = next((mark.name for mark in self._snapshot.bookmarks if mark.step == step), "")
            self._field = BookmarkField(step, name, self)
            self._field.named.connect(self.bookmark_requested)
            self._field.left.connect(self._forget_field)
            self._place_field()
            self._field.begin()
            self.update()

    def _forget_field(self) -> None:
        self._field = None
        self.update()

    def _place_field(self) -> None:
        """Over the step and the errors, under the timeline."""
        if self._field is not None:
            row, size = self._row().toRect(), self._field.sizeHint()
            width = min(row.width(), max(size.width(), self._px(300)))
            self._field.setGeometry(row.left(), row.top() - self._px(1), width, size.height())

    def _enable(self, button: GlyphButton, usable: bool) -> None:
        if usable == button.isEnabled():
            return
        if not usable and button.hasFocus():
            # Qt would pass the focus on to Play, and the next Space, meant for this button, would play.
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setEnabled(usable)

    def _show_speed(self, speed: Speed) -> None:
        index = next((i for i, (_, choice) in enumerate(SPEEDS) if choice == speed), -1)
        if index == -1:
            unit = "phases" if speed.by_phase else "steps"
            self.speed.setPlaceholderText(f"{speed.per_second:g} {unit}/s")
        if index != self.speed.currentIndex():
            self.speed.setCurrentIndex(index)

    def _say_where(self) -> None:
        """Say where time stands, if it is known yet."""
        if self._snapshot is not None:
            words = Words.of(self._snapshot, self._lane)
            self._say(replace(words, notice="") if self._covered else words)

    def _say(self, words: Words) -> None:
        if words == self._words:
            return
        old, self._words = self._words, words
        if words.notice != old.notice:
            self.setAccessibleDescription(words.notice)
            self.setToolTip(words.notice)
        if _shape(words) == _shape(old):
            self.update(self._row().toAlignedRect())  # nothing but numbers in their slots
        else:
            self.update()

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is at a place, for those who ask; most buttons say it in their own words."""
        child, buttons = self.childAt(place), self.buttons
        if child is buttons["play"] or child is self.speed:
            return Topic(Kind.PLAY)
        if child is self.timeline:
            return Topic(Kind.TIMELINE)
        if child is buttons["step"] or (child is None and self._row().contains(QPointF(place))):
            return Topic(Kind.STEP)
        return None

    @property
    def words(self) -> Words:
        """What is said under the timeline."""
        return self._words

    def layout_of_words(self) -> Laid:
        """Where the words are, at the present size."""
        return self._painter.lay_out(self._words)

    # --- where things are ---------------------------------------------------------------------------------

    def _px(self, points: float) -> int:
        return round(points * self._theme.scale)

    def _arrange(self) -> None:
        """Buttons left, speed right, the timeline between; words go under the timeline and at the bottom."""
        inside, y = self._inside(), self._px(_PADDING.top())
        combo, bar = self.speed.sizeHint(), self.timeline.minimumSizeHint().height()
        room = inside.width() - combo.width() - self._px(12 + _LEAST_BAR)
        x = self._row_of_buttons.place(inside.left(), y + self._px(24), room)
        left, bar_left = inside.right() + 1 - combo.width(), x + self._px(4)
        self.speed.setGeometry(QRect(QPoint(left, y), combo))
        top = y + (combo.height() - bar) // 2
        self.timeline.setGeometry(bar_left, top, left - self._px(8) - bar_left, bar)
        below = QRectF(inside.left(), y + self._px(50), inside.width(), self._px(HEIGHT - 46))
        self._painter = WordsPainter(self._theme, self._row(), below)
        self._place_field()

    def _inside(self) -> QRect:
        return self.rect().marginsRemoved(_PADDING * self._theme.scale)

    def _row(self) -> QRectF:
        row = QRectF(self._inside())
        row.setLeft(row.left() + self._row_of_buttons.width + self._px(12))
        return QRectF(row.left(), row.top() + self._px(30), row.width(), self._px(17))

    def sizeHint(self) -> QSize:
        """As in the usual window."""
        return QSize(self._px(760), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as aiming at a step allows."""
        bar = self._px(_LEAST_BAR + 12)
        width = self._row_of_buttons.usual_least_width + bar + self.speed.sizeHint().width()
        return QSize(width, self._px(HEIGHT)).grownBy(_PADDING * self._theme.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, as far down as something changed: a step taken changes the upper row only."""
        if event.rect().bottom() < self._row().top():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._px(_PADDING.top() + 56)
        names = self._row_of_buttons.names(top) if event.rect().bottom() >= top else []
        if self._field is None:
            self._painter.paint(painter, self._words, names)
        else:  # it lies where the words are
            self._painter.paint_names(painter, names)
        painter.end()


def _shape(words: Words) -> tuple[object, ...]:
    """All that decides where words stand: what they say otherwise is numbers in their slots."""
    names = tuple(name for name, _ in words.errors)
    return words.notice, words.diverged, len(words.step), names, words.lane, words.bookmark
