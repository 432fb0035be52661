"""Alpha: the ruler with its zones, a field to type it into, and a word on what the present value does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QMargins, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.lessons.remarks import of_alpha
from gdstudio.numerals import shortest
from gdstudio.views.alpha.field import AlphaField
from gdstudio.views.alpha.misprint import verdict_by
from gdstudio.views.alpha.picture import HEIGHT
from gdstudio.views.alpha.track import AlphaTrack
from gdstudio.views.alpha.whose import Whose, deciding_lane, formulas, told, whose_limits
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.kit.theme import FIELD_EDGES, MONO_FAMILY
from gdstudio.views.kit.zones import Verdict, verdict

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.messages import Lane, Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

_COLUMN = 132  # pixels at scale 1: the field and the words under it
_GAP = 12
_SUCCESSION = 700  # milliseconds between presses of a key that is held down or pressed again at once
_LONGEST_NAME = 12  # letters of a lane's name that fit there
_PADDING = QMargins(4, 5, 12, 5)  # the ruler brings some of its own


class AlphaRuler(QWidget):
    """The ruler, the field, and the word on what happens at this alpha."""

    alpha_requested = Signal(float, int)  # the value, the gesture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._selected: WeightRef | None = None
        self._verdict = Verdict("", "", "muted")
        self._judged: tuple[Verdict, AlphaLimits, Whose, str] | None = None
        self._nudged = QElapsedTimer()
        self.track = AlphaTrack(theme, self)
        self.field = AlphaField(self)
        self.track.alpha_requested.connect(self._pass_on)
        self.field.alpha_requested.connect(self._take_typed)
        self.field.complained.connect(self._show_words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Alpha")
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.track, 1)
        self._layout.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        unit = theme.scale
        self.track.set_theme(theme)
        height = round(32 * unit)
        self.field.setStyleSheet(
            f'QLineEdit {{ font-family: "{MONO_FAMILY}"; min-height: {height - FIELD_EDGES}px }}'
        )
        self.field.setFixedSize(round(_COLUMN * unit), height)
        self._layout.setSpacing(round(_GAP * unit))
        self._layout.setContentsMargins(_PADDING * unit)
        self._layout.setAlignment(self.field, Qt.AlignmentFlag.AlignTop)
        self.update()

    def select(self, ref: WeightRef | None) -> None:
        """Speak of the output of this weight, where outputs differ; None: of the one alpha moves most."""
        self._selected = ref
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def nudge(self, decades: float) -> None:
        """Ask for an alpha this many decades higher, or lower if negative; for the window's shortcuts.

        Nudges in quick succession, as of a key held down, are one undo.
        """
        if not self._nudged.isValid() or self._nudged.hasExpired(_SUCCESSION):
            self.track.new_gesture()
        self._nudged.start()
        self.track.nudge(decades)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show alpha and its limits; what is held or being typed stays."""
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self.field.give_up()  # what was being typed was meant for the other scene
            self._lane = None
        self._snapshot = snapshot
        index, lane = self._deciding(snapshot)
        self.track.lane = index
        self.track.show_alpha(
            lane.alpha, lane.limits, whose_limits(lane, snapshot.lanes, forked=snapshot.scene.has_forks)
        )
        self.field.show_alpha(self.track.alpha)
        self._judge(index, lane)

    def show_lane(self, lane: int) -> None:
        """Show this run's alpha (from 0) where runs were forked; without a call it is the last one's."""
        if lane == self._lane:
            return
        self._lane = lane
        if self._snapshot is not None:
            if self._snapshot.scene.has_forks:
                self.field.give_up()  # what was being typed was meant for the other run
            self.show_snapshot(self._snapshot)

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is beside the ruler, for those who ask: the field, or what this alpha does to a delta."""
        snapshot = self._snapshot
        if snapshot is None or self.childAt(place) is self.track:
            return None
        lane = snapshot.lanes[self.track.lane]
        one = (lane.order.taking is Taking.ONE or len(lane.examples) == 1) and lane.rule is Rule.CORRECT
        words = one and self._words_rect().contains(QPointF(place))
        limits = [float("inf") if each is None else each for each in lane.limits.by_output]
        output = limits.index(min(limits)) if self._selected is None else self._selected.output
        return Topic(Kind.FACTOR if words else Kind.ALPHA, self.track.lane, output)

    def _deciding(self, snapshot: Snapshot) -> tuple[int, Lane]:
        """The run whose alpha is shown: forks have each their own, others one together."""
        if not snapshot.scene.has_forks:
            return deciding_lane(snapshot.lanes)
        index = shown_lane(snapshot, self._lane)
        return index, snapshot.lanes[index]

    def _pass_on(self, alpha: float, gesture: int) -> None:
        if self._snapshot is not None:
            index, lane = self._deciding(self._snapshot)
            forked = self._snapshot.scene.has_forks
            self.track.show_alpha(alpha, lane.limits, whose_limits(lane, self._snapshot.lanes, forked=forked))
            self.field.show_alpha(alpha)
            self._judge(index, lane)
        self.alpha_requested.emit(alpha, gesture)

    def _take_typed(self, alpha: float) -> None:
        if alpha != self.track.alpha:
            self._pass_on(alpha, next_gesture())

    def _judge(self, index: int, lane: Lane) -> None:
        """Say what this alpha does."""
        ref = self._selected
        output = ref.output if ref and ref.lane == index and ref.output < len(lane.limits.by_output) else None
        if lane.rule is Rule.CORRECT:
            said = verdict(self.track.alpha, lane.limits, output, self._whose(lane))
        else:
            said = verdict_by(lane.rule, self.track.alpha)
        remark = self._remark(index, lane)
        if self._snapshot is not None and self._snapshot.hidden & {"limits", "ahead"}:
            said, remark = Verdict("", "", "muted"), ""
        judged = said, lane.limits, self.track.whose, remark
        if judged == self._judged:
            return
        self._judged, self._verdict = judged, said
        whose = self.track.whose
        texts = [f"{shortest(self.track.alpha)}: {said.word}", said.detail, *formulas(lane.limits, whose)[:1]]
        texts += [each for each in (told(lane.limits, whose), remark) if each]
        if not said.word:
            texts = ["What this alpha does is hidden until the question is answered"]
        self.track.setAccessibleDescription("; ".join(texts))
        self.track.remark = remark
        self.setToolTip(remark)
        self._show_words()

    def _remark(self, index: int, lane: Lane) -> str:
        """What is worth a sentence about alpha as the run has it; "" while it is being changed."""
        if self._snapshot is None or self.track.alpha != lane.alpha:
            return ""
        said = of_alpha(self._snapshot, index)
        return "" if said is None else said.sentence

    def _whose(self, lane: Lane) -> str:
        """The deciding lane's name, where what is said of it does not hold for the others."""
        lanes = self._snapshot.lanes if self._snapshot else ()
        if all((o.limits, o.rule, o.alpha) == (lane.limits, lane.rule, lane.alpha) for o in lanes):
            return ""
        if len(lane.start.label) <= _LONGEST_NAME:
            return lane.start.label
        return "" if self._snapshot is not None and self._snapshot.scene.has_forks else "max S"

    def _show_words(self) -> None:
        self.update(self._words_rect().toAlignedRect())

    @property
    def words(self) -> Verdict:
        """What is said under the field: what alpha does, or why the typed one can't be used."""
        if self.field.complaint:
            return Verdict(self.field.complaint, f"alpha stays {shortest(self.track.alpha)}", "diverges_text")
        return self._verdict

    @property
    def detail_font(self) -> QFont:
        """The largest type in which the detail fits under the field: its numbers may be long."""
        fonts = [self._theme.font(size) for size in (11, 10, 9)]
        room, text = self._words_rect().width(), self.words.detail
        return next(
            (font for font in fonts if QFontMetricsF(font).horizontalAdvance(text) <= room), fonts[-1]
        )

    def _words_rect(self) -> QRectF:
        unit = self._theme.scale
        left = self.width() - (_COLUMN + _PADDING.right()) * unit
        return QRectF(left, (_PADDING.top() + 38) * unit, _COLUMN * unit, (HEIGHT - 38) * unit)

    def sizeHint(self) -> QSize:
        """The ruler's, and the field's."""
        return self._around(self.track.sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The ruler's, and the field's."""
        return self._around(self.track.minimumSizeHint())

    def _around(self, track: QSize) -> QSize:
        unit = self._theme.scale
        return (track + QSize(round((_COLUMN + _GAP) * unit), 0)).grownBy(_PADDING * unit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words under the field."""
        painter, rect, unit = QPainter(self), self._words_rect(), self._theme.scale
        words = self.words
        painter.setFont(self._theme.font(12, bold=True))
        painter.setPen(self._theme.color(words.color))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, words.word)
        painter.setFont(self.detail_font)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(rect.translated(0, 18 * unit), Qt.AlignmentFlag.AlignLeft, words.detail)
        painter.end()
