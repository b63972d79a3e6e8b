"""What other programs have written to an event, asked for often: a look costs next to nothing while nobody has.

SQLite counts the commits of others for each connection (`PRAGMA data_version`), PostgreSQL sends a notice
(LISTEN and NOTIFY); what exactly has changed then stands in the journal.
"""

from dataclasses import dataclass

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import ServerUnavailable
from smalltowns_desktop.storage.counts import count_facts
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.journal import changes_since
from smalltowns_desktop.storage.sql import BARE
from smalltowns_desktop.storage.triggers import CHANNEL


@dataclass(frozen=True, slots=True)
class News:
    """Somebody wrote. `facts` names the tables of facts that have more rows than at the last look."""

    changes: Changes
    facts: frozenset[str]


class Watcher:
    """Looks at one event for as long as a window is open, from one thread; close it before the database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._sign: _DataVersion | _Notices | None = None
        self._unread = True
        """Something was written that has not been read yet."""
        with db.reading() as connection:
            self._facts = count_facts(connection)

    def poll(self, revision: int) -> News | None:
        """What was written after `revision`, that of the caller's snapshot; None if nothing was.

        Raises `ServerUnavailable` while a server is away, `EventBusy` while a file is being written that cannot be
        read meanwhile; the first look after that finds all that was missed.
        """
        if not self._somebody_wrote() and not self._unread:
            return None
        self._unread = True
        with self._db.reading() as connection:
            changes = changes_since(connection, revision)
            counts = count_facts(connection)
        facts = frozenset(name for name, count in counts.items() if count != self._facts[name])
        self._facts = counts
        self._unread = False
        return News(changes, facts) if changes or facts else None

    def look_again(self) -> None:
        """What the last look found could not be used: the next one finds it again."""
        self._unread = True

    def close(self) -> None:
        if self._sign is not None:
            self._sign.close()
            self._sign = None

    def _somebody_wrote(self) -> bool:
        """Ourselves included; the first look always tells so."""
        with known_failures(self._db.name):
            if self._sign is None:
                self._sign = _DataVersion(self._db) if self._db.dialect == "sqlite" else _Notices(self._db)
                return True
            try:
                return self._sign.has_changed()
            except ServerUnavailable:
                self.close()
                raise


class _DataVersion:
    """Of one connection, which must stay open for its count to mean anything."""

    def __init__(self, db: Database) -> None:
        self._connection = db.engine.connect().execution_options(**{BARE: True})
        self._connection.exec_driver_sql("PRAGMA busy_timeout = 0")  # a look is never worth waiting for
        self._version = self._read()

    def has_changed(self) -> bool:
        before, self._version = self._version, self._read()
        return before != self._version

    def close(self) -> None:
        self._connection.invalidate()  # its impatience is of no use to anybody else
        self._connection.close()

    def _read(self) -> int:
        return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())


class _Notices:
    """Of one connection that listens."""

    def __init__(self, db: Database) -> None:
        self._name = db.name
        self._failure = db.engine.dialect.loaded_dbapi.Error
        self._connection = db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._connection.exec_driver_sql(f"LISTEN {CHANNEL}")

    def has_changed(self) -> bool:
        driver = self._connection.connection.driver_connection
        assert driver is not None, "the connection is open"
        try:
            return bool(list(driver.notifies(timeout=0)))
        except self._failure as error:
            raise ServerUnavailable(self._name, str(error).strip().partition("\n")[0]) from error

    def close(self) -> None:
        self._connection.invalidate()  # a connection that listens is of no use to anybody else
        self._connection.close()
