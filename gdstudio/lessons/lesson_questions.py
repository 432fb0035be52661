"""Reads a question: its kind, what belongs to that kind, and what stays hidden until it is answered."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.lessons.acts import MOST_STEPS, ActError, weight_ref
from gdstudio.lessons.checks import Check, CheckError, read_amount, read_truth
from gdstudio.lessons.filled_text import read_text
from gdstudio.lessons.lesson import Choose, DragDot, Option, PickWeight, TypeNumber
from gdstudio.lessons.lesson_tables import QUESTION_FIELDS, OptionTable, QuestionKind, QuestionTable
from gdstudio.lessons.toml_places import ProblemAt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.messages import LaneStart

Kind: TypeAlias = Choose | TypeNumber | DragDot | PickWeight

FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
_HINTS_OF_MOVES = ("ahead", "destination", "weight deltas")


def read_kind(table: QuestionTable, lanes: Sequence[LaneStart]) -> Kind:
    """Read what is particular to a question's kind.

    Args:
        table: as the file has it.
        lanes: the scene's runs, for their names; none while images are not loaded.

    Raises:
        ProblemAt: a field is missing, out of range, of another kind, or names what is not there.
    """
    own = QUESTION_FIELDS[table.kind]
    for field in sorted(set().union(*QUESTION_FIELDS.values()) - own):
        if getattr(table, field) is not None:
            raise ProblemAt((field,), f"it does not belong to the kind {table.kind.value}; leave it out")
    match table.kind:
        case QuestionKind.CHOOSE:
            return _choose(table, lanes)
        case QuestionKind.NUMBER:
            return _number(table, lanes)
        case QuestionKind.DOT:
            return _dot(table, lanes)
        case QuestionKind.WEIGHT:
            return PickWeight(_lane(table, lanes), _steps(table))


def _choose(table: QuestionTable, lanes: Sequence[LaneStart]) -> Choose:
    tables = [
        each if isinstance(each, OptionTable) else OptionTable(text=each) for each in table.options or []
    ]
    if not FEWEST_OPTIONS <= len(tables) <= MOST_OPTIONS:
        raise ProblemAt(("options",), f"{len(tables)} are given; give {FEWEST_OPTIONS} to {MOST_OPTIONS}")
    options = tuple(_option(index, each, lanes) for index, each in enumerate(tables))
    checked = [option.when is not None for option in options]
    if table.correct is None:
        if not all(checked):
            index = checked.index(False)
            raise ProblemAt(
                ("options", index),
                'when: there is none; give each option its check (when = "error falls"),'
                " or the question the number of the right one (correct = 1)",
            )
        return Choose(options)
    if any(checked):
        raise ProblemAt(("correct",), "the options have checks, so the session knows; leave it out")
    if not 1 <= table.correct <= len(options):
        raise ProblemAt(("correct",), f"{table.correct}; use a number from 1 to {len(options)}")
    return Choose(options, table.correct - 1)


def _option(index: int, table: OptionTable, lanes: Sequence[LaneStart]) -> Option:
    path = ("options", index)
    for field, words in (("text", table.text), ("reply", table.reply)):
        if words is not None and not words.strip():
            raise ProblemAt((*path, field), "there is none; write a few words")
    try:
        text = read_text(table.text, lanes)
        reply = None if table.reply is None else read_text(table.reply, lanes)
    except CheckError as error:
        raise ProblemAt(path, str(error)) from error
    try:
        when = None if table.when is None else read_truth(table.when, lanes)
    except CheckError as error:
        raise ProblemAt((*path, "when"), str(error)) from error
    return Option(text, when, reply)


def _number(table: QuestionTable, lanes: Sequence[LaneStart]) -> TypeNumber:
    if table.value is None:
        raise ProblemAt((), 'value: there is none; say which number is asked for (value = "delta")')
    try:
        amount = read_amount(table.value, lanes)
    except CheckError as error:
        raise ProblemAt(("value",), str(error)) from error
    if table.tolerance is not None and not (isfinite(table.tolerance) and table.tolerance >= 0):
        raise ProblemAt(("tolerance",), f"{table.tolerance:g}; use 0 or more")
    return TypeNumber(amount, table.tolerance)


def _dot(table: QuestionTable, lanes: Sequence[LaneStart]) -> DragDot:
    if table.weight is None:
        raise ProblemAt((), 'weight: there is none; say whose dot is dragged (weight = "a")')
    try:
        weight = weight_ref("weight", table.weight, lanes, table.lane)
    except ActError as error:
        raise ProblemAt((), str(error)) from error
    tolerance = 0.1 if table.tolerance is None else table.tolerance
    if not 0 < tolerance <= 1:
        raise ProblemAt(("tolerance",), f"{tolerance:g}; use a share of the bowl’s width, up to 1")
    return DragDot(weight, _steps(table), tolerance)


def _steps(table: QuestionTable) -> int:
    steps = 1 if table.steps is None else table.steps
    if not 1 <= steps <= MOST_STEPS:
        raise ProblemAt(("steps",), f"{steps}; use 1 to {MOST_STEPS:,}")
    return steps


def _lane(table: QuestionTable, lanes: Sequence[LaneStart]) -> int:
    if not lanes:
        raise ProblemAt(("kind",), "weights of images have no names to pick from; ask another way")
    names = [lane.name for lane in lanes]
    if table.lane is None:
        return len(lanes) - 1
    if table.lane not in names:
        raise ProblemAt(("lane",), f"“{table.lane}”; use one of {', '.join(names)}")
    return names.index(table.lane)


# --- what follows from the kind -----------------------------------------------------------------------------


def checks_of(kind: Kind) -> Iterator[Check]:
    """The checks that decide a question."""
    match kind:
        case Choose(options=options):
            yield from (option.when for option in options if option.when is not None)
        case TypeNumber(amount=amount):
            yield amount
        case DragDot() | PickWeight():
            return


def steps_asked(kind: Kind) -> int:
    """How many steps ahead a question asks; 0: none."""
    match kind:
        case DragDot(steps=steps) | PickWeight(steps=steps):
            return steps
        case _:
            return max((check.steps_ahead for check in checks_of(kind)), default=0)


def hidden_by_default(kind: Kind) -> tuple[str, ...]:
    """The facts that would tell a question's answer."""
    if isinstance(kind, DragDot | PickWeight):
        return _HINTS_OF_MOVES
    return tuple(dict.fromkeys(fact for check in checks_of(kind) for fact in check.given_away_by))
