"""The scenes that come with the studio, in the order in which they are taught."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from gdstudio.lessons.scene_file import LARGEST_FILE, SceneError, parse_scene

if TYPE_CHECKING:
    from gdstudio.messages import Scene

_IDS = (
    "single-input",
    "multiple-inputs",
    "several-steps",
    "too-much-alpha",
    "freezing",
    "error-surface",
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


def find(scene: str) -> Scene:
    """Read a scene by its id, or from a file by its path, which ends in ``.md``.

    Raises:
        SceneError: there is no such scene or file, or it cannot be read.
    """
    return load_file(Path(scene)) if scene.endswith(".md") else load(scene)


def load_file(path: Path) -> Scene:
    """Read a scene file. Its id is the file's name, without ``.md`` unless one of the chapter's is called so.

    Raises:
        SceneError: it is not there, or cannot be read; the text names the file, the field and the remedy.
    """
    scene_id = path.name if path.stem in _IDS else path.stem
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SceneError(f"{path}: cannot be read ({why}); give the path of a scene file") from error
    if len(content) > LARGEST_FILE:
        raise SceneError(f"{path}: larger than {LARGEST_FILE:,} bytes; this is no scene file")
    try:
        return parse_scene(content.decode("utf-8"), scene_id, path.name)
    except UnicodeDecodeError as error:
        raise SceneError(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


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
