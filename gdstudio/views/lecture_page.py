"""The page that an audience sees: a title, the phases, chosen panels, large arithmetic, a few large words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.hiding import masked, veiled
from gdstudio.messages import Phase, View
from gdstudio.views.kit.lanes import opened, runs_of, shown_lane
from gdstudio.views.kit.phase_strip import PhaseStrip
from gdstudio.views.kit.theme import style_sheet
from gdstudio.views.lecture import told
from gdstudio.views.lecture.band import Band
from gdstudio.views.lecture.cards import Cards
from gdstudio.views.lecture.foot import Foot
from gdstudio.views.lecture.keys import Wish, wish_of
from gdstudio.views.lecture.measures import Measures, font
from gdstudio.views.lecture.notes import NotesStrip
from gdstudio.views.lecture.said import Said
from gdstudio.views.lecture.spot import Blank, Spot
from gdstudio.views.lecture_stage import LectureStage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from gdstudio.messages import Reference, Scene, Snapshot, WeightRef

_ASKED_FOR = ("weight_selected", "weight_requested", "freeze_requested", "alpha_requested", "phase_requested")
"""Signals of panels that the page passes on."""


@dataclass(frozen=True)
class Sheet:
    """What one moment of a lecture shows beside the session.

    Attributes:
        title: of the step.
        panels: the names of what is shown.
        said: the words.
        place: which of how many steps this is, counted from 1.
        notes: for the lecturer.
        front: the panel that is shown where there is no room for all.
        following: instead of the words, the present phase is said in a sentence.
        coming: all that may be said in this step: room is kept for it, so that nothing moves when it comes.
        passing: it is there for a moment: nothing is arranged anew for it.
    """

    title: str
    panels: tuple[str, ...]
    said: Said
    place: tuple[int, int]
    notes: str = ""
    following: bool = False
    front: str = ""
    coming: tuple[Said, ...] = ()
    passing: bool = False


class LecturePage(QWidget):
    """Shows snapshots and sheets; what the lecturer wants comes as signals.

    Args:
        icons: the folder with the icons of the style sheet.
    """

    wished = Signal(object)
    """A `Wish`."""
    phase_requested = Signal(object)
    weight_selected = Signal(object)
    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    alpha_requested = Signal(float, int)
    answer_given = Signal(int)
    closing = Signal()

    def __init__(self, icons: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._measures = Measures(1080)
        self._snapshot: Snapshot | None = None
        self._sheet = Sheet("", (), Said(), (1, 1))
        self._scene: Scene | None = None
        self._lane: int | None = None
        self._selected: WeightRef | None = None
        self._arranged: tuple[object, ...] = ()
        theme = self._measures.theme()
        self.strip = PhaseStrip(theme, self)
        self.strip.phase_requested.connect(self.phase_requested)
        self.cards, self.band, self.foot = Cards(self), Band(self), Foot(self)
        self.band.answer_given.connect(self.answer_given)
        self.notes, self.spot, self.blank = NotesStrip(self), Spot(self), Blank(self)
        self.stage = LectureStage(self, self.cards, self._measures, self._connect)
        # Asked for, for moves of the mouse go to the panel below it.
        self._pointer = QTimer(self, interval=16)
        self._pointer.timeout.connect(self._follow_pointer)
        self.setWindowTitle("Lecture — GD Studio")
        self.setAccessibleName("Lecture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(640, 360)

    # --- showing ------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: Sheet) -> None:
        """Show other words, and the panels that belong to them."""
        self._sheet = sheet
        self.band.show_said(self._said())
        self.notes.show_text(sheet.notes)
        self._show_foot()
        self._lay_out()
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a snapshot; at speed the first panel in every frame, the others in turn."""
        snapshot = masked(snapshot)
        before, self._snapshot = self._snapshot, snapshot
        other_scene = opened(snapshot) is not self._scene
        changed = before is None or other_scene or runs_of(snapshot) != runs_of(before)
        uncovered = before is not None and snapshot.hidden != before.hidden
        if other_scene:
            self._scene, self._lane, self._selected = opened(snapshot), None, None
            self.stage.show_pair(None)
            self.stage.show_reference(None)
        self.stage.show_snapshot(snapshot, all_at_once=changed)
        self.stage.covers.veil(veiled(snapshot.hidden, snapshot.scene.view))
        self.strip.show_snapshot(snapshot)
        self._show_arithmetic()
        self._show_foot()
        if self._sheet.following and self._said() != self.band.said:
            self.band.show_said(self._said())
            self._lay_out()
        elif changed or uncovered:
            self._lay_out()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected."""
        self._selected = ref
        self.stage.select(ref)
        self._show_arithmetic()

    def show_pair(self, first: int, second: int) -> None:
        """Lay these two vectors over each other, rows counted from 0."""
        self.stage.show_pair((first, second))

    def show_reference(self, reference: Reference | None) -> None:
        """Show these pictures instead of the weights; None: the weights."""
        self.stage.show_reference(reference)

    def show_lane(self, lane: int) -> None:
        """Look at this run (from 0)."""
        self._lane = lane
        self.stage.show_lane(lane)
        self._show_arithmetic()

    @property
    def sheet(self) -> Sheet:
        """What is shown beside the session."""
        return self._sheet

    @property
    def panels(self) -> dict[str, Any]:
        """The panels that are shown, by name."""
        return self.stage.panels

    # --- events -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All plain keys are the lecture's."""
        wish = wish_of(event)
        if wish is None:
            super().keyPressEvent(event)
        else:
            self.wished.emit(wish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All sizes follow from the height."""
        super().resizeEvent(event)
        self._take_measures()
        self._lay_out()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the window system: the lecture is over."""
        self.closing.emit()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the title."""
        measures, theme = self._measures, self._measures.theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("background"))
        painter.setPen(theme.color("text"))
        painter.setFont(font(measures.title, bold=True))
        painter.drawText(
            QRectF(self._title_box()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._sheet.title,
        )
        painter.end()

    def do(self, wish: Wish) -> None:
        """Do what concerns this page alone: black, the spot, the notes."""
        if wish is Wish.BLANK:
            self.blank.setGeometry(self.rect())
            self.blank.setVisible(not self.is_black)
            self.blank.raise_()
        elif wish is Wish.SPOT:
            self._light_up(not self.spot.isVisibleTo(self))
        elif wish is Wish.NOTES:
            self.notes.lie_in(self)
            self.notes.setVisible(not self.notes.isVisibleTo(self))
            self.notes.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Not seen any more: nothing follows the pointer."""
        super().hideEvent(event)
        self._light_up(False)

    def _light_up(self, wanted: bool) -> None:
        self._follow_pointer()
        self.spot.setVisible(wanted)
        self.spot.raise_()
        if wanted:
            self._pointer.start()
        else:
            self._pointer.stop()

    def _follow_pointer(self) -> None:
        self.spot.follow(self.mapFromGlobal(QCursor.pos()))

    @property
    def is_black(self) -> bool:
        """Whether nothing is to be seen."""
        return self.blank.isVisibleTo(self)

    # ------------------------------------------------------------------------------------------------------

    def _said(self) -> Said:
        """The words: those of the sheet, or of the phase where the numbers are followed."""
        snapshot = self._snapshot
        if not self._sheet.following or snapshot is None:
            return self._sheet.said
        words = told.sentence(snapshot, snapshot.phase, self._lane, self._selected)
        return self._sheet.said if words is None else Said(words)

    def _coming(self) -> tuple[Said, ...]:
        """All that may be said before another arrangement is due."""
        snapshot = self._snapshot
        if not self._sheet.following or snapshot is None:
            return self._sheet.coming
        words = (told.sentence(snapshot, phase, self._lane, self._selected) for phase in Phase)
        return tuple(Said(each) for each in words if each is not None)

    def _show_arithmetic(self) -> None:
        snapshot = self._snapshot
        found = None if snapshot is None else told.equations(snapshot, self._lane, self._selected)
        self.cards.show_arithmetic(found)

    def _show_foot(self) -> None:
        left = "" if self._snapshot is None else told.step_and_alpha(self._snapshot, self._lane)
        self.foot.show_place(left, self._sheet.place)

    # --- arrangement --------------------------------------------------------------------------------------

    def _take_measures(self) -> None:
        measures = Measures(self.height())
        if measures == self._measures and self.styleSheet():
            return
        self._measures = measures
        theme = measures.theme()
        self.setStyleSheet(style_sheet(theme, self._icons))
        self.strip.set_theme(theme)
        self.stage.set_measures(measures)
        for part in (self.cards, self.band, self.foot, self.notes):
            part.set_measures(measures, theme)

    def _title_box(self) -> QRect:
        measures = self._measures
        side = measures.margin
        return QRect(side, measures.gap, self.width() - 2 * side, round(1.4 * measures.title))

    def _lay_out(self) -> None:
        """Give the words their room; place all the rest anew only where something else is to be shown."""
        snapshot, sheet = self._snapshot, self._sheet
        if snapshot is None:
            return
        width = self.width() - 2 * self._measures.margin
        heights = [self.band.height_of(each, width) for each in self._coming()]
        words = max(self.band.height_for(width), *heights, 0)
        stage = self._measures, self.size(), opened(snapshot), runs_of(snapshot)
        front = "" if set(sheet.panels) <= set(self.panels) else self._front  # none gives way to it
        shown = sheet.title, sheet.panels, sheet.place, front, sheet.following
        same_stage, same = (stage,) == self._arranged[:1], (stage, shown) == self._arranged
        if (sheet.passing and same_stage) or (same and words <= self.band.height()):
            self.band.update()
            return
        self._arranged = stage, shown
        room = self._place_words(width, words)
        inputs = snapshot.lanes[shown_lane(snapshot, self._lane)].now.weights.shape[1]
        most_cards = max(min(inputs, 4), 2) if snapshot.scene.view is View.NETWORK else 0
        self.stage.place(room, sheet.panels, self._front, most_cards=most_cards)
        for over in (self.notes, self.spot, self.blank):
            over.raise_()
        self.notes.lie_in(self)
        self.blank.setGeometry(self.rect())

    def _place_words(self, width: int, words: int) -> QRect:
        """Place phases below the title, progress at the bottom, words above it; return what is left."""
        measures, side, gap = self._measures, self._measures.margin, self._measures.gap
        foot = QRect(side, self.height() - self.foot.needed - gap // 2, width, self.foot.needed)
        band = QRect(side, foot.top() - gap - words, width, words)
        self.foot.setGeometry(foot)
        self.band.setGeometry(band)
        top = self._title_box().bottom() + 1
        self.strip.setVisible(self._has_phases)
        if self._has_phases:
            tall = round(2.0 * measures.least)
            self.strip.setGeometry(side, top + gap // 2, min(width, round(tall * 19)), tall)
            top = self.strip.geometry().bottom() + 1
        return QRect(side, top + gap, width, band.top() - top - 2 * gap)

    @property
    def _has_phases(self) -> bool:
        """Whether what is shown has phases: not vectors, and of images not their row or their product."""
        if self._snapshot is None or self._snapshot.scene.view is View.VECTORS:
            return False
        front = self._front or next(iter(self._sheet.panels), "")
        return self._snapshot.scene.view is View.NETWORK or front not in {"row", "product"}

    @property
    def _front(self) -> str:
        """The panel that stays where there is no room for all: not one of which nothing is to be seen."""
        front, snapshot = self._sheet.front, self._snapshot
        hidden = snapshot is not None and front in veiled(snapshot.hidden, snapshot.scene.view)
        return "" if hidden else front

    def _connect(self, panel: Any) -> None:
        """Pass on what a panel asks for."""
        for view in (panel.diagram, panel.matrix) if hasattr(panel, "diagram") else (panel,):
            for name in _ASKED_FOR:
                brush = name == "freeze_requested" and hasattr(view, "output_chosen")  # of many pixels
                if hasattr(view, name) and not brush:
                    getattr(view, name).connect(getattr(self, name))
