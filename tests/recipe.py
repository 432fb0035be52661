"""An oracle: the chapter's recipe in plain Python lists, as a reader would type it, without numpy."""

from __future__ import annotations

GAMES = [[8.5, 0.65, 1.2], [9.5, 0.8, 1.3], [9.9, 0.8, 0.5], [9.0, 0.9, 1.0]]
WIN = [[1.0], [1.0], [0.0], [1.0]]
HURT_WIN_SAD = [[0.1, 1.0, 0.1], [0.0, 1.0, 0.0], [0.0, 0.0, 0.1], [0.1, 1.0, 0.2]]
NINE = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]


def neural_network(values: list[float], weights: list[list[float]]) -> list[float]:
    """A weighted sum for each output."""
    preds = []
    for row in weights:
        pred = 0.0
        for i in range(len(values)):
            pred += values[i] * row[i]
        preds.append(pred)
    return preds


def learn(
    weights: list[list[float]],
    values: list[float],
    true: list[float],
    alpha: float,
    frozen: frozenset[tuple[int, int]] = frozenset(),
    *,
    swapped: bool = False,
) -> tuple[list[list[float]], list[float], list[list[float]]]:
    """One step. Returns the new weights, the error of each output before it, and the weight deltas."""
    pred = neural_network(values, weights)
    delta = [pred[k] - true[k] for k in range(len(true))]
    error = [delta[k] ** 2 for k in range(len(true))]
    weight_deltas = [
        [
            0.0 if (k, j) in frozen else (values[k] * delta[j] if swapped else delta[k] * values[j])
            for j in range(len(values))
        ]
        for k in range(len(true))
    ]
    new = [
        [weights[k][j] - alpha * weight_deltas[k][j] for j in range(len(values))] for k in range(len(true))
    ]
    return new, error, weight_deltas
