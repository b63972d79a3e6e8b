"""Freezes the first schema: its migration, its digest, and the reference file that every later version must read.

`python tools/build_reference.py`, after a change of the schema, for as long as the first one has not been released.
"""

import json
import re
import sys
from pathlib import Path

from sqlalchemy import Connection, create_engine

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # run as a script, only this folder is on the path
    sys.path.insert(0, str(ROOT))

from smalltowns_desktop.domain.text import say  # noqa: E402
from smalltowns_desktop.storage import proof  # noqa: E402
from smalltowns_desktop.storage.database import Author  # noqa: E402
from smalltowns_desktop.storage.ddl import sqlite_schema  # noqa: E402
from smalltowns_desktop.storage.engines import memory_engine  # noqa: E402
from smalltowns_desktop.storage.event_file import Opening  # noqa: E402
from smalltowns_desktop.storage.identity import Identity  # noqa: E402
from smalltowns_desktop.storage.new_file import create_event_file  # noqa: E402
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER  # noqa: E402
from smalltowns_desktop.storage.rows import append_facts  # noqa: E402
from smalltowns_desktop.storage.schema import metadata  # noqa: E402
from smalltowns_desktop.storage.server import postgresql_schema  # noqa: E402
from tests.support.sample_rows import EVENT, FACT_ROWS, SECRET, STATE_ROWS  # noqa: E402

VERSIONS = ROOT / "smalltowns_desktop" / "storage" / "migrations" / "versions"
REFERENCE = ROOT / "tests" / "reference" / f"schema-{SCHEMA_NUMBER}.smalltowns"
BETWEEN = "\n-- next\n"
IDENTITY = Identity(
    "0198a000-0000-7000-8000-00000000eeee", "0198a000-0000-7000-8000-00000000ffff", "event", SECRET, SCHEMA_NUMBER,
    "2025-08-01T09:00:00+00:00",
)  # fmt: skip


def main() -> None:
    freeze_schema()
    write_digest()
    write_reference()


def freeze_schema() -> None:
    """The statements of both databases, alembic's own table left out, which it makes itself."""
    ours = "INSERT INTO journal_cursor (slot, revision) VALUES (1, 0)"
    dialect = create_engine("postgresql+psycopg://").dialect
    for name, statements in (("sqlite", [*sqlite_schema(), ours]), ("postgresql", postgresql_schema(dialect))):
        kept = [statement for statement in statements if not statement.startswith("CREATE TABLE alembic_version")]
        path = VERSIONS / f"0001_first_schema.{name}.sql"
        path.write_text(BETWEEN.join(kept) + "\n", encoding="utf-8", newline="\n")


def write_digest() -> None:
    engine = memory_engine()
    with engine.connect() as connection:
        for statement in sqlite_schema():
            connection.exec_driver_sql(statement)
        digest = proof.schema_digest(proof.schema_objects(connection.exec_driver_sql))
    engine.dispose()
    path = ROOT / "smalltowns_desktop" / "storage" / "proof.py"
    source = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'SCHEMA_DIGEST = "\w+"', f'SCHEMA_DIGEST = "{digest}"', source), encoding="utf-8")
    proof.SCHEMA_DIGEST = digest


def write_reference() -> None:
    """A file with rows in every table, and beside it what stands in each, as JSON."""
    REFERENCE.unlink(missing_ok=True)
    with create_event_file(REFERENCE, EVENT, IDENTITY, Opening(Author("Анна", "desk-1"))) as db:
        with db.deed(say("Add the sample “{name}”", name="все таблицы")) as deed:
            deed.insert(*STATE_ROWS)
        with db.appending() as connection:
            append_facts(connection, FACT_ROWS)
            # The same content gives the same file.
            connection.exec_driver_sql(
                "UPDATE revisions SET at = '2025-08-01T09:00:00.000Z', "
                "id = printf('0198a000-0000-7000-8000-%012d', number)"
            )
        with db.reading() as connection:
            rows = {name: _raw_rows(connection, name) for name in metadata.tables}
    content = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
    REFERENCE.with_suffix(".json").write_text(content + "\n", encoding="utf-8", newline="\n")


def _raw_rows(connection: Connection, table: str) -> list[list[object]]:
    return sorted((list(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')), key=repr)


if __name__ == "__main__":
    main()
