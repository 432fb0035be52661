"""Little scenes for tests, built by hand so that the tests of a room do not need the lessons."""

from __future__ import annotations

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples, Order
from gdstudio.messages import LaneStart, Scene

INPUTS = {"toes": [8.5, 9.5, 9.9, 9.0], "wlrec": [0.65, 0.8, 0.8, 0.9], "nfans": [1.2, 1.3, 0.5, 1.0]}
TARGETS = {"win": [1, 1, 0, 1], "hurt": [0.1, 0, 0, 0.1], "sad": [0.1, 0, 0.1, 0.2]}
NINE = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]


def table(inputs: list[str], targets: list[str]) -> Examples:
    """The four games, with the columns asked for."""
    rows = range(4)
    return Examples.table(
        inputs,
        targets,
        [[INPUTS[name][row] for name in inputs] for row in rows],
        [[TARGETS[name][row] for name in targets] for row in rows],
    )


def lane(
    examples: Examples,
    weights: list[list[float]],
    *,
    alpha: float = 0.01,
    frozen: list[list[bool]] | None = None,
    order: Order | None = None,
    rule: Rule = Rule.CORRECT,
    name: str = "run",
    label: str = "run",
) -> LaneStart:
    """One lane's start."""
    array = np.array(weights, dtype=np.float64)
    mask = np.zeros(array.shape, bool) if frozen is None else np.array(frozen)
    return LaneStart(name, label, examples, array, mask, alpha, order or Order(), rule)


def scene(*lanes: LaneStart, id: str = "test", title: str = "A scene for tests") -> Scene:
    """A scene of the given lanes."""
    text = "A few words about what is seen here. *Press play.*"
    return Scene(id, title, "5.4", text, lanes, tuple(each.name for each in lanes))


def three_inputs(**changes: object) -> Scene:
    """Three inputs, toes, wlrec, nfans → win."""
    return scene(lane(table([*INPUTS], ["win"]), [[0.1, 0.2, -0.1]], **changes))


def frozen_a(**changes: object) -> Scene:
    """The same with a frozen and alpha 0.3."""
    return three_inputs(**{"alpha": 0.3, "frozen": [[True, False, False]], **changes})


def three_outputs(**changes: object) -> Scene:
    """One input, wlrec → hurt, win, sad."""
    changes = {"alpha": 0.1, **changes}
    return scene(lane(table(["wlrec"], ["hurt", "win", "sad"]), [[0.3], [0.2], [0.9]], **changes))


def nine_weights(**changes: object) -> Scene:
    """Nine weights, toes, wlrec, nfans → hurt, win, sad."""
    return scene(lane(table([*INPUTS], ["hurt", "win", "sad"]), NINE, **changes))


def one_and_three() -> Scene:
    """Two lanes of different size: the single-input network beside the one with three inputs."""
    return scene(
        lane(table(["toes"], ["win"]), [[0.1]], name="single", label="one input"),
        lane(table([*INPUTS], ["win"]), [[0.1, 0.2, -0.1]], name="three", label="three inputs"),
    )


def correct_and_printed() -> Scene:
    """Two lanes of the same size: the correct outer product and the printed one."""
    examples = table([*INPUTS], ["hurt", "win", "sad"])
    return scene(
        lane(examples, NINE, name="correct", label="correct"),
        lane(examples, NINE, name="printed", label="as printed", rule=Rule.SWAPPED_OUTER_PRODUCT),
    )


def large(n_inputs: int, n_outputs: int, n_examples: int = 6, **changes: object) -> Scene:
    """A network of random weights, x1, x2 … → y1, y2 …, that learns from random examples."""
    random = np.random.default_rng(0)
    inputs = random.normal(size=(n_examples, n_inputs)).round(2)
    targets = (inputs @ random.normal(size=(n_inputs, n_outputs))).round(2)
    names = [f"x{j + 1}" for j in range(n_inputs)], [f"y{k + 1}" for k in range(n_outputs)]
    weights = (random.normal(size=(n_outputs, n_inputs)) * 0.3).round(3)
    examples = Examples.table(*names, inputs.tolist(), targets.tolist())
    return scene(lane(examples, weights.tolist(), **{"alpha": 0.002, **changes}))
