"""Mixes two colours of a theme: paler lines and dimmer numbers that still belong to it."""

from __future__ import annotations

from PySide6.QtGui import QColor


def blend(color: QColor, other: QColor, share: float) -> QColor:
    """The mixture that holds `share` (0 to 1) of `color` and the rest of `other`."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * color.redF() + rest * other.redF(),
        share * color.greenF() + rest * other.greenF(),
        share * color.blueF() + rest * other.blueF(),
    )
