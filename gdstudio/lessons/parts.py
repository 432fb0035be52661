"""What a lesson can point at: the parts of the window that it lights, and the facts that a question hides.

The words are a teacher's; what each means on the screen is the views' business.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gdstudio.core.images import Images
from gdstudio.core.network import weight_names
from gdstudio.messages import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import LaneStart

_TABS = {
    View.NETWORK: ("error", "steps", "surface", "sweep", "code"),
    View.PICTURES: ("bowls", "draw", "mistakes", "accuracy", "numbers", "code", "product", "row"),
    View.VECTORS: (),
}
PANELS = tuple(dict.fromkeys(panel for tabs in _TABS.values() for panel in tabs))
"""The views of a run of which one is in front, by the names of their tabs."""

_STAGES = {
    View.NETWORK: ("diagram", "bowls", "alpha", "numbers"),
    View.PICTURES: ("pictures", "alpha"),
    View.VECTORS: ("vectors", "pair", "likeness"),
}
STAGES = tuple(dict.fromkeys(panel for stages in _STAGES.values() for panel in stages))
"""Panels that are always there in the scenes that have them."""

PARTS = (
    *dict.fromkeys((*PANELS, *STAGES)),
    "inputs",
    "weights",
    "prediction",
    "target",
    "delta",
    "phases",
    "transport",
    "timeline",
    "order",
    "runs",
    "image",
    "scores",
)
"""What can be lit by one word; besides, “bowl a”, “weight a” and “picture 3” with a name of the scene."""

_NAMED = ("bowl", "weight", "picture")

FACTS = (
    "prediction",
    "delta",
    "error",
    "weight deltas",
    "ahead",
    "destination",
    "limits",
    "accuracy",
    "scores",
    "likeness",
    "likeness table",
)
"""What can be hidden wherever it is shown.

``ahead``: where the next steps lead (hollow dots, the next step's arrow). ``destination``: where descent will
end (stars, the line of zero error). ``limits``: how large alpha may be (the ruler's zones, hints about them).
``likeness``: every dot product of vectors; ``likeness table``: all but that of the pair which is looked at.
"""

MOST_PANELS = 4
"""So many large views are shown to an audience at most."""


def part_problem(part: str, lanes: Sequence[LaneStart], *, hidden: bool = False) -> str:
    """Say what is wrong with the name of a part, and what to write; "" if nothing is.

    Args:
        part: as the lesson has it.
        lanes: the scene's runs, for the names of weights and classes; none while images are not loaded.
        hidden: it is to be hidden, so facts count too.
    """
    words = (*PARTS, *FACTS) if hidden else PARTS
    if part in words:
        return ""
    kind, _, name = part.partition(" ")
    if kind in _NAMED and name:
        names = _names(kind, lanes)
        if not lanes or name in names:
            return ""
        return f"“{part}”: there is no {kind} “{name}”; there are {', '.join(names) or 'none'}"
    close = get_close_matches(part, words, n=2, cutoff=0.6)
    if close:
        return f"“{part}”; did you mean {' or '.join(close)}?"
    return f"“{part}”; use {', '.join(dict.fromkeys(words))}, bowl a, weight a, or picture 3"


def panel_problem(panel: str) -> str:
    """Say what is wrong with the view that is to be brought to the front; "" if nothing is."""
    return "" if panel in PANELS else f"“{panel}”; use one of {', '.join(PANELS)}"


def missing_panel(panels: Sequence[str], view: View) -> str:
    """Say which of some panels a scene of this view has not got; "" if it has them all."""
    there = (*_STAGES[view], *_TABS[view])
    return next(
        (
            f"“{panel}” is not in this scene; it has {', '.join(there)}"
            for panel in panels
            if panel not in there
        ),
        "",
    )


def panels_problem(panels: Sequence[str]) -> str:
    """Say what is wrong with the panels that an audience is to be shown; "" if nothing is."""
    known = tuple(dict.fromkeys((*STAGES, *PANELS)))
    for panel in panels:
        if panel not in known:
            return f"“{panel}”; use up to {MOST_PANELS} of {', '.join(known)}"
    return f"{len(panels)} are given; show at most {MOST_PANELS}" if len(panels) > MOST_PANELS else ""


def _names(kind: str, lanes: Sequence[LaneStart]) -> list[str]:
    found: dict[str, None] = {}
    for lane in lanes:
        images = isinstance(lane.examples, Images)
        if kind == "picture":
            found |= dict.fromkeys(lane.examples.target_names if images else ())
        elif not images:
            found |= dict.fromkeys(name for row in weight_names(lane.weights.shape) for name in row)
    return list(found)
