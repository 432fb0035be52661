"""A lesson on its way: which step, what is hidden, what was answered and done. It touches nothing itself.

Whoever runs it carries out what it returns, tells it when a step's setup has been made (`begin`), and then
shows it every snapshot (`feed`). Looking ahead is done by a `run` that the caller gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.lessons.checks import CheckError, Looks, World
from gdstudio.lessons.lesson import Choose, OpenPanel, Reset, wishes
from gdstudio.lessons.progress import Progress, StepDone
from gdstudio.lessons.questions import Verdict, judge, tell
from gdstudio.messages import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdstudio.lessons.checks.world import Run
    from gdstudio.lessons.lesson import Act, Lesson, LessonStep, Question, Task, Wish
    from gdstudio.lessons.questions import Answer
    from gdstudio.messages import Snapshot


_ANSWERED = {True: "right", False: "wrong", None: "told"}


@dataclass(frozen=True)
class Words:
    """A step's texts with their numbers, as they are when it begins.

    Attributes:
        text: Markdown.
        ask: the question, or "".
        options: of a question to choose, its answers.
        tasks: what there is to do.
    """

    text: str
    ask: str
    options: tuple[str, ...]
    tasks: tuple[str, ...]


class LessonRun:
    """Where a learner is in a lesson.

    Args:
        lesson: with its images loaded, if its scene has any.
        progress: what was done before.

    Attributes:
        index: which step, from 0.
        verdict: what came of the answer given in this step, or None.
        refusal: why an answer could not be judged, a sentence, or "".
        words: the step's texts; None until it has begun.
    """

    def __init__(self, lesson: Lesson, progress: Progress | None = None) -> None:
        self.lesson = lesson
        self.progress = Progress() if progress is None else progress
        self.index = 0
        self.verdict: Verdict | None = None
        self.refusal = ""
        self.words: Words | None = None
        self._entry: Snapshot | None = None
        self._entered = -1
        self._shown: set[int] = set()

    # --- what there is to see -----------------------------------------------------------------------------

    @property
    def step(self) -> LessonStep:
        """The step we are in."""
        return self.lesson.steps[self.index]

    @property
    def entry(self) -> Snapshot | None:
        """The session as it was when the step's setup had been made; None until then."""
        return self._entry

    @property
    def done(self) -> StepDone:
        """What was done of this step, now or before."""
        return self._done(self.step)

    def _done(self, step: LessonStep) -> StepDone:
        return self.progress.of(self.lesson, step)

    @property
    def is_open(self) -> bool:
        """Whether the step asks something that is not answered yet."""
        return self.step.question is not None and not self.done.answered

    @property
    def hidden(self) -> tuple[str, ...]:
        """The facts and parts that stay hidden: those of an open question, and early those of later ones."""
        steps = self.lesson.steps[self.index :]
        still_open = [each.question for each in steps if each.question and not self._done(each).answered]
        here = self.step.question.hides if self.step.question is not None and self.is_open else ()
        return tuple(dict.fromkeys((*here, *(part for question in still_open for part in question.early))))

    @property
    def ticked(self) -> tuple[bool, ...]:
        """Which of this step's tasks are done."""
        return tuple(task.when.text in self.done.ticked for task in self.step.tasks)

    # --- going through it ---------------------------------------------------------------------------------

    def enter(self, index: int, shown: Snapshot) -> tuple[Wish, ...]:
        """Go to a step.

        Args:
            index: which, from 0; beyond either end, the nearest.
            shown: the session as it is.

        Returns:
            What sets it up. From the step before, that is its own setup; from elsewhere also all that leads
            to it, so that a step finds the same state however it was reached.
        """
        index = min(max(index, 0), len(self.lesson.steps) - 1)
        follows = index == self._entered + 1 and index > 0 and _is_of(shown, self.lesson)
        self.index = self._entered = index
        self.verdict, self.refusal, self.words = None, "", None
        self._entry, self._shown = None, set()
        acts = list(self.step.setup if follows else path_to(self.lesson, index))
        if acts[:1] == [Reset()] and _is_of(shown, self.lesson) and _is_untouched(shown):
            del acts[0]
        if self.step.panel:
            acts.append(OpenPanel(self.step.panel))
        return wishes(acts, self.lesson.scene)

    def begin(self, shown: Snapshot, run: Run) -> None:
        """Take note that the step's setup has been made.

        Args:
            shown: the session after it.
            run: runs a copy of that.
        """
        world = _world(shown, run)
        self._entry = world.now
        question = self.step.question
        options = question.kind.options if question is not None and isinstance(question.kind, Choose) else ()
        self.words = Words(
            self.step.text.filled_as_far_as_known(world),
            "" if question is None else question.ask.filled_as_far_as_known(world),
            tuple(option.text.filled_as_far_as_known(world) for option in options),
            tuple(task.text.filled_as_far_as_known(world) for task in self.step.tasks),
        )

    def feed(self, shown: Snapshot, looks: Looks | None = None) -> bool:
        """Look at the session, and tick what is done; return whether something was ticked."""
        if self._entry is None or not _is_of(shown, self.lesson):
            return False
        world = World(shown, self._entry, looks=looks or Looks())
        done = self.done.ticked
        fresh = [
            task.when.text for task in self.step.tasks if task.when.text not in done and holds(task, world)
        ]
        if fresh:
            self.progress = self.progress.with_ticks(self.lesson, self.step, frozenset(fresh))
        return bool(fresh)

    def answer(self, answer: Answer, shown: Snapshot, run: Run) -> tuple[Wish, ...]:
        """Answer the step's question, about the session as it is now; return what reveals the truth.

        Args:
            answer: the index of an option, a number, or the name of a weight.
            shown: the session now.
            run: runs a copy of that.
        """
        return self._answered(lambda question, world: judge(question, answer, world), shown, run, answer)

    def tell(self, shown: Snapshot, run: Run) -> tuple[Wish, ...]:
        """Tell the answer without a guess; see :meth:`answer`."""
        return self._answered(tell, shown, run)

    def recall(self, run: Run) -> Verdict | None:
        """Work out anew what came of an answer that was given before; None where that is not known any more.

        Args:
            run: runs a copy of the session as it was when the step's setup had been made.
        """
        question, done = self.step.question, self.done
        if question is None or not done.answered or self._entry is None:
            return None
        world = World(self._entry, self._entry, run)
        try:
            if done.answered == "told":
                return tell(question, world)
            if done.given is None:
                return None
            verdict = judge(question, done.given, world)
        except CheckError:
            return None
        same = _ANSWERED[verdict.right] == done.answered  # else the lesson is another now
        return verdict if same else None

    def ask_again(self) -> None:
        """Open the question again: what it hides is hidden."""
        self.progress = self.progress.with_answer(self.lesson, self.step, "")
        self.verdict, self.refusal = None, ""

    def show(self, index: int) -> tuple[Wish, ...]:
        """What does one of the step's tasks, for someone who wants to be shown."""
        self._shown.add(index)
        return wishes(self.step.tasks[index].do, self.lesson.scene)

    def press(self, shown: Snapshot, run: Run) -> tuple[Wish, ...]:
        """Do the next thing, as one press of a lecturer's key: tell, show a task, or go to the next step."""
        if self.is_open and not self.refusal:
            return self.tell(shown, run)
        for index, task in enumerate(self.step.tasks):
            if task.do and not self.ticked[index] and index not in self._shown:
                return self.show(index)
        return self.enter(self.index + 1, shown) if self.index + 1 < len(self.lesson.steps) else ()

    # ------------------------------------------------------------------------------------------------------

    def _answered(
        self,
        judged: Callable[[Question, World], Verdict],
        shown: Snapshot,
        run: Run,
        given: Answer | None = None,
    ) -> tuple[Wish, ...]:
        question = self.step.question
        if question is None or not self.is_open:
            return ()
        try:
            self.verdict = judged(question, _world(shown, run))
        except CheckError:
            self.refusal = "The question is about the state that this step began with. Set the step up again."
            return ()
        self.refusal = ""
        answered = _ANSWERED[self.verdict.right]
        self.progress = self.progress.with_answer(self.lesson, self.step, answered, given)
        return wishes(question.reveal, self.lesson.scene)


def _is_of(shown: Snapshot, lesson: Lesson) -> bool:
    """Whether the session was begun with the lesson's scene."""
    return (shown.opened or shown.scene) is lesson.scene


def _world(shown: Snapshot, run: Run) -> World:
    """The session as it is; with images, judged: what the window shows may not be yet."""
    now = shown if shown.gallery is None else run(())
    return World(now, now, run)


def holds(task: Task, world: World) -> bool:
    """Whether a task is done, in the run that is meant or in one that was forked from it."""
    try:
        return any(task.when.holds(each) for each in world.forks())
    except CheckError:  # what it names is not there any more
        return False


def path_to(lesson: Lesson, index: int) -> tuple[Act, ...]:
    """All that is done from the last new beginning up to and into a step, with every question and task."""
    first = max((at for at in range(index + 1) if lesson.steps[at].setup[:1] == (Reset(),)), default=0)
    way = [act for step in lesson.steps[first:index] for act in whole_step(step)]
    acts = (*way, *lesson.steps[index].setup)
    return acts if acts[:1] == (Reset(),) else (Reset(), *acts)


def whole_step(step: LessonStep) -> Iterator[Act]:
    """All that is done in a step: its setup, the reveal of its question, and its tasks."""
    yield from step.setup
    if step.question is not None:
        yield from step.question.reveal
    for task in step.tasks:
        yield from task.do


def _is_untouched(shown: Snapshot) -> bool:
    """Whether nothing was done to a session since its scene was opened, and nothing looked at."""
    looks_on = shown.gallery is not None and shown.gallery.looked_at is not shown.scene.looks_at
    moved_on = shown.last_step > 1 or shown.phase is not Phase.PREDICT or shown.playing
    forked = shown.opened not in {None, shown.scene}
    return shown.log == shown.scene.log and not (moved_on or looks_on or forked)
