"""The error chart's place: empty until it is shown, then the chart, with what came meanwhile."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from scenes import three_inputs

from gdstudio.model.session import Session
from gdstudio.views.chart.chart import ErrorChart
from gdstudio.views.chart.late import LateErrorChart
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_chart_comes_after_the_place_is_shown(qtbot: QtBot) -> None:
    """What was shown and themed before the chart was there is on it when it comes."""
    place = LateErrorChart(LIGHT)
    qtbot.addWidget(place)
    session = Session(three_inputs())
    session.advance(3)
    place.show_snapshot(session.snapshot())
    place.set_theme(DARK)
    assert place.findChild(ErrorChart) is None
    place.show()
    qtbot.waitUntil(lambda: place.findChild(ErrorChart) is not None)
    assert "Step 4 of 4" in place.make().accessibleDescription()
    assert place.make()._theme is DARK


def test_the_chart_s_wishes_are_the_place_s(qtbot: QtBot) -> None:
    """A step asked for on the chart is asked for by the place."""
    place = LateErrorChart(LIGHT)
    qtbot.addWidget(place)
    with qtbot.waitSignal(place.seek_requested) as asked:
        place.make().seek_requested.emit(7)
    assert asked.args == [7]


def test_the_window_does_not_wait_for_pyqtgraph_nor_for_the_desks() -> None:
    """What the first paint needs does not load pyqtgraph, nor what data of one's own and lectures take."""
    late = {"pyqtgraph", *(f"gdstudio.{desk}_desk" for desk in ("data", "explain", "image", "lecture"))}
    code = f"import sys, gdstudio.app; sys.exit(not {late}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
