"""Works out, beside the window, what a lesson says and what comes of answers: in copies of a session."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.lessons.checks import CheckError
from gdstudio.model.aside import aside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.lesson_desk.helper import Helper, Stop
    from gdstudio.lessons.checks.world import Run
    from gdstudio.lessons.lesson import Wish
    from gdstudio.lessons.lesson_run import LessonRun
    from gdstudio.lessons.questions import Verdict
    from gdstudio.messages import Command, Snapshot

    Ask: TypeAlias = Callable[[LessonRun, Snapshot, Run], Sequence[Wish]]
    """Has a run judge an answer; tells what reveals the truth."""

MOST_REPLAYED = 200_000
"""A copy of a session that is further than this would be too long on its way to be looked ahead from."""


class Thinker:
    """Works on copies of a lesson's run, one thing at a time: what was asked before is then not wanted.

    Args:
        helper: has the thread.
    """

    def __init__(self, helper: Helper) -> None:
        self._helper = helper

    def begin(self, run: LessonRun, shown: Snapshot, take: Callable[[LessonRun], None]) -> None:
        """Work out the numbers of a step's texts; `take` is given the run that has them."""
        begun = copy(run)

        def work(stop: Stop) -> LessonRun:
            begun.begin(shown, _ahead(shown, stop))
            return begun

        self._helper.ask(work, take)

    def judge(
        self, run: LessonRun, shown: Snapshot, ask: Ask, take: Callable[[LessonRun, Sequence[Wish]], None]
    ) -> None:
        """Have an answer judged; `take` is given the run that knows, and what reveals the truth."""
        judged = copy(run)

        def work(stop: Stop) -> tuple[LessonRun, Sequence[Wish]]:
            return judged, ask(judged, shown, _ahead(shown, stop))

        self._helper.ask(work, lambda result: take(*result))

    def recall(self, run: LessonRun, take: Callable[[Verdict | None], None]) -> None:
        """Work out what came of an answer that was given before, if that is known any more."""
        known, entry = copy(run), run.entry
        if entry is not None:
            self._helper.ask(lambda stop: known.recall(_ahead(entry, stop)), take)

    def give_up(self) -> None:
        """Nothing that was asked is wanted any more."""
        self._helper.give_up()


def _ahead(shown: Snapshot, stop: Stop) -> Run:
    """What runs a copy of a session, where that is not too far on its way."""
    return aside(shown, stop) if shown.step <= MOST_REPLAYED else standing(shown)


def standing(shown: Snapshot) -> Run:
    """What tells of a session only how it is."""

    def run(commands: Sequence[Command]) -> Snapshot:
        if commands:
            raise CheckError(f"after {MOST_REPLAYED:,} steps nothing is looked ahead from here")
        return shown

    return run
