"""For tests of the lesson desk: a session which may be slow to answer, and a helper without a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lesson_parts import LESSON, lesson

from gdstudio.lesson_desk.desk import LessonDesk
from gdstudio.lessons.checks import Looks
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from gdstudio.lesson_desk.helper import Stop, Take, Work
    from gdstudio.lessons.lesson import Lesson
    from gdstudio.lessons.showing import Showing
    from gdstudio.messages import Command, Scene, Snapshot, WeightRef


class SlowHelper:
    """Stands in for the thread: what it was asked for is worked out when the test says so."""

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once
        self.asked: tuple[Work, Take] | None = None

    def ask(self, work: Work, take: Take) -> None:
        """Be asked for something."""
        self.asked = work, take
        if self.at_once:
            self.work()

    def give_up(self) -> None:
        """Forget what was asked for."""
        self.asked = None

    def work(self, stop: Stop = lambda: False) -> None:
        """Work it out now."""
        assert self.asked is not None
        work, take = self.asked
        self.asked = None
        take(work(stop))


class Classroom:
    """A desk, a real session, and what a window would have made of the desk's signals.

    Attributes:
        lag: commands are handled only when `handle` is called.
    """

    def __init__(self, scene: Scene | None = None, *, lag: bool = False, at_once: bool = True) -> None:
        self.lag = lag
        self._inbox: list[Command] = []
        self._sent = 0
        self.now = 0.0
        self.helper: Any = SlowHelper(at_once=at_once)
        self.session = Session(scene or lesson().scene)
        self.desk = LessonDesk(self.send, lambda: self._sent, self.helper, self.shown, lambda: self.now)
        self.hidden: frozenset[str] = frozenset()
        self.light: tuple[str, ...] = ()
        self.panel = ""
        self.selected: WeightRef | None = None
        self.said: list[str] = []
        desk = self.desk
        desk.hidden_changed.connect(lambda hidden: setattr(self, "hidden", hidden))
        desk.lit.connect(lambda parts: setattr(self, "light", parts))
        desk.wishes.panel_wanted.connect(self.turn_to)
        desk.wishes.weight_wanted.connect(self.select)
        desk.left.connect(lambda left: self.said.append(f"left {left.id}"))
        desk.ended.connect(lambda: self.said.append("ended"))

    @property
    def shown(self) -> Snapshot:
        """The session as it is."""
        return self.session.snapshot()

    @property
    def showing(self) -> Showing:
        """What there is to show of the lesson that is open."""
        showing = self.desk.showing
        assert showing is not None
        return showing

    def open(self, text: str = LESSON, lesson_id: str = "mine", index: int | None = None) -> Lesson:
        """Open a lesson of this text."""
        opened = lesson(text, lesson_id)
        self.desk.open(opened, index)
        return opened

    def send(self, command: Command) -> None:
        """As the window's side would."""
        self._sent += 1
        self._inbox.append(command)
        if not self.lag:
            self.handle()

    def handle(self) -> None:
        """Let the session handle what was sent, and the desk see what came of each."""
        while self._inbox:
            self.session.apply(self._inbox.pop(0))
            self.desk.see(self.shown)

    def turn_to(self, panel: str) -> None:
        """Bring a view to the front."""
        self.panel = panel
        self.desk.look(Looks(panel, self.selected))

    def select(self, ref: WeightRef | None) -> None:
        """Select a weight."""
        self.selected = ref
        self.desk.look(Looks(self.panel, ref))
