"""The numbers panel with images: ten outputs, their sum, one pixel's weight; to be read and copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gallery_parts import blots, gallery_snapshot
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from scenes import three_inputs

from gdstudio.messages import LookAt, Phase, Source, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.numbers.image_table import closing_sum, image_table
from gdstudio.views.numbers.panel import NumbersPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot
    from gdstudio.views.numbers.table import NumberTable

INKY, BLACK = WeightRef(0, 2, 14 * 28 + 20), WeightRef(0, 2, 0)
DRAWING = LookAt(Source.DRAWN, pixels=blots(1, 3).pixels[0])


def table_of(snapshot: Snapshot, selected: WeightRef | None = None) -> NumberTable:
    assert snapshot.gallery is not None
    return image_table(snapshot, snapshot.gallery, selected, 2, 9)


def learnt(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, phase=Phase.LEARN)


@pytest.fixture
def panel(qtbot: QtBot) -> NumbersPanel:
    made = NumbersPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(320, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


# --- the table --------------------------------------------------------------------------------------------


def test_ten_outputs_and_their_sum() -> None:
    """Each output has its prediction, target, delta and error; the errors are added up."""
    snapshot = learnt(gallery_snapshot(step=3))
    table = table_of(snapshot)
    now = snapshot.lanes[0].now
    assert table.head == "step 3 · image 3"
    assert [row.name for row in table.outputs] == list("0123456789")
    assert [row.cells[1].text for row in table.outputs] == ["0", "0", "1"] + ["0"] * 7
    assert float(table.outputs[0].cells[0].text.replace("−", "-")) == pytest.approx(now.pred[0], rel=1e-3)
    assert [cell.text for cell in table.outputs[4].cells[2:]][1] == f"{now.error[4]:#.4g}"
    assert table.total is not None
    assert float(table.total.cells[3].text.removeprefix("≈ ")) == pytest.approx(now.total_error, rel=5e-3)
    assert table.weights == ()
    assert "Click a pixel" in table.heading


def test_the_selected_weight_is_written_out() -> None:
    """Of 7,840 weights the selected one: its input, value, weight_delta and next value."""
    snapshot = learnt(gallery_snapshot(step=3))
    table = table_of(snapshot, INKY)
    now = snapshot.lanes[0].now
    (row,) = table.weights
    assert table.heading == "pixel (14, 20) → 2"
    values = now.input[412], now.weights[2, 412], now.weight_deltas[2, 412], now.new_weights[2, 412]
    for cell, value in zip(row.cells, values, strict=True):
        assert float(cell.text.replace("−", "-")) == pytest.approx(value, rel=1e-3)
        assert cell.known
    assert table.factor.sentence == "on this image, a step multiplies 2’s δ by"
    assert table.factor.formula.startswith("1 − α·S = 1 − α·")


def test_a_frozen_weight_says_what_would_be() -> None:
    """Its weight_delta is 0, and what it would be is said; a black pixel has nothing to learn."""
    snapshot = learnt(gallery_snapshot(step=3, frozen_pixels=(INKY.input,)))
    table = table_of(snapshot, INKY)
    assert table.weights[0].frozen
    assert table.weights[0].cells[2].text == "0"
    assert table.factor.remark.startswith("frozen: weight_delta would be ")
    assert table.factor.remark.endswith(" → 0")
    assert table_of(snapshot, BLACK).factor.remark == "input 0: nothing to learn"


def test_phases_are_those_of_the_steps_image_only() -> None:
    """Before Compare no delta is known; of an image only looked at everything is."""
    here = table_of(gallery_snapshot())
    assert here.lit is Phase.PREDICT
    assert [cell.known for cell in here.outputs[0].cells] == [True, True, False, False]
    assert here.total is not None
    assert not here.total.cells[3].known
    there = table_of(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 3)), INKY)
    assert there.head == "step 201 · unseen image 4"
    assert there.lit is None
    assert all(cell.known for row in there.outputs for cell in row.cells)
    assert there.weights[0].cells[3].text == "–"
    assert there.factor.sentence == "only looked at: no step is taken on it"


def test_a_drawing_has_predictions_only() -> None:
    """Without a label there is no target, no delta and no error, and nothing is made up."""
    table = table_of(gallery_snapshot(looked_at=DRAWING), INKY)
    assert table.head.endswith("your drawing")
    assert {cell.text for row in table.outputs for cell in row.cells[1:]} == {"–"}
    assert all(row.cells[0].text != "–" for row in table.outputs)
    assert table.total is not None
    assert table.total.cells[3].text == "–"
    assert [cell.text for cell in table.weights[0].cells[2:]] == ["–", "–"]
    assert "no label" in table.factor.sentence


def test_a_sum_closes_or_says_that_it_is_rounded() -> None:
    """What is written adds up to what is written, or the sum is marked as rounded."""
    assert closing_sum(["0.1230", "0.2000"], 0.323) == "0.323"
    assert closing_sum(["1.004", "0.0005"], 1.00449) == "1.00"
    assert closing_sum(["1.144", "0.4245", "2.5270"], 4.0949) == "≈ 4.09"
    assert closing_sum(["∞", "0.1"], float("inf")) == "∞"
    assert closing_sum(["0"] * 10, 0.0) == "0"


# --- the panel --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("size", [(290, 0), (330, 560), (420, 860)])
def test_everything_stands_inside(panel: NumbersPanel, theme: object, size: tuple[int, int]) -> None:
    """At every size all rows and the lines below them are on the panel."""
    panel.set_theme(theme)  # type: ignore[arg-type]
    panel.show_snapshot(gallery_snapshot())
    panel.select(INKY)
    panel.resize(size[0], max(size[1], panel.minimumSizeHint().height()))
    sheet = panel._sheet
    assert sheet is not None
    assert sheet._bottom + 54 * LIGHT.scale <= panel.height()
    assert panel.minimumSizeHint().height() < 400
    assert panel.minimumSizeHint().width() <= 300


def test_rows_are_selected_output_by_output(panel: NumbersPanel, qtbot: QtBot) -> None:
    """With a pixel selected, a click on an output or an arrow key asks for its weight into that output."""
    panel.show_snapshot(gallery_snapshot())
    sheet = panel._sheet
    assert sheet is not None
    place = QPoint(60, int(9 + sheet._outputs_top + 5.5 * sheet._row))
    with qtbot.assertNotEmitted(panel.weight_selected):
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=place)
        qtbot.keyClick(panel, Qt.Key.Key_Down)
    panel.select(INKY)
    with qtbot.waitSignal(panel.weight_selected) as wish:
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=place)
    assert wish.args == [WeightRef(0, 5, INKY.input)]
    with qtbot.waitSignal(panel.weight_selected) as wish:
        qtbot.keyClick(panel, Qt.Key.Key_Down)
    assert wish.args == [WeightRef(0, 3, INKY.input)]
    weight = QPoint(60, int(9 + sheet._weights_top + 4))
    with qtbot.waitSignal(panel.weight_hovered) as hovered:
        qtbot.mouseMove(panel, weight)
    assert hovered.args == [INKY]


def test_the_copy_has_all_digits(panel: NumbersPanel) -> None:
    """Ten outputs, their sum and the selected weight, tab separated."""
    snapshot = gallery_snapshot(step=3)
    panel.show_snapshot(snapshot)
    panel.select(INKY)
    panel.copy_numbers()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    now = snapshot.lanes[0].now
    assert rows[:4] == [["step", "3"], ["image", "image 3"], ["label", "2"], ["alpha", "0.001"]]
    assert rows[5] == ["output", "pred", "true", "delta", "error"]
    assert [float(row[1]) for row in rows[6:16]] == now.pred.tolist()
    assert float(rows[16][4]) == now.total_error
    assert rows[18] == ["input name", "output", "input", "weight", "weight_delta", "next weight", "frozen"]
    assert rows[19][:2] == ["pixel (14, 20)", "2"]
    assert float(rows[19][3]) == now.weights[2, 412]
    assert rows[19][-1] == "no"


def test_a_copied_drawing_has_no_made_up_numbers(panel: NumbersPanel) -> None:
    """Of a drawing only what is known is copied."""
    panel.show_snapshot(gallery_snapshot(looked_at=DRAWING))
    panel.select(INKY)
    panel.copy_numbers()
    text = QGuiApplication.clipboard().text()
    assert "delta" not in text
    assert "label\t\n" in text
    assert "output\tpred\n" in text


def test_a_table_comes_back_after_images(panel: NumbersPanel) -> None:
    """A small network shows all its weights again."""
    panel.show_snapshot(gallery_snapshot())
    panel.select(INKY)
    panel.show_snapshot(Session(three_inputs()).snapshot())
    assert panel._table is not None
    assert [row.name for row in panel._table.weights] == ["a", "b", "c"]
    image = QImage(panel.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    panel.render(painter, QPoint())
    painter.end()
