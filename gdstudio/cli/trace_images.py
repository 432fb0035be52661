"""``gdstudio trace`` of a scene with images: thousands of steps a line, and how well the weights then do.

The steps are those of the window, bit for bit: the same states take them, however many at a time.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from math import fsum
from time import perf_counter
from typing import TYPE_CHECKING

from gdstudio.cli import images
from gdstudio.cli.trace_image_formats import FORMATS
from gdstudio.core.images import Images
from gdstudio.core.references import judge
from gdstudio.files.wanted_images import read_wanted
from gdstudio.files.weights import WeightsFileError, write_weights
from gdstudio.lessons.with_images import with_images
from gdstudio.model.lanes import begin, begun_anew, given

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gdstudio.cli.images import ReadMask
    from gdstudio.messages import Logged, Scene
    from gdstudio.model.lanes import LaneState

EVERY = 1000
_AT_ONCE = 65_536
"""So many steps' errors are held at a time, however many a line sums up."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """Some steps one after another, and how well the weights do after the last of them.

    Attributes:
        step: how many steps were taken since the beginning of the run.
        count: how many of them belong to this stretch.
        error_sum: over its steps, of the error before each step's update, itself summed over the outputs.
        seconds: what its steps took.
        state: after them.
        test_accuracy: the share of unseen images that are then predicted right, 0 to 1.
        diverged: the error after the next step would not be finite, so the run ends here.
    """

    step: int
    count: int
    error_sum: float
    seconds: float
    state: LaneState
    test_accuracy: float
    diverged: bool = False

    @property
    def error(self) -> float | None:
        """The mean over its steps; None if there are none."""
        return self.error_sum / self.count if self.count else None

    @property
    def steps_per_s(self) -> float | None:
        """How fast its steps were taken; None if there are none."""
        return self.count / self.seconds if self.count else None

    def after(self, earlier: Stretch) -> Stretch:
        """Both as one stretch, `earlier` being the one just before."""
        return replace(
            self,
            count=earlier.count + self.count,
            error_sum=earlier.error_sum + self.error_sum,
            seconds=earlier.seconds + self.seconds,
        )


def trace_images(scene: Scene, arguments: argparse.Namespace, read_mask: ReadMask) -> int:
    """Print the run that the arguments describe; return the exit code.

    Args:
        scene: one for images, still without them.
        arguments: as parsed.
        read_mask: reads the picture of the pixels to be frozen.

    Raises:
        SettingError: there is a seed, but nothing is shuffled.
        ImageFileError: the images, or the picture of the frozen pixels, cannot be read.
        MissingFileError: the sample is missing.
        WeightsFileError: the weights cannot be written; said before the run where that shows by then.
    """
    if arguments.weights_out is not None:
        _check_place(arguments.weights_out)
    data = read_wanted(arguments.data)
    start = with_images(scene, data.learnt, data.unseen).lanes[0]
    if not isinstance(start.examples, Images) or start.unseen is None:
        raise TypeError("a scene that was given its images has them in its lane")
    state = begin(start)
    for command in images.commands(start, arguments, read_mask):
        state = state.given(command)
    steps = len(start.examples) if arguments.steps is None else arguments.steps
    output = FORMATS[arguments.format](scene, state)
    _say(output.opening())
    whole = Stretch(0, 0, 0.0, 0.0, state, _accuracy(state, start.unseen))
    changes = [(entry.step, entry.command) for entry in scene.log]
    for stretch in stretches(state, start.unseen, steps, arguments.every or EVERY, changes):
        _say(output.lines(stretch))
        whole = stretch.after(whole)
    if arguments.weights_out is not None:
        write_weights(arguments.weights_out, whole.state.weights)
    _say(output.ending(whole))
    return 0


def stretches(
    state: LaneState, unseen: Images, count: int, every: int, changes: Sequence[tuple[int, Logged]] = ()
) -> Iterator[Stretch]:
    """Take up to `count` steps from the first on; they stop where the error would no longer be finite.

    Args:
        state: at step 1.
        unseen: images to try the weights on, after each stretch.
        count: of steps, in all.
        every: of steps in each stretch; the last may have fewer.
        changes: commands, each with the step that it is given at.
    """
    taken, diverged = 0, False
    state = _changed(state, 1, changes)
    while taken < count and not diverged:
        stretch = _stretch(state, taken, min(every, count - taken), unseen, changes)
        state, taken = stretch.state, stretch.step
        # Where it ends just between two stretches, the first of them says so: there is no second one.
        diverged = stretch.diverged or (taken < count and state.is_last(taken + 1))
        yield replace(stretch, diverged=diverged)


def _stretch(
    state: LaneState, taken: int, count: int, unseen: Images, changes: Sequence[tuple[int, Logged]]
) -> Stretch:
    step, end, error_sum, diverged = taken, taken + count, 0.0, False
    began = perf_counter()
    while step < end and not diverged:
        until = min([end, *(at - 1 for at, _ in changes if at - 1 > step)])
        ran = state.run(step + 1, min(until - step, _AT_ONCE))
        state, step, diverged = ran.state, step + len(ran.errors), ran.diverged
        if ran.errors:
            state = _changed(state, step + 1, changes)
        error_sum += fsum(ran.errors)
    seconds = perf_counter() - began
    return Stretch(step, step - taken, error_sum, seconds, state, _accuracy(state, unseen), diverged)


def _changed(state: LaneState, step: int, changes: Sequence[tuple[int, Logged]]) -> LaneState:
    for at, command in changes:
        if at == step:
            (state,) = begun_anew(given((state,), command), command)
    return state


def _accuracy(state: LaneState, unseen: Images) -> float:
    return judge(state.weights, unseen)[0]


def _say(lines: Iterator[str]) -> None:
    for line in lines:
        print(line, flush=True)  # the next may be minutes away


def _check_place(path: Path) -> None:
    """Find out before a long run whether a file could be written there.

    Raises:
        WeightsFileError: it could not.
    """
    try:
        if path.exists() and not path.is_file():
            raise WeightsFileError(f"{path}: it is there, and is no file; choose another place")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise WeightsFileError(f"{path}: {error.strerror or error}; choose another place") from error
