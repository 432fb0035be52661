"""`gdstudio sweep`: its numbers are those of `trace`, in three formats, and what cannot be is said."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from math import inf
from typing import Any

import pytest

from gdstudio.__main__ import main
from gdstudio.lessons import catalogue

TABLES = [scene.id for scene in catalogue.load_all() if scene.images is None]


class Swept:
    """Runs the command and reads what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def text(self, arguments: str, command: str = "sweep") -> str:
        """What goes to stdout; nothing goes to stderr."""
        assert main([command, *arguments.split()]) == 0
        printed = self._capsys.readouterr()
        assert printed.err == ""
        return printed.out

    def objects(self, arguments: str, command: str = "sweep") -> list[dict[str, Any]]:
        """The objects of the JSON format, of which none holds NaN or Infinity."""

        def refuse(constant: str) -> None:
            raise AssertionError(f"{constant} is no JSON")

        lines = self.text(f"{arguments} --format json", command).splitlines()
        return [json.loads(line, parse_constant=refuse) for line in lines]

    def refusal(self, arguments: str) -> str:
        """The one line on stderr of a call that ends with exit code 2."""
        try:
            code = main(["sweep", *arguments.split()])
        except SystemExit as ended:
            code = ended.code
        assert code == 2
        printed = self._capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("gdstudio: ")
        assert printed.err.count("\n") == 1
        return printed.err


@pytest.fixture
def swept(capsys: pytest.CaptureFixture[str]) -> Swept:
    """The command, with what it prints caught."""
    return Swept(capsys)


@pytest.mark.parametrize(
    "changes", ["", "--freeze a", "--set a=0.3", "--order full-batch", "--rule weights-for-input"]
)
@pytest.mark.parametrize("scene_id", TABLES)
def test_each_error_is_where_a_trace_with_that_alpha_ends(swept: Swept, scene_id: str, changes: str) -> None:
    """In every run that trace prints, by every rule; trained on one example, as the scenes are, or on all."""
    objects = swept.objects(f"{scene_id} --points 4 --steps 12 {changes}")
    for tried in [each for each in objects if "final" not in each]:
        traced = swept.objects(f"{scene_id} --alpha {tried['alpha']!r} --steps 12 {changes}", "trace")
        own = [each for each in traced if each.get("run") == tried.get("run")]
        assert own[-1]["final"]
        if own[-1]["diverged"]:
            assert (tried["error"], tried["diverged"]) == (None, True)
        elif len(own) == 13:  # else the other run beside it has diverged, and trace ends both
            assert (tried["error"], tried["diverged"]) == (own[-1]["total_error"], False)


def test_json_ends_with_what_it_was_made_from(swept: Swept) -> None:
    """The usual range, 20 alphas, 20 steps, and the best of them; what diverged has no error."""
    *tried, final = swept.objects("multiple-inputs")
    assert [list(each) for each in tried] == [["run", "alpha", "error", "diverged"]] * 20
    assert (tried[0]["alpha"], tried[-1]["alpha"]) == (0.00027, 0.054)
    assert final == {
        "run": "three",
        "final": True,
        "step": 1,
        "steps": 20,
        "start_error": pytest.approx(0.0196),
        "best_alpha": min(tried, key=lambda each: each["error"])["alpha"],
        "guaranteed": pytest.approx(2 / 74.1125),
        "limit": pytest.approx(2 / 74.1125),
    }
    *tried, _ = swept.objects("freezing --from 1 --to 1000 --points 3 --steps 10000")
    assert [(each["error"], each["diverged"]) for each in tried[1:]] == [(None, True)] * 2
    assert not tried[0]["diverged"]


def test_csv_is_one_row_an_alpha(swept: Swept) -> None:
    """Its numbers are those of the JSON; where it diverged the error is inf."""
    arguments = "printed-listing --points 5 --steps 900"
    rows = list(csv.DictReader(io.StringIO(swept.text(f"{arguments} --format csv"))))
    objects = [each for each in swept.objects(arguments) if "final" not in each]
    assert [row["run"] for row in rows] == ["correct"] * 5 + ["printed"] * 5
    assert [float(row["alpha"]) for row in rows] == [each["alpha"] for each in objects]
    errors = [inf if each["error"] is None else each["error"] for each in objects]
    assert [float(row["error"]) for row in rows] == errors
    assert inf in errors
    assert [row["diverged"] for row in rows] == [str(error == inf).lower() for error in errors]


def test_the_table_says_which_zone_each_alpha_is_in(swept: Swept) -> None:
    """Rounded, in ASCII, with what it was made from above and the best alpha below."""
    text = swept.text("freezing --points 5")
    assert text.isascii()
    lines = text.splitlines()
    assert lines[:2] == [
        "freezing: error after 20 steps from step 1, example 1, a frozen",
        "error before 0.0196; limit 1.074",
    ]
    assert [line.split()[0] for line in lines[4:9]] == ["0.0107", "0.0403", "0.152", "0.571", "2.15"]
    assert [line.split()[2] for line in lines[4:9]] == ["shrinks", "shrinks", "shrinks", "overshoots",
                                                        "diverges"]  # fmt: skip
    assert [line.endswith("least") for line in lines[4:9]] == [False, False, False, True, False]
    assert lines[-1].startswith("least error")
    assert lines[-1].endswith("at alpha 0.571")


def test_the_table_where_no_limit_is_known(swept: Swept) -> None:
    """With everything frozen alpha has no effect; with a misprint a limit is only the correct recipe's."""
    frozen = swept.text("freezing --freeze b --freeze c --points 2")
    assert "every weight frozen" in frozen
    assert "no limit" in frozen
    assert frozen.count("no effect") == 2
    assert "every alpha leaves the error at 0.0196" in frozen
    printed = swept.text("printed-listing --points 2").split("\n\nprinted-listing, printed:")[1]
    assert "limit 0.02699 of the correct recipe" in printed
    assert "diverges" not in printed


def test_after_begins_from_the_state_after_so_many_steps(swept: Swept) -> None:
    """The steps before are the scene's own; the error before is the trace's at that step."""
    *_, final = swept.objects("several-steps --after 3 --points 2")
    steps = swept.objects("several-steps --steps 4", "trace")
    assert (final["step"], final["start_error"]) == (4, steps[3]["total_error"])
    assert swept.refusal("too-much-alpha --after 1000") == (
        "gdstudio: --after 1000: the run diverges; give 192 at most\n"
    )
    assert swept.text("too-much-alpha --after 192 --points 2")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("nowhere", "nowhere"),
        ("mnist", "small networks"),
        ("freezing --points 1", "--points"),
        ("freezing --points 201", "2 to 200"),
        ("freezing --steps 0", "--steps"),
        ("freezing --steps 10001", "10,000"),
        ("freezing --from 0", "above 0"),
        ("freezing --from nan", "above 0"),
        ("freezing --to 1001", "1000"),
        ("freezing --to x", "--to"),
        ("freezing --from 5", "from the smaller alpha to the larger"),
        ("freezing --from 0.5 --to 0.5", "from the smaller alpha to the larger"),
        ("freezing --after -1", "--after"),
        ("freezing --freeze z", "--freeze z"),
        ("freezing --set z=1", "--set z"),
        ("freezing --order backwards", "--order"),
        ("freezing --seed 3", "--seed"),
    ],
)
def test_wrong_arguments_get_one_sentence_and_exit_code_2(swept: Swept, arguments: str, words: str) -> None:
    """It names the option or the scene, and what to give instead."""
    assert words in swept.refusal(arguments)


def test_it_starts_without_qt() -> None:
    """Neither Qt nor pyqtgraph is imported."""
    program = (
        "import sys; from gdstudio.__main__ import main; code = main(['sweep', 'freezing', '--points', '2']);"
        "sys.exit(code or any(name.startswith(('PySide6', 'pyqtgraph')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
