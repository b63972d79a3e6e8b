"""Many scans at once, for counting: by person, and what came since a count.

A station's sequence has no gaps, so the last number of each station tells what is new, whatever file it came from.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from smalltowns_desktop.domain.checkin import Place
from smalltowns_desktop.domain.model import CheckpointKind, Scan
from smalltowns_desktop.storage.rows import placeholder
from smalltowns_desktop.storage.sql import Connection
from smalltowns_desktop.storage.tables import row_codec

Marks = Mapping[str, tuple[int, int]]
"""By station: its last sequence, and how many rows it has."""


def read_marks(connection: Connection) -> Marks:
    """How far the journals of all stations go."""
    rows = connection.exec_driver_sql("SELECT station, max(sequence), count(*) FROM checkins GROUP BY station")
    return {station: (last, count) for station, last, count in rows}


def people_scanned_after(connection: Connection, station: str, sequence: int) -> set[str]:
    """Keys of the participants whom a station has read after a row of that sequence."""
    mark = placeholder(connection.dialect)
    statement = f"SELECT DISTINCT participant_id FROM checkins WHERE station = {mark} AND sequence > {mark}"
    return {row[0] for row in connection.exec_driver_sql(statement, (station, sequence))}


def visitors(connection: Connection, place: Place) -> Iterator[list[Scan]]:
    """The scans that count of each person who was ever let in at a checkpoint, at whatever checkpoint; at the door only
    the door's, which no other scan touches. One person after another: all at once would not fit into memory."""
    codec = row_codec(Scan)
    mark = placeholder(connection.dialect)
    only = "AND checkpoint_kind = 'door'" if place.kind is CheckpointKind.DOOR else ""
    statement = (
        f"SELECT {', '.join(codec.names)} FROM checkins WHERE outcome IN ('admitted', 'voided') {only} "
        "AND participant_id IN (SELECT participant_id FROM checkins "
        f"WHERE checkpoint_kind = {mark} AND checkpoint_id = {mark} AND outcome = 'admitted') ORDER BY participant_id"
    )
    rows = connection.execution_options(yield_per=1000).exec_driver_sql(statement, (str(place.kind), place.key))
    for _, scans in groupby(map(codec.decode, rows), key=attrgetter("participant_id")):
        yield list(scans)


def last_scans_at(connection: Connection, place: Place, limit: int) -> list[Scan]:
    """The newest rows of a checkpoint, newest first, from whatever station."""
    codec = row_codec(Scan)
    mark = placeholder(connection.dialect)
    statement = (
        f"SELECT {', '.join(codec.names)} FROM checkins WHERE checkpoint_kind = {mark} AND checkpoint_id = {mark} "
        f"ORDER BY id DESC LIMIT {limit}"
    )
    return [codec.decode(row) for row in connection.exec_driver_sql(statement, (str(place.kind), place.key))]
