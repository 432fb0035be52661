"""`gdstudio [SCENE]`: open the window, or say in one sentence why there can be none."""

from __future__ import annotations

import sys

from gdstudio.cli import display

NO_DISPLAY = 2


def open_studio(scene_id: str | None) -> int:
    """Open the studio on a scene, or on the last one that was open.

    Returns:
        The application's exit code; 2 where no window can be opened.
    """
    problem = display.problem()
    if problem is not None:
        print(f"gdstudio: {problem}", file=sys.stderr)
        return NO_DISPLAY
    from gdstudio import app  # noqa: PLC0415  # loads Qt, only after a display was found

    return app.open_studio(scene_id)
