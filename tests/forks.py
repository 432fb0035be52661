"""Snapshots of forked runs, put together by hand: views need no session that forks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import TakeSteps
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Command, Scene, Snapshot


def run(scene: Scene, changes: Sequence[tuple[int, Command]], last: int) -> Snapshot:
    """One run: commands, each given at its step, up to step `last`."""
    session = Session(scene)
    for step, command in changes:
        session.apply(TakeSteps(step - session.step))
        session.apply(command)
    session.apply(TakeSteps(last - session.step))
    return session.snapshot()


def forked(scene: Scene, last: int, *forks: tuple[str, int, Sequence[Command]]) -> Snapshot:
    """A scene of one run at step `last`, and forks of it.

    Args:
        scene: with one run.
        last: the step they have come to.
        forks: each with its name, the step at which it was forked, and the commands it was given there.
    """
    first = run(scene, (), last)
    snapshots = [first, *(run(scene, [(at, one) for one in commands], last) for _, at, commands in forks)]
    origin = scene.lanes[-1].name
    starts = [
        scene.lanes[-1],
        *(
            replace(scene.lanes[-1], name=f"fork {number}", label=label, fork_of=origin, forked_at=at)
            for number, (label, at, _) in enumerate(forks)
        ),
    ]
    lanes = [replace(one.lanes[-1], start=start) for one, start in zip(snapshots, starts, strict=True)]
    return replace(
        first,
        scene=replace(scene, lanes=tuple(starts)),
        opened=scene,
        lanes=tuple(lanes),
        history=tuple(one.history[-1] for one in snapshots),
        log=tuple(entry for one in snapshots for entry in one.log),
    )
