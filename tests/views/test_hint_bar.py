"""The hint bar shows a snapshot's most important remark, and asks for its remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from forks import forked
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from scenes import frozen_a, one_and_three, three_inputs

from gdstudio.lessons.remarks import Kind, Remedy
from gdstudio.messages import (
    Freeze,
    NoticeKind,
    Play,
    Seek,
    SetAlpha,
    SetInput,
    SetSpeed,
    Snapshot,
    Speed,
    TakeSteps,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.views.hint.bar import HintBar
from gdstudio.views.hint.signs import Sign, paint_sign
from gdstudio.views.kit.theme import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene

A = WeightRef(0, 0, 0)


def snapshot_of(scene: Scene, *commands: Command) -> Snapshot:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot()


def ended(scene: Scene) -> Snapshot:
    session = Session(scene)
    session.apply(SetSpeed(Speed(None)))
    session.apply(Play())
    while session.playing:
        session.play(64)
    return session.snapshot()


TOO_MUCH = snapshot_of(three_inputs(), SetAlpha(0.1))
USUAL = snapshot_of(three_inputs(), TakeSteps(1))


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[HintBar]:
    """A bar with a field above it, in which the focus is."""
    ground = QWidget()
    qtbot.addWidget(ground)
    layout = QVBoxLayout(ground)
    field, made = QLineEdit(), HintBar(LIGHT)
    field.setObjectName("field")
    layout.addWidget(field)
    layout.addWidget(made)
    ground.resize(900, 100)
    ground.show()
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow)
    field.setFocus()
    yield made
    ground.close()


def field_of(bar: HintBar) -> QLineEdit:
    field = bar.window().findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


# --- snapshot → widget ------------------------------------------------------------------------------------


def test_of_a_usual_run_it_says_nothing_and_keeps_its_room(bar: HintBar) -> None:
    """No button can be reached, and when a hint comes nothing moves."""
    bar.show_snapshot(USUAL)
    assert (bar.remark, bar.line.sentence.text, bar.toolTip()) == (None, "", "")
    parts = (bar.line.sentence, bar.line.button, bar.line.cross)
    assert not any(part.isVisible() for part in parts)
    place = bar.geometry()
    bar.show_snapshot(TOO_MUCH)
    QApplication.processEvents()
    assert bar.geometry() == place
    assert all(part.isVisible() for part in parts)


def test_it_says_the_most_important_remark_with_its_remedy(bar: HintBar) -> None:
    """In sight, in the tooltip, and to those who listen."""
    bar.show_snapshot(TOO_MUCH)
    sentence = "Alpha 0.1 is above the limit 0.02699: the error grows with every step."
    for text in (bar.line.sentence.text, bar.line.toolTip(), bar.accessibleDescription()):
        assert text.startswith(sentence)
    assert bar.line.button.text() == bar.line.button.accessibleName() == "Apply: alpha 0.013"
    assert bar.line.cross.accessibleName() == "Dismiss the hint"


def test_a_remark_without_a_remedy_has_no_button(bar: HintBar) -> None:
    """There is nothing to apply, only to dismiss."""
    bar.show_snapshot(snapshot_of(three_inputs(), SetInput(0, 0, 0.0)))
    assert bar.line.sentence.text.startswith("toes is 0")
    assert not bar.line.button.isVisible()
    assert bar.line.cross.isVisible()


def test_its_tooltips_say_the_keys(bar: HintBar) -> None:
    """What each button does, and how without a mouse."""
    bar.show_snapshot(TOO_MUCH)
    bar.line.set_shortcut_texts({"apply_hint": "Ctrl+Return", "dismiss_hint": "Ctrl+Shift+Return"})
    assert bar.line.button.toolTip() == "Apply: alpha 0.013. Undo takes it back (Ctrl+Return)"
    assert bar.line.cross.toolTip().endswith("(Esc, Ctrl+Shift+Return)")


@pytest.mark.parametrize("theme", list(THEMES.values()), ids=list(THEMES))
@pytest.mark.parametrize("width", [450, 580, 1008, 1900])
def test_every_sentence_is_seen_whole(bar: HintBar, theme: object, width: int) -> None:
    """The longest ones, in every theme, down to the width beside the menus of a small window."""
    bar.set_theme(theme)  # type: ignore[arg-type]  # a Theme
    scale = theme.scale  # type: ignore[attr-defined]  # of a Theme
    bar.line.resize(round(width * scale), bar.height())
    for snapshot in (
        TOO_MUCH,
        snapshot_of(frozen_a(), TakeSteps(2), Freeze(A, frozen=False)),
        snapshot_of(one_and_three(), SetAlpha(0.0275)),
        ended(three_inputs(alpha=0.1)),
    ):
        bar.show_snapshot(snapshot)
        assert bar.line.sentence.fits, (bar.line.sentence.text, bar.line.sentence.size())
        assert bar.line.sentence.geometry().right() < bar.line.button.x()
        assert bar.line.button.geometry().right() < bar.line.cross.x()
        assert bar.line.cross.width() >= 24


def test_where_room_is_short_the_button_is_shorter_and_its_tooltip_says_it_all(bar: HintBar) -> None:
    """The sentence comes first."""
    bar.show_snapshot(ended(three_inputs(alpha=0.1)))
    for width, text in ((1000, "Apply: back to step 1, alpha 0.013"), (430, "Apply")):
        bar.line.resize(width, bar.height())
        assert (bar.line.button.text(), bar.line.sentence.fits) == (text, True)
        assert bar.line.button.toolTip().startswith("Apply: back to step 1, alpha 0.013.")


def test_the_run_that_is_looked_at_is_spoken_of(bar: HintBar) -> None:
    """In another scene it is the last again."""
    both = snapshot_of(one_and_three(), SetAlpha(0.1))
    bar.show_snapshot(both)
    bar.show_lane(0)
    assert bar.line.sentence.text.startswith("“one input”")
    bar.show_snapshot(snapshot_of(replace(one_and_three(), id="other"), SetAlpha(0.1)))
    assert bar.line.sentence.text.startswith("“three inputs”")


def test_a_forked_run_is_named_and_gets_its_own_alpha(bar: HintBar) -> None:
    """The other keeps the alpha that works for it."""
    bar.show_snapshot(forked(three_inputs(), 4, ("steeper", 2, [SetAlpha(0.1)])))
    assert bar.remark is not None
    assert bar.remark.sentence.startswith("“steeper”: Alpha 0.1")
    assert bar.remark.remedy is not None
    (command,) = bar.remark.remedy.commands
    assert isinstance(command, SetAlpha)
    assert command.lane == 1


def test_where_no_hints_are_wanted_it_is_silent(bar: HintBar) -> None:
    """Wanted again, it says what is true now."""
    bar.show_snapshot(TOO_MUCH)
    bar.show_hints(False)
    assert (bar.remark, bar.accessibleDescription()) == (None, "")
    bar.show_hints(True)
    assert bar.remark is not None


# --- notices ----------------------------------------------------------------------------------------------


def test_what_a_notice_says_is_said_once(bar: HintBar) -> None:
    """Settled and diverged are said here; the transport may leave them out until the hint is dismissed."""
    covered: list[bool] = []
    bar.notice_covered.connect(covered.append)
    bar.show_snapshot(ended(three_inputs(alpha=0.1)))
    assert covered == [True]
    bar.dismiss()
    assert covered == [True, False]
    bar.show_snapshot(ended(frozen_a()))
    assert covered == [True, False, True]
    bar.show_hints(False)
    assert covered == [True, False, True, False]


def test_a_refusal_is_said_elsewhere_too(bar: HintBar) -> None:
    """It is about something else."""
    covered: list[bool] = []
    bar.notice_covered.connect(covered.append)
    bar.show_snapshot(snapshot_of(three_inputs(), SetAlpha(0.0), SetAlpha(-1.0)))
    assert bar.remark is not None
    assert covered == []


def test_a_notice_that_no_hint_is_about_is_said_elsewhere(bar: HintBar) -> None:
    """Nothing is known of why it stands still, or there is a hint about something else."""
    covered: list[bool] = []
    bar.notice_covered.connect(covered.append)
    for snapshot in (USUAL, snapshot_of(three_inputs(), SetInput(0, 1, -0.5))):
        bar.show_snapshot(replace(snapshot, notice="Stopped.", notice_kind=NoticeKind.SETTLED))
    assert bar.remark is not None
    assert covered == []


# --- widget → signal --------------------------------------------------------------------------------------


def test_the_button_asks_for_the_remedy(bar: HintBar) -> None:
    """By mouse, by Space, and by `apply`, which the window's key calls."""
    bar.show_snapshot(TOO_MUCH)
    asked: list[Remedy] = []
    bar.apply_requested.connect(asked.append)
    QTest.mouseClick(bar.line.button, Qt.MouseButton.LeftButton)
    bar.line.button.setFocus()
    QTest.keyClick(bar.line.button, Qt.Key.Key_Space)
    bar.apply()
    assert asked == [Remedy("alpha 0.013", (SetAlpha(0.013),))] * 3


def test_the_way_back_is_asked_for_whole(bar: HintBar) -> None:
    """All commands of a remedy, in their order."""
    bar.show_snapshot(ended(three_inputs(alpha=0.1)))
    asked: list[Remedy] = []
    bar.apply_requested.connect(asked.append)
    bar.apply()
    assert asked[0].commands == (Seek(1), SetAlpha(0.013))


def test_without_a_hint_nothing_is_asked_for(bar: HintBar) -> None:
    """Nor with one that has no remedy."""
    asked: list[Remedy] = []
    bar.apply_requested.connect(asked.append)
    for snapshot in (USUAL, snapshot_of(three_inputs(), SetInput(0, 0, 0.0))):
        bar.show_snapshot(snapshot)
        bar.apply()
    assert asked == []


def test_the_cross_and_escape_dismiss_and_the_focus_goes_back(bar: HintBar) -> None:
    """To where it came from: the next Space must not do something else."""
    for way in ("cross", "escape"):
        bar.show_snapshot(USUAL)
        bar.show_snapshot(TOO_MUCH)
        field_of(bar).setFocus()
        bar.line.cross.setFocus(Qt.FocusReason.TabFocusReason)
        if way == "cross":
            QTest.keyClick(bar.line.cross, Qt.Key.Key_Space)
        else:
            QTest.keyClick(bar.line.cross, Qt.Key.Key_Escape)
        assert bar.remark is None
        assert field_of(bar).hasFocus()


def test_a_hint_that_goes_by_itself_gives_the_focus_back_too(bar: HintBar) -> None:
    """Where it came from is gone by then: to the window."""
    bar.show_snapshot(TOO_MUCH)
    bar.line.button.setFocus()
    field_of(bar).hide()
    bar.show_snapshot(USUAL)
    assert not bar.line.button.hasFocus()
    assert QApplication.focusWidget() in (None, bar.window())


def test_dont_show_this_again_is_in_the_menu_of_the_bar(bar: HintBar) -> None:
    """It tells, so that it can be remembered; without a hint there is no menu."""
    told: list[set[Kind]] = []
    bar.never_changed.connect(lambda: told.append(set(bar.choice.never)))
    assert bar.line.actions() == []
    bar.show_snapshot(TOO_MUCH)
    (never,) = bar.line.actions()
    never.trigger()
    assert told == [{Kind.ABOVE_LIMIT}]
    assert bar.remark is None
    assert bar.line.actions() == []
    bar.set_never(())
    assert bar.remark is not None


# --- spoken -----------------------------------------------------------------------------------------------


def test_each_hint_is_announced_once_and_not_at_speed(bar: HintBar, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said at speed can be read when it stops."""
    said: list[str] = []
    monkeypatch.setattr(bar.announcer, "announce", said.append)
    bar.show_snapshot(TOO_MUCH)
    bar.show_snapshot(replace(TOO_MUCH))
    assert [sentence[:9] for sentence in said] == ["Alpha 0.1"]
    for step in range(10):
        fast = replace(
            snapshot_of(frozen_a(), TakeSteps(step), SetAlpha(0.0)), playing=True, speed=Speed(None)
        )
        bar.show_snapshot(fast)
    assert bar.line.sentence.text.startswith("Alpha is 0")
    assert len(said) == 1


# --- looks ------------------------------------------------------------------------------------------------


def test_the_signs_differ_in_shape_not_only_in_colour() -> None:
    """Drawn in one colour they are still told apart."""
    drawn = set()
    for sign in Sign:
        image = QImage(32, 32, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        paint_sign(painter, sign, image.rect().toRectF(), QColor("black"))
        painter.end()
        drawn.add(bytes(image.constBits()))
    assert len(drawn) == len(Sign)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_sign_with_a_colour(kind: Kind) -> None:
    """In every theme."""
    for theme in THEMES.values():
        assert theme.color(Sign.of(kind).value).isValid()


def test_it_is_painted_in_its_theme(bar: HintBar) -> None:
    """On the card's colour; without a hint the ground stays as it is."""

    def middle() -> str:
        image = bar.line.grab().toImage()
        return str(image.pixelColor(image.width() // 2, 3).name())

    bar.show_snapshot(USUAL)
    ground = middle()
    bar.show_snapshot(TOO_MUCH)
    assert middle() == LIGHT.card
    assert middle() != ground
    bar.set_theme(DARK)
    assert middle() == DARK.card
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
