"""A lane that learns from images: its state between two steps, and what each command does to it.

Steps are taken in exact blocks (:mod:`gdstudio.core.blocks`), in single precision. A state is a position in
a block: the weights at the block's beginning, and how far into it we are. A command begins a block anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from gdstudio.core.blocks import Blocks, Position
from gdstudio.core.descent import Step, take_step
from gdstudio.core.examples import Order, Taking, checked_value
from gdstudio.core.image_landscape import image_alpha_limits
from gdstudio.core.images import Images
from gdstudio.core.network import frozen_copy, read_only
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    LaneStart,
    Logged,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
)
from gdstudio.model.lane_parts import (
    LaneRun,
    RefusedError,
    check_order,
    check_weight,
    checked_alpha,
    with_entry,
)

if TYPE_CHECKING:
    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.core.network import BoolArray, FloatArray

SETTINGS_KEPT = 4
"""For so many settings the blocks' inverses are kept: the present one, and those of the last few changes."""

LimitKey = tuple[Order, bytes]


@dataclass(frozen=True, eq=False)
class ImageSetting:
    """All of a lane that only commands change: what is learned from, and how.

    `measured` is shared by all settings of one session: the limits of alpha that were measured so far.
    """

    start: LaneStart
    examples: Images
    order: Order
    alpha: float
    frozen: BoolArray
    measured: dict[LimitKey, float] = field(default_factory=dict)

    @property
    def limits(self) -> AlphaLimits:
        """How large alpha may be; where divergence begins is known only once it was measured."""
        limits, found = self._bounds, self.measured.get(self.limit_key)
        if found is None or not limits.measuring:
            return limits
        return replace(limits, diverges=found, measuring=False)

    @cached_property
    def limit_key(self) -> LimitKey:
        """What the measured limit depends on, besides the images."""
        order = self.order if self.order.taking is Taking.SHUFFLED_ONCE else Order(Taking.IN_TURN)
        return order, np.packbits(self.frozen).tobytes()

    @cached_property
    def _bounds(self) -> AlphaLimits:
        return image_alpha_limits(self.examples, self.order, self.frozen)


@lru_cache(maxsize=SETTINGS_KEPT)
def _blocks(setting: ImageSetting) -> Blocks:
    """The blocks of a setting, with what they keep to be quick."""
    return Blocks(setting.examples, setting.order, setting.alpha, setting.frozen)


@dataclass(frozen=True, eq=False)
class ImageState:
    """A setting, and a position: the weights, shape (n_outputs, n_inputs), at the beginning of a step."""

    setting: ImageSetting
    position: Position

    weight_bytes: ClassVar[int] = 4
    """What one weight of a checkpoint takes."""

    @classmethod
    def begin(cls, start: LaneStart) -> ImageState:
        """The state at step 1."""
        images = start.examples
        if not isinstance(images, Images):
            raise TypeError("a small table has a lane state of its own")
        setting = ImageSetting(start, images, start.order, start.alpha, frozen_copy(start.frozen))
        return cls(setting, _blocks(setting).begin(start.weights, 1))

    @property
    def _blocks(self) -> Blocks:
        return _blocks(self.setting)

    @cached_property
    def weights(self) -> FloatArray:
        """The weights at the present step, in double precision, read-only."""
        return _widened(self._blocks.weights_at(self.position))

    def run(self, _step: int, count: int) -> LaneRun:
        """Take up to `count` steps."""
        ran = self._blocks.run(self.position, count)
        return LaneRun(replace(self, position=ran.position), ran.errors.tolist(), ran.diverged)

    def look(self, step: int) -> Step:
        """Every number of the present step, as training really sees it."""
        return self._looked if step == self.position.step else self.look_with(self.weights, self.row(step))

    @cached_property
    def _looked(self) -> Step:
        at, row = self.setting, self.row(self.position.step)
        values, true = at.examples.input(row), at.examples.targets[row].astype(np.float64)
        delta = self._blocks.delta(self.position).astype(np.float64)
        free = np.outer(delta, values)
        weight_deltas = np.where(at.frozen, 0.0, free)
        after = self._blocks.run(self.position, 1)
        # A step that is not taken, for its error would overflow, has no weights after it but these.
        new = (
            self.weights - at.alpha * weight_deltas
            if after.diverged
            else _widened(self._blocks.weights_at(after.position))
        )
        return Step(values, true, self.weights, delta + true, delta, delta * delta, free, weight_deltas, new)

    def look_with(self, weights: FloatArray, row: int) -> Step:
        """Every number of a step with other weights on the image in `row`."""
        at = self.setting
        example = (at.examples.input(row), at.examples.targets[row].astype(np.float64))
        return take_step(weights, at.frozen, at.alpha, example)

    def row(self, step: int) -> int:
        """Which image `step` takes."""
        return self._blocks.row(step)

    def is_last(self, _step: int) -> bool:
        """Whether the error after the present step would not be finite."""
        return self._blocks.run(self.position, 1).diverged

    def is_settled(self, _step: int) -> bool:
        """Whether no image that is taken changes a weight: from here on, nothing moves."""
        at = self.setting
        if at.alpha == 0 or at.frozen.all():
            return True
        # Almost always the first step moves something; only where nothing does, a whole pass is looked at.
        start, left = self._blocks.weights_at(self.position), at.order.pass_length(len(at.examples))
        if at.order.taking is Taking.SHUFFLED:
            left *= 2  # so many steps from the middle of one pass into the next may miss an image
        position, piece = self.position, 1
        while left > 0:
            ran = self._blocks.run(position, min(piece, left))
            position = ran.position
            if ran.diverged or not np.array_equal(self._blocks.weights_at(position), start):
                return False
            left, piece = left - len(ran.errors), piece * 2
        return True

    def given(self, command: Logged) -> ImageState:
        """The state after a command; the very same object if the command changes nothing.

        Raises:
            RefusedError: the command names what is not there.
            DataError: a value is out of range.
        """
        at = self.setting
        match command:
            case SetAlpha(alpha=alpha):
                return self if alpha == at.alpha else self._with(alpha=checked_alpha(alpha))
            case Freeze(weight=ref, frozen=frozen):
                check_weight(ref, at.frozen.shape)
                if at.frozen[ref.output, ref.input] == frozen:
                    return self
                return self._with(frozen=with_entry(at.frozen, ref, frozen))
            case FreezePixels():
                return self._with_frozen_pixels(command)
            case SetWeight(weight=ref, value=value):
                check_weight(ref, at.frozen.shape)
                checked_value(value, at.examples.input_names[ref.input])
                if self.weights[ref.output, ref.input] == np.float32(value):
                    return self
                return self._anchored(at, with_entry(self.weights, ref, value))
            case SetInput():
                raise RefusedError("the images stay as they are; draw one of your own instead")
            case SetTarget(row=row, column=column, value=value):
                n_images, n_classes = at.examples.targets.shape
                if not (0 <= row < n_images and 0 <= column < n_classes):
                    raise RefusedError(
                        f"image {row + 1}, class {column + 1}: there are {n_images} images of {n_classes}"
                    )
                if at.examples.targets[row, column] == np.float32(value):
                    return self
                return self._with(examples=at.examples.with_target(row, column, value))
            case SetRule():
                raise RefusedError("with images there is only the correct recipe; try a small network")
            case SetOrder(order=order):
                check_order(order, len(at.examples))
                if order.taking is Taking.FULL_BATCH:
                    raise RefusedError("images are learnt from one at a time; take one of the other orders")
                return self if order == at.order else self._with(order=order)

    def begun_anew(self) -> ImageState:
        """The same setting and weights, with a block that begins at the present step."""
        return self._anchored(self.setting, self.weights)

    def _with_frozen_pixels(self, command: FreezePixels) -> ImageState:
        at = self.setting
        n_outputs, n_inputs = at.frozen.shape
        if command.output is not None and not 0 <= command.output < n_outputs:
            raise RefusedError(f"output {command.output + 1}: there are {n_outputs} outputs")
        if not all(0 <= pixel < n_inputs for pixel in command.pixels):
            raise RefusedError(f"a pixel is outside the image; pixels count from 0 to {n_inputs - 1}")
        frozen = at.frozen.copy()
        outputs = slice(None) if command.output is None else command.output
        frozen[outputs, list(command.pixels)] = command.frozen
        if np.array_equal(frozen, at.frozen):
            return self
        return self._with(frozen=frozen_copy(frozen))

    def _with(self, **changes: object) -> ImageState:
        setting = replace(self.setting, **changes)  # type: ignore[arg-type]  # our own fields
        if not changes.keys() & {"order", "frozen"} and "_bounds" in vars(self.setting):
            # Alpha and targets leave them as they are, and to work them out takes a look at every image.
            vars(setting)["_bounds"] = vars(self.setting)["_bounds"]
        return self._anchored(setting, self.weights)

    def _anchored(self, setting: ImageSetting, weights: FloatArray) -> ImageState:
        """The state that begins a block anew, at the present step."""
        return ImageState(setting, _blocks(setting).begin(weights, self.position.step))


def _widened(weights: np.ndarray) -> FloatArray:
    return read_only(weights.astype(np.float64))
