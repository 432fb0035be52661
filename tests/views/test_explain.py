"""Asking the window what things are: at a point, with a card, and with the question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import scenes
from image_scenes import image_scene
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from gdstudio.lessons import catalogue
from gdstudio.lessons.explanations import Explanation, Kind, Link, Topic
from gdstudio.messages import SetAlpha, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.numerals import parse
from gdstudio.views.bowls.bowl import BowlView
from gdstudio.views.explain.asked import focused_topic, in_own_words, plain, topic_under, widget_under
from gdstudio.views.explain.card import ExplainCard
from gdstudio.views.explain.pointing import Pointing
from gdstudio.views.kit.color_bar import ColorBar
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.matrix.spots import Part, Spot
from gdstudio.views.numbers.panel import _SIDE, _TOP
from gdstudio.views.pictures.image_view import ImageView
from gdstudio.views.pictures.tiles import Tiles
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TOLD = Explanation("Delta", "How far off.", "delta = pred − true", "0.86 − 1 = −0.14", Link("freezing", "x"))
NARROW = QRect(0, 0, 4, 4)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window(LIGHT, catalogue.load_all())
    qtbot.addWidget(made)
    session = Session(catalogue.load("freezing"))
    session.apply(TakeSteps(3))
    made.show_snapshot(session.snapshot())
    made.show()
    qtbot.waitExposed(made)
    return made


def at(window: Window, widget: QWidget, place: QPoint | None = None) -> Topic | None:
    """What is said to be at a place of a widget; without one, in its middle."""
    glob = widget.mapToGlobal(widget.rect().center() if place is None else place)
    return topic_under(widget_under(window, glob), glob)


def test_every_number_of_the_diagram_is_known(window: Window) -> None:
    """Inputs, weights, freeze buttons, prediction, target, delta, error: each by its place in the network."""
    chips = window.network.diagram._lanes[0]
    for column, chip in enumerate(chips.inputs):
        assert (at(window, chip).kind, at(window, chip).input) == (Kind.INPUT, column)
    for ref, chip in chips.weights.items():
        for widget, kind in ((chip, Kind.WEIGHT), (chips.freezers[ref], Kind.FREEZE)):
            topic = at(window, widget, QPoint(8, widget.height() // 2))
            assert (topic.kind, topic.output, topic.input) == (kind, ref.output, ref.input)
    for widgets, kind in (
        (chips.preds, Kind.PRED),
        (chips.targets, Kind.TARGET),
        (chips.deltas, Kind.DELTA),
        (chips.errors, Kind.ERROR),
    ):
        assert [at(window, chip).kind for chip in widgets] == [kind]


def test_lines_and_phases_of_the_diagram_are_known(window: Window) -> None:
    """Halfway along a line is its weight; each segment its phase, the sentence the present one."""
    diagram = window.network.diagram
    layout = diagram._layouts[0]
    for column in range(3):
        halfway = (layout.inputs[column].center() + layout.weights[0][column].center()) / 2
        assert at(window, diagram, halfway.toPoint()).input == column
    strip = diagram.strip
    for number, kind in enumerate((Kind.PREDICT, Kind.COMPARE, Kind.WEIGHT_DELTAS, Kind.LEARN)):
        place = QPoint(strip.width() * (2 * number + 1) // 8, 10)
        assert at(window, strip, place).kind is kind
    assert at(window, diagram._sentences[0]).kind is Kind.PREDICT


def test_marks_and_curves_of_a_bowl_are_known(window: Window) -> None:
    """Dot, hollow dot, star, both curves, the tangent, both axes, the product, the name, the snowflake."""
    bowl = window.network.bowls.findChildren(BowlView)[1]
    plot, picture, frame = bowl.plot, bowl.plot.picture, bowl.plot.frame

    def kind(point: QPointF) -> Kind:
        topic = at(window, bowl, (point + QPointF(plot.pos())).toPoint())
        assert (topic.output, topic.input) == (0, 1)
        return topic.kind

    assert kind(plot.dot) is Kind.DOT
    area = frame.area
    assert kind(QPointF(area.left() - 12, area.center().y())) is Kind.ERROR_AXIS
    assert kind(QPointF(area.center().x(), plot.height() - 3)) is Kind.WEIGHT_AXIS
    far = picture.bowl.bottom + (picture.bowl.bottom - picture.bowl.weight)
    for weight in (far, far * 1.05):
        point = frame.point(weight, picture.bowl.error_at(weight))
        if point is not None:
            assert kind(point) in {Kind.CURVE, Kind.AHEAD, Kind.STAR}
    assert at(window, bowl, bowl._text.footer.center()).kind is Kind.WEIGHT_DELTA
    assert at(window, bowl, bowl._text.header.center()).kind is Kind.WEIGHT
    assert at(window, bowl.button).kind is Kind.FREEZE
    middle = bowl.mapToGlobal(bowl.rect().center())
    assert focused_topic(bowl, middle).kind is Kind.CURVE


def test_the_ruler_knows_its_parts(window: Window) -> None:
    """Marker, limit, ring and zones; the field is alpha, the words beside it what a step does to delta."""
    ruler = window.ruler
    track, picture = ruler.track, ruler.track.picture
    y = round(picture.bar.center().y())
    assert at(window, track, QPoint(round(picture.marker_x), y)).kind is Kind.ALPHA
    assert at(window, track, QPoint(round(picture.one_step_x), y)).kind is Kind.ONE_STEP
    limit = round(picture.x(picture.state.limits.guaranteed))
    assert at(window, track, QPoint(limit, y)).kind is Kind.LIMIT
    zone = at(window, track, QPoint(track.width() - 14, y))
    assert zone.kind is Kind.ZONE
    assert zone.words.startswith("diverges: ")
    assert at(window, ruler.field).kind is Kind.ALPHA
    assert at(window, ruler, ruler._words_rect().center().toPoint()).kind is Kind.FACTOR
    assert focused_topic(track, QPoint()).kind is Kind.ALPHA


def test_the_transport_knows_its_parts(window: Window) -> None:
    """Play, step and timeline are told; the other buttons say what they do, with their keys."""
    transport = window.transport
    assert at(window, transport.buttons["play"]).kind is Kind.PLAY
    assert at(window, transport.buttons["step"]).kind is Kind.STEP
    assert at(window, transport.timeline).kind is Kind.TIMELINE
    back = transport.buttons["step_back"]
    told = in_own_words(back, back.mapToGlobal(QPoint(3, 3)))
    assert told.title == "Step back"
    assert "Ctrl+Left" in told.text


def test_the_numbers_know_their_columns(window: Window) -> None:
    """Row and column say which number it is; a name is its weight, the lines below are the factor."""
    numbers = window.network.numbers
    sheet = numbers._sheet
    outputs, weights = sheet.outputs_rect().center().y(), sheet.row_rect(1).center().y()

    def kinds(y: float) -> list[Kind]:
        places = [sheet._cell(sheet.row_rect(1), column).center().x() for column in range(4)]
        return [at(window, numbers, QPoint(round(x) + _SIDE, round(y) + _TOP)).kind for x in places]

    assert kinds(outputs) == [Kind.PRED, Kind.TARGET, Kind.DELTA, Kind.ERROR]
    assert kinds(weights) == [Kind.INPUT, Kind.WEIGHT, Kind.WEIGHT_DELTA, Kind.NEXT_WEIGHT]
    name = at(window, numbers, QPoint(_SIDE + 8, round(weights) + _TOP))
    assert (name.kind, name.input) == (Kind.WEIGHT, 1)
    below = sheet.weights_rect().bottom() + 20
    assert at(window, numbers, QPoint(60, round(below) + _TOP)).kind is Kind.FACTOR
    assert at(window, numbers._copy) is None


def test_the_chart_knows_past_changes_and_what_is_to_come(window: Window, qtbot: QtBot) -> None:
    """Right of the last step are errors to come; where something was changed, that is told."""
    session = Session(catalogue.load("freezing"))
    for command in (TakeSteps(3), SetAlpha(0.2), TakeSteps(3)):
        session.apply(command)
    window.show_snapshot(session.snapshot())
    chart = window.network.chart.make()
    qtbot.waitUntil(lambda: chart.plot.scale is not None)
    box = chart.plot.widget.geometry()

    def kind(step: float) -> Kind:
        inside = chart.plot.box.mapToScene(QPointF(chart.plot.scale.x(step), 10.0))
        place = chart.plot.widget.mapFromScene(inside) + box.topLeft()
        return at(window, chart, place).kind

    assert kind(2) is Kind.ERROR_CURVE
    assert kind(4) is Kind.MARK
    assert kind(8) is Kind.ERROR_AHEAD


@pytest.mark.parametrize(
    ("tab", "kinds"),
    [
        ("Runs", {Kind.RUNS}),
        ("Sweep", {Kind.SWEEP}),
        ("Surface", {Kind.SURFACE, Kind.ZERO_LINE, Kind.PATH, Kind.ARROW, Kind.GOAL}),
        ("Code", {Kind.CODE_LINE, Kind.RULE}),
    ],
)
def test_the_views_of_the_run_know_themselves(
    window: Window, qtbot: QtBot, tab: str, kinds: set[Kind]
) -> None:
    """All over each tab's view there is what it shows, and nothing else's."""
    window.resize(1366, 768)
    window.open_panel(tab.lower())
    views = {"Runs": "runs", "Sweep": "sweep", "Surface": "surface", "Code": "code"}
    view = getattr(window.network, views[tab])
    qtbot.waitUntil(view.isVisible)
    QApplication.processEvents()
    grid = [QPoint(x, y) for x in range(8, view.width(), 12) for y in range(8, view.height(), 12)]
    found = {topic.kind for topic in (at(window, view, place) for place in grid) if topic is not None}
    assert found
    assert found <= kinds
    if tab == "Code":  # each line with its value: three steps with a frozen have taken delta so far
        words = {
            topic.words.partition("\n") for topic in (at(window, view, place) for place in grid) if topic
        }
        delta = next(value for line, _, value in words if line.startswith("delta ="))
        assert parse(delta) == pytest.approx(-0.14 * (1 - 0.3 * 1.8625) ** 3, rel=6e-4)
    if tab == "Surface":
        assert {Kind.SURFACE, Kind.ZERO_LINE} <= found


def test_pictures_know_their_pixels(window: Window) -> None:
    """A pixel of a picture is a weight and an input; one of the image an input; the bar its colours."""
    window.show_snapshot(Session(image_scene()).snapshot())
    QApplication.processEvents()
    panel = window.pictures.pictures
    tiles, image = panel.findChild(Tiles), panel.findChild(ImageView)
    grid = tiles.sheet.grid(1)
    centre = grid.rect.center() if hasattr(grid, "rect") else tiles.sheet.tile(1).center()
    topic = at(window, tiles, centre.toPoint())
    assert topic.kind in {Kind.PIXEL, Kind.SCORES}
    assert topic.output == 1
    assert at(window, image).kind is Kind.INPUT
    assert at(window, panel.findChild(ColorBar)).kind is Kind.COLOR_BAR
    assert at(window, window.pictures.product, QPoint(5, 5)).kind is Kind.PRODUCT


def test_vectors_know_their_pairs(window: Window, qtbot: QtBot) -> None:
    """The one under the pointer; where there is none, or for the focus, the one that is looked at."""
    window.show_snapshot(Session(catalogue.load("dot-products")).snapshot())
    panel = window.vectors.vectors
    qtbot.waitUntil(panel.isVisible)
    likeness, chosen = panel.likeness, panel.pair
    assert at(window, likeness, likeness.cell(4, 3).center().toPoint()) == Topic(Kind.LIKENESS, -1, 4, 3)
    assert at(window, panel.overlay) == Topic(Kind.LIKENESS, -1, *chosen)
    assert focused_topic(likeness, QPoint()) == Topic(Kind.LIKENESS, -1, *chosen)


def test_a_large_network_knows_its_numbers(window: Window) -> None:
    """The matrix tells which weight, and the columns beside it which output."""
    window.show_snapshot(Session(scenes.large(14, 4)).snapshot())
    QApplication.processEvents()
    matrix = window.network.matrix
    plan, corner = matrix.canvas.plan, QPointF(matrix.canvas.pos())
    for spot, kind in (
        (Spot(Part.WEIGHT, 2, 5), Kind.WEIGHT),
        (Spot(Part.INPUT, 0, 7), Kind.INPUT),
        (Spot(Part.DELTA, 3, 0), Kind.DELTA),
    ):
        topic = at(window, matrix, (plan.rect(spot).center() + corner).toPoint())
        assert (topic.kind, topic.output, topic.input) == (kind, spot.output, spot.input)


def assert_all_explained(window: Window) -> None:
    """In the middle of every control that can be seen something is said that is more than nothing."""
    unexplained = []
    for widget in window.findChildren(QWidget):
        middle = widget.rect().center()
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or widget.window() is not window:
            continue
        place = widget.mapToGlobal(middle)
        under = widget_under(window, place)
        if under is None or topic_under(under, place) is not None:
            continue
        told = in_own_words(under, place)
        is_control = under.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not told.title or not told.text or (is_control and told.title == "GD Studio"):
            unexplained.append(repr(under))
    assert not unexplained


IN_TABLES = [scene_id for scene_id in catalogue.ids() if not catalogue.load(scene_id).needs_images]


@pytest.mark.parametrize("scene_id", IN_TABLES)
def test_every_visible_control_can_be_explained(window: Window, scene_id: str) -> None:
    """In the middle of every control that can be seen there is something with a title and a sentence."""
    window.show_snapshot(Session(catalogue.load(scene_id)).snapshot())
    QApplication.processEvents()
    assert_all_explained(window)


def test_controls_beside_pictures_can_be_explained(window: Window) -> None:
    """The same for images."""
    window.show_snapshot(Session(image_scene()).snapshot())
    QApplication.processEvents()
    assert_all_explained(window)


# --- the card ---------------------------------------------------------------------------------------------


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(700, 500)
    button = QPushButton("elsewhere", made)
    QVBoxLayout(made).addWidget(button)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    button.setFocus()
    return made


def test_the_card_says_it_and_takes_the_focus(ground: QWidget) -> None:
    """All of it is on the card and in its description, which is announced."""
    said: list[str] = []
    card = ExplainCard(LIGHT, ground)
    card.announcer._say = said.append
    card.tell(TOLD, "Lesson: Freezing one weight", QRect(100, 100, 8, 8))
    assert card.hasFocus()
    assert said == [card.accessibleDescription()]
    assert said == ["Delta. How far off. delta = pred − true. 0.86 − 1 = −0.14."]
    assert card.link.text() == "Lesson: Freezing one weight"
    card.set_theme(DARK)
    card.leave()


@pytest.mark.parametrize("x", [0, 340, 690])
@pytest.mark.parametrize("y", [0, 250, 490])
def test_the_card_stays_inside_and_off_what_it_explains(ground: QWidget, x: int, y: int) -> None:
    """Wherever the place is, the whole card is in the window and the place can be seen."""
    card = ExplainCard(LIGHT, ground)
    near = QRect(QPoint(x, y), QSize(8, 8))
    card.tell(TOLD, "Lesson: Freezing one weight", near)
    assert ground.rect().contains(card.geometry())
    assert not card.geometry().intersects(near)
    card.leave()


def test_escape_closes_the_card_and_gives_the_focus_back(ground: QWidget) -> None:
    """The focus is again where it was."""
    button = ground.findChild(QPushButton)
    card = ExplainCard(LIGHT, ground)
    card.tell(TOLD, "", NARROW)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert button.hasFocus()


def test_a_click_elsewhere_closes_the_card_and_still_acts(ground: QWidget) -> None:
    """What is clicked does what it does."""
    button, clicks = ground.findChild(QPushButton), []
    button.clicked.connect(lambda: clicks.append(1))
    card = ExplainCard(LIGHT, ground)
    card.tell(TOLD, "", NARROW)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert card.isHidden()
    assert clicks == [1]


def test_enter_follows_the_link(ground: QWidget) -> None:
    """The card closes and the lesson is asked for; without a link nothing is."""
    card, asked = ExplainCard(LIGHT, ground), []
    card.link_requested.connect(asked.append)
    card.tell(TOLD, "Lesson: Freezing one weight", NARROW)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert asked == [TOLD.link]
    assert card.isHidden()
    card.tell(Explanation("x", "y."), "", NARROW)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert len(asked) == 1
    card.leave()


# --- the question mark ------------------------------------------------------------------------------------


def test_the_next_click_is_told_and_does_nothing_else(ground: QWidget) -> None:
    """The button is not pressed; after that clicks act again."""
    button, clicks = ground.findChild(QPushButton), []
    button.clicked.connect(lambda: clicks.append(1))
    pointing, places = Pointing(ground), []
    pointing.pointed.connect(places.append)
    pointing.begin()
    assert QApplication.overrideCursor().shape() is Qt.CursorShape.WhatsThisCursor
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert places == [button.mapToGlobal(QPoint(30, 20))]
    assert clicks == []
    assert QApplication.overrideCursor() is None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == [1]


def test_escape_leaves_the_question_mark(ground: QWidget) -> None:
    """Nothing is told, and the pointer is as before."""
    button, pointing, places = ground.findChild(QPushButton), Pointing(ground), []
    pointing.pointed.connect(places.append)
    pointing.begin()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert not pointing.waiting
    assert QApplication.overrideCursor() is None
    assert places == []


def test_a_long_name_gives_its_first_line_for_a_title(ground: QWidget) -> None:
    """The rest of it would fill the card in large type."""
    button = ground.findChild(QPushButton)
    button.setAccessibleName("5.3 · Several steps\nThree weights learn together.")
    button.setToolTip("What it is")
    assert in_own_words(button, QPoint()) == Explanation("5.3 · Several steps", "What it is")


def test_markup_of_tooltips_is_left_out() -> None:
    """Paragraphs become lines."""
    assert plain("<p>a &lt; b</p><p>c</p>") == "a < b\nc"
    assert plain("a\nb") == "a\nb"


def test_a_weight_is_known_by_its_run(window: Window) -> None:
    """With several runs the topic names which."""
    window.show_snapshot(Session(catalogue.load("printed-listing")).snapshot())
    QApplication.processEvents()
    chips = window.network.diagram._lanes
    assert [at(window, each.preds[0]).lane for each in chips] == list(range(len(chips)))
    assert WeightRef(0, 0, 0) in chips[0].weights
