"""What the tiles show of a snapshot: which pictures, predictions and targets, and on which scales."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import predict
from gdstudio.lessons.hiding import SCORES
from gdstudio.messages import Phase, Source
from gdstudio.views.kit.phase_strip import visible_phase
from gdstudio.views.kit.weight_scale import WeightScale

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Gallery, Reference, Snapshot

PICTURE, PREDICTION, TARGET, DELTA = "picture", "prediction", "target", "delta"
_LIT = {
    Phase.PREDICT: {PICTURE, PREDICTION},
    Phase.COMPARE: {PREDICTION, TARGET, DELTA},
    Phase.WEIGHT_DELTAS: {PICTURE, DELTA},
    Phase.LEARN: {PICTURE},
}
ALL_LIT = frozenset({PICTURE, PREDICTION, TARGET, DELTA})
_BARS = (-0.55, 1.15)
"""Room for the targets 0 and 1, and some more either way."""
_AIR = 1.25


@dataclass(frozen=True, eq=False)
class Shown:
    """What the tiles show at one moment.

    Attributes:
        pictures: shape (n_outputs, n_inputs).
        quantity: what they are: ``weight``, ``weight_delta``, or a reference's name.
        pred: what those weights predict for the image looked at, (n_outputs,); NaN while that is hidden.
        true: its target, or None where there is none to compare with.
        delta: ``pred - true``, or None without a target.
        label: the image's class, or None.
        phase: the phase that is brought out, or None.
        lit: the parts it works with.
    """

    pictures: FloatArray
    quantity: str
    pred: FloatArray
    true: FloatArray | None
    delta: FloatArray | None
    label: int | None
    phase: Phase | None
    lit: frozenset[str]

    @property
    def largest(self) -> int:
        """The output with the largest prediction; −1 while predictions are hidden."""
        return -1 if self.hidden else int(np.argmax(self.pred))

    @property
    def hidden(self) -> bool:
        """Whether an open question asks for the predictions: they are NaN."""
        return bool(np.isnan(self.pred).any())

    @property
    def right(self) -> bool | None:
        """Whether the largest prediction is the label's; None without a label."""
        return None if self.label is None else self.largest == self.label


def shown_of(snapshot: Snapshot, gallery: Gallery, reference: Reference | None) -> Shown:
    """Choose what is shown; predictions that an open question asks for are left out.

    Args:
        snapshot: the present moment.
        gallery: its gallery.
        reference: pictures to show instead of the weights. Until they are worked out the weights stay, dim.
    """
    shown = _shown_of(snapshot, gallery, reference)
    if not snapshot.hidden & SCORES:
        return shown
    return replace(shown, pred=np.full_like(shown.pred, np.nan), true=None, delta=None)


def _shown_of(snapshot: Snapshot, gallery: Gallery, reference: Reference | None) -> Shown:
    seen, phase = gallery.seen, visible_phase(snapshot)
    if reference is not None:
        compared = gallery.compared.get(reference)
        if compared is None:
            return Shown(seen.weights, "weight", seen.pred, None, None, gallery.label, None, frozenset())
        pred = predict(compared.weights, seen.input)
        return Shown(compared.weights, reference.value, pred, None, None, gallery.label, None, ALL_LIT)
    lit = ALL_LIT if phase is None else frozenset(_LIT[phase])
    if gallery.looked_at.source is Source.DRAWN:
        return Shown(seen.weights, "weight", seen.pred, None, None, None, phase, lit)
    deltas = phase is Phase.WEIGHT_DELTAS
    pictures = seen.weight_deltas if deltas else seen.weights
    quantity = "weight_delta" if deltas else "weight"
    return Shown(pictures, quantity, seen.pred, seen.true, seen.delta, gallery.label, phase, lit)


class Scales:
    """What the strongest colour stands for, and how far the bars reach: steady from step to step.

    The bars' room grows when it must, and is chosen anew in another scene and back in time.
    """

    def __init__(self) -> None:
        self._heat: dict[str, WeightScale] = {}
        self._bars: dict[str, tuple[float, float]] = {}
        self._scene: object = None
        self._step = 1

    def follow(self, snapshot: Snapshot, shown: Shown) -> float:
        """Make room for what is shown; returns what the strongest colours stand for."""
        if snapshot.scene is not self._scene or snapshot.step < self._step:
            self._bars.clear()
        self._scene, self._step = snapshot.scene, snapshot.step
        if shown.hidden:
            return self._heat.setdefault(shown.quantity, WeightScale()).follow(snapshot, shown.pictures)
        low, high = self.bars(shown.quantity)
        least, most = float(shown.pred.min()), float(shown.pred.max())
        self._bars[_maker(shown.quantity)] = (
            low if least >= low else _AIR * least,
            high if most <= high else _AIR * most,
        )
        return self._heat.setdefault(shown.quantity, WeightScale()).follow(snapshot, shown.pictures)

    def bars(self, quantity: str) -> tuple[float, float]:
        """The predictions at the left and the right end of the bars' room."""
        return self._bars.get(_maker(quantity), _BARS)


def _maker(quantity: str) -> str:
    """Whose predictions they are: weights and weight deltas belong to the same."""
    return "weight" if quantity == "weight_delta" else quantity
