"""The hint bar: one calm line below everything, for what is worth knowing about the present state.

Its room is there whether something is said or not, so nothing jumps when a hint comes or goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gdstudio.lessons.remarks import STANDING_STILL, Kind
from gdstudio.messages import NoticeKind
from gdstudio.views.hint.choice import HintChoice
from gdstudio.views.hint.line import HEIGHT, HintLine
from gdstudio.views.kit.announcer import Announcer
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdstudio.lessons.remarks import Remark
    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

_COVERED = {
    NoticeKind.DIVERGED: {Kind.DIVERGED},
    NoticeKind.SETTLED: STANDING_STILL | {Kind.UNFROZEN},
}
"""What a hint says as well as a notice would: then nobody else needs to say it."""


class HintBar(QWidget):
    """Shows the most important remark on the present state, if there is one that was not dismissed."""

    apply_requested = Signal(object)
    """A `Remedy`."""
    notice_covered = Signal(bool)
    """Whether the snapshot's notice is said here."""
    changed = Signal()
    """Another hint is shown, or none."""
    never_changed = Signal()
    """A kind of hint is never to be shown again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._width: int | None = None
        self._covers = False
        self.wanted = True
        self.remark: Remark | None = None
        self.choice = HintChoice()
        self.line = HintLine(theme, self)
        self.announcer = Announcer(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Hint")
        self.setWhatsThis("Here stands what is most worth knowing, when there is something to say.")
        self.line.apply_requested.connect(self.apply)
        self.line.dismissed.connect(self.dismiss)
        self.set_theme(theme)

    def take_width(self, width: int | None) -> None:
        """Be as wide as this, in pixels; None: as there is room."""
        self._width = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line; a menu bar gives what stands at its end just this."""
        wide = self.line.minimumSizeHint().width() if self._width is None else self._width
        return QSize(wide, self.height())

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.setFixedHeight(round(HEIGHT * theme.scale))
        self.line.set_theme(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say what is worth saying of a snapshot; nothing where no hints are wanted."""
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = None
        self._snapshot = snapshot
        # While a question is open a hint could give its answer away.
        silent = not self.wanted or bool(snapshot.hidden)
        remark = None if silent else self.choice.look(snapshot, self._lane)
        self._cover(snapshot, remark)
        if remark == self.remark:
            return
        said = "" if self.remark is None else self.remark.sentence
        self.remark = remark
        self.line.show_remark(remark)
        sentence = "" if remark is None else remark.sentence
        if sentence != said:
            self.setAccessibleDescription(sentence)
            self._say(sentence, aloud=not is_fast(snapshot))
        self.changed.emit()

    def show_lane(self, lane: int) -> None:
        """Of several runs, speak first of this one (from 0); without a call it is the last."""
        if lane != self._lane:
            self._lane = lane
            self._look_again()

    def show_hints(self, wanted: bool) -> None:
        """Say something when there is something to say, or never."""
        self.wanted = wanted
        self._look_again()

    def set_never(self, kinds: Iterable[Kind]) -> None:
        """Never show these kinds, and all others."""
        self.choice.never = set(kinds)
        self._look_again()

    def apply(self) -> None:
        """Ask for what would help, if something would."""
        if self.remark is not None and self.remark.remedy is not None:
            self.apply_requested.emit(self.remark.remedy)

    def dismiss(self, for_good: bool = False) -> None:
        """Say no more of this until it newly arises, or never again."""
        self.choice.dismiss(for_good=for_good)
        self._look_again()
        if for_good:
            self.never_changed.emit()

    def _look_again(self) -> None:
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def _say(self, sentence: str, *, aloud: bool) -> None:
        if sentence and aloud and self.isVisible():
            self.announcer.announce(sentence)
        else:
            self.announcer.hush()

    def _cover(self, snapshot: Snapshot, remark: Remark | None) -> None:
        """Tell whether the notice needs to be said elsewhere."""
        kinds = _COVERED.get(snapshot.notice_kind, set())
        covers = bool(snapshot.notice) and remark is not None and remark.kind in kinds
        if covers != self._covers:
            self._covers = covers
            self.notice_covered.emit(covers)
