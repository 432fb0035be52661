"""The README's lesson, as a teacher would copy it: it is in order, and someone can go through it."""

from __future__ import annotations

import re
from pathlib import Path

from lesson_parts import Learner, lesson

from gdstudio.lessons.acts import ActTable
from gdstudio.lessons.checks import read_amount, read_truth
from gdstudio.lessons.checks.statements import AHEAD, PAST
from gdstudio.lessons.examine import examine
from gdstudio.lessons.lesson_tables import (
    LessonTable,
    OptionTable,
    QuestionKind,
    QuestionTable,
    StepTable,
    TaskTable,
)
from gdstudio.lessons.parts import PARTS
from gdstudio.model.aside import aside
from gdstudio.model.session import Session

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLE = README.split("<!-- lesson example -->\n````markdown\n")[1].split("\n````\n")[0]
TABLES = README.split(EXAMPLE)[1].split("\n## ")[0]

OWN = """\
+++
title = "Which weight works hardest?"
scene = "several-steps"
minutes = 4
section = "My class"
+++

## Point at the busy one

The team has {{ toes }} toes, a record of {{ wlrec }} and {{ nfans }} million fans.
We predict {{ pred, 2 decimals }}; the truth is {{ win }}.

```toml
setup = [{ reset = true }]
light = ["diagram"]

[question]
kind = "weight"
steps = 1
ask = "Which weight will move most in the next step?"
right = "Yes: a moves by {{ move of a }}, because its input is {{ toes }}."
wrong = "It is a, by {{ move of a }}: its input is {{ toes }}."

[[tasks]]
text = "Take three steps"
when = "steps taken >= 3"
do = [{ steps = 3 }]
```

## How wrong after ten steps?

```toml
setup = [{ reset = true }]
panel = "error"
light = ["alpha", "bowl b"]

[question]
kind = "number"
ask = "What will be left of the error after 10 steps? (a guess to within a half will do)"
value = "error after 10 steps"
tolerance = 0.5
right = "Right, {{ error after 10 steps, 3 digits }}."
wrong = "It is {{ error after 10 steps, 3 digits }}: each step multiplies delta by the same factor."

[[tasks]]
text = "Freeze a"
when = "a is frozen"
do = [{ freeze = "a" }]

[[tasks]]
text = "Now bring the error below 0.0001"
when = "error < 0.00000000000001"
do = [{ alpha = 0.3 }, { steps = 60 }]
```

## Where will the dot be?

```toml
setup = [{ reset = true }, { set = "toes", value = 2 }]

[question]
kind = "dot"
weight = "a"
steps = 2
ask = "Drag the dot of a to where it will be after two steps."
right = "It moved by {{ move of a }}."
wrong = "It moves by {{ move of a }}."

[[tasks]]
text = "Choose an alpha between 0.05 and 0.1"
when = "0.05 <= alpha <= 0.1"
do = [{ alpha = 0.07 }]

[[tasks]]
text = "Look at the surface"
when = "surface is open"
do = [{ panel = "surface" }]

[[tasks]]
text = "Set toes to 0, and see that a stays"
when = "toes = 0 and move of a = 0 and steps taken >= 1"
do = [{ set = "toes", value = 0 }, { steps = 1 }]
```
"""
"""As someone wrote it who had read nothing but the README."""


def test_a_lesson_written_from_the_readme_alone_is_in_order() -> None:
    """Three steps with a question each, of the kinds that the README's example has not, and six tasks."""
    mine = lesson(OWN)
    examined = examine(mine, Session(mine.scene).snapshot(), aside)
    assert (examined.steps, examined.questions, examined.tasks, examined.problems) == (3, 3, 6, ())


def test_the_readmes_lesson_is_in_order() -> None:
    """Three steps, two questions, two tasks, nothing wrong."""
    mine = lesson(EXAMPLE)
    examined = examine(mine, Session(mine.scene).snapshot(), aside)
    assert (examined.steps, examined.questions, examined.tasks, examined.problems) == (3, 2, 2, ())


def test_the_readmes_lesson_can_be_gone_through() -> None:
    """With a wrong and a right answer, and every task."""
    learner = Learner(EXAMPLE)
    learner.enter(0)
    learner.answer(0)
    assert learner.run.verdict is not None
    assert learner.run.verdict.say == "a is still 0.1, yet the error is now 0.00382: its bowl moved."
    learner.enter(1)
    assert learner.run.words is not None
    assert learner.run.words.text == "After 45 steps delta is 0."
    learner.carry_out(learner.run.show(0))
    learner.enter(2)
    learner.answer(1.07)
    assert learner.run.done.answered == "right"
    learner.carry_out(learner.run.show(0))
    assert learner.run.progress.steps_done(learner.run.lesson) == 3


def test_what_the_readme_says_of_fields_is_there() -> None:
    """Each word of the table of fields is one that a file may say, or one of its values."""
    fields = {*StepTable.__struct_fields__, *QuestionTable.__struct_fields__, *ActTable.__struct_fields__}
    fields |= {
        *LessonTable.__struct_fields__,
        *OptionTable.__struct_fields__,
        *TaskTable.__struct_fields__,
        *PARTS,
        *(kind.value for kind in QuestionKind),
    }
    (table,) = re.findall(r"\| field .*?\n(?:\n|\Z)", TABLES, re.DOTALL)
    words = set(re.findall(r"`\[*([\w ]+)\]*`", table))
    assert len(words) > 30
    assert words - fields == {"bowl a"}


def test_what_the_readme_says_of_checks_can_be_read() -> None:
    """Each number and each sentence of the table is one of the language."""
    (table,) = re.findall(r"\| in a check .*?\n(?:\n|\Z)", TABLES, re.DOTALL)
    numbers, looks, sentences = table.strip().split("\n")[2:]
    bare, outputs, weights = re.split(r"(?<=`of win`)|(?<=`accuracy`)", numbers.partition("are")[0])[:3]
    for word in re.findall(r"`([^`]+)`", bare):
        read_amount(word, ())
    for of, words in ((" of win", outputs), (" of a", weights)):
        for word in re.findall(r"`(\w+)`", words):
            read_amount(word + of, ())
    for words in re.findall(r"`([^`]+)`", looks):
        read_amount(f"error {words}", ())
    found = re.findall(r"`([^`]+)`", sentences)
    verbs = [word for word in found if word in {*AHEAD, *PAST, "moves most"}]
    signs = ["in 5 steps", "<", "=", "and", "or", "not"]
    for sentence in (*(f"a {verb}" for verb in verbs), *(set(found) - set(verbs) - set(signs))):
        read_truth(sentence, ())
    assert len(verbs) == 9
    assert set(signs) <= set(found)
    read_truth("a moves in 5 steps and not (a = 1 or a < 0)", ())
