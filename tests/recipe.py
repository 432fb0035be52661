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


def weight_deltas_of(
    weights: list[list[float]], values: list[float], true: list[float], misprint: str = ""
) -> tuple[list[float], list[list[float]]]:
    """The error of each output and all weight deltas of one example, right or with one printed mistake."""
    pred = neural_network(values, weights)
    error = [(pred[k] - true[k]) ** 2 for k in range(len(true))]
    delta = [pred[k] - true[k] for k in range(len(true))]
    if misprint == "delta turned round":
        delta = [true[k] - pred[k] for k in range(len(true))]
    weight_deltas = []
    for k in range(len(true)):
        row = []
        for j in range(len(values)):
            if misprint in {"", "delta turned round"}:
                row.append(delta[k] * values[j])
            elif misprint == "swapped outer product":
                row.append(values[k] * delta[j])
            elif misprint == "weights for input":
                row.append(delta[k] * weights[k][j])
            elif misprint == "weights for delta":
                row.append(values[j] * weights[k][j])
            else:
                raise ValueError(misprint)
        weight_deltas.append(row)
    return error, weight_deltas


def learn(
    weights: list[list[float]],
    values: list[float],
    true: list[float],
    alpha: float,
    frozen: frozenset[tuple[int, int]] = frozenset(),
    *,
    misprint: str = "",
) -> tuple[list[list[float]], list[float], list[list[float]]]:
    """One step. Returns the new weights, the error of each output before it, and the weight deltas."""
    return learn_from_all(weights, [values], [true], alpha, frozen, misprint=misprint)


def learn_from_all(
    weights: list[list[float]],
    inputs: list[list[float]],
    targets: list[list[float]],
    alpha: float,
    frozen: frozenset[tuple[int, int]] = frozenset(),
    *,
    misprint: str = "",
) -> tuple[list[list[float]], list[float], list[list[float]]]:
    """One step on all examples at once: the errors and the weight deltas are the means over them."""
    outputs, columns, count = range(len(targets[0])), range(len(inputs[0])), len(inputs)
    error = [0.0 for _ in outputs]
    weight_deltas = [[0.0 for _ in columns] for _ in outputs]
    for values, true in zip(inputs, targets, strict=True):
        own_error, own_weight_deltas = weight_deltas_of(weights, values, true, misprint)
        for k in outputs:
            error[k] += own_error[k]
            for j in columns:
                weight_deltas[k][j] += own_weight_deltas[k][j]
    error = [total / count for total in error]
    weight_deltas = [
        [0.0 if (k, j) in frozen else weight_deltas[k][j] / count for j in columns] for k in outputs
    ]
    new = [[weights[k][j] - alpha * weight_deltas[k][j] for j in columns] for k in outputs]
    return new, error, weight_deltas
