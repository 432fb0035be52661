"""The tasks of a step: each ticks itself once it is done, and can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton

from gdstudio.views.lesson.marks import SIDE, Mark, paint_mark
from gdstudio.views.lesson.stack import Row, Stack
from gdstudio.views.lesson.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.showing import Todo
    from gdstudio.views.kit.theme import Theme

_GAP = 8


def quiet(theme: Theme) -> str:
    """The style of a button that is less important than those that lead on."""
    return (
        f"QPushButton {{ padding: 2px {round(10 * theme.scale)}px; color: {theme.accent};"
        f" font-size: {round(12 * theme.scale)}px; border-color: {theme.border} }}"
        f"QPushButton:focus {{ border-color: {theme.accent} }}"
    )


class Tasks(Stack):
    """All tasks of a step."""

    show_requested = Signal(int)

    def __init__(self, tasks: Sequence[Todo], theme: Theme) -> None:
        super().__init__(theme, 10)
        self.rows = [_Task(task, theme) for task in tasks]
        self.setAccessibleName("Tasks")
        self.set_parts(self.rows)
        for index, row in enumerate(self.rows):
            row.show_button.clicked.connect(lambda _on=False, index=index: self.show_requested.emit(index))

    def first(self) -> QWidget | None:
        """Where the keyboard begins: at the first task that is not done and can be shown."""
        return next((row.show_button for row in self.rows if row.is_offered), None)

    def show_tasks(self, tasks: Sequence[Todo]) -> list[str]:
        """Show which are done; return the words of those that were not before."""
        return [row.words for row, task in zip(self.rows, tasks, strict=True) if row.show_task(task)]


class _Task(Stack):
    """One task: a sign, its words, and a button that does it."""

    def __init__(self, task: Todo, theme: Theme) -> None:
        left = SIDE + _GAP
        super().__init__(theme, 4, (left, 0, 0, 0))
        self._theme = theme
        self._ticked = task.ticked
        self._text = Words(task.text, theme, least=SIDE)
        self.show_button = QPushButton("Show me")
        self.show_button.setToolTip("Have it done, and watch (Undo takes it back)")
        self.show_button.setAccessibleName(f"Show me: {self.words}")
        self._offer = Row([self.show_button], theme)
        self.set_parts([self._text, self._offer])
        self.set_theme(theme)
        self.show_task(task)

    @property
    def words(self) -> str:
        """What there is to do, without signs."""
        return self._text.plain

    @property
    def is_offered(self) -> bool:
        """Whether it is still to be done, and can be shown."""
        return not self._offer.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        super().set_theme(theme)
        self.show_button.setStyleSheet(quiet(theme))

    def show_task(self, task: Todo) -> bool:
        """Show whether it is done; return whether it was not before."""
        fresh = task.ticked and not self._ticked
        self._ticked = task.ticked
        self._text.show_in("muted" if task.ticked else "text")
        self.setAccessibleName(f"{'Done' if task.ticked else 'To do'}: {self.words}")
        self._text.setAccessibleName(self.accessibleName())
        self._offer.setVisible(task.can_show and not task.ticked)
        self.update()
        return fresh

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign beside the first line."""
        side = SIDE * self._theme.scale
        painter = QPainter(self)
        mark = Mark.RIGHT if self._ticked else Mark.OPEN
        paint_mark(painter, mark, QRectF(0, 0, side, side), self._theme)
        painter.end()
