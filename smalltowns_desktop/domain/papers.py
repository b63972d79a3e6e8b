"""The code on a printed sheet: which paper it is, and whether it is still true.

`STP`, a letter for the kind, then base32 (A-Z, 2-7): edition (2 characters), subject (8: the last 40 bits of its
UUID), content (5: 25 bits of the digest of what stood on the sheet), check (2). 21 characters in upper case, so
it scans from a bad print (QR version 2) and can be typed. A station that has the event needs nothing else: it works the
sheet out anew and compares edition and content.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from smalltowns_desktop.domain.keyboard import as_typed_on_us

PREFIX = "STP"
CODE_LENGTH = 21
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_EDITIONS = 1 << 10


class PaperKind(StrEnum):
    """What is printed: the kinds of the command line."""

    ITINERARY = "itineraries"
    BADGE = "badges"


class PaperSubject(StrEnum):
    """What kind of row a paper is about."""

    DELEGATION = "delegation"
    PARTICIPANT = "participant"


_LETTERS = {
    (PaperKind.ITINERARY, PaperSubject.DELEGATION): "I",
    (PaperKind.ITINERARY, PaperSubject.PARTICIPANT): "P",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class PaperCode:
    kind: PaperKind
    subject_type: PaperSubject
    subject_tail: str
    """The last ten hexadecimal digits of the subject's key."""
    edition: int
    """Of the programme, modulo 1024."""
    content_tag: int
    """25 bits, see `content_tag`."""

    def is_about(self, subject_id: str) -> bool:
        return subject_id.endswith(self.subject_tail)


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What the code on a sheet in somebody's hand tells."""

    subject_type: PaperSubject
    subject_id: str
    """"" where the sheet is about nobody who is in this event."""
    name: str
    printed_edition: int
    """Modulo 1024; 0: printed before the first release."""
    edition: int
    """The one that holds now."""
    fresh: bool
    """Everything on the sheet is still so, whatever its edition."""


def content_tag(content: str) -> int:
    """The first 25 bits of SHA-256 of what stands on a paper."""
    return int.from_bytes(hashlib.sha256(content.encode()).digest()[:4], "big") >> 7


def paper_code(kind: PaperKind, subject_type: PaperSubject, subject_id: str, edition: int, content: str) -> str:
    """The code of a paper about a row; `content` is the JSON that its `Print` keeps.

    Badges have a code of their own: asking for one here is a mistake (`KeyError`).
    """
    subject = int(subject_id.replace("-", "")[-10:], 16)
    body = (
        PREFIX
        + _LETTERS[kind, subject_type]
        + _base32(edition % _EDITIONS, 2)
        + _base32(subject, 8)
        + _base32(content_tag(content), 5)
    )
    return body + _check(body)


def read_paper_code(text: str) -> PaperCode | None:
    """The parts of a code as scanned or typed, in either case and under any of our keyboard layouts; None where it is
    not a paper's or was misread."""
    code = as_typed_on_us(text).strip().upper()
    if len(code) != CODE_LENGTH or not code.startswith(PREFIX) or not set(code[3:]) <= set(_ALPHABET):
        return None
    kind = _KINDS.get(code[3])
    if kind is None or _check(code[:-2]) != code[-2:]:
        return None
    return PaperCode(*kind, f"{_number(code[6:14]):010x}", _number(code[4:6]), _number(code[14:19]))


def _check(body: str) -> str:
    """The number that the characters after the prefix make, modulo a prime: one misread character and two swapped
    neighbours never pass, anything else passes once in a thousand."""
    return _base32(_number(body[len(PREFIX) :]) % 1021, 2)


def _base32(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number << 5 | _ALPHABET.index(digit)
    return number
