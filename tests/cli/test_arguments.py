"""What may be typed, and the one sentence for what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdstudio import __version__
from gdstudio.cli.arguments import parse


def test_no_argument_opens_the_studio() -> None:
    """The plain command opens the last scene."""
    asked = parse([])
    assert (asked.command, asked.scene) == ("open", None)


def test_a_scene_alone_opens_it() -> None:
    """`gdstudio freezing` opens that scene."""
    asked = parse(["freezing"])
    assert (asked.command, asked.scene) == ("open", "freezing")


def test_lessons_prints_a_table_unless_told_otherwise() -> None:
    """To be read by default, as JSON when asked."""
    assert (parse(["lessons"]).command, parse(["lessons"]).format) == ("lessons", "table")
    assert parse(["lessons", "--format", "json"]).format == "json"


def test_trace_has_its_defaults() -> None:
    """The scene as it is, in a table; how many steps is for the scene to say."""
    asked = parse(["trace", "freezing"])
    assert (asked.command, asked.scene, asked.steps, asked.alpha) == ("trace", "freezing", None, None)
    assert (asked.freeze, asked.settings, asked.format) == ([], [], "table")
    assert (asked.data, asked.order, asked.seed, asked.every) == ([], None, None, None)
    assert (asked.freeze_pixels, asked.weights_out) == (None, None)


def test_trace_takes_everything_about_images(tmp_path: Path) -> None:
    """Where they are, their order, what is frozen, and what is written."""
    mask = tmp_path / "mask.png"
    mask.touch()
    typed = (
        f"trace mnist --data {tmp_path} --steps 10000000 --order shuffled-once --seed 4294967295 "
        f"--every 1 --freeze-pixels {mask} --weights-out out/w.npy"
    )
    asked = parse(typed.split())
    assert (asked.data, asked.steps, asked.order) == ([tmp_path], 10_000_000, "shuffled-once")
    assert (asked.seed, asked.every) == (4_294_967_295, 1)
    assert (asked.freeze_pixels, asked.weights_out) == (mask, Path("out/w.npy"))


def test_data_may_be_several_files(tmp_path: Path) -> None:
    """Given again and again; without a scene, too."""
    files = [tmp_path / "images", tmp_path / "labels"]
    for file in files:
        file.touch()
    asked = parse([argument for file in files for argument in ("--data", str(file))])
    assert (asked.command, asked.scene, asked.data) == ("open", None, files)


def test_trace_takes_many_freezes_and_settings() -> None:
    """Both may be repeated; values may be negative or in scientific notation."""
    asked = parse(
        [
            "trace",
            "freezing",
            "--freeze",
            "a",
            "--freeze=b",
            "--set",
            "c=-0.5",
            "--set=toes=1e-3",
            "--alpha",
            "0",
        ]
    )
    assert asked.freeze == ["a", "b"]
    assert asked.settings == [("c", -0.5), ("toes", 0.001)]
    assert asked.alpha == 0.0


def test_every_command_that_runs_a_scene_takes_a_rule_and_an_order() -> None:
    """By names with hyphens."""
    for command in ("trace freezing", "script freezing", "sweep freezing", "render freezing -o a.png"):
        asked = parse(f"{command} --rule weights-for-delta --order full-batch".split())
        assert (asked.rule, asked.order, asked.seed) == ("weights-for-delta", "full-batch", None)


def test_render_has_its_defaults() -> None:
    """The whole window of the scene's first step, light, in the size of a small laptop."""
    asked = parse(["render", "freezing", "-o", "out.png"])
    assert (asked.command, asked.scene, asked.steps, asked.alpha) == ("render", "freezing", 0, None)
    assert (asked.size, asked.theme, asked.panel) == ((1366, 768), "light", "window")
    assert (asked.freeze, asked.settings, asked.output) == ([], [], Path("out.png"))


def test_render_takes_everything() -> None:
    """Size, theme, panel, and the same changes as trace."""
    typed = "render freezing --steps 3 --size 1920X1080 --theme dark --panel bowls --freeze b -o a/B.SVG"
    asked = parse(typed.split())
    assert (asked.steps, asked.size, asked.theme, asked.panel) == (3, (1920, 1080), "dark", "bowls")
    assert (asked.freeze, asked.output) == (["b"], Path("a/B.SVG"))


def test_render_takes_an_image_and_its_panels() -> None:
    """Images count from 1."""
    asked = parse(["render", "mnist", "--image", "7", "--panel", "heatmaps", "-o", "a.png"])
    assert (asked.image, asked.panel) == (7, "heatmaps")
    assert parse(["render", "mnist", "--panel", "dot-product", "-o", "a.png"]).panel == "dot-product"


@pytest.mark.parametrize("size", ["320x240", "7680x4320", "1024×600"])
def test_sizes_at_both_ends_are_allowed(size: str) -> None:
    """The smallest and the largest size belong to the range; × is as good as x."""
    width, height = size.replace("×", "x").split("x")
    assert parse(["render", "freezing", "-o", "a.png", "--size", size]).size == (int(width), int(height))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--foo", "unrecognized arguments: --foo"),
        ("freezing more", "unrecognized arguments: more"),
        ("lessons --format csv", "--format: invalid choice: 'csv'"),
        ("lessons freezing", "unrecognized arguments: freezing"),
        ("trace", "required: SCENE"),
        ("trace freezing --steps -1", "--steps: “-1”; give a whole number from 0 to 10,000,000"),
        ("trace freezing --steps 10000001", "--steps: “10000001”; give"),
        ("trace freezing --steps 2.5", "--steps: “2.5”; give a whole number"),
        ("trace freezing --alpha -0.1", "--alpha: “-0.1”; give a number from 0 to 1000"),
        ("trace freezing --alpha 1000.1", "--alpha: “1000.1”; give a number"),
        ("trace freezing --alpha nan", "--alpha: “nan”; give a number"),
        ("trace freezing --alpha big", "--alpha: “big”; give a number"),
        ("trace freezing --set toes", "--set: “toes”; give a name and a number, like a=0.5"),
        ("trace freezing --set =3", "--set: “=3”; give a name"),
        ("trace freezing --set a=", "--set: “a=”; give a name"),
        ("trace freezing --set a=x", "--set: “a=x”; give a name"),
        ("trace freezing --form json", "unrecognized arguments: --form json"),
        ("trace freezing --freeze", "--freeze: expected one argument"),
        ("trace mnist --every 0", "--every: “0”; give a whole number from 1 to 10,000,000"),
        ("trace mnist --seed -1", "--seed: “-1”; give a whole number from 0 to 4,294,967,295"),
        ("trace mnist --order random", "--order: invalid choice: 'random'"),
        ("trace freezing --rule wrong", "--rule: invalid choice: 'wrong' (choose from"),
        ("trace mnist --data no/such/folder", "--data: “no/such/folder”; there is no such file or folder"),
        ("trace mnist --data=", "--data: “”; there is no such file or folder"),
        (f"trace mnist --data {'x' * 300}", "it cannot be read (File name too long)"),
        ("trace mnist --freeze-pixels no.png", "--freeze-pixels: “no.png”; there is no such file"),
        ("mnist --data no/such/folder", "--data: “no/such/folder”; there is no such file or folder"),
        ("lessons --data .", "unrecognized arguments: --data ."),
        ("render mnist --every 5 -o a.png", "unrecognized arguments: --every 5"),
        ("render mnist --image 0 -o a.png", "--image: “0”; give a whole number from 1"),
        ("render freezing", "required: -o/--output"),
        ("render freezing -o a.jpg", "“a.jpg”; give a file that ends in .png or .svg"),
        ("render freezing -o a.png --size 319x240", "--size: “319x240”; give width x height from 320x240"),
        ("render freezing -o a.png --size 7681x4320", "to 7680x4320"),
        ("render freezing -o a.png --size big", "--size: “big”; give"),
        ("render freezing -o a.png --panel chart", "--panel: invalid choice: 'chart'"),
        ("render freezing -o a.png --theme blue", "--theme: invalid choice: 'blue'"),
    ],
)
def test_a_wrong_argument_gets_one_sentence_and_exit_code_2(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr that says what is wrong and where to read more; no page of usage."""
    with pytest.raises(SystemExit) as caught:
        parse(arguments.split())
    assert caught.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("gdstudio: ")
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert "--help" in printed.err


@pytest.mark.parametrize("arguments", ["--help", "lessons --help", "trace --help", "render --help"])
def test_every_command_explains_itself(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help goes to stdout with exit code 0."""
    with pytest.raises(SystemExit) as caught:
        parse(arguments.split())
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("usage: gdstudio")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks the studio for help finds the other commands."""
    with pytest.raises(SystemExit):
        parse(["--help"])
    printed = capsys.readouterr().out
    assert all(f"gdstudio {command}" in printed for command in ("lessons", "trace", "render"))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version on stdout, exit code 0."""
    with pytest.raises(SystemExit) as caught:
        parse(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"gdstudio {__version__}\n"
