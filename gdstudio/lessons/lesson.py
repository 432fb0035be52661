"""What a lesson is once it has been read: steps, each with text, a setting, a question and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gdstudio.messages import Command, LoadScene, LookAt, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.lessons.checks import Check
    from gdstudio.lessons.filled_text import Text
    from gdstudio.messages import Scene, Snapshot, WeightRef


@dataclass(frozen=True)
class Reset:
    """Begin the lesson's scene anew."""


@dataclass(frozen=True)
class OpenPanel:
    """Bring a view of the run to the front."""

    panel: str


@dataclass(frozen=True)
class SelectWeight:
    """Select a weight in every view; None: none any more."""

    weight: WeightRef | None


@dataclass(frozen=True)
class ShowPair:
    """Lay two vectors over each other, each a row from 0."""

    first: int
    second: int


@dataclass(frozen=True)
class DrawDigit:
    """Write a digit on the drawing pad."""

    digit: int


InWindow: TypeAlias = OpenPanel | SelectWeight | ShowPair | DrawDigit
"""What only the window can do; it changes nothing that is learnt."""
Act: TypeAlias = Command | Reset | InWindow
"""What a lesson does: commands, and wishes to the window."""
Wish: TypeAlias = Command | InWindow
"""The same once the scene is known: a reset is a command like others."""


def wishes(acts: Sequence[Act], scene: Scene) -> tuple[Wish, ...]:
    """What is done, where beginning anew means opening this scene."""
    return tuple(LoadScene(scene) if isinstance(act, Reset) else act for act in acts)


def commands(acts: Sequence[Act], scene: Scene) -> tuple[Command, ...]:
    """The same without what only the window can do."""
    return tuple(wish for wish in wishes(acts, scene) if not isinstance(wish, InWindow))


def as_if_drawn(wish: DrawDigit, shown: Snapshot) -> LookAt:
    """Look at the first image of a class as though it were drawn, where there is no pad.

    Raises:
        ValueError: the session has no images.
    """
    if shown.gallery is None:
        raise ValueError("only a scene with images has a pad to draw on")
    images = shown.gallery.learnt
    row = int(np.argmax(images.labels == wish.digit))
    return LookAt(Source.DRAWN, pixels=images.pixels[row])


@dataclass(frozen=True, eq=False)
class Option:
    """One of the answers to choose from.

    Attributes:
        text: as it is shown.
        when: holds when this is the right one; None where the session cannot know.
        reply: what is said when it was chosen and is wrong; None: the question's own words.
    """

    text: Text
    when: Check | None = None
    reply: Text | None = None


@dataclass(frozen=True, eq=False)
class Choose:
    """Choose one of several answers.

    Attributes:
        options: two to eight.
        correct: the index of the right one, where the session cannot know; else None.
    """

    options: tuple[Option, ...]
    correct: int | None = None


@dataclass(frozen=True, eq=False)
class TypeNumber:
    """Type the number.

    Attributes:
        amount: what it is.
        tolerance: how far off an answer may be; None: 2 % of it.
    """

    amount: Check
    tolerance: float | None = None


@dataclass(frozen=True)
class DragDot:
    """Drag the dot to where it will be.

    Attributes:
        weight: whose.
        steps: after how many steps.
        tolerance: how far off it may be, as a share of the bowl's width at the height of the dot.
    """

    weight: WeightRef
    steps: int = 1
    tolerance: float = 0.1


@dataclass(frozen=True)
class PickWeight:
    """Pick the weight that will move most.

    Attributes:
        lane: of this run, by its index.
        steps: in how many steps.
    """

    lane: int
    steps: int = 1


@dataclass(frozen=True, eq=False)
class Question:
    """Something to be guessed before it is seen.

    Attributes:
        ask: the question.
        kind: how it is answered.
        given: what is changed in thought before the truth is worked out.
        reveal: what is done once it is answered, so that one sees whether it came true.
        right: what is said after a right answer.
        wrong: what is said after a wrong one.
        hides: the facts and parts that stay hidden until then.
        early: those of them, or others, that are hidden in the steps before, too, until this is answered.
        line: where it stands in its file, from 1.
    """

    ask: Text
    kind: Choose | TypeNumber | DragDot | PickWeight
    given: tuple[Act, ...]
    reveal: tuple[Act, ...]
    right: Text
    wrong: Text
    hides: tuple[str, ...]
    early: tuple[str, ...] = ()
    line: int = 0

    @property
    def replies(self) -> tuple[Text, ...]:
        """All that may be said of an answer."""
        options = self.kind.options if isinstance(self.kind, Choose) else ()
        return (self.right, self.wrong, *(option.reply for option in options if option.reply is not None))


@dataclass(frozen=True, eq=False)
class Task:
    """Something to do; it ticks itself.

    Attributes:
        text: what is to be done.
        when: done when this holds.
        do: does it: for "show me", for a lecture, and for the tests.
        line: where it stands in its file, from 1.
    """

    text: Text
    when: Check
    do: tuple[Act, ...] = ()
    line: int = 0


@dataclass(frozen=True, eq=False)
class LessonStep:
    """One page of a lesson.

    Attributes:
        id: stays the same while the lesson is edited around it: what progress is kept by.
        title: a few words.
        text: Markdown, with places for numbers.
        line: where it begins in its file, from 1.
        setup: what is done when it is entered.
        light: the parts of the window that are lit.
        panel: the view of the run that is brought to the front, or "".
        panels: what an audience is shown of the window.
        question: asked before anything else, or None.
        tasks: what there is to do.
        notes: for the lecturer, Markdown, or "".
    """

    id: str
    title: str
    text: Text
    line: int
    setup: tuple[Act, ...] = ()
    light: tuple[str, ...] = ()
    panel: str = ""
    panels: tuple[str, ...] = ()
    question: Question | None = None
    tasks: tuple[Task, ...] = ()
    notes: str = ""


@dataclass(frozen=True, eq=False)
class Lesson:
    """A lesson.

    Attributes:
        id: as the command line takes it ("freezing"): the file's name.
        title: a few words.
        section: of the book's chapter ("5.4").
        scene: what it starts from; its images may still have to be loaded.
        about: what stands above the first step: a few sentences, or "".
        minutes: how long it takes, about; 0: nobody has said.
        steps: in order, at least one.
    """

    id: str
    title: str
    section: str
    scene: Scene
    about: str
    minutes: int
    steps: tuple[LessonStep, ...]
