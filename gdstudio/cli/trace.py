"""``gdstudio trace``: a scene's run, step by step, without a display.

The numbers are those of the window: the same states, looked at with the same function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from gdstudio.cli.images import check_options
from gdstudio.cli.settings import commands
from gdstudio.cli.trace_formats import CsvFormat, JsonFormat
from gdstudio.cli.trace_images import trace_images
from gdstudio.cli.trace_table import TableFormat
from gdstudio.lessons import catalogue
from gdstudio.model.lanes import begin, given, in_lane
from gdstudio.model.table_state import TableState

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from gdstudio.cli.images import ReadMask
    from gdstudio.cli.trace_formats import Format
    from gdstudio.core.descent import Step
    from gdstudio.messages import Logged, Scene
    from gdstudio.model.lanes import LaneState, States

STEPS = 5
"""So many are printed of a small table, if not told otherwise."""

_FORMATS: dict[str, Callable[[Scene, States, bool], Format]] = {
    "table": TableFormat,
    "json": JsonFormat,
    "csv": CsvFormat,
}


@dataclass(frozen=True, eq=False)
class Moment:
    """All runs at the beginning of one step.

    Attributes:
        step: counted from 1.
        states: of each run.
        numbers: every number of the step, of each run.
        diverged: of each run: its error after this step would not be finite, so the step is not taken.
        final: nothing follows; not a step of its own, but where the last step led.
    """

    step: int
    states: States
    numbers: tuple[Step, ...]
    diverged: tuple[bool, ...]
    final: bool = False


def trace(arguments: argparse.Namespace, read_mask: ReadMask) -> int:
    """Print the run that the arguments describe, one step at a time; return the exit code.

    Args:
        arguments: as parsed.
        read_mask: reads the picture of --freeze-pixels.

    Raises:
        SceneError: there is no such scene.
        SettingError: --freeze or --set names what is not there, or an option is for other scenes.
        DataError: a value is out of range.
        ImageFileError, MissingFileError, WeightsFileError: see `trace_images`.
    """
    whole = catalogue.find(arguments.scene)
    check_options(whole, arguments)
    if whole.images is not None:
        return trace_images(whole, arguments, read_mask)
    scene = traced_part(whole)
    states = tuple(begin(lane) for lane in scene.lanes)
    for command in commands(scene, arguments):
        states = given(states, command)
    output = _FORMATS[arguments.format](scene, states, len(whole.lanes) > 1)
    for line in output.opening():
        print(line)
    steps = STEPS if arguments.steps is None else arguments.steps
    for moment in moments(states, steps, traced_changes(whole, scene)):
        for line in output.lines(moment):
            print(line)
    return 0


def traced_part(scene: Scene) -> Scene:
    """The scene with only those lanes that are printed; the others have no say in when it ends."""
    return replace(scene, lanes=tuple(lane for lane in scene.lanes if lane.name in scene.traced))


def traced_changes(whole: Scene, scene: Scene) -> list[tuple[int, Logged]]:
    """The scene's planned changes of the lanes that are printed, numbered as these are."""
    names = [lane.name for lane in scene.lanes]
    places = {index: names.index(lane.name) for index, lane in enumerate(whole.lanes) if lane.name in names}
    return [
        (entry.step, in_lane(entry.command, places))
        for entry in whole.log
        if entry.command.lane is None or entry.command.lane in places
    ]


def moments(states: States, count: int, changes: Sequence[tuple[int, Logged]] = ()) -> Iterator[Moment]:
    """Take up to `count` steps, all runs together; they stop where the first would no longer be finite.

    Args:
        states: at step 1.
        count: of steps.
        changes: commands, each with the step that it is given at.

    Yields:
        The moment before each step, the first finite to the last finite one, and then the final moment.
    """
    states = _changed(states, 1, changes)
    numbers = tuple(state.look(1) for state in states)
    diverged = (False,) * len(states)
    step = 1
    while step <= count:
        following = tuple(_moved(state, seen) for state, seen in zip(states, numbers, strict=True))
        following = _changed(following, step + 1, changes)
        after = tuple(state.look(step + 1) for state in following)
        diverged = tuple(not isfinite(seen.total_error) for seen in after)
        yield Moment(step, states, numbers, diverged)
        if any(diverged):
            break
        states, numbers, step = following, after, step + 1
    yield Moment(step, states, numbers, diverged, final=True)


def _changed(states: States, step: int, changes: Sequence[tuple[int, Logged]]) -> States:
    for at, command in changes:
        if at == step:
            states = given(states, command)
    return states


def _moved(state: LaneState, seen: Step) -> LaneState:
    """The state after the step that was looked at."""
    if not isinstance(state, TableState):
        raise TypeError("runs on images are printed otherwise")
    return replace(state, weights=seen.new_weights)
