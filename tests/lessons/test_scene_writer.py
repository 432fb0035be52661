"""Scenes as files: whatever a scene holds, the file reads back as the same scene."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_scenes import image_scene
from scenes import (
    correct_and_printed,
    frozen_a,
    lane,
    nine_weights,
    one_and_three,
    scene,
    table,
    three_inputs,
)

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.lessons import catalogue, scene_writer
from gdstudio.lessons.planned import CommandTable, planned
from gdstudio.lessons.scene_file import SceneError, parse_scene
from gdstudio.lessons.scene_writer import write_scene
from gdstudio.messages import (
    Entry,
    Freeze,
    FreezePixels,
    LaneStart,
    Scene,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    TakeSteps,
    View,
    WeightRef,
)
from gdstudio.model.session import Session


def same_lane(one: LaneStart, other: LaneStart) -> bool:
    """Whether two runs start the same, bit for bit."""
    blocks = [
        (lane.weights, lane.frozen, lane.examples.inputs, lane.examples.targets)  # type: ignore[union-attr]  # tables
        for lane in (one, other)
    ]
    words = [
        (lane.name, lane.label, lane.examples.input_names, lane.examples.target_names,
         lane.alpha, lane.order, lane.rule)
        for lane in (one, other)
    ]  # fmt: skip
    alike = all(
        mine.shape == theirs.shape and mine.tobytes() == theirs.tobytes()
        for mine, theirs in zip(*blocks, strict=True)
    )
    return alike and words[0] == words[1]


def check(written: Scene) -> Scene:
    """Write a scene, read it, and compare all of it."""
    read = parse_scene(write_scene(written), written.id, "written.md")
    for field in ("id", "title", "section", "text", "traced", "view", "panel", "log"):
        assert getattr(read, field) == getattr(written, field), field
    assert len(read.lanes) == len(written.lanes)
    for one, other in zip(read.lanes, written.lanes, strict=True):
        assert same_lane(one, other), one.name
    return read


@pytest.mark.parametrize(
    "scene_id", [name for name in catalogue.ids() if catalogue.load(name).images is None]
)
def test_the_chapter_s_scenes_survive(scene_id: str) -> None:
    """Written and read again, each is the same."""
    check(catalogue.load(scene_id))


def test_a_small_scene_is_a_small_file() -> None:
    """What is as usual is left out."""
    assert write_scene(replace(frozen_a(), section="")) == (
        '+++\ntitle = "A scene for tests"\n\n[examples]\ninputs = ["toes", "wlrec", "nfans"]\n'
        'targets = ["win"]\nrows = [\n    [8.5, 0.65, 1.2, 1.0],\n    [9.5, 0.8, 1.3, 1.0],\n'
        "    [9.9, 0.8, 0.5, 0.0],\n    [9.0, 0.9, 1.0, 1.0],\n]\n\n"
        '[[lanes]]\nname = "run"\nlabel = "run"\nweights = [\n    [0.1, 0.2, -0.1],\n]\n'
        'alpha = 0.3\nfrozen = ["a"]\n+++\n\nA few words about what is seen here. *Press play.*\n'
    )


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5).map("col {}".format)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
NUMBERS = st.one_of(st.floats(-1e6, 1e6), st.integers(-9, 9).map(float))


@st.composite
def tables(draw: st.DrawFn, shape: tuple[int, int] | None = None) -> Examples:
    n_outputs, n_inputs = shape or (draw(st.integers(1, 3)), draw(st.integers(1, 3)))
    names = draw(st.lists(NAMES, min_size=n_outputs + n_inputs, max_size=n_outputs + n_inputs, unique=True))
    rows = draw(st.integers(1, 4))

    def block(width: int) -> list[list[float]]:
        return draw(st.lists(st.lists(NUMBERS, min_size=width, max_size=width), min_size=rows, max_size=rows))

    return Examples.table(names[:n_inputs], names[n_inputs:], block(n_inputs), block(n_outputs))


def part(draw: st.DrawFn, whole: Examples) -> Examples:
    """Some of a table's columns, in another order."""

    def some(names: tuple[str, ...]) -> list[int]:
        return draw(st.permutations(range(len(names))))[: draw(st.integers(1, len(names)))]

    inputs, targets = some(whole.input_names), some(whole.target_names)
    return Examples.table(
        [whole.input_names[j] for j in inputs],
        [whole.target_names[k] for k in targets],
        whole.inputs[:, inputs].tolist(),
        whole.targets[:, targets].tolist(),
    )


@st.composite
def lanes(draw: st.DrawFn, name: str, shared: Examples) -> LaneStart:
    examples = draw(st.one_of(st.just(shared), tables(), tables(shared.shape)))
    if examples is shared and draw(st.booleans()):
        examples = part(draw, shared)
    elif examples is shared and draw(st.booleans()):  # the same names with another number in one place
        examples = shared.with_input(0, 0, draw(NUMBERS))
    shape = examples.shape
    rules = [rule for rule in Rule if rule is not Rule.SWAPPED_OUTER_PRODUCT or shape[0] == shape[1]]
    count = shape[0] * shape[1]
    weights = draw(st.lists(NUMBERS, min_size=count, max_size=count))
    frozen = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    order = Order(
        draw(st.sampled_from(Taking)), draw(st.integers(0, len(examples) - 1)), draw(st.integers(0, 2**60))
    )
    return LaneStart(
        name,
        draw(WORDS),
        examples,
        np.array(weights).reshape(shape),
        np.array(frozen).reshape(shape),
        draw(st.floats(0, 1000)),
        order,
        draw(st.sampled_from(rules)),
    )


@st.composite
def changes(draw: st.DrawFn, runs: tuple[LaneStart, ...]) -> tuple[Entry, ...]:
    def change() -> CommandTable:
        run = draw(st.sampled_from(runs))
        names = [*run.examples.input_names, *run.examples.target_names, "a"]
        what = draw(
            st.sampled_from(
                [
                    {"alpha": draw(st.floats(0, 1000))},
                    {"freeze": "a"},
                    {"unfreeze": "a"},
                    {"set": draw(st.sampled_from(names)), "value": draw(NUMBERS)},
                    {"order": draw(st.sampled_from(Taking)), "seed": draw(st.integers(0, 99))},
                    {"rule": Rule.WEIGHTS_FOR_INPUT},
                ]
            )
        )
        example = draw(st.integers(1, min(len(each.examples) for each in runs)))
        named = {"lane": run.name} if draw(st.booleans()) else {}
        return CommandTable(step=draw(st.integers(1, 50)), example=example, **what, **named)

    return planned([change() for _ in range(draw(st.integers(0, 4)))], runs)


@given(st.data())
def test_any_scene_reads_back_the_same(data: st.DataObject) -> None:
    """Runs that share a table, use parts of it or have their own; every rule, order, freeze and change."""
    shared = data.draw(tables())
    runs = tuple(data.draw(lanes(f"lane {k}", shared)) for k in range(data.draw(st.integers(1, 4))))
    text = data.draw(WORDS).strip()
    section, view = (
        data.draw(st.sampled_from(["", "5.4"])),
        data.draw(st.sampled_from([View.NETWORK, View.VECTORS])),
    )
    panel = data.draw(st.sampled_from(["", "surface"]))
    check(
        Scene(
            "any", data.draw(WORDS), section, text, runs, ("lane 0",), view, panel=panel,
            log=data.draw(changes(runs)),
        )
    )  # fmt: skip


def test_runs_share_what_they_have_in_common() -> None:
    """One table with all columns; a run names its own only where it has not got them all."""
    written = write_scene(replace(one_and_three(), traced=("three",)))
    assert written.count("rows = [") == 1
    assert written.count('inputs = ["toes"]') == 1
    assert write_scene(correct_and_printed()).count("inputs =") == 1


def test_a_run_with_other_numbers_has_a_table_of_its_own() -> None:
    """And so has one with other rows, or with an input that is a target elsewhere."""
    ours = table(["toes", "wlrec"], ["win"])
    others = (
        ours.with_input(1, 0, 3.0),
        Examples.table(["toes", "wlrec"], ["win"], [[1.0, 2.0]], [[3.0]]),
        Examples.table(["win"], ["toes"], [[1.0]] * 4, [[2.0]] * 4),
    )
    for other in others:
        first = lane(ours, [[0.1, 0.2]], name="ours")
        second = lane(other, [[0.1] * other.shape[1]], name="other")
        written = replace(scene(first, second), traced=("ours",))
        assert write_scene(written).count("[lanes.examples]") == 1
        check(written)


def test_a_session_s_changes_can_be_planned() -> None:
    """The start and the log of a session, as a file, come to the same weights at every step."""
    session = Session(nine_weights())
    for command in (
        SetAlpha(0.005),
        TakeSteps(3),
        Freeze(WeightRef(0, 1, 1), True),
        SetInput(2, 0, 0.5, 0),
        SetTarget(1, 1, -1.0, 0),
        TakeSteps(2),
        SetOrder(Order(Taking.SHUFFLED, 0, 5)),
        SetWeight(WeightRef(0, 2, 0), 0.125),
        TakeSteps(4),
        SetRule(Rule.DELTA_TURNED_ROUND),
        Freeze(WeightRef(0, 1, 1), False),
        SetOrder(Order(Taking.FULL_BATCH, 2)),
        TakeSteps(2),
    ):
        session.apply(command)
    written = write_scene(replace(session.scene, log=session.timeline.log))
    again = Session(parse_scene(written, "again", "again.md"))
    again.apply(TakeSteps(session.step - 1))
    assert again.step == session.step == 12
    mine, theirs = session.snapshot().lanes[0], again.snapshot().lanes[0]
    assert np.array_equal(mine.now.weights, theirs.now.weights)
    assert np.array_equal(mine.frozen, theirs.frozen)
    assert (mine.rule, mine.order) == (theirs.rule, theirs.order)


def test_changes_for_one_run_of_several_name_it() -> None:
    """And those for all do not."""
    log = (Entry(2, SetAlpha(0.5, 1), "alpha 0.5"), Entry(3, SetAlpha(0.25), "alpha 0.25"))
    written = replace(correct_and_printed(), log=log)
    assert write_scene(written).count('lane = "printed"') == 1
    check(written)


def test_images_cannot_be_written() -> None:
    """The sentence says what can."""
    with pytest.raises(
        SceneError, match="a scene with images cannot be written to a file; only small tables"
    ):
        write_scene(image_scene())


def test_weights_that_are_too_large_are_no_start() -> None:
    """A run that has diverged: the sentence says which weight, and to go back."""
    run = lane(table(["toes"], ["win"]), [[3e7]], label="my run")
    with pytest.raises(SceneError, match="my run, weight a: 3e\\+07 is out of range for a start; go back"):
        write_scene(scene(run))


def test_what_could_not_be_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column called like a weight; pixels; a file beyond the largest that is read."""
    named = lane(Examples.table(["a"], ["win"], [[1.0]], [[1.0]]), [[0.1]])
    with pytest.raises(SceneError, match="“a” is also the name of a weight"):
        write_scene(scene(named))
    pixels = replace(three_inputs(), log=(Entry(1, FreezePixels((1,), True), ""),))
    with pytest.raises(SceneError, match="frozen pixels"):
        write_scene(pixels)
    monkeypatch.setattr(scene_writer, "LARGEST_FILE", 200)
    with pytest.raises(SceneError, match="more than 200 bytes; use fewer rows, or save the data as CSV"):
        write_scene(three_inputs())
