"""``gdstudio script``: a scene's run as a Python script, without a display."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gdstudio.cli.images import check_options
from gdstudio.cli.images import commands as image_commands
from gdstudio.cli.settings import SettingError, commands
from gdstudio.files.wanted_images import read_wanted
from gdstudio.lessons import catalogue
from gdstudio.lessons.with_images import with_images
from gdstudio.listings.orders import ScriptError
from gdstudio.listings.script import script
from gdstudio.model.session import Session

if TYPE_CHECKING:
    import argparse

    from gdstudio.cli.images import ReadMask

STEPS = 5
"""So many are taken, if not told otherwise."""
CANNOT_WRITE = 1


def write(arguments: argparse.Namespace, read_mask: ReadMask) -> int:
    """Print the script, or write it into the file asked for; return the exit code.

    Args:
        arguments: as parsed.
        read_mask: reads the picture of --freeze-pixels.

    Raises:
        SceneError: there is no such scene.
        SettingError: an option names what is not there, or the run cannot be written as a script.
        DataError: a value is out of range.
        ImageFileError, MissingFileError: the images cannot be read.
    """
    scene = catalogue.find(arguments.scene)
    check_options(scene, arguments)
    if scene.images is not None:
        data = read_wanted(arguments.data)
        scene = with_images(scene, data.learnt, data.unseen)
        given = image_commands(scene.lanes[0], arguments, read_mask)
    else:
        given = commands(scene, arguments)
    session = Session(scene)
    for command in given:
        session.apply(command)
    session.advance(STEPS if arguments.steps is None else arguments.steps)
    names = [lane.name for lane in scene.lanes]
    if arguments.lane not in (None, *names):
        raise SettingError(f"--lane {arguments.lane}: {scene.id} has {', '.join(names)}")
    lane = names.index(arguments.lane or scene.traced[-1])
    try:
        text = script(scene, session.timeline.log, lane, session.step)
    except ScriptError as error:
        raise SettingError(str(error)) from error
    if arguments.output is None:
        print(text, end="")
        return 0
    try:
        arguments.output.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        print(f"gdstudio: {arguments.output}: {why}; choose another place", file=sys.stderr)
        return CANNOT_WRITE
    return 0
