"""Which bowls a panel has, and what each of them shows: all weights', or those of the chosen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gdstudio.messages import Source
from gdstudio.views.bowls.chosen import Chosen, Place, first_choice, is_too_large
from gdstudio.views.bowls.grid import Group, group_of, stack_of
from gdstudio.views.bowls.pictures import lanes_beside, overlaid, roles_of, shown_of
from gdstudio.views.kit.looked_at import image_name, lanes_looked_at

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Snapshot
    from gdstudio.views.bowls.bowl import Shown
    from gdstudio.views.bowls.pictures import Role
    from gdstudio.views.bowls.text import Label


Needed: TypeAlias = "tuple[int, int, Label, str]"


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

    @property
    def needed(self) -> list[Needed]:
        """What bowls there are to be, whichever lane's they are."""
        return [(role.ref.output, role.ref.input, role.label, role.output) for role in self.roles]

    def kinds(self, snapshot: Snapshot) -> list[bool]:
        """Of each lane that has bowls, whether they are means over several examples."""
        return [lane.over_all is not None for lane in self.lanes(snapshot)]

    def groups(self, snapshot: Snapshot, columns: int) -> list[Group]:
        """How they are arranged: a grid for each lane that has bowls; chosen ones in `columns`."""
        if self._places is not None:
            return [stack_of(len(self._places), columns)]
        return [group_of(lane.now.weights.shape) for lane in self.lanes(snapshot)]

    def headings(self, snapshot: Snapshot) -> list[str]:
        """What stands above each grid: which lane it is, where there are several."""
        lanes = self.lanes(snapshot)
        return [lane.start.label for lane in lanes] if len(lanes) > 1 else []

    def lanes(self, snapshot: Snapshot) -> list[Lane]:
        """The lanes that have bowls of their own."""
        return [snapshot.lanes[index] for index in lanes_beside(snapshot.lanes, self.front, self._places)]

    def shown(self, snapshot: Snapshot) -> list[Shown]:
        """What they show, in the order of `roles`. While a question is open, without remarks."""
        shown = shown_of(lanes_looked_at(snapshot), self.front, self._places)
        return [each.without_remarks for each in shown] if snapshot.hidden else shown


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
