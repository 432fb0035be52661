"""`gdstudio script`: a run as a program; and script, trace and session say the same of a run with changes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gdstudio import numerals
from gdstudio.__main__ import main
from gdstudio.files.wanted_images import read_wanted
from gdstudio.lessons import catalogue
from gdstudio.lessons.with_images import with_images
from gdstudio.listings.recipe import Shows
from gdstudio.listings.script import script
from gdstudio.messages import Freeze, LookAtSteps, Seek, SetAlpha, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.code.values import value

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gdstudio.messages import Lane

SMALL = [scene.id for scene in catalogue.load_all() if scene.images is None]
STEPS = 30


def with_changes(scene_id: str, folder: Path) -> Path:
    """A copy of a scene's file with two changes of alpha and a freeze in mid-run."""
    text = (files("gdstudio.lessons") / "scenes" / f"{scene_id}.md").read_text(encoding="utf-8")
    alpha = catalogue.load(scene_id).lanes[0].alpha
    commands = (
        f"[[commands]]\nstep = 5\nalpha = {alpha * 0.7}\n"
        "[[commands]]\nstep = 11\nfreeze = 'a'\n"
        f"[[commands]]\nstep = 17\nalpha = {alpha * 0.3}\n"
    )
    head, mark, rest = text.rpartition("\n+++")
    path = folder / f"{scene_id}.md"
    path.write_text(f"{head}\n{commands}{mark}{rest}", encoding="utf-8")
    return path


def with_recipes(scene_id: str, folder: Path) -> Path:
    """A copy of a scene's file whose runs change their recipe and their order in mid-run."""
    text = (files("gdstudio.lessons") / "scenes" / f"{scene_id}.md").read_text(encoding="utf-8")
    commands = (
        "[[commands]]\nstep = 4\nrule = 'weights for input'\n"
        "[[commands]]\nstep = 8\norder = 'full batch'\nexample = 1\n"
        "[[commands]]\nstep = 12\nrule = 'delta turned round'\n"
        "[[commands]]\nstep = 14\nrule = 'correct'\n"
        "[[commands]]\nstep = 20\norder = 'one'\n"
        "[[commands]]\nstep = 23\nrule = 'weights for delta'\n"
    )
    head, mark, rest = text.rpartition("\n+++")
    path = folder / f"{scene_id}.md"
    path.write_text(f"{head}\n{commands}{mark}{rest}", encoding="utf-8")
    return path


def written(preds: list[float], lane: Lane) -> str:
    """As the code panel writes predictions."""
    if len(preds) <= 3:
        return ", ".join(numerals.compact(pred) for pred in preds)
    output = int(lane.now.true.argmax())
    return f"{lane.examples.target_names[output]}: {numerals.compact(preds[output])}"


@pytest.mark.parametrize("changed", [with_changes, with_recipes])
@pytest.mark.parametrize("scene_id", SMALL)
def test_screen_table_code_trace_and_script_agree(
    scene_id: str,
    changed: Callable[[str, Path], Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever changes in mid-run, screen, table, code, trace and script give the same."""
    path = changed(scene_id, tmp_path)
    scene = catalogue.find(str(path))
    assert main(["trace", str(path), "--steps", str(STEPS), "--format", "json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for lane, start in enumerate(scene.lanes):
        if start.name not in scene.traced:
            continue
        own = [line for line in lines if line.get("run", start.name) == start.name]
        session = Session(scene)
        for line in own[:-1]:
            seen = session.snapshot().lanes[lane]
            assert line["weights"] == seen.now.weights.tolist()
            assert line["weight_deltas"] == seen.now.weight_deltas.tolist()
            assert (line["alpha"], line["pred"]) == (seen.alpha, seen.now.pred.tolist())
            assert value(Shows.PRED, seen, None) == written(line["pred"], seen)
            session.advance(1)
        session.apply(LookAtSteps(lane, 1, STEPS))
        page = session.snapshot().page
        assert page is not None
        for step, line in enumerate(own[:-1]):
            assert page.weights[step].tolist() == np.ravel(line["weights"]).tolist()
            assert page.weight_deltas[step].tolist() == np.ravel(line["weight_deltas"]).tolist()
            for name in ("pred", "delta"):
                assert getattr(page, name)[step].tolist() == line[name]
            # In a full batch the table has the mean error, which is learnt from; trace has it as the total.
            assert sum(page.error[step].tolist()) == pytest.approx(line["total_error"], rel=1e-14)
            if changed is with_changes or not 8 <= line["step"] < 20:
                assert page.error[step].tolist() == line["error"]
        assert main(["script", str(path), "--steps", str(STEPS), "--lane", start.name]) == 0
        left: dict[str, object] = {}
        exec(compile(capsys.readouterr().out, "script", "exec"), left)  # noqa: S102  # just written
        capsys.readouterr()
        assert left["weights"] == own[-1]["weights"] == session.states[lane].weights.tolist()


def test_a_script_runs_by_itself(tmp_path: Path) -> None:
    """With Python alone, isolated from everything that is installed."""
    out = tmp_path / "run.py"
    assert main(["script", "freezing", "--steps", "12", "--alpha", "0.2", "-o", str(out)]) == 0
    ran = subprocess.run([sys.executable, "-I", "-S", str(out)], capture_output=True, text=True, check=True)
    session = Session(catalogue.load("freezing"))
    session.apply(session_alpha(0.2))
    session.advance(12)
    assert json.loads(ran.stdout) == session.states[0].weights.tolist()
    assert ran.stderr == ""


def session_alpha(alpha: float) -> object:
    from gdstudio.messages import SetAlpha  # noqa: PLC0415  # only here

    return SetAlpha(alpha)


def test_a_script_of_images_agrees_as_far_as_single_precision_goes(tmp_path: Path) -> None:
    """It reads the sample that comes with the studio."""
    out = tmp_path / "digits.py"
    assert main(["script", "mnist", "--steps", "300", "-o", str(out)]) == 0
    code = f"{out.read_text(encoding='utf-8')}\nnp.save({str(tmp_path / 'w.npy')!r}, weights)\n"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert main(["trace", "mnist", "--steps", "300", "--weights-out", str(tmp_path / "own.npy")]) == 0
    own, written = np.load(tmp_path / "own.npy"), np.load(tmp_path / "w.npy")
    assert np.abs(own - written).max() <= 2e-6 * np.abs(written).max()


@pytest.mark.parametrize("scene_id", ["mnist", "weight-pictures"])
def test_screen_table_code_and_script_agree_on_images(scene_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes of alpha and a freeze in mid-run; the script as far as single precision goes."""
    images = read_wanted(())
    scene = with_images(catalogue.load(scene_id), images.learnt, images.unseen)
    session, place = Session(scene), (3, 350)
    for command in (TakeSteps(90), SetAlpha(0.002), TakeSteps(60), Freeze(WeightRef(0, *place), True)):
        session.apply(command)
    frozen_at = session.snapshot().lanes[0].now.weights[place]
    for command in (TakeSteps(70), SetAlpha(0.0005), TakeSteps(41), LookAtSteps(0, 240, 30, place)):
        session.apply(command)
    page = session.snapshot().page
    assert page is not None
    for step in range(240, page.last + 1):
        session.apply(Seek(step))
        lane, row = session.snapshot().lanes[0], step - 240
        for name in ("pred", "delta", "error"):
            assert getattr(page, name)[row].tolist() == getattr(lane.now, name).tolist()
        assert page.weights[row].tolist() == [lane.now.weights[place]] == [frozen_at]
        assert page.weight_deltas[row].tolist() == [0.0]
        assert page.alpha[row] == lane.alpha == 0.0005
        assert value(Shows.PRED, lane, None) == written(lane.now.pred.tolist(), lane)
    snapshot = session.snapshot()
    assert snapshot.step == page.last == 262
    monkeypatch.setattr("sys.argv", ["script.py"])
    left: dict[str, object] = {"__name__": "script"}
    text = script(snapshot.scene, snapshot.log, 0, snapshot.step)
    exec(compile(text, "script", "exec"), left)  # noqa: S102  # just written
    weights = snapshot.lanes[0].now.weights
    assert np.abs(left["weights"] - weights).max() <= 2e-6 * np.abs(weights).max()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["script", "freezing", "--lane", "six"], "--lane six: freezing has"),
        (["script", "nothing"], "there is no scene “nothing”"),
        (["script", "nothing.md"], "nothing.md: cannot be read"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence, with exit code 2."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 1."""
    assert main(["script", "freezing", "-o", str(tmp_path / "no" / "run.py")]) == 1
    assert "run.py: No such file or directory; choose another place" in capsys.readouterr().err
