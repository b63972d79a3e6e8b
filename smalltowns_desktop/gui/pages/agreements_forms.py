"""The forms about an agreement and about a commitment. Each field is a deed of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import (
    ActivityKind,
    ActivityStatus,
    Agreement,
    AgreementStatus,
    Commitment,
)
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.pages.agreements_tables import agreement_kinds, agreement_statuses, commitment_statuses
from smalltowns_desktop.gui.widgets.forms import (
    ChoiceField,
    Field,
    Form,
    NotesField,
    TextField,
    Write,
    perform_in_field,
)
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex, PersonField, people_of
from smalltowns_desktop.gui.widgets.pick_field import Choice, PickField, find_among
from smalltowns_desktop.gui.widgets.roster import Entry, RosterField
from smalltowns_desktop.gui.widgets.side_panel import BodyScroll, stacked
from smalltowns_desktop.gui.wording import short_moment
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.agreements import (
    MOST_COPIES,
    dismiss_signatory,
    edit_agreement,
    edit_commitment,
    name_signatory,
)


class AgreementForm(BodyScroll):
    """Signals: `person_asked` (a signatory's key)."""

    person_asked = Signal(str)

    def __init__(self, workspace: Workspace, people: PeopleIndex) -> None:
        self.form = Form()
        super().__init__(stacked(self.form))
        self.workspace, self.store = workspace, workspace.store
        self._key = ""
        self._replaced: int | None = None
        """The place of the party that is being written anew; None: the next one is added."""
        self.fields: dict[str, Field] = {}
        self._build(people)
        self.form.set_read_only(self.store.db.read_only)

    def show_agreement(self, key: str) -> None:
        if key != self._key:
            self.form.forget()
            self._replaced = None
        self._key = key
        programme, row = self.store.programme, self._row()
        for name in ("title", "kind", "status", "copies", "signed_on", "notes"):
            self.fields[name].show_value(getattr(row, name))
        ceremony = "" if row.ceremony_id is None else programme.activities[row.ceremony_id].title
        self.fields["ceremony_id"].show_value(ceremony)
        self.parties.show_value([Entry(str(place), name) for place, name in enumerate(row.parties)])
        entries = []
        for person_id in programme.signatories_by_agreement.get(row.id, ()):
            person = programme.participants[person_id]
            tile = None if person.delegation_id is None else programme.delegations[person.delegation_id]
            entries.append(Entry(person_id, person.full_name, person.position, tile, "" if tile else "user-round"))
        self.signatories.show_value(sorted(entries, key=lambda entry: fold(entry.text)))

    def _build(self, people: PeopleIndex) -> None:
        say, words = self.workspace.say, self.workspace.words
        event = self.store.programme.event
        self.fields["title"] = TextField(
            self.workspace, say("Title"), self._write("title"),
            lambda typed: field_values.read_line("title", typed, needed=True),
        )  # fmt: skip
        self.form.add_below(self.fields["title"])
        self._add_choice("kind", say("Kind"), agreement_kinds(self.workspace))
        self._add_choice("status", say("State"), agreement_statuses(self.workspace))
        self._add_text(
            "signed_on", say("Signed on"), lambda typed: field_values.read_day("signed_on", typed, event), words.value
        )
        ceremony = PickField(
            self.workspace, say("Ceremony"), self._write("ceremony_id"), self._find_ceremonies,
            hint=say("Activity at which it is signed"),
        )  # fmt: skip
        self._add("ceremony_id", ceremony)
        self._add_text("copies", say("Copies"), lambda typed: field_values.read_count("copies", typed, 0, MOST_COPIES))
        self.form.add_heading(say("Who signs"))
        self.party = TextField(self.workspace, say("Parties"), self._write_party, hint=say("Add a party"))
        self.parties = RosterField(self.workspace, say("Parties"), self.party, self._remove_party)
        self.parties.opened.connect(self._rewrite_party)
        signer = PersonField(
            self.workspace, say("Signatories"), self._name_signatory, people_of(people), keeps_value=False
        )
        self.signatories = RosterField(self.workspace, say("Signatories"), signer, self._dismiss_signatory)
        self.signatories.opened.connect(self.person_asked)
        self.form.add(self.parties)
        self.form.add(self.signatories)
        self._add(
            "notes",
            NotesField(
                self.workspace, say("Notes"), self._write("notes"),
                lambda typed: field_values.read_notes("notes", typed),
            ),
        )  # fmt: skip

    def _add(self, name: str, field: Field) -> None:
        self.fields[name] = field
        self.form.add(field)

    def _add_text(self, name: str, title: str, read: Callable[[str], Any], words: Callable[[Any], str] = str) -> None:
        self._add(name, TextField(self.workspace, title, self._write(name), read, words))

    def _add_choice(self, name: str, title: str, words: Any) -> None:
        field = ChoiceField(self.workspace, title, self._write(name))
        field.show_choices(list(words.items()))
        self._add(name, field)

    def _row(self) -> Agreement:
        return self.store.programme.agreements[self._key]

    def _find_ceremonies(self, alternatives: Sequence[Sequence[str]]) -> Sequence[Choice]:
        """Activities that are not cancelled, signings first."""
        activities = self.store.programme.activities.values()
        standing = [row for row in activities if row.status is not ActivityStatus.CANCELLED]
        standing.sort(key=lambda row: (row.kind is not ActivityKind.SIGNING, row.starts_at))
        language = self.workspace.words.language
        choices = [Choice(row.id, row.title, short_moment(row.starts_at, language)) for row in standing]
        return find_among(choices)(alternatives)

    # Deeds

    def _write(self, name: str) -> Write:
        def write(value: Any) -> bool:
            values = {name: value}
            row = self._row()
            if value == AgreementStatus.SIGNED and row.signed_on is None:
                values["signed_on"] = self._signing_day(row)
            return self._edit(row, replace(row, **values))

        return write

    def _signing_day(self, row: Agreement) -> date:
        """When it was signed, as far as can be told: at its ceremony, else today."""
        if row.ceremony_id is None:
            return self.workspace.now().date()
        return self.store.programme.activities[row.ceremony_id].starts_at.date()

    def _edit(self, before: Agreement, after: Agreement) -> bool:
        return perform_in_field(self.store, lambda db: edit_agreement(db, before, after))

    def _write_party(self, name: str) -> bool:
        row, place = self._row(), self._replaced
        parties = list(row.parties)
        if place is None or place >= len(parties):
            parties.append(field_values.read_line("parties", name))
        else:
            parties[place] = field_values.read_line("parties", name)
        done = self._edit(row, replace(row, parties=tuple(parties)))
        if done:
            self._replaced = None
            self.party.show_value("")
        return done

    def _rewrite_party(self, key: str) -> None:
        """Bring a party into the field below the list, to be written anew."""
        if not self.store.db.read_only:
            self._replaced = int(key)
            self.party.show_value(self._row().parties[int(key)])
            self.party.line.setFocus()
            self.party.line.selectAll()

    def _remove_party(self, key: str) -> bool:
        row = self._row()
        self._replaced = None
        self.party.show_value("")
        parties = tuple(name for place, name in enumerate(row.parties) if place != int(key))
        return self._edit(row, replace(row, parties=parties))

    def _name_signatory(self, key: Any) -> bool:
        person = ParticipantId(key or "")
        return key is None or perform_in_field(self.store, lambda db: name_signatory(db, self._row().id, person))

    def _dismiss_signatory(self, key: str) -> bool:
        return perform_in_field(self.store, lambda db: dismiss_signatory(db, self._row().id, ParticipantId(key)))


class CommitmentForm(BodyScroll):
    """What was promised, by whom, until when."""

    def __init__(self, workspace: Workspace) -> None:
        self.form = Form()
        super().__init__(stacked(self.form))
        self.workspace, self.store = workspace, workspace.store
        self._key = ""
        self.fields: dict[str, Field] = {}
        say, words, event = workspace.say, workspace.words, self.store.programme.event
        status = ChoiceField(workspace, say("State"), self._write("status"))
        status.show_choices(list(commitment_statuses(workspace).items()))
        self._add(
            "what",
            NotesField(
                workspace,
                say("What is promised"),
                self._write("what"),
                lambda typed: field_values.read_line("what", typed, needed=True),
            ),
        )
        self._add(
            "responsible",
            TextField(
                workspace,
                say("Who answers for it"),
                self._write("responsible"),
                lambda typed: field_values.read_line("responsible", typed),
            ),
        )
        self._add(
            "due_on",
            TextField(
                workspace,
                say("Due"),
                self._write("due_on"),
                lambda typed: field_values.read_day("due_on", typed, event),
                words.value,
            ),
        )
        self._add("status", status)
        self._add(
            "note",
            TextField(workspace, say("Note"), self._write("note"), lambda typed: field_values.read_line("note", typed)),
        )  # fmt: skip
        self.form.set_read_only(self.store.db.read_only)

    def show_commitment(self, key: str) -> None:
        if key != self._key:
            self.form.forget()
        self._key = key
        for name, field in self.fields.items():
            field.show_value(getattr(self._row(), name))

    def _add(self, name: str, field: Field) -> None:
        self.fields[name] = field
        self.form.add(field)

    def _row(self) -> Commitment:
        return self.store.programme.commitments[self._key]

    def _write(self, name: str) -> Write:
        def write(value: Any) -> bool:
            row = self._row()
            return perform_in_field(self.store, lambda db: edit_commitment(db, row, replace(row, **{name: value})))

        return write
