"""Explanations: each kind is told, its numbers are the core's, links lead somewhere, questions stay open."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
import recipe
import scenes
from image_scenes import image_scene, small_images
from lesson_parts import Learner

from gdstudio.core.examples import Order, Taking
from gdstudio.core.landscape import Bowl
from gdstudio.lessons import catalogue, lesson_catalogue
from gdstudio.lessons.checks import World
from gdstudio.lessons.explanations import ALL, HIDDEN, Kind, Topic, explain
from gdstudio.lessons.explanations.links import LINKS, TELLING
from gdstudio.lessons.lesson import Choose, PickWeight
from gdstudio.lessons.parts import FACTS, PARTS
from gdstudio.lessons.questions import truth
from gdstudio.messages import Freeze, LookAt, SetAlpha, SetWeight, Source, Sweep, TakeSteps, WeightRef
from gdstudio.model.aside import aside
from gdstudio.model.session import Session
from gdstudio.numerals import parse

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Scene, Snapshot

NUMBER = r"−?\d[\d.]*(?:e−?\d+)?"


def snapshot_of(scene: Scene, *commands: object) -> Snapshot:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot()


def now(kind: Kind, snapshot: Snapshot, **where: object) -> str:
    return explain(Topic(kind, 0, **where), snapshot).now.replace("\u00a0", " ")


def last_number(text: str) -> float:
    return parse(re.findall(NUMBER, text)[-1])


def worked_out(text: str) -> float:
    """What Python makes of the arithmetic before the last ``=``."""
    terms = re.split(r"[=≈]", text)[-2]
    terms = re.sub(r"(\(?" + NUMBER + r"\)?)²", r"(\1)**2", terms.strip())
    terms = terms.translate(str.maketrans({"−": "-", "×": "*", "÷": "/"}))
    assert re.fullmatch(r"[-+*/().\de ]+", terms), f"no arithmetic: {terms}"
    return float(eval(terms))  # noqa: S307  # only digits and signs, as was just checked


SCENES = {
    "three inputs": (scenes.three_inputs(), (TakeSteps(2),)),
    "frozen": (scenes.frozen_a(), (TakeSteps(3),)),
    "nine": (scenes.nine_weights(), (TakeSteps(1), Freeze(WeightRef(0, 1, 1), frozen=True))),
    "negative": (scenes.three_outputs(), (SetWeight(WeightRef(0, 0, 0), -2.5), TakeSteps(1))),
}


@pytest.fixture(params=SCENES, name="shown")
def a_snapshot(request: pytest.FixtureRequest) -> Snapshot:
    scene, commands = SCENES[request.param]
    return snapshot_of(scene, *commands)


def close(text: str, value: float) -> bool:
    """Whether the last number that is written is a value, at the digits that are written."""
    return last_number(text) == pytest.approx(value, rel=6e-4, abs=1e-12)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_something(kind: Kind, shown: Snapshot) -> None:
    """Each kind has a title and a whole sentence, whatever the network."""
    told = explain(Topic(kind, words="something"), shown)
    assert told.title
    assert told.text[0].isupper()
    assert told.text.endswith(".")
    assert "nan" not in told.spoken


def test_every_kind_is_told() -> None:
    """No kind is forgotten, and none is told twice."""
    assert set(ALL) == set(Kind)


def test_numbers_of_the_network_are_the_cores(shown: Snapshot) -> None:
    """What is said of inputs, weights, predictions, deltas, errors and weight_deltas is what was computed."""
    step = shown.lanes[0].now
    for (k, j), weight in np.ndenumerate(step.weights):
        at = {"output": k, "input": j}
        assert close(now(Kind.INPUT, shown, **at), step.input[j])
        assert parse(re.findall(NUMBER, now(Kind.WEIGHT, shown, **at))[0]) == pytest.approx(weight, rel=6e-4)
        assert close(now(Kind.PRED, shown, **at), step.pred[k])
        assert close(now(Kind.PREDICT, shown, **at), step.pred[k])
        assert close(now(Kind.TARGET, shown, **at), step.true[k])
        assert close(now(Kind.DELTA, shown, **at), step.delta[k])
        assert close(now(Kind.ERROR, shown, **at), step.error[k])
        assert close(now(Kind.COMPARE, shown, **at), step.error[k])
        assert close(now(Kind.NEXT_WEIGHT, shown, **at), step.new_weights[k, j])
        assert close(now(Kind.LEARN, shown, **at), step.new_weights[k, j])
        would = step.free_weight_deltas[k, j]
        for kind in (Kind.WEIGHT_DELTA, Kind.WEIGHT_DELTAS, Kind.FREEZE):
            said = now(kind, shown, **at).removesuffix(" → 0").removesuffix(", not frozen")
            assert close(said, would)


def test_numbers_of_bowls_are_the_cores(shown: Snapshot) -> None:
    """Dot, bottom, slope, the step before, the next ones and the end are those of the core."""
    lane = shown.lanes[0]
    for k, j in np.ndindex(lane.now.weights.shape):
        at = {"output": k, "input": j}
        bowl = Bowl.of(lane.now, k, j)
        assert close(now(Kind.DOT, shown, **at), bowl.height)
        assert close(now(Kind.ERROR_AXIS, shown, **at), bowl.height)
        assert close(now(Kind.WEIGHT_AXIS, shown, **at), bowl.weight)
        assert close(now(Kind.CURVE, shown, **at), bowl.weight - bowl.delta / bowl.input)
        assert close(now(Kind.TANGENT, shown, **at), 2 * lane.now.residual[k] * lane.now.input[j])
        assert close(now(Kind.EXAMPLE_CURVE, shown, **at), bowl.height)
        assert close(now(Kind.BEFORE, shown, **at), lane.before.error[k])
        assert close(now(Kind.AHEAD, shown, **at), lane.ahead[-1].weights[k, j])
        end = parse(re.search(rf"ends at ({NUMBER})", now(Kind.STAR, shown, **at)).group(1))
        assert end == pytest.approx(lane.destination[k, j], rel=6e-4)


@pytest.mark.parametrize(
    "kind", [Kind.PRED, Kind.DELTA, Kind.ERROR, Kind.WEIGHT_DELTA, Kind.CURVE, Kind.TANGENT, Kind.FACTOR]
)
def test_the_arithmetic_closes(kind: Kind, shown: Snapshot) -> None:
    """The terms that are written give the result that is written, at its digits."""
    for k, j in np.ndindex(shown.lanes[0].now.weights.shape):
        if shown.lanes[0].frozen[k, j] and kind is Kind.WEIGHT_DELTA:
            continue  # it says what it would be, and 0
        text = now(kind, shown, output=k, input=j)
        assert worked_out(text) == pytest.approx(last_number(text), rel=6e-4, abs=1e-12), text


def test_alpha_and_its_limit_are_the_cores(shown: Snapshot) -> None:
    """Alpha, the limit, the ring and the factor of a step are those of the core."""
    lane = shown.lanes[0]
    assert close(now(Kind.ALPHA, shown), lane.alpha)
    assert close(now(Kind.LIMIT, shown), lane.limits.guaranteed)
    assert close(now(Kind.ONE_STEP, shown), lane.limits.guaranteed / 2)
    for output, limit in enumerate(lane.limits.by_output):
        assert close(now(Kind.FACTOR, shown, output=output), 1 - lane.alpha * 2 / limit)


@pytest.mark.parametrize("taking", [Taking.IN_TURN, Taking.FULL_BATCH])
def test_several_examples_are_told_as_such(taking: Taking) -> None:
    """Bowls are then the mean's, and the limits those of all examples."""
    shown = snapshot_of(scenes.three_inputs(order=Order(taking)), TakeSteps(3))
    lane = shown.lanes[0]
    for j in range(3):
        bowl = lane.over_all.bowl(lane.now.weights, 0, j)
        assert close(now(Kind.MEAN_CURVE, shown, input=j), bowl.floor)
        assert close(now(Kind.FLOOR, shown, input=j), bowl.floor)
        assert close(now(Kind.DOT, shown, input=j), bowl.height)
        assert close(now(Kind.TANGENT, shown, input=j), bowl.slope)
    said = [parse(text) for text in re.findall(NUMBER, now(Kind.LIMIT, shown))]
    assert said[0] == pytest.approx(lane.limits.guaranteed, rel=6e-4)
    assert str(4) in now(Kind.ORDER, shown)


def test_errors_steps_and_runs_are_the_sessions() -> None:
    """The chart's error is the sum over outputs, and the step the one that is shown."""
    shown = snapshot_of(scenes.nine_weights(), TakeSteps(4), SetAlpha(0.005))
    total = float(shown.lanes[0].now.error.sum())
    for kind in (Kind.ERROR_CURVE, Kind.RUNS, Kind.SURFACE, Kind.GOAL, Kind.CODE_LINE):
        assert close(now(kind, shown), total)
    assert close(now(Kind.ERROR_AHEAD, shown), float(shown.lanes[0].ahead[-1].error.sum()))
    assert "step 5 of 5" in now(Kind.STEP, shown)
    assert now(Kind.TIMELINE, shown) == "step 5 of 5, 1 change"
    assert now(Kind.PATH, shown) == "4 steps so far"


@pytest.fixture(scope="module")
def pictures() -> tuple[Snapshot, FloatArray]:
    """Twenty steps on small images, judged; and the weights as a plain loop makes them, (3, 36)."""
    shown = aside(Session(image_scene()).snapshot())((TakeSteps(20), LookAt(Source.UNSEEN, 3)))
    learnt, weights = small_images(), np.zeros((3, 36))
    for pixels, label in zip(learnt.pixels[:20], learnt.labels[:20], strict=True):
        image = pixels.reshape(-1) / 255
        weights -= 0.02 * np.outer(weights @ image - (np.arange(3) == label), image)
    return shown, weights


def test_numbers_of_pictures_are_those_of_a_plain_loop(pictures: tuple[Snapshot, FloatArray]) -> None:
    """Colour bar, picture, scores, pixel and dot product, for the image that is looked at."""
    shown, weights = pictures
    image = small_images(40, seed=1).pixels[3].reshape(-1) / 255
    pred = weights @ image

    def said(kind: Kind, **where: object) -> list[float]:
        return [parse(text) for text in re.findall(NUMBER, now(kind, shown, **where).partition(" ")[2])]

    assert said(Kind.COLOR_BAR) == pytest.approx([weights.min(), weights.max()], rel=6e-4)
    assert now(Kind.SCORES, shown).startswith(f"largest: {pred.argmax()} = ")
    assert said(Kind.SCORES)[-1] == pytest.approx(pred.max(), rel=6e-4)
    for k in range(3):
        row = weights[k]
        assert said(Kind.PICTURE, output=k)[:2] == pytest.approx([row.min(), row.max()], rel=6e-4)
        assert said(Kind.PICTURE, output=k)[-1] == pytest.approx(pred[k], rel=6e-4)
        said_of = said(Kind.PRODUCT, output=k)
        plus, minus = (float(row[row * sign > 0] @ image[row * sign > 0]) for sign in (1, -1))
        assert said_of[-3:] == pytest.approx([plus, -minus, pred[k]], rel=6e-4, abs=1e-12)
        assert now(Kind.WEIGHT_DELTA, shown, output=k, input=7).startswith(
            f"weight_delta pixel (1, 1) → {k} "
        )
        for j in (0, 7, 35):
            told = now(Kind.PIXEL, shown, output=k, input=j).partition(": ")[2]
            assert last_number(told) == pytest.approx(row[j] * image[j], rel=6e-4, abs=1e-12)
            assert worked_out(told) == pytest.approx(last_number(told), rel=6e-3, abs=1e-12)


@pytest.mark.parametrize("pair", [(0, 1), (2, 4), (3, 3)])
def test_a_likeness_is_multiplied_and_added_up(pair: tuple[int, int]) -> None:
    """Of any two vectors, number by number."""
    vectors = [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0], [0.5, 0, 0.5, 0], [0, 1, -1, 0]]
    text = now(
        Kind.LIKENESS, snapshot_of(catalogue.load("dot-products")), output=pair[0], input=pair[1]
    ).partition(" = ")[2]
    score = sum(a * b for a, b in zip(vectors[pair[0]], vectors[pair[1]], strict=True))
    assert (worked_out(text), last_number(text)) == (score, score)
    assert text.count("×") == 4


def test_accuracy_and_mistakes_are_counted(pictures: tuple[Snapshot, FloatArray]) -> None:
    """By whoever predicts each image with the weights of a plain loop."""
    shown, weights = pictures
    right = {}
    for name, images in (("learnt", small_images()), ("unseen", small_images(40, seed=1))):
        answers = (images.pixels.reshape(len(images.labels), -1) / 255 @ weights.T).argmax(axis=1)
        right[name] = int((answers == images.labels).sum())
    shares = f"learnt {right['learnt'] / 150:.1%}, unseen {right['unseen'] / 40:.1%}"
    assert now(Kind.ACCURACY, shown) == f"after step 21: {shares}"
    assert now(Kind.MISTAKES, shown).startswith(f"{40 - right['unseen']} of 40 unseen images")


def test_a_sweep_is_told_by_its_best_alpha() -> None:
    """The least of the errors that the chapter's recipe arrives at with each alpha."""
    session = Session(scenes.three_inputs())
    session.apply(Sweep(0, 0.002, 0.03, points=5, steps=3))
    session.study_all()
    errors = {}
    for alpha in (float(f"{0.002 * 15 ** (point / 4):.3g}") for point in range(5)):
        weights = [[0.1, 0.2, -0.1]]
        for _ in range(3):
            weights, _, _ = recipe.learn(weights, recipe.GAMES[0], recipe.WIN[0], alpha)
        errors[(recipe.neural_network(recipe.GAMES[0], weights)[0] - 1) ** 2] = alpha
    said = now(Kind.SWEEP, session.snapshot())
    assert said.startswith("5 alphas from step 1, 3 steps each: least error ")
    assert [parse(text) for text in re.findall(NUMBER, said)][3:] == pytest.approx(
        [min(errors), errors[min(errors)]], rel=6e-4
    )


def test_a_hint_is_told_in_its_own_words() -> None:
    """With nothing added."""
    assert now(Kind.HINT, snapshot_of(scenes.three_inputs()), words="delta is 0") == "delta is 0"


@pytest.mark.parametrize("kind", LINKS)
def test_links_lead_to_a_step_of_a_lesson(kind: Kind) -> None:
    """Each named lesson has a step of that title."""
    link = LINKS[kind]
    assert link.step in [step.title for step in lesson_catalogue.load(link.lesson).steps]


@pytest.mark.parametrize("kind", Kind)
def test_while_a_question_is_open_only_definitions_are_told(kind: Kind) -> None:
    """What follows from a thing (a frozen dot sinks, scores are no probabilities) is the lesson's to ask."""
    shown = snapshot_of(scenes.three_inputs(), TakeSteps(2))
    whole = explain(Topic(kind, words="something"), shown).text
    told = explain(Topic(kind, words="something"), replace(shown, hidden=frozenset({"nothing here"}))).text
    assert whole.startswith(told)
    assert re.fullmatch(r"[^.]+\.", told), "one sentence"


@pytest.mark.parametrize("kind", Kind)
def test_an_open_question_is_not_answered(kind: Kind) -> None:
    """While anything is hidden that a kind's numbers would tell, none of them are told."""
    shown = snapshot_of(scenes.three_inputs(), TakeSteps(2))
    facts = TELLING.get(kind, frozenset())
    assert facts <= {*FACTS, *PARTS}
    for fact in facts:
        told = explain(
            Topic(kind, value=0.5, words="diverges: it grows"), replace(shown, hidden=frozenset({fact}))
        )
        assert told.now == HIDDEN
        assert told.formula == ""
        assert kind is not Kind.ZONE or "diverges" not in told.spoken
        assert not re.search(r"\d\.\d", told.spoken)


@pytest.mark.parametrize(
    "lesson_id",
    [each for each in lesson_catalogue.ids() if not lesson_catalogue.load(each).scene.needs_images],
)
def test_no_number_that_a_lesson_asks_for_is_told(lesson_id: str) -> None:
    """While its question is open, of no part of the network. 0 and 1 are everywhere, and tell nothing."""
    learner = Learner(lesson_catalogue.load(lesson_id))
    for index, step in enumerate(learner.run.lesson.steps):
        learner.enter(index)
        if step.question is None or isinstance(step.question.kind, Choose | PickWeight):
            continue
        asked = float(truth(step.question, World(learner.shown, learner.shown, aside(learner.shown))))
        shown = replace(learner.shown, hidden=frozenset(learner.run.hidden))
        for kind, (k, j) in product(Kind, np.ndindex(shown.lanes[-1].now.weights.shape)):
            told = explain(Topic(kind, -1, k, j, words="x"), shown)
            said = [parse(text.rstrip(".")) for text in re.findall(NUMBER, f"{told.formula} {told.now}")]
            assert asked in {0, 1} or asked not in [pytest.approx(each, rel=6e-4) for each in said], (
                step.title
            )
        learner.run.tell(learner.shown, aside(learner.shown))
