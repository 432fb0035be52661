"""What a session with images knows beside its lane: which image is looked at, scores, reference pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import take_step
from gdstudio.core.images import WHITE, Images
from gdstudio.messages import Compared, Gallery, LookAt, Reference, Score, Source
from gdstudio.model.image_state import ImageState
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.looking import read_only_step
from gdstudio.model.studies import Study, compare, limit_study, score

if TYPE_CHECKING:
    from collections.abc import Container, Hashable

    from gdstudio.core.descent import Step
    from gdstudio.core.images import PixelArray
    from gdstudio.messages import Scene
    from gdstudio.model.timeline import Timeline

POINTS = 96
"""Over recorded time so many scores are worked out, at most."""


class Curator:
    """Keeps what is looked at, and says what is still to be worked out.

    Args:
        scene: whose images; its first lane has learnt and unseen ones.

    Raises:
        TypeError: the scene has no images.
    """

    def __init__(self, scene: Scene) -> None:
        start = scene.lanes[0]
        if not isinstance(start.examples, Images) or start.unseen is None:
            raise TypeError("only a scene with images has a gallery")
        self.learnt, self.unseen = start.examples, start.unseen
        self.looked_at = scene.looks_at
        self._compared: dict[Reference, tuple[Images, Compared]] = {}
        self._wanted: list[Reference] = []

    # --- commands -----------------------------------------------------------------------------------------

    def look_at(self, wish: LookAt) -> None:
        """Look at another image.

        Raises:
            RefusedError: there is no such image, or a drawing of another size.
        """
        sets = {Source.LEARNT: self.learnt, Source.UNSEEN: self.unseen}
        if wish.source in sets and not 0 <= wish.index < len(sets[wish.source]):
            raise RefusedError(
                f"image {wish.index + 1}: there are {len(sets[wish.source])} {wish.source.value} images"
            )
        if wish.source is Source.DRAWN and (wish.pixels is None or wish.pixels.shape != self.learnt.size):
            height, width = self.learnt.size
            raise RefusedError(f"a drawing of another size; this network sees {height} × {width} pixels")
        self.looked_at = wish

    def compare(self, reference: Reference) -> None:
        """Want these reference pictures."""
        if reference not in self._wanted:
            self._wanted.append(reference)

    # --- studies ------------------------------------------------------------------------------------------

    def quick_study(
        self, state: ImageState, timeline: Timeline, without: Container[Hashable], *, playing: bool
    ) -> Study | None:
        """The next score that is missing: of the present step if paused, else from coarse to fine."""
        step = state.position.step
        if not playing and step not in timeline.scores and _about(timeline, step) not in without:
            return self._score_study(timeline, state)
        grid = timeline.grid(POINTS)
        for spacing in (32, 16, 8, 4, 2, 1):
            for at in reversed(grid[::spacing]):
                if at not in timeline.scores and _about(timeline, at) not in without:
                    (there,) = timeline.state_at(at)
                    if isinstance(there, ImageState):
                        return self._score_study(timeline, there)
        return None

    def slow_study(self, state: ImageState, without: Container[Hashable]) -> Study | None:
        """The next thing that takes its time: wanted pictures first, then the measured limit of alpha."""
        learnt = state.setting.examples
        studies = [
            self._compare_study(reference, learnt)
            for reference in self._wanted
            if reference not in self._compared_with(learnt)
        ]
        if state.setting.limits.measuring:
            studies.append(limit_study(state.setting))
        return next((study for study in studies if study.about not in without), None)

    def _score_study(self, timeline: Timeline, state: ImageState) -> Study:
        """Scores against the targets as they were at that step."""
        weights, step, learnt = state.weights, state.position.step, state.setting.examples

        def take(result: Score) -> None:
            timeline.add_score(result, POINTS)

        about = _about(timeline, step)
        return Study(about, lambda _stop: score(weights, step, learnt, self.unseen), take)

    def _compare_study(self, reference: Reference, learnt: Images) -> Study:
        def take(result: Compared) -> None:
            self._compared[reference] = learnt, result

        return Study(
            ("compare", id(learnt), reference),
            lambda stop: compare(reference, learnt, self.unseen, stop),
            take,
        )

    def _compared_with(self, learnt: Images) -> dict[Reference, Compared]:
        """The reference pictures made from these images with these targets."""
        return {
            reference: result for reference, (images, result) in self._compared.items() if images is learnt
        }

    # --- looking ------------------------------------------------------------------------------------------

    def gallery(self, state: ImageState, now: Step, timeline: Timeline) -> Gallery:
        """What the window shows of it.

        Args:
            state: the lane at the present step.
            now: every number of the present step.
            timeline: with the scores known so far.
        """
        image, label, seen = self._seen(state, now)
        return Gallery(
            learnt=state.setting.examples,
            unseen=self.unseen,
            looked_at=self.looked_at,
            image=image,
            label=label,
            seen=seen,
            score=_newest(timeline, state.position.step),
            scores=timeline.score_history(),
            compared=self._compared_with(state.setting.examples),
        )

    def _seen(self, state: ImageState, now: Step) -> tuple[PixelArray, int | None, Step]:
        wish, images = self.looked_at, state.setting.examples
        row = state.row(state.position.step)
        if wish.source is Source.STEP or (wish.source is Source.LEARNT and wish.index == row):
            return images.pixels[row], int(images.labels[row]), now
        if wish.source is Source.LEARNT:
            seen = self._step(state, images, wish.index)
            return images.pixels[wish.index], int(images.labels[wish.index]), seen
        if wish.source is Source.UNSEEN:
            seen = self._step(state, self.unseen, wish.index)
            return self.unseen.pixels[wish.index], int(self.unseen.labels[wish.index]), seen
        if wish.pixels is None:
            raise TypeError("a drawing has pixels: `look_at` lets no other in")
        values = wish.pixels.reshape(-1).astype(np.float64) / WHITE
        nothing = np.zeros(len(images.class_names))
        seen = take_step(state.weights, state.setting.frozen, state.setting.alpha, (values, nothing))
        return wish.pixels, None, read_only_step(seen)

    @staticmethod
    def _step(state: ImageState, images: Images, row: int) -> Step:
        example = (images.input(row), images.targets[row].astype(np.float64))
        return read_only_step(take_step(state.weights, state.setting.frozen, state.setting.alpha, example))


def _about(timeline: Timeline, step: int) -> Hashable:
    return "score", id(timeline), step


def _newest(timeline: Timeline, step: int) -> Score | None:
    """The score of this step, or of the nearest before it that is known."""
    at = max((scored for scored in timeline.scores if scored <= step), default=None)
    return None if at is None else timeline.scores[at]
