"""A snapshot of an image scene made by hand, for tests of views: digits-like blots and weights to match."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import scenes

from gdstudio.core.descent import take_step
from gdstudio.core.examples import Order, Taking
from gdstudio.core.images import Images
from gdstudio.core.landscape import AlphaLimits
from gdstudio.messages import (
    Gallery,
    Lane,
    LaneStart,
    LookAt,
    Scene,
    Score,
    ScoreHistory,
    Snapshot,
    Source,
    View,
)
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from gdstudio.core.descent import Step

SIDE = 28
DIGITS = tuple("0123456789")


def blots(count: int, seed: int, side: int = SIDE) -> Images:
    """Images with a bright blot, whose place depends on the label; edges are always black."""
    random = np.random.default_rng(seed)
    labels = (np.arange(count) % len(DIGITS)).astype(np.uint8)
    rows, columns = np.mgrid[0:side, 0:side]
    pixels = np.zeros((count, side, side))
    for image, label in zip(pixels, labels, strict=True):
        angle = 2 * np.pi * label / len(DIGITS)
        middle = side / 2 + side / 4 * np.array([np.sin(angle), np.cos(angle)]) + random.normal(0, 0.6, 2)
        image[:] = 255 * np.exp(-((rows - middle[0]) ** 2 + (columns - middle[1]) ** 2) / (side / 2))
    pixels[:, [0, -1], :] = pixels[:, :, [0, -1]] = 0
    return Images.labelled(f"{count} blots", pixels.astype(np.uint8), labels, DIGITS)


def step_on(images: Images, row: int, weights: np.ndarray, frozen: np.ndarray, alpha: float) -> Step:
    """Every number of a step on one image."""
    return take_step(weights, frozen, alpha, (images.input(row), images.targets[row].astype(np.float64)))


def gallery_snapshot(
    *,
    step: int = 201,
    looked_at: LookAt | None = None,
    playing: bool = False,
    frozen_pixels: tuple[int, ...] = (),
    seed: int = 0,
) -> Snapshot:
    """A snapshot as of an image scene at `step`: weights made of the blots, so that they look like some."""
    learnt, unseen = blots(40, seed), blots(30, seed + 1)
    random = np.random.default_rng(seed + 2)
    means = np.stack([learnt.inputs(learnt.labels == digit).mean(axis=0) for digit in range(10)])
    weights = (means - means.mean(axis=0)) / 8 + random.normal(0, 0.004, means.shape)
    frozen = np.zeros(weights.shape, bool)
    frozen[:, list(frozen_pixels)] = True
    order, alpha = Order(Taking.IN_TURN), 0.001
    nothing = np.zeros(weights.shape)
    start = LaneStart("digits", "digits", learnt, nothing, frozen, alpha, order, unseen=unseen)
    row = (step - 1) % len(learnt)
    now = step_on(learnt, row, weights, frozen, alpha)
    limits = AlphaLimits(0.0045, 0.009, 0.02, (0.009,) * 10)
    lane = Lane(start, learnt, order, row, alpha, frozen, now, None, (), None, limits, diverged=False)
    looked_at = looked_at or LookAt(Source.STEP)
    seen, image, label = now, learnt.pixels[row], int(learnt.labels[row])
    if looked_at.source in {Source.LEARNT, Source.UNSEEN}:
        images = learnt if looked_at.source is Source.LEARNT else unseen
        seen = step_on(images, looked_at.index, weights, frozen, alpha)
        image, label = images.pixels[looked_at.index], int(images.labels[looked_at.index])
    elif looked_at.source is Source.DRAWN and looked_at.pixels is not None:
        image, label = looked_at.pixels, None
        seen = take_step(weights, frozen, alpha, (image.ravel() / 255.0, np.zeros(10)))
    predictions = unseen.inputs(slice(None)) @ weights.T
    predicted = predictions.argmax(axis=1).astype(np.uint8)
    predicted[::7] = (predicted[::7] + 3) % 10  # some mistakes
    share = float((predicted == unseen.labels).mean())
    score = Score(step, 0.9, share, 0.3, 0.4, predicted)
    steps = np.arange(1.0, step + 1, 50)
    rising = 1 - 0.9 / (1 + steps / 20)
    history = ScoreHistory(steps, rising, rising - 0.05, 1 - rising * 0.7, 1 - rising * 0.6)
    gallery = Gallery(
        learnt, unseen, looked_at, image, None if label is None else label, seen, score, history, {}
    )
    base = Session(scenes.three_inputs()).snapshot()
    scene = Scene(
        "mnist", "Ten pictures", "5.7", "Text.", (start,), ("digits",), view=View.PICTURES, looks_at=looked_at
    )
    return replace(
        base, scene=scene, step=step, last_step=step, lanes=(lane,), gallery=gallery, playing=playing
    )
