"""`gdstudio trace`: the numbers, their formats, and how a run ends."""

from __future__ import annotations

import csv
import io
import json
from math import isfinite
from typing import Any

import pytest
from recipe import GAMES, HURT_WIN_SAD, NINE, learn, learn_from_all, neural_network
from scenes import nine_weights, one_and_three, three_inputs

from gdstudio.__main__ import main
from gdstudio.cli.trace import moments, traced_part
from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.messages import SetAlpha
from gdstudio.model.lanes import begin
from gdstudio.model.session import Session

FIELDS = [
    "step", "example", "input", "target", "pred", "error", "total_error", "delta", "weights", "weight_deltas",
    "alpha", "alpha_limit",
]  # fmt: skip
TABLES = [scene.id for scene in catalogue.load_all() if scene.images is None]
FINAL_FIELDS = ["final", "weights", "pred", "error", "total_error", "diverged"]


class Traced:
    """Runs the command and reads what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def text(self, arguments: str, *, code: int = 0) -> str:
        """What goes to stdout; nothing goes to stderr."""
        assert main(["trace", *arguments.split()]) == code
        printed = self._capsys.readouterr()
        assert printed.err == ""
        return printed.out

    def objects(self, arguments: str) -> list[dict[str, Any]]:
        """The objects of the JSON format, of which none holds NaN or Infinity."""

        def refuse(constant: str) -> None:
            raise AssertionError(f"{constant} is no JSON")

        lines = self.text(f"{arguments} --format json").splitlines()
        return [json.loads(line, parse_constant=refuse) for line in lines]

    def refusal(self, arguments: str) -> str:
        """The one line on stderr of a call that exits with code 2."""
        assert main(["trace", *arguments.split()]) == 2
        printed = self._capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("gdstudio: ")
        assert printed.err.count("\n") == 1
        return printed.err


@pytest.fixture
def traced(capsys: pytest.CaptureFixture[str]) -> Traced:
    """The command, with what it prints caught."""
    return Traced(capsys)


def test_json_has_one_object_a_step_and_a_final_one(traced: Traced) -> None:
    """The fields, their order, and the chapter's numbers."""
    *steps, final = traced.objects("several-steps --steps 3")
    assert [list(step) for step in steps] == [FIELDS] * 3
    assert list(final) == FINAL_FIELDS
    assert [step["step"] for step in steps] == [1, 2, 3]
    first = steps[0]
    assert (first["example"], first["input"], first["target"]) == (1, [8.5, 0.65, 1.2], [1.0])
    assert first["pred"] == pytest.approx([0.86])
    assert first["delta"] == pytest.approx([-0.14])
    assert first["weights"] == [[0.1, 0.2, -0.1]]
    assert first["weight_deltas"][0] == pytest.approx([-1.19, -0.091, -0.168])
    assert (first["alpha"], first["alpha_limit"]) == (0.01, pytest.approx(2 / 74.1125))
    assert [step["total_error"] for step in steps] == pytest.approx([0.0196, 0.0013135, 0.0000880], abs=5e-8)
    assert steps[1]["weights"][0] == pytest.approx([0.1119, 0.20091, -0.09832])


def test_the_numbers_are_the_recipes(traced: Traced) -> None:
    """Nine weights over ten steps equal a plain-Python run, and the final object is where it led."""
    *steps, final = traced.objects("inputs-and-outputs --steps 10")
    weights = NINE
    for step in steps:
        assert step["weights"] == [pytest.approx(row, abs=1e-12) for row in weights]
        weights, error, deltas = learn(weights, GAMES[0], HURT_WIN_SAD[0], 0.01)
        assert step["error"] == pytest.approx(error, abs=1e-12)
        assert step["weight_deltas"] == [pytest.approx(row, abs=1e-12) for row in deltas]
    assert final["weights"] == [pytest.approx(row, abs=1e-12) for row in weights]
    assert final["pred"] == pytest.approx(neural_network(GAMES[0], weights), abs=1e-12)
    assert final["diverged"] is False


@pytest.mark.parametrize("rule", Rule)
def test_the_numbers_under_a_rule_are_those_of_the_recipe_as_printed(traced: Traced, rule: Rule) -> None:
    """Ten steps of a plain-Python run with the same misprint; the keys are the same."""
    name = rule.value.replace(" ", "-")
    *steps, final = traced.objects(f"inputs-and-outputs --steps 10 --rule {name}")
    weights, misprint = NINE, "" if rule is Rule.CORRECT else rule.value
    for step in steps:
        assert list(step) == FIELDS
        assert step["weights"] == [pytest.approx(row, abs=1e-12) for row in weights]
        weights, error, deltas = learn(weights, GAMES[0], HURT_WIN_SAD[0], 0.01, misprint=misprint)
        assert step["error"] == pytest.approx(error, abs=1e-12)
        assert step["weight_deltas"] == [pytest.approx(row, abs=1e-12) for row in deltas]
    assert final["weights"] == [pytest.approx(row, abs=1e-12) for row in weights]


def test_a_full_batch_tells_one_examples_numbers_and_the_means_of_all(traced: Traced) -> None:
    """Pred, delta and error are the first example's; weight deltas and the total error are the means."""
    *steps, final = traced.objects("inputs-and-outputs --steps 10 --order full-batch")
    weights = NINE
    for step in steps:
        assert (list(step), step["example"], step["input"]) == (FIELDS, 1, GAMES[0])
        assert step["pred"] == pytest.approx(neural_network(GAMES[0], weights), abs=1e-12)
        assert step["error"] == pytest.approx([delta**2 for delta in step["delta"]], abs=1e-12)
        weights, error, deltas = learn_from_all(weights, GAMES, HURT_WIN_SAD, 0.01)
        assert step["total_error"] == pytest.approx(sum(error), abs=1e-12)
        assert step["weight_deltas"] == [pytest.approx(row, abs=1e-12) for row in deltas]
        assert step["alpha_limit"] == pytest.approx(0.02299, abs=5e-6)
    assert final["weights"] == [pytest.approx(row, abs=1e-12) for row in weights]


def test_the_table_says_what_is_unusual_about_a_recipe(traced: Traced) -> None:
    """A misprint, and whose numbers stand there in a full batch; otherwise nothing."""
    plain = traced.text("several-steps").splitlines()[1]
    assert plain.endswith("frozen: none")
    unusual = traced.text("several-steps --rule weights-for-input --order full-batch").splitlines()[1]
    assert unusual == (
        "alpha 0.01 (limit 0.02299), frozen: none, misprint: weights for input, full batch: weight deltas are"
        " the means of 4 examples, pred, delta and error those of example 1"
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            "several-steps --steps 9999 --rule delta-turned-round",
            "Its recipe has a misprint (delta turned round)",
        ),
        ("several-steps --steps 9999 --alpha 0.1", "Alpha 0.1 is above the limit 0.02699."),
        (
            "inputs-and-outputs --steps 9999 --alpha 0.1 --rule swapped-outer-product",
            "Alpha 0.1 is above the limit 0.02699.",
        ),
        (
            "several-steps --steps 9999 --alpha 0.0235 --order full-batch",
            "Alpha 0.0235 is above the limit 0.02299.",
        ),
    ],
)
def test_a_divergence_is_put_down_to_its_cause(traced: Traced, arguments: str, why: str) -> None:
    """A misprint where alpha would not help; else the alpha and its limit."""
    (line,) = [line for line in traced.text(arguments).splitlines() if "diverged: step" in line]
    assert why in line


def test_the_numbers_are_the_windows_bit_for_bit(traced: Traced) -> None:
    """What the session shows at the same step, after a long run."""
    session = Session(catalogue.load("inputs-and-outputs"))
    session.apply(SetAlpha(0.02))
    session.advance(99)
    shown = session.snapshot().lanes[0].now
    step = traced.objects("inputs-and-outputs --alpha 0.02 --steps 100")[99]
    assert step["step"] == 100
    assert step["weights"] == shown.weights.tolist()
    assert step["error"] == shown.error.tolist()
    assert step["weight_deltas"] == shown.weight_deltas.tolist()


def test_a_frozen_weight_has_a_weight_delta_of_0_and_stays(traced: Traced) -> None:
    """The freezing scene: a keeps 0.1 while the error falls."""
    *steps, final = traced.objects("freezing --steps 20")
    assert all(step["weights"][0][0] == 0.1 and step["weight_deltas"][0][0] == 0.0 for step in steps)
    errors = [step["total_error"] for step in steps]
    assert errors == sorted(errors, reverse=True)
    assert final["total_error"] < 1e-12
    assert steps[0]["alpha_limit"] == pytest.approx(1.0738, abs=5e-5)


def test_freeze_set_and_alpha_hold_from_the_first_step(traced: Traced) -> None:
    """Weights, inputs and targets by name; all of them before step 1."""
    step, final = traced.objects(
        "several-steps --steps 1 --alpha 0.5 --freeze b --freeze c --set a=1 --set toes=2 --set win=-1"
    )
    assert (step["input"], step["target"], step["alpha"]) == ([2.0, 0.65, 1.2], [-1.0], 0.5)
    assert step["weights"] == [[1.0, 0.2, -0.1]]
    assert step["pred"] == pytest.approx([2.01])
    assert step["weight_deltas"][0] == pytest.approx([3.01 * 2, 0, 0])
    assert step["alpha_limit"] == pytest.approx(2 / 4)
    assert final["weights"][0] == pytest.approx([1 - 0.5 * 6.02, 0.2, -0.1])


def test_without_a_limit_alpha_limit_is_null(traced: Traced) -> None:
    """All weights frozen: there is nothing that could diverge."""
    step, _ = traced.objects("single-input --steps 1 --freeze a")
    assert step["alpha_limit"] is None


def test_several_runs_are_named_and_go_side_by_side(traced: Traced) -> None:
    """`printed-listing`: correct and printed in each step, and a final object for each."""
    objects = traced.objects("printed-listing --steps 5")
    assert [found["run"] for found in objects] == ["correct", "printed"] * 6
    assert [found.get("step") for found in objects] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, None, None]
    printed = [found["total_error"] for found in objects[1:10:2]]
    assert printed == pytest.approx([0.95565, 0.6543, 0.6341, 0.6328, 0.6327], abs=5e-5)


def test_multiple_inputs_prints_its_three_input_run(traced: Traced) -> None:
    """The network beside it is there to be looked at."""
    objects = traced.objects("multiple-inputs --steps 2")
    assert [found["run"] for found in objects] == ["three"] * 3
    assert len(objects[0]["input"]) == 3


def test_a_run_that_is_not_printed_does_not_end_the_others() -> None:
    """Only the traced lanes are run at all."""
    scene = one_and_three()
    assert [lane.name for lane in traced_part(scene).lanes] == ["single", "three"]
    scene = catalogue.load("multiple-inputs")
    assert [lane.name for lane in traced_part(scene).lanes] == ["three"]


def test_a_diverging_run_ends_with_the_last_finite_step(traced: Traced) -> None:
    """Every number printed is finite, the final object says so, and repeats the last step's state."""
    *steps, final = traced.objects("too-much-alpha --steps 4000")
    assert final["diverged"] is True
    assert len(steps) < 4000
    last = steps[-1]
    assert last["step"] == len(steps)
    assert isfinite(last["total_error"])
    assert last["total_error"] > 1e306
    assert (final["weights"], final["total_error"]) == (last["weights"], last["total_error"])


def test_it_diverges_where_the_session_does(traced: Traced) -> None:
    """The window stops at the very same step."""
    session = Session(catalogue.load("inputs-and-outputs"))
    session.apply(SetAlpha(0.1))
    session.advance(4000)
    *steps, _ = traced.objects("inputs-and-outputs --alpha 0.1 --steps 4000")
    assert steps[-1]["step"] == session.step
    assert steps[-1]["weights"] == session.snapshot().lanes[0].now.weights.tolist()


def test_runs_side_by_side_end_together(traced: Traced) -> None:
    """Where one diverges all stop, but only the one is called diverged."""
    objects = traced.objects("printed-listing --alpha 0.04 --steps 4000")
    correct, printed = objects[-2:]
    assert (correct["diverged"], printed["diverged"]) == (True, False)
    assert objects[-3]["step"] == objects[-4]["step"]


def test_no_steps_give_the_start(traced: Traced) -> None:
    """Only the final object: the state as it was set."""
    (final,) = traced.objects("freezing --steps 0 --set b=0.7")
    assert final["weights"] == [[0.1, 0.7, -0.1]]
    assert final["diverged"] is False


def test_csv_has_a_column_for_every_number(traced: Traced) -> None:
    """The same numbers as the JSON, one row a step, lists spread over named columns."""
    rows = list(csv.DictReader(io.StringIO(traced.text("inputs-and-outputs --steps 3 --format csv"))))
    *steps, _ = traced.objects("inputs-and-outputs --steps 3")
    assert len(rows) == len(steps)
    for row, step in zip(rows, steps, strict=True):
        assert int(row["step"]) == step["step"]
        assert [float(row[f"pred_{name}"]) for name in ("hurt", "win", "sad")] == step["pred"]
        assert [float(row[f"error_{name}"]) for name in ("hurt", "win", "sad")] == step["error"]
        assert [float(row[f"input_{name}"]) for name in ("toes", "wlrec", "nfans")] == step["input"]
        flat = [float(row[f"weight_delta_{name}"]) for name in "abcdefghi"]
        assert flat == [value for part in step["weight_deltas"] for value in part]
        assert float(row["weight_f"]) == step["weights"][1][2]
        assert float(row["alpha_limit"]) == step["alpha_limit"]
        assert row["diverged"] == "false"
        assert None not in row
        assert None not in row.values()


def test_csv_names_runs_and_says_where_one_diverged(traced: Traced) -> None:
    """The last row of the run that diverged is marked."""
    rows = list(
        csv.DictReader(io.StringIO(traced.text("printed-listing --alpha 0.04 --steps 4000 --format csv")))
    )
    assert [row["run"] for row in rows[-2:]] == ["correct", "printed"]
    assert [row["diverged"] for row in rows[-2:]] == ["true", "false"]
    assert {row["diverged"] for row in rows[:-2]} == {"false"}


def test_csv_leaves_a_missing_limit_empty(traced: Traced) -> None:
    """No limit is no number."""
    (row,) = csv.DictReader(io.StringIO(traced.text("single-input --steps 1 --freeze a --format csv")))
    assert row["alpha_limit"] == ""


@pytest.mark.parametrize("scene_id", TABLES)
def test_the_table_is_aligned_and_ascii(scene_id: str, traced: Traced) -> None:
    """Every line of numbers is as long as the heading, also with the longest numbers there are."""
    for alpha in ("0.01", "30"):
        text = traced.text(f"{scene_id} --alpha {alpha} --steps 400")
        assert text.isascii()
        lines = text.splitlines()
        head = next(index for index, line in enumerate(lines) if line.lstrip().startswith("step "))
        end = len(lines) - 1 - lines[::-1].index("")
        numbers = [line for line in lines[head + 1 : end] if line]
        assert len(numbers) >= 1
        assert {len(line) for line in numbers} == {len(lines[head])}
        assert "-0 " not in text


def test_the_table_ends_with_the_final_state(traced: Traced) -> None:
    """A line in words, with the weights by name."""
    last = traced.text("freezing --steps 3").splitlines()[-1]
    assert last == "after 3 steps: error 0.0001447; weights a 0.1, b 0.2447, c -0.01755"
    assert traced.text("freezing --steps 1").splitlines()[-1].startswith("after 1 step: ")


def test_the_table_says_what_diverged_and_why(traced: Traced) -> None:
    """Alpha above the limit, with both numbers."""
    lines = traced.text("too-much-alpha --steps 4000").splitlines()
    assert lines[-2].startswith("diverged: step ")
    assert lines[-2].endswith("Alpha 0.1 is above the limit 0.02699.")
    assert lines[-1].startswith("after ")


def test_the_table_names_its_runs(traced: Traced) -> None:
    """Both runs, and which weights lead into which output."""
    text = traced.text("printed-listing --steps 1")
    assert "weights a b c into hurt; d e f into win; g h i into sad" in text
    assert "\ncorrect: after 1 step: error 0.06404;" in text
    assert "\nprinted: after 1 step: error 0.6543;" in text


def test_the_table_names_what_is_frozen(traced: Traced) -> None:
    """What holds for the whole run stands above it."""
    assert "alpha 0.3 (limit 1.074), frozen: a\n" in traced.text("freezing --steps 1")
    assert "alpha 0.01 (no limit), frozen: a\n" in traced.text("single-input --steps 1 --freeze a")


def test_json_and_csv_count_examples_from_1() -> None:
    """In turn, steps 1 to 5 take games 1, 2, 3, 4, 1; the moments carry the order's rows."""
    scene = three_inputs(order=Order(Taking.IN_TURN))
    states = tuple(begin(lane) for lane in scene.lanes)
    rows = [moment.states[0].row(moment.step) + 1 for moment in moments(states, 5) if not moment.final]
    assert rows == [1, 2, 3, 4, 1]


@pytest.mark.parametrize("order", [Order(), Order(Taking.IN_TURN), Order(Taking.SHUFFLED, seed=3)])
@pytest.mark.parametrize("rule", Rule)
def test_moments_are_the_sessions_steps_bit_for_bit(order: Order, rule: Rule) -> None:
    """For every order and rule."""
    scene = nine_weights(order=order, rule=rule)
    session = Session(scene)
    states = tuple(begin(lane) for lane in scene.lanes)
    for moment in moments(states, 30):
        assert session.step == moment.step
        assert session.states[0].weights.tolist() == moment.numbers[0].weights.tolist()
        session.advance(1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("frezing", "no scene “frezing”; did you mean freezing?"),
        ("freezing --freeze q", "--freeze q: there is no such weight; freezing has a, b, c"),
        ("freezing --set feet=1", "freezing has a, b, c, toes, wlrec, nfans, win"),
        ("freezing --set toes=1e7", "--set toes: 1e+07 is out of range"),
        ("freezing --set a=nan", "--set a: nan is out of range"),
        ("multiple-inputs --freeze d", "multiple-inputs has a, b, c"),
    ],
)
def test_what_is_not_there_or_out_of_range_gets_a_sentence(arguments: str, said: str, traced: Traced) -> None:
    """Exit code 2, nothing on stdout, one line on stderr."""
    assert said in traced.refusal(arguments)
