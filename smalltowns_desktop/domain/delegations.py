"""The two letters by which badges and blocks name a delegation."""

import re
from collections.abc import Container, Iterator
from itertools import product

from smalltowns_desktop.domain.names import fold

_WORD = re.compile(r"[^\W\d_]+")
_GENERIC = frozenset(
    {
        "г",
        "гор",
        "город",
        "городской",
        "городского",
        "делегация",
        "делегации",
        "округ",
        "округа",
        "район",
        "района",
        "о",
    }
    | {
        "муниципальный",
        "муниципального",
        "администрация",
        "администрации",
        "го",
        "гп",
        "рп",
        "р",
        "п",
        "пгт",
        "посёлок",
    }
    | {"горад", "дэлегацыя", "раен", "гарадски", "delegation", "town", "city", "district", "of", "the"}
)
"""What a delegation is, not what it is called; folded."""
_VOWELS = frozenset("АЕЁИОУЫЭЮЯІЙЬЪЎAEIOUY")
_CUSTOMARY = {"городец": "ГЦ", "сергач": "СГ"}
"""Codes that the organisers use against the rule."""


def delegation_code(name: str, taken: Container[str]) -> str:
    """A code for a delegation of this name that is not `taken`: the initials of a name of several words, else the
    first letter and the first consonant after it; the next letters, and three of them, where that is taken."""
    return next(code for code in _codes(name) if code not in taken)


def delegation_key(name: str) -> str:
    """What delegations are recognised by: «Делегация г. Городец» and «Городец» are one."""
    words = [word for word in fold(name).split() if word.strip('()«»",') not in _GENERIC]
    return " ".join(words) or fold(name)


def _codes(name: str) -> Iterator[str]:
    words = [word for word in _WORD.findall(name) if fold(word) not in _GENERIC] or _WORD.findall(name) or ["ДЕЛЕГАЦИЯ"]
    customary = _CUSTOMARY.get(words[0].lower())
    if customary and len(words) == 1:
        yield customary
    capitals = [word[0] for word in words if word[0].isupper()]
    if len(capitals) > 1:
        yield _upper(capitals[0] + capitals[1])
        yield _upper("".join(capitals[:3]))
    letters = _upper(words[0])
    first, rest = letters[0], letters[1:] + _upper("".join(words[1:]))
    consonants = [letter for letter in rest if letter not in _VOWELS]
    yield from (first + letter for letter in [*consonants, *rest])
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if first.isascii() else "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
    yield from (first + second + third for second, third in product(consonants or alphabet, alphabet))
    yield from ("".join(letters) for letters in product(alphabet, repeat=3))


def _upper(text: str) -> str:
    """Capitals, one for one: ß and its like would become two letters."""
    return "".join(letter if len(letter.upper()) > 1 else letter.upper() for letter in text)
