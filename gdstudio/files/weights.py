"""Writes weights out as NumPy's own file of numbers, whole or not at all."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class WeightsFileError(RuntimeError):
    """Weights that could not be written; the text names the file and why."""


def write_weights(path: Path, weights: NDArray[np.floating]) -> None:
    """Write weights, (n_outputs, n_inputs), as float32 in the .npy format.

    Raises:
        WeightsFileError: the file cannot be written; one that was there before is as it was.
    """
    try:
        path = Path(os.path.realpath(path))  # a link stays a link
        if path.exists() and not path.is_file():
            raise WeightsFileError(f"{path}: this is no plain file; choose another place")
        content = io.BytesIO()
        np.save(content, weights.astype(np.float32), allow_pickle=False)
        _put(path, content.getvalue())
    except OSError as error:
        raise WeightsFileError(f"{path}: {error.strerror or error}; choose another place") from error


def _put(path: Path, content: bytes) -> None:
    """Write a file beside, then move it into place at one stroke."""
    beside = path.with_name(f".gdstudio-{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):  # what went wrong first is what is said
            beside.unlink()
        raise
