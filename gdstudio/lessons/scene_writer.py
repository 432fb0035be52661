"""Writes a scene as a scene file: `parse_scene` reads back the same scene, to the last bit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import LARGEST_VALUE, Examples, Taking
from gdstudio.core.network import weight_name, weight_names
from gdstudio.lessons.planned_writer import command_fields
from gdstudio.lessons.scene_file import LARGEST_FILE, SceneError, parse_scene
from gdstudio.messages import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gdstudio.messages import LaneStart, Scene

_Columns = dict[str, tuple[float, ...]]
"""Columns by name."""
Value = str | int | float | list[str]


def write_scene(scene: Scene) -> str:
    """Write a scene with small tables: its runs, and the changes it plans.

    Returns:
        The whole file. Read again, the scene's id is what the file is called.

    Raises:
        SceneError: it has images, is too large, a weight is too large for a start, or anything else in it
            cannot be said in a scene file.
    """
    shared = _Shared(scene.lanes)
    lines = ["+++", *_fields({"title": scene.title, "section": scene.section})]
    names = [lane.name for lane in scene.lanes]
    if list(scene.traced) != names:
        lines += _fields({"traced": list(scene.traced)})
    if scene.view is not View.NETWORK:
        lines += _fields({"view": scene.view.value})
    lines += _fields({"panel": scene.panel})
    lines += ["", "[examples]", *_table(shared.inputs, shared.targets, shared.rows())]
    for lane in scene.lanes:
        lines += ["", "[[lanes]]", *_lane(lane, shared)]
    for entry in scene.log:
        lines += ["", "[[commands]]", *_fields(command_fields(entry, scene.lanes))]
    # The reader turns each \r\n into \n, once.
    text = (scene.text.strip() or scene.title).replace("\r\n", "\r\r\n")
    content = "\n".join([*lines, "+++", "", text, ""])
    if len(content.encode()) > LARGEST_FILE:
        raise SceneError(
            f"the file would have more than {LARGEST_FILE:,} bytes; use fewer rows, or save the data as CSV"
        )
    parse_scene(content, scene.id, scene.title)  # what could not be read again is not written
    return content


class _Shared:
    """The one table that runs share; a run whose numbers differ from it has a table of its own."""

    def __init__(self, lanes: Sequence[LaneStart]) -> None:
        self.inputs: _Columns = {}
        self.targets: _Columns = {}
        self._own: set[str] = set()
        for lane in lanes:
            inputs, targets = _columns(lane)
            if self._fits(inputs, self.inputs, self.targets) and self._fits(
                targets, self.targets, self.inputs
            ):
                self.inputs |= inputs
                self.targets |= targets
            else:
                self._own.add(lane.name)

    def holds(self, lane: LaneStart) -> bool:
        """Whether a run learns from columns of this table."""
        return lane.name not in self._own

    def rows(self) -> list[tuple[float, ...]]:
        """The table row by row, inputs first."""
        return list(zip(*self.inputs.values(), *self.targets.values(), strict=True))

    def _fits(
        self,
        columns: _Columns,
        there: _Columns,
        others: _Columns,
    ) -> bool:
        length = len(next(iter((there or columns).values())))
        return all(
            name not in others and len(column) == length and _same(there.get(name, column), column)
            for name, column in columns.items()
        )


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two columns have the same bits: a negative zero is another number here."""
    return np.array(one).tobytes() == np.array(other).tobytes()


def _columns(lane: LaneStart) -> tuple[_Columns, _Columns]:
    examples = lane.examples
    if not isinstance(examples, Examples):
        raise SceneError("a scene with images cannot be written to a file; only small tables can")
    blocks = ((examples.input_names, examples.inputs), (examples.target_names, examples.targets))
    inputs, targets = (
        {name: tuple(block[:, place].tolist()) for place, name in enumerate(names)} for names, block in blocks
    )
    return inputs, targets


def _lane(lane: LaneStart, shared: _Shared) -> Iterator[str]:
    inputs, targets = _columns(lane)
    yield from _fields({"name": lane.name, "label": lane.label})
    if shared.holds(lane):
        for what, names, there in (("inputs", inputs, shared.inputs), ("targets", targets, shared.targets)):
            if list(names) != list(there):
                yield from _fields({what: list(names)})
    yield "weights = ["
    yield from (f"    {_value(row)}," for row in _weights(lane))
    yield "]"
    yield from _fields({"alpha": lane.alpha, "frozen": _frozen(lane)})
    order = lane.order
    if order.taking is not Taking.ONE:
        yield from _fields({"order": order.taking.value})
    yield from _fields({"example": order.example + 1 if order.example else "", "seed": order.seed or ""})
    if lane.rule is not Rule.CORRECT:
        yield from _fields({"rule": lane.rule.value})
    if not shared.holds(lane):
        rows = list(zip(*inputs.values(), *targets.values(), strict=True))
        yield from ("", "[lanes.examples]", *_table(inputs, targets, rows))


def _weights(lane: LaneStart) -> list[list[float]]:
    for index, weight in enumerate(lane.weights.ravel().tolist()):
        if not -LARGEST_VALUE <= weight <= LARGEST_VALUE:
            raise SceneError(
                f"{lane.label}, weight {weight_name(index)}: {weight:g} is out of range for a start;"
                " go back to a step where it is within ±1,000,000"
            )
    rows: list[list[float]] = lane.weights.tolist()
    return rows


def _frozen(lane: LaneStart) -> list[str]:
    names = weight_names(lane.weights.shape)
    return [
        name
        for row, still in zip(names, lane.frozen.tolist(), strict=True)
        for name, frozen in zip(row, still, strict=True)
        if frozen
    ]


def _table(inputs: Iterable[str], targets: Iterable[str], rows: Iterable[tuple[float, ...]]) -> Iterator[str]:
    yield f"inputs = {_value(list(inputs))}"
    yield f"targets = {_value(list(targets))}"
    yield "rows = ["
    yield from (f"    {_value(row)}," for row in rows)
    yield "]"


def _fields(fields: Mapping[str, Value]) -> Iterator[str]:
    """A line for each field that says anything: empty texts and lists are left out."""
    for name, value in fields.items():
        if value not in ("", []):
            yield f"{name} = {_value(value)}"


def _value(value: Value | Sequence[float]) -> str:
    match value:
        case str():
            # JSON's escapes are TOML's too, but for one sign that TOML does not take as it is.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case float():
            return repr(float(value))
        case int():
            return repr(value)
        case _:
            return f"[{', '.join(_value(each) for each in value)}]"
