"""A canary for a fault in a binding: PySide6 6.12.0 on Python 3.11 loses references to None, and then aborts.

The version bounds in pyproject.toml keep it away; this says so if they are ever loosened too far. From
Python 3.12 on None is never freed, so the count holds there by itself.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 500


def test_calls_that_return_none_lose_no_reference_to_it() -> None:
    """After 500 calls of a setter, None has about as many references as before."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("canary")
    after = sys.getrefcount(None)
    assert abs(after - before) < CALLS // 10, "update PySide6: it miscounts references to None"
