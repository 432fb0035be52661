"""The alpha below which nothing can diverge, in closed form, for any order: known before a single step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import Order, Taking
from gdstudio.core.landscape import limit_of
from gdstudio.core.mean_landscape import mean_steepness

if TYPE_CHECKING:
    from gdstudio.core.examples import Examples
    from gdstudio.core.network import BoolArray


def guaranteed_alpha(examples: Examples, order: Order, frozen: BoolArray) -> float | None:
    """Work out ``2 / max S``; S is the sum of input² over an output's unfrozen weights, of any example taken.

    In a full batch S is the largest eigenvalue of the mean of ``input inputᵀ`` over the unfrozen inputs.

    Args:
        examples: the table.
        order: which of its rows are trained on.
        frozen: shape (n_outputs, n_inputs); frozen weights' inputs do not count.

    Returns:
        None if there is no limit: nothing unfrozen has an input other than 0.
    """
    if order.taking is Taking.FULL_BATCH:
        steepest = float(mean_steepness(examples.inputs, frozen).max())
    else:
        rows = examples.inputs[[order.example]] if order.taking is Taking.ONE else examples.inputs
        steepest = float((np.square(rows) @ (~frozen).T.astype(np.float64)).max())
    return limit_of(steepest)
