"""What there is to show of a lesson at one moment: frozen, as snapshots of a session are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.core.landscape import Bowl
from gdstudio.core.network import weight_names
from gdstudio.lessons.lesson import Choose, DragDot, PickWeight
from gdstudio.lessons.lesson_tables import QuestionKind

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import LessonStep, Question
    from gdstudio.lessons.lesson_run import LessonRun, Words
    from gdstudio.lessons.questions import Answer, Verdict
    from gdstudio.messages import Snapshot, WeightRef


@dataclass(frozen=True)
class DotRange:
    """Where a dot can be dragged to.

    Attributes:
        ref: whose dot.
        name: the weight's.
        start: where it is.
        low, high: about as far as its bowl is seen.
    """

    ref: WeightRef
    name: str
    start: float
    low: float
    high: float


@dataclass(frozen=True)
class Asked:
    """A step's question.

    Attributes:
        kind: how it is answered.
        ask: the question, Markdown.
        options: the answers to choose from, Markdown; of a weight, the names.
        dot: where a dot can be dragged to; None for other kinds.
        given: the answer that was given, now or before, or None.
        verdict: what came of it, or None: not answered yet, or it is not known any more.
        answered: "right", "wrong" or "told"; "" while the question is open.
        refusal: why it could not be judged, or "".
        replies: all that may be said of an answer, about as long as it will be.
    """

    kind: QuestionKind
    ask: str
    options: tuple[str, ...] = ()
    dot: DotRange | None = None
    given: Answer | None = None
    verdict: Verdict | None = None
    answered: str = ""
    refusal: str = ""
    replies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Todo:
    """One of a step's tasks: its text (Markdown), whether it is done, and whether it can be shown."""

    text: str
    ticked: bool
    can_show: bool


@dataclass(frozen=True)
class Showing:
    """A step of a lesson as a learner sees it.

    Attributes:
        lesson_id, lesson_title, section: of the lesson.
        index: which step, from 0.
        titles: of all steps.
        done: which of the steps are done; those without anything to do count when they lie behind.
        text: Markdown; "" until the step has begun.
        about: of the lesson, above its first step: Markdown; "" at the others.
        begun: its setup has been made and its texts have their numbers.
        question: or None.
        tasks: what there is to do.
        working: an answer is being judged.
        light: the parts of the window that are lit.
        panels: what an audience is shown of the window.
        notes: for the lecturer, Markdown.
    """

    lesson_id: str
    lesson_title: str
    section: str
    index: int
    titles: tuple[str, ...]
    done: tuple[bool, ...]
    text: str
    about: str
    begun: bool
    question: Asked | None
    tasks: tuple[Todo, ...]
    working: bool
    light: tuple[str, ...]
    panels: tuple[str, ...]
    notes: str

    @property
    def title(self) -> str:
        """The step's."""
        return self.titles[self.index]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.index + 1 == len(self.titles)


def showing(run: LessonRun, given: Answer | None = None, *, working: bool = False) -> Showing:
    """What there is to show of a lesson.

    Args:
        run: where the learner is.
        given: the answer given last, in this step.
        working: it is still being judged.
    """
    lesson, step, words = run.lesson, run.step, run.words
    done = tuple(_is_done(run, index, each) for index, each in enumerate(lesson.steps))
    return Showing(
        lesson_id=lesson.id,
        lesson_title=lesson.title,
        section=lesson.section,
        index=run.index,
        titles=tuple(each.title for each in lesson.steps),
        done=done,
        text="" if words is None else words.text,
        about="" if run.index else lesson.about,
        begun=words is not None,
        question=_asked(run, step.question, words, given) if step.question and words else None,
        tasks=_todos(run, words) if words else (),
        working=working,
        light=step.light,
        panels=step.panels,
        notes=step.notes,
    )


def _is_done(run: LessonRun, index: int, step: LessonStep) -> bool:
    if step.question is None and not step.tasks:
        return index < run.index
    return run.progress.of(run.lesson, step).covers(step)


def _todos(run: LessonRun, words: Words) -> tuple[Todo, ...]:
    each = zip(run.step.tasks, words.tasks, run.ticked, strict=True)
    return tuple(Todo(text, ticked, bool(task.do)) for task, text, ticked in each)


def _asked(run: LessonRun, question: Question, words: Words, given: Answer | None) -> Asked:
    kind, options, dot = QuestionKind.NUMBER, words.options, None
    match question.kind:
        case Choose():
            kind = QuestionKind.CHOOSE
        case DragDot(weight=ref):
            kind = QuestionKind.DOT
            dot = None if run.entry is None else dot_range(ref, run.entry)
        case PickWeight(lane=lane):
            kind = QuestionKind.WEIGHT
            shape = run.lesson.scene.lanes[lane].weights.shape
            options = tuple(name for row in weight_names(shape) for name in row)
        case _:
            pass
    given = run.done.given if given is None else given
    answered, replies = run.done.answered, tuple(text.unfilled for text in question.replies)
    return Asked(kind, words.ask, options, dot, given, run.verdict, answered, run.refusal, replies)


def dot_range(ref: WeightRef, shown: Snapshot) -> DotRange:
    """Where the dot of a weight can be dragged to: a bowl's width to either side of dot and bottom."""
    now = shown.lanes[ref.lane].now
    bowl = Bowl.of(now, ref.output, ref.input)
    bottom = bowl.weight if bowl.bottom is None else bowl.bottom
    aside = 2 * abs(bowl.weight - bottom) or 1.0
    name = weight_names(now.weights.shape)[ref.output][ref.input]
    return DotRange(
        ref, name, bowl.weight, min(bowl.weight, bottom) - aside, max(bowl.weight, bottom) + aside
    )
