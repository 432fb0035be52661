"""The widgets that the pictures panel is put together from, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.views.kit.color_bar import ColorBar
from gdstudio.views.kit.phase_strip import PhaseStrip
from gdstudio.views.kit.sentence import Sentence
from gdstudio.views.pictures.captions import Captions
from gdstudio.views.pictures.image_buttons import ImageButtons
from gdstudio.views.pictures.image_view import EDGE, ImageView
from gdstudio.views.pictures.tiles import Tiles
from gdstudio.views.pictures.tools import Tools

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.brush import Brush
    from gdstudio.views.pictures.layout import Plan

_FROST = 116
"""Room for how much is frozen, in pixels at scale 1."""


class Parts:
    """The panel's children, made in the order in which Tab goes through them.

    Attributes:
        strip: the phases.
        image: the input; `caption` stands above it, `lines` and `buttons` below.
        tools: above the `tiles`.
        status: how well the weights do, `frost` how much is frozen, `color_bar` what the colours stand for.
        sentence: a formula.
        bare: only what is to be looked at is there.
    """

    def __init__(self, theme: Theme, brush: Brush, panel: QWidget) -> None:
        self.strip = PhaseStrip(theme, panel)
        self.caption = Captions(theme, "Input", panel, centered=True)
        self.image = ImageView(theme, brush, panel)
        self.lines = Captions(theme, "What the image is", panel, centered=True)
        self.buttons = ImageButtons(theme, panel)
        self.tools = Tools(theme, brush, panel)
        self.tiles = Tiles(theme, brush, panel)
        self.status = Captions(theme, "How well it does", panel)
        self.frost = Captions(theme, "What is frozen", panel, flake=True)
        self.color_bar = ColorBar(theme, panel)
        self.sentence = Sentence(theme, "Formula", panel)
        self.frost.hide()
        self.bare = False

    def for_audience(self) -> None:
        """Without buttons from now on: they are for whoever sits at the studio. Phases stand elsewhere."""
        self.bare = True
        for part in (self.strip, self.buttons, self.tools, self.caption):
            part.hide()

    def set_theme(self, theme: Theme) -> None:
        """Give all that does not depend on the plan another look."""
        for part in (
            self.strip,
            self.caption,
            self.image,
            self.lines,
            self.status,
            self.frost,
            self.color_bar,
        ):
            part.set_theme(theme)

    def place(self, plan: Plan, theme: Theme) -> None:
        """Stand as planned, with type as large as there is room for."""
        self.buttons.set_theme(theme, tight=plan.tight)
        self.tools.set_theme(theme, tight=plan.tight)
        self.sentence.set_theme(theme, 1.25 if self.bare else 0.92 if plan.tight else 0.96)
        row, bar = plan.status, self.color_bar.sizeHint().width()
        frost = round(_FROST * theme.scale)
        for part, rect in (
            (self.strip, plan.strip),
            (self.caption, plan.caption),
            (self.image, plan.image.adjusted(-EDGE, -EDGE, EDGE, EDGE)),
            (self.lines, plan.lines),
            (self.buttons, plan.buttons),
            (self.tools, plan.tools),
            (self.tiles, plan.tiles),
            (self.status, row.adjusted(0, 0, -bar - frost - 6, 0)),
            (self.frost, row.adjusted(row.width() - bar - frost, 0, -bar, 0)),
            (self.color_bar, row.adjusted(row.width() - bar, 0, 0, 0)),
            (self.sentence, plan.sentence),
        ):
            part.setGeometry(rect)
