import os
import sys
from pathlib import Path

import pytest

from smalltowns_desktop.domain.errors import DiskFull, FolderNotWritable
from smalltowns_desktop.services.files import make_folder, write_file


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / ("список " + "а" * 100 + ".csv")
    write_file(target, b"first, and longer")
    write_file(str(target), b"second")
    assert target.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "list.csv"
    with pytest.raises(FolderNotWritable, match=r"nowhere.list\.csv"):
        write_file(target, b"")


def test_a_folder_in_the_way_stays_and_nothing_is_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.mkdir()
    (target / "kept").write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        write_file(target, b"content")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = Path.open

    def open_full(path: Path, mode: str) -> object:
        return real_open(Path("/dev/full"), "wb") if path.suffix == ".tmp" else real_open(path, mode)

    monkeypatch.setattr(Path, "open", open_full)
    (tmp_path / "list.csv").write_bytes(b"old")
    with pytest.raises(DiskFull):
        write_file(tmp_path / "list.csv", b"content")
    assert (tmp_path / "list.csv").read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_forbidden_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderNotWritable):
        write_file(tmp_path / "list.csv", b"")


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        make_folder(tmp_path / "file" / "b")
