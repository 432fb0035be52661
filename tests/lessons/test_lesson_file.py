"""What a lesson's file may say, and the sentence, with its line, for everything that it may not."""

from __future__ import annotations

import pytest
from lesson_parts import LESSON, lesson, one_step

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import lesson_catalogue
from gdstudio.lessons.lesson import Choose, DragDot, OpenPanel, PickWeight, Reset, SelectWeight, TypeNumber
from gdstudio.lessons.lesson_catalogue import parse_bytes
from gdstudio.lessons.lesson_file import LessonError
from gdstudio.lessons.scene_file import SceneError
from gdstudio.messages import (
    Entry,
    Fork,
    Freeze,
    GoToPhase,
    LookAt,
    Pause,
    Play,
    Race,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetSpeed,
    SetTarget,
    SetWeight,
    Source,
    Speed,
    TakeSteps,
    View,
    WeightRef,
)


def test_a_good_file_becomes_a_lesson() -> None:
    """Every field arrives, and what is left out has its default."""
    mine = lesson()
    assert (mine.id, mine.title, mine.section, mine.minutes) == ("mine", "A title", "5.4", 5)
    assert (mine.about, mine.scene.id) == ("About it.", "freezing")
    first, second, third = mine.steps
    assert [step.id for step in mine.steps] == ["first", "second", "third"]
    assert [step.line for step in mine.steps] == [10, 30, 47]
    assert first.question is not None
    assert isinstance(first.question.kind, Choose)
    assert [option.text.parts for option in first.question.kind.options] == [("Fall",), ("Grow",)]
    assert first.question.reveal == (TakeSteps(1),)
    assert first.question.hides == ("ahead", "destination", "weight deltas", "limits")
    assert first.question.line == 15
    assert [task.when.text for task in first.tasks] == ["a is free"]
    assert first.tasks[0].do == (Freeze(WeightRef(0, 0, 0), False),)
    assert first.tasks[0].line == 24
    assert second.setup == (Reset(), TakeSteps(4))
    assert second.panel == "surface"
    assert second.tasks[1].do == (SelectWeight(WeightRef(0, 0, 0)), OpenPanel("code"))
    assert third.question is None
    assert third.tasks == third.setup == third.light == third.panels == ()
    assert (third.notes, third.panel) == ("", "")


def test_windows_line_ends_and_a_mark_at_the_beginning_do_no_harm() -> None:
    """As some editors write them."""
    mine = lesson("\ufeff" + LESSON.replace("\n", "\r\n"))
    assert [step.title for step in mine.steps] == ["First", "Second", "Third"]
    assert mine.steps[0].line == 10


def test_every_word_of_a_setup_is_a_command() -> None:
    """Those of a scene's changes, and those for moving about."""
    block = """setup = [
        { reset = true }, { alpha = 0.2 }, { freeze = "b" }, { unfreeze = "a" }, { set = "a", value = 1 },
        { set = "toes", value = 2, example = 3 }, { set = "win", value = 0 },
        { order = "shuffled", seed = 4 }, { order = "one", example = 2 }, { rule = "weights for input" },
        { steps = 3 }, { steps = -1 }, { seek = 2 }, { phase = "weight deltas" }, { speed = 5 },
        { play = true }, { play = false }, { panel = "surface" }, { select = "c" },
    ]"""
    assert lesson(one_step(block)).steps[0].setup == (
        Reset(),
        SetAlpha(0.2),
        Freeze(WeightRef(0, 0, 1), True),
        Freeze(WeightRef(0, 0, 0), False),
        SetWeight(WeightRef(0, 0, 0), 1.0),
        SetInput(2, 0, 2.0, 0),
        SetTarget(0, 0, 0.0, 0),
        SetOrder(Order(Taking.SHUFFLED, 0, 4)),
        SetOrder(Order(Taking.ONE, 1)),
        SetRule(Rule.WEIGHTS_FOR_INPUT),
        TakeSteps(3),
        TakeSteps(-1),
        Seek(2),
        GoToPhase(Phase.WEIGHT_DELTAS),
        SetSpeed(Speed(5.0)),
        Play(),
        Pause(),
        OpenPanel("surface"),
        SelectWeight(WeightRef(0, 0, 2)),
    )


def test_runs_can_be_named_and_forked() -> None:
    """In a scene with two runs, a word is meant for one of them where it says so."""
    block = """setup = [
        { alpha = 0.2, lane = "printed" }, { freeze = "b", lane = "correct" },
        { fork = "mine", lane = "printed" },
        { race = [0.01, 0.02], lane = "correct" }, { select = "b", lane = "correct" }, { select = "b" },
    ]"""
    step = lesson(one_step(block, front='scene = "printed-listing"')).steps[0]
    assert step.setup == (
        SetAlpha(0.2, 1),
        Freeze(WeightRef(0, 0, 1), True),
        Fork(1, "mine"),
        Race(0, (0.01, 0.02)),
        SelectWeight(WeightRef(0, 0, 1)),
        SelectWeight(WeightRef(1, 0, 1)),
    )


def test_a_lesson_with_images_looks_at_one() -> None:
    """Its names are believed until the images are loaded."""
    block = 'setup = [{ look = "unseen 12" }, { look = "step" }]\nlight = ["picture 3"]\n'
    mine = lesson(one_step(block, front='scene = "mnist"'))
    first, second = mine.steps[0].setup
    assert isinstance(first, LookAt)
    assert isinstance(second, LookAt)
    assert (first.source, first.index, second.source) == (Source.UNSEEN, 11, Source.STEP)
    assert mine.scene.needs_images


def test_the_start_is_part_of_the_scene() -> None:
    """So that every new beginning goes back to it."""
    mine = lesson(one_step("", front='scene = "freezing"\nstart = [{ alpha = 0.02 }, { unfreeze = "a" }]'))
    begun = "as the lesson begins"
    assert mine.scene.log == (
        Entry(1, SetAlpha(0.02), begun),
        Entry(1, Freeze(WeightRef(0, 0, 0), False), begun),
    )


OWN = """
[examples]
inputs = ["x"]
targets = ["y"]
rows = [[2.0, 1.0]]

[[lanes]]
name = "one"
label = "one"
weights = [[0.1]]
alpha = 0.1
"""


def test_a_lesson_may_bring_its_own_data() -> None:
    """In the words of a scene's file; the scene is called as the lesson is, and needs no section."""
    mine = lesson(one_step('[question]\nkind = "number"\nask = "y?"\nvalue = "pred of y"', front=OWN))
    assert (mine.scene.id, mine.scene.title, mine.section) == ("mine", "T", "")
    assert mine.scene.lanes[0].examples.inputs.tolist() == [[2.0]]
    assert mine.scene.view is View.NETWORK


def test_each_kind_of_question_has_its_fields() -> None:
    """With the defaults that are said in the README."""
    number = lesson(
        one_step('[question]\nkind = "number"\nask = "?"\nvalue = "delta"\ntolerance = 0.5')
    ).steps[0]
    assert number.question is not None
    assert isinstance(number.question.kind, TypeNumber)
    assert (number.question.kind.amount.text, number.question.kind.tolerance) == ("delta", 0.5)
    assert number.question.reveal == ()
    assert number.question.hides == ("delta", "error", "weight deltas")
    dot = lesson(one_step('[question]\nkind = "dot"\nask = "?"\nweight = "b"\nsteps = 2')).steps[0]
    assert dot.question is not None
    assert dot.question.kind == DragDot(WeightRef(0, 0, 1), 2, 0.1)
    assert dot.question.reveal == (TakeSteps(2),)
    assert dot.question.hides == ("ahead", "destination", "weight deltas")
    hides = 'hides = ["surface", "delta", "bowl a"]'
    text = f'[question]\nkind = "weight"\nask = "?"\ngiven = [{{ alpha = 0.1 }}]\n{hides}'
    weight = lesson(one_step(text)).steps[0]
    assert weight.question is not None
    assert weight.question.kind == PickWeight(0, 1)
    assert weight.question.given == (SetAlpha(0.1),)
    assert weight.question.reveal == (SetAlpha(0.1), TakeSteps(1))
    assert weight.question.hides == ("surface", "delta", "bowl a")
    stored = lesson(one_step('[question]\nask = "?"\noptions = ["x", "y"]\ncorrect = 2\nreveal = []')).steps[
        0
    ]
    assert stored.question is not None
    assert isinstance(stored.question.kind, Choose)
    assert (stored.question.kind.correct, stored.question.reveal, stored.question.hides) == (1, (), ())


def test_other_blocks_and_deeper_headings_belong_to_the_text() -> None:
    """A listing may hold what looks like a heading; ### is a heading inside a step."""
    text = "### Inside\n\n~~~python\n## not a step\n```\n~~~\n\nEnd."
    step = lesson(one_step('id = "mine"', text)).steps[0]
    assert step.id == "mine"
    assert step.text.parts == (text,)


def test_titles_make_ids() -> None:
    """Letters and digits of any script; what has none is called by its line."""
    text = '+++\ntitle = "T"\nscene = "freezing"\n+++\n## Größer — 1, 2!\na\n## ???\nb\n'
    assert [step.id for step in lesson(text).steps] == ["größer-1-2", "line-7"]


def test_panels_of_the_lesson_hold_for_steps_that_say_nothing() -> None:
    """What an audience is shown."""
    front = 'scene = "freezing"\npanels = ["diagram", "bowls"]'
    assert lesson(one_step("", front=front)).steps[0].panels == ("diagram", "bowls")
    assert lesson(one_step('panels = ["surface"]', front=front)).steps[0].panels == ("surface",)


QUESTION = '[question]\nask = "?"\n'
TWO = 'options = [{ text = "A", when = "error falls" }, { text = "B", when = "error grows" }]\n'


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("setup = [", "line 9, not valid TOML: a value is not finished; close its quotes and brackets"),
        ("light = 3", "line 9, light: expected a list, got a whole number; put [ ] around it"),
        ('lights = ["a"]', "line 9, lights: there is no such field; did you mean light?"),
        ('xyzzy = ["a"]', "line 9, xyzzy: there is no such field; leave it out"),
        (
            'light = ["bowls", "bowl z"]',
            "line 9, light, number 2: “bowl z”: there is no bowl “z”; there are a, b, c",
        ),
        ('light = ["ahead"]', "line 9, light, number 1: “ahead”; did you mean"),
        ('light = ["q"]', "line 9, light, number 1: “q”; use error, steps"),
        ('panel = "front"', "line 9, panel: “front”; use one of error, steps, surface"),
        ('panels = ["x"]', "line 9, panels: “x”; use up to 4 of diagram"),
        (
            "panels = ['bowls', 'code', 'error', 'alpha', 'steps']",
            "line 9, panels: 5 are given; show at most 4",
        ),
        ('id = "a b"', "line 9, id: “a b”; use letters, digits and hyphens"),
        ("setup = [{}]", "line 9, setup, number 1: nothing to do; use one of reset, alpha"),
        (
            "setup = [\n  { reset = true },\n  { freez = 'a' },\n]",
            "line 11, setup, number 2, freez: there is no such",
        ),
        (
            "setup = [{ reset = true, alpha = 1 }]",
            "line 9, setup, number 1: reset and alpha at once; write each in braces",
        ),
        ("setup = [{ alpha = 1, value = 1 }]", "value: it does not belong to alpha; leave it out"),
        ("setup = [{ alpha = -1 }]", "line 9, setup, number 1, alpha: -1; use a number from 0 to 1000"),
        ("setup = [{ set = 'a' }]", "line 9, setup, number 1, value: it belongs to set"),
        ("setup = [{ freeze = 'z' }]", "line 9, setup, number 1, freeze: “z”; there is no such name"),
        ("setup = [{ steps = 20001 }]", "steps: 20001; use a whole number from −20,000 to 20,000"),
        ("setup = [{ steps = 'x' }]", "line 9, setup, number 1, steps: expected a whole number, got a text"),
        ("setup = [{ seek = 0 }]", "seek: 0; use a whole number from 1 to 20,000"),
        (
            "setup = [{ phase = 'think' }]",
            "phase: “think”; use one of predict, compare, weight deltas, learn",
        ),
        ("setup = [{ speed = 0 }]", "speed: 0.0; use a number from 0.01 to 1000"),
        ("setup = [{ order = 'all' }]", "order: invalid word 'all'; use one of one, in turn"),
        ("setup = [{ order = 'one', example = 9 }]", "example: 9; use a number from 1 to 4"),
        ("setup = [{ order = 'one', seed = -1 }]", "seed: -1; use 0 or more"),
        ("setup = [{ rule = 'swapped outer product' }]", "rule: swapping needs as many targets as inputs"),
        ("setup = [{ reset = false }]", "reset: false means nothing; leave it out"),
        ("setup = [{ race = [] }]", "race: 0 alphas; give 1 to 3"),
        ("setup = [{ race = [nan] }]", "race: nan; use a number from 0 to 1000"),
        ("setup = [{ look = 'unseen 0' }]", "look: “unseen 0”; use “step”, “learnt 1”"),
        ("setup = [{ panel = 'x' }]", "panel: “x”; use one of error"),
        ("setup = [{ pair = 'a z' }]", "pair: “a z”; name two of a, b, c, d, as in “a b”"),
        ("setup = [{ draw = 7 }]", "draw: only a scene with images has a pad; leave it out"),
        ("setup = [{ select = 'z' }]", "select: there is no weight “z”; there are a, b, c"),
        ("setup = [{ rule = 'correct', lane = 'x' }]", "lane: “x”; use one of three"),
        ("setup = [" + "{ alpha = 1 }," * 21 + "]", "setup, number 21: do at most 20 things in one list"),
        ("[[tasks]]\ntext = 'x'", "line 9, tasks, number 1, when: there is none; give one"),
        ("[[tasks]]\ntext = 'x'\nwhen = 'a is'", "line 11, tasks, number 1, when: the end after “is”"),
        ("[[tasks]]\ntext = 'x'\nwhen = 'a moves'", "a task looks at the session as it is, not ahead"),
        ("[[tasks]]\ntext = ' '\nwhen = 'diverged'", "line 10, tasks, number 1, text: there is none; write"),
        ("[[tasks]]\ntext = '{{ x'\nwhen = 'diverged'", "“{{” or “}}” without its partner"),
        (
            "[[tasks]]\ntext = 'x'\nwhen = 'diverged'\ndo = [{ freeze = 'q' }]",
            "line 12, tasks, number 1, do, number 1",
        ),
        ("[[tasks]]\ntext='x'\nwhen='diverged'\n" * 13, "line 45, tasks, number 13: give at most 12 tasks"),
        (QUESTION, "line 9, question, options: 0 are given; give 2 to 8"),
        (
            "[question]\nkind = 'guess'\nask = '?'",
            "line 10, question, kind: invalid word 'guess'; use one of choose",
        ),
        ("[question]\nkind = 'dot'", "line 9, question, ask: there is none; give one"),
        (
            QUESTION + "options = ['A', 'B']",
            "line 11, question, options, number 1, when: there is none; give each",
        ),
        (
            QUESTION + "options = ['A', 'B']\ncorrect = 3",
            "line 12, question, correct: 3; use a number from 1 to 2",
        ),
        (QUESTION + TWO + "correct = 1", "line 12, question, correct: the options have checks"),
        (QUESTION + TWO + "value = 'x'", "line 12, question, value: it does not belong to the kind choose"),
        (
            QUESTION + TWO.replace("grows", "groes"),
            "options, number 2, when: “groes” does not belong here; did you mean",
        ),
        (QUESTION + TWO.replace('"A"', '" "'), "options, number 1, text: there is none"),
        (QUESTION + TWO.replace('"A"', '"{{ q }}"'), "options, number 1: “{{ q }}”: there is no “q”"),
        (QUESTION + TWO + "hides = ['everything']", "line 12, question, hides, number 1: “everything”"),
        (QUESTION + "kind = 'number'", "line 9, question, value: there is none; say which number"),
        (
            QUESTION + "kind = 'number'\nvalue = 'error falls'",
            "line 12, question, value: a number is needed here",
        ),
        (
            QUESTION + "kind = 'number'\nvalue = 'error'\ntolerance = -1",
            "line 13, question, tolerance: -1; use 0 or",
        ),
        (QUESTION + "kind = 'dot'", "line 9, question, weight: there is none; say whose dot"),
        (
            QUESTION + "kind = 'dot'\nweight = 'z'",
            "question, weight: there is no weight “z”; there are a, b, c",
        ),
        (QUESTION + "kind = 'dot'\nweight = 'a'\nsteps = 0", "line 13, question, steps: 0; use 1 to 20,000"),
        (
            QUESTION + "kind = 'dot'\nweight = 'a'\ntolerance = 2.0",
            "tolerance: 2; use a share of the bowl’s width",
        ),
        (QUESTION + "kind = 'weight'\nlane = 'x'", "line 12, question, lane: “x”; use one of three"),
        (QUESTION + TWO + "right = ''", "line 12, question, right: there is none; write a few words"),
        (QUESTION + TWO + "given = [{ freeze = 'z' }]", "line 12, question, given, number 1, freeze: “z”"),
        ("panel = yes", "line 9, not valid TOML: write true or false, in small letters"),
        (
            "panel = code",
            "line 9, not valid TOML: a value is missing or cannot be read; a text stands in quotes",
        ),
        ("panel = “code”", "line 9, not valid TOML: the quotes are curly; use straight ones"),
        ('panel = "code\nid = "x"', "line 9, not valid TOML: a quote is not closed"),
        ("panel = 'code'\n\npanel = 'code'\nid = 'x'", "line 11, not valid TOML: a field is given twice"),
        ("[question]\nask = '?'\n[question]", "line 11, not valid TOML: “question” is given twice"),
        (
            "setup = [{ alpha = 0.1 }\n{ steps = 1 }]",
            "line 10, not valid TOML: a comma, or the list's “]”",
        ),
        ("setup = [{ alpha = 0.1 ]", "line 9, not valid TOML: a comma, or a “}”, is missing here"),
        (QUESTION + "tolerance = 0,5", "line 11, not valid TOML: a number has a point, not a comma (0.5)"),
        (
            QUESTION + "tolerance = .5",
            "line 11, not valid TOML: a number has digits on both sides of",
        ),
        ("[question]\nask: 'x'", "line 10, not valid TOML: this is no “name = value”"),
        ("[question", "line 9, not valid TOML: a bracket is not closed; write [question], or [[tasks]]"),
        ("panel = 'code' id = 'x'", "line 9, not valid TOML: something is left over in this line"),
        ("setup = { reset = true }", "line 9, setup: expected a list, got a table; put [ ] around it"),
        ("setup = ['reset']", "line 9, setup, number 1: expected a table, got a text; write it in braces"),
        ("setup = [{ alpha = '1' }]", "alpha: expected a number, got a text; write a number, without quotes"),
        (
            "setup = [{ reset = 'true' }]",
            "reset: expected true or false, got a text; write true or",
        ),
        (
            "setup = [{ set = 'toe', value = 1 }]",
            "there is no such name in this scene; use one of a, b, c",
        ),
        ("setup = [{ toes = 2 }]", "toes: there is no such field; to change a weight or input, write set = "),
        ("id = 3", "line 9, id: expected a text, got a whole number; write it in quotes"),
        ("[tasks]\ntext = 'x'", "line 9, tasks: expected a list, got a table; write [[tasks]], in double"),
        ("[[question]]\nask = '?'", "line 9, question: expected a table, got a list; write [question]"),
        (QUESTION + "aks = '?'", "line 11, question, aks: there is no such field; did you mean ask?"),
        (QUESTION + "light = ['bowls']", "line 11, question, light: it belongs to the step; move it above"),
        ("ask = '?'", "line 9, ask: it belongs to the question: move it below [question]"),
        ("when = 'diverged'", "line 9, when: it belongs to"),
        ("[[tasks]]\ntext = 'x'\nwhen = 'a frozen'", "“frozen” does not belong here; write “is frozen”"),
        ("[[tasks]]\ntext = 'x'\nwhen = 'surface open'", "“open” does not belong here; write “is open”"),
        ("[[tasks]]\ntext = 'x'\nwhen = 'the error < 1'", "“error” does not belong here; leave out “the”"),
        ("[[tasks]]\ntext = 'x'\nwhen = 'a stayed in 3 steps'", "“stayed” looks back to where the step of"),
        (
            "[[tasks]]\ntext = '{{ pred, two }}'\nwhen = 'diverged'",
            "“two”; write “2 digits”, “2 decimals”",
        ),
        ("[[tasks]]\ntext = '{{ pred } {{ a }}'\nwhen = 'diverged'", "“{{ pred }”: a bracket is missing"),
        (
            "light = ['code']\n```\n\n```\nlight = ['code']",
            "line 12, this block is read as text; begin",
        ),
        ("```\n\n    ```toml\n[question]", "line 11, this block is indented too far to be one"),
        ("light = ['code']\n\n## Two\n\n```toml", "line 8, this block has no end; write ``` below its last"),
    ],
)
def test_what_is_wrong_in_a_step_is_said_with_its_line(block: str, said: str) -> None:
    """And with the field, and what to write instead."""
    with pytest.raises(LessonError) as refused:
        lesson(one_step(block))
    assert said in "\n".join(refused.value.problems)
    assert str(refused.value).startswith("mine.md: line ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, front matter: not found; begin with a line of +++"),
        ("# A lesson", "line 1, front matter: not found"),
        ("+++\ntitle = 'T'", "line 1, front matter: it has no end"),
        ("+++\ntitle = 'T\n+++\n## A\nb", "line 2, not valid TOML"),
        ("+++\nscene = 'freezing'\n+++\n## A\nb", "line 2, title: there is none; give one"),
        (
            "+++\ntitle = ' '\nscene = 'freezing'\n+++\n## A\nb",
            "line 2, title: there is none; write a few words",
        ),
        (
            f"+++\ntitle = '{'x' * 81}'\nscene = 'freezing'\n+++\n## A\nb",
            "line 2, title: 81 characters; use at most 80",
        ),
        ("+++\ntitle = 'T'\n+++\n## A\nb", "line 2, scene: there is none; name one"),
        (
            "+++\ntitle = 'T'\nscene = 'frezing'\n+++\n## A\nb",
            "line 3, scene: there is no scene “frezing”; did you mean",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\nview = 'network'\n+++\n## A\nb",
            "line 4, view: the scene has its own",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\nminutes = -1\n+++\n## A\nb",
            "line 4, minutes: -1; use 1 to 240",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\nminuets = 3\n+++\n## A\nb",
            "line 4, minuets: there is no such field; did",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\nlight = []\n+++\n## A\nb",
            "line 4, light: it belongs to a step; move it into a block",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\npanels = ['x']\n+++\n## A\nb",
            "line 4, panels: “x”; use up to 4",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\nstart = [{ steps = 1 }]\n+++\n## A\nb",
            "line 4, start, number 1: only",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\nstart = [{ freeze = 'z' }]\n+++\n## A\nb",
            "line 4, start, number 1, fr",
        ),
        ("+++\ntitle = 'T'\nlanes = 3\n+++\n## A\nb", "line 3, lanes: expected a list"),
        (
            "+++\ntitle = 'T'\nview = 'network'\n+++\n## A\nb",
            "line 2, examples: there are none; give an [examples]",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n{{ a }}\n## A\nb",
            "line 5, numbers can be filled in only below a ## Title",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\nA text.",
            "line 2, steps: there are none; write a ## Title",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## A\n## B\nx",
            "line 5, “A”: there is nothing in this step",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## A\nx\n## A\nx",
            "line 7, “A”: as in line 5; change the title",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## A\n```toml\n",
            "line 6, this block has no end; write ```",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n```toml\n```\n## A\nx",
            "line 5, this block belongs to no step",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## A\n```toml\n```\n```toml\n```\nx",
            "line 8, this step has a block already",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## A\n{{ x }}",
            "line 5, “A”: “{{ x }}”: there is no “x”",
        ),
        (
            f"+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## A\n{'x' * 8001}",
            "line 5, “A”: the text has 8,001 characters",
        ),
        (
            f"+++\ntitle = 'T'\nscene = 'freezing'\n+++\n## {'A' * 81}\nx",
            "the title has 81 characters; use at most 80",
        ),
        (
            "+++\ntitle = 'T'\nscene = 'freezing'\n+++\n" + "".join(f"## {n}\nx\n" for n in range(61)),
            "line 125, more than 60 steps; make two lessons",
        ),
        (f"+++\ntitle = 'T'\nscene = 'freezing'\nx = {'[' * 5000}\n+++\n## A\nb", "line 2, not valid TOML"),
    ],
)
def test_what_is_wrong_elsewhere_is_said_with_its_line(text: str, said: str) -> None:
    """In the front matter, or with the marks between the parts."""
    with pytest.raises(LessonError) as refused:
        lesson(text)
    assert said in "\n".join(refused.value.problems)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """In the order of the file; the sentence for the window is the first, and says that there are more."""
    text = one_step("light = ['x']\npanel = 'y'") + "\n## Two\n\n```toml\n[question\n```\n"
    with pytest.raises(LessonError) as refused:
        lesson(text)
    assert [problem.partition(",")[0] for problem in refused.value.problems] == [
        "line 9",
        "line 10",
        "line 18",
    ]
    assert "(and 2 more; gdstudio lessons --check lists them)" in str(refused.value)
    assert isinstance(refused.value, SceneError)


def test_a_lesson_with_images_has_no_weights_to_pick_from() -> None:
    """Its weights have no letters."""
    with pytest.raises(LessonError, match="weights of images have no names to pick from"):
        lesson(one_step("[question]\nkind = 'weight'\nask = '?'", front='scene = "mnist"'))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "byte 0 is not UTF-8; save the file as UTF-8"),
        (b" " * 1_000_001, "larger than 1,000,000 bytes"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, said: str) -> None:
    """In a sentence."""
    with pytest.raises(LessonError, match=said):
        parse_bytes(content, "mine", "mine.md")


def test_a_lesson_that_is_not_there_is_said_to_be_missing(tmp_path: object) -> None:
    """By its id or by its path, however odd."""
    for name in ("none", f"{tmp_path}/none.md", "n" * 300 + ".md", "a\0.md"):
        with pytest.raises(LessonError) as refused:
            lesson_catalogue.find(name)
        assert refused.value.is_missing
