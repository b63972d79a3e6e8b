"""File names out of what people call things: safe on every system, whatever the name."""

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?:\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes in UTF-8, without the ending; the usual limit is 255."""


def file_names(titles: Iterable[str], ending: str) -> list[str]:
    """One name a title, in their order, no two alike even where case does not count: `Арзамас.pdf`."""
    taken: set[str] = set()
    names = []
    for title in titles:
        stem = name = _safe(title)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        names.append(name + ending)
    return names


def _safe(title: str) -> str:
    """The title without what some system forbids, never empty, never a device's name, never hidden."""
    composed = unicodedata.normalize("NFC", title)
    visible = "".join(letter for letter in composed if letter.isspace() or unicodedata.category(letter)[0] != "C")
    name = _FORBIDDEN.sub(" ", visible).strip(" .")
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    if not name or _RESERVED.fullmatch(name):
        return f"_{name}"
    return name
