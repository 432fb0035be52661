"""The themes' colours hold their contrasts: text 4.5 : 1, graphics 3 : 1, on every surface they stand on."""

from __future__ import annotations

import pytest

from gdstudio.views.kit.theme import PROJECTOR, THEMES, Theme

TEXTS = (
    "text", "muted", "positive_text", "negative_text", "shrinks_text", "guaranteed_text", "overshoots_text",
    "diverges_text", "accent", "second_lane", "third_lane", "fourth_lane",
)  # fmt: skip
GRAPHICS = (
    "positive", "negative", "outline", "accent", "ice", "curve", "before", "star", "shrinks", "guaranteed",
    "overshoots", "diverges", "second_lane", "third_lane", "fourth_lane",
)  # fmt: skip


def luminance(color: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    """The measure itself: the largest contrast there is."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", TEXTS)
def test_text_can_be_read(theme: Theme, name: str) -> None:
    """4.5 : 1 on a card and behind the cards; 7 : 1 on a projector."""
    for surface in (theme.card, theme.background):
        assert contrast(getattr(theme, name), surface) >= (7 if theme is PROJECTOR else 4.5)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", GRAPHICS)
def test_graphics_can_be_seen(theme: Theme, name: str) -> None:
    """3 : 1 on a card."""
    assert contrast(getattr(theme, name), theme.card) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_on_the_accent_can_be_read(theme: Theme) -> None:
    """The primary button's words hold 4.5 : 1."""
    assert contrast(theme.on_accent, theme.accent) >= 4.5
