"""Tables, columns and values of the journal in words: one mapping for whoever shows what a deed changed."""

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any

from smalltowns_desktop.domain.model import (
    AgreementKind,
    AgreementStatus,
    CheckpointKind,
    CommitmentStatus,
    EntryPolicy,
    OfficerPart,
    QueuedRowStatus,
    SiteKind,
    Transfer,
    VehicleKind,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import N_, Text
from smalltowns_desktop.gui.conflict_words import SEVERITY_WORDS
from smalltowns_desktop.gui.timeline.words import KIND_WORDS, PART_WORDS, STATUS_WORDS
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.journal import RowStory
from smalltowns_desktop.services.people import ROLE_WORDS

TABLE_WORDS: Mapping[str, str] = {
    "events": N_("Congress"),
    "directions": N_("Direction"),
    "districts": N_("District"),
    "sites": N_("Place"),
    "site_directions": N_("Direction of a place"),
    "halls": N_("Hall"),
    "delegations": N_("Delegation"),
    "delegation_directions": N_("Direction of a delegation"),
    "participants": N_("Participant"),
    "participant_documents": N_("Document of a person"),
    "delegation_officers": N_("Officer of a delegation"),
    "groups": N_("Group"),
    "group_members": N_("Member of a group"),
    "requests": N_("Request"),
    "activities": N_("Activity"),
    "activity_groups": N_("Group at an activity"),
    "activity_people": N_("Person at an activity"),
    "vehicles": N_("Vehicle"),
    "transfers": N_("Transfer"),
    "transfer_groups": N_("Group on a transfer"),
    "transfer_people": N_("Person on a transfer"),
    "travel_times": N_("Travel time"),
    "agreements": N_("Agreement"),
    "agreement_signatories": N_("Signatory"),
    "commitments": N_("Commitment"),
    "rule_severities": N_("Severity of a rule"),
    "accepted_conflicts": N_("Accepted conflict"),
    "checkpoints": N_("Checkpoint"),
    "queued_rows": N_("Doubtful row"),
}
COLUMN_WORDS: Mapping[str, str] = {
    "accepted_at": N_("accepted at"),
    "accepted_by": N_("accepted by"),
    "activity_id": N_("activity"),
    "address": N_("address"),
    "agreement_id": N_("agreement"),
    "arrives_at": N_("arrives"),
    "arrives_site_id": N_("arrives at"),
    "base_site_id": N_("stands at"),
    "birth_date": N_("born"),
    "boarding_minutes": N_("minutes to board"),
    "candidate_id": N_("perhaps the same as"),
    "cause": N_("cause"),
    "ceremony_id": N_("ceremony"),
    "closes_at": N_("closes"),
    "closes_minutes_after": N_("minutes open after the end"),
    "code": N_("code"),
    "colour": N_("colour"),
    "coordinator": N_("coordinator"),
    "copies": N_("copies"),
    "country": N_("country"),
    "day": N_("day"),
    "day_ends_at": N_("the day ends at"),
    "day_starts_at": N_("the day begins at"),
    "delegation_id": N_("delegation"),
    "departs_at": N_("departs"),
    "departs_site_id": N_("departs from"),
    "diet": N_("diet"),
    "direction_id": N_("direction"),
    "district_id": N_("district"),
    "document": N_("document"),
    "driver": N_("driver"),
    "due_on": N_("due on"),
    "edition": N_("edition"),
    "email": N_("e-mail"),
    "ends_at": N_("end"),
    "ends_on": N_("last day"),
    "evidence": N_("evidence"),
    "expected_size": N_("announced people"),
    "fields": N_("as read"),
    "from_district_id": N_("from the district"),
    "from_site_id": N_("from"),
    "given_name": N_("given name"),
    "group_id": N_("group"),
    "groups_at_once": N_("groups at once"),
    "hall_id": N_("hall"),
    "host": N_("host"),
    "host_confirmed": N_("the host has agreed"),
    "host_name": N_("receives"),
    "host_phone": N_("telephone of the host"),
    "host_position": N_("position of the host"),
    "hotel_id": N_("hotel"),
    "kind": N_("kind"),
    "language": N_("language"),
    "languages": N_("languages"),
    "latin_given_name": N_("given name in Latin letters"),
    "latin_surname": N_("surname in Latin letters"),
    "latitude": N_("latitude"),
    "locked": N_("locked"),
    "longitude": N_("longitude"),
    "meal_from": N_("meals from"),
    "meal_to": N_("meals until"),
    "minutes": N_("minutes"),
    "name": N_("name"),
    "next_host": N_("next host"),
    "next_on": N_("next congress on"),
    "not_after": N_("not after"),
    "not_before": N_("not before"),
    "note": N_("note"),
    "notes": N_("notes"),
    "notice_hours": N_("hours of notice"),
    "number": N_("number"),
    "open_days": N_("open days"),
    "opens_at": N_("opens"),
    "opens_minutes_before": N_("minutes open before the beginning"),
    "organisation": N_("organisation"),
    "part": N_("part"),
    "participant_id": N_("participant"),
    "parties": N_("parties"),
    "patronymic": N_("patronymic"),
    "phone": N_("telephone"),
    "places": N_("room for"),
    "plate": N_("number plate"),
    "policy": N_("how often one may enter"),
    "position": N_("position"),
    "reason": N_("reason"),
    "region": N_("region"),
    "requirements": N_("requirements"),
    "responsible": N_("responsible"),
    "retention_until": N_("personal data kept until"),
    "road_factor": N_("road over straight line"),
    "role": N_("role"),
    "room": N_("room"),
    "row": N_("row"),
    "rule": N_("rule"),
    "score": N_("likeness"),
    "seats": N_("seats"),
    "severity": N_("severity"),
    "signed_on": N_("signed on"),
    "site_id": N_("place"),
    "source": N_("source"),
    "speed_car": N_("speed of a car"),
    "speed_coach": N_("speed of a coach"),
    "speed_minibus": N_("speed of a minibus"),
    "starts_at": N_("start"),
    "starts_on": N_("first day"),
    "status": N_("state"),
    "subjects": N_("whose"),
    "surname": N_("surname"),
    "target_id": N_("of what"),
    "timezone": N_("clocks as in"),
    "title": N_("title"),
    "to_district_id": N_("to the district"),
    "to_site_id": N_("to"),
    "town": N_("town"),
    "transfer_id": N_("transfer"),
    "vehicle_id": N_("vehicle"),
    "vehicle_kind": N_("kind of vehicle"),
    "visit_minutes": N_("minutes of a visit"),
    "visitors_max": N_("people at once"),
    "weight": N_("weight"),
    "what": N_("what"),
}
REFERENCES: Mapping[str, str] = {
    "activity_id": "activities",
    "agreement_id": "agreements",
    "arrives_site_id": "sites",
    "base_site_id": "sites",
    "candidate_id": "participants",
    "ceremony_id": "activities",
    "delegation_id": "delegations",
    "departs_site_id": "sites",
    "direction_id": "directions",
    "district_id": "districts",
    "from_district_id": "districts",
    "from_site_id": "sites",
    "group_id": "groups",
    "hall_id": "halls",
    "hotel_id": "sites",
    "participant_id": "participants",
    "site_id": "sites",
    "to_district_id": "districts",
    "to_site_id": "sites",
    "transfer_id": "transfers",
    "vehicle_id": "vehicles",
}
"""Columns that hold the key of another row: the table in which it stands."""
_SITE_KINDS: Mapping[StrEnum, str] = {
    SiteKind.VENUE: N_("House of culture, hall"),
    SiteKind.ENTERPRISE: N_("Enterprise"),
    SiteKind.FARM: N_("Farm"),
    SiteKind.CULTURE: N_("Culture, museum"),
    SiteKind.SCHOOL: N_("School"),
    SiteKind.HOTEL: N_("Hotel"),
    SiteKind.STATION: N_("Station"),
    SiteKind.OTHER: N_("Other place"),
}
VALUE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    SiteKind: _SITE_KINDS,
    OfficerPart: {
        OfficerPart.HEAD: N_("Head of delegation"),
        OfficerPart.DEPUTY: N_("Deputy head"),
        OfficerPart.LIAISON: N_("Liaison"),
    },
    VehicleKind: {VehicleKind.COACH: N_("Bus"), VehicleKind.MINIBUS: N_("Minibus"), VehicleKind.CAR: N_("Car")},
    AgreementKind: {
        AgreementKind.AGREEMENT: N_("Agreement"),
        AgreementKind.ROAD_MAP: N_("Road map"),
        AgreementKind.RESOLUTION: N_("Resolution"),
        AgreementKind.PROTOCOL: N_("Protocol"),
        AgreementKind.ACCESSION: N_("Accession"),
    },
    AgreementStatus: {
        AgreementStatus.DRAFT: N_("draft"),
        AgreementStatus.AGREED: N_("agreed"),
        AgreementStatus.SIGNED: N_("signed"),
    },
    CommitmentStatus: {
        CommitmentStatus.OPEN: N_("to be done"),
        CommitmentStatus.DONE: N_("done"),
        CommitmentStatus.DROPPED: N_("dropped"),
    },
    CheckpointKind: {
        CheckpointKind.DOOR: N_("Registration desk"),
        CheckpointKind.ACTIVITY: N_("Activity"),
        CheckpointKind.SITE: N_("Place"),
        CheckpointKind.VEHICLE: N_("Vehicle"),
    },
    EntryPolicy: {
        EntryPolicy.ONCE: N_("once"),
        EntryPolicy.REENTRY: N_("in and out"),
        EntryPolicy.COUNT: N_("any number of times"),
    },
    QueuedRowStatus: {
        QueuedRowStatus.OPEN: N_("undecided"),
        QueuedRowStatus.MERGED: N_("merged"),
        QueuedRowStatus.NEW: N_("another person"),
        QueuedRowStatus.SKIPPED: N_("left out"),
    },
}


class RowWords:
    """Says what a deed did to rows; names of rows are those of the present snapshot."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def table(self, story: RowStory) -> str:
        return self._word(TABLE_WORDS[story.table])

    def name(self, story: RowStory) -> str:
        """The row's own, or the names of those that it ties together."""
        if story.name:
            return story.name
        ties = [self._value(column, value) for column, value in story.row.items() if column in REFERENCES and value]
        part = story.row.get("part")
        return " · ".join([*(tie for tie in ties if tie), *([self._value("part", part)] if part else [])])

    def points(self, story: RowStory) -> list[tuple[str, str, str]]:
        """Column, before, after, one by one; a value that says nothing ("", 0, no) is left out of a row that came or
        went."""
        points = []
        for column, before, after in story.fields:
            old, new = self._value(column, before), self._value(column, after)
            if story.kind == "update" or ((before or after) and (old or new)):
                points.append((self._word(COLUMN_WORDS[column]), old, new))
        return points

    def _value(self, column: str, value: Any) -> str:
        words = self._workspace.words
        match value:
            case None | "" | ():
                return ""
            case bool():
                return self._workspace.say("yes") if value else self._workspace.say("no")
            case StrEnum():
                return self._word(_word_of(value))
            case str() if column in REFERENCES:
                return _name_of(self._workspace.store.programme, column, value) or self._workspace.say(
                    "no longer there"
                )
            case float():
                return f"{value:.6f}".rstrip("0").rstrip(".")
            case date() | time() | tuple():
                return words.value(value)
        return str(value)

    def _word(self, word: str | Text) -> str:
        return self._workspace.render(word) if isinstance(word, Text) else self._workspace.words.word(word)


def _word_of(value: StrEnum) -> str | Text:
    for words in (KIND_WORDS, STATUS_WORDS, PART_WORDS, ROLE_WORDS, SEVERITY_WORDS):
        known: Mapping[Any, str | Text] = words
        if any(type(key) is type(value) for key in known):
            return known[value]
    return VALUE_WORDS[type(value)][value]


def _name_of(programme: Programme, column: str, key: str) -> str:
    row = getattr(programme, REFERENCES[column]).get(key)
    if isinstance(row, Transfer):
        ends = (programme.sites[site].name for site in (row.from_site_id, row.to_site_id))
        return f"{programme.vehicles[row.vehicle_id].name}, {' → '.join(ends)}"
    for field in ("full_name", "title", "name"):
        if hasattr(row, field):
            return str(getattr(row, field))
    return ""
