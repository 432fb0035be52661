"""What the sheet's models say of a cell besides its text: the delegate paints it, whatever the model."""

from __future__ import annotations

from PySide6.QtCore import Qt

WRONG = Qt.ItemDataRole.UserRole
"""Whether it cannot be learned from, or begun with."""
UNUSED = Qt.ItemDataRole.UserRole + 1
"""Whether its column is not used."""
FROZEN = Qt.ItemDataRole.UserRole + 2
"""Whether the weight is frozen."""
