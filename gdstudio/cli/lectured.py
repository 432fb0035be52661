"""For `gdstudio render --panel lecture`: a step of a lesson as an audience sees it, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gdstudio.cli.settings import SettingError
from gdstudio.lessons import lesson_catalogue
from gdstudio.lessons.lesson import DrawDigit, OpenPanel, SelectWeight, ShowPair, as_if_drawn
from gdstudio.lessons.lesson_file import LessonError
from gdstudio.lessons.lesson_run import LessonRun
from gdstudio.lessons.showing import showing
from gdstudio.messages import Compare
from gdstudio.model.aside import aside
from gdstudio.model.session import Session

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.lesson import Lesson, Wish
    from gdstudio.lessons.showing import Showing
    from gdstudio.messages import Reference, Scene, Snapshot, WeightRef


class Lectured(NamedTuple):
    """What there is to draw.

    Attributes:
        session: where the step has brought it.
        showing: the step.
        hidden: what its open question hides.
        asked: its question is shown, not its text.
        task: the task that was shown last, or None.
        front: the panel that the step brings to the front, or "".
        selected: the weight that it selects, or None.
        pair: the two vectors that it lays over each other, or None.
        reference: the pictures that it shows instead of the weights, or None.
    """

    session: Session
    showing: Showing
    hidden: frozenset[str]
    asked: bool
    task: int | None
    front: str
    selected: WeightRef | None
    pair: tuple[int, int] | None
    reference: Reference | None


def lectured(arguments: argparse.Namespace, with_images: Callable[[Scene], Scene]) -> Lectured | None:
    """Go to a step of a lesson, press the one key as often as asked, and take the steps asked for besides.

    Args:
        arguments: as parsed: `scene` is the id of a lesson or the path of its file.
        with_images: gives a scene its images.

    Returns:
        None where no step of a lesson is asked for.

    Raises:
        SettingError: there is no such lesson, it cannot be read, or it has not so many steps.
    """
    name, step = arguments.scene, arguments.lesson_step
    if step is None:
        if arguments.presses:
            raise SettingError("--presses: give the step of a lesson too, with --lesson-step")
        return None
    if arguments.panel != "lecture":
        raise SettingError("--lesson-step: only --panel lecture shows a step of a lesson")
    try:
        lesson = lesson_catalogue.find(name)
    except LessonError as error:
        raise SettingError(f"--lesson-step: {error}") from error
    if step > len(lesson.steps):
        raise SettingError(f"--lesson-step {step}: {lesson.id} has {len(lesson.steps)} steps")
    if lesson.scene.needs_images:
        lesson = replace(lesson, scene=with_images(lesson.scene))
    told = _Room(lesson, step - 1).after(arguments.presses)
    told.session.advance(arguments.steps)
    told.session.study_all(asked_only=True)
    return told


class _Room:
    """A session and a lesson's step in it."""

    def __init__(self, lesson: Lesson, index: int) -> None:
        self._session = Session(lesson.scene)
        self._run = LessonRun(lesson)
        self._front = ""
        self._selected: WeightRef | None = None
        self._pair: tuple[int, int] | None = None
        self._reference: Reference | None = None
        self._tasks: list[int] = []
        self._do(self._run.enter(index, self._shown))
        self._run.begin(self._shown, aside(self._shown))

    def after(self, presses: int) -> Lectured:
        text = self._run.step.question is not None and bool(showing(self._run).text)
        asked = presses > 0 or not text
        for _ in range(presses - text):
            self._press()
        hidden, seen = frozenset(self._run.hidden), showing(self._run)
        task = self._tasks[-1] if self._tasks else None
        shown = (self._front, self._selected, self._pair, self._reference)
        return Lectured(self._session, seen, hidden, asked, task, *shown)

    @property
    def _shown(self) -> Snapshot:
        return self._session.snapshot()

    def _press(self) -> None:
        run = self._run
        if not run.is_open:
            each = enumerate(run.step.tasks)
            left = [at for at, task in each if task.do and not run.ticked[at] and at not in self._tasks]
            if not left:
                return
            self._tasks.append(left[0])
        self._do(run.press(self._shown, aside(self._shown)))
        run.feed(self._shown)

    def _do(self, wishes: Sequence[Wish]) -> None:
        for wish in wishes:
            if isinstance(wish, OpenPanel):
                self._front = wish.panel
            elif isinstance(wish, SelectWeight):
                self._selected = wish.weight
            elif isinstance(wish, ShowPair):
                self._pair = (wish.first, wish.second)
            elif isinstance(wish, DrawDigit):
                self._session.apply(as_if_drawn(wish, self._shown))
            else:
                self._session.apply(wish)
                if isinstance(wish, Compare):
                    self._reference = wish.reference


def draw(session: Session, told: Lectured | None) -> QWidget:
    """Make the page that an audience sees: of a lesson's step, or of a scene whose text is the one step."""
    from gdstudio.files.shipped import asset  # noqa: PLC0415  # what draws is loaded after Qt's platform is chosen
    from gdstudio.lecture_sheets import scene_sheet, step_sheet  # noqa: PLC0415  # the same
    from gdstudio.views.lecture.said import said  # noqa: PLC0415  # the same
    from gdstudio.views.lecture_page import LecturePage  # noqa: PLC0415  # the same

    page, snapshot = LecturePage(asset("icons")), session.snapshot()
    if told is None:
        page.show_sheet(scene_sheet(snapshot.scene))
    else:
        snapshot = replace(snapshot, hidden=told.hidden)
        words = said(told.showing, asked=told.asked, shown_task=told.task)
        sheet = step_sheet(told.showing, snapshot.scene.view, words)
        page.show_sheet(replace(sheet, front=told.front))
    page.show_snapshot(snapshot)
    if told is not None and told.selected is not None:
        page.select(told.selected)
    if told is not None and told.pair is not None:
        page.show_pair(*told.pair)
    if told is not None:
        page.show_reference(told.reference)
    return page
