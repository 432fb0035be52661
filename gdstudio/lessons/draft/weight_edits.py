"""Edits of a draft's starting weights. Each gives another draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.lessons.draft.parts import Begin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.lessons.draft.cells import Cell
    from gdstudio.lessons.draft.draft import Draft


def with_weights(draft: Draft, output: int, input: int, block: Sequence[Sequence[Cell]]) -> Draft:
    """With some weights given, the first one (output, input); what has no place is left out.

    All others are given too from then on, as they are now.
    """
    draft = _as_given(draft)
    given = dict(draft.weights.given)
    links = draft.links()
    for row, cells in zip(links[output:], block, strict=False):
        given.update(zip(row[input:], cells, strict=False))
    return replace(draft, weights=replace(draft.weights, given=given))


def with_frozen(draft: Draft, places: Sequence[tuple[int, int]], frozen: bool) -> Draft:
    """With some weights, each (output, input), frozen or not."""
    links = draft.links()
    meant = {links[output][place] for output, place in places}
    now = draft.weights.frozen | meant if frozen else draft.weights.frozen - meant
    return replace(draft, weights=replace(draft.weights, frozen=now))


def with_begin(draft: Draft, begin: Begin) -> Draft:
    """With weights that begin otherwise; those given once are there again when they are asked for."""
    if begin is Begin.GIVEN and not draft.weights.given:
        return _as_given(draft)
    return replace(draft, weights=replace(draft.weights, begin=begin))


def _as_given(draft: Draft) -> Draft:
    """With each weight given, as it is now."""
    if draft.weights.begin is Begin.GIVEN:
        return draft
    pairs = zip(draft.links(), draft.weight_cells(), strict=True)
    now = {link: cell for links, cells in pairs for link, cell in zip(links, cells, strict=True)}
    return replace(draft, weights=replace(draft.weights, begin=Begin.GIVEN, given=now))
