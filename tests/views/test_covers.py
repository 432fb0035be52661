"""What a lesson lights and hides: rings and veils over parts, numbers that become question marks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scenes
from gallery_parts import gallery_snapshot
from image_scenes import image_scene
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget
from shiboken6 import isValid

from gdstudio.lessons import catalogue
from gdstudio.lessons.hiding import masked, veiled
from gdstudio.lessons.parts import FACTS
from gdstudio.messages import Fork, Phase, TakePhase, TakeSteps, View, WeightRef
from gdstudio.model.session import Session
from gdstudio.presenter import Presenter
from gdstudio.views.kit.cover import Place, Ring, Veil
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.pictures.tile_face import Verdict
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene, Snapshot

SMALL = [scene_id for scene_id in catalogue.ids() if catalogue.load(scene_id).images is None]


@pytest.fixture
def open_window(qtbot: QtBot) -> Callable[[Scene], tuple[Window, Presenter, Session]]:
    """A window on a scene, shown, with its session beside it."""

    def opened(scene: Scene) -> tuple[Window, Presenter, Session]:
        session = Session(scene)
        window = Window(LIGHT, [scene])
        qtbot.addWidget(window)
        presenter = Presenter(window, [scene], session.apply, session.snapshot())
        presenter.show(session.snapshot())
        window.resize(1500, 900)
        window.show()
        return window, presenter, session

    return opened


def hiding(session: Session, *facts: str) -> Snapshot:
    return replace(session.snapshot(), hidden=frozenset(facts))


def hide(presenter: Presenter, session: Session, *facts: str) -> None:
    """Show the session as it is, but for these facts."""
    presenter.hide(frozenset(facts))
    presenter.show(session.snapshot())


def test_nothing_hidden_changes_nothing() -> None:
    """The very same snapshot."""
    snapshot = Session(scenes.three_inputs()).snapshot()
    assert masked(snapshot) is snapshot


@pytest.mark.parametrize(
    ("fact", "names"),
    [
        ("prediction", ["pred"]),
        ("delta", ["delta"]),
        ("error", ["error"]),
        ("weight deltas", ["weight_deltas", "free_weight_deltas"]),
        ("ahead", ["new_weights"]),
    ],
)
def test_a_hidden_fact_is_no_number_and_the_others_stay(fact: str, names: list[str]) -> None:
    """Only its own numbers are NaN, of the same shape."""
    session = Session(scenes.three_inputs())
    plain, seen = session.snapshot().lanes[0].now, masked(hiding(session, fact)).lanes[0].now
    for name in ("pred", "delta", "error", "weight_deltas", "free_weight_deltas", "new_weights", "weights"):
        before, after = getattr(plain, name), getattr(seen, name)
        assert after.shape == before.shape
        assert bool(np.isnan(after).all()) is (name in names)


def test_beside_pictures_a_hidden_error_is_no_number_either() -> None:
    """It stands beside the timeline, where no veil covers it; what is under veils stays."""
    snapshot = replace(gallery_snapshot(), hidden=frozenset({"prediction", "delta", "error"}))
    plain, seen = snapshot.lanes[0].now, masked(snapshot).lanes[0].now
    assert not np.isnan(plain.error).any()
    assert np.isnan(seen.error).all()
    np.testing.assert_array_equal(seen.pred, plain.pred)


def test_where_it_leads_is_not_in_the_snapshot() -> None:
    """No hollow dots, no star."""
    lane = masked(hiding(Session(scenes.three_inputs()), "ahead", "destination")).lanes[0]
    assert lane.ahead == ()
    assert lane.destination is None


def test_parts_that_would_tell_are_veiled() -> None:
    """Tables and curves of a hidden number; a part that is named is veiled itself."""
    told = {"error", "numbers", "bowls", "surface", "sweep"}
    assert veiled(frozenset({"error", "surface"}), View.NETWORK) >= told
    assert veiled(frozenset({"limits"}), View.NETWORK) == {"limits", "sweep"}
    assert veiled(frozenset({"delta"}), View.PICTURES) >= {"image words", "product"}
    assert veiled(frozenset({"likeness table"}), View.VECTORS) == {"likeness"}
    assert veiled(frozenset(), View.NETWORK) == frozenset()
    assert veiled(frozenset({"weight deltas", "ahead"}), View.PICTURES) == {
        "numbers",
        "code",
        "steps",
        "sweep",
    }


@pytest.mark.parametrize("scene_id", SMALL)
@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_can_be_hidden_in_every_scene(open_window: Callable, scene_id: str, fact: str) -> None:
    """In each phase, and shown again: no exception, and the diagram's sentence tells nothing it hides."""
    window, presenter, session = open_window(catalogue.load(scene_id))
    session.apply(TakeSteps(2))
    for _ in Phase:
        session.apply(TakePhase(1))
        hide(presenter, session, fact)
    hide(presenter, session)
    assert window.covers.hidden_views == []


def test_a_veiled_view_waits_and_then_shows_what_it_missed(open_window: Callable) -> None:
    """The numbers panel keeps its old numbers below the veil."""
    window, presenter, session = open_window(scenes.three_inputs())
    numbers = window.network.numbers
    told = numbers.accessibleDescription()
    session.apply(TakeSteps(3))
    hide(presenter, session, "delta")
    veils = numbers.findChildren(Veil)
    assert [veil.geometry() for veil in veils if veil.isVisible()] == [numbers.rect()]
    assert numbers.accessibleDescription() == told
    hide(presenter, session)
    assert [veil for veil in numbers.findChildren(Veil) if veil.isVisible()] == []


def test_the_keyboard_does_not_get_behind_a_veil(open_window: Callable) -> None:
    """Uncovered, the view can be used again."""
    window, presenter, session = open_window(catalogue.load("inputs-and-outputs"))
    window.open_panel("steps")
    steps = window.network.steps
    inside = next(each for each in steps.findChildren(QWidget) if tabbed(each) and each.isVisible())
    inside.setFocus()
    assert window.focusWidget() is inside
    hide(presenter, session, "error")
    assert not steps.isEnabled()
    assert window.focusWidget() is not inside
    hide(presenter, session)
    assert steps.isEnabled()


def tabbed(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_the_diagram_shows_question_marks(open_window: Callable) -> None:
    """The prediction's chip, and no sum that would come to it."""
    window, presenter, session = open_window(scenes.three_inputs())
    hide(presenter, session, "prediction", "delta", "error")
    diagram = window.network.diagram
    (chips,) = diagram._lanes
    assert "?" in chips.preds[0].text
    assert "0.86" not in diagram._sentences[0].text
    assert math.isnan(window._turns.snapshot.lanes[0].now.pred[0])


def test_bowls_hide_what_a_weight_delta_comes_to(open_window: Callable) -> None:
    """Its factors' product is a question mark; the curve stays."""
    window, presenter, session = open_window(scenes.three_inputs())
    hide(presenter, session, "weight deltas")
    assert "−1.19" not in window.network.bowls.field.bowls[0].accessibleDescription()
    assert "hidden" in window.network.bowls.field.bowls[0].accessibleDescription()


def lit(window: Window) -> list[QWidget]:
    """The views that have a ring."""
    rings = [ring for ring in window.findChildren(Ring) if ring.parent() is not None]
    assert all(ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) for ring in rings)
    return [ring.place.view for ring in rings]


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_parts_are_lit_and_let_the_mouse_through(open_window: Callable) -> None:
    """A ring around a bowl, a weight, the ruler; none of a part that is not there."""
    window, _, _ = open_window(scenes.three_inputs())
    window.covers.light(("bowl a", "weight b", "alpha", "picture 3"))
    assert set(lit(window)) == {window.network.bowls.field.bowls[0], window.network.diagram, window.ruler}
    window.covers.light(())
    assert lit(window) == []


@pytest.mark.parametrize("part", ["bowls", "order", "numbers", "diagram", "alpha", "bowl a"])
def test_a_ring_runs_outside_of_what_it_lights(open_window: Callable, part: str) -> None:
    """So it cuts no letter; also when the view moves with what it is in, or is hidden with it."""
    window, _, _ = open_window(scenes.three_inputs())
    window.covers.light((part,))
    whole = [ring for ring in window.findChildren(Ring) if ring.place.rects is None]
    for size in (QSize(1366, 768), QSize(1500, 900)):
        window.resize(size)
        QCoreApplication.processEvents()
        assert any(ring.isVisible() for ring in whole)
        for ring in (ring for ring in whole if ring.place.view.isVisible()):
            view = on_screen(ring.place.view)
            assert ring.isVisible()
            assert on_screen(ring).contains(view.adjusted(-3, -3, 3, 3))
            assert not ring.isAncestorOf(ring.place.view)
    ring = next(ring for ring in whole if ring.isVisible())
    ring.place.view.parentWidget().hide()
    assert not ring.isVisible()


def test_covers_follow_their_view(qtbot: QtBot) -> None:
    """They are as large as it is, whatever its size becomes."""
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(100, 80)
    view.show()
    ring, veil = Ring(Place(view, lambda: [QRect(10, 10, 20, 20)]), LIGHT), Veil(Place(view), LIGHT)
    view.resize(200, 160)
    ring.set_theme(DARK)
    assert ring.geometry() == view.rect()
    assert veil.geometry() == view.rect()
    veil.take_off()
    assert view.findChildren(Veil) == []


def test_a_ring_is_no_part_of_a_splitter(qtbot: QtBot) -> None:
    """It would be laid out as one; and it goes with its view."""
    outer = QWidget()
    qtbot.addWidget(outer)
    splitter, view = QSplitter(outer), QWidget()
    splitter.addWidget(view)
    splitter.setGeometry(20, 20, 100, 80)
    outer.resize(140, 120)
    outer.show()
    ring = Ring(Place(view), LIGHT)
    assert (splitter.count(), ring.parent()) == (1, outer)
    splitter.move(30, 25)
    assert on_screen(ring).contains(on_screen(view))
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ring.parent() is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(ring)


def test_the_ruler_says_nothing_of_what_alpha_does(open_window: Callable) -> None:
    """Neither in words nor to a screen reader, while the limits are asked for."""
    window, presenter, session = open_window(scenes.three_inputs())
    assert "shrinks" in window.ruler.track.accessibleDescription()
    hide(presenter, session, "limits")
    assert window.ruler.words.word == ""
    assert "shrinks" not in window.ruler.track.accessibleDescription()
    hide(presenter, session)
    assert "shrinks" in window.ruler.track.accessibleDescription()


def test_words_about_a_pair_wait_too(open_window: Callable) -> None:
    """The sentence below two vectors tells their dot product."""
    window, presenter, session = open_window(catalogue.load("dot-products"))
    assert "score is" in window.vectors.vectors.accessibleDescription()
    hide(presenter, session, "likeness")
    assert "score is" not in window.vectors.vectors.accessibleDescription()
    hide(presenter, session)
    assert "score is" in window.vectors.vectors.accessibleDescription()


def test_what_an_image_is_taken_for_is_hidden_with_the_scores(open_window: Callable) -> None:
    """Below the image, and in the sentence. The pictures stay, to be compared with it: without numbers."""
    window, presenter, session = open_window(image_scene())
    parts = window.pictures.pictures.parts
    assert "?" not in parts.tiles.sheet.text(0)
    hide(presenter, session, "scores")
    hidden = window.covers.hidden_views
    assert all(view in hidden for view in (parts.lines, parts.sentence, window.pictures.product))
    assert parts.tiles not in hidden
    assert [parts.tiles.sheet.look(output).numbers.pred for output in range(3)] == ["?"] * 3
    assert all(parts.tiles.sheet.look(output).verdict is Verdict.NONE for output in range(3))
    assert "prediction ?" in parts.tiles.sheet.text(0)
    assert "largest" not in "".join(parts.tiles.sheet.text(output) for output in range(3))
    parts.tiles.grab()
    hide(presenter, session)
    assert "?" not in parts.tiles.sheet.text(0)


def test_a_veiled_view_knows_of_another_scene(open_window: Callable) -> None:
    """It is resized below its veil while a smaller network is shown; nothing is out of range."""
    window, presenter, _ = open_window(scenes.nine_weights())
    presenter.select(WeightRef(0, 2, 2))
    presenter.hide(frozenset({"delta"}))
    smaller = Session(scenes.three_inputs())
    presenter.show(smaller.snapshot())
    window.resize(1700, 1000)
    window.network.numbers.resize(300, 260)
    presenter.hide(frozenset())
    presenter.show(smaller.snapshot())
    assert "0.86" in window.network.numbers.accessibleDescription()


def test_covers_go_with_the_views_they_lie_on(open_window: Callable) -> None:
    """Bowls that are made anew take their rings along; lighting others afterwards does no harm."""
    window, presenter, session = open_window(scenes.three_inputs())
    window.covers.light(("bowl a", "bowl b"))
    assert len(lit(window)) == 2
    session.apply(Fork(0))
    presenter.show(session.snapshot())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.covers.set_theme(DARK)
    window.covers.light(("alpha",))
    assert lit(window) == [window.ruler]
