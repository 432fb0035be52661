"""The lesson panel: what there is to show of a lesson to widgets, and keys and clicks to wishes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lesson_parts import LESSON, Learner, lesson, one_step
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget
from scenes import three_inputs

from gdstudio.files.shipped import asset
from gdstudio.lessons.showing import showing
from gdstudio.messages import Freeze, View, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.markdown import write
from gdstudio.views.kit.theme import DARK, LIGHT, PROJECTOR, THEMES, style_sheet
from gdstudio.views.lesson.amounts import DotAnswer, NumberAnswer
from gdstudio.views.lesson.choices import Choice, Choices
from gdstudio.views.lesson.marks import Mark
from gdstudio.views.lesson.panel import LessonPanel
from gdstudio.views.lesson.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.lessons.questions import Answer
    from gdstudio.lessons.showing import Showing

WEIGHT = one_step('[question]\nask = "Which?"\nkind = "weight"')
NUMBER = one_step('[question]\nask = "How much is delta?"\nkind = "number"\nvalue = "delta"')
DOT = one_step('[question]\nask = "Where?"\nkind = "dot"\nweight = "b"')


@pytest.fixture
def panel(qtbot: QtBot) -> LessonPanel:
    widget = LessonPanel(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(250, 600)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


class Given:
    """A learner, and a panel that shows how far they are."""

    def __init__(self, panel: LessonPanel, text: str = LESSON, index: int = 0) -> None:
        self.panel = panel
        self.learner = Learner(text)
        self.given: Answer | None = None
        self.enter(index)

    def enter(self, index: int) -> None:
        """Go to a step."""
        self.given = None
        self.learner.run.enter(index, self.learner.shown)
        self.show()
        self.learner.enter(index)
        self.show()

    def answer(self, answer: Answer) -> None:
        """Answer its question."""
        self.given = answer
        self.learner.answer(answer)
        self.show()

    @property
    def shown(self) -> Showing:
        """What there is to show."""
        return showing(self.learner.run, self.given)

    def show(self, *, working: bool = False) -> None:
        """Show how far it is."""
        self.panel.show_snapshot(self.learner.shown)
        self.panel.show_lesson(replace(self.shown, working=working))


def choices(panel: LessonPanel) -> list[Choice]:
    assert panel.question is not None
    assert isinstance(panel.question.answers, Choices)
    return panel.question.answers.buttons


def button(within: QWidget, text: str) -> QPushButton:
    return next(found for found in within.findChildren(QPushButton) if found.text() == text)


def marks(panel: LessonPanel) -> list[Mark]:
    return [choice._mark for choice in choices(panel)]


def announced(panel: LessonPanel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(panel._announcer, "announce", said.append)
    return said


# --- what is shown ------------------------------------------------------------------------------------------


def test_a_step_is_shown_with_all_there_is_in_it(panel: LessonPanel) -> None:
    """Section, lesson, title, text with numbers, question, answers, tasks, and which step it is.

    What the lesson is about stands above its first step, and no other.
    """
    given = Given(panel)
    assert panel.page.section.plain == "5.4 · A title\nAbout it."
    assert panel.text.plain == "First\nThe error is 0.0196."
    assert panel.question is not None
    assert panel.question.ask.plain == "What will the error do?"
    assert [choice.accessibleName() for choice in choices(panel)] == ["Fall", "Grow"]
    assert panel.tasks is not None
    assert [row.words for row in panel.tasks.rows] == ["Unfreeze a"]
    assert panel.footer.place.text() == "1 / 3"
    assert not panel.footer.back.isEnabled()
    assert panel.footer.on.isEnabled()
    assert [action.text() for action in panel.footer.menu.actions()] == ["1  First", "2  Second", "3  Third"]
    given.enter(1)
    assert panel.page.section.plain == "5.4 · A title"


def test_a_right_answer_is_marked_and_explained(panel: LessonPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a sign and a word, and said to those who listen."""
    given = Given(panel)
    said = announced(panel, monkeypatch)
    given.answer(0)
    assert marks(panel) == [Mark.RIGHT, Mark.OPEN]
    outcome = panel.question.outcome if panel.question else None
    assert outcome is not None
    assert outcome.isVisible()
    assert outcome.sentence == "Right. It is 0.00382 now."
    assert said == ["Right. It is 0.00382 now."]
    assert not choices(panel)[0].isEnabled()
    assert not button(panel, "Check").isVisible()
    assert button(panel, "Ask again").isVisible()


def test_a_wrong_answer_shows_both_answers(panel: LessonPanel) -> None:
    """The one given, and the right one."""
    given = Given(panel)
    given.answer(1)
    assert marks(panel) == [Mark.RIGHT, Mark.WRONG]
    assert choices(panel)[1].accessibleName() == "Grow, your answer, not right"
    assert choices(panel)[0].accessibleName() == "Fall, the right answer"
    assert panel.question is not None
    assert panel.question.outcome.sentence == "Not this time. Not with this alpha."


def test_an_answer_that_was_told_is_no_mistake(panel: LessonPanel) -> None:
    """It has a sign of its own."""
    given = Given(panel)
    given.learner.carry_out(given.learner.run.tell(given.learner.shown, lambda _c: given.learner.shown))
    given.show()
    assert panel.question is not None
    assert panel.question.outcome.sentence.startswith("The answer.")


def test_what_was_answered_long_ago_is_said_without_a_reason(panel: LessonPanel) -> None:
    """Only that it was; it can be asked again."""
    given = Given(panel)
    given.answer(1)
    given.enter(0)
    assert panel.question is not None
    assert panel.question.outcome.sentence.startswith("Not this time. You have answered this before")
    assert marks(panel) == [Mark.OPEN, Mark.OPEN]


def test_what_cannot_be_judged_says_what_to_do(panel: LessonPanel, qtbot: QtBot) -> None:
    """With a button that does it; the question stays open."""
    given = Given(panel)
    given.learner.run.refusal = "The question is about another state. Set the step up again."
    given.show()
    assert panel.question is not None
    outcome = panel.question.outcome
    assert outcome.isVisible()
    assert "another state" in outcome.say.plain
    with qtbot.waitSignal(panel.set_up_requested):
        qtbot.mouseClick(outcome.set_up, Qt.MouseButton.LeftButton)
    assert button(panel, "Check").isVisible()


def test_tasks_tick_themselves(panel: LessonPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tick, the name for those who listen, an announcement once, and no more “Show me”."""
    given = Given(panel)
    said = announced(panel, monkeypatch)
    assert panel.tasks is not None
    row = panel.tasks.rows[0]
    assert row.accessibleName() == "To do: Unfreeze a"
    assert row.show_button.isVisible()
    given.learner.do(Freeze(WeightRef(0, 0, 0), False))
    given.show()
    given.show()
    assert row.accessibleName() == "Done: Unfreeze a"
    assert said == ["Done: Unfreeze a"]
    assert not row.show_button.isVisible()


def test_the_page_before_stays_until_the_next_has_its_numbers(panel: LessonPanel) -> None:
    """Only the place is new at once: nothing flickers."""
    given = Given(panel)
    given.learner.run.enter(2, given.learner.shown)
    given.show()
    assert panel.text.plain.startswith("First")
    assert panel.footer.place.text() == "3 / 3"
    given.enter(2)
    assert panel.text.plain.startswith("Third")
    assert panel.question is None
    assert panel.tasks is None


def test_another_lesson_that_is_back_at_once_is_shown_whole(panel: LessonPanel) -> None:
    """Undo brings back a lesson that has begun already: none of the other's words may stay."""
    Given(panel).answer(0)
    back = Learner(lesson(NUMBER, "another"))
    back.enter(0)
    panel.show_lesson(showing(back.run))
    assert panel.text.plain.startswith(showing(back.run).title)
    assert panel.question is not None
    assert panel.question.outcome.isHidden()
    assert panel.tasks is None


def test_the_next_page_begins_at_its_top(panel: LessonPanel) -> None:
    """However far the one before was scrolled."""
    panel.resize(250, 260)
    given = Given(panel)
    bar = panel.column.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    given.enter(1)
    assert bar.value() == 0


def test_the_last_step_leads_on_only_if_a_lesson_follows(panel: LessonPanel) -> None:
    """And says so."""
    given = Given(panel, index=2)
    assert not panel.footer.on.isEnabled()
    panel.footer.lead_on(True)
    given.show()
    assert panel.footer.on.isEnabled()
    assert panel.footer.on.text() == "Next lesson"


def test_the_training_order_is_there_where_there_is_a_choice(panel: LessonPanel) -> None:
    """Of one example, or of vectors, there is none."""
    snapshot = Session(three_inputs()).snapshot()
    panel.show_snapshot(snapshot)
    assert panel.order.isVisible()
    vectors = replace(snapshot, scene=replace(snapshot.scene, view=View.VECTORS))
    panel.show_snapshot(vectors)
    assert not panel.order.isVisible()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", [LESSON, WEIGHT, NUMBER, DOT], ids=["choose", "weight", "number", "dot"])
def test_nothing_is_cut_at_any_width(panel: LessonPanel, theme: object, text: str) -> None:
    """Every part is inside the column, is as high as its words need, and lies over no other."""
    long = "a word that is " + "very " * 30 + "long"
    given = Given(panel, text.replace("Fall", f"Fall {long}").replace("Unfreeze a", f"Unfreeze a {long}"))
    panel.set_theme(theme)  # type: ignore[arg-type]
    for width in (232, 260, 330):
        panel.resize(round(width * theme.scale), 500)  # type: ignore[attr-defined]
        parts = [part for part in panel.page._parts if not part.isHidden()]  # type: ignore[attr-defined]
        places = [part.geometry() for part in parts]  # type: ignore[attr-defined]
        for part, place in zip(parts, places, strict=True):
            assert place.height() == part.height_at(place.width())
            assert place.left() >= 0
            assert place.right() <= panel.column.viewport().width()
        for above, below in pairwise(places):
            assert above.bottom() < below.top() + 5  # a text reaches out for its focus ring
        assert panel.page.height() >= places[-1].bottom()
        assert panel.page.width() <= panel.column.viewport().width()
    given.answer({LESSON: 1, WEIGHT: "b"}.get(text, 0.0))
    assert panel.question is not None
    assert panel.question.height() == panel.question.height_at(panel.question.width())


def test_a_style_sheet_does_not_change_the_digits_of_a_text(panel: LessonPanel) -> None:
    """It is shown in the very font in which it was measured, or its last line could be missing."""
    Given(panel, NUMBER)
    panel.setStyleSheet("* { font-size: 13px }")
    for text in panel.findChildren(Prose):
        assert text.document().defaultFont().featureTags() == LIGHT.font(13).featureTags() != []
        assert text.document().defaultFont() == text._measure.defaultFont()


# --- what the learner wants ---------------------------------------------------------------------------------


def test_an_answer_is_chosen_by_its_key_and_checked_by_enter(panel: LessonPanel, qtbot: QtBot) -> None:
    """From anywhere in the panel; a key that stands for nothing chooses nothing."""
    Given(panel)
    panel.text.setFocus()
    check = button(panel, "Check")
    assert not check.isEnabled()
    QTest.keyClick(panel.text, Qt.Key.Key_7)
    assert not check.isEnabled()
    QTest.keyClick(panel.text, Qt.Key.Key_2)
    assert choices(panel)[1].isChecked()
    assert choices(panel)[1].hasFocus()
    QTest.keyClick(choices(panel)[1], Qt.Key.Key_Up)
    assert choices(panel)[0].isChecked()
    with qtbot.waitSignal(panel.answer_requested) as wish:
        QTest.keyClick(choices(panel)[0], Qt.Key.Key_Return)
    assert wish.args == [0]


def test_an_answer_is_chosen_by_a_click_on_its_words(panel: LessonPanel, qtbot: QtBot) -> None:
    """And checked by the button."""
    Given(panel)
    place = QPoint(choices(panel)[1].width() - 5, choices(panel)[1].height() // 2)
    qtbot.mouseClick(choices(panel)[1], Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(panel.answer_requested) as wish:
        qtbot.mouseClick(button(panel, "Check"), Qt.MouseButton.LeftButton)
    assert wish.args == [1]


def test_a_weight_is_picked_by_its_letter(panel: LessonPanel, qtbot: QtBot) -> None:
    """The answer is its name."""
    given = Given(panel, WEIGHT)
    QTest.keyClick(panel.text, Qt.Key.Key_B)
    with qtbot.waitSignal(panel.answer_requested) as wish:
        QTest.keyClick(choices(panel)[1], Qt.Key.Key_Enter)
    assert wish.args == ["b"]
    given.answer("b")
    assert marks(panel) == [Mark.OPEN, Mark.WRONG, Mark.RIGHT]


@pytest.mark.parametrize(
    ("typed", "number"), [("-0.14", -0.14), ("−0,14", -0.14), ("", None), ("-", None), ("0.1x", None)]
)
def test_a_number_is_typed_and_checked_by_enter(
    panel: LessonPanel, qtbot: QtBot, typed: str, number: float | None
) -> None:
    """What is no number is marked, and nothing is checked."""
    Given(panel, NUMBER)
    assert panel.question is not None
    answers = panel.question.answers
    assert isinstance(answers, NumberAnswer)
    answers.field.setText(typed)  # QTest types no signs beyond Latin 1
    answers.field.textEdited.emit(typed)
    assert bool(answers.field.property("invalid")) == (number is None and typed != "")
    assert button(panel, "Check").isEnabled() == (number is not None)
    asked: list[float] = []
    panel.answer_requested.connect(asked.append)
    QTest.keyClick(answers.field, Qt.Key.Key_Return)
    assert asked == ([] if number is None else [number])
    qtbot.wait(0)


def test_a_field_is_as_high_with_the_keyboard_in_it_as_without(panel: LessonPanel, qtbot: QtBot) -> None:
    """So that its row, laid out once, never cuts it off: focused, marked as no number, answered."""
    panel.setStyleSheet(style_sheet(LIGHT, asset("icons")))
    given = Given(panel, NUMBER)
    assert panel.question is not None
    answers = panel.question.answers
    assert isinstance(answers, NumberAnswer)
    heights = {answers.field.sizeHint().height()}
    answers.field.setFocus()
    for typed in ("abc", "3"):
        answers.field.clear()
        QTest.keyClicks(answers.field, typed)
        assert answers.field.hasFocus()
        heights.add(answers.field.sizeHint().height())
    given.answer(-0.14)
    qtbot.waitUntil(lambda: not answers.field.isEnabled())
    assert {*heights, answers.field.sizeHint().height(), answers.field.height()} == {answers.row.height()}


def test_a_dot_is_slid_or_typed(panel: LessonPanel, qtbot: QtBot) -> None:
    """Slider and field say the same; the number typed is what is answered, to the last digit."""
    given = Given(panel, DOT)
    assert panel.question is not None
    answers = panel.question.answers
    assert isinstance(answers, DotAnswer)
    guesses: list[tuple[WeightRef, float] | None] = []
    panel.guess_changed.connect(guesses.append)
    assert not button(panel, "Check").isEnabled()
    QTest.keyClick(answers.slider, Qt.Key.Key_Right)
    first = answers.answer
    assert first is not None
    assert first > 0.2
    answers.field.clear()
    QTest.keyClicks(answers.field, "0.41234567")
    assert answers.slider.value() > 500
    with qtbot.waitSignal(panel.answer_requested) as wish:
        QTest.keyClick(answers.field, Qt.Key.Key_Return)
    assert wish.args == [0.41234567]
    answers.take(0.3)
    assert answers.answer == 0.3
    b = WeightRef(0, 0, 1)
    assert guesses[0] == (b, first)
    assert guesses[-2:] == [(b, 0.41234567), (b, 0.3)]
    given.answer(0.3)
    assert guesses[-1] is None


def test_an_answer_that_is_given_comes_into_view(panel: LessonPanel) -> None:
    """Typed, or dragged in the bowl, in a low window: the field and what checks it are seen."""
    panel.resize(250, 200)
    Given(panel, DOT)
    assert panel.question is not None
    check = panel.question.check
    assert check.visibleRegion().isEmpty()
    assert panel.question.take_dot(WeightRef(0, 0, 1), 0.3)
    for part in (check, panel.question.first()):
        assert part.visibleRegion().boundingRect().height() == part.height()


def test_while_it_is_judged_nothing_else_is_taken(panel: LessonPanel) -> None:
    """The buttons say so."""
    given = Given(panel)
    choices(panel)[0].setChecked(True)
    given.show(working=True)
    assert not button(panel, "Checking…").isEnabled()
    assert not button(panel, "I don’t know").isEnabled()
    assert panel.question is not None
    assert not panel.question.choose("2")


def test_the_keyboard_is_at_the_outcome_once_it_has_been_judged(panel: LessonPanel) -> None:
    """It is not lost while all that could have it is disabled; its ring is not cut off."""
    given = Given(panel)
    QTest.keyClick(panel.text, Qt.Key.Key_1)
    assert choices(panel)[0].hasFocus()
    given.show(working=True)
    given.answer(0)
    assert panel.question is not None
    outcome = panel.question.outcome
    assert outcome.say.hasFocus()
    assert outcome.rect().contains(outcome.say.geometry())


@pytest.mark.parametrize(
    ("signal", "press"),
    [
        ("tell_requested", lambda panel: button(panel, "I don’t know").click()),
        ("next_requested", lambda panel: panel.footer.on.click()),
        ("set_up_requested", lambda panel: button(panel, "Set up again").click()),
        ("show_requested", lambda panel: button(panel, "Show me").click()),
        ("step_requested", lambda panel: panel.footer.menu.actions()[1].trigger()),
    ],
)
def test_each_button_says_what_is_wanted(
    panel: LessonPanel, qtbot: QtBot, signal: str, press: Callable[[LessonPanel], None]
) -> None:
    """Once."""
    Given(panel)
    with qtbot.waitSignal(getattr(panel, signal)) as wish:
        press(panel)
    assert wish.args == ([0] if signal == "show_requested" else [1] if signal == "step_requested" else [])


def test_the_keyboard_stays_with_a_question(panel: LessonPanel) -> None:
    """While an answer is judged the focus stays; then it is at what is said, asked anew at the field."""
    given = Given(panel, NUMBER)
    box = panel.question
    assert box is not None
    box.first().setFocus()
    QTest.keyClicks(box.first(), "0.5")
    given.show(working=True)
    assert not box.first().isEnabled()
    given.answer("0.5")
    assert box.outcome.isAncestorOf(panel.window().focusWidget())
    box.outcome.again.setFocus()
    given.show()
    assert panel.window().focusWidget() is box.outcome.again, "what it says again must not take the focus"
    given.learner.run.ask_again()
    given.show()
    assert panel.window().focusWidget() is box.first()


def test_the_list_of_steps_opens_by_keyboard(panel: LessonPanel, qtbot: QtBot) -> None:
    """It says which step it is, and holds nothing up."""
    given = Given(panel)
    given.answer(0)
    panel.footer.place.setFocus()
    QTest.keyClick(panel.footer.place, Qt.Key.Key_Space)
    menu = panel.footer.menu
    assert menu.isVisible()
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.step_requested) as wish:
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert wish.args == [1]
    assert not menu.isVisible()


def test_back_and_ask_again(panel: LessonPanel, qtbot: QtBot) -> None:
    """Where they mean something."""
    given = Given(panel)
    given.answer(0)
    with qtbot.waitSignal(panel.ask_again_requested):
        button(panel, "Ask again").click()
    given.learner.run.ask_again()
    given.enter(0)
    assert not choices(panel)[0].isChecked(), "asked again, nothing is chosen yet"
    given.enter(1)
    with qtbot.waitSignal(panel.back_requested):
        panel.footer.back.click()


@pytest.mark.parametrize("text", [LESSON, WEIGHT], ids=["one below the other", "in a row"])
def test_arrows_go_from_answer_to_answer(panel: LessonPanel, text: str) -> None:
    """Down and right to the next, up and left to the one before, and round at the ends."""
    Given(panel, text)
    panel.take_keyboard()
    buttons = choices(panel)
    last = len(buttons) - 1
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up)
    for key, there in zip(keys, (0, 1, 2 % (last + 1), 1, 0, last), strict=True):
        QTest.keyClick(next(each for each in buttons if each.hasFocus()), key)
        assert [each.isChecked() for each in buttons].index(True) == there
        assert buttons[there].hasFocus()


def test_the_keyboard_goes_on_where_it_makes_sense(panel: LessonPanel, qtbot: QtBot) -> None:
    """To the answers, from an answer to what is said of it, on to the tasks, and to the next step."""
    given = Given(panel)
    panel.take_keyboard()
    assert choices(panel)[0].hasFocus()
    QTest.keyClick(choices(panel)[0], Qt.Key.Key_Down)
    assert choices(panel)[0].isChecked(), "an arrow chooses the first, while none is chosen"
    with qtbot.waitSignal(panel.answer_requested):
        QTest.keyClick(choices(panel)[0], Qt.Key.Key_Return)
    given.answer(0)
    assert panel.question is not None
    say = panel.question.outcome.say
    assert say.hasFocus()
    QTest.keyClick(say, Qt.Key.Key_Return)
    assert button(panel, "Show me").hasFocus(), "there is something to do yet"
    given.learner.carry_out(given.learner.run.show(0))
    given.show()
    say.setFocus()
    with qtbot.waitSignal(panel.next_requested):
        QTest.keyClick(say, Qt.Key.Key_Return)
    given.enter(1)
    assert panel.text.hasFocus()
    assert panel.tasks is not None
    panel.take_keyboard()
    assert panel.tasks.rows[0].show_button.hasFocus()
    given.enter(2)
    panel.take_keyboard()
    assert panel.text.hasFocus(), "it is the last step, and no lesson follows"


def test_the_keyboard_comes_to_a_page_that_was_asked_for(panel: LessonPanel) -> None:
    """Unless it has gone elsewhere before the page was there; and never without being asked."""
    given = Given(panel, NUMBER)
    window = panel.window()
    window.setFocus()

    def typed() -> bool:
        assert panel.question is not None
        return panel.question.first().hasFocus()

    assert not typed()
    panel.expect_keyboard()
    given.learner.run.enter(0, given.learner.shown)
    given.show()
    panel.footer.place.setFocus()
    panel.footer.place.clearFocus()
    given.enter(0)
    assert not typed(), "the keyboard was taken away from where it was"
    window.setFocus()
    panel.expect_keyboard()
    given.enter(0)
    assert typed()


def test_the_keyboard_comes_to_a_page_that_was_asked_for_before_the_window_was_shown(qtbot: QtBot) -> None:
    """As at a start whose images take a moment, while the window already has its focus on a button."""
    window = QWidget()
    qtbot.addWidget(window)
    panel, other = LessonPanel(LIGHT), QPushButton("play")
    row = QHBoxLayout(window)
    row.addWidget(panel)
    row.addWidget(other)
    other.setFocus()
    panel.expect_keyboard()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(other.hasFocus)
    Given(panel, NUMBER)
    assert panel.question is not None
    assert panel.question.first().hasFocus()


@pytest.mark.parametrize("kept", ["0.65 · b", "8.5 × 2", "1 − 0.3", "6 %"])
def test_what_belongs_together_stays_on_one_line(kept: str) -> None:
    """A product, a difference, a number and its percent sign; a line ends before “+” or “=”."""
    document = QTextDocument()
    write(document, f"so {kept} + more · Others", LIGHT, 13)
    tied = kept.replace(" ", "\N{NO-BREAK SPACE}")
    assert document.toRawText() == f"so {tied} + more · Others"


def test_tab_goes_through_it_as_it_is_read(panel: LessonPanel) -> None:
    """Text, answers, check, tasks, order, back and next."""
    Given(panel)
    choices(panel)[0].setChecked(True)
    panel.text.setFocus()
    seen: list[QWidget] = []
    widget: QWidget | None = panel.text
    while widget is not None and widget not in seen:
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        widget = panel.focusWidget()
    expected = [
        panel.text,
        choices(panel)[0],
        button(panel, "Check"),
        button(panel, "I don’t know"),
        button(panel, "Show me"),
        button(panel, "Set up again"),
        panel.order.findChild(QComboBox),
        panel.footer.place,
        panel.footer.on,
    ]
    assert seen == expected


def test_a_low_panel_saves_room(panel: LessonPanel) -> None:
    """The question is seen with its buttons; what is needed least is below, unless the step lights it."""
    given = Given(panel)
    column, roomy = panel.column, panel.question.check.y()  # type: ignore[union-attr]
    panel.resize(250, 380)
    check = panel.question.check  # type: ignore[union-attr]
    bottom = check.mapTo(column.viewport(), check.rect().bottomLeft()).y()
    assert check.isVisible()
    assert bottom < column.viewport().height()
    assert column.widget().isAncestorOf(panel.order)
    assert panel.page.section.y() > panel.text.y()
    panel.show_lesson(replace(given.shown, begun=False))
    panel.show_lesson(replace(given.shown, light=("order",)))
    assert not column.widget().isAncestorOf(panel.order)
    assert panel.order.isVisible()
    panel.resize(250, 600)
    assert panel.page.section.y() < panel.text.y()
    assert panel.question.check.y() == roomy  # type: ignore[union-attr]
    assert not column.widget().isAncestorOf(panel.order)
    assert panel.order.isVisible()


def test_arrows_scroll_the_column(panel: LessonPanel) -> None:
    """When the text has the keyboard."""
    panel.resize(250, 260)
    Given(panel)
    panel.text.setFocus()
    QTest.keyClick(panel.text, Qt.Key.Key_Down)
    assert panel.column.verticalScrollBar().value() > 0
    QTest.keyClick(panel.text, Qt.Key.Key_PageDown)
    assert panel.column.verticalScrollBar().value() > 40


def test_everything_has_a_name_and_says_what_it_does(panel: LessonPanel) -> None:
    """Names, tooltips and sizes that can be hit, of all that the keyboard reaches."""
    Given(panel, DOT)
    given = Given(panel)
    given.answer(0)
    panel.set_shortcut_texts({"next_step": "Alt+N", "previous_step": "Alt+B", "set_up": "Ctrl+Shift+R"})
    assert "Alt+N" in panel.footer.on.toolTip()
    for widget in panel.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name or widget is panel.order, widget
            assert widget.toolTip() or widget in {panel.text, panel.question.outcome.say}, widget  # type: ignore[union-attr]
            if isinstance(widget, QPushButton):
                assert widget.height() >= 24


def test_themes_and_sizes_change_in_place(panel: LessonPanel) -> None:
    """The page stays, and so do answers."""
    given = Given(panel)
    choices(panel)[1].setChecked(True)
    for theme in (DARK, PROJECTOR, LIGHT):
        panel.set_theme(theme)
        assert choices(panel)[1].isChecked()
    given.answer(1)
    panel.set_theme(DARK)
    assert marks(panel) == [Mark.RIGHT, Mark.WRONG]


def test_closing_it_forgets_the_page(panel: LessonPanel) -> None:
    """The same step of another lesson is then shown anew."""
    Given(panel)
    panel.close_lesson()
    given = Given(panel, LESSON.replace("The error is", "Now it is"))
    assert panel.text.plain == "First\nNow it is 0.0196."
    given.answer(0)
    assert marks(panel) == [Mark.RIGHT, Mark.OPEN]
