"""What is done stays done: kept in plain dictionaries, and read back whatever has become of them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from lesson_parts import LESSON, lesson

from gdstudio.lessons.progress import Progress, StepDone, to_do

MINE = lesson()
FIRST, SECOND, THIRD = MINE.steps


def test_answers_and_ticks_are_kept_by_lesson_and_step() -> None:
    """They survive JSON, and tell when a step is covered."""
    progress = Progress().with_answer(MINE, FIRST, "wrong")
    assert not progress.of(MINE, FIRST).covers(FIRST)
    progress = progress.with_ticks(MINE, FIRST, frozenset({"a is free"}))
    progress = progress.with_ticks(MINE, SECOND, frozenset({"steps taken >= 1"}))
    assert progress.of(MINE, FIRST).covers(FIRST)
    assert not progress.of(MINE, SECOND).covers(SECOND)
    assert progress.steps_done(MINE) == 1
    assert to_do(MINE) == (FIRST, SECOND)
    plain = json.loads(json.dumps(progress.plain()))
    assert plain["mine"]["first"] == {"answered": "wrong", "ticked": ["a is free"]}
    assert Progress.read(plain) == progress


def test_nothing_is_done_at_first_and_it_can_be_reset() -> None:
    """One lesson's progress is forgotten, the others' stays."""
    other = lesson(lesson_id="other")
    progress = Progress().with_answer(MINE, FIRST, "right").with_answer(other, FIRST, "told")
    assert Progress().of(MINE, FIRST) == StepDone()
    left = progress.without(MINE)
    assert left.of(MINE, FIRST).answered == ""
    assert left.of(other, FIRST).answered == "told"


def test_ticks_add_up_and_an_answer_can_be_opened_again() -> None:
    """Ticking twice is ticking once."""
    ticks = frozenset({"x"})
    progress = Progress().with_ticks(MINE, SECOND, ticks).with_ticks(MINE, SECOND, ticks | {"y"})
    assert progress.of(MINE, SECOND).ticked == {"x", "y"}
    assert (
        Progress().with_answer(MINE, FIRST, "right").with_answer(MINE, FIRST, "").of(MINE, FIRST).answered
        == ""
    )


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["right", "ticked", "answered"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_whatever_was_kept_can_be_read(plain: object) -> None:
    """Preferences may be old, or edited by hand: what is not understood is passed over."""
    progress = Progress.read(plain)
    assert Progress.read(progress.plain()) == progress


def test_what_is_not_understood_is_passed_over() -> None:
    """And what is, stays."""
    plain = {
        "mine": {"first": {"answered": "maybe", "ticked": ["a is free", 3]}, "second": 7},
        "x": [],
        3: {},
    }
    assert Progress.read(plain).plain() == {"mine": {"first": {"answered": "", "ticked": ["a is free"]}}}


def test_a_lesson_is_gone_on_with_after_what_was_done_in_a_row() -> None:
    """A step without anything to do is not jumped over before the next that is open; all done: the first."""
    text = LESSON.replace("## Second", "## Between\n\nOnly words.\n\n## Second")
    mine = lesson(text)
    first, _, second, _ = mine.steps
    progress = Progress()
    assert progress.first_open(mine) == 0
    later = progress.with_ticks(mine, second, frozenset(task.when.text for task in second.tasks))
    assert later.first_open(mine) == 0
    progress = progress.with_answer(mine, first, "told")
    assert progress.first_open(mine) == 0
    progress = progress.with_ticks(mine, first, frozenset({"a is free"}))
    assert progress.first_open(mine) == 1
    progress = progress.with_ticks(mine, second, frozenset(task.when.text for task in second.tasks))
    assert progress.first_open(mine) == 0
