"""What the pictures panel says: captions, numbers on tiles, formulas whose arithmetic closes."""

from __future__ import annotations

from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING

from gdstudio.core.descent import Phase
from gdstudio.messages import Source
from gdstudio.numerals import MINUS, TIMES, compact, grouped, number, parse, product, shortest

if TYPE_CHECKING:
    from gdstudio.core.descent import Step
    from gdstudio.core.network import BoolArray
    from gdstudio.messages import Gallery, Lane, Reference
    from gdstudio.views.pictures.shown import Shown
    from gdstudio.views.pictures.tile_sheet import Spot

NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
RECIPE = (
    f"each step: prediction = Σ weight {TIMES} pixel, delta = prediction − true, weight −= α × delta × pixel"
)
_MOST_DIGITS = 12


def signed(value: float, decimals: int = 3) -> str:
    """Write a number with its sign in `decimals` + 3 characters: ``+0.217``.

    Larger numbers have fewer decimals, so that all stand in a slot of one width. What is hidden is ``?``.
    """
    if isnan(value):
        return "?"
    if abs(value) >= 9999.5:
        return _with_exponent(value, decimals + 3)
    whole = 0 if abs(value) < 10 else 1 if abs(value) < 100 else 2 if abs(value) < 1000 else 4
    text = f"{value:+.{max(decimals - whole, 0)}f}"
    if not text.strip("+-0."):
        return text[1:]
    return text.replace("-", MINUS)


def _with_exponent(value: float, characters: int) -> str:
    """As ``+1.2e5``, or ``+1e15``: without a digit after the point where that would be too long."""
    mantissa, power = f"{value:+.1e}".split("e")
    text = f"{mantissa}e{int(power)}"
    if len(text) > characters:
        mantissa, power = f"{value:+.0e}".split("e")
        text = f"{mantissa}e{int(power)}"
    return text.replace("-", MINUS)


def percent(share: float) -> str:
    """Write a share of 0 to 1: ``83 %``."""
    return f"{100 * share:.0f}{NO_BREAK}%"


def caption(rows: int, columns: int) -> str:
    """What the input is."""
    return f"input · {rows} {TIMES} {columns} = {grouped(rows * columns)} pixels"


def image_lines(gallery: Gallery, shown: Shown, row: int, *, short: bool = False) -> tuple[str, str, str]:
    """Say in three lines what the image is, what it is taken for, and whether it is learnt from.

    Args:
        gallery: what is looked at.
        shown: what is predicted for it.
        row: of the learnt images, the one that the step learns from.
        short: where room is short.
    """
    names = gallery.learnt.class_names
    name = names[shown.largest]
    if gallery.label is None:
        return "your drawing", f"predicted {name}", "no target: not learnt from"
    source, index = gallery.looked_at.source, gallery.looked_at.index
    kind = "unseen" if source is Source.UNSEEN else "learnt"
    end = "not learnt from" if source is Source.UNSEEN else "not this step’s"
    if source is Source.STEP:
        index, end = row, "this step’s"
    origin = f"{kind} {'' if short else 'image '}{grouped(index + 1)}, {end}"
    return f"label {names[gallery.label]}", taken_for(name, right=shown.largest == gallery.label), origin


def taken_for(name: str, *, right: bool) -> str:
    """What an image is taken for, and whether it is that."""
    return f"predicted {name}: {'right' if right else 'wrong'}"


def status(gallery: Gallery, reference: Reference | None, *, short: bool = False) -> str:
    """How well what is shown does on images never trained on."""
    count = f"{grouped(len(gallery.unseen))} unseen{'' if short else ' ' + _noun(gallery)}"
    if reference is not None:
        compared = gallery.compared.get(reference)
        title = reference.value.capitalize()
        if compared is None:
            return f"{title}: working it out…"
        return f"{title}: {percent(compared.unseen)} right on {count}"
    if gallery.score is None:
        return f"counting what is right on {count}…"
    step = grouped(gallery.score.step)
    return f"{percent(gallery.score.unseen)} right on {count} ({'' if short else 'at '}step {step})"


def _noun(gallery: Gallery) -> str:
    names = gallery.learnt.class_names
    return "digits" if all(name.isdigit() for name in names) else "images"


def tile_text(shown: Shown, names: tuple[str, ...], output: int, frozen: int) -> str:
    """One tile in words, for a screen reader."""
    parts = [f"prediction {number(float(shown.pred[output]))}"]
    if shown.true is not None and shown.delta is not None:
        parts.append(f"true {compact(float(shown.true[output]))}")
        parts.append(f"delta {number(float(shown.delta[output]))}")
    if output == shown.largest:
        parts.append(
            {True: "the largest, right", False: "the largest, wrong", None: "the largest"}[shown.right]
        )
    if frozen:
        parts.append(f"{grouped(frozen)} weights frozen")
    return f"Output {names[output]}: {', '.join(parts)}"


def pixel_value(step: Step, name: str, columns: int, pixel: int) -> str:
    """A pixel of the input: where it is and its value."""
    row, column = divmod(pixel, columns)
    value = float(step.input[pixel])
    return f"{name}: row {row}, column {column}, input {compact(value)} = {round(255 * value)} ÷ 255"


def weight_formula(lane: Lane, shown: Shown, step: Step, output: int, pixel: int) -> str:
    """A pixel's weight into an output, and its weight_delta for the image looked at."""
    title = f"{lane.examples.input_names[pixel]} → {lane.examples.target_names[output]}"
    if shown.quantity not in {"weight", "weight_delta"}:
        value = float(shown.pictures[output, pixel])
        return f"{title}: {compact(value)} in the picture of {shown.quantity}"
    text = f"{title}: weight {compact(float(step.weights[output, pixel]))}"
    if shown.delta is None:
        return (
            f"{text}, {TIMES} pixel = {product(float(step.weights[output, pixel]), float(step.input[pixel]))}"
        )
    delta, value = float(step.delta[output]), float(step.input[pixel])
    factors, _, result = product(delta, value).partition(" = ")
    if not result:  # no number of digits makes it hold
        return f"{text}, weight_delta = delta {TIMES} input = {factors}"
    if value == 0:
        return f"{text}, weight_delta = delta {TIMES} input = {factors} = 0: no ink, nothing to learn"
    if lane.frozen[output, pixel] and result != "0":
        return f"{text}, weight_delta = delta {TIMES} input = {factors}, frozen: would be {result} → 0"
    return f"{text}, weight_delta = delta {TIMES} input = {factors} = {result}"


def prediction_formula(shown: Shown, names: tuple[str, ...], output: int) -> str:
    """Where a bar comes from."""
    n_inputs = shown.pictures.shape[1]
    return (
        f"prediction {names[output]} = Σ weight {TIMES} pixel over {grouped(n_inputs)} pixels"
        f" = {compact(float(shown.pred[output]))}"
    )


def compare_formula(step: Step, name: str, output: int) -> str:
    """Where delta and error come from. The delta is written so that both equations hold."""
    delta, true = float(step.delta[output]), float(step.true[output])
    factors, equals, error = product(delta, delta).partition(" = ")
    shown = factors.split(f" {TIMES} ")[0]
    if not equals or "e" in shown:
        return f"delta {name} = prediction − true = {compact(delta)}"
    # The prediction with the decimals that make the difference hold: it is what it rounds to there.
    pred = Decimal(shown.replace(MINUS, "-")) + Decimal(repr(true))
    left = format(pred.normalize(), "f").replace("-", MINUS)
    square = f"({shown})²" if shown.startswith(MINUS) else f"{shown}²"
    return (
        f"delta {name} = prediction − true = {left} − {compact(true)} = {shown},"
        f" error = delta² = {square} = {error}"
    )


def learn_formula(lane: Lane, step: Step, output: int, pixel: int) -> str:
    """What Learn makes of one weight."""
    title = f"{lane.examples.input_names[pixel]} → {lane.examples.target_names[output]}"
    terms = (float(step.weights[output, pixel]), lane.alpha, float(step.weight_deltas[output, pixel]))
    new, sign, texts = float(step.new_weights[output, pixel]), "≈", [shortest(term) for term in terms]
    for digits in range(4, _MOST_DIGITS + 1):
        shorter = [compact(term, digits) for term in terms]
        weight, alpha, change = (parse(text) for text in shorter)
        if number(weight - alpha * change) == number(new):
            sign, texts = "=", shorter
            break
    weight_text, alpha_text, change_text = texts
    return (
        f"{title}: weight −= α {TIMES} weight_delta,"
        f" {weight_text} − {alpha_text} {TIMES} {change_text} {sign} {compact(new)}"
    )


def phase_sentence(lane: Lane, gallery: Gallery, shown: Shown, output: int, pixel: int | None) -> str:
    """Say what the phase works out, with the numbers of one output and one pixel.

    Args:
        lane: the run.
        gallery: what is looked at.
        shown: what the tiles show.
        output: whose numbers.
        pixel: the selected one; None for the one with the largest weight_delta.
    """
    names, step = lane.examples.target_names, gallery.seen
    if shown.phase is None:
        return RECIPE if shown.delta is not None else prediction_formula(shown, names, output)
    if shown.phase is Phase.PREDICT:
        return prediction_formula(shown, names, output)
    if shown.delta is None:
        return "A drawing has no target: there is no delta, and nothing is learnt from it."
    if shown.phase is Phase.COMPARE:
        return compare_formula(step, names[output], output)
    if pixel is None:
        pixel = int(abs(step.weight_deltas[output]).argmax())
    if shown.phase is Phase.WEIGHT_DELTAS:
        return weight_formula(lane, shown, step, output, pixel)
    if gallery.looked_at.source is not Source.STEP:
        return "Learn changes the weights by the image of this step, not by the one looked at."
    return learn_formula(lane, step, output, pixel)


def told(
    lane: Lane,
    gallery: Gallery,
    shown: Shown,
    pointed: Spot | int | None,
    chosen: Spot,
) -> str:
    """Say what is pointed at: a weight, a bar, a pixel of the image; with nothing, what the phase works out.

    Args:
        lane: the run.
        gallery: what is looked at.
        shown: what the tiles show.
        pointed: a spot on a tile, or a pixel of the image.
        chosen: the output whose numbers a phase is explained with, and the selected pixel or None.
    """
    names = lane.examples.target_names
    if isinstance(pointed, int):
        name, columns = lane.examples.input_names[pointed], gallery.image.shape[1]
        return pixel_value(gallery.seen, name, columns, pointed)
    if pointed is None:
        return phase_sentence(lane, gallery, shown, chosen.output, chosen.pixel)
    if pointed.pixel is None:
        return prediction_formula(shown, names, pointed.output)
    return weight_formula(lane, shown, gallery.seen, pointed.output, pointed.pixel)


def frozen_text(frozen: BoolArray) -> str:
    """How many weights are frozen: ``56 pixels frozen`` where they are frozen into every output."""
    count = int(frozen.sum())
    if count == 0:
        return ""
    pixels = int(frozen.all(axis=0).sum())
    if pixels * len(frozen) == count:
        return f"{grouped(pixels)} pixel{'s' if pixels > 1 else ''} frozen"
    return f"{grouped(count)} weight{'s' if count > 1 else ''} frozen"
