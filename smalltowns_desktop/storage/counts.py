"""How much there is of everything."""

from sqlalchemy import Connection, text

from smalltowns_desktop.storage.schema import FACTS, STATE


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows by table: the event's state, then its facts, then the revisions of its journal."""
    names = [table.name for table in (*STATE, *FACTS)] + ["revisions"]
    selects = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in names)
    return dict(zip(names, connection.execute(text(f"SELECT {selects}")).one(), strict=True))
