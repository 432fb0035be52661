"""What is looked at and worked out beside the steps: an image, a page of the table of steps, a sweep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.messages import LookAt
from gdstudio.model.gallery import Curator
from gdstudio.model.image_state import ImageState
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.steps_reader import StepsReader
from gdstudio.model.sweeps import Sweeps

if TYPE_CHECKING:
    from collections.abc import Container, Hashable

    from gdstudio.core.descent import Step
    from gdstudio.messages import Compare, Gallery, Scene
    from gdstudio.model.lanes import States
    from gdstudio.model.studies import Study
    from gdstudio.model.timeline import Timeline


class Beside:
    """Keeps what is looked at, and says what is still to be worked out, by whoever has the time.

    Nothing of it is in the log: it changes no number of the session.

    Args:
        scene: the one that is open.

    Attributes:
        reader: reads pages of the table of steps.
        sweeps: keeps the last sweep.
    """

    def __init__(self, scene: Scene) -> None:
        self.reader = StepsReader()
        self.sweeps = Sweeps()
        self.open(scene)

    def open(self, scene: Scene) -> None:
        """Another scene: begin anew with its images, if it has any."""
        self._curator = None if scene.lanes[0].unseen is None else Curator(scene)

    def look_round(self, command: LookAt | Compare) -> None:
        """Look at another image, or want reference pictures.

        Raises:
            RefusedError: there are no images, or not this one.
        """
        if self._curator is None:
            raise RefusedError("there are no images here; open the scene “mnist” first")
        if isinstance(command, LookAt):
            self._curator.look_at(command)
        else:
            self._curator.compare(command.reference)

    def gallery(self, states: States, now: Step, timeline: Timeline) -> Gallery | None:
        """The image looked at, and what is known of all of them; None where there are none.

        Args:
            states: the lanes at the present step.
            now: the numbers of the present step.
            timeline: with the scores known so far.
        """
        state = states[0]
        if self._curator is None or not isinstance(state, ImageState):
            return None
        return self._curator.gallery(state, now, timeline)

    def quick_study(
        self, states: States, timeline: Timeline, without: Container[Hashable], *, playing: bool
    ) -> Study | None:
        """The next thing to work out that takes milliseconds, none of those `without`; or None."""
        state = states[0]
        if self._curator is None or not isinstance(state, ImageState):
            return None
        return self._curator.quick_study(state, timeline, without, playing=playing)

    def slow_study(self, states: States, scene: Scene, without: Container[Hashable]) -> Study | None:
        """The next thing to work out that takes up to seconds, none of those `without`; or None."""
        state = states[0]
        if self._curator is None or not isinstance(state, ImageState):
            return self.sweeps.study(scene, without)
        return self._curator.slow_study(state, without)
