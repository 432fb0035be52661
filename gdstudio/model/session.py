"""A session: a scene plus the commands given to it, each at the step it was given.

Single-threaded and deterministic: it knows no clock. `gdstudio.model.thread` gives it commands and time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from gdstudio.core.examples import DataError
from gdstudio.messages import (
    LOGGED,
    AsOne,
    BringBack,
    Command,
    Compare,
    Drawn,
    Fork,
    GoToPhase,
    LoadScene,
    Logged,
    LookAt,
    LookAtSteps,
    NameLane,
    NoticeKind,
    Pause,
    Phase,
    Play,
    Race,
    Redo,
    RemoveLane,
    Scene,
    Seek,
    SetBookmark,
    SetSpeed,
    Snapshot,
    Speed,
    Stop,
    Sweep,
    TakePhase,
    TakeSteps,
    Undo,
)
from gdstudio.model import forks, futures, lanes
from gdstudio.model.beside import Beside
from gdstudio.model.changes import Changes, Version
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.looking import look
from gdstudio.model.notes import Notes, checked_label
from gdstudio.model.player import End, Player
from gdstudio.model.timeline import Timeline
from gdstudio.model.walk import Walk
from gdstudio.model.wording import told, where, why_diverged, why_settled

if TYPE_CHECKING:
    from collections.abc import Container, Hashable

    from gdstudio.model.changes import Change
    from gdstudio.model.lanes import States
    from gdstudio.model.studies import Study

_FOLLOWED = 30.0
"""So many steps a second can be followed by eye, about."""


class Session:
    """The state that commands change and snapshots show."""

    def __init__(self, scene: Scene) -> None:
        self.handled = 0
        self._walk = Walk(Timeline(scene, scene.log))
        self._player = Player(self._walk)
        self.notice, self.notice_kind = "", NoticeKind.OTHER
        self.failure = ""
        self._changes = Changes()
        self._notes = Notes()
        self._scene = self.timeline.scene, self._notes, self.timeline.scene
        self._beside = Beside(scene)

    @property
    def scene(self) -> Scene:
        """What was opened, with the runs there are now, called what they are called."""
        scene, notes, called = self._scene
        if scene is not self.timeline.scene or notes is not self._notes:
            called = self._notes.on(self.timeline.scene)
            self._scene = self.timeline.scene, self._notes, called
        return called

    @property
    def timeline(self) -> Timeline:
        """The log, and what is recorded."""
        return self._walk.timeline

    @property
    def step(self) -> int:
        """The step in progress, from 1."""
        return self._walk.step

    @property
    def phase(self) -> Phase:
        """Which of its phases is looked at."""
        return self._walk.phase

    @property
    def states(self) -> States:
        """The lanes at the present step."""
        return self._walk.states

    @property
    def speed(self) -> Speed:
        """At which it is to be played."""
        return self._player.speed

    @property
    def playing(self) -> bool:
        """Whether more steps are to be taken, until it is told to pause or there is no way on."""
        return self._player.playing

    @property
    def backwards(self) -> bool:
        """Which way it plays, or last did."""
        return self._player.backwards

    # --- commands -----------------------------------------------------------------------------------------

    def apply(self, command: Command) -> None:
        """Carry out one command. A command that can't be is answered by the notice, and changes nothing."""
        if isinstance(command, Drawn):
            return
        self.handled += 1
        self._try(command)

    def _try(self, command: Command) -> bool:
        """Carry out one command, or say why not; return whether it was carried out."""
        if not isinstance(command, SetSpeed):
            self.notice, self.notice_kind = "", NoticeKind.OTHER
            self.failure = ""
        try:
            self._apply(command)
        except (RefusedError, DataError) as refusal:
            self.notice, self.notice_kind = str(refusal), NoticeKind.OTHER
            return False
        return True

    def _as_one(self, wish: AsOne) -> None:
        with self._changes.as_one(wish.text):
            refusals = [self.notice for command in wish.commands if not self._try(command)]
        if refusals:  # what came after it has taken its notice's place
            raise RefusedError(refusals[0])

    def _apply(self, command: Command) -> None:
        match command:
            case Play(backwards=backwards):
                self._say(self._player.start(backwards))
            case Pause():
                self._player.stop()
            case TakeSteps(count=count):
                self._say(self._player.take_steps(count))
            case TakePhase(count=count):
                self._player.stop()
                self.move_phase(count)
            case GoToPhase(phase=phase):
                self._player.stop()
                self._walk.phase = phase
            case Seek(step=step):
                self._player.seek(step)
            case SetSpeed(speed=speed):
                self._player.set_speed(speed)
            case LookAt() | Compare():
                self._beside.look_round(command)
            case LookAtSteps():
                self._beside.reader.look_at(command)
            case Sweep():
                self._beside.sweeps.ask(command, self.scene, self.states, self.step)
            case Fork() | Race() | RemoveLane() | BringBack():
                self._change_runs(command)
            case NameLane(lane=lane, label=label):
                self._name_lane(lane, label)
            case SetBookmark():
                self._bookmark(command)
            case Undo():
                self._change_over(self._changes.undo(self._version, self.step))
            case Redo():
                self._change_over(self._changes.redo(self._version, self.step))
            case LoadScene(scene=scene):
                self._load(scene)
            case AsOne():
                self._as_one(command)
            case Stop() | Drawn():
                pass
            case _ if isinstance(command, LOGGED):
                self._give(command)
            case _:
                assert_never(command)

    def _give(self, command: Logged) -> None:
        """Give a logged command: it holds from Predict of the present step on."""
        states = lanes.given(self.states, command)
        if all(new is old for new, old in zip(states, self.states, strict=True)):
            return
        lanes.check_finite(states, self.step)
        text = told(self.states, command)
        what = text + where(command, self.scene.lanes)
        self._changes.remember(self._version, self.step, what, command.gesture)
        self._walk.give(command, states, text)
        self._player.stop_going_back()

    def _change_runs(self, command: Fork | Race | RemoveLane | BringBack) -> None:
        """Fork runs, take one away, or bring one back: another timeline, at the same step if it is there."""
        now, shown = self.timeline, self.scene
        notes, phase, cuts = self._notes, self.phase, True
        match command:
            case Fork(lane=lane, label=label):
                made = forks.fork(now, shown, self.step, lane, label)
            case Race(lane=lane, alphas=alphas):
                made = forks.race(now, shown, self.states, self.step, lane, alphas)
                phase = Phase.PREDICT
            case RemoveLane(lane=lane):
                made, cuts = forks.without(now, shown, lane), False
                notes = notes.without_run(shown.lanes[lane].name)
            case BringBack(number=number):
                made, cuts = futures.bring_back(now, shown, self._changes.future(number), number), False
        self._changes.remember(self._version, self.step, made.text, cuts=cuts)
        self._notes, self.notice = notes, made.notice
        before = self.step
        self._walk.take_up(made.timeline, before)
        if self.step < before:
            self._player.stop()
        else:
            self._walk.phase = phase
        self._player.stop_going_back()

    def _name_lane(self, lane: int, label: str) -> None:
        """Call a run something else. Nothing moves, now or when it is undone."""
        forks.check_lane(self.scene, lane)
        start = self.scene.lanes[lane]
        others = [each.label for each in self.scene.lanes if each is not start]
        label = checked_label(label, others)
        if label != start.label:
            self._changes.remember(self._version, self.step, f"name “{start.label}” “{label}”", cuts=False)
            self._notes = self._notes.called(start.name, label)

    def _bookmark(self, wish: SetBookmark) -> None:
        """Set a bookmark or take it away. Nothing moves, now or when it is undone."""
        old = self._notes.bookmark_at(wish.step)
        notes = self._notes.bookmarked(wish, self.timeline.last_step)
        if notes is not self._notes:
            new = notes.bookmark_at(wish.step)
            text = f"bookmark “{new}”" if new else f"remove bookmark “{old}”"
            self._changes.remember(self._version, self.step, text, cuts=False)
            self._notes = notes

    def _load(self, scene: Scene) -> None:
        """Start from a scene. What was there before is one Undo away."""
        if scene.needs_images:
            raise RefusedError(f"the images of “{scene.title}” are not loaded")
        self._changes.remember_opening(self._version, self.step, f"open {scene.title}", scene)
        self._notes = Notes()
        self._beside.open(scene)
        self._walk.take_up(Timeline(scene, scene.log), 1)
        self._player.stop()

    def _change_over(self, change: Change | None) -> None:
        """Undo or redo: take up another timeline, and go where the gesture was given."""
        if change is None:
            return
        timeline, self._notes = change.version
        if timeline is self.timeline:  # only a name or a bookmark was changed
            return
        if timeline.opened is not self.timeline.opened:
            self._beside.open(timeline.scene)
        self._walk.take_up(timeline, change.step)
        self._player.stop()

    @property
    def _version(self) -> Version:
        return Version(self.timeline, self._notes)

    # --- moving about -------------------------------------------------------------------------------------

    def advance(self, count: int) -> int:
        """Take up to `count` steps; fewer if the error would overflow. Returns how many were taken."""
        taken, end = self._player.advance(count)
        self._say(end)
        return taken

    def play(self, count: int) -> int:
        """Take up to `count` steps as Play does: it stops where nothing moves or the error overflows."""
        taken, end = self._player.play(count)
        self._say(end)
        return taken

    def play_back(self, count: int) -> None:
        """Go back up to `count` steps as Play does backwards, or one phase; it stops at the very first."""
        self._say(self._player.play_back(count))

    def move_phase(self, count: int) -> None:
        """Go `count` phases on (or back, if negative) through this step and its neighbours."""
        self._say(self._player.move_phase(count))

    def stop_with(self, failure: str) -> None:
        """Stop playing because of an unexpected error, and say so in the snapshot."""
        self._player.stop()
        self.failure = failure

    def _say(self, end: End | None) -> None:
        """Say why there was no way on; None: there was."""
        match end:
            case End.DIVERGED:
                labels = [lane.label for lane in self.scene.lanes]
                self.notice = why_diverged(self.states, self.step, self._walk.diverging, labels)
                self.notice_kind = NoticeKind.DIVERGED
            case End.SETTLED:
                self.notice = why_settled(self.states, self.step)
                self.notice_kind = NoticeKind.SETTLED
            case End.FIRST:
                self.notice = "This is step 1, where it began."

    # --- looking ------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """Everything the window shows, as it is now."""
        before = self._walk.before or (None,) * len(self.states)
        paths = self.timeline.paths(self.step)
        seen = tuple(
            look(start, state, earlier, self.step, path)
            for start, state, earlier, path in zip(self.scene.lanes, self.states, before, paths, strict=True)
        )
        return Snapshot(
            handled=self.handled,
            scene=self.scene,
            step=self.step,
            last_step=self.timeline.last_step,
            phase=self.phase,
            playing=self.playing,
            speed=self.speed,
            lanes=seen,
            history=self.timeline.history(),
            log=self.timeline.log,
            undo=self._changes.undo_text,
            redo=self._changes.redo_text,
            kept=self._changes.kept_beside(self.timeline),
            notice=self.notice,
            notice_kind=self.notice_kind,
            failure=self.failure,
            backwards=self.playing and self.backwards,
            opened=self.timeline.opened,
            bookmarks=self._notes.up_to(self.timeline.last_step),
            gallery=self._beside.gallery(self.states, seen[0].now, self.timeline),
            page=self._beside.reader.page(self.timeline, playing=self.playing and _is_fast(self.speed)),
            swept=self._beside.sweeps.swept(self.scene),
        )

    # --- studies: what is worked out beside training, by whoever has the time ------------------------------

    def quick_study(self, without: Container[Hashable] = ()) -> Study | None:
        """The next thing to work out that takes milliseconds, none of those `without`; or None."""
        return self._beside.quick_study(self.states, self.timeline, without, playing=self.playing)

    def slow_study(self, without: Container[Hashable] = ()) -> Study | None:
        """The next thing to work out that takes up to seconds, none of those `without`; or None."""
        return self._beside.slow_study(self.states, self.scene, without)

    def study_all(self, *, asked_only: bool = False) -> None:
        """Work out all there is to, at once; for those who have no other thread.

        Args:
            asked_only: leave out what nobody has asked for and takes its time.
        """
        while (study := self.quick_study() or self.slow_study()) is not None:
            if asked_only and study.can_wait:
                return
            study.take(study.work(lambda: False))


def _is_fast(speed: Speed) -> bool:
    return not speed.by_phase and (speed.per_second is None or speed.per_second > _FOLLOWED)
