"""What a scene file may say, and the sentence for everything it may not."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_scenes import small_images

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.scene_file import SceneError, parse_scene
from gdstudio.lessons.with_images import with_images
from gdstudio.messages import ImagesStart, Source, View

GOOD = """\
+++
title = "A title"
section = "5.9"

[examples]
inputs = ["toes", "wlrec"]
targets = ["win", "sad"]
rows = [
    [8.5, 0.65, 1, 0.1],
    [9.5, 0.8, 1, 0],
]

[[lanes]]
name = "one"
label = "the one"
weights = [[0.1, 0.2], [0.3, 0.4]]
alpha = 0.01
+++

Some *text*.

And more.
"""


def changed(old: str, new: str) -> str:
    """The good file with one thing replaced, which must be there."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def with_lane(*lines: str) -> str:
    """The good file with lines added to its lane."""
    return changed("alpha = 0.01\n", "\n".join(("alpha = 0.01", *lines, "")))


def test_a_good_file_becomes_a_scene() -> None:
    """Every field arrives, whole numbers as floats, and what is left out has its default."""
    scene = parse_scene(GOOD, "mine", "mine.md")
    assert (scene.id, scene.title, scene.section) == ("mine", "A title", "5.9")
    assert scene.text == "Some *text*.\n\nAnd more."
    assert scene.traced == ("one",)
    (lane,) = scene.lanes
    assert (lane.name, lane.label, lane.alpha) == ("one", "the one", 0.01)
    assert lane.order == Order()
    assert lane.rule is Rule.CORRECT
    assert lane.examples.inputs.tolist() == [[8.5, 0.65], [9.5, 0.8]]
    assert lane.examples.targets.tolist() == [[1.0, 0.1], [1.0, 0.0]]
    assert lane.weights.tolist() == [[0.1, 0.2], [0.3, 0.4]]
    assert lane.weights.dtype == "float64"
    assert not lane.frozen.any()


WITH_IMAGES = """\
+++
title = "A title"
section = "5.7"
view = "pictures"

[images]
set = "mnist-sample"
alpha = 0.002
order = "shuffled once"
seed = 4
looks_at = "unseen"
+++

Some text.
"""


def test_a_scene_with_images_waits_for_them() -> None:
    """It says which images, how they are trained on and what is looked at; its lane comes with the images."""
    scene = parse_scene(WITH_IMAGES, "mine", "mine.md")
    assert scene.needs_images
    assert scene.images == ImagesStart("mnist-sample", 0.002, Order(Taking.SHUFFLED_ONCE, 0, 4))
    assert scene.looks_at.source is Source.UNSEEN
    assert scene.view is View.PICTURES
    learnt, unseen = small_images(), small_images(20, seed=1)
    loaded = with_images(scene, learnt, unseen)
    (lane,) = loaded.lanes
    assert not loaded.needs_images
    assert (lane.examples, lane.unseen, lane.alpha) == (learnt, unseen, 0.002)
    assert lane.order == Order(Taking.SHUFFLED_ONCE, 0, 4)
    assert lane.weights.shape == lane.frozen.shape == (3, 36)
    assert not lane.weights.any()
    assert not lane.frozen.any()


def test_a_small_table_takes_no_images() -> None:
    """Only scenes that ask for some are given any."""
    with pytest.raises(ValueError, match="mine has no images"):
        with_images(parse_scene(GOOD, "mine", "mine.md"), small_images(), small_images())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"mnist-sample"', '"cats"', "images, set: “cats”; use one of mnist-sample"),
        ("0.002", "-1.0", "images, alpha: -1; use"),
        ("seed = 4", "seed = -4", "images, seed: -4"),
        ('"unseen"', '"drawn"', "images, looks_at: “drawn”; use step or unseen"),
        ('"unseen"', '"nothing"', "images, looks_at: invalid enum value 'nothing'; use one of step, learnt"),
        (
            '"shuffled once"',
            '"full batch"',
            "images, order: images are learnt from one at a time; use another",
        ),
        ('"pictures"', '"films"', "view: invalid enum value"),
        (
            "[images]",
            "[[lanes]]\nname = 'a'\nlabel = 'b'\nweights = []\nalpha = 1.0\n[images]",
            "one or the other",
        ),
    ],
)
def test_what_is_wrong_with_a_scene_with_images(old: str, new: str, said: str) -> None:
    """The sentence names the field and the remedy."""
    assert old in WITH_IMAGES
    with pytest.raises(SceneError, match=f"mine.md: .*{said}"):
        parse_scene(WITH_IMAGES.replace(old, new), "mine", "mine.md")


def test_what_a_lane_may_choose() -> None:
    """Columns, freezes, an order, a rule."""
    scene = parse_scene(
        with_lane('frozen = ["b", "d"]', 'order = "shuffled"', "seed = 7", 'rule = "swapped outer product"'),
        "mine",
        "mine.md",
    )
    (lane,) = scene.lanes
    assert lane.frozen.tolist() == [[False, True], [False, True]]
    assert lane.order == Order(Taking.SHUFFLED, 0, 7)
    assert lane.rule is Rule.SWAPPED_OUTER_PRODUCT


@pytest.mark.parametrize("rule", Rule)
def test_a_lane_may_follow_any_rule_on_all_examples_at_once(rule: Rule) -> None:
    """The example says whose numbers are shown."""
    content = with_lane(f'rule = "{rule.value}"', 'order = "full batch"', "example = 2")
    (lane,) = parse_scene(content, "mine", "mine.md").lanes
    assert (lane.rule, lane.order) == (rule, Order(Taking.FULL_BATCH, 1))


def test_examples_count_from_1_in_a_file() -> None:
    """People count games from 1."""
    (lane,) = parse_scene(with_lane("example = 2"), "mine", "mine.md").lanes
    assert lane.order == Order(Taking.ONE, example=1)


def test_a_lane_may_use_some_columns_in_its_own_order() -> None:
    """A small network beside a large one, from one table."""
    content = changed("[[0.1, 0.2], [0.3, 0.4]]", "[[0.1, 0.2]]").replace(
        "alpha = 0.01\n", 'alpha = 0.01\ninputs = ["wlrec", "toes"]\ntargets = ["sad"]\n'
    )
    (lane,) = parse_scene(content, "mine", "mine.md").lanes
    assert lane.examples.input_names == ("wlrec", "toes")
    assert lane.examples.inputs.tolist() == [[0.65, 8.5], [0.8, 9.5]]
    assert lane.examples.targets.tolist() == [[0.1], [0.0]]


def test_fields_of_a_newer_studio_are_passed_over() -> None:
    """An older studio reads newer files."""
    content = with_lane('sparkle = "yes"').replace("section =", "tasks = [1, 2]\nsection =")
    assert parse_scene(content, "mine", "mine.md").title == "A title"


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    """Whatever editor the file was written with."""
    scene = parse_scene("\ufeff" + GOOD.replace("\n", "\r\n"), "mine", "mine.md")
    assert scene.text == "Some *text*.\n\nAnd more."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "front matter: not found"),
        ("Just text", "front matter: not found"),
        (GOOD.replace("+++\n\nSome", "\nSome"), "front matter: not found"),
        (changed("title = ", "title "), "front matter: not valid TOML.*line 1"),
        (changed('title = "A title"\n', ""), "title"),
        (changed('"A title"', "5"), "title: expected `str`, got `int`"),
        (changed('"A title"', '" "'), "title: there is none"),
        (GOOD.partition("\nSome")[0], "the text: there is none"),
        (changed("alpha = 0.01", 'alpha = "big"'), "lanes, number 1, alpha: expected `float`, got `str`"),
        (changed("alpha = 0.01", "alpha = -1"), "lanes, number 1, alpha: -1; use a number from 0 to 1000"),
        (changed("alpha = 0.01", "alpha = nan"), "lanes, number 1, alpha: nan; use"),
        (
            changed("[9.5, 0.8, 1, 0]", '[9.5, 0.8, 1, "x"]'),
            "examples, rows, number 2, number 4: expected `float`",
        ),
        (changed("[9.5, 0.8, 1, 0]", "[9.5, 0.8, 1]"), "examples, row 2: 1 targets where 2"),
        (changed("[9.5, 0.8, 1, 0]", "[9.5]"), "examples, row 2: 1 inputs where 2"),
        (changed("8.5", "1" + "0" * 400), "examples, rows, number 1, number 1: number out of range"),
        (changed("8.5", "1" + "0" * 5000), "front matter: not valid TOML"),
        (changed("8.5", "[" * 5000 + "]" * 5000), "front matter: not valid TOML"),
        (changed("8.5", "inf"), "row 1, toes: inf is out of range"),
        (changed('"wlrec"]', '"toes"]'), "a name is used twice"),
        (changed('"wlrec"]', '"b"]'), "“b” is also the name of a weight"),
        (changed("[0.3, 0.4]]", "[0.3]]"), "lanes, number 1, weights: give one row for each target.*2 × 2"),
        (changed("[0.3, 0.4]]", "[0.3, 4e7]]"), r"lanes, number 1, weights: row 2: 4e\+07 is out of range"),
        (with_lane('frozen = ["e"]'), "frozen: there is no weight “e”; there are a, b, c, d"),
        (with_lane('inputs = ["nfans"]'), "inputs: there is no “nfans”; the table has toes, wlrec"),
        (with_lane("inputs = []"), "lanes, number 1: examples: the table is empty"),
        (
            with_lane('order = "backwards"'),
            "lanes, number 1, order: invalid enum value 'backwards'; use one of one, in turn, .*, full batch",
        ),
        (
            with_lane('rule = "wrong"'),
            "lanes, number 1, rule: invalid enum value 'wrong'; use one of correct, .*, delta turned round",
        ),
        (with_lane("example = 3"), "example: 3; use a number from 1 to 2"),
        (with_lane("seed = -1"), "seed: -1; use 0 or more"),
        (
            changed("[[0.1, 0.2], [0.3, 0.4]]", "[[0.1], [0.3]]").replace(
                "alpha = 0.01\n", 'alpha = 0.01\ninputs = ["toes"]\nrule = "swapped outer product"\n'
            ),
            "rule: swapping needs as many targets as inputs",
        ),
        (changed("section", 'traced = ["two"]\nsection'), "traced: two; name one or more of one"),
        (changed("section", "traced = []\nsection"), "traced: none; name"),
        ("+++\nlanes = []\n" + GOOD[4 : GOOD.index("[[lanes]]")] + "+++\ntext", "lanes: 0 are given"),
        (
            changed("[[lanes]]", GOOD[GOOD.index("[[lanes]]") : GOOD.rindex("+++")] + "[[lanes]]"),
            "used twice",
        ),
    ],
)
def test_a_mistake_is_said_with_file_field_and_remedy(content: str, said: str) -> None:
    """One sentence on one line, beginning with the file."""
    with pytest.raises(SceneError, match=said) as caught:
        parse_scene(content, "mine", "mine.md")
    assert str(caught.value).startswith("mine.md: ")
    assert "\n" not in str(caught.value)


def test_lanes_that_are_traced_together_share_their_columns() -> None:
    """Their numbers are printed under one heading."""
    second = (
        '[[lanes]]\nname = "two"\nlabel = "2"\nweights = [[0.1], [0.3]]\nalpha = 0.1\ninputs = ["toes"]\n'
    )
    content = changed("+++\n\nSome", second + "+++\n\nSome")
    with pytest.raises(SceneError, match="traced: these lanes have different inputs"):
        parse_scene(content, "mine", "mine.md")
    alone = content.replace("section", 'traced = ["one"]\nsection')
    assert len(parse_scene(alone, "mine", "mine.md").lanes) == 2


@given(st.text(), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_no_content_raises_anything_else(noise: str, start: int, length: int) -> None:
    """Any text in any place gives a scene or a SceneError."""
    content = GOOD[:start] + noise + GOOD[start + length :]
    with suppress(SceneError):
        assert parse_scene(content, "mine", "mine.md").lanes


def test_a_scene_of_one_s_own_has_no_section() -> None:
    """It need not be given."""
    assert parse_scene(changed('section = "5.9"\n', ""), "mine", "mine.md").section == ""


def test_a_run_may_have_a_table_of_its_own() -> None:
    """With other names and other numbers than the one that the runs share."""
    own = '[lanes.examples]\ninputs = ["age", "fans"]\ntargets = ["sad", "hurt"]\nrows = [[1, 2, 3, 4]]'
    (lane,) = parse_scene(with_lane(own), "mine", "mine.md").lanes
    assert lane.examples.input_names == ("age", "fans")
    assert lane.examples.targets.tolist() == [[3.0, 4.0]]
    with pytest.raises(SceneError, match="lanes, number 1, examples, row 1: 1 targets where 2 are named"):
        parse_scene(with_lane(own.replace(", 4]", "]")), "mine", "mine.md")
