"""Makes the panels that a lecture shows, by the names that lessons give them, from the window's own views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize

from gdstudio.messages import View
from gdstudio.views.kit.cover import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdstudio.views.kit.theme import Theme

Panel = Any
"""A widget with `show_snapshot` and `set_theme`."""

FLAT = frozenset({"alpha"})
"""Panels that are wide and low."""
LOW = frozenset({"diagram"})
"""Panels that more height than they need makes no better."""
GROWING = frozenset({"diagram", "pictures", "vectors", "row", "product"})
"""Panels that are the better the larger their type; in others the drawing takes what room there is."""
SMALL_TYPE = {"surface": 10.0, "error": 10.5, "sweep": 10.5, "alpha": 10.5, "accuracy": 10.5}
"""The size at scale 1 of the smallest type in panels where it is smaller than usual."""
OVER_TIME = frozenset({"error", "alpha", "sweep", "accuracy"})
"""Panels that are not about one step: no arithmetic of it stands beside them."""
_ROOMY = {"surface": (230, 130), "error": (200, 150), "code": (330, 180), "steps": (330, 160)}
"""The least room, at scale 1, in which these can be read; they themselves would do with less."""
_USUAL = {
    View.NETWORK: ("diagram", "bowls"),
    View.PICTURES: ("pictures",),
    View.VECTORS: ("vectors",),
}
_OF_VECTORS = frozenset({"vectors", "pair", "likeness"})


def shown_panels(panels: Sequence[str], view: View) -> tuple[str, ...]:
    """Which panels are shown for those that a lesson names: without any, the scene's most telling ones.

    What a scene of vectors shows is one panel, whatever part of it is named.
    """
    one = tuple(dict.fromkeys("vectors" if panel in _OF_VECTORS else panel for panel in panels))
    return one or _USUAL[view]


def least_size(name: str, panel: Panel, scale: float) -> QSize:
    """The least room for a panel."""
    least: QSize = panel.minimumSizeHint().expandedTo(panel.minimumSize())
    return least.expandedTo(QSize(*_ROOMY.get(name, (0, 0))) * scale)


def make_panel(name: str, theme: Theme) -> Panel:
    """Make the panel of that name; only its own code is loaded.

    Raises:
        KeyError: there is no such panel.
    """
    return _MAKERS[name](theme)


def places(panels: Mapping[str, Panel], part: str) -> list[Place]:
    """Where a part of the window is, as lessons name it, among these panels; nothing if it is in none."""
    if part in panels:
        found = panels[part].parts.tiles if part == "pictures" else panels[part]
        return [Place(found)]
    owner, names = _INSIDE.get(part, ("", ()))
    if owner not in panels:
        return []
    whole = panels[owner].parts if owner == "pictures" else panels[owner]
    return [Place(getattr(whole, name)) for name in names]


_INSIDE = {
    "likeness": ("vectors", ("likeness",)),
    "pair": ("vectors", ("overlay",)),
    "limits": ("alpha", ("track",)),
    "scores": ("pictures", ("tiles",)),
    "accuracy words": ("pictures", ("status",)),
    "image words": ("pictures", ("lines", "sentence")),
    "prediction": ("pictures", ("tiles",)),
    "delta": ("pictures", ("tiles",)),
    "image": ("pictures", ("image",)),
}
"""Parts of a panel that can be hidden alone: whose, and as which of its attributes."""


def _diagram(theme: Theme) -> Panel:
    from gdstudio.views.drawing import Drawing  # noqa: PLC0415  # only when it is needed

    drawing = Drawing(theme)
    drawing.diagram.bare()
    drawing.offer(QSize(0, 0))  # type for the last row is too large for many rows: those are a matrix
    return drawing


def _bowls(theme: Theme) -> Panel:
    from gdstudio.views.bowls.panel import BowlsPanel  # noqa: PLC0415  # the same

    return BowlsPanel(theme)


def _alpha(theme: Theme) -> Panel:
    from gdstudio.views.alpha.ruler import AlphaRuler  # noqa: PLC0415  # the same

    return AlphaRuler(theme)


def _error(theme: Theme) -> Panel:
    from gdstudio.views.chart.late import LateErrorChart  # noqa: PLC0415  # the same

    chart = LateErrorChart(theme)
    chart.make().bare()
    return chart


def _numbers(theme: Theme) -> Panel:
    from gdstudio.views.numbers.panel import NumbersPanel  # noqa: PLC0415  # the same

    return NumbersPanel(theme)


def _steps(theme: Theme) -> Panel:
    from gdstudio.views.steps.panel import StepsPanel  # noqa: PLC0415  # the same

    return StepsPanel(theme)


def _surface(theme: Theme) -> Panel:
    from gdstudio.views.surface.panel import SurfacePanel  # noqa: PLC0415  # the same

    return SurfacePanel(theme)


def _sweep(theme: Theme) -> Panel:
    from gdstudio.views.sweep.panel import SweepPanel  # noqa: PLC0415  # the same

    return SweepPanel(theme)


def _code(theme: Theme) -> Panel:
    from gdstudio.views.code.panel import CodePanel  # noqa: PLC0415  # the same

    return CodePanel(theme)


def _pictures(theme: Theme) -> Panel:
    from gdstudio.views.pictures.panel import PicturesPanel  # noqa: PLC0415  # the same

    pictures = PicturesPanel(theme)
    pictures.parts.for_audience()
    return pictures


def _draw(theme: Theme) -> Panel:
    from gdstudio.views.pad.panel import DigitPad  # noqa: PLC0415  # the same

    return DigitPad(theme)


def _mistakes(theme: Theme) -> Panel:
    from gdstudio.views.mistakes.panel import MistakesPanel  # noqa: PLC0415  # the same

    return MistakesPanel(theme)


def _accuracy(theme: Theme) -> Panel:
    from gdstudio.views.accuracy.panel import AccuracyPanel  # noqa: PLC0415  # the same

    return AccuracyPanel(theme)


def _product(theme: Theme) -> Panel:
    from gdstudio.views.product.panel import ProductPanel  # noqa: PLC0415  # the same

    return ProductPanel(theme)


def _row(theme: Theme) -> Panel:
    from gdstudio.views.row.panel import RowPanel  # noqa: PLC0415  # the same

    return RowPanel(theme)


def _vectors(theme: Theme) -> Panel:
    from gdstudio.views.vectors.panel import VectorsPanel  # noqa: PLC0415  # the same

    vectors = VectorsPanel(theme)
    vectors.stand_in_a_row()
    return vectors


_MAKERS: dict[str, Callable[[Theme], Panel]] = {
    "diagram": _diagram,
    "bowls": _bowls,
    "alpha": _alpha,
    "error": _error,
    "numbers": _numbers,
    "steps": _steps,
    "surface": _surface,
    "sweep": _sweep,
    "code": _code,
    "pictures": _pictures,
    "draw": _draw,
    "mistakes": _mistakes,
    "accuracy": _accuracy,
    "product": _product,
    "row": _row,
    "vectors": _vectors,
}
