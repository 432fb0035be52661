"""How often things are drawn while many steps a second go by: what moves in every frame, numbers less often.

Nobody can read a number that changes 60 times a second, and drawing it takes longer than drawing a curve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot

FAST = 30.0
"""Steps a second from which on single steps cannot be followed by eye."""

TEXT_FRAMES = 6
"""At speed a bowl's numbers are written in every sixth frame: ten times a second."""


def is_fast(snapshot: Snapshot) -> bool:
    """Whether steps go by faster than the eye follows."""
    rate = snapshot.speed.per_second
    return snapshot.playing and not snapshot.speed.by_phase and (rate is None or rate >= FAST)
