"""Says slips in TOML in a teacher's words: a quote left open, a comma for a point, one bracket for two.

The readers say what they expected as a machine does; whoever writes a lesson wants to know what to type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = {
    "str": "a text", "str | null": "a text",
    "int": "a whole number", "int | null": "a whole number",
    "float": "a number", "float | null": "a number",
    "bool": "true or false", "bool | null": "true or false",
    "array": "a list", "array | null": "a list",
    "object": "a table", "object | null": "a table", "object | str": "a table or a text",
}  # fmt: skip
_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[\w.\"'-]+)\s*\]\]?")
_CURLY = re.compile(r"[“”„‘’«»]")
_SWITCH = re.compile(r"=\s*(?:yes|no|on|off|True|False|TRUE|FALSE)\b")
_POINTLESS = re.compile(r"=\s*[-+]?\.\d|\d\.(?!\d)")
_COMMA = re.compile(r"=\s*[-+]?\d+,\d")
_SLIPS = (
    ("Illegal character", 'a quote is not closed; write one (") at the end of the text'),
    ("Unterminated string", 'a quote is not closed; write one (") at the end of the text'),
    ("Unclosed array", "a comma, or the list's “]”, is missing before this; add it"),
    ("Unclosed inline table", "a comma, or a “}”, is missing here; add it"),
    ("Invalid initial character", "a comma too many, or a name is missing; put that right"),
    ("Expected '='", "this is no “name = value”; write the equals sign, or move a text below the block"),
    ("Expected ']'", "a bracket is not closed; write [question], or [[tasks]]"),
    ("Unescaped '\\'", "write a backslash twice (\\\\) in a text"),
    ("Expected newline", "something is left over in this line; write one field a line, a text in quotes"),
    ("Invalid statement", "this is no “name = value”; move a text below the block"),
)
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline")


def remedy_of_slip(what: str, line: str, *, at_end: bool) -> str:
    """What is wrong with TOML that cannot be read, and what to do.

    Args:
        what: the reader's words.
        line: the line that it stopped at.
        at_end: whether it stopped at the end.
    """
    if _CURLY.search(line) and what.startswith(("Invalid", "Expected")):
        return 'the quotes are curly; use straight ones: "…"'
    if _COMMA.search(line) and what.startswith("Expected newline"):
        return "a number has a point, not a comma (0.5); put that right"
    if _POINTLESS.search(line) and what.startswith(("Invalid value", "Expected newline")):
        return "a number has digits on both sides of its point (0.5); put that right"
    if _SWITCH.search(line) and what.startswith("Invalid value"):
        return "write true or false, in small letters"
    if what.startswith(_TWICE):
        header = _HEADER.match(line)
        name = f"“{header['name']}”" if header and not at_end else "a field"
        return f"{name} is given twice; leave one out (several tasks each begin with [[tasks]])"
    if what.startswith("Invalid value"):
        if at_end:
            return "a value is not finished; close its quotes and brackets"
        return 'a value is missing or cannot be read; a text stands in quotes ("…")'
    said = next((remedy for start, remedy in _SLIPS if what.startswith(start)), "")
    return said or f"{what[:1].lower()}{what[1:]}; put that right"


def remedy_of_kind(what: str, line: str, choices: Sequence[str] | None) -> str:
    """What is wrong with a value of the wrong kind, and what to write instead.

    Args:
        what: msgspec's words: "Expected `array`, got `str`".
        line: where the value stands.
        choices: the few words that may stand there, if it is so.
    """
    if choices:
        return f"{what[:1].lower()}{what[1:]}; use one of {', '.join(choices)}".replace("enum value", "word")
    remedy = _remedy(what, line)
    for kind, word in _KINDS.items():
        what = what.replace(f"`{kind}`", word)
    return f"{what[:1].lower()}{what[1:].replace(' | null', '').replace('`', '')}; {remedy}"


def _remedy(what: str, line: str) -> str:
    kinds = re.fullmatch(r"Expected `(\w+)[^`]*`, got `(\w+)`", what)
    if kinds is None:
        return "put that right"
    wanted, got = kinds[1], kinds[2]
    header = _HEADER.match(line)
    if header and {wanted, got} == {"array", "object"}:
        name = header["name"]
        return f"write [[{name}]], in double brackets" if wanted == "array" else f"write [{name}]"
    remedies = {
        "array": "put [ ] around it",
        "object": "write it in braces, { name = value }",
        "str": 'write it in quotes ("…")'
        if got in {"int", "float", "bool"}
        else 'write one text, in quotes ("…")',
        "int": "write a number, without quotes" if got == "str" else "put that right",
        "float": "write a number, without quotes" if got == "str" else "put that right",
        "bool": "write true or false, without quotes" if got == "str" else "put that right",
    }
    return remedies.get(wanted, "put that right")
