"""`gdstudio [LESSON]`: open the window, or say in one sentence why there can be none."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from gdstudio.cli import display

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NO_DISPLAY = 2


def open_studio(name: str | None, images: Sequence[Path] = ()) -> int:
    """Open the studio on a lesson or a scene, or on what was open last.

    Args:
        name: which, by its id or path; None for the last one.
        images: a folder or files to be opened in it, or none.

    Returns:
        The application's exit code; 2 where no window can be opened.
    """
    problem = display.problem()
    if problem is not None:
        print(f"gdstudio: {problem}", file=sys.stderr)
        return NO_DISPLAY
    gc.disable()  # all that is made now is kept: the collector would look through it again and again
    try:
        from gdstudio import app  # noqa: PLC0415  # loads Qt, only after a display was found

        return app.open_studio(name, images)
    finally:
        gc.enable()
