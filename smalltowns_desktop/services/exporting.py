"""What leaves an event as plain tables: the workbook, the participants, the attendance, and the mirror."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from smalltowns_desktop.domain.checkin import Outcome, Place, Way, presences
from smalltowns_desktop.domain.errors import UnknownEnding
from smalltowns_desktop.domain.model import CheckpointKind, ParticipantDocument, Scan
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.spreadsheet import write_csv, write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.exchange.workbook import PARTICIPANTS
from smalltowns_desktop.exchange.workbook_writing import event_sheets, page_sheet, workbook_choices
from smalltowns_desktop.services.files import make_folder, write_file
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.mirror import read_everything
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import read_programme

_WHERE = ("checkpoint", "checkpoint_kind")
_WHO = ("number", "surname", "given_name", "patronymic", "delegation", "participant_id")
_WHEN = ("first_in", "last_in", "last_out", "entries", "inside", "station")


@dataclass(frozen=True, slots=True)
class TableExport:
    """What was written: the file, or the folder, and how many rows in it without headers."""

    path: Path
    rows: int


def export_workbook(db: Database, out: str | Path) -> TableExport:
    """Write the event workbook: `.xlsx`, or without an ending a folder of CSV files named after the sheets.

    Raises `UnknownEnding`, `FolderNotWritable`, `DiskFull`.
    """
    path = Path(out)
    as_folder = path.is_dir() or not path.suffix
    if not as_folder and path.suffix.lower() != ".xlsx":
        raise UnknownEnding(path, (".xlsx",))
    with db.reading() as connection:
        programme = read_programme(connection)
        sheets = event_sheets(programme, read_rows(connection, ParticipantDocument))
    if as_folder:
        make_folder(path)
        for sheet in sheets:
            write_file(path / f"{sheet.name}.csv", write_csv(sheet.rows))
    else:
        write_file(path, write_workbook(sheets, workbook_choices()))
    return TableExport(path, sum(len(sheet.rows) - 1 for sheet in sheets))


def export_participants(db: Database, out: str | Path, only: Collection[str] | None = None) -> TableExport:
    """Write the people as the workbook's sheet has them: `.xlsx` or `.csv`. `only` these keys, None: everybody.

    Raises like `export_workbook`.
    """
    _table_ending(out)
    with db.reading() as connection:
        programme = read_programme(connection)
        if only is not None:
            wanted = frozenset(only)
            chosen = {key: person for key, person in programme.participants.items() if key in wanted}
            programme = replace(programme, participants=chosen)
        sheet = page_sheet(PARTICIPANTS, programme, read_rows(connection, ParticipantDocument))
    return _write_table(out, sheet)


def export_attendance(db: Database, out: str | Path) -> TableExport:
    """Write who was checked in where and when, a row for each person at each checkpoint: `.xlsx` or `.csv`.

    Times are in the event's time zone. Entries that were taken back do not count. Raises like `export_workbook`.
    """
    _table_ending(out)
    with db.reading() as connection:
        programme = read_programme(connection)
        scans = read_rows(connection, Scan)
    return _write_table(out, Sheet("Attendance", ((*_WHERE, *_WHO, *_WHEN), *_attendance(programme, scans))))


def export_mirror(db: Database, out: str | Path) -> TableExport:
    """Write every row of state and every fact, a JSON line each, sorted: equal events give equal bytes."""
    lines = []
    with db.reading() as connection:
        for table, key, fields in read_everything(connection):
            line = {"table": table, "key": key, **fields}
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=_plain))
    write_file(out, "".join(f"{line}\n" for line in lines).encode())
    return TableExport(Path(out), len(lines))


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            raise TypeError(type(value))


# One table


def _table_ending(out: str | Path) -> str:
    ending = Path(out).suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise UnknownEnding(out, (".xlsx", ".csv"))
    return ending


def _write_table(out: str | Path, sheet: Sheet) -> TableExport:
    content = write_csv(sheet.rows) if _table_ending(out) == ".csv" else write_workbook([sheet])
    write_file(out, content)
    return TableExport(Path(out), len(sheet.rows) - 1)


# Attendance


def _attendance(programme: Programme, scans: Sequence[Scan]) -> list[tuple[Cell, ...]]:
    sites: dict[str, str] = {
        row.id: site.id for row in programme.activities.values() if (site := programme.site_of(row)) is not None
    }
    first_in = _first_entries(scans)
    zone = ZoneInfo(programme.event.timezone)
    rows = []
    for person, places in presences(scans, sites).items():
        for place, presence in places.items():
            if presence.entries:
                where = (_place_name(programme, place), str(place.kind))
                entered = [_local(at, zone) for at in (first_in[person, place], presence.since, presence.left_at)]
                when = (*entered, presence.entries, presence.inside, presence.station)
                rows.append((*where, *_who(programme, person), *when))
    return sorted(rows, key=lambda row: (str(row[1]), str(row[0]), str(row[8]), str(row[7])))


def _who(programme: Programme, participant_id: str) -> tuple[Cell, ...]:
    """The person's cells; of somebody who is no longer in the lists only the key is known."""
    person = programme.participants.get(participant_id)
    if person is None:
        return (None, None, None, None, None, participant_id)
    delegation = None if person.delegation_id is None else programme.delegations[person.delegation_id].name
    return (person.number, person.surname, person.given_name, person.patronymic, delegation, participant_id)


def _first_entries(scans: Sequence[Scan]) -> dict[tuple[str, Place], str]:
    """The time of each person's first entry at each checkpoint that was not taken back."""
    voided = {scan.voids for scan in scans if scan.direction == Way.VOID}
    first: dict[tuple[str, Place], str] = {}
    for scan in scans:
        if scan.outcome == Outcome.ADMITTED and scan.direction == Way.IN and scan.id not in voided:
            key = (scan.participant_id, Place(scan.checkpoint_kind, scan.checkpoint_id))
            first[key] = min(scan.at, first.get(key, scan.at), key=datetime.fromisoformat)
    return first


def _place_name(programme: Programme, place: Place) -> str:
    match place.kind:
        case CheckpointKind.DOOR:
            return "door"
        case CheckpointKind.ACTIVITY if place.key in programme.activities:
            return programme.activities[place.key].title
        case CheckpointKind.SITE if place.key in programme.sites:
            return programme.sites[place.key].name
        case CheckpointKind.VEHICLE if place.key in programme.vehicles:
            return programme.vehicles[place.key].name
        case _:
            return place.key


def _local(at: str, zone: ZoneInfo) -> str | None:
    """A station's time as the event's clock shows it."""
    if not at:
        return None
    moment = datetime.fromisoformat(at)
    return f"{moment.astimezone(zone) if moment.tzinfo else moment:%Y-%m-%d %H:%M:%S}"
