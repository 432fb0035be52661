"""The language in which lessons ask: numbers of a session, and whether something holds of it.

Small and safe: a check is read into a tree of known parts, and nothing in it is ever run as code.
"""

from gdstudio.lessons.checks.check import Check, read_amount, read_truth
from gdstudio.lessons.checks.statements import heaviest
from gdstudio.lessons.checks.tokens import CheckError
from gdstudio.lessons.checks.world import Looks, World

__all__ = ["Check", "CheckError", "Looks", "World", "heaviest", "read_amount", "read_truth"]
