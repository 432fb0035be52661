"""Runs a copy of a session aside: to find out what would become of it, without touching it.

A session is its scene and its log, so a copy is another session with the same two at the same step.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import Compare, GoToPhase, Phase, TakeSteps
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.messages import Command, Snapshot


_PIECE = 500
"""So many steps are taken before it is asked again whether anybody still waits."""


class Stopped(Exception):  # noqa: N818  # it is no error
    """Nobody waits any more for what was being run."""


def aside(
    shown: Snapshot, stop: Callable[[], bool] = lambda: False
) -> Callable[[Sequence[Command]], Snapshot]:
    """Return what carries out commands in a copy of the session that a snapshot shows.

    Each call begins again from that snapshot. With images, the copy's weights are judged, and reference
    pictures that are asked for worked out, so that its snapshot tells how good they are. A call raises
    `Stopped` when `stop` says so on the way.
    """
    scene = replace(shown.scene, log=shown.log)

    def run(commands: Sequence[Command]) -> Snapshot:
        session = Session(scene)
        _take(session, shown.step - 1, stop)
        if shown.phase is not Phase.PREDICT:
            session.apply(GoToPhase(shown.phase))
        if shown.gallery is not None:
            session.apply(shown.gallery.looked_at)
        for command in commands:
            if isinstance(command, TakeSteps) and command.count > 0:
                _take(session, command.count, stop)
            else:
                session.apply(command)
        studies = [session.quick_study()]  # the first is the score of the present step
        if any(isinstance(command, Compare) for command in commands):
            studies.append(session.slow_study())  # the first is what was asked for
        for study in studies:
            result = study.work(stop) if study is not None else None
            if study is not None and result is not None:
                study.take(result)
        if stop():
            raise Stopped
        return session.snapshot()

    return run


def _take(session: Session, count: int, stop: Callable[[], bool]) -> None:
    """Take steps, piece by piece; where a run diverges, no more."""
    while count > 0:
        if stop():
            raise Stopped
        before, piece = session.step, min(count, _PIECE)
        session.apply(TakeSteps(piece))
        if session.step < before + piece:
            return
        count -= piece
