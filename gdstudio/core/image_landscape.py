"""How large alpha may be when learning from images: two limits in closed form, and one that is measured."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.blocks import Blocks
from gdstudio.core.examples import Order, Taking
from gdstudio.core.landscape import AlphaLimits, limit_of, steepness
from gdstudio.core.masks import distinct_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.core.images import Images
    from gdstudio.core.network import BoolArray, FloatArray

_STRIDE = 1.25
_CLOSE = 1.01
_FURTHEST = 1e6
"""In units of the guaranteed limit: further up, no limit is looked for."""
_STEPS = 16_000
_FEWEST, _MOST = 4, 1000
"""Passes for one alpha, about so many steps in all: of few images, a pass grows or shrinks very little."""
_NOTHING = 1e-4
"""A pass that makes the logarithm of the weights' length larger by less does not grow: it is rounding."""
_PART = 512


def image_alpha_limits(images: Images, order: Order, frozen: BoolArray) -> AlphaLimits:
    """Work out what follows from the images' S; with several, where divergence begins must be measured.

    Args:
        images: what is learned from.
        order: which image each step takes.
        frozen: shape (n_outputs, n_inputs); frozen weights' inputs do not count.
    """
    one = order.taking is Taking.ONE or len(images) == 1
    row = order.example if order.taking is Taking.ONE else 0
    largest = steepness(images.input(row), frozen) if one else images.largest_squares(frozen)
    by_output = tuple(limit_of(s) for s in largest.tolist())
    guaranteed = min((limit for limit in by_output if limit is not None), default=None)
    if guaranteed is None:
        return AlphaLimits(None, None, None, by_output)
    return AlphaLimits(guaranteed / 2, guaranteed, guaranteed if one else None, by_output, measuring=not one)


def measured_limit(images: Images, order: Order, frozen: BoolArray, stop: Callable[[], bool]) -> float | None:
    """Measure the alpha above which passes over all images, wanting 0 of every output, grow without end.

    Passes multiply the weights by one and the same matrix each time; above the limit, its largest
    eigenvalue is beyond 1 either way. Power iteration shows it: after a few passes the weights point along
    its eigenvector. Going down from an alpha that clearly grows, each next one starts from that direction.

    Args:
        images: what is learned from.
        order: taken as it is if shuffled once. An order that is shuffled anew has no such matrix: it is
            measured for the images as given.
        frozen: shape (n_outputs, n_inputs).
        stop: asked after every pass.

    Returns:
        The limit, to about 1 %; None if `stop` said so.

    Raises:
        ValueError: there is no limit, for nothing unfrozen has an input.
    """
    limits = image_alpha_limits(images, order, frozen)
    if limits.guaranteed is None:
        raise ValueError("every pixel that is not frozen is always black: there is no limit of alpha")
    if not limits.measuring:
        return limits.guaranteed
    if order.taking is not Taking.SHUFFLED_ONCE:
        order = Order(Taking.IN_TURN)
    passes = _Passes(images, order, distinct_rows(frozen)[0], stop)
    try:
        return _bisected(passes.grow, limits.guaranteed)
    except _StoppedError:
        return None


def _bisected(grow: Callable[[float], bool], guaranteed: float) -> float:
    low, high = guaranteed, guaranteed * _STRIDE
    while not grow(high) and high < guaranteed * _FURTHEST:
        low, high = high, high * _STRIDE
    while high > low * _CLOSE:
        middle = (low * high) ** 0.5
        low, high = (low, middle) if grow(middle) else (middle, high)
    return low


class _StoppedError(Exception):
    """The measurement is no longer wanted."""


class _Passes:
    """Passes over all images, for every distinct mask at once: each gets an output of its own."""

    def __init__(self, images: Images, order: Order, masks: BoolArray, stop: Callable[[], bool]) -> None:
        start = _mixed(images) * ~masks
        moving = start.any(axis=1)  # of other masks, no weight ever moves
        self._weights = start[moving].astype(np.float32)
        self._masks = masks[moving]
        self._images = images.wanting_nothing(len(self._masks))
        self._order = order
        self._stop = stop
        self._count = int(np.clip(_STEPS / len(images), _FEWEST, _MOST))

    def grow(self, alpha: float) -> bool:
        """Whether the weights into any output grow with this alpha; if so, they point where they grow."""
        blocks = Blocks(self._images, self._order, alpha, self._masks, singly_above=inf)
        weights, growths = self._weights, []
        for _ in range(self._count):
            if self._stop():
                raise _StoppedError
            lengths = np.sqrt(np.square(weights, dtype=np.float64).sum(axis=1, keepdims=True))
            ran = blocks.run(blocks.begin(weights / np.where(lengths == 0, 1, lengths), 1), len(self._images))
            if ran.diverged:
                return True
            weights = blocks.weights_at(ran.position)
            with np.errstate(divide="ignore"):  # the logarithm of 0: as small as can be
                growths.append(np.log(np.square(weights, dtype=np.float64).sum(axis=1)) / 2)
        # The first passes only turn the weights towards the direction that grows most.
        settled = np.mean(growths[len(growths) // 2 :], axis=0)
        grows = bool(settled.max() > _NOTHING)
        if grows:
            self._weights = weights
        return grows


def _mixed(images: Images) -> FloatArray:
    """A random mix of all images, shape (n_inputs,).

    In directions that no image has a share in, weights never move: they would look like an eigenvalue of 1.
    """
    shares = np.random.default_rng(0).normal(size=len(images))
    mix = np.zeros(images.shape[1])
    for at in range(0, len(images), _PART):
        mix += shares[at : at + _PART] @ images.inputs(slice(at, at + _PART))
    return mix
