"""The alpha ruler for thousands of images: what is promised at once, and what has to be measured first."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

import pytest
from gallery_parts import gallery_snapshot
from scenes import three_inputs

from gdstudio.core.examples import Taking
from gdstudio.core.landscape import AlphaLimits
from gdstudio.model.session import Session
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.alpha.whose import Whose, formulas
from gdstudio.views.kit.theme import LIGHT
from gdstudio.views.kit.zones import MEASURING, is_one_stretch, verdict, zone_at, zones

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot

KNOWN = AlphaLimits(0.0045, 0.009, 0.02, (0.009,) * 10)
UNKNOWN = replace(KNOWN, diverges=None, measuring=True)


def with_limits(limits: AlphaLimits, alpha: float = 0.001) -> Snapshot:
    snapshot = gallery_snapshot()
    return replace(snapshot, lanes=(replace(snapshot.lanes[0], limits=limits, alpha=alpha),))


@pytest.fixture
def ruler(qtbot: QtBot) -> AlphaRuler:
    made = AlphaRuler(LIGHT)
    qtbot.addWidget(made)
    made.resize(600, 86)
    made.show()
    return made


def test_until_it_is_measured_no_guarantee_has_no_end() -> None:
    """Beyond the guaranteed zone nothing is claimed: neither that it holds nor that it diverges."""
    unknown = zones(UNKNOWN, "image")
    assert [(zone.name, zone.low, zone.high) for zone in unknown] == [
        ("no overshoot", 0, 0.0045), ("guaranteed", 0.0045, 0.009), ("no guarantee", 0.009, inf),
    ]  # fmt: skip
    assert unknown[-1].hatched
    assert not is_one_stretch(UNKNOWN)
    assert zone_at(500.0, unknown) is unknown[-1]
    assert verdict(0.05, UNKNOWN, None).word == "no guarantee"
    assert [zone.high for zone in zones(KNOWN)][2:] == [0.02, inf]


def test_images_are_called_images() -> None:
    """The zones' sentences speak of what is learned from."""
    for limits in (KNOWN, UNKNOWN):
        told = " ".join(zone.sentence for zone in zones(limits, "image"))
        assert "no image overshoots" in told
        assert "example" not in told
    assert "no example overshoots" in zones(KNOWN)[0].sentence


def test_the_formula_says_that_it_is_being_measured(ruler: AlphaRuler) -> None:
    """In every wording; the words give way to the number when it is known, for a screen reader too."""
    several = Whose("image", Taking.IN_TURN, 4000)
    assert all(MEASURING in text for text in formulas(UNKNOWN, several))
    ruler.show_snapshot(with_limits(UNKNOWN))
    assert MEASURING in ruler.track.picture.header
    assert MEASURING in ruler.track.accessibleDescription()
    assert ruler.words.word == "no overshoot"
    ruler.show_snapshot(with_limits(KNOWN))
    assert "0.0200" in ruler.track.picture.header
    assert MEASURING not in ruler.track.accessibleDescription()
    assert "for passes in this order" in ruler.track.accessibleDescription()


@pytest.mark.parametrize("limits", [KNOWN, UNKNOWN])
@pytest.mark.parametrize("width", [600, 460])
def test_the_ruler_shows_what_matters(ruler: AlphaRuler, limits: AlphaLimits, width: int) -> None:
    """From 0.0001 to 10, with every zone's name and some formula, also on a small screen."""
    ruler.resize(width, 86)
    ruler.show_snapshot(with_limits(limits))
    picture = ruler.track.picture
    assert (picture.state.scale.low, picture.state.scale.high) == (-4, 1)
    assert [zone for zone, _ in picture.names] == list(picture.zones)
    assert picture.header
    assert picture.one_step_x is None


def test_the_tooltip_speaks_of_images(ruler: AlphaRuler) -> None:
    """Also while a zone is still open; for tables it speaks of examples again."""
    ruler.show_snapshot(with_limits(UNKNOWN))
    picture = ruler.track.picture
    assert "no image overshoots" in ruler.track.explain(picture.x(0.001))
    assert "is being measured" in ruler.track.explain(picture.x(1.0))
    ruler.show_snapshot(Session(three_inputs()).snapshot())
    assert ruler.track.picture.state.whose.noun == "example"


def test_a_held_marker_keeps_its_place_when_the_limit_comes(ruler: AlphaRuler) -> None:
    """What was measured meanwhile is shown without moving what is held."""
    ruler.show_snapshot(with_limits(UNKNOWN))
    ruler.track._grip = 0.0
    ruler.show_snapshot(with_limits(KNOWN, alpha=0.5))
    assert ruler.track.alpha == 0.001
    assert [zone.name for zone in ruler.track.picture.zones][-1] == "diverges"
