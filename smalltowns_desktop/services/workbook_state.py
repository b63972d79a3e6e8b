"""The event as it will be while a workbook goes into it, and what has to be written for that."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from smalltowns_desktop.domain.ids import DelegationId
from smalltowns_desktop.domain.model import EVENT_KEY, Group, ParticipantDocument
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.workbook import PAGES
from smalltowns_desktop.exchange.workbook_names import Directory
from smalltowns_desktop.exchange.workbook_page import Link
from smalltowns_desktop.storage.database import Deed
from smalltowns_desktop.storage.rows import row_key

LINKS: tuple[Link, ...] = tuple(
    {column.link.row: column.link for page in PAGES for column in page.columns if column.link is not None}.values()
)
"""One of each kind of linked rows."""


class State:
    """Tables by the name of their field in `Programme`, rows by key; `directory` knows the names of all of them.

    Rows are put and removed here first; `write` then brings the event there.
    """

    def __init__(self, programme: Programme, documents: Iterable[ParticipantDocument]) -> None:
        self.directory = Directory(programme)
        self._tables: dict[str, dict[str, Any]] = {"event": {EVENT_KEY: programme.event}}
        for page in PAGES[1:]:
            self._tables[page.rows] = dict(getattr(programme, page.rows))
        for link in LINKS:
            if link.row is not ParticipantDocument:
                self._tables[link.rows] = dict(getattr(programme, link.rows))
        self._tables["participant_documents"] = {row.participant_id: row for row in documents}
        self._before: dict[str, dict[str, Any]] = {name: {} for name in self._tables}
        self._by_owner: dict[str, defaultdict[str, dict[str, Any]]] = {}
        for link in LINKS:
            owners: defaultdict[str, dict[str, Any]] = defaultdict(dict)
            for key, row in self._tables[link.rows].items():
                owners[getattr(row, link.owner)][key] = row
            self._by_owner[link.rows] = owners

        self._groups_of: defaultdict[str | None, dict[str, Group]] = defaultdict(dict)
        for group in programme.groups.values():
            self._groups_of[group.delegation_id][group.id] = group

    def table(self, name: str) -> dict[str, Any]:
        """Rows by key; read only."""
        return self._tables[name]

    def put(self, table: str, row: Any) -> None:
        """Add a row, or put it in the place of the one with its key."""
        key = row.id if hasattr(row, "id") else row_key(row)
        rows = self._tables[table]
        old = rows.get(key)
        self._before[table].setdefault(key, old)
        rows[key] = row
        self.directory.put(row)
        if isinstance(row, Group):
            if old is not None:
                del self._groups_of[old.delegation_id][key]
            self._groups_of[row.delegation_id][key] = row

    def links_of(self, link: Link, owner: str) -> dict[str, Any]:
        """The linked rows of an owner by key, of the link's part only."""
        rows = self._by_owner[link.rows][owner]
        if link.part is None:
            return dict(rows)
        name, part = link.part
        return {key: row for key, row in rows.items() if getattr(row, name) == part}

    def put_link(self, link: Link, row: Any) -> None:
        self.put(link.rows, row)
        self._by_owner[link.rows][getattr(row, link.owner)][row_key(row)] = row

    def remove_link(self, link: Link, row: Any) -> None:
        key = row_key(row)
        self._before[link.rows].setdefault(key, row)
        del self._tables[link.rows][key]
        del self._by_owner[link.rows][getattr(row, link.owner)][key]

    def whole_group(self, delegation_id: DelegationId) -> Group | None:
        """The first group that is the whole of a delegation: it has no members of its own."""
        members = self._by_owner["group_members"]
        return next((group for group in self._groups_of[delegation_id].values() if not members.get(group.id)), None)

    def write(self, deed: Deed) -> None:
        """Links that go first, then rows in the order in which they refer to each other, then links that come.

        Updates come before inserts of the same kind: a new row may take a number or a code that an old one gives up.
        """
        for link in LINKS:
            deed.delete(*[before for before, after in self._changes(link.rows) if after is None])
        for table in (*(page.rows for page in PAGES), *(link.rows for link in LINKS)):
            changes = list(self._changes(table))
            for before, after in changes:
                if before is not None and after is not None:
                    deed.update(before, after)
            deed.insert_all([after for before, after in changes if before is None])

    def _changes(self, table: str) -> Iterator[tuple[Any, Any]]:
        rows = self._tables[table]
        for key, before in self._before[table].items():
            after = rows.get(key)
            if before != after:
                yield before, after
