"""Opening sets of images: which file is which, what is split off, and what does not belong together."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import numpy as np
import pytest
from idx_parts import idx_bytes, some_images, some_labels, write_set

from gdstudio.files import image_files, image_sets
from gdstudio.files.idx import read_idx
from gdstudio.files.image_sets import Cancelled, ImageFileError, open_images

FASHION = Path("/usr/share/datasets/fashion-mnist")


def write(path: Path, array: np.ndarray) -> Path:
    path.write_bytes(idx_bytes(array))
    return path


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_folder_opens(tmp_path: Path, *, gzipped: bool) -> None:
    """Images and labels of both parts, called by the folder; other files in it don't matter."""
    folder = write_set(tmp_path / "numerals", 12, 5, gzipped=gzipped)
    (folder / "README.md").write_text("not images")
    (folder / "raw").mkdir()
    for chosen in (folder, [folder]):
        found = open_images(chosen)
        assert np.array_equal(found.learnt.pixels, some_images(12, seed=1))
        assert np.array_equal(found.unseen.pixels, some_images(5, seed=2))
        assert np.array_equal(found.learnt.labels, some_labels(12))
        assert np.array_equal(found.unseen.labels, some_labels(5))
        assert found.learnt.name == found.unseen.name == "numerals"
        assert found.learnt.class_names == found.unseen.class_names == ("0", "1", "2")


def test_a_file_that_lies_there_packed_and_unpacked_counts_once(tmp_path: Path) -> None:
    """Some programs unpack beside the download; the unpacked file is taken."""
    folder = write_set(tmp_path / "raw")
    for path in sorted(folder.iterdir()):
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
    assert len(open_images(folder).learnt) == 12


def test_names_say_which_part_is_never_trained_on(tmp_path: Path) -> None:
    """Also where the test images are more, and in whatever order the files are given."""
    folder = write_set(tmp_path / "numerals", 5, 12)
    for chosen in (folder, sorted(folder.iterdir(), reverse=True)):
        found = open_images(chosen)
        assert (len(found.learnt), len(found.unseen)) == (5, 12)
    for path in folder.iterdir():
        path.rename(folder / path.name.replace("t10k", "My-Test").replace("train", "latest-train"))
    assert len(open_images(folder).learnt) == 5


def test_without_telling_names_the_larger_pair_is_trained_on(tmp_path: Path) -> None:
    """What is images and what labels, and which belong together, is seen from the content."""
    files = [
        write(tmp_path / "a", some_labels(5)),
        write(tmp_path / "b", some_labels(12)),
        write(tmp_path / "c", some_images(5, seed=2)),
        write(tmp_path / "d", some_images(12, seed=1)),
    ]
    found = open_images(files)
    assert np.array_equal(found.learnt.pixels, some_images(12, seed=1))
    assert np.array_equal(found.unseen.labels, some_labels(5))
    assert len(open_images(tmp_path).learnt) == 12


@pytest.mark.parametrize(("count", "unseen"), [(2, 1), (6, 1), (11, 1), (12, 2), (600, 100)])
def test_the_last_sixth_of_a_single_pair_is_never_trained_on(tmp_path: Path, count: int, unseen: int) -> None:
    """Rounded down, and at least one image."""
    pixels, labels = some_images(count), some_labels(count)
    found = open_images([write(tmp_path / "images", pixels), write(tmp_path / "labels", labels)])
    assert len(found.unseen) == unseen
    assert np.array_equal(np.concatenate([found.learnt.pixels, found.unseen.pixels]), pixels)
    assert np.array_equal(np.concatenate([found.learnt.labels, found.unseen.labels]), labels)


def test_no_more_than_ten_thousand_are_split_off(tmp_path: Path) -> None:
    """Of 60,007 images, 10,000 and not a sixth."""
    found = open_images(
        [write(tmp_path / "i", some_images(60_007, 1, 1)), write(tmp_path / "l", some_labels(60_007))]
    )
    assert (len(found.learnt), len(found.unseen)) == (50_007, 10_000)


def test_both_parts_have_the_classes_of_the_larger_label(tmp_path: Path) -> None:
    """A class that only the test labels name is an output too; 20 classes are the most."""
    folder = write_set(tmp_path / "set")
    write(folder / "t10k-labels-idx1-ubyte", np.array([0, 1, 19, 1, 0], np.uint8))
    found = open_images(folder)
    assert len(found.learnt.class_names) == len(found.unseen.class_names) == 20
    write(folder / "t10k-labels-idx1-ubyte", np.array([0, 1, 20, 1, 0], np.uint8))
    with pytest.raises(
        ImageFileError, match=r"t10k-labels-idx1-ubyte: label 3 is 20; use labels from 0 to 19"
    ):
        open_images(folder)


def test_a_missing_partner_is_named(tmp_path: Path) -> None:
    """Three files, one file, or two of a kind: what is there, and what is missing."""
    folder = write_set(tmp_path / "set")
    files = sorted(folder.iterdir())
    with pytest.raises(
        ImageFileError, match=r"t10k-images.*, train-images.* hold images, and a file of labels"
    ):
        open_images([path for path in files if "images" in path.name])
    (folder / "t10k-images-idx3-ubyte").unlink()
    with pytest.raises(ImageFileError, match=r"hold labels, and a file of images is missing"):
        open_images(folder)
    with pytest.raises(ImageFileError, match="train-images-idx3-ubyte: this is the only file chosen"):
        open_images(folder / "train-images-idx3-ubyte")
    for path in folder.glob("*labels*"):
        path.unlink()
    with pytest.raises(ImageFileError, match="the only file in the folder set"):
        open_images(folder)


def test_too_many_or_no_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing, an empty folder, a missing one, two sets at once, a folder of something else."""
    with pytest.raises(ImageFileError, match="No file was chosen; open a folder"):
        open_images([])
    with pytest.raises(ImageFileError, match="gone: it cannot be read"):
        open_images(tmp_path / "gone")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ImageFileError, match="empty: there are no IDX files in this folder"):
        open_images(empty)
    folder = write_set(tmp_path / "set")
    for path in sorted(folder.iterdir()):
        shutil.copy(path, folder / f"other-{path.name}")
    for chosen in (folder, sorted(folder.iterdir())):
        with pytest.raises(ImageFileError, match="choose the two or four that belong together"):
            open_images(chosen)
    monkeypatch.setattr(image_files, "MOST_FILES_IN_FOLDER", 5)
    with pytest.raises(ImageFileError, match="set: there are more than 5 files in this folder"):
        open_images(folder)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    """Other numbers of images and labels, and images of another size."""
    folder = write_set(tmp_path / "set")
    write(folder / "train-labels-idx1-ubyte", some_labels(11))
    with pytest.raises(ImageFileError, match=r"holds 12 images, but train-labels-idx1-ubyte holds 11 labels"):
        open_images(folder)
    write(folder / "train-labels-idx1-ubyte", some_labels(12))
    write(folder / "t10k-images-idx3-ubyte", some_images(5, 3, 4))
    with pytest.raises(ImageFileError, match="images of 4 × 3 pixels, but t10k-images-idx3-ubyte of 3 × 4"):
        open_images(folder)


def test_pairs_that_cannot_be_told_apart_are_refused(tmp_path: Path) -> None:
    """As many images in both, and names that say nothing."""
    files = [write(tmp_path / name, some_images(5)) for name in "ab"]
    files += [write(tmp_path / name, some_labels(5)) for name in "cd"]
    with pytest.raises(
        ImageFileError, match=r"a and b hold equally many .* name the files train-… and test-…"
    ):
        open_images(files)


def test_one_image_is_too_few(tmp_path: Path) -> None:
    """There has to be one to learn from and one to try."""
    files = [write(tmp_path / "i", some_images(1)), write(tmp_path / "l", some_labels(1))]
    with pytest.raises(ImageFileError, match="i: it holds one image; use at least two"):
        open_images(files)


def test_a_damaged_idx_file_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    """A file that is called IDX and isn't is named; it is no other file that happens to lie there."""
    folder = write_set(tmp_path / "set", gzipped=True)
    (folder / "t10k-images-idx3-ubyte.gz").write_bytes(b"<html>404</html>")
    with pytest.raises(ImageFileError, match=r"t10k-images-idx3-ubyte\.gz: this is not an IDX file"):
        open_images(folder)


def test_a_file_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read must be what the opening promised a moment ago."""
    folder = write_set(tmp_path / "set")
    monkeypatch.setattr(image_sets, "read_idx", lambda path, progress: read_idx(path, progress)[:-1])
    with pytest.raises(ImageFileError, match="it changed while it was read; try again"):
        open_images(folder)


def test_progress_covers_all_files_and_can_end_it(tmp_path: Path) -> None:
    """From the first file to the last it grows to 1; False gives up."""
    folder = write_set(tmp_path / "set")
    told: list[float] = []
    open_images(folder, lambda done: told.append(done) or True)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    assert len(told) == 4
    with pytest.raises(Cancelled):
        open_images(folder, lambda _done: False)


@pytest.mark.skipif(not FASHION.is_dir(), reason="Debian's dataset-fashion-mnist is not installed")
def test_the_whole_of_fashion_mnist_opens() -> None:
    """60,000 and 10,000 pictures in ten classes, equally many of each."""
    found = open_images(FASHION)
    assert np.bincount(found.learnt.labels).tolist() == [6000] * 10
    assert np.bincount(found.unseen.labels).tolist() == [1000] * 10
    assert found.learnt.shape == (10, 784)
