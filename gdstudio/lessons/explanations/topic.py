"""What can be asked about: a kind of thing, and which one; and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What something on the screen is."""

    INPUT = "input"
    WEIGHT = "weight"
    PRED = "prediction"
    TARGET = "target"
    DELTA = "delta"
    ERROR = "error"
    WEIGHT_DELTA = "weight_delta"
    NEXT_WEIGHT = "next weight"
    FREEZE = "freeze"
    PREDICT = "phase predict"
    COMPARE = "phase compare"
    WEIGHT_DELTAS = "phase weight deltas"
    LEARN = "phase learn"
    DOT = "dot"
    CURVE = "curve"
    TANGENT = "tangent"
    BEFORE = "dashed curve"
    AHEAD = "hollow dots"
    STAR = "star"
    MEAN_CURVE = "mean curve"
    EXAMPLE_CURVE = "example's curve"
    FLOOR = "floor"
    WEIGHT_AXIS = "weight axis"
    ERROR_AXIS = "error axis"
    ALPHA = "alpha"
    LIMIT = "limit of alpha"
    ZONE = "zone of alpha"
    ONE_STEP = "one step"
    FACTOR = "factor"
    ERROR_CURVE = "error by step"
    ERROR_AHEAD = "errors to come"
    MARK = "mark"
    STEP = "step"
    SURFACE = "surface"
    ZERO_LINE = "line of zero error"
    PATH = "path"
    ARROW = "arrow"
    GOAL = "goal"
    CODE_LINE = "line of code"
    TIMELINE = "timeline"
    PLAY = "play"
    RUNS = "runs"
    SWEEP = "sweep"
    ORDER = "order"
    RULE = "recipe"
    HINT = "hint"
    PICTURE = "picture of weights"
    PIXEL = "pixel"
    COLOR_BAR = "colour bar"
    SCORES = "scores"
    PRODUCT = "dot product"
    LIKENESS = "likeness of two vectors"
    ACCURACY = "accuracy"
    MISTAKES = "mistakes"


@dataclass(frozen=True)
class Topic:
    """One thing on the screen.

    Attributes:
        kind: what it is.
        lane: of which run, from 0; -1: of the last.
        output, input: of which output and input, from 0; what the kind does not need is not looked at. Of a
            likeness, of which two rows.
        value: a number of its own: the alpha that is pointed at, the step, the error.
        words: words of its own: a line of code and, below it, its value; what a mark says.
    """

    kind: Kind
    lane: int = -1
    output: int = 0
    input: int = 0
    value: float = 0.0
    words: str = ""


@dataclass(frozen=True)
class Told:
    """What is known of a topic before it is placed in a lesson.

    Attributes:
        title: what it is called.
        text: what it is, in a sentence or two.
        formula: how it comes about, in names.
        now: the same with the present numbers, or what it is now.
    """

    title: str
    text: str
    formula: str = ""
    now: str = ""


@dataclass(frozen=True)
class Link:
    """Where a topic is treated: a lesson's id, and the title of one of its steps."""

    lesson: str
    step: str


@dataclass(frozen=True)
class Explanation:
    """What the studio says of one thing.

    Attributes:
        title, text, formula, now: as of `Told`; what an open question hides is not in them.
        link: the lesson's step that treats it, or None.
    """

    title: str
    text: str
    formula: str = ""
    now: str = ""
    link: Link | None = None

    @property
    def spoken(self) -> str:
        """All of it in one text, for those who listen."""
        parts = (self.title, self.text, self.formula, self.now)
        return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part).replace(
            "\u00a0", " "
        )
