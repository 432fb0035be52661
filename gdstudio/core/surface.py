"""The error over two weights, all others held: a quadratic surface, of which each bowl is a slice.

With one example and two weights into one output it is a trough: straight parallel contours, and a line of
weights at which the error is 0. Several examples, or weights into two outputs, make it a bowl with elliptic
contours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray

_FLAT = 1e-12
"""A curvature so small against the other is rounding: along it the error does not change."""

Place = tuple[int, int]
"""A weight: its output and its input, from 0."""


@dataclass(frozen=True)
class Surface:
    """``error(here + (du, dv)) = height + 2 (gu du + gv dv) + uu du² + 2 uv du dv + vv dv²``.

    (gu, gv) is half the slope: the mean weight_delta of each of the two, were nothing frozen.

    Attributes:
        here: the two weights as they are, (u, v).
        height: the error there.
        gu, gv: half the slope along u and along v.
        uu, uv, vv: half the second derivatives.
    """

    here: tuple[float, float]
    height: float
    gu: float
    gv: float
    uu: float
    uv: float
    vv: float

    @classmethod
    def over(
        cls, weights: FloatArray, inputs: FloatArray, targets: FloatArray, u: Place, v: Place
    ) -> Surface:
        """The mean error over examples, summed over the outputs that the two weights lead into.

        Args:
            weights: shape (n_outputs, n_inputs).
            inputs: shape (n_examples, n_inputs).
            targets: shape (n_examples, n_outputs).
            u: the one weight.
            v: another.

        Raises:
            ValueError: it is the same weight twice.
        """
        if u == v:
            raise ValueError("a surface needs two different weights")
        xu, xv = inputs[:, u[1]], inputs[:, v[1]]
        outputs = sorted({u[0], v[0]})
        with np.errstate(over="ignore", invalid="ignore"):  # of a diverging run it may be infinite
            delta = inputs @ weights.T - targets
            return cls(
                here=(float(weights[u]), float(weights[v])),
                height=float(np.square(delta[:, outputs]).sum(axis=1).mean()),
                gu=float((delta[:, u[0]] * xu).mean()),
                gv=float((delta[:, v[0]] * xv).mean()),
                uu=float(np.square(xu).mean()),
                uv=float((xu * xv).mean()) if u[0] == v[0] else 0.0,
                vv=float(np.square(xv).mean()),
            )

    def error_at(self, u: FloatArray, v: FloatArray) -> FloatArray:
        """The error at weights u and v, arrays of one shape."""
        du, dv = u - self.here[0], v - self.here[1]
        error: FloatArray = (
            self.height
            + 2 * (self.gu * du + self.gv * dv)
            + self.uu * du * du
            + 2 * self.uv * du * dv
            + self.vv * dv * dv
        )
        return np.maximum(error, 0.0)  # rounding may go below

    @cached_property
    def axes(self) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
        """Curvatures and directions: (steep, flat) half second derivatives, then their unit vectors (du, dv).

        The flat curvature is exactly 0 where the surface is a trough, and both are where it is a plane.
        """
        values, vectors = np.linalg.eigh(np.array([[self.uu, self.uv], [self.uv, self.vv]]))
        flat, steep = (max(float(value), 0.0) for value in values)
        if flat <= _FLAT * steep:
            flat = 0.0
        along, across = vectors[:, 0], vectors[:, 1]
        return (steep, flat), (float(across[0]), float(across[1])), (float(along[0]), float(along[1]))

    @property
    def is_trough(self) -> bool:
        """Whether a whole line of weights has the least error."""
        (steep, flat), _, _ = self.axes
        return steep > 0 and flat == 0

    @cached_property
    def lowest(self) -> tuple[float, float]:
        """The weights with the least error; of a trough's, those nearest to the present ones."""
        (steep, flat), across, along = self.axes
        u, v = self.here
        for curvature, (du, dv) in ((steep, across), (flat, along)):
            if curvature > 0:
                move = -(self.gu * du + self.gv * dv) / curvature
                u, v = u + move * du, v + move * dv
        return u, v

    @cached_property
    def least_error(self) -> float:
        """The error at the lowest point."""
        u, v = self.lowest
        return float(self.error_at(np.array(u), np.array(v)))

    def contour(self, level: float, reach: float, points: int = 48) -> list[FloatArray]:
        """Where the error is `level`, as polylines of shape (points, 2), exact at each point.

        Args:
            level: an error.
            reach: how far along the flat direction from the lowest point to go, in units of weight.
            points: of each half.

        Returns:
            One closed line, two that are parallel, or none if no weights have that error.
        """
        (steep, flat), across, along = self.axes
        above = level - self.least_error
        if steep == 0 or above < 0:
            return []
        end = min(reach, sqrt(above / flat)) if flat > 0 else reach
        closes = flat > 0 and end < reach
        # Close together near the ends, where an ellipse bends most.
        s = end * np.sin(np.linspace(-np.pi / 2, np.pi / 2, points))
        r = np.sqrt(np.maximum(above - flat * s * s, 0.0) / steep)
        low = np.array(self.lowest)
        sides = [low + np.outer(s, along) + sign * np.outer(r, across) for sign in (1.0, -1.0)]
        if closes:
            return [np.concatenate([sides[0], sides[1][::-1]])]
        return sides
