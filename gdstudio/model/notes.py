"""What is written on a session that changes no number: what runs are called, and bookmarks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gdstudio.messages import LONGEST_NAME, Bookmark
from gdstudio.model.lane_parts import RefusedError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gdstudio.messages import Scene, SetBookmark


@dataclass(frozen=True, eq=False)
class Notes:
    """Names given by hand. They belong to no step, so undoing them moves nothing.

    Attributes:
        labels: what runs are called, by their names, where it is not what they started with.
        bookmarks: by step; some may lie beyond recorded time.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()

    def on(self, scene: Scene) -> Scene:
        """The scene with its runs called what they are called; the very same scene where nothing differs."""
        if not any(lane.name in self.labels for lane in scene.lanes):
            return scene
        lanes = (replace(lane, label=self.labels.get(lane.name, lane.label)) for lane in scene.lanes)
        return replace(scene, lanes=tuple(lanes))

    def called(self, name: str, label: str) -> Notes:
        """Call a run something else."""
        return replace(self, labels={**self.labels, name: label})

    def without_run(self, name: str) -> Notes:
        """Forget what a run is called: another may have its name one day."""
        if name not in self.labels:
            return self
        return replace(self, labels={each: label for each, label in self.labels.items() if each != name})

    def bookmarked(self, wish: SetBookmark, last_step: int) -> Notes:
        """Set a bookmark, or take it away; the very same notes if that changes nothing.

        Raises:
            RefusedError: the step is not recorded, or the name does not fit.
        """
        name = " ".join(wish.name.split())
        if not 1 <= wish.step <= last_step:
            raise RefusedError(f"step {wish.step} is not recorded; mark one from 1 to {last_step}")
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise RefusedError(f"a bookmark’s name is one line of at most {LONGEST_NAME} letters")
        if name == self.bookmark_at(wish.step):
            return self
        others = [mark for mark in self.bookmarks if mark.step != wish.step]
        marks = [*others, Bookmark(wish.step, name)] if name else others
        return replace(self, bookmarks=tuple(sorted(marks, key=lambda mark: mark.step)))

    def up_to(self, last_step: int) -> tuple[Bookmark, ...]:
        """The bookmarks within recorded time."""
        return tuple(mark for mark in self.bookmarks if mark.step <= last_step)

    def bookmark_at(self, step: int) -> str:
        """The name of the bookmark at a step; "" if there is none."""
        return next((mark.name for mark in self.bookmarks if mark.step == step), "")


def checked_label(wish: str, taken: Collection[str]) -> str:
    """What a run is to be called, without spaces too many.

    Raises:
        RefusedError: it is empty, too long, or another run is called so.
    """
    label = " ".join(wish.split())
    if not label:
        raise RefusedError("a run needs a name: write one")
    if len(label) > LONGEST_NAME or not label.isprintable():
        raise RefusedError(f"a run’s name is one line of at most {LONGEST_NAME} letters")
    if label in taken:
        raise RefusedError(f"“{label}”: another run is called so; choose another name")
    return label


def free_label(wish: str, taken: Collection[str]) -> str:
    """The label wished for, or with a number after it where it is taken."""
    return wish if wish not in taken else numbered(f"{wish} #", taken, 2)


def numbered(start: str, taken: Collection[str], number: int = 1) -> str:
    """The first of ``start1``, ``start2`` … that is free, from `number` on."""
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


def short_name(label: str, taken: Collection[str]) -> str:
    """A free name for the command line, made of the label's plain letters: “α 0.02” is ``alpha-0.02``."""
    plain = label.lower().replace("α", "alpha")
    kept = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter == ".") else " " for letter in plain
    )
    name = "-".join(kept.split()) or "run"
    return name if name not in taken else numbered(f"{name}-", taken, 2)
