"""A scene together with its images: the one lane that such a scene has, all weights 0."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import frozen_copy
from gdstudio.messages import LaneStart, Scene

if TYPE_CHECKING:
    from gdstudio.core.images import Images

LANE = "digits"


def with_images(scene: Scene, learnt: Images, unseen: Images) -> Scene:
    """Give a scene its images.

    Args:
        scene: one that starts with images, loaded or not.
        learnt: those to train on.
        unseen: those never trained on; of the same size and classes.

    Raises:
        ValueError: the scene is one for small tables.
    """
    start = scene.images
    if start is None:
        raise ValueError(f"{scene.id} has no images")
    weights, frozen = np.zeros(learnt.shape), np.zeros(learnt.shape, bool)
    lane = LaneStart(
        LANE,
        learnt.name,
        learnt,
        frozen_copy(weights),
        frozen_copy(frozen),
        start.alpha,
        start.order,
        unseen=unseen,
    )
    return replace(scene, lanes=(lane,), traced=(LANE,))
