"""Which example each step takes, as Python: from the orders that held, each from its own step on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.core.examples import Taking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.core.examples import Order

MOST_ROWS = 1_000_000
"""An order that is shuffled anew each pass is written out, row by row, up to so many steps."""
_IN_A_LINE = 24


class ScriptError(ValueError):
    """A session that cannot be written as a script; the text says why, and what can be done."""


@dataclass(frozen=True)
class Stretch:
    """An order, and the steps it holds for: from `first` to `last`, counted from 1."""

    order: Order
    first: int
    last: int


def stretches(begun_with: Order, changes: Sequence[tuple[int, Order]], last: int) -> list[Stretch]:
    """The orders that held up to step `last`, in their order; those that held for no step are left out.

    Args:
        begun_with: the order at step 1.
        changes: at which step which order came into force, ascending.
        last: the last step that was taken.
    """
    found, first, order = [], 1, begun_with
    for step, following in (*changes, (last + 1, begun_with)):
        end = min(step - 1, last)
        if end >= first:
            found.append(Stretch(order, first, end))
            first = end + 1
        order = following
    return found


def in_batches(parts: Sequence[Stretch]) -> bool:
    """Whether some steps learn from several examples at once."""
    return any(part.order.taking is Taking.FULL_BATCH for part in parts)


def example_of(parts: Sequence[Stretch], n_examples: int) -> list[str]:
    """Lines of a function `example_of(step)`, and before it what it looks up.

    Where some steps learn from all examples at once, it is `rows_of(step)`: the examples of a step.

    Raises:
        ScriptError: a shuffled stretch is too long to be written out.
    """
    tables: list[str] = []
    body: list[str] = []
    several = in_batches(parts)
    for number, part in enumerate(parts):
        expression, table = _expression(part, n_examples, f"rows_{number + 1}")
        if several:
            whole = part.order.taking is Taking.FULL_BATCH
            expression = f"range({n_examples})  # all of them" if whole else f"[{expression}]"
        tables += table
        is_last = number == len(parts) - 1
        indent = "    " if is_last else "        "
        if not is_last:
            body.append(f"    if step <= {part.last}:")
        body.append(f"{indent}return {expression}")
    if not parts:
        body.append("    return 0")
    head = [
        f"def {'rows_of' if several else 'example_of'}(step):",
        f'    """Which example{"s" if several else ""} a step takes; steps count from 1, examples from 0."""',
    ]
    return [*tables, *([""] * 2 if tables else []), *head, *body]


def _expression(part: Stretch, n_examples: int, name: str) -> tuple[str, list[str]]:
    """What gives a step's row, and the lines that define what it looks up."""
    order = part.order
    match order.taking:
        case Taking.ONE:
            return str(order.example), []
        case Taking.IN_TURN:
            return f"(step - 1) % {n_examples}", []
        case Taking.SHUFFLED_ONCE:
            rows = order.pass_rows(0, n_examples).tolist()
            comment = f"# Shuffled once, with seed {order.seed}."
            return f"{name}[(step - 1) % {n_examples}]", [comment, *_written(name, rows)]
        case Taking.SHUFFLED:
            count = part.last - part.first + 1
            if count > MOST_ROWS:
                raise ScriptError(
                    f"{count:,} steps in an order that is shuffled anew each pass: it has to be written"
                    f" out, and that is done up to {MOST_ROWS:,} steps; use fewer, or another order"
                )
            rows = order.rows(part.first, count, n_examples)
            comment = f"# Shuffled anew each pass, with seed {order.seed}: from step {part.first} on."
            return f"{name}[step - {part.first}]", [comment, *_written(name, rows)]
        case Taking.FULL_BATCH:  # see `example_of`
            return "", []


def _written(name: str, rows: list[int]) -> Iterator[str]:
    yield f"{name} = ["
    for at in range(0, len(rows), _IN_A_LINE):
        yield f"    {', '.join(map(str, rows[at : at + _IN_A_LINE]))},"
    yield "]"
