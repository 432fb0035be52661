"""The command line's entry: read the arguments, start the command, and say in a sentence what is wrong.

Each command is imported only when it is asked for, so that those that need no window never load Qt.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from gdstudio.core.network import BoolArray

CANNOT_WRITE = CANNOT_START = 1
WRONG_ARGUMENTS = 2
INTERRUPTED = 130
IMAGE_SCENE = "mnist"
"""Opened for images that are given without a scene."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the studio or one of its commands.

    Args:
        arguments: what follows the program's name; by default those it was started with.

    Returns:
        The exit code: 0, 1 when output could not be written or a lesson is not in order, 2 after wrong
        arguments or without a display.
    """
    # Read by OpenBLAS when numpy is first imported: its own threads slow the studio's down many times over.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from gdstudio.cli.arguments import parse  # noqa: PLC0415  # imports numpy

    asked = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(asked)
    except KeyboardInterrupt:
        _drop_output()
        return INTERRUPTED


def _run(asked: argparse.Namespace) -> int:
    """Start the command; its own errors become one sentence."""
    from gdstudio.cli.settings import SettingError  # noqa: PLC0415  # after numpy's threads are set
    from gdstudio.core.examples import DataError  # noqa: PLC0415  # the same
    from gdstudio.files.idx import ImageFileError  # noqa: PLC0415  # the same
    from gdstudio.files.shipped import MissingFileError  # noqa: PLC0415  # the same
    from gdstudio.files.weights import WeightsFileError  # noqa: PLC0415  # the same
    from gdstudio.lessons.scene_file import SceneError  # noqa: PLC0415  # the same

    try:
        if asked.command == "open":
            return _open(asked)
        if asked.command == "render":
            from gdstudio.cli.render import render  # noqa: PLC0415  # loads Qt

            return render(asked, _read_mask)
        return _print(asked)
    except (SceneError, SettingError, DataError, ImageFileError) as error:
        return _say(str(error), WRONG_ARGUMENTS)
    except WeightsFileError as error:
        return _say(str(error), CANNOT_WRITE)
    except MissingFileError as error:
        return _say(str(error), CANNOT_START)


def _open(asked: argparse.Namespace) -> int:
    from gdstudio.cli.images import check_options  # noqa: PLC0415  # after numpy's threads are set
    from gdstudio.lessons import openable  # noqa: PLC0415  # the same
    from gdstudio.lessons.lesson import Lesson  # noqa: PLC0415  # the same

    name = IMAGE_SCENE if asked.data and asked.scene is None else asked.scene
    if name is not None:  # what is wrong is said before Qt is started
        found = openable.find(name)
        check_options(found.scene if isinstance(found, Lesson) else found, asked)
    from gdstudio.cli.open import open_studio  # noqa: PLC0415  # loads Qt

    return open_studio(name, asked.data)


def _print(asked: argparse.Namespace) -> int:
    """Run a command that writes to stdout, which may be closed or full."""
    from gdstudio.cli.catalogue import show  # noqa: PLC0415  # only what is asked for
    from gdstudio.cli.trace import trace  # noqa: PLC0415  # the same

    if sys.stdout is None:  # as after `>&-`
        return _say("cannot write the output: there is none", CANNOT_WRITE)
    try:
        if asked.command == "script":
            from gdstudio.cli.script import write  # noqa: PLC0415  # the same

            code = write(asked, _read_mask)
        elif asked.command == "sweep":
            from gdstudio.cli.sweep import sweep  # noqa: PLC0415  # the same

            code = sweep(asked)
        elif asked.command == "lessons" and asked.check:
            from gdstudio.cli.lesson_check import check  # noqa: PLC0415  # the same

            code = check(asked.check)
        else:
            code = trace(asked, _read_mask) if asked.command == "trace" else show(asked)
        sys.stdout.flush()  # so that what cannot be written is noticed here
    except BrokenPipeError:
        # Whoever read, as in `gdstudio trace … | head`, has seen enough.
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return _say(f"cannot write the output: {error.strerror or error}", CANNOT_WRITE)
    return code


def _read_mask(path: Path, size: tuple[int, int]) -> BoolArray:
    """Read the picture of --freeze-pixels. Only for this a trace loads Qt, and not by itself."""
    from gdstudio.cli import display  # noqa: PLC0415  # only what is asked for
    from gdstudio.cli.settings import SettingError  # noqa: PLC0415  # the same

    problem = display.library_problem()
    if problem is not None:
        raise SettingError(f"--freeze-pixels: {problem}")
    from gdstudio.files.mask import read_mask  # noqa: PLC0415  # loads Qt

    return read_mask(path, size)


def _drop_output() -> None:
    """Point stdout nowhere, or Python would try again at its exit and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _say(sentence: str, code: int) -> int:
    print(f"gdstudio: {sentence}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
