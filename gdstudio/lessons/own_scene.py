"""Scenes made of what is on the screen: the present state as a start, or the start and what was done."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.core.examples import LARGEST_VALUE, Examples
from gdstudio.core.network import frozen_copy, weight_name
from gdstudio.lessons.draft.building import OWN_ID, own_text
from gdstudio.lessons.draft.draft import OWN_TITLE
from gdstudio.lessons.draft.parts import Field, refused
from gdstudio.messages import LaneStart, Scene

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Snapshot

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&])")


def own_title(snapshot: Snapshot) -> str:
    """What a scene made of this one is called: as it is if it is not the chapter's."""
    return OWN_TITLE if snapshot.scene.section else snapshot.scene.title


def from_here(snapshot: Snapshot) -> Scene:
    """A scene whose runs start where they are now: examples, weights, freezes, alpha, order, rule.

    Raises:
        DraftError: it has images, or a weight has become too large for a start.
    """
    lanes = tuple(_start(lane) for lane in snapshot.lanes)
    title = _MARKDOWN.sub(r"\\\1", snapshot.scene.title)
    examples = snapshot.lanes[-1].examples
    begun = f"It starts where “{title}” stood at step {snapshot.step:,}.\n\n"
    text = begun + own_text(examples.shape, len(examples))
    return Scene(
        OWN_ID, own_title(snapshot), "", text, lanes, _traced(snapshot.scene, lanes), snapshot.scene.view
    )


def from_start(snapshot: Snapshot) -> Scene:
    """The scene from its start, with all changes made since planned at their steps.

    Raises:
        DraftError: it has images.
    """
    scene = snapshot.scene
    for lane in snapshot.lanes:
        _check_table(lane)
    return replace(scene, log=snapshot.log, traced=_traced(scene, scene.lanes))


def _start(lane: Lane) -> LaneStart:
    _check_table(lane)
    for index, weight in enumerate(lane.now.weights.ravel().tolist()):
        if not -LARGEST_VALUE <= weight <= LARGEST_VALUE:
            raise refused(
                f"{lane.start.label}, weight {weight_name(index)}: {weight:g} is out of range for a start;"
                " go back to a step where it is within ±1,000,000",
                Field.WEIGHT,
            )
    return LaneStart(
        lane.start.name,
        lane.start.label,
        lane.examples,
        frozen_copy(lane.now.weights),
        frozen_copy(lane.frozen),
        lane.alpha,
        lane.order,
        lane.rule,
    )


def _check_table(lane: Lane) -> None:
    if not isinstance(lane.examples, Examples):
        raise refused("a scene with images has no table; open one with a small network", Field.ROWS)


def _traced(scene: Scene, lanes: tuple[LaneStart, ...]) -> tuple[str, ...]:
    """Those of the scene's traced runs that are still there and share their columns; else the last run."""
    there = [lane for lane in lanes if lane.name in scene.traced] or [lanes[-1]]
    return tuple(lane.name for lane in there if _columns(lane) == _columns(there[0]))


def _columns(lane: LaneStart) -> tuple[object, ...]:
    return lane.examples.input_names, lane.examples.target_names
