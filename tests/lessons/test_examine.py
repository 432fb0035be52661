"""Going through a lesson finds what can only be found by running it; a lesson that works passes."""

from __future__ import annotations

import pytest
from lesson_parts import LESSON, lesson, one_step

from gdstudio.lessons.examine import examine
from gdstudio.model.aside import aside
from gdstudio.model.session import Session


def problems(text: str) -> list[str]:
    mine = lesson(text)
    return list(examine(mine, Session(mine.scene).snapshot(), aside).problems)


def test_a_lesson_in_order_has_no_problems_and_is_counted() -> None:
    """Steps, questions and tasks."""
    mine = lesson()
    examined = examine(mine, Session(mine.scene).snapshot(), aside)
    assert (examined.steps, examined.questions, examined.tasks, examined.problems) == (3, 1, 3, ())


QUESTION = '[question]\nask = "?"\noptions = [\n'
GOOD = QUESTION + '  { text = "A", when = "error falls" },\n  { text = "B", when = "error grows" },\n]\n'


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "setup = [{ reset = true }, { seek = 5 }]",
            "line 6, setup, number 2: step 5 is not recorded; go to",
        ),
        (
            "setup = [{ steps = 2 }, { seek = 4 }]",
            "line 6, setup, number 2: step 4 is not recorded; go to one from 1 to 3",
        ),
        (
            QUESTION + "{ text = 'A', when = 'error grows' }, { text = 'B', when = 'a moves' }]",
            "line 9, question: none of the options is true; add the one that is",
        ),
        (
            QUESTION + "{ text = 'A', when = 'error falls' }, { text = 'B', when = 'b moves' }]",
            "line 9, question: options 1 and 2 are true at once; change them",
        ),
        (
            GOOD + "given = [{ seek = 9 }]",
            "line 9, question, given, number 1: step 9 is not recorded",
        ),
        (GOOD + "reveal = [{ seek = 9 }]", "line 9, question, reveal, number 1: step 9 is not recorded"),
        (
            GOOD + "right = '{{ error after 9 steps / 0 }}'",
            "line 9, question: “error after 9 steps / 0” is no finite",
        ),
        (
            GOOD.replace('falls" }', "falls\", reply = '{{ 1 / 0 }}' }"),
            "line 9, question: “1 / 0” is no finite number here; ask for another",
        ),
        (
            "[question]\nkind = 'weight'\nask = '?'\ngiven = [{ alpha = 0 }]",
            "line 9, question: no weight moves further than all others",
        ),
        (
            "[[tasks]]\ntext = 'x'\nwhen = 'a is frozen'",
            "line 9, tasks, number 1: it is ticked although nothing was done yet; change when",
        ),
        (
            GOOD + "\n[[tasks]]\ntext = 'x'\nwhen = 'steps taken >= 1'",
            "line 16, tasks, number 1: it is ticked although only the question was answered; change when",
        ),
        (
            "[[tasks]]\ntext = 'x'\nwhen = 'a is free'\ndo = [{ alpha = 0.2 }]",
            "line 9, tasks, number 1: doing it (do) does not tick it; change do or when",
        ),
        (
            "[[tasks]]\ntext = 'x'\nwhen = 'a is free'\ndo = [{ unfreeze = 'a' }, { seek = 9 }]",
            "line 9, tasks, number 1, do, number 2: step 9 is not recorded",
        ),
        (
            "[[tasks]]\ntext = 'x'\nwhen = 'accuracy > 0'",
            "line 9, tasks, number 1, when: this scene has no images",
        ),
        ("panel = 'accuracy'", "line 6, panel: “accuracy” is not in this scene; it has diagram, bowls"),
        ("setup = [{ panel = 'draw' }]", "line 6, setup, number 1, panel: “draw” is not in this scene"),
        ("panels = ['pictures']", "line 6, panels: “pictures” is not in this scene; it has diagram"),
        (
            "[[tasks]]\ntext = '{{ 1 / 0 }}'\nwhen = 'a is free'",
            "line 9, tasks, number 1: “1 / 0” is no finite number here",
        ),
    ],
)
def test_what_running_finds_is_said_with_its_line(block: str, said: str) -> None:
    """And with the field, and what to do."""
    (problem,) = problems(one_step(block))
    assert said in problem


def test_numbers_in_the_text_are_worked_out() -> None:
    """A text about a step that is never reached is found."""
    text = one_step("setup = [{ alpha = 50 }]", "It is {{ error after 4000 steps }}.")
    assert problems(text) == [
        "line 6, the text: “error after 4000 steps” is no finite number here; ask for another, or fewer steps"
    ]


def test_a_run_that_ends_in_a_divergence_is_no_problem() -> None:
    """Too much alpha is what some lessons are about."""
    block = "setup = [{ reset = true }, { alpha = 50 }, { steps = 4000 }, { play = true }]\n"
    assert (
        problems(one_step(block + "[[tasks]]\ntext = 'x'\nwhen = 'not diverged'\ndo = [{ alpha = 0.1 }]"))
        == []
    )


def test_later_steps_are_tried_where_the_earlier_ones_led() -> None:
    """A step without a reset goes on from what was done before."""
    assert (
        problems(LESSON.replace("setup = [{ reset = true }, { steps = 4 }]", "setup = [{ freeze = 'a' }]"))
        == []
    )
    late = LESSON.replace('when = "steps taken >= 1"', 'when = "a is free"').replace("{ reset = true }, ", "")
    assert problems(late) == [
        "line 36, tasks, number 1: it is ticked although nothing was done yet; change when"
    ]


def test_a_task_without_a_way_to_do_it_is_only_looked_at() -> None:
    """Nobody can know whether a person can."""
    assert problems(one_step("[[tasks]]\ntext = 'x'\nwhen = 'error < 1e-9'")) == []


def test_two_tasks_that_are_done_at_once_are_fine() -> None:
    """The second is done by the first."""
    block = "[[tasks]]\ntext = 'x'\nwhen = 'alpha < 0.1'\ndo = [{ alpha = 0.01 }]\n\n"
    assert (
        problems(one_step(block + "[[tasks]]\ntext = 'y'\nwhen = 'alpha < 0.2'\ndo = [{ alpha = 0.01 }]"))
        == []
    )
