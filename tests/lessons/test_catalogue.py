"""The scenes that come with the studio: complete, in order, and with the chapter's numbers."""

from __future__ import annotations

from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import pytest
from recipe import GAMES, HURT_WIN_SAD, NINE

from gdstudio.core.descent import Rule, take_step
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.lessons.scene_file import SceneError
from gdstudio.messages import ImagesStart, Source, View

if TYPE_CHECKING:
    from gdstudio.messages import LaneStart

IDS = (
    "single-input",
    "multiple-inputs",
    "several-steps",
    "too-much-alpha",
    "freezing",
    "error-surface",
    "multiple-outputs",
    "inputs-and-outputs",
    "printed-listing",
    "mnist",
    "weight-pictures",
    "dot-products",
)
WITH_IMAGES = ("mnist", "weight-pictures")


def first_preds(lane: LaneStart) -> list[float]:
    """What a lane predicts at step 1."""
    example = (lane.examples.inputs[0], lane.examples.targets[0])
    pred: list[float] = take_step(lane.weights, lane.frozen, lane.alpha, example).pred.tolist()
    return pred


def test_the_scenes_are_in_teaching_order() -> None:
    """The order of the list is the order of the chapter."""
    assert catalogue.ids() == IDS
    assert [scene.id for scene in catalogue.load_all()] == list(IDS)


def test_every_scene_file_is_in_the_list() -> None:
    """A file that nobody lists would never be seen."""
    names = {entry.name for entry in (files("gdstudio.lessons") / "scenes").iterdir()}
    assert names == {f"{scene_id}.md" for scene_id in IDS}


@pytest.mark.parametrize("scene_id", IDS)
def test_a_scene_says_what_to_try_in_a_few_sentences(scene_id: str) -> None:
    """40 to 110 words of text, a short title that every terminal can print, and a section of the chapter."""
    scene = catalogue.load(scene_id)
    assert 40 <= len(scene.text.split()) <= (110 if scene_id in WITH_IMAGES else 75)
    assert scene.title.isascii()
    assert len(scene.title) <= 32
    assert scene.section.startswith("5.")


@pytest.mark.parametrize("scene_id", IDS[:8])
def test_a_scene_starts_from_the_first_game_with_a_finite_error(scene_id: str) -> None:
    """As in the chapter; the other three games are there to be chosen."""
    for lane in catalogue.load(scene_id).lanes:
        assert lane.order == Order()
        assert len(lane.examples) == 4
        assert lane.weights.shape == lane.frozen.shape == lane.examples.shape
        assert not lane.weights.flags.writeable
        assert not lane.frozen.flags.writeable
        assert all(map(isfinite, first_preds(lane)))


@pytest.mark.parametrize(
    ("scene_id", "weights", "alpha", "preds"),
    [
        ("single-input", [[0.1]], 0.01, [0.85]),
        ("multiple-inputs", [[0.1, 0.2, -0.1]], 0.01, [0.86]),
        ("several-steps", [[0.1, 0.2, -0.1]], 0.01, [0.86]),
        ("too-much-alpha", [[0.1, 0.2, -0.1]], 0.1, [0.86]),
        ("freezing", [[0.1, 0.2, -0.1]], 0.3, [0.86]),
        ("multiple-outputs", [[0.3], [0.2], [0.9]], 0.1, [0.195, 0.13, 0.585]),
        ("inputs-and-outputs", NINE, 0.01, [0.555, 0.98, 0.965]),
        ("printed-listing", NINE, 0.01, [0.555, 0.98, 0.965]),
    ],
)
def test_a_scene_starts_with_the_chapters_numbers(
    scene_id: str, weights: list[list[float]], alpha: float, preds: list[float]
) -> None:
    """Weights, alpha and the first predictions."""
    lane = catalogue.load(scene_id).lanes[-1]
    assert lane.weights.tolist() == weights
    assert lane.alpha == alpha
    assert first_preds(lane) == pytest.approx(preds, abs=1e-12)


def test_the_four_games_are_the_chapters() -> None:
    """The first game's win/loss record is 0.65, not the 0.9 that one listing has."""
    examples = catalogue.load("inputs-and-outputs").lanes[0].examples
    assert examples.input_names == ("toes", "wlrec", "nfans")
    assert examples.target_names == ("hurt", "win", "sad")
    assert examples.inputs.tolist() == GAMES
    assert examples.targets.tolist() == HURT_WIN_SAD


def test_freezing_freezes_a_and_only_a() -> None:
    """No other scene begins with a frozen weight."""
    assert catalogue.load("freezing").lanes[0].frozen.tolist() == [[True, False, False]]
    assert not any(
        lane.frozen.any() for scene in catalogue.load_all() if scene.id != "freezing" for lane in scene.lanes
    )


def test_multiple_inputs_stands_beside_the_single_input_network() -> None:
    """Two lanes: one input first, three last, of which only the latter is traced."""
    scene = catalogue.load("multiple-inputs")
    assert [(lane.name, lane.label) for lane in scene.lanes] == [
        ("single", "one input"),
        ("three", "three inputs"),
    ]
    assert scene.lanes[0].examples.input_names == ("toes",)
    assert scene.traced == ("three",)


def test_printed_listing_runs_both_rules_from_one_start() -> None:
    """Correct first, as printed last; they differ in nothing but the rule."""
    correct, printed = catalogue.load("printed-listing").lanes
    assert (correct.name, correct.label, correct.rule) == ("correct", "correct", Rule.CORRECT)
    assert (printed.name, printed.label) == ("printed", "as printed")
    assert printed.rule is Rule.SWAPPED_OUTER_PRODUCT
    assert np.array_equal(correct.weights, printed.weights)
    assert correct.alpha == printed.alpha
    assert catalogue.load("printed-listing").traced == ("correct", "printed")


@pytest.mark.parametrize(
    ("scene_id", "looks_at"), [("mnist", Source.STEP), ("weight-pictures", Source.UNSEEN)]
)
def test_scenes_with_images_say_which_and_wait_for_them(scene_id: str, looks_at: Source) -> None:
    """Listing the scenes does not load any image; alpha is 0.001 and the order the one given."""
    scene = catalogue.load(scene_id)
    assert scene.needs_images
    assert scene.view is View.PICTURES
    assert scene.looks_at.source is looks_at
    assert scene.images == ImagesStart("mnist-sample", 0.001, Order(Taking.IN_TURN))


def test_dot_products_has_the_chapters_vectors() -> None:
    """The rows of its table are a, b, c, d and e."""
    scene = catalogue.load("dot-products")
    assert scene.view is View.VECTORS
    assert scene.lanes[0].examples.inputs.tolist() == [
        [0, 1, 0, 1],
        [1, 0, 1, 0],
        [0, 1, 1, 0],
        [0.5, 0, 0.5, 0],
        [0, 1, -1, 0],
    ]


def test_an_unknown_id_names_those_that_are_close() -> None:
    """A slip of the finger is answered with what was probably meant."""
    with pytest.raises(SceneError, match=r"no scene “frezing”; did you mean freezing\?"):
        catalogue.load("frezing")


def test_an_id_like_no_other_lists_them_all() -> None:
    """Whoever guesses is told what there is."""
    with pytest.raises(SceneError, match=r"single-input, .*, printed-listing"):
        catalogue.load("qqq")


def test_an_id_is_no_path() -> None:
    """Only listed scenes are read, whatever the id looks like."""
    with pytest.raises(SceneError, match="no scene"):
        catalogue.load("../scenes/freezing")
