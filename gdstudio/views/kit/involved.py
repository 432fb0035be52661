"""Which numbers of a step make or use what a phase works out: they are brought out, others stand back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Phase, Rule
from gdstudio.lessons.factors import DELTA, INPUT, WEIGHT, kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

_INVOLVED: Mapping[str, tuple[Phase, ...]] = {
    "inputs": (Phase.PREDICT,),
    "lines": (Phase.PREDICT, Phase.WEIGHT_DELTAS),
    "weights": (Phase.PREDICT, Phase.LEARN),
    "preds": (Phase.PREDICT, Phase.COMPARE),
    "targets": (Phase.COMPARE,),
    "deltas": (Phase.COMPARE,),
    "errors": (Phase.COMPARE,),
}
"""Which phases make or use a number, but for the factors of the weight_deltas."""
_FACTORS = {"inputs": INPUT, "weights": WEIGHT, "deltas": DELTA}


def is_dim(part: str, phase: Phase | None, rule: Rule = Rule.CORRECT) -> bool:
    """Whether a part ("inputs", "lines" …) stands back in a phase; in None, nothing does.

    A weight_delta does not depend on its weight, so weights stand back there, unless by a misprint it does.
    """
    if phase is None:
        return False
    if phase is Phase.WEIGHT_DELTAS and part in _FACTORS:
        return _FACTORS[part] not in kinds(rule)
    return phase not in _INVOLVED[part]
