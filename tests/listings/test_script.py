"""A session as a script: run by itself, it ends with the session's own weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from image_scenes import image_scene, small_images
from scenes import nine_weights, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.files import wanted_images
from gdstudio.files.image_sets import ImageSet
from gdstudio.lessons import catalogue
from gdstudio.listings.orders import MOST_ROWS, ScriptError
from gdstudio.listings.script import script
from gdstudio.messages import (
    Command,
    Freeze,
    FreezePixels,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from gdstudio.messages import Scene

SMALL = [scene_id for scene_id in catalogue.ids() if catalogue.load(scene_id).images is None]

IMAGE_ORDERS = [taking for taking in Taking if taking is not Taking.FULL_BATCH]
"""Images are learnt from one at a time."""


def run(text: str) -> dict[str, Any]:
    """What a script leaves behind; it needs nothing but Python."""
    left: dict[str, Any] = {"__name__": "script"}
    exec(compile(text, "script.py", "exec"), left)  # noqa: S102  # it is what was just written
    return left


def written(session: Session, lane: int = 0) -> str:
    snapshot = session.snapshot()
    return script(snapshot.scene, snapshot.log, lane, snapshot.step)


def check(session: Session, capsys: pytest.CaptureFixture[str] | None = None) -> None:
    """Every lane's script ends with that lane's weights, to the bit."""
    for lane, state in enumerate(session.states):
        assert np.array(run(written(session, lane))["weights"]).tolist() == state.weights.tolist()
    if capsys is not None:
        assert capsys.readouterr().out.count("\n") == len(session.states)


@pytest.mark.parametrize("scene_id", SMALL)
def test_every_scene_with_two_alphas_and_a_freeze(scene_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In mid-run, and one more change at the present step."""
    session = Session(catalogue.load(scene_id))
    alpha = session.states[0].setting.alpha
    for command in (
        TakeSteps(4), SetAlpha(alpha * 0.7), TakeSteps(5), Freeze(WeightRef(0, 0, 0), True), TakeSteps(3),
        SetAlpha(alpha * 0.4), TakeSteps(6), SetWeight(WeightRef(0, 0, 0), 0.25),
    ):  # fmt: skip
        session.apply(command)
    assert session.step > 10
    check(session, capsys)


def changes(scene: Scene) -> st.SearchStrategy[Command]:
    """Anything that can be done to a small network."""
    n_outputs, n_inputs = scene.lanes[0].weights.shape
    refs = st.builds(WeightRef, st.just(0), st.integers(0, n_outputs - 1), st.integers(0, n_inputs - 1))
    values = st.floats(-3, 3)
    rows = st.integers(0, 3)
    orders = st.builds(Order, st.sampled_from(Taking), rows, st.integers(0, 3))
    return st.one_of(
        st.builds(TakeSteps, st.integers(-5, 30)),
        st.builds(SetAlpha, st.floats(0, 0.02), st.none(), st.integers(0, 2)),
        st.builds(Freeze, refs, st.booleans()),
        st.builds(SetWeight, refs, values, st.integers(0, 2)),
        st.builds(SetInput, rows, st.integers(0, n_inputs - 1), values, st.none(), st.integers(0, 2)),
        st.builds(SetTarget, rows, st.integers(0, n_outputs - 1), values, st.none(), st.integers(0, 2)),
        st.builds(SetOrder, orders),
        st.builds(SetRule, st.sampled_from(Rule)),
        st.just(Undo()),
    )


@pytest.mark.parametrize("scene", [three_inputs(), nine_weights()], ids=["three", "nine"])
@settings(max_examples=50)
@given(data=st.data())
def test_whatever_was_done_the_script_does_it_too(scene: Scene, data: st.DataObject) -> None:
    """Seeks and undone changes leave no trace in it."""
    session = Session(scene)
    for command in data.draw(st.lists(changes(scene), max_size=12)):
        session.apply(command)
    if data.draw(st.booleans()):
        session.apply(Seek(data.draw(st.integers(1, session.timeline.last_step))))
    check(session)


@pytest.mark.parametrize("taking", IMAGE_ORDERS)
def test_images_in_every_order(taking: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    """In numpy and double precision, so as near as single precision is; with frozen pixels and targets."""
    learnt = small_images()
    session = Session(image_scene(learnt, order=Order(taking, 3, 5)))
    for command in (
        TakeSteps(200), SetAlpha(0.03), FreezePixels((7, 8, 20), True), TakeSteps(170), SetTarget(4, 1, 0.5),
        Freeze(WeightRef(0, 2, 30), True), FreezePixels((8,), False, output=1), TakeSteps(100),
        SetOrder(Order(Taking.SHUFFLED_ONCE, 0, 9)), SetWeight(WeightRef(0, 0, 9), 0.5), TakeSteps(40),
    ):  # fmt: skip
        session.apply(command)
    assert session.step == 511
    monkeypatch.setattr(wanted_images, "read_wanted", lambda _paths: ImageSet(learnt, learnt))
    monkeypatch.setattr("sys.argv", ["script.py"])
    weights = run(written(session))["weights"]
    assert weights == pytest.approx(session.states[0].weights, abs=2e-5 * np.abs(weights).max())


def test_other_images_than_the_session_s_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The script says how to name the right ones."""
    session = Session(image_scene())
    other = small_images(20)
    monkeypatch.setattr(wanted_images, "read_wanted", lambda _paths: ImageSet(other, other))
    monkeypatch.setattr("sys.argv", ["script.py"])
    with pytest.raises(SystemExit, match="150 other images; give their folder"):
        run(written(session))


def test_a_rule_that_held_throughout_needs_no_switch() -> None:
    """Given before the first step, and another after the last: the script knows only the one in between."""
    session = Session(nine_weights())
    session.apply(SetRule(Rule.DELTA_TURNED_ROUND))
    session.apply(SetRule(Rule.WEIGHTS_FOR_DELTA))
    session.advance(4)
    session.apply(SetRule(Rule.WEIGHTS_FOR_INPUT))
    text = written(session)
    assert "misprint =" not in text
    assert "scalar_ele_mul(input, weights)  # misprint: must be outer_prod(delta, input)" in text
    check(session)
    session.advance(1)
    assert 'if step == 5:\n        misprint = "weights for input"\n' in written(session)
    check(session)


def test_an_order_too_long_to_write_out_is_said() -> None:
    """With what can be done."""
    scene = three_inputs()
    session = Session(scene)
    session.apply(SetOrder(Order(Taking.SHUFFLED, 0, 1)))
    with pytest.raises(ScriptError, match="up to 1,000,000 steps; use fewer, or another order"):
        script(scene, session.timeline.log, 0, MOST_ROWS + 2)


def test_names_cannot_break_the_script() -> None:
    """They may be anything a person types."""
    from dataclasses import replace  # noqa: PLC0415  # only here

    scene = three_inputs()
    names = ('a"""\nraise SystemExit', "b\\", "c")
    lane = replace(scene.lanes[0], examples=replace(scene.lanes[0].examples, input_names=names))
    session = Session(replace(scene, title='T"""\nx', lanes=(lane,)))
    session.apply(SetInput(0, 0, 2.0))
    session.advance(2)
    check(session)
