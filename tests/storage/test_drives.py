"""Network and removable drives are recognised from what the system says of its mounts."""

from pathlib import Path, PurePosixPath

import pytest

from smalltowns_desktop.storage.drives import DriveKind, drive_kind, linux_drive

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:20 / /proc rw,nosuid shared:5 - proc proc rw
24 22 0:21 / /home rw shared:6 - btrfs /dev/mapper/home rw,subvol=/home
40 24 0:50 / /home/anna/share rw,relatime shared:30 - cifs //server/share rw,vers=3.1.1
41 24 0:51 / /home/anna/share/local rw - tmpfs tmpfs rw
42 22 0:52 / /mnt/office\\040files rw - nfs4 server:/office rw
43 22 8:17 / /media/anna/STICK rw,nosuid shared:40 - vfat /dev/sdb1 rw
44 22 8:33 / /media/anna/Большой\\040диск rw - exfat /dev/sdc1 rw
45 22 0:60 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
46 22 0:61 / /mnt/remote rw master:1 propagate_from:2 - fuse.sshfs anna@server:/ rw
47 22 0:62 / /mnt/host rw - vboxsf host rw
48 22 0:63 / /mnt/tab\\011and\\134slash rw - 9p share rw
49 22 8:49 / /mnt/later rw - ext4 /dev/sdd1 rw
50 49 0:64 / /mnt/later rw - nfs server:/over rw
"""
NETWORK, REMOVABLE, LOCAL = DriveKind.NETWORK, DriveKind.REMOVABLE, DriveKind.LOCAL


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """A folder like /sys/class/block: sdb is a stick, sdc a disk that the system calls fixed."""
    for disk, removable in (("sda", 0), ("sdb", 1), ("sdc", 0), ("sdd", 0)):
        partition = tmp_path / "devices" / disk / f"{disk}1"
        partition.mkdir(parents=True)
        (partition.parent / "removable").write_text(f"{removable}\n")
        block = tmp_path / "block"
        block.mkdir(exist_ok=True)
        (block / disk).symlink_to(partition.parent)
        (block / f"{disk}1").symlink_to(partition)
    return tmp_path / "block"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", LOCAL),
        ("/srv/events", LOCAL),
        ("/home/anna", LOCAL),
        ("/home/anna/share", NETWORK),
        ("/home/anna/share/2025/август", NETWORK),
        ("/home/anna/share/local", LOCAL),
        ("/home/anna/shared", LOCAL),
        ("/mnt/office files/congress", NETWORK),
        ("/media/anna/STICK", REMOVABLE),
        ("/media/anna/Большой диск", LOCAL),
        ("/run/user/1000/gvfs/smb-share:server=a", NETWORK),
        ("/mnt/remote/x", NETWORK),
        ("/mnt/host", NETWORK),
        ("/mnt/tab\tand\\slash", NETWORK),
        ("/mnt/later", NETWORK),
    ],
)
def test_the_mount_above_a_folder_tells_the_kind_of_its_drive(folder: str, kind: DriveKind, devices: Path) -> None:
    assert linux_drive(PurePosixPath(folder), MOUNTS, devices) is kind


def test_an_empty_list_of_mounts_counts_as_local(tmp_path: Path) -> None:
    assert linux_drive(PurePosixPath("/srv"), "", tmp_path) is LOCAL


def test_this_systems_own_folder_has_a_kind(tmp_path: Path) -> None:
    assert drive_kind(tmp_path / "not there yet.smalltowns") in DriveKind
