"""Connects the menus and their keys: what an action asks for becomes a command, or is done in a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.messages import (
    Command,
    Fork,
    GoToPhase,
    LoadScene,
    Pause,
    Phase,
    Play,
    Redo,
    Seek,
    SetSpeed,
    TakePhase,
    TakeSteps,
    Undo,
    View,
)
from gdstudio.views.kit.lanes import opened
from gdstudio.views.transport.transport import SPEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.messages import Speed
    from gdstudio.presenter import Presenter
    from gdstudio.views.window import Window
    from gdstudio.wishes.changes import Changes

ALPHA_DECADES = 0.1
"""How far one press of a key moves alpha."""


class MenuWishes:
    """Carries out the actions that concern the session, whichever way they were triggered.

    Args:
        window: with the menus.
        presenter: knows what is shown; opens scenes and looks at runs.
        changes: gives the commands that change a run.
        send: takes any other command to the model.
    """

    def __init__(
        self, window: Window, presenter: Presenter, changes: Changes, send: Callable[[Command], None]
    ) -> None:
        self._window, self._presenter, self._send = window, presenter, send
        window.actions_by_name.connect(
            {
                "undo": lambda: send(Undo()),
                "redo": lambda: send(Redo()),
                "start_again": lambda: send(LoadScene(opened(presenter.shown))),
                "next_scene": lambda: presenter.open_neighbour(1),
                "previous_scene": lambda: presenter.open_neighbour(-1),
                "freeze": changes.freeze_selected,
                "alpha_up": lambda: window.ruler.nudge(ALPHA_DECADES),
                "alpha_down": lambda: window.ruler.nudge(-ALPHA_DECADES),
            }
        )
        window.actions_by_name.connect(self._time())
        window.actions_by_name.connect(self._views())

    def _time(self) -> dict[str, Callable[[], object]]:
        """What moves through time."""
        send = self._send
        return {
            "play": self._play_or_pause,
            "play_back": self._play_back_or_pause,
            "faster": lambda: self._change_speed(1),
            "slower": lambda: self._change_speed(-1),
            "step": lambda: send(TakeSteps(1)),
            "step_back": lambda: send(TakeSteps(-1)),
            "phase": lambda: send(TakePhase(1)),
            "phase_back": lambda: send(TakePhase(-1)),
            "first": lambda: send(Seek(1)),
            "last": lambda: send(Seek(self._presenter.shown.last_step)),
            "bookmark": self._window.transport.name_bookmark,
            "next_bookmark": lambda: self._go_to_bookmark(1),
            "previous_bookmark": lambda: self._go_to_bookmark(-1),
        }

    def _views(self) -> dict[str, Callable[[], object]]:
        """What is done in a view, or looks at something else."""
        return {
            "follow": self._follow,
            "sweep": self._sweep,
            "fork": lambda: self._send(Fork(self._presenter.lane)),
            "race": self._race,
            "next_run": lambda: self._look_further(1),
            "previous_run": lambda: self._look_further(-1),
            "next_image": lambda: self._look_on(1),
            "previous_image": lambda: self._look_on(-1),
            "next_mistake": self._next_mistake,
        }

    # --- time ---------------------------------------------------------------------------------------------

    def _play_or_pause(self) -> None:
        self._send(Pause() if self._presenter.shown.playing else Play())

    def _play_back_or_pause(self) -> None:
        self._send(Pause() if self._presenter.shown.backwards else Play(backwards=True))

    def _change_speed(self, distance: int) -> None:
        speeds: list[Speed] = [speed for _, speed in SPEEDS]
        index = speeds.index(self._presenter.shown.speed) + distance
        self._send(SetSpeed(speeds[min(max(index, 0), len(speeds) - 1)]))

    def _go_to_bookmark(self, way: int) -> None:
        """Go to the nearest bookmark after this step, or before it; stay where there is none."""
        here = self._presenter.shown.step
        steps = [mark.step for mark in self._presenter.shown.bookmarks if (mark.step - here) * way > 0]
        if steps:
            self._send(Seek(min(steps, key=lambda step: abs(step - here))))

    # --- views --------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Follow the numbers, from the first phase of this step; or no longer."""
        following = self._window.actions_by_name["follow"].isChecked()
        self._window.network.drawing.follow(following)
        if following:
            self._send(Pause())
            self._send(SetSpeed(SPEEDS[0][1]))
            self._send(GoToPhase(Phase.PREDICT))

    def _sweep(self) -> None:
        """Bring the sweep to the front, and start it."""
        if self._presenter.shown.scene.view is View.NETWORK:
            self._window.open_panel("sweep")
            self._window.network.sweep.take_focus()
            self._window.network.sweep.start()

    def _race(self) -> None:
        """Bring the runs to the front, with the form for a race."""
        if self._presenter.shown.scene.view is View.NETWORK:
            self._window.open_panel("runs")
            self._window.network.runs.open_race()

    def _look_further(self, way: int) -> None:
        """Look at the next run, or with −1 at the one before, round and round."""
        count = len(self._presenter.shown.lanes)
        if count > 1:
            self._presenter.look_at((self._presenter.lane + way) % count)

    def _look_on(self, way: int) -> None:
        if self._presenter.shown.gallery is not None and self._window.pictures is not None:
            self._window.pictures.look_on(way)

    def _next_mistake(self) -> None:
        if self._presenter.shown.gallery is not None and self._window.pictures is not None:
            self._window.pictures.look_at_next_mistake()
