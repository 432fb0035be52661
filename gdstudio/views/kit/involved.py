"""Which numbers of a step make or use what a phase works out: they are brought out, others stand back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

_INVOLVED: Mapping[str, tuple[Phase, ...]] = {
    "inputs": (Phase.PREDICT, Phase.WEIGHT_DELTAS),
    "lines": (Phase.PREDICT, Phase.WEIGHT_DELTAS),
    "weights": (Phase.PREDICT, Phase.LEARN),
    "preds": (Phase.PREDICT, Phase.COMPARE),
    "targets": (Phase.COMPARE,),
    "deltas": (Phase.COMPARE, Phase.WEIGHT_DELTAS),
    "errors": (Phase.COMPARE,),
}
"""Which phases make or use a number. A weight_delta does not depend on its weight: weights are not there."""


def is_dim(part: str, phase: Phase | None) -> bool:
    """Whether a part ("inputs", "lines" …) stands back in a phase; in None, nothing does."""
    return phase is not None and phase not in _INVOLVED[part]
