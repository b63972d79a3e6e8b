"""Keys: UUIDv7 as canonical lower-case text, so rows made on two laptops never collide.

Text, not 16 bytes: the journal records rows as JSON, which holds no blobs, and a person can read a key.
"""

import secrets
import time
from collections.abc import Callable
from random import Random
from typing import NewType

DirectionId = NewType("DirectionId", str)
DistrictId = NewType("DistrictId", str)
SiteId = NewType("SiteId", str)
HallId = NewType("HallId", str)
DelegationId = NewType("DelegationId", str)
GroupId = NewType("GroupId", str)
ParticipantId = NewType("ParticipantId", str)
RequestId = NewType("RequestId", str)
ActivityId = NewType("ActivityId", str)
VehicleId = NewType("VehicleId", str)
TransferId = NewType("TransferId", str)
TravelTimeId = NewType("TravelTimeId", str)
AgreementId = NewType("AgreementId", str)
CommitmentId = NewType("CommitmentId", str)
AcceptedConflictId = NewType("AcceptedConflictId", str)
CheckpointId = NewType("CheckpointId", str)
QueuedRowId = NewType("QueuedRowId", str)

KeySource = Callable[[], str]
"""Makes a new key a call: `new_id` for real work, `seeded_ids` for a reproducible demo."""


def new_id() -> str:
    """A UUIDv7 of now (RFC 9562, method 3: the 12 bits after the milliseconds are a fraction of one)."""
    return _uuid7(time.time_ns(), secrets.randbits(62))


def seeded_ids(seed: int, start_ns: int) -> KeySource:
    """A source that gives the same keys for the same seed: one microsecond apart, from `start_ns`."""
    random = Random(seed)
    clock = start_ns

    def next_id() -> str:
        nonlocal clock
        clock += 1_000
        return _uuid7(clock, random.getrandbits(62))

    return next_id


def is_id(text: str) -> bool:
    """Whether the text has the form of a key: 36 characters, lower-case hexadecimal, four hyphens."""
    if len(text) != 36 or text[8] + text[13] + text[18] + text[23] != "----":
        return False
    digits = text.replace("-", "")
    return len(digits) == 32 and all(character in "0123456789abcdef" for character in digits)


def _uuid7(nanoseconds: int, random_bits: int) -> str:
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random_bits
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
