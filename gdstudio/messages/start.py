"""Where a session starts: scenes, their runs ("lanes"), and how weights and images are referred to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order

if TYPE_CHECKING:
    from gdstudio.core.examples import Examples
    from gdstudio.core.images import Images, PixelArray
    from gdstudio.core.network import BoolArray, FloatArray
    from gdstudio.messages.logged import Entry

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
        fork_of: the name of the scene's lane that this run was forked from; "" for a scene's own lanes.
        forked_at: the step at which it was forked, counted from 1; 0 for a scene's own lanes.
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
    fork_of: str = ""
    forked_at: int = 0


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
    def has_forks(self) -> bool:
        """Whether runs were forked: then a change is meant for the run that is looked at, not for all."""
        return any(lane.fork_of for lane in self.lanes)

    @property
    def needs_images(self) -> bool:
        """Whether its images are still to be loaded: until then it has no lanes."""
        return not self.lanes


MOST_LANES = 4
"""So many runs advance together at most."""

LONGEST_NAME = 24
"""So many letters the name of a run or of a bookmark has at most: it is written beside lines and marks."""
