"""Which image the numbers on the screen are about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scenes
from gallery_parts import blots, gallery_snapshot

from gdstudio.messages import LookAt, Source
from gdstudio.model.session import Session
from gdstudio.views.kit.looked_at import following, image_name, lanes_looked_at

DRAWING = LookAt(Source.DRAWN, pixels=blots(1, 3).pixels[0])


def test_the_steps_own_image_has_a_past_and_a_future() -> None:
    """For the step's own image, and where there are no images, the lanes are as they are."""
    for snapshot in (gallery_snapshot(), Session(scenes.three_inputs()).snapshot()):
        assert lanes_looked_at(snapshot) is snapshot.lanes


@pytest.mark.parametrize("source", [Source.LEARNT, Source.UNSEEN])
def test_another_image_has_neither(source: Source) -> None:
    """Of another image there are the numbers, but no step before and none ahead."""
    snapshot = gallery_snapshot(looked_at=LookAt(source, 4))
    (lane,) = snapshot.lanes
    with_past = replace(snapshot, lanes=(replace(lane, before=lane.now, destination=lane.now.weights),))
    (shown,) = lanes_looked_at(with_past)
    assert snapshot.gallery is not None
    assert shown.now is snapshot.gallery.seen
    assert np.array_equal(np.round(shown.now.input * 255), snapshot.gallery.image.ravel())
    assert (shown.before, shown.ahead, shown.destination) == (None, (), None)


def test_a_drawing_leaves_the_steps_image() -> None:
    """A drawing has no label and so no error: what needs one stays with the step's own image."""
    snapshot = gallery_snapshot(looked_at=DRAWING)
    assert lanes_looked_at(snapshot)[0].now is snapshot.lanes[0].now


@pytest.mark.parametrize(
    ("looked_at", "name"),
    [
        (LookAt(Source.STEP), "image 3"),
        (LookAt(Source.LEARNT, 11), "learnt image 12"),
        (LookAt(Source.UNSEEN, 4), "unseen image 5"),
        (DRAWING, "your drawing"),
    ],
)
def test_an_image_is_named_by_where_it_is(looked_at: LookAt, name: str) -> None:
    """Images count from 1, each in its own set."""
    assert image_name(gallery_snapshot(step=3, looked_at=looked_at)) == name


def test_without_images_there_is_no_name() -> None:
    """A table's examples are named elsewhere."""
    assert image_name(Session(scenes.three_inputs()).snapshot()) == ""


def test_following_goes_round() -> None:
    """From the last to the first and back; from a stranger to the nearest that way; of none, none."""
    members = [3, 8, 20]
    assert [following(members, current, 1) for current in (None, 3, 5, 20, 99)] == [3, 8, 8, 3, 3]
    assert [following(members, current, -1) for current in (None, 3, 5, 20, 1)] == [20, 20, 3, 8, 20]
    assert following([], 3, 1) is None
