"""Text with places for numbers, ``{{ error after 3 steps, 3 digits }}``, which the core fills in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from gdstudio.lessons.checks import Check, CheckError, read_amount
from gdstudio.numerals import MINUS, compact, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.lessons.checks import World
    from gdstudio.messages import LaneStart

MOST_NUMBERS = 50
"""In one text."""
_PLACE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FORM = re.compile(
    r"(?P<asked>.*?)(?:,\s*(?:(?P<count>\d{1,2})\s+(?P<unit>digits?|decimals?)|(?P<percent>percent)))?\s*",
    re.DOTALL,
)
_MOST_DIGITS = 17
_ABOUT = f"{MINUS}0.1234"


@dataclass(frozen=True)
class Place:
    """A place for a number.

    Attributes:
        check: what the number is.
        count: how many digits, or None for as many as are usual.
        unit: "digits" (significant ones), "decimals", or "percent".
    """

    check: Check
    count: int | None = None
    unit: str = "digits"

    def filled(self, world: World) -> str:
        """Write the number.

        Raises:
            CheckError: there is none, or it is not finite.
        """
        value = self.check.value(world)
        if not isfinite(value):
            raise CheckError(f"“{self.check.text}” is no finite number here; ask for another, or fewer steps")
        if self.unit == "percent":
            return f"{compact(100 * value, 3)} %"
        if self.unit == "decimals":
            text = f"{value:.{self.count or 0}f}"
            return (text if float(text) else text.removeprefix("-")).replace("-", MINUS)
        return compact(value) if self.count is None else number(value, self.count)


@dataclass(frozen=True)
class Text:
    """Markdown with places for numbers.

    Attributes:
        parts: text and places, one after the other.
    """

    parts: tuple[str | Place, ...]

    def filled(self, world: World) -> str:
        """Write it with its numbers.

        Raises:
            CheckError: a number cannot be worked out; the text says which.
        """
        return "".join(part if isinstance(part, str) else part.filled(world) for part in self.parts)

    def filled_as_far_as_known(self, world: World) -> str:
        """Write it with a question mark for each number that cannot be worked out."""
        written = []
        for part in self.parts:
            try:
                written.append(part if isinstance(part, str) else part.filled(world))
            except CheckError:
                written.append("?")
        return "".join(written)

    @property
    def unfilled(self) -> str:
        """Write it with a usual number in each place: about as long as it will be."""
        return "".join(part if isinstance(part, str) else _ABOUT for part in self.parts)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where numbers stand."""
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not any(isinstance(part, Place) or part.strip() for part in self.parts)


def read_text(text: str, lanes: Sequence[LaneStart]) -> Text:
    """Find the places for numbers in a text.

    Args:
        text: Markdown.
        lanes: the scene's runs, for their names.

    Raises:
        CheckError: a place cannot be understood; the text says which.
    """
    pieces = _PLACE.split(text)
    if len(pieces) // 2 > MOST_NUMBERS:
        raise CheckError(f"{len(pieces) // 2} numbers to fill in; use at most {MOST_NUMBERS} in one text")
    parts = [_place(piece, lanes) if index % 2 else piece for index, piece in enumerate(pieces)]
    for part in parts[::2]:
        if isinstance(part, str) and ("{{" in part or "}}" in part):
            raise CheckError("“{{” or “}}” without its partner; write “{{ error }}” with both")
    return Text(tuple(part for part in parts if part))


def _place(inside: str, lanes: Sequence[LaneStart]) -> Place:
    if "}" in inside:
        told = inside.partition("}")[0].strip()
        raise CheckError(f"“{{{{ {told} }}”: a bracket is missing; close it with two")
    form = _FORM.fullmatch(inside.strip())
    asked = form["asked"] if form else inside
    if "," in asked:
        raise CheckError(
            f"“{{{{ {inside.strip()} }}}}”: “{asked.partition(',')[2].strip()}”;"
            " write “2 digits”, “2 decimals” or “percent” after the comma"
        )
    try:
        check = read_amount(asked.strip(), lanes)
    except CheckError as error:
        raise CheckError(f"“{{{{ {inside.strip()} }}}}”: {error}") from error
    if form is None or (form["count"] is None and form["percent"] is None):
        return Place(check)
    if form["percent"]:
        return Place(check, None, "percent")
    count = int(form["count"])
    decimals = form["unit"].startswith("decimal")
    if not (0 if decimals else 1) <= count <= _MOST_DIGITS:
        raise CheckError(f"“{{{{ {inside.strip()} }}}}”: {count} {form['unit']}; use 1 to {_MOST_DIGITS}")
    return Place(check, count, "decimals" if decimals else "digits")
