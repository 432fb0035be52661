"""A session as a Python script: plain Python that repeats every step and change of one lane, to the bit.

The script ends with the weights at the present step in a variable of that name, one row an output.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples
from gdstudio.core.network import weight_name
from gdstudio.listings.image_script import image_script
from gdstudio.listings.orders import ScriptError, example_of, in_batches, stretches
from gdstudio.listings.recipe import batch_recipe, functions, phase_name, table_recipe
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetOrder, SetRule, SetTarget, SetWeight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    from gdstudio.listings.orders import Stretch
    from gdstudio.listings.recipe import Line
    from gdstudio.messages import Entry, Logged, Scene


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
    start = scene.lanes[lane]
    orders = [(entry.step, entry.command.order) for entry in own if isinstance(entry.command, SetOrder)]
    taken, rules = stretches(start.order, orders, step - 1), _rules(start.rule, own, step - 1)
    parts = (
        _opening(scene, examples, lane, step),
        [f"misprint = {_misprint(start.rule)}", ""] if len(rules) > 1 else [""],
        _middle([entry for entry in own if _matters(entry, rules)], taken, rules, len(examples)),
        _loop(rules, step, batch=in_batches(taken)),
    )
    return "\n".join(line for part in parts for line in part)


def _rules(begun_with: Rule, log: Sequence[Entry], last: int) -> list[Rule]:
    """The rules by which steps up to `last` were taken, the correct one first; one at least."""
    held, rule, first = set(), begun_with, 1
    for entry in log:
        if isinstance(entry.command, SetRule):
            if entry.step > first:
                held.add(rule)
            rule, first = entry.command.rule, entry.step
    if not held or first <= last:
        held.add(rule)
    return [rule for rule in Rule if rule in held]


def _matters(entry: Entry, rules: Sequence[Rule]) -> bool:
    """Whether the script has to make this change: where one rule held throughout, none sets it."""
    return len(rules) > 1 or not isinstance(entry.command, SetRule)


def _misprint(rule: Rule) -> str:
    """A rule as the script names it, in quotes."""
    return '""' if rule is Rule.CORRECT else f'"{rule.value}"'


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
    ]


def _middle(log: Sequence[Entry], taken: Sequence[Stretch], rules: Sequence[Rule], count: int) -> list[str]:
    """The functions: those of the recipe, the order, and what was changed on the way."""
    lines = []
    for function in functions(rules, batch=in_batches(taken)):
        lines += ["", function.head, f'    """{function.docstring}"""', *function.body, ""]
    return [*lines, "", *example_of(taken, count), "", "", *_changes(log), "", ""]


def _changes(log: Sequence[Entry]) -> list[str]:
    """A function that makes the changes of a step."""
    lines = ["def change(step):", '    """What was changed by hand, before its step is taken."""']
    before = len(lines)
    for name, kind in (("alpha", SetAlpha), ("misprint", SetRule)):
        if any(isinstance(entry.command, kind) for entry in log):
            lines.append(f"    global {name}")
    for entry in log:
        change = _change(entry.command)
        if change:
            said = "" if isinstance(entry.command, SetRule) else f"  # {_plain(entry.text)}"
            lines += [f"    if step == {entry.step}:", f"        {change}{said}"]
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
        case SetRule(rule=rule):
            return f"misprint = {_misprint(rule)}"
        case SetOrder():
            return ""
    raise ScriptError(f"{type(command).__name__} means nothing to a small network")


def _loop(rules: Sequence[Rule], step: int, *, batch: bool) -> list[str]:
    lines, phase = [], None
    for line in _recipe(rules, batch=batch):
        if line.phase is not phase and line.phase is not None:
            phase = line.phase
            indent = len(line.text) - len(line.text.lstrip())
            lines.append(f"    {' ' * indent}# {phase_name(phase)}")
        lines.append(f"    {line.text}" + (f"  # {line.misprint}" if line.misprint else ""))
    return [
        f"steps = {step - 1}",
        "for step in range(1, steps + 1):",
        "    change(step)",
        "    rows = rows_of(step)" if batch else "    row = example_of(step)",
        *lines,
        "change(steps + 1)",
        "",
        "print(weights)",
        "",
    ]


def _recipe(rules: Sequence[Rule], *, batch: bool) -> Iterator[Line]:
    """The recipe; where rules differ in a line, `misprint` decides."""
    recipes = [(batch_recipe if batch else table_recipe)(rule) for rule in rules]
    for variants in zip(*recipes, strict=True):
        by_text: dict[str, tuple[Line, list[Rule]]] = {}
        for rule, line in zip(rules, variants, strict=True):
            by_text.setdefault(line.text, (line, []))[1].append(rule)
        (usual, _), *others = by_text.values()
        if not others:
            yield usual
            continue
        indent = " " * (len(usual.text) - len(usual.text.lstrip()))
        for number, (line, held) in enumerate(others):
            names = [_misprint(rule) for rule in held]
            which = f"== {names[0]}" if len(names) == 1 else f"in ({', '.join(names)})"
            test = f"{indent}{'elif' if number else 'if'} misprint {which}:"
            yield replace(line, text=test, misprint="")
            yield replace(line, text=f"    {line.text}")
        yield replace(usual, text=f"{indent}else:", misprint="")
        yield replace(usual, text=f"    {usual.text}")


def _matrix(name: str, rows: np.ndarray) -> list[str]:
    return [f"{name} = [", *(f"    {row}," for row in rows.tolist()), "]"]


def _plain(text: str) -> str:
    """Text that neither ends a docstring nor a line: names may be anything."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())
