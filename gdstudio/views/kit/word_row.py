"""Where words go in one row without touching, each near the thing it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def spread(
    centres: Sequence[float], widths: Sequence[float], start: float, end: float, gap: float
) -> list[float] | None:
    """Place words in one row, each as near its centre as its neighbours allow.

    Args:
        centres: where each word's middle would like to be, ascending.
        widths: how wide each word is.
        start: the left edge of the row.
        end: the right edge of the row.
        gap: the least space between two words.

    Returns:
        The words' left edges, or None if they do not fit at all.
    """
    edges: list[float] = []
    free = start
    for centre, width in zip(centres, widths, strict=True):
        edges.append(max(centre - width / 2, free))
        free = edges[-1] + width + gap
    limit = end
    for i in reversed(range(len(edges))):
        edges[i] = min(edges[i], limit - widths[i])
        limit = edges[i] - gap
    return None if edges and edges[0] < start - 1e-9 else edges
