"""What may be typed after ``gdstudio``: every command's arguments, checked one by one.

A wrong argument gets one sentence on stderr and exit code 2, never a page of usage.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gdstudio import __version__
from gdstudio.messages import LARGEST_ALPHA

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS = 1_000_000
SMALLEST_SIZE = (320, 240)
LARGEST_SIZE = (7680, 4320)
PICTURES = (".png", ".svg")

_COMMANDS = """\
commands:
  gdstudio lessons      list the scenes
  gdstudio trace        print every step of a scene's run
  gdstudio render       draw the window into a picture

Each of them has its own --help.
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ")
        self.exit(2, f"gdstudio: {said} (see {self.prog} --help)\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments after the program's name; `command` says which of the four it is.

    Raises:
        SystemExit: with code 2 after a sentence on stderr if they are wrong, 0 after --help or --version.
    """
    commands = {"lessons": _lessons, "trace": _trace, "render": _render}
    first = arguments[0] if arguments else ""
    if first in commands:
        parsed = commands[first]().parse_args(arguments[1:])
        parsed.command = first
    else:
        parsed = _open().parse_args(arguments)
        parsed.command = "open"
    return parsed


def _open() -> _Parser:
    parser = _Parser(
        prog="gdstudio",
        description="Open the studio, in which you see gradient descent work.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "scene",
        metavar="SCENE",
        nargs="?",
        help="the scene to begin with; left out, the last one that was open",
    )
    parser.add_argument("--version", action="version", version=f"gdstudio {__version__}")
    return parser


def _lessons() -> _Parser:
    parser = _Parser(prog="gdstudio lessons", description="List the scenes, in order.", allow_abbrev=False)
    parser.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="json: one object a line (default: table)",
    )
    return parser


def _trace() -> _Parser:
    parser = _Parser(
        prog="gdstudio trace",
        description="Print every number of every step, those before the step's update. Steps and examples "
        "count from 1. After a divergence it ends with the last step whose error is finite.",
        allow_abbrev=False,
    )
    _add_run(parser, default_steps=5)
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help="table: rounded, to be read; json: one object a line and step, then a final one; csv: one row a "
        "step (default: table)",
    )
    return parser


def _render() -> _Parser:
    parser = _Parser(
        prog="gdstudio render",
        description="Draw the studio's window into a picture. No display is needed.",
        allow_abbrev=False,
    )
    _add_run(parser, default_steps=0)
    parser.add_argument(
        "--size", metavar="WxH", type=_size, default=(1366, 768), help="in pixels (default: 1366x768)"
    )
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="(default: light)")
    parser.add_argument(
        "--panel",
        choices=("window", "diagram", "bowls"),
        default="window",
        help="which part to draw (default: window)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=_picture, required=True, help="where to, a .png or .svg file"
    )
    return parser


def _add_run(parser: _Parser, default_steps: int) -> None:
    """What `trace` and `render` share: a scene, how far to run it, and what to change before."""
    parser.add_argument("scene", metavar="SCENE", help="a scene's id, as `gdstudio lessons` lists them")
    parser.add_argument(
        "--steps",
        metavar="N",
        type=_steps,
        default=default_steps,
        help=f"how many steps to take (default: {default_steps})",
    )
    parser.add_argument("--alpha", metavar="A", type=_alpha, help="instead of the scene's own")
    parser.add_argument(
        "--freeze",
        metavar="NAME",
        action="append",
        default=[],
        help="freeze this weight: a, b, c … row by row",
    )
    parser.add_argument(
        "--set",
        metavar="NAME=VALUE",
        type=_setting,
        action="append",
        default=[],
        dest="settings",
        help="set a weight (a), an input (toes) or a target (win) before the first step",
    )


def _steps(text: str) -> int:
    wrong = argparse.ArgumentTypeError(f"“{text}”; give a whole number from 0 to {MOST_STEPS:,}")
    try:
        steps = int(text)
    except ValueError:
        raise wrong from None
    if not 0 <= steps <= MOST_STEPS:
        raise wrong
    return steps


def _alpha(text: str) -> float:
    wrong = argparse.ArgumentTypeError(f"“{text}”; give a number from 0 to {LARGEST_ALPHA:g}")
    try:
        alpha = float(text)
    except ValueError:
        raise wrong from None
    if not 0 <= alpha <= LARGEST_ALPHA:  # also catches NaN
        raise wrong
    return alpha


def _setting(text: str) -> tuple[str, float]:
    name, _, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = None
    if not name.strip() or number is None:
        raise argparse.ArgumentTypeError(f"“{text}”; give a name and a number, like a=0.5")
    return name.strip(), number


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.lower())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(
        low <= side <= high for low, side, high in zip(SMALLEST_SIZE, size, LARGEST_SIZE, strict=True)
    ):
        low, high = ("x".join(map(str, limit)) for limit in (SMALLEST_SIZE, LARGEST_SIZE))
        raise argparse.ArgumentTypeError(f"“{text}”; give width x height from {low} to {high}")
    return size


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in PICTURES:
        raise argparse.ArgumentTypeError(f"“{text}”; give a file that ends in {' or '.join(PICTURES)}")
    return path
