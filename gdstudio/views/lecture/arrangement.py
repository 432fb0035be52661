"""Where a lecture's panels and its arithmetic stand: the first panel at the left, the rest beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_FEWEST = 2
"""So many cards at least: one summand alone tells nothing of a sum, one part nothing of the other."""


class Need(NamedTuple):
    """What a panel needs: at least this size.

    Attributes:
        least: its least size.
        flat: it is as wide as the page, below the others.
        low: it gains nothing by more height: the cards may stand below it.
    """

    least: QSize
    flat: bool = False
    low: bool = False


class CardsNeed(NamedTuple):
    """What the arithmetic needs: its width, its height for a number of cards, and how many there may be."""

    width: int
    height_of: Callable[[int], int]
    most: int


class Places(NamedTuple):
    """Where everything stands: the panels in their order; no rectangle for the cards: they are left out."""

    panels: tuple[QRect, ...]
    cards: QRect | None


def arrange(room: QRect, needs: Sequence[Need], cards: CardsNeed | None, gap: int) -> Places | None:
    """Place panels, and the cards where there are any; None where the room is too small.

    Args:
        room: all there is.
        needs: one for each panel.
        cards: None where none are wanted.
        gap: between the parts.
    """
    flat = [need for need in needs if need.flat]
    below = sum(need.least.height() + gap for need in flat)
    upper = room.adjusted(0, 0, 0, -below)
    high = [need for need in needs if not need.flat]
    placed = None
    if cards is not None and len(high) > 1 and high[0].low:
        placed = _cards_below(upper, [need.least for need in high], cards, gap)
    if placed is None:
        placed = _columns(upper, [need.least for need in high], cards, gap)
    if placed is None or any(need.least.width() > room.width() for need in flat):
        return None
    if len(flat) == len(needs) and cards is None:
        upper = QRect(room.left(), room.top(), room.width(), 0)
    columns, at = list(placed.panels), upper.bottom() + 1 + gap
    panels = []
    for need in needs:
        if need.flat:
            panels.append(QRect(room.left(), at, room.width(), need.least.height()))
            at += need.least.height() + gap
        else:
            panels.append(columns.pop(0))
    return Places(tuple(panels), placed.cards)


def _cards_below(room: QRect, least: list[QSize], cards: CardsNeed, gap: int) -> Places | None:
    """The first panel with all cards below it, and the others beside both, as high as the room."""
    top = QSize(cards.width, cards.height_of(cards.most))
    placed = _two(room, [*least[:1], top], least[1:], None, gap)
    if placed is None:
        return None
    first, below, *others = placed.panels
    spare = below.height() - top.height()
    return Places(
        (first.adjusted(0, 0, 0, spare), *others),
        QRect(below.left(), below.top() + spare, below.width(), top.height()),
    )


def _columns(room: QRect, least: list[QSize], cards: CardsNeed | None, gap: int) -> Places | None:
    """The first panel, and beside it the others below the cards."""
    count = 0 if cards is None else cards.most
    while True:
        top = None if cards is None else QSize(cards.width, cards.height_of(count))
        left, right = least[:1], least[1:]
        if len(least) == 4:
            left, right = [least[0], least[2]], [least[1], least[3]]
        if not least and top is not None:
            return Places((), room) if _fits(room, top) else None
        placed = _two(room, left, right, top, gap)
        if placed is not None:
            return _in_order(placed, len(least))
        count -= 1
        if count < _FEWEST:
            return None


def _in_order(places: Places, count: int) -> Places:
    if count != 4:
        return places
    first, third, second, fourth = places.panels
    return Places((first, second, third, fourth), places.cards)


def _two(room: QRect, left: list[QSize], right: list[QSize], top: QSize | None, gap: int) -> Places | None:
    """Two columns; `top` stands above the right one."""
    beside = ([] if top is None else [top]) + right
    if not beside:
        tall = _stacked(room, left, gap)
        return None if tall is None else Places(tuple(tall), None)
    wide_left = max((each.width() for each in left), default=0)
    wide_right = max(each.width() for each in beside)
    spare = room.width() - wide_left - wide_right - gap
    if spare < 0:
        return None
    first = wide_left + spare * wide_left // (wide_left + wide_right)
    one = QRect(room.left(), room.top(), first, room.height())
    other = QRect(room.left() + first + gap, room.top(), room.width() - first - gap, room.height())
    at_left = _stacked(one, left, gap)
    at_right = _stacked(other, beside, gap, fixed=0 if top is not None and right else None)
    if at_left is None or at_right is None:
        return None
    if top is None:
        return Places((*at_left, *at_right), None)
    return Places((*at_left, *at_right[1:]), at_right[0])


def _stacked(room: QRect, least: list[QSize], gap: int, fixed: int | None = None) -> list[QRect] | None:
    """Parts below each other, with the height that is left shared out; the fixed one gets none of it."""
    spare = room.height() - sum(each.height() for each in least) - gap * (len(least) - 1)
    if spare < 0 or any(each.width() > room.width() for each in least):
        return None
    sharing = len(least) - (fixed is not None)
    places, top = [], room.top()
    for index, each in enumerate(least):
        height = each.height() + (0 if index == fixed else spare // max(sharing, 1))
        places.append(QRect(room.left(), top, room.width(), height))
        top += height + gap
    return places


def _fits(room: QRect, size: QSize) -> bool:
    return size.width() <= room.width() and size.height() <= room.height()
