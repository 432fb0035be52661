"""The protocol between the window and the model thread: frozen commands one way, frozen snapshots the other.

A session is a starting point (`Scene`) plus the logged commands given to it, each at the step it was given.
Commands that change arithmetic are logged (`LOGGED`); the others only move about in what the log defines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gdstudio.core.descent import Phase, Rule, Step
from gdstudio.core.examples import LARGEST_VALUE, Examples, Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from gdstudio.core.images import Images, PixelArray
    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.core.network import BoolArray, FloatArray

    IntArray: TypeAlias = NDArray[np.intp]

LARGEST_ALPHA = 1000.0
"""Alpha is from 0 to this: far beyond every limit, and small enough not to overflow by itself."""


class WeightRef(NamedTuple):
    """Which weight is meant: weight (output, input) of a lane, all counted from 0."""

    lane: int
    output: int
    input: int


class Source(Enum):
    """Where the image that is looked at comes from."""

    STEP = "step"
    """The one that the present step learns from."""
    LEARNT = "learnt"
    UNSEEN = "unseen"
    DRAWN = "drawn"


@dataclass(frozen=True, eq=False)
class LookAt:
    """Look at this image (with the present weights); it changes nothing that is learnt.

    Attributes:
        source: which set it is in.
        index: its place in that set, from 0.
        pixels: for ``DRAWN``: (height, width), uint8, as in the other images.
    """

    source: Source
    index: int = 0
    pixels: PixelArray | None = None


class Reference(Enum):
    """Pictures that the weights can be compared with."""

    MEANS = "mean digits"
    """The mean image of each class, brought to length 1."""
    LEAST_SQUARES = "least squares"
    """The weights with the smallest possible error on all learnt images: where training would end."""


# --- where a session starts -------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class LaneStart:
    """One run's starting point.

    Attributes:
        name: a short identifier, as the command line prints it ("correct").
        label: what the window calls it ("as printed").
        examples: what it learns from.
        weights: shape (n_outputs, n_inputs), read-only.
        frozen: the same shape, read-only.
        alpha: how much of each weight_delta is applied.
        order: which example each step takes.
        rule: how the weight deltas are worked out.
        unseen: with images, those that are never trained on; None for small tables.
    """

    name: str
    label: str
    examples: Examples | Images
    weights: FloatArray
    frozen: BoolArray
    alpha: float
    order: Order = field(default_factory=Order)
    rule: Rule = Rule.CORRECT
    unseen: Images | None = None


class View(Enum):
    """How a scene is shown."""

    NETWORK = "network"
    """A diagram of nodes and lines, and a bowl for each weight."""
    PICTURES = "pictures"
    """The weights into each output drawn as a picture; the inputs are an image's pixels."""
    VECTORS = "vectors"
    """A few short vectors and their dot products: the table's rows of inputs are the vectors."""


@dataclass(frozen=True)
class ImagesStart:
    """Where a scene with images starts, once they are loaded: all weights 0, nothing frozen.

    Attributes:
        set: which images ("mnist-sample").
        alpha: how much of each weight_delta is applied.
        order: which image each step takes.
    """

    set: str
    alpha: float
    order: Order


@dataclass(frozen=True, eq=False)
class Scene:
    """A starting state with its title and text.

    Attributes:
        id: as the command line takes it ("freezing").
        title: a few words.
        section: of the book's chapter ("5.4").
        text: a few sentences, in Markdown.
        lanes: one to four runs; the last is the one that is looked at first and that `trace` prints where
            only one is printed.
        traced: the names of the lanes that `trace` prints.
        view: how it is shown.
        images: for a scene with images, where it starts; None for small tables.
        looks_at: with images, which one is looked at first: the one each step learns from, or an unseen one.
        panel: which view of the run is in front when it is opened ("surface"); "" leaves it as it is.
        log: changes that are made at given steps, in order: what a session begins with in its log.
    """

    id: str
    title: str
    section: str
    text: str
    lanes: tuple[LaneStart, ...]
    traced: tuple[str, ...]
    view: View = View.NETWORK
    images: ImagesStart | None = None
    looks_at: LookAt = field(default_factory=lambda: LookAt(Source.STEP))
    panel: str = ""
    log: tuple[Entry, ...] = ()

    @property
    def needs_images(self) -> bool:
        """Whether its images are still to be loaded: until then it has no lanes."""
        return not self.lanes


# --- commands that change arithmetic: logged --------------------------------------------------------------
# `lane` None means every lane. `gesture` is 0, or a number shared by all commands of one drag: one undo.


@dataclass(frozen=True)
class SetAlpha:
    """Apply this much of each weight_delta from now on."""

    alpha: float
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class Freeze:
    """Freeze or unfreeze one weight."""

    weight: WeightRef
    frozen: bool
    gesture: int = 0

    @property
    def lane(self) -> int:
        """The lane it is given to."""
        return self.weight.lane


@dataclass(frozen=True)
class FreezePixels:
    """Freeze or unfreeze the weights of some pixels: into one output, or into all.

    Attributes:
        pixels: inputs, counted from 0; all that the gesture has touched so far.
        frozen: whether they are to be frozen.
        output: the one meant, or None for all.
        lane: the lane it is given to.
        gesture: shared by all commands of one stroke.
    """

    pixels: tuple[int, ...]
    frozen: bool
    output: int | None = None
    lane: int = 0
    gesture: int = 0


@dataclass(frozen=True)
class SetWeight:
    """Set one weight."""

    weight: WeightRef
    value: float
    gesture: int = 0

    @property
    def lane(self) -> int:
        """The lane it is given to."""
        return self.weight.lane


@dataclass(frozen=True)
class SetInput:
    """Set one input of one example (`row`, counted from 0)."""

    row: int
    column: int
    value: float
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class SetTarget:
    """Set one target of one example (`row`, counted from 0)."""

    row: int
    column: int
    value: float
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class SetOrder:
    """Take the examples in this order from now on."""

    order: Order
    lane: int | None = None
    gesture: int = 0


Logged: TypeAlias = SetAlpha | Freeze | FreezePixels | SetWeight | SetInput | SetTarget | SetOrder
LOGGED = (SetAlpha, Freeze, FreezePixels, SetWeight, SetInput, SetTarget, SetOrder)


@dataclass(frozen=True)
class Entry:
    """A logged command, the step (from 1) it was given at, and what it did in a few words."""

    step: int
    command: Logged
    text: str


# --- commands that move about: not logged -----------------------------------------------------------------


@dataclass(frozen=True)
class Speed:
    """How fast playing goes: `per_second` steps (or phases), None meaning as fast as possible."""

    per_second: float | None = 2.0
    by_phase: bool = False


@dataclass(frozen=True)
class Play:
    """Take steps at the set speed until told otherwise."""


@dataclass(frozen=True)
class Pause:
    """Stop where it is."""


@dataclass(frozen=True)
class TakeSteps:
    """Pause and take `count` steps; a negative count steps back."""

    count: int = 1


@dataclass(frozen=True)
class TakePhase:
    """Pause and go one phase on; a negative count goes back."""

    count: int = 1


@dataclass(frozen=True)
class GoToPhase:
    """Pause and look at this phase of the present step."""

    phase: Phase


@dataclass(frozen=True)
class Seek:
    """Pause and go to the beginning of this step (counted from 1), within recorded time."""

    step: int


@dataclass(frozen=True)
class SetSpeed:
    """Play at this speed."""

    speed: Speed


@dataclass(frozen=True)
class Compare:
    """Work out these reference pictures, to be shown beside the weights."""

    reference: Reference


MOST_STEPS_ON_A_PAGE = 2000


@dataclass(frozen=True)
class LookAtSteps:
    """Work out every number of these recorded steps, for a table; it stays wanted until another is.

    Attributes:
        lane: whose.
        first: the first step, from 1.
        count: how many steps, at most `MOST_STEPS_ON_A_PAGE`; 0: none any more.
        place: with images, the weight (output, input) that is told; small networks tell all.
    """

    lane: int
    first: int
    count: int
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Undo:
    """Drop the last logged gesture and go to the step where it was given."""


@dataclass(frozen=True)
class Redo:
    """Give the last undone gesture again."""


@dataclass(frozen=True)
class LoadScene:
    """Start a new session from this scene."""

    scene: Scene


@dataclass(frozen=True)
class Drawn:
    """The window's word that it has drawn the latest snapshot, and in how many seconds: go on."""

    seconds: float = 0.0


@dataclass(frozen=True)
class Stop:
    """End the thread."""


Command: TypeAlias = (
    Logged
    | Play
    | Pause
    | TakeSteps
    | TakePhase
    | GoToPhase
    | Seek
    | SetSpeed
    | LookAt
    | Compare
    | LookAtSteps
    | Undo
    | Redo
    | LoadScene
    | Drawn
    | Stop
)

# --- what the window sees ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Ahead:
    """Where a later step will be, as seen from this one: on this step's example.

    Attributes:
        weights: shape (n_outputs, n_inputs).
        error: of each output with those weights on the present example, (n_outputs,).
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
        destination: the weights where descent on this example ends, or None if it would not get there.
        limits: how large alpha may be.
        diverged: the next step's error would not be finite.
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
        pred, delta, error: (n_steps, n_outputs).
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
class Mark:
    """A logged command on the timeline: the step it was given at and what it did, in a few words."""

    step: int
    text: str


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
        forks: how many cut-off futures are kept.
        notice: a sentence about what just happened (settled, diverged, refused), or "".
        failure: the text of an unexpected error in the thread, or "".
        gallery: what a scene with images shows besides, or None.
        page: the steps that were asked for by `LookAtSteps`, or None.
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
    forks: int
    notice: str
    failure: str
    gallery: Gallery | None = None
    page: StepsPage | None = None
    studying: bool = False

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The logged commands as marks on the timeline."""
        return tuple(Mark(entry.step, entry.text) for entry in self.log if entry.step <= self.last_step)

    @property
    def diverged(self) -> bool:
        """Whether any lane stands at its last finite error."""
        return any(lane.diverged for lane in self.lanes)


__all__ = [
    "LARGEST_ALPHA", "LARGEST_VALUE", "LOGGED", "Ahead", "Command", "Compare", "Compared", "Drawn", "Entry",
    "ErrorHistory", "Freeze", "FreezePixels", "Gallery", "GoToPhase", "ImagesStart", "Lane", "LaneStart",
    "LoadScene", "Logged", "LookAt", "LookAtSteps", "Mark", "Pause", "Phase", "Play", "Redo", "Reference",
    "Rule", "Scene", "Score", "ScoreHistory", "Seek", "SetAlpha", "SetInput", "SetOrder", "SetSpeed",
    "SetTarget", "SetWeight", "Snapshot", "Source", "Speed", "StepsPage", "Stop", "TakePhase", "TakeSteps",
    "Undo", "View", "WeightRef",
]  # fmt: skip
