"""Explain anything: what a thing on the screen is, how it comes about, and what it is now.

Pure: the views say what is at a point (a `Topic`), and the answer is worked out from the snapshot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.explanations.curves import CURVES
from gdstudio.lessons.explanations.links import LINKS, TELLING
from gdstudio.lessons.explanations.network import NETWORK
from gdstudio.lessons.explanations.pictures import PICTURES
from gdstudio.lessons.explanations.place import Place
from gdstudio.lessons.explanations.run import RUN
from gdstudio.lessons.explanations.topic import Explanation, Kind, Link, Topic

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot

__all__ = ["ALL", "HIDDEN", "Explanation", "Kind", "Link", "Topic", "explain"]

ALL = {**NETWORK, **CURVES, **RUN, **PICTURES}
"""How each kind is told."""

HIDDEN = "Hidden until the question is answered."
"""What stands in place of numbers that would answer an open question."""


def explain(topic: Topic, snapshot: Snapshot) -> Explanation:
    """Say what a thing is, with its present numbers, unless an open question hides them.

    While anything is hidden, only what a thing is: what follows from that is for the lesson to ask.

    Args:
        topic: the thing.
        snapshot: with all its numbers: those that are hidden are kept back here.
    """
    told = ALL[topic.kind](Place(topic, snapshot))
    text, formula, now = told.text, told.formula, told.now
    if snapshot.hidden:
        text = definition(text)
        if snapshot.hidden & TELLING.get(topic.kind, frozenset()):
            formula, now = "", HIDDEN
    return Explanation(told.title, text, formula, now, LINKS.get(topic.kind))


def definition(text: str) -> str:
    """The first sentence of a text, which says what a thing is; what follows from it may be asked for."""
    first, stop, _ = text.partition(". ")
    return f"{first}." if stop else text
