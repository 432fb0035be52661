"""Gives a lesson: sets up its steps, asks, judges, ticks, and says what is to be hidden and what is lit.

It knows no window: what a window should do comes as signals, and what happens comes as snapshots.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.lesson_desk.hands import Hands
from gdstudio.lesson_desk.left_lessons import LeftLessons
from gdstudio.lesson_desk.thinker import Thinker, standing
from gdstudio.lesson_desk.window_wishes import WindowWishes
from gdstudio.lessons.checks import Looks
from gdstudio.lessons.lesson import Reset
from gdstudio.lessons.lesson_run import LessonRun
from gdstudio.lessons.progress import Progress
from gdstudio.lessons.showing import Showing, showing
from gdstudio.messages import Pause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gdstudio.lesson_desk.helper import Helper
    from gdstudio.lesson_desk.thinker import Ask
    from gdstudio.lessons.lesson import Lesson, Wish
    from gdstudio.lessons.questions import Answer, Verdict
    from gdstudio.messages import Command, Snapshot

FEED_SECONDS = 0.1
"""While it plays, tasks are looked at so often: a tick that comes a moment later is no worse."""
_SHOW = "show how"
"""What Undo says of a task that was shown."""


class LessonDesk(QObject):
    """One lesson at a time, or none.

    A lesson belongs to the very scene that it has opened. When another scene is opened, the lesson is left;
    when Undo brings its scene back, the lesson comes back with it.

    Attributes:
        wishes: says what the window is to do.

    Args:
        send: takes a command to the model.
        sent: tells how many commands the model has been given, by whomever.
        helper: works out answers aside.
        first: the snapshot to begin with.
        clock: tells seconds.
    """

    changed = Signal()
    """What there is to show is another."""
    hidden_changed = Signal(object)
    """What the views are to hide from now on: a frozenset of facts and parts."""
    lit = Signal(object)
    """The parts of the window that are lit: a tuple."""
    progress_changed = Signal()
    left = Signal(object)
    """A lesson was left, for another scene was opened."""
    ended = Signal()
    """Someone wants to go on after the last step."""

    def __init__(
        self,
        send: Callable[[Command], None],
        sent: Callable[[], int],
        helper: Helper,
        first: Snapshot,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.wishes = WindowWishes()
        self._hands = Hands(send, sent, self.wishes.ask)
        self._thinker, self._clock = Thinker(helper), clock
        self._shown = first
        self._looks = Looks()
        self._progress = Progress()
        self._run: LessonRun | None = None
        self._left = LeftLessons()
        self._hidden: frozenset[str] = frozenset()
        self._given: Answer | None = None
        self._working = False
        self._fed_at = 0.0
        self._learners: Progress | None = None

    # --- what there is to see -----------------------------------------------------------------------------

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is open."""
        return self._run.lesson if self._run is not None else None

    @property
    def showing(self) -> Showing | None:
        """What there is to show of it."""
        return None if self._run is None else showing(self._run, self._given, working=self._working)

    @property
    def progress(self) -> Progress:
        """All that the learner did, of every lesson: what is done in a lecture does not count."""
        return self._progress if self._learners is None else self._learners

    # --- opening and leaving ------------------------------------------------------------------------------

    def open(self, lesson: Lesson, index: int | None = None) -> None:
        """Open a lesson, its images loaded if it has any, at a step or at the first that is not done."""
        self._lay_aside()
        self._run = LessonRun(lesson, self._progress)
        self._left.forget(lesson.scene)
        self.go(self._progress.first_open(lesson) if index is None else index)

    def leave(self) -> None:
        """Leave the lesson for good; the session stays as it is."""
        gone, self._run = self._run, None
        self._lay_aside()
        if gone is not None:
            self._left.forget(gone.lesson.scene)
        self._show_all()

    def set_progress(self, progress: Progress) -> None:
        """Have it that this was done, and nothing else."""
        if self._working:
            self._thinker.give_up()
            self._working = False
        if self._run is not None:
            self._run.verdict, self._run.refusal, self._given = None, "", None
        self._take_progress(progress)
        self._hide()
        self.changed.emit()
        self._recall()

    # --- lectures -----------------------------------------------------------------------------------------

    @property
    def lecturing(self) -> bool:
        """Whether a lecture is being given."""
        return self._learners is not None

    def begin_lecture(self) -> None:
        """From now on every question is open and nothing counts as done; the present step is set up anew."""
        if self._learners is None:
            self._learners = self._progress
            self.forget()
            self.set_up()

    def forget(self) -> None:
        """In a lecture: have it that nothing was asked or done yet."""
        if self._learners is not None:
            self.set_progress(Progress())

    def end_lecture(self) -> None:
        """Bring back what the learner did."""
        if self._learners is not None:
            learners, self._learners = self._learners, None
            self.set_progress(learners)

    # --- going through it ---------------------------------------------------------------------------------

    def go(self, index: int) -> None:
        """Go to a step, and set it up; also to the present one, to set it up again."""
        if self._run is not None:
            self._entered(self._run.enter(index, self._shown))

    def go_on(self) -> None:
        """Go to the next step; after the last, the lesson has ended."""
        showing = self.showing
        if showing is not None and showing.is_last:
            self.ended.emit()
        elif showing is not None:
            self.go(showing.index + 1)

    def go_back(self) -> None:
        """Go to the step before."""
        if self._run is not None and self._run.index > 0:
            self.go(self._run.index - 1)

    def set_up(self) -> None:
        """Set the step up again."""
        if self._run is not None:
            self.go(self._run.index)

    def answer(self, answer: Answer) -> None:
        """Answer the question: the index of an option, a number, or the name of a weight."""
        if self._can_answer:
            self._given = answer
            self._judge(lambda run, shown, ahead: run.answer(answer, shown, ahead))

    def tell(self) -> None:
        """Tell the answer."""
        if self._can_answer:
            self._judge(lambda run, shown, ahead: run.tell(shown, ahead))

    def ask_again(self) -> None:
        """Open the question again, in the state in which it was first asked."""
        if self._run is not None and self._is_ready and not self._run.is_open:
            self._run.ask_again()
            self._take_progress(self._run.progress)
            self.set_up()

    def show(self, index: int) -> None:
        """Do one of the step's tasks, for someone who wants to be shown."""
        if self._run is not None and self._is_ready and 0 <= index < len(self._run.step.tasks):
            self._hands.do(self._run.show(index), _SHOW)
            self.see(self._shown)

    def press(self) -> None:
        """Do the next thing, as one press of a lecturer's key; while that is under way, nothing."""
        run = self._run
        if run is None or not self._is_ready:
            return
        if run.is_open and not run.refusal:
            self.tell()
            return
        index = run.index
        wishes = run.press(self._shown, standing(self._shown))
        if run.index != index:
            self._entered(wishes)
        elif wishes:
            self._hands.do(wishes, _SHOW)
            self.see(self._shown)
        else:
            self.ended.emit()

    # --- what happens -------------------------------------------------------------------------------------

    def see(self, snapshot: Snapshot) -> None:
        """Look at the session."""
        self._shown = snapshot
        if self._hands.wait(snapshot):
            return
        scene = snapshot.opened or snapshot.scene
        if self._run is None or scene is not self._run.lesson.scene:
            self._move(self._left.take(scene))
        self._hands.finish()
        self._feed()

    def look(self, looks: Looks) -> None:
        """Look at what only the window knows: which view is in front, which weight is selected."""
        if looks != self._looks:
            self._looks = looks
            self._feed(at_once=True)

    # ------------------------------------------------------------------------------------------------------

    @property
    def _is_ready(self) -> bool:
        """Whether the step has begun, and nothing is being worked out or carried out."""
        begun = self._run is not None and self._run.words is not None
        return begun and not self._working and not self._hands.wait(self._shown)

    @property
    def _can_answer(self) -> bool:
        return self._run is not None and self._is_ready and self._run.is_open

    def _entered(self, wishes: Iterable[Wish]) -> None:
        """The run has gone to a step: set it up."""
        self._thinker.give_up()
        self._working, self._given = False, None
        text = ""
        if self._run is not None:  # until the setup is made, what the step before has hidden stays so too
            self._hide(also=self._hidden)
            if self._run.step.setup[:1] == (Reset(),):
                self.wishes.begin_anew()
            text = f"set up “{self._run.step.title}”"
        self._hands.do(wishes, text, self._begin)
        self.changed.emit()
        self.see(self._shown)

    def _begin(self) -> None:
        """The setup is made: work out the numbers of the step's texts."""
        run = self._run
        if run is None:
            return
        self.lit.emit(run.step.light)
        self._hide()
        self._thinker.begin(run, self._shown, self._begun)

    def _begun(self, run: LessonRun) -> None:
        run.progress = self._progress  # it may have been reset meanwhile
        self._take_run(run)
        self._recall()

    def _recall(self) -> None:
        """Work out again what came of an answer that was given before."""
        run = self._run
        if run is not None and run.words is not None and run.done.answered and run.verdict is None:
            self._thinker.recall(run, lambda verdict: self._recalled(run, verdict))

    def _recalled(self, run: LessonRun, verdict: Verdict | None) -> None:
        if run is self._run and run.done.answered:
            run.verdict = verdict
            self.changed.emit()

    def _judge(self, ask: Ask) -> None:
        """Have an answer judged, about the session where it stands."""
        self._working = True
        self._hands.do((Pause(),) if self._shown.playing else (), "pause", lambda: self._judge_now(ask))
        self.changed.emit()
        self.see(self._shown)

    def _judge_now(self, ask: Ask) -> None:
        if self._run is not None:
            self._thinker.judge(self._run, self._shown, ask, self._take_run)

    def _take_run(self, run: LessonRun, wishes: Sequence[Wish] = ()) -> None:
        """Go on with a run that was worked out aside, and do what follows from it."""
        self._run, self._working = run, False
        self._take_progress(run.progress)
        self._hide()
        self._hands.do(wishes, "show the answer")
        self.changed.emit()
        self.see(self._shown)

    def _feed(self, *, at_once: bool = False) -> None:
        """Let the run see the session, as often as it is worth it."""
        run = self._run
        if run is None or not self._is_ready or all(run.ticked):
            return
        now = self._clock()
        if self._shown.playing and not at_once and now - self._fed_at < FEED_SECONDS:
            return
        self._fed_at = now
        if run.feed(self._shown, self._looks):
            self._take_progress(run.progress)
            self.changed.emit()

    def _move(self, back: LessonRun | None) -> None:
        """Another scene is open: leave the lesson, or come back to the one that was given in it."""
        before = self._run
        if back is before:
            return
        self._lay_aside()
        self._run = back
        if back is not None:
            back.progress = self._progress
        if back is not None and back.words is None:
            self._entered(())
        else:
            self._show_all()
        if back is None and before is not None:
            self.left.emit(before.lesson)

    def _lay_aside(self) -> None:
        """What was under way is not wanted any more; the lesson may come back."""
        self._thinker.give_up()
        self._hands.drop()
        self._working, self._given = False, None
        if self._run is not None:
            self._left.keep(self._run)

    def _show_all(self) -> None:
        """Say everything that there is to be said of the present lesson, or of none."""
        self._hide()
        self.lit.emit(() if self._run is None else self._run.step.light)
        self.changed.emit()

    def _hide(self, also: frozenset[str] = frozenset()) -> None:
        hidden = also if self._run is None else also | frozenset(self._run.hidden)
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed.emit(hidden)

    def _take_progress(self, progress: Progress) -> None:
        if self._run is not None:
            self._run.progress = progress
        if progress != self._progress:
            self._progress = progress
            self.progress_changed.emit()
