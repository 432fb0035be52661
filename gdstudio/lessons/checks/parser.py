"""Reads a check: ``error falls and 0.01 <= alpha < limit`` becomes a tree, and every slip a sentence.

From weak to strong: *or*, *and*, *not*, comparisons and verbs, + −, × ÷, a sign, and then what follows an
amount or a truth: *after 3 steps*, *at start*, *in printed* (a run).
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gdstudio.lessons.checks.cursor import ALIASES, RESERVED, Cursor
from gdstudio.lessons.checks.nodes import (
    AllOf,
    AnyOf,
    AtStart,
    Combined,
    Compared,
    Constant,
    InLane,
    Later,
    Named,
    Node,
    Not,
    Size,
)
from gdstudio.lessons.checks.quantities import WORDS
from gdstudio.lessons.checks.statements import (
    AHEAD,
    PAST,
    SETTINGS,
    STATES,
    Changed,
    Changes,
    MovesMost,
    PanelIsOpen,
    SettingIs,
    State,
    WeightIs,
    setting_words,
)
from gdstudio.lessons.checks.tokens import CheckError, Kind
from gdstudio.lessons.parts import PANELS

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARES = ("<", ">", "<=", ">=", "=", "!=")
_WEIGHT_STATES = {"frozen": "frozen", "free": "free", "unfrozen": "free", "selected": "selected"}


def parse(text: str) -> Node:
    """Read a whole check.

    Raises:
        CheckError: it cannot be understood; the text says where and what to write.
    """
    return _Truths(text).whole()


class _Amounts(Cursor):
    """Reads amounts, and what stands in brackets."""

    def either(self) -> Node:
        """Read what may stand in brackets: anything."""
        raise NotImplementedError

    def sum(self) -> Node:
        """Read terms with + and − between them."""
        return self._chain(lambda: self._chain(self._signed, "*", "/"), "+", "-")

    def _chain(self, read: Callable[[], Node], *signs: str) -> Node:
        node = read()
        while sign := self.takes(*signs):
            left = amount(node, f"before “{sign}”")
            node = Combined(sign, left, amount(read(), f"after “{sign}”"))
        return node

    def _signed(self) -> Node:
        with self.deeper():
            if self.takes("-"):
                return Combined("-", Constant(0.0), amount(self._signed(), "after “−”"))
            if self.takes("size"):
                self.takes("of")
                return Size(amount(self._signed(), "after “size of”"))
            return self.followed(self._first())

    def followed(self, node: Node) -> Node:
        """Read where and when it is looked at."""
        while True:
            if self.takes("after"):
                node = Later(node, self.steps())
            elif self.takes("at"):
                if not self.takes("start"):
                    raise CheckError(f"{self.next} after “at”; write “at start” or “after 3 steps”")
                node = AtStart(node)
            elif self.next.text == "in" and self.ahead(1).kind is not Kind.NUMBER:
                self.take()
                node = InLane(node, self.name("in"))
            elif not self.takes("now"):
                return node

    def _first(self) -> Node:
        token = self.take()
        if token.kind is Kind.NUMBER:
            return Constant(float(token.text) / (100 if self.takes("%") else 1))
        if token.kind is Kind.QUOTED:
            return Named("", (token.text,))
        if token.kind is Kind.SIGN and token.text == "(":
            node = self.either()
            if not self.takes(")"):
                raise CheckError(f"{self.next} where “)” belongs; close the bracket")
            return node
        if token.kind is Kind.NAME:
            return self._statement(token.text) or self._named(token.text)
        raise CheckError(f"{token} where a name or a number belongs")

    def _statement(self, first: str) -> Node | None:
        """Read a sentence that begins with a word of its own: ``surface is open``, ``order is in turn``."""
        second, third = self.next.text, self.ahead(1).text
        if first in PANELS and (second, third) == ("is", "open"):
            self.skip(2)
            return PanelIsOpen(first)
        if first in SETTINGS and second == "is":
            self.skip(1)
            return self._setting(first)
        if first in {"all", "everything"} and (second, third) in {("is", "frozen"), ("are", "frozen")}:
            self.skip(2)
            return State("all frozen")
        return None

    def _setting(self, subject: str) -> Node:
        words = setting_words(subject)
        for length in (3, 2, 1):
            text = " ".join(self.ahead(place).text for place in range(length)).strip()
            if text in words:
                self.skip(length)
                return SettingIs(subject, words[text])
        raise CheckError(f"{self.next} after “{subject} is”; use one of {', '.join(words)}")

    def _named(self, first: str) -> Node:
        second = self.next.text if self.next.kind is Kind.NAME else ""
        for words, more in ((f"{first} {second}", 1), (first, 0)):
            word = ALIASES.get(words, words)
            if word in WORDS:
                self.skip(more)
                return Named(word, self.names(WORDS[word].of))
            if word in STATES:
                self.skip(more)
                return State(word)
        if first in RESERVED:
            raise CheckError(f"“{first}” does not belong here; if it is a name, put it in quotes: '{first}'")
        return Named("", (first,))


class _Truths(_Amounts):
    """Reads truths made of truths, comparisons, and verbs."""

    def whole(self) -> Node:
        """Read to the end."""
        node = self.either()
        if self.next.kind is not Kind.END:
            raise CheckError(f"{self.next} does not belong here; {self._meant()}")
        return node

    def _meant(self) -> str:
        """What may have been meant by a word that does not belong where it stands."""
        word, before = self.next.text, self.ahead(-1).text
        if word == "in" and before in PAST:
            return f"“{before}” looks back to where the step of the lesson began; leave out “in …”"
        if word in {*_WEIGHT_STATES, "open"}:
            return f"write “is {word}”"
        if before == "the":
            return "leave out “the”"
        close = get_close_matches(word, RESERVED - {word}, n=2, cutoff=0.7)
        return f"did you mean {' or '.join(close)}?" if close else "is “and” or a comparison missing?"

    def either(self) -> Node:
        """Read truths with *or* between them, or what stands there alone."""
        parts = self._listed(self._both, "or")
        return parts[0] if len(parts) == 1 else AnyOf(parts)

    def _both(self) -> Node:
        parts = self._listed(self._negated, "and")
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _listed(self, read: Callable[[], Node], word: str) -> tuple[Node, ...]:
        parts = [read()]
        while self.takes(word):
            parts.append(read())
        return tuple(truth(part, f"beside “{word}”") for part in parts) if len(parts) > 1 else tuple(parts)

    def _negated(self) -> Node:
        if self.takes("not"):
            with self.deeper():
                return Not(truth(self._negated(), "after “not”"))
        return self._related()

    def _related(self) -> Node:
        node = self.sum()
        if self.next.kind is Kind.SIGN and self.next.text in _COMPARES:
            return self._compared(node)
        if verb := self.takes(*AHEAD):
            return self._changes(node, verb)
        if verb := self.takes(*PAST):
            return Changed(amount(node, f"before “{verb}”"), verb)
        if self.takes("is", "are"):
            return self._is(node)
        return node

    def _compared(self, node: Node) -> Node:
        signs, amounts = [], [amount(node, f"before {self.next}")]
        while sign := self.takes(*_COMPARES):
            signs.append(sign)
            amounts.append(amount(self.sum(), f"after “{sign}”"))
        return Compared(tuple(signs), tuple(amounts))

    def _changes(self, node: Node, verb: str) -> Node:
        most = bool(verb == "moves" and self.takes("most"))
        steps = self.steps() if self.takes("in") else 1
        if most:
            return MovesMost(_weight(node, "moves most"), steps)
        return Changes(amount(node, f"before “{verb}”"), verb, steps)

    def _is(self, node: Node) -> Node:
        word = self.take()
        if word.text not in _WEIGHT_STATES:
            raise CheckError(f"{word} after “is”; write frozen, free or selected, or compare with = instead")
        return self.followed(WeightIs(_weight(node, f"is {word.text}"), _WEIGHT_STATES[word.text]))


def amount(node: Node, where: str) -> Node:
    """Return a node that is an amount.

    Raises:
        CheckError: it is a truth.
    """
    if node.is_truth:
        raise CheckError(f"a number is needed {where}; what stands there is true or false")
    return node


def truth(node: Node, where: str) -> Node:
    """Return a node that is a truth.

    Raises:
        CheckError: it is an amount.
    """
    if not node.is_truth:
        raise CheckError(f"a number stands {where}; compare it with something, as in “error < 0.01”")
    return node


def _weight(node: Node, what: str) -> Named:
    if not isinstance(node, Named) or node.word not in {"", "weight"}:
        raise CheckError(f"only a weight {what}; write its name before, as in “a {what}”")
    return Named("weight", node.names)
