"""How `trace` writes a run on images: a line for each stretch of steps, and one for the whole run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from gdstudio.core.examples import Taking
from gdstudio.core.images import Images

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdstudio.cli.trace_images import Stretch
    from gdstudio.messages import Scene
    from gdstudio.model.lanes import LaneState

_COLUMNS = ("step", "error", "test_accuracy", "steps_per_s")
_ORDERS = {
    Taking.ONE: "one again and again",
    Taking.IN_TURN: "in the order given",
    Taking.SHUFFLED_ONCE: "shuffled once",
    Taking.SHUFFLED: "shuffled anew each pass",
    Taking.FULL_BATCH: "full batch",
}


class ImageFormat(Protocol):
    """What `trace` asks of a format, made from the scene and its state at step 1."""

    def opening(self) -> Iterator[str]:
        """The lines before the first step."""

    def lines(self, stretch: Stretch) -> Iterator[str]:
        """The lines of one stretch."""

    def ending(self, whole: Stretch) -> Iterator[str]:
        """The lines of the whole run."""


def _fields(stretch: Stretch) -> dict[str, float | None]:
    speed = stretch.steps_per_s
    values = (
        stretch.step,
        stretch.error,
        stretch.test_accuracy,
        None if speed is None else round(speed, 1),
    )
    return dict(zip(_COLUMNS, values, strict=True))


class JsonImageFormat:
    """One object a line and stretch, then a final one of the whole run."""

    def __init__(self, _scene: Scene, _state: LaneState) -> None:
        pass

    def opening(self) -> Iterator[str]:
        """Nothing: every line is an object."""
        yield from ()

    def lines(self, stretch: Stretch) -> Iterator[str]:
        """One object."""
        yield json.dumps(_fields(stretch), allow_nan=False)

    def ending(self, whole: Stretch) -> Iterator[str]:
        """The same fields, of the whole run, and whether it diverged."""
        yield json.dumps({"final": True, **_fields(whole), "diverged": whole.diverged}, allow_nan=False)


class CsvImageFormat:
    """One row a stretch; the last says whether the run diverged there."""

    def __init__(self, _scene: Scene, _state: LaneState) -> None:
        pass

    def opening(self) -> Iterator[str]:
        """The names of the columns."""
        yield ",".join([*_COLUMNS, "diverged"])

    def lines(self, stretch: Stretch) -> Iterator[str]:
        """One row."""
        values = ("" if value is None else str(value) for value in _fields(stretch).values())
        yield ",".join([*values, "true" if stretch.diverged else "false"])

    def ending(self, _whole: Stretch) -> Iterator[str]:
        """Nothing: the whole run is no stretch of its own."""
        yield from ()


class TableImageFormat:
    """Rounded numbers in columns, and sentences for the start and the end. Plain ASCII but for names."""

    def __init__(self, scene: Scene, state: LaneState) -> None:
        self._scene = scene
        self._state = state

    def opening(self) -> Iterator[str]:
        """What is run on what, and the names of the columns."""
        at = self._state.setting
        yield f"{self._scene.id}: {self._scene.title}"
        if isinstance(at.examples, Images) and at.start.unseen is not None:
            height, width = at.examples.size
            yield (
                f"{at.examples.name}: {len(at.examples)} images to learn from, {len(at.start.unseen)} unseen;"
                f" {height} x {width} pixels, {len(at.examples.class_names)} classes"
            )
        yield f"alpha {at.alpha:g}, {_ORDERS[at.order.taking]}, frozen: {_frozen(self._state)}"
        yield ""
        yield f"{'step':>9} {'error':>10} {'test accuracy':>14} {'steps per s':>12}"

    def lines(self, stretch: Stretch) -> Iterator[str]:
        """One line."""
        error, speed = _told(stretch)
        yield f"{stretch.step:>9} {error:>10} {stretch.test_accuracy:>14.4f} {speed:>12}"

    def ending(self, whole: Stretch) -> Iterator[str]:
        """Why it ended, if it diverged, and where it led."""
        yield ""
        if whole.diverged:
            yield f"diverged: step {whole.step + 1} is the last whose error is finite. {_why(self._state)}"
        steps = "1 step" if whole.step == 1 else f"{whole.step} steps"
        ending = f"after {steps}: test accuracy {whole.test_accuracy:.4f}"
        if whole.error is not None:
            error, speed = _told(whole)
            ending += f"; mean error {error}, {speed} steps per s"
        yield ending


def _told(stretch: Stretch) -> tuple[str, str]:
    error, speed = stretch.error, stretch.steps_per_s
    return ("-" if error is None else f"{error:.4g}", "-" if speed is None else f"{speed:.0f}")


def _frozen(state: LaneState) -> str:
    """How many pixels: they are frozen for all outputs alike."""
    count = int(state.setting.frozen.all(axis=0).sum())
    return {0: "none", 1: "1 pixel"}.get(count, f"{count} pixels")


def _why(state: LaneState) -> str:
    alpha, guaranteed = state.setting.alpha, state.setting.limits.guaranteed
    if guaranteed is None or alpha <= guaranteed:
        return f"Alpha {alpha:g} is too large."
    return f"Alpha {alpha:g} is above {guaranteed:.4g}, up to which nothing can diverge."


FORMATS: dict[str, Callable[[Scene, LaneState], ImageFormat]] = {
    "table": TableImageFormat,
    "json": JsonImageFormat,
    "csv": CsvImageFormat,
}
