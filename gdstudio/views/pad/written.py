"""The ten digits as they are written by hand: for someone who wants to be shown what drawing does."""

from __future__ import annotations

from math import cos, pi, sin

Stroke = tuple[tuple[float, float], ...]
"""A line through points, each 0 to 1 from left to right and from top to bottom."""


def _arc(x: float, y: float, wide: float, high: float, begin: float, end: float) -> Stroke:
    """Part of an ellipse around (x, y); angles in half turns from the right, growing clockwise."""
    count = max(round(abs(end - begin) * 16), 1)
    angles = (pi * (begin + (end - begin) * at / count) for at in range(count + 1))
    return tuple((x + wide * cos(angle), y + high * sin(angle)) for angle in angles)


STROKES: tuple[tuple[Stroke, ...], ...] = (
    (_arc(0.5, 0.5, 0.2, 0.33, -0.5, 1.5),),
    (((0.55, 0.17), (0.46, 0.83)),),
    ((*_arc(0.5, 0.35, 0.19, 0.18, -1.0, 0.15), (0.3, 0.82), (0.72, 0.8)),),
    ((*_arc(0.47, 0.33, 0.18, 0.16, -0.85, 0.45), *_arc(0.47, 0.65, 0.21, 0.17, -0.45, 0.85)),),
    (((0.36, 0.18), (0.3, 0.52), (0.7, 0.5)), ((0.66, 0.18), (0.6, 0.84))),
    (((0.68, 0.18), (0.38, 0.19), (0.35, 0.46), *_arc(0.48, 0.62, 0.2, 0.19, -0.6, 0.85)),),
    (((0.6, 0.16), (0.42, 0.38), *_arc(0.5, 0.65, 0.17, 0.17, -1.0, 1.0)),),
    (((0.28, 0.2), (0.7, 0.2), (0.45, 0.84)),),
    (
        (
            *_arc(0.5, 0.33, 0.15, 0.16, 0.5, 1.5),
            *_arc(0.5, 0.33, 0.15, 0.16, -0.5, 0.5),
            *_arc(0.5, 0.66, 0.18, 0.17, -0.5, 1.5),
        ),
    ),
    ((*_arc(0.5, 0.35, 0.17, 0.17, 0.0, 2.0), (0.6, 0.84)),),
)
"""For each digit its strokes, in the order in which they are written."""
