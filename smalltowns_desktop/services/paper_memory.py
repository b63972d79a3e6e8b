"""What stood on printed papers: remembered as facts, compared with what would stand on them now."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time

from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.model import Print
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import append_facts, read_rows

_NOT_CONTENT = frozenset({"strip", "swatch", "changed", "stamp"})
"""Fields about how something looks or is marked, not about what it says."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that is about to be printed."""

    kind: PaperKind
    subject_type: PaperSubject
    subject_id: str
    name: str
    edition: int
    copy: int
    content: str
    """What stands on it: JSON, equal for equal papers in whatever language."""


class PrintMemory:
    """The prints of one kind so far."""

    def __init__(self, db: Database, kind: PaperKind) -> None:
        with db.reading() as connection:
            rows = sorted(read_rows(connection, Print, kind=kind), key=lambda row: row.id)
        self._copies = Counter((row.subject_id, row.edition) for row in rows)
        self._last = {row.subject_id: row for row in rows}

    def next_copy(self, subject_id: str, edition: int) -> int:
        return self._copies[subject_id, edition] + 1

    def is_stale(self, subject_id: str, content: str) -> bool:
        """Whether the last print of this paper says something else than `content`."""
        last = self.last(subject_id)
        return last is not None and last.content != content

    def last(self, subject_id: str) -> Print | None:
        """The last print of this paper."""
        return self._last.get(subject_id)


def remember_prints(db: Database, papers: Iterable[Paper], revision: int, printed_at: datetime) -> None:
    """Append a fact a paper. Raises the storage's `UserError`s."""
    at = printed_at.isoformat(timespec="seconds")
    who, station = db.author.who, db.author.station
    with db.appending() as connection:
        append_facts(
            connection,
            [
                Print(
                    new_id(), paper.kind, paper.subject_type, paper.subject_id, paper.edition, paper.copy, at, who,
                    station, revision, paper.content,
                )
                for paper in papers
            ],
        )  # fmt: skip


def content_of(value: object) -> str:
    """What a paper's dataclasses say, as canonical JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    match value:
        case Text():
            return json.loads(value.to_json())
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case str() | int() | float() | None:
            return value
    assert is_dataclass(value), f"papers hold plain values and dataclasses, not {type(value)}"
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.name not in _NOT_CONTENT}
