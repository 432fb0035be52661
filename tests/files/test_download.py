"""Downloading MNIST from mirrors that fail in every way: only what was published is ever put into place."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mirror_server import MirrorServer
from PySide6.QtNetwork import QNetworkAccessManager

from gdstudio.files.download import FILES, MIRRORS, MnistDownload, mnist_folder
from gdstudio.files.fetch import Fetch, Published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

CONTENT = {
    "train-images-idx3-ubyte.gz": random.Random(1).randbytes(300_000),
    "train-labels-idx1-ubyte.gz": random.Random(2).randbytes(3_000),
    "t10k-images-idx3-ubyte.gz": random.Random(3).randbytes(50_000),
    "t10k-labels-idx1-ubyte.gz": random.Random(4).randbytes(2_000),
}
PUBLISHED = [
    Published(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in CONTENT.items()
]
TOTAL = sum(len(content) for content in CONTENT.values())
IMPATIENT_MS = 100
PATIENT_MS = 30_000
README = Path(__file__).resolve().parents[2] / "data" / "README.md"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorServer]:
    """Mirrors that behave as their addresses say."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = MirrorServer(CONTENT)
    yield server
    server.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mnist"


@pytest.fixture
def make(qtbot: QtBot, server: MirrorServer, folder: Path) -> Iterator[Callable[..., MnistDownload]]:
    """Build a download from mirrors of such behaviours; cancelled at the end."""
    del qtbot
    made: list[MnistDownload] = []

    def build(*behaviours: str, timeout_ms: int = PATIENT_MS) -> MnistDownload:
        mirrors = [server.mirror(behaviour) for behaviour in behaviours]
        made.append(MnistDownload(folder, mirrors, PUBLISHED, timeout_ms))
        return made[-1]

    yield build
    for download in made:
        download.cancel()
        download.deleteLater()


def fail(qtbot: QtBot, download: MnistDownload) -> str:
    """Run a download that fails; the sentence it says."""
    with (
        qtbot.assertNotEmitted(download.finished),
        qtbot.waitSignal(download.failed, timeout=20_000) as failed,
    ):
        download.start()
    assert not download.is_running
    return str(failed.args[0])


def succeed(qtbot: QtBot, download: MnistDownload, folder: Path) -> None:
    """Run a download that works, and see that all is in place and nothing beside it."""
    with (
        qtbot.assertNotEmitted(download.failed),
        qtbot.waitSignal(download.finished, timeout=20_000) as finished,
    ):
        download.start()
    assert finished.args == [folder]
    assert not download.is_running
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == CONTENT
    assert list(folder.parent.iterdir()) == [folder]


def test_the_published_sums_are_the_ones_written_down() -> None:
    """Names, lengths and sums of the program are those of the data's note, and mirrors are https."""
    rows = re.findall(
        r"^\| `(\S+\.gz)` \| ([\d,]+) \| `([0-9a-f]{64})` \|$", README.read_text("utf-8"), re.MULTILINE
    )
    assert [(file.name, f"{file.size:,}", file.sha256) for file in FILES] == rows
    assert len(rows) == 4
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in MIRRORS)


def test_it_is_kept_in_the_users_data_folder(qtbot: QtBot) -> None:
    """A folder of its own, by the application's name."""
    del qtbot
    assert mnist_folder().is_absolute()
    assert mnist_folder().name == "mnist"


@pytest.mark.parametrize("behaviour", ["good", "silent_on_length", "moved"])
def test_four_files_arrive(
    behaviour: str, qtbot: QtBot, make: Callable[..., MnistDownload], folder: Path
) -> None:
    """Whether or not the length is told, and through a redirect; progress grows to the whole."""
    download = make(behaviour)
    told: list[tuple[int, int]] = []
    download.progressed.connect(lambda received, total: told.append((received, total)))
    succeed(qtbot, download, folder)
    assert told[-1] == (TOTAL, TOTAL)
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("missing", "127.0.0.1: it answers 404 for train-images-idx3-ubyte.gz"),
        ("broken", "it answers 503 for"),
        ("page", "it sends only 40 of the 300,000 bytes of train-images-idx3-ubyte.gz"),
        ("cuts_off", "it sends only 150,000 of the 300,000 bytes of"),
        ("hangs_up", "Connection closed"),
        ("says_more", "it sends only 299,999 of the 300,000 bytes of"),
        ("says_less", "it sends only 299,000 of the 300,000 bytes of"),
        ("endless", "it sends more than the 300,000 bytes of train-images-idx3-ubyte.gz"),
        ("wrong", "its train-images-idx3-ubyte.gz has another checksum than the one published"),
        ("moved_outside", "it passes on to an address that is not https"),
        ("moved_to_a_file", "it answers 302 for"),
        ("moved_in_circles", "it answers 302 for"),
    ],
)
def test_a_mirror_that_fails_is_followed_by_the_next(
    behaviour: str,
    words: str,
    qtbot: QtBot,
    make: Callable[..., MnistDownload],
    folder: Path,
    server: MirrorServer,
) -> None:
    """Alone, its failure is told and what was there stays; with another mirror, all files arrive."""
    folder.mkdir(parents=True)
    old = folder / "train-images-idx3-ubyte.gz"
    old.write_bytes(b"what was there")
    sentence = fail(qtbot, make(behaviour))
    assert words in sentence
    assert sentence.startswith("MNIST could not be downloaded (127.0.0.1: ")
    assert sentence.endswith("or get the four files in another way and open them")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"what was there"]
    assert list(folder.parent.iterdir()) == [folder]
    server.asked.clear()
    succeed(qtbot, make(behaviour, "good"), folder)
    bad = [path for path in server.asked if behaviour in path]
    assert {path.rsplit("/", 1)[1] for path in bad} == {"train-images-idx3-ubyte.gz"}, "it was tried again"


@pytest.mark.parametrize("behaviour", ["stalls", "never_begins"])
def test_a_mirror_that_stalls_is_given_up(
    behaviour: str, qtbot: QtBot, make: Callable[..., MnistDownload], folder: Path
) -> None:
    """When nothing comes for the time allowed, the next is tried; alone, it is told."""
    sentence = fail(qtbot, make(behaviour, timeout_ms=IMPATIENT_MS))
    assert "127.0.0.1: nothing came for 0.1 s" in sentence
    assert not folder.exists()
    # The good mirror gets more time than the sentence took: a busy machine is no stall.
    succeed(qtbot, make(behaviour, "good", timeout_ms=10 * IMPATIENT_MS), folder)


def test_a_host_that_is_not_there_is_told(
    qtbot: QtBot, server: MirrorServer, make: Callable[..., MnistDownload], folder: Path
) -> None:
    """Nobody listens: the system's reason is in the sentence."""
    download = make("good")
    server.close()
    assert "Connection refused" in fail(qtbot, download)
    assert list(folder.parent.iterdir()) == []


def test_all_mirrors_failures_are_told(qtbot: QtBot, make: Callable[..., MnistDownload]) -> None:
    """One sentence names what happened at each."""
    sentence = fail(qtbot, make("missing", "wrong", "cuts_off"))
    assert re.search(
        r"\(127.0.0.1: it answers 404 .*; 127.0.0.1: its .*; 127.0.0.1: it sends only .*\)", sentence
    )


def test_a_failure_at_a_later_file_changes_nothing(
    qtbot: QtBot, make: Callable[..., MnistDownload], folder: Path, server: MirrorServer
) -> None:
    """Three right files and a wrong fourth: none is put into place."""
    server.files = CONTENT | {"t10k-labels-idx1-ubyte.gz": b"wrong"}
    sentence = fail(qtbot, make("good"))
    assert "it sends only 5 of the 2,000 bytes of t10k-labels-idx1-ubyte.gz" in sentence
    assert not folder.exists()
    assert list(folder.parent.iterdir()) == []


def test_what_is_there_and_right_is_not_fetched_again(
    qtbot: QtBot, make: Callable[..., MnistDownload], folder: Path, server: MirrorServer
) -> None:
    """A whole folder is done at once, without asking anyone; a spoilt file alone is fetched."""
    succeed(qtbot, make("good"), folder)
    server.asked.clear()
    succeed(qtbot, make("good"), folder)
    assert server.asked == []
    spoilt = folder / "t10k-images-idx3-ubyte.gz"
    spoilt.write_bytes(bytes(len(CONTENT[spoilt.name])))
    succeed(qtbot, make("good"), folder)
    assert server.asked == ["/good/t10k-images-idx3-ubyte.gz"]


def test_cancelling_leaves_nothing(
    qtbot: QtBot, make: Callable[..., MnistDownload], folder: Path, server: MirrorServer
) -> None:
    """In the midst of a file: no signal follows, nothing is left, and it can be started again."""
    download = make("stalls", "good")
    with qtbot.waitSignal(download.progressed):
        download.start()
    download.start()  # does nothing while it runs
    assert server.asked == ["/stalls/train-images-idx3-ubyte.gz"]
    with qtbot.assertNotEmitted(download.finished), qtbot.assertNotEmitted(download.failed):
        download.cancel()
        server.released.set()
        qtbot.waitUntil(lambda: server.serving == 0)
    assert not download.is_running
    assert list(folder.parent.iterdir()) == []
    succeed(qtbot, download, folder)


def test_a_folder_that_cannot_be_made_is_told(qtbot: QtBot, tmp_path: Path, server: MirrorServer) -> None:
    """A file where the folder would be, or above it: a sentence with the place and the reason."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "deep" / "mnist"):
        download = MnistDownload(folder, [server.mirror("good")], PUBLISHED)
        sentence = fail(qtbot, download)
        assert re.fullmatch(
            rf"MNIST could not be kept in {folder} \((File exists|Not a directory)\); make room or check .*",
            sentence,
        )
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
@pytest.mark.parametrize("name", ["train-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"])
def test_a_full_disk_is_told(name: str, qtbot: QtBot, server: MirrorServer) -> None:
    """Whether it shows while bytes come or only when the file is closed; another mirror is not to blame."""
    network = QNetworkAccessManager()
    published = next(file for file in PUBLISHED if file.name == name)
    fetch = Fetch(published, server.mirror("good") + name, Path("/dev/full"), PATIENT_MS)
    with qtbot.assertNotEmitted(fetch.failed), qtbot.assertNotEmitted(fetch.done):  # noqa: SIM117
        with qtbot.waitSignal(fetch.unwritable) as told:
            fetch.start(network)
    assert told.args == ["No space left on device"]


def test_a_full_disk_ends_the_download(
    qtbot: QtBot, make: Callable[..., MnistDownload], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says where and why, and what was begun is cleared away."""

    def full(self: Path, *_arguments: object) -> None:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)
    sentence = fail(qtbot, make("good"))
    assert sentence == (
        f"MNIST could not be kept in {folder} (No space left on device);"
        " make room or check who may write there"
    )
    assert list(folder.iterdir()) == []
    assert list(folder.parent.iterdir()) == [folder]
