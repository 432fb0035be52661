"""What the diagram says of inputs and outputs beside their names: an input is 0, an output is stuck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.lessons.remarks import learns_from_several, of_input, of_output

if TYPE_CHECKING:
    from gdstudio.lessons.remarks import Said
    from gdstudio.messages import Lane

    Notes = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Remarks:
    """For each input and each output what there is to say of it on the present example, or None."""

    inputs: tuple[Said | None, ...]
    outputs: tuple[Said | None, ...]

    @classmethod
    def on(cls, lane: Lane, *, fast: bool, hushed: bool = False) -> Remarks:
        """What holds of a run at its present step.

        With a misprint other things hold; in a full batch all examples count, not just the one looked at;
        and at speed examples come and go. While a question is open it is `hushed`.
        """
        n_outputs, n_inputs = lane.now.weights.shape
        fleeting = lane.now.batch is not None or (fast and learns_from_several(lane))
        if lane.rule is not Rule.CORRECT or fleeting or hushed:
            return cls((None,) * n_inputs, (None,) * n_outputs)
        return cls(
            tuple(of_input(lane, column) for column in range(n_inputs)),
            tuple(of_output(lane, output) for output in range(n_outputs)),
        )

    @property
    def notes(self) -> tuple[Notes, Notes]:
        """What is written beside the names of inputs and outputs, in forms from long to short."""
        # An input's number is in sight: the longest form repeats it.
        inputs = tuple(() if said is None else said.brief[1:] for said in self.inputs)
        return inputs, tuple(() if said is None else said.brief for said in self.outputs)
