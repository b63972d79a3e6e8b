"""Any deeds, undone and redone in any order, beside a plain dictionary that does the same by hand."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import (
    BrokenRule,
    NothingToRedo,
    NothingToUndo,
    ReferenceGone,
    StillInUse,
    UndoBlocked,
)
from smalltowns_desktop.domain.ids import DelegationId, DirectionId, DistrictId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import Delegation, Direction, District, Participant, Site, SiteDirection
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.consistency import altered_rows, broken_chains, missing_rows
from smalltowns_desktop.storage.database import Author, Database, Deed
from smalltowns_desktop.storage.journal import redo_revision, undo_revision
from smalltowns_desktop.storage.rows import read_rows, row_key
from smalltowns_desktop.storage.snapshot import load_programme, reload_programme

Rows = dict[tuple[str, str], Any]
"""By class and key."""
CLASSES = (Direction, District, Site, SiteDirection, Delegation, Participant)
KEYS = st.sampled_from("ab")
BEGINNING = (
    Direction(DirectionId("a"), "А"),
    District(DistrictId("a"), "А"),
    Site(SiteId("a"), "А", DistrictId("a")),
    SiteDirection(SiteId("a"), DirectionId("a")),
    Delegation(DelegationId("a"), "А", "Ж"),
    Participant(ParticipantId("a"), 1, "Иванов", "", delegation_id=DelegationId("a")),
)
REFUSALS = (UndoBlocked, ReferenceGone, StillInUse, BrokenRule)
Row = TypeVar("Row")


def _place(row: Any) -> tuple[str, str]:
    return type(row).__name__, row_key(row)


def _of(rows: Rows, row_class: type[Row]) -> list[Row]:
    return [row for row in rows.values() if isinstance(row, row_class)]


def _insertion(row: Any, _rows: Rows) -> Rows:
    return {_place(row): row}


def _with(rows: Rows, change: Rows) -> Rows:
    return {place: row for place, row in {**rows, **change}.items() if row is not None}


def _valid(rows: Rows) -> bool:
    """The rules of the schema that these rows can break."""
    return (
        _unique(rows)
        and all(("District", site.district_id) in rows for site in _of(rows, Site))
        and all(("Site", link.site_id) in rows for link in _of(rows, SiteDirection))
        and all(("Direction", link.direction_id) in rows for link in _of(rows, SiteDirection))
        and all(
            row.delegation_id is None or ("Delegation", row.delegation_id) in rows for row in _of(rows, Participant)
        )
    )


def _unique(rows: Rows) -> bool:
    codes = [row.code for row in _of(rows, Delegation)]
    numbers = [row.number for row in _of(rows, Participant)]
    return len(codes) == len(set(codes)) and len(numbers) == len(set(numbers))


@dataclass
class OracleDeed:
    steps: list[tuple[Rows, Rows]]
    """What each step touched, before and after it; None where there was no row."""
    stands: bool = True

    @property
    def touched(self) -> set[tuple[str, str]]:
        return {place for before, _ in self.steps for place in before}


class UndoMachine(RuleBasedStateMachine):
    """The event beside the oracle. `open_empty` gives an empty event."""

    def __init__(self, open_empty: Callable[[], Database]) -> None:
        super().__init__()
        self.db = open_empty()
        self.rows: Rows = {}
        self.deeds: dict[int, OracleDeed] = {}
        self.undone: list[int] = []
        """Numbers of deeds that can be redone, the next one last."""
        self.programme: Programme = load_programme(self.db)

    def teardown(self) -> None:
        with self.db.reading() as connection:
            assert not [
                *altered_rows(connection.exec_driver_sql, connection.dialect.name),
                *missing_rows(connection.exec_driver_sql, connection.dialect.name),
                *broken_chains(connection.exec_driver_sql),
            ]
        self.db.close()

    # Deeds

    @initialize()
    def begin(self) -> None:
        """Each row a deed of its own, so that every later one builds upon some."""
        for row in BEGINNING:
            self._do([partial(_insertion, row)])

    @rule(data=st.data(), steps=st.integers(1, 3))
    def do(self, data: st.DataObject, steps: int) -> None:
        """A deed of some changes, each valid after the one before."""
        self._do([partial(self._draw_change, data)] * steps)

    def _do(self, draws: list[Callable[[Rows], Rows]]) -> None:
        """Each draw gives what changes in the rows as they are: by place the new row, or None for one that goes."""
        steps: list[tuple[Rows, Rows]] = []
        with self.db.deed(say("Deed")) as deed:
            for draw in draws:
                change = draw(self.rows)
                before = {place: self.rows.get(place) for place in change}
                if before != change and _valid(_with(self.rows, change)):
                    for place, row in change.items():
                        self._write(deed, before[place], row)
                    self.rows = _with(self.rows, change)
                    steps.append((before, change))
        assert bool(deed.changes) == bool(steps)
        if steps:
            self.deeds[deed.revision] = OracleDeed(steps)
            self.undone.clear()
        self._reload(deed.changes)

    def _write(self, deed: Deed, old: Any, new: Any) -> None:
        if old is None:
            deed.insert(new)
        elif new is None:
            deed.delete(old)
        else:
            deed.update(old, new)

    def _draw_change(self, data: st.DataObject, rows: Rows) -> Rows:
        step = data.draw(st.sampled_from(["insert", "insert", "update", "delete"])) if rows else "insert"
        if step == "insert":
            row = self._new_row(data)
            return {} if _place(row) in rows else _insertion(row, rows)
        old = data.draw(st.sampled_from(sorted(rows.values(), key=_place)))
        if step == "update":
            return {_place(old): self._changed(data, old)}
        links = [row for row in _of(rows, SiteDirection) if isinstance(old, Site) and row.site_id == old.id]
        return {**{_place(link): None for link in links}, _place(old): None}  # what a row owns goes along

    def _new_row(self, data: st.DataObject) -> Any:
        key, other = data.draw(KEYS), data.draw(KEYS)
        match data.draw(st.sampled_from(CLASSES)).__name__:
            case "Direction":
                return Direction(DirectionId(key), "Направление")
            case "District":
                return District(DistrictId(key), "Район")
            case "Site":
                return Site(SiteId(key), "Место", DistrictId(other))
            case "SiteDirection":
                return SiteDirection(SiteId(key), DirectionId(other))
            case "Delegation":
                return Delegation(DelegationId(key), "Город", data.draw(st.sampled_from("ЖЗ")))
            case _:
                number = data.draw(st.integers(1, 3))
                owner = data.draw(st.sampled_from([None, DelegationId(other)]))
                return Participant(ParticipantId(key), number, "Иванов", "", delegation_id=owner)

    def _changed(self, data: st.DataObject, row: Any) -> Any:
        if isinstance(row, SiteDirection):
            return row
        if isinstance(row, Participant):
            return replace(row, surname=data.draw(st.sampled_from(["Иванов", "Ёлкин"])))
        if isinstance(row, Site):
            return replace(row, district_id=DistrictId(data.draw(KEYS)))
        return replace(row, name=data.draw(st.sampled_from(["Ў", "Ґ\n\"'"])))

    # Undo and redo

    @rule()
    def undo_last(self) -> None:
        standing = [number for number, deed in self.deeds.items() if deed.stands]
        self._undo(None, max(standing, default=None))

    @precondition(lambda self: self.deeds)
    @rule(data=st.data())
    def undo_some(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.deeds)))
        self._undo(number, number if self.deeds[number].stands else None)

    def _undo(self, asked: int | None, number: int | None) -> None:
        if number is None:
            with pytest.raises(NothingToUndo):
                undo_revision(self.db, asked)
            return
        deed = self.deeds[number]
        blocked = any(
            later > number and other.stands and other.touched & deed.touched for later, other in self.deeds.items()
        )
        result = self.rows
        for before, _ in reversed(deed.steps):
            result = _with(result, before)
            blocked = blocked or not _unique(result)
        if blocked or not _valid(result):
            with pytest.raises(REFUSALS):
                undo_revision(self.db, asked)
            return
        revision, changes = undo_revision(self.db, asked)
        assert revision.number == number
        deed.stands = False
        self.undone.append(number)
        self.rows = result
        self._reload(changes)

    @rule()
    def redo(self) -> None:
        if not self.undone:
            with pytest.raises(NothingToRedo):
                redo_revision(self.db)
            return
        number = self.undone.pop()
        revision, changes = redo_revision(self.db)
        assert revision.number == number
        self.deeds[number].stands = True
        for _, after in self.deeds[number].steps:
            self.rows = _with(self.rows, after)
        self._reload(changes)

    # What must always hold

    def _reload(self, changes: Changes) -> None:
        self.programme = reload_programme(self.db, self.programme, changes)

    @invariant()
    def the_event_holds_what_the_oracle_holds(self) -> None:
        with self.db.reading() as connection:
            found = {_place(row): row for row_class in CLASSES for row in read_rows(connection, row_class)}
        assert found == self.rows

    @invariant()
    def the_snapshot_followed_by_changes_is_the_whole(self) -> None:
        assert self.programme == load_programme(self.db)


def _machine(open_empty: Callable[[], Database]) -> type[RuleBasedStateMachine]:
    class Machine(UndoMachine):
        def __init__(self) -> None:
            super().__init__(open_empty)

    return Machine


def _run_in_files(event_file: Path, examples: int, steps: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        machine = _machine(lambda: open_event(Path(shutil.copy(event_file, folder)), author=Author("А", "")))
        run_state_machine_as_test(
            machine, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
        )


def test_undo_and_redo_in_a_file(event_file: Path) -> None:
    _run_in_files(event_file, 30, 20)


@pytest.mark.soak
def test_undo_and_redo_in_a_file_for_long(event_file: Path) -> None:
    _run_in_files(event_file, 2_000, 60)


@pytest.mark.postgresql
def test_undo_and_redo_on_a_server(empty_server: Callable[[], str]) -> None:
    machine = _machine(lambda: open_event(empty_server(), author=Author("А", "")))
    quick = settings(
        max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    run_state_machine_as_test(machine, settings=quick)
