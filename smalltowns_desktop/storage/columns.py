"""Column types: how the model's values lie in SQLite and PostgreSQL alike.

Times and lists are text in one fixed form, truth is 0 or 1: the journal's JSON, a raw query and both databases then
agree on every value, and text compares in the order of time. `encode` and `decode` are also used without
SQLAlchemy, where ten thousand rows are read at once.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import REAL, Double, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

Kind = TypeVar("Kind", bound=StrEnum)


def _same(value: Any) -> Any:
    return value


class Stored(TypeDecorator[Any]):
    """A column whose Python value differs from what lies in the database."""

    cache_ok = True

    def __init__(
        self, impl: TypeEngine[Any], encode: Callable[[Any], Any], decode: Callable[[Any], Any], key: object
    ) -> None:
        super().__init__()
        self.impl = impl
        self.encode = encode
        self.decode = decode
        self.key = key

    impl = Text()

    @property
    def _static_cache_key(self) -> Any:
        return (Stored, self.key)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.decode(value)


def encoder(type_: TypeEngine[Any]) -> Callable[[Any], Any]:
    """From the model's value (not None) to the database's."""
    return type_.encode if isinstance(type_, Stored) else _same


def decoder(type_: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """From the database's value (not None) to the model's; None where they are the same."""
    return type_.decode if isinstance(type_, Stored) else None


def _encode_moment(value: datetime) -> str:
    return value.isoformat(" ", "minutes")


def _encode_clock(value: time) -> str:
    return value.isoformat("minutes")


def _encode_words(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _decode_words(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


TEXT = Text()
INTEGER = Integer()
REAL_NUMBER = Double().with_variant(REAL(), "sqlite")
TRUTH = Stored(Integer(), int, bool, "truth")
DAY = Stored(Text(), date.isoformat, date.fromisoformat, "day")
"""`2025-08-13`."""
CLOCK = Stored(Text(), _encode_clock, time.fromisoformat, "clock")
"""`09:30`."""
MOMENT = Stored(Text(), _encode_moment, datetime.fromisoformat, "moment")
"""`2025-08-13 09:30`, local to the event."""
WORDS = Stored(Text(), _encode_words, _decode_words, "words")
"""A JSON list; empty text for the empty one."""


def one_of(kind: type[StrEnum]) -> Stored:
    """A word out of an enumeration."""
    return Stored(Text(), str, {str(item): item for item in kind}.__getitem__, kind)
