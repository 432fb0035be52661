"""What a lecture tells of a snapshot: the cards’ equations, the sentence of a phase, step and alpha."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.lessons.spoken import TOLD, Arithmetic, arithmetic, kept_back, spoken
from gdstudio.messages import Phase, Source, View
from gdstudio.numerals import compact, grouped
from gdstudio.views.kit.lanes import shown_lane
from gdstudio.views.kit.phase_strip import visible_phase

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Snapshot, WeightRef

_ANOTHER = "Learn changes the weights by the image of this step, not by the one that is looked at."
_DRAWING = "A drawing has no target: there is no delta, and nothing is learnt from it."


def equations(snapshot: Snapshot, looked_at: int | None, selected: WeightRef | None) -> Arithmetic | None:
    """The present phase's arithmetic; None where there is none: steps go by too fast, or no network is drawn.

    Args:
        snapshot: as it may be seen; what it hides is a question mark.
        looked_at: the run (from 0), or None for the last.
        selected: the weight that is spoken of, if it is in that run.
    """
    phase = visible_phase(snapshot)
    if snapshot.scene.view is not View.NETWORK or phase is None:
        return None
    at, here = _spoken_of(snapshot, looked_at, selected)
    told = kept_back if snapshot.hidden & TOLD[phase] else arithmetic
    found = told(snapshot.lanes[at], phase, here)
    if len(snapshot.lanes) == 1:
        return found
    return Arithmetic(f"{snapshot.lanes[at].start.label}: {found.title}", found.equations)


def sentence(
    snapshot: Snapshot, phase: Phase, looked_at: int | None, selected: WeightRef | None
) -> str | None:
    """A phase in one sentence with its numbers; None where it would tell what is hidden, or there is none.

    With images it is about the image that is looked at, and the output that should be 1 for it.
    """
    gallery = snapshot.gallery
    if snapshot.scene.view is View.VECTORS or snapshot.hidden & TOLD[phase]:
        return None
    if gallery is None:
        at, here = _spoken_of(snapshot, looked_at, selected)
        return spoken(snapshot.lanes[at], phase, here)
    if gallery.label is None and phase is not Phase.PREDICT:
        return _DRAWING
    if phase is Phase.LEARN and gallery.looked_at.source is not Source.STEP:
        return _ANOTHER
    lane = replace(snapshot.lanes[0], now=gallery.seen)
    return spoken(lane, phase, _spot(lane, gallery.label, selected))


def step_and_alpha(snapshot: Snapshot, looked_at: int | None) -> str:
    """“step 1 · alpha 0.01”; "" where nothing is trained."""
    if snapshot.scene.view is View.VECTORS:
        return ""
    lane = snapshot.lanes[shown_lane(snapshot, looked_at)]
    return f"step {grouped(snapshot.step)} · alpha {compact(lane.alpha)}"


def _spoken_of(
    snapshot: Snapshot, looked_at: int | None, selected: WeightRef | None
) -> tuple[int, tuple[int, int] | None]:
    """Which run, and which weight of it, if one is selected there."""
    at = shown_lane(snapshot, looked_at)
    return at, (selected.output, selected.input) if selected is not None and selected.lane == at else None


def _spot(lane: Lane, label: int | None, selected: WeightRef | None) -> tuple[int, int]:
    """The weight that images are explained by: into the image’s class, from the pixel with most to learn."""
    if selected is not None and selected.output < len(lane.now.pred):
        return selected.output, selected.input
    output = int(lane.now.pred.argmax()) if label is None else label
    return output, int(abs(lane.now.free_weight_deltas[output]).argmax())
