"""The lesson panel: the step's text, its question and tasks in a column, and the way on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gdstudio.messages import View
from gdstudio.views.kit.announcer import Announcer
from gdstudio.views.kit.focus import has_focus_inside, put_in_order
from gdstudio.views.kit.order_chooser import OrderChooser
from gdstudio.views.lesson.footer import Footer
from gdstudio.views.lesson.page import MARGIN, Page
from gdstudio.views.lesson.stack import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gdstudio.lessons.showing import Showing
    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.lesson.prose import Prose
    from gdstudio.views.lesson.question import QuestionBox
    from gdstudio.views.lesson.tasks import Tasks

_GAP, _TIGHT_GAP = 8, 4
_LOW = 540
"""Lower than this, in pixels at scale 1, room is saved: so that a question is seen with its buttons."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LessonPanel(QWidget):
    """Shows one step of a lesson, and says what the learner wants."""

    next_requested = Signal()
    back_requested = Signal()
    step_requested = Signal(int)
    answer_requested = Signal(object)
    tell_requested = Signal()
    ask_again_requested = Signal()
    set_up_requested = Signal()
    show_requested = Signal(int)
    order_requested = Signal(object)
    guess_changed = Signal(object)
    """Whose dot is thought to be where (a pair), or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._showing: Showing | None = None
        self._expects_keyboard = False
        self._keyboard_from: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Lesson")
        self.setWhatsThis("A step of the lesson: what it is about, what it asks, and what there is to do.")
        self.page = Page(theme)
        self._tight = False
        self.column = Column(self.page)
        self.order = OrderChooser(theme, in_a_row=True)
        self.order.order_requested.connect(self.order_requested)
        self.footer = Footer(theme)
        self._announcer = Announcer(self)
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        below = self._below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, 0)
        below.setSpacing(_GAP)
        below.addWidget(self.order)
        below.addWidget(self.footer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, _GAP, 0, MARGIN)
        layout.setSpacing(_GAP)
        layout.addWidget(self.column, 1)
        layout.addLayout(below)
        self._put_in_order()
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.answer_requested.connect(self.answer_requested)
        page.tell_requested.connect(self.tell_requested)
        page.ask_again_requested.connect(self.ask_again_requested)
        page.set_up_requested.connect(self.set_up_requested)
        page.show_requested.connect(self.show_requested)
        page.guess_changed.connect(self.guess_changed)
        page.answer_chosen.connect(self._show_check)
        self.footer.next_requested.connect(self.next_requested)
        self.footer.back_requested.connect(self.back_requested)
        self.footer.step_requested.connect(self.step_requested)

    def sizeHint(self) -> QSize:
        """As in a small window's left column."""
        return QSize(round(250 * self._theme.scale), 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Save room where there is little."""
        super().resizeEvent(event)
        tight = self.height() < _LOW * self._theme.scale
        if tight != self._tight:
            self._tight = tight
            self._save_room()

    @property
    def text(self) -> Prose:
        """What the step is about."""
        return self.page.text

    @property
    def question(self) -> QuestionBox | None:
        """What it asks."""
        return self.page.question

    @property
    def tasks(self) -> Tasks | None:
        """What there is to do."""
        return self.page.tasks

    def take_dot(self, ref: WeightRef, weight: float) -> bool:
        """Take where a dot was dragged to as an answer; return whether an open question asks for it."""
        return self.question is not None and self.question.take_dot(ref, weight)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setMinimumWidth(round(232 * theme.scale))
        self.page.set_theme(theme)
        self.order.set_theme(theme)
        self.footer.set_theme(theme)
        self.column.refit()

    def set_shortcut_texts(self, keys: Mapping[str, str]) -> None:
        """Say the window's shortcuts in the tooltips."""
        self.footer.set_shortcut_texts(keys)
        self.page.set_shortcut_texts(keys)

    # --- what it shows ------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the order in which examples are taken, where there is a choice."""
        several = any(len(lane.examples) > 1 for lane in snapshot.lanes)
        offered = several and snapshot.scene.view is not View.VECTORS
        if self.order.isHidden() == offered:
            self.order.setVisible(offered)
            self.column.refit()
        self.order.show_snapshot(snapshot)

    def show_lane(self, lane: int) -> None:
        """Show the order of this run (from 0)."""
        self.order.show_lane(lane)

    def show_lesson(self, showing: Showing) -> None:
        """Show a step of a lesson. Until it has begun, the page that was open stays."""
        before = self._showing
        same = before is not None and (before.lesson_id, before.index) == (showing.lesson_id, showing.index)
        fresh = before is None or not before.begun or not same  # Undo may bring another lesson back at once
        self._showing = showing
        self.footer.show_place(showing)
        if not showing.begun:
            return
        if fresh:
            self._turn_page(showing)
        else:
            self._bring_up_to_date(showing)

    def expect_keyboard(self) -> None:
        """Once the next page is there, bring the keyboard to it, unless it has gone elsewhere meanwhile."""
        self._keyboard_from = self.window().focusWidget()  # also where that is not shown yet
        self._expects_keyboard = True

    def take_keyboard(self) -> None:
        """Bring the keyboard to the first thing that is to be done: answer, do a task, or go on."""
        goal = self._first_to_do()
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.page.isAncestorOf(goal):
            self.column.show_part(goal)

    def close_lesson(self) -> None:
        """No lesson is open any more."""
        self._showing = None
        self._announcer.hush()
        self.page.forget_guess()

    def _turn_page(self, showing: Showing) -> None:
        stayed = self._expects_keyboard and self.window().focusWidget() is self._keyboard_from
        wanted = self.isVisible() and (stayed or has_focus_inside(self))
        self._expects_keyboard = False
        self.page.turn(showing)
        self._arrange()
        self.column.verticalScrollBar().setValue(0)
        if wanted:
            first = self._first_to_do() if self.page.is_open else self.text
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._announcer.announce(f"Step {showing.index + 1}: {showing.title}")

    def _bring_up_to_date(self, showing: Showing) -> None:
        on_tasks = self.page.has_focus_on_tasks()
        said, news = self.page.bring_up_to_date(showing)
        if on_tasks and not self.page.has_focus_on_tasks():  # what was done needs no button any more
            self._first_to_do().setFocus(Qt.FocusReason.OtherFocusReason)
        if news is not None:
            self.column.show_part(news)
        self.column.refit()
        if said:
            self._announcer.announce(" ".join(said))

    def _show_check(self) -> None:
        if self.question is not None:
            self.column.show_part(self.question.check)

    # --- how it is arranged -------------------------------------------------------------------------------

    def _save_room(self) -> None:
        """Have less air, and fewer things that are always in sight; or as before."""
        self.page.save_room(self._tight)
        gap = _TIGHT_GAP if self._tight else _GAP
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, gap, 0, gap if self._tight else MARGIN)
            layout.setSpacing(gap)
        self._arrange()

    def _arrange(self) -> None:
        """Have everything in its place."""
        self._place_order()
        self._put_in_order()
        self.column.refit()

    def _place_order(self) -> None:
        """Above the footer, where it is always in sight; to save room on the page, unless it is lit."""
        lit = self._showing is not None and "order" in self._showing.light
        on_page, offered = self._tight and not lit, not self.order.isHidden()
        if on_page != (self.order.parent() is self.page.last):
            self.page.last.set_widgets([self.order] if on_page else [])
            if not on_page:
                self._below.insertWidget(0, self.order)
            self.order.setVisible(offered)

    def _put_in_order(self) -> None:
        """Let Tab go through it as it is read."""
        put_in_order(self, (self.text, *self.page.middle, self.page.again, self.order, self.footer))

    # --- what the learner does ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys 1 to 8, or a weight's letter, choose an answer; Enter goes on."""
        plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain_key and self.question is not None and self.question.choose(event.text().lower()):
            return
        on_button = isinstance(QApplication.focusWidget(), QAbstractButton)
        if event.key() in _ENTER and not event.isAutoRepeat() and not on_button:
            self._go_further()
        else:
            super().keyPressEvent(event)

    def _first_to_do(self) -> QWidget:
        """What is to be done next in this step, where the keyboard is to be."""
        return self.page.next_to_do or (self.footer.on if self.footer.on.isEnabled() else self.text)

    def _go_further(self) -> None:
        """To what is still to be done in this step, or else to the next."""
        if self._first_to_do() is self.footer.on:
            self.next_requested.emit()
        else:
            self.take_keyboard()
