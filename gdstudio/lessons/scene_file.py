"""What a scene file may say, and how it becomes a `Scene`: Markdown under a TOML front matter.

Between two lines of ``+++`` stand the title, the table of examples and one to four runs ("lanes"); below
them the text. Everything that can be wrong is said with the file, the field and the remedy, since scenes
are written by hand.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import DataError, Examples, Order, Taking, checked_value
from gdstudio.core.network import BoolArray, FloatArray, frozen_copy, weight_names
from gdstudio.lessons.planned import CommandTable, PlannedError, planned
from gdstudio.messages import LARGEST_ALPHA, ImagesStart, LaneStart, LookAt, Scene, Source, View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum

    from gdstudio.messages import Entry

LARGEST_FILE = 8 * 2**20
"""No scene file has more bytes."""

MOST_LANES = 4
PANELS = ("", "error", "code", "surface")
"""The views of a run that a scene can open with in front."""
IMAGE_SETS = ("mnist-sample",)
"""The images that come with the studio, by the names a scene gives them."""

_FRONT_MATTER = re.compile(
    r"\A\+\+\+[ \t]*\n(?P<fields>.*?)^\+\+\+[ \t]*$(?P<text>.*)", re.DOTALL | re.MULTILINE
)


class SceneError(ValueError):
    """A scene that is not there or cannot be read; the text names the file, the field and the remedy."""


class ExamplesTable(msgspec.Struct, frozen=True):
    """``[examples]``: names, and rows that hold an example's inputs and then its targets."""

    inputs: list[str]
    targets: list[str]
    rows: list[list[float]]


class LaneTable(msgspec.Struct, frozen=True, kw_only=True):
    """``[[lanes]]``: one run. `inputs` and `targets` pick columns of the table; left out means all.

    With `examples` it has a table of its own.
    """

    name: str
    label: str
    weights: list[list[float]]
    alpha: float
    inputs: list[str] | None = None
    targets: list[str] | None = None
    frozen: list[str] = []
    order: Taking = Taking.ONE
    example: int = 1
    seed: int = 0
    rule: Rule = Rule.CORRECT
    examples: ExamplesTable | None = None


class ImagesTable(msgspec.Struct, frozen=True, kw_only=True):
    """``[images]``: a set of images in place of examples and lanes; all weights start at 0."""

    set: str
    alpha: float
    order: Taking = Taking.IN_TURN
    seed: int = 0
    looks_at: Source = Source.STEP


class SceneTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole front matter. Unknown fields are passed over: an older studio reads newer files.

    `section` is the book's; a scene of one's own has none.
    """

    title: str
    section: str = ""
    examples: ExamplesTable | None = None
    lanes: list[LaneTable] = []
    traced: list[str] | None = None
    view: View = View.NETWORK
    panel: str = ""
    images: ImagesTable | None = None
    commands: list[CommandTable] = []


def parse_scene(content: str, scene_id: str, file: str) -> Scene:
    """Read the content of a scene file.

    Args:
        content: the whole file.
        scene_id: what the command line calls the scene.
        file: what to call the file in an error.

    Raises:
        SceneError: the content does not follow the schema; the text says where, and what to do.
    """
    try:
        return _scene(content, scene_id)
    except SceneError as error:
        raise SceneError(f"{file}: {error}") from error


def _scene(content: str, scene_id: str) -> Scene:
    return scene_from(*_split(content), scene_id)


def scene_from(table: SceneTable, text: str, scene_id: str) -> Scene:
    """Build a scene of its front matter and its text.

    Raises:
        SceneError: the fields don't fit together; the text says which, and what to do.
    """
    for field, value in (("title", table.title), ("the text", text)):
        if not value.strip():
            raise SceneError(f"{field}: there is none; write some (the text stands below the second +++)")
    if table.images is not None:
        return _with_images(scene_id, table, table.images, text)
    if table.examples is None:
        raise SceneError("examples: there are none; give an [examples] table, or [images]")
    if not 1 <= len(table.lanes) <= MOST_LANES:
        raise SceneError(f"lanes: {len(table.lanes)} are given; give one to {MOST_LANES}")
    names = [lane.name for lane in table.lanes]
    if len(set(names)) != len(names):
        raise SceneError("lanes: a name is used twice; give each lane its own")
    examples = _examples(table.examples)
    lanes = tuple(_lane(number, lane, examples) for number, lane in enumerate(table.lanes, start=1))
    return Scene(
        scene_id,
        table.title,
        table.section,
        text,
        lanes,
        _traced(table.traced, lanes),
        table.view,
        panel=_panel(table.panel),
        log=_planned(table, lanes),
    )


def _panel(name: str) -> str:
    if name not in PANELS:
        raise SceneError(f"panel: “{name}”; use one of {', '.join(filter(None, PANELS))}, or leave it out")
    return name


def _planned(table: SceneTable, lanes: tuple[LaneStart, ...]) -> tuple[Entry, ...]:
    try:
        return planned(table.commands, lanes)
    except PlannedError as error:
        raise SceneError(str(error)) from error


def _with_images(scene_id: str, table: SceneTable, images: ImagesTable, text: str) -> Scene:
    """A scene whose images are still to be loaded."""
    if table.examples is not None or table.lanes:
        raise SceneError("images: there are examples or lanes too; give one or the other")
    if images.set not in IMAGE_SETS:
        raise SceneError(f"images, set: “{images.set}”; use one of {', '.join(IMAGE_SETS)}")
    if not 0 <= images.alpha <= LARGEST_ALPHA:
        raise SceneError(f"images, alpha: {images.alpha:g}; use a number from 0 to {LARGEST_ALPHA:g}")
    if images.order is Taking.FULL_BATCH:
        raise SceneError("images, order: images are learnt from one at a time; use another order")
    if images.seed < 0:
        raise SceneError(f"images, seed: {images.seed}; use 0 or more")
    if images.looks_at not in {Source.STEP, Source.UNSEEN}:
        raise SceneError(f"images, looks_at: “{images.looks_at.value}”; use step or unseen")
    start = ImagesStart(images.set, images.alpha, Order(images.order, 0, images.seed))
    if any(command.alpha is None for command in table.commands):
        raise SceneError("commands: with images, only alpha can be changed at a step; leave the others out")
    looks_at, log = LookAt(images.looks_at), _planned(table, ())
    return Scene(scene_id, table.title, table.section, text, (), (), View.PICTURES, start, looks_at, log=log)


def _split(content: str) -> tuple[SceneTable, str]:
    parts = _FRONT_MATTER.match(content.replace("\r\n", "\n").removeprefix("\ufeff"))
    if parts is None:
        raise SceneError("front matter: not found; begin with a line of +++ and end the fields with another")
    try:
        fields = tomllib.loads(parts["fields"])
    except (ValueError, RecursionError) as error:  # bad TOML, numbers too long, brackets too deep
        raise SceneError(
            f"front matter: not valid TOML, counting lines below the first +++: {error}"
        ) from error
    try:
        return msgspec.convert(fields, SceneTable), parts["text"].strip()
    except msgspec.ValidationError as error:
        raise SceneError(_where(str(error))) from error


_CHOICES: dict[str, type[Enum]] = {"order": Taking, "rule": Rule, "view": View, "looks_at": Source}
"""The fields whose values are a few words, and which those are."""


def _where(message: str) -> str:
    """Put the place first, counted as people count: ``lanes, number 1, alpha: Expected `float`…``."""
    what, _, path = message.partition(" - at `$")
    place = re.sub(r"\[(\d+)\]", lambda index: f".number {int(index[1]) + 1}", path.rstrip("`"))
    parts = place.strip(".").split(".")
    field = ", ".join(parts) or "front matter"
    remedy = "put that right"
    if "enum value" in what and parts[-1] in _CHOICES:
        remedy = f"use one of {', '.join(choice.value for choice in _CHOICES[parts[-1]])}"
    return f"{field}: {what[:1].lower()}{what[1:]}; {remedy}"


def _examples(table: ExamplesTable, where: str = "") -> Examples:
    width = len(table.inputs)
    try:
        return Examples.table(
            table.inputs,
            table.targets,
            [row[:width] for row in table.rows],
            [row[width:] for row in table.rows],
        )
    except DataError as error:
        raise SceneError(f"{where}{error}") from error


def _lane(number: int, table: LaneTable, everything: Examples) -> LaneStart:
    where = f"lanes, number {number}"
    if table.examples is not None:
        everything = _examples(table.examples, f"{where}, ")
    examples = _columns(where, table, everything)
    shape = examples.shape
    if not 0 <= table.alpha <= LARGEST_ALPHA:
        raise SceneError(f"{where}, alpha: {table.alpha:g}; use a number from 0 to {LARGEST_ALPHA:g}")
    if not 1 <= table.example <= len(examples):
        raise SceneError(f"{where}, example: {table.example}; use a number from 1 to {len(examples)}")
    if table.seed < 0:
        raise SceneError(f"{where}, seed: {table.seed}; use 0 or more")
    if table.rule is Rule.SWAPPED_OUTER_PRODUCT and shape[0] != shape[1]:
        raise SceneError(
            f"{where}, rule: swapping needs as many targets as inputs; use another rule or columns"
        )
    return LaneStart(
        table.name,
        table.label,
        examples,
        _weights(where, table.weights, shape),
        _frozen(where, table.frozen, examples),
        table.alpha,
        Order(table.order, table.example - 1, table.seed),
        table.rule,
    )


def _columns(where: str, table: LaneTable, examples: Examples) -> Examples:
    inputs = _picked(f"{where}, inputs", table.inputs, examples.input_names)
    targets = _picked(f"{where}, targets", table.targets, examples.target_names)
    try:
        return Examples.table(
            [examples.input_names[j] for j in inputs],
            [examples.target_names[k] for k in targets],
            examples.inputs[:, inputs].tolist(),
            examples.targets[:, targets].tolist(),
        )
    except DataError as error:
        raise SceneError(f"{where}: {error}") from error


def _picked(where: str, wanted: Sequence[str] | None, there: Sequence[str]) -> list[int]:
    for name in wanted or ():
        if name not in there:
            raise SceneError(f"{where}: there is no “{name}”; the table has {', '.join(there)}")
    return [there.index(name) for name in (there if wanted is None else wanted)]


def _weights(where: str, rows: list[list[float]], shape: tuple[int, int]) -> FloatArray:
    n_outputs, n_inputs = shape
    if len(rows) != n_outputs or any(len(row) != n_inputs for row in rows):
        raise SceneError(
            f"{where}, weights: give one row for each target and in it one weight for each input, "
            f"here {n_outputs} × {n_inputs}"
        )
    try:
        for number, row in enumerate(rows, start=1):
            for value in row:
                checked_value(value, f"row {number}")
    except DataError as error:
        raise SceneError(f"{where}, weights: {error}") from error
    weights: FloatArray = frozen_copy(np.array(rows, dtype=np.float64))
    return weights


def _frozen(where: str, frozen: list[str], examples: Examples) -> BoolArray:
    names = weight_names(examples.shape)
    flat = [name for row in names for name in row]
    for name in (*examples.input_names, *examples.target_names):
        if name in flat:
            raise SceneError(
                f"examples: “{name}” is also the name of a weight; call that column something else"
            )
    for name in frozen:
        if name not in flat:
            raise SceneError(f"{where}, frozen: there is no weight “{name}”; there are {', '.join(flat)}")
    mask = np.array([[name in frozen for name in row] for row in names])
    return frozen_copy(mask)


def _traced(traced: list[str] | None, lanes: Sequence[LaneStart]) -> tuple[str, ...]:
    names = [lane.name for lane in lanes]
    if traced is None:
        traced = names
    if not traced or len(set(traced)) != len(traced) or not set(traced) <= set(names):
        given = ", ".join(traced) or "none"
        raise SceneError(f"traced: {given}; name one or more of {', '.join(names)}, each once")
    # Their numbers share the columns of one table.
    columns = {
        (lane.examples.input_names, lane.examples.target_names) for lane in lanes if lane.name in traced
    }
    if len(columns) > 1:
        raise SceneError(
            "traced: these lanes have different inputs or targets; name only lanes that share them"
        )
    return tuple(traced)
