"""Everything the studio can be told to do, as actions: one place for their words, keys and menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True)
class Entry:
    """One action: its name in the code, its words, its key, what it does, and whether it is a switch."""

    name: str
    text: str
    key: str = ""
    help: str = ""
    checkable: bool = False
    group: str = ""


_BREAK = None
MENUS: dict[str, tuple[Entry | None, ...]] = {
    "&File": (
        Entry(
            "open_scene", "Open &scene…", "Ctrl+Alt+O", "Open a scene or a lesson that someone wrote (.md)"
        ),
        Entry(
            "save_scene",
            "Sa&ve scene as it is now…",
            "Ctrl+Alt+S",
            "Save the present state as a scene file: it starts there when it is opened",
        ),
        Entry(
            "save_start",
            "Save scene from its s&tart…",
            "",
            "Save the start as a scene file, with all changes made since at their steps",
        ),
        Entry("open_data", "Open d&ata…", "Ctrl+Shift+D", "Open a table (CSV, TSV) in the sheet"),
        _BREAK,
        Entry(
            "open_images",
            "&Open images…",
            "Ctrl+O",
            "Open labelled images in IDX format, such as MNIST’s files",
        ),
        Entry(
            "open_folder",
            "Open &folder of images…",
            "Ctrl+Shift+O",
            "Open a folder with the four files of an image set",
        ),
        Entry(
            "use_sample", "&Use the MNIST sample", "", "Go back to the 5,000 digits that come with the studio"
        ),
        Entry(
            "download", "&Download all of MNIST…", "", "Fetch the 70,000 digits, check them, and open them"
        ),
        _BREAK,
        Entry("save_picture", "Save &picture…", "Ctrl+Shift+S", "Save the window as a PNG or SVG picture"),
        Entry("copy_picture", "&Copy picture", "Ctrl+Shift+C", "Copy the window as a picture"),
        _BREAK,
        Entry("quit", "&Quit", "Ctrl+Q", "Close the studio"),
    ),
    "&Edit": (
        Entry("undo", "&Undo", "Ctrl+Z", "Take back the last change and go to the step where it was made"),
        Entry("redo", "&Redo", "Ctrl+Shift+Z", "Make the last undone change again"),
        _BREAK,
        Entry(
            "copy_numbers", "Copy &numbers of this step", "Ctrl+Alt+C", "Copy this step’s numbers, all digits"
        ),
        Entry(
            "copy_script",
            "Copy as Python &script",
            "Ctrl+Shift+P",
            "Copy a Python script that repeats this session up to here",
        ),
    ),
    "&View": (
        Entry("show_scenes", "L&esson and scenes", "Ctrl+1", "Show or hide the left column", checkable=True),
        Entry(
            "show_side",
            "&Numbers and error chart",
            "Ctrl+2",
            "Show or hide the numbers and the chart",
            checkable=True,
        ),
        _BREAK,
        Entry("theme_system", "&Follow the system", "", "Light or dark as the system", True, "theme"),
        Entry("theme_light", "&Light", "", "Dark text on white", True, "theme"),
        Entry("theme_dark", "&Dark", "", "Light text on black", True, "theme"),
        Entry("theme_projector", "&Projector", "", "White, larger type, stronger lines", True, "theme"),
        _BREAK,
        Entry("full_screen", "F&ull screen", "F11", "Use the whole screen; again to leave", checkable=True),
        Entry(
            "lecture",
            "Lec&ture",
            "F5",
            "Show the lesson large, on the whole screen, a press a thing; F5 or Esc ends it",
        ),
    ),
    "&Scene": (
        Entry(
            "sheet",
            "&Data and network…",
            "Ctrl+E",
            "Change data, weights and training in a sheet, and start a scene of your own",
        ),
        Entry(
            "own_scene",
            "&Own scene from here",
            "Ctrl+Shift+E",
            "Let this state be the start of a scene of your own; Undo brings back what was",
        ),
        _BREAK,
        Entry("start_again", "&Start again", "Ctrl+R", "Load this scene anew; Undo brings back what was"),
    ),
    "&Lesson": (
        Entry(
            "next_step",
            "&Next step",
            "Alt+N",
            "Go to the lesson’s next step; after the last, to the next lesson",
        ),
        Entry("previous_step", "&Back", "Alt+B", "Go to the lesson’s step before this one"),
        Entry(
            "answer",
            "Ans&wer",
            "Alt+A",
            "Bring the keyboard to the lesson: its question, or the next thing to do",
        ),
        Entry(
            "set_up",
            "Set the step &up again",
            "Ctrl+Shift+R",
            "Bring back the state in which this step began",
        ),
        Entry("free_play", "Skip to &free play", "", "Leave the lesson, and keep everything as it is"),
        _BREAK,
        Entry(
            "list_lessons",
            "&All lessons",
            "Ctrl+L",
            "Show the list of all lessons, with what is done of them",
        ),
        Entry("next_scene", "Nex&t lesson", "Ctrl+PgDown", "Open the next lesson"),
        Entry("previous_scene", "&Previous lesson", "Ctrl+PgUp", "Open the lesson before"),
        Entry(
            "open_lesson", "&Open lesson…", "Ctrl+Alt+L", "Open a lesson or a scene that someone wrote (.md)"
        ),
        _BREAK,
        Entry(
            "reset_lesson",
            "R&eset this lesson",
            "",
            "Have this lesson’s questions and tasks open again; it says what it did, and can bring it back",
        ),
        Entry(
            "reset_progress",
            "&Reset all lessons",
            "",
            "Have all questions and tasks open again; it says what it did, and can bring it back",
        ),
    ),
    "&Images": (
        Entry(
            "next_image",
            "&Next image",
            "Ctrl+Shift+PgDown",
            "Look at the next image: an unseen one, unless a learnt one is looked at",
        ),
        Entry(
            "previous_image",
            "&Previous image",
            "Ctrl+Shift+PgUp",
            "Look at the image before this one",
        ),
        Entry(
            "next_mistake",
            "Next &mistake",
            "Ctrl+M",
            "Look at the next unseen image that is taken for another class",
        ),
        Entry(
            "this_image",
            "Image of this &step",
            "Ctrl+Alt+Home",
            "Look at the image that the present step learns from",
        ),
        _BREAK,
        Entry("draw", "&Draw a digit", "Ctrl+D", "Draw an image of your own"),
        Entry(
            "save_weights", "Save the &weights…", "", "Save the weights as an array of numbers (NumPy .npy)"
        ),
    ),
    "&Time": (
        Entry("play", "&Play or pause", "Ctrl+Space", "Take steps at the set speed, or stop"),
        Entry(
            "play_back",
            "Pla&y backwards",
            "Ctrl+Shift+Space",
            "Go back through the recorded steps at the set speed, or stop",
        ),
        Entry("faster", "Fast&er", "Ctrl+.", "Play faster"),
        Entry("slower", "Sl&ower", "Ctrl+,", "Play slower"),
        _BREAK,
        Entry("step", "&Step", "Ctrl+Right", "Take one whole step: predict, compare, weight deltas, learn"),
        Entry("step_back", "Step &back", "Ctrl+Left", "Go back one step"),
        Entry("phase", "Next p&hase", "Ctrl+Shift+Right", "Go on by one of the step's four phases"),
        Entry("phase_back", "Phase bac&k", "Ctrl+Shift+Left", "Go back by one phase"),
        Entry("first", "&First step", "Ctrl+Home", "Go to step 1"),
        Entry("last", "&Last recorded step", "Ctrl+End", "Go to the end of recorded time"),
        _BREAK,
        Entry(
            "bookmark",
            "Book&mark this step…",
            "Ctrl+B",
            "Name this step to come back to it, or remove its name",
        ),
        Entry("next_bookmark", "Ne&xt bookmark", "Alt+PgDown", "Go to the next bookmarked step"),
        Entry("previous_bookmark", "Pre&vious bookmark", "Alt+PgUp", "Go to the bookmarked step before"),
    ),
    "&Run": (
        Entry("freeze", "&Freeze or unfreeze", "Ctrl+F", "Freeze or unfreeze the selected weight"),
        Entry("alpha_up", "Alpha &up", "Ctrl+Up", "Raise alpha by a tenth of a decade"),
        Entry("alpha_down", "Alpha &down", "Ctrl+Down", "Lower alpha by a tenth of a decade"),
        Entry(
            "sweep",
            "S&weep alphas",
            "Ctrl+Shift+A",
            "Try a range of alphas from here, and show the error after some steps of each",
        ),
        Entry(
            "follow",
            "Follow &the numbers",
            "Ctrl+Shift+N",
            "Go phase by phase, with a plain sentence about each below the network",
            checkable=True,
        ),
        _BREAK,
        Entry("fork", "For&k here", "Ctrl+K", "Begin another run here, with the past of the one looked at"),
        Entry("race", "&Race…", "Ctrl+Shift+K", "Race the run looked at against other alphas"),
        Entry("next_run", "Look at the &next run", "Ctrl+Shift+Down", "Look at the next of several runs"),
        Entry("previous_run", "Look at the run &before", "Ctrl+Shift+Up", "Look at the run before this one"),
    ),
    "&Help": (
        Entry(
            "explain",
            "&Explain what is under the pointer",
            "F1",
            "Explain what is under the pointer, or has the focus",
        ),
        Entry(
            "explain_next",
            "Explain what is &clicked…",
            "Shift+F1",
            "The next click explains, and does nothing else",
            checkable=True,
        ),
        Entry("start_page", "&Start page", "", "Show what a first launch is greeted with"),
        Entry("keys", "&Keys…", "Ctrl+F1", "All keys at a glance"),
        _BREAK,
        Entry(
            "hints", "&Hints", "", "Say below what is worth knowing about the present state", checkable=True
        ),
        Entry("apply_hint", "A&pply the hint", "Ctrl+Return", "Do what the hint says would help"),
        Entry(
            "dismiss_hint",
            "&Dismiss the hint",
            "Ctrl+Shift+Return",
            "Say no more of it until it newly arises",
        ),
        _BREAK,
        Entry("about", "&About GD Studio…", "", "Version, and where the log is"),
    ),
}
FOR_IMAGES = ("next_image", "previous_image", "next_mistake", "this_image", "draw", "save_weights")
"""What means nothing where there are no images."""
FOR_TABLES = ("sheet", "own_scene", "save_scene", "save_start")
"""What is only for scenes with a table."""
_NO_TABLE = "Not with images: there is no table of numbers here. Open a scene with a small network first"
FOR_LESSONS = ("next_step", "previous_step", "answer", "set_up", "reset_lesson", "free_play")
"""What means nothing where no lesson is open."""
FOR_NETWORKS = ("sweep", "fork", "race", "next_run", "previous_run")
"""What is only for small networks."""

# Ctrl+Alt with an arrow key is no first key: many desktops keep it for themselves, to change the workspace.
_MORE_KEYS = {
    "redo": ("Ctrl+Y",),
    "play": ("Ctrl+P", "Media Play"),
    "next_image": ("Ctrl+Alt+Right",),
    "previous_image": ("Ctrl+Alt+Left",),
    "next_bookmark": ("Ctrl+Alt+Down",),
    "previous_bookmark": ("Ctrl+Alt+Up",),
    "apply_hint": ("Ctrl+Enter",),
    "fork": ("Ctrl+Shift+F",),
}


class Actions:
    """The studio's actions by name, put into the window's menu bar."""

    def __init__(self, window: QMainWindow) -> None:
        self._by_name: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for title, entries in MENUS.items():
            menu = window.menuBar().addMenu(title)
            menu.setToolTipsVisible(True)
            for entry in entries:
                self._add(window, menu, entry)
        # A button among the menus: always there, and no panel's.
        button = QAction("&?", window)
        button.setToolTip(self._by_name["explain_next"].toolTip())
        button.triggered.connect(self._by_name["explain_next"].trigger)
        window.menuBar().addAction(button)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def connect(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Do what is given for each action whenever that is triggered."""
        for name, act in acts.items():
            self._by_name[name].triggered.connect(lambda _on=False, act=act: act())

    def shortcut_texts(self) -> dict[str, str]:
        """Each action's key, as it is written on this system; "" where it has none."""
        written = QKeySequence.SequenceFormat.NativeText
        return {name: action.shortcut().toString(written) for name, action in self._by_name.items()}

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """Say in the menu what Undo and Redo would do."""
        for name, verb, what in (("undo", "&Undo", undo), ("redo", "&Redo", redo)):
            text = f"{verb}: {what.replace('&', '&&')}" if what else verb
            action = self._by_name[name]
            if action.text() != text:
                action.setText(text)
            action.setEnabled(what is not None)

    def show_hint(self, shown: bool, remedy: bool) -> None:
        """Offer what can be done with the hint that is shown, if any."""
        self._by_name["apply_hint"].setEnabled(remedy)
        self._by_name["dismiss_hint"].setEnabled(shown)

    def show_images(self, there: bool) -> None:
        """Offer what is for images, or don't."""
        for name in FOR_IMAGES:
            self._by_name[name].setEnabled(there)

    def show_table(self, there: bool) -> None:
        """Offer what is for scenes with a table, or say why not."""
        helps = {
            entry.name: entry.help for entries in MENUS.values() for entry in entries if entry is not None
        }
        for name in FOR_TABLES:
            self._by_name[name].setEnabled(there)
            self._by_name[name].setToolTip(helps[name] if there else _NO_TABLE)
            self._by_name[name].setStatusTip(self._by_name[name].toolTip())

    def show_lesson(self, there: bool) -> None:
        """Offer what is for lessons, or don't."""
        for name in FOR_LESSONS:
            self._by_name[name].setEnabled(there)

    def show_network(self, there: bool) -> None:
        """Offer what is for small networks, or don't."""
        for name in FOR_NETWORKS:
            self._by_name[name].setEnabled(there)

    def _add(self, window: QMainWindow, menu: QMenu, entry: Entry | None) -> None:
        if entry is None:
            menu.addSeparator()
            return
        action = QAction(entry.text, window)
        keys = [QKeySequence(key) for key in (entry.key, *_MORE_KEYS.get(entry.name, ())) if key]
        action.setShortcuts(keys)
        action.setToolTip(entry.help)
        action.setStatusTip(entry.help)
        action.setCheckable(entry.checkable)
        if entry.group:
            group = self._groups.setdefault(entry.group, QActionGroup(window))
            group.addAction(action)
        menu.addAction(action)
        self._by_name[entry.name] = action
