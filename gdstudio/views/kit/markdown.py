"""Markdown as the studio sets it to be read: the text of lessons and of scenes, wherever it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from gdstudio.views.kit.theme import MONO_FAMILY

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from gdstudio.views.kit.theme import Theme

LINES = 119.0
"""How far lines are apart, in percent of what the font asks for."""
_PARAGRAPHS = 7
"""Pixels at scale 1 between paragraphs."""

_TIED = re.compile(r" [×÷−] (?=\S)| · (?=[a-z]\b)|(?<==) (?=[−\d])|(?<=\d) (?=%)")
"""What stays on one line: a number and its %, a product, a difference; a line ends before “=” or “+”."""


def write(document: QTextDocument, markdown: str, theme: Theme, size: float, heading: str = "") -> None:
    """Fill a document.

    Args:
        document: what is filled.
        markdown: the text.
        theme: whose type.
        size: of the letters, in pixels at scale 1.
        heading: stands above the text, as it is; "" for none.
    """
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.font(size))
    markdown = _TIED.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), markdown)
    document.setMarkdown(f"# .\n\n{markdown}" if heading else markdown)
    cursor = QTextCursor(document)
    body = QTextBlockFormat()
    body.setLineHeight(LINES, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    body.setBottomMargin(_PARAGRAPHS * theme.scale)
    body.setTopMargin(0)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(body)
    _set_code(document)
    if heading:
        _set_heading(document, heading, theme, size)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    last = cursor.blockFormat()
    last.setBottomMargin(0)
    cursor.setBlockFormat(last)


def as_it_is(text: str) -> str:
    """Markdown that reads like this text, whatever signs are in it."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~&])", r"\\\1", text)


def _set_heading(document: QTextDocument, heading: str, theme: Theme, size: float) -> None:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    form = QTextCharFormat()
    form.setFont(theme.font(size + 3, bold=True))
    form.setForeground(theme.color("text"))
    cursor.insertText(heading, form)
    head = QTextBlockFormat()
    head.setHeadingLevel(2)
    head.setLineHeight(112.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    head.setBottomMargin((_PARAGRAPHS - 1) * theme.scale)
    cursor.setBlockFormat(head)


def _set_code(document: QTextDocument) -> None:
    """Set what is code in the studio's own type."""
    spans = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if fragment.isValid() and fragment.charFormat().fontFixedPitch():
                spans.append((fragment.position(), fragment.length()))
            iterator += 1
        block = block.next()
    for start, length in spans:
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.charFormat()
        form.setFontFamilies([MONO_FAMILY])
        cursor.mergeCharFormat(form)
