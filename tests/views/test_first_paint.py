"""Waiting for the first paint: once, after all that is painted with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from gdstudio.views.kit.first_paint import FirstPaint

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_happens_once_after_the_first_paint(qtbot: QtBot) -> None:
    """Not when it is made, not in the middle of the paint, and never again."""
    widget = QWidget()
    qtbot.addWidget(widget)
    happened: list[bool] = []
    first = FirstPaint(widget)
    first.happened.connect(lambda: happened.append(True))
    with qtbot.waitSignal(first.happened):
        widget.show()
        widget.repaint()
        assert happened == []
    widget.repaint()
    QApplication.processEvents()
    assert happened == [True]
