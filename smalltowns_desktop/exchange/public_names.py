"""A person's name as a programme prints it, taken apart.

Lists begin with the surname, programmes in Latin letters with the given name: `Willem van den Ende`. Cyrillic names go
by their own rules, which know patronymics.
"""

import re

from smalltowns_desktop.domain.names import FullName, clean_name, split_full_name

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_PARTICLES = {
    "van", "von", "vom", "zu", "zur", "zum", "de", "del", "dela", "della", "di", "da", "dos", "das", "do", "du", "des",
    "der", "den", "het", "ten", "ter", "la", "le", "el", "al", "bin", "ibn", "af", "av",
}  # fmt: skip
"""Small words that begin a surname."""


def split_public_name(name: str) -> FullName:
    """The parts of a name with single spaces and none at its ends; one word alone is taken for the surname."""
    if _CYRILLIC.search(name) and (clean := clean_name(name)):
        return split_full_name(clean)
    surname, comma, given = name.partition(", ")
    if comma and " " not in surname and "," not in given:
        return FullName(surname, given)
    words = name.split(" ")
    start = _surname_start(words)
    return FullName(" ".join(words[start:]), " ".join(words[:start]))


def _surname_start(words: list[str]) -> int:
    """Where the surname begins: the last word, and particles before it. A nickname in brackets is its tail."""
    start = len(words) - 1
    while start > 0 and words[start].startswith("("):
        start -= 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return start
