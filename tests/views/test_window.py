"""The window: in what order Tab goes through it, and that its panels are arranged at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from forks import forked
from image_scenes import image_scene
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gdstudio.lessons import catalogue
from gdstudio.messages import SetAlpha, TakeSteps
from gdstudio.model.session import Session
from gdstudio.views.actions import MENUS
from gdstudio.views.center import Arrangement
from gdstudio.views.kit.theme import LIGHT, PROJECTOR, Theme
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window(LIGHT, catalogue.load_all())
    qtbot.addWidget(made)
    return made


def load(window: Window, scene_id: str) -> None:
    window.show_snapshot(Session(catalogue.load(scene_id)).snapshot())


def panels_by_tab(window: Window) -> list[QWidget]:
    """The panels in the order in which the focus comes to them, each as often as it is entered."""
    visited: list[QWidget] = []
    panels = (window.scene_panel, *window.network.views, window.transport, window.ruler)
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            panel = next((p for p in panels if p is widget or p.isAncestorOf(widget)), None)
            if panel is not None and (not visited or visited[-1] is not panel):
                visited.append(panel)
        widget = widget.nextInFocusChain()
    return visited


def test_tab_goes_through_the_panels_as_they_are_read(window: Window, qtbot: QtBot) -> None:
    """From the text over network, bowls, numbers and chart to the strip below, in every scene."""
    for scene_id in ("freezing", "multiple-inputs", "freezing"):
        load(window, scene_id)
        window.show()
        qtbot.waitExposed(window)
        window.network.chart.make()
        assert panels_by_tab(window) == [
            window.scene_panel,
            window.network.drawing,
            window.network.bowls,
            window.network.numbers,
            window.network.chart,
            window.network.runs,
            window.network.steps,
            window.network.surface,
            window.network.sweep,
            window.network.code,
            window.transport,
            window.ruler,
        ]


def tab_stops(window: Window) -> list[QWidget]:
    """What can take the focus by Tab now, in the order of Qt's chain."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not window:
        tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if tabs and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
@pytest.mark.parametrize("front", ["Error", "Runs", "Steps", "Surface", "Sweep", "Code"])
def test_tab_reaches_every_control_and_comes_round(
    window: Window, qtbot: QtBot, front: str, key: Qt.Key
) -> None:
    """Pressed again and again, forwards or backwards, with each view of the run in front: no trap."""
    load(window, "multiple-inputs")
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.network.chart.make()
    window.open_panel(front.lower())
    QApplication.processEvents()
    start = window.transport.timeline
    start.setFocus()
    met: list[QWidget] = []
    expected = tab_stops(window)
    for _ in expected:
        qtbot.keyClick(window.focusWidget(), key)
        met.append(window.focusWidget())
    assert len(expected) > 30
    assert met[-1] is start
    turned = expected.index(start) + 1
    round_from_start = expected[turned:] + expected[:turned]
    if key == Qt.Key.Key_Backtab:
        round_from_start = [*round_from_start[-2::-1], start]
    assert met == round_from_start


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_focused_button_is_pressed_by_enter_and_by_space(
    window: Window, qtbot: QtBot, key: Qt.Key
) -> None:
    """Once, whatever it is a button for; Space does not play as well."""
    load(window, "several-steps")
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.open_panel("runs")
    played: list[bool] = []
    window.actions_by_name["play"].triggered.connect(played.append)
    for button, pressed in (
        (window.network.runs.fork, window.network.runs.fork_requested),
        (window.transport.buttons["step"], window.transport.step_requested),
    ):
        button.setFocus()
        asked: list[object] = []
        pressed.connect(lambda *given, asked=asked: asked.append(given))
        qtbot.keyClick(button, key)
        assert len(asked) == 1
    assert not played


@pytest.mark.parametrize("scene_id", ["freezing", "printed-listing", "inputs-and-outputs"])
def test_panels_that_fold_leave_no_gap(window: Window, scene_id: str) -> None:
    """One turn of the event loop after it is shown the middle takes all that folded panels left."""
    load(window, scene_id)
    window.resize(1024, 600)
    window.show()
    QApplication.processEvents()
    assert not window.network.side.isVisible()
    assert window.network.middle.mapTo(window, window.network.middle.rect().topRight()).x() >= 1024 - 10
    if window.network.middle.arrangement is Arrangement.BESIDE:
        right = window.network.diagram.mapTo(window, window.network.diagram.rect().topRight()).x()
        assert right < window.network.bowls.mapTo(window, window.network.bowls.rect().topLeft()).x()
        assert not window.network.middle.tabs.isVisible()


def test_a_lesson_stays_in_a_narrow_window(window: Window) -> None:
    """Beside nine weights it leaves room for one of two: the network, or the numbers and views of the run."""
    load(window, "inputs-and-outputs")
    window.resize(1024, 600)
    window.show()
    QApplication.processEvents()
    column, network, bar = window.left_column, window.network, window.pages.bar
    assert not column.isVisible()
    column.show_lesson(there=True)
    assert column.isVisible()
    assert (network.middle.isVisible(), network.side.isVisible(), bar.isVisible()) == (True, False, True)
    window.open_panel("error")
    assert (network.middle.isVisible(), network.chart.isVisible()) == (False, True)
    assert network.chart.height() > network.side.height() * 0.7, "numbers and views stand side by side"
    window.light(("bowls",))
    assert (network.bowls.isVisible(), network.side.isVisible()) == (True, False)
    window.light(("error", "bowls"))
    assert network.bowls.isVisible(), "one of them is in sight"
    window.actions_by_name["show_side"].trigger()
    assert network.side.isVisible()
    window.actions_by_name["show_scenes"].trigger()
    assert not column.isVisible(), "who wants it away has it away"
    assert (network.middle.isVisible(), bar.isVisible()) == (True, False)
    window.actions_by_name["show_scenes"].trigger()
    window.resize(1366, 768)
    QApplication.processEvents()
    assert (column.isVisible(), network.middle.isVisible(), bar.isVisible()) == (True, True, False)
    column.show_lesson(there=False)
    assert window.width() == 1366


def test_what_a_lesson_unfolds_folds_again_with_its_scene(window: Window) -> None:
    """It was no wish of the user's; one is kept. It unfolds in a window that is yet to be shown, too."""
    load(window, "freezing")
    window.resize(1024, 600)
    window.open_panel("error")
    window.show()
    QApplication.processEvents()
    assert window.network.side.isVisible()
    load(window, "several-steps")
    assert not window.network.side.isVisible()
    window.open_panel("error")
    assert window.network.side.isVisible()
    load(window, "too-much-alpha")
    assert not window.network.side.isVisible()
    window.actions_by_name["show_side"].trigger()
    load(window, "freezing")
    assert window.network.side.isVisible()


def test_a_maximized_window_is_so_again_after_full_screen(window: Window) -> None:
    """Leaving full screen brings back what was before it."""
    load(window, "freezing")
    window.showMaximized()
    window.actions_by_name["full_screen"].trigger()
    assert window.isFullScreen()
    window.actions_by_name["full_screen"].trigger()
    assert not window.isFullScreen()
    assert window.isMaximized()


@pytest.mark.parametrize(
    ("name", "key"), [("undo", Qt.Key.Key_Z), ("step", Qt.Key.Key_Right), ("first", Qt.Key.Key_Home)]
)
def test_undo_and_steps_reach_the_window_from_the_alpha_field(
    window: Window, qtbot: QtBot, name: str, key: Qt.Key
) -> None:
    """The field keeps such keys with Ctrl to itself only while something is being typed."""
    load(window, "freezing")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    action = window.actions_by_name[name]
    action.setEnabled(True)
    asked: list[bool] = []
    action.triggered.connect(lambda: asked.append(True))
    field = window.ruler.findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClick(field, "1")
    qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1


def test_forks_come_and_go_without_a_jump(window: Window, qtbot: QtBot) -> None:
    """The tab that is in front stays there; in another scene it is the one that the scene asks for."""
    scene = catalogue.load("error-surface")
    window.show()
    qtbot.waitExposed(window)
    window.show_snapshot(Session(scene).snapshot())
    assert window.network.tabs.current == "Surface"
    window.network.tabs.turn_to("Steps")
    window.show_snapshot(forked(scene, 3, ("fast", 2, [])))
    window.show_lane(0)
    window.show_snapshot(Session(scene).snapshot())
    assert window.network.tabs.current == "Steps"
    assert window.network.numbers.accessibleDescription().startswith("step 1 · example")
    load(window, "error-surface")
    assert window.network.tabs.current == "Surface"


@pytest.mark.parametrize(
    ("scene_id", "size"), [("freezing", (1024, 600)), ("inputs-and-outputs", (1366, 768))]
)
def test_turning_to_a_view_of_the_run_unfolds_it(
    window: Window, qtbot: QtBot, scene_id: str, size: tuple[int, int]
) -> None:
    """Where the side panels are folded, and where the tabs stand below the network."""
    load(window, scene_id)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    sweep = window.network.sweep
    assert not sweep.isVisible()
    window.open_panel("sweep")
    qtbot.waitUntil(sweep.isVisible)
    assert window.actions_by_name["show_side"].isChecked() or not window.network.side.isAncestorOf(sweep)


def test_a_sweep_is_offered_where_there_is_a_small_network(window: Window) -> None:
    """Not for vectors."""
    load(window, "freezing")
    assert window.actions_by_name["sweep"].isEnabled()
    load(window, "dot-products")
    assert not window.actions_by_name["sweep"].isEnabled()


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=["light", "projector"])
def test_hints_stand_below_everything_and_in_low_windows_beside_the_menus(
    window: Window, qtbot: QtBot, theme: Theme
) -> None:
    """There they take no height; moved there and back, they say the same and Tab comes to them last."""
    session = Session(catalogue.load("several-steps"))
    session.apply(SetAlpha(0.1))
    window.set_theme(theme)
    window.show_snapshot(session.snapshot())
    window.show()
    hint, menus = window.hint, window.menuBar()
    for width, height in ((1366, 900), (1366, 700), (1920, 1080), (1366, 700)):
        window.resize(round(width * theme.scale), round(height * theme.scale))
        low = height < 750
        qtbot.waitUntil(lambda low=low: (hint.parentWidget() is menus) is low)
        QApplication.processEvents()
        assert hint.isVisible()
        assert hint.line.sentence.fits
        top = hint.mapTo(window, hint.rect().topLeft()).y()
        if low:
            assert menus.rect().contains(hint.geometry())
            assert hint.geometry().left() > menus.actionGeometry(menus.actions()[-1]).right()
        else:
            assert top > window.transport.mapTo(window, window.transport.rect().bottomLeft()).y()
            assert top + hint.height() <= window.height()
        assert hint.isAncestorOf(last_by_tab(window))


def last_by_tab(window: Window) -> QWidget:
    """What Tab comes to last."""
    widget = found = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            found = widget
        widget = widget.nextInFocusChain()
    return found


def test_without_hints_there_is_no_room_kept_for_them(window: Window, qtbot: QtBot) -> None:
    """The panels get it."""
    load(window, "several-steps")
    window.resize(1366, 800)
    window.show()
    qtbot.waitExposed(window)
    before = window.transport.mapTo(window, window.transport.rect().bottomLeft()).y()
    window.show_hints(False)
    QApplication.processEvents()
    assert not window.hint.isVisible()
    after = window.transport.mapTo(window, window.transport.rect().bottomLeft()).y()
    assert after - before >= window.hint.height()


def test_a_notice_that_the_hint_says_is_not_said_twice(window: Window) -> None:
    """In the transport it comes back when the hint is dismissed, or none are wanted."""
    session = Session(catalogue.load("too-much-alpha"))
    session.apply(TakeSteps(1000))
    window.show_snapshot(session.snapshot())
    notice = session.notice
    assert notice
    assert (window.hint.remark is not None, window.transport.words.notice) == (True, "")
    assert window.transport.words.diverged
    window.hint.dismiss()
    assert (window.hint.remark, window.transport.words.notice) == (None, notice)


@pytest.mark.parametrize(
    ("names", "signal"),
    [
        (["my games.CSV"], "table_dropped"),
        (["games.tsv"], "table_dropped"),
        (["scene.md"], "scene_dropped"),
        (["images.gz"], "images_dropped"),
        (["folder"], "images_dropped"),
        (["a.csv", "b.csv"], "images_dropped"),
    ],
)
def test_what_is_dropped_is_told_apart_by_its_name(
    window: Window, qtbot: QtBot, names: list[str], signal: str
) -> None:
    """A table, a scene, or else images."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/nowhere/{name}") for name in names])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(getattr(window, signal)) as dropped:
        window.dropEvent(drop)
    paths = dropped.args[0] if signal == "images_dropped" else dropped.args
    assert [path.name for path in paths] == names


def test_what_is_for_tables_is_off_with_images(window: Window) -> None:
    """And its tooltip says why; with a table it says what it does."""
    actions = window.actions_by_name
    load(window, "freezing")
    assert actions["sheet"].isEnabled()
    assert "sheet" in actions["sheet"].toolTip()
    window.show_snapshot(Session(image_scene()).snapshot())
    for name in ("sheet", "own_scene", "save_scene", "save_start"):
        assert not actions[name].isEnabled()
        assert actions[name].toolTip().startswith("Not with images")
    assert actions["open_data"].isEnabled()
    load(window, "dot-products")
    assert actions["sheet"].isEnabled()


def test_no_key_means_two_things() -> None:
    """Of all that the menus offer."""
    keys = [entry.key for entries in MENUS.values() for entry in entries if entry is not None and entry.key]
    assert len(set(keys)) == len(keys)


def test_no_action_depends_on_a_key_that_desktops_keep(window: Window) -> None:
    """Ctrl+Alt with an arrow key changes the workspace, Alt with a function key works the window."""
    kept = {f"Ctrl+Alt+{arrow}" for arrow in ("Left", "Right", "Up", "Down")}
    kept |= {f"Alt+F{number}" for number in range(1, 13)}
    for name in window.actions_by_name:
        assert window.actions_by_name[name].shortcut().toString() not in kept, name


def test_an_ampersand_in_a_title_is_no_mnemonic(window: Window) -> None:
    """Undo names what it takes back as it is called."""
    window.actions_by_name.show_undo("open Salt & Pepper", None)
    assert window.actions_by_name["undo"].text() == "&Undo: open Salt && Pepper"


def test_turning_from_view_to_view_moves_nothing(qtbot: QtBot) -> None:
    """The columns keep their widths, also for views that were made before the style and are shown later."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    styled = application.styleSheet()
    application.setStyleSheet("")
    window = Window(LIGHT, catalogue.load_all())
    qtbot.addWidget(window)
    load(window, "several-steps")
    window.network.tabs.minimumSizeHint()
    application.setStyleSheet(styled)
    window.set_theme(LIGHT)
    window.show()
    qtbot.waitExposed(window)
    window.network.chart.make()
    QApplication.processEvents()
    before = window.network.middle.geometry(), window.network.tabs.geometry()
    for name in window.network.tabs.names:
        window.open_panel(name.lower())
        QApplication.processEvents()
        assert (window.network.middle.geometry(), window.network.tabs.geometry()) == before, name
