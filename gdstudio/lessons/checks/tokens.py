"""The words of a check: numbers, names, names in quotes, and signs, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

LONGEST = 400
"""No check has more characters."""


class CheckError(ValueError):
    """A check that cannot be understood or answered; the text says what is wrong and what to write."""


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    NAME = auto()
    QUOTED = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    """One word or sign.

    Attributes:
        kind: what it is.
        text: as it counts: without its quotes, signs in their plain form.
    """

    kind: Kind
    text: str

    def __str__(self) -> str:
        return "the end" if self.kind is Kind.END else f"“{self.text}”"


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+−]?\d+)?)
      | (?P<name>[^\W\d]\w*)
      | ['‘’"“”](?P<quoted>[^'‘’"“”]*)['‘’"“”]
      | (?P<sign><=|>=|!=|==|[-+*/()<>=%≤≥≠−×÷·])
    )""",
    re.VERBOSE,
)
_PLAIN = {"≤": "<=", "≥": ">=", "≠": "!=", "==": "=", "−": "-", "×": "*", "·": "*", "÷": "/"}


def tokens(text: str) -> list[Token]:
    """Split a check into its words; the last token is the end.

    Raises:
        CheckError: a sign has no meaning here, or the text is too long.
    """
    if len(text) > LONGEST:
        raise CheckError(f"{len(text)} characters; use at most {LONGEST}")
    found: list[Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise CheckError(
                f"“{text[at:].strip()[:12]}” cannot be read; use names, numbers and < > = + − × ÷"
            )
        found.append(_token(match))
        at = match.end()
    return [*found, Token(Kind.END, "")]


def _token(match: re.Match[str]) -> Token:
    if match["number"] is not None:
        return Token(Kind.NUMBER, match["number"].replace("−", "-"))
    if match["name"] is not None:
        return Token(Kind.NAME, match["name"])
    if match["quoted"] is not None:
        return Token(Kind.QUOTED, match["quoted"])
    return Token(Kind.SIGN, _PLAIN.get(match["sign"], match["sign"]))
