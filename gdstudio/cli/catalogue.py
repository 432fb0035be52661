"""``gdstudio lessons``: which scenes there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gdstudio.lessons import catalogue

if TYPE_CHECKING:
    import argparse


def show(arguments: argparse.Namespace) -> int:
    """Print every scene's id, section and title, as `format` says; return the exit code."""
    scenes = catalogue.load_all()
    if arguments.format == "json":
        for scene in scenes:
            print(json.dumps({"id": scene.id, "title": scene.title, "section": scene.section}))
        return 0
    width = max(len(scene.id) for scene in scenes)
    for scene in scenes:
        print(f"{scene.id:<{width}}  {scene.section:<7}  {scene.title}")
    return 0
