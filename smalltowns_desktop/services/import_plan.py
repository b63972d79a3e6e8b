"""What an import of people will do, row by row, before anything is written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from smalltowns_desktop.domain.delegations import delegation_code, delegation_key
from smalltowns_desktop.domain.ids import DelegationId, KeySource, ParticipantId, QueuedRowId, SiteId
from smalltowns_desktop.domain.model import (
    Delegation,
    Participant,
    ParticipantDocument,
    QueuedRow,
    QueuedRowStatus,
    Severity,
)
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.headings import FULL_NAME
from smalltowns_desktop.exchange.people_rows import PersonRow, Problem
from smalltowns_desktop.services.matching import SAME, TYPO, Match, PeopleIndex, Traits
from smalltowns_desktop.services.merging import Difference, merge_by_choice, merge_person
from smalltowns_desktop.storage.people import PeoplePresent


class OnDuplicate(StrEnum):
    """What becomes of a row that is likely, but not surely, a person who is here already."""

    ASK = "ask"
    MERGE = "merge"
    NEW = "new"
    SKIP = "skip"


class Outcome(StrEnum):
    INSERTED = "inserted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    QUEUED = "queued"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said about a row: merge it with whom it looks like, take it for a new person, or skip it."""

    action: OnDuplicate
    """Not ASK."""
    choices: Mapping[str, bool] = field(default_factory=dict)
    """Of a merge: fields in which the list is right (True) or the event; see `merging.merge_by_choice`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row that is perhaps somebody who is here."""

    fields: Mapping[str, Any]
    """Of `Participant`, as the row has them."""
    match: Match


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the list that says something else about a person who is here."""

    row: int
    person: str
    difference: Difference


@dataclass(slots=True)
class ImportPlan:
    delegations: list[Delegation] = field(default_factory=list)
    participants: dict[str, Participant] = field(default_factory=dict)
    """New ones, by key."""
    updates: dict[str, tuple[Participant, Participant]] = field(default_factory=dict)
    """Before and after, by key."""
    documents: list[ParticipantDocument] = field(default_factory=list)
    document_updates: list[tuple[ParticipantDocument, ParticipantDocument]] = field(default_factory=list)
    queued: list[QueuedRow] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    """What becomes of each row."""
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    questions: dict[int, Question] = field(default_factory=dict)
    """By row; those that were decided, too."""

    def count(self, outcome: Outcome) -> int:
        return sum(found is outcome for found in self.outcomes.values())


def plan_people(
    rows: Iterable[PersonRow],
    present: PeoplePresent,
    *,
    delegation: str,
    on_duplicate: OnDuplicate,
    source: str,
    headings: Mapping[str, str],
    ids: KeySource,
    decisions: Mapping[int, Decision] | None = None,
) -> ImportPlan:
    """Decide about each row in its turn. `delegation` is that of rows which name none; "": none.

    `source` names file and sheet in the queue, `headings` are those of the list's columns by field. `decisions` go
    before `on_duplicate`; that to skip is good for any row.
    """
    planner = _Planner(present, delegation, on_duplicate, source, headings, ids, decisions or {})
    for row in rows:
        planner.take(row)
    return planner.plan


class _Planner:
    def __init__(
        self,
        present: PeoplePresent,
        delegation: str,
        on_duplicate: OnDuplicate,
        source: str,
        headings: Mapping[str, str],
        ids: KeySource,
        decisions: Mapping[int, Decision],
    ) -> None:
        self.plan = ImportPlan()
        self._decisions = decisions
        self._ids = ids
        self._source = source
        self._hotel_heading = headings.get("hotel", "")
        self._name_heading = headings.get(FULL_NAME) or headings.get("surname") or headings.get("given_name", "")
        self._on_duplicate = on_duplicate
        self._here = {person.id: person for person in present.participants}
        self._index = PeopleIndex(present.participants)
        self._number = present.next_number - 1
        self._delegations = {delegation_key(item.name): item.id for item in present.delegations}
        self._codes = {item.code for item in present.delegations}
        self._position = max((item.position for item in present.delegations), default=-1)
        self._hotels = {fold(site.name): site.id for site in present.hotels}
        self._documents = {document.participant_id: document for document in present.documents}
        self._queued = {(item.candidate_id, item.fields): item.status for item in present.queued}
        self._seen: dict[str, int] = {}
        """The row of this list that each person was last met in."""
        self._delegation = self._delegation_of(delegation)

    def take(self, row: PersonRow) -> None:
        self.plan.outcomes[row.row] = self._decide(row)

    def _decide(self, row: PersonRow) -> Outcome:
        found: dict[str, Any] = dict(row.fields)
        found["delegation_id"] = self._delegation_of(row.delegation) if row.delegation else self._delegation
        if row.hotel:
            self._find_hotel(row, found)
        decision = self._decisions.get(row.row)
        known = self._here.get(ParticipantId(row.id)) if row.id else None
        if known is not None:
            if decision is not None and decision.action is OnDuplicate.SKIP:
                return self._skip(row)
            return self._merge(row, found, Match(known, 100, ("id",), sure=True, agreed=True))
        self._number += 1
        newcomer = Participant(ParticipantId(self._ids()), self._number, **found)
        traits = self._index.traits(newcomer)
        matches = self._index.find(traits)
        outcome = self._settle(row, found, traits, matches, decision)
        if outcome is not Outcome.INSERTED:
            self._number -= 1
        return outcome

    def _settle(
        self, row: PersonRow, found: dict[str, Any], traits: Traits, matches: list[Match], decision: Decision | None
    ) -> Outcome:
        """Insert a row; of one that looks like somebody, merge, ask or do what was decided."""
        if not matches:
            skipped = decision is not None and decision.action is OnDuplicate.SKIP
            return self._skip(row) if skipped else self._insert(row, traits.person, traits)
        best = matches[0]
        rival = len(matches) > 1 and (matches[1].sure, matches[1].score) == (best.sure, best.score)
        sure = best.sure and not rival and not self._is_namesake_in_list(best)
        repeated = None if sure else next((match for match in matches if self._says_nothing_new(match, found)), None)
        if not sure and repeated is None:
            self.plan.questions[row.row] = Question(found, best)
        if decision is not None:
            return self._obey(row, found, traits, repeated or best, decision)
        if sure or repeated is not None:
            return self._merge(row, found, repeated or best)
        match self._on_duplicate:
            case OnDuplicate.NEW:
                return self._insert(row, traits.person, traits)
            case OnDuplicate.SKIP:
                message = say(
                    "Probably “{name}”, who is here already; the row was skipped.", name=best.person.full_name
                )
                self._report(row, message)
                return Outcome.UNCHANGED
            case OnDuplicate.MERGE if best.agreed and not rival and not self._is_namesake_in_list(best):
                return self._merge(row, found, best)
            case _:
                return self._queue(row, found, best)

    def _obey(self, row: PersonRow, found: dict[str, Any], traits: Traits, best: Match, decision: Decision) -> Outcome:
        match decision.action:
            case OnDuplicate.NEW:
                return self._insert(row, traits.person, traits)
            case OnDuplicate.MERGE:
                return self._merge(row, found, best, decision.choices)
            case _:
                return self._skip(row)

    def _skip(self, row: PersonRow) -> Outcome:
        self._report(row, say("The row was skipped."))
        return Outcome.UNCHANGED

    def _is_namesake_in_list(self, match: Match) -> bool:
        """Two rows of one list with one name and nothing else in common are rather two people than one."""
        bare = not any(code in match.evidence for code in ("birth_date", "phone", "email", "id"))
        return bare and match.person.id in self._seen

    def _says_nothing_new(self, match: Match, found: Mapping[str, Any]) -> bool:
        current = self._here[match.person.id]
        same_name = match.evidence[0] == SAME
        merged, differences = merge_person(current, found, SAME) if same_name else (None, [])
        return merged == current and not differences

    def _insert(self, row: PersonRow, newcomer: Participant, traits: Traits) -> Outcome:
        self.plan.participants[newcomer.id] = newcomer
        self._here[newcomer.id] = newcomer
        self._seen[newcomer.id] = row.row
        self._index.add(traits)
        if row.document:
            self._add_document(ParticipantDocument(newcomer.id, row.document))
        return Outcome.INSERTED

    def _merge(
        self, row: PersonRow, found: Mapping[str, Any], match: Match, choices: Mapping[str, bool] | None = None
    ) -> Outcome:
        key = match.person.id
        current = self._here[key]
        merged, differences = merge_by_choice(current, found, match.evidence[0], choices or {})
        self.plan.changes += [Change(row.row, current.full_name, difference) for difference in differences]
        if match.evidence[0] == TYPO:
            message = say("Taken for “{name}”, whose name is spelt a little otherwise.", name=current.full_name)
            self._report(row, message)
        elif key in self._seen:
            message = say("The same person as in row {row}.", row=self._seen[key])
            self._report(row, message)
        self._seen[key] = row.row
        documented = bool(row.document) and self._take_document(ParticipantDocument(key, row.document))
        if merged == current:
            return Outcome.UPDATED if documented else Outcome.UNCHANGED
        self._here[key] = merged
        if key in self.plan.participants:
            self.plan.participants[key] = merged
        else:
            before = self.plan.updates[key][0] if key in self.plan.updates else current
            self.plan.updates[key] = (before, merged)
        return Outcome.UPDATED

    def _queue(self, row: PersonRow, found: Mapping[str, Any], match: Match) -> Outcome:
        fields = fields_to_json(found)
        status = self._queued.get((match.person.id, fields))
        if status is QueuedRowStatus.OPEN:  # asked before
            return Outcome.QUEUED
        if status is not None:  # answered already
            document = ParticipantDocument(match.person.id, row.document)
            documented = status is QueuedRowStatus.MERGED and bool(row.document) and self._take_document(document)
            return Outcome.UPDATED if documented else Outcome.UNCHANGED
        if row.document:
            message = say("Its document is not kept with the question. Decide, and then read the list once more.")
            self._report(row, message)
        self._queued[match.person.id, fields] = QueuedRowStatus.OPEN
        key = QueuedRowId(self._ids())
        self.plan.queued.append(
            QueuedRow(key, self._source, row.row, fields, match.person.id, match.score, match.evidence)
        )
        return Outcome.QUEUED

    # What a row refers to

    def _delegation_of(self, name: str) -> DelegationId | None:
        """The delegation of this name, made where it is absent."""
        if not name:
            return None
        name = name[:4000]
        key = delegation_key(name)
        if key not in self._delegations:
            self._position += 1
            code = delegation_code(name, self._codes)
            made = Delegation(DelegationId(self._ids()), name, code, position=self._position)
            self._codes.add(code)
            self._delegations[key] = made.id
            self.plan.delegations.append(made)
        return self._delegations[key]

    def _find_hotel(self, row: PersonRow, found: dict[str, Any]) -> None:
        hotel: SiteId | None = self._hotels.get(fold(row.hotel))
        if hotel is not None:
            found["hotel_id"] = hotel
            return
        note = found.get("notes", "")
        found["notes"] = f"{note}\n{self._hotel_heading}: {row.hotel}".strip()[:4000]
        message = say("The event has no hotel of this name; it went into the notes.")
        self.plan.problems.append(Problem(row.row, self._hotel_heading, row.hotel, message, Severity.NOTICE))

    def _add_document(self, document: ParticipantDocument) -> None:
        self._documents[document.participant_id] = document
        self.plan.documents.append(document)

    def _take_document(self, document: ParticipantDocument) -> bool:
        """Write or correct a document's number; whether there was anything to do."""
        before = self._documents.get(document.participant_id)
        if before == document:
            return False
        if before is None:
            self._add_document(document)
        elif before in self.plan.documents:
            self.plan.documents[self.plan.documents.index(before)] = document
            self._documents[document.participant_id] = document
        else:
            self._documents[document.participant_id] = document
            self.plan.document_updates.append((before, document))
        return True

    def _report(self, row: PersonRow, message: Text) -> None:
        name = " ".join(filter(None, map(row.fields.get, ("surname", "given_name", "patronymic"))))
        self.plan.problems.append(Problem(row.row, self._name_heading, name, message, Severity.NOTICE))


def fields_to_json(found: Mapping[str, Any]) -> str:
    """Fields of a participant as a queued row keeps them: empty ones left out, dates and times as ISO 8601."""
    plain = {name: _to_plain(value) for name, value in found.items() if value not in (None, "", ())}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _to_plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
