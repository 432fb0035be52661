"""The order in which Tab goes through a window.

Qt appends whatever is made later, such as the parts of another scene's network, at the end of the window.
A panel must not have one of its own parts as focus proxy: Tab would come to the panel wherever it stands in
Qt's chain, and jump to that part over all that lies before it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def has_focus_inside(widget: QWidget) -> bool:
    """Whether the keyboard is at this widget or at one in it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def put_in_order(window: QWidget, panels: Sequence[QWidget]) -> None:
    """Let Tab go from panel to panel; inside a panel the order stays."""
    chain: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    ordered = [one for panel in panels for one in chain if one is panel or panel.isAncestorOf(one)]
    for first, second in pairwise(ordered):
        QWidget.setTabOrder(first, second)
