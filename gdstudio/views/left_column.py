"""The left column: the lesson that is open, or the scene's text; beside a lesson the list of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from gdstudio.views.lesson.note import Note
from gdstudio.views.lesson.panel import LessonPanel
from gdstudio.views.scene.panel import ScenePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Scene
    from gdstudio.views.kit.theme import Theme

_LESSON, _LIST = 0, 1
_EDGE = 7


class LeftColumn(QWidget):
    """One of two panels, and above them what there is to be said of lessons.

    Attributes:
        lesson: shows the lesson that is open.
        scenes: shows the scene's text and the list; only the list while a lesson is open.
        bar: chooses between the two; there only while a lesson is open.
        note: what there is to be said.
    """

    lesson_came = Signal()
    """A lesson was opened, or is no longer."""

    def __init__(self, scenes: Sequence[Scene], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWhatsThis("What is on the screen, in words; the list of scenes; what each step learns from.")
        self.lesson, self.scenes, self.note = LessonPanel(theme), ScenePanel(scenes, theme), Note(theme)
        self.bar = QTabBar()
        self.bar.setExpanding(True)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setAccessibleName("Lesson or all lessons")
        self.bar.setAccessibleDescription("← → choose what is shown below.")
        self.bar.setToolTip("The lesson that is open, or the list of all (← →)")
        for title, tip in (
            ("Lesson", "The lesson that is open, at its present step"),
            ("All lessons", "The list of all lessons, with what is done of each"),
        ):
            self.bar.setTabToolTip(self.bar.addTab(title), tip)
        self._panels = QStackedLayout()
        for panel in (self.lesson, self.scenes):
            self._panels.addWidget(panel)
        head = QVBoxLayout()
        head.setContentsMargins(_EDGE, 2, _EDGE, 0)
        head.setSpacing(6)
        head.addWidget(self.bar)
        head.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._panels, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.bar.currentChanged.connect(self._panels.setCurrentIndex)
        self.scenes.scene_requested.connect(self._turn_back)
        self.show_lesson(there=False)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look; the panels are told by the window."""
        self.note.set_theme(theme)

    def show_lesson(self, *, there: bool) -> None:
        """Whether a lesson is open; one that has just been opened is in front."""
        if self.bar.isHidden() == there:
            self.bar.setVisible(there)
            self.scenes.show_text(not there)
            self.turn_to_lesson(there)
            self.lesson_came.emit()

    @property
    def has_lesson(self) -> bool:
        """Whether a lesson is open."""
        return not self.bar.isHidden()

    def turn_to_lesson(self, lesson: bool = True) -> None:
        """Bring the lesson to the front, or else the list."""
        self.bar.setCurrentIndex(_LESSON if lesson else _LIST)

    def _turn_back(self) -> None:
        """A lesson was chosen in the list."""
        if not self.bar.isHidden():
            self.turn_to_lesson()

    def list_all(self) -> None:
        """Bring the list of all lessons to the front, with the keyboard."""
        self.turn_to_lesson(lesson=False)
        self.scenes.list_all()
