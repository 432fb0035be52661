"""What may be typed after ``gdstudio``: every command's arguments, checked one by one.

A wrong argument gets one sentence on stderr and exit code 2, never a page of usage.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gdstudio import __version__
from gdstudio.cli import values
from gdstudio.core.descent import Rule
from gdstudio.core.sweep import USUAL_STEPS
from gdstudio.files.idx import MOST_IMAGES
from gdstudio.messages import FEWEST_POINTS, MOST_POINTS, MOST_SWEPT_STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDERS = ("one", "given", "shuffled", "shuffled-once", "full-batch")
RULES = tuple(rule.value.replace(" ", "-") for rule in Rule)
PANELS = ("window", "diagram", "bowls", "heatmaps", "dot-product", "surface", "code", "lecture")

_COMMANDS = """\
commands:
  gdstudio lessons      list the scenes, or check a lesson of your own
  gdstudio trace        print every step of a scene's run
  gdstudio sweep        print the error that many alphas lead to
  gdstudio script       write a run as a Python script
  gdstudio render       draw the window into a picture

Each of them has its own --help.
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ")
        self.exit(2, f"gdstudio: {said} (see {self.prog} --help)\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments after the program's name; `command` says which of the six it is.

    Raises:
        SystemExit: with code 2 after a sentence on stderr if they are wrong, 0 after --help or --version.
    """
    commands = {"lessons": _lessons, "trace": _trace, "sweep": _sweep, "script": _script, "render": _render}
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
    _add_data(parser)
    parser.add_argument("--version", action="version", version=f"gdstudio {__version__}")
    return parser


def _lessons() -> _Parser:
    parser = _Parser(
        prog="gdstudio lessons",
        description="List the scenes, in order; or check lessons of your own.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--check",
        metavar="FILE",
        nargs="+",
        help="go through these lessons (.md files, or ids) and tell what is wrong in which line",
    )
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
        "count from 1. After a divergence it ends with the last step whose error is finite. With images, "
        "a line sums up --every so many steps: how many were taken so far, their mean error (summed over "
        "the outputs), the share of unseen images that are then predicted right, and steps a second (of "
        "training alone); the last line is of the whole run.",
        allow_abbrev=False,
    )
    _add_run(parser, "default: 5; with images, one pass over them")
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help="table: rounded, to be read; json: one object a line and step, then a final one; csv: one row a "
        "step (default: table)",
    )
    images = _add_images(parser)
    images.add_argument(
        "--every",
        metavar="K",
        type=values.whole_number(1, values.MOST_STEPS),
        help="how many steps a line sums up (default: 1000)",
    )
    images.add_argument(
        "--weights-out",
        metavar="FILE.npy",
        type=Path,
        help="write the weights after the last step: float32, one row an output, in NumPy's format",
    )
    return parser


def _sweep() -> _Parser:
    parser = _Parser(
        prog="gdstudio sweep",
        description="Take some steps with each of many alphas, all from the same weights, and print the "
        "error each leads to: that of the one example trained on, or the mean over all. For small networks.",
        allow_abbrev=False,
    )
    _add_scene(parser)
    parser.add_argument(
        "--steps",
        metavar="N",
        type=values.whole_number(1, MOST_SWEPT_STEPS),
        default=USUAL_STEPS,
        help=f"how many steps to take with each (default: {USUAL_STEPS})",
    )
    ends = (("--from", "first", "A", "a hundredth of the limit"), ("--to", "last", "B", "twice the limit"))
    for option, name, letter, usual in ends:
        parser.add_argument(
            option,
            dest=name,
            metavar=letter,
            type=values.swept_alpha,
            help=f"the {'smallest' if name == 'first' else 'largest'} alpha (default: {usual})",
        )
    parser.add_argument(
        "--points",
        metavar="P",
        type=values.whole_number(FEWEST_POINTS, MOST_POINTS),
        default=20,
        help="how many alphas, evenly spread on a log scale (default: 20)",
    )
    parser.add_argument(
        "--after",
        metavar="K",
        type=values.whole_number(0, values.MOST_STEPS),
        default=0,
        help="begin with the weights that the run has after K steps (default: 0)",
    )
    _add_changes(parser)
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help="table: rounded, with the zone that each alpha is in; json: one object a line and alpha, then a "
        "final one; csv: one row an alpha (default: table)",
    )
    return parser


def _script() -> _Parser:
    parser = _Parser(
        prog="gdstudio script",
        description="Write a run as a Python script that repeats it and ends with its weights: plain Python "
        "for small networks, numpy for images.",
        allow_abbrev=False,
    )
    _add_run(parser, "default: 5")
    parser.add_argument("--lane", metavar="NAME", help="which run, of several (default: the last)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="where to (default: the standard output)"
    )
    _add_images(parser)
    return parser


def _render() -> _Parser:
    parser = _Parser(
        prog="gdstudio render",
        description="Draw the studio's window into a picture. No display is needed.",
        allow_abbrev=False,
    )
    _add_run(parser, "default: 0", default_steps=0)
    parser.add_argument(
        "--size", metavar="WxH", type=values.size, default=(1366, 768), help="in pixels (default: 1366x768)"
    )
    parser.add_argument(
        "--theme", choices=("light", "dark", "projector"), default="light", help="(default: light)"
    )
    parser.add_argument(
        "--panel",
        choices=PANELS,
        default="window",
        help="which part to draw (default: window); diagram and surface are for networks, bowls and code for "
        "networks and images, heatmaps for images, dot-product for images and vectors; lecture is what an "
        "audience sees",
    )
    parser.add_argument(
        "--lesson-step",
        metavar="K",
        type=values.whole_number(1, 1000),
        help="with --panel lecture: step K of the lesson that SCENE is (an id, or the path of a lesson file)",
    )
    parser.add_argument(
        "--presses",
        metavar="N",
        type=values.whole_number(0, 100),
        default=0,
        help="with --lesson-step: press the lecture's key N times (its question, the answer, a task)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=values.picture,
        required=True,
        help="where to, a .png or .svg file",
    )
    images = _add_images(parser)
    images.add_argument(
        "--image",
        metavar="N",
        type=values.whole_number(1, MOST_IMAGES),
        help="look at unseen image N, from 1 (default: the scene's own choice)",
    )
    return parser


def _add_run(parser: _Parser, steps_help: str, default_steps: int | None = None) -> None:
    """What `trace` and `render` share: a scene, how far to run it, and what to change before."""
    _add_scene(parser)
    parser.add_argument(
        "--steps",
        metavar="N",
        type=values.whole_number(0, values.MOST_STEPS),
        default=default_steps,
        help=f"how many steps to take ({steps_help})",
    )
    _add_changes(parser)


def _add_scene(parser: _Parser) -> None:
    parser.add_argument(
        "scene", metavar="SCENE", help="a scene's id, as `gdstudio lessons` lists them, or a scene file (.md)"
    )


def _add_changes(parser: _Parser) -> None:
    """What to change before the first step."""
    parser.add_argument("--alpha", metavar="A", type=values.alpha, help="instead of the scene's own")
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
        type=values.setting,
        action="append",
        default=[],
        dest="settings",
        help="set a weight (a), an input (toes) or a target (win) before the first step",
    )
    parser.add_argument(
        "--rule",
        choices=RULES,
        metavar="NAME",
        help=f"follow the correct recipe, or one with a misprint of the book: {', '.join(RULES)} (small "
        "networks only; default: the scene's own)",
    )
    parser.add_argument(
        "--order",
        choices=ORDERS,
        metavar="NAME",
        help="what each step learns from: one example again and again, all as given, all shuffled anew each "
        f"pass or shuffled once, or all at once: {', '.join(ORDERS)} (with images neither one nor full-batch;"
        " default: the scene's own)",
    )
    parser.add_argument(
        "--seed",
        metavar="S",
        type=values.whole_number(0, values.LARGEST_SEED),
        help="of the shuffling: the same seed gives the same order (default: 0)",
    )


def _add_images(parser: _Parser) -> argparse._ArgumentGroup:
    """What `trace` and `render` share for scenes with images."""
    group = parser.add_argument_group("only for scenes with images")
    _add_data(group)
    group.add_argument(
        "--freeze-pixels",
        metavar="FILE.png",
        type=values.existing,
        help="freeze the weights of some pixels, in a picture of the images' size: those where red, green or "
        "blue is above half (transparent is black)",
    )
    return group


def _add_data(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--data",
        metavar="PATH",
        type=values.existing,
        action="append",
        default=[],
        help="images of your own: a folder with IDX files (MNIST's format), gzipped or not, or, given "
        "several times, the files (default: the 5,000 digits that come with the studio)",
    )
