"""How long it takes to make a demo congress of 10,000 participants and 3,000 activities.

    python benchmarks/demo.py

The whole is held against a bar in seconds. Beside it stands what the disk alone would take: as many rows, one
`executemany` a table into tables without constraints, triggers or a journal, with the same SQLite and `synchronous`.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import sqlcipher3
from common import report, seconds

from smalltowns_desktop.domain.model import Activity, Participant
from smalltowns_desktop.services.demo.congress import Demo, create_demo, make_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.schema import TABLE_OF

OPTIONS = DemoOptions(participants=10_000, activities=3_000)
BAR = 20.0


def main() -> int:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.smalltowns"
        begin = perf_counter()
        created = create_demo(path, OPTIONS, author=Author("benchmark", "here"))
        created.db.close()
        whole = perf_counter() - begin
        begin = perf_counter()
        demo = make_demo(OPTIONS)
        making = perf_counter() - begin
        counts = {kind: sum(isinstance(row, kind) for row in demo.rows) for kind in (Participant, Activity)}
        tables = _tables(demo)
        numbers = iter(range(100))
        floor = seconds(lambda: _write_bare(Path(folder) / f"bare{next(numbers)}.db", tables))
    print(f"{len(demo.rows):,} rows, {counts[Participant]:,} participants, {counts[Activity]:,} activities")
    print(f"making the rows alone: {making:.3f} s; bare executemany of as many rows: {floor:.3f} s")
    report("whole demo, file and journal included", whole, "the bar", BAR, 1.0)
    return 0


def _tables(demo: Demo) -> dict[str, list[tuple[str, ...]]]:
    """The rows by table, as text."""
    tables: dict[str, list[tuple[str, ...]]] = {}
    for row in demo.rows:
        values = tuple(str(getattr(row, name)) for name in type(row).__slots__)  # type: ignore[attr-defined]
        tables.setdefault(TABLE_OF[type(row)].name, []).append(values)
    return tables


def _write_bare(path: Path, tables: dict[str, list[tuple[str, ...]]]) -> None:
    connection = sqlcipher3.connect(str(path))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    for name, rows in tables.items():
        columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
        connection.execute(f"CREATE TABLE {name} ({columns})")
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    connection.commit()
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
