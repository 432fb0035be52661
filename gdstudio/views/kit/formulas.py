"""The sentences of the four phases and the formula of a weight, as text: words and numbers, no widgets.

Every equation holds at the digits it is written with: where four digits do not make it hold, its terms get
more. Spaces inside a term do not break, so that a line ends between terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.network import weight_name
from gdstudio.numerals import MINUS, TIMES, compact, number, parse, product, shortest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.messages import Lane

HARD_SPACE = "\u00a0"
DIGITS = 4
"""Significant digits of a result; its terms may need more."""
_MOST_DIGITS = 12
_MOST_TERMS = 4


def fitted(value: float, characters: int, digits: int = DIGITS) -> str:
    """Write a number in at most `characters` characters, with as many significant digits as fit.

    A digit less is better than an exponent: ``−0.06178`` in seven characters is ``−0.0618``, and only
    ``0.0001234`` is ``1.23e−4``.
    """
    for fewer in (digits, digits - 1):
        if len(text := number(value, fewer)) <= characters:
            return text
    for fewer in range(digits, 0, -1):
        if len(text := number(value, fewer)) <= characters:
            return text
        if len(text := _with_exponent(value, fewer)) <= characters:
            return text
    return _with_exponent(value, 1)


def _with_exponent(value: float, digits: int) -> str:
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def brief(value: float, characters: int) -> str:
    """Write a number as it is if `characters` characters are enough (``8.5``), else as :func:`fitted`."""
    short = compact(value)
    return short if len(short) <= characters else fitted(value, characters)


def phase_sentence(lane: Lane, phase: Phase, output: int = 0) -> str:
    """Say what a phase works out, with the numbers of one output.

    Args:
        lane: the run, at its present step.
        phase: one of the four.
        output: whose numbers, counted from 0.
    """
    match phase:
        case Phase.PREDICT:
            return _predict_sentence(lane, output) + _and_more(_shape(lane)[0] - 1, "output")
        case Phase.COMPARE:
            return _compare_sentence(lane, output) + _and_more(_shape(lane)[0] - 1, "output")
        case Phase.WEIGHT_DELTAS:
            column = _first_learning(lane, output)
            return _weight_delta_text(lane, output, column) + _and_more(lane.frozen.size - 1, "weight")
        case Phase.LEARN:
            column = _first_learning(lane, output)
            rule = f"weight{HARD_SPACE}−={HARD_SPACE}α{HARD_SPACE}{TIMES}{HARD_SPACE}weight_delta: "
            return rule + _learn_text(lane, output, column) + _and_more(lane.frozen.size - 1, "weight")


def weight_formula(lane: Lane, output: int, input: int) -> str:
    """Write weight (output, input)'s weight_delta and what Learn makes of the weight, with numbers."""
    name = weight_title(lane, output, input)
    value, _ = _factors(lane, output, input)
    text = _weight_delta_text(lane, output, input)
    now = compact(float(lane.now.weights[output, input]))
    if value == 0:
        return f"{text}: the input is 0, so there is nothing to learn here"
    if lane.frozen[output, input]:
        return f"{text}: frozen, so {_tied(f'{name} stays at {now}')}"
    if lane.now.weight_deltas[output, input] == 0:
        return f"{text}: nothing to learn, so {_tied(f'{name} stays at {now}')}"
    return f"{text}, next {_learn_text(lane, output, input)}"


def recipe(lane: Lane) -> str:
    """Say what every step does, without numbers: for times when numbers change too fast to be read."""
    if _shape(lane)[0] == 1:
        learn = "weight −= α × delta × input"
    elif lane.rule is Rule.SWAPPED_OUTER_PRODUCT:
        learn = "weight[k][j] −= α × input[k] × delta[j]"
    else:
        learn = "weight[k][j] −= α × delta[k] × input[j]"
    parts = ("each step: pred = Σ weight × input,", "delta = pred − true,", learn)
    return " ".join(_tied(part) for part in parts)


def weight_title(lane: Lane, output: int, input: int) -> str:
    """What the weight is called: a, b, c … row by row."""
    return weight_name(output * _shape(lane)[1] + input)


def _shape(lane: Lane) -> tuple[int, int]:
    n_outputs, n_inputs = lane.now.weights.shape
    return n_outputs, n_inputs


def _tied(text: str) -> str:
    return text.replace(" ", HARD_SPACE)


def _and_more(count: int, noun: str) -> str:
    if count == 0:
        return ""
    return _tied(f" … and {count} more {noun}{'s' if count > 1 else ''} alike").replace(HARD_SPACE, " ", 1)


def _first_learning(lane: Lane, output: int) -> int:
    """The first of an output's weights that is not frozen, or its first."""
    still = lane.frozen[output].tolist()
    return still.index(False) if False in still else 0


def _of(lane: Lane, word: str, output: int) -> str:
    """``pred``, or ``pred hurt`` where there are several outputs."""
    return word if _shape(lane)[0] == 1 else f"{word} {lane.examples.target_names[output]}"


def _closing(
    terms: list[float], result: float, evaluate: Callable[[list[float]], float]
) -> tuple[list[str], str]:
    """Write terms with so many digits that what they make reads as the result; with all of them if needed.

    Returns:
        The terms, and ``=`` or, where binary arithmetic itself does not close, ``≈``.
    """
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        texts = [compact(term, digits) for term in terms]
        if _reads_as(evaluate([parse(text) for text in texts]), result):
            return texts, "="
    texts = [shortest(term) for term in terms]
    return texts, "=" if _reads_as(evaluate(terms), result) else "≈"


def _reads_as(made: float, result: float, digits: int = DIGITS) -> bool:
    """Whether a number, rounded as `compact` writes the result, reads the same."""
    mantissa = compact(result, digits).partition("e")[0]
    written = len(mantissa.replace(".", "").lstrip(f"{MINUS}0"))
    precision = max(written, digits)
    return number(made, precision) == number(result, precision)


def _predict_sentence(lane: Lane, output: int) -> str:
    now = lane.now
    weights, values = now.weights[output].tolist(), now.input.tolist()
    pred = float(now.pred[output])

    def weighted_sum(terms: list[float]) -> float:
        half = len(terms) // 2
        return sum(weight * value for weight, value in zip(terms[:half], terms[half:], strict=True))

    texts, sign = _closing([*weights, *values], pred, weighted_sum)
    pairs = list(zip(texts[: len(weights)], texts[len(weights) :], strict=True))
    shown = pairs if len(pairs) <= _MOST_TERMS else [*pairs[: _MOST_TERMS - 2], None, pairs[-1]]
    parts: list[str] = []
    for pair in shown:
        weight, value = pair or ("…", "")
        joint = "" if not parts else "− " if weight.startswith(MINUS) else "+ "
        if joint == "− ":
            weight = weight.removeprefix(MINUS)
        parts.append(_tied(f"{joint}{weight} {TIMES} {value}" if pair else "+ …"))
    return f"{_tied(_of(lane, 'pred', output))} = {' '.join(parts)} {_tied(f'{sign} {compact(pred)}')}"


def _compare_sentence(lane: Lane, output: int) -> str:
    now = lane.now
    delta, error = float(now.delta[output]), float(now.error[output])
    # The delta is the result of the first equation and a factor of the second: it must serve both.
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        shown = compact(delta, digits)
        if _reads_as(parse(shown) * parse(shown), error):
            break
    pair = [float(now.pred[output]), float(now.true[output])]
    for more in range(digits, _MOST_DIGITS + 1):
        texts = [compact(term, more) for term in pair]
        if _reads_as(parse(texts[0]) - parse(texts[1]), delta, digits):
            sign = "="
            break
    else:  # binary arithmetic itself does not close
        texts, sign = [shortest(term) for term in pair], "≈"
    difference = f"{texts[0]} − {texts[1]}"
    if texts[1].startswith(MINUS):
        difference = f"{texts[0]} − ({texts[1]})"
    name = _tied(_of(lane, "delta", output))
    square = f"({shown})²" if shown.startswith(MINUS) else f"{shown}²"
    return (
        f"{name} = {_tied('pred − true')} {_tied(f'= {difference}')} {_tied(f'{sign} {shown}')}, "
        f"{_tied('error = delta²')} {_tied(f'= {square}')} {_tied(f'= {compact(error)}')}"
    )


def _factors(lane: Lane, output: int, input: int) -> tuple[float, float]:
    """The input and the delta whose product is the weight_delta, by the lane's rule."""
    now = lane.now
    if lane.rule is Rule.SWAPPED_OUTER_PRODUCT:
        return float(now.input[output]), float(now.delta[input])
    return float(now.input[input]), float(now.delta[output])


def _factor_names(lane: Lane, output: int, input: int) -> tuple[str, str]:
    swapped = lane.rule is Rule.SWAPPED_OUTER_PRODUCT
    column, row = (output, input) if swapped else (input, output)
    return lane.examples.input_names[column], _of(lane, "δ", row)


def _weight_delta_text(lane: Lane, output: int, input: int) -> str:
    """``weight_delta a = δ × toes = −0.14 × 8.5 = −1.19``, and what freezing makes of it."""
    title = weight_title(lane, output, input)
    value, delta = _factors(lane, output, input)
    value_name, delta_name = _factor_names(lane, output, input)
    if lane.rule is Rule.SWAPPED_OUTER_PRODUCT:
        names, numbers = (
            f"{value_name} {TIMES} {delta_name}",
            product(value, delta, _digits(lane, output, input)),
        )
    else:
        names, numbers = (
            f"{delta_name} {TIMES} {value_name}",
            product(delta, value, _digits(lane, output, input)),
        )
    factors, _, result = numbers.partition(" = ")
    frozen = bool(lane.frozen[output, input]) and value != 0 and delta != 0
    verb = "would be" if frozen else "="
    end = f"{verb} {result}" + (" → 0" if frozen else "")
    return f"{_tied(f'weight_delta {title}')} = {_tied(names)} {_tied(f'= {factors}')} {_tied(end)}"


def _digits(lane: Lane, output: int, input: int) -> int:
    """How many digits of the weight_delta make Learn's equation hold."""
    return _learn_terms(lane, output, input)[2]


def _learn_terms(lane: Lane, output: int, input: int) -> tuple[list[str], str, int]:
    """The weight, alpha and weight_delta as written, the new weight, and the digits it took."""
    now = lane.now
    weight, weight_delta = float(now.weights[output, input]), float(now.weight_deltas[output, input])
    new = float(now.new_weights[output, input])
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        texts = [compact(term, digits) for term in (weight, lane.alpha, weight_delta)]
        again = parse(texts[0]) - parse(texts[1]) * parse(texts[2])
        if _reads_as(again, new):
            return texts, compact(new), digits
    return [shortest(term) for term in (weight, lane.alpha, weight_delta)], compact(new), DIGITS


def _learn_text(lane: Lane, output: int, input: int) -> str:
    """``a = 0.1 − 0.01 × −1.19 = 0.1119``."""
    (weight, alpha, weight_delta), new, _ = _learn_terms(lane, output, input)
    title = weight_title(lane, output, input)
    return f"{title} {_tied(f'= {weight}')} {_tied(f'− {alpha} {TIMES} {weight_delta}')} {_tied(f'= {new}')}"
