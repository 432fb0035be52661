"""The digits that the studio ships with: 4,000 to learn from and 1,000 never trained on."""

from __future__ import annotations

import hashlib
import io

import numpy as np

from gdstudio.core.images import Images
from gdstudio.files.image_sets import ImageSet
from gdstudio.files.shipped import MissingFileError, data

NAME = "MNIST sample"
N_LEARNT = 4000

_FILE = "mnist-sample.npz"
_SHA256 = "b68b2c47bd64cd81e2096802f8449c2a86cf347119697cfdc3f94f6b1dc09ebc"
_DIGITS = tuple("0123456789")


def load_sample() -> ImageSet:
    """Load the 5,000 digits; data/README.md says where they come from and how they were split.

    Raises:
        MissingFileError: the file is missing, unreadable or not as it was shipped.
    """
    try:
        content = data(_FILE).read_bytes()
    except OSError as error:
        raise MissingFileError(
            f"{_FILE} cannot be read ({error.strerror or error}); install gdstudio again"
        ) from error
    # Whatever could be wrong inside the file shows here, before anything is unpacked.
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise MissingFileError(f"{_FILE} is damaged; install gdstudio again")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        pixels, labels = arrays["pixels"], arrays["labels"]
    return ImageSet(
        learnt=Images.labelled(NAME, pixels[:N_LEARNT], labels[:N_LEARNT], _DIGITS),
        unseen=Images.labelled(NAME, pixels[N_LEARNT:], labels[N_LEARNT:], _DIGITS),
    )
