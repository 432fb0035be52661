"""Which bowls a panel has, and what each of them shows: all weights', or those of the chosen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.messages import Source
from gdstudio.views.bowls.chosen import Chosen, Place, first_choice, is_too_large
from gdstudio.views.bowls.grid import Group, group_of, stack_of
from gdstudio.views.bowls.pictures import lanes_beside, overlaid, roles_of, shown_of
from gdstudio.views.kit.looked_at import image_name, lanes_looked_at

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Snapshot
    from gdstudio.views.bowls.bowl import Shown
    from gdstudio.views.bowls.pictures import Role


class Cast:
    """The bowls of one scene.

    Attributes:
        front: the lane whose bowls are shown where lanes are overlaid or bowls are chosen.
        chosen: the chosen weights, or None where every weight has a bowl.
        roles: the bowls there are.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Choose for the scene that the snapshot is of."""
        self.front = len(snapshot.lanes) - 1
        too_large = is_too_large(snapshot.lanes)
        self.chosen = Chosen(first_choice(snapshot, self.front)) if too_large else None
        self.roles: list[Role] = []
        self._places: list[Place] | None = None

    def call(self, snapshot: Snapshot, room: int) -> None:
        """Decide which bowls there are to be: at most `room` where they are chosen."""
        self._places = None if self.chosen is None else self.chosen.shown(room)
        self.roles = roles_of(snapshot.lanes, self.front, self._places)

    def groups(self, snapshot: Snapshot, columns: int) -> list[tuple[str, Group]]:
        """How they are arranged: a heading (or "") and a grid for each lane; chosen ones in `columns`."""
        if self._places is not None:
            return [("", stack_of(len(self._places), columns))]
        lanes = self.lanes(snapshot)
        headings = [lane.start.label if len(lanes) > 1 else "" for lane in lanes]
        return [(name, group_of(lane.now.weights.shape)) for name, lane in zip(headings, lanes, strict=True)]

    def lanes(self, snapshot: Snapshot) -> list[Lane]:
        """The lanes that have bowls of their own."""
        return [snapshot.lanes[index] for index in lanes_beside(snapshot.lanes, self.front, self._places)]

    def shown(self, snapshot: Snapshot) -> list[Shown]:
        """What they show, in the order of `roles`."""
        return shown_of(lanes_looked_at(snapshot), self.front, self._places)


def rival_labels(snapshot: Snapshot) -> list[str]:
    """The lanes to choose from, where one is in front and the others are drawn into its bowls."""
    return [lane.start.label for lane in snapshot.lanes] if overlaid(snapshot.lanes) else []


def subject_of(snapshot: Snapshot) -> str:
    """Which image the bowls are of; "" without images. The step's own changes too fast to be named."""
    gallery = snapshot.gallery
    if gallery is None:
        return ""
    of_step = gallery.looked_at.source in {Source.STEP, Source.DRAWN}
    return "the step’s image" if of_step else image_name(snapshot)
