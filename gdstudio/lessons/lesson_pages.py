"""Takes a lesson's file apart: the front matter, what stands above the first step, and each step's page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gdstudio.lessons.toml_places import Block, FieldError

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})[ \t]*(?P<word>[\w-]*)")
_HEADING = re.compile(r" {0,3}##[ \t]+(?P<title>[^#\s].*?)[ \t#]*")
_INDENTED = re.compile(r"[ \t]+(`{3,}|~{3,})[ \t]*toml\b", re.IGNORECASE)
_OWN_FIELD = re.compile(r"\s*(?:\[question\]|\[\[tasks\]\]|(?:setup|light|panels)\s*=\s*\[)")


@dataclass
class Page:
    """One step as it stands in the file.

    Attributes:
        title: its heading.
        line: where that stands, from 1.
        lines: its text.
        block: its fields, if it has any.
    """

    title: str
    line: int
    lines: list[str] = field(default_factory=list)
    block: Block | None = None

    @property
    def text(self) -> str:
        """Its text without the block."""
        return "\n".join(self.lines).strip()


@dataclass(frozen=True)
class Pages:
    """A file taken apart.

    Attributes:
        front: the front matter.
        about: the text above the first step.
        about_line: where that begins, from 1.
        steps: the pages, in order.
    """

    front: Block
    about: str
    about_line: int
    steps: tuple[Page, ...]


def take_apart(content: str) -> Pages:
    """Find the front matter and the pages.

    Raises:
        FieldError: a mark is missing, or a page has two blocks.
    """
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    marks = [number for number, line in enumerate(lines) if line.rstrip() == "+++"]
    if not marks or marks[0] != 0:
        raise FieldError(1, "front matter: not found; begin with a line of +++, end it with another")
    if len(marks) == 1:
        raise FieldError(1, "front matter: it has no end; write a second line of +++ below its fields")
    end = marks[1]
    splitter = _Splitter()
    for number, line in enumerate(lines[end + 1 :], start=end + 2):
        splitter.take(number, line)
    above, *steps = splitter.finished()
    return Pages(Block("\n".join(lines[1:end]), 2), above.text, end + 2, tuple(steps))


class _Splitter:
    """Takes the lines below the front matter one by one; fenced blocks hide headings."""

    def __init__(self) -> None:
        self._pages = [Page("", 0)]
        self._fence = ""
        self._opened = 0
        self._fields: list[str] | None = None

    def take(self, number: int, line: str) -> None:
        mark = _FENCE.match(line)
        if self._fence:
            self._inside(line, closes=bool(mark) and self._closes(line))
        elif mark:
            self._fence, self._opened = mark["marks"], number
            self._fields = [] if mark["word"].lower() == "toml" else None
            if self._fields is None:
                self._pages[-1].lines.append(line)
        elif _INDENTED.match(line):
            raise FieldError(number, "this block is indented too far to be one; begin its line with ```toml")
        elif heading := _HEADING.fullmatch(line):
            self._pages.append(Page(heading["title"], number))
        else:
            self._pages[-1].lines.append(line)

    def finished(self) -> list[Page]:
        """All pages; the first is what stands above the first step."""
        if self._fence:
            raise FieldError(self._opened, f"this block has no end; write {self._fence} below it")
        return self._pages

    def _closes(self, line: str) -> bool:
        marks = line.strip()
        return set(marks) == {self._fence[0]} and len(marks) >= len(self._fence)

    def _inside(self, line: str, *, closes: bool) -> None:
        if closes:
            self._fence = ""
        if self._fields is None:
            if _OWN_FIELD.match(line):
                raise FieldError(self._opened, f"this block is read as text; begin it with {self._fence}toml")
            self._pages[-1].lines.append(line)
        elif _INDENTED.match(f" {line}"):
            raise FieldError(self._opened, f"this block has no end; write {self._fence} below its last field")
        elif not closes:
            self._fields.append(line)
        else:
            self._give(Block("\n".join(self._fields), self._opened + 1))

    def _give(self, block: Block) -> None:
        page = self._pages[-1]
        if page.line == 0:
            raise FieldError(self._opened, "this block belongs to no step; write a ## Title above it")
        if page.block is not None:
            raise FieldError(self._opened, "this step has a block already; write all its fields in one")
        page.block = block
