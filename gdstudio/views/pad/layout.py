"""Where the parts of the digit pad go: the pad as large as fits, the scores always whole."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

TOOLS = 28
"""Height of the row of buttons in pixels at scale 1."""
VERDICT = 40
"""Height of the two lines that name the winner."""

_SIDE, _GAP = 10, 8
_ROW, _MOST_ROW = 16, 26  # of one score
_CAPTION = 18  # under the preview
_SMALL_PREVIEW = 64
_LEAST_ROWS = 6  # beside them, the preview has room
_WISHED_BOARD = 190  # a smaller pad makes room by setting the scores in two columns


@dataclass(frozen=True)
class Places:
    """Where everything goes.

    Attributes:
        board, tools, verdict, preview, scores: their rectangles; the preview's includes its caption.
        columns: how many the scores are set in.
        narrow: the preview's caption is set in several lines.
    """

    board: QRect
    tools: QRect
    verdict: QRect
    preview: QRect
    scores: QRect
    columns: int
    narrow: bool


def arrange(width: int, height: int, n_classes: int, image_side: int, scale: float) -> Places:
    """Place everything in a panel.

    Where it is high, the pad takes its width, with the preview beside the scores below it. Where it is low,
    the scores stand in two columns and the preview beside the pad.

    Args:
        width: of the panel, in pixels.
        height: the same.
        n_classes: how many scores there are.
        image_side: the larger side of the image that the network sees, in its pixels.
        scale: the theme's.
    """
    side, gap, row = (round(each * scale) for each in (_SIDE, _GAP, _ROW))
    tools, verdict = round(TOOLS * scale), round(VERDICT * scale)
    wide = width - 2 * side
    rest = height - 2 * side - tools - verdict - 3 * gap  # what the pad and the scores share
    reserved = max(n_classes, _LEAST_ROWS) * row
    board = min(wide, rest - reserved)
    low = board < min(_WISHED_BOARD * scale, wide)
    columns = 2 if low else 1
    rows = -(-n_classes // columns)
    if low:
        small = round(_SMALL_PREVIEW * scale)
        board = max(min(rest - rows * row, wide - gap - small), small)
    below = side + board + gap + tools + gap
    left = side if low else (width - board) // 2
    scores_top = below + verdict + gap
    scores_height = min(height - side - scores_top, round(rows * _MOST_ROW * scale))
    if low:
        preview = QRect(left + board + gap, side, width - side - left - board - gap, board)
        scores = QRect(side, scores_top, wide, scores_height)
    else:
        across = min(max(scores_height, reserved) - round(_CAPTION * scale), round(0.45 * wide))
        across = max(across // image_side, 1) * image_side
        preview = QRect(side, scores_top, across, across + round(_CAPTION * scale))
        scores = QRect(side + across + 2 * gap, scores_top, wide - across - 2 * gap, scores_height)
    return Places(
        board=QRect(left, side, board, board),
        tools=QRect(side, side + board + gap, wide, tools),
        verdict=QRect(side, below, wide, verdict),
        preview=preview,
        scores=scores,
        columns=columns,
        narrow=low,
    )
