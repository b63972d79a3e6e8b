"""How the model's values lie in SQLite and PostgreSQL alike.

Times and lists are text in one fixed form, truth is 0 or 1: the journal's JSON, a raw query and both databases then
agree on every value, and text compares in the order of time.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import REAL, Column, Double, Integer, Text
from sqlalchemy.types import TypeEngine

TEXT: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared byte by byte in both databases: keys sort in the order of creation, times in the order of time."""
INTEGER = Integer()
REAL_NUMBER: TypeEngine[Any] = Double().with_variant(REAL(), "sqlite")


@dataclass(frozen=True, slots=True)
class Form:
    """A column's type in the database, and the way of a value (not None) there and back."""

    type: TypeEngine[Any]
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def formed(name: str, form: Form, **options: Any) -> Column[Any]:
    """A column whose values differ between the model and the database."""
    return Column(name, form.type, info={"form": form}, **options)


def form_of(column: Column[Any]) -> Form | None:
    """The form of a column; None where model and database hold the same value."""
    return column.info.get("form")


def _encode_moment(value: datetime) -> str:
    return value.isoformat(" ", "minutes")


def _encode_clock(value: time) -> str:
    return value.isoformat("minutes")


def _encode_words(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _decode_words(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


TRUTH = Form(INTEGER, int, bool)
DAY = Form(TEXT, date.isoformat, date.fromisoformat)
"""`2025-08-13`."""
CLOCK = Form(TEXT, _encode_clock, time.fromisoformat)
"""`09:30`."""
MOMENT = Form(TEXT, _encode_moment, datetime.fromisoformat)
"""`2025-08-13 09:30`, local to the event."""
WORDS = Form(TEXT, _encode_words, _decode_words)
"""A JSON list; empty text for the empty one."""


def one_of(kind: type[StrEnum]) -> Form:
    """A word out of an enumeration."""
    return Form(TEXT, str, {str(item): item for item in kind}.__getitem__)
