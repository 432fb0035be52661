"""A session as a Python script: plain Python that repeats every step and change of one lane, to the bit.

The script ends with the weights at the present step in a variable of that name, one row an output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.examples import Examples
from gdstudio.core.network import weight_name
from gdstudio.listings.image_script import image_script
from gdstudio.listings.orders import ScriptError, example_of, stretches
from gdstudio.listings.recipe import FUNCTIONS, phase_name, table_recipe
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetOrder, SetTarget, SetWeight

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdstudio.messages import Entry, Logged, Scene

_DOCSTRINGS = (
    "Input times weight, added up from left to right.",
    "A weighted sum for each output: a row of the matrix for each.",
    "A row for each number on the left, a column for each on the right.",
)


def script(scene: Scene, log: Sequence[Entry], lane: int, step: int) -> str:
    """Write the script of one lane's run up to the beginning of `step`.

    Args:
        scene: where the session began; its images are loaded.
        log: the commands given since, each with its step.
        lane: which lane, from 0.
        step: the step in progress, counted from 1; commands given at it are carried out, it is not taken.

    Raises:
        ScriptError: it cannot be written; the text says why.
    """
    own = [entry for entry in log if entry.step <= step and entry.command.lane in (None, lane)]
    examples = scene.lanes[lane].examples
    if not isinstance(examples, Examples):
        return image_script(scene, own, step)
    parts = (_opening(scene, examples, lane, step), _middle(scene, own, lane, step), _loop(scene, lane, step))
    return "\n".join(line for part in parts for line in part)


def _opening(scene: Scene, examples: Examples, lane: int, step: int) -> list[str]:
    start = scene.lanes[lane]
    names = [weight_name(index) for index in range(start.weights.size)]
    taken = "no step" if step == 1 else "1 step" if step == 2 else f"{step - 1} steps"
    which = f", {start.label}" if len(scene.lanes) > 1 else ""
    return [
        f'"""{_plain(scene.title)}{_plain(which)}: gradient descent, {taken}. Written by GD Studio."""',
        "",
        f"# One row an example: {_plain(', '.join(examples.input_names))}.",
        *_matrix("inputs", examples.inputs),
        f"# One row an example: {_plain(', '.join(examples.target_names))}.",
        *_matrix("targets", examples.targets),
        f"# One row an output, one column an input: {', '.join(names)}.",
        *_matrix("weights", start.weights + 0.0),
        *_matrix("frozen", start.frozen),
        f"alpha = {start.alpha!r}",
        "",
    ]


def _middle(scene: Scene, log: Sequence[Entry], lane: int, step: int) -> list[str]:
    """The functions: those of the recipe, the order, and what was changed on the way."""
    start, lines = scene.lanes[lane], []
    for function, docstring in zip(FUNCTIONS, _DOCSTRINGS, strict=True):
        lines += ["", function[0], f'    """{docstring}"""', *function[1:], ""]
    orders = [(entry.step, entry.command.order) for entry in log if isinstance(entry.command, SetOrder)]
    lines += ["", *example_of(stretches(start.order, orders, step - 1), len(start.examples)), ""]
    return [*lines, "", *_changes(log), "", ""]


def _changes(log: Sequence[Entry]) -> list[str]:
    """A function that makes the changes of a step."""
    lines = ["def change(step):", '    """What was changed by hand, before its step is taken."""']
    before = len(lines)
    if any(isinstance(entry.command, SetAlpha) for entry in log):
        lines.append("    global alpha")
    for entry in log:
        change = _change(entry.command)
        if change:
            lines += [f"    if step == {entry.step}:", f"        {change}  # {_plain(entry.text)}"]
    return lines if len(lines) > before else [*lines, "    return  # nothing was"]


def _change(command: Logged) -> str:
    """One change as a line of Python; "" for the order, which `example_of` knows."""
    match command:
        case SetAlpha(alpha=alpha):
            return f"alpha = {alpha + 0.0!r}"
        case Freeze(weight=ref, frozen=frozen):
            return f"frozen[{ref.output}][{ref.input}] = {frozen}"
        case SetWeight(weight=ref, value=value):
            return f"weights[{ref.output}][{ref.input}] = {value + 0.0!r}"
        case SetInput(row=row, column=column, value=value):
            return f"inputs[{row}][{column}] = {value + 0.0!r}"
        case SetTarget(row=row, column=column, value=value):
            return f"targets[{row}][{column}] = {value + 0.0!r}"
        case SetOrder():
            return ""
    raise ScriptError(f"{type(command).__name__} means nothing to a small network")


def _loop(scene: Scene, lane: int, step: int) -> list[str]:
    recipe, lines, phase = table_recipe(scene.lanes[lane].rule), [], None
    for line in recipe:
        if line.phase is not phase and line.phase is not None:
            phase = line.phase
            lines.append(f"    # {phase_name(phase)}")
        lines.append(f"    {line.text}" + (f"  # {line.misprint}" if line.misprint else ""))
    return [
        f"steps = {step - 1}",
        "for step in range(1, steps + 1):",
        "    change(step)",
        "    row = example_of(step)",
        *lines,
        "change(steps + 1)",
        "",
        "print(weights)",
        "",
    ]


def _matrix(name: str, rows: np.ndarray) -> list[str]:
    return [f"{name} = [", *(f"    {row}," for row in rows.tolist()), "]"]


def _plain(text: str) -> str:
    """Text that neither ends a docstring nor a line: names may be anything."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())
