"""The words of which the demo congress is made: the files of `resources/demo`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smalltowns_desktop.domain.resources import resource_path

Forms = tuple[str, ...]
"""A surname: of a man, of a woman. A father: his name, his son's patronymic, his daughter's."""


@dataclass(frozen=True, slots=True)
class Names:
    fathers: tuple[Forms, ...]
    women: tuple[str, ...]
    surnames: tuple[Forms, ...]


@dataclass(frozen=True, slots=True)
class Words:
    russian: Names
    in_belarus: Names
    """Russian spelling, surnames that are usual in Belarus."""
    belarusian: Names
    people: Mapping[str, Any]
    sites: Mapping[str, Any]
    delegations: tuple[Mapping[str, Any], ...]


def load_words(folder: Path | None = None) -> Words:
    folder = folder or resource_path("demo")
    names = _read(folder / "names.json")
    russian = _names(names["ru"])
    return Words(
        russian=russian,
        in_belarus=Names(russian.fathers, russian.women, _forms(names["by_surnames"])),
        belarusian=_names(names["be"]),
        people=_read(folder / "people.json"),
        sites=_read(folder / "sites.json"),
        delegations=tuple(_read(folder / "delegations.json")),
    )


def _names(source: Mapping[str, list[str]]) -> Names:
    return Names(_forms(source["fathers"]), tuple(source["women"]), _forms(source["surnames"]))


def _forms(lines: list[str]) -> tuple[Forms, ...]:
    return tuple(tuple(line.split()) for line in lines)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
