"""The words below the panels: large, in a line or two; a question's answers side by side, to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QPen, QTextDocument, QTextOption
from PySide6.QtWidgets import QWidget

from gdstudio.views.lecture.measures import Measures, font
from gdstudio.views.lecture.said import Said

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme

_TALLEST = 0.3
"""The words take at most this share of the page: the rest is to be looked at."""


class _Piece(NamedTuple):
    """A text and where it is; of an answer, its index."""

    document: QTextDocument
    box: QRectF
    answer: int | None = None


class Band(QWidget):
    """Shows what is said. Its height follows from its width and the words."""

    answer_given = Signal(int)
    """An answer was clicked while the question is open: its index."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = Measures(1080)
        self._theme = self._measures.theme()
        self._said = Said()
        self._pieces: list[_Piece] = []
        self._needed = 0
        self.setAccessibleName("What is said")

    def set_measures(self, measures: Measures, theme: Theme) -> None:
        """Take on another size."""
        self._measures, self._theme = measures, theme

    @property
    def said(self) -> Said:
        """What is shown."""
        return self._said

    def show_said(self, said: Said) -> None:
        """Show other words; whoever places the band asks for its height then."""
        self._said = said
        answers = ", ".join(said.options)
        told = "" if said.right is None else f" Right: {said.options[said.right]}."
        self.setAccessibleDescription(f"{said.ask} {answers}{told} {said.text}".strip())
        self.update()

    def height_for(self, width: int) -> int:
        """Lay the words out in this width, and return the height that they need."""
        self._pieces, self._needed = self._fitted(self._said, width)
        return self._needed

    def height_of(self, said: Said, width: int) -> int:
        """The height that other words would need in this width, or words that are about as long."""
        whole = self._laid_out(said, width, said.ask, tuple(range(len(said.options))))[1]
        return max(self._fitted(said, width)[1], min(whole, round(_TALLEST * self._measures.height)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words from the top of the band: what comes next stands below, and nothing moves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece in self._pieces:
            self._paint(painter, piece)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """An open question is answered by a click on an answer."""
        place = event.position()
        hit = next((piece.answer for piece in self._pieces if piece.box.contains(place)), None)
        if hit is not None and self._said.right is None:
            self.answer_given.emit(hit)

    # ------------------------------------------------------------------------------------------------------

    def _fitted(self, said: Said, width: int) -> tuple[list[_Piece], int]:
        """Lay words out; where they are too many, wrong answers are left out first, then the question."""
        limit = _TALLEST * self._measures.height
        wrong_too = tuple(range(len(said.options)))
        only_right = wrong_too if said.right is None else (said.right,)
        ways = (
            (said.ask, wrong_too),
            (said.ask, only_right),
            ("" if said.right is not None else said.ask, only_right),
        )
        tried = (self._laid_out(said, width, ask, answers) for ask, answers in ways[:-1])
        fits = next((each for each in tried if each[1] <= limit), None)
        return fits or self._laid_out(said, width, *ways[-1])

    def _laid_out(
        self, said: Said, width: int, ask: str, answers: tuple[int, ...]
    ) -> tuple[list[_Piece], int]:
        words, gap = self._measures.words, self._measures.gap
        pieces: list[_Piece] = []
        top = 0.0
        if ask:
            document = self._document(ask, width, bold=True)
            pieces.append(_Piece(document, QRectF(QPointF(0, top), QSizeF(width, document.size().height()))))
            top += document.size().height() + gap * 0.7
        if answers and said.options:
            options, top = self._options(said, answers, width, top)
            pieces += options
        if said.text:
            text = f"✓ {said.text}" if said.done else said.text
            document = self._document(text, width)
            if said.options or ask:
                top += gap * 0.3
            pieces.append(_Piece(document, QRectF(QPointF(0, top), QSizeF(width, document.size().height()))))
            top += document.size().height()
        return pieces, round(max(top, words * 1.3))

    def _options(
        self, said: Said, answers: tuple[int, ...], width: int, top: float
    ) -> tuple[list[_Piece], float]:
        """The answers in rows, as many beside each other as fit."""
        words, gap = self._measures.words, self._measures.gap
        inner, left, tall = words * 0.45, 0.0, 0.0
        pieces: list[_Piece] = []
        for index in answers:
            right = index == said.right
            sign = "✓ " if right else "✗ " if index == said.chosen else ""
            document = self._document(f"{sign}{said.options[index]}", width - 2 * inner, bold=right)
            wide = min(document.idealWidth() + 1, width - 2 * inner)
            document.setTextWidth(wide)
            box = QSizeF(wide + 2 * inner, document.size().height() + 0.3 * words)
            if left and left + box.width() > width:
                left, top, tall = 0.0, top + tall + 0.6 * gap, 0.0
            pieces.append(_Piece(document, QRectF(QPointF(left, top), box), index))
            left, tall = left + box.width() + gap, max(tall, box.height())
        return pieces, top + tall + 0.7 * gap

    def _document(self, markdown: str, width: float, *, bold: bool = False) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(font(self._measures.words, bold=bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        document.setDefaultTextOption(option)
        document.setMarkdown(markdown)
        document.setTextWidth(width)
        return document

    def _paint(self, painter: QPainter, piece: _Piece) -> None:
        theme, box = self._theme, piece.box
        color = "text"
        if piece.answer is not None:
            told, lit = self._said.right is not None, piece.answer == self._said.right
            color = "on_accent" if lit else "muted" if told else "text"
            painter.setPen(Qt.PenStyle.NoPen if lit else QPen(theme.color("outline"), 2))
            painter.setBrush(theme.color("accent" if lit else "card"))
            radius = min(box.height() / 2, self._measures.words * 0.7)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
            inner = self._measures.words
            box = box.adjusted(0.45 * inner, 0.15 * inner, 0, 0)
        painter.save()
        painter.translate(box.topLeft())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = QPalette(theme.color(color))
        context.palette.setColor(QPalette.ColorRole.Text, theme.color(color))
        piece.document.documentLayout().draw(painter, context)
        painter.restore()
