"""What the window sees of a session at one moment: frozen, with read-only arrays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.core.descent import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from gdstudio.core.descent import Phase, Step
    from gdstudio.core.examples import Examples, Order
    from gdstudio.core.images import Images, PixelArray
    from gdstudio.core.landscape import AlphaLimits, MeanBowls
    from gdstudio.core.network import BoolArray, FloatArray
    from gdstudio.messages.commands import Reference, Speed, Sweep
    from gdstudio.messages.logged import Entry
    from gdstudio.messages.start import LaneStart, LookAt, Scene

    IntArray: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Ahead:
    """Where a later step will be, as seen from this one: on this step's example.

    Attributes:
        weights: shape (n_outputs, n_inputs).
        error: of each output with those weights on the present example, (n_outputs,); in a full batch, the
            mean over all examples.
    """

    weights: FloatArray
    error: FloatArray


@dataclass(frozen=True, eq=False)
class Lane:
    """One run at the present step. All arrays are read-only copies.

    Attributes:
        start: where the run started (names, labels, rule).
        examples: the table as it is now.
        order: the order as it is now.
        row: which example this step takes, counted from 0.
        alpha: as it is now.
        frozen: shape (n_outputs, n_inputs).
        now: every number of the step in progress; its weights are those before its Learn.
        before: every number of the step before, or None at step 1.
        ahead: the next few steps at this alpha, nearest first; fewer where the error would overflow.
        destination: the weights where descent on this example (in a full batch: on the mean of all) ends, or
            None if it would not get there.
        limits: how large alpha may be; with another rule than the correct one, how large it might be by that.
        diverged: the next step's error would not be finite.
        rule: how the weight deltas are worked out now.
        over_all: the mean error over all examples that are trained on, against each weight; None where only
            one is, and for images.
        path: where the weights have been so far, at steps evenly spread, the oldest first; each of the shape
            of the weights. Empty for images.
    """

    start: LaneStart
    examples: Examples | Images
    order: Order
    row: int
    alpha: float
    frozen: BoolArray
    now: Step
    before: Step | None
    ahead: tuple[Ahead, ...]
    destination: FloatArray | None
    limits: AlphaLimits
    diverged: bool
    rule: Rule = Rule.CORRECT
    over_all: MeanBowls | None = None
    path: tuple[FloatArray, ...] = ()


@dataclass(frozen=True, eq=False)
class ErrorHistory:
    """One lane's error over all recorded steps, in buckets of equally many steps (the last may hold fewer).

    Attributes:
        stride: how many steps a bucket holds; bucket i starts at step ``1 + i * stride``.
        lowest, mean, highest: of each bucket, (n_buckets,), read-only.
    """

    stride: int
    lowest: FloatArray
    mean: FloatArray
    highest: FloatArray


@dataclass(frozen=True, eq=False)
class Score:
    """How well the weights at one step do. Errors are sums over the outputs, means over the images.

    Attributes:
        step: whose weights (before its Learn) were scored.
        learnt: the share of learnt images whose largest prediction is the label's, 0 to 1.
        unseen: the same of the images never trained on.
        learnt_error, unseen_error: the mean error.
        predicted: shape (n_unseen,), uint8: the class with the largest prediction, for each unseen image.
        sample: of so many learnt images, the first ones, where there are too many to try all; else None.
    """

    step: int
    learnt: float
    unseen: float
    learnt_error: float
    unseen_error: float
    predicted: PixelArray
    sample: int | None = None


@dataclass(frozen=True, eq=False)
class ScoreHistory:
    """Scores over recorded time, by step. All arrays (n_scored,), read-only; `sample` as in each score."""

    steps: FloatArray
    learnt: FloatArray
    unseen: FloatArray
    learnt_error: FloatArray
    unseen_error: FloatArray
    sample: int | None = None


@dataclass(frozen=True, eq=False)
class Compared:
    """Reference pictures: weights that were not learnt step by step.

    Attributes:
        weights: shape (n_outputs, n_inputs).
        unseen: the share of unseen images they get right.
    """

    weights: FloatArray
    unseen: float


@dataclass(frozen=True, eq=False)
class Gallery:
    """What a scene with images shows beside its lane (there is one lane).

    Attributes:
        learnt: the images trained on.
        unseen: those never trained on.
        looked_at: which image is looked at.
        image: its pixels, (height, width), uint8.
        label: its class, or None for a drawing.
        seen: every number of a step on it with the present weights; for the image of the present step, that
            very step. A drawing has no target: its `true` is 0 everywhere, and delta means nothing.
        score: the newest that is known, or None; its `step` may lie before the present one.
        scores: over recorded time.
        compared: the reference pictures worked out so far.
    """

    learnt: Images
    unseen: Images
    looked_at: LookAt
    image: PixelArray
    label: int | None
    seen: Step
    score: Score | None
    scores: ScoreHistory
    compared: Mapping[Reference, Compared]


@dataclass(frozen=True, eq=False)
class StepsPage:
    """Every number of some steps in a row, those before each step's Learn. All arrays are read-only.

    Attributes:
        lane: whose.
        first: the first step's number, from 1.
        example: which row each step takes, from 0: (n_steps,).
        alpha: (n_steps,).
        pred, delta, error: (n_steps, n_outputs). In a full batch the error is the mean over all examples,
            pred and delta are those of the example that is looked at.
        places: the weights told of: (output, input) of each.
        weights, weight_deltas: (n_steps, n_places).
    """

    lane: int
    first: int
    example: IntArray
    alpha: FloatArray
    pred: FloatArray
    delta: FloatArray
    error: FloatArray
    places: tuple[tuple[int, int], ...]
    weights: FloatArray
    weight_deltas: FloatArray

    @property
    def last(self) -> int:
        """The last step's number; one before the first if there is none."""
        return self.first + len(self.example) - 1


@dataclass(frozen=True)
class Kept:
    """A future that a change cut off.

    Attributes:
        number: what `BringBack` calls it; never used twice in a session.
        step: where the change was made that cut it off.
        last_step: how far it had been recorded.
        text: what the change did, in a few words ("alpha 0.01 → 0.3").
    """

    number: int
    step: int
    last_step: int
    text: str


@dataclass(frozen=True)
class Bookmark:
    """A named step of recorded time."""

    step: int
    name: str


@dataclass(frozen=True, eq=False)
class Swept:
    """What a `Sweep` found. All arrays (n_points,), read-only.

    Attributes:
        asked: the sweep.
        step: the step it began from.
        made_from: the run as it was there, with its limits of alpha.
        start_error: the mean over the examples trained on of the network's error, before the first step.
        alphas: those tried, ascending.
        errors: of each, the same after its steps; infinite where it diverged. Empty arrays while it is being
            worked out.
    """

    asked: Sweep
    step: int
    made_from: Lane
    start_error: float
    alphas: FloatArray
    errors: FloatArray


@dataclass(frozen=True)
class Mark:
    """A logged command on the timeline: the step it was given at and what it did, in a few words.

    Where it is not meant for every run, the words end with the names of those it is.
    """

    step: int
    text: str


class NoticeKind(Enum):
    """What a notice is about, for those who say more of it in their own words."""

    OTHER = "other"
    """A refusal, or anything else."""
    DIVERGED = "diverged"
    SETTLED = "settled"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything the window shows, at one moment.

    Attributes:
        handled: how many commands the thread has handled; older snapshots must not overwrite a control
            that the user is still holding.
        scene: what was loaded.
        step: the step in progress, counted from 1.
        last_step: the last step of recorded time.
        phase: which phase of the step is looked at.
        playing: whether steps are being taken.
        speed: how fast.
        lanes: the runs.
        history: each lane's error over recorded time.
        log: the commands that were given, in order; those later than `last_step` will be.
        undo: what Undo would take back, in a few words, or None.
        redo: what Redo would give again, or None.
        kept: the futures that changes have cut off, the newest last, other than the one we are in.
        notice: a sentence about what just happened (settled, diverged, refused), or "".
        notice_kind: what the notice is about.
        failure: the text of an unexpected error in the thread, or "".
        gallery: what a scene with images shows besides, or None.
        page: the steps that were asked for by `LookAtSteps`, or None.
        opened: the scene as it was opened, before any run was forked; None: the same as `scene`.
        backwards: playing goes back in time.
        bookmarks: by step.
        swept: the last sweep, or None.
        hidden: facts and parts of the window (as lessons name them) that an open question hides: what a view
            would show of them is a question mark. The model hides nothing; the window's side sets it.
        studying: something is being worked out beside training; another snapshot follows without a command.
    """

    handled: int
    scene: Scene
    step: int
    last_step: int
    phase: Phase
    playing: bool
    speed: Speed
    lanes: tuple[Lane, ...]
    history: tuple[ErrorHistory, ...]
    log: tuple[Entry, ...]
    undo: str | None
    redo: str | None
    kept: tuple[Kept, ...]
    notice: str
    failure: str
    gallery: Gallery | None = None
    page: StepsPage | None = None
    opened: Scene | None = None
    backwards: bool = False
    bookmarks: tuple[Bookmark, ...] = ()
    swept: Swept | None = None
    studying: bool = False
    hidden: frozenset[str] = frozenset()
    notice_kind: NoticeKind = NoticeKind.OTHER

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The logged commands as marks on the timeline; those of several runs with their names."""
        given: dict[tuple[int, str], set[int]] = {}
        every = range(len(self.scene.lanes))
        for entry in self.log:
            if entry.step <= self.last_step:
                lane = entry.command.lane
                given.setdefault((entry.step, entry.text), set()).update(every if lane is None else (lane,))
        return tuple(
            Mark(step, text if len(lanes) == len(every) else f"{text} ({self._labels(lanes)})")
            for (step, text), lanes in given.items()
        )

    def _labels(self, lanes: set[int]) -> str:
        return ", ".join(self.scene.lanes[lane].label for lane in sorted(lanes))

    @property
    def diverged(self) -> bool:
        """Whether any lane stands at its last finite error."""
        return any(lane.diverged for lane in self.lanes)
