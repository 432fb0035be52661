"""The sheet as a whole: what it says, what it asks for, and that the keyboard is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from scenes import frozen_a, nine_weights

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.core.generate import generate
from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.edits import with_cells, with_role
from gdstudio.lessons.draft.parts import Begin, Role
from gdstudio.lessons.draft.table_text import read_table
from gdstudio.messages import Scene
from gdstudio.model.session import Session
from gdstudio.theme_desk import dress
from gdstudio.views.kit.theme import DARK, LIGHT, PROJECTOR
from gdstudio.views.sheet.actions import ENTRIES, MENU
from gdstudio.views.sheet.dialog import SMALLEST, SheetDialog
from gdstudio.views.sheet.field import CellField, CountField
from gdstudio.views.sheet.generate import GenerateDialog
from gdstudio.views.sheet.grid import Area, Grid

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def sheet(qtbot: QtBot) -> SheetDialog:
    """A sheet filled with the four games, a frozen."""
    dialog = SheetDialog(LIGHT)
    qtbot.addWidget(dialog)
    dialog.fill(Draft.of(Session(frozen_a()).snapshot().lanes[0]), "filled")
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def type_cell(sheet: SheetDialog, row: int, column: int, text: str) -> None:
    model = sheet.table.rows_model
    model.setData(model.index(row, column), text)


def test_it_says_what_it_holds(sheet: SheetDialog) -> None:
    """Size, title, weights, training, and the limit that the data set alpha."""
    assert sheet.network.text() == "3 inputs → 1 output, 4 examples"
    assert sheet.title.text() == "Own scene"
    model = sheet.weights.model
    assert [model.index(0, column).data() for column in range(3)] == ["❄ 0.1", "0.2", "−0.1"]
    assert sheet.training.order.currentText() == "one example"
    assert sheet.training.alpha.text() == "0.3"
    assert sheet.training.limit.text() == "converges below 1.074 (2 ÷ S)"
    assert sheet.line.text.text() == "ready to start"
    assert sheet.said.text() == "filled"
    assert sheet.start.isEnabled()


def test_what_is_wrong_is_said_and_start_is_off(sheet: SheetDialog, qtbot: QtBot) -> None:
    """In one line, with how many more; a key goes there; put right, Start is on again."""
    type_cell(sheet, 2, 0, "abc")
    type_cell(sheet, 3, 1, "")
    assert sheet.line.text.text() == "row 3, toes: “abc” is not a number; type a number (and 1 more)"
    assert not sheet.start.isEnabled()
    assert sheet.start.toolTip() == "Not yet: row 3, toes: “abc” is not a number; type a number"
    assert sheet.training.limit.text() == "its limit is known once the table is complete"
    sheet.title.setFocus()
    qtbot.keyClick(sheet, Qt.Key.Key_F8)
    qtbot.waitUntil(sheet.table.hasFocus)
    assert sheet.table.area == Area(2, 0, 2, 0)
    type_cell(sheet, 2, 0, "9.9")
    type_cell(sheet, 3, 1, "0.9")
    assert sheet.start.isEnabled()
    assert not sheet.line.button.isVisible()


@pytest.mark.parametrize(
    ("spoil", "focused"),
    [
        (lambda sheet: sheet.desk.change("", lambda draft: with_role(draft, [3], Role.INPUT)), "table"),
        (lambda sheet: sheet.training.alpha.cell_entered.emit("much"), "alpha"),
        (lambda sheet: sheet.training.example.count_entered.emit(9), "example"),
        (lambda sheet: sheet.training.recipe.activated.emit(1), "recipe"),
        (lambda sheet: sheet.weights.model.setData(sheet.weights.model.index(0, 1), "x"), "weights"),
        (lambda sheet: (sheet.weights.begin.activated.emit(2), sheet.weights.spread.cell_entered.emit("x")),
         "spread"),
        (lambda sheet: (sheet.title.setText(" "), sheet.title.editingFinished.emit()), "title"),
        (lambda sheet: sheet.table.header.name_entered.emit(1, "a"), "header"),
    ],
)  # fmt: skip
def test_every_problem_can_be_gone_to(sheet: SheetDialog, qtbot: QtBot, spoil: object, focused: str) -> None:
    """The key gives the focus to the place that the line names."""
    spoil(sheet)  # type: ignore[operator]  # one of the above
    assert not sheet.start.isEnabled()
    places: dict[str, QWidget] = {
        "table": sheet.table,
        "alpha": sheet.training.alpha,
        "example": sheet.training.example,
        "recipe": sheet.training.recipe,
        "weights": sheet.weights.grid,
        "spread": sheet.weights.spread,
        "title": sheet.title,
        "header": sheet.table.header,
    }
    sheet.go_to_problem()
    place = places[focused]
    qtbot.waitUntil(lambda: place is sheet.focusWidget() or place.isAncestorOf(sheet.focusWidget()))


def test_starting_gives_the_scene_and_keeps_the_draft(sheet: SheetDialog, qtbot: QtBot) -> None:
    """The sheet goes out of the way; what is in it is no longer counted as edited."""
    type_cell(sheet, 0, 0, "7.5")
    assert sheet.desk.is_edited
    with qtbot.waitSignal(sheet.start_requested) as asked:
        sheet.start.click()
    (scene,) = asked.args
    assert isinstance(scene, Scene)
    assert scene.lanes[0].examples.inputs[0, 0] == 7.5
    assert scene.lanes[0].frozen.tolist() == [[True, False, False]]
    assert not sheet.isVisible()
    assert not sheet.desk.is_edited
    assert sheet.draft.rows[0][0] == 7.5


def test_what_is_being_typed_is_taken_before_the_start(sheet: SheetDialog, qtbot: QtBot) -> None:
    """Also when Start was off because of it."""
    type_cell(sheet, 0, 0, "")
    sheet.table.select(Area(0, 0, 0, 0))
    sheet.table.setFocus()
    qtbot.keyClick(sheet.table, "6")
    with qtbot.waitSignal(sheet.start_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert asked.args[0].lanes[0].examples.inputs[0, 0] == 6.0


def test_a_start_that_cannot_be_leads_to_the_problem(sheet: SheetDialog, qtbot: QtBot) -> None:
    """By its key, which is never off: the cell gets the focus instead."""
    type_cell(sheet, 1, 2, "?")
    sheet.start_requested.connect(lambda _scene: pytest.fail("nothing can be started"))
    sheet.title.setFocus()
    qtbot.keyClick(sheet.title, Qt.Key.Key_Return, CONTROL)
    assert sheet.table.area == Area(1, 2, 1, 2)
    assert sheet.isVisible()


def test_edits_are_undone_one_by_one(sheet: SheetDialog, qtbot: QtBot) -> None:
    """Everything that the sheet holds: cells, roles, weights, freezes, order, alpha, recipe, title."""
    before = sheet.draft
    type_cell(sheet, 0, 0, "1")
    sheet.table.select(Area(0, 1, 0, 1))
    sheet.table.edits.set_role(Role.UNUSED)
    sheet.weights.model.setData(sheet.weights.model.index(0, 1), "0.75")
    sheet.weights.grid.select(Area(0, 0, 0, 1))
    sheet.weights._freeze.trigger()
    sheet.weights.begin.activated.emit(2)
    sheet.weights.seed.count_entered.emit(5)
    sheet.weights.spread.cell_entered.emit(0.25)
    sheet.training.order.activated.emit(3)
    sheet.training.seed.count_entered.emit(8)
    sheet.training.recipe.activated.emit(2)
    sheet.training.alpha.cell_entered.emit(0.125)
    sheet.title.setText("Mine")
    sheet.title.editingFinished.emit()
    draft = sheet.draft
    assert draft.weights.begin is Begin.RANDOM
    assert (draft.weights.seed, draft.weights.spread) == (5, 0.25)
    assert draft.order == Order(Taking.SHUFFLED, 0, 8)
    assert (draft.rule, draft.alpha, draft.title) == (Rule.WEIGHTS_FOR_INPUT, 0.125, "Mine")
    assert draft.frozen() == [[True, True]]
    edits = sheet.desk.stack.count() - 1
    assert edits == 12
    sheet.table.setFocus()
    for _ in range(edits):
        qtbot.keyClick(sheet, Qt.Key.Key_Z, CONTROL)
    assert sheet.draft is before
    assert sheet.training.alpha.text() == "0.3"
    qtbot.keyClick(sheet, Qt.Key.Key_Y, CONTROL)
    assert sheet.draft.rows[0][0] == 1.0


def test_undo_is_the_fields_own_while_one_types(sheet: SheetDialog, qtbot: QtBot) -> None:
    """And Esc gives up what was typed, without closing the sheet."""
    type_cell(sheet, 0, 0, "1")
    alpha = sheet.training.alpha
    alpha.setFocus()
    alpha.selectAll()
    qtbot.keyClicks(alpha, "0.7")
    qtbot.keyClick(alpha, Qt.Key.Key_Z, CONTROL)
    assert sheet.draft.rows[0][0] == 1.0
    alpha.selectAll()
    qtbot.keyClicks(alpha, "0.9")
    qtbot.keyClick(alpha, Qt.Key.Key_Escape)
    assert alpha.text() == "0.3"
    assert sheet.isVisible()
    qtbot.keyClick(alpha, Qt.Key.Key_Z, CONTROL)
    assert sheet.draft.rows[0][0] == 8.5


def test_a_whole_number_is_typed_or_nudged(sheet: SheetDialog, qtbot: QtBot) -> None:
    """↑ and ↓ stay in the range; a number beyond it is taken and said; text is given up."""
    example = sheet.training.example
    example.setFocus()
    qtbot.keyClick(example, Qt.Key.Key_Up)
    assert sheet.draft.order.example == 1
    qtbot.keyClick(example, Qt.Key.Key_Up, SHIFT)
    assert sheet.draft.order.example == 3
    qtbot.keyClick(example, Qt.Key.Key_Down)
    assert sheet.draft.order.example == 2
    for text, expected in (("x", 2), ("9", 8)):
        example.selectAll()
        qtbot.keyClicks(example, text)
        qtbot.keyClick(example, Qt.Key.Key_Return)
        assert sheet.draft.order.example == expected
    assert sheet.line.text.text() == "training: example 9; use a number from 1 to 4"
    assert example.property("invalid") is True


def test_weights_follow_the_way_they_begin(sheet: SheetDialog) -> None:
    """Zeros and random ones are shown as they will be; typing one gives all."""
    model, weights = sheet.weights.model, sheet.weights

    def shown() -> list[str]:
        return [str(model.index(0, column).data()).removeprefix("❄ ") for column in range(3)]

    weights.begin.activated.emit(1)
    assert shown() == ["0", "0", "0"]
    assert not weights.seed.isVisible()
    weights.begin.activated.emit(2)
    drawn = shown()
    assert weights.seed.isVisible()
    assert all(0 < abs(float(text.replace("−", "-"))) <= 0.5 for text in drawn)
    model.setData(model.index(0, 2), "2")
    assert weights.begin.currentText() == "as given below"
    assert shown() == [*drawn[:2], "2"]
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole).startswith("b: wlrec → win, ")


def test_weights_are_copied_pasted_cleared_and_frozen(sheet: SheetDialog, qtbot: QtBot) -> None:
    """As in the table: by the same keys; F freezes or unfreezes what is selected."""
    grid = sheet.weights.grid
    grid.setFocus()
    grid.select(Area(0, 0, 0, 1))
    qtbot.keyClick(grid, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "0.1\t0.2\n"
    QGuiApplication.clipboard().setText("5\t6\t7\t8\n9\t9\n")
    qtbot.keyClick(grid, Qt.Key.Key_V, CONTROL)
    assert sheet.draft.weight_cells() == [[5.0, 6.0, 7.0]]
    grid.select(Area(0, 1, 0, 2))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert sheet.draft.weight_cells() == [[5.0, 0.0, 0.0]]
    grid.select(Area(0, 0, 0, 2))
    for expected in ([[True] * 3], [[False] * 3]):
        qtbot.keyClick(grid, Qt.Key.Key_F)
        assert sheet.draft.frozen() == expected
    grid.paste_requested.emit("")
    assert sheet.said.text().startswith("nothing pasted")


@pytest.mark.parametrize(
    ("order", "alpha", "rule", "said"),
    [
        (0, 0.02, 0, "converges below 0.02699 (2 ÷ S)"),
        (0, 0.03, 0, "converges below 0.02699 (2 ÷ S); 0.03000 diverges"),
        (1, 0.01, 0, "guaranteed below 0.02022 (2 ÷ max S)"),
        (3, 0.5, 0, "guaranteed below 0.02022 (2 ÷ max S); 0.5000 may diverge"),
        (4, 0.01, 0, "converges below 0.02299 (2 ÷ steepness)"),
        (1, 0.01, 4, "with a misprinted recipe no alpha is safe for certain"),
    ],
)
def test_the_limit_of_alpha_stands_beside_it(
    sheet: SheetDialog, order: int, alpha: float, rule: int, said: str
) -> None:
    """That of the data, for the order that is chosen; an alpha above it is told apart in words."""
    sheet.weights.grid.select(Area(0, 0, 0, 0))
    sheet.weights._freeze.trigger()
    sheet.training.order.activated.emit(order)
    sheet.training.alpha.cell_entered.emit(alpha)
    sheet.training.recipe.activated.emit(rule)
    assert sheet.training.limit.text() == said


def test_without_inputs_there_is_no_limit(sheet: SheetDialog) -> None:
    """All inputs 0: nothing can diverge."""
    sheet.desk.change("", lambda draft: with_cells(draft, Area(0, 0, 3, 2).places, 0.0))
    assert sheet.training.limit.text() == "no limit: nothing that learns has an input"


def test_a_table_is_put_in_place_of_the_present_one(sheet: SheetDialog) -> None:
    """It is said how it was read; Undo brings the one before back."""
    before = sheet.draft
    sheet.put_table(read_table("toes;new;win\n1,5;2;3"), "mine.csv")
    assert sheet.draft.rows == ((1.5, 2.0, 3.0),)
    assert sheet.said.text().startswith("mine.csv: 1 row of 3 columns, names from the first line")
    sheet.desk.stack.undo()
    assert sheet.draft is before


def test_what_is_for_others_is_asked_for(sheet: SheetDialog, qtbot: QtBot) -> None:
    """Opening and saving files, and the present scene: with their keys too."""
    for key, signal in (
        (Qt.Key.Key_O, sheet.open_requested),
        (Qt.Key.Key_S, sheet.save_requested),
        (Qt.Key.Key_E, sheet.present_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(sheet, key, CONTROL)
    for name, signal in (("Open CSV…", sheet.open_requested), ("Save CSV…", sheet.save_requested)):
        with qtbot.waitSignal(signal):
            next(each for each in sheet.findChildren(QPushButton) if each.text() == name).click()


def test_closing_loses_nothing(sheet: SheetDialog, qtbot: QtBot) -> None:
    """Esc hides the sheet; when it is shown again, draft and undo are there."""
    type_cell(sheet, 0, 0, "1")
    sheet.table.setFocus()
    qtbot.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sheet.show()
    assert sheet.draft.rows[0][0] == 1.0
    sheet.desk.stack.undo()
    assert sheet.draft.rows[0][0] == 8.5


def test_examples_are_generated_from_a_rule(sheet: SheetDialog, qtbot: QtBot) -> None:
    """A sentence says what will come of it; the rows are those of the core, and one undo takes them back."""
    before = sheet.draft
    qtbot.keyClick(sheet, Qt.Key.Key_G, CONTROL)
    dialog = sheet.findChild(GenerateDialog)
    dialog.model.setData(dialog.model.index(0, 1), "-2,5")
    dialog.fields["noise"].cell_entered.emit(0.1)
    dialog.fields["high"].cell_entered.emit(2.0)
    dialog.rows.count_entered.emit(30)
    dialog.seed.count_entered.emit(9)
    assert dialog.preview.text() == (
        "30 rows: win = 1 · toes − 2.5 · wlrec + 1 · nfans, plus noise of about 0.1."
        " They take the place of the table’s rows."
    )
    dialog.make.click()
    inputs, targets = generate(np.array([[1.0, -2.5, 1.0]]), 30, 0.0, 2.0, 0.1, 9)
    assert np.array_equal(np.array(sheet.draft.rows), np.hstack([inputs, targets]))
    assert sheet.said.text() == "made 30 rows"
    sheet.desk.stack.undo()
    assert sheet.draft is before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda it: it.fields["low"].cell_entered.emit("x"),
            "inputs from: “x” is not a number; type a number",
        ),
        (
            lambda it: it.fields["high"].cell_entered.emit(-1.0),
            "inputs from 0 to -1: give the smaller number",
        ),
        (lambda it: it.fields["noise"].cell_entered.emit(-1.0), "noise: -1 is out of range"),
        (lambda it: it.rows.count_entered.emit(0), "rows: 0; use 1 to 10,000"),
        (lambda it: it.model.setData(it.model.index(0, 2), ""), "win, nfans: empty; type a number"),
    ],
)
def test_what_cannot_be_generated_is_said(sheet: SheetDialog, spoil: object, said: str) -> None:
    """In place of the preview; the button is off."""
    sheet.actions_by_name["generate"].trigger()
    dialog = sheet.findChild(GenerateDialog)
    spoil(dialog)  # type: ignore[operator]  # one of the above
    assert dialog.preview.text().startswith(said)
    assert not dialog.make.isEnabled()
    dialog.cancel.click()


def test_generating_needs_inputs_and_outputs(sheet: SheetDialog) -> None:
    """It is said; unused columns stay empty."""
    sheet.desk.change("", lambda draft: with_role(draft, [3], Role.UNUSED))
    sheet.actions_by_name["generate"].trigger()
    assert sheet.findChild(GenerateDialog) is None
    assert "role “input”" in sheet.said.text()
    sheet.desk.change("", lambda draft: with_role(draft, [2], Role.OUTPUT))
    sheet.actions_by_name["generate"].trigger()
    sheet.findChild(GenerateDialog).make.click()
    assert {row[3] for row in sheet.draft.rows} == {""}
    assert sheet.start.isEnabled()


def test_several_outputs_are_said_shortly(sheet: SheetDialog) -> None:
    """The first in words, how many more are alike, and no more than a few terms."""
    sheet.fill(Draft.of(Session(nine_weights()).snapshot().lanes[0]), "")
    sheet.table.select(Area(0, 2, 0, 2))
    for _ in range(3):
        sheet.table.edits.insert_column(right=True)
    sheet.actions_by_name["generate"].trigger()
    dialog = sheet.findChild(GenerateDialog)
    assert "+ …, exactly; 2 more outputs alike." in dialog.preview.text()
    dialog.reject()


@pytest.mark.parametrize(
    "size", [(1024, 560), (980, 560), (SMALLEST.width(), SMALLEST.height()), (1800, 1000)]
)
@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=["light", "dark", "projector"])
def test_nothing_is_cut_off(
    sheet: SheetDialog, qtbot: QtBot, size: tuple[int, int], theme: object, request: pytest.FixtureRequest
) -> None:
    """Every button and label has room for its words, at the smallest size too, which fits 1024 × 600."""
    dress(theme)  # type: ignore[arg-type]  # a theme
    request.addfinalizer(lambda: dress(LIGHT))
    sheet.set_theme(theme)  # type: ignore[arg-type]  # the same
    sheet.weights.begin.activated.emit(2)
    type_cell(sheet, 0, 0, "a text that is long enough to be cut")
    sheet.resize(*size)
    wanted = QSize(*size).expandedTo(sheet.minimumSize())
    qtbot.waitUntil(lambda: sheet.size() == wanted)
    for button in (*sheet.findChildren(QPushButton), *sheet.findChildren(QToolButton)):
        if button.isVisible():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 8, button.text()
    for label in sheet.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
    for combo in sheet.findChildren(QComboBox):
        longest = max(combo.fontMetrics().horizontalAdvance(combo.itemText(i)) for i in range(combo.count()))
        assert combo.width() >= longest + 30, combo.accessibleName()
    for label in (sheet.line.text, sheet.training.limit):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert sheet.minimumWidth() <= 1024 - 20
    assert sheet.minimumHeight() <= 600 - 40


def test_every_control_has_a_name_and_a_tip(sheet: SheetDialog) -> None:
    """For screen readers, and for whoever wonders."""
    sheet.weights.begin.activated.emit(2)
    kinds = (QPushButton, QToolButton, QComboBox, Grid, CellField, CountField)
    controls = [sheet.title, *(each for kind in kinds for each in sheet.findChildren(kind))]
    for control in controls:
        if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
            named = control.accessibleName() or getattr(control, "text", str)()
            assert named, control
            assert control.toolTip(), named


def test_no_key_means_two_things() -> None:
    """In the sheet; and all that the menu offers there is."""
    keys = [key for entry in ENTRIES for key in entry.keys]
    assert len(set(keys)) == len(keys)
    names = {entry.name for entry in ENTRIES}
    assert {name for group in MENU for name in group} <= names


def test_tab_goes_through_the_sheet_as_it_is_read(sheet: SheetDialog, qtbot: QtBot) -> None:
    """Title, files, rows and columns, table, weights, training, and out; the table lets go of it."""
    sheet.title.setFocus()
    qtbot.waitUntil(sheet.title.hasFocus)
    visited: list[QWidget] = [sheet.title]
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is sheet.title:
            break
        visited.append(QApplication.focusWidget())
    training = sheet.training
    order = [sheet.title, sheet.toolbar.role, sheet.table, sheet.weights.begin, sheet.weights.grid,
             training.order, training.example, training.recipe, training.alpha, sheet.start]  # fmt: skip
    places = [visited.index(widget) for widget in order]
    assert places == sorted(places)


def test_the_keyboard_alone_makes_a_scene(qtbot: QtBot) -> None:
    """From an empty sheet: cells, a row, a column, a name, a role, alpha, start."""
    sheet = SheetDialog(LIGHT)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.table.hasFocus)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type_in(text: str) -> None:
        """Type a number, and go on below."""
        for letter in text:
            qtbot.keyClick(QApplication.focusWidget(), letter)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(sheet.table.hasFocus)

    press(Qt.Key.Key_Insert)
    press(Qt.Key.Key_Up)
    type_in("0.5")
    type_in("1.5")
    press(Qt.Key.Key_Insert, ALT)
    assert sheet.network.text() == "2 inputs → 1 output, 2 examples"
    press(Qt.Key.Key_R, CONTROL)
    type_in("fans")
    for row in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        press(row)
        type_in("2")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Right)
    type_in("1")
    type_in("-1")
    press(Qt.Key.Key_2, CONTROL)
    assert sheet.line.text.text() == "ready to start", sheet.draft.rows
    while QApplication.focusWidget() is not sheet.training.alpha:
        press(Qt.Key.Key_Tab)
    for letter in "0.1":
        qtbot.keyClick(QApplication.focusWidget(), letter)
    with qtbot.waitSignal(sheet.start_requested) as asked:
        press(Qt.Key.Key_Return, CONTROL)
    (lane,) = asked.args[0].lanes
    assert lane.examples.input_names == ("input 1", "fans")
    assert lane.examples.inputs.tolist() == [[0.5, 2.0], [1.5, 2.0]]
    assert lane.examples.targets.tolist() == [[1.0], [-1.0]]
    assert lane.alpha == 0.1
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
