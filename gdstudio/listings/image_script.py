"""A session with images as a script: numpy, one image at a time, in double precision.

The studio takes the same steps in blocks and in single precision: the weights agree to about one part in a
million of the largest. The images are read with the studio's own package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.examples import FEW, Taking
from gdstudio.listings.orders import ScriptError, example_of, stretches
from gdstudio.listings.recipe import image_recipe, phase_name
from gdstudio.messages import Freeze, FreezePixels, SetAlpha, SetOrder, SetTarget, SetWeight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.listings.orders import Stretch
    from gdstudio.messages import Entry, Logged, Scene

_READING = """\
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np

from gdstudio.files.wanted_images import read_wanted

# Without arguments, the digits that come with the studio; else a folder or files in IDX format.
images = read_wanted([Path(place) for place in sys.argv[1:]]).learnt
if images.pixels.shape != {shape}:
    sys.exit("the session was of {count:,} other images; give their folder: python SCRIPT FOLDER")
pixels, targets = images.pixels, images.targets.astype(float)
weights = np.zeros(({outputs}, {inputs}))
frozen = np.zeros(weights.shape, bool)
alpha = {alpha!r}
"""

_PERMUTATION = '''\
@lru_cache
def shuffled(seed, number):
    """The order of all images in a pass, counted from 0."""
    return np.random.default_rng([seed, number]).permutation(len(pixels))
'''


def image_script(scene: Scene, log: Sequence[Entry], step: int) -> str:
    """Write the script; see `gdstudio.listings.script.script`. `log` holds only what counts."""
    (start,) = scene.lanes
    (count, height, width), (outputs, inputs) = start.examples.pixels.shape, start.examples.shape  # type: ignore[union-attr]  # images
    reading = _READING.format(
        shape=(count, height, width), count=count, outputs=outputs, inputs=inputs, alpha=start.alpha
    )
    orders = [(entry.step, entry.command.order) for entry in log if isinstance(entry.command, SetOrder)]
    parts = stretches(start.order, orders, step - 1)
    lines, phase = [], None
    for line in image_recipe():
        if line.phase is not None and line.phase is not phase:
            phase = line.phase
            lines.append(f"    # {phase_name(phase)}")
        lines.append(f"    {line.text}")
    return "\n".join(
        [
            f'"""{step - 1} steps on {count:,} images, one at a time. Written by GD Studio."""',
            "",
            reading,
            "",
            _PERMUTATION,
            "",
            *(_whole_passes(parts, count) if count > FEW else example_of(parts, count)),
            "",
            "",
            *_changes(log),
            "",
            "",
            f"steps = {step - 1}",
            "for step in range(1, steps + 1):",
            "    change(step)",
            "    row = example_of(step)",
            *lines,
            "change(steps + 1)",
            "",
            "right = (pixels.reshape(len(pixels), -1) / 255 @ weights.T).argmax(axis=1) == images.labels",
            'print(f"{right.mean():.1%} of the images trained on are right")',
            "",
        ]
    )


def _whole_passes(parts: Sequence[Stretch], count: int) -> list[str]:
    """The function `example_of(step)`, where passes are shuffled one by one."""
    lines = [
        "def example_of(step):",
        '    """Which image a step takes; steps count from 1, images from 0."""',
    ]
    lines.append(f"    number, place = divmod(step - 1, {count})")
    for part in parts:
        order = part.order
        row = {
            Taking.ONE: str(order.example),
            Taking.IN_TURN: "place",
            Taking.SHUFFLED_ONCE: f"shuffled({order.seed}, 0)[place]",
            Taking.SHUFFLED: f"shuffled({order.seed}, number)[place]",
        }[order.taking]
        lines += [f"    if step <= {part.last}:", f"        return {row}"]
    return [*lines, '    raise ValueError("beyond the last step")']


def _changes(log: Sequence[Entry]) -> list[str]:
    lines = ["def change(step):", '    """What was changed by hand, before its step is taken."""']
    if any(isinstance(entry.command, SetAlpha) for entry in log):
        lines.append("    global alpha")
    for entry in log:
        if not isinstance(entry.command, SetOrder):
            lines += [f"    if step == {entry.step}:", f"        {_change(entry.command)}"]
    return lines


def _change(command: Logged) -> str:
    match command:
        case SetAlpha(alpha=alpha):
            return f"alpha = {alpha + 0.0!r}"
        case Freeze(weight=ref, frozen=frozen):
            return f"frozen[{ref.output}, {ref.input}] = {frozen}"
        case FreezePixels(pixels=pixels, frozen=frozen, output=output):
            return f"frozen[{':' if output is None else output}, {list(pixels)}] = {frozen}"
        case SetWeight(weight=ref, value=value):
            return f"weights[{ref.output}, {ref.input}] = {value + 0.0!r}"
        case SetTarget(row=row, column=column, value=value):
            return f"targets[{row}, {column}] = {value + 0.0!r}"
    raise ScriptError(f"{type(command).__name__} means nothing to images")
