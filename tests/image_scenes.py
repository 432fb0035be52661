"""Little scenes with images, for tests: a few small pictures, so that everything is quick."""

from __future__ import annotations

import numpy as np

from gdstudio.core.examples import Order, Taking
from gdstudio.core.images import Images
from gdstudio.lessons.with_images import with_images
from gdstudio.messages import ImagesStart, LookAt, Scene, Source, View


def small_images(count: int = 150, side: int = 6, classes: int = 3, seed: int = 0) -> Images:
    """Noisy pictures of a bright column whose place is the class; the first row is always black."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, classes, count).astype(np.uint8)
    labels[:classes] = np.arange(classes)
    pixels = random.integers(0, 60, (count, side, side)).astype(np.uint8)
    for image, label in zip(pixels, labels, strict=True):
        image[:, int(label) * side // classes] += 150
    pixels[:, 0] = 0
    return Images.labelled(f"{count} small images", pixels, labels, [str(k) for k in range(classes)])


def image_scene(
    learnt: Images | None = None,
    unseen: Images | None = None,
    *,
    alpha: float = 0.02,
    order: Order | None = None,
    looks_at: LookAt | None = None,
) -> Scene:
    """A scene with small images, or with these."""
    scene = Scene(
        "small-images",
        "Small images",
        "5.7",
        "Some text.",
        (),
        (),
        View.PICTURES,
        ImagesStart("mnist-sample", alpha, order or Order(Taking.IN_TURN)),
        looks_at or LookAt(Source.STEP),
    )
    return with_images(scene, learnt or small_images(), unseen or small_images(40, seed=1))
