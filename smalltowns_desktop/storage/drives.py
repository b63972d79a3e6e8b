"""What kind of drive a path lies on: write-ahead logging is safe on local disks only (https://www.sqlite.org/wal.html)."""

import re
import sys
from enum import StrEnum
from pathlib import Path, PurePath

_NETWORK = {
    "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.curlftpfs", "fuse.davfs2", "fuse.glusterfs",
    "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2",
    "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
    "webdav",
}  # fmt: skip
"""File systems of other computers, the host of a virtual machine included: memory shared with them is not shared."""
_ESCAPED = re.compile(r"\\([0-7]{3})")


class DriveKind(StrEnum):
    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"


def drive_kind(path: Path) -> DriveKind:
    """The kind of the drive that holds `path`, which need not exist yet; unknown counts as local."""
    folder = path.resolve().parent
    if sys.platform == "win32":
        return _windows(folder)
    if sys.platform == "darwin":
        return _macos(folder)
    mounts = Path("/proc/self/mountinfo")
    return linux_drive(folder, mounts.read_text(errors="replace")) if mounts.exists() else DriveKind.LOCAL


def linux_drive(folder: PurePath, mountinfo: str, devices: Path = Path("/sys/class/block")) -> DriveKind:
    """From the text of /proc/self/mountinfo (proc(5)): the longest mount point above `folder` decides."""
    best, kind, source = "", "", ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), left.split(" ")[4])
        inside = folder == PurePath(point) or PurePath(point) in folder.parents
        if inside and len(point) >= len(best):
            best = point
            kind, source = right.split(" ")[:2]
    if kind in _NETWORK:
        return DriveKind.NETWORK
    device = devices / Path(source).name
    flags = (device / "removable", device.resolve().parent / "removable")  # a partition's disk is its parent
    if source.startswith("/dev/") and any(flag.exists() and flag.read_text().strip() == "1" for flag in flags):
        return DriveKind.REMOVABLE
    return DriveKind.LOCAL


def _windows(folder: Path) -> DriveKind:
    if str(folder).startswith("\\\\"):
        return DriveKind.NETWORK
    # Needed on one system, and loaded before the first page on each.
    import ctypes  # noqa: PLC0415

    windll = getattr(ctypes, "windll")  # noqa: B009 absent from other systems' type stubs
    kind = windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
    return {2: DriveKind.REMOVABLE, 4: DriveKind.NETWORK}.get(kind, DriveKind.LOCAL)


def _macos(folder: Path) -> DriveKind:
    # Needed on one system, and loaded before the first page on each.
    import subprocess  # noqa: PLC0415

    listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    best = ("", "")
    for line in listing.splitlines():
        point, _, details = line.partition(" on ")[2].rpartition(" (")
        if (folder == Path(point) or Path(point) in folder.parents) and len(point) >= len(best[0]):
            best = (point, details.split(",")[0].rstrip(")"))
    if best[1] in _NETWORK:
        return DriveKind.NETWORK
    return DriveKind.REMOVABLE if best[0].startswith("/Volumes/") else DriveKind.LOCAL
