"""Weights written out: as float32, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gdstudio.files.weights import WeightsFileError, write_weights

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS = np.arange(6.0).reshape(2, 3) / 7


def test_weights_come_back_as_single_floats(tmp_path: Path) -> None:
    """What numpy loads is what was shown; a file that was there is replaced, and nothing else is left."""
    path = tmp_path / "weights.npy"
    path.write_text("older")
    write_weights(path, WEIGHTS)
    loaded = np.load(path, allow_pickle=False)
    assert loaded.dtype == np.float32
    assert np.array_equal(loaded, WEIGHTS.astype(np.float32))
    assert [entry.name for entry in tmp_path.iterdir()] == ["weights.npy"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file it points to is what is written."""
    link = tmp_path / "link.npy"
    link.symlink_to(tmp_path / "real.npy")
    write_weights(link, WEIGHTS)
    assert link.is_symlink()
    assert (tmp_path / "real.npy").is_file()


@pytest.mark.parametrize("name", ["", "missing/weights.npy"])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, name: str) -> None:
    """A folder, or a place in a folder that is not there: a sentence with the place and what to do."""
    with pytest.raises(WeightsFileError, match="choose another place") as error:
        write_weights(tmp_path / name, WEIGHTS)
    assert str(tmp_path) in str(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file/weights.npy", "n" * 300])
def test_a_place_that_cannot_be_is_said_too(tmp_path: Path, name: str) -> None:
    """Below a file, or of a name no file can have: clearing away what was never written fails as well."""
    (tmp_path / "file").touch()
    with pytest.raises(WeightsFileError, match="choose another place"):
        write_weights(tmp_path / name, WEIGHTS)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_name_may_be_as_long_as_any_file_s(tmp_path: Path) -> None:
    """What is written beside at first has a short name."""
    write_weights(tmp_path / ("n" * 255), WEIGHTS)
    assert [len(entry.name) for entry in tmp_path.iterdir()] == [255]


def test_a_failing_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was there before is whole."""
    path = tmp_path / "weights.npy"
    write_weights(path, WEIGHTS)
    before = path.read_bytes()

    def fails(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "write_bytes", fails)
    with pytest.raises(WeightsFileError, match="No space left on device"):
        write_weights(path, WEIGHTS + 1)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1
