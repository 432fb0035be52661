"""Writes weights out as NumPy's own file of numbers, whole or not at all."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class WeightsFileError(RuntimeError):
    """Weights that could not be written; the text names the file and why."""


def write_weights(path: Path, weights: NDArray[np.floating]) -> None:
    """Write weights, (n_outputs, n_inputs), as float32 in the .npy format.

    Raises:
        WeightsFileError: the file cannot be written; one that was there before is as it was.
    """
    path = path.resolve()  # a link stays a link
    if path.exists() and not path.is_file():
        raise WeightsFileError(f"{path}: this is no plain file; choose another place")
    content = io.BytesIO()
    np.save(content, weights.astype(np.float32), allow_pickle=False)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content.getvalue())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise WeightsFileError(f"{path}: {error.strerror or error}; choose another place") from error
