"""What is done to people from their page: to the checked ones, to the current one, in a cell."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import DelegationId
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.text import Text, say, say_n
from smalltowns_desktop.gui.store import Done
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.badges import reissue_badge, revoke_badge
from smalltowns_desktop.services.exporting import TableExport, export_participants
from smalltowns_desktop.services.people import (
    Arrivals,
    delete_participants,
    edit_participant,
    mark_arrived,
    read_person_field,
    set_delegation,
    set_role,
    take_back_arrival,
)


class PeopleDeeds(QObject):
    """`facts_written` is called when badges or check-ins have been written."""

    def __init__(
        self,
        workspace: Workspace,
        page: QWidget,
        ask_path: Callable[[QWidget, str, str, str], str],
        facts_written: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._workspace, self._page, self._ask_path = workspace, page, ask_path
        self._store = workspace.store
        self._facts_written = facts_written

    def refusal_of(self, field: str, text: str) -> str:
        """Why a text does not do in a field, "" if it does."""
        try:
            read_person_field(field, text)
        except InvalidValue as error:
            return self._workspace.render(error.why)
        return ""

    def edit_cell(self, key: str, field: str, text: str) -> None:
        value = read_person_field(field, text)
        self._store.perform(lambda db: edit_participant(db, key, {field: value}))

    def set_role(self, keys: Collection[str], role: Role) -> None:
        self._store.perform(lambda db: set_role(db, keys, role))

    def set_delegation(self, keys: Collection[str], key: DelegationId | None) -> None:
        self._store.perform(lambda db: set_delegation(db, keys, key))

    def delete(self, keys: Collection[str]) -> None:
        self._store.perform(lambda db: delete_participants(db, keys))

    # Facts: they are not undone, and what has happened is said

    def mark_arrival(self, keys: Collection[str]) -> None:
        db = self._store.db

        def tell(arrivals: Arrivals) -> Text:
            told = say_n("{n} person has arrived", "{n} people have arrived", len(arrivals.marked))
            if arrivals.without_badge:
                return say_n(
                    "{told}. {n} has a revoked badge: reissue it first.",
                    "{told}. {n} have revoked badges: reissue them first.",
                    arrivals.without_badge,
                    told=told,
                )
            if arrivals.already:
                return say("{told}; marked before: {already}", told=told, already=arrivals.already)
            return told

        self._run(say("Marking arrival"), lambda: tell(mark_arrived(db, keys)))

    def take_back_arrival(self, keys: Collection[str]) -> None:
        db = self._store.db
        self._run(
            say("Taking arrival back"),
            lambda: say_n("{n} arrival taken back", "{n} arrivals taken back", take_back_arrival(db, keys)),
        )

    def reissue_badge(self, key: str) -> None:
        db, name = self._store.db, self._name(key)
        reason = self._workspace.say("Reissued from the list of participants")

        def work() -> Text:
            reissue_badge(db, key, reason)
            return say("“{name}” has a new badge; the old code no longer opens a door", name=name)

        self._run(say("Reissuing the badge"), work)

    def revoke_badge(self, key: str) -> None:
        db, name = self._store.db, self._name(key)
        reason = self._workspace.say("Revoked from the list of participants")

        def work() -> Text:
            revoke_badge(db, key, reason)
            return say("The badge of “{name}” is void", name=name)

        self._run(say("Revoking the badge"), work)

    # Out of the event

    def to_table(self, keys: Collection[str]) -> None:
        """People as a spreadsheet, where the person says."""
        db, word = self._store.db, self._workspace.say
        suggestion = str(Path.home() / f"{word('Participants')}.xlsx")
        path = self._ask_path(self._page, word("Where to write the table"), suggestion, word("Tables (*.xlsx *.csv)"))
        if not path:
            return

        def work() -> Text:
            written: TableExport = export_participants(db, path, only=keys)
            return say_n("{n} person is in {file}", "{n} people are in {file}", written.rows, file=written.path.name)

        self._run(say("Writing a table"), work)

    def _run(self, title: Text, work: Callable[[], Text]) -> None:
        """Off the window's thread; what `work` returns is told."""
        job = self._workspace.jobs.run(title, lambda _: work())
        job.succeeded.connect(self._tell)
        job.refused.connect(self._store.refused)

    def _tell(self, told: Text) -> None:
        self._store.done.emit(Done(told, can_undo=False))
        self._facts_written()

    def _name(self, key: str) -> str:
        person = self._store.programme.participants.get(key)
        return "" if person is None else str(person.full_name)
