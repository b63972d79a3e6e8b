"""Badge codes: `ST`, a 40-bit number and a 60-bit tag, in base32 (RFC 4648, capital letters): 22 characters.

They fit a QR code of version 2 in alphanumeric mode at error correction Q, and are short enough to type by hand. The
tag is HMAC-SHA256 (RFC 2104) under the event's secret, cut to its first 60 bits: a code of another event, or one with
any character changed, is told from a genuine one without asking the list of badges.
"""

import hmac
import re
import secrets
from base64 import b32encode
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from smalltowns_desktop.domain.keyboard import as_typed_on_us

PREFIX = "ST"
SERIAL_LENGTH = 8
"""Characters of the number: 8 of 5 bits."""
TAG_LENGTH = 12
_SHORTEST_TYPED = 20
_PURPOSE = b"smalltowns badge\0"
"""Keeps tags of badges apart from whatever else the event's secret may come to sign."""
_FORM = re.compile(f"{PREFIX}([A-Z2-7]{{{SERIAL_LENGTH}}})([A-Z2-7]{{{TAG_LENGTH}}})")
# Only ASCII is turned into capitals: str.upper would make an S of ſ. Separators and the byte order mark fall out.
_CAPITALS = str.maketrans({chr(code): chr(code - 32) for code in range(ord("a"), ord("z") + 1)})
_SEPARATORS = str.maketrans(dict.fromkeys(" \t\r\n\v\f-\u00a0\u2010\u2011\u2012\u2013\u2014\u2212\ufeff"))


class Verdict(StrEnum):
    GENUINE = "genuine"
    FORGED = "forged"
    """The form of a badge code, but not signed with this event's secret."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reading:
    verdict: Verdict
    serial: str = ""
    """The badge's number where the code is genuine."""


_UNREADABLE = Reading(Verdict.UNREADABLE)
_FORGED = Reading(Verdict.FORGED)


def new_serial(taken: Container[str] = ()) -> str:
    """A random badge number that is not among those `taken`."""
    while True:
        serial = b32encode(secrets.token_bytes(5)).decode()
        if serial not in taken:
            return serial


def badge_code(serial: str, secret: bytes) -> str:
    """The code of a badge number, as it stands in the QR."""
    return f"{PREFIX}{serial}{_tag(serial, secret)}"


def read_code(text: str, secret: bytes) -> Reading:
    """What a scanner or a person typed.

    Lower case, spaces, hyphens and keys pressed under a Russian or Belarusian layout are understood; look-alikes are
    not guessed at (0 is no O), so that any changed character is refused.
    """
    form = _FORM.fullmatch(as_typed_on_us(text).translate(_SEPARATORS).translate(_CAPITALS))
    if form is None:
        return _UNREADABLE
    serial, tag = form.groups()
    return Reading(Verdict.GENUINE, serial) if hmac.compare_digest(tag, _tag(serial, secret)) else _FORGED


def looks_like_code(text: str) -> bool:
    """Whether somebody meant a code of ours, of a badge or a sheet, give or take a character, and not a name."""
    plain = as_typed_on_us(text).translate(_SEPARATORS).translate(_CAPITALS)
    return len(plain) >= _SHORTEST_TYPED and plain.startswith(PREFIX) and plain.isascii() and plain.isalnum()


def in_groups(code: str) -> str:
    """A code as it is printed for people: `ST ABCD EFGH IJKL MNOP QRST`."""
    rest = code.removeprefix(PREFIX)
    return " ".join([PREFIX, *(rest[start : start + 4] for start in range(0, len(rest), 4))])


def _tag(serial: str, secret: bytes) -> str:
    digest = hmac.digest(secret, _PURPOSE + serial.encode(), "sha256")
    return b32encode(digest[:10]).decode()[:TAG_LENGTH]
