"""Where in a text the parts stand that a search found in its folded form (`names.fold`)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from smalltowns_desktop.domain.names import fold

_SHIFTING = re.compile(r"^\s|\s\s|\s$|[^A-Za-z0-9А-Яа-яЁёІіЎў ,;:()«»/+@&!?]")
"""What folding may take out, put in, or join with its neighbour: places in such a text are counted one by one."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_REMEMBERED = 4096

Span = tuple[int, int]


def find_spans(text: str, alternatives: Iterable[Sequence[str]]) -> list[Span]:
    """The stretches of `text` (start, end), in order and without overlap, in which a needle stands.

    `alternatives` as a search takes them: each a sequence of folded needles without spaces.
    """
    folded = _folded(text)
    found = [
        (start, start + len(needle))
        for needle in {needle for needles in alternatives for needle in needles}
        for start in _starts(folded, needle)
    ]
    if not found:
        return []
    if len(folded) != len(text) or _SHIFTING.search(text):
        places = _places(text)
        if len(places) != len(folded):
            return []  # a letter that folds otherwise alone than among others: rare, and only the paint is poorer
        found = [(places[start], places[end - 1] + 1) for start, end in found]
    return _joined(sorted(found))


def _starts(folded: str, needle: str) -> list[int]:
    starts = []
    place = folded.find(needle)
    while place >= 0:
        starts.append(place)
        place = folded.find(needle, place + len(needle))
    return starts


@lru_cache(_REMEMBERED)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(_REMEMBERED)
def _places(text: str) -> tuple[int, ...]:
    """For each character of the folded text, the place in `text` that it came from."""
    company = "я" if _CYRILLIC.search(text.lower()) else ""
    places: list[int] = []
    blank = True  # white space at the beginning is dropped, further on it is one space
    for place, character in enumerate(text):
        piece = fold(character + company)[: -len(company) or None]
        if piece:
            places += [place] * len(piece)
            blank = False
        elif not blank and (character.isspace() or character in "-.—–"):
            places.append(place)
            blank = True
    return tuple(places[:-1] if blank and places else places)


def _joined(spans: list[Span]) -> list[Span]:
    joined = spans[:1]
    for start, end in spans[1:]:
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
