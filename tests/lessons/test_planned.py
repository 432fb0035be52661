"""Changes that a scene file plans: the same commands as a person's, and every slip said with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.lessons.scene_file import LARGEST_FILE, SceneError, parse_scene
from gdstudio.messages import (
    Freeze,
    Pause,
    Play,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from pathlib import Path

SCENE = """\
+++
title = "Planned"
traced = ["two"]
section = "5.4"

[examples]
inputs = ["toes", "wlrec"]
targets = ["win"]
rows = [[8.5, 0.65, 1.0], [9.5, 0.8, 1.0]]

[[lanes]]
name = "one"
label = "one"
inputs = ["wlrec"]
weights = [[0.3]]
alpha = 0.01

[[lanes]]
name = "two"
label = "two"
weights = [[0.1, 0.2]]
alpha = 0.01

{commands}
+++

Some text.
"""


def planned(*commands: str) -> str:
    return SCENE.format(commands="\n".join(f"[[commands]]\n{command}\n" for command in commands))


def test_each_change_is_a_logged_command_at_its_step() -> None:
    """In the order of the steps; a name is meant in every lane that has it, or in the lane named."""
    text = planned(
        "step = 9\nset = 'wlrec'\nvalue = 0.5\nexample = 2",
        "step = 2\nalpha = 0.02",
        "step = 3\nfreeze = 'b'",
        "step = 4\nlane = 'two'\nunfreeze = 'a'",
        "step = 5\nset = 'a'\nvalue = 1\nlane = 'one'",
        "step = 6\nset = 'win'\nvalue = 0\nlane = 'two'",
    )
    scene = parse_scene(text, "planned", "planned.md")
    assert [(entry.step, entry.command) for entry in scene.log] == [
        (2, SetAlpha(0.02)),
        (3, Freeze(WeightRef(1, 0, 1), True)),
        (4, Freeze(WeightRef(1, 0, 0), False)),
        (5, SetWeight(WeightRef(0, 0, 0), 1.0)),
        (6, SetTarget(0, 0, 0.0, 1)),
        (9, SetInput(1, 0, 0.5, 0)),
        (9, SetInput(1, 1, 0.5, 1)),
    ]
    assert scene.log[1].text == "b frozen"


def test_rules_and_orders_can_be_planned_too() -> None:
    """For all runs or for one."""
    text = planned(
        "step = 2\nrule = 'weights for input'",
        "step = 3\nrule = 'swapped outer product'\nlane = 'one'",
        "step = 4\norder = 'full batch'\nexample = 2",
        "step = 5\norder = 'shuffled'\nseed = 7\nlane = 'two'",
    )
    scene = parse_scene(text, "planned", "planned.md")
    assert [(entry.step, entry.command) for entry in scene.log] == [
        (2, SetRule(Rule.WEIGHTS_FOR_INPUT)),
        (3, SetRule(Rule.SWAPPED_OUTER_PRODUCT, 0)),
        (4, SetOrder(Order(Taking.FULL_BATCH, 1))),
        (5, SetOrder(Order(Taking.SHUFFLED, 0, 7), 1)),
    ]
    assert [entry.text for entry in scene.log] == [
        "misprint: weights for input",
        "misprint: swapped outer product",
        "full batch",
        "shuffled anew each pass",
    ]
    session = Session(scene)
    session.advance(5)
    assert [state.setting.rule for state in session.states] == [
        Rule.SWAPPED_OUTER_PRODUCT,
        Rule.WEIGHTS_FOR_INPUT,
    ]
    assert session.notice == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("step = 0\nalpha = 0.1", "commands, number 1, step: 0; steps count from 1"),
        ("step = 2", "nothing to do: give one of alpha, freeze, unfreeze, set, rule, order"),
        ("step = 2\nrule = 'correct'\norder = 'one'", "rule, order: give one of"),
        ("step = 2\nrule = 'wrong'", "rule: invalid enum value 'wrong'; use one of correct, swapped outer"),
        ("step = 2\nrule = 'swapped outer product'\nlane = 'two'", "as inputs, and “two” has not"),
        (
            "step = 2\norder = 'all'",
            "order: invalid enum value 'all'; use one of one, in turn, shuffled once",
        ),
        ("step = 2\norder = 'full batch'\nexample = 3", "example: 3; use a number from 1 to 2"),
        ("step = 2\norder = 'shuffled'\nseed = -1", "seed: -1; use 0 or more"),
        ("step = 2\nalpha = 0.1\nfreeze = 'a'", "alpha, freeze: give one of"),
        ("step = 2\nset = 'a'", "value: it belongs to set, and set to it; give both"),
        ("step = 2\nalpha = -1", "alpha: -1; use a number from 0 to 1000"),
        ("step = 2\nfreeze = 'z'", "freeze: “z”; there is no such name in this scene"),
        ("step = 2\nalpha = 0.1\nlane = 'six'", "lane: “six”; use one of one, two"),
        ("step = 2\nset = 'toes'\nvalue = 1\nexample = 7", "example: 7; use a number from 1 to 2"),
        ("step = 2\nset = 'toes'\nvalue = 1e300", "value of toes: 1e"),
        ("step = 'x'\nalpha = 0.1", "commands, number 1, step: expected `int`"),
    ],
)
def test_what_cannot_be_done_is_said(command: str, said: str) -> None:
    """With the file, the field and what would work."""
    with pytest.raises(SceneError, match=r"planned\.md: ") as refused:
        parse_scene(planned(command), "planned", "planned.md")
    assert said in str(refused.value)


def test_a_planned_change_is_made_when_its_step_comes() -> None:
    """And shows as a mark only then; a change of one's own before it takes its place."""
    scene = parse_scene(planned("step = 4\nalpha = 0.5", "step = 1\nfreeze = 'b'"), "planned", "planned.md")
    session = Session(scene)
    assert session.states[1].setting.frozen.tolist() == [[False, True]]
    assert [mark.step for mark in session.snapshot().marks] == [1]
    session.advance(3)
    assert [state.setting.alpha for state in session.states] == [0.5, 0.5]
    assert [mark.step for mark in session.snapshot().marks] == [1, 4]
    other = Session(scene)
    other.advance(1)
    other.apply(SetAlpha(0.03))
    other.advance(5)
    assert [state.setting.alpha for state in other.states] == [0.03, 0.03]


def test_playing_waits_for_what_is_planned() -> None:
    """With everything frozen nothing moves; but at step 4 something is let go."""
    text = planned("step = 1\nfreeze = 'a'", "step = 1\nfreeze = 'b'", "step = 4\nunfreeze = 'a'")
    session = Session(parse_scene(text, "planned", "planned.md"))
    session.apply(Play())
    assert session.playing
    session.play(6)
    assert session.step == 7
    session.apply(Pause())
    assert session.states[1].weights[0, 0] != 0.1


def test_a_scene_is_found_by_its_path(tmp_path: Path) -> None:
    """Its id is the file's name; what cannot be read is said."""
    path = tmp_path / "mine.md"
    path.write_text(planned("step = 2\nalpha = 0.02"), encoding="utf-8")
    assert catalogue.find(str(path)).id == "mine"
    assert catalogue.find("freezing").id == "freezing"
    for content, said in (
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"x" * (LARGEST_FILE + 1), "larger than 8,388,608"),
    ):
        path.write_bytes(content)
        with pytest.raises(SceneError, match=said):
            catalogue.find(str(path))
    for name in ("none.md", "n" * 300 + ".md", "a\0.md"):
        with pytest.raises(SceneError, match=r"cannot be read .*; give the path of a scene file"):
            catalogue.find(str(tmp_path / name))
