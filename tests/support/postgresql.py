"""A PostgreSQL server of the tests' own, and events that lie in a file or on that server, one test after the other.

The server is started once a run from the system's binaries, in a folder of its own, reached through a socket there;
without binaries the tests that need it are skipped. PostgreSQL refuses to run as root, so root hands it to another
account.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest

from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.schema import metadata

AUTHOR = Author("Анна", "desk-1")
EVENT = Event(EVENT_KEY, "IV Съезд малых городов", date(2025, 8, 12), date(2025, 8, 15))
_PATIENCE = 60.0
"""Seconds for a server to start."""
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "max_connections=40")


def binaries() -> Path | None:
    """The folder of initdb and postgres, or None."""
    found = shutil.which("pg_config")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found is not None:
        asked = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
        folders.insert(0, Path(asked))
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a running server, without a database's name: `postgresql+psycopg://…/{}?host=…`."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL binaries on this system (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="smalltowns-pg-"))  # short: the path of a socket has 107 bytes at most
    account: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = _account()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    data = folder / "data"
    making: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "desk",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)}
    subprocess.run(making, check=True, capture_output=True, cwd=folder, env=environment, **account)
    settings = [part for setting in (*_QUICK, "listen_addresses=") for part in ("-c", setting)]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", folder, *settings],
        stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment, **account,
    )  # fmt: skip
    try:
        _wait_for(server, folder)
        yield f"postgresql+psycopg://desk@/{{}}?host={folder}"
    finally:
        server.terminate()
        server.wait(_PATIENCE)
        log.close()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server_template(postgresql_server: str) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in the tables of an empty event, which lies in the database `event`."""
    _run(postgresql_server, "CREATE DATABASE event")
    with create_event(postgresql_server.format("event"), EVENT, author=AUTHOR) as db, db.reading() as connection:
        return {
            table.name: list(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')))
            for table in metadata.tables.values()
        }


@pytest.fixture(scope="session")
def event_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty event, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.smalltowns"
    create_event(path, EVENT, author=AUTHOR).close()
    return path


@pytest.fixture
def server_database(postgresql_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database on the server, this test's own."""
    name = f"e{abs(hash(request.node.nodeid))}"
    _run(postgresql_server, f"CREATE DATABASE {name}")
    yield postgresql_server.format(name)
    _run(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server_event(empty_server: Callable[[], str]) -> str:
    """The address of an empty event on the server."""
    return empty_server()


@pytest.fixture
def empty_server(postgresql_server: str, server_template: dict[str, list[tuple[Any, ...]]]) -> Callable[[], str]:
    """Empties the server's event and gives its address. That is far quicker than to make a database anew; so no test
    may change its schema (`server_database` is for those)."""

    def empty() -> str:
        _reset(postgresql_server, server_template)
        return postgresql_server.format("event")

    return empty


def _reset(postgresql_server: str, server_template: dict[str, list[tuple[Any, ...]]]) -> None:
    with _connect(postgresql_server, "event") as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("SET session_replication_role = replica")  # no trigger and no reference is in the way
        for name in server_template:
            connection.execute(f'DELETE FROM "{name}"'.encode())
        for name, rows in server_template.items():
            for row in rows:
                marks = ", ".join(["%s"] * len(row))
                connection.execute(f'INSERT INTO "{name}" VALUES ({marks})'.encode(), row)
        connection.execute("SELECT setval('row_changes_id_seq', 1)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_event(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where an empty event of this test's own lies: a file, then a server."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("server_event")
        return address
    path = tmp_path / "congress.smalltowns"
    shutil.copyfile(request.getfixturevalue("event_file"), path)
    return path


@pytest.fixture
def any_db(any_event: str | Path) -> Iterator[Database]:
    """An empty event open for writing: a file, then a server."""
    with open_event(any_event, author=AUTHOR) as db:
        yield db


def _account() -> Any:
    import pwd  # not on every system, and needed only where PostgreSQL runs

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root, and there is no account to hand it to")


def _wait_for(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(host=str(folder), user="desk", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or monotonic() > deadline:
                raise
            sleep(0.05)


def _run(server: str, statement: str) -> None:
    with _connect(server, "postgres") as connection:
        connection.execute(statement.encode())


def _connect(server: str, database: str) -> psycopg.Connection[tuple[Any, ...]]:
    folder = server.partition("host=")[2]
    return psycopg.connect(host=folder, user="desk", dbname=database, autocommit=True)
