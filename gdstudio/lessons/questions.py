"""The truth of a question, found by running the session, and whether an answer was right."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from operator import lt
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.core.landscape import Bowl
from gdstudio.lessons.checks import CheckError, heaviest
from gdstudio.lessons.lesson import Choose, DragDot, PickWeight, TypeNumber, commands
from gdstudio.messages import WeightRef

if TYPE_CHECKING:
    from gdstudio.lessons.checks import World
    from gdstudio.lessons.filled_text import Text
    from gdstudio.lessons.lesson import Question
    from gdstudio.messages import Lane

Answer: TypeAlias = int | float | str
"""The index of an option, a number (also the weight that a dot was dragged to), or the name of a weight."""

USUAL_TOLERANCE = 0.02
"""A typed number may be so far off, as a share of the right one, where the lesson says nothing."""
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Verdict:
    """What came of an answer.

    Attributes:
        right: whether it was; None: nobody answered, the answer was told.
        truth: the right answer.
        say: what is said about it, Markdown.
    """

    right: bool | None
    truth: Answer
    say: str


def truth(question: Question, world: World) -> Answer:
    """Work out the right answer.

    Args:
        question: as the lesson has it.
        world: the session before the question's *given* changes, with a way to run it.

    Raises:
        CheckError: none of the options is true, or several are; no weight moves most; the number is none.
    """
    then = supposed(question, world)
    match question.kind:
        case Choose() as kind:
            return _true_option(kind, then)
        case TypeNumber(amount=amount):
            value = amount.value(then)
            if not isfinite(value):
                raise CheckError(f"“{amount.text}” is no finite number here; ask for another, or fewer steps")
            return value
        case DragDot(weight=ref, steps=steps):
            later = then.after(steps)
            if later.beyond:
                raise CheckError(f"the run diverges within {steps} steps; ask for fewer")
            return Bowl.of(_lane(later, ref).now, ref.output, ref.input).weight
        case PickWeight(lane=lane, steps=steps):
            start = _lane(then, WeightRef(lane, 0, 0)).start
            name = heaviest(then.in_lane(start.name), steps)
            if not name:
                raise CheckError("no weight moves further than all others; ask this where one does")
            return name


def judge(question: Question, answer: Answer, world: World) -> Verdict:
    """Judge an answer; see :func:`truth`."""
    right_answer = truth(question, world)
    right = _is_right(question, answer, right_answer, world)
    say = question.right if right else question.wrong
    if not right and isinstance(question.kind, Choose) and isinstance(answer, int):
        options = question.kind.options
        say = (options[answer].reply if 0 <= answer < len(options) else None) or say
    return Verdict(right, right_answer, _said(question, say, world))


def tell(question: Question, world: World) -> Verdict:
    """The answer without anybody's guess; see :func:`truth`."""
    return Verdict(None, truth(question, world), _said(question, question.right, world))


def supposed(question: Question, world: World) -> World:
    """The session with the question's *given* changes made."""
    if not question.given:
        return world
    return world.given(commands(question.given, world.now.opened or world.now.scene))


def _said(question: Question, text: Text, world: World) -> str:
    return text.filled_as_far_as_known(supposed(question, world))


def _true_option(kind: Choose, world: World) -> int:
    if kind.correct is not None:
        return kind.correct
    true = [index for index, option in enumerate(kind.options) if option.when and option.when.holds(world)]
    if not true:
        raise CheckError("none of the options is true; add the one that is")
    if len(true) > 1:
        which = " and ".join(str(index + 1) for index in true)
        raise CheckError(f"options {which} are true at once; change them so that only one is")
    return true[0]


def _is_right(question: Question, answer: Answer, right: Answer, world: World) -> bool:
    match question.kind:
        case Choose() | PickWeight():
            return answer == right
        case TypeNumber(tolerance=tolerance):
            allowed = USUAL_TOLERANCE * abs(float(right)) if tolerance is None else tolerance
        case DragDot(tolerance=tolerance) as kind:
            allowed = tolerance * _width(kind, float(right), supposed(question, world))
    if isinstance(answer, str):  # the name of a weight is no number
        return False
    off = abs(float(answer) - float(right))
    return off <= allowed + _ROUNDING * abs(float(right))


def _lane(world: World, ref: WeightRef) -> Lane:
    """The run of a weight, which may have been taken away, or have another table by now."""
    lanes = world.now.lanes
    if ref.lane >= len(lanes) or not all(map(lt, ref[1:], lanes[ref.lane].frozen.shape)):
        raise CheckError("the weight that is asked about is not there any more")
    return lanes[ref.lane]


def _width(kind: DragDot, right: float, world: World) -> float:
    """How wide the bowl is at the height of its dot; of a flat line, or at the bottom, as far as it moves.

    At the bottom of a bowl that stays where it is nothing moves: then 1 counts.
    """
    ref = kind.weight
    bowl = Bowl.of(_lane(world, ref).now, ref.output, ref.input)
    width = 0.0 if bowl.bottom is None else 2 * abs(bowl.weight - bowl.bottom)
    return max(width, abs(right - bowl.weight)) or 1.0
