"""The lecture's page: type that the last row can read, panels with room, words, and keys that ask."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import scenes
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtTest import QTest

from gdstudio.files.shipped import asset
from gdstudio.lessons import catalogue
from gdstudio.messages import GoToPhase, Phase, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.opening import load_now
from gdstudio.views.kit.picture import write_picture
from gdstudio.views.lecture.arrangement import CardsNeed, Need, arrange
from gdstudio.views.lecture.keys import Wish, wish_of
from gdstudio.views.lecture.measures import Measures
from gdstudio.views.lecture.said import Said
from gdstudio.views.lecture_page import LecturePage, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene, Snapshot

SIZES = [(1280, 720), (1920, 1080), (3840, 2160)]
LEAST, WORDS = 43, 22
"""With a height of H: no text under H/43; what is said, and key numbers, H/22."""
QUESTION = Said("", "What will it do?", ("Fall", "Stay", "Grow"), None)


def shown(scene: Scene, *commands: object) -> Snapshot:
    session = Session(scene)
    for command in commands:
        session.apply(command)  # type: ignore[arg-type]
    session.study_all(asked_only=True)
    return session.snapshot()


def make(qtbot: QtBot, snapshot: Snapshot, sheet: Sheet, size: tuple[int, int] = (1920, 1080)) -> LecturePage:
    page = LecturePage(asset("icons"))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_sheet(sheet)
    page.show_snapshot(snapshot)
    page.show()
    return page


def sheet(*panels: str, said: Said = QUESTION) -> Sheet:
    return Sheet("Several inputs", panels, said, (3, 7), "Say it twice.")


def painted_texts(page: LecturePage, folder: Path) -> list[tuple[str, float]]:
    """All text that is painted, with its size in pixels, as another program would draw it: from an SVG."""
    file = folder / "page.svg"
    write_picture(page, file)
    found: list[tuple[str, float]] = []

    def walk(element: ET.Element, scale: float, size: str) -> None:
        matrix = re.match(r"matrix\(([^)]*)\)", element.get("transform", ""))
        if matrix:
            a, b, c, d, *_ = (float(each) for each in matrix[1].split(","))
            scale *= abs(a * d - b * c) ** 0.5
        size = element.get("font-size", size)
        if element.tag.endswith("text") and (element.text or "").strip():
            found.append(((element.text or "").strip(), float(size) * scale))
        for child in element:
            walk(child, scale, size)

    walk(ET.fromstring(file.read_text(encoding="utf-8")), 1.0, "0")  # noqa: S314  # written just now
    return found


PAGES = [
    ("multiple-inputs", ("diagram", "bowls")),
    ("freezing", ("bowls", "error")),
    ("too-much-alpha", ("bowls", "alpha")),
    ("error-surface", ("surface", "bowls")),
    ("inputs-and-outputs", ("diagram", "bowls")),
    ("several-steps", ("numbers", "steps")),
    ("printed-listing", ("code",)),
    ("several-steps", ("sweep",)),
    ("mnist", ("pictures",)),
    ("mnist", ("row",)),
    ("weight-pictures", ("product",)),
    ("dot-products", ("vectors",)),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("scene_id", "panels"), PAGES)
def test_the_last_row_can_read_everything(
    qtbot: QtBot, tmp_path: Path, scene_id: str, panels: tuple[str, ...], size: tuple[int, int]
) -> None:
    """No text is smaller than H/43; the words and the arithmetic have H/22, at every size of screen."""
    scene = catalogue.load(scene_id)
    snapshot = shown(load_now(scene) if scene.needs_images else scene, TakeSteps(2))
    page = make(qtbot, snapshot, sheet(*panels), size)
    texts = painted_texts(page, tmp_path)
    height = size[1]
    assert len(texts) > 8
    assert not [(text, pixels) for text, pixels in texts if pixels < height / LEAST - 0.01]
    words = {text: pixels for text, pixels in texts if text in {"What will it do?", *QUESTION.options}}
    assert len(words) == 4
    assert all(pixels >= height / WORDS - 0.01 for pixels in words.values())
    assert page.panels


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("phase", Phase)
def test_key_numbers_are_as_large_as_the_words(
    qtbot: QtBot, tmp_path: Path, phase: Phase, size: tuple[int, int]
) -> None:
    """Each phase's equations stand on cards in the size of the words, the main one among them."""
    page = make(qtbot, shown(scenes.three_inputs(), GoToPhase(phase)), sheet("diagram", "bowls"), size)
    texts = dict(painted_texts(page, tmp_path))
    for equation in page.cards.shown:
        assert texts[equation.text] >= size[1] / WORDS - 0.01
    assert any(equation.main for equation in page.cards.shown)


def test_panels_do_not_overlap_and_stay_inside(qtbot: QtBot) -> None:
    """Panels, arithmetic, words and progress each have a place of their own."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("diagram", "bowls"))
    parts = [*page.panels.values(), page.cards, page.band, page.foot, page.strip]
    places = [part.geometry() for part in parts]
    assert all(page.rect().contains(place) for place in places)
    assert not [
        (one, other) for at, one in enumerate(places) for other in places[:at] if one.intersects(other)
    ]


def test_where_there_is_no_room_for_all_the_wanted_panel_is_shown(qtbot: QtBot) -> None:
    """Of panels that do not fit together the one stays that the step brings to the front."""
    scene = load_now(catalogue.load("mnist"))
    page = make(qtbot, shown(scene), replace(sheet("pictures", "row"), front="row"), (1280, 720))
    assert list(page.panels) == ["row"]


def test_a_panel_that_is_hidden_as_a_whole_gives_way(qtbot: QtBot) -> None:
    """While a question hides the product, the picture that it is about is seen; then the product comes."""
    scene = load_now(catalogue.load("mnist"))
    snapshot = shown(scene)
    asked = replace(snapshot, hidden=frozenset({"scores", "product"}))
    page = make(qtbot, asked, replace(sheet("pictures", "product"), front="product"), (1280, 720))
    assert list(page.panels) == ["pictures"]
    page.show_snapshot(snapshot)
    assert list(page.panels) == ["product"]


def test_nothing_moves_within_a_step(qtbot: QtBot) -> None:
    """Room is kept for all that will be said, and words begin at one height; only a new step moves panels."""
    text, long = Said("Short."), replace(QUESTION, text="It falls, and falls again. " * 5, right=0)
    first = replace(sheet("diagram", "bowls", said=text), coming=(text, QUESTION, long))
    page = make(qtbot, shown(scenes.three_inputs()), first)

    def places() -> list[QRect]:
        return [each.geometry() for each in (*page.panels.values(), page.cards, page.band)]

    before = places()
    for said in (QUESTION, long, Said("Take a step.", done=True)):
        page.show_sheet(replace(first, said=said))
        assert places() == before
    page.show_sheet(replace(first, said=text, coming=(text,), place=(4, 7)))
    assert places() != before


def test_a_wide_place_has_larger_type(qtbot: QtBot) -> None:
    """A network for which there is more room than it needs is drawn larger; a crowded one is not."""
    short = Said("One weight.")
    roomy = make(qtbot, shown(catalogue.load("single-input")), sheet("diagram", "bowls", said=short))
    crowded = make(qtbot, shown(scenes.three_inputs()), sheet("diagram", "bowls"))
    scales = [page.panels["diagram"].property("scale") for page in (roomy, crowded)]
    assert scales[0] > 1.2 * scales[1]


def test_where_nothing_fits_type_gets_smaller_before_it_overlaps(qtbot: QtBot) -> None:
    """Two networks of nine weights have no room beside each other in a picture of 4 : 3 with usual type."""
    page = make(qtbot, shown(scenes.correct_and_printed()), sheet("diagram"), (1024, 768))
    diagram = page.panels["diagram"]
    assert diagram.minimumSizeHint().width() <= diagram.width()
    page.resize(1920, 1080)
    assert page.panels["diagram"].property("scale") == Measures(1080).theme().scale


def test_cards_stand_below_a_low_diagram(qtbot: QtBot) -> None:
    """A network of one weight needs little height: its arithmetic stands below it, beside a tall bowl."""
    page = make(qtbot, shown(catalogue.load("single-input")), sheet("diagram", "bowls"))
    diagram, bowls = (page.panels[name].geometry() for name in ("diagram", "bowls"))
    assert page.cards.geometry().top() > diagram.bottom()
    assert page.cards.geometry().right() < bowls.left()
    assert bowls.height() > 1.5 * diagram.height()


def test_the_right_answer_is_marked(qtbot: QtBot, tmp_path: Path) -> None:
    """Before it is told no answer stands out; afterwards the right one does, with what is said of it."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("bowls"))
    assert not [text for text, _ in painted_texts(page, tmp_path) if "✓" in text]
    page.show_sheet(sheet("bowls", said=replace(QUESTION, text="It falls to 0.00382.", right=0)))
    texts = [text for text, _ in painted_texts(page, tmp_path)]
    assert [text for text in texts if "✓" in text]
    assert "It falls to 0.00382." in texts
    assert "Right: Fall." in page.band.accessibleDescription()


def test_what_a_question_hides_is_not_on_the_cards(qtbot: QtBot, tmp_path: Path) -> None:
    """While delta is asked for, the arithmetic has question marks, and no text tells it."""
    snapshot = shown(scenes.three_inputs(), GoToPhase(Phase.COMPARE))
    page = make(qtbot, replace(snapshot, hidden=frozenset({"delta", "error"})), sheet("diagram"))
    assert {equation.text for equation in page.cards.shown} == {"?"}
    assert not [text for text, _ in painted_texts(page, tmp_path) if "0.14" in text]
    page.show_snapshot(snapshot)
    assert page.cards.shown[0].text == "0.86 − 1 = −0.14"


def test_a_weight_can_be_pointed_at_while_its_numbers_are_hidden(qtbot: QtBot) -> None:
    """Its description says why there is no formula, instead of working with numbers that are not there."""
    snapshot = replace(shown(scenes.three_inputs()), hidden=frozenset({"delta", "weight deltas"}))
    page = make(qtbot, snapshot, sheet("diagram"))
    diagram = page.panels["diagram"].diagram
    diagram._look_at(WeightRef(0, 0, 0), True)
    chip = diagram._lanes[0].weights[WeightRef(0, 0, 0)]
    assert "Answer the question first" in chip.accessibleDescription()


def test_following_says_each_phase(qtbot: QtBot) -> None:
    """While the numbers are followed, the words are those of the phase, about the selected weight."""
    session = Session(scenes.three_inputs())
    page = make(qtbot, session.snapshot(), replace(sheet("diagram"), following=True))
    assert page.band.said.text.startswith("8.5 × 0.1 + 0.65 × 0.2 − 1.2 × 0.1 = 0.86")
    session.apply(GoToPhase(Phase.WEIGHT_DELTAS))
    page.show_snapshot(session.snapshot())
    assert page.band.said.text.startswith("8.5 × −0.14 = −1.19: that is how far a is to move")
    page.select(WeightRef(0, 0, 1))
    page.show_snapshot(session.snapshot())
    assert page.band.said.text.startswith("0.65 × −0.14 = −0.091: that is how far b is to move")


def test_following_speaks_of_images_too(qtbot: QtBot) -> None:
    """With images a phase is said about the image's own class and the pixel that has most to learn."""
    session = Session(load_now(catalogue.load("mnist")))
    page = make(qtbot, session.snapshot(), replace(sheet("pictures"), following=True))
    assert page.band.said.text == (
        "Each of the 784 inputs times its weight, added up, is the prediction of 4: 0."
    )
    session.apply(GoToPhase(Phase.WEIGHT_DELTAS))
    page.show_snapshot(session.snapshot())
    assert re.match(
        r"1 × −1 = −1: that is how far the weight from pixel \(\d+, \d+\) into 4 is to move, before alpha; "
        r"so with the 7\N{THIN SPACE}839 others\.",
        page.band.said.text,
    )


def test_an_answer_can_be_clicked_while_the_question_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    """A click gives an answer; a wrong one is marked beside the right one, and then clicks do nothing."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("bowls"))
    second = next(piece for piece in page.band._pieces if piece.answer == 1).box.center().toPoint()
    with qtbot.waitSignal(page.answer_given) as given:
        QTest.mouseClick(page.band, Qt.MouseButton.LeftButton, pos=second)
    assert given.args == [1]
    page.show_sheet(sheet("bowls", said=replace(QUESTION, text="No: it falls.", right=0, chosen=1)))
    texts = [text for text, _ in painted_texts(page, tmp_path)]
    assert {"✓ Fall", "✗ Stay", "Grow"} <= set(texts)
    with qtbot.assertNotEmitted(page.answer_given):
        QTest.mouseClick(page.band, Qt.MouseButton.LeftButton, pos=second)


def test_what_passes_moves_nothing(qtbot: QtBot) -> None:
    """While a step is prepared its title is there, and the panels stay until there is more to show."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("diagram", "bowls"))
    before = [panel.geometry() for panel in page.panels.values()]
    page.show_sheet(Sheet("The next", ("bowls", "error"), Said("*Training …*"), (4, 7), passing=True))
    assert [panel.geometry() for panel in page.panels.values()] == before
    assert list(page.panels) == ["diagram", "bowls"]


def test_progress_is_told(qtbot: QtBot) -> None:
    """Step and alpha stand at the left, the place in the lesson at the right."""
    page = make(qtbot, shown(scenes.three_inputs(), TakeSteps(1)), sheet("bowls"))
    assert page.foot.words == ("step 2 · alpha 0.01", "3 / 7")


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Qt.Key.Key_PageDown, Wish.NEXT),
        (Qt.Key.Key_Right, Wish.NEXT),
        (Qt.Key.Key_Space, Wish.NEXT),
        (Qt.Key.Key_Return, Wish.NEXT),
        (Qt.Key.Key_PageUp, Wish.BACK),
        (Qt.Key.Key_Left, Wish.BACK),
        (Qt.Key.Key_Period, Wish.BLANK),
        (Qt.Key.Key_B, Wish.BLANK),
        (Qt.Key.Key_Escape, Wish.LEAVE),
        (Qt.Key.Key_F5, Wish.LEAVE),
        (Qt.Key.Key_P, Wish.SPOT),
        (Qt.Key.Key_Plus, Wish.ALPHA_UP),
        (Qt.Key.Key_Minus, Wish.ALPHA_DOWN),
        (Qt.Key.Key_N, Wish.FOLLOW),
        (Qt.Key.Key_T, Wish.NOTES),
    ],
)
def test_plain_keys_are_wishes(qtbot: QtBot, key: Qt.Key, wish: Wish) -> None:
    """Each of the lecture's keys asks for one thing."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("bowls"))
    with qtbot.waitSignal(page.wished) as asked:
        QTest.keyClick(page, key)
    assert asked.args == [wish]


def test_a_key_that_is_held_shows_only_one_thing() -> None:
    """A repeated Page Down is no second press; alpha goes on while its key is held; Ctrl belongs to menus."""

    def press(key: Qt.Key, *, held: bool, ctrl: bool = False) -> QKeyEvent:
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        return QKeyEvent(QEvent.Type.KeyPress, key, modifier, "", held)

    assert wish_of(press(Qt.Key.Key_PageDown, held=True)) is None
    assert wish_of(press(Qt.Key.Key_Plus, held=True)) is Wish.ALPHA_UP
    assert wish_of(press(Qt.Key.Key_Right, held=False, ctrl=True)) is None


def test_black_spot_and_notes_come_and_go(qtbot: QtBot) -> None:
    """Each of the three is shown by its key and hidden by the same; the spot follows the pointer."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("bowls"))
    for wish, part in ((Wish.BLANK, page.blank), (Wish.SPOT, page.spot), (Wish.NOTES, page.notes)):
        page.do(wish)
        assert part.isVisible()
        page.do(wish)
        assert part.isHidden()
    page.do(Wish.BLANK)
    assert page.grab().toImage().pixelColor(400, 300).lightness() == 0
    page.do(Wish.SPOT)
    for place in (QPoint(300, 200), QPoint(420, 260)):
        QCursor.setPos(page.mapToGlobal(place))
        qtbot.waitUntil(lambda: (page.spot.geometry().center() - place).manhattanLength() <= 2)  # noqa: B023
    page.do(Wish.SPOT)
    assert page.notes.text == "Say it twice."


def test_what_is_done_with_the_mouse_is_asked_for(qtbot: QtBot) -> None:
    """A click on a phase, a weight that is picked: the page passes on what its panels want."""
    page = make(qtbot, shown(scenes.three_inputs()), sheet("diagram", "bowls"))
    with qtbot.waitSignal(page.phase_requested) as phase:
        QTest.mouseClick(
            page.strip, Qt.MouseButton.LeftButton, pos=page.strip.segment(Phase.LEARN).center().toPoint()
        )
    assert phase.args == [Phase.LEARN]
    with qtbot.waitSignal(page.weight_selected) as picked:
        page.panels["bowls"].weight_selected.emit(WeightRef(0, 0, 2))
    assert picked.args == [WeightRef(0, 0, 2)]


@pytest.mark.parametrize("height", [600, 720, 1080, 2160])
def test_measures_hold_the_ratios(height: int) -> None:
    """The sizes are never below their share of the height, and not much above."""
    measures = Measures(height)
    for pixels, share in ((measures.least, LEAST), (measures.words, WORDS)):
        assert height / share <= pixels < height / share + 1
    assert measures.theme().font(1.0).pixelSize() == measures.least


def test_arranging_gives_everything_what_it_needs() -> None:
    """Panels beside and below each other have at least their size; too little room is said, not hidden."""
    room = QRect(10, 20, 1000, 500)
    cards = CardsNeed(400, lambda count: 40 + 60 * count, 3)
    needs = [Need(QSize(500, 300)), Need(QSize(300, 200)), Need(QSize(800, 60), flat=True)]
    places = arrange(room, needs, cards, 10)
    assert places is not None
    assert places.cards is not None
    every = [*places.panels, places.cards]
    assert all(room.contains(place) for place in every)
    assert not [1 for at, one in enumerate(every) for other in every[:at] if one.intersects(other)]
    for need, place in zip(needs, places.panels, strict=True):
        assert place.width() >= need.least.width()
        assert place.height() >= need.least.height()
    assert arrange(QRect(0, 0, 300, 300), needs, None, 10) is None
