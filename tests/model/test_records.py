"""Recorded time: stretches that double, their checkpoints, and the range of the error in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdstudio.model import records
from gdstudio.model.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPACITY = 8

State = tuple[str, ...]
"""Records never look into a state, so a name stands for the two lanes of one: ("at step 3",) * 2."""


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    """Eight stretches, so that a few steps double them."""
    # A context of its own: Hypothesis runs many examples within one `monkeypatch`.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "CAPACITY", CAPACITY)
        patch.setattr(records, "_QUICK_TO_REPLAY", 20)
        yield


def at(step: int) -> State:
    return (f"at step {step}",) * 2


def record(to: Records, errors: np.ndarray, first_step: int, pieces: list[int]) -> None:
    """Add errors, shape (2, n_steps), in pieces of these sizes over and over."""
    done, turn = 0, 0
    while done < errors.shape[1]:
        count = min(pieces[turn % len(pieces)], to.room, errors.shape[1] - done)
        to.add(errors[:, done : done + count].tolist(), at(first_step + done + count))
        done, turn = done + count, turn + 1


def check(kept: Records, errors: np.ndarray, last_errors: list[float]) -> None:
    """The history is the naive range of each bucket; each checkpoint is its own step's state."""
    every = np.column_stack([errors, last_errors])
    for lane, history in enumerate(kept.history(last_errors)):
        assert history.stride == kept.stride
        assert len(history.mean) == -(-every.shape[1] // kept.stride) <= CAPACITY
        for bucket in range(len(history.mean)):
            held = every[lane, bucket * kept.stride : (bucket + 1) * kept.stride]
            assert history.lowest[bucket] == held.min()
            assert history.highest[bucket] == held.max()
            assert history.mean[bucket] == pytest.approx((held / len(held)).sum(), rel=1e-12)
    assert len(kept.checkpoints) <= CAPACITY
    for step in range(1, every.shape[1] + 1):
        first, state = kept.checkpoint(step)
        assert step - kept.stride < first <= step
        assert state == at(first)


def some_errors(n_steps: int, seed: int = 0) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return 10.0 ** generator.uniform(-300, 300, (2, n_steps))


@given(
    n_steps=st.integers(0, 200),
    pieces=st.lists(st.integers(1, 40), min_size=1, max_size=5),
    seed=st.integers(0, 99),
)
@settings(deadline=None)
def test_history_and_checkpoints_are_the_naive_ones(n_steps: int, pieces: list[int], seed: int) -> None:
    """In whatever pieces steps come, every bucket holds its steps' range and every checkpoint its state."""
    errors = some_errors(n_steps, seed)
    kept = Records(at(1))
    record(kept, errors, 1, pieces)
    assert kept.steps == n_steps
    check(kept, errors, [0.5, 2.0])


@pytest.mark.parametrize("n_steps", [0, 1, 7, 8, 9, 40, 64, 100])
def test_cut_at_every_step_and_recorded_again_it_is_the_original(n_steps: int) -> None:
    """A cut keeps whole stretches only; with the rest replayed it is what was recorded, and stays its own."""
    errors = some_errors(n_steps)
    kept = Records(at(1))
    record(kept, errors, 1, [3])
    for step in range(1, n_steps + 2):
        copy, ends_at = kept.cut(step)
        assert 1 <= ends_at <= step
        assert copy.steps == ends_at - 1
        check(copy, errors[:, : ends_at - 1], [1.0, 1.0])
        record(copy, errors[:, ends_at - 1 : step - 1], ends_at, [1, 4])
        check(copy, errors[:, : step - 1], [1.0, 1.0])
        record(copy, errors[:, step - 1 :], step, [5])
        check(copy, errors, [1.0, 1.0])
        record(copy, some_errors(50), n_steps + 1, [50])
        check(kept, errors, [1.0, 1.0])


def test_a_cut_near_the_start_of_a_long_run_has_short_stretches_again() -> None:
    """A short run after a long one is not shown as one bucket."""
    errors = some_errors(2000)
    kept = Records(at(1))
    record(kept, errors, 1, [64])
    assert kept.stride == 256
    for step, stride in [(1, 1), (3, 1), (5, 2), (20, 8), (21, 256)]:
        copy, _ = kept.cut(step)
        assert copy.stride == stride, step


def test_memory_stays_bounded_however_long_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hundred thousand steps keep no more stretches and checkpoints than the capacity."""
    monkeypatch.setattr(records, "CAPACITY", 64)
    kept = Records(at(1))
    most_open = 0
    while kept.steps < 300_000:
        count = min(kept.room, 1000)
        kept.add([[1.0] * count, [2.0] * count], at(kept.steps + count + 1))
        assert len(kept.checkpoints) <= 64
        most_open = max(most_open, kept.stride - kept.room)
    (one, two) = kept.history([1.0, 2.0])
    assert len(one.mean) <= 64
    assert most_open < kept.stride <= 300_000 / 32
    assert (one.lowest == 1.0).all()
    assert two.mean == pytest.approx(2.0, rel=1e-12)


def lanes_of(kept: Records, step: int) -> tuple[object, ...]:
    return kept.checkpoint(step)[1]


@pytest.mark.parametrize("n_steps", [0, 1, 7, 8, 9, 40, 100])
@pytest.mark.parametrize("lanes", [(0,), (1,), (1, 0), (0, 1, 1), (0, 1, 0, 0)])
@pytest.mark.parametrize("capacity", [2, 4, CAPACITY])
def test_a_copy_of_some_lanes_has_their_whole_stretches(
    n_steps: int, lanes: tuple[int, ...], capacity: int
) -> None:
    """In the order asked for, with the very same states; fewer stretches where there is less room."""
    errors = some_errors(n_steps)
    kept = Records(at(1))
    record(kept, errors, 1, [3])
    copy = kept.of_lanes(lanes, capacity)
    whole = copy.steps
    assert whole % copy.stride == 0
    assert n_steps - whole < copy.stride
    assert copy.stride == kept.stride or whole // (copy.stride // 2) >= capacity // 2
    assert whole // copy.stride < capacity
    for lane, history in zip(lanes, copy.history([1.0] * len(lanes)), strict=True):
        for bucket in range(whole // copy.stride):
            held = errors[lane, bucket * copy.stride : (bucket + 1) * copy.stride]
            assert (history.lowest[bucket], history.highest[bucket]) == (held.min(), held.max())
    for step in range(1, whole + 2):
        assert lanes_of(copy, step)[0] is kept.checkpoint(copy.checkpoint(step)[0])[1][lanes[0]]
    record(kept, some_errors(50), n_steps + 1, [50])
    assert copy.steps == whole  # it is its own


@pytest.mark.parametrize("mine", [0, 5, 16, 60])
@pytest.mark.parametrize("theirs", [0, 5, 16, 60, 300])
def test_a_lane_of_another_record_is_put_beside(mine: int, theirs: int) -> None:
    """As far as both have whole stretches of the wider spacing."""
    errors, others = some_errors(mine), some_errors(theirs, seed=1)
    kept, other = Records(at(1)), Records(at(1))
    record(kept, errors, 1, [3])
    record(other, others, 1, [5])
    both = kept.beside(other, 1, CAPACITY)
    assert both.stride == max(kept.stride, other.stride)
    assert both.steps == min(mine, theirs) // both.stride * both.stride
    histories = both.history([1.0] * 3)
    for history, values in zip(histories, (*errors, others[1]), strict=True):
        for bucket in range(both.steps // both.stride):
            held = values[bucket * both.stride : (bucket + 1) * both.stride]
            assert (history.lowest[bucket], history.highest[bucket]) == (held.min(), held.max())
            assert history.mean[bucket] == pytest.approx((held / len(held)).sum(), rel=1e-12)
    for step in range(1, both.steps + 2):
        first, states = both.checkpoint(step)
        assert states == (f"at step {first}",) * 3


def test_means_of_errors_near_the_largest_number_are_finite() -> None:
    """A run that ends just before its error overflows has a finite history, without a warning."""
    largest = np.finfo(np.float64).max
    kept = Records(at(1))
    record(kept, np.full((2, 100), largest), 1, [7])
    for history in kept.history([largest, largest]):
        assert np.isfinite(history.mean).all()


def test_history_is_read_only() -> None:
    """What is handed out can't be written to."""
    kept = Records(at(1))
    record(kept, some_errors(3), 1, [1])
    for history in kept.history([1.0, 1.0]):
        for block in (history.lowest, history.mean, history.highest):
            assert not block.flags.writeable
