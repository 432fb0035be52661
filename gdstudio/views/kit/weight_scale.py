"""The scale of the weights' colours, the same from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.views.kit.heat import steady_scale

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Snapshot

_SHARE = 0.995
"""So many of the weights lie on the scale; the few beyond have the strongest colours too.

A handful of pixels grows twice as large as all others. On a scale that held them the pictures would be pale.
"""

_FAR_TOO_LARGE = 8
"""Back in time, a scale this many times too large is chosen anew."""


class WeightScale:
    """What the strongest colours of weights stand for: this number and beyond, either way.

    It grows when it must and never shrinks by itself: equal weights look equal as training goes on. It is
    chosen anew in another scene, back at step 1, and back in time where it has become far too large.
    """

    def __init__(self) -> None:
        self._scale, self._step = 0.0, 1
        self._scene: object = None

    def follow(self, snapshot: Snapshot, weights: FloatArray) -> float:
        """The scale for these weights, all of the network's at once."""
        largest = _telling(weights)
        back = snapshot.step < self._step
        too_large = self._scale > _FAR_TOO_LARGE * largest
        if snapshot.scene is not self._scene or (back and (snapshot.step == 1 or too_large)):
            self._scale = 0.0
        self._scene, self._step = snapshot.scene, snapshot.step
        self._scale = steady_scale(largest, self._scale)
        return self._scale


def _telling(weights: FloatArray) -> float:
    """The size that nearly all weights stay below; where nearly all are 0, that of the largest."""
    sizes = np.abs(weights).ravel()
    place = int(_SHARE * (sizes.size - 1))
    size = float(np.partition(sizes, place)[place])
    return size or float(sizes.max())
