"""What the options for images mean to `trace` and `render`: which images, in what order, what is frozen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gdstudio.cli.settings import SettingError, order_asked
from gdstudio.core.examples import Taking
from gdstudio.core.images import Images
from gdstudio.lessons import catalogue
from gdstudio.messages import FreezePixels, LookAt, SetAlpha, SetOrder, Source

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from gdstudio.core.network import BoolArray
    from gdstudio.messages import LaneStart, Logged, Scene

    ReadMask: TypeAlias = Callable[[Path, tuple[int, int]], BoolArray]
    """Reads a picture of the given (height, width): which of its pixels are bright."""

_FOR_IMAGES = ("data", "freeze_pixels", "every", "weights_out", "image")
_FOR_TABLES = {
    "rule": "--rule: images are learnt by the correct recipe; try a misprint in a scene without images",
    "freeze": "--freeze: here each weight belongs to a pixel and has no letter; use --freeze-pixels FILE.png",
    "settings": "--set: images, labels and weights stay as they are; leave it out",
}


def check_options(scene: Scene, arguments: argparse.Namespace) -> None:
    """Refuse options that mean nothing to this kind of scene.

    Raises:
        SettingError: an option is for scenes with images and this one has none, or the other way round.
    """
    given = {name for name, value in vars(arguments).items() if value is not None and value != []}
    if scene.images is None:
        for name in _FOR_IMAGES:
            if name in given:
                option = f"--{name.replace('_', '-')}"
                raise SettingError(f"{option}: {scene.id} has no images; {_with_images()} do")
    else:
        for name, sentence in _FOR_TABLES.items():
            if name in given:
                raise SettingError(sentence)


def commands(start: LaneStart, arguments: argparse.Namespace, read_mask: ReadMask) -> list[Logged]:
    """Translate the arguments of `trace` and `render` into commands, in the order they take effect.

    Args:
        start: the lane, with its images.
        arguments: with `alpha`, `order`, `seed` and `freeze_pixels`, each None if it was not given.
        read_mask: reads the file of `freeze_pixels`.

    Raises:
        SettingError: there is a seed, but nothing is shuffled; or the order is none for images.
        ImageFileError: the picture of the frozen pixels is of another size, or none.
    """
    given: list[Logged] = [] if arguments.alpha is None else [SetAlpha(arguments.alpha)]
    if arguments.order is not None or arguments.seed is not None:
        order = order_asked(start.order, arguments)
        if order.taking in {Taking.ONE, Taking.FULL_BATCH}:
            raise SettingError(
                f"--order {arguments.order}: a step learns from one image, and a pass from all of them; use"
                " given, shuffled or shuffled-once"
            )
        given.append(SetOrder(replace(order, example=0)))
    if arguments.freeze_pixels is not None and isinstance(start.examples, Images):
        mask = read_mask(arguments.freeze_pixels, start.examples.size)
        given.append(FreezePixels(tuple(np.flatnonzero(mask).tolist()), frozen=True))
    return given


def look_at_unseen(start: LaneStart, number: int) -> LookAt:
    """Translate --image: look at the unseen image with this number, from 1.

    Raises:
        SettingError: there are fewer.
    """
    count = 0 if start.unseen is None else len(start.unseen)
    if number > count:
        raise SettingError(f"--image {number}: there are {count:,} unseen images")
    return LookAt(Source.UNSEEN, number - 1)


def _with_images() -> str:
    """The scenes that have images."""
    return " and ".join(scene.id for scene in catalogue.load_all() if scene.images is not None)
