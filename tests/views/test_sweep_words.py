"""What a sweep found and what it was made from, in words."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from forks import forked
from scenes import correct_and_printed, frozen_a, nine_weights, one_and_three, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Freeze,
    SetAlpha,
    SetInput,
    SetOrder,
    SetWeight,
    Sweep,
    Swept,
    TakeSteps,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.views.sweep import words
from gdstudio.views.sweep.since import has_changed, same_run

A_TO_B = Sweep(0, 0.001, 0.05, points=5, steps=20)


def swept(session: Session, asked: Sweep = A_TO_B) -> Swept:
    """A sweep, worked out."""
    session.apply(asked)
    session.study_all()
    found = session.snapshot().swept
    assert found is not None
    return found


def with_errors(*errors: float) -> Swept:
    """A sweep that found these."""
    session = Session(three_inputs())
    alphas = np.array([0.01 * (index + 1) for index in range(len(errors))])
    return replace(swept(session), alphas=alphas, errors=np.array(errors))


def test_what_it_was_made_from() -> None:
    """Step and order, which weights are frozen, the misprint, and the run where there are several."""
    session = Session(frozen_a())
    session.advance(4)
    assert words.made_from(swept(session), named=False) == ["step 5", "example 1", "a frozen"]
    session.apply(SetOrder(Order(Taking.FULL_BATCH)))
    session.apply(Freeze(WeightRef(0, 0, 1), True))
    assert words.made_from(swept(session), named=False)[1:] == ["full batch", "a, b frozen"]
    session.apply(Freeze(WeightRef(0, 0, 2), True))
    assert words.made_from(swept(session), named=False)[2:] == ["every weight frozen"]
    nine = Session(nine_weights(frozen=[[True] * 3, [True, False, False], [False] * 3]))
    assert words.made_from(swept(nine), named=False)[2:] == ["4 of 9 weights frozen"]
    printed = swept(Session(correct_and_printed()), replace(A_TO_B, lane=1))
    assert words.made_from(printed, named=True) == [
        "“as printed”", "step 1", "example 1", "misprint: swapped outer product",
    ]  # fmt: skip


def test_what_it_found() -> None:
    """The least error and its alpha; or that every alpha does the same."""
    assert words.summary(with_errors(0.5, 1.25e-9, inf)) == "least error 1.25e−9 at α 0.02"
    assert words.summary(with_errors(0.5, 0, 0, 0)) == "least error 0 at α 0.02 and 2 more"
    assert words.summary(with_errors(inf, inf)) == "every alpha diverges"
    assert words.summary(with_errors(0.0196, 0.0196)) == "every alpha leaves the error at 0.0196"
    assert words.summary(with_errors()) == ""
    turn = swept(Session(three_inputs(order=Order(Taking.IN_TURN))))
    assert words.summary(turn).startswith("least mean error ")


def test_what_one_alpha_led_to() -> None:
    """Its error, and the zone it is in; that it diverged is said once."""
    found = with_errors(0.5, 1.25e-9, 7.0, inf)
    assert words.told(found, 0) == "α 0.01 · error 0.5 · shrinks"
    assert words.told(found, 1) == "α 0.02 · error 1.25e−9 · overshoots"
    assert words.told(found, 2) == "α 0.03 · error 7 · diverges"
    assert words.told(found, 3) == "α 0.04 · diverged"
    printed = swept(Session(correct_and_printed()), replace(A_TO_B, lane=1))
    assert words.told(printed, 0).count("·") == 1


def test_origins_get_shorter_and_shorter() -> None:
    """Each wording says whether it is of before; none is longer than the one before it."""
    session = Session(frozen_a())
    session.advance(4)
    origins = words.origins(swept(session), named=False, before=True)
    assert origins[0] == "of before: after 20 steps from step 5, example 1, a frozen"
    assert origins[-1] == "of before: from step 5"
    assert words.origins(swept(session, replace(A_TO_B, steps=1)), named=False, before=False)[0] == (
        "after 1 step from step 5, example 1, a frozen"
    )


def test_the_whole_picture_in_words() -> None:
    """For those who do not see it: what was found, from what, the range, the limit, alpha."""
    found = swept(Session(three_inputs()))
    said = words.described(found, 0.01, named=False, before=False)
    assert said == (
        f"{words.summary(found).capitalize()}. After 20 steps from step 1, example 1. 5 alphas from 0.001 to"
        " 0.05; error at the start 0.0196. Limit of alpha 0.02699. Alpha is 0.01 now."
    )
    turn = swept(Session(three_inputs(order=Order(Taking.IN_TURN))))
    said = words.described(turn, None, named=False, before=True)
    assert "Of before: after" in said
    assert "Limit of alpha 0.02324, guaranteed below 0.02022." in said
    assert "now" not in said


@pytest.mark.parametrize(
    "command",
    [
        TakeSteps(1),
        TakeSteps(-1),
        SetWeight(WeightRef(0, 0, 0), 0.5),
        Freeze(WeightRef(0, 0, 1), True),
        SetOrder(Order(Taking.IN_TURN)),
        SetInput(0, 0, 9.0),
    ],
)
def test_whatever_a_sweep_begins_from_makes_it_one_of_before(command: object) -> None:
    """Alpha is not among it: a sweep has its own. Coming back makes it of now again."""
    session = Session(three_inputs())
    session.advance(3)
    found = swept(session)

    def changed() -> bool:
        snapshot = session.snapshot()
        run = same_run(found, snapshot)
        assert run == 0
        return has_changed(found, snapshot.lanes[run], snapshot.step)

    assert not changed()
    session.apply(SetAlpha(0.003))
    assert not changed()
    session.apply(command)  # type: ignore[arg-type]  # one of the commands above
    assert changed()


def test_a_run_is_found_again_by_its_name() -> None:
    """Wherever it stands; one that was taken away is not there."""
    session = Session(one_and_three())
    found = swept(session, replace(A_TO_B, lane=1))
    assert same_run(found, session.snapshot()) == 1
    other = forked(three_inputs(), 3, ("slow", 2, [SetAlpha(0.001)]))
    assert same_run(found, other) is None
