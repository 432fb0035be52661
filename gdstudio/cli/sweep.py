"""``gdstudio sweep``: a range of alphas, and the error after so many steps with each, without a display.

It is the window's own sweep: the same command to a session, and what came of it.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from gdstudio.cli.settings import SettingError, commands
from gdstudio.cli.trace import traced_changes, traced_part
from gdstudio.cli.trace_table import rounded
from gdstudio.core.descent import Rule
from gdstudio.core.sweep import usual_range
from gdstudio.lessons import catalogue
from gdstudio.messages import LARGEST_ALPHA, Entry, Sweep
from gdstudio.model.session import Session
from gdstudio.views.sweep.words import best, error_word, made_from, steps_word, summary, zone_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gdstudio.messages import Lane, Scene, Swept

_WIDTH = 10


def sweep(arguments: argparse.Namespace) -> int:
    """Print what the sweep finds in each run that `trace` prints; return the exit code.

    Args:
        arguments: as parsed.

    Raises:
        SceneError: there is no such scene.
        SettingError: --freeze or --set names what is not there, the scene has images, its run ends before
            --after, or the range is none.
        DataError: a value is out of range.
    """
    whole = catalogue.find(arguments.scene)
    if whole.images is not None:
        raise SettingError(f"sweep: {whole.id} learns from images; a sweep is for small networks")
    session = _session(whole, arguments)
    print_each = {"table": _table, "json": _json, "csv": _csv}[arguments.format]
    for lane, start in enumerate(session.scene.lanes):
        found = _swept(session, lane, arguments)
        for line in print_each(found, whole.id, start.name if len(whole.lanes) > 1 else "", lane):
            print(line)
    return 0


def _session(whole: Scene, arguments: argparse.Namespace) -> Session:
    """The runs that are printed, after the steps asked for."""
    scene = traced_part(whole)
    log = tuple(Entry(step, command, "") for step, command in traced_changes(whole, scene))
    session = Session(replace(scene, log=log))
    for command in commands(scene, arguments):
        session.apply(command)
    taken = session.advance(arguments.after)
    if taken < arguments.after:
        raise SettingError(f"--after {arguments.after}: the run diverges; give {taken} at most")
    return session


def _swept(session: Session, lane: int, arguments: argparse.Namespace) -> Swept:
    first, last = usual_range(session.snapshot().lanes[lane].limits, LARGEST_ALPHA)
    first = first if arguments.first is None else arguments.first
    last = last if arguments.last is None else arguments.last
    session.apply(Sweep(lane, first, last, arguments.points, arguments.steps))
    if session.notice:
        raise SettingError(f"--from, --to: {session.notice}")
    session.study_all()
    found = session.snapshot().swept
    if found is None:
        raise RuntimeError("a sweep that was not refused was not worked out")
    return found


def _table(found: Swept, scene_id: str, run: str, number: int) -> Iterator[str]:
    """What it was made from, a line for each alpha, and which left the least error."""
    if number:
        yield ""
    lane, steps = found.made_from, steps_word(found.asked.steps)
    origin = ", ".join(made_from(found, named=False))
    yield f"{scene_id}{f', {run}' if run else ''}: {error_word(lane)} after {steps} from {origin}"
    yield f"{error_word(lane)} before {rounded(found.start_error)}; {_bound(lane)}"
    yield ""
    yield f"{'alpha':>{_WIDTH}} {'error':>{_WIDTH}}  zone"
    least = best(found)
    for index, (alpha, error) in enumerate(zip(found.alphas.tolist(), found.errors.tolist(), strict=True)):
        value = rounded(error) if isfinite(error) else "diverged"
        star = "  least" if index == least else ""
        yield f"{rounded(alpha):>{_WIDTH}} {value:>{_WIDTH}}  {zone_name(found, alpha)}{star}".rstrip()
    yield ""
    yield (
        summary(found).replace("α", "alpha").replace("−", "-")
    )  # plain ASCII, as all the command line prints


def _bound(lane: Lane) -> str:
    """How large alpha may be."""
    limits = lane.limits
    if limits.diverges is None or limits.guaranteed is None:
        return "no limit"
    bound = f"limit {rounded(limits.diverges)}"
    if limits.several:
        bound += f", guaranteed below {rounded(limits.guaranteed)}"
    return bound if lane.rule is Rule.CORRECT else f"{bound} of the correct recipe"


def _json(found: Swept, _scene_id: str, run: str, _number: int) -> Iterator[str]:
    """An object for each alpha, then a final one."""
    named = {"run": run} if run else {}
    for alpha, error in zip(found.alphas.tolist(), found.errors.tolist(), strict=True):
        diverged = not isfinite(error)
        fields = {"alpha": alpha, "error": None if diverged else error, "diverged": diverged}
        yield json.dumps(named | fields, allow_nan=False)
    index, limits = best(found), found.made_from.limits
    yield json.dumps(
        named
        | {
            "final": True,
            "step": found.step,
            "steps": found.asked.steps,
            "start_error": found.start_error if isfinite(found.start_error) else None,
            "best_alpha": None if index is None else float(found.alphas[index]),
            "guaranteed": limits.guaranteed,
            "limit": limits.diverges,
        },
        allow_nan=False,
    )


def _csv(found: Swept, _scene_id: str, run: str, number: int) -> Iterator[str]:
    """A row for each alpha; where it diverged the error is inf."""
    if not number:
        yield _csv_line([*(["run"] if run else []), "alpha", "error", "diverged"])
    for alpha, error in zip(found.alphas.tolist(), found.errors.tolist(), strict=True):
        diverged = "false" if isfinite(error) else "true"
        yield _csv_line([*([run] if run else []), alpha, error, diverged])


def _csv_line(values: list[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()
