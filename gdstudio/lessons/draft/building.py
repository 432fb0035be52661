"""From a draft to a scene, and what its data say of alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import DataError, Examples
from gdstudio.core.guarantee import guaranteed_alpha
from gdstudio.core.network import frozen_copy
from gdstudio.lessons.draft.parts import DraftError, Field, Problem, Role
from gdstudio.lessons.draft.problems import problems
from gdstudio.messages import LaneStart, Scene

if TYPE_CHECKING:
    from gdstudio.lessons.draft.draft import Draft

OWN_ID = "own"
"""What all scenes of one's own are called where the chapter's have an id."""

_TELLING = {Field.COLUMNS, Field.ROWS, Field.CELL, Field.ORDER}
"""What the limit of alpha depends on."""


def scene(draft: Draft) -> Scene:
    """The scene that a draft describes: one run from its starting weights.

    Raises:
        DraftError: it lacks something.
    """
    problem = next(problems(draft), None)
    if problem is not None:
        raise DraftError(problem)
    inputs, outputs = draft.places(Role.INPUT), draft.places(Role.OUTPUT)
    try:
        examples = Examples.table(
            draft.names(Role.INPUT),
            draft.names(Role.OUTPUT),
            [[float(row[place]) for place in inputs] for row in draft.rows],
            [[float(row[place]) for place in outputs] for row in draft.rows],
        )
    except DataError as error:
        raise DraftError(Problem(str(error), Field.ROWS)) from error
    start = LaneStart(
        OWN_ID,
        "your data",
        examples,
        frozen_copy(np.array(draft.weight_cells(), dtype=np.float64)),
        frozen_copy(np.array(draft.frozen())),
        float(draft.alpha),
        draft.order,
        draft.rule,
    )
    text = own_text(draft.shape, len(draft.rows))
    return Scene(OWN_ID, draft.title.strip(), "", text, (start,), (OWN_ID,))


def guaranteed(draft: Draft) -> float | None:
    """The alpha below which nothing can diverge, or None if there is no limit.

    Raises:
        DraftError: it is not known yet: the table lacks something.
    """
    problem = next((each for each in problems(draft) if each.field in _TELLING), None)
    if problem is not None:
        raise DraftError(problem)
    places = draft.places(Role.INPUT)
    inputs = np.array([[row[place] for place in places] for row in draft.rows], dtype=np.float64)
    names, targets = draft.names(Role.OUTPUT), np.zeros((len(inputs), draft.shape[0]))
    examples = Examples(tuple(draft.names(Role.INPUT)), tuple(names), inputs, targets)
    return guaranteed_alpha(examples, draft.order, np.array(draft.frozen()))


def own_text(shape: tuple[int, int], n_examples: int) -> str:
    """A few words, in Markdown, to stand where the chapter's scenes have their text.

    Args:
        shape: (n_outputs, n_inputs).
        n_examples: how many rows there are.
    """
    n_outputs, n_inputs = shape
    network = f"{_count(n_inputs, 'input')} and {_count(n_outputs, 'output')}"
    return (
        f"A network with {network} learns from {_count(n_examples, 'example')} of your own.\n\n"
        "*Scene › Data and network* (Ctrl+E) changes data, weights and training. "
        "*File › Save scene* keeps it as a file. Undo (Ctrl+Z) brings back what was open before."
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
