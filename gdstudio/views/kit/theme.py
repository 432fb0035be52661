"""Colours, type and the style sheet, in one place: every view is painted from a `Theme`.

Colour means one thing: positive is blue, negative is orange, frozen is ice. `setColorScheme` silently does
nothing on plain X11, so the palettes are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QPalette

if TYPE_CHECKING:
    from pathlib import Path

UI_FAMILY = "Inter"
MONO_FAMILY = "JetBrains Mono"


@dataclass(frozen=True)
class Theme:
    """One look. Colours are ``#rrggbb``.

    Text colours hold 4.5 : 1 on `card` and `background`; in the projector's theme 7 : 1.
    """

    name: str
    dark: bool
    background: str  # behind the cards
    card: str  # a panel's surface
    raised: str  # a control on a card: pills, phase buttons
    border: str  # hairlines between surfaces, decoration only
    outline: str  # edges of controls and nodes: 3 : 1
    text: str
    muted: str  # labels, second to the numbers
    accent: str  # the one thing to look at; selection; primary buttons
    on_accent: str
    accent_soft: str  # a selected card
    positive: str  # lines and fills
    negative: str
    positive_text: str
    negative_text: str
    ice: str  # frozen
    ice_soft: str
    curve: str  # a bowl's curve
    before: str  # the curve of the step before
    star: str  # where it will end
    shrinks: str
    guaranteed: str
    overshoots: str
    diverges: str
    shrinks_text: str
    guaranteed_text: str
    overshoots_text: str
    diverges_text: str
    second_lane: str  # the lines and marks of the second run; the first run's are in the accent colour
    third_lane: str
    fourth_lane: str
    scale: float = 1.0  # of all type and lines
    least: int = 0  # no type is smaller, in pixels

    def font(self, size: float, *, bold: bool = False, medium: bool = False, mono: bool = False) -> QFont:
        """A font of the given size in pixels at scale 1; digits have one width in both families."""
        font = QFont(MONO_FAMILY if mono else UI_FAMILY)
        font.setPixelSize(self.pixels(size))
        if bold:
            font.setWeight(QFont.Weight.Bold if mono else QFont.Weight.DemiBold)
        elif medium:
            font.setWeight(QFont.Weight.Medium)
        if not mono:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def pixels(self, size: float) -> int:
        """How many pixels type of that size has, for style sheets."""
        return max(round(size * self.scale), self.least)

    def color(self, name: str) -> QColor:
        """The colour of that name."""
        return QColor(str(getattr(self, name)))

    def signed(self, value: float, *, text: bool = False) -> QColor:
        """Blue for positive, orange for negative, muted for 0 and for what is hidden (NaN)."""
        if value == 0 or isnan(value):
            return self.color("muted")
        name = "positive" if value > 0 else "negative"
        return self.color(f"{name}_text" if text else name)


LIGHT = Theme(
    name="light",
    dark=False,
    background="#f3f4f7",
    card="#ffffff",
    raised="#eceff4",
    border="#dce1e8",
    outline="#7d8693",
    text="#14171b",
    muted="#56606d",
    accent="#3355d8",
    on_accent="#ffffff",
    accent_soft="#edf1ff",
    positive="#1f6fb6",
    negative="#cf6a0a",
    positive_text="#1b66a9",
    negative_text="#b0540a",
    ice="#1a87ba",
    ice_soft="#eef7fb",
    curve="#3a4552",
    before="#7f8996",
    star="#9a6700",
    shrinks="#3f9a68",
    guaranteed="#7c9430",
    overshoots="#bb8508",
    diverges="#cf4844",
    shrinks_text="#26764b",
    guaranteed_text="#566b12",
    overshoots_text="#8a6100",
    diverges_text="#b93330",
    second_lane="#8a3fb0",
    third_lane="#00756b",
    fourth_lane="#8c1d40",
)

DARK = Theme(
    name="dark",
    dark=True,
    background="#14171c",
    card="#1d2128",
    raised="#2a303a",
    border="#343b46",
    outline="#7b8593",
    text="#eceff3",
    muted="#a3adba",
    accent="#6d8bf7",
    on_accent="#0c1020",
    accent_soft="#232c47",
    positive="#4f9fe3",
    negative="#e98a32",
    positive_text="#6cb1ee",
    negative_text="#f09a4b",
    ice="#56b9e4",
    ice_soft="#1c2f3a",
    curve="#c3ccd8",
    before="#76808e",
    star="#e0b040",
    shrinks="#47a873",
    guaranteed="#9dbb4b",
    overshoots="#d6a32d",
    diverges="#de5a54",
    shrinks_text="#5fc48d",
    guaranteed_text="#b3cf68",
    overshoots_text="#e2b548",
    diverges_text="#f07a74",
    second_lane="#c58ae6",
    third_lane="#5fd8c6",
    fourth_lane="#f06b8f",
)

PROJECTOR = Theme(
    name="projector",
    dark=False,
    background="#ffffff",
    card="#ffffff",
    raised="#e9edf3",
    border="#b9c1cc",
    outline="#5c6570",
    text="#000000",
    muted="#3d4651",
    accent="#2440b8",
    on_accent="#ffffff",
    accent_soft="#e8edff",
    positive="#0b57a4",
    negative="#b44a00",
    positive_text="#084a8f",
    negative_text="#8a3a00",
    ice="#00709f",
    ice_soft="#e6f5fb",
    curve="#1c2530",
    before="#66707c",
    star="#8a5a00",
    shrinks="#1f7d4c",
    guaranteed="#617714",
    overshoots="#996a00",
    diverges="#b8302c",
    shrinks_text="#0f5a34",
    guaranteed_text="#47580b",
    overshoots_text="#664700",
    diverges_text="#8e1f1c",
    second_lane="#6b2a90",
    third_lane="#005a52",
    fourth_lane="#7d1838",
    scale=1.3,
)
"""White, large and strong: what a projector washes out must still be read from the back row."""

FIELD_EDGES = 2 * (1 + 3)
"""The height of a field or a chooser beyond its `min-height`: border and padding, as in `style_sheet`.

A view that wants another height says so in a style sheet of its own: a `setMinimumHeight` holds only until
Qt polishes the widget, which takes the height from the style sheet again.
"""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, PROJECTOR)}


def palette(theme: Theme) -> QPalette:
    """The Qt palette that goes with a theme, for the parts that Qt draws itself."""
    result = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "background"),
        (roles.Base, "card"),
        (roles.AlternateBase, "raised"),
        (roles.Button, "card"),
        (roles.WindowText, "text"),
        (roles.Text, "text"),
        (roles.ButtonText, "text"),
        (roles.ToolTipBase, "card"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "muted"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Link, "accent"),
    ):
        result.setColor(role, theme.color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.color("outline"))
    return result


def style_sheet(theme: Theme, icons: Path) -> str:
    """The style sheet of a theme. Views that paint themselves do not need it.

    Args:
        theme: whose colours and type.
        icons: the folder with ``chevron-light.svg`` and ``chevron-dark.svg``, which only a file can give
            to a style sheet.
    """
    chevron = (icons / f"chevron-{'dark' if theme.dark else 'light'}.svg").as_posix()
    px, small = theme.pixels(13), theme.pixels(12)
    return f"""
* {{ font-family: "{UI_FAMILY}"; font-size: {px}px; }}
QMainWindow, QDialog {{ background: {theme.background}; }}
QMenuBar {{ background: {theme.card}; border-bottom: 1px solid {theme.border}; padding: 1px 6px; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.raised}; }}
QMenu {{ background: {theme.card}; border: 1px solid {theme.border}; padding: 5px; }}
QMenu::item {{ padding: 6px 26px 6px 24px; border-radius: 5px; }}
QMenu::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QMenu::item:disabled {{ color: {theme.outline}; }}
QMenu::separator {{ height: 1px; background: {theme.border}; margin: 5px 8px; }}
QToolTip {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.outline}; padding: 5px; }}
QFrame[card="true"] {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 8px; }}
QLabel[role="title"] {{ font-size: {round(17 * theme.scale)}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="label"] {{ color: {theme.muted}; font-size: {small}px; }}
QLabel[role="number"] {{ font-family: "{MONO_FAMILY}"; }}
QPushButton {{ background: {theme.card}; border: 1px solid {theme.outline}; border-radius: 7px;
    padding: 5px 14px; min-height: 18px; }}
QPushButton:hover {{ background: {theme.raised}; }}
QPushButton[primary="true"] {{ background: {theme.accent}; color: {theme.on_accent};
    border-color: {theme.accent}; font-weight: 600; }}
QPushButton[primary="true"]:disabled {{ background: {theme.raised}; color: {theme.outline};
    border-color: {theme.border}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 3px; }}
QToolButton:hover {{ background: {theme.raised}; }}
QToolButton:checked {{ background: {theme.accent_soft}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QListView:focus,
QTextBrowser:focus, QAbstractSpinBox:focus {{ border: 2px solid {theme.accent}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {theme.text}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {theme.outline}; border-color: {theme.border}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ background: {theme.card}; border: 1px solid {theme.outline};
    border-radius: 7px; padding: 3px 8px; min-height: 20px; selection-background-color: {theme.accent};
    selection-color: {theme.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ padding: 2px 7px; }}
QLineEdit[invalid="true"] {{ border: 2px solid {theme.diverges}; padding: 2px 7px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {theme.card}; border: 1px solid {theme.outline};
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QComboBox QAbstractItemView::item {{ min-height: {round(24 * theme.scale)}px; padding: 0 6px; }}
QTabBar::tab {{ background: transparent; color: {theme.muted}; border: none; padding: 5px 8px;
    border-bottom: 2px solid {theme.border}; }}
QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {theme.text}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {theme.accent}; border-radius: 5px; padding: 3px 6px 5px; }}
QListView {{ background: transparent; border: none; outline: none; }}
QTextBrowser {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {theme.outline}; border-radius: 4px;
    min-height: 24px; margin: 1px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {theme.outline}; border-radius: 4px;
    min-width: 24px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QTableView {{ background: {theme.card}; gridline-color: {theme.border}; border: none; }}
QHeaderView::section {{ background: {theme.card}; color: {theme.muted}; border: none;
    border-bottom: 1px solid {theme.border}; padding: 3px 6px; font-size: {small}px; }}
"""
