"""The buttons below the image: other images to look at, mistakes, back to the step's own, and drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gdstudio.messages import LookAt, Source
from gdstudio.views.kit.looked_at import following
from gdstudio.views.pictures.buttons import button_style, explain, small_button, when_clicked

if TYPE_CHECKING:
    from gdstudio.messages import Gallery
    from gdstudio.views.kit.theme import Theme


class ImageButtons(QWidget):
    """Asks for another image: previous and next are unseen ones, unless a learnt one is looked at."""

    look_requested = Signal(object)
    """`LookAt`."""
    draw_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the buttons; they wait for a gallery."""
        super().__init__(parent)
        self._gallery: Gallery | None = None
        self._last_unseen = -1
        self.previous = small_button(self, "‹", "Look at the image before this one", name="Previous image")
        self.next = small_button(self, "›", "Look at the next image", name="Next image")
        self.mistake = small_button(
            self, "Next mistake", "Look at the next unseen image that is taken wrongly"
        )
        self.own = small_button(self, "This step’s", "Look at the image that this step learns from")
        self.draw = small_button(self, "Draw", "Draw an image with the mouse")
        when_clicked(self.previous, lambda: self.turn(-1))
        when_clicked(self.next, lambda: self.turn(1))
        when_clicked(self.mistake, self.turn_to_mistake)
        when_clicked(self.own, lambda: self.look_requested.emit(LookAt(Source.STEP)))
        when_clicked(self.draw, self.draw_requested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for buttons in ((self.previous, self.next, self.mistake), (self.own, self.draw)):
            row = QHBoxLayout()
            row.setSpacing(4)
            for button in buttons:
                row.addWidget(button, 0 if button in (self.previous, self.next) else 1)
            column.addLayout(row)
        self.set_theme(theme, tight=False)

    def set_theme(self, theme: Theme, *, tight: bool) -> None:
        """Take on another look; `tight` where room is short."""
        self.setStyleSheet(button_style(theme, tight=tight))
        for button in (self.previous, self.next):
            button.setFixedWidth(round(26 * theme.scale))

    def show_gallery(self, gallery: Gallery) -> None:
        """Know what can be looked at; the buttons change only with that."""
        old, self._gallery = self._gallery, gallery
        looked_at = gallery.looked_at
        if looked_at.source is Source.UNSEEN:
            self._last_unseen = looked_at.index
        elif old is not None and gallery.unseen is not old.unseen:
            self._last_unseen = -1
        if old is None or looked_at is not old.looked_at:
            self.own.setEnabled(looked_at.source is not Source.STEP)
            kind = "learnt" if looked_at.source is Source.LEARNT else "unseen"
            explain(self.previous, f"Look at the {kind} image before this one")
            explain(self.next, f"Look at the next {kind} image")
        if old is None or (gallery.score is None) is not (old.score is None):
            self.mistake.setEnabled(gallery.score is not None)

    def turn(self, way: int) -> None:
        """Ask for the next image, or with `way` −1 for the one before."""
        if self._gallery is None:
            return
        looked_at = self._gallery.looked_at
        if looked_at.source is Source.LEARNT:
            index = (looked_at.index + way) % len(self._gallery.learnt)
            self.look_requested.emit(LookAt(Source.LEARNT, index))
            return
        place = self._last_unseen
        if place < 0:  # none was looked at yet
            place = 0 if way > 0 else -1
        elif looked_at.source is Source.UNSEEN:
            place += way
        # Else it is the way back to the one that was looked at last.
        self.look_requested.emit(LookAt(Source.UNSEEN, place % len(self._gallery.unseen)))

    def turn_to_mistake(self) -> None:
        """Ask for the next unseen image that is taken wrongly; after the last, the first."""
        gallery = self._gallery
        if gallery is None or gallery.score is None:
            return
        mistakes = np.flatnonzero(gallery.score.predicted != gallery.unseen.labels).tolist()
        place = following(mistakes, self._last_unseen, 1)
        if place is not None:
            self.look_requested.emit(LookAt(Source.UNSEEN, place))
