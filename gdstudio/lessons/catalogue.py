"""The scenes that come with the studio, in the order in which they are taught."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from typing import TYPE_CHECKING

from gdstudio.lessons.scene_file import SceneError, parse_scene

if TYPE_CHECKING:
    from gdstudio.messages import Scene

_IDS = (
    "single-input",
    "multiple-inputs",
    "several-steps",
    "too-much-alpha",
    "freezing",
    "multiple-outputs",
    "inputs-and-outputs",
    "printed-listing",
    "mnist",
    "weight-pictures",
    "dot-products",
)


def ids() -> tuple[str, ...]:
    """What the command line calls the scenes, in order."""
    return _IDS


def load(scene_id: str) -> Scene:
    """Read one scene.

    Raises:
        SceneError: there is no such scene (the text names those with a similar name), or its file is
            damaged.
    """
    if scene_id not in _IDS:
        raise SceneError(_unknown(scene_id))
    # Package data, so that a wheel and a zipped package serve as well as a clone.
    file = files("gdstudio.lessons") / "scenes" / f"{scene_id}.md"
    return parse_scene(file.read_text(encoding="utf-8"), scene_id, file.name)


def load_all() -> list[Scene]:
    """Read every scene, in order.

    Raises:
        SceneError: a file is damaged.
    """
    return [load(scene_id) for scene_id in _IDS]


def _unknown(scene_id: str) -> str:
    close = get_close_matches(scene_id.lower(), _IDS, n=3, cutoff=0.5)
    if close:
        return f"there is no scene “{scene_id}”; did you mean {' or '.join(close)}?"
    return f"there is no scene “{scene_id}”; there are {', '.join(_IDS)}"
