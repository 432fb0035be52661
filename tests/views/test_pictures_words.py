"""What the pictures panel says: numbers in their slots, captions, and arithmetic that closes as written."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from gallery_parts import gallery_snapshot
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.descent import Phase, take_step
from gdstudio.messages import Compared, LookAt, Reference, Snapshot, Source
from gdstudio.views.pictures import words
from gdstudio.views.pictures.shown import Scales, Shown, shown_of
from gdstudio.views.pictures.tile_sheet import Spot

NUMBER = r"−?\d+(?:\.\d+)?(?:e−?\d+)?"
SECOND = Spot(2, None)
DRAWING = LookAt(Source.DRAWN, 0, np.full((28, 28), 100, np.uint8))


def shown(snapshot: Snapshot, reference: Reference | None = None) -> Shown:
    assert snapshot.gallery is not None
    return shown_of(snapshot, snapshot.gallery, reference)


def told(snapshot: Snapshot, pointed: Spot | int | None, chosen: Spot = SECOND) -> str:
    assert snapshot.gallery is not None
    return words.told(snapshot.lanes[0], snapshot.gallery, shown(snapshot), pointed, chosen)


def value(text: str) -> Decimal:
    return Decimal(text.replace("−", "-"))


def rounds_to(exact: Decimal, written: str) -> bool:
    """Whether a number rounded as another is written is that other, or next to it by half a digit."""
    place = Decimal(1).scaleb(int(value(written).as_tuple().exponent))
    return exact.quantize(place, ROUND_HALF_UP) == value(written)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.2171, "+0.217"), (-0.7829, "−0.783"), (0.0, "0.000"), (-0.0, "0.000"), (-0.0001, "0.000"),
        (12.344, "+12.34"), (-123.46, "−123.5"), (1234.6, "+1235"), (123456.0, "+1.2e5"), (-2.5e9, "−2.5e9"),
        (1.2e34, "+1e34"),
    ],
)  # fmt: skip
def test_numbers_on_tiles_have_one_width(number: float, text: str) -> None:
    """Sign, three decimals, and fewer the larger the number is; never minus zero."""
    assert words.signed(number) == text


@given(st.floats(-1e99, 1e99))
def test_numbers_fit_into_their_slot(number: float) -> None:
    """Whatever the prediction, it has six characters, or seven where rounding makes 9.9996 a 10.000."""
    assert len(words.signed(number)) <= 7


@pytest.mark.parametrize(
    ("looked_at", "lines"),
    [
        (LookAt(Source.STEP), ("label 0", "predicted 0: right", "learnt image 1, this step’s")),
        (LookAt(Source.LEARNT, 3), ("label 3", "predicted 3: right", "learnt image 4, not this step’s")),
        (LookAt(Source.UNSEEN, 9), ("label 9", "predicted 9: right", "unseen image 10, not learnt from")),
        (DRAWING, ("your drawing", r"predicted \d", "no target: not learnt from")),
    ],
)
def test_the_caption_says_what_the_image_is(looked_at: LookAt, lines: tuple[str, ...]) -> None:
    """Its label, what it is taken for, where it comes from and whether it is learnt from."""
    snapshot = gallery_snapshot(looked_at=looked_at)
    assert snapshot.gallery is not None
    said = words.image_lines(snapshot.gallery, shown(snapshot), snapshot.lanes[0].row)
    assert all(re.fullmatch(pattern, text) for pattern, text in zip(lines, said, strict=True))


def test_a_mistake_is_called_wrong() -> None:
    """Where the largest prediction is another class, the caption says so in a word."""
    snapshot = gallery_snapshot()
    assert snapshot.gallery is not None
    other = replace(snapshot, gallery=replace(snapshot.gallery, label=4))
    assert words.image_lines(other.gallery, shown(other), 0)[1] == "predicted 0: wrong"  # type: ignore[arg-type]


def test_the_score_says_how_many_and_when() -> None:
    """The share of unseen images that is right, and the step whose weights were judged."""
    snapshot = gallery_snapshot(step=12001)
    gallery = snapshot.gallery
    assert gallery is not None
    assert gallery.score is not None
    gallery = replace(gallery, score=replace(gallery.score, unseen=0.8304))
    assert words.status(gallery, None) == "83\u202f% right on 30 unseen digits (at step 12\u2009001)"
    assert words.status(gallery, None, short=True) == "83\u202f% right on 30 unseen (step 12\u2009001)"
    assert "counting" in words.status(replace(gallery, score=None), None)


def test_a_reference_is_scored_once_it_is_worked_out() -> None:
    """Until then the line says that it is being worked out."""
    gallery = gallery_snapshot().gallery
    assert gallery is not None
    assert words.status(gallery, Reference.MEANS) == "Mean digits: working it out…"
    done = replace(gallery, compared={Reference.MEANS: Compared(np.zeros((10, 784)), 0.81)})
    assert words.status(done, Reference.MEANS) == "Mean digits: 81\u202f% right on 30 unseen digits"


def test_classes_that_are_no_digits_are_images() -> None:
    """Shoes are not called digits."""
    gallery = gallery_snapshot().gallery
    assert gallery is not None
    learnt = replace(gallery.learnt, class_names=tuple("ABCDEFGHIJ"))
    assert "unseen images" in words.status(replace(gallery, learnt=learnt), None)


def test_a_weights_formula_closes() -> None:
    """Weight_delta is delta × input, and the product as written is the result as written."""
    snapshot = gallery_snapshot()
    closed = 0
    for pixel in range(300, 500, 7):
        text = told(snapshot, Spot(4, pixel))
        if "no ink" in text:
            assert snapshot.lanes[0].now.input[pixel] == 0
            continue
        found = re.search(rf"input = ({NUMBER}) × ({NUMBER}) = ({NUMBER})$", text)
        assert found, text
        left, right, result = found.groups()
        assert rounds_to(value(left) * value(right), result), text
        closed += 1
    assert closed > 5


def test_a_frozen_weight_says_what_it_would_learn() -> None:
    """Its weight_delta is what it would be, and becomes 0."""
    pixel = int(gallery_snapshot().lanes[0].now.input.argmax())
    text = told(gallery_snapshot(frozen_pixels=(pixel,)), Spot(4, pixel))
    assert re.search(rf"frozen: would be {NUMBER} → 0$", text), text


def test_without_a_target_there_is_no_delta() -> None:
    """Over a drawing a weight's formula ends with its product, and no phase speaks of a delta."""
    snapshot = gallery_snapshot(looked_at=DRAWING)
    assert "delta" not in told(snapshot, Spot(3, 300))
    for phase in (Phase.COMPARE, Phase.WEIGHT_DELTAS, Phase.LEARN):
        assert told(replace(snapshot, phase=phase), None).startswith("A drawing has no target")


def test_pointing_at_a_bar_or_pixel_tells_of_it() -> None:
    """A bar is a sum over all pixels; a pixel of the image has a place and a value."""
    snapshot = gallery_snapshot()
    assert re.fullmatch(
        rf"prediction 4 = Σ weight × pixel over 784 pixels = {NUMBER}", told(snapshot, Spot(4, None))
    )
    pixel = int(snapshot.lanes[0].now.input.argmax())
    text = told(snapshot, pixel)
    assert text.startswith(f"pixel {divmod(pixel, 28)}: row {pixel // 28}, column {pixel % 28}, input ")
    assert text.endswith(f"= {snapshot.gallery.image.ravel()[pixel]} ÷ 255")  # type: ignore[union-attr]


def test_compare_closes() -> None:
    """Prediction − true is the delta as written, and its square the error as written."""
    snapshot = replace(gallery_snapshot(), phase=Phase.COMPARE)
    for output in range(10):
        text = told(snapshot, None, Spot(output, None))
        found = re.search(
            rf"true = ({NUMBER}) − ({NUMBER}) = ({NUMBER}), error = delta² = \(?({NUMBER})\)?² = ({NUMBER})$",
            text,
        )
        assert found, text
        pred, true, delta, again, error = found.groups()
        assert value(pred) - value(true) == value(delta)
        assert delta == again
        assert rounds_to(value(again) ** 2, error), text


def test_learn_closes() -> None:
    """Weight − alpha × weight_delta as written is the new weight as written."""
    snapshot = replace(gallery_snapshot(), phase=Phase.LEARN)
    for output in range(10):
        text = told(snapshot, None, Spot(output, None))
        found = re.search(rf"({NUMBER}) − ({NUMBER}) × ({NUMBER}) = ({NUMBER})$", text)
        assert found, text
        weight, alpha, change, new = (value(part) for part in found.groups())
        made = float(weight - alpha * change)
        assert made == pytest.approx(float(new), rel=6e-4), text


def test_learn_does_not_speak_of_an_image_it_does_not_use() -> None:
    """While another image is looked at, Learn says that it goes by the step's."""
    snapshot = replace(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 2)), phase=Phase.LEARN)
    assert "image of this step" in told(snapshot, None)


@pytest.mark.parametrize(
    ("pixels", "outputs", "text"),
    [((), (), ""), ((5,), range(10), "1 pixel frozen"), ((5, 6), range(10), "2 pixels frozen"),
     ((5, 6), (3,), "2 weights frozen"), ((5,), (3,), "1 weight frozen")],
)  # fmt: skip
def test_what_is_frozen_is_counted(pixels: tuple[int, ...], outputs: range, text: str) -> None:
    """Pixels if they are frozen into every output, else weights."""
    frozen = np.zeros((10, 784), bool)
    for output in outputs:
        frozen[output, list(pixels)] = True
    assert words.frozen_text(frozen) == text


def test_a_tile_is_told_in_words() -> None:
    """Prediction, target, delta, whether it is the largest and right, and how many weights are frozen."""
    snapshot = gallery_snapshot()
    text = words.tile_text(shown(snapshot), tuple("0123456789"), 0, 12)
    for part in ("Output 0: prediction 2.", "true 1", "delta 1.", "the largest, right", "12 weights frozen"):
        assert part in text
    assert "largest" not in words.tile_text(shown(snapshot), tuple("0123456789"), 1, 0)


# --- which pictures ---------------------------------------------------------------------------------------


def test_weight_deltas_take_the_weights_place_in_their_phase() -> None:
    """In Weight deltas the pictures are delta × image; in every other phase the weights."""
    snapshot = gallery_snapshot()
    now = snapshot.lanes[0].now
    for phase in Phase:
        pictures = shown(replace(snapshot, phase=phase)).pictures
        assert pictures is (now.weight_deltas if phase is Phase.WEIGHT_DELTAS else now.weights)


def test_references_predict_by_themselves() -> None:
    """With reference pictures the bars are what those would predict; there is no delta to learn by."""
    snapshot = gallery_snapshot()
    assert snapshot.gallery is not None
    weights = np.random.default_rng(3).normal(size=(10, 784))
    gallery = replace(snapshot.gallery, compared={Reference.MEANS: Compared(weights, 0.8)})
    made = shown(replace(snapshot, gallery=gallery), Reference.MEANS)
    assert made.pictures is weights
    assert made.pred == pytest.approx(weights @ snapshot.gallery.seen.input)
    assert made.delta is None
    assert made.true is None


def test_bars_make_room_and_stay() -> None:
    """The bars' scale holds 0 and 1, grows with a larger prediction, stays, and is as before at step 1."""
    scales, snapshot = Scales(), gallery_snapshot(step=50, playing=True)
    usual = scales.bars("weight")
    scales.follow(snapshot, shown(snapshot))
    low, high = scales.bars("weight")
    assert low < 0
    assert high > 1
    lane, gallery = snapshot.lanes[0], snapshot.gallery
    assert gallery is not None
    large = take_step(lane.now.weights * 50, lane.frozen, 0.001, (lane.now.input, lane.now.true))
    later = replace(snapshot, step=51, gallery=replace(gallery, seen=large))
    scales.follow(later, shown(later))
    assert scales.bars("weight")[1] > large.pred.max()
    grown = scales.bars("weight")
    scales.follow(replace(snapshot, step=52), shown(snapshot))
    assert scales.bars("weight") == grown
    assert scales.bars("mean digits") == usual
    scales.follow(replace(snapshot, step=1), shown(snapshot))
    assert scales.bars("weight") == (low, high)
