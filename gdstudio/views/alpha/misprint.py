"""What is said of alpha where the recipe has a misprint: zones are known of the correct recipe alone."""

from __future__ import annotations

from gdstudio.core.descent import Rule
from gdstudio.views.kit.zones import Verdict

_NOTHING_KNOWN = (
    "the recipe has a misprint: how far alpha may go is not known",
    "a misprint: no limit is known",
    "no limit is known",
)
_NEVER = (
    "delta is turned round: the error grows at any alpha above 0",
    "the error grows at any alpha",
    "it grows at any alpha",
)
_UPHILL = "Delta is turned round, so every step walks uphill: the error grows at any alpha above 0."
_UNKNOWN = (
    "The recipe has a misprint: a step does something else than the correct one, whose limits are known. How"
    " large alpha may be by this one is not."
)


def no_zones(rule: Rule) -> tuple[str, ...]:
    """What stands under a ruler without zones, the longest wording first."""
    return _NEVER if rule is Rule.DELTA_TURNED_ROUND else _NOTHING_KNOWN


def verdict_by(rule: Rule, alpha: float) -> Verdict:
    """What this alpha does by a rule with a misprint, as far as can be said."""
    if alpha == 0:
        return Verdict("learns nothing", "by any recipe", "muted")
    if rule is Rule.DELTA_TURNED_ROUND:
        return Verdict("diverges", "walks uphill", "diverges_text")
    return Verdict("misprint", "no limit is known", "diverges_text")


def told_by(rule: Rule) -> str:
    """The same at length."""
    return _UPHILL if rule is Rule.DELTA_TURNED_ROUND else _UNKNOWN
