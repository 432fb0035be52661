"""`gdstudio trace` of scenes with images: its lines, the weights it writes, and what it refuses."""

from __future__ import annotations

import csv
import gzip
import io
import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from image_scenes import image_scene, small_images
from PySide6.QtGui import QColor, QImage

from gdstudio.__main__ import main
from gdstudio.cli import trace_images
from gdstudio.cli.trace_images import stretches
from gdstudio.core.examples import Order, Taking
from gdstudio.core.references import judge
from gdstudio.files.image_sets import open_images
from gdstudio.lessons import catalogue
from gdstudio.lessons.with_images import with_images
from gdstudio.messages import FreezePixels, SetAlpha, SetOrder
from gdstudio.model.lanes import begin
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gdstudio.core.images import Images
    from gdstudio.messages import Logged

FIELDS = ["step", "error", "test_accuracy", "steps_per_s"]
FINAL_FIELDS = ["final", *FIELDS, "diverged"]
LEARNT, UNSEEN, SIDE, CLASSES = 150, 40, 6, 3


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with small images as MNIST's files, two of them gzipped."""
    folder = tmp_path / "small"
    folder.mkdir()
    for part, images in (("train", small_images(LEARNT)), ("t10k", small_images(UNSEEN, seed=1))):
        _write(folder / f"{part}-images-idx3-ubyte.gz", images.pixels)
        _write(folder / f"{part}-labels-idx1-ubyte", images.labels)
    return folder


def _write(path: Path, array: NDArray[np.uint8]) -> None:
    content = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def _mask(path: Path, bright: list[tuple[int, int]], size: tuple[int, int] = (SIDE, SIDE)) -> Path:
    """A black picture of (width, height) with some pixels, by (row, column), in a brightish red."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(127, 127, 127))
    for row, column in bright:
        image.setPixelColor(column, row, QColor(128, 0, 0))
    assert image.save(str(path))
    return path


class Traced:
    """Runs the command on the small images and reads what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], data: Path) -> None:
        self._capsys = capsys
        self.data = data

    def text(self, *arguments: str) -> str:
        """What goes to stdout; nothing goes to stderr."""
        assert main(["trace", "mnist", "--data", str(self.data), *arguments]) == 0
        printed = self._capsys.readouterr()
        assert printed.err == ""
        return printed.out

    def objects(self, *arguments: str) -> list[dict[str, Any]]:
        """The objects of the JSON format, of which none holds NaN or Infinity."""

        def refuse(constant: str) -> None:
            raise AssertionError(f"{constant} is no JSON")

        lines = self.text(*arguments, "--format", "json").splitlines()
        return [json.loads(line, parse_constant=refuse) for line in lines]

    def refusal(self, *arguments: str, code: int = 2) -> str:
        """The one line on stderr of a call that is refused, before anything is printed."""
        assert main(["trace", *arguments]) == code
        printed = self._capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("gdstudio: ")
        assert printed.err.count("\n") == 1
        return printed.err.removeprefix("gdstudio: ")

    def session(self, *commands: Logged, steps: int) -> Session:
        """The window's session on the same images, after the same commands and steps."""
        images = open_images(self.data)
        session = Session(with_images(catalogue.load("mnist"), images.learnt, images.unseen))
        for command in commands:
            session.apply(command)
            assert session.notice == ""
        session.advance(steps)
        return session


@pytest.fixture
def traced(capsys: pytest.CaptureFixture[str], data: Path) -> Traced:
    """The command, with what it prints caught."""
    return Traced(capsys, data)


# --- lines --------------------------------------------------------------------------------------------------


def test_json_has_one_object_every_so_many_steps_and_a_final_one(traced: Traced) -> None:
    """The last piece may be shorter; the final object is of the whole run."""
    *lines, final = traced.objects("--steps", "250", "--every", "100")
    assert [list(line) for line in lines] == [FIELDS] * 3
    assert list(final) == FINAL_FIELDS
    assert [line["step"] for line in lines] == [100, 200, 250]
    assert (final["final"], final["step"], final["diverged"]) == (True, 250, False)
    assert final["test_accuracy"] == lines[-1]["test_accuracy"]
    weighted = sum(line["error"] * count for line, count in zip(lines, (100, 100, 50), strict=True))
    assert final["error"] == pytest.approx(weighted / 250)
    assert all(line["steps_per_s"] > 0 for line in (*lines, final))


def test_the_numbers_are_the_windows(traced: Traced) -> None:
    """`error` is the mean of the errors that the session records, the accuracy that of its weights."""
    *lines, _ = traced.objects("--steps", "130", "--every", "65")
    session = traced.session(steps=0)
    for line in lines:
        errors = []
        for _ in range(65):
            errors.append(session.snapshot().lanes[0].now.total_error)
            session.advance(1)
        assert line["error"] == pytest.approx(np.mean(errors), rel=1e-6)
        share, _ = judge(session.states[0].weights, open_images(traced.data).unseen)
        assert line["test_accuracy"] == share


def test_it_learns(traced: Traced) -> None:
    """Such easy pictures are soon told apart, and the error falls."""
    *lines, final = traced.objects("--alpha", "0.02", "--steps", "1500", "--every", "500")
    errors = [line["error"] for line in lines]
    assert errors == sorted(errors, reverse=True)
    assert final["test_accuracy"] > 0.9


def test_left_to_itself_it_takes_one_pass(traced: Traced) -> None:
    """As many steps as there are images to learn from; a line every 1000 steps, or one in all."""
    (line, final) = traced.objects()
    assert line["step"] == final["step"] == LEARNT


def test_no_steps_give_the_start(traced: Traced) -> None:
    """Only the final object: nothing was learnt, so there is no error and no speed."""
    (final,) = traced.objects("--steps", "0")
    assert (final["step"], final["error"], final["steps_per_s"]) == (0, None, None)
    assert 0 <= final["test_accuracy"] < 0.7
    assert traced.text("--steps", "0").splitlines()[-1].startswith("after 0 steps: test accuracy 0.")


def test_csv_has_the_same_numbers(traced: Traced) -> None:
    """One row a piece, no final one."""
    arguments = ("--steps", "250", "--every", "100")
    rows = list(csv.DictReader(io.StringIO(traced.text(*arguments, "--format", "csv"))))
    *lines, _ = traced.objects(*arguments)
    assert [list(row) for row in rows] == [[*FIELDS, "diverged"]] * 3
    for row, line in zip(rows, lines, strict=True):
        assert (int(row["step"]), float(row["error"])) == (line["step"], line["error"])
        assert float(row["test_accuracy"]) == line["test_accuracy"]
        assert row["diverged"] == "false"


def test_the_table_is_aligned_and_ascii(traced: Traced) -> None:
    """What is run on what, then columns under their heads, also with the longest numbers, then the end."""
    for alpha in ("0.001", "1000"):
        text = traced.text("--alpha", alpha, "--steps", "1200", "--every", "7")
        assert text.isascii()
        opening, numbers, ending = text.split("\n\n")
        head, *lines = numbers.splitlines()
        assert head.split() == ["step", "error", "test", "accuracy", "steps", "per", "s"]
        assert {len(line) for line in lines} == {len(head)}
        assert (
            opening.splitlines()[1] == "small: 150 images to learn from, 40 unseen; 6 x 6 pixels, 3 classes"
        )
        assert opening.splitlines()[2] == f"alpha {alpha}, in the order given, frozen: none"
        assert ending.splitlines()[-1].startswith("after ")


def test_the_sample_is_learned_from_without_data(capsys: pytest.CaptureFixture[str]) -> None:
    """After 12,000 steps at the scene's alpha at least 81 of 100 unseen digits are read right."""
    assert main(["trace", "mnist", "--steps", "12000", "--every", "4000", "--format", "json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["step"] for line in lines] == [4000, 8000, 12000, 12000]
    assert lines[-1]["test_accuracy"] >= 0.81


# --- the run ------------------------------------------------------------------------------------------------


def test_the_weights_are_the_sessions_bit_for_bit(traced: Traced, tmp_path: Path) -> None:
    """After the same commands and steps, in other pieces: float32, one row a class."""
    out, mask = tmp_path / "w.npy", _mask(tmp_path / "mask.png", [(3, 1), (2, 5)])
    traced.objects(
        *("--steps", "333", "--every", "50", "--alpha", "0.01", "--order", "shuffled", "--seed", "7"),
        *("--freeze-pixels", str(mask), "--weights-out", str(out)),
    )
    weights = np.load(out)
    assert (weights.shape, weights.dtype) == ((CLASSES, SIDE * SIDE), np.float32)
    frozen = (2 * SIDE + 5, 3 * SIDE + 1)
    order = SetOrder(Order(Taking.SHUFFLED, seed=7))
    session = traced.session(SetAlpha(0.01), order, FreezePixels(frozen, frozen=True), steps=333)
    assert np.array_equal(weights, session.states[0].weights.astype(np.float32))
    assert not weights[:, list(frozen)].any()
    assert np.count_nonzero(weights.any(axis=0)) > SIDE


@pytest.mark.parametrize(
    ("arguments", "order"),
    [
        ([], Order(Taking.IN_TURN)),
        (["--order", "given"], Order(Taking.IN_TURN)),
        (["--order", "shuffled"], Order(Taking.SHUFFLED)),
        (["--order", "shuffled-once", "--seed", "5"], Order(Taking.SHUFFLED_ONCE, seed=5)),
    ],
)
def test_orders(arguments: list[str], order: Order, traced: Traced, tmp_path: Path) -> None:
    """Two passes in each; shuffled means anew each pass."""
    out = tmp_path / "w.npy"
    traced.objects("--steps", "300", *arguments, "--weights-out", str(out))
    session = traced.session(SetOrder(order), steps=300)
    assert np.array_equal(np.load(out), session.states[0].weights.astype(np.float32))


def test_weights_are_replaced_as_a_whole(traced: Traced, tmp_path: Path) -> None:
    """What was there before is gone, and nothing else is left beside it."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "w").write_text("old")
    traced.objects("--steps", "10", "--weights-out", str(folder / "w"))
    assert np.load(folder / "w").shape == (CLASSES, SIDE * SIDE)
    assert [path.name for path in folder.iterdir()] == ["w"]


def test_all_black_freezes_nothing_and_all_white_everything(traced: Traced, tmp_path: Path) -> None:
    """A picture says of each pixel whether its weights stay as they are."""
    every = [(row, column) for row in range(SIDE) for column in range(SIDE)]
    lines = traced.objects("--freeze-pixels", str(_mask(tmp_path / "black.png", [])))
    assert lines[0]["error"] == traced.objects()[0]["error"]
    frozen = traced.objects("--freeze-pixels", str(_mask(tmp_path / "white.png", every)))
    assert frozen[0]["error"] == 1.0
    assert "frozen: 36 pixels\n" in traced.text("--freeze-pixels", str(tmp_path / "white.png"))


def test_files_are_as_good_as_their_folder(traced: Traced, capsys: pytest.CaptureFixture[str]) -> None:
    """All four of them, in any order; one alone stands for the folder it is in."""
    files = sorted(traced.data.iterdir())
    errors = [traced.objects()[0]["error"]]
    for chosen in (files, files[::-1], files[2:3]):
        arguments = [argument for file in chosen for argument in ("--data", str(file))]
        assert main(["trace", "mnist", "--format", "json", *arguments]) == 0
        errors.append(json.loads(capsys.readouterr().out.splitlines()[0])["error"])
    assert errors == errors[:1] * 4


def test_two_files_are_split(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last sixth is never trained on."""
    files = [str(file) for file in data.iterdir() if file.name.startswith("train")]
    assert main(["trace", "weight-pictures", "--data", files[0], "--data", files[1]]) == 0
    assert "125 images to learn from, 25 unseen" in capsys.readouterr().out


# --- divergence ---------------------------------------------------------------------------------------------


def test_a_diverging_run_ends_with_the_last_finite_error(traced: Traced, tmp_path: Path) -> None:
    """Where the session's does; every number is finite, the final object says so; its weights are written."""
    out = tmp_path / "w.npy"
    arguments = ("--alpha", "1", "--steps", "5000", "--every", "9")
    *lines, final = traced.objects(*arguments, "--weights-out", str(out))
    session = traced.session(SetAlpha(1.0), steps=5000)
    assert final["diverged"] is True
    assert lines[-1]["step"] == final["step"] == session.step - 1 < 5000
    assert lines[-1]["error"] > 1e50
    assert np.array_equal(np.load(out), session.states[0].weights.astype(np.float32))
    rows = list(csv.DictReader(io.StringIO(traced.text(*arguments, "--format", "csv"))))
    assert [row["diverged"] for row in rows] == ["false"] * (len(rows) - 1) + ["true"]
    *_, told, _ = traced.text(*arguments).splitlines()
    assert told.startswith(
        f"diverged: step {session.step} is the last whose error is finite. Alpha 1 is above "
    )


def test_the_last_line_says_so_also_where_it_diverges_just_after_it() -> None:
    """No empty piece follows; a run that was not to go further has not diverged."""
    scene = image_scene(alpha=1.0)
    state, unseen = begin(scene.lanes[0]), _unseen(scene.lanes[0].unseen)
    taken = list(stretches(state, unseen, 5000, 5000))[-1].step
    for every in (taken, taken // 2, 7):
        pieces = list(stretches(state, unseen, 5000, every))
        assert [piece.diverged for piece in pieces] == [False] * (len(pieces) - 1) + [True]
        assert (pieces[-1].step, pieces[-1].count > 0) == (taken, True)
    assert not list(stretches(state, unseen, taken, taken))[-1].diverged


def _unseen(images: Images | None) -> Images:
    assert images is not None
    return images


def test_pieces_do_not_depend_on_how_many_errors_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line may sum up millions of steps."""
    scene = image_scene()
    state, unseen = begin(scene.lanes[0]), _unseen(scene.lanes[0].unseen)
    (whole,) = stretches(state, unseen, 700, 1000)
    monkeypatch.setattr(trace_images, "_AT_ONCE", 33)
    (parts,) = stretches(state, unseen, 700, 1000)
    assert parts.error_sum == pytest.approx(whole.error_sum, rel=1e-12)
    assert (parts.step, parts.count) == (700, 700)
    assert np.array_equal(parts.state.weights, whole.state.weights)


# --- refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mnist", "--freeze", "a"], "--freeze: here each weight belongs to a pixel and has no letter; use "),
        (["mnist", "--set", "a=1"], "--set: images, labels and weights stay as they are; leave it out"),
        (["mnist", "--seed", "1"], "--seed: nothing is shuffled; add --order shuffled or --order "),
        (["mnist", "--order", "given", "--seed", "1"], "--seed: nothing is shuffled"),
        (["freezing", "--every", "5"], "--every: freezing has no images; mnist and weight-pictures do"),
        (["mnist", "--order", "full-batch"], "--order full-batch: a step learns from one image"),
        (
            ["mnist", "--order", "one"],
            "--order one: a step learns from one image, and a pass from all of them;",
        ),
        (["mnist", "--rule", "correct"], "--rule: images are learnt by the correct recipe"),
        (["freezing", "--seed", "0"], "--seed: nothing is shuffled; add --order shuffled"),
        (["freezing", "--weights-out", "w.npy"], "--weights-out: freezing has no images"),
        (["freezing", "--freeze-pixels", "."], "--freeze-pixels: freezing has no images"),
        (["dot-products", "--data", "."], "--data: dot-products has no images"),
    ],
)
def test_an_option_that_means_nothing_here_is_refused(
    arguments: list[str], said: str, traced: Traced
) -> None:
    """Exit code 2 and one sentence, instead of passing over it."""
    assert traced.refusal(*arguments).startswith(said)


def test_images_that_cannot_be_read_get_a_sentence(traced: Traced, tmp_path: Path) -> None:
    """A folder without images; a file that is cut off."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert traced.refusal("mnist", "--data", str(empty)).startswith("empty: there are no IDX files")
    labels = traced.data / "train-labels-idx1-ubyte"
    labels.write_bytes(labels.read_bytes()[:-1])
    assert traced.refusal("mnist", "--data", str(traced.data)).startswith("train-labels-idx1-ubyte: ")


def test_a_picture_of_another_size_is_refused_with_both_sizes(traced: Traced, tmp_path: Path) -> None:
    """So that one sees which to change."""
    mask = _mask(tmp_path / "mask.png", [], size=(8, 7))
    said = traced.refusal("mnist", "--data", str(traced.data), "--freeze-pixels", str(mask))
    assert said == (
        "mask.png: the picture is 8 pixels wide and 7 high, but the images are 6 wide and 6 high;"
        " give one of their size\n"
    )


def test_a_picture_that_cannot_be_read_is_refused(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One sentence; the library that reads pictures adds nothing to it."""
    mask = _mask(tmp_path / "mask.png", [])
    mask.write_bytes(mask.read_bytes()[:-20])
    assert main(["trace", "mnist", "--data", str(data), "--freeze-pixels", str(mask)]) == 2
    said = "gdstudio: mask.png: the picture is cut off or damaged; give another\n"
    assert capfd.readouterr() == ("", said)


@pytest.mark.parametrize("place", ["{folder}/none/w.npy", "{folder}", "/dev/null", "x" * 300])
def test_a_place_that_cannot_be_written_is_refused_before_the_run(
    place: str, traced: Traced, tmp_path: Path
) -> None:
    """Exit code 1, nothing run, nothing left behind."""
    folder = tmp_path / "out"
    folder.mkdir()
    place = place.format(folder=folder)
    said = traced.refusal("mnist", "--data", str(traced.data), "--weights-out", place, code=1)
    assert said.startswith(place)
    assert list(folder.iterdir()) == []
