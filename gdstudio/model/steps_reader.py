"""Reads pages of the table of all steps: those that are looked at are replayed from the checkpoint before.

So a table of ten million rows costs no memory; a page costs a short replay and a look at each of its steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.images import Images
from gdstudio.core.network import read_only
from gdstudio.messages import MOST_STEPS_ON_A_PAGE, StepsPage
from gdstudio.model.lane_parts import RefusedError

if TYPE_CHECKING:
    from gdstudio.core.descent import Step
    from gdstudio.messages import LookAtSteps
    from gdstudio.model.lanes import LaneState
    from gdstudio.model.timeline import Timeline

AT_SPEED_EVERY = 8
"""At speed, a page that follows the run is read anew for every so manieth snapshot."""


class StepsReader:
    """Keeps what is looked at, and the page that was read last."""

    def __init__(self) -> None:
        self._wish: LookAtSteps | None = None
        self._page: StepsPage | None = None
        self._read: tuple[Timeline, LookAtSteps, int] | None = None
        self._asked = 0

    def look_at(self, wish: LookAtSteps) -> None:
        """Look at other steps.

        Raises:
            RefusedError: there is no such step or lane, or they are too many at once.
        """
        if wish.first < 1 or not 0 <= wish.count <= MOST_STEPS_ON_A_PAGE:
            raise RefusedError(
                f"steps {wish.first} and {wish.count} in all: steps count from 1, and at most"
                f" {MOST_STEPS_ON_A_PAGE:,} can be looked at at once"
            )
        self._wish, self._asked = (wish if wish.count else None), 0

    def page(self, timeline: Timeline, *, playing: bool) -> StepsPage | None:
        """The steps that are looked at, as far as they are recorded; None if none is.

        Args:
            timeline: whose steps.
            playing: steps go by too fast to be read: then the last page will do most of the time.
        """
        wish = self._wish
        if wish is None or wish.lane >= len(timeline.scene.lanes):
            return None
        last = min(wish.first + wish.count - 1, timeline.last_step)
        if self._read is not None and self._read[0] is timeline and self._read[1:] == (wish, last):
            return self._page
        self._asked += 1
        if playing and self._asked % AT_SPEED_EVERY != 1:
            return self._page
        self._read = timeline, wish, last
        self._page = _read(timeline, wish, last)
        return self._page


def _read(timeline: Timeline, wish: LookAtSteps, last: int) -> StepsPage:
    lane = timeline.scene.lanes[wish.lane]
    outputs, inputs = lane.weights.shape
    places: tuple[tuple[int, int], ...]
    if isinstance(lane.examples, Images):
        places = () if wish.place is None else (wish.place,)
    else:
        places = tuple((k, j) for k in range(outputs) for j in range(inputs))
    seen: list[Step] = []
    states: list[LaneState] = []
    if wish.first <= last:
        at = timeline.state_at(wish.first)
        for step in range(wish.first, last + 1):
            states.append(at[wish.lane])
            seen.append(at[wish.lane].look(step))
            if step < last:
                at, _, _ = timeline.advance(at, step, 1)
    steps = range(wish.first, last + 1)
    columns = ([k for k, _ in places], [j for _, j in places])
    return StepsPage(
        lane=wish.lane,
        first=wish.first,
        example=read_only(
            np.array([state.row(step) for state, step in zip(states, steps, strict=True)], dtype=np.intp)
        ),
        alpha=read_only(np.array([state.setting.alpha for state in states])),
        pred=read_only(np.array([each.pred for each in seen]).reshape(len(seen), outputs)),
        delta=read_only(np.array([each.delta for each in seen]).reshape(len(seen), outputs)),
        error=read_only(np.array([each.learnt_error for each in seen]).reshape(len(seen), outputs)),
        places=places,
        weights=read_only(np.array([each.weights[columns] for each in seen]).reshape(len(seen), len(places))),
        weight_deltas=read_only(
            np.array([each.weight_deltas[columns] for each in seen]).reshape(len(seen), len(places))
        ),
    )
