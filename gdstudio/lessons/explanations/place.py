"""The thing that is asked about, within the snapshot on the screen: its run, names and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gdstudio.core.examples import Taking
from gdstudio.core.landscape import Bowl
from gdstudio.lessons.formulas import weight_title

if TYPE_CHECKING:
    from gdstudio.core.descent import Step
    from gdstudio.lessons.explanations.topic import Topic
    from gdstudio.messages import Lane, Snapshot


@dataclass(frozen=True)
class Place:
    """A topic and the snapshot around it.

    Attributes:
        topic: what is asked about.
        snapshot: what is on the screen.
    """

    topic: Topic
    snapshot: Snapshot

    @cached_property
    def lane(self) -> Lane:
        """The run; beside pictures, with the numbers of the image that is looked at."""
        lane, gallery = self.snapshot.lanes[self.index], self.snapshot.gallery
        return lane if gallery is None else replace(lane, now=gallery.seen)

    @property
    def index(self) -> int:
        """Which run it is, from 0."""
        return min(self.topic.lane, len(self.snapshot.lanes) - 1)

    @property
    def now(self) -> Step:
        """Its step."""
        return self.lane.now

    @cached_property
    def output(self) -> int:
        """Which output, from 0."""
        return min(self.topic.output, len(self.lane.examples.target_names) - 1)

    @cached_property
    def column(self) -> int:
        """Which input, from 0."""
        return min(self.topic.input, len(self.lane.examples.input_names) - 1)

    @property
    def input_name(self) -> str:
        """What the input is called."""
        return self.lane.examples.input_names[self.column]

    @property
    def output_name(self) -> str:
        """What the output is called."""
        return self.lane.examples.target_names[self.output]

    @property
    def weight(self) -> str:
        """What the weight is called: a letter, or of a picture its pixel and class."""
        return weight_title(self.lane, self.output, self.column)

    def of_output(self, word: str) -> str:
        """``delta``, or ``delta hurt`` where there are several outputs."""
        return word if self.now.weights.shape[0] == 1 else f"{word} {self.output_name}"

    @property
    def frozen(self) -> bool:
        """Whether the weight is."""
        return bool(self.lane.frozen[self.output, self.column])

    @property
    def several(self) -> bool:
        """Whether more than one example is trained on."""
        return self.lane.order.taking is not Taking.ONE and len(self.lane.examples) > 1

    @cached_property
    def own_bowl(self) -> Bowl:
        """The present example's error against the weight."""
        return Bowl.of(self.lane.now, self.output, self.column)

    @cached_property
    def bowl(self) -> Bowl:
        """The curve that is drawn: of several examples the mean error's."""
        means = self.lane.over_all
        if means is None:
            return self.own_bowl
        return means.bowl(self.lane.now.weights, self.output, self.column)

    @property
    def error_word(self) -> str:
        """What the drawn curve is a curve of."""
        return "error" if self.lane.over_all is None else "mean error"
