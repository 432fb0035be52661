"""The sentences of the four phases and the formula of a weight, as text: words and numbers, no widgets.

Every equation holds at the digits it is written with: where four digits do not make it hold, its terms get
more. Spaces inside a term do not break, so that a line ends between terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.images import Images
from gdstudio.core.network import weight_name
from gdstudio.lessons.factors import DELTA, INPUT, WEIGHT, factors, kinds, products, zero
from gdstudio.numerals import MINUS, TIMES, compact, number, parse, product, shortest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
            return _whose(lane) + pred_formula(lane, output) + _and_more(_shape(lane)[0] - 1, "output")
        case Phase.COMPARE:
            return _whose(lane) + compare_formula(lane, output) + _and_more(_shape(lane)[0] - 1, "output")
        case Phase.WEIGHT_DELTAS:
            column = first_learning(lane, output)
            return weight_delta_formula(lane, output, column) + _and_more(lane.frozen.size - 1, "weight")
        case Phase.LEARN:
            column = first_learning(lane, output)
            rule = f"weight{HARD_SPACE}−={HARD_SPACE}α{HARD_SPACE}{TIMES}{HARD_SPACE}weight_delta: "
            return rule + learn_formula(lane, output, column) + _and_more(lane.frozen.size - 1, "weight")


def weight_formula(lane: Lane, output: int, input: int) -> str:
    """Write weight (output, input)'s weight_delta and what Learn makes of the weight, with numbers."""
    name = weight_title(lane, output, input)
    text = weight_delta_formula(lane, output, input)
    now = compact(float(lane.now.weights[output, input]))
    if lane.now.free_weight_deltas[output, input] == 0:
        why = {
            INPUT: "the input is 0, so there is nothing to learn here",
            WEIGHT: "the weight is 0, and so it stays",
            "": f"nothing to learn, so {_tied(f'{name} stays at {now}')}",
        }
        return f"{text}: {why[zero(lane, output, input)]}"
    if lane.frozen[output, input]:
        return f"{text}: frozen, so {_tied(f'{name} stays at {now}')}"
    return f"{text}, next {learn_formula(lane, output, input)}"


def recipe(lane: Lane) -> str:
    """Say what every step does, without numbers: for times when numbers change too fast to be read."""
    one = _shape(lane)[0] == 1
    delta = "delta = true − pred," if lane.rule is Rule.DELTA_TURNED_ROUND else "delta = pred − true,"
    swapped = lane.rule is Rule.SWAPPED_OUTER_PRODUCT
    indices = {DELTA: "[j]" if swapped else "[k]", INPUT: "[k]" if swapped else "[j]", WEIGHT: "[k][j]"}
    words = {DELTA: "delta", INPUT: "input", WEIGHT: "weight"}
    terms = [words[kind] + ("" if one else indices[kind]) for kind in kinds(lane.rule)]
    mean = "" if lane.now.batch is None else "mean of "
    learn = f"weight{'' if one else '[k][j]'} −= α × {mean}{' × '.join(terms)}"
    return " ".join(_tied(part) for part in ("each step: pred = Σ weight × input,", delta, learn))


def weight_title(lane: Lane, output: int, input: int) -> str:
    """What the weight is called: a, b, c … row by row; of images by its pixel and class."""
    if isinstance(lane.examples, Images):
        return f"{lane.examples.input_names[input]} → {lane.examples.target_names[output]}"
    return weight_name(output * _shape(lane)[1] + input)


def _shape(lane: Lane) -> tuple[int, int]:
    n_outputs, n_inputs = lane.now.weights.shape
    return n_outputs, n_inputs


def _whose(lane: Lane) -> str:
    """In a full batch, of which example the numbers are that are no means."""
    return "" if lane.now.batch is None else _tied(f"example {lane.row + 1}: ")


def _tied(text: str) -> str:
    return text.replace(" ", HARD_SPACE)


def _and_more(count: int, noun: str) -> str:
    if count == 0:
        return ""
    return _tied(f" … and {count} more {noun}{'s' if count > 1 else ''} alike").replace(HARD_SPACE, " ", 1)


def first_learning(lane: Lane, output: int) -> int:
    """The first of an output's weights that is not frozen, or its first."""
    still = lane.frozen[output].tolist()
    return still.index(False) if False in still else 0


def _of(lane: Lane, word: str, output: int) -> str:
    """``pred``, or ``pred hurt`` where there are several outputs."""
    return word if _shape(lane)[0] == 1 else f"{word} {lane.examples.target_names[output]}"


def closing(
    terms: list[float], result: float, evaluate: Callable[[list[float]], float], least: int = DIGITS
) -> tuple[list[str], str]:
    """Write terms with so many digits that what they make reads as the result; with all of them if needed.

    Args:
        terms: those to be written.
        result: what they make, written with `least` digits.
        evaluate: what makes it of them.
        least: so many digits at least.

    Returns:
        The terms, and ``=`` or, where binary arithmetic itself does not close, ``≈``.
    """
    for digits in range(least, _MOST_DIGITS + 1):
        texts = [compact(term, digits) for term in terms]
        if reads_as(evaluate([parse(text) for text in texts]), result, least):
            return texts, "="
    texts = [shortest(term) for term in terms]
    return texts, "=" if reads_as(evaluate(terms), result, least) else "≈"


def reads_as(made: float, result: float, digits: int = DIGITS) -> bool:
    """Whether a number, rounded as `compact` writes the result, reads the same."""
    mantissa = compact(result, digits).partition("e")[0]
    written = len(mantissa.replace(".", "").lstrip(f"{MINUS}0"))
    precision = max(written, digits)
    return number(made, precision) == number(result, precision)


def predict_terms(lane: Lane, output: int) -> tuple[list[tuple[str, str]], str]:
    """Each weight and its input as written, and the sign between their sum and the prediction."""
    weights, values = lane.now.weights[output].tolist(), lane.now.input.tolist()

    def weighted_sum(terms: list[float]) -> float:
        half = len(terms) // 2
        return sum(weight * value for weight, value in zip(terms[:half], terms[half:], strict=True))

    texts, sign = closing([*weights, *values], float(lane.now.pred[output]), weighted_sum)
    return list(zip(texts[: len(weights)], texts[len(weights) :], strict=True)), sign


def pred_formula(lane: Lane, output: int) -> str:
    """``pred = 0.1 × 8.5 + 0.2 × 0.65 − 0.1 × 1.2 = 0.86``; of many terms the first ones and the last."""
    pred = float(lane.now.pred[output])
    pairs, sign = predict_terms(lane, output)
    many = len(pairs) > _MOST_TERMS
    shown: Sequence[tuple[str, str] | None] = [*pairs[: _MOST_TERMS - 2], None, pairs[-1]] if many else pairs
    parts: list[str] = []
    for pair in shown:
        weight, value = pair or ("…", "")
        joint = "" if not parts else "− " if weight.startswith(MINUS) else "+ "
        if joint == "− ":
            weight = weight.removeprefix(MINUS)
        parts.append(_tied(f"{joint}{weight} {TIMES} {value}" if pair else "+ …"))
    return f"{_tied(_of(lane, 'pred', output))} = {' '.join(parts)} {_tied(f'{sign} {compact(pred)}')}"


def compare_terms(lane: Lane, output: int) -> tuple[str, str, str, str]:
    """``0.86 − 1``, the sign after it, the delta it makes, and ``(−0.14)²``: written so that both hold."""
    now = lane.now
    delta, error = float(now.delta[output]), float(now.error[output])
    # The delta is the result of the first equation and a factor of the second: it must serve both.
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        shown = compact(delta, digits)
        if reads_as(parse(shown) * parse(shown), error):
            break
    turned = lane.rule is Rule.DELTA_TURNED_ROUND
    pair = [float(now.pred[output]), float(now.true[output])][:: -1 if turned else 1]
    for more in range(digits, _MOST_DIGITS + 1):
        texts = [compact(term, more) for term in pair]
        if reads_as(parse(texts[0]) - parse(texts[1]), delta, digits):
            sign = "="
            break
    else:  # binary arithmetic itself does not close
        texts, sign = [shortest(term) for term in pair], "≈"
    difference = f"{texts[0]} − {texts[1]}"
    if texts[1].startswith(MINUS):
        difference = f"{texts[0]} − ({texts[1]})"
    square = f"({shown})²" if shown.startswith(MINUS) else f"{shown}²"
    return difference, sign, shown, square


def compare_formula(lane: Lane, output: int) -> str:
    """``delta = pred − true = 0.86 − 1 = −0.14, error = delta² = (−0.14)² = 0.0196``."""
    now = lane.now
    difference, sign, shown, square = compare_terms(lane, output)
    turned = lane.rule is Rule.DELTA_TURNED_ROUND
    name = _tied(_of(lane, "delta", output))
    mean = ""
    if now.batch is not None:
        shared = compact(float(now.batch.error[output]))
        mean = f"; {_tied(f'mean error of all {len(now.batch.inputs)}: {shared}')}"
    return (
        f"{name} = {_tied('true − pred' if turned else 'pred − true')} {_tied(f'= {difference}')} "
        f"{_tied(f'{sign} {shown}')}, {_tied('error = delta²')} {_tied(f'= {square}')} "
        f"{_tied(f'= {compact(float(now.error[output]))}')}{mean}"
    )


def weight_delta_formula(lane: Lane, output: int, input: int) -> str:
    """``weight_delta a = δ × toes = −0.14 × 8.5 = −1.19``, and what freezing makes of it."""
    title = _tied(f"weight_delta {weight_title(lane, output, input)}")
    pair, digits = factors(lane, output, input), _digits(lane, output, input)
    names = f"{pair[0].name} {TIMES} {pair[1].name}"
    each = products(lane, output, input)
    if each is None:
        terms, _, result = product(pair[0].value, pair[1].value, digits).partition(" = ")
        sign, made = "=", f" {_tied(f'= {terms}')}"
        named = _tied(names)
    else:
        mean = float(lane.now.free_weight_deltas[output, input])
        made, sign, result = _mean_of(each.tolist(), mean, digits)
        named = f"{_tied(f'mean of {names}')} {_tied(f'over {len(each)} examples')}"
    frozen = bool(lane.frozen[output, input]) and lane.now.free_weight_deltas[output, input] != 0
    end = f"{'would be' if frozen else sign} {result}" + (" → 0" if frozen else "")
    return f"{title} = {named}{made} {_tied(end)}"


def _mean_of(terms: list[float], mean: float, digits: int) -> tuple[str, str, str]:
    """``= (0.3 − 1.2) ÷ 2`` with a space before it, or "" for many terms; the sign after it; the mean."""
    result = compact(mean, digits)
    if len(terms) > _MOST_TERMS:
        return "", "=", result
    texts, sign = closing(terms, mean, lambda written: sum(written) / len(written), digits)
    added = [
        _tied(f"− {text.removeprefix(MINUS)}" if text.startswith(MINUS) else f"+ {text}") if number else text
        for number, text in enumerate(texts)
    ]
    return f" ={HARD_SPACE}({' '.join(added)}) {_tied(f'÷ {len(terms)}')}", sign, result


def _digits(lane: Lane, output: int, input: int) -> int:
    """How many digits of the weight_delta make Learn's equation hold."""
    return learn_terms(lane, output, input)[2]


def learn_terms(lane: Lane, output: int, input: int) -> tuple[list[str], str, int]:
    """The weight, alpha and weight_delta as written, the new weight, and the digits it took."""
    now = lane.now
    weight, weight_delta = float(now.weights[output, input]), float(now.weight_deltas[output, input])
    new = float(now.new_weights[output, input])
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        texts = [compact(term, digits) for term in (weight, lane.alpha, weight_delta)]
        again = parse(texts[0]) - parse(texts[1]) * parse(texts[2])
        if reads_as(again, new):
            return texts, compact(new), digits
    return [shortest(term) for term in (weight, lane.alpha, weight_delta)], compact(new), DIGITS


def learn_formula(lane: Lane, output: int, input: int) -> str:
    """``a = 0.1 − 0.01 × −1.19 = 0.1119``."""
    (weight, alpha, weight_delta), new, _ = learn_terms(lane, output, input)
    title = weight_title(lane, output, input)
    return f"{title} {_tied(f'= {weight}')} {_tied(f'− {alpha} {TIMES} {weight_delta}')} {_tied(f'= {new}')}"
