"""Runs a copy of a session aside: to find out what would become of it, without touching it.

A session is its scene and its log, so a copy is another session with the same two at the same step.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import Compare, GoToPhase, Phase
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.messages import Command, Snapshot


def aside(shown: Snapshot) -> Callable[[Sequence[Command]], Snapshot]:
    """Return what carries out commands in a copy of the session that a snapshot shows.

    Each call begins again from that snapshot. With images, the copy's weights are judged, and reference
    pictures that are asked for worked out, so that its snapshot tells how good they are.
    """
    scene = replace(shown.scene, log=shown.log)

    def run(commands: Sequence[Command]) -> Snapshot:
        session = Session(scene)
        session.advance(shown.step - 1)
        if shown.phase is not Phase.PREDICT:
            session.apply(GoToPhase(shown.phase))
        if shown.gallery is not None:
            session.apply(shown.gallery.looked_at)
        for command in commands:
            session.apply(command)
        studies = [session.quick_study()]  # the first is the score of the present step
        if any(isinstance(command, Compare) for command in commands):
            studies.append(session.slow_study())  # the first is what was asked for
        for study in studies:
            if study is not None:
                study.take(study.work(lambda: False))
        return session.snapshot()

    return run
