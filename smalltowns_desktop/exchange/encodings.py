"""Which encoding a text file is in: the Cyrillic ones are told apart by which letters stand where.

Order of trust: a byte order mark, UTF-16 by its zero bytes, strict UTF-8, then the single-byte Cyrillic encodings by
the likelihood of what they would spell. General detectors do badly on a list of names: a short cp1251 line was
called Korean by one.
"""

import codecs
import math
from functools import cache

SINGLE_BYTE = ("cp1251", "koi8-r", "cp866")
"""In the order of how often they are met: the first wins where a text says nothing."""

WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32"})
"""Encodings in which zero bytes are part of the text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536

# Letters of Russian text per thousand (Sharov's frequency dictionary of the National Corpus, rounded); the Belarusian
# letters that Russian lacks are set between its rare ones.
_PER_THOUSAND = {
    "о": 110, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35, "м": 32,
    "д": 30, "п": 28, "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14, "й": 12, "х": 10,
    "ж": 9, "ш": 7, "ю": 6, "ц": 5, "щ": 4, "э": 3, "ф": 3, "ъ": 0.4, "ё": 2, "і": 4, "ў": 2,
}  # fmt: skip
_VOWELS = frozenset("аеёиоуыэюяі")
_MARKS_OF_WRITING = frozenset("«»№–—…„“”’•§°\u00a0")
"""What a keyboard or a word processor puts into ordinary text, beside ASCII."""


def detect(data: bytes) -> str:
    """The name of the codec that `data` is in; it decodes without an error, save for single broken bytes."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    wide = _utf16_without_mark(data)
    if wide:
        return wide
    if _decodes(data, "utf-8"):
        return "utf-8"
    sample = _sample(data)
    return max(SINGLE_BYTE, key=lambda name: likelihood(sample, name))


def likelihood(data: bytes, encoding: str) -> float:
    """How much `data` read in a single-byte `encoding` looks like Russian or Belarusian text: a sum over its pairs of
    neighbouring bytes of log-likelihoods, so only comparable for the same data."""
    table = _pair_scores(encoding)
    return sum(table[first << 8 | second] for first, second in zip(b"\n" + data, data + b"\n", strict=True))


@cache
def _pair_scores(encoding: str) -> list[float]:
    """The score of each pair of bytes. Each pair counts its second letter and how that follows the first."""
    letters = [bytes([code]).decode(encoding, errors="replace") for code in range(256)]
    scores = [_letter_score(letter) for letter in letters]
    return [
        score + _step_score(first, second) for first in letters for second, score in zip(letters, scores, strict=True)
    ]


def _letter_score(letter: str) -> float:
    if letter.isascii():
        return 0.0
    share = _PER_THOUSAND.get(letter.lower())
    if share is not None:
        return math.log(share / 30)
    return -1.0 if letter in _MARKS_OF_WRITING else -9.0


def _step_score(first: str, second: str) -> float:
    """A word goes on in small letters or all in capitals; vowels and consonants take turns."""
    if second.isascii() or not second.isalpha():
        return -2.0 if second in "ьъыЬЪЫ" and not first.isalpha() else 0.0
    if not first.isalpha():
        return -3.0 if second in "ьъыЬЪЫ" else -0.5 if second.islower() else 0.5
    score = 0.4 if (first.lower() in _VOWELS) != (second.lower() in _VOWELS) else -0.4
    if first.islower() and second.isupper():
        score -= 4.0
    if first.isascii():
        score -= 2.0
    if second in "ьъЬЪ" and first.lower() in _VOWELS:
        score -= 4.0
    return score


def _utf16_without_mark(data: bytes) -> str:
    """Every second byte is 0 in Latin text, 4 in Cyrillic, 0x20 in a typographic mark; no other text looks so."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return ""
    pairs = len(sample) // 2
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        letters = high.count(0) + high.count(4)
        telling = letters + high.count(0x20) == pairs and letters > 0.8 * pairs
        if telling and 2 * (low.count(0) + low.count(4)) < pairs and _decodes(data, name):
            return name
    return ""


def _sample(data: bytes) -> bytes:
    """The lines that have letters beyond ASCII, up to a size: the rest says nothing and costs time."""
    if len(data) <= _SAMPLE:
        return data
    telling: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            telling.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"\n".join(telling)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
