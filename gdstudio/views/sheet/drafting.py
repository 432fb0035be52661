"""The draft under the user's hands: each edit can be undone, and what is refused is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.parts import DraftError

if TYPE_CHECKING:
    from collections.abc import Callable

_UNDO_DEPTH = 200


class Drafting(QObject):
    """Holds a draft and the edits made to it.

    A draft is no session: it has an undo of its own, which ends at the sheet.
    """

    changed = Signal()
    said = Signal(str)
    """What an edit did that is not plain to see, or why it was refused; "" when there is nothing to say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft.empty()
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_UNDO_DEPTH)

    @property
    def draft(self) -> Draft:
        """As it is now."""
        return self._draft

    @property
    def is_edited(self) -> bool:
        """Whether it differs from what was last started, opened or filled in."""
        return not self.stack.isClean()

    def change(self, text: str, edit: Callable[[Draft], Draft], said: str = "") -> bool:
        """Make an edit.

        Args:
            text: what it does, in a few words, for Undo.
            edit: the draft after, from the draft before; a `DraftError` refuses it, and is said.
            said: what to say when it is done.

        Returns:
            Whether it was made.
        """
        try:
            after = edit(self._draft)
        except DraftError as refusal:
            self.said.emit(str(refusal))
            return False
        if after is not self._draft:
            self.stack.push(_Edit(self, text, self._draft, after))
        self.said.emit(said)
        return True

    def fill(self, draft: Draft, text: str, said: str = "") -> None:
        """Put another draft in its place, which Undo takes back; it counts as not edited."""
        self.change(text, lambda _draft: draft, said)
        self.settle()

    def settle(self) -> None:
        """From here on, count what is edited."""
        self.stack.setClean()

    def show(self, draft: Draft) -> None:
        """Take up a draft: the edit's side of it."""
        self._draft = draft
        self.changed.emit()


class _Edit(QUndoCommand):
    """From one draft to another. They share what is the same in both, so keeping them is cheap."""

    def __init__(self, desk: Drafting, text: str, before: Draft, after: Draft) -> None:
        super().__init__(text)
        self._desk, self._before, self._after = desk, before, after

    def redo(self) -> None:
        self._desk.show(self._after)

    def undo(self) -> None:
        self._desk.show(self._before)
