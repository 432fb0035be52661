"""The page that an audience sees: a title, the phases, chosen panels, large arithmetic, a few large words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.hiding import masked, veiled
from gdstudio.lessons.spoken import TOLD, Arithmetic, arithmetic, kept_back, spoken
from gdstudio.messages import View
from gdstudio.numerals import compact, grouped
from gdstudio.views.covers import Covers
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened, runs_of, shown_lane
from gdstudio.views.kit.phase_strip import PhaseStrip, visible_phase
from gdstudio.views.kit.theme import style_sheet
from gdstudio.views.lecture import arrangement
from gdstudio.views.lecture.arrangement import Need, arrange
from gdstudio.views.lecture.band import Band
from gdstudio.views.lecture.cards import Cards
from gdstudio.views.lecture.foot import Foot
from gdstudio.views.lecture.keys import Wish, wish_of
from gdstudio.views.lecture.measures import Measures, font
from gdstudio.views.lecture.notes import NotesStrip
from gdstudio.views.lecture.said import Said
from gdstudio.views.lecture.spot import Blank, Spot
from gdstudio.views.lecture_panels import FLAT, SMALL_TYPE, least_size, make_panel, places

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from gdstudio.messages import Scene, Snapshot, WeightRef

_SHARES = (1.0, 0.92, 0.85)
"""How large panels are tried, as shares of the size that suits their type."""
_CROWDED: dict[View, tuple[float, ...]] = {
    View.NETWORK: (),
    View.PICTURES: (0.78,),
    View.VECTORS: (0.78, 0.7, 0.62),
}
"""How large a panel that stands alone is tried besides."""
_OTHERS = 4
"""At speed, all panels but the first are drawn in every so many frames."""


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
    """

    title: str
    panels: tuple[str, ...]
    said: Said
    place: tuple[int, int]
    notes: str = ""
    following: bool = False
    front: str = ""


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
        self._frames = 0
        self._reserved = 0
        self._panels: dict[str, Any] = {}
        self._shown: tuple[str, ...] = ()
        theme = self._measures.theme()
        self.strip = PhaseStrip(theme, self)
        self.strip.phase_requested.connect(self.phase_requested)
        self.cards, self.band, self.foot = Cards(self), Band(self), Foot(self)
        self.notes, self.spot, self.blank = NotesStrip(self), Spot(self), Blank(self)
        self.covers = Covers(lambda part: places(self.panels, part), theme)
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
        before, self._sheet = self._sheet, sheet
        if (sheet.title, sheet.panels, sheet.place) != (before.title, before.panels, before.place):
            self._reserved = 0
        self.band.show_said(self._said())
        self.notes.show_text(sheet.notes)
        self._show_foot()
        self._lay_out()
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a snapshot; at speed the first panel in every frame, the others in turn."""
        snapshot = masked(snapshot)
        before, self._snapshot = self._snapshot, snapshot
        self._frames += 1
        changed = (
            before is None or opened(snapshot) is not self._scene or runs_of(snapshot) != runs_of(before)
        )
        if opened(snapshot) is not self._scene:
            self._scene, self._lane, self._selected = opened(snapshot), None, None
        fast = is_fast(snapshot) and not changed
        for index, panel in enumerate(self._present()):
            if not fast or index == 0 or self._frames % _OTHERS == index % _OTHERS:
                self._show_in(panel, snapshot)
        self.covers.veil(veiled(snapshot.hidden, snapshot.scene.view))
        self.strip.show_snapshot(snapshot)
        self.cards.show_arithmetic(self._arithmetic())
        self._show_foot()
        if self._sheet.following and self._said() != self.band.said:
            self.band.show_said(self._said())
            self._lay_out()
        elif changed:
            self._lay_out()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected."""
        self._selected = ref
        for panel in self._present():
            if hasattr(panel, "select"):
                panel.select(ref)
        self.cards.show_arithmetic(self._arithmetic())

    def show_lane(self, lane: int) -> None:
        """Look at this run (from 0)."""
        self._lane = lane
        for panel in self._present():
            if hasattr(panel, "show_lane"):
                panel.show_lane(lane)
        self.cards.show_arithmetic(self._arithmetic())

    @property
    def sheet(self) -> Sheet:
        """What is shown beside the session."""
        return self._sheet

    @property
    def panels(self) -> dict[str, Any]:
        """The panels that are shown, by name."""
        return {name: self._panels[name] for name in self._shown}

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
        if not self._sheet.following or snapshot is None or snapshot.scene.view is not View.NETWORK:
            return self._sheet.said
        lane, here = self._spoken_of(snapshot)
        if snapshot.hidden & TOLD[snapshot.phase]:
            return self._sheet.said
        return Said(spoken(snapshot.lanes[lane], snapshot.phase, here))

    def _spoken_of(self, snapshot: Snapshot) -> tuple[int, tuple[int, int] | None]:
        """Which run, and which weight of it, if one is selected there."""
        at, ref = shown_lane(snapshot, self._lane), self._selected
        return at, (ref.output, ref.input) if ref is not None and ref.lane == at else None

    def _present(self) -> list[Any]:
        return [self._panels[name] for name in self._shown]

    def _show_in(self, panel: Any, snapshot: Snapshot) -> None:
        panel.show_snapshot(snapshot)
        gallery = snapshot.gallery
        if gallery is not None and hasattr(panel, "show_outputs") and not is_fast(snapshot):
            output = int(gallery.seen.pred.argmax()) if gallery.label is None else gallery.label
            panel.show_outputs(output, None)

    def _arithmetic(self) -> Arithmetic | None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.scene.view is not View.NETWORK:
            return None
        phase = visible_phase(snapshot)
        if phase is None:
            return None
        at, here = self._spoken_of(snapshot)
        told = kept_back if snapshot.hidden & TOLD[phase] else arithmetic
        found = told(snapshot.lanes[at], phase, here)
        if len(snapshot.lanes) == 1:
            return found
        return Arithmetic(f"{snapshot.lanes[at].start.label}: {found.title}", found.equations)

    def _show_foot(self) -> None:
        left = ""
        if self._snapshot is not None and self._snapshot.scene.view is not View.VECTORS:
            lane = self._snapshot.lanes[shown_lane(self._snapshot, self._lane)]
            left = f"step {grouped(self._snapshot.step)} · alpha {compact(lane.alpha)}"
        self.foot.show_place(left, self._sheet.place)

    # --- arrangement --------------------------------------------------------------------------------------

    def _take_measures(self) -> None:
        measures = Measures(self.height())
        if measures == self._measures and self.styleSheet():
            return
        self._measures, self._reserved = measures, 0
        theme = measures.theme()
        self.setStyleSheet(style_sheet(theme, self._icons))
        self.strip.set_theme(theme)
        for part in (self.cards, self.band, self.foot, self.notes):
            part.set_measures(measures, theme)

    def _title_box(self) -> QRect:
        measures = self._measures
        side = measures.margin
        return QRect(side, measures.gap, self.width() - 2 * side, round(1.4 * measures.title))

    def _lay_out(self) -> None:
        """Place everything: the words get what they need, the panels the rest."""
        if self._snapshot is None:
            return
        measures, side, gap = self._measures, self._measures.margin, self._measures.gap
        width = self.width() - 2 * side
        view = self._snapshot.scene.view
        foot = QRect(side, self.height() - self.foot.needed - gap // 2, width, self.foot.needed)
        self._reserved = max(self._reserved, self.band.height_for(width))
        band = QRect(side, foot.top() - gap - self._reserved, width, self._reserved)
        self.foot.setGeometry(foot)
        self.band.setGeometry(band)
        top = self._title_box().bottom() + 1
        self.strip.setVisible(view is View.NETWORK)
        if view is View.NETWORK:
            tall = round(2.0 * measures.least)
            self.strip.setGeometry(side, top + gap // 2, min(width, round(tall * 19)), tall)
            top = self.strip.geometry().bottom() + 1
        room = QRect(side, top + gap, width, band.top() - top - 2 * gap)
        self._place_panels(room)
        for over in (self.notes, self.spot, self.blank):
            over.raise_()
        self.notes.lie_in(self)
        self.blank.setGeometry(self.rect())

    def _place_panels(self, room: QRect) -> None:
        """Show as many of the wanted panels as there is room for, as large as there is room for."""
        wanted = self._sheet.panels
        for count in range(len(wanted), -1, -1):
            front = self._sheet.front
            first = sorted(wanted, key=lambda name: name != front)[:count] if count < len(wanted) else wanted
            if self._placed(tuple(first), room, crowded=count == 1):
                break
        for name, panel in self._panels.items():
            panel.setVisible(name in self._shown)
        self.covers.set_theme(self._measures.theme())
        self.covers.lay_anew()

    def _placed(self, names: tuple[str, ...], room: QRect, *, crowded: bool) -> bool:
        """Place these panels, if there is room; if `crowded`, even where there is too little."""
        self._make(names)
        view = View.NETWORK if self._snapshot is None else self._snapshot.scene.view
        widths = self.cards.widths() if view is View.NETWORK else ()
        with_cards = [(share, width) for width in widths for share in _SHARES]
        shares = (*_SHARES, *_CROWDED[view]) if crowded else _SHARES
        for share, cards in (*with_cards, *((share, 0) for share in shares)):
            self._size(names, share)
            scale = self._measures.theme(share).scale
            needs = [Need(least_size(name, self._panels[name], scale), name in FLAT) for name in names]
            found = arrange(room, needs, self._cards_need(cards) if cards else None, self._measures.gap)
            if found is None:
                continue
            for name, place in zip(names, found.panels, strict=True):
                self._panels[name].setGeometry(place)
            self.cards.setVisible(found.cards is not None)
            if found.cards is not None:
                self.cards.setGeometry(found.cards)
            self._shown = names
            return True
        if crowded:  # something is always to be seen
            self._panels[names[0]].setGeometry(room)
            self.cards.hide()
            self._shown = names
        return crowded

    def _cards_need(self, width: int) -> arrangement.Cards:
        snapshot = self._snapshot
        inputs = (
            1 if snapshot is None else snapshot.lanes[shown_lane(snapshot, self._lane)].now.weights.shape[1]
        )
        most = max(min(inputs, 4), 2)
        return arrangement.Cards(width, self.cards.height_of, most)

    def _make(self, names: tuple[str, ...]) -> None:
        """Make the panels that are not there yet, and show them the session."""
        for name in names:
            if name in self._panels:
                if name not in self._shown and self._snapshot is not None:
                    self._show_in(self._panels[name], self._snapshot)
                continue
            panel = self._panels[name] = make_panel(name, self._measures.theme())
            panel.setParent(self)
            self._connect(panel)
            if self._snapshot is not None:
                self._show_in(panel, self._snapshot)
                if self._lane is not None and hasattr(panel, "show_lane"):
                    panel.show_lane(self._lane)

    def _size(self, names: tuple[str, ...], share: float) -> None:
        for name in names:
            panel, theme = self._panels[name], self._measures.theme(share, SMALL_TYPE.get(name))
            if panel.property("scale") != theme.scale:
                panel.setProperty("scale", theme.scale)
                panel.set_theme(theme)

    def _connect(self, panel: Any) -> None:
        views = (panel.diagram, panel.matrix) if hasattr(panel, "diagram") else (panel,)
        for view in views:
            for name in (
                "weight_selected",
                "weight_requested",
                "freeze_requested",
                "alpha_requested",
                "phase_requested",
            ):
                if hasattr(view, name) and not (
                    name == "freeze_requested" and hasattr(view, "output_chosen")
                ):
                    getattr(view, name).connect(getattr(self, name))
