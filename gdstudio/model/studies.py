"""What is worked out beside training: scores, reference pictures, the measured limit of alpha.

None of it changes what is learned, and each takes milliseconds to seconds. So a `Study` can be carried out
anywhere, by another thread or at once; its result is taken in where the session lives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdstudio.core.image_landscape import measured_limit
from gdstudio.core.network import frozen_copy, read_only
from gdstudio.core.references import classes_and_error, judge, least_squares, mean_digits
from gdstudio.messages import Compared, Reference, Score

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from gdstudio.core.images import Images
    from gdstudio.core.network import FloatArray
    from gdstudio.model.image_state import ImageSetting

MOST_JUDGED = 10_000
"""Of more learnt images than these, the first so many are judged: milliseconds, not a pause."""


@dataclass(frozen=True, eq=False)
class Study:
    """Something to work out.

    Attributes:
        about: what it is about; the same for two studies that would give the same.
        work: works it out; None if the given question "stop?" was answered with yes on the way.
        take: takes the result in; called where the session lives.
        can_wait: nobody has asked for it, so it is begun only while nothing else needs the processor.
    """

    about: Hashable
    work: Callable[[Callable[[], bool]], Any]
    take: Callable[[Any], None]
    can_wait: bool = False


def score(weights: FloatArray, step: int, learnt: Images, unseen: Images) -> Score:
    """Judge weights, shape (n_outputs, n_inputs), on learnt and on unseen images."""
    learnt_share, learnt_error = judge(weights, learnt, MOST_JUDGED)
    predicted, unseen_error = classes_and_error(weights, unseen)
    predicted = read_only(predicted)
    unseen_share = float((predicted == unseen.labels).mean())
    sample = MOST_JUDGED if len(learnt) > MOST_JUDGED else None
    return Score(step, learnt_share, unseen_share, learnt_error, unseen_error, predicted, sample)


def compare(
    reference: Reference, learnt: Images, unseen: Images, stop: Callable[[], bool]
) -> Compared | None:
    """Work out reference pictures and how well they do as weights; None if stopped."""
    weights = mean_digits(learnt) if reference is Reference.MEANS else least_squares(learnt, stop)
    if weights is None:
        return None
    share, _ = judge(weights, unseen)
    return Compared(frozen_copy(weights), share)


def limit_study(setting: ImageSetting) -> Study:
    """Measure the alpha above which a pass over all images grows."""

    def work(stop: Callable[[], bool]) -> float | None:
        return measured_limit(setting.examples, setting.order, setting.frozen, stop)

    def take(limit: float) -> None:
        setting.measured[setting.limit_key] = limit

    # Told apart by session too: of other images, the limit is another.
    return Study(("limit", id(setting.measured), setting.limit_key), work, take, can_wait=True)
