"""For tests of lessons: sessions to look at, runs aside, and the text of little lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.checks import Looks, World
from gdstudio.lessons.lesson import DrawDigit, OpenPanel, SelectWeight, ShowPair, as_if_drawn
from gdstudio.lessons.lesson_file import parse_lesson
from gdstudio.lessons.lesson_run import LessonRun
from gdstudio.model.aside import aside
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdstudio.lessons.lesson import Lesson, Wish
    from gdstudio.lessons.progress import Progress
    from gdstudio.lessons.questions import Answer
    from gdstudio.messages import Command, Scene, Snapshot

LESSON = """\
+++
title = "A title"
section = "5.4"
scene = "freezing"
minutes = 5
+++

About it.

## First

The error is {{ error }}.

```toml
[question]
ask = "What will the error do?"
options = [
  { text = "Fall", when = "error falls" },
  { text = "Grow", when = "error grows", reply = "Not with this alpha." },
]
right = "It is {{ error after 1 step, 3 digits }} now."
wrong = "It fell."

[[tasks]]
text = "Unfreeze a"
when = "a is free"
do = [{ unfreeze = "a" }]
```

## Second

```toml
setup = [{ reset = true }, { steps = 4 }]
panel = "surface"

[[tasks]]
text = "Take a step"
when = "steps taken >= 1"
do = [{ steps = 1 }]

[[tasks]]
text = "Only the window knows this"
when = "a is selected and code is open"
do = [{ select = "a" }, { panel = "code" }]
```

## Third

The end, at step {{ step }}.
"""


def lesson(text: str = LESSON, lesson_id: str = "mine") -> Lesson:
    """A lesson of this text."""
    return parse_lesson(text, lesson_id, f"{lesson_id}.md")


def one_step(block: str, text: str = "Some text.", front: str = 'scene = "freezing"') -> str:
    """The text of a lesson with one step; the block begins on line 9."""
    return f'+++\ntitle = "T"\n{front}\n+++\n\n## One\n\n```toml\n{block}\n```\n\n{text}\n'


def snapshot(scene: Scene, *commands: Command) -> Snapshot:
    """What a session shows after these commands."""
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot()


def world(
    scene: Scene, *commands: Command, looks: Looks | None = None, start: Snapshot | None = None
) -> World:
    """A world after these commands, that can be looked ahead from."""
    now = snapshot(scene, *commands)
    return World(now, start or now, aside(now), looks or Looks())


class Learner:
    """A run of a lesson, the session that it sets up, and what the window would show."""

    def __init__(self, text: str | Lesson = LESSON, progress: Progress | None = None) -> None:
        lesson_read = lesson(text) if isinstance(text, str) else text
        self.session = Session(lesson_read.scene)
        self.looks = Looks()
        self.run = LessonRun(lesson_read, progress)

    @property
    def shown(self) -> Snapshot:
        """What the session shows."""
        study = self.session.quick_study()  # in the studio, another thread does it
        if study is not None:
            study.take(study.work(lambda: False))
        return self.session.snapshot()

    def carry_out(self, wishes: Iterable[Wish]) -> None:
        """Do what the run asks for, and let it see each snapshot."""
        for wish in wishes:
            if isinstance(wish, OpenPanel):
                self.looks = Looks(wish.panel, self.looks.selected)
            elif isinstance(wish, SelectWeight):
                self.looks = Looks(self.looks.panel, wish.weight)
            elif isinstance(wish, DrawDigit):
                self.session.apply(as_if_drawn(wish, self.shown))
            elif not isinstance(wish, ShowPair):
                self.session.apply(wish)
            self.run.feed(self.shown, self.looks)

    def enter(self, index: int) -> tuple[Wish, ...]:
        """Go to a step, and begin it."""
        wishes = self.run.enter(index, self.shown)
        self.carry_out(wishes)
        self.run.begin(self.shown, aside(self.shown))
        self.run.feed(self.shown, self.looks)
        return wishes

    def do(self, *commands: Command) -> None:
        """Give commands, as a person would."""
        self.carry_out(commands)

    def answer(self, answer: Answer) -> None:
        """Answer the question."""
        self.carry_out(self.run.answer(answer, self.shown, aside(self.shown)))

    def press(self) -> tuple[Wish, ...]:
        """Press the lecturer's key."""
        index = self.run.index
        wishes = self.run.press(self.shown, aside(self.shown))
        self.carry_out(wishes)
        if self.run.index != index:
            self.run.begin(self.shown, aside(self.shown))
        return wishes
