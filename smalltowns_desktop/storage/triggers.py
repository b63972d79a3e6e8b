"""The journal's triggers, generated from the tables: no write to the event's state can slip past, raw SQL included.

Each inserted, updated or deleted row of a state table leaves one row in `row_changes`, under the revision that is
being written. A write outside a deed (raw SQL) opens a revision of its own: one a statement in SQLite, one a
transaction in PostgreSQL. Keys never change, and facts are only appended: the database itself refuses anything else.
"""

from collections.abc import Iterator
from typing import Any

from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.tables import FACTS, STATE, RowCodec

OUTSIDE_DEED = say("Change made outside the program").to_json()
FACTS_REFUSAL = "facts are appended, never changed"
KEYS_REFUSAL = "keys never change"
TRUNCATE_REFUSAL = "rows are deleted one by one, so that the journal sees them"


def sqlite_triggers() -> Iterator[str]:
    """CREATE TRIGGER statements for SQLite."""
    for table in STATE:
        yield from _sqlite_journal(table)
    for table in FACTS:
        for deed in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER keep_{table.table}_{deed.lower()} BEFORE {deed} ON {_quote(table.table)} BEGIN\n"
                f"  SELECT RAISE(ABORT, '{FACTS_REFUSAL}');\nEND"
            )


def _sqlite_journal(table: RowCodec[Any]) -> Iterator[str]:
    name = table.table
    revision = "(SELECT revision FROM journal_cursor)"
    now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
    # Within one statement, however many rows it writes, SQLite's clock stands still.
    open_revision = (
        "  INSERT INTO revisions (number, id, at, who, station, deed)\n"
        f"    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), {now}, '', '',\n"
        f"      '{OUTSIDE_DEED}' WHERE {revision} = 0 AND NOT EXISTS (\n"
        "        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)\n"
        f"          AND at = {now} AND deed = '{OUTSIDE_DEED}');\n"
    )
    current = f"coalesce(nullif({revision}, 0), (SELECT max(number) FROM revisions))"
    changed = " OR ".join(f"OLD.{_quote(name)} IS NOT NEW.{_quote(name)}" for name in table.names)
    for kind, before, after in (("insert", None, "NEW"), ("update", "OLD", "NEW"), ("delete", "OLD", None)):
        when = f"WHEN {changed} " if kind == "update" else ""
        yield (
            f"CREATE TRIGGER journal_{name}_{kind} AFTER {kind.upper()} ON {_quote(name)} {when}BEGIN\n"
            f"{open_revision}"
            "  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)\n"
            f"    VALUES ({current}, '{name}', {row_key_of(table, before or 'NEW')}, '{kind}',\n"
            f"      {row_as_json(table, before)},\n      {row_as_json(table, after)});\nEND"
        )
    moved = " OR ".join(f"OLD.{_quote(key)} IS NOT NEW.{_quote(key)}" for key in table.keys)
    yield (
        f"CREATE TRIGGER keep_{name}_key BEFORE UPDATE ON {_quote(name)} WHEN {moved} BEGIN\n"
        f"  SELECT RAISE(ABORT, '{KEYS_REFUSAL}');\nEND"
    )


def row_key_of(table: RowCodec[Any], source: str) -> str:
    """An expression for a row's key as the journal names it; `source`: the row's alias."""
    return " || '/' || ".join(f"{source}.{_quote(key)}" for key in table.keys)


def row_as_json(table: RowCodec[Any], source: str | None) -> str:
    """An expression of SQLite for a row as the journal records it, "NULL" without one; `source`: the row's alias."""
    if source is None:
        return "NULL"
    pairs = ", ".join(f"'{name}', {source}.{_quote(name)}" for name in table.names)
    return f"json_object({pairs})"


def _quote(name: str) -> str:
    return f'"{name}"'


def postgresql_triggers() -> Iterator[str]:
    """The trigger functions, then the triggers, for PostgreSQL."""
    yield f"""
        CREATE FUNCTION current_revision() RETURNS integer LANGUAGE plpgsql AS $$
        DECLARE revision integer := nullif(current_setting('smalltowns.revision', true), '')::integer;
        BEGIN
          IF revision IS NULL THEN
            PERFORM pg_advisory_xact_lock({ADVISORY_LOCK});
            SELECT coalesce(max(number), 0) + 1 INTO revision FROM revisions;
            INSERT INTO revisions (number, id, at, who, station, deed) VALUES (
              revision, gen_random_uuid()::text, to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              '', '', '{OUTSIDE_DEED}');
            PERFORM set_config('smalltowns.revision', revision::text, true);
            PERFORM pg_notify('{CHANNEL}', revision::text);
          END IF;
          RETURN revision;
        END $$"""
    yield f"""
        CREATE FUNCTION journal_row() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
          new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
          old_key text := '';
          new_key text := '';
          part text;
        BEGIN
          IF TG_OP = 'UPDATE' AND old_row = new_row THEN RETURN NULL; END IF;
          FOREACH part IN ARRAY TG_ARGV LOOP
            old_key := concat_ws('/', nullif(old_key, ''), old_row ->> part);
            new_key := concat_ws('/', nullif(new_key, ''), new_row ->> part);
          END LOOP;
          IF TG_OP = 'UPDATE' AND old_key <> new_key THEN {_refuse(KEYS_REFUSAL)} END IF;
          INSERT INTO row_changes (revision, table_name, row_key, kind, before, after) VALUES (
            current_revision(), TG_TABLE_NAME, CASE WHEN TG_OP = 'INSERT' THEN new_key ELSE old_key END,
            lower(TG_OP), old_row::text, new_row::text);
          RETURN NULL;
        END $$"""
    yield f"""
        CREATE FUNCTION keep_facts() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {_refuse(FACTS_REFUSAL)} END $$"""
    yield f"""
        CREATE FUNCTION keep_rows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {_refuse(TRUNCATE_REFUSAL)} END $$"""
    for table in STATE:
        keys = ", ".join(f"'{key}'" for key in table.keys)
        yield (
            f"CREATE TRIGGER journal_{table.table} AFTER INSERT OR UPDATE OR DELETE ON {_quote(table.table)} "
            f"FOR EACH ROW EXECUTE FUNCTION journal_row({keys})"
        )
    for table in FACTS:
        yield (
            f"CREATE TRIGGER keep_{table.table} BEFORE UPDATE OR DELETE ON {_quote(table.table)} "
            "FOR EACH ROW EXECUTE FUNCTION keep_facts()"
        )
    for table in (*STATE, *FACTS):
        yield (
            f"CREATE TRIGGER keep_{table.table}_rows BEFORE TRUNCATE ON {_quote(table.table)} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()"
        )


def postgresql_trigger_names() -> set[str]:
    """The names of all triggers of an event on a server."""
    journal = {f"journal_{table.table}" for table in STATE}
    facts = {f"keep_{table.table}" for table in FACTS}
    return journal | facts | {f"keep_{table.table}_rows" for table in (*STATE, *FACTS)}


def _refuse(why: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{why}';"


ADVISORY_LOCK = 0x53544F57
"""PostgreSQL: held by the one deed that is being written, so that revisions are committed in their order."""
CHANNEL = "smalltowns"
"""PostgreSQL: NOTIFY carries the number of a revision that was committed, or `facts`."""
