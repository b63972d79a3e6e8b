"""What every command shares: the event it works on, who works, in which language, and how an answer is printed."""

import functools
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from smalltowns_desktop.domain.errors import PasswordFileUnreadable, UserError
from smalltowns_desktop.domain.text import N_, Text, Translator, say
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.languages import LANGUAGES, translator
from smalltowns_desktop.services.places import backups_folder
from smalltowns_desktop.storage.database import Author, Database

PASSWORD_VARIABLE = "SMALLTOWNS_PASSWORD"
_PATIENCE = 1.0
"""Seconds after which a command tells that it is still working."""

Json = Mapping[str, Any] | Sequence[Any]
Command = Callable[..., None]


class Session:
    """One run of one command.

    `words` turns texts into the person's language, `author` signs the revisions, `as_json` asks for JSON.
    """

    def __init__(self, words: Translator) -> None:
        self.words = words
        self.author = Author("", "")
        self.as_json = False
        self.password: str | None = None
        self.language: str | None = None
        """As asked for on the command line; None: the event's own for papers, the environment's for messages."""

    def set_up(
        self, *, as_json: bool, password_file: str | None, who: str | None, station: str | None, language: str | None
    ) -> None:
        self.as_json = as_json
        self.password = _read_password(password_file)
        self.author = local_author(who, station)
        self.language = language
        if language is not None:
            self.words = translator(language)

    def open(
        self, event: str, *, read_only: bool = False, keep_reserve: bool = False, back_up: bool = False
    ) -> Database:
        """Open the event, for a `with` block; `back_up`: something big is about to be done to it, so copy it first.

        Raises the `UserError`s of `open_event`.
        """
        db = open_event(
            event, author=self.author, password=self.password, read_only=read_only, keep_reserve=keep_reserve,
            backups=backups_folder,
        )  # fmt: skip
        if back_up:
            self._back_up(db)
        return db

    def result(self, value: Json, human: Callable[[], str]) -> None:
        """The answer: one JSON document, or what `human` says."""
        self._print(json.dumps(value, ensure_ascii=False, indent=2) if self.as_json else human())

    def line(self, value: Json, human: Callable[[], str]) -> None:
        """One answer of many, at once: a JSON line, or what `human` says."""
        self._print(json.dumps(value, ensure_ascii=False) if self.as_json else human())
        sys.stdout.flush()

    def say(self, text: Text) -> str:
        return self.words.render(text)

    def note(self, text: Text) -> None:
        """A message beside the answer, on standard error."""
        click.echo(self.words.render(text), err=True)

    @contextmanager
    def progress(self, text: Text) -> Iterator[None]:
        """Tell on standard error that something takes its time, once it has taken a second, and how long it took."""
        sentence = self.words.render(text)
        started = time.monotonic()
        patience = threading.Timer(_PATIENCE, lambda: click.echo(f"{sentence} …", err=True))
        patience.daemon = True
        patience.start()
        try:
            yield
        finally:
            patience.cancel()
            took = time.monotonic() - started
        if took >= _PATIENCE:
            click.echo(f"{sentence}: {took:.1f} s", err=True)

    def exit(self, status: int) -> NoReturn:
        raise click.exceptions.Exit(status)

    def _back_up(self, db: Database) -> None:
        # Salvage and doctor come with it, which most commands do not need.
        from smalltowns_desktop.services.care import back_up_before  # noqa: PLC0415

        try:
            with self.progress(say("Making a backup")):
                back_up_before(db, backups_folder())
        except UserError as error:
            # What follows can be undone, so a full or forbidden backup folder is no reason to refuse it.
            self.note(say("There is no backup of what was before. {why}", why=error.text))

    def _print(self, line: str) -> None:
        # A terminal of another alphabet must not stop a command: what it cannot show is escaped.
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


event_argument = click.argument("event", metavar="EVENT", type=str)


_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document.")),
    click.option("--password-file", metavar="FILE", help=N_("File with the password of a protected event.")),
    click.option("--as", "who", metavar="NAME", help=N_("Who does this; written into the history.")),
    click.option("--station", metavar="NAME", help=N_("Name of this laptop; written into the history.")),
    click.option("--language", type=click.Choice(LANGUAGES), help=N_("Language of messages and papers.")),
)


def common_options(command: Command) -> Command:
    """Adds the options that every command has, and hands the command its `session`."""

    def with_session(
        *,
        as_json: bool,
        password_file: str | None,
        who: str | None,
        station: str | None,
        language: str | None,
        **arguments: Any,
    ) -> None:
        session = click.get_current_context().find_object(Session)
        assert session is not None, "run() hands every command its session"
        session.set_up(as_json=as_json, password_file=password_file, who=who, station=station, language=language)
        command(session, **arguments)

    decorated: Command = functools.update_wrapper(with_session, command)
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _read_password(password_file: str | None) -> str | None:
    if password_file is None:
        return os.environ.get(PASSWORD_VARIABLE)
    try:
        first = Path(password_file).read_text(encoding="utf-8").splitlines()[:1]
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordFileUnreadable(password_file) from error
    return first[0] if first else ""
