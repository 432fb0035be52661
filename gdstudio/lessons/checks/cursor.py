"""Goes through the words of a check, and reads what occurs in many places: names, numbers of steps."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gdstudio.lessons.checks.quantities import WORDS, Of
from gdstudio.lessons.checks.statements import AHEAD, PAST, SETTINGS, STATES
from gdstudio.lessons.checks.tokens import CheckError, Kind, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_STEPS_AHEAD = 20_000
"""No check looks further ahead."""
_DEEPEST = 20

ALIASES = {"weight delta": "weight_delta", "prediction": "pred", "true": "target"}
RESERVED = {
    *("and", "or", "not", "of", "in", "after", "at", "start", "now", "is", "are", "size", "step", "steps"),
    *("all", "everything", "most"),
    *(word for words in (WORDS, STATES, AHEAD, PAST, SETTINGS, ALIASES) for word in words),
}
"""Names like these are written in quotes."""


class Cursor:
    """Where in a check's words we are."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0

    @property
    def next(self) -> Token:
        """The next word or sign; the end again and again."""
        return self._tokens[min(self._at, len(self._tokens) - 1)]

    def ahead(self, distance: int) -> Token:
        """The word or sign so many places after the next one."""
        return self._tokens[min(self._at + distance, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Take the next word or sign."""
        token = self.next
        self._at += 1
        return token

    def skip(self, count: int) -> None:
        """Take so many words."""
        self._at += count

    def takes(self, *texts: str) -> str:
        """Take the next word or sign if it is one of these, outside quotes; "" if it is not."""
        token = self.next
        if token.kind in {Kind.NAME, Kind.SIGN} and token.text in texts:
            return self.take().text
        return ""

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count how deep brackets and signs are nested."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CheckError(f"more than {_DEEPEST} brackets or signs inside each other; write it shorter")
        yield
        self._depth -= 1

    def steps(self) -> int:
        """Read ``3 steps``."""
        token = self.take()
        if not (token.kind is Kind.NUMBER and token.text.isascii() and token.text.isdecimal()):
            raise CheckError(f"{token} where a number of steps belongs; write, for example, “after 3 steps”")
        count = int(token.text) if len(token.text) < 12 else MOST_STEPS_AHEAD + 1
        if not 1 <= count <= MOST_STEPS_AHEAD:
            raise CheckError(f"{token.text} steps; use 1 to {MOST_STEPS_AHEAD:,}")
        if not self.takes("step", "steps"):
            raise CheckError(f"{self.next} after “{count}”; write “{count} steps”")
        return count

    def name(self, after: str) -> str:
        """Read a name, in quotes or not; a whole number may be one."""
        token = self.take()
        if token.kind in {Kind.END, Kind.SIGN}:
            raise CheckError(f"{token} after “{after}”; write a name")
        return token.text

    def names(self, of: Of) -> tuple[str, ...]:
        """Read what a word is of: it stands behind *of*; a weight or a class also right behind the word."""
        if of is Of.NOTHING:
            return ()
        kind = self.next.kind
        if self.takes("of"):
            first = self.name("of")
        elif of in {Of.OUTPUT, Of.ANY_OUTPUT}:
            return ()
        elif kind is Kind.QUOTED or (kind is Kind.NAME and self.next.text not in RESERVED):
            first = self.take().text
        else:
            raise CheckError(f"{self.next} where {of.value} belongs; write, for example, “of a”")
        if of is not Of.VECTORS:
            return (first,)
        if not self.takes("and"):
            raise CheckError(f"{self.next} where the second vector belongs; write “product of a and b”")
        return first, self.name("and")
