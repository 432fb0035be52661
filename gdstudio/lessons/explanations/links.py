"""Where each kind of thing is treated: the lesson and its step; and what an open question hides of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.explanations.topic import Kind, Link

if TYPE_CHECKING:
    from collections.abc import Mapping

_SINGLE, _MANY = "single-input", "multiple-inputs"

LINKS: Mapping[Kind, Link] = {
    Kind.INPUT: Link(_MANY, "Change one input"),
    Kind.WEIGHT: Link(_SINGLE, "Predict"),
    Kind.PRED: Link(_MANY, "A weighted sum"),
    Kind.TARGET: Link(_SINGLE, "Compare"),
    Kind.DELTA: Link(_MANY, "How many deltas?"),
    Kind.ERROR: Link(_SINGLE, "Compare"),
    Kind.WEIGHT_DELTA: Link(_MANY, "Three weight deltas"),
    Kind.NEXT_WEIGHT: Link(_MANY, "Which moves most?"),
    Kind.FREEZE: Link("freezing", "Act one: a weight that must not move"),
    Kind.PREDICT: Link(_SINGLE, "Predict"),
    Kind.COMPARE: Link(_SINGLE, "Compare"),
    Kind.WEIGHT_DELTAS: Link(_MANY, "Three weight deltas"),
    Kind.LEARN: Link(_MANY, "Which moves most?"),
    Kind.DOT: Link(_SINGLE, "The bowl"),
    Kind.CURVE: Link(_SINGLE, "The bowl"),
    Kind.TANGENT: Link(_SINGLE, "The bowl"),
    Kind.BEFORE: Link("freezing", "Act one: a weight that must not move"),
    Kind.AHEAD: Link("several-steps", "How much further?"),
    Kind.STAR: Link("error-surface", "The way down"),
    Kind.MEAN_CURVE: Link("error-surface", "Four games at once"),
    Kind.EXAMPLE_CURVE: Link("error-surface", "Four games at once"),
    Kind.FLOOR: Link("error-surface", "Four games at once"),
    Kind.WEIGHT_AXIS: Link("several-steps", "A needle and a wide bowl"),
    Kind.ERROR_AXIS: Link("several-steps", "A needle and a wide bowl"),
    Kind.ALPHA: Link("too-much-alpha", "Ten times as fast?"),
    Kind.LIMIT: Link("too-much-alpha", "How much is too much?"),
    Kind.ZONE: Link("too-much-alpha", "The factor"),
    Kind.ONE_STEP: Link(_SINGLE, "One step to the bottom"),
    Kind.FACTOR: Link("too-much-alpha", "The factor"),
    Kind.ERROR_CURVE: Link("several-steps", "How much further?"),
    Kind.ERROR_AHEAD: Link("several-steps", "How much further?"),
    Kind.STEP: Link(_SINGLE, "Predict"),
    Kind.SURFACE: Link("error-surface", "A cut through the surface"),
    Kind.ZERO_LINE: Link("error-surface", "A bowl or a trough?"),
    Kind.PATH: Link("error-surface", "The way down"),
    Kind.ARROW: Link("error-surface", "The way down"),
    Kind.GOAL: Link("error-surface", "The way down"),
    Kind.CODE_LINE: Link("printed-listing", "In one sentence"),
    Kind.SWEEP: Link("too-much-alpha", "How much is too much?"),
    Kind.ORDER: Link("error-surface", "Four games at once"),
    Kind.RULE: Link("printed-listing", "Something is wrong"),
    Kind.PICTURE: Link("weight-pictures", "Blue and orange"),
    Kind.PIXEL: Link("mnist", "A picture is a row"),
    Kind.COLOR_BAR: Link("weight-pictures", "Blue and orange"),
    Kind.SCORES: Link("weight-pictures", "Are scores probabilities?"),
    Kind.PRODUCT: Link("dot-products", "A prediction is a dot product"),
    Kind.LIKENESS: Link("dot-products", "Multiply and add"),
    Kind.ACCURACY: Link("mnist", "A thousand pictures"),
    Kind.MISTAKES: Link("mnist", "A perfect answer"),
}
"""Kinds without an entry are tools of the studio, of which no lesson speaks."""

_PRED, _DELTA, _ERROR = {"prediction"}, {"prediction", "delta", "error"}, {"prediction", "delta", "error"}
_WEIGHT_DELTAS = {"delta", "prediction", "error", "weight deltas"}
_BOWLS = {*_ERROR, "bowls"}
_SURFACE = {*_ERROR, "surface"}
_LIMITS = {"limits", "alpha"}

TELLING: Mapping[Kind, frozenset[str]] = {
    kind: frozenset(facts)
    for kind, facts in {
        Kind.PRED: _PRED,
        Kind.PREDICT: _PRED,
        Kind.DELTA: _DELTA,
        Kind.ERROR: _ERROR,
        Kind.COMPARE: _DELTA,
        Kind.WEIGHT_DELTA: _WEIGHT_DELTAS,
        Kind.WEIGHT_DELTAS: _WEIGHT_DELTAS,
        Kind.FREEZE: _WEIGHT_DELTAS,
        Kind.NEXT_WEIGHT: {*_WEIGHT_DELTAS, "ahead"},
        Kind.LEARN: {*_WEIGHT_DELTAS, "ahead"},
        Kind.DOT: _BOWLS,
        Kind.CURVE: {*_BOWLS, "destination"},
        Kind.MEAN_CURVE: {*_BOWLS, "destination"},
        Kind.EXAMPLE_CURVE: _BOWLS,
        Kind.FLOOR: {*_BOWLS, "destination"},
        Kind.TANGENT: {*_BOWLS, "weight deltas"},
        Kind.BEFORE: _BOWLS,
        Kind.AHEAD: {*_BOWLS, "ahead"},
        Kind.STAR: {*_BOWLS, "destination", "limits"},
        Kind.ERROR_AXIS: _BOWLS,
        Kind.LIMIT: _LIMITS,
        Kind.ZONE: _LIMITS,
        Kind.ONE_STEP: _LIMITS,
        Kind.FACTOR: {*_LIMITS, "ahead"},
        Kind.ERROR_CURVE: _ERROR,
        Kind.ERROR_AHEAD: {*_ERROR, "ahead"},
        Kind.RUNS: {*_ERROR, "runs"},
        Kind.SWEEP: {*_LIMITS, "sweep"},
        Kind.CODE_LINE: {*_WEIGHT_DELTAS, "ahead", "code"},
        Kind.SURFACE: _SURFACE,
        Kind.ZERO_LINE: {*_SURFACE, "destination"},
        Kind.GOAL: {*_SURFACE, "destination"},
        Kind.HINT: {"ahead", "destination", "limits", *_ERROR},
        Kind.PICTURE: {*_PRED, "scores"},
        Kind.SCORES: {*_PRED, "scores"},
        Kind.PRODUCT: {*_PRED, "scores", "likeness"},
        Kind.PIXEL: {*_PRED, "likeness"},
        Kind.LIKENESS: {"likeness"},
        Kind.ACCURACY: {"accuracy"},
        Kind.MISTAKES: {"accuracy", "mistakes"},
    }.items()
}
"""The facts and parts, as questions name them, that the present numbers of a kind would give away."""
