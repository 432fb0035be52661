"""All rules together: what they say of each run of a snapshot, put in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.lessons.remarks.alphas import alpha_remarks
from gdstudio.lessons.remarks.endings import (
    diverged,
    printed_mistake,
    standing_still,
    tiny_delta,
    unreachable,
)
from gdstudio.lessons.remarks.parts import (
    everything_frozen,
    frozen_weights,
    inputs,
    large_values,
    stuck_outputs,
)
from gdstudio.lessons.remarks.seen import Seen
from gdstudio.messages import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gdstudio.lessons.remarks.remark import Remark, Said
    from gdstudio.messages import Snapshot

LONGEST_NAME = 20
"""A run with a longer name is called by its number."""

RULES: tuple[Callable[[Seen], Iterable[Remark]], ...] = (
    diverged,
    everything_frozen,
    alpha_remarks,
    stuck_outputs,
    standing_still,
    unreachable,
    inputs,
    large_values,
    printed_mistake,
    frozen_weights,
    tiny_delta,
)


def remarks(snapshot: Snapshot, *, thorough: bool = True, first: int | None = None) -> tuple[Remark, ...]:
    """Everything worth a word, the most important first.

    Args:
        snapshot: what is shown. Vectors do not learn: of them there is nothing to say. Nor is anything said
            while a question is open: it might be the answer.
        thorough: also what takes longer than a frame at speed has time for.
        first: of remarks that are equally important, those on this run come first; None: on the last.
    """
    if snapshot.scene.view is View.VECTORS or snapshot.hidden:
        return ()
    found: list[Remark] = []
    for index in range(len(snapshot.lanes)):
        seen = Seen(snapshot, index, thorough)
        for rule in RULES:
            found += rule(seen)
    first = len(snapshot.lanes) - 1 if first is None else first
    found.sort(key=lambda each: (-each.importance, each.lane != first, each.lane, each.spot.order))
    return tuple(_naming_runs(found, snapshot))


def _naming_runs(found: list[Remark], snapshot: Snapshot) -> list[Remark]:
    """Name the run in each sentence, where there are several and it is not true of all of them."""
    count = len(snapshot.lanes)
    if count == 1:
        return found
    alike = Counter((each.kind, each.spot, each.said) for each in found)
    return [
        each
        if alike[each.kind, each.spot, each.said] == count
        else replace(each, said=_said_of(each, snapshot.lanes[each.lane].start.label))
        for each in found
    ]


def _said_of(remark: Remark, label: str) -> Said:
    """The same words with the run's name before them; a long one would leave the sentence no room."""
    name = f"“{label}”" if len(label) <= LONGEST_NAME else f"Run {remark.lane + 1}"
    return replace(remark.said, sentence=f"{name}: {remark.said.sentence}")


def of_alpha(snapshot: Snapshot, index: int) -> Said | None:
    """What there is to say of run `index`'s alpha, without its name; None if nothing, or not now."""
    if snapshot.scene.view is View.VECTORS or snapshot.hidden:
        return None
    found = next(iter(alpha_remarks(Seen(snapshot, index, thorough=False))), None)
    return None if found is None else found.said


def is_untouched(snapshot: Snapshot) -> bool:
    """Whether a scene is as it was opened: then its own text speaks first."""
    opened = snapshot.opened or snapshot.scene
    return snapshot.last_step == 1 and snapshot.log == opened.log
