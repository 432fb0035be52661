"""What a lesson does, in the words of its file: ``{ freeze = "a" }``, ``{ steps = 5 }``.

Changes are written as in a scene's ``[[commands]]``; beside them there are words for moving about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.network import weight_name, weight_names
from gdstudio.lessons.lesson import Act, DrawDigit, OpenPanel, Reset, SelectWeight, ShowPair
from gdstudio.lessons.parts import panel_problem
from gdstudio.lessons.planned import CommandTable, PlannedError, change
from gdstudio.lessons.toml_places import ProblemAt
from gdstudio.messages import (
    LARGEST_ALPHA,
    MOST_LANES,
    Compare,
    Fork,
    GoToPhase,
    LookAt,
    Pause,
    Play,
    Race,
    Reference,
    Seek,
    SetOrder,
    SetSpeed,
    Source,
    Speed,
    TakeSteps,
    WeightRef,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import LaneStart

MOST_STEPS = 20_000
"""No lesson takes more steps at once: nobody is to wait."""
MOST_IMAGES = 1_000_000
MOST_ACTS = 20
"""In one list."""
_SPEEDS = (0.01, 1000.0)
_CHANGES = ("alpha", "freeze", "unfreeze", "set", "order", "rule")


class ActTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to do; exactly one of its words, with what belongs to it.

    `lane` names a run for those words that concern one; `value` and `example` belong to `set`; `example`
    and `seed` to `order`.
    """

    reset: bool | None = None
    alpha: float | None = None
    freeze: str | None = None
    unfreeze: str | None = None
    set: str | None = None
    order: Taking | None = None
    rule: Rule | None = None
    steps: int | None = None
    seek: int | None = None
    phase: str | None = None
    play: bool | None = None
    speed: float | None = None
    fork: str | None = None
    race: list[float] | None = None
    look: str | None = None
    compare: Reference | None = None
    panel: str | None = None
    select: str | None = None
    pair: str | None = None
    draw: int | None = None
    value: float | None = None
    example: int | None = None
    seed: int | None = None
    lane: str | None = None


_BELONGS = {
    "value": {"set"},
    "example": {"set", "order"},
    "seed": {"order"},
    "lane": {*_CHANGES, "fork", "race", "select"},
}
_WORDS = tuple(name for name in ActTable.__struct_fields__ if name not in _BELONGS)


class ActError(ValueError):
    """Something that cannot be done; the text names the field and the remedy."""


def read_acts(tables: Sequence[ActTable], lanes: Sequence[LaneStart]) -> tuple[Act, ...]:
    """Read a list of things to do.

    Args:
        tables: as the file has them.
        lanes: the scene's runs; none while images are not loaded.

    Raises:
        ProblemAt: one of them cannot be done.
    """
    if len(tables) > MOST_ACTS:
        raise ProblemAt((MOST_ACTS,), f"do at most {MOST_ACTS} things in one list")
    acts: list[Act] = []
    for index, table in enumerate(tables):
        try:
            acts += _acts(table, lanes)
        except (ActError, PlannedError) as error:
            raise ProblemAt((index,), str(error)) from error
    return tuple(acts)


def _acts(table: ActTable, lanes: Sequence[LaneStart]) -> tuple[Act, ...]:
    chosen = [word for word in _WORDS if getattr(table, word) is not None]
    if not chosen:
        raise ActError(f"nothing to do; use one of {', '.join(_WORDS)}")
    if len(chosen) > 1:
        raise ActError(f"{' and '.join(chosen)} at once; write each in braces of its own")
    (word,) = chosen
    for field, words in _BELONGS.items():
        if getattr(table, field) is not None and word not in words:
            raise ActError(f"{field}: it does not belong to {word}; leave it out")
    if word in _CHANGES and (lanes or word not in {"order", "rule"}):
        changes = CommandTable(
            step=1,
            lane=table.lane,
            alpha=table.alpha,
            freeze=table.freeze,
            unfreeze=table.unfreeze,
            set=table.set,
            value=table.value,
            rule=table.rule,
            order=table.order,
            example=1 if table.example is None else table.example,
            seed=table.seed or 0,
        )
        return tuple(entry.command for entry in change(changes, lanes))
    return (_single(word, table, lanes),)


def _single(word: str, table: ActTable, lanes: Sequence[LaneStart]) -> Act:
    match word:
        case "steps":
            return TakeSteps(_between(word, table.steps, -MOST_STEPS, MOST_STEPS))
        case "seek":
            return Seek(_between(word, table.seek, 1, MOST_STEPS))
        case "phase":
            return GoToPhase(_phase(table.phase or ""))
        case "play" | "reset":
            return _switched(word, bool(getattr(table, word)))
        case "speed":
            return SetSpeed(Speed(_number(word, table.speed, *_SPEEDS)))
        case "order":
            return _order_of_images(table)
        case "rule":
            raise ActError("rule: images are learnt by the correct recipe only; leave it out")
        case "fork":
            return Fork(_lane(table, lanes) or 0, table.fork or "")
        case "race":
            return _race(table, lanes)
        case "look":
            return _look(table.look or "")
        case "compare":
            return Compare(table.compare or Reference.MEANS)
        case "panel":
            return _open(table.panel or "")
        case "pair":
            return _pair(table.pair or "", lanes)
        case "draw":
            return _draw(table.draw, lanes)
        case _:
            return SelectWeight(weight_ref("select", table.select or "", lanes, table.lane))


def _switched(word: str, on: bool) -> Act:
    if word == "play":
        return Play() if on else Pause()
    if not on:
        raise ActError("reset: false means nothing; leave it out")
    return Reset()


def _between(field: str, value: int | None, low: int, high: int) -> int:
    if value is None or not low <= value <= high:
        raise ActError(f"{field}: {value}; use a whole number from {low:,} to {high:,}".replace("-", "−"))
    return value


def _number(field: str, value: float | None, low: float, high: float) -> float:
    if value is None or not low <= value <= high:
        raise ActError(f"{field}: {value}; use a number from {low:g} to {high:g}")
    return value


def _phase(name: str) -> Phase:
    words = {phase.name.lower().replace("_", " "): phase for phase in Phase}
    if name not in words:
        raise ActError(f"phase: “{name}”; use one of {', '.join(words)}")
    return words[name]


def _order_of_images(table: ActTable) -> SetOrder:
    """An order of images that are not loaded yet: how many there are is not known."""
    example = _between("example", 1 if table.example is None else table.example, 1, MOST_IMAGES)
    seed = _between("seed", table.seed or 0, 0, 2**32 - 1)
    return SetOrder(Order(table.order or Taking.ONE, example - 1, seed))


def _race(table: ActTable, lanes: Sequence[LaneStart]) -> Race:
    alphas = table.race or []
    if not 1 <= len(alphas) <= MOST_LANES - 1:
        raise ActError(f"race: {len(alphas)} alphas; give 1 to {MOST_LANES - 1}")
    return Race(_lane(table, lanes) or 0, tuple(_number("race", each, 0, LARGEST_ALPHA) for each in alphas))


def _look(text: str) -> LookAt:
    match = re.fullmatch(r"(?:step|(learnt|unseen) (\d{1,7}))", text)
    if match is None or match[2] == "0":
        raise ActError(f"look: “{text}”; use “step”, “learnt 1” or “unseen 12”, counting from 1")
    return LookAt(Source(match[1]), int(match[2]) - 1) if match[1] else LookAt(Source.STEP)


def _lane(table: ActTable, lanes: Sequence[LaneStart]) -> int | None:
    if table.lane is None:
        return None
    names = [lane.name for lane in lanes]
    if table.lane not in names:
        raise ActError(f"lane: “{table.lane}”; use one of {', '.join(names)}")
    return names.index(table.lane)


def _open(panel: str) -> OpenPanel:
    if problem := panel_problem(panel):
        raise ActError(f"panel: {problem}")
    return OpenPanel(panel)


def _pair(text: str, lanes: Sequence[LaneStart]) -> ShowPair:
    """Two vectors by their letters, as “b c”."""
    tables = [lane.examples for lane in lanes[:1] if isinstance(lane.examples, Examples)]
    letters = [weight_name(row) for table in tables for row in range(len(table))]
    names = text.split()
    if len(names) != 2 or not set(names) <= set(letters):
        raise ActError(f"pair: “{text}”; name two of {', '.join(letters) or 'the vectors'}, as in “a b”")
    return ShowPair(letters.index(names[0]), letters.index(names[1]))


def _draw(digit: int | None, lanes: Sequence[LaneStart]) -> DrawDigit:
    if any(isinstance(lane.examples, Examples) for lane in lanes):
        raise ActError("draw: only a scene with images has a pad; leave it out")
    return DrawDigit(_between("draw", digit, 0, 9))


def weight_ref(field: str, name: str, lanes: Sequence[LaneStart], lane: str | None = None) -> WeightRef:
    """Find a weight by its name: in the run named, or in the last that has it.

    Raises:
        ActError: no run has it, or the scene's images have no named weights.
    """
    there: dict[str, None] = {}
    for index in reversed(range(len(lanes))):
        if lane not in {None, lanes[index].name}:
            continue
        rows = weight_names(lanes[index].weights.shape)
        for k, row in enumerate(rows):
            if name in row:
                return WeightRef(index, k, row.index(name))
            there |= dict.fromkeys(row)
    raise ActError(
        f"{field}: there is no weight “{name}”; there are {', '.join(there) or 'none with a name'}"
    )
