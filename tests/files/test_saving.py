"""Saving: the whole new file, or the old one."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gdstudio.files.saving import SaveError, save

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """New, or in the place of another; nothing else is left in the folder."""
    path = tmp_path / "mine.md"
    for content in (b"first", b"", b"x" * 100_000):
        save(path, content)
        assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["mine.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    link.symlink_to(target)
    save(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """What cannot be written whole is not written at all; the sentence says so."""
    path = tmp_path / "mine.md"
    path.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from gdstudio.files.saving import SaveError, save\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: save(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except SaveError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert "choose another place" in done.stdout
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["mine.md"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """With its path and the remedy."""
    with pytest.raises(SaveError, match=r"mine\.md: .*; choose another place"):
        save(tmp_path / "nowhere" / "mine.md", b"")
    with pytest.raises(SaveError, match="this is no plain file"):
        save(tmp_path, b"")
