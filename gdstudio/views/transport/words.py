"""What the transport says: step and error under the timeline, the notice below, names under the buttons.

Numbers change up to 60 times a second, so each has a slot wide enough for all it may become.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gdstudio.core.examples import Taking
from gdstudio.numerals import grouped, number
from gdstudio.views.kit.lanes import shown_lane
from gdstudio.views.kit.run_look import RUN_COLORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Lane, Snapshot
    from gdstudio.views.kit.theme import Theme

_Style = tuple[QFont, QFont, int, int]
"""Of labels, of numbers, significant digits, the gap after a label (twice that after a number)."""

HINT = "drag to revisit any step"
_DIVERGED = "diverged"


@dataclass(frozen=True)
class Words:
    """What is said at one moment.

    Attributes:
        step: the number of the step.
        errors: the lanes' labels (if there is one lane "error", in a full batch "mean error") and errors.
        diverged: whether to say so.
        notice: a sentence, or "".
        place: with images, which pass this is and how far in it we are: a long and a short form, each with a
            text as wide as it can become.
        lane: whose error is told where there is no room for all.
        bookmark: the name of this step, or "".
    """

    step: str
    errors: tuple[tuple[str, float], ...]
    diverged: bool
    notice: str
    place: tuple[tuple[str, str], ...] = ()
    lane: int = 0
    bookmark: str = ""

    @classmethod
    def of(cls, snapshot: Snapshot, lane: int | None = None) -> Words:
        """The words for a snapshot when this run (from 0, or the last) is looked at."""
        one = len(snapshot.lanes) == 1
        errors = tuple(
            (_error_word(each) if one else each.start.label, each.now.total_error) for each in snapshot.lanes
        )
        step, place, shown = grouped(snapshot.step), _place(snapshot), shown_lane(snapshot, lane)
        named = next((mark.name for mark in snapshot.bookmarks if mark.step == snapshot.step), "")
        return cls(step, errors, snapshot.diverged, snapshot.notice, place, shown, named)


def _error_word(lane: Lane) -> str:
    return "error" if lane.now.batch is None else "mean error"


def _place(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """``pass 2, image 17 of 4 000``, for images only: of a few examples the other views tell."""
    if snapshot.gallery is None:
        return ()
    order, count = snapshot.lanes[-1].order, len(snapshot.lanes[-1].examples)
    if order.taking is Taking.ONE:
        text = f"image {grouped(order.example + 1)} again and again"
        return ((text, text),)
    number, at = divmod(snapshot.step - 1, count)
    # Shuffled, the 17th image of a pass is not the one called image 17.
    thing = "image" if order.taking is Taking.IN_TURN else "step"
    short, total = f"pass {grouped(number + 1)}", grouped(count)
    forms = [f"{short}, {thing} {grouped(at + 1)} of {total}", f"{short}, {thing} {grouped(at + 1)}", short]
    widest = [f"{short}, {thing} {total} of {total}", f"{short}, {thing} {total}", short]
    return tuple(zip(forms, widest, strict=True))


@dataclass(frozen=True)
class Piece:
    """A text in its place."""

    text: str
    rect: QRectF
    color: str
    font: QFont


@dataclass(frozen=True)
class Laid:
    """Where everything goes.

    Attributes:
        pieces: step and errors.
        badge: where "diverged" stands, or None.
        notice: the sentence or hint and its place, or None.
        names_stay: whether the names under the buttons are shown.
    """

    pieces: tuple[Piece, ...]
    badge: QRectF | None
    notice: Piece | None
    names_stay: bool


class WordsPainter:
    """Lays the words out and paints them.

    Step and errors share a row with the notice if there is room. Else the notice goes below: beside the
    buttons' names if it fits there, over the whole width and instead of the names if not.
    """

    def __init__(self, theme: Theme, row: QRectF, below: QRectF) -> None:
        """Prepare for one size: `row` takes step and errors, `below` is the space under it, full width."""
        self._theme, self._row, self._below = theme, row, below
        self._small = theme.font(11.5)
        self._small_metrics = QFontMetricsF(self._small)
        self._styles: list[_Style] = [
            (theme.font(12), theme.font(12, mono=True, medium=True), 4, 5),
            (theme.font(11), theme.font(11, mono=True, medium=True), 3, 4),
            (theme.font(10), theme.font(10, mono=True, medium=True), 3, 3),
        ]

    # --- layout -------------------------------------------------------------------------------------------

    def lay_out(self, words: Words) -> Laid:
        """Find a place for everything; where space is short, smaller type and fewer digits."""
        pieces = self._pieces(words)
        free = QRectF(self._row)
        free.setLeft(pieces[-1].rect.right() + 2 * self._theme.scale)
        badge = None
        if words.diverged:
            width = self._small_metrics.horizontalAdvance(_DIVERGED) + 14 * self._theme.scale
            if width <= free.width():
                badge = QRectF(free.left(), free.top(), width, free.height())
                free.setLeft(badge.right())
        free.setLeft(free.left() + 12 * self._theme.scale)
        notice, names_stay = self._place_notice(words, free, badge is None)
        return Laid(tuple(pieces), badge, notice, names_stay)

    def _pieces(self, words: Words) -> list[Piece]:
        """Step and errors in the first style that fits; if none does, lanes go, the one looked at last."""
        told = sorted(range(len(words.errors)), key=lambda lane: lane == words.lane)
        while told:
            for style in self._styles:
                for extras in _extras(words):
                    pieces = self._row_of(words, sorted(told), style, extras)
                    if pieces[-1].rect.right() <= self._row.right():
                        return pieces
            del told[0]
        return self._row_of(words, [], self._styles[-1], ())

    def _row_of(
        self, words: Words, told: Sequence[int], style: _Style, extras: Sequence[tuple[str, str]]
    ) -> list[Piece]:
        """The pieces in a row; `extras` stand after the step, each with a text as wide as it can become."""
        label_font, number_font, digits, gap = style
        label, digit = QFontMetricsF(label_font), QFontMetricsF(number_font).horizontalAdvance("8")
        one = len(words.errors) == 1
        slots = [
            ("step", label_font, label.horizontalAdvance("step"), "muted", 1),
            (words.step, number_font, digit * max(len(words.step), 3), "text", 2),
        ]
        for text, widest in extras:
            slots.append((text, label_font, label.horizontalAdvance(widest), "muted", 2))
        for index in told:
            name, error = words.errors[index]
            color = "muted" if one else RUN_COLORS[index % len(RUN_COLORS)]
            slots.append((name, label_font, label.horizontalAdvance(name), color, 1))
            slots.append((number(error, digits), number_font, digit * (digits + 6 - (not one)), "text", 2))
        pieces, x, unit = [], self._row.left(), self._theme.scale
        for text, font, width, color, gaps in slots:
            rect = QRectF(x, self._row.top(), width, self._row.height())
            pieces.append(Piece(text, rect, color, font))
            x += width + gap * unit * gaps
        return pieces

    def _place_notice(self, words: Words, free: QRectF, badge_missing: bool) -> tuple[Piece | None, bool]:
        alone = words.diverged and badge_missing and not words.notice
        text = words.notice or (_DIVERGED if alone else HINT)
        color = "text" if words.notice else "diverges_text" if alone else "muted"
        if self._small_metrics.horizontalAdvance(text) <= free.width():
            return Piece(text, free, color, self._small), True
        if text == HINT:
            return None, True
        beside = QRectF(self._below)
        beside.setLeft(self._row.left())
        for place, sizes in ((beside, (11.5, 11)), (self._below, (11.5, 11, 10, 9))):
            for font in (self._theme.font(size) for size in sizes):
                if _height(font, place.width(), text) <= place.height():
                    return Piece(text, place, color, font), place is beside
        return Piece(text, self._below, color, self._theme.font(9)), False

    # --- painting -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, words: Words, names: list[tuple[str, QPointF]]) -> None:
        """Draw everything; `names` are the buttons' names with the middles of their tops."""
        laid = self.lay_out(words)
        for piece in laid.pieces:
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self._draw(painter, piece, flags | Qt.TextFlag.TextDontClip)
        if laid.badge is not None:
            self._paint_badge(painter, laid.badge)
        if laid.notice is not None:
            on_row = laid.notice.rect.top() == self._row.top()
            aligned = Qt.AlignmentFlag.AlignRight if on_row else Qt.AlignmentFlag.AlignLeft
            flags = aligned | Qt.AlignmentFlag.AlignVCenter
            self._draw(painter, laid.notice, flags | (0 if on_row else Qt.TextFlag.TextWordWrap))
        if laid.names_stay:
            self.paint_names(painter, names)

    def _draw(self, painter: QPainter, piece: Piece, flags: int) -> None:
        painter.setFont(piece.font)
        painter.setPen(self._theme.color(piece.color))
        painter.drawText(piece.rect, flags, piece.text)

    def paint_names(self, painter: QPainter, names: list[tuple[str, QPointF]]) -> None:
        """Draw the buttons' names, each with the middle of its top."""
        font = self._theme.font(11)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        for name, at in names:
            x = round(at.x() - metrics.horizontalAdvance(name) / 2)
            painter.drawText(QPointF(x, at.y() + metrics.ascent()), name)

    def _paint_badge(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(self._theme.color("diverges_text"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2)
        self._draw(
            painter, Piece(_DIVERGED, rect, "diverges_text", self._small), Qt.AlignmentFlag.AlignCenter
        )


def _extras(words: Words) -> list[list[tuple[str, str]]]:
    """What may stand after the step's number, the most first: the bookmark's name, the place in the pass."""
    named = [(f"“{words.bookmark}”", f"“{words.bookmark}”")] if words.bookmark else []
    places = [*([place] for place in words.place), []]
    return [[*named, *place] for place in places] + ([*places] if named else [])


def _height(font: QFont, width: float, text: str) -> float:
    """How high a text is when wrapped to a width."""
    room = QRectF(0, 0, width, 1e4)
    return QFontMetricsF(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
