"""Which panel is shown a snapshot when: at speed each at its turn, and none while a veil hides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdstudio.lessons.hiding import masked, veiled
from gdstudio.views.kit.frames import is_fast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdstudio.messages import Snapshot
    from gdstudio.views.covers import Covers

    Panel = Any
    """A widget with `show_snapshot` and `set_theme`."""


class Turns:
    """Shows snapshots in panels.

    At speed each panel is drawn in every n-th frame, at its turn, so that the work is spread evenly. Those
    that come first in every frame are then shown alone, and painted, before the others that are due: so their
    frames are evenly spaced whatever else there is to draw.

    Args:
        covers: the veils, laid anew for what a snapshot hides.

    Attributes:
        snapshot: the latest, without what it hides; None before the first.
    """

    def __init__(self, covers: Covers) -> None:
        self._covers = covers
        self._frames = 0
        self._rest: list[Panel] = []
        self.snapshot: Snapshot | None = None

    def show(
        self,
        snapshot: Snapshot,
        views: Mapping[Panel, tuple[int, int]],
        first: Sequence[Panel],
        *,
        same: bool,
    ) -> None:
        """Show a snapshot in all panels; at speed in the first ones, and keep the rest for `show_rest`.

        Args:
            snapshot: what is to be shown.
            views: the panels. With (n, k) a panel's turn is in frame k, k + n, k + 2n …
            first: those that at speed are drawn in every frame.
            same: whether the scene and its runs are those of the snapshot before.
        """
        self._frames += 1
        fast = is_fast(snapshot) and same
        due = [view for view, (every, turn) in views.items() if self._frames % every == turn]
        self._rest = [view for view in due if fast and view not in first]
        self.snapshot = masked(snapshot)
        self._covers.veil(veiled(snapshot.hidden, snapshot.scene.view))
        for view in first if fast else views:
            # Below a veil too a view must not be left with runs that are no longer there.
            if same or view not in self._covers.hidden_views:
                self._show_in(view)
            else:
                view.show_snapshot(snapshot)

    def show_rest(self) -> bool:
        """Show what `show` has left for later, now that the first ones are painted.

        Returns:
            Whether anything was shown, and so has to be painted too.
        """
        rest, self._rest = self._rest, []
        for view in rest:
            self._show_in(view)
        return bool(rest)

    def _show_in(self, view: Panel) -> None:
        """Show the latest snapshot in a panel; one that is veiled waits."""
        if self.snapshot is not None and view not in self._covers.hidden_views:
            view.show_snapshot(self.snapshot)
