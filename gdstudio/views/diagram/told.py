"""Which sentence the diagram writes below a network, and whether it would tell what a question hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.formulas import (
    fitted,
    phase_sentence,
    recipe,
    weight_delta_formula,
    weight_formula,
    weight_title,
)
from gdstudio.lessons.spoken import TOLD, spoken
from gdstudio.messages import Phase

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Snapshot, WeightRef

_HIDDEN = "Answer the question first: the numbers here would tell."


def told(
    snapshot: Snapshot,
    lane: Lane,
    phase: Phase | None,
    hovered: WeightRef | None,
    selected: WeightRef | None,
    *,
    plain: bool,
) -> str:
    """The formula of the weight looked at, else what the phase works out; nothing that a question asks.

    Args:
        snapshot: the session.
        lane: the run.
        phase: the one that is brought out, if any.
        hovered: the weight that is looked at.
        selected: whose output the phase is told for.
        plain: the phase is said in a plain sentence, for those who follow the numbers.
    """
    if _gives_away(snapshot.hidden, phase, looked_at=hovered is not None):
        return _HIDDEN
    hovered, selected = _there(lane, hovered), _there(lane, selected)
    if selected and not (hovered or plain) and phase is Phase.WEIGHT_DELTAS and "ahead" in snapshot.hidden:
        return weight_delta_formula(lane, selected.output, selected.input)  # and not what Learn makes of it
    return _sentence(lane, phase, hovered, selected, plain=plain)


def told_to_reader(lane: Lane, output: int, input: int) -> str:
    """A weight with its number and formula, for those who have it read out to them."""
    number = fitted(float(lane.now.weights[output, input]), 8)
    frozen = ", frozen" if lane.frozen[output, input] else ""
    formula = weight_formula(lane, output, input).replace("\u00a0", " ")
    return f"Weight {weight_title(lane, output, input)}: {number}{frozen}. {formula}"


def _gives_away(hidden: frozenset[str], phase: Phase | None, *, looked_at: bool) -> bool:
    """Whether the sentence would tell what an open question hides."""
    if looked_at:
        return bool(hidden & {"delta", "weight deltas", "ahead"})
    return phase is not None and bool(hidden & TOLD[phase])


def _sentence(
    lane: Lane, phase: Phase | None, hovered: WeightRef | None, selected: WeightRef | None, *, plain: bool
) -> str:
    if hovered:
        return weight_formula(lane, hovered.output, hovered.input)
    if phase is None:
        return recipe(lane)
    if plain:
        return spoken(lane, phase, (selected.output, selected.input) if selected else None)
    if selected and phase in (Phase.WEIGHT_DELTAS, Phase.LEARN):
        return weight_formula(lane, selected.output, selected.input)
    return phase_sentence(lane, phase, selected.output if selected else 0)


def _there(lane: Lane, ref: WeightRef | None) -> WeightRef | None:
    """The weight, if this run has it."""
    n_outputs, n_inputs = lane.now.weights.shape
    return ref if ref and ref.output < n_outputs and ref.input < n_inputs else None
