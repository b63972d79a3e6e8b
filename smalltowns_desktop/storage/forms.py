"""How the model's values lie in SQLite and PostgreSQL alike, by the type of a field.

Times and lists are text in one fixed form, truth is 0 or 1: the journal's JSON, a raw query and both databases then
agree on every value, and text compares in the order of time.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args


@dataclass(frozen=True, slots=True)
class Form:
    """The way of a value (not None) to the database and back."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _encode_moment(value: datetime) -> str:
    return value.isoformat(" ", "minutes")


def _encode_clock(value: time) -> str:
    return value.isoformat("minutes")


def _encode_words(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _decode_words(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


TRUTH = Form(int, bool)
DAY = Form(date.isoformat, date.fromisoformat)
"""`2025-08-13`."""
CLOCK = Form(_encode_clock, time.fromisoformat)
"""`09:30`."""
MOMENT = Form(_encode_moment, datetime.fromisoformat)
"""`2025-08-13 09:30`, local to the event."""
WORDS = Form(_encode_words, _decode_words)
"""A JSON list; empty text for the empty one."""

_FORMS: dict[Any, Form] = {bool: TRUTH, date: DAY, time: CLOCK, datetime: MOMENT, tuple[str, ...]: WORDS}


@cache
def one_of(kind: type[StrEnum]) -> Form:
    """A word out of an enumeration."""
    return Form(str, {str(item): item for item in kind}.__getitem__)


def form_of(annotation: Any) -> Form | None:
    """The form of a field of this type, with or without None; None where model and database hold the same value."""
    form = _FORMS.get(annotation)
    if form is not None:
        return form
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return one_of(annotation)
    options = [option for option in get_args(annotation) if option is not NoneType]
    return form_of(options[0]) if len(options) == 1 else None
