"""What pictures of weights, surfaces and scores show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.examples import Examples
from gdstudio.core.network import weight_name
from gdstudio.lessons.explanations.topic import Kind, Told
from gdstudio.lessons.formulas import closing
from gdstudio.numerals import MINUS, TIMES, compact, grouped, product

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdstudio.lessons.explanations.place import Place


def _weights_into(place: Place) -> str:
    row = place.lane.now.weights[place.output]
    return f"from {compact(float(row.min()))} to {compact(float(row.max()))}"


def _picture(place: Place) -> Told:
    pred = compact(float(place.now.pred[place.output]))
    return Told(
        f"The weights into {place.output_name}",
        f"All {grouped(place.now.weights.shape[1])} weights into one output, drawn where their pixels are."
        " Blue speaks for this class, orange against it: the picture is what tells the class apart, not an"
        " average of its images.",
        f"pred = Σ weight {TIMES} pixel",
        f"weights {_weights_into(place)}; pred {place.output_name} = {pred}",
    )


def _pixel(place: Place) -> Told:
    weight = float(place.now.weights[place.output, place.column])
    value = float(place.now.input[place.column])
    return Told(
        f"{place.input_name[:1].upper()}{place.input_name[1:]}",
        "A pixel’s brightness, 0 to 1, is one input. Where it is always 0, its weights never move.",
        f"weight {TIMES} input",
        f"into {place.output_name}: {product(weight, value)}",
    )


def _color_bar(place: Place) -> Told:
    now = place.lane.now.weights
    return Told(
        "The colour bar",
        "Which colour is which weight: orange is negative, blue positive, in between is 0. All pictures share"
        " one scale, and it stands still while training goes on.",
        now=f"weights from {compact(float(now.min()))} to {compact(float(now.max()))}",
    )


def _scores(place: Place) -> Told:
    pred = place.now.pred
    best = int(pred.argmax())
    return Told(
        "The scores",
        "One prediction for each class; the largest is the answer. They are no probabilities: they may be"
        " negative or above 1, and need not add up to 1.",
        f"pred = Σ weight {TIMES} pixel",
        f"largest: {place.lane.examples.target_names[best]} = {compact(float(pred[best]))}",
    )


def _product(place: Place) -> Told:
    pred = float(place.now.pred[place.output])
    each = place.now.weights[place.output] * place.now.input
    terms = [float(each[each > 0].sum()), float(each[each < 0].sum())]
    (plus, minus), sign = closing(terms, pred, sum)
    return Told(
        "The dot product",
        "Image and weights multiplied pixel by pixel, then added up. It says how alike the two are, and is"
        " the prediction.",
        f"pred = Σ weight {TIMES} input",
        f"{place.of_output('pred')}: {plus} for {MINUS} {minus.removeprefix(MINUS)} against"
        f" {sign} {compact(pred)}",
    )


def _likeness(place: Place) -> Told:
    examples = place.lane.examples
    if not isinstance(examples, Examples):
        return _product(place)
    rows = [min(row, len(examples) - 1) for row in (place.topic.output, place.topic.input)]
    first, second = (examples.inputs[row].tolist() for row in rows)
    score, half = float(examples.inputs[rows[0]] @ examples.inputs[rows[1]]), len(first)

    def added_up(terms: list[float]) -> float:
        return sum(a * b for a, b in zip(terms[:half], terms[half:], strict=True))

    texts, sign = closing([*first, *second], score, added_up)
    written = [_in_brackets(text) for text in texts]
    terms = [f"{a} {TIMES} {b}" for a, b in zip(written[:half], written[half:], strict=True)]
    names = f"{weight_name(rows[0])} · {weight_name(rows[1])}"
    return Told(
        f"The dot product {names}",
        "Two vectors multiplied number by number, then added up. It is large where both are large in the same"
        " places; where one has 0 the other counts for nothing, and opposite signs count against.",
        f"a · b = Σ a {TIMES} b",
        f"{names} = {' + '.join(terms)} {sign} {compact(score)}",
    )


def _in_brackets(text: str) -> str:
    return f"({text})" if text.startswith(MINUS) else text


def _accuracy(place: Place) -> Told:
    gallery = place.snapshot.gallery
    score = None if gallery is None else gallery.score
    now = "Not scored yet."
    if score is not None:
        now = f"after step {grouped(score.step)}: learnt {score.learnt:.1%}, unseen {score.unseen:.1%}"
    return Told(
        "Accuracy",
        "The share of images whose largest score is the right one: of those trained on, and of those never"
        " seen. Only the second says what was understood.",
        now=now,
    )


def _mistakes(place: Place) -> Told:
    gallery = place.snapshot.gallery
    now = "Not scored yet."
    if gallery is not None and gallery.score is not None:
        wrong = int((gallery.score.predicted != gallery.unseen.labels).sum())
        now = f"{grouped(wrong)} of {grouped(len(gallery.unseen))} unseen images are taken for another class"
    return Told("Mistakes", "Which classes are taken for which: a row for what it is.", now=now)


# --- the surface ------------------------------------------------------------------------------------------


def _surface(place: Place) -> Told:
    return Told(
        "The error surface",
        "The error over two weights, the others held. Each contour joins weights with the same error; each"
        " bowl is a slice through it. With one example it is a trough: straight, parallel contours.",
        now=f"error = {compact(place.lane.now.total_error)}",
    )


def _zero_line(place: Place) -> Told:
    return Told(
        "The line of zero error",
        "Every pair of weights on it predicts this example exactly. So there are many solutions; descent goes"
        " to the nearest.",
        "Σ weight × input = true",
        f"true = {compact(float(place.lane.now.true[place.output]))}",
    )


def _path(place: Place) -> Told:
    return Told(
        "The path",
        "Where the two weights have been so far. With one example it is straight: every step goes along the"
        " same direction, that of the inputs.",
        now=f"{grouped(place.snapshot.step - 1)} steps so far",
    )


def _arrow(place: Place) -> Told:
    return Told(
        "The arrow",
        "Where the next step goes: against the weight_deltas, alpha times as far.",
        f"weight −= alpha {TIMES} weight_delta",
        f"alpha = {compact(place.lane.alpha)}",
    )


def _goal(place: Place) -> Told:
    return Told(
        "The star",
        "Where descent will end if nothing is changed; of several examples taken one at a time, where their"
        " mean error is least.",
        now=f"error now = {compact(place.lane.now.total_error)}",
    )


PICTURES: Mapping[Kind, Callable[[Place], Told]] = {
    Kind.PICTURE: _picture,
    Kind.PIXEL: _pixel,
    Kind.COLOR_BAR: _color_bar,
    Kind.SCORES: _scores,
    Kind.PRODUCT: _product,
    Kind.LIKENESS: _likeness,
    Kind.ACCURACY: _accuracy,
    Kind.MISTAKES: _mistakes,
    Kind.SURFACE: _surface,
    Kind.ZERO_LINE: _zero_line,
    Kind.PATH: _path,
    Kind.ARROW: _arrow,
    Kind.GOAL: _goal,
}
