"""Many steps on images at once, and yet one image at a time: the deltas of a whole block in closed form.

Take the steps of a block on the images X, shape (B, n_inputs), with the targets Y, from the weights W. If
nothing were learned on the way, their deltas would be ``R = W Xᵀ − Yᵀ``, a column for each step. But each
step moves the prediction of every later one by ``−alpha · delta · (its image · the later image)``. So with
the likenesses ``G = X Xᵀ``, the deltas Δ that the steps really see are

    Δ (I + alpha · strictly_upper(G)) = R        that is  Δ = R T,  T the matrix's inverse
    W ← W − alpha · Δ X

Nothing is approximated: these are the numbers of one step after another, added up in another order. Frozen
weights take their pixels out of G, and out of the update; R uses all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gdstudio.core.bunches import BLOCK, Bunch, Bunches, Numbers
from gdstudio.core.examples import Taking
from gdstudio.core.landscape import steepness
from gdstudio.core.network import read_only

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gdstudio.core.examples import Order
    from gdstudio.core.images import Images
    from gdstudio.core.network import BoolArray

_SAFE = 1e30
"""Weights up to here cannot make the next prediction overflow: it adds up at most 4096 pixels' shares."""


@dataclass(frozen=True, eq=False)
class Position:
    """A state between two steps.

    Attributes:
        weights: shape (n_outputs, n_inputs), read-only: those at the beginning of step `first`.
        first: where a block begins, or the rest of one after a command; steps count from 1.
        step: the step that comes next, in the same block; ``first <= step``.
    """

    weights: Numbers
    first: int
    step: int


@dataclass(frozen=True, eq=False)
class Ran:
    """What a run left behind.

    Attributes:
        position: where it ended.
        errors: one for each step taken, before its update, summed over the outputs.
        diverged: the error after the next step would not have been finite, so that step was not taken.
    """

    position: Position
    errors: NDArray[np.float64]
    diverged: bool


@dataclass(frozen=True, eq=False)
class _Solved:
    """A block or the rest of one, from `weights` at step `first`; its deltas (n_outputs, length)."""

    weights: Numbers
    first: int
    inputs: Numbers
    deltas: Numbers
    errors: NDArray[np.float64]

    def sound(self) -> int:
        """How many errors are finite, up to the first that is not."""
        finite = np.isfinite(self.errors)
        return len(finite) if finite.all() else int(finite.argmin())


class Blocks:
    """Exact one-image-at-a-time training in blocks; serves while images, order, alpha and freezes stay.

    In a pass, a block begins at every BLOCK-th step; the last is shorter. One image taken again and again
    has no passes, only blocks. A run always solves its block to the end, then takes as much of it as it
    needs, and a state in mid-block follows from its block's beginning: so all numbers have the same bits in
    whatever pieces a run is made.
    """

    def __init__(
        self,
        images: Images,
        order: Order,
        alpha: float,
        frozen: BoolArray,
        dtype: type[np.float32 | np.float64] = np.float32,
        singly_above: float = 4.0,
    ) -> None:
        """Prepare to train; the blocks' inverses are made as they are needed.

        Args:
            images: what is learned from.
            order: which image each step takes.
            alpha: how much of each weight_delta is applied.
            frozen: shape (n_outputs, n_inputs).
            dtype: of weights and of all arithmetic.
            singly_above: where ``alpha · max S`` is larger, steps are taken one by one (blocks of one):
                the matrices are so ill-conditioned there that blocks lose more digits than single steps.
        """
        self._images = images
        self._order = order
        self._alpha = float(alpha)  # a numpy scalar would make all arithmetic double
        self._dtype = dtype
        self._free: Numbers | None = (~frozen).astype(dtype) if frozen.any() else None
        singly = alpha > 0 and _is_steeper(images, order, frozen, singly_above / alpha)
        self._length = 1 if singly else BLOCK
        self._bunches = Bunches(images, order, self._alpha, frozen, dtype, self._length)
        self._solved: _Solved | None = None
        self._huge = range(0)

    def begin(self, weights: NDArray[Any], step: int) -> Position:
        """Start before a step at these weights, shape (n_outputs, n_inputs): at first, or after a command."""
        return Position(read_only(weights.astype(self._dtype)), step, step)

    def row(self, step: int) -> int:
        """Which image a step takes."""
        return self._order.row(step, len(self._images))

    def weights_at(self, position: Position) -> Numbers:
        """The weights at the beginning of ``position.step``; read-only."""
        taken = position.step - position.first
        if taken == 0:
            return position.weights
        solved = self._solve(position)
        with np.errstate(over="ignore", invalid="ignore"):
            return self._learned(position.weights, solved.deltas[:, :taken], solved.inputs[:taken])

    def delta(self, position: Position) -> Numbers:
        """What the next step sees: ``pred − true``, shape (n_outputs,)."""
        return self._solve(position).deltas[:, position.step - position.first]

    def run(self, position: Position, count: int) -> Ran:
        """Take up to `count` steps; stop where the error would no longer be finite."""
        errors = [np.empty(0)]
        diverged = False
        with np.errstate(over="ignore", invalid="ignore"):
            while count > 0 and not diverged:
                part = self._whole_blocks(position, count) or self._part(position, count)
                position, diverged = part.position, part.diverged
                errors.append(part.errors)
                count -= len(part.errors)
        return Ran(position, np.concatenate(errors), diverged)

    def _whole_blocks(self, position: Position, count: int) -> Ran | None:
        """Take all whole blocks up to the bunch's end; None if there is none, or if numbers grow huge."""
        bunch, start = self._bunches.at(position.first)
        length = self._length
        n_blocks = min(count, len(bunch) - start) // length
        if n_blocks == 0 or start % length or position.step > position.first or position.step in self._huge:
            return None
        weights = position.weights
        deltas = np.empty((n_blocks, len(weights), length), self._dtype)
        for at, block in zip(range(start, len(bunch), length), deltas, strict=False):
            self._deltas(weights, bunch, slice(at, at + length), out=block)
            weights = self._learned(weights, block, bunch.inputs[at : at + length])
        errors = _summed(deltas).ravel()
        step = position.step + n_blocks * length
        if not (np.abs(weights).max() < _SAFE and np.isfinite(errors).all()):
            self._huge = range(position.step, step)
            return None
        return Ran(Position(weights, step, step), errors, diverged=False)

    def _part(self, position: Position, count: int) -> Ran:
        """Take steps in the present block, one by one looking whether the error after it is finite."""
        solved = self._solve(position)
        begun = position.step - position.first
        end = len(solved.errors)
        wanted = min(begun + count, end)
        possible = solved.sound() - 1
        if wanted == end == possible + 1:
            weights = self._learned(solved.weights, solved.deltas, solved.inputs)
            following = Position(weights, solved.first + end, solved.first + end)
            if self._solve(following).sound():
                return Ran(following, solved.errors[begun:], diverged=False)
        stop = max(begun, min(wanted, possible))
        where = Position(solved.weights, solved.first, solved.first + stop)
        return Ran(where, solved.errors[begun:stop], diverged=stop < wanted)

    def _solve(self, position: Position) -> _Solved:
        """The block that begins at ``position.first``; kept, for it is often asked for again."""
        weights, first = position.weights, position.first
        if (kept := self._solved) is not None and kept.weights is weights and kept.first == first:
            return kept
        bunch, start = self._bunches.at(first)
        steps = slice(start, min(start - start % self._length + self._length, len(bunch)))
        inputs = bunch.inputs[steps]
        with np.errstate(over="ignore", invalid="ignore"):
            deltas = self._deltas(weights, bunch, steps)
            if not np.isfinite(deltas).all():
                deltas = self._one_by_one(weights, inputs, bunch.targets[:, steps])
            self._solved = _Solved(weights, first, inputs, deltas, _summed(deltas))
        return self._solved

    def _deltas(self, weights: Numbers, bunch: Bunch, steps: slice, out: Numbers | None = None) -> Numbers:
        """Δ of some steps up to their block's end, shape (n_outputs, length)."""
        unlearned = weights @ bunch.inputs[steps].T
        unlearned -= bunch.targets[:, steps]
        number, place = divmod(steps.start, self._length)
        # The inverse of the rest of a triangle is the rest of its inverse.
        rest = slice(place, place + steps.stop - steps.start)
        if len(bunch.inverses) == 1:
            return np.matmul(unlearned, bunch.inverses[0][number, rest, rest], out=out)
        deltas = np.empty_like(unlearned) if out is None else out
        for outputs, inverses in zip(self._bunches.groups, bunch.inverses, strict=True):
            deltas[outputs] = unlearned[outputs] @ inverses[number, rest, rest]
        return deltas

    def _learned(self, weights: Numbers, deltas: Numbers, inputs: Numbers) -> Numbers:
        """The weights after some steps; read-only."""
        moves = (self._alpha * deltas) @ inputs
        if self._free is not None:
            moves *= self._free
        learned: Numbers = np.subtract(weights, moves, out=moves)
        return read_only(learned)

    def _one_by_one(self, weights: Numbers, inputs: Numbers, targets: Numbers) -> Numbers:
        """Δ of a block in which a number overflows: right up to there, then NaN."""
        deltas: Numbers = np.full(targets.shape, np.nan, self._dtype)
        for step, values in enumerate(inputs):
            deltas[:, step] = weights @ values - targets[:, step]
            if not np.isfinite(deltas[:, step]).all():
                break
            weights = self._learned(weights, deltas[:, step : step + 1], inputs[step : step + 1])
        return deltas


def _summed(deltas: Numbers) -> NDArray[np.float64]:
    """Errors: the squares of deltas (..., n_outputs, length), summed over the outputs from the first on."""
    squares = np.moveaxis(deltas.astype(np.float64), -2, 0)
    squares *= squares
    sums: NDArray[np.float64] = sum(squares[1:], start=squares[0])
    return sums


def _is_steeper(images: Images, order: Order, frozen: BoolArray, limit: float) -> bool:
    """Whether S of some image, the sum of its unfrozen input², is above a limit."""
    if order.taking is Taking.ONE:
        return bool(steepness(images.input(order.example), frozen).max() > limit)
    # Freezing only lowers S, so that of whole images, which are known, decide nearly always.
    return bool(images.squares.max() > limit) and bool(images.largest_squares(frozen).max() > limit)
