"""Where in a file a field stands, so that what is wrong can be said with its line.

The TOML reader of the standard library tells no places; this finds them again by the headers and names that
people write. Where a table is written in an unusual way, the line of the nearest thing above it is told.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from gdstudio.lessons.toml_slips import remedy_of_kind, remedy_of_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import msgspec

Path: TypeAlias = tuple[str | int, ...]
"""Names of fields and, in lists, indexes from 0: ``("tasks", 1, "when")``."""

_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<name>[\w.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"\s*(?P<name>[\w\"'-]+)\s*=")
_STRING = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'", re.DOTALL)
_FIELD_FIRST = re.compile(r"[a-z_]+: ")
_END = " (at end of document)"
_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


class ProblemAt(ValueError):  # noqa: N818  # it is one problem of several that are gathered
    """Something wrong with a field, said where its place in the file is not known.

    Attributes:
        path: of the field, from where the reading began.
    """

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


class FieldError(ValueError):
    """Something wrong in a block of TOML.

    Attributes:
        line: in the file, from 1.
    """

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True)
class Block:
    """Some TOML in a file.

    Attributes:
        text: the TOML.
        line: the file's line that its first line is, from 1.
    """

    text: str
    line: int

    def read(self) -> dict[str, Any]:
        """Read the fields.

        Raises:
            FieldError: it is no TOML.
        """
        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:  # bad TOML, numbers too long, brackets too deep
            said = str(error)
            place = _LINE.search(said)
            last = self.text.count("\n") if _END in said else 0
            line = self.line + (int(place[1]) - 1 if place else last)
            what = _LINE.sub("", said).replace(_END, "").rstrip(".")
            remedy = remedy_of_slip(what, self._written(line), at_end=_END in said)
            raise FieldError(line, f"not valid TOML: {remedy}") from error

    def wrong(self, path: Path, sentence: str) -> FieldError:
        """What to raise about a field: its line, its name as people say it, and the sentence.

        A sentence that begins with a field's name ("alpha: …") goes on from where the path ends.
        """
        place = spoken(path)
        between = "" if not place else ", " if _FIELD_FIRST.match(sentence) else ": "
        return FieldError(self.line_of(path), f"{place}{between}{sentence}")

    def mistyped(
        self,
        error: msgspec.ValidationError,
        unknown_field: Callable[[Path], str],
        choices: Mapping[str, Sequence[str]],
    ) -> FieldError:
        """What to raise about a field that is of the wrong kind, missing or unknown.

        Args:
            error: what msgspec found.
            unknown_field: says what to do about a field that there is not.
            choices: for fields with a few possible words, those.
        """
        what, _, place = str(error).partition(" - at `$")
        inner = re.findall(r"\.(\w+)|\[(\d+)\]", place)
        path: Path = tuple(int(index) if index else name for name, index in inner)
        unknown = re.search(r"unknown field `(.*)`", what)
        if unknown:
            path = (*path, unknown[1])
            return FieldError(self.line_of(path), f"{spoken(path)}: {unknown_field(path)}")
        missing = re.search(r"missing required field `(.*)`", what)
        if missing:
            path = (*path, missing[1])
            return FieldError(self.line_of(path[:-1]), f"{spoken(path)}: there is none; give one")
        line = self.line_of(path)
        remedy = remedy_of_kind(what, self._written(line), choices.get(str(path[-1])))
        return FieldError(line, f"{spoken(path)}: {remedy}")

    def _written(self, line: int) -> str:
        """What stands in a line of the file that is one of the block's."""
        return self.text.split("\n")[line - self.line]

    def line_of(self, path: Path) -> int:
        """The file's line of a field, or of the nearest thing above it that can be found."""
        text = _STRING.sub(_blanked, self.text)
        lines = text.split("\n")
        first, end = 0, len(lines)
        at = 0
        for depth, name in enumerate(path):
            if isinstance(name, int):
                continue
            following = path[depth + 1] if depth + 1 < len(path) else None
            index = following if isinstance(following, int) else 0
            header = _nth_header(lines, name, index)
            if header is not None and depth == 0:
                at = first = header
                end = _next_header(lines, header + 1)
                continue
            key = _key_line(lines, name, first if depth else 0, end if depth else _next_header(lines, 0))
            if key is None:
                break
            at = key
            if isinstance(following, int):
                at = _nth_element(lines, key, following)
        return self.line + at


def _blanked(match: re.Match[str]) -> str:
    """A string without what is in it; its lines stay."""
    return "".join(character if character == "\n" else " " for character in match[0])


def _nth_header(lines: list[str], name: str, index: int) -> int | None:
    found = [
        at
        for at, line in enumerate(lines)
        if (match := _HEADER.match(line)) and match["name"].split(".")[0] == name
    ]
    return found[min(index, len(found) - 1)] if found else None


def _next_header(lines: list[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if _HEADER.match(lines[at])), len(lines))


def _key_line(lines: list[str], name: str, start: int, end: int) -> int | None:
    for at in range(start, end):
        match = _KEY.match(lines[at])
        if match and match["name"].strip("\"'") == name:
            return at
    return None


def _nth_element(lines: list[str], start: int, index: int) -> int:
    """The line on which the table of that index in a list begins."""
    seen, depth = -1, 0
    for at in range(start, len(lines)):
        for character in lines[at]:
            if character == "{":
                seen += depth == 0
                depth += 1
                if seen == index:
                    return at
            elif character == "}":
                depth -= 1
            elif character == "]" and depth == 0:
                return start
    return start


def spoken(path: Path) -> str:
    """A field as people say it: ``tasks, number 2, when``."""
    return ", ".join(f"number {name + 1}" if isinstance(name, int) else name for name in path)
